package idealpoint

// This file is the inner work of a sweep, an item at a time: the cuts by Metropolis-Hastings with Z integrated out, Z from its
// truncated normal distributions, beta given Z. The votes of an item stand by kind, so that its loops have no branches but those
// of the tails. It costs two values of Phi and a quantile for a yes or no, four and one for an abstention.

import "math"

const (
	least = 1e-290 // no probability is taken to be less
	batch = 32     // votes whose likelihood ratios are multiplied before the logarithm is taken
)

func (s *shard) clear() {
	clear(s.info)
	clear(s.prec)
}

// fill works out, for each vote of an item under cuts, the probability its Z is drawn from, always in a lower tail: of a yes
// (0, Phi(gamma1 - m)), of a no (0, Phi(m - gamma2)), of an abstention both ends, mirrored where they lie in the upper half.
func (s *shard) fill(d *Data, i int, cuts [2]float64, beta float64, theta []float64, into [][2]float64) {
	normal, from, it := s.normal, d.ItemStart[i], &d.Items[i]
	units := d.ItemUnit[from:d.ItemStart[i+1]]
	abstain, no := int(it.Abstain-from), int(it.No-from)
	into = into[:len(units)]
	for k, u := range units[:abstain] {
		into[k] = [2]float64{0, normal.Phi(cuts[0] - beta*theta[u])}
	}
	middle := (cuts[0] + cuts[1]) / 2
	for k := abstain; k < no; k++ {
		m := beta * theta[units[k]]
		if middle > m {
			into[k] = [2]float64{normal.Phi(m - cuts[1]), normal.Phi(m - cuts[0])}
		} else {
			into[k] = [2]float64{normal.Phi(cuts[0] - m), normal.Phi(cuts[1] - m)}
		}
	}
	for k := no; k < len(units); k++ {
		into[k] = [2]float64{0, normal.Phi(beta*theta[units[k]] - cuts[1])}
	}
}

// drawCuts proposes new cuts and keeps them by their likelihood, Z integrated out. s.now holds the probabilities under the cuts kept.
func (s *shard) drawCuts(g *gibbs, i int) {
	d, old, step := g.d, g.cuts[i], g.step[i]
	var next [2]float64
	next[0] = old[0] + step*s.stream.Between((-cutBound-old[0])/step, (old[1]-old[0])/step)
	next[1] = old[1] + step*s.stream.Between((next[0]-old[1])/step, (cutBound-old[1])/step)
	s.fill(d, i, old, g.beta[i], g.theta, s.now)
	s.fill(d, i, next, g.beta[i], g.theta, s.then)
	n := int(d.ItemStart[i+1] - d.ItemStart[i])
	ratio := logRatio(s.then[:n], s.now[:n]) + s.correction(old, next, step, g.proper)
	kept := math.Log(s.stream.Uniform()) < ratio
	if kept {
		g.cuts[i] = next
		s.now, s.then = s.then, s.now
	}
	if g.tune > 0 {
		g.step[i] = tuned(step, kept, g.tune)
	}
}

// tuned widens or narrows a step after a proposal, so that wanted of them are kept in the end (Robbins and Monro 1951); tuning ends with the
// burn-in, and weighs less from sweep to sweep.
func tuned(step float64, kept bool, weight float64) float64 {
	const wanted, narrow, wide = 0.3, 0.005, 1.0
	got := 0.0
	if kept {
		got = 1
	}
	return max(narrow, min(step*math.Exp(weight*(got-wanted)), wide))
}

// logRatio is the sum of the logarithms of the ratios of probabilities.
func logRatio(then, now [][2]float64) float64 {
	sum := 0.0
	for len(then) > 0 {
		n := min(batch, len(then))
		product := 1.0
		for k := range then[:n] {
			product *= max(then[k][1]-then[k][0], least) / max(now[k][1]-now[k][0], least)
		}
		if product > 0 && product < math.Inf(1) {
			sum += math.Log(product)
		} else {
			sum += slowRatio(then[:n], now[:n])
		}
		then, now = then[n:], now[n:]
	}
	return sum
}

// slowRatio is logRatio where products leave the range of numbers.
func slowRatio(then, now [][2]float64) float64 {
	sum := 0.0
	for k := range then {
		sum += math.Log(max(then[k][1]-then[k][0], least)) - math.Log(max(now[k][1]-now[k][0], least))
	}
	return sum
}

