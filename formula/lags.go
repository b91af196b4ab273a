package formula

// This file holds the functions over the rows of one unit in time. Time is counted by the calendar: one year before is the row
// of the year before, not the row above.

import (
	"math"
	"slices"

	"comity/format/frame"
)

// unit is the rows of one unit in order of time.
type unit struct {
	x      []float64
	time   []int32
	absent func(i int, time int) float64 // the missing cell of a time that has no row, seen from row i
	known  bool                          // whether absent can tell one time from another
}

// overUnits makes a piece by a rule for the rows of one unit: it reads u.x and writes out, both in order of time.
func (b *binder) overUnits(n *node, x *vec, out *vec, rule func(u *unit, out []float64)) *vec {
	var cells []float64
	b.steps = append(b.steps, func() error {
		r, err := b.env.byUnit()
		if err != nil {
			return b.fail(n, err.Error())
		}
		cells = r.each(b.env, x.reals(b.env.Frame.Rows), rule)
		return nil
	})
	out.fill = func(_ *scratch, lo, hi int, out []float64) { copy(out, cells[lo:hi]) }
	return out
}

// each does a rule for every unit, some at once.
func (r *runs) each(env *Env, x []float64, rule func(u *unit, out []float64)) []float64 {
	if r.order != nil {
		x = gather(x, r.order)
	}
	out := make([]float64, len(x))
	parallel(len(r.starts)-1, 64, func(lo, hi int) {
		for k := lo; k < hi; k++ {
			from, to := int(r.starts[k]), int(r.starts[k+1])
			u := unit{x: x[from:to], time: r.time[from:to], known: env.Exists != nil, absent: func(i, time int) float64 { return env.absent(r.row(from+i), time) }}
			rule(&u, out[from:to])
		}
	})
	if r.order == nil {
		return out
	}
	back := x // as long, and not needed any more
	for place, row := range r.order {
		back[row] = out[place]
	}
	return back
}

// absent is the missing cell of a time at which the unit of a row has no row: b where it did not exist then, else a.
func (e *Env) absent(row, time int) float64 {
	if e.Exists != nil && (time < math.MinInt32 || time > math.MaxInt32 || !e.Exists(row, int32(time))) {
		return frame.NaN(letterB)
	}
	return frame.NaN(letterA)
}

// at gives the cell of the unit at a time, which is by steps away from row i.
func (u *unit) at(i, steps int) float64 {
	want := int(u.time[i]) + steps
	lo, hi := i, min(i+steps, len(u.time)-1)
	if steps < 0 {
		lo, hi = max(i+steps, 0), i
	}
	// Times rise by one at least, so that the row is no farther away than the time: in a unit without gaps exactly as far.
	far := lo
	if steps > 0 {
		far = hi
	}
	if int(u.time[far]) == want {
		return u.x[far]
	}
	if at, found := slices.BinarySearchFunc(u.time[lo:hi+1], want, func(t int32, want int) int { return int(t) - want }); found {
		return u.x[lo+at]
	}
	return u.absent(i, want)
}

// steps is an argument written out, or another number where it was left out.
func steps(n *node, i, otherwise int) int {
	if i < len(n.args) {
		return int(n.args[i].num)
	}
	return otherwise
}

// bindShift binds lag and lead.
func bindShift(sign int) func(*binder, *node, []*vec) (*vec, error) {
	return func(b *binder, n *node, x []*vec) (*vec, error) {
		k := sign * steps(n, 1, 1)
		return b.overUnits(n, x[0], like(x[0], nil), func(u *unit, out []float64) {
			for i := range out {
				out[i] = u.at(i, k)
			}
		}), nil
	}
}

func bindDiff(b *binder, n *node, x []*vec) (*vec, error) {
	k := steps(n, 1, 1)
	minus := present(calculations["-"])
	return b.overUnits(n, x[0], numbers(numberKind(x[0]), x[0].unit, nil), func(u *unit, out []float64) {
		for i, v := range u.x {
			out[i] = minus(v, u.at(i, -k))
		}
	}), nil
}

func bindCum(b *binder, n *node, x []*vec) (*vec, error) {
	plus := present(calculations["+"])
	return b.overUnits(n, x[0], numbers(numberKind(x[0]), x[0].unit, nil), func(u *unit, out []float64) {
		sum := 0.0
		for i, v := range u.x {
			sum = plus(sum, v)
			out[i] = sum
		}
	}), nil
}

// rolling binds a function of the cells of a window that ends with the row's own time. All times of the window are needed,
// or as many as the third argument says.
func rolling(kind func(x *vec) frame.Kind, f func(cells []float64) float64) func(*binder, *node, []*vec) (*vec, error) {
	return func(b *binder, n *node, x []*vec) (*vec, error) {
		window := steps(n, 1, 0)
		least := steps(n, 2, window)
		if least > window {
			return nil, b.fail(n.args[2], "a window of "+n.args[1].String()+" never holds so many")
		}
		return b.overUnits(n, x[0], numbers(kind(x[0]), x[0].unit, nil), func(u *unit, out []float64) {
			u.roll(window, least, f, out)
		}), nil
	}
}

// roll fills in the windows of a unit.
func (u *unit) roll(window, least int, f func(cells []float64) float64, out []float64) {
	var cells []float64
	from := 0
	for i := range out {
		for int(u.time[from]) <= int(u.time[i])-window {
			from++
		}
		cells = cells[:0]
		letter := uint8(0)
		for _, v := range u.x[from : i+1] {
			if v == v {
				cells = append(cells, v)
			} else {
				letter = graver(letter, frame.Letter(v))
			}
		}
		if len(cells) >= least {
			out[i] = finite(f(cells))
			continue
		}
		out[i] = frame.NaN(graver(letter, u.gaps(from, i, window)))
	}
}

