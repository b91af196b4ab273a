package idealpoint

// This file sums the draws up: means, intervals, and whether the chains have run long enough to be believed.

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// HighRHat is where a chain is taken not to have converged: Vehtari, Gelman, Simpson, Carpenter and Bürkner 2021, Bayesian Analysis 16:667, ask for an
// R-hat of at most 1.01 and an effective size of at least 100 a chain; the older 1.1 (Gelman and Rubin 1992) is where means are wrong.
const (
	HighRHat = 1.1
	fewDraws = 50.0
)

// summarise makes the estimate of draws (chain after chain, each a row of all units).
func summarise(d *Data, draws []float32, chains int) *Estimate {
	n := len(d.Units)
	e := &Estimate{Mean: make([]float64, n), SD: make([]float64, n), Low: make([]float64, n), High: make([]float64, n),
		RHat: make([]float64, n), ESS: make([]float64, n), Draws: draws, Kept: len(draws) / n, Chains: chains}
	orient(d, e)
	var next atomic.Int32
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			xs := make([]float64, e.Kept)
			for u := int(next.Add(1)) - 1; u < n; u = int(next.Add(1)) - 1 {
				for k := range xs {
					xs[k] = float64(draws[k*n+u])
				}
				e.RHat[u], e.ESS[u] = mixing(xs, chains)
				e.Mean[u], e.SD[u] = meanSD(xs)
				slices.Sort(xs)
				e.Low[u], e.High[u] = quantile(xs, 0.05), quantile(xs, 0.95)
			}
		})
	}
	all.Wait()
	e.Warnings = doubts(e)
	return e
}

// orient turns a chain round if the anchors came to lie the wrong way: the model is the same under a change of sign of all thetas and betas.
func orient(d *Data, e *Estimate) {
	n, each := len(d.Units), e.Kept/e.Chains
	for c := range e.Chains {
		of := e.Draws[c*each*n : (c+1)*each*n]
		var sum float64
		for i, x := range of {
			sum += float64(x) * d.Units[i%n].Start
		}
		if sum < 0 {
			for i := range of {
				of[i] = -of[i]
			}
		}
	}
}

func meanSD(xs []float64) (mean, sd float64) {
	for _, x := range xs {
		mean += x
	}
	mean /= float64(len(xs))
	for _, x := range xs {
		sd += (x - mean) * (x - mean)
	}
	return mean, math.Sqrt(sd / float64(len(xs)-1))
}

// quantile is the p-quantile of sorted numbers, between neighbours in proportion (type 7 of Hyndman and Fan 1996).
func quantile(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	i := min(int(at), len(sorted)-2)
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}

// mixing gives the split R-hat and the effective sample size of draws of several chains, one after another (Gelman, Carlin, Stern, Dunson,
// Vehtari and Rubin 2013, Bayesian Data Analysis, 11.4-11.5, with Geyer's 1992 sums of pairs of autocorrelations until they turn negative
// or rise). Each chain is cut into halves. NaN where there are fewer than four draws to a half.
func mixing(xs []float64, chains int) (rhat, ess float64) {
	halves := 2 * chains
	n := len(xs) / halves
	if n < 4 {
		return math.NaN(), math.NaN()
	}
	means, within := make([]float64, halves), 0.0
	for h := range halves {
		mean, sd := meanSD(xs[h*n : (h+1)*n])
		means[h] = mean
		within += sd * sd / float64(halves)
	}
	_, between := meanSD(means)
	if within == 0 {
		return math.NaN(), math.NaN()
	}
	size := float64(n)
	whole := (size-1)/size*within + between*between
	rho := func(lag int) float64 {
		sum := 0.0
		for h := range halves {
			half := xs[h*n : (h+1)*n]
			for t := lag; t < n; t++ {
				sum += (half[t] - means[h]) * (half[t-lag] - means[h])
			}
		}
		return 1 - (within-sum/float64(halves)/(size-1))/whole
	}
	time, last := -1.0, math.Inf(1) // -1 + 2 (rho_0 + rho_1) + 2 (rho_2 + rho_3) + ...
	for lag := 0; lag+1 < n; lag += 2 {
		pair := rho(lag) + rho(lag+1)
		if lag == 0 {
			pair = 1 + rho(1)
		}
		if pair <= 0 {
			break
		}
		last = min(pair, last)
		time += 2 * last
	}
	time = max(time, 1/math.Log10(size*float64(halves))) // antithetic draws: no more than Stan allows
	return math.Sqrt(whole / within), size * float64(halves) / time
}

// doubts warns of draws that have not converged, or are too few to tell.
func doubts(e *Estimate) []string {
	bad, few, highest, n := 0, 0, 0.0, len(e.RHat)
	for u, r := range e.RHat {
		if r > HighRHat {
			bad++
			highest = max(highest, r)
		}
		if e.ESS[u] < fewDraws {
			few++
		}
	}
	var out []string
	if e.Kept < 8*e.Chains {
		out = append(out, fmt.Sprintf("%d draws are too few to tell whether the chains have converged. Draw more (--draws), or keep more (--thin).", e.Kept))
	}
	if bad > 0 {
		out = append(out, fmt.Sprintf("The chains have not converged: R-hat is above %.1f for %d of %d country-sessions (highest %.2f). Draw more (--burn, --draws).", HighRHat, bad, n, highest))
	}
	if few > 0 {
		out = append(out, fmt.Sprintf("%d of %d country-sessions rest on fewer than %.0f independent draws: their intervals are rough. Draw more (--draws).", few, n, fewDraws))
	}
	return out
}
