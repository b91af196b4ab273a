package network

// This file draws what is not seen: outcomes of cells held out, and the numbers behind a probit's zeros and ones; and it keeps what
// the draws say of each cell.

import (
	"math"

	"comity/numeric"
)

// conditional is the mean and standard deviation of a cell given the rest, the other cell of its pair included.
func (c *chain) conditional(i, j int) (mean, sd float64) {
	mean = c.predictor(i, j)
	if c.d.Symmetric {
		return mean, math.Sqrt(c.s2)
	}
	mean += c.rho * (c.z[j*c.n+i] - c.predictor(j, i))
	return mean, math.Sqrt(c.s2 * (1 - c.rho*c.rho))
}

// latent draws the cells that are not known, and of a probit all.
func (c *chain) latent() {
	if c.o.Family == Gaussian {
		for _, at := range c.missing {
			c.drawCell(int(at)/c.n, int(at)%c.n)
		}
		return
	}
	for i := range c.n {
		first := 0
		if c.d.Symmetric {
			first = i + 1
		}
		for j := first; j < c.n; j++ {
			if i != j {
				c.drawCell(i, j)
			}
		}
	}
}

// drawCell draws one cell.
func (c *chain) drawCell(i, j int) {
	mean, sd := c.conditional(i, j)
	at := i*c.n + j
	switch y := c.y[at]; {
	case c.o.Family == Gaussian || y != y:
		c.z[at] = mean + sd*c.r.Norm()
	case y == 0:
		c.z[at] = mean + sd*c.r.Below(-mean/sd)
	default:
		c.z[at] = mean - sd*c.r.Below(mean/sd)
	}
	if c.d.Symmetric {
		c.z[j*c.n+i] = c.z[at]
	}
}

// keep adds a draw to what is kept.
func (c *chain) keep() {
	c.draws = append(c.draws, c.parameters())
	for i := range c.n {
		c.aSum[i] += c.a[i]
		c.aSq[i] += c.a[i] * c.a[i]
		c.bSum[i] += c.b[i]
		c.bSq[i] += c.b[i] * c.b[i]
	}
	if c.o.Rank > 0 {
		addTimes(c.mult, 1, c.uv)
	}
	if c.o.Family == Probit {
		c.keepProbabilities()
		return
	}
	for i := range c.n {
		for j := range c.n {
			at := i*c.n + j
			m := c.xb[at] + c.a[i] + c.b[j] + c.uv[at]
			c.mean[at] += m
			c.square[at] += float64(m * m)
			c.noise[at] += c.s2
		}
	}
	if c.d.Symmetric {
		return
	}
	for _, at := range c.missing { // given the other cell of the pair
		i, j := int(at)/c.n, int(at)%c.n
		plain := c.predictor(i, j)
		m, sd := c.conditional(i, j)
		c.mean[at] += m - plain
		c.square[at] += m*m - plain*plain
		c.noise[at] += sd*sd - c.s2
	}
}

// keepProbabilities adds the probability of a one in each cell; in cells held out given the other cell of the pair.
func (c *chain) keepProbabilities() {
	phi := numeric.Tabulated()
	for i := range c.n {
		for j := range c.n {
			if at := i*c.n + j; i != j {
				c.mean[at] += phi.Phi(c.predictor(i, j))
			}
		}
	}
	for _, at := range c.missing {
		i, j := int(at)/c.n, int(at)%c.n
		m, sd := c.conditional(i, j)
		c.mean[at] += phi.Phi(m/sd) - phi.Phi(c.predictor(i, j))
	}
}

// parameters are the figures that are told of a draw, in the units of the data: coefficients, then variances.
func (c *chain) parameters() []float64 {
	out := make([]float64, 0, c.k+6)
	out = append(out, c.middle+c.beta[0]*c.sd)
	for k := 1; k < c.k; k++ {
		slope := c.beta[k] * c.scale[k] * c.sd
		out[0] -= slope * c.shift[k]
		out = append(out, slope)
	}
	unit := c.sd * c.sd
	out = append(out, c.sab.x*unit)
	if !c.d.Symmetric {
		out = append(out, c.sab.y*unit, c.sab.z*unit, c.rho)
	}
	if c.o.Family == Gaussian {
		out = append(out, c.s2*unit)
	}
	if c.o.Rank > 0 {
		out = append(out, unit*numeric.Dot(c.uv, c.uv)/float64(c.n*(c.n-1)))
	}
	return out
}
