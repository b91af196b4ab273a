package desk

// This file answers what a change of costs of trade would make of trade and real incomes, by exact hat algebra over a matrix of trade
// with domestic trade: a file of the user's, or the record's flows with domestic trade reckoned from GDP.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"comity"
	"comity/format/frame"
	"comity/formula"
	"comity/measure/gravity"
	"comity/panel"
	"comity/source"
	"comity/states"
)

// CounterfactualSpec is what is asked for.
type CounterfactualSpec struct {
	Shocks     []string // "A,B: 1.25" both ways, "A->B: 1.25" one way: factors of costs
	Embargoes  []string // "A->B" or "A,B": flows that end
	Elasticity float64
	Scaled     bool // deficits in proportion to output
	Year       int
	// A file of the user's: columns of the exporter, the importer and the flow, and its name in a file of several tables.
	File, Part       string
	From, To, Flow   string
	MissingAsNothing bool
	// The record: a book, and the ratio of gross output to GDP that domestic trade is reckoned with.
	Book        string
	OutputRatio float64
}

// tradeWorld is a whole matrix of trade.
type tradeWorld struct {
	names []string  // ids of countries
	trade []float64 // square, exporters in rows, domestic trade on the diagonal
	unit  string
	find  func(text string) (int, error)
}

// MeasureCounterfactual solves for a change of costs.
func (d *Desk) MeasureCounterfactual(ctx context.Context, s CounterfactualSpec) (*Measurement, error) {
	if len(s.Shocks)+len(s.Embargoes) == 0 {
		return nil, errors.New("say what changes: --shock \"A,B: 1.25\" (costs both ways times 1.25), --shock \"A->B: 1.25\" or --embargo \"A->B\"")
	}
	s.Elasticity = cmp.Or(s.Elasticity, 4)
	m := newMeasurement(gravity.Counterfactual, "Comparative statics of a change of costs of trade")
	w, err := d.tradeWorld(m, s)
	if err != nil {
		return nil, err
	}
	changes, tau, err := w.costs(s)
	if err != nil {
		return nil, err
	}
	economy := gravity.Economy{N: len(w.names), Trade: w.trade, Elasticity: s.Elasticity, Scaled: s.Scaled}
	c, err := economy.Solve(ctx, tau)
	if err != nil {
		return nil, w.spoken(err)
	}
	m.choose("changes of costs", strings.Join(costsTold(w, changes), "; "))
	m.choose("elasticity of trade to its costs", strconv.FormatFloat(s.Elasticity, 'g', -1, 64))
	m.choose("deficits", map[bool]string{true: "in proportion to output", false: "as large as before, in units of world output"}[s.Scaled])
	m.choose("unit of money", "world output: wages, prices and flows are relative to it")
	w.lay(m, c, changes)
	m.Answer.Limits = []string{
		"Comparative statics, not a forecast: two equilibria of a model of one sector are held against each other, with everything else as it was. The way from the one to the other, its costs, and what governments, firms and third states would do are not in it.",
		"One elasticity stands for all goods and states. What cannot be replaced at once (energy, parts, food) weighs no more than anything else; short-run losses may be many times as large, and long-run ones smaller or larger.",
		"The sizes hang on domestic trade and the elasticity: try others.",
	}
	return m, nil
}

// tradeWorld gets the matrix: of the file, or of the record.
func (d *Desk) tradeWorld(m *Measurement, s CounterfactualSpec) (*tradeWorld, error) {
	switch {
	case s.File != "" && s.OutputRatio != 0:
		return nil, errors.New("--output-ratio reckons domestic trade of the record's flows; a file has its own on its diagonal")
	case s.File != "":
		return worldOfFile(m, s)
	case s.OutputRatio == 0:
		return nil, errors.New("the whole matrix of trade is needed, with domestic trade, and no source here has domestic trade that can be held against flows between states " +
			"(that of ITPD-E comes and goes with the industries reported, and is left out of the record). Give a file of yours (--file FLOWS with columns of exporter, importer and flow), " +
			"or let domestic trade be reckoned from GDP: --output-ratio 2 takes gross output as twice GDP everywhere")
	}
	return d.worldOfRecord(m, s)
}

