package network

import (
	"fmt"
	"math"
	"testing"

	"comity/numeric"
)

// TestJointDistribution holds the sampler against its own model (Geweke 2004, JASA 99:799): where each scan is followed by a draw of the
// data from the model, parameters must come out distributed as their prior; whatever is drawn wrong pulls them away. The prior is
// made narrow for the test, so that the chain gets around.
func TestJointDistribution(t *testing.T) {
	if underRace {
		t.Skip("one goroutine: nothing for the race detector to see")
	}
	for _, symmetric := range []bool{true, false} {
		for _, family := range []Family{Gaussian, Probit} {
			for _, rank := range []int{0, 1, 2} {
				name := fmt.Sprintf("symmetric %v, %s, rank %d", symmetric, family, rank)
				t.Run(name, func(t *testing.T) { jointly(t, symmetric, family, rank) })
			}
		}
	}
}

func jointly(t *testing.T, symmetric bool, family Family, rank int) {
	const draws = 30_000
	c := smallChain(t, symmetric, family, rank)
	names := c.looks()
	var ofPrior, ofChain [][]float64
	for range names {
		ofPrior, ofChain = append(ofPrior, nil), append(ofChain, nil)
	}
	take := func(to [][]float64) {
		for i, x := range c.look() {
			to[i] = append(to[i], x)
		}
	}
	for range draws {
		c.fromPrior()
		c.newData()
		take(ofPrior)
	}
	for range draws {
		c.newData()
		c.scan()
		take(ofChain)
	}
	for i, name := range names {
		m1, s1 := meanSD(ofPrior[i])
		m2, s2 := meanSD(ofChain[i])
		_, ess := converged([][]float64{ofChain[i]})
		se := math.Sqrt(s1*s1/draws + s2*s2/ess)
		if z := (m2 - m1) / se; !(math.Abs(z) < 4.5) {
			t.Errorf("%s: %.4f by the chain and %.4f by the prior, %.1f standard errors apart (%.0f effective draws)", name, m2, m1, z, ess)
		}
		if ess < 200 {
			t.Errorf("%s: %.0f effective draws are too few to tell", name, ess)
		}
	}
}

// smallChain is a chain of few states, one regressor, and a cell of which nothing is known.
func smallChain(t *testing.T, symmetric bool, family Family, rank int) *chain {
	t.Helper()
	m := truth{n: 6, symmetric: symmetric, beta: []float64{0, 1}, va: 1, vb: 1, s2: 1, seed: 5}.draw()
	for i, z := range m.Y.V {
		if family == Probit && z == z {
			m.Y.V[i] = max(math.Copysign(1, z), 0)
		}
	}
	m.Y.Set(1, 2, math.NaN())
	m.Y.Set(2, 1, math.NaN())
	m.Y.Set(3, 5, math.NaN())
	if symmetric {
		m.Y.Set(5, 3, math.NaN())
	}
	o := AMEOptions{Rank: rank, Draws: 10, Family: family, Seed: 1}
	if err := o.defaults(6, len(m.X)+1); err != nil {
		t.Fatal(err)
	}
	s, err := newSetup(m.Data, o)
	if err != nil {
		t.Fatal(err)
	}
	s.prior = prior{wide: .5, scale: .5, df: 8}
	return s.newChain(0)
}

// fromPrior draws all parameters from the prior.
func (c *chain) fromPrior() {
	k, both := c.o.Rank, 2*c.o.Rank
	for i := range c.beta {
		c.beta[i] = math.Sqrt(c.prior.wide) * c.r.Norm()
	}
	var work, out [4]float64
	rate := c.prior.rate()
	wishart(c.r, 2+c.prior.df, []float64{rate, 0, 0, rate}, 2, work[:], out[:])
	c.sab = two{out[0], out[1], out[3]}.inverse()
	if c.d.Symmetric {
		c.sab.x = c.variance(0, 0)
	}
	for i := range c.a {
		if c.d.Symmetric {
			c.a[i] = math.Sqrt(c.sab.x) * c.r.Norm()
			continue
		}
		c.a[i], c.b[i] = c.sab.inverse().spread(c.r.Norm(), c.r.Norm())
	}
	plus, minus := c.variance(0, 0), c.variance(0, 0)
	switch {
	case c.o.Family == Probit && !c.d.Symmetric:
		c.rho = 2*c.r.Uniform() - 1
	case c.o.Family == Gaussian && c.d.Symmetric:
		c.s2 = plus
	case c.o.Family == Gaussian:
		c.s2, c.rho = (plus+minus)/2, (plus-minus)/(plus+minus)
	}
	c.regress()
	if k == 0 {
		return
	}
	c.lvar = c.variance(0, 0)
	for r := range c.l {
		c.l[r] = math.Sqrt(c.lvar) * c.r.Norm()
	}
	scale := make([]float64, both*both)
	for r := range both {
		scale[r*both+r] = c.prior.side()
	}
	wishart(c.r, float64(both)+c.prior.df, scale, both, c.w.wish, c.psi)
	for i := range c.n {
		prec, w := append([]float64(nil), c.psi...), make([]float64, both)
		drawNormal(c.r, prec, w, both)
		copy(c.u[i*k:i*k+k], w[:k])
		copy(c.v[i*k:i*k+k], w[k:])
		if c.d.Symmetric {
			for r := range k {
				c.u[i*k+r] = c.r.Norm()
			}
		}
	}
	c.multiply()
}

// newData draws the outcome anew from the parameters.
func (c *chain) newData() {
	n := c.n
	for i := range n {
		for j := range i {
			e := math.Sqrt(c.s2) * c.r.Norm()
			c.z[i*n+j] = c.predictor(i, j) + e
			c.z[j*n+i] = c.predictor(j, i) + c.rho*e + math.Sqrt(c.s2*(1-c.rho*c.rho))*c.r.Norm()
			if c.d.Symmetric {
				c.z[j*n+i] = c.z[i*n+j]
			}
		}
	}
	for i, y := range c.y {
		if y != y || i/n == i%n {
			continue
		}
		c.y[i] = c.z[i]
		if c.o.Family == Probit {
			c.y[i] = max(math.Copysign(1, c.z[i]), 0)
		}
	}
}

// looks names what is looked at.
func (c *chain) looks() []string {
	out := []string{"constant", "slope", "slope²", "a", "a²", "log variance of a", "z12", "mean of z", "|z12|"}
	if !c.d.Symmetric {
		out = append(out, "log variance of b", "correlation of a and b", "rho", "rho²", "a b")
	}
	if c.o.Family == Gaussian {
		out = append(out, "log error variance")
	}
	if c.o.Rank > 0 {
		out = append(out, "uv", "|uv|", "root of uv²", "mean of uv")
	}
	return out
}

func (c *chain) look() []float64 {
	out := []float64{c.beta[0], c.beta[1], c.beta[1] * c.beta[1], c.a[1], c.a[1] * c.a[1], math.Log(c.sab.x), c.z[8], total(c.z) / 30, math.Abs(c.z[8])}
	if !c.d.Symmetric {
		out = append(out, math.Log(c.sab.z), c.sab.y/math.Sqrt(c.sab.x*c.sab.z), c.rho, c.rho*c.rho, c.a[2]*c.b[2])
	}
	if c.o.Family == Gaussian {
		out = append(out, math.Log(c.s2))
	}
	if c.o.Rank > 0 {
		out = append(out, c.uv[1], math.Abs(c.uv[1]), math.Sqrt(numeric.Dot(c.uv, c.uv)), total(c.uv)/30)
	}
	return out
}
