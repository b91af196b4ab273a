package source

import (
	"testing"

	"comity"
)

// A sum of which a part is missing is missing, whichever part came first; other rules take the value that is known.
func TestMissingPartsOfOneKey(t *testing.T) {
	unknown := comity.NaN(comity.InSource)
	for _, c := range []struct {
		rule   string
		values []float64
		want   string
	}{
		{"sum", []float64{2, 3}, "5"}, {"sum", []float64{2, unknown}, ".c"}, {"sum", []float64{unknown, 3}, ".c"}, {"sum", []float64{2, unknown, 3}, ".c"},
		{"max", []float64{2, unknown}, "2"}, {"min", []float64{unknown, 3}, "3"}, {"first", []float64{unknown, 3}, ".c"}, {"last", []float64{2, 3}, "3"},
		{"listed", []float64{unknown, -2, 3, 4}, "3"}, {"listed", []float64{1, 3}, "3"}, {"listed", []float64{-1, -2}, "-1"},
	} {
		m := &merger{rule: c.rule, at: map[cellKey]int{}, leave: func(string) {}}
		for i, v := range c.values {
			m.take(Datum{Variable: "v", A: 2, Year: 1990, Value: v, Row: int64(i + 1)}, v > 2) // of a state in its list where above 2
		}
		if got := show(m.cells[0].Value); len(m.cells) != 1 || got != c.want {
			t.Errorf("%s of %v is %s, want %s", c.rule, c.values, got, c.want)
		}
	}
}
