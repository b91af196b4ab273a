package desk

// This file measures how power is spread: concentration and the number of poles, by several sets, capabilities and rules side by side.

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"comity"
	"comity/chart"
	"comity/format/frame"
	"comity/measure/polarity"
	"comity/panel"
)

// PolaritySpec is what polarity is asked for.
type PolaritySpec struct {
	System   string
	Sets, By []string // none: major powers and the whole system; CINC
	Source   string   // an edition of the capabilities
	From, To int
	Part     float64 // of the leader's share that makes a pole; 0: one half
}

// spread is the powers of one set by one capability.
type spread struct {
	by, set string
	*panel.Powers
}

// spreadRow is what is measured of one year.
type spreadRow struct {
	year, n, unknown                                                        int
	con, conComponents, hhi, effective, move, deltaCON, half, modelski, top float64
}

// MeasurePolarity measures polarity.
func (d *Desk) MeasurePolarity(ctx context.Context, s PolaritySpec) (*Measurement, error) {
	if s.Part == 0 {
		s.Part = .5
	}
	if !(s.Part > 0 && s.Part <= 1) {
		return nil, fmt.Errorf("--part %v: the part of the leader's share that makes a pole is above 0 and at most 1", s.Part)
	}
	sys, err := panel.SystemOf(s.System)
	if err != nil {
		return nil, err
	}
	if len(s.Sets) == 0 {
		s.Sets = []string{"majors", "system"}
	}
	if len(s.By) == 0 {
		s.By = []string{"cinc"}
	}
	if s.Source != "" && len(s.By) > 1 {
		return nil, errors.New("--source is an edition of one capability: name one with --by")
	}
	m := newMeasurement(polarity.Method, "How power is spread"+yearsAfter(s.From, s.To))
	m.choose("list of states", sys.String())
	m.choose("a pole by the rule of half", fmt.Sprintf("%g of the leader's share or more", s.Part))
	var all []spread
	for _, by := range s.By {
		for _, set := range s.Sets {
			p, err := d.engine.Powers(panel.PowersSpec{System: sys, By: by, Source: s.Source, Set: set, Components: by == "cinc"})
			if err != nil {
				return nil, d.lacking("how power is spread", err)
			}
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			all = append(all, spread{by, set, p})
			m.rests(p.Sources...)
		}
	}
	lists, err := d.listsOfPowers(sys, s.By[0], m)
	if err != nil {
		return nil, err
	}
	for _, p := range all {
		m.choose("power by "+p.by+", set "+p.set, p.By+" of "+p.Set)
	}
	m.spreadTables(all, lists, s)
	return m, nil
}

// listsOfPowers are the lists of major, global and regional powers that are here.
func (d *Desk) listsOfPowers(sys comity.System, by string, m *Measurement) ([]spread, error) {
	var out []spread
	for _, set := range []string{"majors", "global", "regional"} {
		p, err := d.engine.Powers(panel.PowersSpec{System: sys, By: by, Set: set})
		if absent := new(panel.AbsentError); errors.As(err, &absent) {
			m.note("The list of %s powers is not here; to have it: comity pull %s && comity build.", set, strings.Join(absent.Sources, " "))
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, spread{by, set, p})
		m.rests(p.Sources...)
	}
	return out, nil
}

// measureYear measures one year of a set.
func (p spread) measureYear(year int, part float64) spreadRow {
	r := spreadRow{year: year}
	of, why := p.In(year)
	for _, x := range of.Amounts {
		if r.n++; x != x {
			r.n, r.unknown = r.n-1, r.unknown+1
		}
	}
	missing := comity.NaN(why)
	if why == comity.Present {
		missing = comity.NaN(comity.Undefined)
	}
	shares := polarity.Set(of.Amounts)
	if why != comity.Present || shares == nil {
		r.con, r.conComponents, r.hhi, r.effective, r.half, r.modelski, r.top = missing, missing, missing, missing, missing, missing, missing
	} else {
		r.con, r.hhi, r.effective = orUndefined(polarity.CON(shares)), polarity.HHI(shares), polarity.Effective(shares)
		r.half, r.modelski, r.top = float64(polarity.Above(shares, part)), float64(polarity.Modelski(shares)), slices.Max(shares)
		r.conComponents = comity.NaN(comity.NotApplicable)
		if len(of.Components) > 0 {
			r.conComponents = orUndefined(polarity.CON(polarity.SetOf(of.Components)))
		}
	}
	r.move = p.Move(year)
	r.deltaCON = comity.NaN(comity.NotCovered)
	if before, why := p.In(year - 1); why == comity.Present {
		r.deltaCON = difference(r.con, orUndefined(polarity.CON(polarity.Set(before.Amounts))))
	}
	return r
}

