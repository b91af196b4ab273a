package network

import "comity/numeric"

// This file draws the multiplicative effects, row by row, and what they say of each cell.

// dimensionsDirected draws u and v, the precision of (u_i, v_i), and the multiplicative term; it leaves the errors in e.
func (c *chain) dimensionsDirected() {
	c.lessEffects()
	if c.o.Rank == 0 {
		return
	}
	transpose(c.et, c.e, c.n)
	k := c.o.Rank
	c.side(c.e, c.et, c.u, c.v, 0, k)
	c.side(c.et, c.e, c.v, c.u, k, 0)
	c.spreadOfDimensions()
	c.shiftDirected()
	c.multiply()
	c.lessEffects() // anew, for the shift moved them
	c.lessDimensions()
}

// side draws u row by row, given v: with q1 and q2 as above
//
//	u_i ~ N(P⁻¹ h, P⁻¹),  P = psi_uu + q1 sum v_j v_j',  h = -psi_uv v_i + sum v_j (q1 e_ij + q2 (e_ji - u_j'v_i)),
//
// sums over j other than i. With the roles changed it draws v. own and other are where the two stand in psi.
func (c *chain) side(e, et, u, v []float64, own, other int) {
	n, k := c.n, c.o.Rank
	q1, _ := c.q()
	gram := c.w.gram[:k*k]
	gramOf(gram, v, n, k)
	prec, lin := c.w.prec[:k*k], c.w.lin[:k]
	for i := range n {
		vi := v[i*k : i*k+k]
		for a := range k {
			lin[a] = 0
			for b := range k {
				lin[a] -= float64(c.psi[(own+a)*2*k+other+b] * vi[b])
				prec[a*k+b] = c.psi[(own+a)*2*k+own+b] + q1*(gram[a*k+b]-float64(vi[a]*vi[b]))
			}
		}
		c.mixed(i, e[i*n:i*n+n], et[i*n:i*n+n], u, vi)
		pull(lin, c.w.row, v, k)
		drawNormal(c.r, prec, lin, k)
		copy(u[i*k:i*k+k], lin)
	}
}

// mixed puts q1 e_ij + q2 (e_ji - u_j'v_i) into row, 0 for the state itself.
func (c *chain) mixed(i int, e, et, u, vi []float64) {
	q1, q2 := c.q()
	row, k := c.w.row[:len(e)], len(vi)
	et = et[:len(e)]
	switch k {
	case 1:
		for j := range row {
			row[j] = float64(q1*e[j]) + float64(q2*(et[j]-float64(u[j]*vi[0])))
		}
	case 2:
		x, y := vi[0], vi[1]
		u = u[:2*len(row)]
		for j := range row {
			row[j] = float64(q1*e[j]) + float64(q2*(et[j]-float64(u[2*j]*x)-float64(u[2*j+1]*y)))
		}
	default:
		for j := range row {
			row[j] = float64(q1*e[j]) + float64(q2*(et[j]-numeric.Dot(vi, u[j*k:j*k+k])))
		}
	}
	row[i] = 0
}

// pull adds the sum of row_j v_j to lin.
func pull(lin, row, v []float64, k int) {
	switch k {
	case 1:
		lin[0] += numeric.Dot(row, v)
	case 2:
		a, b := 0.0, 0.0
		v = v[:2*len(row)]
		for j, x := range row {
			a += float64(x * v[2*j])
			b += float64(x * v[2*j+1])
		}
		lin[0] += a
		lin[1] += b
	default:
		for j, x := range row {
			addTimes(lin, x, v[j*k:j*k+k])
		}
	}
}

// gramOf is the sum of v_j v_j'.
func gramOf(gram, v []float64, n, k int) {
	clear(gram)
	for j := range n {
		for a := range k {
			addTimes(gram[a*k:a*k+k], v[j*k+a], v[j*k:j*k+k])
		}
	}
}

// spreadOfDimensions draws the precision of (u_i, v_i) from a Wishart distribution.
func (c *chain) spreadOfDimensions() {
	k := c.o.Rank
	both := 2 * k
	s := c.w.prec[:both*both]
	clear(s)
	for i := range both {
		s[i*both+i] = c.prior.side()
	}
	for i := range c.n {
		ui, vi := c.u[i*k:i*k+k], c.v[i*k:i*k+k]
		for a := range k {
			addTimes(s[a*both:a*both+k], ui[a], ui)
			addTimes(s[(k+a)*both:(k+a)*both+k], vi[a], ui)
			addTimes(s[(k+a)*both+k:(k+a)*both+both], vi[a], vi)
		}
	}
	wishart(c.r, float64(both+c.n)+c.prior.df, s, both, c.w.wish, c.psi)
}