// correction is the logarithm of the ratio of the proposal's densities, backward over forward. The published sampler takes the part of
// the second cut alone, without the bound of 7; the whole is due.
func (s *shard) correction(old, next [2]float64, step float64, whole bool) float64 {
	phi := s.normal.Phi
	if !whole {
		return math.Log(phi((old[1]-next[0])/step) / phi((next[1]-old[0])/step))
	}
	room := func(at, below [2]float64) float64 { // of the proposal made at a place, below its second cut; then between first and bound
		return (phi((at[1]-at[0])/step) - phi((-cutBound-at[0])/step)) * (phi((cutBound-at[1])/step) - phi((below[0]-at[1])/step))
	}
	return math.Log(max(room(old, next), least) / max(room(next, old), least))
}

// sums are over the votes of an item: of theta, theta^2, z, z^2 and theta z.
type sums struct{ n, t, tt, z, zz, tz float64 }

// drawBeta draws the Z of an item and then its beta.
func (s *shard) drawBeta(g *gibbs, i int) {
	of := s.drawZ(g.d, i, g.cuts[i], g.beta[i], g.theta, s.now)
	s.shift, s.scale = 0, 1
	if g.proper {
		s.moveItem(g, i, &of)
	}
	v := 1 / (of.tt + 1)
	g.beta[i] = v*of.tz + math.Sqrt(v)*s.stream.Norm()
}

// moveItem shifts all Z and both cuts of an item by one number, and stretches Z, cuts and beta by another, each drawn from its
// conditional distribution (generalised Gibbs steps: Liu and Sabatti 2000, Biometrika 87:353). The posterior is the same; but Z and cuts hold one
// another fast, and go far in few sweeps only where they move together.
func (s *shard) moveItem(g *gibbs, i int, of *sums) {
	cuts, beta := &g.cuts[i], g.beta[i]
	c := (beta*of.t-of.z)/of.n + s.stream.Norm()/math.Sqrt(of.n)
	if cuts[0]+c > -cutBound && cuts[1]+c < cutBound {
		cuts[0] += c
		cuts[1] += c
		of.zz += 2*c*of.z + of.n*c*c
		of.z += of.n * c
		of.tz += c * of.t
		s.shift = c
	}
	rest := of.zz - 2*beta*of.tz + beta*beta*(of.tt+1)
	k := math.Sqrt(2 * s.stream.Gamma((of.n+3)/2) / rest)
	if cuts[0]*k > -cutBound && cuts[1]*k < cutBound && k < math.Inf(1) {
		cuts[0] *= k
		cuts[1] *= k
		of.tz *= k
		s.scale = k
	}
}

// drawZ draws the Z of each vote of an item by inversion within its probabilities.
func (s *shard) drawZ(d *Data, i int, cuts [2]float64, beta float64, theta []float64, within [][2]float64) sums {
	from, it := d.ItemStart[i], &d.Items[i]
	units := d.ItemUnit[from:d.ItemStart[i+1]]
	abstain, no := int(it.Abstain-from), int(it.No-from)
	z, within := s.z[:len(units)], within[:len(units)]
	middle := (cuts[0] + cuts[1]) / 2
	of := sums{n: float64(len(units))}
	for k, u := range units {
		t, p := theta[u], within[k]
		m := beta * t
		x := s.normal.Quantile(max(p[0]+s.stream.Uniform()*(p[1]-p[0]), least))
		if k >= no || k >= abstain && middle > m {
			x = -x
		}
		if p[1] < 1e-280 {
			x = s.deep(cuts, m, k >= abstain, k >= no)
		}
		x = max(-zBound, min(m+x, zBound))
		z[k] = x
		of.t += t
		of.tt += t * t
		of.z += x
		of.zz += x * x
		of.tz += t * x
	}
	return of
}

// deep draws Z - m where the probability of the vote is below the smallest numbers.
func (s *shard) deep(cuts [2]float64, m float64, abstainOrNo, no bool) float64 {
	switch {
	case no:
		return -s.stream.Below(m - cuts[1])
	case abstainOrNo:
		return s.stream.Between(cuts[0]-m, cuts[1]-m)
	}
	return s.stream.Below(cuts[0] - m)
}

// scatter adds what the item's Z, shifted and stretched, say of each unit.
func (s *shard) scatter(d *Data, i int, beta float64) {
	square, times := beta*beta, beta*s.scale
	for k, u := range d.ItemUnit[d.ItemStart[i]:d.ItemStart[i+1]] {
		s.info[u] += times * (s.z[k] + s.shift)
		s.prec[u] += square
	}
}
