package panel

// This file gives the trade of a year, and what pairs of states are to each other, as square matrices for models of all pairs at once.

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"comity"
	"comity/record"
)

// TradeBook is a book that has all partners, with its years.
type TradeBook struct {
	Reading
	From, To int
}

// TradeBooks are the books of the record that have all partners, the usual first.
func (e *Engine) TradeBooks() []TradeBook {
	var out []TradeBook
	for _, r := range wholeBooks(e, nil) {
		out = append(out, TradeBook{r, e.flows[r.Source].from, e.flows[r.Source].to})
	}
	return out
}

// TradeBook finds one by its id; empty: the first that covers the most of some years.
func (e *Engine) TradeBook(id string, from, to int) (TradeBook, error) {
	books := e.TradeBooks()
	best, most := -1, 0
	for i, b := range books {
		if b.Source == id {
			return b, nil
		}
		if n := min(to, b.To) - max(from, b.From) + 1; n > most {
			best, most = i, n
		}
	}
	switch {
	case len(books) == 0:
		return TradeBook{}, &AbsentError{Columns: []string{"trade of all pairs"}, Sources: []string{"itpd-e"}}
	case id != "":
		var names []string
		for _, b := range books {
			names = append(names, b.Source)
		}
		return TradeBook{}, fmt.Errorf("no book of all pairs here is called %q; there are %s", id, strings.Join(names, ", "))
	case best < 0:
		var words []string
		for _, b := range books {
			words = append(words, fmt.Sprintf("%s %d-%d", b.Source, b.From, b.To))
		}
		return TradeBook{}, &BookYearsError{strings.Join(words, ", ")}
	}
	return books[best], nil
}

// BookYearsError says that no book that has all partners covers the years asked for.
type BookYearsError struct{ There string }

func (e *BookYearsError) Error() string {
	return "no book of all pairs here covers those years; there are " + e.There
}

// TradeMatrix is the flows of a book in a year among the states of which it knows one.
type TradeMatrix struct {
	States []comity.State // by key
	Flows  []float64      // square, exporters in rows, in US dollars; missing cells are comity.NaN of their reason, the diagonal too
	Known  int
}

// HoleError says that a book lacks too much in a year for anything to be made of all its pairs.
type HoleError struct {
	Book string
	Year int
	Why  string
}

func (e *HoleError) Error() string {
	return fmt.Sprintf("%s has too little of %d for a model of all pairs: %s", e.Book, e.Year, e.Why)
}

// TradeMatrix gives the flows of a book in a year.
func (e *Engine) TradeMatrix(book string, year int) (TradeMatrix, error) {
	f := e.flows[book]
	if f == nil {
		return TradeMatrix{}, &AbsentError{Columns: []string{"trade of all pairs"}, Sources: []string{book}}
	}
	if why, lacks := holeIn(book, year); lacks {
		return TradeMatrix{}, &HoleError{book, year, why}
	}
	var m TradeMatrix
	for s := range f.statesIn(year) {
		m.States = append(m.States, s)
	}
	slices.SortFunc(m.States, func(a, b comity.State) int { return cmp.Compare(a, b) })
	n := len(m.States)
	if m.Flows = make([]float64, n*n); n < 3 {
		return m, fmt.Errorf("%s has no trade of %d; it covers %d to %d", book, year, f.from, f.to)
	}
	for i, a := range m.States {
		for j, b := range m.States {
			m.Flows[i*n+j] = comity.NaN(comity.NotApplicable)
			if i != j {
				way := f.route(a, b)
				m.Flows[i*n+j] = plainOf(way.value(year))
			}
			if x := m.Flows[i*n+j]; x == x {
				m.Known++
			}
		}
	}
	return m, nil
}

// statesIn gives the states of which a flow is known in a year.
func (f *flows) statesIn(year int) map[comity.State]bool {
	out := map[comity.State]bool{}
	for _, t := range f.tables {
		if !t.Covers(year) {
			continue
		}
		t.Each(flow, comity.NoState, func(run record.Run) {
			if x, _ := run.At(year); comity.Why(x) == comity.Present {
				out[run.A], out[run.B] = true, true
			}
		})
	}
	return out
}

// PairMatrix gives a variable of pairs of a source or a family over states, as TradeMatrix lays them out, and the source; a variable
// without a direction is read either way.
func (e *Engine) PairMatrix(family, variable string, among []comity.State, year int) (values []float64, source string, err error) {
	for _, t := range e.rec.Answering(family) {
		v, ok := t.Variable(variable)
		if !ok {
			continue
		}
		n := len(among)
		values = make([]float64, n*n)
		at := year
		if v.None {
			at = 0
		}
		for i, a := range among {
			for j, b := range among {
				values[i*n+j] = pairValue(t, variable, a, b, at, v.None)
			}
		}
		return values, t.Source, nil
	}
	return nil, "", &AbsentError{Columns: []string{family + "." + variable}, Sources: []string{family}}
}

// pairValue reads a variable of a pair, in the other direction where there is none in this; one that has no year under any key the two
// have had.
func pairValue(t *record.Table, variable string, a, b comity.State, year int, ever bool) float64 {
	if a == b {
		return comity.NaN(comity.NotApplicable)
	}
	as, bs := []comity.State{a}, []comity.State{b}
	if ever {
		as, bs = Keys(a), Keys(b)
	}
	for _, x := range as {
		for _, y := range bs {
			for _, pair := range [2]comity.Pair{{A: x, B: y}, {A: y, B: x}} {
				if run, ok := t.Series(variable, pair.A, pair.B); ok {
					v, _ := run.At(year)
					return plainOf(v)
				}
			}
		}
	}
	return comity.NaN(comity.NotCovered)
}

// Product gives the GDP of states in a year in current US dollars, and the sources.
func (e *Engine) Product(among []comity.State, year int) (values []float64, sources []string) {
	tables := e.rec.With("gdp")
	for _, s := range among {
		x, _, _ := attributeIn(tables, "gdp", s, year)
		values = append(values, plainOf(x))
	}
	for _, t := range tables {
		sources = append(sources, t.Source)
	}
	return values, sources
}
