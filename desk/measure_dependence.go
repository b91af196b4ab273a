package desk

// This file measures what trade is to pairs of states: every book's figure of a pair side by side, the measures made of one book, and in
// which of them the last year is a record.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"comity"
	"comity/chart"
	"comity/format/frame"
	"comity/headline"
	"comity/measure/dependence"
	"comity/panel"
	"comity/states"
)

// DependenceSpec is what is asked for.
type DependenceSpec struct {
	States   []string // a pair; none: all pairs
	From, To int
	Book     string // the book measures are made of; empty: the one that covers the most of the years
	System   string
	Scope    []string
}

// dependenceColumns are the columns of the first table, as NAME=COLUMN, each read from one book.
var dependenceColumns = []string{"turnover=trade.turnover", "turnover_real=trade.turnover_real", "exports=trade.exports", "imports=trade.imports", "balance=trade.balance",
	"share=trade.share", "export_share=trade.export_share", "import_share=trade.import_share", "dependence=trade.dependence", "weak_link=trade.weak_link",
	"salience=trade.salience", "symmetry=trade.symmetry", "interdependence=trade.interdependence", "intensity=trade.intensity"}

// MeasureDependence measures trade interdependence.
func (d *Desk) MeasureDependence(ctx context.Context, s DependenceSpec) (*Measurement, error) {
	if len(s.States) != 0 && len(s.States) != 2 {
		return nil, errors.New("name the two states of a pair, as RUS CHN; or none, with --all")
	}
	book, err := d.engine.TradeBook(s.Book, cmp.Or(s.From, 1), cmp.Or(s.To, 9999))
	if years := new(panel.BookYearsError); errors.As(err, &years) && len(s.States) == 2 {
		return d.booksAlone(ctx, s, years)
	}
	if err != nil {
		return nil, d.named(err)
	}
	if len(s.States) == 0 {
		return d.dependenceOfAll(ctx, s, book)
	}
	who, notes, err := resolve(s.States[0], s.States[1], min(comity.DayOf(cmp.Or(s.To, book.To), 12, 31), LastDay))
	if err != nil {
		return nil, err
	}
	return d.dependenceOf(ctx, s, book, who, notes)
}

// spec is the panel of rows of a unit with columns of the book.
func (s DependenceSpec) spec(book panel.TradeBook, unit string, columns ...string) PanelSpec {
	p := PanelSpec{Unit: unit, System: s.System, From: max(s.From, book.From), To: min(cmp.Or(s.To, book.To), book.To), Scope: s.Scope, Directed: unit == "dyad-year"}
	if p.To > LastDay.Year() {
		p.To = LastDay.Year()
	}
	if p.To > listEnds(s.System) {
		p.ExtendTo = p.To
	}
	for _, c := range columns {
		p.Columns = append(p.Columns, c+":"+book.Source)
	}
	return p
}

// listEnds is the last year of a list of states.
func listEnds(system string) int {
	sys := map[string]comity.System{"gw": comity.GW, "un": comity.UN}[system] // cow where it is another, which the panel refuses
	return states.Covered(sys).Year()
}

// dependenceOfAll measures all pairs, or those of a scope.
func (d *Desk) dependenceOfAll(ctx context.Context, s DependenceSpec, book panel.TradeBook) (*Measurement, error) {
	spec := s.spec(book, "dyad-year", dependenceColumns...)
	spec.Steps = []PanelStep{{Kind: "where", Text: "not missing(exports) or not missing(imports)"}}
	p, err := d.Panel(ctx, spec)
	if err != nil {
		return nil, err
	}
	m := newMeasurement(dependence.Method, "Trade of pairs, "+yearsWords(spec.From, spec.To))
	m.Tables = append(m.Tables, NamedTable{Name: "dependence", Title: "Trade by pair, direction and year", Table: d.titled(p)})
	for _, c := range p.Columns {
		m.rests(p.Behind(c)...)
	}
	for _, step := range p.Log {
		for _, n := range step.Notes {
			m.note("Of the rows: %s.", n)
		}
	}
	m.tradeNotes(book)
	m.choose("list of states", p.Spec.System)
	return m, nil
}

// tradeNotes says which book it was made of, and what it does not show.
func (m *Measurement) tradeNotes(book panel.TradeBook) {
	m.choose("book", fmt.Sprintf("%s (%s), %d-%d", book.Source, book.Label, book.From, book.To))
	m.choose("totals", "sums over the partners of the book whose flow is known")
	if book.Caution != "" {
		m.note("%s.", upperFirst(book.Caution))
	}
	m.Answer.Limits = tradeLimits
}