// worldOfRecord is a book's flows with domestic trade as output less exports, output a multiple of GDP.
func (d *Desk) worldOfRecord(m *Measurement, s CounterfactualSpec) (*tradeWorld, error) {
	if !(s.OutputRatio >= 1 && s.OutputRatio <= 10) {
		return nil, fmt.Errorf("--output-ratio %v: gross output is GDP and what is used up on the way to it, a ratio of 1 to 10", s.OutputRatio)
	}
	book, err := d.engine.TradeBook(s.Book, cmp.Or(s.Year, 1), cmp.Or(s.Year, 9999))
	if err != nil {
		return nil, d.named(err)
	}
	year := cmp.Or(s.Year, book.To)
	t, err := d.engine.TradeMatrix(book.Source, year)
	if err != nil {
		return nil, err
	}
	gdp, sources := d.engine.Product(t.States, year)
	m.rests(append(sources, book.Source)...)
	w := &tradeWorld{unit: "USD"}
	kept, left := domesticTrade(t, gdp, s.OutputRatio)
	on := comity.DayOf(year, 12, 31)
	keys := make([]comity.State, len(kept))
	unknown := 0
	w.trade = make([]float64, len(kept)*len(kept))
	for i, a := range kept {
		keys[i] = t.States[a.at]
		w.names = append(w.names, states.ID(keys[i], on))
		for j, b := range kept {
			x := t.Flows[a.at*len(t.States)+b.at]
			switch {
			case i == j:
				x = a.domestic
			case x != x:
				x = 0
				unknown++
			}
			w.trade[i*len(kept)+j] = x
		}
	}
	w.find = func(text string) (int, error) {
		s, _, err := anyTime(text, on)
		if err != nil {
			return 0, err
		}
		for _, key := range panel.Keys(s) {
			if i := slices.Index(keys, key); i >= 0 {
				return i, nil
			}
		}
		return 0, fmt.Errorf("%s is not among the %d states that %s and GDP cover in %d", states.Name(s, on), len(keys), book.Source, year)
	}
	m.choose("trade", fmt.Sprintf("%s (%s), %d, %d states", book.Source, book.Label, year, len(kept)))
	m.choose("domestic trade", fmt.Sprintf("%v times GDP less exports: an assumption of yours, the same everywhere", s.OutputRatio))
	m.note("%s of %s flows are unknown to the book and stand as nothing: the algebra keeps a flow of nothing at nothing.", thousands(unknown), thousands(len(kept)*(len(kept)-1)))
	if len(left) > 0 {
		m.note("Left out, for want of GDP or because exports are larger than output so reckoned: %d states (%s).", len(left), firstStates(left, t, on))
	}
	return w, nil
}

// homeTrade is a state with its domestic trade.
type homeTrade struct {
	at       int
	domestic float64
}

// domesticTrade reckons domestic trade, and leaves out states that have none.
func domesticTrade(t panel.TradeMatrix, gdp []float64, ratio float64) (kept []homeTrade, left []int) {
	n := len(t.States)
	for i := range n {
		out := 0.0
		for _, x := range t.Flows[i*n : i*n+n] {
			if x == x {
				out += x
			}
		}
		if own := ratio*gdp[i] - out; own > 0 {
			kept = append(kept, homeTrade{i, own})
		} else {
			left = append(left, i)
		}
	}
	return kept, left
}

// firstStates names the first of some states.
func firstStates(list []int, t panel.TradeMatrix, on comity.Day) string {
	var names []string
	for _, i := range list[:min(len(list), 8)] {
		names = append(names, states.Name(t.States[i], on))
	}
	if rest := len(list) - len(names); rest > 0 {
		names = append(names, fmt.Sprintf("and %d more", rest))
	}
	return strings.Join(names, ", ")
}

// worldOfFile reads a file of flows.
func worldOfFile(m *Measurement, s CounterfactualSpec) (*tradeWorld, error) {
	dir, name := filepath.Split(s.File)
	if _, err := os.Stat(s.File); err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", s.File, bare(err))
	}
	own, err := source.ReadTable(os.DirFS(cmp.Or(dir, ".")), name, s.Part)
	if err != nil {
		return nil, err
	}
	r := flowFile{spec: s, f: own.Frame}
	if err := r.columns(); err != nil {
		return nil, err
	}
	w, err := r.read(m)
	if err != nil {
		return nil, err
	}
	m.choose("trade", fmt.Sprintf("%s (%s…), %d countries", s.File, own.File.SHA256[:12], len(w.names)))
	m.choose("domestic trade", "the diagonal of the file")
	return w, nil
}

