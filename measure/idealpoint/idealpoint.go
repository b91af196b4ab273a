// Package idealpoint estimates where states stand on one line, session by session, from their votes: the ordinal dynamic model of
// Bailey, Strezhnev and Voeten 2017, JCR 61:430, in which resolutions voted on again in later sessions tie the sessions together.
//
// A vote of country i in session t on item v is of Z = beta_v theta_it + e, e standard normal: yes where Z is below gamma1_v,
// abstention between gamma1_v and gamma2_v, no above. The betas are N(0, 1), the cuts flat on [-7, 7], and theta_it stands near the
// theta of the country's session before, with variance 0.5 N_it / (N_it + N_i,t-1), N the number of votes. All thetas have mean 0
// and standard deviation 1. The package knows numbers only: no country, no file.
package idealpoint

import (
	"context"
	"fmt"
)

// Options say how long to sample and from which seed.
type Options struct {
	Burn, Draws int // sweeps that are thrown away, and sweeps after them
	Thin        int // every which of the Draws is kept (default 1)
	Chains      int // chains, one after another, each with its own random numbers (default 1)
	Seed        uint64
	Progress    func(done, total int) // told after each sweep, where not nil
}

// bounds of Options: more would not fit into memory, or into a life.
const (
	maxSweeps = 1_000_000
	maxKept   = 20_000
	maxChains = 64
	maxStored = 100_000_000 // numbers kept: draws of all chains, each of all country-sessions
)

// checked gives options with their defaults, or says what is wrong with them for data of so many units.
func (o Options) checked(units int) (Options, error) {
	if o.Thin == 0 {
		o.Thin = 1
	}
	if o.Chains == 0 {
		o.Chains = 1
	}
	switch {
	case o.Burn < 0 || o.Draws < 2 || o.Burn > maxSweeps || o.Draws > maxSweeps:
		return o, fmt.Errorf("%d sweeps to burn in and %d to draw: ask for 0 or more and 2 or more, each at most %d", o.Burn, o.Draws, maxSweeps)
	case o.Thin < 1 || o.Draws/o.Thin < 2:
		return o, fmt.Errorf("every %dth of %d draws kept leaves fewer than 2: keep more", o.Thin, o.Draws)
	case o.Draws/o.Thin > maxKept:
		return o, fmt.Errorf("%d draws kept are more than %d: thin them", o.Draws/o.Thin, maxKept)
	case o.Chains < 1 || o.Chains > maxChains:
		return o, fmt.Errorf("%d chains: ask for 1 to %d", o.Chains, maxChains)
	case o.Chains*o.kept()*units > maxStored:
		return o, fmt.Errorf("%d chains of %d draws kept of %d country-sessions are %d numbers, more than %d: thin the draws, or take fewer chains or years", o.Chains, o.kept(), units, o.Chains*o.kept()*units, maxStored)
	}
	return o, nil
}

// kept is the number of draws kept of a chain.
func (o Options) kept() int { return o.Draws / o.Thin }

// Sampler estimates the ideal points of data. The same data, options and seed give the same bytes at any number of threads. It
// stops with the context's error.
type Sampler func(ctx context.Context, d *Data, o Options) (*Estimate, error)

// Samplers are the models by name.
var Samplers = map[string]Sampler{"rw": RandomWalk, "compat": Compat, "preview": Preview}

// Estimate is where each country-session stands. All slices but Draws are by unit of the data.
type Estimate struct {
	Mean, SD  []float64
	Low, High []float64 // the .05 and .95 quantiles: a 90 % interval
	RHat, ESS []float64 // split R-hat and effective sample size of the kept draws; NaN where the sampler has none
	Draws     []float32 // the kept draws, chain after chain, each a row of all units
	Kept      int       // number of rows of Draws
	Chains    int
	Warnings  []string // what the reader must know: a chain that did not converge, above all
}

// Draw is one kept draw of all units.
func (e *Estimate) Draw(k int) []float32 {
	n := len(e.Mean)
	return e.Draws[k*n : (k+1)*n]
}
