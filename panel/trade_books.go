package panel

// This file is the books columns of trade are read from: tables of flows, with sums over all partners made once, and the
// headline figures of customs and statistical offices.

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"comity"
	"comity/headline"
	"comity/record"
)

// flow is the variable of a directed flow in the tables.
const flow = "flow"

// flows is the book of one source: its tables of flows and, once asked for, every state's trade with all partners by year.
type flows struct {
	tables   []*record.Table
	zero     []bool // of each table: no row in its coverage is none
	from, to int    // the years of the tables
	once     sync.Once
	sums     map[comity.State][]sum
	world    []float64 // by year: all flows known
}

// sum is what a state shipped and received in a year with all partners of a book, over the flows that are known, and the sums of
// the squares of its trade with each partner, for concentration. Where one flow of two is known, the trade with the partner is that.
type sum struct {
	usd, out, in                   float64 // both ways, exports, imports
	squares, outSquares, inSquares float64
	n                              int32
}

// flowsOf gives the books of a record, by source.
func flowsOf(rec *record.Record) map[string]*flows {
	out := map[string]*flows{}
	for _, t := range rec.With(flow) {
		f := out[t.Source]
		if f == nil {
			f = &flows{from: t.From, to: t.To}
			out[t.Source] = f
		}
		v, _ := t.Variable(flow)
		f.tables, f.zero = append(f.tables, t), append(f.zero, v.Absence == "zero")
		f.from, f.to = min(f.from, t.From), max(f.to, t.To)
	}
	return out
}

// route is the flow from a to b in each table of a book, looked up once.
type route struct {
	f      *flows
	a, b   comity.State
	runs   []record.Run
	silent bool // nothing is known of it in any year
}

func (f *flows) route(a, b comity.State) route {
	r := route{f, a, b, make([]record.Run, len(f.tables)), true}
	for i, t := range f.tables {
		var found bool
		r.runs[i], found = t.Series(flow, a, b)
		r.silent = r.silent && !found && !f.zero[i]
	}
	return r
}

// value gives the flow in a year alone.
func (r *route) value(year int) float64 {
	if r.silent {
		return comity.NaN(comity.NotCovered)
	}
	x, _, _ := r.at(year)
	return x
}

// at gives the flow in a year and the place it stands in: a table by number (-1: in none) and a row. Inside the coverage of a
// table whose card says so, no row is none.
func (r route) at(year int) (value float64, table int, row int64) {
	for i, t := range r.f.tables {
		if !t.Covers(year) {
			continue
		}
		if v, row := r.runs[i].At(year); comity.Why(v) != comity.NotCovered {
			return v, i, row
		}
		if r.f.zero[i] && bothCOW(r.a, r.b, year) {
			return 0, i, 0
		}
	}
	return comity.NaN(comity.NotCovered), -1, 0
}

// at gives the flow from a to b in a year and its provenance, that of the book where no table speaks.
func (f *flows) at(a, b comity.State, year int) (value float64, ref comity.Ref) {
	value, table, row := f.route(a, b).at(year)
	return value, f.tables[max(table, 0)].Ref(row)
}

// total gives the trade of a state with all partners of the book in a year, and the number of flows known.
func (f *flows) total(s comity.State, year int) (usd float64, n int) {
	at, ok := f.sumOf(s, year)
	if !ok {
		return comity.NaN(comity.NotCovered), 0
	}
	return at.usd, int(at.n)
}

// sumOf gives the sums of a state in a year; false where no flow of it is known.
func (f *flows) sumOf(s comity.State, year int) (sum, bool) {
	f.once.Do(f.add)
	years := f.sums[s]
	if years == nil || year < f.from || year > f.to {
		return sum{}, false
	}
	return years[year-f.from], years[year-f.from].n > 0
}

// all gives the exports of all states of the book in a year.
func (f *flows) all(year int) float64 {
	f.once.Do(f.add)
	if year < f.from || year > f.to || f.world[year-f.from] == 0 {
		return comity.NaN(comity.NotCovered)
	}
	return f.world[year-f.from]
}

//go:embed holes.tsv
var holesTSV string

// hole is a run of years in which a book lacks so much that nothing may be made of all its partners.
type hole struct {
	from, to int
	why      string
}

// holes reads the table: source, from, to, why, basis.
var holes = sync.OnceValue(func() map[string][]hole {
	out := map[string][]hole{}
	for line := range strings.Lines(holesTSV) {
		c := strings.Split(strings.TrimSpace(line), "\t")
		if len(c) != 5 || c[0] == "source" {
			continue // a test holds every line to its form
		}
		from, _ := strconv.Atoi(c[1])
		to, _ := strconv.Atoi(c[2])
		out[c[0]] = append(out[c[0]], hole{from, to, c[3]})
	}
	return out
})