// flowFile is a file of flows being read.
type flowFile struct {
	spec           CounterfactualSpec
	f              *frame.Frame
	from, to, flow *frame.Column
	year           *frame.Column
}

// columns finds the columns.
func (r *flowFile) columns() error {
	var names []string
	for _, c := range r.f.Columns {
		names = append(names, c.Name)
	}
	for _, want := range []struct {
		to          **frame.Column
		name, usual string
	}{{&r.from, r.spec.From, "exporter"}, {&r.to, r.spec.To, "importer"}, {&r.flow, r.spec.Flow, "trade"}} {
		name := cmp.Or(want.name, want.usual)
		if *want.to = r.f.Column(name); *want.to == nil {
			return fmt.Errorf("%s has no column %q%s; name those of the exporter, the importer and the flow with --from, --to and --flow", r.spec.File, name, formula.Meant(name, names))
		}
	}
	if r.flow.Kind == frame.Text {
		return fmt.Errorf("%s: column %s is text, and flows are numbers", r.spec.File, r.flow.Name)
	}
	r.year = r.f.Column("year")
	return nil
}

// countryIn is the text of a cell of a country.
func countryIn(c *frame.Column, row int) string { return strings.TrimSpace(shownIn(c, row)) }

// rows are those of the year asked for; without one the file has one year.
func (r *flowFile) rows() ([]int, error) {
	var rows []int
	seen := map[float64]bool{}
	for row := range r.f.Rows {
		if r.year != nil {
			seen[r.year.At(row)] = true
			if r.spec.Year != 0 && r.year.At(row) != float64(r.spec.Year) {
				continue
			}
		}
		rows = append(rows, row)
	}
	switch {
	case r.spec.Year == 0 && len(seen) > 1:
		return nil, fmt.Errorf("%s has %d years: name one with --year", r.spec.File, len(seen))
	case len(rows) == 0:
		return nil, fmt.Errorf("%s has no row of %d", r.spec.File, r.spec.Year)
	}
	return rows, nil
}

// read lays the rows out as a matrix.
func (r *flowFile) read(m *Measurement) (*tradeWorld, error) {
	rows, err := r.rows()
	if err != nil {
		return nil, err
	}
	places := map[string]int{}
	w := &tradeWorld{unit: "of the file"}
	for _, row := range rows {
		for _, c := range []*frame.Column{r.from, r.to} {
			if name := countryIn(c, row); places[name] == 0 {
				w.names = append(w.names, name)
				places[name] = len(w.names)
			}
		}
	}
	if len(w.names) > gravity.MaxCountries {
		return nil, fmt.Errorf("%s names %d countries, more than %d", r.spec.File, len(w.names), gravity.MaxCountries)
	}
	slices.Sort(w.names)
	for i, name := range w.names {
		places[name] = i
	}
	n := len(w.names)
	w.trade = make([]float64, n*n)
	for i := range w.trade {
		w.trade[i] = math.NaN()
	}
	for _, row := range rows {
		at := places[countryIn(r.from, row)]*n + places[countryIn(r.to, row)]
		if w.trade[at] == w.trade[at] {
			return nil, fmt.Errorf("%s has two rows of %s to %s: sum them, or name a --year", r.spec.File, countryIn(r.from, row), countryIn(r.to, row))
		}
		w.trade[at] = r.flow.At(row)
	}
	if err := w.whole(m, r.spec); err != nil {
		return nil, err
	}
	w.find = func(text string) (int, error) {
		if i, ok := places[text]; ok {
			return i, nil
		}
		if s, _, err := anyTime(text, LastDay); err == nil {
			if i, ok := places[states.ID(s, LastDay)]; ok {
				return i, nil
			}
		}
		return 0, fmt.Errorf("%s has no country %q%s", r.spec.File, text, formula.Meant(text, w.names))
	}
	return w, nil
}

