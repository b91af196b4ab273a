package formula

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// TestNaturalSpline: rcs with the ends of t as outer knots spans what R's splines::ns(0:10, knots = c(1, 4, 7)) spans (R 4.2.2), so that
// both give the same fit, as docs/METHODS.md says of peace years.
func TestNaturalSpline(t *testing.T) {
	ns := [][]float64{
		{0, 0, 0, 0},
		{0.0357142857142857, -0.1347794790071038, 0.4043384370213114, -0.2695589580142076},
		{0.223985890652557, -0.161078482175018, 0.501753965043572, -0.334502643362381},
		{0.4704585537918871, -0.0756125463362082, 0.3749857871567727, -0.2499905247711818},
		{0.6190476190476191, 0.0986037885089448, 0.2041886344731654, -0.1361257563154436},
		{0.5599647266313933, 0.3263940678474475, 0.1319289075687686, -0.0817797655396729},
		{0.3686067019400353, 0.5239341791158516, 0.1504196848746675, -0.0508970738670623},
		{0.1666666666666667, 0.5952380952380951, 0.2142857142857143, 0.0238095238095238},
		{0.0493827160493827, 0.4726631393298060, 0.2857142857142857, 0.1922398589065256},
		{0.00617283950617284, 0.20194003527336860, 0.35714285714285710, 0.43474426807760141},
		{0, -0.142857142857143, 0.428571428571429, 0.714285714285714},
	}
	knots := []float64{0, 1, 4, 7, 10}
	ours := mat.NewDense(11, 5, nil)
	theirs := mat.NewDense(11, 4, nil)
	for i, row := range ns {
		x := float64(i)
		ours.SetRow(i, []float64{1, x, spline(x, knots, 0), spline(x, knots, 1), spline(x, knots, 2)})
		theirs.SetRow(i, row)
	}
	var by, left mat.Dense
	if err := by.Solve(ours, theirs); err != nil {
		t.Fatal(err)
	}
	left.Mul(ours, &by)
	left.Sub(&left, theirs)
	if far := math.Max(mat.Max(&left), -mat.Min(&left)); far > 1e-12 {
		t.Errorf("the two bases differ by %v", far)
	}
}
