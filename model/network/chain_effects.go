package network

// This file draws coefficients and additive effects in one block, their covariance, and the variance of the errors.
//
// Given the rest, coefficients beta and effects are normal with precision
//
//	P_bb = sum q1 x x' + q2 x x_turned' + 1/wide,   P_ba_i = Q (sum of x over row i, over column i),
//	P_aa = I (x) A + 1 1' (x) W,  A = (n-1) Q + S_ab⁻¹ - W,  Q = [q1 q2; q2 q1],  W = [q2 q1; q1 q2],
//
// with q1 = 1/(s²(1-rho²)) and q2 = -rho q1. P_aa treats all states alike, so that it is solved in n steps: deviations from the mean
// by A, the mean by A + n W. Coefficients are drawn with the effects integrated out, then the effects.

import (
	"math"

	"comity/numeric"
)

// q gives the precision of a pair of errors.
func (c *chain) q() (q1, q2 float64) {
	q1 = 1 / (c.s2 * (1 - float64(c.rho*c.rho)))
	return q1, -c.rho * q1
}

// effectsDirected draws beta, a and b, given the residuals e from which only the dimensions are taken.
func (c *chain) effectsDirected() {
	n, k := c.n, c.k
	transpose(c.et, c.e, n)
	q1, q2 := c.q()
	q, w := two{q1, q2, q1}, two{q2, q1, q2}
	deviation := c.sab.inverse().plus(float64(n-1), q).plus(-1, w)
	about, level := deviation.inverse(), deviation.plus(float64(n), w).inverse()
	for i := range n {
		c.w.ha[i], c.w.hb[i] = q.times(total(c.e[i*n:i*n+n]), total(c.et[i*n:i*n+n]))
	}
	prec, lin := c.w.prec[:k*k], c.w.lin[:k]
	for a := range k {
		lin[a] = float64(q1*numeric.Dot(c.x[a], c.e)) + float64(q2*numeric.Dot(c.x[a], c.et)) - c.through(a, q, about, level)
		for b := range a + 1 {
			prec[a*k+b] = float64(q1*c.same[a*k+b]) + float64(q2*c.across[a*k+b]) - c.among(a, b, q, about, level)
		}
		prec[a*k+a] += 1 / c.prior.wide
	}
	drawNormal(c.r, prec, lin, k)
	copy(c.beta, lin)
	c.additive(q, deviation, deviation.plus(float64(n), w))
	c.regress()
	c.covariance()
}

// center gives the means of what pulls at the effects.
func (c *chain) center() (ma, mb float64) {
	n := float64(c.n)
	return total(c.w.ha) / n, total(c.w.hb) / n
}

// through is P_ba P_aa⁻¹ h for a coefficient.
func (c *chain) through(k int, q, about, level two) float64 {
	n := float64(c.n)
	ma, mb := c.center()
	mr, mc := total(c.rows[k])/n, total(c.cols[k])/n
	rr, rc := numeric.Dot(c.rows[k], c.w.ha)-n*mr*ma, numeric.Dot(c.rows[k], c.w.hb)-n*mr*mb
	cr, cc := numeric.Dot(c.cols[k], c.w.ha)-n*mc*ma, numeric.Dot(c.cols[k], c.w.hb)-n*mc*mb
	return traced(product(q, about), rr, rc, cr, cc) + n*traced(product(q, level), mr*ma, mr*mb, mc*ma, mc*mb)
}

// among is P_ba P_aa⁻¹ P_ab for two coefficients.
func (c *chain) among(k, l int, q, about, level two) float64 {
	n := float64(c.n)
	mr, mc, nr, nc := total(c.rows[k])/n, total(c.cols[k])/n, total(c.rows[l])/n, total(c.cols[l])/n
	rr, rc := numeric.Dot(c.rows[k], c.rows[l])-n*mr*nr, numeric.Dot(c.rows[k], c.cols[l])-n*mr*nc
	cr, cc := numeric.Dot(c.cols[k], c.rows[l])-n*mc*nr, numeric.Dot(c.cols[k], c.cols[l])-n*mc*nc
	return traced(sandwiched(q, about), rr, rc, cr, cc) + n*traced(sandwiched(q, level), mr*nr, mr*nc, mc*nr, mc*nc)
}

// square is any two by two matrix.
type square struct{ a, b, c, d float64 }

func product(m, o two) square {
	return square{m.x*o.x + m.y*o.y, m.x*o.y + m.y*o.z, m.y*o.x + m.z*o.y, m.y*o.y + m.z*o.z}
}

// sandwiched is q m q.
func sandwiched(q, m two) square {
	p := product(q, m)
	return square{p.a*q.x + p.b*q.y, p.a*q.y + p.b*q.z, p.c*q.x + p.d*q.y, p.c*q.y + p.d*q.z}
}

// traced is the sum of the products of a matrix and another of the same shape.
func traced(m square, a, b, c, d float64) float64 { return m.a*a + m.b*b + m.c*c + m.d*d }

