package similarity

// This file holds the indices that need the whole cross-table of two states' votes: Signorino and Ritter's S and the
// chance-corrected kappa and pi (Häge 2011, Political Analysis 19:287).

import (
	"math"
	"math/bits"
)

// Cross is the cross-table of two states' votes: [x][y] with yes 0, abstain 1, no 2.
type Cross [3][3]int32

// CrossOf counts the cross-table over a window.
func CrossOf(a, b Bits, w Window) Cross {
	var t Cross
	for i := w.From / 64; i*64 < w.To; i++ {
		m := w.word(i)
		x, y := planes(a, i, m), planes(b, i, m)
		for p := range x {
			for q := range y {
				t[p][q] += int32(bits.OnesCount64(x[p] & y[q]))
			}
		}
	}
	return t
}

func planes(v Bits, i int, m uint64) [3]uint64 {
	return [3]uint64{v.Low[i] &^ v.High[i] & m, v.High[i] &^ v.Low[i] & m, v.Low[i] & v.High[i] & m}
}

// N is the number of items both acted on.
func (t Cross) N() int32 {
	var n int32
	for _, row := range t {
		for _, c := range row {
			n += c
		}
	}
	return n
}

// Distance is how far apart two of three ordered categories are, 0 to 1.
type Distance func(p, q int) float64

// Nominal, Linear and Quadratic are the distances in use.
func Nominal(p, q int) float64 {
	if p == q {
		return 0
	}
	return 1
}

// Linear is |p-q| over the range.
func Linear(p, q int) float64 { return math.Abs(float64(p-q)) / 2 }

// Quadratic is the square of Linear.
func Quadratic(p, q int) float64 { return Linear(p, q) * Linear(p, q) }

// S is Signorino and Ritter's (1999) S = 1 - 2·D, D the mean distance observed; Linear is the original, Quadratic Häge's. NaN
// where there is no common item.
func (t Cross) S(d Distance) float64 { return 1 - 2*t.observed(d) }

// Kappa is Cohen's (1960, 1968) 1 - D_o/D_e with each state's own margins; Pi is Scott's (1955), with the pooled margin. NaN
// (undefined, not one) where nothing varies.
func (t Cross) Kappa(d Distance) float64 {
	x, y := t.margins()
	return corrected(t.observed(d), expected(x, y, d))
}

// Pi is Scott's index; see Kappa.
func (t Cross) Pi(d Distance) float64 {
	x, y := t.margins()
	for i := range x {
		x[i] = (x[i] + y[i]) / 2
	}
	return corrected(t.observed(d), expected(x, x, d))
}

func corrected(observed, expected float64) float64 {
	if !(expected > 0) {
		return math.NaN()
	}
	return 1 - observed/expected
}

func (t Cross) observed(d Distance) float64 {
	var sum float64
	for p := range t {
		for q := range t[p] {
			sum += float64(float64(t[p][q]) * d(p, q))
		}
	}
	return ratio(sum, t.N())
}

func (t Cross) margins() (x, y [3]float64) {
	n := float64(t.N())
	for p := range t {
		for q := range t[p] {
			x[p] += float64(t[p][q]) / n
			y[q] += float64(t[p][q]) / n
		}
	}
	return x, y
}

func expected(x, y [3]float64, d Distance) float64 {
	var sum float64
	for p := range x {
		for q := range y {
			sum += float64(float64(x[p]*y[q]) * d(p, q))
		}
	}
	return sum
}
