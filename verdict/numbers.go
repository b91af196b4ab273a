package verdict

// This file compares numbers with what was said of them.

import (
	"math"

	"comity/claim"
)

// about is how far "about" reaches.
const about = .05

// judge says whether a value is what the quantity says; band is the relative error known of the source.
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
	gap := math.Abs(x - q.Number)
	switch {
	case gap <= half+1e-9*math.Abs(q.Number):
		return Hold
	case gap <= band*math.Abs(q.Number):
		return Nearly
	}
	return Fail
}

// beyond judges how far x lies beyond a threshold of a size: strictly, or on it too.
func beyond(x, size, band float64, equal bool) Outcome {
	switch {
	case x > 0 || equal && x == 0:
		return Hold
	case -x <= band*math.Abs(size):
		return Nearly
	}
	return Fail
}

// more says whether x is greater than y, nearly so inside the band.
func more(x, y, band float64) Outcome {
	return beyond(x-y, math.Max(math.Abs(x), math.Abs(y)), band, false)
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