// whole holds a matrix to having all its cells.
func (w *tradeWorld) whole(m *Measurement, s CounterfactualSpec) error {
	n, lacks, first := len(w.names), 0, -1
	for at, x := range w.trade {
		if x == x {
			continue
		}
		if at/n == at%n {
			return fmt.Errorf("%s has no domestic trade of %s (a row with it as exporter and importer): shares of spending need it", s.File, w.names[at/n])
		}
		if lacks++; first < 0 {
			first = at
		}
		if s.MissingAsNothing {
			w.trade[at] = 0
		}
	}
	if lacks > 0 && !s.MissingAsNothing {
		return fmt.Errorf("%s lacks %d of %d flows, as that from %s to %s: missing is not nothing; --missing-as-nothing takes them so", s.File, lacks, n*n, w.names[first/n], w.names[first%n])
	}
	if lacks > 0 {
		m.note("%s of %s flows are missing and stand as nothing, as asked for.", thousands(lacks), thousands(n*n))
	}
	return nil
}

// spoken puts the names of countries where an error has numbers.
func (w *tradeWorld) spoken(err error) error {
	var i int
	if _, e := fmt.Sscanf(err.Error(), "country %d", &i); e == nil && i >= 1 && i <= len(w.names) {
		return errors.New(strings.Replace(err.Error(), fmt.Sprintf("country %d", i), w.names[i-1], 1))
	}
	return err
}

// costChange is a change of costs from one country to another.
type costChange struct {
	from, to int
	factor   float64 // +Inf: the flow ends
}

// costs reads the changes.
func (w *tradeWorld) costs(s CounterfactualSpec) (list []costChange, tau []float64, err error) {
	for _, text := range s.Shocks {
		pair, factor, ok := cutLast(text, ":")
		x, bad := strconv.ParseFloat(strings.TrimSpace(factor), 64)
		if !ok || bad != nil || !(x > 0) || math.IsInf(x, 0) {
			return nil, nil, fmt.Errorf("--shock %q: want two countries and a factor above 0, as \"A,B: 1.25\" (both ways) or \"A->B: 1.25\"", text)
		}
		if list, err = w.change(list, pair, x, "--shock "+strconv.Quote(text)); err != nil {
			return nil, nil, err
		}
	}
	for _, text := range s.Embargoes {
		if list, err = w.change(list, text, math.Inf(1), "--embargo "+strconv.Quote(text)); err != nil {
			return nil, nil, err
		}
	}
	tau = slices.Repeat([]float64{1}, len(w.trade))
	for _, c := range list {
		tau[c.from*len(w.names)+c.to] *= c.factor
	}
	return list, tau, nil
}

// cutLast cuts at the last mark, for names of states may have one.
func cutLast(text, mark string) (before, after string, ok bool) {
	i := strings.LastIndex(text, mark)
	if i < 0 {
		return text, "", false
	}
	return text[:i], text[i+1:], true
}

// change adds the changes of one text: "A->B" or "A,B".
func (w *tradeWorld) change(list []costChange, text string, factor float64, flag string) ([]costChange, error) {
	a, b, oneWay := strings.Cut(text, "->")
	if !oneWay {
		var both bool
		if a, b, both = strings.Cut(text, ","); !both {
			return nil, fmt.Errorf("%s: want two countries, as \"A->B\" (from A to B) or \"A,B\" (both ways)", flag)
		}
	}
	i, err := w.find(strings.TrimSpace(a))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", flag, err)
	}
	j, err := w.find(strings.TrimSpace(b))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", flag, err)
	}
	if i == j {
		return nil, fmt.Errorf("%s: both are %s; domestic trade keeps its costs", flag, w.names[i])
	}
	list = append(list, costChange{i, j, factor})
	if !oneWay {
		list = append(list, costChange{j, i, factor})
	}
	return list, nil
}

// costsTold says the changes in words.
func costsTold(w *tradeWorld, list []costChange) (out []string) {
	for _, c := range list {
		if math.IsInf(c.factor, 1) {
			out = append(out, fmt.Sprintf("%s to %s: no trade", w.names[c.from], w.names[c.to]))
			continue
		}
		out = append(out, fmt.Sprintf("%s to %s: costs times %v", w.names[c.from], w.names[c.to], c.factor))
	}
	return out
}

