package panel

// This file fills panels with the columns claims are about: the same cells as those of the calculators (a test holds every one of
// a sample against them), over a whole grid at once. The reading is the usual one, or the one the column's options choose.

import (
	"fmt"
	"slices"
	"strings"

	"comity"
	"comity/format/frame"
	"comity/record"
	"comity/source"
	"comity/states"
	"comity/treaties"
)

// claimColumn is a column of claims in panels.
type claimColumn struct {
	name string
	from []string
	fill func(b *bench, g *Grid, r Reading) *frame.Column
}

var claimColumns = []claimColumn{
	{"trade.turnover", []string{"itpd-e"}, func(b *bench, g *Grid, r Reading) *frame.Column {
		return b.pairFlows(g, r, bothWays)
	}},
	{"trade.exports", []string{"itpd-e"}, func(b *bench, g *Grid, r Reading) *frame.Column {
		return b.flowsBoth(g, r, "trade.exports", func(out, in *route, year int) float64 { return plainOf(out.value(year)) })
	}},
	{"trade.imports", []string{"itpd-e"}, func(b *bench, g *Grid, r Reading) *frame.Column {
		return b.flowsBoth(g, r, "trade.imports", func(out, in *route, year int) float64 { return plainOf(in.value(year)) })
	}},
	{"trade.balance", []string{"itpd-e"}, func(b *bench, g *Grid, r Reading) *frame.Column {
		return b.flowsBoth(g, r, "trade.balance", func(out, in *route, year int) float64 { return sumOf(out.value(year), -in.value(year)) })
	}},
	{"trade.share", []string{"itpd-e"}, tradeShares},
	{"trade.dependence", []string{"itpd-e"}, tradeDependence},
	{"trade.total", []string{"itpd-e"}, func(b *bench, g *Grid, r Reading) *frame.Column {
		return ofStates(g, func(s comity.State, year int) float64 { return plainOf(b.e.totalOf(r, s, year)) })
	}},
	{"gdp", []string{"worldbank"}, attributes("gdp")},
	{"gdp.percapita", []string{"worldbank"}, func(b *bench, g *Grid, r Reading) *frame.Column {
		tables := b.e.tables[r.Source]
		return ofStates(g, func(s comity.State, year int) float64 {
			gdp, _, _ := attributeIn(tables, "gdp", s, year)
			people, _, _ := attributeIn(tables, "population", s, year)
			return ratioOf(gdp, people)
		})
	}},
	{"population", []string{"worldbank"}, attributes("population")},
	{"capability.cinc", []string{"nmc"}, attributes("cinc")},
	{"milex", []string{"nmc"}, attributes("milex")},
	{"veto.count", nil, func(b *bench, g *Grid, r Reading) *frame.Column {
		return smalls(g, frame.Whole, func(run *Run, out []int8) {
			for i := range out {
				out[i] = small(find("veto.count").under(b.e, r, run.states(), run.From+i).Value)
			}
		})
	}},
	{"war.count", nil, warCounts},
	{"dispute.ongoing", []string{"cow-mid-5"}, func(b *bench, g *Grid, r Reading) *frame.Column {
		return g.pairSmalls(frame.Flag, func(run *Run, out []int8) {
			from, to := tableSpan(b.e, r, nil)
			read := b.e.eitherReader(r.Source, "dispute.ongoing", run)
			for i := range out {
				out[i] = within(run.From+i, from, to, read)
			}
		})
	}},
	{"alliance.obligation", nil, obligations},
	{"group.joint", nil, groupJoint},
}

// claimFillers makes fillers of them.
func claimFillers() []filler {
	var out []filler
	for _, c := range claimColumns {
		out = append(out, filler{column: c.name, from: c.from, choose: c.choose, reads: c.reads})
	}
	return out
}

