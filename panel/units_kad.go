package panel

// Rows of k states together by year (k-ads): every set of k states that were there on one same day of the year, within the scope.
// There are very many (four of 200 states: 64.7 million a year), so they are counted before they are made, and made in parts,
// year by year and in the order of the states' numbers. A part can begin at any row: the way to it is found by counting.
//
// Counting. A state that was there for one run of days of the year is a point of a line of such runs; k of them have a day together
// if the last to come came before any of the others left, so the sets are counted at their last to come: of those that came
// before and were there still, any k-1. The few states with several runs of days are gone through one by one.

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"comity"
)

const (
	kAdYear = "k-ad-year"
	maxK    = 10
)

// maxKads is the most rows of k-ads that are made.
const maxKads = 1 << 36

// present is a state in a year: its days in it, and those on which it is in the place of which one state must be.
type present struct {
	code int16
	row  int32 // in the grid of state-years
	days []comity.Span
	in   []comity.Span
}

// kadYear is the states of a year of k-ads.
type kadYear struct {
	year int
	k    int
	some bool // one state must be in a place
	who  []present
}

// choose gives the number of ways to choose k of n; more than there are numbers for is the greatest number.
func choose(n, k int) int64 {
	if k < 0 || n < k {
		return 0
	}
	out := int64(1)
	for i := range k {
		if out > math.MaxInt64/int64(n-i) {
			return math.MaxInt64
		}
		out = out * int64(n-i) / int64(i+1)
	}
	return out
}

// plus adds two counts; more than there are numbers for is the greatest number.
func plus(a, b int64) int64 {
	if a > math.MaxInt64-b {
		return math.MaxInt64
	}
	return a + b
}

// meeting counts the sets of k runs of days that have a day together within some days.
func meeting(runs []comity.Span, k int, within []comity.Span) (n int64) {
	for i, w := range within {
		n = plus(n, meetingIn(runs, k, w))
		if i > 0 { // those with a day in this and in the one before are counted twice
			n -= holding(runs, k, comity.Span{From: within[i-1].To, To: w.From})
		}
	}
	return n
}

// meetingIn counts the sets of k runs with a day together in one run of days.
func meetingIn(runs []comity.Span, k int, within comity.Span) (n int64) {
	if k == 0 {
		return 1
	}
	from, to := make([]comity.Day, 0, len(runs)), make([]comity.Day, 0, len(runs))
	for _, r := range runs {
		if in := r.Meet(within); !in.Empty() {
			from, to = append(from, in.From), append(to, in.To)
		}
	}
	slices.Sort(from)
	slices.Sort(to)
	left := 0
	for i, f := range from {
		for to[left] < f {
			left++
		}
		n = plus(n, choose(i-left, k-1))
	}
	return n
}

// holding counts the sets of k runs that all hold all of some days.
func holding(runs []comity.Span, k int, all comity.Span) int64 {
	n := 0
	for _, r := range runs {
		if r.From <= all.From && r.To >= all.To {
			n++
		}
	}
	return choose(n, k)
}

// count gives the number of sets of k of the states from one on that have a day together within some days, and on it one state in
// the place or a day of placed (of the states chosen before).
func (y *kadYear) count(from, k int, within, placed []comity.Span) int64 {
	var out, in []comity.Span
	var special []present
	for _, p := range y.who[from:] {
		switch {
		case len(p.days) > 1 || y.some && len(p.in) > 0 && !slices.Equal(p.in, p.days):
			special = append(special, p)
		case len(p.in) > 0:
			in = append(in, p.days[0])
		default:
			out = append(out, p.days[0])
		}
	}
	return y.countWith(special, out, slices.Concat(out, in), k, within, placed)
}

