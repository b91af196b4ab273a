package frame

import (
	"math"
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
