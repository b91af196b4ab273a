package desk

// This file measures national capabilities: CINC and its six components, made again and held against the published index.

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"comity"
	"comity/format/frame"
	"comity/measure/capability"
	"comity/panel"
	"comity/states"
)

// CapabilitySpec is what capabilities are asked for.
type CapabilitySpec struct {
	States   []string // none: all
	From, To int      // years
	Source   string   // the edition; empty: the newest here
}

// MeasureCapability measures capabilities.
func (d *Desk) MeasureCapability(ctx context.Context, s CapabilitySpec) (*Measurement, error) {
	var who []comity.State
	m := newMeasurement(capability.Method, "National capabilities"+yearsAfter(s.From, s.To))
	for _, text := range s.States {
		one, notes, err := anyTime(text, LastDay)
		if err != nil {
			return nil, err
		}
		who = append(who, one)
		for _, n := range notes {
			m.note("%s.", n)
		}
	}
	editions := d.engine.CapabilityEditions()
	if s.Source != "" && !slices.Contains(editions, s.Source) && len(editions) > 0 {
		return nil, fmt.Errorf("--source %q: the editions here are %s", s.Source, strings.Join(editions, ", "))
	}
	c, err := d.engine.Capabilities(s.Source)
	if err != nil {
		return nil, d.lacking("national capabilities", err)
	}
	m.rests(c.Source)
	m.choose("edition", c.Source+", "+c.Edition)
	m.choose("shares are of", "all states the edition has figures of in the year")
	rows := capabilityTable(m, c, who, s)
	if rows.n == 0 {
		m.note("The edition has no row of these states and years; it covers %d-%d.", c.From, c.To)
	}
	m.Answer.Finding = fmt.Sprintf("Made again from its components, the index is the published one to %.2g in all %s rows; %s rows lack a component, which is left out.", rows.most, thousands(rows.n), thousands(rows.incomplete))
	if !(rows.most <= 2.5e-8) {
		m.Answer.Finding = fmt.Sprintf("Made again from its components, the index differs from the published one by up to %.2g in %s rows; %s rows lack a component, which is left out.", rows.most, thousands(rows.n), thousands(rows.incomplete))
	}
	if err := d.editionsTable(ctx, m, editions, s); err != nil {
		return nil, err
	}
	m.Answer.Limits = []string{
		"The index counts people twice (total and urban population) and says nothing of technology, debt, geography, allies or will; two editions may differ for the same year.",
		"Shares depend on the list of states: a state that joins it takes from the shares of all others.",
	}
	return m, nil
}

// capabilityRows sums a table up.
type capabilityRows struct {
	n, incomplete int
	most          float64 // the greatest difference from the published index
}

func (r *capabilityRows) add(one panel.Capability) {
	r.n++
	if one.Known < 6 {
		r.incomplete++
	}
	if x := math.Abs(one.CINC - one.Published); x == x {
		r.most = max(r.most, x)
	}
}

// asksFor says whether a state and year are among those asked for.
func (s CapabilitySpec) asksFor(who []comity.State, state comity.State, year int) bool {
	if s.From != 0 && year < s.From || s.To != 0 && year > s.To {
		return false
	}
	return len(who) == 0 || slices.ContainsFunc(who, func(w comity.State) bool { return panel.KeyIn(w, year) == state })
}

func capabilityTable(m *Measurement, c *panel.Capabilities, who []comity.State, s CapabilitySpec) capabilityRows {
	var out capabilityRows
	var code, year, known []int
	var name []string
	numbers := make([][]float64, 9) // cinc, six shares, published, difference
	for y := c.From; y <= c.To; y++ {
		for _, one := range c.In(y) {
			if !s.asksFor(who, one.State, y) {
				continue
			}
			out.add(one)
			code, year, known = append(code, int(one.State)), append(year, y), append(known, one.Known)
			name = append(name, states.Name(one.State, comity.DayOf(y, 12, 31)))
			row := append([]float64{one.CINC}, one.Shares[:]...)
			row = append(row, one.Published, difference(one.CINC, one.Published))
			for k, x := range row {
				numbers[k] = append(numbers[k], x)
			}
		}
	}
	columns := []*frame.Column{wholeColumn("ccode", "Correlates of War number", code), wholeColumn("year", "year", year), textColumn("state", "state", name), realColumn("cinc", "CINC made again", "share", numbers[0])}
	for k, component := range panel.Components() {
		columns = append(columns, realColumn(component, "share of "+component, "share", numbers[k+1]))
	}
	columns = append(columns, realColumn("published", "CINC as published", "share", numbers[7]), realColumn("difference", "made again less published", "share", numbers[8]), wholeColumn("components", "components known", known))
	m.table("cinc", "Capabilities by state and year", columns...)
	return out
}

// difference is missing as the two are.
func difference(x, y float64) float64 {
	if x != x || y != y {
		return comity.NaN(comity.Worst(comity.Why(x), comity.Why(y)))
	}
	return x - y
}

// editionsTable holds every edition here against its own published index, over the states and years all are asked for.
func (d *Desk) editionsTable(ctx context.Context, m *Measurement, editions []string, s CapabilitySpec) error {
	var name []string
	var from, to, rows, incomplete []int
	var most []float64
	for _, id := range editions {
		c, err := d.engine.Capabilities(id)
		if err != nil {
			return err
		}
		var r capabilityRows
		for y := c.From; y <= c.To; y++ {
			for _, one := range c.In(y) {
				if (s.From == 0 || y >= s.From) && (s.To == 0 || y <= s.To) {
					r.add(one)
				}
			}
		}
		m.rests(id)
		name, from, to = append(name, id), append(from, c.From), append(to, c.To)
		rows, incomplete, most = append(rows, r.n), append(incomplete, r.incomplete), append(most, r.most)
	}
	m.table("editions", "Editions here, all their states in these years", textColumn("edition", "edition", name), wholeColumn("from", "first year", from), wholeColumn("to", "last year", to),
		wholeColumn("rows", "states and years", rows), wholeColumn("incomplete", "rows without all components", incomplete), realColumn("largest_difference", "largest difference from the published index", "share", most))
	return ctx.Err()
}
