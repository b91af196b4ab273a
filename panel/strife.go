package panel

// This file gathers disputes, wars and deaths in organised violence as events with their states, for rates of any set of states.

import (
	"cmp"
	"slices"

	"comity"
	"comity/record"
	"comity/states"
)

// Strife is the events of one list.
type Strife struct {
	Source   string
	From, To int // the years in which events may begin
	Events   []Event
}

// Event is a dispute or a war: the year it began, who took part at any time, and which were against each other.
type Event struct {
	Number float64
	Year   int
	Level  float64 // of a dispute: deaths, 0 none to 6; missing where not known
	States []comity.State
	Pairs  [][2]comity.State
}

// Disputes are the militarised disputes of a list: the family cow-mid-disputes or gml-mid-disputes, or the id of an edition.
func (e *Engine) Disputes(family string) (*Strife, error) {
	t, err := e.rowTable(family, "dirdisp")
	if err != nil {
		return nil, err
	}
	s := strifeOf(t, "dispnum", "a", "b")
	levels := t
	if _, ok := t.Column("fatality"); !ok {
		if levels, err = e.rowTable(family, "disp"); err != nil {
			return nil, err
		}
	}
	number, level, of := columnOf(levels, "dispnum"), columnOf(levels, "fatality"), map[float64]float64{}
	for i := range levels.Rows {
		of[number.Number(i)] = level.Number(i)
	}
	for i := range s.Events {
		s.Events[i].Level = of[s.Events[i].Number]
	}
	return s, nil
}

// Wars are the interstate wars of the Correlates of War.
func (e *Engine) Wars() (*Strife, error) {
	t, err := e.rowTable("cow-war-inter", "war")
	if err != nil {
		return nil, err
	}
	return strifeOf(t, "warnum", "a", "b"), nil
}

// CivilWars are the intrastate wars of the Correlates of War, each of the state it is in.
func (e *Engine) CivilWars() (*Strife, error) {
	t, err := e.rowTable("cow-war-intra", "war")
	if err != nil {
		return nil, err
	}
	s := strifeOf(t, "warnum", "a", "")
	return s, nil
}

// rowTable finds a table of rows of a source or a family.
func (e *Engine) rowTable(family, name string) (*record.Table, error) {
	for _, t := range e.rec.Answering(family) {
		if t.Name == name && len(t.Columns) > 0 {
			return t, nil
		}
	}
	return nil, &AbsentError{Columns: []string{name + " of " + family}, Sources: []string{family}}
}

// strifeOf groups the rows of a table of events by number. Without a second state the events are of states alone; where the table says in
// which state the event is, of those.
func strifeOf(t *record.Table, number, a, b string) *Strife {
	s := &Strife{Source: t.Source, From: t.From, To: t.To}
	id, year, one := columnOf(t, number), columnOf(t, "year"), columnOf(t, a)
	primary, located := t.Column("primary_state")
	var two record.Column
	if b != "" {
		two = columnOf(t, b)
	}
	at := map[float64]int{}
	for i := range t.Rows {
		if located && primary.Number(i) != 1 || one.State(i) == comity.NoState {
			continue
		}
		n := id.Number(i)
		k, ok := at[n]
		if !ok {
			k = len(s.Events)
			at[n] = k
			s.Events = append(s.Events, Event{Number: n, Year: int(year.Number(i)), Level: comity.NaN(comity.NotCovered)})
		}
		ev := &s.Events[k]
		ev.Year = min(ev.Year, int(year.Number(i)))
		ev.States = append(ev.States, one.State(i))
		if b != "" && two.State(i) != comity.NoState {
			ev.Pairs = append(ev.Pairs, [2]comity.State{one.State(i), two.State(i)})
		}
	}
	for i := range s.Events {
		slices.Sort(s.Events[i].States)
		s.Events[i].States = slices.Compact(s.Events[i].States)
	}
	slices.SortFunc(s.Events, func(x, y Event) int { return cmp.Or(cmp.Compare(x.Year, y.Year), cmp.Compare(x.Number, y.Number)) })
	return s
}