// countWith counts the sets with each choice of the special states.
func (y *kadYear) countWith(special []present, out, all []comity.Span, k int, within, placed []comity.Span) int64 {
	switch {
	case k < 0 || len(within) == 0:
		return 0
	case len(special) > 0:
		p := special[0]
		without := y.countWith(special[1:], out, all, k, within, placed)
		return plus(without, y.countWith(special[1:], out, all, k-1, meetDays(within, p.days), joinDays(placed, p.in)))
	case !y.some:
		return meeting(all, k, within)
	}
	return meeting(all, k, within) - meeting(out, k, within) + meeting(out, k, meetDays(within, placed))
}

// total is the number of k-ads of the year.
func (y *kadYear) total() int64 { return y.count(0, y.k, []comity.Span{comity.Always}, nil) }

// kads are the k-ads of a panel.
type kads struct {
	years []kadYear
	n     []int64 // rows of each
	grid  *Grid   // state-years
}

// kadsOf finds the states of each year.
func (b *bench) kadsOf(k kind, s Spec) (*kads, error) {
	type got struct {
		out *kads
		err error
	}
	g := keep(b, "k-ads "+strings.Join(s.Scope, "\n"), func() got {
		scopes, err := s.scopes(k, b.sys)
		if err != nil {
			return got{err: err}
		}
		r := newRoster(b.sys, b.lives(s), comity.YearGrain, s.options(), scopes)
		if len(r.pairs) > 1 {
			return got{err: &ScopeError{r.pairs[1].Text, errors.New("of k-ads only one scope can ask for one state (with, one in)")}}
		}
		return got{out: r.kads(k.slots, b.stateGrid(s))}
	})
	return g.out, g.err
}

// kads lays out the states of each year of a roster.
func (r *roster) kads(k int, grid *Grid) *kads {
	out := &kads{grid: grid}
	first, last := math.MaxInt, math.MinInt
	for _, m := range r.members {
		first, last = min(first, m.stretches[0].first), max(last, m.stretches[len(m.stretches)-1].last)
	}
	for year := first; year <= last; year++ {
		y := kadYear{year: year, k: k, some: len(r.pairs) > 0}
		during := []comity.Span{comity.YearSpan(year)}
		if r.opt.On != "" {
			during[0] = comity.Span{From: r.opt.day(year), To: r.opt.day(year)}
		}
		for _, m := range r.members {
			p := present{code: m.code, days: meetDays(spansOf(m.stretches), during), row: -1}
			if len(p.days) == 0 {
				continue
			}
			if y.some {
				p.in = meetDays(p.days, m.in[0][0].sure)
			}
			if grid != nil {
				p.row = int32(grid.Find(m.code, 0, year))
			}
			y.who = append(y.who, p)
		}
		if n := y.total(); n > 0 {
			out.years, out.n = append(out.years, y), append(out.n, n)
		}
	}
	return out
}

func (k *kads) total() (n int64) {
	for _, m := range k.n {
		n = plus(n, m)
	}
	return n
}

func kadCount(b *bench, k kind, s Spec) (int64, error) {
	ks, err := b.kadsOf(k, s)
	if err != nil {
		return 0, err
	}
	return ks.total(), nil
}

// kadRun is some of the k-ads of a year: from one to before another, in their order.
type kadRun struct {
	year   *kadYear
	lo, hi int64
}

func kadParts(b *bench, k kind, s Spec, size int64) ([]part, error) {
	ks, err := b.kadsOf(k, s)
	if err != nil {
		return nil, err
	}
	if n := ks.total(); n > maxKads {
		return nil, fmt.Errorf("there are %s rows of %d states together: more than %s are not made; narrow them with --years and --scope", grouped(int(n)), k.slots, grouped(maxKads))
	}
	var parts []part
	var runs []kadRun
	n := int64(0)
	end := func() {
		some, rowsOf := runs, n
		parts = append(parts, part{rowsOf, func() (*rows, error) { return kadRows(b, k, s, ks.grid, some, int(rowsOf)), nil }})
		runs, n = nil, 0
	}
	for i := range ks.years {
		for lo := int64(0); lo < ks.n[i]; {
			hi := min(ks.n[i], lo+size-n)
			runs, n, lo = append(runs, kadRun{&ks.years[i], lo, hi}), n+hi-lo, hi
			if n >= size {
				end()
			}
		}
	}
	if n > 0 || len(parts) == 0 {
		end()
	}
	return parts, nil
}

