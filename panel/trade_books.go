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
}

// sum is what a state shipped and received in a year with all partners of a book, over the flows that are known.
type sum struct {
	usd float64
	n   int32
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
	f.once.Do(f.add)
	if years := f.sums[s]; years != nil && f.from <= year && year <= f.to {
		at := years[year-f.from]
		usd, n = at.usd, int(at.n)
	}
	if n == 0 {
		return comity.NaN(comity.NotCovered), 0
	}
	return usd, n
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
	f.sums = map[comity.State][]sum{}
	of := func(s comity.State) []sum {
		if f.sums[s] == nil {
			f.sums[s] = make([]sum, f.to-f.from+1)
		}
		return f.sums[s]
	}
	for _, t := range f.tables {
		t.Each(flow, comity.NoState, func(run record.Run) {
			from, to := of(run.A), of(run.B)
			for year := max(run.From, t.From); year < run.From+run.Years() && year <= t.To; year++ {
				v, _ := run.At(year)
				if comity.Why(v) != comity.Present {
					continue
				}
				for _, s := range [2][]sum{from, to} {
					at := &s[year-f.from]
					at.usd, at.n = at.usd+v, at.n+1
				}
			}
		})
	}
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
