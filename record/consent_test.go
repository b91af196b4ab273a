package record

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The gate stays shut where what lies beside a card is damaged.
func TestGateOfRightsAmongDamage(t *testing.T) {
	s := NewStore(t.TempDir())
	var closed *RightsError
	if err := s.MayExport("sipri-milex-official"); !errors.As(err, &closed) {
		t.Fatalf("a source that may not be passed on: %v", err)
	}
	if err := s.MayExport("comity-ties"); err != nil {
		t.Errorf("comity's own table: %v", err)
	}
	write(t, s.broughtPath("sipri-milex-official"), "{")
	if err := s.MayExport("sipri-milex-official"); !errors.As(err, &closed) {
		t.Errorf("what was brought is damaged: %v; want the terms", err)
	}
	write(t, s.cardPath("mine"), "id =")
	if err := s.MayExport("mine"); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("a card that cannot be read: %v; want what is wrong with it", err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A table whose card was taken away is of terms nobody knows: it is not written out.
func TestATableWithoutItsCardIsNotWrittenOut(t *testing.T) {
	s := NewStore(t.TempDir())
	write(t, s.tablePath("mine"), "")
	if err := s.MayExport("mine"); err == nil || !strings.Contains(err.Error(), "its card is gone") {
		t.Errorf("%v", err)
	}
}
