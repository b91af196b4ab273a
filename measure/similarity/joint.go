package similarity

// This file is similarity beyond one portfolio and one pair: S over several portfolios at once, the S of yes and no alone, and how
// alike two states stand to all others.

import "math"

// Joint is S over several portfolios at once (Signorino and Ritter 1999: similarity in several dimensions): 1 - 2 x the mean distance
// over the items of all of them, each distance over the range of its own grades. Portfolios without items say nothing. NaN without
// any item.
func Joint(tables ...*Table) float64 {
	var apart, items float64
	for _, t := range tables {
		if n := t.Items(); n > 0 {
			apart += float64(t.apart()) / float64(t.K-1)
			items += float64(n)
		}
	}
	if items == 0 {
		return math.NaN()
	}
	return 1 - 2*apart/items
}

// Balanced is S over several portfolios that weigh alike however many items each has: the mean of their S. NaN where one has no item.
func Balanced(tables ...*Table) float64 {
	sum := 0.0
	for _, t := range tables {
		sum += t.SLinear()
	}
	return sum / float64(len(tables))
}

// Affinity2 is S of votes where only yes and no count (Gartzke's s2un); abstentions are left out. NaN where there is no such item.
func (t *Table) Affinity2() float64 {
	c := t.Counts()
	return 1 - 2*ratio(float64(c.Opposite), c.SameYN+c.Opposite)
}

// Profiles gives of every two of n states, at PairIndex, the correlation of how the two stand to all others: Pearson's, of the rows
// of a symmetric matrix n x n without the two states themselves, over those others to whom both have a value. NaN where fewer than
// three are left or one of the rows does not vary.
func Profiles(a []float64, n int) []float64 {
	out := make([]float64, n*(n-1)/2)
	for i := range n {
		for j := i + 1; j < n; j++ {
			out[PairIndex(i, j, n)] = profile(a[i*n:(i+1)*n], a[j*n:(j+1)*n], i, j)
		}
	}
	return out
}

// profile is the correlation of two rows without the places i and j.
func profile(x, y []float64, i, j int) float64 {
	var n, sx, sy, sxx, syy, sxy float64
	for k, p := range x {
		q := y[k]
		if p != p || q != q || k == i || k == j {
			continue
		}
		n++
		sx, sy = sx+p, sy+q
		sxx, syy, sxy = sxx+p*p, syy+q*q, sxy+p*q
	}
	vx, vy := n*sxx-sx*sx, n*syy-sy*sy
	if n < 3 || vx <= flat*n*sxx || vy <= flat*n*syy {
		return math.NaN()
	}
	return min(1, max(-1, (n*sxy-sx*sy)/math.Sqrt(vx*vy)))
}

// flat is the share of a sum of squares below which what is left of it is rounding.
const flat = 1e-12