// holeIn says whether a book lacks too much in a year for totals, shares and ranks, and why.
func holeIn(source string, year int) (why string, ok bool) {
	for _, h := range holes()[source] {
		if h.from <= year && year <= h.to {
			return h.why, true
		}
	}
	return "", false
}

// add sums the flows of every state, in the order of the tables.
func (f *flows) add() {
	f.sums, f.world = map[comity.State][]sum{}, make([]float64, f.to-f.from+1)
	for _, t := range f.tables {
		t.Each(flow, comity.NoState, func(run record.Run) { f.addRun(t, run) })
	}
}

// addRun adds the years of one flow to the sums of its two states.
func (f *flows) addRun(t *record.Table, run record.Run) {
	from, to := f.sumsOf(run.A), f.sumsOf(run.B)
	back, _ := t.Series(flow, run.B, run.A)
	for year := max(run.From, t.From); year < run.From+run.Years() && year <= t.To; year++ {
		v, _ := run.At(year)
		if comity.Why(v) != comity.Present {
			continue
		}
		at := year - f.from
		x, y := &from[at], &to[at]
		x.usd, x.out, x.outSquares, x.n = x.usd+v, x.out+v, x.outSquares+v*v, x.n+1
		y.usd, y.in, y.inSquares, y.n = y.usd+v, y.in+v, y.inSquares+v*v, y.n+1
		f.world[at] += v
		w, _ := back.At(year)
		if comity.Why(w) != comity.Present {
			w = 0
		} else if run.A > run.B {
			continue // the pair was counted with the way there
		}
		x.squares += (v + w) * (v + w)
		y.squares += (v + w) * (v + w)
	}
}

func (f *flows) sumsOf(s comity.State) []sum {
	if f.sums[s] == nil {
		f.sums[s] = make([]sum, f.to-f.from+1)
	}
	return f.sums[s]
}

// HeadlinePrefix marks a reading of one office's official headline series.
const HeadlinePrefix = "headline:"

// office is one office's headline figures of a pair in US dollars.
type office struct {
	reading  Reading
	from, to int
	n        int
}

// quote is what finds a headline figure: whose, of which flow, in which year.
type quote struct {
	source            string
	reporter, partner comity.State
	flow              string
	year              int
}

// quotes are the headline figures in US dollars, laid out once for finding.
type quotes struct {
	figures map[quote]headline.Figure
	offices map[comity.Pair][]office // the one with the most years first
}

var headlines = sync.OnceValue(func() quotes {
	q := quotes{map[quote]headline.Figure{}, map[comity.Pair][]office{}}
	for _, f := range headline.All() {
		if f.Unit == "USD" {
			q.add(f)
		}
	}
	for _, list := range q.offices {
		slices.SortStableFunc(list, func(x, y office) int { return y.n - x.n })
	}
	return q
})

// add takes one figure.
func (q quotes) add(f headline.Figure) {
	id, _, _ := strings.Cut(f.Series, ".")
	id = HeadlinePrefix + id
	q.figures[quote{id, f.Reporter, f.Partner, f.Flow, f.Year}] = f
	pair := comity.Pair{A: f.Reporter, B: f.Partner}.Ordered()
	list := q.offices[pair]
	i := slices.IndexFunc(list, func(o office) bool { return o.reading.Source == id })
	if i < 0 {
		i = len(list)
		list = append(list, office{reading: Reading{Source: id, Label: headline.Producer(f.Series), Partial: true}, from: f.Year, to: f.Year})
	}
	o := &list[i]
	o.from, o.to, o.n = min(o.from, f.Year), max(o.to, f.Year), o.n+1
	q.offices[pair] = list
}

// officesOf gives the offices with figures of a pair, under any key the two have had.
func officesOf(who []comity.State) []office {
	if len(who) != 2 {
		return nil
	}
	var out []office
	for _, a := range Keys(who[0]) {
		for _, b := range Keys(who[1]) {
			out = append(out, headlines().offices[comity.Pair{A: a, B: b}.Ordered()]...)
		}
	}
	return out
}

// quoted finds an office's figure of the goods a ships to b: a's own exports, or b's own imports.
func quoted(source string, a, b comity.State, year int) (headline.Figure, bool) {
	if f, ok := headlines().figures[quote{source, a, b, "exports", year}]; ok {
		return f, true
	}
	f, ok := headlines().figures[quote{source, b, a, "imports", year}]
	return f, ok
}

// quotedTurnover finds an office's own figure of a pair's trade both ways.
func quotedTurnover(source string, a, b comity.State, year int) (headline.Figure, bool) {
	if f, ok := headlines().figures[quote{source, a, b, "turnover", year}]; ok {
		return f, true
	}
	f, ok := headlines().figures[quote{source, b, a, "turnover", year}]
	return f, ok
}