// gaps gives the gravest letter of the times of a window that have no row, 0 where all have one. The window ends with row i, its
// first row is from.
func (u *unit) gaps(from, i, window int) uint8 {
	letter := uint8(0)
	switch {
	case i-from+1 == window:
		return letter
	case !u.known:
		return letterA
	}
	at := from
	for t := int(u.time[i]) - window + 1; t <= int(u.time[i]); t++ {
		if int(u.time[at]) == t {
			at++
			continue
		}
		if letter = graver(letter, frame.Letter(u.absent(i, t))); letter == letterB {
			break
		}
	}
	return letter
}

func alwaysReal(*vec) frame.Kind { return frame.Real }

// sumOf adds in order.
func sumOf(cells []float64) float64 {
	sum := 0.0
	for _, v := range cells {
		sum += v
	}
	return sum
}

func meanOf(cells []float64) float64 { return sumOf(cells) / float64(len(cells)) }

// sdOf is the standard deviation, divided by n-1; one cell has none.
func sdOf(cells []float64) float64 {
	mean, sum := meanOf(cells), 0.0
	for _, v := range cells {
		sum += float64((v - mean) * (v - mean))
	}
	return math.Sqrt(sum / float64(len(cells)-1))
}

// bindEnd binds first and last: the earliest, or latest, cell of the unit that is there.
func bindEnd(last bool) func(*binder, *node, []*vec) (*vec, error) {
	return func(b *binder, n *node, x []*vec) (*vec, error) {
		return b.overUnits(n, x[0], like(x[0], nil), func(u *unit, out []float64) {
			found := u.end(last)
			for i := range out {
				out[i] = found
			}
		}), nil
	}
}

func (u *unit) end(last bool) float64 {
	letter := uint8(0)
	for i := range u.x {
		if last {
			i = len(u.x) - 1 - i
		}
		if v := u.x[i]; v == v {
			return v
		}
		letter = graver(letter, frame.Letter(u.x[i]))
	}
	return frame.NaN(letter)
}

const noRow = "where the unit has no row at that time: .b if it did not exist then, else .a"

var lagFunctions = []*Function{
	{Name: "lag", Params: "x[, k]", args: "xk?", Says: "x of the same unit k years before (1 where k is left out), by the calendar", Missing: noRow, Example: "lag(cinc1, 5)", bind: bindShift(-1), reach: reachSpan(before, before)},
	{Name: "lead", Params: "x[, k]", args: "xk?", Says: "x of the same unit k years later, by the calendar", Missing: noRow, Example: "lead(cowmidonset)", bind: bindShift(+1), reach: reachSpan(later, later)},
	{Name: "diff", Params: "x[, k]", args: "nk?", Says: "x less x of the same unit k years before", Missing: noRow + "; where either part is", Example: "diff(log(milex1))", bind: bindDiff, reach: reachBoth},
	{Name: "cum", Params: "x", args: "n", Says: "the sum of x over the rows of the unit up to this one", Missing: "from the first missing cell on: a part is no whole", Example: "cum(cowmidonset)", bind: bindCum, reach: reachSpan(ever, here)},
	{Name: "rollmean", Params: "x, window[, least]", args: "nkk?", Says: "the mean of x over so many years ending with this one; least is how many must be there (all, where it is left out)", Missing: "where fewer are there, with the gravest letter in the window; " + noRow, Example: "rollmean(cinc1, 5, 3)", bind: rolling(alwaysReal, meanOf), reach: reachSpan(windowed, here)},
	{Name: "rollsum", Params: "x, window", args: "nk", Says: "the sum of x over so many years ending with this one, all of which must be there", Missing: "where one is, with the gravest letter in the window; " + noRow, Example: "rollsum(cowmidonset, 10)", bind: rolling(numberKind, sumOf), reach: reachSpan(windowed, here)},
	{Name: "rollmin", Params: "x, window[, least]", args: "nkk?", Says: "the least x of so many years ending with this one", Missing: "as rollmean", Example: "rollmin(polity2, 5)", bind: rolling(numberKind, slices.Min[[]float64]), reach: reachSpan(windowed, here)},
	{Name: "rollmax", Params: "x, window[, least]", args: "nkk?", Says: "the greatest x of so many years ending with this one", Missing: "as rollmean", Example: "rollmax(cowmidongoing, 10)", bind: rolling(numberKind, slices.Max[[]float64]), reach: reachSpan(windowed, here)},
	{Name: "rollsd", Params: "x, window[, least]", args: "nkk?", Says: "the standard deviation (n-1) of x over so many years ending with this one", Missing: "as rollmean; .d of a single cell", Example: "rollsd(milex1, 5)", bind: rolling(alwaysReal, sdOf), reach: reachSpan(windowed, here)},
	{Name: "first", Params: "x", args: "x", Says: "the earliest x of the unit that is there, in all its rows", Missing: "where the unit has none, with the gravest of their letters", Example: "year - first(year)", bind: bindEnd(false), reach: reachSpan(ever, always)},
	{Name: "last", Params: "x", args: "x", Says: "the latest x of the unit that is there, in all its rows", Missing: "where the unit has none, with the gravest of their letters", Example: "last(cinc1)", bind: bindEnd(true), reach: reachSpan(ever, always)},
}
