package gravity

// This file answers what follows where costs of trade change, by exact hat algebra (Dekle, Eaton and Kortum 2008): shares of spending and
// incomes after the change relative to before, in one-sector general equilibrium, from the trade there is, domestic trade included, and
// one elasticity. It compares two equilibria; it does not forecast, and it has no path from the one to the other.

import (
	"context"
	"errors"
	"fmt"
	"math"
)

// Economy is the trade there is and how it answers to costs.
type Economy struct {
	N          int
	Trade      []float64 // N×N, exporters in rows, domestic trade on the diagonal, all of zero and above
	Elasticity float64   // of trade to its costs, above 0; in a model of varieties by origin the elasticity of substitution less 1
	// Scaled deficits keep each country's spending a fixed multiple of its output; else deficits keep their size in units of world output.
	Scaled bool
}

// Change is what follows, each relative to before (1: no change), by country.
type Change struct {
	Wage    []float64 // wages, or prices at the factory gate; world output is the unit
	Price   []float64 // price index of what is bought
	Welfare []float64 // real wage: wage over price, which is the change of the domestic share to the power -1/elasticity
	Spend   []float64 // spending in units of world output
	Share   []float64 // N×N, shares of spending of importers (columns) after the change
	Steps   int
}

// ErrNoBalance says that no prices were found.
var ErrNoBalance = errors.New("no prices were found that clear all markets; try a smaller change, or a larger elasticity")

// base is an economy in shares.
type base struct {
	output, spending, share []float64
	world                   float64
}

// check holds an economy to what can be solved.
func (e Economy) check(tau []float64) (*base, error) {
	n := e.N
	switch {
	case n < 2 || n > MaxCountries:
		return nil, fmt.Errorf("2 to %d countries can be solved for; there are %d", MaxCountries, n)
	case len(e.Trade) != n*n || len(tau) != n*n:
		return nil, fmt.Errorf("%d flows and %d changes of cost are no squares of %d countries", len(e.Trade), len(tau), n)
	case !(e.Elasticity > 0) || math.IsInf(e.Elasticity, 0):
		return nil, fmt.Errorf("the elasticity of trade is a number above 0, as 4; %v is none", e.Elasticity)
	}
	b := &base{make([]float64, n), make([]float64, n), make([]float64, n*n), 0}
	for at, x := range e.Trade {
		if !(x >= 0) || math.IsInf(x, 0) {
			return nil, fmt.Errorf("the flow from country %d to %d is %v: the whole matrix is needed, domestic trade included", at/n+1, at%n+1, x)
		}
		if !(tau[at] > 0) {
			return nil, fmt.Errorf("the change of cost from country %d to %d is %v: it is a factor above 0, 1 where nothing changes", at/n+1, at%n+1, tau[at])
		}
		b.output[at/n] += x
		b.spending[at%n] += x
		b.world += x
	}
	for i := range n {
		if b.output[i] == 0 || b.spending[i] == 0 {
			return nil, fmt.Errorf("country %d sells nothing or buys nothing, itself included: leave it out", i+1)
		}
	}
	for at, x := range e.Trade {
		b.share[at] = x / b.spending[at%n]
	}
	return b, nil
}

// Bounds of the search.
const (
	mostRounds = 20_000
	balanced   = 1e-13 // of world output: what markets may be off by
)

// Solve finds the change that follows where the cost of trade from i to j becomes tau (N×N) times what it was; +Inf ends the flow.
func (e Economy) Solve(ctx context.Context, tau []float64) (*Change, error) {
	b, err := e.check(tau)
	if err != nil {
		return nil, err
	}
	n := e.N
	weight := make([]float64, n*n) // share times what the change of cost alone makes of it
	for at, s := range b.share {
		weight[at] = s * math.Pow(tau[at], -e.Elasticity)
	}
	c := &Change{Wage: make([]float64, n), Price: make([]float64, n), Welfare: make([]float64, n), Spend: make([]float64, n), Share: make([]float64, n*n)}
	for i := range n {
		c.Wage[i] = 1
	}
	demand, pull := make([]float64, n), .3
	last := math.Inf(1)
	for c.Steps = 1; c.Steps <= mostRounds; c.Steps++ {
		off, err := e.round(b, weight, c, demand)
		if err != nil {
			return nil, err
		}
		if off <= balanced {
			return e.finish(b, tau, c), nil
		}
		if off > last {
			pull = max(pull/2, .01) // too long a step
		}
		last = off
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		e.move(b, c, demand, pull)
	}
	return nil, ErrNoBalance
}

// round works out prices, shares, spending and demand at wages, and gives by how much of world output markets are off.
func (e Economy) round(b *base, weight []float64, c *Change, demand []float64) (float64, error) {
	n := e.N
	power := make([]float64, n)
	for i, w := range c.Wage {
		power[i] = math.Pow(w, -e.Elasticity)
	}
	clear(c.Price)
	for i := range n {
		for j, w := range weight[i*n : i*n+n] {
			c.Share[i*n+j] = w * power[i]
			c.Price[j] += c.Share[i*n+j]
		}
	}
	for j, sum := range c.Price {
		if !(sum > 0) {
			return 0, fmt.Errorf("country %d would be left without any supplier: it has no domestic trade, and all that it buys from ends", j+1)
		}
	}
	total, spent := 0.0, 0.0
	for j := range n {
		income := c.Wage[j] * b.output[j]
		c.Spend[j] = income + b.spending[j] - b.output[j]
		if e.Scaled {
			c.Spend[j] = income * b.spending[j] / b.output[j]
		}
		if !(c.Spend[j] > 0) {
			return 0, fmt.Errorf("country %d cannot keep its surplus: it is larger than its output after the change; scale deficits with output", j+1)
		}
		total, spent = total+income, spent+c.Spend[j]
	}
	clear(demand)
	for i := range n {
		for j := range n {
			c.Share[i*n+j] /= c.Price[j]
			demand[i] += c.Share[i*n+j] * c.Spend[j] * total / spent // markets clear up to one factor where deficits scale
		}
	}
	off := 0.0
	for i, d := range demand {
		off += math.Abs(d - c.Wage[i]*b.output[i])
	}
	return off / total, nil
}

// move moves wages towards demand (Alvarez and Lucas 2007), with world output as the unit.
func (e Economy) move(b *base, c *Change, demand []float64, pull float64) {
	total := 0.0
	for i, w := range c.Wage {
		c.Wage[i] = w * (1 + pull*(demand[i]/(w*b.output[i])-1))
		total += c.Wage[i] * b.output[i]
	}
	for i := range c.Wage {
		c.Wage[i] *= b.world / total
	}
}

// finish makes price indices and welfare of the last round.
func (e Economy) finish(b *base, tau []float64, c *Change) *Change {
	for j := range c.Price {
		c.Price[j] = math.Pow(c.Price[j], -1/e.Elasticity)
		c.Welfare[j] = c.Wage[j] / c.Price[j]
		c.Spend[j] /= b.spending[j]
	}
	return c
}
