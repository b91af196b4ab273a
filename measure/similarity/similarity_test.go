package similarity

import (
	"math"
	"math/rand/v2"
	"testing"
)

// ballots makes planes of votes 0 (out), 1 yes, 2 abstain, 3 no.
func ballots(votes []int) Bits {
	words := (len(votes) + 63) / 64
	b := Bits{make([]uint64, words), make([]uint64, words)}
	for i, v := range votes {
		b.Low[i/64] |= uint64(v&1) << (i % 64)
		b.High[i/64] |= uint64(v>>1) << (i % 64)
	}
	return b
}

func random(r *rand.Rand, n int) []int {
	votes := make([]int, n)
	for i := range votes {
		votes[i] = r.IntN(4)
	}
	return votes
}

// plain counts one roll call at a time: the slow judge of the fast kernel.
func plain(x, y []int, w Window) (c Counts, t Cross) {
	category := map[int]int{1: 0, 2: 1, 3: 2}
	for i := w.From; i < w.To; i++ {
		if x[i] == 0 || y[i] == 0 {
			continue
		}
		t[category[x[i]]][category[y[i]]]++
		c.Both++
		switch {
		case x[i] == y[i]:
			c.Same++
			if x[i] != 2 {
				c.SameYN++
			}
		case x[i] != 2 && y[i] != 2:
			c.Opposite++
		}
	}
	return c, t
}

func TestCountsEqualThePlainLoop(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		n := 1 + r.IntN(300)
		x, y := random(r, n), random(r, n)
		from := r.IntN(n)
		w := Window{From: from, To: from + r.IntN(n-from+1)}
		counts, cross := plain(x, y, w)
		if got := Count(ballots(x), ballots(y), w); got != counts {
			t.Fatalf("window %v: got %+v, want %+v", w, got, counts)
		}
		if got := CrossOf(ballots(x), ballots(y), w); got != cross {
			t.Fatalf("window %v: got %v, want %v", w, got, cross)
		}
	}
}

func TestAllPairsEqualsCount(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var votes []Bits
	for range 7 {
		votes = append(votes, ballots(random(r, 200)))
	}
	mask := Divided(votes[:3])
	windows := []Window{{From: 0, To: 70, Mask: mask}, {From: 70, To: 200}, {From: 5, To: 5}}
	all := AllPairs(votes, windows)
	for w := range windows {
		for i := range votes {
			for j := i + 1; j < len(votes); j++ {
				if got, want := all[w][PairIndex(i, j, len(votes))], Count(votes[i], votes[j], windows[w]); got != want {
					t.Fatalf("window %d pair %d,%d: got %+v, want %+v", w, i, j, got, want)
				}
			}
		}
	}
}

func TestIdentities(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	x, y := random(r, 500), random(r, 500)
	w := Window{From: 0, To: 500}
	c, cross := Count(ballots(x), ballots(y), w), CrossOf(ballots(x), ballots(y), w)
	if got, want := cross.S(Linear), 2*c.Half()-1; math.Abs(got-want) > 1e-12 {
		t.Errorf("S = %v, want 2·agreement-1 = %v (the same items: methods, Voeten's agreement and S)", got, want)
	}
	if got := Count(ballots(x), ballots(x), w); got.Half() != 1 || got.Opposite != 0 {
		t.Errorf("a state does not agree with itself: %+v", got)
	}
}

func TestUndefinedIsNotANumber(t *testing.T) {
	none := Count(ballots([]int{0, 1}), ballots([]int{1, 0}), Window{From: 0, To: 2})
	for name, x := range map[string]float64{"half": none.Half(), "yes-no": none.YesNo(), "same": none.Identical(),
		"kappa of constants": CrossOf(ballots([]int{1, 1}), ballots([]int{1, 1}), Window{From: 0, To: 2}).Kappa(Quadratic)} {
		if !math.IsNaN(x) {
			t.Errorf("%s without items is %v, want NaN: missing is never zero", name, x)
		}
	}
}

// TestKappaByHand: of 50 items both said yes 20 times and no 15 times, 5 and 10 times they differed: observed agreement .7,
// expected .5·.6+.5·.4 = .5, kappa .4 by Cohen's (1960) formula.
func TestKappaByHand(t *testing.T) {
	cross := Cross{{20, 0, 5}, {}, {10, 0, 15}}
	if got := cross.Kappa(Nominal); math.Abs(got-.4) > 1e-12 {
		t.Errorf("kappa = %v, want .4", got)
	}
	// Pooled margins .55 and .45: expected .505, pi (.7-.505)/(1-.505).
	if got, want := cross.Pi(Nominal), (.7-.505)/(1-.505); math.Abs(got-want) > 1e-12 {
		t.Errorf("pi = %v, want %v", got, want)
	}
}

func BenchmarkAllPairs(b *testing.B) {
	r := rand.New(rand.NewPCG(7, 8))
	var votes []Bits
	for range 193 {
		votes = append(votes, ballots(random(r, 6016)))
	}
	var windows []Window
	for s := range 78 {
		windows = append(windows, Window{From: s * 6016 / 78, To: (s + 1) * 6016 / 78})
	}
	b.ResetTimer()
	for range b.N {
		AllPairs(votes, windows)
	}
}
