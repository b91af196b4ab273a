package source

import (
	"bytes"
	"cmp"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite what testdata says the cards read, to be looked at as a diff")

// Each testdata/ID.txtar holds made-up rows for the files of a card, in the shape of the real ones, written as CSV whatever
// the real format (the readers of formats have tests of their own), and under "want" what the card makes of them.
func TestCardsRead(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no testdata", err)
	}
	for _, name := range files {
		id := strings.TrimSuffix(filepath.Base(name), ".txtar")
		t.Run(id, func(t *testing.T) { testCard(t, name, id) })
	}
}

func testCard(t *testing.T, name, id string) {
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	a := txtar.Parse(text)
	s, ok := Lookup(id)
	if !ok {
		t.Fatalf("there is no card %s", id)
	}
	c := asCSV(s.Card())
	files, want := fstest.MapFS{}, ""
	for _, f := range a.Files {
		if f.Name == "want" {
			want = string(f.Data)
			continue
		}
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	c.Files = slices.DeleteFunc(c.Files, func(f File) bool { return files[f.Name] == nil && len(c.filesLike(f.Name)) > 0 && unused(c, f) })
	k := taken{card: c}
	if err := readMapped(c, files, &k); err != nil {
		t.Fatal(err)
	}
	got := strings.Join(k.lines, "\n") + "\n"
	if *update {
		i := slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == "want" })
		if i < 0 {
			a.Files, i = append(a.Files, txtar.File{Name: "want"}), len(a.Files)
		}
		a.Files[i].Data = []byte(got)
		if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != want {
		t.Errorf("read\n%swant\n%s", got, want)
	}
}

// asCSV is the card with its files written as plain CSV.
func asCSV(c Card) Card {
	c.Files, c.Fixes = slices.Clone(c.Files), nil
	for i, f := range c.Files {
		c.Files[i] = File{Name: f.Name, Format: "csv", NA: f.NA}
	}
	c.Series, c.Tables = slices.Clone(c.Series), slices.Clone(c.Tables)
	for i := range c.Series {
		c.takeApart(&c.Series[i].File, &c.Series[i].Part)
	}
	for i := range c.Tables {
		c.takeApart(&c.Tables[i].File, &c.Tables[i].Part)
	}
	return c
}

// takeApart makes a part of a file (an object, a sheet, an entry) a file of its own, named FILE#PART.
func (c *Card) takeApart(file *string, p *Part) {
	part := cmp.Or(p.Object, p.Sheet, p.Entry, p.Path)
	if part != "" {
		*file = cmp.Or(*file, c.Files[0].Name) + "#" + part
		if _, err := c.file(*file); err != nil {
			c.Files = append(c.Files, File{Name: *file, Format: "csv"})
		}
	}
	*p = Part{}
}

// unused says that a file is only one of several alike, so that a test may leave it out.
func unused(c Card, f File) bool {
	for _, s := range c.Series {
		if s.File == f.Name || s.File == "" && f.Name == c.Files[0].Name {
			return false
		}
	}
	for _, t := range c.Tables {
		if t.Files == "" && (t.File == f.Name || t.File == "" && f.Name == c.Files[0].Name) {
			return false
		}
	}
	return true
}

// Every card that is read by its mapping has rows to try it on.
func TestEveryCardIsTried(t *testing.T) {
	for _, s := range All() {
		c := s.Card()
		if _, err := os.Stat("testdata/" + c.ID + ".txtar"); c.Reader == "" && err != nil {
			t.Errorf("%s: no testdata/%s.txtar", c.ID, c.ID)
		}
	}
}

