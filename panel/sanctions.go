package panel

// This file gathers who sanctions whom in a year, and what the states behind that weigh: their output, and trade.

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"comity"
	"comity/record"
)

// Sanctions are the sanctions of one kind by an edition of the Global Sanctions Data Base.
type Sanctions struct {
	Source   string
	Kind     string // any, trade, arms …
	From, To int
	table    *record.Table
	years    [][]Sanction // by year from From
}

// Sanction is a case, or several, in force of one state on another in a year.
type Sanction struct {
	Sender, Target comity.State
	Ref            comity.Ref
}

// SanctionKinds are the kinds of the Global Sanctions Data Base, any of them first.
var SanctionKinds = []string{"any", "trade", "arms", "military", "financial", "travel", "other"}

// Sanctions gathers sanctions of a kind by a source: the family gsdb (its newest edition here) or the id of an edition.
func (e *Engine) Sanctions(source, kind string) (*Sanctions, error) {
	variable := "sanction"
	if !slices.Contains(SanctionKinds, kind) {
		return nil, fmt.Errorf("there are no sanctions of type %q; there are %s", kind, strings.Join(SanctionKinds, ", "))
	}
	if kind != "any" {
		variable += "." + kind
	}
	for _, t := range e.rec.Answering(source) {
		if _, ok := t.Variable(variable); ok {
			return sanctionsOf(t, variable, kind), nil
		}
	}
	return nil, &AbsentError{Columns: []string{"sanctions in force"}, Sources: []string{source}}
}

func sanctionsOf(t *record.Table, variable, kind string) *Sanctions {
	s := &Sanctions{Source: t.Source, Kind: kind, From: t.From, To: t.To, table: t, years: make([][]Sanction, t.To-t.From+1)}
	t.Each(variable, comity.NoState, func(run record.Run) {
		if run.A == run.B {
			return
		}
		for year := max(run.From, t.From); year < run.From+run.Years() && year <= t.To; year++ {
			if x, row := run.At(year); x >= 1 {
				s.years[year-t.From] = append(s.years[year-t.From], Sanction{run.A, run.B, t.Ref(row)})
			}
		}
	})
	return s
}

// In gives the sanctions in force in a year, by sender and target; nothing outside the source's years.
func (s *Sanctions) In(year int) []Sanction {
	if year < s.From || year > s.To {
		return nil
	}
	return s.years[year-s.From]
}

// Outputs is the gross domestic product of states, in current US dollars of the World Bank.
type Outputs struct {
	Source string
	table  *record.Table
	world  map[int]float64
}

// Outputs gathers gross domestic products; an error where they are not here.
func (e *Engine) Outputs() (*Outputs, error) {
	for _, t := range e.rec.Answering("worldbank") {
		if _, ok := t.Variable("gdp"); !ok {
			continue
		}
		o := &Outputs{t.Source, t, map[int]float64{}}
		t.Each("gdp", comity.NoState, func(run record.Run) {
			for year := run.From; year < run.From+run.Years(); year++ {
				if x, _ := run.At(year); x == x && run.B == comity.NoState {
					o.world[year] += x
				}
			}
		})
		return o, nil
	}
	return nil, &AbsentError{Columns: []string{"gross domestic product"}, Sources: []string{"worldbank"}}
}

// Of gives the product of a state in a year.
func (o *Outputs) Of(s comity.State, year int) float64 {
	run, _ := o.table.Series("gdp", s, comity.NoState)
	x, _ := run.At(year)
	return x
}

// World is the sum of all states whose product is known in a year; not covered where none is.
func (o *Outputs) World(year int) float64 {
	if x := o.world[year]; x > 0 {
		return x
	}
	return comity.NaN(comity.NotCovered)
}

// Commerce is one book of trade, for sums over partners.
type Commerce struct {
	Source   string
	From, To int
	f        *flows
}

// Commerce gives the book of an id, or the one of those with all partners that covers most of some years.
func (e *Engine) Commerce(source string, from, to int) (*Commerce, error) {
	var best *Commerce
	most := 0
	for _, r := range wholeBooks(e, nil) {
		f := e.flows[r.Source]
		if source == r.Source {
			return &Commerce{r.Source, f.from, f.to, f}, nil
		}
		if n := min(to, f.to) - max(from, f.from) + 1; n > most || best == nil {
			best, most = &Commerce{r.Source, f.from, f.to, f}, n
		}
	}
	if best == nil || source != "" {
		return nil, errors.New("no book with the trade of all pairs" + named(source) + " is in the record; comity pull cow-trade-4.0 && comity build cow-trade-4.0")
	}
	return best, nil
}

func named(source string) string {
	if source == "" {
		return ""
	}
	return " called " + source
}

// Lacks says in which of some years the book lacks too much for sums over partners, and why.
func (c *Commerce) Lacks(from, to int) []string {
	var out []string
	for _, h := range holes()[c.Source] {
		if h.from <= to && h.to >= from {
			out = append(out, fmt.Sprintf("%s (%d-%d)", h.why, h.from, h.to))
		}
	}
	return out
}

// Total is the trade of a state with all partners in a year.
func (c *Commerce) Total(s comity.State, year int) float64 {
	if _, lacking := holeIn(c.Source, year); lacking {
		return comity.NaN(comity.NotCovered)
	}
	x, _ := c.f.total(s, year)
	return x
}

// Between is the trade of two states both ways; where one way is known it is that.
func (c *Commerce) Between(a, b comity.State, year int) float64 {
	x, _ := c.f.at(a, b, year)
	y, _ := c.f.at(b, a, year)
	switch {
	case x != x:
		return y
	case y != y:
		return x
	}
	return x + y
}

// World is the trade of all states in a year, each flow once.
func (c *Commerce) World(year int) float64 {
	if _, lacking := holeIn(c.Source, year); lacking {
		return comity.NaN(comity.NotCovered)
	}
	return c.f.all(year)
}
