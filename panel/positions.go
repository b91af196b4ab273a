package panel

// This file gathers the ideal points of states by year with weights: each state one, its people, its share of capability.

import (
	"fmt"

	"comity"
	"comity/measure/polarisation"
	"comity/record"
)

// PositionSpec asks for ideal points.
type PositionSpec struct {
	Weights string  // states, population, cinc or another capability; empty: states
	Options Options // source, series
	Scope   []string
}

// Positions are ideal points by year.
type Positions struct {
	From, To int
	Source   string   // the edition of the points
	Sources  []string // with that of the weights
	Weights  string   // in words
	Ref      comity.Ref
	Years    []PositionsOf // from From on
}

// PositionsOf are the points of a year: of States in order; weights nil where each state counts one.
type PositionsOf struct {
	States          []comity.State
	Points, Weights []float64
	Unweighted      int // states with a point and no weight
}

// Measured gives the points for measuring.
func (p PositionsOf) Measured() polarisation.Points { return polarisation.New(p.Points, p.Weights) }

// Positions gathers them.
func (e *Engine) Positions(s PositionSpec) (*Positions, error) {
	return e.networks().positions(s)
}

func (b *bench) positions(s PositionSpec) (*Positions, error) {
	type kept struct {
		p   *Positions
		err error
	}
	k := keep(b, fmt.Sprint("positions ", s.Weights, s.Options["source"], s.Options["series"], s.Scope), func() kept {
		p, err := b.makePositions(s)
		return kept{p, err}
	})
	return k.p, k.err
}

func (b *bench) makePositions(s PositionSpec) (*Positions, error) {
	t, variable, err := b.idealTable(s.Options)
	if err != nil {
		return nil, err
	}
	out := &Positions{From: t.From, To: t.To, Source: t.Source, Sources: []string{t.Source}, Weights: "each state one", Ref: t.Ref(0)}
	var w *amounts
	if s.Weights != "" && s.Weights != "states" {
		if w, err = b.amountsOf(s.Weights, ""); err != nil {
			return nil, err
		}
		out.Sources, out.Weights = append(out.Sources, w.table.Source), w.title
	}
	in, err := membersWithin(comity.UN, s.Scope, t.To)
	if err != nil {
		return nil, err
	}
	out.Years = make([]PositionsOf, out.To-out.From+1)
	each(len(out.Years), func(i int) {
		year := out.From + i
		for _, state := range in[year] {
			run, ok := t.Series(variable, state, comity.NoState)
			if x, _ := run.At(year); ok && x == x {
				out.Years[i].add(state, x, w, year)
			}
		}
	})
	return out, nil
}

// add adds a state with its weight.
func (p *PositionsOf) add(s comity.State, x float64, w *amounts, year int) {
	p.States, p.Points = append(p.States, s), append(p.Points, x)
	if w == nil {
		return
	}
	y := w.in(s, year)
	if y != y {
		p.Unweighted++
	}
	p.Weights = append(p.Weights, y)
}

// In gives the points of a year; none outside the edition.
func (p *Positions) In(year int) PositionsOf {
	if year < p.From || year > p.To {
		return PositionsOf{}
	}
	return p.Years[year-p.From]
}

// Amounts gives how much of a capability a state has in a year, and the source of it.
func (e *Engine) Amounts(name string) (in func(s comity.State, year int) float64, source string, err error) {
	a, err := e.networks().amountsOf(name, "")
	if err != nil {
		return nil, "", err
	}
	return a.in, a.table.Source, nil
}

// Ballot gives the roll calls of the Assembly by their numbers.
func (e *Engine) Ballot() *record.Votes { return e.rec.Votes(assembly) }