// kadRows makes the rows of runs of k-ads.
func kadRows(b *bench, k kind, s Spec, grid *Grid, runs []kadRun, n int) *rows {
	r := &rows{n: n, states: grid, dyads: b.dyadGrid(s), years: make([]int16, n), time: make([]int32, n), slot: make([][]int32, k.slots)}
	for i := range r.slot {
		r.slot[i] = make([]int32, n)
	}
	at := 0
	for _, run := range runs {
		w := run.year.walk(run.lo, r.slot, at, at+int(run.hi-run.lo))
		w.write()
		for ; at < w.end; at++ {
			r.years[at], r.time[at] = int16(run.year.year), int32(run.year.year)
		}
	}
	for i, index := range r.slot {
		name := strconv.Itoa(i + 1)
		c := codeColumn(b.sys, name, "state "+name, grid.A)
		c.Via = index
		r.ids = append(r.ids, c)
	}
	for _, c := range b.timeColumns(s, grid) {
		c.Via = r.slot[0]
		r.ids = append(r.ids, c)
	}
	r.morePairs = r.kadPairs(runs)
	return r
}

// kadPairs gives the way to pairs of the states of k-ads: those of a direction, or of both.
func (r *rows) kadPairs(runs []kadRun) func(directed bool) map[[2]int][]int32 {
	var mu sync.Mutex // columns are filled several at a time
	made := map[[2]int][]int32{}
	return func(directed bool) map[[2]int][]int32 {
		mu.Lock()
		defer mu.Unlock()
		out := map[[2]int][]int32{}
		for i := range r.slot {
			for j := range r.slot {
				at := [2]int{i, j}
				if i == j || j < i && !directed {
					continue
				}
				if made[at] == nil {
					made[at] = r.pairsOf(runs, r.slot[i], r.slot[j])
				}
				out[at] = made[at]
			}
		}
		return out
	}
}

// pairsOf gives the rows of two states of each row in the grid of pairs.
func (r *rows) pairsOf(runs []kadRun, a, b []int32) []int32 {
	out := make([]int32, r.n)
	place := make([]int32, r.states.Len()) // of a state-year among the states of its year
	at := 0
	for _, run := range runs {
		who := run.year.who
		n := len(who)
		row := make([]int32, n*n)
		for i, p := range who {
			place[p.row] = int32(i)
			for j, q := range who {
				row[i*n+j] = int32(r.dyads.Find(p.code, q.code, run.year.year))
			}
		}
		for end := at + int(run.hi-run.lo); at < end; at++ {
			out[at] = row[int(place[a[at]])*n+int(place[b[at]])]
		}
	}
	return out
}

// walker writes k-ads one after another, the states in the order of their numbers. Days are bits: one for each run of days of the year
// on which nobody comes or goes.
type walker struct {
	y       *kadYear
	slot    [][]int32 // where the rows of the states are written
	at, end int
	start   []int // the states of the first k-ad; nil once it is reached
	bits    int   // words of 64 bits
	all     []uint64
	days    []uint64 // of each state
	in      []uint64
	stack   []uint64 // the days of the states chosen so far, by how many; then those on which one is in the place
}

