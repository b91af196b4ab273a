package balance

// This file looks for the fewest ties that keep a graph from being balanced: over all ways to part the nodes into two camps, the least
// number of negative ties within a camp and positive ones across (the frustration index; Harary 1959; Aref and Wilson 2019,
// J. Complex Networks 7:163). No tie of a bridge is ever frustrated, so that each part of the graph that no single node holds together
// is looked at by itself: small ones wholly, of others bounds are found.

import (
	"context"
	"math/bits"
	"math/rand/v2"
	"slices"
)

// Frustration are bounds of the frustration index; they are equal where it is known.
type Frustration struct {
	Low, High int
}

// Exact says whether the index is known.
func (f Frustration) Exact() bool { return f.Low == f.High }

// Line is 1 - F/(m/2) for the upper bound of F, m the number of ties: 1 where the graph is balanced; undefined without a tie.
func (f Frustration) Line(ties int) float64 {
	if ties == 0 {
		return Triangles{}.Balanced()
	}
	return 1 - 2*float64(f.High)/float64(ties)
}

// mostWhole is the largest block of which all partitions are tried.
const mostWhole = 24

// Frustration finds the index or its bounds. restarts is how often the search of large blocks begins anew (0: 200).
func (g *Graph) Frustration(ctx context.Context, restarts int, seed uint64) (Frustration, error) {
	if restarts <= 0 {
		restarts = 200
	}
	out := Frustration{}
	for _, nodes := range g.blocks() {
		b := g.block(nodes)
		low, high, err := b.bounds(ctx, restarts, seed)
		if err != nil {
			return out, err
		}
		out.Low, out.High = out.Low+low, out.High+high
	}
	return out, nil
}

// block is a part of a graph that hangs together without any one of its nodes: its own small graph, with lists of ties.
type block struct {
	g     *Graph
	ties  [][]int32 // of each node: the others
	signs [][]int8
	edges int
}

func (g *Graph) block(nodes []int) *block {
	b := &block{g: NewGraph(len(nodes)), ties: make([][]int32, len(nodes)), signs: make([][]int8, len(nodes))}
	for a, i := range nodes {
		for c, j := range nodes {
			if s := g.Sign(i, j); s != 0 {
				b.g.Set(a, c, s)
				b.ties[a], b.signs[a] = append(b.ties[a], int32(c)), append(b.signs[a], int8(s))
			}
		}
		b.edges += len(b.ties[a])
	}
	b.edges /= 2
	return b
}

// bounds gives the frustration of a block, or what it lies between.
func (b *block) bounds(ctx context.Context, restarts int, seed uint64) (low, high int, err error) {
	if _, negative := b.g.Edges(); negative == 0 || b.balanced() {
		return 0, 0, ctx.Err()
	}
	if b.g.N <= mostWhole {
		n := b.whole()
		return n, n, ctx.Err()
	}
	low = b.cycles()
	high, err = b.climb(ctx, restarts, seed, low)
	return low, high, err
}

// balanced says whether two camps explain every sign: camps are given along ties, and each tie is looked at.
func (b *block) balanced() bool {
	camp := make([]int8, b.g.N)
	stack := []int32{0}
	camp[0] = 1
	for len(stack) > 0 {
		i := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for k, j := range b.ties[i] {
			want := camp[i] * b.signs[i][k]
			switch camp[j] {
			case 0:
				camp[j] = want
				stack = append(stack, j)
			case -want:
				return false
			}
		}
	}
	return true
}

// whole tries every partition, from one to the next a single node changing sides (Gray's code); the last node stays.
func (b *block) whole() int {
	n := b.g.N
	var plus, less [mostWhole]uint32
	for i := range n {
		p, m := b.g.row(i)
		plus[i], less[i] = uint32(p[0]), uint32(m[0])
	}
	_, now := b.g.Edges() // all in one camp
	best, camp := now, uint32(0)
	for step := uint32(1); step < 1<<(n-1); step++ {
		i := bits.TrailingZeros32(step)
		side := camp // those on the other side than i, before it moves
		if camp>>i&1 == 1 {
			side = ^camp
		}
		mine := ^side
		// positive ties to its own side become frustrated, those to the other no more; negative ones the other way round
		now += bits.OnesCount32(plus[i]&mine) - bits.OnesCount32(plus[i]&side)
		now += bits.OnesCount32(less[i]&side) - bits.OnesCount32(less[i]&mine)
		camp ^= 1 << i
		best = min(best, now)
	}
	return best
}

