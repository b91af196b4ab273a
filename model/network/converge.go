package network

// This file says whether chains have come to agree: split R-hat and the effective number of draws (Gelman, Carlin, Stern, Dunson,
// Vehtari and Rubin 2013, Bayesian Data Analysis, 3rd ed., 11.4 and 11.5).

import (
	"fmt"
	"math"
	"sort"
	"strings"
)

// meanSD are the mean and standard deviation of draws.
func meanSD(x []float64) (mean, sd float64) {
	n := float64(len(x))
	mean = total(x) / n
	for _, v := range x {
		sd += float64((v - mean) * (v - mean))
	}
	return mean, math.Sqrt(sd / max(n-1, 1))
}

// quantile of sorted draws, between neighbours in proportion.
func quantile(sorted []float64, p float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	at := p * float64(len(sorted)-1)
	low := int(at)
	if low >= len(sorted)-1 {
		return sorted[len(sorted)-1]
	}
	return sorted[low] + (at-float64(low))*(sorted[low+1]-sorted[low])
}

// converged gives split R-hat and the effective number of draws of chains of one length, each cut in halves:
//
//	R² = ((n-1)/n W + B/n) / W,  ESS = m n / (1 + 2 sum rho_t),  rho_t = 1 - V_t / (2 var)
//
// with W the mean variance within and B n times the variance between the m halves of n draws, V_t the mean square of differences at
// lag t, and the sum ended where two successive rho are negative together (Geyer 1992, Statistical Science 7:473).
func converged(chains [][]float64) (rhat, ess float64) {
	var halves [][]float64
	for _, c := range chains {
		half := len(c) / 2
		halves = append(halves, c[:half], c[len(c)-half:])
	}
	n, m := float64(len(halves[0])), float64(len(halves))
	var means, variances []float64
	for _, h := range halves {
		mean, sd := meanSD(h)
		means, variances = append(means, mean), append(variances, sd*sd)
	}
	within := total(variances) / m
	_, between := meanSD(means)
	pooled := within*(n-1)/n + between*between
	if !(within > 0) {
		return math.NaN(), math.NaN()
	}
	sum := 0.0
	rho := func(lag int) float64 { return 1 - variogram(halves, lag)/(2*pooled) }
	for lag := 1; lag+1 < len(halves[0]); lag += 2 {
		pair := rho(lag) + rho(lag+1)
		if pair < 0 {
			break
		}
		sum += pair
	}
	return math.Sqrt(pooled / within), min(m*n/(1+2*sum), m*n)
}

// variogram is the mean square of differences at a lag.
func variogram(halves [][]float64, lag int) float64 {
	sum, n := 0.0, 0
	for _, h := range halves {
		for i := lag; i < len(h); i++ {
			sum += float64((h[i] - h[i-lag]) * (h[i] - h[i-lag]))
		}
		n += len(h) - lag
	}
	return sum / float64(n)
}

// list writes names with commas, the first few of many.
func list(names []string) string {
	const most = 6
	if len(names) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
	}
	return strings.Join(names, ", ")
}

// sorted gives the numbers in order.
func sorted(x []float64) []float64 {
	out := append([]float64(nil), x...)
	sort.Float64s(out)
	return out
}
