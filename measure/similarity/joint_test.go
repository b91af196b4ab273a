package similarity

import (
	"math"
	"math/rand/v2"
	"testing"
)

// counted is the table of two lists of grades from 0 to k-1.
func counted(k int, x, y []int) *Table {
	t := &Table{K: k}
	for i := range x {
		t.N[x[i]*k+y[i]]++
	}
	return t
}

// S over portfolios is the formula written out: every item's distance over its own range. Of one portfolio it is S.
func TestJoint(t *testing.T) {
	a := counted(4, []int{3, 3, 2, 2}, []int{2, 2, 3, 3}) // the example of Signorino and Ritter's S.g: distance 1/3 everywhere
	if got := Joint(a); math.Abs(got-1./3) > 1e-15 {
		t.Errorf("one portfolio: %v, want 1/3", got)
	}
	v := counted(3, []int{0, 0, 1, 2, 2, 2}, []int{0, 2, 1, 0, 2, 1}) // distances 0 1 0 1 0 1/2
	if got, want := Joint(a, v), 1-2*(4./3+2.5)/10; math.Abs(got-want) > 1e-15 {
		t.Errorf("two portfolios: %v, want %v", got, want)
	}
	if got, want := Balanced(a, v), (1./3+1-2*2.5/6)/2; math.Abs(got-want) > 1e-15 {
		t.Errorf("balanced: %v, want %v", got, want)
	}
	if got, want := v.Affinity2(), 1-2*2./4; got != want {
		t.Errorf("yes and no alone: %v, want %v", got, want)
	}
	if !math.IsNaN(Joint()) || !math.IsNaN(Joint(&Table{K: 3})) || !math.IsNaN(Balanced(a, &Table{K: 3})) || !math.IsNaN(counted(3, []int{1}, []int{1}).Affinity2()) {
		t.Error("S without items has a value")
	}
	empty := &Table{K: 3}
	if Joint(a, empty) != Joint(a) {
		t.Error("a portfolio without items changes S")
	}
}

// A profile is Pearson's correlation of two rows, worked out here in two passes; the order of the states changes nothing.
func TestProfiles(t *testing.T) {
	const n = 12
	r := rand.New(rand.NewPCG(3, 3))
	a := make([]float64, n*n)
	for i := range n {
		for j := range i {
			x := r.Float64()
			if r.IntN(6) == 0 {
				x = math.NaN()
			}
			a[i*n+j], a[j*n+i] = x, x
		}
		a[i*n+i] = 1
	}
	got := Profiles(a, n)
	for i := range n {
		for j := i + 1; j < n; j++ {
			if want := pearson(a, n, i, j); math.Abs(got[PairIndex(i, j, n)]-want) > 1e-12 {
				t.Errorf("%d, %d: %v, want %v", i, j, got[PairIndex(i, j, n)], want)
			}
		}
	}
	back := make([]float64, n*n)
	for i := range n {
		for j := range n {
			back[i*n+j] = a[(n-1-i)*n+n-1-j]
		}
	}
	turned := Profiles(back, n)
	for i := range n {
		for j := i + 1; j < n; j++ {
			if x, y := got[PairIndex(i, j, n)], turned[PairIndex(n-1-j, n-1-i, n)]; math.Abs(x-y) > 1e-12 {
				t.Errorf("%d, %d: %v, with the states turned round %v", i, j, x, y)
			}
		}
	}
	if !math.IsNaN(Profiles([]float64{1, .5, .5, .5, 1, .5, .5, .5, 1}, 3)[0]) {
		t.Error("one other state makes a profile")
	}
	if !math.IsNaN(Profiles([]float64{1, .7, .7, .7, .7, .7, 1, .7, .7, .7, .7, .7, 1, .7, .7, .7, .7, .7, 1, .7, .7, .7, .7, .7, 1}, 5)[0]) {
		t.Error("rows that do not vary correlate")
	}
}

func pearson(a []float64, n, i, j int) float64 {
	var xs, ys []float64
	for k := range n {
		if x, y := a[i*n+k], a[j*n+k]; k != i && k != j && x == x && y == y {
			xs, ys = append(xs, x), append(ys, y)
		}
	}
	mean := func(v []float64) (m float64) {
		for _, x := range v {
			m += x / float64(len(v))
		}
		return m
	}
	mx, my := mean(xs), mean(ys)
	var xx, yy, xy float64
	for k := range xs {
		dx, dy := xs[k]-mx, ys[k]-my
		xx, yy, xy = xx+dx*dx, yy+dy*dy, xy+dx*dy
	}
	return xy / math.Sqrt(xx*yy)
}
