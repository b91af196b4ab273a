package source

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	dense "comity/format/frame"
)

// columnText writes a column as text, missing cells by their letters.
func columnText(c *dense.Column) string {
	var out []string
	for i := range c.Len() {
		x := c.At(i)
		switch l := dense.Letter(x); {
		case l != 0:
			out = append(out, "."+string('a'+rune(l)-1))
		case c.Kind == dense.Text:
			out = append(out, c.Texts[int(x)])
		default:
			out = append(out, fmt.Sprint(x))
		}
	}
	return strings.Join(out, " ")
}

// TestReadTable: kinds by the cells alone, and nothing missing but what is written as missing.
func TestReadTable(t *testing.T) {
	const text = "id,iso,ok,share,when,note,code,big,flag,empty,thousands\n" +
		"1,NA,TRUE,0.5,2001-02-03,a,007,3000000000,0,,\"1,234\"\n" +
		"-9,US,FALSE,NA,NA,NA,010,1,1,,\"2,000\"\n" +
		"3,RU,NA,.,1969-12-31,a,100,2,NA,,5\n"
	got, err := ReadTable(fstest.MapFS{"my.csv": {Data: []byte(text)}}, "my.csv", "")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]struct {
		kind  dense.Kind
		cells string
	}{
		"id": {dense.Whole, "1 -9 3"}, "iso": {dense.Text, "NA US RU"}, "ok": {dense.Flag, "1 0 .c"}, "share": {dense.Real, "0.5 .c .c"},
		"when": {dense.Date, "11356 .c -1"}, "note": {dense.Text, "a .c a"}, "code": {dense.Text, "007 010 100"}, "big": {dense.Real, "3e+09 1 2"},
		"flag": {dense.Flag, "0 1 .c"}, "empty": {dense.Real, ".c .c .c"}, "thousands": {dense.Whole, "1234 2000 5"},
	}
	for name, w := range want {
		c := got.Frame.Column(name)
		if c == nil || c.Kind != w.kind || columnText(c) != w.cells {
			t.Errorf("%s is %+v, want %s %s", name, c, w.kind, w.cells)
		}
	}
	if notes := strings.Join(got.Notes, "; "); !strings.Contains(notes, "id holds -9 in 1 cell and") || !strings.Contains(notes, "Namibia") {
		t.Errorf("notes: %s", notes)
	}
	if c := got.Frame.Column("note"); len(c.Texts) != 1 {
		t.Errorf("texts are kept more than once: %q", c.Texts)
	}
}

// TestReadTableRefuses: columns that cannot be told apart.
func TestReadTableRefuses(t *testing.T) {
	if _, err := ReadTable(fstest.MapFS{"my.csv": {Data: []byte("a,a\n1,2\n")}}, "my.csv", ""); err == nil || !strings.Contains(err.Error(), `two columns are called "a"`) {
		t.Errorf("two columns of one name: %v", err)
	}
}