func orUndefined(x float64) float64 {
	if x != x {
		return comity.NaN(comity.Undefined)
	}
	return x
}

// spreadTables lays out the years of every set, the rules side by side, and the charts.
func (m *Measurement) spreadTables(all, lists []spread, s PolaritySpec) {
	from, to := yearsReached(all, s.From, s.To)
	rows := make([][]spreadRow, len(all))
	for i, p := range all {
		for year := from; year <= to; year++ {
			rows[i] = append(rows[i], p.measureYear(year, s.Part))
		}
	}
	m.sideBySide(all, lists, rows, from)
	m.spreadTable(all, rows)
	m.spreadFinding(all, lists, rows)
	for _, p := range all {
		if to > p.Listed && !p.Strict {
			m.note("The list of states ends in %d; after it its last members go on.", p.Listed)
			break
		}
	}
	m.Answer.Limits = []string{
		"A count of poles is the rule's, not the world's: other sets, capabilities and rules give other numbers, as the columns show. Alliances between powers are no part of it.",
		"A large MOVE may be an entry on the list of states, not a change of power: the list and the number of states stand beside it.",
	}
}

// yearsReached are the years asked for that any of the powers reach.
func yearsReached(all []spread, from, to int) (int, int) {
	low, high := all[0].From, all[0].To
	for _, p := range all {
		low, high = min(low, p.From), max(high, p.To)
	}
	if from != 0 {
		low = max(low, from)
	}
	if to != 0 {
		high = min(high, to)
	}
	return low, high
}

// numberOf is how many states a list has in a year.
func (p spread) numberOf(year int) float64 {
	if year < p.From || year > p.To || p.Of[year-p.From].Unknown {
		return comity.NaN(comity.NotCovered)
	}
	return float64(len(p.Of[year-p.From].States))
}

// sideBySide is the table and the charts of the rules by year.
func (m *Measurement) sideBySide(all, lists []spread, rows [][]spreadRow, from int) {
	n := len(rows[0])
	years := make([]int, n)
	for i := range years {
		years[i] = from + i
	}
	columns := []*frame.Column{wholeColumn("year", "year", years)}
	poles := &chart.Line{Title: "Number of poles and powers, by rule", Unit: "count"}
	con := &chart.Line{Title: "Concentration of capabilities (CON)", Unit: "index"}
	add := func(name, label, unit string, of func(i int) float64, to *chart.Line) {
		xs := make([]float64, n)
		for i := range xs {
			xs[i] = of(i)
		}
		columns = append(columns, realColumn(name, label, unit, xs))
		if to != nil && len(to.Series) < 6 {
			to.Series = append(to.Series, chart.Series{Name: label, Years: years, Values: xs})
		}
	}
	for _, p := range lists {
		add(p.set, p.Set, "states", func(i int) float64 { return p.numberOf(years[i]) }, poles)
	}
	for k, p := range all {
		end, words := suffixOf(all, p), ", "+p.set+" by "+p.by
		add("half"+end, "half the leader's share"+words, "poles", func(i int) float64 { return rows[k][i].half }, poles)
		add("modelski"+end, "Modelski"+words, "code", func(i int) float64 { return rows[k][i].modelski }, nil)
		add("effective"+end, "effective number"+words, "powers", func(i int) float64 { return rows[k][i].effective }, nil)
		con.Series = append(con.Series, chart.Series{Name: p.set + " by " + p.by, Years: years, Values: cons(rows[k])})
	}
	con.Series = con.Series[:min(6, len(con.Series))]
	m.table("rules", "Rules side by side", columns...)
	m.Answer.Charts = append(m.Answer.Charts, poles, con)
}

