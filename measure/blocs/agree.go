package blocs

// This file says how alike two partitions are, and follows communities from one year to the next.

import (
	"context"
	"math"
	"slices"
)

// NMI is the normalised mutual information of two partitions of the same nodes: 2 I / (H + H'), 1 where they are the same, 0 where one
// tells nothing of the other (Danon and others 2005). Of two partitions into one community each it is 1.
func NMI(a, b []int) float64 {
	if len(a) == 0 {
		return 1
	}
	na, nb := slices.Max(a)+1, slices.Max(b)+1
	both, ca, cb := make([]float64, na*nb), make([]float64, na), make([]float64, nb)
	for i := range a {
		both[a[i]*nb+b[i]]++
		ca[a[i]]++
		cb[b[i]]++
	}
	n := float64(len(a))
	entropy := func(counts []float64) (h float64) {
		for _, c := range counts {
			if c > 0 {
				h -= c / n * math.Log(c/n)
			}
		}
		return h
	}
	ha, hb := entropy(ca), entropy(cb)
	if ha+hb == 0 {
		return 1
	}
	return math.Max(0, math.Min(1, 2*(ha+hb-entropy(both))/(ha+hb)))
}

// stability is the mean likeness of every two runs, NaN where the context ends before. Runs that found the same are counted together.
func stability(ctx context.Context, runs [][]int) float64 {
	var kinds [][]int
	var times []float64
	for _, r := range runs {
		at := slices.IndexFunc(kinds, func(k []int) bool { return slices.Equal(k, r) })
		if at < 0 {
			kinds, times, at = append(kinds, r), append(times, 0), len(kinds)
		}
		times[at]++
	}
	var sum, pairs float64
	for i := range kinds {
		if ctx.Err() != nil {
			return math.NaN()
		}
		sum, pairs = sum+times[i]*(times[i]-1)/2, pairs+times[i]*(times[i]-1)/2
		for j := i + 1; j < len(kinds); j++ {
			sum += times[i] * times[j] * NMI(kinds[i], kinds[j])
			pairs += times[i] * times[j]
		}
	}
	if pairs == 0 {
		return 1 // one run agrees with itself
	}
	return sum / pairs
}

// Track gives communities of following years labels that stay: 1, 2 … in order of appearance. Each year is a community of each node
// (-1: none), nodes the same in all years. A community takes the label of the one whose last members it shares most of (Jaccard's
// index, the largest first), where that is at least the share (Greene, Doyle and Cunningham 2010 take .3); else it gets a new one.
// Communities of one node have label 0, nodes without one -1.
func Track(years [][]int, share float64) [][]int {
	out := make([][]int, len(years))
	var last [][]int // of each label: the members when it was last there
	for y, part := range years {
		members := membersOf(part)
		label := continued(members, last, share)
		out[y] = slices.Repeat([]int{-1}, len(part))
		for c, list := range members {
			switch {
			case len(list) == 1:
				label[c] = 0
			case label[c] == 0:
				last = append(last, nil)
				label[c] = len(last)
			}
			if label[c] > 0 {
				last[label[c]-1] = list
			}
			for _, i := range list {
				out[y][i] = label[c]
			}
		}
	}
	return out
}

// membersOf gives the nodes of each community in order.
func membersOf(part []int) [][]int {
	var out [][]int
	for i, c := range part {
		for c >= len(out) {
			out = append(out, nil)
		}
		if c >= 0 {
			out[c] = append(out[c], i)
		}
	}
	return out
}

// continued gives each community of two nodes or more the label it continues, 0 where none.
func continued(members, last [][]int, share float64) []int {
	type link struct {
		c, label int
		alike    float64
	}
	var links []link
	for c, list := range members {
		for l, old := range last {
			if x := jaccard(list, old); len(list) > 1 && x >= share {
				links = append(links, link{c, l + 1, x})
			}
		}
	}
	slices.SortStableFunc(links, func(a, b link) int {
		switch {
		case a.alike > b.alike:
			return -1
		case a.alike < b.alike:
			return 1
		}
		return 0
	})
	label, taken := make([]int, len(members)), make([]bool, len(last)+1)
	for _, l := range links {
		if label[l.c] == 0 && !taken[l.label] {
			label[l.c], taken[l.label] = l.label, true
		}
	}
	return label
}

// jaccard is the share of the nodes of either of two sorted lists that are in both.
func jaccard(a, b []int) float64 {
	both := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			both, i, j = both+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	if both == 0 {
		return 0
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

// Power is how the capability of the world is shared among blocs; each state without a bloc stands alone.
type Power struct {
	Largest   float64 // share of the strongest bloc or state
	Square    float64 // sum of squared shares
	Effective float64 // 1 over Square: how many equal blocs would be as concentrated
	Poles     int     // blocs or states with at least the share asked for
}

// PowerOf sums weights by community; weights that are missing count nothing, and shares are of what is known. ok is false where
// nothing is.
func PowerOf(part []int, weights []float64, pole float64) (p Power, ok bool) {
	sums, all := map[int]float64{}, 0.0
	var order []int
	for i, c := range part {
		if w := weights[i]; w > 0 {
			if c < 0 {
				c = -1 - i
			}
			if _, seen := sums[c]; !seen {
				order = append(order, c)
			}
			sums[c] += w
			all += w
		}
	}
	if all == 0 {
		return p, false
	}
	for _, c := range order {
		s := sums[c] / all
		p.Largest = math.Max(p.Largest, s)
		p.Square += s * s
		if s >= pole {
			p.Poles++
		}
	}
	p.Effective = 1 / p.Square
	return p, true
}
