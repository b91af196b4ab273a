// Package balance measures whether the ties of a network whose ties have signs hang together as structural balance has it: the friend
// of a friend is a friend, the enemy of a friend an enemy (Heider 1946, J. Psychology 21:107; Cartwright and Harary 1956, Psych. Review
// 63:277). Signs between numbered nodes in, counts and estimates out.
package balance

import (
	"math/bits"

	"comity"
)

// Graph is a network with signs, as rows of bits: who has a positive, who a negative tie to whom.
type Graph struct {
	N          int
	words      int
	plus, less []uint64
}

// NewGraph makes a graph of n nodes without ties.
func NewGraph(n int) *Graph {
	words := (n + 63) / 64
	return &Graph{n, words, make([]uint64, n*words), make([]uint64, n*words)}
}

// Set gives the tie of two nodes a sign: above zero positive, below negative, 0 none. A node has no tie to itself.
func (g *Graph) Set(i, j, sign int) {
	if i == j {
		return
	}
	for _, at := range [2][2]int{{i, j}, {j, i}} {
		w, bit := at[0]*g.words+at[1]/64, uint64(1)<<(at[1]%64)
		g.plus[w] &^= bit
		g.less[w] &^= bit
		switch {
		case sign > 0:
			g.plus[w] |= bit
		case sign < 0:
			g.less[w] |= bit
		}
	}
}

// Sign gives the sign of the tie of two nodes: 1, -1 or 0.
func (g *Graph) Sign(i, j int) int {
	w, at := i*g.words+j/64, j%64
	return int(g.plus[w]>>at&1) - int(g.less[w]>>at&1)
}

// row gives the positive and negative ties of a node.
func (g *Graph) row(i int) (plus, less []uint64) {
	return g.plus[i*g.words : (i+1)*g.words], g.less[i*g.words : (i+1)*g.words]
}

// Edges counts the positive and negative ties.
func (g *Graph) Edges() (positive, negative int) {
	for i := range g.plus {
		positive += bits.OnesCount64(g.plus[i])
		negative += bits.OnesCount64(g.less[i])
	}
	return positive / 2, negative / 2
}

// Degree counts the ties of a node.
func (g *Graph) Degree(i int) (positive, negative int) {
	plus, less := g.row(i)
	for w := range plus {
		positive += bits.OnesCount64(plus[w])
		negative += bits.OnesCount64(less[w])
	}
	return positive, negative
}

// Tied counts the nodes with a tie.
func (g *Graph) Tied() int {
	n := 0
	for i := range g.N {
		if p, m := g.Degree(i); p+m > 0 {
			n++
		}
	}
	return n
}

// Triangles counts the triangles by the number of their negative ties: +++, ++-, +--, ---.
type Triangles [4]int64

// All is the number of triangles.
func (t Triangles) All() int64 { return t[0] + t[1] + t[2] + t[3] }

// Balanced is the share of triangles whose signs multiply to plus; undefined without a triangle.
func (t Triangles) Balanced() float64 { return t.share(t[0] + t[2]) }

// Weak is the share that is balanced weakly: all but those with one negative tie, for the enemies of an enemy may be enemies
// (Davis 1967, Human Relations 20:181); undefined without a triangle.
func (t Triangles) Weak() float64 { return t.share(t[0] + t[2] + t[3]) }

func (t Triangles) share(n int64) float64 {
	if t.All() == 0 {
		return comity.NaN(comity.Undefined)
	}
	return float64(n) / float64(t.All())
}

// Triangles counts the triangles of a graph: for each tie those both its ends share, by words of 64 nodes.
func (g *Graph) Triangles() (t Triangles) {
	for i := range g.N {
		t.add(g.at(i, i))
	}
	return t
}

// TrianglesOf counts the triangles a node is part of.
func (g *Graph) TrianglesOf(i int) (t Triangles) {
	t = g.at(i, -1)
	for k := range t {
		t[k] /= 2 // each was found from both of its other nodes
	}
	return t
}

func (t *Triangles) add(u Triangles) {
	for k := range t {
		t[k] += u[k]
	}
}

// at counts the triangles of a node whose second node is above a number and whose third is above the second; with -1 all, twice.
func (g *Graph) at(i, above int) (t Triangles) {
	plus, less := g.row(i)
	for w := range plus {
		for rest := plus[w] | less[w]; rest != 0; rest &= rest - 1 {
			j := w*64 + bits.TrailingZeros64(rest)
			if j <= above {
				continue
			}
			first := 0
			if above >= 0 {
				first = j + 1
			}
			n := int(less[w] >> (j % 64) & 1)
			pp, mixed, mm := g.shared(i, j, first)
			t[n], t[n+1] = t[n]+pp, t[n+1]+mixed
			t[n+2] += mm
		}
	}
	return t
}

// shared counts the nodes from one on that are tied to both: positively to both, to one positively and to one negatively, negatively
// to both.
func (g *Graph) shared(i, j, from int) (pp, mixed, mm int64) {
	pi, mi := g.row(i)
	pj, mj := g.row(j)
	w := from / 64
	mask := ^uint64(0) << (from % 64)
	for ; w < g.words; w++ {
		pp += int64(bits.OnesCount64(pi[w] & pj[w] & mask))
		mm += int64(bits.OnesCount64(mi[w] & mj[w] & mask))
		mixed += int64(bits.OnesCount64((pi[w]&mj[w] | mi[w]&pj[w]) & mask))
		mask = ^uint64(0)
	}
	return pp, mixed, mm
}

// Census counts all triads, triangles or not, by the number of positive and negative ties among the three: Census[p][m].
type Census [4][4]int64

// Census counts the triads of a graph.
func (g *Graph) Census() (c Census) {
	t := g.Triangles()
	c[3][0], c[2][1], c[1][2], c[0][3] = t[0], t[1], t[2], t[3]
	var pp, pm, mm int64 // pairs of ties that share a node
	for i := range g.N {
		p, m := g.Degree(i)
		pp += int64(p * (p - 1) / 2)
		pm += int64(p * m)
		mm += int64(m * (m - 1) / 2)
	}
	c[2][0] = pp - 3*t[0] - t[1] // a triangle +++ has three such pairs, ++- one
	c[1][1] = pm - 2*t[1] - 2*t[2]
	c[0][2] = mm - t[2] - 3*t[3]
	p, m := g.Edges()
	n := int64(g.N)
	c[1][0] = int64(p)*(n-2) - 2*c[2][0] - c[1][1] - 3*t[0] - 2*t[1] - t[2]
	c[0][1] = int64(m)*(n-2) - 2*c[0][2] - c[1][1] - 3*t[3] - 2*t[2] - t[1]
	all := n * (n - 1) * (n - 2) / 6
	for _, row := range c {
		for _, x := range row {
			all -= x
		}
	}
	c[0][0] += all
	return c
}