func cons(rows []spreadRow) (out []float64) {
	for _, r := range rows {
		out = append(out, r.con)
	}
	return out
}

// suffixOf tells the columns of several sets and capabilities apart.
func suffixOf(all []spread, p spread) string {
	end := "_" + strings.Join(strings.FieldsFunc(strings.ToLower(p.set), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }), "_")
	if slices.ContainsFunc(all, func(o spread) bool { return o.by != p.by }) {
		end += "_" + strings.ReplaceAll(p.by, "-", "_")
	}
	return end
}

// spreadTable is every measure of every set and capability by year.
func (m *Measurement) spreadTable(all []spread, rows [][]spreadRow) {
	var by, set []string
	var year, n, unknown []int
	numbers := make([][]float64, 9)
	for i, p := range all {
		for _, r := range rows[i] {
			by, set = append(by, p.by), append(set, p.set)
			year, n, unknown = append(year, r.year), append(n, r.n), append(unknown, r.unknown)
			for k, x := range []float64{r.con, r.conComponents, r.hhi, r.effective, r.move, r.deltaCON, r.half, r.modelski, r.top} {
				numbers[k] = append(numbers[k], x)
			}
		}
	}
	m.table("spread", "Every measure by capability, set and year", textColumn("by", "capability", by), textColumn("set", "set of states", set), wholeColumn("year", "year", year),
		wholeColumn("n", "states measured", n), wholeColumn("unknown", "states of the set whose amount is missing", unknown),
		realColumn("con", "concentration", "0 to 1", numbers[0]), realColumn("con_components", "concentration, components made anew within the set", "0 to 1", numbers[1]),
		realColumn("hhi", "sum of squared shares", "1/N to 1", numbers[2]), realColumn("effective", "effective number of powers", "powers", numbers[3]),
		realColumn("move", "part that changed hands", "share", numbers[4]), realColumn("delta_con", "change of concentration", "difference", numbers[5]),
		realColumn("half", "states with half the leader's share or more", "poles", numbers[6]), realColumn("modelski", "polarity after Modelski", "code", numbers[7]),
		realColumn("leader", "share of the first", "share", numbers[8]))
}

// conWords is the concentration in words: of a set with one state measured there is none.
func conWords(r spreadRow) string {
	switch {
	case r.con == r.con:
		return fmt.Sprintf("%.3f", r.con)
	case r.n == 1:
		return "undefined (only one state of the set is measured)"
	}
	return "undefined"
}

// spreadFinding says what the rules give in the last year all of them reach.
func (m *Measurement) spreadFinding(all, lists []spread, rows [][]spreadRow) {
	for i := len(rows[0]) - 1; i >= 0; i-- {
		year := rows[0][i].year
		var parts []string
		least, most, whole := 1e9, 0.0, true
		count := func(x float64) {
			whole = whole && x == x
			least, most = min(least, x), max(most, x)
		}
		for _, p := range lists {
			x := p.numberOf(year)
			count(x)
			parts = append(parts, fmt.Sprintf("%g %s", x, p.Set))
		}
		for k, p := range all {
			r := rows[k][i]
			count(r.half)
			parts = append(parts, fmt.Sprintf("by %s of the set %s: %g with the leader's part or more, as many as %.1f equal powers, CON %s", p.by, p.set, r.half, r.effective, conWords(r)))
		}
		if !whole {
			continue
		}
		m.Answer.Finding = fmt.Sprintf("In %d the rules count from %g to %g poles: %s.", year, least, most, strings.Join(parts, "; "))
		return
	}
	m.note("There is no year that all sets, lists and capabilities reach: no sentence sums them up.")
}