// choose gives the fill of a reading, the one the options ask for.
func (c claimColumn) choose(o Options) (func(*bench, *Grid) (made, error), error) {
	return func(b *bench, g *Grid) (made, error) {
		r, err := b.chosen(c.name, o, c.from)
		if err != nil {
			return made{}, err
		}
		sources := []string{r.Source}
		for _, t := range b.e.rec.With(c.beside()) {
			sources = append(sources, t.Source)
		}
		b.rests(c.name, o, sources...)
		filled := c.fill(b, g, r)
		if feeds[c.name] == flow {
			b.noteBook(filled, c.name, r, o["source"] != nil)
		}
		return made{filled, b.e.explainer(c.name, r, g)}, nil
	}, nil
}

// beside is the variable a column is made with besides its own book.
func (c claimColumn) beside() string {
	if c.name == "trade.dependence" {
		return "gdp"
	}
	return ""
}

// reads gives the sources of a column under options.
func (c claimColumn) reads(o Options) []string {
	from := c.from
	if source := o.One("source", ""); source != "" {
		from = nil
		if !strings.HasPrefix(source, HeadlinePrefix) && source != ownTreaties {
			from = []string{source}
		}
	}
	if c.name == "trade.dependence" && !slices.Contains(from, "worldbank") {
		from = append(slices.Clone(from), "worldbank")
	}
	return from
}

// chosen is the reading a column's options ask for, else the usual one, of trade the first book that has all partners; a panel
// chooses its book by its years (book.go).
func (e *Engine) chosen(name string, o Options, from []string) (Reading, error) {
	c := find(name)
	readings := c.readings(e, nil)
	source := o.One("source", "")
	if source == "" {
		if feeds[name] == flow {
			readings = wholeBooks(e, nil)
		}
		if len(readings) == 0 {
			return Reading{}, &AbsentError{Sources: from}
		}
		return readings[0], nil
	}
	for _, r := range readings {
		if r.Source == source {
			return r, nil
		}
	}
	if feeds[name] == flow && slices.ContainsFunc(allOffices(), func(id string) bool { return id == source }) {
		return Reading{Source: source, Partial: true}, nil
	}
	if slices.ContainsFunc(books, func(b book) bool { return b.source == source && b.partial }) && e.flows[source] != nil {
		return Reading{}, fmt.Errorf("%s needs a state's trade with all partners, and %s has a few; here it can be read from %s", name, source, sourcesIn(readings))
	}
	if slices.ContainsFunc(e.tables[source], func(t *record.Table) bool { _, ok := t.Variable(feeds[name]); return ok }) {
		return Reading{Source: source, Label: source}, nil // an edition that is not the one that answers
	}
	return Reading{}, unreadable(name, source, readings)
}

// unreadable says why a source cannot be the one a column is read from: it is not here, or it has nothing of the kind.
func unreadable(name, id string, readings []Reading) error {
	if _, known := source.Lookup(id); known {
		return &AbsentError{Sources: []string{id}}
	}
	return fmt.Errorf("%s is not read from %q; here it can be read from %s", name, id, sourcesIn(readings))
}

func sourcesIn(readings []Reading) string {
	var ids []string
	for _, r := range readings {
		ids = append(ids, r.Source)
	}
	return strings.Join(ids, ", ")
}