// pairTrade is a pair's measures by year: cells of a panel of both directions.
type pairTrade struct {
	who   []comity.State
	years []int
	cells [2]map[string][]float64 // of the first state with the second, and the other way round, by column
}

// dependenceOf measures one pair.
func (d *Desk) dependenceOf(ctx context.Context, s DependenceSpec, book panel.TradeBook, who []comity.State, notes []string) (*Measurement, error) {
	spec := s.spec(book, "dyad-year", dependenceColumns...)
	last := comity.DayOf(spec.To, 12, 31)
	names := [2]string{states.Name(who[0], last), states.Name(who[1], last)}
	m := newMeasurement(dependence.Method, fmt.Sprintf("Trade of %s and %s, %s", names[0], names[1], yearsWords(spec.From, spec.To)))
	for _, n := range notes {
		m.note("%s.", n)
	}
	spec.Scope = append(spec.Scope, strings.Join(s.States, ","))
	spec.Steps = []PanelStep{{Kind: "where", Text: "not missing(exports) or not missing(imports)"}}
	p, err := d.Panel(ctx, spec)
	if err != nil {
		return nil, err
	}
	m.Tables = append(m.Tables, NamedTable{Name: "dependence", Title: "By " + book.Source + ", each of the two with the other", Table: d.titled(p)})
	for _, c := range p.Columns {
		m.rests(p.Behind(c)...)
	}
	m.tradeNotes(book)
	t := seriesOfPair(p.Frame, s.System, who)
	d.booksTable(m, who, s, t)
	if err := d.mirrorTable(ctx, m, s, spec); err != nil {
		return nil, err
	}
	if err := d.concentrationTable(ctx, m, s, book, spec.Scope[len(spec.Scope)-1]); err != nil {
		return nil, err
	}
	if len(t.years) == 0 {
		m.note("%s knows no trade of the two in these years.", book.Source)
		return m, nil
	}
	t.charts(m)
	m.Answer.Finding = t.finding(names, book)
	return m, nil
}

// booksAlone measures one pair in years that no book with all partners covers: what others say of the two, without shares.
func (d *Desk) booksAlone(ctx context.Context, s DependenceSpec, why *panel.BookYearsError) (*Measurement, error) {
	who, notes, err := resolve(s.States[0], s.States[1], min(comity.DayOf(cmp.Or(s.To, LastDay.Year()), 12, 31), LastDay))
	if err != nil {
		return nil, err
	}
	last := min(comity.DayOf(cmp.Or(s.To, LastDay.Year()), 12, 31), LastDay)
	m := newMeasurement(dependence.Method, fmt.Sprintf("Trade of %s and %s%s", states.Name(who[0], last), states.Name(who[1], last), yearsAfter(s.From, s.To)))
	for _, n := range notes {
		m.note("%s.", n)
	}
	m.note("There are no shares, no dependence and no concentration: %s.", why)
	d.booksTable(m, who, s, &pairTrade{who: who})
	if len(m.Tables) == 0 {
		return nil, fmt.Errorf("no figure of the trade of the two in these years is here: %w", why)
	}
	if err := d.mirrorTable(ctx, m, s, PanelSpec{Unit: "dyad-year", System: s.System, Directed: true, Scope: []string{strings.Join(s.States, ",")}}); err != nil {
		return nil, err
	}
	m.Answer.Limits = tradeLimits
	return m, nil
}

// tradeLimits say what figures of trade do not show.
var tradeLimits = []string{
	"How much two states trade says neither who needs whom nor what would happen without it: what is traded, and what could take its place, is not in these figures (comity measure counterfactual reckons with that in one way).",
	"Figures of one pair differ between books by what is counted, whose reports are taken, freight and insurance, re-exports and errors. A record in one book may be none in another.",
}

// keyOfCode is the state a number of a list of states is of in a year: on its last day, or on the first where the state ended in it. What a list
// that ends before the year says of its last day goes on.
func keyOfCode(system string, code float64, year int) comity.State {
	sys, err := panel.SystemOf(system)
	if err != nil {
		return comity.NoState // the panel refused it
	}
	for _, on := range []comity.Day{comity.DayOf(year, 12, 31), comity.DayOf(year, 1, 1), states.Covered(sys)} {
		if key := states.Key(sys, int16(code), on); key != comity.NoState {
			return key
		}
	}
	return states.Key(sys, int16(code), comity.NoDay)
}

