package thirdparty

// This file takes roll calls away and asks what is left of agreement. Which are taken says the vote of the third alone, never those of
// the two, so that taking them away does not by itself favour either answer.

import (
	"math"
	"slices"

	"comity/numeric"
)

// Removal is agreement over all roll calls and over those that are left.
type Removal struct {
	Calls, Left int // roll calls in which both voted, in all and left
	All, Rest   float64
	Change      float64 // Rest less All
	Low, High   float64 // 95 percent interval of the change, from roll calls drawn in blocks
	Finding     Finding
	Margin      float64
	Detectable  float64 // least change seen with power .8, by the spread of the draws
	Power       float64 // of a change as large as the margin
}

// RemovalMargin is the least change of agreement that is taken to matter.
const RemovalMargin = 0.05

// Remove compares agreement with and without the roll calls marked. Scores are those of the two, in the order of the roll calls (1
// alike, 0 opposite, .5 an abstention against a yes or no; NaN where not both voted). Where none is taken away there is no change to speak
// of: its interval and power are NaN, and nothing is found.
func Remove(scores []float64, away []bool, seed uint64) Removal {
	var score []float64
	var left []bool
	for i, x := range scores {
		if x == x {
			score, left = append(score, x), append(left, !away[i])
		}
	}
	r := Removal{Calls: len(score), Margin: RemovalMargin}
	r.All, r.Rest, r.Left = means(score, left, nil)
	r.Change = r.Rest - r.All
	r.Low, r.High, r.Detectable = math.NaN(), math.NaN(), math.NaN()
	r.Power = math.NaN()
	if r.Left < 8 || r.Left == r.Calls {
		return r
	}
	n, block := len(score), int(math.Ceil(math.Cbrt(float64(len(score)))))
	random, index := numeric.NewStream(seed, 0xa6e), make([]int, len(score))
	var draws []float64
	for range bootstrapDraws {
		drawBlocks(random, n, block, func(to, from int) { index[to] = from })
		if all, rest, _ := means(score, left, index); rest == rest {
			draws = append(draws, rest-all)
		}
	}
	_, sd := meanSD(draws)
	slices.Sort(draws)
	r.Low, r.High = quantile(draws, 0.025), quantile(draws, 0.975)
	r.Detectable = (numeric.Quantile(0.975) + numeric.Quantile(0.8)) * sd
	r.Power = numeric.Phi(r.Margin/sd-numeric.Quantile(0.975)) + numeric.Phi(-r.Margin/sd-numeric.Quantile(0.975))
	r.Finding = Read(r.Low, r.High, r.Margin)
	return r
}

// means are the mean of all scores and of those left, at the places of an index (nil: each once).
func means(score []float64, left []bool, index []int) (all, rest float64, n int) {
	for i := range score {
		at := i
		if index != nil {
			at = index[i]
		}
		all += score[at]
		if left[at] {
			rest += score[at]
			n++
		}
	}
	return all / float64(len(score)), rest / float64(n), n
}
