package source

import (
	"strings"
	"testing"
	"testing/fstest"
)

// readAs gives what a card that has a reader makes of one plain file.
func readAs(t *testing.T, id, text string) (string, error) {
	t.Helper()
	s, ok := Lookup(id)
	if !ok {
		t.Fatalf("there is no card %s", id)
	}
	c := s.Card()
	c.Files[0].Entry = ""
	k := &taken{card: c}
	err := readers[c.Reader](c, fstest.MapFS{c.Files[0].Name: {Data: []byte(text)}}, k)
	return strings.Join(k.lines, "\n"), err
}

func TestPeaceData(t *testing.T) {
	got, err := readAs(t, "peace-3.1.1", strings.Join([]string{
		"2365,19170101-19180630,0.5,19180701-19190086,0.25", // the second span ends on a day that is none
		"2936,20190101-20201231,0.75,.,.",                   // 936 is Kiribati, 946 of the list; a point is no span
		"2020,19250101-19251231,-9",                         // Canada has leading zeros; -9 is missing
		"2999,19250101-19251231,1",
	}, "\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"peace.level 2 365 1917 0.5 row 1",
		"peace.level 2 365 1918 0.25 row 1",
		"peace.level 2 365 1919 0.25 row 1",
		"peace.level 2 946 2019 0.75 row 2",
		"peace.level 2 946 2020 0.75 row 2",
		"peace.level 2 20 1925 .c row 3",
		"left: a COW number that names no state in the year",
	}, "\n")
	if got != want {
		t.Errorf("read\n%s\nwant\n%s", got, want)
	}
}

func TestPeaceDataWrong(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a number of no pair", "65,19000101-19001231,1", "four to six digits"},
		{"a span upside down", "2365,19180101-19170101,1", "no span of days"},
		{"a span without an end", "2365,19180101,1", "no span of days"},
		{"a level that is missing", "2365,19180101-19181231", "has no level"},
		{"a level of words", "2365,19180101-19181231,warm", "has no level"},
	} {
		if _, err := readAs(t, "peace-3.1.1", c.text); err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "line 1") {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}
