package balance

// This file holds the balance of a graph against chance: the same ties with their signs dealt anew.

import (
	"context"
	"math"
	"math/bits"
	"math/rand/v2"

	"comity"
)

// Chance is the balanced share of triangles when signs are dealt at random over the ties, which stay, as many negative as there are.
type Chance struct {
	Deals    int
	Mean, SD float64
	Z        float64 // how many SD the graph's own share lies above the mean; undefined where it cannot vary
	Above    float64 // share of deals with at least the graph's own share, itself among them
}

// edge is a tie of two nodes.
type edge struct {
	i, j     int32
	negative bool
}

// edges lists the ties, the lower node first, in order.
func (g *Graph) edges() []edge {
	var out []edge
	for i := range g.N {
		for j := i + 1; j < g.N; j++ {
			if s := g.Sign(i, j); s != 0 {
				out = append(out, edge{int32(i), int32(j), s < 0})
			}
		}
	}
	return out
}

// triples lists the triangles as three ties each.
func (g *Graph) triples(edges []edge) [][3]int32 {
	at := make([]int32, g.N*g.N)
	for k, e := range edges {
		at[int(e.i)*g.N+int(e.j)] = int32(k)
	}
	var out [][3]int32
	for k, e := range edges {
		pi, mi := g.row(int(e.i))
		pj, mj := g.row(int(e.j))
		for w := int(e.j) / 64; w < g.words; w++ {
			both := (pi[w] | mi[w]) & (pj[w] | mj[w])
			for ; both != 0; both &= both - 1 {
				if l := w*64 + bits.TrailingZeros64(both); l > int(e.j) {
					out = append(out, [3]int32{int32(k), at[int(e.i)*g.N+l], at[int(e.j)*g.N+l]})
				}
			}
		}
	}
	return out
}

// Shuffle deals the signs anew so many times. 64 deals are counted at once, a bit each: the product of three signs is an exclusive or.
func (g *Graph) Shuffle(ctx context.Context, deals int, seed uint64) (Chance, error) {
	nan := comity.NaN(comity.Undefined)
	out := Chance{Deals: deals, Mean: nan, SD: nan, Z: nan, Above: nan}
	edges := g.edges()
	triples := g.triples(edges)
	if len(triples) == 0 || deals <= 0 {
		return out, ctx.Err()
	}
	own := g.Triangles().Balanced()
	_, negative := g.Edges()
	r := rand.New(rand.NewPCG(seed, 0x62616c616e6365))
	order, signs := make([]int, len(edges)), make([]uint64, len(edges))
	for k := range order {
		order[k] = k
	}
	var sum, squares, above float64
	for left := deals; left > 0; left -= 64 {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		deal(r, order, signs, negative)
		counts := unbalanced(triples, signs)
		for _, odd := range counts[:min(left, 64)] {
			x := 1 - float64(odd)/float64(len(triples))
			sum, squares = sum+(x-own), squares+(x-own)*(x-own)
			if x >= own-1e-12 {
				above++
			}
		}
	}
	n := float64(deals)
	mean := sum / n
	out.Mean, out.Above = own+mean, (above+1)/(n+1)
	if deals > 1 {
		out.SD = math.Sqrt(math.Max(0, (squares-n*mean*mean)/(n-1)))
	}
	if out.SD > 1e-9 {
		out.Z = (own - out.Mean) / out.SD
	}
	return out, nil
}

// deal gives each of 64 bits of the signs as many negative ties at random places: the first of a shuffle of the ties.
func deal(r *rand.Rand, order []int, signs []uint64, negative int) {
	clear(signs)
	for bit := range 64 {
		for k := range negative {
			at := k + r.IntN(len(order)-k)
			order[k], order[at] = order[at], order[k]
			signs[order[k]] |= 1 << bit
		}
	}
}

// unbalanced counts, of each of 64 deals, the triangles with an odd number of negative ties: a counter of 32 planes, the lowest bit of
// all deals in the first.
func unbalanced(triples [][3]int32, signs []uint64) [64]int {
	var planes [32]uint64
	for _, t := range triples {
		carry := signs[t[0]] ^ signs[t[1]] ^ signs[t[2]]
		for p := 0; carry != 0; p++ {
			planes[p], carry = planes[p]^carry, planes[p]&carry
		}
	}
	var out [64]int
	for p, plane := range planes {
		for bit := range out {
			out[bit] += int(plane>>bit&1) << p
		}
	}
	return out
}
