// Package sanctions weighs who stands behind sanctions: how many states, and how much of a whole.
package sanctions

import "comity"

// Weight is a part of a whole: what those of whom it is known have of it, and how many those are.
type Weight struct {
	Share        float64 // at least: those of whom it is not known count as nothing
	Known, Among int     // of how many it is known, among how many
}

// Behind adds up amounts (missing ones are not a number) over the whole. Undefined where the whole is nothing, missing as the whole is,
// and missing as the amounts are where none of them is known.
func Behind(amounts []float64, whole float64) Weight {
	w := Weight{Among: len(amounts)}
	sum, why := 0.0, comity.Present
	for _, x := range amounts {
		if x != x {
			why = comity.Worst(why, comity.Why(x))
			continue
		}
		sum += x
		w.Known++
	}
	switch {
	case whole != whole:
		w.Share = whole
	case len(amounts) > 0 && w.Known == 0:
		w.Share = comity.NaN(why)
	case whole <= 0:
		w.Share = comity.NaN(comity.Undefined)
	default:
		w.Share = sum / whole
	}
	return w
}
