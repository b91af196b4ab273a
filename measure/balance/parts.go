package balance

// This file parts a graph into blocks: sets of nodes that hang together even without any one of them (Hopcroft and Tarjan 1973).

import (
	"math/bits"
	"slices"
)

// blocks gives the blocks of three nodes or more; a bridge is none, for it lies on no cycle.
func (g *Graph) blocks() [][]int {
	s := &splitter{g: g, seen: make([]int, g.N), low: make([]int, g.N)}
	for i := range g.N {
		if s.seen[i] == 0 {
			s.walk(i)
		}
	}
	return s.found
}

// splitter walks a graph in depth.
type splitter struct {
	g         *Graph
	seen, low []int // when a node was first seen, from 1; the earliest reached from below it
	clock     int
	stack     []int
	found     [][]int
}

// step is a node on the way with the ties it still has to look at.
type step struct {
	node, parent int
	word         int
	rest         uint64
}

// next gives the next neighbour of a step, or -1.
func (s *splitter) next(at *step) int {
	plus, less := s.g.row(at.node)
	for at.rest == 0 {
		if at.word++; at.word >= s.g.words {
			return -1
		}
		at.rest = plus[at.word] | less[at.word]
	}
	j := at.word*64 + bits.TrailingZeros64(at.rest)
	at.rest &= at.rest - 1
	return j
}

func (s *splitter) enter(node, parent int) step {
	s.clock++
	s.seen[node], s.low[node] = s.clock, s.clock
	s.stack = append(s.stack, node)
	return step{node: node, parent: parent, word: -1}
}

// walk goes through all that hangs together with a node.
func (s *splitter) walk(root int) {
	way := []step{s.enter(root, -1)}
	for len(way) > 0 {
		at := &way[len(way)-1]
		j := s.next(at)
		switch {
		case j < 0:
			way = way[:len(way)-1]
			if len(way) > 0 {
				s.leave(at.node, way[len(way)-1].node)
			}
		case s.seen[j] == 0:
			way = append(way, s.enter(j, at.node))
		case j != at.parent:
			s.low[at.node] = min(s.low[at.node], s.seen[j])
		}
	}
	s.stack = s.stack[:0]
}

// leave goes back from a node to its parent; where nothing below reaches above the parent, a block ends.
func (s *splitter) leave(node, parent int) {
	s.low[parent] = min(s.low[parent], s.low[node])
	if s.low[node] < s.seen[parent] {
		return
	}
	at := slices.Index(s.stack, node)
	nodes := append(slices.Clone(s.stack[at:]), parent)
	s.stack = s.stack[:at]
	if len(nodes) > 2 {
		slices.Sort(nodes)
		s.found = append(s.found, nodes)
	}
}