// lay lays out what follows, the greatest loss of real income first.
func (w *tradeWorld) lay(m *Measurement, c *gravity.Change, changes []costChange) {
	n := len(w.names)
	spending := make([]float64, n)
	for at, x := range w.trade {
		spending[at%n] += x
	}
	after := func(i, j int) float64 { return c.Share[i*n+j] * c.Spend[j] * spending[j] }
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(c.Welfare[a], c.Welfare[b]) })
	var names []string
	var real, wage, price, before, now, exports []float64
	for _, i := range order {
		out, changed := 0.0, 0.0
		for j := range n {
			if j != i {
				out, changed = out+w.trade[i*n+j], changed+after(i, j)
			}
		}
		names = append(names, w.names[i])
		real, wage, price = append(real, percentChange(c.Welfare[i])), append(wage, percentChange(c.Wage[i])), append(price, percentChange(c.Price[i]))
		before, now = append(before, w.trade[i*n+i]/spending[i]), append(now, c.Share[i*n+i])
		exports = append(exports, percentChange(quotient(changed, out)))
	}
	m.table("changes", "Change by country, the greatest loss of real income first", textColumn("country", "country", names), realColumn("real_income", "change of real income", "%", real),
		realColumn("wage", "change of wages, or prices at the factory gate", "%", wage), realColumn("price", "change of the price index of what is bought", "%", price),
		realColumn("exports", "change of exports", "%", exports), realColumn("domestic_before", "share of spending at home before", "share", before), realColumn("domestic_after", "and after", "share", now))
	w.flowTables(m, changes, after)
	m.Answer.Finding = w.finding(c, changes, order)
}

func percentChange(x float64) float64 { return 100 * (x - 1) }

// flowTables lay out the flows whose costs change, and, where it is asked for, all.
func (w *tradeWorld) flowTables(m *Measurement, changes []costChange, after func(i, j int) float64) {
	n := len(w.names)
	lay := func(name, title string, cells []int) NamedTable {
		var from, to []string
		var x, y, change []float64
		for _, at := range cells {
			i, j := at/n, at%n
			from, to = append(from, w.names[i]), append(to, w.names[j])
			x, y = append(x, w.trade[at]), append(y, after(i, j))
			change = append(change, percentChange(quotient(after(i, j), w.trade[at])))
		}
		m.table(name, title, textColumn("from", "exporter", from), textColumn("to", "importer", to), realColumn("before", "flow before", w.unit, x),
			realColumn("after", "flow after, in units of world output as before", w.unit, y), realColumn("change", "change", "%", change))
		return m.Tables[len(m.Tables)-1]
	}
	var changed []int
	for _, c := range changes {
		if at := c.from*n + c.to; !slices.Contains(changed, at) {
			changed = append(changed, at)
		}
	}
	lay("changed", "Flows whose costs change", changed)
	all := make([]int, n*n)
	for i := range all {
		all[i] = i
	}
	lay("flows", "All flows", all)
	m.Tables[len(m.Tables)-1].quiet = true
}

// finding says what becomes of those named, and of the third that it touches most.
func (w *tradeWorld) finding(c *gravity.Change, changes []costChange, order []int) string {
	var named []int
	for _, x := range changes {
		for _, i := range []int{x.from, x.to} {
			if !slices.Contains(named, i) {
				named = append(named, i)
			}
		}
	}
	var parts []string
	for _, i := range named[:min(len(named), 6)] {
		parts = append(parts, fmt.Sprintf("%s %+.2f %%", w.names[i], percentChange(c.Welfare[i])))
	}
	text := "Comparative statics, not a forecast: real income " + strings.Join(parts, ", ")
	third := -1
	for _, i := range order {
		if !slices.Contains(named, i) && (third < 0 || math.Abs(c.Welfare[i]-1) > math.Abs(c.Welfare[third]-1)) {
			third = i
		}
	}
	if third >= 0 {
		text += fmt.Sprintf("; of the others the largest change is %s %+.2f %%", w.names[third], percentChange(c.Welfare[third]))
	}
	return text + "."
}