// seriesOfPair takes the cells of both directions out of a panel; years without a row are missing.
func seriesOfPair(f *frame.Frame, system string, who []comity.State) *pairTrade {
	t := &pairTrade{who: who}
	year, first := f.Column("year"), f.Columns[0]
	for row := range f.Rows {
		if y := int(year.At(row)); !slices.Contains(t.years, y) {
			t.years = append(t.years, y)
		}
	}
	slices.Sort(t.years)
	if len(t.years) == 0 {
		return t
	}
	from, to := t.years[0], t.years[len(t.years)-1]
	t.years = nil
	for y := from; y <= to; y++ {
		t.years = append(t.years, y)
	}
	for side := range t.cells {
		t.cells[side] = map[string][]float64{}
		for _, c := range dependenceColumns {
			name, _, _ := strings.Cut(c, "=")
			t.cells[side][name] = make([]float64, len(t.years))
			for i := range t.years {
				t.cells[side][name][i] = comity.NaN(comity.NotCovered)
			}
		}
	}
	for row := range f.Rows {
		side := 1
		if slices.Contains(panel.Keys(who[0]), keyOfCode(system, first.At(row), int(year.At(row)))) {
			side = 0
		}
		for name, cells := range t.cells[side] {
			cells[int(year.At(row))-from] = f.Column(name).At(row)
		}
	}
	return t
}

// tradeRecord is a series of which it is asked whether its last year is a record.
type tradeRecord struct {
	name, unit string
	first      int
	values     []float64
}

// deflated is a series of current dollars in dollars of one year.
func (r tradeRecord) deflated() tradeRecord {
	out := tradeRecord{r.name + fmt.Sprintf(" in dollars of %d", headline.DeflatorBase), fmt.Sprintf("USD of %d", headline.DeflatorBase), r.first, make([]float64, len(r.values))}
	for i, x := range r.values {
		out.values[i] = comity.NaN(comity.NotCovered)
		if p, ok := headline.Deflator(r.first + i); ok {
			out.values[i] = dependence.Over(x, p.Level)
		}
	}
	return out
}

// recordsOf are the series of the chosen book.
func (t *pairTrade) recordsOf(book string) []tradeRecord {
	on := comity.DayOf(t.years[len(t.years)-1], 12, 31)
	a, b := states.ID(panel.KeyIn(t.who[0], on.Year()), on), states.ID(panel.KeyIn(t.who[1], on.Year()), on)
	one := func(name, unit string, side int, column string) tradeRecord {
		return tradeRecord{name + ", " + book, unit, t.years[0], t.cells[side][column]}
	}
	return []tradeRecord{
		one("turnover", "USD", 0, "turnover"), one("turnover in dollars of 2017", "USD of 2017", 0, "turnover_real"),
		one("share in the trade of "+a, "share", 0, "share"), one("share in the trade of "+b, "share", 1, "share"),
		one("trade over GDP of "+a, "share", 0, "dependence"), one("trade over GDP of "+b, "share", 1, "dependence"),
	}
}

// booksTable puts the turnover of all books and offices side by side, and says of each, and of each measure, which year is its record.
func (d *Desk) booksTable(m *Measurement, who []comity.State, s DependenceSpec, t *pairTrade) {
	var lines []tradeRecord
	first, last := 9999, 0
	for _, r := range d.engine.Readings("trade.turnover", who) {
		series, err := d.engine.Series("trade.turnover", who, r)
		known := slices.DeleteFunc(series.Known(), func(c panel.Cell) bool { return c.Year < s.From || s.To != 0 && c.Year > s.To })
		if err != nil || len(known) == 0 {
			continue
		}
		for _, c := range known {
			m.rests(c.Ref.Source)
		}
		from, to := known[0].Year, known[len(known)-1].Year
		line := tradeRecord{r.Source, "USD", from, make([]float64, to-from+1)}
		for i := range line.values {
			line.values[i] = series.In(from + i).Value
		}
		lines, first, last = append(lines, line), min(first, from), max(last, to)
	}
	if len(lines) == 0 {
		return
	}
	layBooks(m, lines, first, last)
	for _, l := range slices.Clone(lines) {
		lines = append(lines, l.deflated())
	}
	if len(t.years) > 0 {
		lines = append(t.recordsOf(m.bookOf()), lines...)
	}
	layRecords(m, lines)
}

// bookOf is the id of the book the measures were made of.
func (m *Measurement) bookOf() string {
	for _, c := range m.Answer.Choices {
		if c.Name == "book" {
			id, _, _ := strings.Cut(c.Value, " ")
			return id
		}
	}
	return ""
}

