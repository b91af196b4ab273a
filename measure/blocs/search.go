package blocs

// This file searches for the partition of most modularity: nodes move to the community of most gain, communities are refined into
// well-knit parts, the parts become the nodes of a smaller network, and so on (Blondel and others 2008; the refinement: Traag,
// Waltman and van Eck 2019). Which partition is found depends on the order in which nodes are tried: many orders are, and how far
// they agree is told.

import (
	"context"
	"math/rand/v2"
	"slices"

	"comity"
)

// least is the smallest gain that counts as one, so that rounding never moves a node back and forth.
const least = 1e-12

// Options say how the search is made.
type Options struct {
	Runs       int     // orders that are tried; 0 is 50
	Seed       uint64  // of the orders
	Resolution float64 // of modularity; 0 is 1
}

// Found is what a search found.
type Found struct {
	Part      []int   // community of each node: 0, 1 … the larger first; -1: a node without ties
	Sizes     []int   // of each community
	Q         float64 // the modularity of Part, the most that was found
	Stability float64 // mean normalised mutual information of every two runs: 1 where all found the same
	Best      float64 // share of runs that reached Q
	Runs      int
}

// Blocs counts the communities of two nodes or more.
func (f Found) Blocs() int {
	n := 0
	for _, s := range f.Sizes {
		if s > 1 {
			n++
		}
	}
	return n
}

// Search looks for the partition of most modularity. Without a tie nothing is defined, and no node has a community.
func Search(ctx context.Context, w Network, o Options) (Found, error) {
	if o.Runs <= 0 {
		o.Runs = 50
	}
	if o.Resolution == 0 {
		o.Resolution = 1
	}
	out := Found{Part: slices.Repeat([]int{-1}, w.N), Q: comity.NaN(comity.Undefined), Stability: comity.NaN(comity.Undefined), Best: comity.NaN(comity.Undefined), Runs: o.Runs}
	nodes := w.tied()
	g, ok := newGains(w, nodes, o.Resolution)
	if !ok {
		return out, ctx.Err()
	}
	runs, qs := make([][]int, o.Runs), make([]float64, o.Runs)
	for r := range runs {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		runs[r] = g.search(rand.New(rand.NewPCG(o.Seed, uint64(r))))
		qs[r] = g.of(runs[r])
	}
	best := choose(runs, qs)
	out.Q, out.Sizes = qs[best], sizes(runs[best])
	reached := 0
	for _, q := range qs {
		if q > out.Q-1e-9 {
			reached++
		}
	}
	out.Best, out.Stability = float64(reached)/float64(o.Runs), stability(ctx, runs)
	if err := ctx.Err(); err != nil {
		return out, err
	}
	for a, i := range nodes {
		out.Part[i] = runs[best][a]
	}
	return out, nil
}

// choose gives the run of most modularity, of equals the one whose communities come first in order.
func choose(runs [][]int, qs []float64) int {
	best := 0
	for r := range runs {
		if qs[r] > qs[best]+1e-9 || qs[r] > qs[best]-1e-9 && slices.Compare(runs[r], runs[best]) < 0 {
			best = r
		}
	}
	return best
}

// search finds one partition, numbered by size.
func (g gains) search(r *rand.Rand) []int {
	part := make([]int, g.n)
	for i := range part {
		part[i] = i
	}
	q := g.of(part)
	for {
		next := g.climb(slices.Clone(part), r)
		if now := g.of(next); now > q+least {
			part, q = next, now
			continue
		}
		return bySize(part)
	}
}

// climb moves nodes, refines and goes on with the parts as nodes until none moves.
func (g gains) climb(part []int, r *rand.Rand) []int {
	level, at := g, make([]int, g.n) // the network of this level, and where each node is in it
	for i := range at {
		at[i] = i
	}
	own := slices.Clone(part)
	for {
		level.move(own, r)
		fine := level.refine(own, r)
		parts := renumber(fine)
		for i := range at {
			part[i] = own[at[i]]
		}
		if parts == level.n {
			return part
		}
		above := make([]int, parts)
		for i, f := range fine {
			above[f] = own[i]
		}
		for i := range at {
			at[i] = fine[at[i]]
		}
		level, own = level.merge(fine, parts), above
	}
}

// move puts each node, in random order, into the community of most gain, until none gains.
func (g gains) move(part []int, r *rand.Rand) {
	m := newMover(g, part)
	order := r.Perm(g.n)
	for still := 0; still < g.n; { // nodes looked at since the last that moved
		for _, i := range order {
			still++
			if to := m.better(i); to != part[i] {
				m.move(i, to)
				still = 0
			}
			if still >= g.n {
				return
			}
		}
	}
}

