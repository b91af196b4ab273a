// Package similarity measures how alike two states act on the same items. Votes come as two bits a state and roll call, in two
// planes of words (low set for yes and no, high set for abstain and no, none where the state did not vote), so that everything
// is counted by a few popcounts per 64 roll calls. The package knows no state and no source: planes in, numbers out.
package similarity

import (
	"math"
	"math/bits"
	"runtime"
	"sync"
)

// Bits are the votes of one state. The planes of all states have one length.
type Bits struct{ Low, High []uint64 }

// Window is a run of roll calls, by index: [From, To), and the roll calls of it that count (nil: all).
type Window struct {
	From, To int
	Mask     []uint64
}

// Counts is what two states did together over a window.
type Counts struct {
	Both     int32 // roll calls in which both voted yes, abstain or no
	Same     int32 // the same vote
	Opposite int32 // one yes, one no
	SameYN   int32 // both yes or both no
}

// Count counts a pair over a window.
func Count(a, b Bits, w Window) Counts {
	var c Counts
	for i := w.From / 64; i*64 < w.To; i++ {
		c.add(a.Low[i], a.High[i], b.Low[i], b.High[i], w.word(i))
	}
	return c
}

// word masks the roll calls of word i that count.
func (w Window) word(i int) uint64 {
	m := ^uint64(0)
	if w.Mask != nil {
		m = w.Mask[i]
	}
	if low := w.From - i*64; low > 0 {
		m = m >> low << low
	}
	if high := w.To - i*64; high < 64 {
		m &= 1<<high - 1
	}
	return m
}

func (c *Counts) add(al, ah, bl, bh, mask uint64) {
	both := (al | ah) & (bl | bh) & mask
	same := both &^ ((al ^ bl) | (ah ^ bh))
	c.Both += int32(bits.OnesCount64(both))
	c.Same += int32(bits.OnesCount64(same))
	c.Opposite += int32(bits.OnesCount64(al & bl & (ah ^ bh) & mask))
	c.SameYN += int32(bits.OnesCount64(same & al))
}

// Half is the agreement of Bailey, Strezhnev and Voeten (2017): the mean of 1-|x-y|/2 with yes 1, abstain 2, no 3, which is
// Lijphart's (1963) index over 100. NaN where the two share no roll call.
func (c Counts) Half() float64 {
	return ratio(float64(c.Both+c.Same-c.Opposite)/2, c.Both)
}

// YesNo is the share of the same votes among roll calls in which both said yes or no. NaN where there is none.
func (c Counts) YesNo() float64 { return ratio(float64(c.SameYN), c.SameYN+c.Opposite) }

// Identical is the share of roll calls with exactly the same vote, abstention included. NaN where the two share none.
func (c Counts) Identical() float64 { return ratio(float64(c.Same), c.Both) }

func ratio(x float64, n int32) float64 {
	if n == 0 {
		return math.NaN()
	}
	return x / float64(n)
}

// AllPairs counts every unordered pair over every window, in parallel over states. Result: by window, then by pair in the order
// (0,1), (0,2) … (1,2) …. Windows are best aligned to words, but need not be.
func AllPairs(votes []Bits, windows []Window) [][]Counts {
	n := len(votes)
	out := make([][]Counts, len(windows))
	for w := range out {
		out[w] = make([]Counts, n*(n-1)/2)
	}
	var group sync.WaitGroup
	next := make(chan int, n)
	for i := range n {
		next <- i
	}
	close(next)
	for range min(runtime.GOMAXPROCS(0), n) {
		group.Go(func() {
			for i := range next {
				row := i*n - i*(i+1)/2 - i - 1
				for j := i + 1; j < n; j++ {
					for w, window := range windows {
						out[w][row+j] = Count(votes[i], votes[j], window)
					}
				}
			}
		})
	}
	group.Wait()
	return out
}

// PairIndex is the place of the pair (i, j), i < j, among the pairs of n states.
func PairIndex(i, j, n int) int { return i*n - i*(i+1)/2 + j - i - 1 }

// Divided marks the roll calls of the window on which not all who voted cast the same vote.
func Divided(votes []Bits) []uint64 {
	if len(votes) == 0 {
		return nil
	}
	out := make([]uint64, len(votes[0].Low))
	for i := range out {
		var yes, abstain, no uint64
		for _, v := range votes {
			yes |= v.Low[i] &^ v.High[i]
			abstain |= v.High[i] &^ v.Low[i]
			no |= v.Low[i] & v.High[i]
		}
		out[i] = yes&abstain | yes&no | abstain&no
	}
	return out
}
