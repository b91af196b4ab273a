package verdict

// This file compares numbers with what was said of them.

import (
	"math"

	"comity/claim"
)

// about is how far "about" reaches.
const about = .05

// judge says whether a value is what the quantity says; band is the relative error known of the source. A figure as written
// stands for the values that round to it: 240 for 239.5 and more, under 240.5.
func judge(x float64, q claim.Quantity, band float64) Outcome {
	half := q.Digits / 2
	switch q.How {
	case claim.Over:
		return beyond(x-q.Number, q.Number, band, false)
	case claim.AtLeast:
		return beyond(x-q.Number+half, q.Number, band, true)
	case claim.Under:
		return beyond(q.Number-x, q.Number, band, false)
	case claim.AtMost:
		return beyond(q.Number+half-x, q.Number, band, true)
	case claim.About:
		half = math.Max(half, about*math.Abs(q.Number))
	}
	gap, dust := x-q.Number, 1e-9*math.Abs(q.Number)
	switch {
	case math.Abs(gap) <= dust, gap >= -half-dust && gap < half-dust, q.How == claim.About && math.Abs(gap) <= half+dust:
		return Hold
	case math.Abs(gap) <= math.Max(half, band*math.Abs(q.Number)):
		return Nearly
	}
	return Fail
}

// beyond judges how far x lies beyond a threshold of a size: strictly, or on it too. What differs by the dust of arithmetic is on it.
func beyond(x, size, band float64, equal bool) Outcome {
	dust := 1e-9 * math.Abs(size)
	switch {
	case x > dust || equal && x >= -dust:
		return Hold
	case band > 0 && -x-dust <= band*math.Abs(size):
		return Nearly
	}
	return Fail
}

// more says whether x is greater than y, nearly so inside the band; two that are the same are near each other whatever the band: a
// high that is shared is nearly the highest.
func more(x, y, band float64) Outcome {
	size := math.Max(math.Abs(x), math.Abs(y))
	if math.Abs(x-y) <= 1e-9*size {
		return Nearly
	}
	return beyond(x-y, size, band, false)
}

// same says whether two values are the same: inside the band they nearly are.
func same(x, y, band float64) Outcome {
	size := math.Max(math.Abs(x), math.Abs(y))
	switch gap := math.Abs(x - y); {
	case gap <= 1e-9*size:
		return Hold
	case gap <= math.Max(band, about)*size:
		return Nearly
	}
	return Fail
}

// negate turns an outcome round for a negated claim; inside the band it stays near.
func negate(o Outcome) Outcome {
	switch o {
	case Hold:
		return Fail
	case Fail:
		return Hold
	}
	return o
}

// turn applies a claim's negation.
func (q question) turn(o Outcome) Outcome {
	if q.Negated {
		return negate(o)
	}
	return o
}

// worse gives the outcome that says less for a claim.
func worse(a, b Outcome) Outcome {
	rank := map[Outcome]int{Hold: 0, Nearly: 1, Fail: 2, Silent: 3}
	if rank[b] > rank[a] {
		return b
	}
	return a
}
