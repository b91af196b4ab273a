package record

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"comity/source"
)

const codebookCard = `id = "codebook"
title = "t"
edition = "1"
producer = "p"
citation = "c"
short = "s"
licence = "l"
rights = "bring"
untried = true
page = "https://example.org/data"
contact = "c"
from = 1900
to = 2000
known = ["k"]
[[file]]
name = "things/a.csv"
format = "csv"
[[file]]
name = "things/b.csv"
format = "csv"
[[series]]
a = { column = "c", scheme = "cow" }
year = { column = "y" }
  [[series.variable]]
  name = "v"
  column = "v"
  unit = "count"
  absence = "silent"
[[series]]
file = "things/b.csv"
a = { column = "c", scheme = "cow" }
year = { column = "y" }
  [[series.variable]]
  name = "w"
  column = "w"
  unit = "count"
  absence = "silent"
`

// A card that does not know its files takes what is brought, and keeps it under its own checksum.
func TestBroughtFiles(t *testing.T) {
	ctx := context.Background()
	c, err := source.ParseCard("codebook.toml", codebookCard)
	if err != nil {
		t.Fatal(err)
	}
	home, in := t.TempDir(), t.TempDir()
	open := func() *Store {
		s := NewStore(home)
		s.all = func() []source.Source { return []source.Source{source.Of(c)} }
		return s
	}
	put := func(name, text string) string {
		path := filepath.Join(in, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	s := open()
	if all, err := s.Pull(ctx, nil, PullOptions{Mirrors: []string{in}}); err != nil || len(all) != 0 {
		t.Errorf("pull of all: %v, %v; a source that must be brought is no failure", all, err)
	}
	if _, err := s.Pull(ctx, []string{"codebook"}, PullOptions{Mirrors: []string{in}}); err == nil || !strings.Contains(err.Error(), "comity add FILE --as codebook") {
		t.Errorf("pull by name: %v", err)
	}
	if _, err := s.Add(ctx, put("other.csv", "c,y,v\n"), "codebook", ""); err == nil || !strings.Contains(err.Error(), "a.csv, b.csv") {
		t.Errorf("a file of another name: %v", err)
	}
	if _, err := s.Add(ctx, put("a.csv", ""), "codebook", ""); err == nil || !strings.Contains(err.Error(), "empty") {
		t.Errorf("an empty file: %v", err)
	}
	if _, err := s.Add(ctx, put("a.csv", "c,y,v\n2,1950,1\n"), "codebook", ""); err != nil {
		t.Fatal(err)
	}
	if made, err := s.Build(ctx, nil, BuildOptions{}); err != nil || len(made) != 0 {
		t.Errorf("built with one file of two: %v, %v", made, err)
	}
	for _, text := range []string{"c,y,w\n2,1950,3\n", "c,y,w\n2,1950,3\n20,1951,4\n"} { // the second in place of the first
		if _, err := s.Add(ctx, put("b.csv", text), "codebook", ""); err != nil {
			t.Fatal(err)
		}
	}
	s = open()
	made, err := s.Build(ctx, nil, BuildOptions{})
	if err != nil || len(made) != 1 || made[0].Cells != 3 {
		t.Errorf("built %+v, %v; want three cells", made, err)
	}
	if err := os.WriteFile(s.broughtPath("codebook"), []byte("nonsense\n\x00 1 things/a.csv\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got, err := s.brought("codebook"); len(got) != 0 || err == nil || !strings.Contains(err.Error(), "comity add FILE --as codebook") {
		t.Errorf("of nonsense: %v, %v", got, err)
	}
}
