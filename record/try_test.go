package record

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"comity/source"
)

// tried is a card of the user's own, and its file.
func tried(t *testing.T) (source.Card, []byte, map[string][]byte) {
	t.Helper()
	text := strings.Replace(codebookCard, `id = "codebook"`, `id = "mine"`, 1)
	c, err := source.ParseCard("mine.toml", text)
	if err != nil {
		t.Fatal(err)
	}
	return c, []byte(text), map[string][]byte{"things/a.csv": []byte("c,y,v\n2,1950,1\n2,1951,\n999,1950,4\n"), "things/b.csv": []byte("c,y,w\n20,1950,7\n")}
}

// A card is tried without a trace; what is told is what the build then makes.
func TestTry(t *testing.T) {
	c, text, files := tried(t)
	s := NewStore(t.TempDir())
	beside := fstest.MapFS{"a.csv": {Data: files["things/a.csv"]}, "things/b.csv": {Data: files["things/b.csv"]}}
	got, err := s.Try(c, beside)
	if err != nil {
		t.Fatal(err)
	}
	if got.Cells != 3 || got.Missing != 1 || len(got.Left) != 1 || len(got.Variables) != 2 || got.Variables[0].N != 2 || got.Variables[0].Last != 1951 || len(got.Beside) != 2 || !got.Files[0].Brought {
		t.Errorf("%+v", got)
	}
	if list, _ := os.ReadDir(s.Home()); len(list) != 0 {
		t.Errorf("trying left %v in the store", list)
	}
	if _, err := s.Try(c, fstest.MapFS{"a.csv": beside["a.csv"]}); err == nil || !strings.Contains(err.Error(), "things/b.csv is neither in the store nor beside the card") {
		t.Errorf("a file that is missing: %v", err)
	}
	if err := s.Shelve(t.Context(), c, text, files); err != nil {
		t.Fatal(err)
	}
	made, err := s.Build(t.Context(), []string{"mine"}, BuildOptions{})
	if err != nil || made[0].Cells != got.Cells || made[0].Missing != got.Missing {
		t.Errorf("built %+v, %v; tried %+v", made, err, got.Built)
	}
	if err := s.Shelve(t.Context(), c, text, files); err == nil || !strings.Contains(err.Error(), "never written over") {
		t.Errorf("again: %v", err)
	}
	beside["things/a.csv"] = &fstest.MapFile{Data: []byte("c,y,v\n2,1950,1\n2,1950,2\n")}
	if _, err := NewStore(t.TempDir()).Try(c, beside); err == nil || !strings.Contains(err.Error(), "stands in rows 1 and 2") {
		t.Errorf("a key that repeats: %v", err)
	}
}

// A card is put in place last: whatever step of shelving fails, there is no card without its files, and the next try goes through.
func TestShelvingIsWholeOrNot(t *testing.T) {
	c, text, files := tried(t)
	for step := 1; ; step++ {
		s := NewStore(t.TempDir())
		n := 0
		s.fault = func(string, string) error {
			if n++; n == step {
				return errors.New("the disk failed")
			}
			return nil
		}
		err := s.Shelve(context.Background(), c, text, files)
		failed := n >= step
		if !failed && err == nil {
			if step < 10 {
				t.Errorf("only %d steps were tried", step)
			}
			return
		}
		if err == nil {
			t.Fatalf("step %d failed, and nothing was said", step)
		}
		s.fault = nil
		if _, err := os.Stat(s.CardPath(c.ID)); err == nil {
			t.Errorf("step %d failed, and there is a card", step)
		}
		if err := s.Shelve(context.Background(), c, text, files); err != nil {
			t.Errorf("after step %d failed: %v", step, err)
		}
	}
}

// What was brought for a card that does not know it is named by the card: it is kept, its loss is told, and it goes with its card.
func TestBroughtIsKeptAndVerified(t *testing.T) {
	c, text, files := tried(t)
	s := NewStore(t.TempDir())
	if err := s.Shelve(t.Context(), c, text, files); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Collect(t.Context(), CollectOptions{}); err != nil || len(got.Gone) != 0 || got.Kept != 2 {
		t.Errorf("%+v, %v; want two snapshots kept", got, err)
	}
	lost := s.snapshotPath(sumOf(files["things/b.csv"]))
	if err := os.Remove(lost); err != nil {
		t.Fatal(err)
	}
	if got := s.verifyBrought(); len(got) != 1 || got[0].Kind != Stale || !strings.Contains(got[0].Text, "comity add FILE --as mine --file things/b.csv") {
		t.Errorf("a snapshot that is gone: %v", got)
	}
	if err := os.WriteFile(s.broughtPath("mine"), []byte(`[{"name":"things/a.csv","sha256":"../../x","size":1}]`), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := s.verifyBrought(); len(got) != 1 || got[0].Kind != Damaged {
		t.Errorf("a checksum that is none: %v", got)
	}
	if _, err := s.Collect(t.Context(), CollectOptions{}); err == nil || !strings.Contains(err.Error(), "nothing was removed") {
		t.Errorf("collecting where it cannot be told what is named: %v", err)
	}
	if err := os.Remove(s.broughtPath("mine")); err != nil {
		t.Fatal(err)
	}
	if err := s.bring("mine", broughtFile{"things/a.csv", sumOf(files["things/a.csv"]), int64(len(files["things/a.csv"]))}); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(s.CardPath("mine")); err != nil {
		t.Fatal(err)
	}
	got, err := s.Collect(t.Context(), CollectOptions{})
	if err != nil || len(got.Gone) != 2 {
		t.Errorf("without the card: %+v, %v; want the note and the snapshot gone", got, err)
	}
}