// multiply works out the multiplicative term of all cells.
func (c *chain) multiply() {
	n, k := c.n, c.o.Rank
	if k == 0 {
		return
	}
	right := c.v
	if c.d.Symmetric {
		right = c.u
	}
	left := c.w.tmp[:k]
	for i := range n {
		copy(left, c.u[i*k:i*k+k])
		if c.d.Symmetric {
			for r := range left {
				left[r] *= c.l[r]
			}
		}
		productRow(c.uv[i*n:i*n+n], left, right)
		c.uv[i*n+i] = 0
	}
}

// productRow puts left'v_j into a row.
func productRow(row, left, v []float64) {
	k := len(left)
	switch k {
	case 1:
		for j := range row {
			row[j] = left[0] * v[j]
		}
	case 2:
		x, y := left[0], left[1]
		v = v[:2*len(row)]
		for j := range row {
			row[j] = float64(x*v[2*j]) + float64(y*v[2*j+1])
		}
	default:
		for j := range row {
			row[j] = numeric.Dot(left, v[j*k:j*k+k])
		}
	}
}

// lessDimensions takes the multiplicative term away from the residuals.
func (c *chain) lessDimensions() {
	uv := c.uv[:len(c.e)]
	for i := range c.e {
		c.e[i] -= uv[i]
	}
}

// dimensionsSymmetric draws u row by row, then L:
//
//	u_i ~ N(P⁻¹ h, P⁻¹),  P = I + L (sum u_j u_j') L / s²,  h = L (sum u_j e_ij) / s²,
//	l ~ N(P⁻¹ h, P⁻¹),    P_rs = sum over pairs of u_ir u_jr u_is u_js / s² + 1/s_l² (r = s),  h_r = sum over pairs of u_ir e_ij u_jr / s²,
//
// with s_l² inverse gamma.
func (c *chain) dimensionsSymmetric() {
	c.lessEffects()
	k := c.o.Rank
	if k == 0 {
		return
	}
	c.rowsOfDimensions()
	c.eigenvalues()
	c.lvar = c.variance(float64(k), numeric.Dot(c.l, c.l))
	c.shiftSymmetric()
	c.multiply()
	c.lessEffects() // anew, for the shift moved them
	c.lessDimensions()
}

func (c *chain) rowsOfDimensions() {
	n, k := c.n, c.o.Rank
	q := 1 / c.s2
	gram := c.w.gram[:k*k]
	gramOf(gram, c.u, n, k)
	prec, lin := c.w.prec[:k*k], c.w.lin[:k]
	for i := range n {
		ui := c.u[i*k : i*k+k]
		for a := range k {
			addTimes(gram[a*k:a*k+k], -ui[a], ui)
		}
		clear(lin)
		pull(lin, c.e[i*n:i*n+n], c.u, k) // e is 0 for the state itself
		for a := range k {
			lin[a] *= q * c.l[a]
			for b := range k {
				prec[a*k+b] = q * c.l[a] * gram[a*k+b] * c.l[b]
			}
			prec[a*k+a]++
		}
		drawNormal(c.r, prec, lin, k)
		copy(ui, lin)
		for a := range k {
			addTimes(gram[a*k:a*k+k], ui[a], ui)
		}
	}
}

// eigenvalues draws L in one block.
func (c *chain) eigenvalues() {
	n, k := c.n, c.o.Rank
	q := 1 / c.s2
	gram, fourth := c.w.gram[:k*k], c.w.tmp[:k*k]
	gramOf(gram, c.u, n, k)
	clear(fourth)
	prec, lin, pulled := c.w.prec[:k*k], c.w.lin[:k], c.w.ha[:k]
	clear(lin)
	for i := range n {
		ui := c.u[i*k : i*k+k]
		clear(pulled)
		pull(pulled, c.e[i*n:i*n+n], c.u, k)
		for a := range k {
			lin[a] += q * ui[a] * pulled[a] / 2
			for b := range k {
				fourth[a*k+b] += ui[a] * ui[a] * ui[b] * ui[b]
			}
		}
	}
	for a := range k {
		for b := range k {
			prec[a*k+b] = q * (gram[a*k+b]*gram[a*k+b] - fourth[a*k+b]) / 2
		}
		prec[a*k+a] += 1 / c.lvar
	}
	drawNormal(c.r, prec, lin, k)
	copy(c.l, lin)
}