// layBooks lays the books out by year, with the least and the greatest of their figures and the gap of these.
func layBooks(m *Measurement, lines []tradeRecord, first, last int) {
	var years []int
	for y := first; y <= last; y++ {
		years = append(years, y)
	}
	columns := []*frame.Column{wholeColumn("year", "year", years)}
	gap, books := make([]float64, len(years)), make([]int, len(years))
	low, high := make([]float64, len(years)), make([]float64, len(years))
	for i := range years {
		low[i], high[i], gap[i] = comity.NaN(comity.NotCovered), comity.NaN(comity.NotCovered), comity.NaN(comity.NotApplicable)
	}
	for _, l := range lines {
		values := make([]float64, len(years))
		for i, y := range years {
			values[i] = comity.NaN(comity.NotCovered)
			if at := y - l.first; at >= 0 && at < len(l.values) {
				values[i] = l.values[at]
			}
			if x := values[i]; x == x {
				if books[i]++; books[i] == 1 {
					low[i], high[i] = x, x
				}
				low[i], high[i] = min(low[i], x), max(high[i], x)
			}
			if books[i] > 1 {
				gap[i] = dependence.Gap(low[i], high[i])
			}
		}
		columns = append(columns, realColumn(headed(l.name), "turnover by "+l.name, "USD", values))
	}
	columns = append(columns, wholeColumn("books", "books that have a figure", books), realColumn("least", "the least of them", "USD", low), realColumn("greatest", "the greatest of them", "USD", high),
		realColumn("gap", "greatest less least over their sum", "0 to 1", gap))
	m.table("books", "Turnover by each book or office", columns...)
}

// headed is a name of a column of letters, digits and underscores.
func headed(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, strings.ToLower(s))
}

// layRecords says of each series which year is its record.
func layRecords(m *Measurement, lines []tradeRecord) {
	var names, units []string
	var n, year, before, last, times []int
	var isRecord []string
	var value, latest []float64
	for _, l := range lines {
		r := dependence.RecordOf(l.first, l.values)
		if r.N == 0 {
			continue
		}
		names, units, n = append(names, l.name), append(units, l.unit), append(n, r.N)
		year, before, last, times = append(year, r.Year), append(before, r.Before), append(last, r.Last), append(times, r.Times)
		value, latest = append(value, r.Value), append(latest, l.values[r.Last-l.first])
		isRecord = append(isRecord, map[bool]string{true: "yes", false: "no"}[r.N > 1 && r.Year == r.Last])
	}
	m.table("records", "Records: the highest year of each series", textColumn("series", "series", names), textColumn("unit", "unit", units), wholeColumn("years", "years known", n),
		wholeColumn("record", "year of the highest", year), realColumn("value", "the highest", "", value), wholeColumn("last", "last year known", last),
		realColumn("last_value", "value of the last year", "", latest), textColumn("last_is_record", "the last year is the highest", isRecord),
		wholeColumn("before", "year of the highest before the record; 0: none", before), wholeColumn("times", "years higher than all before", times))
}

// mirrorTable puts the two reports of each flow side by side, where a source has both.
func (d *Desk) mirrorTable(ctx context.Context, m *Measurement, s DependenceSpec, spec PanelSpec) error {
	var from, to, sources []string
	var years []int
	var exporter, importer, gap []float64
	for _, source := range []string{"comtrade-mirror", "tradhist-2016"} {
		of := spec
		of.From, of.To, of.ExtendTo = s.From, cmp.Or(s.To, LastDay.Year()), LastDay.Year()
		of.Columns = []string{"x=trade.reported_exports:" + source, "m=trade.reported_imports:" + source, "gap=trade.mirror_gap:" + source + ";as=relative"}
		of.Steps = []PanelStep{{Kind: "where", Text: "not missing(x) or not missing(m)"}}
		p, err := d.Panel(ctx, of)
		if absent := new(panel.AbsentError); errors.As(err, &absent) {
			continue
		}
		if err != nil {
			return err
		}
		f := p.Frame
		for row := range f.Rows {
			year := int(f.Column("year").At(row))
			at := comity.DayOf(year, 12, 31)
			years = append(years, year)
			id := func(c *frame.Column) string { return states.ID(keyOfCode(spec.System, c.At(row), year), at) }
			from, to = append(from, id(f.Columns[0])), append(to, id(f.Columns[1]))
			sources = append(sources, source)
			exporter, importer, gap = append(exporter, f.Column("x").At(row)), append(importer, f.Column("m").At(row)), append(gap, f.Column("gap").At(row))
		}
		if f.Rows > 0 {
			for _, c := range p.Columns {
				m.rests(p.Behind(c)...)
			}
		}
	}
	if len(years) == 0 {
		m.note("No source here has both states' own reports of their trade; comity columns mirror says which could.")
		return nil
	}
	m.table("mirror", "Two reports of one flow (comtrade-mirror: USD; tradhist-2016: GBP)", wholeColumn("year", "year", years), textColumn("from", "exporter", from), textColumn("to", "importer", to),
		textColumn("source", "source", sources), realColumn("exporter_says", "the flow as the exporter reports it", "", exporter), realColumn("importer_says", "the flow as the importer reports it", "", importer),
		realColumn("gap", "difference over sum", "0 to 1", gap))
	return nil
}

