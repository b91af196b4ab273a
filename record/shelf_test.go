package record

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A wrong card of the user's is told, and does not keep the others from being built.
func TestAWrongCardHoldsNobodyUp(t *testing.T) {
	mirror(t)
	s := NewStore(t.TempDir())
	if _, err := s.Pull(t.Context(), []string{"unsc-vetoes"}, PullOptions{Mirrors: []string{mirrorDir}}); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(s.dir("cards"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.dir("cards"), "mine.toml"), []byte("id = \n"), 0o644); err != nil {
		t.Fatal(err)
	}
	made, err := s.Build(t.Context(), nil, BuildOptions{Workers: 1})
	if err == nil || !strings.Contains(err.Error(), "mine.toml") {
		t.Errorf("the wrong card is not told: %v", err)
	}
	if len(made) != 1 || made[0].Cells == 0 {
		t.Errorf("%+v: the sound source is not built", made)
	}
}