// walk makes ready to write the k-ads from one on.
func (y *kadYear) walk(from int64, slot [][]int32, at, end int) *walker {
	w := &walker{y: y, slot: slot, at: at, end: end}
	var cuts []comity.Day
	for _, p := range y.who {
		for _, s := range slices.Concat(p.days, p.in) {
			cuts = append(cuts, s.From, s.To+1)
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	w.bits = (len(cuts) + 63) / 64
	w.all = make([]uint64, w.bits)
	for i := range cuts {
		w.all[i/64] |= 1 << (i % 64)
	}
	w.days, w.in = make([]uint64, len(y.who)*w.bits), make([]uint64, len(y.who)*w.bits)
	for i, p := range y.who {
		setDays(w.days[i*w.bits:], cuts, p.days)
		setDays(w.in[i*w.bits:], cuts, p.in)
	}
	w.stack = make([]uint64, 2*(y.k+1)*w.bits)
	if from > 0 {
		w.start = y.nth(from)
	}
	return w
}

// write writes the k-ads there is room for.
func (w *walker) write() { w.descend(0, 0, w.all, make([]uint64, w.bits)) }

// setDays sets the bits of the runs of days between cuts that spans hold.
func setDays(bits []uint64, cuts []comity.Day, spans []comity.Span) {
	for _, s := range spans {
		lo, _ := slices.BinarySearch(cuts, s.From)
		hi, _ := slices.BinarySearch(cuts, s.To+1)
		for i := lo; i < hi; i++ {
			bits[i/64] |= 1 << (i % 64)
		}
	}
}

// nth finds the k-ad with so many before it.
func (y *kadYear) nth(n int64) []int {
	var out []int
	within, placed := []comity.Span{comity.Always}, []comity.Span(nil)
	for i := 0; len(out) < y.k && i < len(y.who); i++ {
		p := y.who[i]
		with, in := meetDays(within, p.days), joinDays(placed, p.in)
		c := y.count(i+1, y.k-len(out)-1, with, in)
		if n >= c {
			n -= c
			continue
		}
		out, within, placed = append(out, i), with, in
	}
	return out
}

// descend chooses a state for a place of the row, from one on, and those after it; days are those of the states chosen, placed
// those on which one of them is in the place.
func (w *walker) descend(depth, from int, days, placed []uint64) {
	last := depth == w.y.k-1
	if w.start != nil {
		from = w.start[depth]
	}
	if last {
		w.start = nil
		w.last(from, days, placed)
		return
	}
	next, nextIn := w.level(depth)
	for i := from; i <= len(w.y.who)-(w.y.k-depth) && w.at < w.end; i++ {
		if !w.meet(next, days, i) {
			continue
		}
		if w.y.some {
			for b := range nextIn {
				nextIn[b] = w.in[i*w.bits+b] | placed[b]
			}
		}
		first := w.at
		w.descend(depth+1, i+1, next, nextIn)
		fillRows(w.slot[depth][first:w.at], w.y.who[i].row)
	}
}

// level is room for the days of the states chosen down to a depth.
func (w *walker) level(depth int) (days, in []uint64) {
	room := w.stack[2*depth*w.bits:]
	return room[:w.bits:w.bits], room[w.bits : 2*w.bits : 2*w.bits]
}

// meet writes the days a state has in common with those chosen, and says whether there are any.
func (w *walker) meet(out, days []uint64, i int) bool {
	any := uint64(0)
	for b, d := range w.days[i*w.bits : (i+1)*w.bits] {
		out[b] = d & days[b]
		any |= out[b]
	}
	return any != 0
}

// last writes the k-ads of the states chosen and each that fits as the last.
func (w *walker) last(from int, days, placed []uint64) {
	out := w.slot[w.y.k-1]
	if w.bits == 1 && !w.y.some { // as good as always
		d := days[0]
		for i := from; i < len(w.y.who) && w.at < w.end; i++ {
			if w.days[i]&d != 0 {
				out[w.at] = w.y.who[i].row
				w.at++
			}
		}
		return
	}
	for i := from; i < len(w.y.who) && w.at < w.end; i++ {
		if w.fits(i, days, placed) {
			out[w.at] = w.y.who[i].row
			w.at++
		}
	}
}

// fits says whether a state has a day with those chosen, and one of them all is in the place on it.
func (w *walker) fits(i int, days, placed []uint64) bool {
	for b, d := range w.days[i*w.bits : (i+1)*w.bits] {
		d &= days[b]
		if w.y.some {
			d &= placed[b] | w.in[i*w.bits+b]
		}
		if d != 0 {
			return true
		}
	}
	return false
}

func fillRows(xs []int32, x int32) {
	for i := range xs {
		xs[i] = x
	}
}
