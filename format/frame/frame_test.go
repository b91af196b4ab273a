package frame

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// TestLetters: a letter comes back from every storage, and values beside the missing ones are values.
func TestLetters(t *testing.T) {
	for l := uint8(1); l <= 26; l++ {
		for _, c := range []Column{{Small: []int8{SmallMissing(l)}}, {Ints: []int32{IntMissing(l)}}, {Reals: []float64{NaN(l)}}} {
			if got := Letter(c.At(0)); got != l {
				t.Errorf("letter %d comes back as %d from %+v", l, got, c)
			}
		}
	}
	c := Column{Small: []int8{MinSmall, MaxSmall}}
	if c.At(0) != -101 || c.At(1) != 127 {
		t.Errorf("the ends of Small read %v and %v", c.At(0), c.At(1))
	}
	d := Column{Ints: []int32{MinInt}}
	if d.At(0) != MinInt || Letter(math.NaN()) != 4 {
		t.Errorf("the least int reads %v, a bare NaN as %d", d.At(0), Letter(math.NaN()))
	}
}

// TestSelect: what is chosen of a frame reads as its rows did, through an index or not, and again.
func TestSelect(t *testing.T) {
	f := &Frame{Rows: 4, Columns: []*Column{{Name: "a", Small: []int8{10, 20, 30, 40}}, {Name: "b", Reals: []float64{1, 2}, Via: []int32{0, 0, 1, 1}}}}
	g := f.Select([]int32{3, 1}).Select([]int32{1, 0})
	if g.Columns[0].At(0) != 20 || g.Columns[0].At(1) != 40 || g.Columns[1].At(0) != 1 || g.Columns[1].At(1) != 2 {
		t.Errorf("chosen rows read %v %v %v %v", g.Columns[0].At(0), g.Columns[0].At(1), g.Columns[1].At(0), g.Columns[1].At(1))
	}
	out := make([]float64, 2)
	if g.Columns[1].Read(0, 2, out); out[0] != 1 || out[1] != 2 {
		t.Errorf("a run reads %v", out)
	}
}

// TestLacking: a column lacks cells where a row's is missing, not where one that no row leads to is.
func TestLacking(t *testing.T) {
	f := &Frame{Rows: 2, Columns: []*Column{
		{Name: "whole", Kind: Whole, Small: []int8{1, 2}},
		{Name: "lacks", Kind: Whole, Ints: []int32{1, IntMissing(1)}},
		{Name: "kept", Reals: []float64{NaN(2), 2}, Via: []int32{1, 1}},
		{Name: "reached", Reals: []float64{NaN(2), 2}, Via: []int32{1, 0}}}}
	got, err := One(f).Lacking(t.Context())
	if want := []bool{false, true, false, true}; err != nil || !slices.Equal(got, want) {
		t.Errorf("lacking %v, %v; want %v", got, err, want)
	}
}

// TestSound: a table no file can hold is told before anything is written.
func TestSound(t *testing.T) {
	for want, columns := range map[string][]Column{
		"no columns": nil, "column 2 has no name": {{Name: "a"}, {}}, "is not UTF-8": {{Name: "\xFF"}}, `two columns are named "a"`: {{Name: "a"}, {Name: "b"}, {Name: "a"}}} {
		if err := (&Table{Columns: columns}).Sound(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v, want %q in it", columns, err, want)
		}
	}
	for want, c := range map[string]*Column{
		"elsewhere than in Ints": {Kind: Text, Small: []int8{0}}, "not UTF-8": {Kind: Text, Ints: []int32{0}, Texts: []string{"C\xF4te"}}, "cell 0 is 0.5": {Kind: Date, Reals: []float64{0.5}}, "cell 0 is 3e+09": {Kind: Whole, Reals: []float64{3e9}}} {
		if _, err := One(&Frame{Rows: 1, Columns: []*Column{c}}).Lacking(t.Context()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %q in it", c, err, want)
		}
	}
}
