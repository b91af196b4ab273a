package thirdparty

// This file asks whether closeness of two moves with their closeness to a third. Levels of two series that drift always go together;
// what is asked is whether their yearly changes do, over and above what moved all pairs in the year.

import (
	"math"
	"slices"

	"comity/numeric"
)

// Series is closeness by year: of the two, of each with the third, and the mean of all pairs. Years without one of the first three are
// left out by the caller; years ascend.
type Series struct {
	Years                       []int
	Pair, First, Second, Common []float64
}

// Temporal is what the series say. Arrays of two are of the first and of the second state with the third.
type Temporal struct {
	Years, N                int            // years, changes from one year to the next
	From, To                int            // the years of the first and last change; 0 where there is none
	Level                   [2]float64     // correlation of levels
	Change                  [2]float64     // correlation of changes
	ChangeBand              [2][2]float64  // its 95 percent interval, from years drawn in blocks
	PartialBand             [2][2]float64  // its 95 percent interval, by Fisher's z
	Partial                 [2]float64     // correlation of changes with the other's and the common change taken out
	Effect                  [2]Coefficient // change of the pair on a change with the third, the other's and the common change beside
	Before                  [2]Coefficient // on the change with the third a year before, the pair's own a year before beside
	After                   [2]Coefficient // on the change with the third a year after: what comes later cannot be the ground
	Lags, Block             int
	Critical                float64 // least correlation that differs from none
	Detectable              float64 // least that is seen with power .8
	Power                   float64 // of a correlation as large as the margin
	Margin                  float64
	Finding, PartialFinding [2]Finding
}

// changes are differences from one year to the next, with the year they end in.
type changes struct {
	years []int
	of    [4][]float64 // pair, first, second, common
}

func (s *Series) changes() changes {
	var c changes
	for i := 1; i < len(s.Years); i++ {
		if s.Years[i] != s.Years[i-1]+1 {
			continue
		}
		c.years = append(c.years, s.Years[i])
		for k, xs := range [][]float64{s.Pair, s.First, s.Second, s.Common} {
			c.of[k] = append(c.of[k], xs[i]-xs[i-1])
		}
	}
	return c
}

// Margin is the least correlation of changes that is taken to matter: Cohen's "medium".
const Margin = 0.3

// bootstrapDraws is how often years are drawn anew.
const bootstrapDraws = 2000

// Temporally compares series. Draws of years come from the seed.
func Temporally(s Series, seed uint64) Temporal {
	c := s.changes()
	n := len(c.years)
	t := Temporal{Years: len(s.Years), N: n, Lags: usualLags(n), Block: max(1, int(math.Ceil(math.Cbrt(float64(n))))),
		Critical: Critical(n), Detectable: Detectable(n), Power: Power(Margin, n), Margin: Margin}
	if n > 0 {
		t.From, t.To = c.years[0], c.years[n-1]
	}
	pair, common := c.of[0], c.of[3]
	effects := regress(pair, c.years, t.Lags, c.of[1], c.of[2], common)
	for k, third := range [2][]float64{c.of[1], c.of[2]} {
		other := c.of[2-k]
		level := [2][]float64{s.First, s.Second}[k]
		t.Level[k], t.Change[k] = correlation(s.Pair, level), correlation(pair, third)
		t.ChangeBand[k] = blockBand(pair, third, t.Block, seed)
		t.Partial[k] = partial(pair, third, other, common)
		t.PartialBand[k] = fisher(t.Partial[k], n-2)
		t.Effect[k] = effects[k]
		t.Before[k] = c.shifted(k+1, -1, t.Lags)
		t.After[k] = c.shifted(k+1, +1, t.Lags)
		t.PartialFinding[k] = Read(t.PartialBand[k][0], t.PartialBand[k][1], Margin)
		t.Finding[k] = Read(t.ChangeBand[k][0], t.ChangeBand[k][1], Margin)
	}
	return t
}

// shifted regresses the pair's changes on a series' change some years away and the pair's own change a year before.
func (c *changes) shifted(series, by, lags int) Coefficient {
	at := map[int]int{}
	for i, y := range c.years {
		at[y] = i
	}
	var years []int
	var y, x, own []float64
	for i, year := range c.years {
		j, ok := at[year+by]
		before, known := at[year-1]
		if !ok || !known {
			continue
		}
		years, y, x, own = append(years, year), append(y, c.of[0][i]), append(x, c.of[series][j]), append(own, c.of[0][before])
	}
	return regress(y, years, lags, x, own)[0]
}

// fisher is the 95 percent interval of a correlation of n pairs of numbers.
func fisher(r float64, n int) [2]float64 {
	if n < 4 || r != r {
		return [2]float64{math.NaN(), math.NaN()}
	}
	z, reach := math.Atanh(r), numeric.Quantile(0.975)/math.Sqrt(float64(n-3))
	return [2]float64{math.Tanh(z - reach), math.Tanh(z + reach)}
}

// blockBand is the 95 percent interval of a correlation when blocks of neighbouring rows are drawn anew (Künsch 1989).
func blockBand(x, y []float64, block int, seed uint64) [2]float64 {
	n := len(x)
	if n < 8 {
		return [2]float64{math.NaN(), math.NaN()}
	}
	random := numeric.NewStream(seed, 0x7412)
	u, v := make([]float64, n), make([]float64, n)
	var draws []float64
	for range bootstrapDraws {
		drawBlocks(random, n, block, func(to, from int) { u[to], v[to] = x[from], y[from] })
		if r := correlation(u, v); r == r {
			draws = append(draws, r)
		}
	}
	slices.Sort(draws)
	return [2]float64{quantile(draws, 0.025), quantile(draws, 0.975)}
}

// drawBlocks fills n places from blocks of neighbours.
func drawBlocks(random *numeric.Stream, n, block int, put func(to, from int)) {
	block = min(block, n)
	for to := 0; to < n; to += block {
		from := random.IntN(n - block + 1)
		for k := range min(block, n-to) {
			put(to+k, from+k)
		}
	}
}