// Conflicts are the armed conflicts of UCDP/PRIO active in a year, each with the states on whose side A it is or that are its B.
type Conflicts struct {
	Source   string
	From, To int
	years    map[int][]Event
}

// ArmedConflicts gathers the conflicts: an event a conflict and year, its Level the intensity (1 from 25 battle deaths, 2 from 1,000).
func (e *Engine) ArmedConflicts() (*Conflicts, error) {
	t, err := e.rowTable("ucdp-acd", "conflict")
	if err != nil {
		return nil, err
	}
	c := &Conflicts{t.Source, t.From, t.To, map[int][]Event{}}
	number, year, a, b, level := columnOf(t, "conflict"), columnOf(t, "year"), columnOf(t, "a"), columnOf(t, "b"), columnOf(t, "intensity")
	type key struct{ n, year float64 }
	at := map[key]int{}
	for i := range t.Rows {
		y := int(year.Number(i))
		k, ok := at[key{number.Number(i), year.Number(i)}]
		if !ok {
			k = len(c.years[y])
			at[key{number.Number(i), year.Number(i)}] = k
			c.years[y] = append(c.years[y], Event{Number: number.Number(i), Year: y, Level: level.Number(i)})
		}
		ev := &c.years[y][k]
		ev.Level = max(ev.Level, level.Number(i))
		for _, s := range []comity.State{a.State(i), b.State(i)} {
			if s != comity.NoState && !slices.Contains(ev.States, s) {
				ev.States = append(ev.States, s)
			}
		}
	}
	return c, nil
}

// In gives the conflicts active in a year.
func (c *Conflicts) In(year int) []Event { return c.years[year] }

// Tolls are deaths in organised violence by state of the territory and year.
type Tolls struct {
	Source   string
	From, To int
	table    *record.Table
}

// Tolls gathers deaths in organised violence (UCDP).
func (e *Engine) Tolls() (*Tolls, error) {
	for _, t := range e.rec.Answering("ucdp-orgviolence") {
		if _, ok := t.Variable("orgviolence.deaths"); ok {
			return &Tolls{t.Source, t.From, t.To, t}, nil
		}
	}
	return nil, &AbsentError{Columns: []string{"deaths in organised violence"}, Sources: []string{"ucdp-orgviolence"}}
}

// Of gives the best, low and high estimate of a state in a year.
func (x *Tolls) Of(s comity.State, year int) (best, low, high float64) {
	at := func(variable string) float64 {
		run, _ := x.table.Series(variable, s, comity.NoState)
		v, _ := run.At(year)
		return v
	}
	return at("orgviolence.deaths"), at("orgviolence.deaths.low"), at("orgviolence.deaths.high")
}

// Inhabitants gives the number of inhabitants of a state in a year, of the World Bank; missing where it is not here.
func (e *Engine) Inhabitants(s comity.State, year int) float64 {
	for _, t := range e.rec.Answering("worldbank") {
		if run, ok := t.Series("population", s, comity.NoState); ok {
			v, _ := run.At(year)
			return v
		}
	}
	return comity.NaN(comity.NotCovered)
}

// AtRisk gives, of some states, the keys that were members of the Correlates of War system in a year, and how many pairs of them were
// members on the same day of it.
func AtRisk(who []comity.State, year int) (members []comity.State, pairs int) {
	span := comity.YearSpan(year)
	var spans [][]comity.Span
	for _, s := range who {
		for _, key := range keysIn(s, year) {
			var in []comity.Span
			for _, p := range states.Alive(comity.COW, key) {
				if p.Overlaps(span) {
					in = append(in, comity.Span{From: max(p.From, span.From), To: min(p.To, span.To)})
				}
			}
			if len(in) > 0 && !slices.Contains(members, key) {
				members, spans = append(members, key), append(spans, in)
			}
		}
	}
	for i := range spans {
		for j := range i {
			if len(meetDays(spans[i], spans[j])) > 0 {
				pairs++
			}
		}
	}
	return members, pairs
}