// mover keeps, of each community and node, what the node would add to it, so that a look costs as many steps as there are communities
// and a move two rows.
type mover struct {
	g    gains
	part []int
	sum  []float64 // by community, a row of nodes: the sum of gains with its members, the node itself left out
	size []int
	live []int // the communities with members
}

func newMover(g gains, part []int) *mover {
	renumber(part)
	m := &mover{g: g, part: part, sum: make([]float64, g.n*g.n), size: make([]int, g.n)}
	for i, c := range part {
		add(m.row(c), g.row(i), 1)
		if m.size[c]++; m.size[c] == 1 {
			m.live = append(m.live, c)
		}
	}
	for i, c := range part {
		m.row(c)[i] -= g.row(i)[i]
	}
	return m
}

func (m *mover) row(c int) []float64 { return m.sum[c*m.g.n : (c+1)*m.g.n] }

func (g gains) row(i int) []float64 { return g.b[i*g.n : (i+1)*g.n] }

// add adds one row to another, or takes it away.
func add(to, from []float64, sign float64) {
	to = to[:len(from)]
	for k, x := range from {
		to[k] += sign * x
	}
}

// better gives the community in which a node adds most, its own where no other adds more; an empty one where all take away.
func (m *mover) better(i int) int {
	n, best := m.g.n, m.part[i]
	top := m.sum[best*n+i]
	for _, c := range m.live {
		if x := m.sum[c*n+i]; x > top+least {
			best, top = c, x
		}
	}
	if top < -least && len(m.live) < n {
		return slices.Index(m.size, 0)
	}
	return best
}

// move puts a node into another community.
func (m *mover) move(i, to int) {
	from := m.part[i]
	out, in := m.row(from), m.row(to)
	keepOut, keepIn := out[i], in[i]
	add(out, m.g.row(i), -1)
	add(in, m.g.row(i), 1)
	out[i], in[i], m.part[i] = keepOut, keepIn, to
	if m.size[from]--; m.size[from] == 0 {
		clear(out) // of rounding
		m.live = slices.Delete(m.live, slices.Index(m.live, from), slices.Index(m.live, from)+1)
	}
	if m.size[to]++; m.size[to] == 1 {
		m.live = append(m.live, to)
	}
}

// refine parts each community anew: from single nodes, those that are well knit into their community join, in random order, the part
// of most gain.
func (g gains) refine(part []int, r *rand.Rand) []int {
	fine, alone := make([]int, g.n), make([]bool, g.n)
	for i := range fine {
		fine[i], alone[i] = i, true
	}
	members := membersOf(part)
	sum := make([]float64, g.n)
	for _, i := range r.Perm(g.n) {
		if !alone[i] {
			continue
		}
		list, row, knit := members[part[i]], g.row(i), 0.0
		for _, j := range list {
			sum[fine[j]] = 0
		}
		for _, j := range list {
			if j != i {
				sum[fine[j]] += row[j]
				knit += row[j]
			}
		}
		best := fine[i]
		for _, j := range list {
			if sum[fine[j]] > sum[best]+least {
				best = fine[j]
			}
		}
		if knit >= 0 && best != fine[i] {
			fine[i], alone[i], alone[best] = best, false, false
		}
	}
	return fine
}

// merge makes the network whose nodes are the parts.
func (g gains) merge(fine []int, parts int) gains {
	out := gains{parts, make([]float64, parts*parts)}
	for i := range g.n {
		to := out.b[fine[i]*parts : (fine[i]+1)*parts]
		for j, x := range g.b[i*g.n : (i+1)*g.n] {
			to[fine[j]] += x
		}
	}
	return out
}

// renumber numbers communities 0, 1 … by their first node, and counts them.
func renumber(part []int) int {
	number := map[int]int{}
	for i, c := range part {
		n, ok := number[c]
		if !ok {
			n = len(number)
			number[c] = n
		}
		part[i] = n
	}
	return len(number)
}

// sizes counts the nodes of each community.
func sizes(part []int) []int {
	out := make([]int, slices.Max(part)+1)
	for _, c := range part {
		out[c]++
	}
	return out
}

// bySize numbers communities from the largest, of equals from the one of the first node.
func bySize(part []int) []int {
	renumber(part)
	n := sizes(part)
	order := make([]int, len(n))
	for c := range order {
		order[c] = c
	}
	slices.SortStableFunc(order, func(a, b int) int { return n[b] - n[a] })
	place := make([]int, len(n))
	for at, c := range order {
		place[c] = at
	}
	for i, c := range part {
		part[i] = place[c]
	}
	return part
}
