package model

// This file holds what tells one likelihood from another: of a block of rows the log-likelihood, its derivative by the linear
// predictor (score) and the expected information on it (weight).

import "math"

// family is a distribution of the outcome with its link.
type family struct {
	// rows fills s (scores) and w (weights) of a block from outcomes and linear predictors, and gives its log-likelihood. All
	// are of one length.
	rows func(y, eta, s, w []float64) float64
	// link is the linear predictor of a mean.
	link func(mean float64) float64
	// may says whether an outcome lets a linear predictor go to infinity in a direction (-1, 1) without loss: then, where no row
	// minds, there is no finite estimate.
	may func(y float64, direction int) bool
}

// Logit: P(y = 1) = 1 / (1 + exp(-eta)). With e = exp(-|eta|) nothing overflows; the logarithms of 1 + e of a block are taken of
// their product, which is at most 2^512.
func logitFamily() family {
	return family{
		rows: func(y, eta, s, w []float64) float64 {
			eta, s, w = eta[:len(y)], s[:len(y)], w[:len(y)]
			for i, x := range eta {
				w[i] = -math.Abs(x)
			}
			exps(w, w)
			ll, product := 0.0, 1.0
			for i, yi := range y {
				x, e := eta[i], w[i]
				inv := 1 / (1 + e)
				p := inv
				if x < 0 {
					p = e * inv
				}
				s[i] = yi - p
				w[i] = float64(e*inv) * inv
				ll += float64(yi*x) - max(x, 0)
				product *= 1 + e
			}
			return ll - math.Log(product)
		},
		link: func(p float64) float64 { return math.Log(p / (1 - p)) },
		may:  binaryMay,
	}
}

// weightedLogit is logit where an event counts as event rows, another row as other.
func weightedLogit(event, other float64) family {
	f := logitFamily()
	plain := f.rows
	f.rows = func(y, eta, s, w []float64) float64 {
		plain(y, eta, s, w)
		ll := 0.0
		for i, yi := range y {
			by := other
			if yi == 1 {
				by = event
			}
			x := eta[i]
			ll += float64(by * (float64(yi*x) - max(x, 0) - math.Log1p(math.Exp(-math.Abs(x)))))
			s[i] *= by
			w[i] *= by
		}
		return ll
	}
	return f
}

// Complementary log-log: P(y = 1) = 1 - exp(-exp(eta)), the discrete form of Cox's model for grouped durations.
func cloglogFamily() family {
	return family{
		rows: func(y, eta, s, w []float64) float64 {
			eta, s, w = eta[:len(y)], s[:len(y)], w[:len(y)]
			ll := 0.0
			for i, yi := range y {
				rate := math.Exp(min(eta[i], 700))
				p := -math.Expm1(-rate)
				ratio := rate // rate * exp(-rate) / p, whose limit at zero is one
				if p > 0 {
					ratio = rate * ((1 - p) / p)
				}
				w[i] = rate * ratio
				if p == 0 { // below the smallest number
					ratio, w[i] = 1, rate
				}
				if yi == 1 {
					ll += math.Log(p)
					s[i] = ratio
				} else {
					ll -= rate
					s[i] = -rate
				}
			}
			return ll
		},
		link: func(p float64) float64 { return math.Log(-math.Log1p(-p)) },
		may:  binaryMay,
	}
}

// Poisson: E(y) = exp(eta). The part of the likelihood that holds no eta, the sum of log(y!), is left to the caller.
func poissonFamily() family {
	return family{
		rows: func(y, eta, s, w []float64) float64 {
			eta, s, w = eta[:len(y)], s[:len(y)], w[:len(y)]
			exps(w, eta)
			ll := 0.0
			for i, yi := range y {
				mu := w[i]
				s[i] = yi - mu
				ll += float64(yi*eta[i]) - mu
			}
			return ll
		},
		link: math.Log,
		may:  func(y float64, direction int) bool { return y == 0 && direction < 0 },
	}
}

// Normal with variance one: least squares. The log-likelihood is minus half the sum of squares.
func normalFamily() family {
	return family{
		rows: func(y, eta, s, w []float64) float64 {
			eta, s, w = eta[:len(y)], s[:len(y)], w[:len(y)]
			ll := 0.0
			for i, yi := range y {
				s[i], w[i] = yi-eta[i], 1
				ll -= float64(s[i]*s[i]) / 2
			}
			return ll
		},
		link: func(m float64) float64 { return m },
		may:  func(float64, int) bool { return false },
	}
}

// binaryMay: a linear predictor may rise without end where y is 1, and fall where it is 0.
func binaryMay(y float64, direction int) bool { return (y == 1) == (direction > 0) }

// logFactorials is the sum of log(y!) over all rows, by the gamma function where y is not whole.
func logFactorials(y []float64) float64 {
	return inOrder(len(y), 1, func(lo, hi, _ int, sums []float64) {
		for _, v := range y[lo:hi] {
			if v > 1 || v != math.Trunc(v) {
				l, _ := math.Lgamma(v + 1)
				sums[0] += l
			}
		}
	})[0]
}
