package numeric

// This file draws at random. Each piece of work that may run beside others has a stream of its own, named by the seed and by keys
// (which chain, which shard), so that results do not depend on how many threads there are. Normal and other numbers are made here
// from the generator's bits, by named methods, so that a seed gives the same numbers with every version of Go.

import (
	"math"
	"math/bits"
	"math/rand/v2"
)

// Stream is a stream of random numbers. It is for one goroutine at a time.
type Stream struct {
	pcg    rand.PCG // PCG-DXSM of O'Neill, 128 bits of state
	normal *Table
}

// NewStream gives the stream of a seed and keys: other keys, other numbers.
func NewStream(seed uint64, keys ...uint64) *Stream {
	low, high := mixed(seed), mixed(^seed)
	for _, k := range keys {
		low = mixed(low ^ mixed(k))
		high = mixed(high + mixed(^k))
	}
	s := &Stream{normal: Tabulated()}
	s.pcg.Seed(high, low)
	return s
}

// mixed spreads a number over 64 bits (the finaliser of SplitMix64: Steele, Lea and Flood 2014, OOPSLA, figure 17).
func mixed(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// Uint64 gives 64 random bits; with it a Stream is a rand.Source.
func (s *Stream) Uint64() uint64 { return s.pcg.Uint64() }

// Uniform is a number between 0 and 1, never either of them.
func (s *Stream) Uniform() float64 { return (float64(s.pcg.Uint64()>>12) + 0.5) * 0x1p-52 }

// Norm is a standard normal number, by inversion.
func (s *Stream) Norm() float64 { return s.normal.Quantile(s.Uniform()) }

// Exp is an exponential number of mean 1, by inversion.
func (s *Stream) Exp() float64 { return -math.Log(s.Uniform()) }

// Gamma is a gamma number of the given shape (above 0) and scale 1, by Marsaglia and Tsang 2000, ACM TOMS 26:363.
func (s *Stream) Gamma(shape float64) float64 {
	if shape < 1 {
		return s.Gamma(shape+1) * math.Pow(s.Uniform(), 1/shape)
	}
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := s.Norm()
		v := 1 + c*x
		if v <= 0 {
			continue
		}
		v = v * v * v
		if math.Log(s.Uniform()) < x*x/2+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}

// Below is a standard normal number known to be below b.
func (s *Stream) Below(b float64) float64 { return s.normal.Below(s.Uniform(), b) }

// Between is a standard normal number known to lie between a and b.
func (s *Stream) Between(a, b float64) float64 { return s.normal.Between(s.Uniform(), a, b) }

// IntN is a whole number from 0 up to but without n, which must be above 0, by Lemire 2019, ACM TOMACS 29:3.
func (s *Stream) IntN(n int) int {
	high, low := bits.Mul64(s.Uint64(), uint64(n))
	for low < -uint64(n)%uint64(n) {
		high, low = bits.Mul64(s.Uint64(), uint64(n))
	}
	return int(high)
}

// Shuffle puts n things into a random order, by Fisher and Yates.
func (s *Stream) Shuffle(n int, swap func(i, j int)) {
	for i := n - 1; i > 0; i-- {
		swap(i, s.IntN(i+1))
	}
}