// additive draws a and b given beta.
func (c *chain) additive(q, deviation, level two) {
	n := float64(c.n)
	for k, b := range c.beta {
		for i := range c.n {
			x, y := q.times(c.rows[k][i], c.cols[k][i])
			c.w.ha[i] -= float64(b * x)
			c.w.hb[i] -= float64(b * y)
		}
	}
	ma, mb := c.center()
	about := deviation.inverse()
	na, nb := 0.0, 0.0
	for i := range c.a { // noise first, of which the mean is kept apart
		c.a[i], c.b[i] = c.r.Norm(), c.r.Norm()
		na += c.a[i] / n
		nb += c.b[i] / n
	}
	la, lb := level.inverse().times(ma, mb)
	sa, sb := level.spread(na, nb)
	la, lb = la+sa, lb+sb
	for i := range c.a {
		da, db := about.times(c.w.ha[i]-ma, c.w.hb[i]-mb)
		sa, sb := deviation.spread(c.a[i]-na, c.b[i]-nb)
		c.a[i], c.b[i] = la+da+sa, lb+db+sb
	}
}

// covariance draws that of a and b from an inverse Wishart distribution.
func (c *chain) covariance() {
	s := []float64{c.prior.rate() + numeric.Dot(c.a, c.a), 0, numeric.Dot(c.a, c.b), c.prior.rate() + numeric.Dot(c.b, c.b)}
	s[1] = s[2]
	var work, out [4]float64
	wishart(c.r, 2+c.prior.df+float64(c.n), s, 2, work[:], out[:])
	c.sab = two{out[0], out[1], out[3]}.inverse()
}

// effectsSymmetric draws beta and a of a symmetric model.
func (c *chain) effectsSymmetric() {
	n, k := float64(c.n), c.k
	q := 1 / c.s2
	deviation := (n-2)*q + 1/c.sab.x
	level := deviation + n*q
	for i := range c.n {
		c.w.ha[i] = q * total(c.e[i*c.n:(i+1)*c.n])
	}
	prec, lin := c.w.prec[:k*k], c.w.lin[:k]
	m := total(c.w.ha) / n
	for a := range k {
		ma := total(c.rows[a]) / n
		lin[a] = q * (numeric.Dot(c.x[a], c.e)/2 - (numeric.Dot(c.rows[a], c.w.ha)-n*ma*m)/deviation - n*ma*m/level)
		for b := range a + 1 {
			mb := total(c.rows[b]) / n
			prec[a*k+b] = q*c.same[a*k+b]/2 - q*q*((numeric.Dot(c.rows[a], c.rows[b])-n*ma*mb)/deviation+n*ma*mb/level)
		}
		prec[a*k+a] += 1 / c.prior.wide
	}
	drawNormal(c.r, prec, lin, k)
	copy(c.beta, lin)
	for a, b := range c.beta {
		addTimes(c.w.ha, -b*q, c.rows[a])
	}
	c.additiveSymmetric(deviation, level)
	c.regress()
	c.sab.x = c.variance(n, numeric.Dot(c.a, c.a))
}

// additiveSymmetric draws a given beta.
func (c *chain) additiveSymmetric(deviation, level float64) {
	n := float64(c.n)
	m := total(c.w.ha) / n
	noise := 0.0
	for i := range c.a {
		c.a[i] = c.r.Norm()
		noise += c.a[i] / n
	}
	mean := m/level + noise/math.Sqrt(level)
	for i := range c.a {
		c.a[i] = mean + (c.w.ha[i]-m)/deviation + (c.a[i]-noise)/math.Sqrt(deviation)
	}
}

// variance draws one from a number of observations and the sum of their squares.
func (c *chain) variance(n, squares float64) float64 {
	return inverseGamma(c.r, (c.prior.df+n)/2, (c.prior.rate()+squares)/2)
}

// noiseDrawn draws the variance of the errors, and of a directed model their correlation within pairs.
func (c *chain) noiseDrawn() {
	pairs := float64(c.n*(c.n-1)) / 2
	same := numeric.Dot(c.e, c.e)
	if c.d.Symmetric {
		if c.o.Family == Gaussian {
			c.s2 = c.variance(pairs, same/2)
		}
		return
	}
	transpose(c.et, c.e, c.n)
	across := numeric.Dot(c.e, c.et)
	if c.o.Family == Probit {
		c.correlation(pairs, same, across)
		return
	}
	plus := c.variance(pairs, (same+across)/2)
	minus := c.variance(pairs, (same-across)/2)
	c.s2, c.rho = (plus+minus)/2, (plus-minus)/(plus+minus)
}

// correlation moves rho by Metropolis steps on Fisher's scale, under a uniform prior, where the variance is 1.
func (c *chain) correlation(pairs, same, across float64) {
	log := func(rho float64) float64 {
		left := 1 - rho*rho
		return (1-pairs/2)*math.Log(left) - (same-rho*across)/(2*left) // 1: from the change of scale
	}
	now := log(c.rho)
	for range 10 {
		to := math.Tanh(math.Atanh(c.rho) + 2/math.Sqrt(pairs)*c.r.Norm())
		if math.Abs(to) > 1-1e-9 {
			continue
		}
		if then := log(to); math.Log(c.r.Uniform()) < then-now {
			c.rho, now = to, then
		}
	}
}