// allOffices are the ids of the offices with headline figures, in order.
func allOffices() []string {
	var out []string
	for _, list := range headlines().offices {
		for _, o := range list {
			out = append(out, o.reading.Source)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// explainer gives the cell of a row as the calculator of the column computes it.
func (e *Engine) explainer(name string, r Reading, g *Grid) func(row int) Cell {
	c := find(name)
	return func(row int) Cell {
		run := g.runOf(row)
		return c.under(e, r, run.states(), run.year(row))
	}
}

// under computes the cell of states that are there in the year, under the keys given.
func (c *calculator) under(e *Engine, r Reading, keys []comity.State, year int) Cell {
	if from, to := c.span(e, r, keys); year < from || year > to {
		return silent(year)
	}
	cell := c.cell(e, r, keys, year)
	cell.Year = year
	return cell
}

// plainOf is a figure as a cell: missing for its reason alone.
func plainOf(x float64) float64 {
	if x != x {
		return comity.NaN(comity.Why(x))
	}
	return x
}

// sumOf is the sum of two figures, missing for the graver of their reasons.
func sumOf(x, y float64) float64 {
	if x != x || y != y {
		return comity.NaN(comity.Worst(comity.Why(x), comity.Why(y)))
	}
	return x + y
}

// ratioOf is one figure over another; over nothing it is undefined.
func ratioOf(part, whole float64) float64 {
	if part != part || whole != whole {
		return comity.NaN(comity.Worst(comity.Why(part), comity.Why(whole)))
	}
	return share(part, whole)
}

// within is a flag of a year inside a source's years, not covered outside them.
func within(year, from, to int, read func(int) float64) int8 {
	if year < from || year > to {
		return missingSmall(comity.NotCovered)
	}
	return small(plainOf(read(year)))
}

// ofStates makes a column of numbers of single states.
func ofStates(g *Grid, f func(s comity.State, year int) float64) *frame.Column {
	return numbers(g, func(r *Run, out []float64) {
		for i := range out {
			out[i] = f(r.A, r.From+i)
		}
	})
}

// attributes is a variable of states as it stands in the reading's source, inside the years of its first table.
func attributes(variable string) func(b *bench, g *Grid, r Reading) *frame.Column {
	return func(b *bench, g *Grid, r Reading) *frame.Column {
		tables := b.e.tables[r.Source]
		from, to := tableSpan(b.e, r, nil)
		return ofStates(g, func(s comity.State, year int) float64 {
			if year < from || year > to {
				return comity.NaN(comity.NotCovered)
			}
			x, _, _ := attributeIn(tables, variable, s, year)
			return plainOf(x)
		})
	}
}

// flowsBoth makes a directed column of the flows of each pair both ways by one book; office is the column whose calculator reads
// an office's figures, which are few.
func (b *bench) flowsBoth(g *Grid, r Reading, office string, f func(out, in *route, year int) float64) *frame.Column {
	return numbers(g, func(run *Run, out []float64) { b.flowRun(r, office, run, out, f) })
}

// pairFlows makes a symmetric one.
func (b *bench) pairFlows(g *Grid, r Reading, f func(out, in *route, year int) float64) *frame.Column {
	return g.pairNumbers(func(run *Run, out []float64) { b.flowRun(r, "trade.turnover", run, out, f) })
}

// bothWays is the turnover of a pair.
func bothWays(out, in *route, year int) float64 { return sumOf(out.value(year), in.value(year)) }

func (b *bench) flowRun(r Reading, office string, run *Run, out []float64, f func(out, in *route, year int) float64) {
	book := b.e.flows[r.Source]
	if book == nil {
		b.officeRun(r, office, run, out)
		return
	}
	there, back := book.route(run.A, run.B), book.route(run.B, run.A)
	for i := range out {
		year := run.From + i
		if year < book.from || year > book.to {
			out[i] = comity.NaN(comity.NotCovered)
			continue
		}
		out[i] = f(&there, &back, year)
	}
}

// officeRun is a run by the headline figures of an office: of the pairs it speaks of as the calculator reads them.
func (b *bench) officeRun(r Reading, name string, run *Run, out []float64) {
	c, who := find(name), run.states()
	spoken := len(officesOf(who)) > 0
	for i := range out {
		out[i] = comity.NaN(comity.NotCovered)
		if spoken {
			out[i] = c.under(b.e, r, who, run.From+i).Value
		}
	}
}

// totalOf is the figure of total alone.
func (e *Engine) totalOf(r Reading, s comity.State, year int) float64 {
	f := e.flows[r.Source]
	if f == nil || year < f.from || year > f.to {
		return comity.NaN(comity.NotCovered)
	}
	if _, lacks := holeIn(r.Source, year); lacks {
		return comity.NaN(comity.NotCovered)
	}
	x, _ := f.total(s, year)
	return x
}

func tradeShares(b *bench, g *Grid, r Reading) *frame.Column {
	return b.overTurnover(g, r, "trade.share", func(s comity.State, year int) float64 { return b.e.totalOf(r, s, year) })
}

func tradeDependence(b *bench, g *Grid, r Reading) *frame.Column {
	tables := b.e.rec.With("gdp")
	return b.overTurnover(g, r, "trade.dependence", func(s comity.State, year int) float64 {
		x, _, _ := attributeIn(tables, "gdp", s, year)
		return x
	})
}

// overTurnover is a pair's turnover over a figure of the first state. The figures of a state are looked up once for all its
// partners.
func (b *bench) overTurnover(g *Grid, r Reading, name string, whole func(s comity.State, year int) float64) *frame.Column {
	wholes := figuresOf(g, whole)
	return numbers(g, func(run *Run, out []float64) {
		if b.e.flows[r.Source] == nil {
			b.officeRun(r, name, run, out)
			return
		}
		b.flowRun(r, name, run, out, bothWays)
		book, of := b.e.flows[r.Source], wholes[run.A]
		for i := range out {
			if year := run.From + i; book.from <= year && year <= book.to {
				out[i] = ratioOf(out[i], of.at(year))
			}
		}
	})
}

// stateFigures are the figures of one state by year.
type stateFigures struct {
	from int
	x    []float64
}

func (f stateFigures) at(year int) float64 { return f.x[year-f.from] }

// figuresOf gives the figures of the first states of a grid, over the years each is in it.
func figuresOf(g *Grid, f func(s comity.State, year int) float64) map[comity.State]stateFigures {
	type reach struct{ from, to int }
	spans := map[comity.State]reach{}
	for _, r := range g.Runs {
		s, ok := spans[r.A]
		if !ok {
			s = reach{r.From, r.From}
		}
		spans[r.A] = reach{min(s.from, r.From), max(s.to, r.From+r.Len-1)}
	}
	out := make(map[comity.State]stateFigures, len(spans))
	for s, r := range spans {
		fig := stateFigures{r.from, make([]float64, r.to-r.from+1)}
		for i := range fig.x {
			fig.x[i] = f(s, r.from+i)
		}
		out[s] = fig
	}
	return out
}

// warCounts counts the wars begun between two, in the years both are in the Correlates of War system.
func warCounts(b *bench, g *Grid, _ Reading) *frame.Column {
	begun := firstFought()
	span := treaties.WarCoverage()
	from, to := span.From.Year(), span.To.Year()
	return g.pairSmalls(frame.Whole, func(run *Run, out []int8) {
		cow := cowYears(g, run)
		for i := range out {
			switch year := run.From + i; {
			case year < from || year > to:
				out[i] = missingSmall(comity.NotCovered)
			case !cow.has(year):
				out[i] = missingSmall(comity.NotApplicable)
			}
		}
		for _, year := range begun[comity.Pair{A: run.A, B: run.B}.Ordered()] {
			if i := year - run.From; i >= 0 && i < run.Len && out[i] >= 0 {
				out[i]++
			}
		}
	})
}

// cowYears gives the years in which two are in the Correlates of War system on one day: in its own grid all of a run's.
func cowYears(g *Grid, r *Run) years {
	if g.System == comity.COW {
		return years{{r.From, r.From + r.Len - 1}}
	}
	return sharedYears(states.Alive(comity.COW, r.A), states.Alive(comity.COW, r.B))
}

// firstFought gives, of each pair, the year of each war in which the two first fought each other in it.
func firstFought() map[comity.Pair][]int {
	out := map[comity.Pair][]int{}
	for _, w := range treaties.Wars() {
		first := map[comity.Pair]int{}
		for i, p := range w.Parties {
			for _, q := range w.Parties[i+1:] {
				met := p.Span.Meet(q.Span)
				if p.State == q.State || p.Side == q.Side || met.Empty() {
					continue
				}
				pair := comity.Pair{A: p.State, B: q.State}.Ordered()
				if year, ok := first[pair]; !ok || met.From.Year() < year {
					first[pair] = met.From.Year()
				}
			}
		}
		for pair, year := range first {
			out[pair] = append(out[pair], year)
		}
	}
	return out
}

// eitherReader reads a variable of a pair in both directions, the greater of the two known.
func (e *Engine) eitherReader(source, variable string, run *Run) func(year int) float64 {
	there, back := e.pairReader(source, variable, run.A, run.B), e.pairReader(source, variable, run.B, run.A)
	return func(year int) float64 {
		x, y := there(year), back(year)
		if y == y && (x != x || y > x) {
			return y
		}
		return x
	}
}

// pairReader reads a variable of a directed pair as pairInput does.
func (e *Engine) pairReader(source, variable string, a, b comity.State) func(year int) float64 {
	type part struct {
		t    *record.Table
		run  record.Run
		zero bool
	}
	var parts []part
	for _, t := range e.tables[source] {
		if v, ok := t.Variable(variable); ok {
			run, _ := t.Series(variable, a, b)
			parts = append(parts, part{t, run, v.Absence == "zero"})
		}
	}
	cow := sharedYears(states.Alive(comity.COW, a), states.Alive(comity.COW, b))
	return func(year int) float64 {
		value := comity.NaN(comity.NotCovered)
		for _, p := range parts {
			if !p.t.Covers(year) {
				continue
			}
			if x, _ := p.run.At(year); comity.Why(x) != comity.NotCovered {
				value = x
			} else if p.zero && cow.has(year) {
				value = 0
			}
		}
		return value
	}
}

// obligations grades what two promised each other, by the reading's source or comity's own list.
func obligations(b *bench, g *Grid, r Reading) *frame.Column {
	if r.Source == ownTreaties {
		return ownObligations(b, g)
	}
	from, to := tableSpan(b.e, r, nil)
	return g.pairSmalls(frame.Whole, func(run *Run, out []int8) {
		var reads []func(int) float64
		for _, o := range obligationGrades {
			reads = append(reads, b.e.eitherReader(r.Source, o.variable, run))
		}
		for i := range out {
			out[i] = within(run.From+i, from, to, func(year int) float64 { return gradeOf(reads, year) })
		}
	})
}

// gradeOf is the highest grade of the obligations there are, missing where one of them is.
func gradeOf(reads []func(int) float64, year int) float64 {
	best, worst := 0.0, comity.Present
	for k, read := range reads {
		x := read(year)
		worst = comity.Worst(worst, comity.Why(x))
		if x == 1 {
			best = max(best, obligationGrades[k].grade)
		}
	}
	if worst != comity.Present {
		return comity.NaN(worst)
	}
	return best
}

// ownObligations does as ownObligation, with the treaties in force at the end of each year as bits.
func ownObligations(b *bench, g *Grid) *frame.Column {
	in := b.treatiesAtYearEnd()
	type masks struct {
		any, promised []uint64
		o             treaties.Obligation
		grade         int8
	}
	var grades []masks
	for _, o := range ownGrades {
		carries := func(t treaties.Treaty) bool { return t.Obligations&o.o != 0 }
		grades = append(grades, masks{in.mask(carries), in.mask(func(t treaties.Treaty) bool { return carries(t) && promises(t) }), o.o, int8(o.grade)})
	}
	silence := missingSmall(comity.NotCovered)
	cell := func(run *Run, year int, cow years) int8 {
		x, y := in.of(run.A, year), in.of(run.B, year)
		for _, m := range grades {
			if inBoth(x, y, m.promised) > 0 {
				return m.grade
			}
			span, ok := treaties.Complete(run.A, run.B, m.o)
			if !ok || inBoth(x, y, m.any) > 0 || !span.Has(comity.DayOf(year, 12, 31)) {
				return silence
			}
		}
		if !cow.has(year) {
			return silence
		}
		return 0
	}
	return g.pairSmalls(frame.Whole, func(run *Run, out []int8) {
		fillSmall(out, silence)
		cow := cowYears(g, run)
		for year := max(run.From, firstObligations); year < min(run.From+run.Len, lastObligations+1); year++ {
			out[year-run.From] = cell(run, year, cow)
		}
	})
}

// groupJoint counts the organisations both are in at the end of the year.
func groupJoint(b *bench, g *Grid, _ Reading) *frame.Column {
	in := b.membersAtYearEnd(rosters())
	return g.pairSmalls(frame.Whole, func(run *Run, out []int8) {
		fillSmall(out, missingSmall(comity.NotCovered))
		for year := max(run.From, firstJoint); year < min(run.From+run.Len, lastJoint+1); year++ {
			out[year-run.From] = int8(inBoth(in.of(run.A, year), in.of(run.B, year), nil))
		}
	})
}