// climb looks for a good partition: from random ones, nodes change sides while that frustrates fewer ties. It ends early where the
// lower bound is reached.
func (b *block) climb(ctx context.Context, restarts int, seed uint64, low int) (int, error) {
	r := rand.New(rand.NewPCG(seed, 0x6672757374))
	best := b.edges
	camp, gain := make([]int8, b.g.N), make([]int, b.g.N)
	for run := 0; run < restarts && best > low; run++ {
		if err := ctx.Err(); err != nil {
			return best, err
		}
		for i := range camp {
			camp[i] = 1
			if run > 0 && r.IntN(2) == 0 {
				camp[i] = -1
			}
		}
		best = min(best, b.descend(camp, gain, r))
	}
	return best, nil
}

// descend moves nodes until none gains, in random order, and gives the number of frustrated ties.
func (b *block) descend(camp []int8, gain []int, r *rand.Rand) int {
	bad := 0
	for i := range camp {
		gain[i] = 0 // frustrated less satisfied ties
		for k, j := range b.ties[i] {
			if b.signs[i][k] == camp[i]*camp[j] {
				gain[i]--
			} else {
				gain[i]++
				bad++
			}
		}
	}
	bad /= 2
	for moved := true; moved; {
		moved = false
		for _, i := range r.Perm(len(camp)) {
			if gain[i] > 0 || gain[i] == 0 && r.IntN(4) == 0 && len(b.ties[i]) > 0 {
				moved = moved || gain[i] > 0
				bad -= gain[i]
				b.flip(i, camp, gain)
			}
		}
	}
	return bad
}

// flip moves a node to the other camp.
func (b *block) flip(i int, camp []int8, gain []int) {
	camp[i] = -camp[i]
	gain[i] = -gain[i]
	for k, j := range b.ties[i] {
		if b.signs[i][k] == camp[i]*camp[j] {
			gain[j] -= 2
		} else {
			gain[j] += 2
		}
	}
}

// cycles counts negative cycles that share no tie, the shortest first: each has a frustrated tie of its own, whatever the camps.
func (b *block) cycles() int {
	free := make([][]bool, b.g.N)
	for i := range free {
		free[i] = slices.Repeat([]bool{true}, len(b.ties[i]))
	}
	n, from := 0, make([]int32, 2*b.g.N)
	for length := 3; length <= b.g.N; length++ {
		more := false // negative cycles may be left
		for start := range int32(b.g.N) {
			cycle, open := b.around(start, free, from, length)
			for ; cycle != nil; cycle, open = b.around(start, free, from, length) {
				n++
				for k := range cycle {
					b.take(free, cycle[k], cycle[(k+1)%len(cycle)])
				}
			}
			more = more || open
		}
		if !more {
			break
		}
	}
	return n
}

// take marks a tie as used, seen from both ends.
func (b *block) take(free [][]bool, i, j int32) {
	for _, at := range [2][2]int32{{i, j}, {j, i}} {
		k, _ := slices.BinarySearch(b.ties[at[0]], at[1])
		free[at[0]][k] = false
	}
}

// around finds a shortest negative cycle through a node over free ties, of no more than so many: a shortest way from the node to itself
// with an odd number of negative ties, in the graph of nodes and parities. open says that the search stopped at the length.
func (b *block) around(start int32, free [][]bool, from []int32, longest int) (cycle []int32, open bool) {
	for i := range from {
		from[i] = -1
	}
	n := int32(b.g.N)
	from[start] = start
	queue := []int32{start}
	for depth := 0; len(queue) > 0; depth++ {
		if depth == longest {
			return nil, true
		}
		var next []int32
		for _, at := range queue {
			i := at % n
			for k, j := range b.ties[i] {
				to := j + at/n*n
				if b.signs[i][k] < 0 {
					to = (to + n) % (2 * n)
				}
				if !free[i][k] || from[to] >= 0 {
					continue
				}
				if from[to] = at; to == start+n {
					return wayBack(to, start, n, from), false
				}
				next = append(next, to)
			}
		}
		queue = next
	}
	return nil, false
}

// wayBack reads the nodes of a way; one that passes a node twice holds a shorter negative cycle, found from another start, and is left.
func wayBack(to, start, n int32, from []int32) []int32 {
	var cycle []int32
	for at := to; at != start; at = from[at] {
		if slices.Contains(cycle, at%n) {
			return nil
		}
		cycle = append(cycle, at%n)
	}
	return cycle
}
