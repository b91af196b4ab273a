package source

import (
	"strings"
	"testing"
	"testing/fstest"
)

// A variable that is read from two files is shown as it stands in each.
func TestRowOfAVariableOfTwoFiles(t *testing.T) {
	c, err := ParseCard("x.toml", `id = "x"
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
[[file]]
name = "a.csv"
format = "csv"
[[file]]
name = "b.csv"
format = "csv"
`+strings.Repeat(`[[series]]
file = "a.csv"
a = { column = "c", scheme = "cow" }
year = { column = "y" }
  [[series.variable]]
  name = "v"
  column = "v"
  unit = "count"
  absence = "silent"
`, 2)+`[[series]]
file = "b.csv"
a = { column = "c", scheme = "cow" }
year = { column = "y" }
  [[series.variable]]
  name = "v"
  column = "v"
  unit = "count"
  absence = "silent"
`)
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"a.csv": {Data: []byte("c,y,v\n2,1990,5\n")}, "b.csv": {Data: []byte("c,y,v\n20,1990,7\n200,1990,8\n")}}
	places := c.Places("v")
	if len(places) != 2 || places[0].File != "a.csv" || places[1].File != "b.csv" {
		t.Fatalf("read from %v; want a.csv and b.csv", places)
	}
	for _, want := range []struct{ file, code string }{{"", "2"}, {"a.csv", "2"}, {"b.csv", "20"}} {
		f, cells, err := Excerpt(c, files, "v", want.file, 1)
		if err != nil || cells[0].Value != want.code || want.file != "" && f.Name != want.file {
			t.Errorf("row 1 of %q: %s %v, %v; want %s", want.file, f.Name, cells, err, want.code)
		}
	}
	if _, _, err := Excerpt(c, files, "v", "a.csv", 2); err == nil || !strings.Contains(err.Error(), "a.csv has no row 2") {
		t.Errorf("row 2 of a.csv: %v", err)
	}
}
