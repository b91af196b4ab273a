package source

import (
	"testing"

	"comity"
)

func TestNamed(t *testing.T) {
	day := comity.DayOf
	for _, c := range []struct {
		text string
		on   comity.Day
		want comity.State
	}{
		{"Germany", day(1914, 1, 1), 255},
		{"Germany", day(1953, 4, 6), 260}, // nobody's name that day by COW's list; the Federal Republic bears it from 1955
		{"Germany", day(1999, 4, 6), 255},
		{"Soviet Union", day(1980, 1, 1), 365},
		{"Yugoslavia", day(1980, 1, 1), 345},
		{"Korea", day(1990, 1, 1), comity.NoState}, // two bear it
		{"Hong Kong", day(1990, 1, 1), 1344},
		{"Atlantis", day(1990, 1, 1), comity.NoState},
	} {
		if got := keysBy(byName).named(c.text, c.on); got != c.want {
			t.Errorf("%s in %s: %d, want %d", c.text, c.on, got, c.want)
		}
	}
	k := keysBy("cow")
	if got := k.in("2.0", 1990); got != 2 {
		t.Errorf("2.0 names %d", got)
	}
}
