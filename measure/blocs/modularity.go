// Package blocs finds the communities of a network whose ties may be negative, and says how well they part it: a symmetric matrix of
// ties in, a partition and its modularity out. Nodes are numbers; who they are is not known here.
package blocs

import (
	"math"
	"slices"

	"comity"
)

// Network is a symmetric matrix of ties, row by row, with nothing on the diagonal. Zero is no tie.
type Network struct {
	N    int
	Ties []float64
}

// NewNetwork makes a network of n nodes without ties.
func NewNetwork(n int) Network { return Network{n, make([]float64, n*n)} }

// Set ties two nodes. A tie that is not a number is none, and a node is not tied to itself.
func (w Network) Set(i, j int, x float64) {
	if i != j && x == x && !math.IsInf(x, 0) {
		w.Ties[i*w.N+j], w.Ties[j*w.N+i] = x, x
	}
}

// At gives the tie of two nodes.
func (w Network) At(i, j int) float64 { return w.Ties[i*w.N+j] }

// Counts gives the number of positive and negative ties.
func (w Network) Counts() (positive, negative int) {
	for i := range w.N {
		for j := i + 1; j < w.N; j++ {
			switch x := w.At(i, j); {
			case x > 0:
				positive++
			case x < 0:
				negative++
			}
		}
	}
	return positive, negative
}

// tied gives the nodes with a tie.
func (w Network) tied() []int {
	var out []int
	for i := range w.N {
		for j := range w.N {
			if w.At(i, j) != 0 {
				out = append(out, i)
				break
			}
		}
	}
	return out
}

// gains is the matrix whose sum over pairs of one community is the modularity: ties less what the strengths of both nodes lead to
// expect, positive and negative ones apart, over the sum of all (Gomez, Jensen and Arenas 2009, Phys. Rev. E 80:016114; Traag and
// Bruggeman 2009, Phys. Rev. E 80:036115; without negative ties Newman 2004). resolution multiplies what is expected.
type gains struct {
	n int
	b []float64
}

// newGains makes the matrix of some nodes of a network; false where they have no tie.
func newGains(w Network, nodes []int, resolution float64) (gains, bool) {
	g := gains{len(nodes), make([]float64, len(nodes)*len(nodes))}
	plus, minus := make([]float64, g.n), make([]float64, g.n)
	var allPlus, allMinus float64
	for a, i := range nodes {
		for _, j := range nodes {
			x := w.At(i, j)
			plus[a] += math.Max(x, 0)
			minus[a] += math.Max(-x, 0)
		}
		allPlus, allMinus = allPlus+plus[a], allMinus+minus[a]
	}
	if allPlus+allMinus == 0 {
		return g, false
	}
	expected := func(k []float64, all float64, a, b int) float64 {
		if all == 0 {
			return 0
		}
		return k[a] * k[b] / all
	}
	for a, i := range nodes {
		for b, j := range nodes {
			e := expected(plus, allPlus, a, b) - expected(minus, allMinus, a, b)
			g.b[a*g.n+b] = (w.At(i, j) - resolution*e) / (allPlus + allMinus)
		}
	}
	return g, true
}

// of is the modularity of a partition.
func (g gains) of(part []int) (q float64) {
	own := slices.Clone(part)
	renumber(own)
	for _, list := range membersOf(own) {
		for _, i := range list {
			row := g.b[i*g.n : (i+1)*g.n]
			for _, j := range list {
				q += row[j]
			}
		}
	}
	return q
}

// Modularity is the signed modularity of a partition of all nodes; undefined without a tie. Nodes of community -1 are alone.
func Modularity(w Network, part []int, resolution float64) float64 {
	nodes := w.tied()
	g, ok := newGains(w, nodes, resolution)
	if !ok {
		return comity.NaN(comity.Undefined)
	}
	own := make([]int, len(nodes))
	for a, i := range nodes {
		if own[a] = part[i]; part[i] < 0 {
			own[a] = -1 - a
		}
	}
	return g.of(own)
}
