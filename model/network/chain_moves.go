package network

// This file moves a chain along what the data cannot tell apart, or hardly, where drawing one thing after another would creep. Each
// move is an exact draw given the rest (generalised Gibbs sampling: Liu and Sabatti 2000, Biometrika 87:353).

import (
	"math"

	"comity/numeric"
)

// shiftSymmetric moves all u_i by one vector d. That adds sum over r of l_r d_r (u_ir + u_jr) + l_r d_r² to each cell, which the additive
// effects and the constant take back, so that only the priors have a say:
//
//	d ~ N(P⁻¹ h, P⁻¹),  P = n I + L U'U L / s_a²,  h = -sum u_i + L U'a / s_a²,
//
// accepted by the prior of the constant, which is wide.
func (c *chain) shiftSymmetric() {
	n, k := c.n, c.o.Rank
	prec, d, gram := c.w.prec[:k*k], c.w.lin[:k], c.w.gram[:k*k]
	gramOf(gram, c.u, n, k)
	clear(d)
	pull(d, c.a, c.u, k)
	for a := range k {
		d[a] *= c.l[a] / c.sab.x
		for i := range n {
			d[a] -= c.u[i*k+a]
		}
		for b := range k {
			prec[a*k+b] = c.l[a] * gram[a*k+b] * c.l[b] / c.sab.x
		}
		prec[a*k+a] += float64(n)
	}
	drawNormal(c.r, prec, d, k)
	constant := c.beta[0]
	for r, x := range d {
		constant -= c.l[r] * x * x
	}
	if math.Log(c.r.Uniform()) > (c.beta[0]*c.beta[0]-constant*constant)/(2*c.prior.wide) {
		return
	}
	c.beta[0] = constant
	for i := range n {
		for r, x := range d {
			c.a[i] -= c.l[r] * x * c.u[i*k+r]
			c.u[i*k+r] += x
		}
	}
	c.regress()
}

// shiftDirected moves all u_i by one vector d, which adds d'v_j to each cell of column j, and takes it back from b_j; then v_i and a
// likewise. With K the inverse of S_ab
//
//	d ~ N(P⁻¹ h, P⁻¹),  P = n psi_uu + K_bb sum v v',  h = -sum (psi_uu u_i + psi_uv v_i) + sum v_i (K_bb b_i + K_ab a_i).
func (c *chain) shiftDirected() {
	k := c.o.Rank
	p := c.sab.inverse()
	c.shiftSide(c.u, c.v, c.b, c.a, 0, k, p.z, p.y)
	c.shiftSide(c.v, c.u, c.a, c.b, k, 0, p.x, p.y)
}

// shiftSide moves u by a vector and takes it back from effect.
func (c *chain) shiftSide(u, v, effect, with []float64, own, other int, same, cross float64) {
	n, k := c.n, c.o.Rank
	prec, d, gram := c.w.prec[:k*k], c.w.lin[:k], c.w.gram[:k*k]
	gramOf(gram, v, n, k)
	for i := range n {
		c.w.row[i] = same*effect[i] + cross*with[i]
	}
	clear(d)
	pull(d, c.w.row[:n], v, k)
	for a := range k {
		for b := range k {
			uu, uv := c.psi[(own+a)*2*k+own+b], c.psi[(own+a)*2*k+other+b]
			prec[a*k+b] = float64(n)*uu + same*gram[a*k+b]
			for i := range n {
				d[a] -= uu*u[i*k+b] + uv*v[i*k+b]
			}
		}
	}
	drawNormal(c.r, prec, d, k)
	for i := range n {
		effect[i] -= numeric.Dot(d, v[i*k:i*k+k])
		for r, x := range d {
			u[i*k+r] += x
		}
	}
}

// rescale multiplies all that is behind a probit - the numbers z, coefficients, effects, one side of the dimensions, and the spread of
// these - by one number g. Zeros and ones stay as they are, so that g² has a density proportional to
//
//	g² ^ (D/2 - 1) exp(-g² E / 2 - C / g²),
//
// E the sum of squares of the errors (within pairs by their precision) and of the coefficients by their prior, D the number of cells and
// coefficients less what the priors of the spreads take, C their scales. It is drawn from the gamma distribution without C and
// accepted by C (with Haar measure on g: Liu and Wu 1999, JASA 94:1264).
func (c *chain) rescale() {
	shape, rate := c.scaleOfErrors()
	spread := c.scaleOfSpreads(&shape)
	g2 := c.r.Gamma(shape) / rate
	if math.Log(c.r.Uniform()) > spread*(1-1/g2) {
		return
	}
	g := math.Sqrt(g2)
	parts := [][]float64{c.z, c.xb, c.uv, c.beta, c.a, c.u}
	if c.d.Symmetric {
		parts[5] = c.l
		c.lvar *= g2
	} else {
		parts = append(parts, c.b)
		c.spreadBy(g)
	}
	for _, p := range parts {
		for i := range p {
			p[i] *= g
		}
	}
	c.sab = two{c.sab.x * g2, c.sab.y * g2, c.sab.z * g2}
}

// scaleOfErrors gives half of D and of E, but for the priors of the spreads.
func (c *chain) scaleOfErrors() (shape, rate float64) {
	n := float64(c.n)
	cells := n * (n - 1)
	e := numeric.Dot(c.e, c.e)
	if c.d.Symmetric {
		cells, e = cells/2, e/2
	} else {
		e = (e - c.rho*numeric.Dot(c.e, c.et)) / (1 - c.rho*c.rho)
	}
	return (cells + float64(c.k)) / 2, (e + numeric.Dot(c.beta, c.beta)/c.prior.wide) / 2
}

// scaleOfSpreads gives C and takes from the shape what the priors of the spreads do.
func (c *chain) scaleOfSpreads(shape *float64) (spread float64) {
	k := c.o.Rank
	if c.d.Symmetric {
		*shape -= c.prior.df / 2
		spread = c.prior.rate() / (2 * c.sab.x)
		if k > 0 {
			*shape -= c.prior.df / 2
			spread += c.prior.rate() / (2 * c.lvar)
		}
		return spread
	}
	p := c.sab.inverse()
	*shape -= 2 + c.prior.df
	spread = c.prior.rate() * (p.x + p.z) / 2
	if k > 0 {
		*shape -= float64(k) * (float64(2*k) + c.prior.df) / 2
		for r := range k {
			spread += c.prior.side() * c.psi[r*2*k+r] / 2
		}
	}
	return spread
}

// spreadBy brings the precision of (u_i, v_i) to what it is where u is multiplied by g.
func (c *chain) spreadBy(g float64) {
	both := 2 * c.o.Rank
	for a := range both {
		for b := range both {
			if a < c.o.Rank {
				c.psi[a*both+b] /= g
			}
			if b < c.o.Rank {
				c.psi[a*both+b] /= g
			}
		}
	}
}