// concentrationTable says how far the trade of each of the two is with few partners.
func (d *Desk) concentrationTable(ctx context.Context, m *Measurement, s DependenceSpec, book panel.TradeBook, pair string) error {
	spec := s.spec(book, "state-year", "total=trade.total", "concentration=trade.concentration", "hhi_exports=trade.hhi_exports", "hhi_imports=trade.hhi_imports")
	spec.Scope = append(slices.Clone(s.Scope), pair)
	spec.Steps = []PanelStep{{Kind: "where", Text: "not missing(total)"}}
	p, err := d.Panel(ctx, spec)
	if err != nil {
		return err
	}
	m.Tables = append(m.Tables, NamedTable{Name: "concentration", Title: "Concentration of each state's trade on few partners, by " + book.Source, Table: d.titled(p)})
	return nil
}

// charts draws turnover, current and constant, and shares.
func (t *pairTrade) charts(m *Measurement) {
	if len(t.years) < 2 {
		return
	}
	on := comity.DayOf(t.years[len(t.years)-1], 12, 31)
	name := func(i int) string { return states.Name(panel.KeyIn(t.who[i], on.Year()), on) }
	m.Answer.Charts = append(m.Answer.Charts,
		&chart.Line{Title: "Trade both ways", Unit: "USD", Series: []chart.Series{{Name: "current dollars", Years: t.years, Values: t.cells[0]["turnover"]}, {Name: "dollars of 2017", Years: t.years, Values: t.cells[0]["turnover_real"]}}},
		&chart.Line{Title: "The other's share in all trade", Unit: "share", Series: []chart.Series{{Name: "of " + name(0), Years: t.years, Values: t.cells[0]["share"]}, {Name: "of " + name(1), Years: t.years, Values: t.cells[1]["share"]}}})
}

// firstKnown is the first year of a series that has a value; 0 where none has.
func firstKnown(r tradeRecord) int {
	for i, x := range r.values {
		if x == x {
			return r.first + i
		}
	}
	return 0
}

// finding says what the last year with a turnover shows, in how many of its readings it is the highest.
func (t *pairTrade) finding(names [2]string, book panel.TradeBook) string {
	turnover := t.cells[0]["turnover"]
	for i := len(t.years) - 1; i >= 0; i-- {
		if turnover[i] != turnover[i] {
			continue
		}
		text := fmt.Sprintf("In %d %s and %s traded %s by %s", t.years[i], names[0], names[1], comity.Show(turnover[i], "USD"), book.Label)
		if a, b := t.cells[0]["share"][i], t.cells[1]["share"][i]; a == a && b == b {
			text += fmt.Sprintf(": %s of the trade of %s, %s of that of %s", comity.Show(a, "share"), names[0], comity.Show(b, "share"), names[1])
		}
		var yes, no, since []string
		first := map[string]bool{}
		for _, r := range t.recordsOf("") {
			name := strings.TrimSuffix(r.name, ", ")
			from := fmt.Sprint(firstKnown(r))
			switch found := dependence.RecordOf(r.first, r.values[:i+1]); {
			case found.N < 2 || found.Last != t.years[i]:
			case found.Year == t.years[i]:
				yes, since, first[from] = append(yes, name), append(since, name+", since "+from), true
			default:
				no, first[from] = append(no, name), true
			}
		}
		if len(yes)+len(no) > 0 {
			text += ". It is the highest "
			if len(first) == 1 {
				text, since = text+"since "+slices.Collect(maps.Keys(first))[0]+" ", yes
			}
			text += fmt.Sprintf("in %d of %d readings", len(yes), len(yes)+len(no))
			if len(yes) > 0 {
				text += " (" + strings.Join(since, "; ") + ")"
			}
		}
		return text + "."
	}
	return fmt.Sprintf("%s knows the trade of %s and %s both ways in none of these years.", book.Source, names[0], names[1])
}
