package stability

import (
	"math"
	"testing"

	"comity"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s %.6f, want %.6f", what, got, want)
	}
}

// TestInterval holds limits to Garwood's (1936) table as it is printed in handbooks (recalled: 0: 0-3.689; 1: .0253-5.572; 10: 4.795-18.39).
func TestInterval(t *testing.T) {
	for n, want := range map[int][2]float64{0: {0, 3.689}, 1: {.0253, 5.572}, 10: {4.795, 18.39}} {
		low, high := Interval(n)
		near(t, "low", low, want[0], 6e-4)
		near(t, "high", high, want[1], 6e-3)
	}
	for n := range 60 {
		low, high := Interval(n)
		if n > 0 {
			near(t, "coverage below", 1-poissonBelow(n, low), .025, 1e-6)
		}
		near(t, "coverage above", poissonBelow(n+1, high), .025, 1e-6)
	}
	if r := RateOf(3, 0); comity.Why(r.Value) != comity.Undefined {
		t.Errorf("a rate without exposure: %+v", r)
	}
}

// poissonBelow is the chance of fewer than n events.
func poissonBelow(n int, mean float64) float64 {
	p, sum := math.Exp(-mean), 0.0
	for k := range n {
		sum += p
		p *= mean / float64(k+1)
	}
	return sum
}

// TestTrend: counts that double in ten years exactly give that change, whatever the exposure; scaling exposure changes nothing.
func TestTrend(t *testing.T) {
	var years, events []int
	var exposure, other []float64
	for i := range 21 {
		years, exposure = append(years, 1990+i), append(exposure, 1000+float64(i%3)*500)
		events = append(events, int(math.Round(exposure[i]*math.Exp2(float64(i)/10))))
		other = append(other, exposure[i]*7)
	}
	a, ok := TrendOf(years, events, exposure)
	b, ok2 := TrendOf(years, events, other)
	if !ok || !ok2 {
		t.Fatal("no trend")
	}
	near(t, "change", a.Change, math.Exp2(.1)-1, 1e-5)
	near(t, "scaled", b.Change, a.Change, 1e-12)
	if a.Low > a.Change || a.High < a.Change {
		t.Errorf("%+v", a)
	}
	if _, ok := TrendOf(years[:7], events[:7], exposure[:7]); ok {
		t.Error("a trend of seven years")
	}
	if _, ok := TrendOf(years, make([]int, 21), exposure); ok {
		t.Error("a trend of nothing")
	}
}

// TestScores: at the estimate the residuals, and the residuals times the year, add up to nothing; the variance of b is the inverse of the
// weighted squares of the year about their mean.
func TestScores(t *testing.T) {
	x, y, at := []float64{-4, -3, -2, -1, 0, 1, 2, 3, 4}, []float64{3, 0, 5, 2, 2, 9, 4, 6, 11}, []float64{10, 11, 12, 12, 13, 14, 14, 15, 15}
	a, b, variance, ok := poisson(x, y, at)
	var sum, turned, weight, mean, square float64
	for i := range x {
		m := at[i] * math.Exp(a+b*x[i])
		sum, turned = sum+y[i]-m, turned+(y[i]-m)*x[i]
		weight, mean, square = weight+m, mean+m*x[i], square+m*x[i]*x[i]
	}
	if !ok {
		t.Fatal("it does not settle")
	}
	near(t, "residuals", sum, 0, 1e-9)
	near(t, "residuals by year", turned, 0, 1e-9)
	near(t, "variance", variance, 1/(square-mean*mean/weight), 1e-9)
}

func TestRatio(t *testing.T) {
	r := Ratio(6, 3, 10, 10)
	near(t, "ratio", r.Value, 2, 1e-15)
	if !(r.Low < 1 && r.High > 2) {
		t.Errorf("%+v", r)
	}
	back := Ratio(3, 6, 10, 10)
	near(t, "swapped", back.Low, 1/r.High, 1e-9)
	near(t, "swapped", back.High, 1/r.Low, 1e-9)
	if r := Ratio(0, 0, 1, 1); r.Value == r.Value {
		t.Error("a ratio of nothing")
	}
	if r := Ratio(4, 0, 5, 10); comity.Why(r.Value) != comity.Undefined || comity.Why(r.High) != comity.Undefined || !(r.Low > 0 && r.Low < 10) {
		t.Errorf("over no event: %+v", r)
	}
	if r := Ratio(0, 4, 5, 10); r.Value != 0 || r.Low != 0 || !(r.High > 0 && r.High < 10) {
		t.Errorf("no event over some: %+v", r)
	}
}
