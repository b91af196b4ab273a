package formula

// This file holds the functions across the rows of one time, or across all rows. They add in the order of the rows, in one
// thread, so that the last digit is always the same.

import (
	"cmp"
	"math"
	"slices"

	"comity/format/frame"
)

// overTimes makes a piece by a rule that sees all cells and the times they are of, and writes over them.
func (b *binder) overTimes(n *node, x *vec, out *vec, rule func(p *periods, cells []float64)) *vec {
	var cells []float64
	b.steps = append(b.steps, func() error {
		p, err := b.env.byTime()
		if err != nil {
			return b.fail(n, err.Error())
		}
		cells = x.reals(b.env.Frame.Rows)
		rule(p, cells)
		return nil
	})
	out.fill = func(_ *scratch, lo, hi int, out []float64) { copy(out, cells[lo:hi]) }
	return out
}

// totals gives the sum of each time, missing where a part is; what does not apply (b) is no part.
func (p *periods) totals(cells []float64) []float64 {
	sums, letters := make([]float64, p.count), make([]uint8, p.count)
	for i, v := range cells {
		at := p.of[i]
		if v == v {
			sums[at] += v
		} else if l := frame.Letter(v); l != letterB {
			letters[at] = graver(letters[at], l)
		}
	}
	for at, l := range letters {
		if sums[at] = finite(sums[at]); l != 0 {
			sums[at] = frame.NaN(l)
		}
	}
	return sums
}

func bindTotal(b *binder, n *node, x []*vec) (*vec, error) {
	return b.overTimes(n, x[0], numbers(numberKind(x[0]), x[0].unit, nil), func(p *periods, cells []float64) {
		sums := p.totals(cells)
		for i, at := range p.of {
			cells[i] = sums[at]
		}
	}), nil
}

func bindPct(b *binder, n *node, x []*vec) (*vec, error) {
	share := present(func(v, total float64) float64 { return finite(100 * v / total) })
	return b.overTimes(n, x[0], numbers(frame.Real, "per cent", nil), func(p *periods, cells []float64) {
		sums := p.totals(cells)
		for i, v := range cells {
			if v == v {
				cells[i] = share(v, sums[p.of[i]])
			}
		}
	}), nil
}

// bindZ standardises over all rows, or within each time.
func bindZ(byTime bool) func(*binder, *node, []*vec) (*vec, error) {
	return func(b *binder, n *node, x []*vec) (*vec, error) {
		out := numbers(frame.Real, "standard deviations", nil)
		if byTime {
			return b.overTimes(n, x[0], out, (*periods).standardise), nil
		}
		var cells []float64
		b.steps = append(b.steps, func() error {
			cells = x[0].reals(b.env.Frame.Rows)
			all := periods{of: make([]int32, len(cells)), count: 1}
			all.standardise(cells)
			return nil
		})
		out.fill = func(_ *scratch, lo, hi int, out []float64) { copy(out, cells[lo:hi]) }
		return out, nil
	}
}

// standardise takes away the mean of the time and divides by its standard deviation (n-1), both of the cells that are there.
func (p *periods) standardise(cells []float64) {
	count, mean, spread := make([]float64, p.count), make([]float64, p.count), make([]float64, p.count)
	for i, v := range cells {
		if v == v {
			count[p.of[i]]++
			mean[p.of[i]] += v
		}
	}
	for at := range mean {
		mean[at] /= count[at]
	}
	for i, v := range cells {
		if v == v {
			d := v - mean[p.of[i]]
			spread[p.of[i]] += float64(d * d)
		}
	}
	for at := range spread {
		spread[at] = math.Sqrt(spread[at] / (count[at] - 1))
	}
	for i, v := range cells {
		if v == v {
			cells[i] = finite((v - mean[p.of[i]]) / spread[p.of[i]])
		}
	}
}

func bindRank(b *binder, n *node, x []*vec) (*vec, error) {
	return b.overTimes(n, x[0], numbers(frame.Whole, "rank", nil), (*periods).rank), nil
}

// rank gives 1 to the greatest cell of each time; equals share the better rank.
func (p *periods) rank(cells []float64) {
	rows := sorted(counting(len(cells)), p.of)
	var cuts []int
	for i, row := range rows {
		if i == 0 || p.of[row] != p.of[rows[i-1]] {
			cuts = append(cuts, i)
		}
	}
	cuts = append(cuts, len(rows))
	parallel(len(cuts)-1, 1, func(lo, hi int) {
		for k := lo; k < hi; k++ {
			rankOne(rows[cuts[k]:cuts[k+1]], cells)
		}
	})
}

// rankOne ranks the rows of one time.
func rankOne(rows []int32, cells []float64) {
	there := slices.DeleteFunc(slices.Clone(rows), func(r int32) bool { return isMissing(cells[r]) })
	slices.SortFunc(there, func(a, b int32) int { return cmp.Compare(cells[b], cells[a]) })
	rank, value := 0, 0.0
	for i, r := range there {
		if v := cells[r]; i == 0 || v != value {
			rank, value = i+1, v
		}
		cells[r] = float64(rank)
	}
}

var acrossFunctions = []*Function{
	{Name: "total", Params: "x", args: "n", Says: "the sum of x over all rows of the same year", Missing: "where a row of that year is, with the gravest of their letters: a part is no whole (total(coalesce(x, 0)) sums what is there). Cells that do not apply (.b) are no parts", Example: "total(milex1)", bind: bindTotal, reach: reachTime},
	{Name: "pct", Params: "x", args: "n", Says: "100 x / total(x): per cent of the year's total", Missing: "where x or the total is; .d where the total is 0", Example: "pct(coalesce(milex1, 0))", bind: bindPct, reach: reachTime},
	{Name: "z", Params: "x", args: "n", Says: "(x - mean) / standard deviation, both over all rows in which x is there; n-1 in the deviation", Missing: byRule + "; .d where x does not vary", Example: "z(cinc1)", bind: bindZ(false), reach: reachRows},
	{Name: "zby", Params: "x", args: "n", Says: "(x - mean) / standard deviation, both over the rows of the same year", Missing: byRule + "; .d where x does not vary in the year", Example: "zby(cinc1)", bind: bindZ(true), reach: reachTime},
	{Name: "rank", Params: "x", args: "n", Says: "the place of x among the rows of the same year, 1 the greatest; equals share the better place", Missing: byRule, Example: "rank(cinc1) <= 10", bind: bindRank, reach: reachTime},
}