// A wrong card says what is wrong, and where.
func TestWrongCards(t *testing.T) {
	s, _ := Lookup("nmc-7.0")
	text, err := os.ReadFile("cards/" + s.Card().ID + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, old, new, want string }{
		{"no TOML", "id =", "id", "line 1"},
		{"a mistyped word", "absence = \"silent\"", "absense = \"silent\"", "no \"series.variable.absense\""},
		{"unknown rights", "\"fetch\"", "\"steal\"", "want bundle, fetch or bring"},
		{"a path that escapes", "name = \"capabilities/", "name = \"../", "below the mirror"},
		{"a checksum cut short", "sha256 = \"c2", "sha256 = \"", "64 hexadecimal digits"},
		{"no year", "year = { column = \"year\" }", "", "want year"},
		{"a file of no card", "[[series]]", "[[series]]\nfile = \"x\"", "not among the card's"},
		{"a rule of none", "[[series]]", "[[series]]\nduplicates = \"guess\"", "want one of refuse"},
		{"a pattern without a group", "year = { column = \"year\" }", "year = { columns = \"^X\" }", "a group that is the code"},
		{"an alias of none", "scheme = \"cow\"", "scheme = \"cow\", alias = \"x\"", "no such list"},
		{"a year outside the coverage", "year = { column = \"year\" }", "year = { value = 70000 }", "outside the coverage, 1816 to 2022"},
		{"years upside down", "to = 2022", "to = 1815", "coverage"},
	} {
		changed := strings.Replace(string(text), c.old, c.new, 1)
		if changed == string(text) {
			t.Errorf("%s: the card has no %q", c.name, c.old)
		}
		if _, err := ParseCard("nmc-7.0.toml", changed); err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "nmc-7.0.toml") {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

// A correction mends its cell, and stops the reading when the source no longer says what was wrong.
func TestCorrections(t *testing.T) {
	const card = `id = "x"
title = "t"
edition = "1"
producer = "p"
citation = "c"
short = "s"
licence = "l"
rights = "bring"
page = "p"
contact = "c"
from = 1900
to = 2000
known = ["k"]
[[file]]
name = "f.csv"
format = "csv"
[[series]]
a = { column = "c", scheme = "cow" }
year = { column = "y" }
  [[series.variable]]
  name = "v"
  column = "v"
  unit = "count"
  absence = "silent"
[[fix]]
file = "f.csv"
row = 2
column = "v"
was = "1098"
is = "1998"
why = "a digit"
seen = "there"
`
	c, err := ParseCard("x.toml", card)
	if err != nil {
		t.Fatal(err)
	}
	read := func(text string) (string, error) {
		k := taken{card: c}
		err := readMapped(c, fstest.MapFS{"f.csv": {Data: []byte(text)}}, &k)
		return strings.Join(k.lines, "; "), err
	}
	if got, err := read("c,y,v\n2,1990,5\n2,1991,1098\n"); err != nil || got != "v 2 0 1990 5 row 1; v 2 0 1991 1998 row 2" {
		t.Errorf("mended: %q, %v", got, err)
	}
	if _, err := read("c,y,v\n2,1990,5\n2,1991,1998\n"); err == nil || !strings.Contains(err.Error(), "lost its cause") {
		t.Errorf("the source was mended: %v", err)
	}
	if _, err := read("c,y,v\n2,1990,5\n"); err == nil || !strings.Contains(err.Error(), "rows it does not have") {
		t.Errorf("the row is gone: %v", err)
	}
}

// Years in the names of columns keep to the coverage, like all others.
func TestYearsOfColumnsOutsideTheCoverage(t *testing.T) {
	text, err := os.ReadFile("cards/worldbank-oghist.toml")
	if err != nil {
		t.Fatal(err)
	}
	c, err := ParseCard("x.toml", strings.Replace(string(text), "to = 2024", "to = 2000", 1))
	if err != nil {
		t.Fatal(err)
	}
	c = asCSV(c)
	file := cmp.Or(c.Series[0].File, c.Files[0].Name)
	k := taken{card: c}
	if err := readMapped(c, fstest.MapFS{file: {Data: []byte("code,1986,1987,2000,2001\nDEU,H,H,H,H\n")}}, &k); err != nil {
		t.Fatal(err)
	}
	want := "income.group 255 0 1987 4 row 1; income.group 255 0 2000 4 row 1; left: a year outside 1987-2000"
	lines := slices.Sorted(slices.Values(k.lines))
	if got := strings.Join(slices.Compact(lines), "; "); got != want {
		t.Errorf("%s; want %s", got, want)
	}
}

func FuzzCard(f *testing.F) {
	names, _ := filepath.Glob("cards/*.toml")
	for _, name := range names[:3] {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := ParseCard("x.toml", text)
		if err == nil && c.Reader == "" {
			data := bytes.Repeat([]byte("a,b,2001,c\n"), 3)
			files := fstest.MapFS{}
			for _, f := range c.Files {
				files[f.Name] = &fstest.MapFile{Data: data}
			}
			_ = readMapped(asCSV(c), files, &taken{card: c})
		}
	})
}
