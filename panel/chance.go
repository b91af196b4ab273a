package panel

// Chance: the numbers by which rows are drawn. The generator is written out here, and not taken from a library, so that the same
// seed draws the same rows with every version of every library.

import "math/bits"

// chance is SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators", OOPSLA, figure 17).
type chance struct{ state uint64 }

// newChance gives the numbers of a seed; streams of one seed have nothing to do with one another.
func newChance(seed uint64, stream int) *chance {
	c := chance{seed}
	return &chance{(&chance{c.next() + uint64(stream)}).next()}
}

func (c *chance) next() uint64 {
	c.state += 0x9E3779B97F4A7C15
	z := c.state
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// below gives a number from 0 to n-1, each as likely (Lemire 2019, "Fast random integer generation in an interval").
func (c *chance) below(n uint64) uint64 {
	high, low := bits.Mul64(c.next(), n)
	for low < n && low < -n%n {
		high, low = bits.Mul64(c.next(), n)
	}
	return high
}

// choose draws k of n without replacement, each set of k as likely, in rising order: one after another is taken with the
// probability of what is still wanted over what is left (Fan, Muller and Rezucha 1962).
func (c *chance) choose(n, k int) []int32 {
	out := make([]int32, 0, k)
	for i := 0; i < n && len(out) < k; i++ {
		if c.below(uint64(n-i)) < uint64(k-len(out)) {
			out = append(out, int32(i))
		}
	}
	return out
}
