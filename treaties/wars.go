package treaties

// This file is wars between states since 1816: who fought whom, on which side, from when to when, by whose definition.

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"sync"

	"comity"
)

//go:embed wars.tsv
var warsTSV string

//go:embed war_parties.tsv
var warPartiesTSV string

// War is a war between states. Its name is the one in general use, where there is one.
type War struct {
	ID, Name   string
	Start, End comity.Date // End is comity.NoDate where it went on at the end of WarCoverage
	Parties    []WarParty
	// Definer is by whose rule this is a war between states: cow (Correlates of War: at least 1,000 battle deaths, among
	// members of its state system), ucdp (at least 1,000 in a year, between governments), or other (the note says).
	Definer  string
	Ref      comity.Ref   // speaks for the war, its parties and years
	DayBasis comity.Basis // of Start and End where they are finer than a year
	Note     string
}

// WarParty is a state on one side of a war for a run of days. A state that left and came back, or changed sides, is
// there several times. Where the days of entry and exit are not known, Span covers the days of the war within the years
// known, and Grain is YearGrain.
type WarParty struct {
	State comity.State
	Side  int // 1 or 2
	Span  comity.Span
	Grain comity.Grain
}

var definers = []string{"cow", "ucdp", "other"}

var wars = sync.OnceValue(func() []War {
	ws, err := parseWars(warsTSV, warPartiesTSV)
	if err != nil {
		panic(err)
	}
	return ws
})

// Wars gives every war, oldest first.
func Wars() []War { return slices.Clone(wars()) }

// WarCoverage is the span in which the list holds every war between states that reaches 1,000 battle deaths by one of
// its definers (Correlates of War 1816-2007, Uppsala 1946-2024), and a few others after 2003 that are widely called so.
func WarCoverage() comity.Span {
	return comity.Span{From: comity.DayOf(1816, 1, 1), To: comity.DayOf(2024, 12, 31)}
}

// WarsBetween gives the wars in which the two fought on opposite sides on some same day of the span, oldest first. Keys
// are taken as they stand: Prussia and Germany are 255 to 1945, so France and 255 gives three from 1870 to 1945.
// To follow a succession, give all its keys to WarsBetweenAny.
func WarsBetween(a, b comity.State, span comity.Span) []War {
	return WarsBetweenAny([]comity.State{a}, []comity.State{b}, span)
}

// WarsBetweenAny gives the wars in which one of as fought one of bs on opposite sides on some same day of the span.
func WarsBetweenAny(as, bs []comity.State, span comity.Span) []War {
	var out []War
	for _, w := range wars() {
		if w.opposed(as, bs, span) {
			out = append(out, w)
		}
	}
	return out
}

// WarsOf gives the wars a state fought in on some day of the span, oldest first.
func WarsOf(s comity.State, span comity.Span) []War {
	var out []War
	for _, w := range wars() {
		if slices.ContainsFunc(w.Parties, func(p WarParty) bool { return p.State == s && p.Span.Overlaps(span) }) {
			out = append(out, w)
		}
	}
	return out
}

// Opposed says whether the two were on opposite sides on some same day of the span.
func (w War) Opposed(a, b comity.State, span comity.Span) bool {
	return w.opposed([]comity.State{a}, []comity.State{b}, span)
}

func (w War) opposed(as, bs []comity.State, span comity.Span) bool {
	for _, p := range w.Parties {
		if !slices.Contains(as, p.State) {
			continue
		}
		for _, q := range w.Parties {
			if slices.Contains(bs, q.State) && p.State != q.State && p.Side != q.Side && !p.Span.Meet(q.Span).Meet(span).Empty() {
				return true
			}
		}
	}
	return false
}

// Span is the days of the war, to the end of WarCoverage where it had not ended.
func (w War) Span() comity.Span {
	if !w.End.Known() {
		return comity.Span{From: w.Start.First(), To: WarCoverage().To}
	}
	return comity.Span{From: w.Start.First(), To: w.End.Last()}
}

// parseWars reads the two tables.
func parseWars(wars, parties string) ([]War, error) {
	var ws []War
	at := map[string]int{}
	err := rows("wars.tsv", wars, 12, func(c []string) error {
		w, err := parseWar(c, len(ws)+1)
		if _, twice := at[w.ID]; twice {
			return fmt.Errorf("id %q is there twice", w.ID)
		}
		at[w.ID] = len(ws)
		ws = append(ws, w)
		return err
	})
	if err != nil {
		return nil, err
	}
	err = rows("war_parties.tsv", parties, 11, func(c []string) error {
		i, ok := at[c[0]]
		if !ok {
			return fmt.Errorf("war %q is not in wars.tsv", c[0])
		}
		return ws[i].addParty(c)
	})
	slices.SortStableFunc(ws, func(a, b War) int { return int(a.Start.Day) - int(b.Start.Day) })
	return ws, err
}

// parseWar reads a line: id, name, from, to, first, last, days, definer, basis, source, row, note.
func parseWar(c []string, n int) (w War, err error) {
	w = War{ID: c[0], Name: c[1], Definer: c[7], Note: c[11]}
	if err = oneOf("definer", w.Definer, definers); err != nil {
		return w, err
	}
	years, err := spanOf(c[2], c[3])
	if err != nil {
		return w, err
	}
	if w.Start, err = dayIn(c[4], years); err != nil {
		return w, err
	}
	if w.End, err = dayIn(c[5], years); err != nil {
		return w, err
	}
	if !w.Start.Known() {
		w.Start = comity.YearDate(years.From.Year())
	}
	if !w.End.Known() && years.To < WarCoverage().To {
		w.End = comity.YearDate(years.To.Year())
	}
	if w.DayBasis, err = comity.ParseBasis(c[6]); err != nil {
		return w, err
	}
	w.Ref, err = factRef("comity-wars", n, c[8], c[9], c[10])
	return w, err
}

// addParty reads a line: war, side, state (COW number), from, to, first, last, basis, source, row, who.
func (w *War) addParty(c []string) error {
	p := WarParty{Grain: comity.YearGrain}
	var err error
	if p.Side, err = strconv.Atoi(c[1]); err != nil || p.Side < 1 || p.Side > 2 {
		return fmt.Errorf("side %q: want 1 or 2", c[1])
	}
	if p.State, err = state("cow:" + c[2]); err != nil {
		return err
	}
	years, err := spanOf(c[3], c[4])
	if err != nil {
		return err
	}
	p.Span = years.Meet(w.Span())
	first, err := dayIn(c[5], years)
	if err != nil {
		return err
	}
	last, err := dayIn(c[6], years)
	if err != nil {
		return err
	}
	if first.Known() {
		p.Span.From, p.Grain = first.First(), comity.DayGrain
	}
	if last.Known() {
		p.Span.To, p.Grain = last.Last(), comity.DayGrain
	}
	if p.Span.Empty() {
		return fmt.Errorf("%s: no day of it lies in the war", c[10])
	}
	if _, err = comity.ParseBasis(c[7]); err != nil {
		return err
	}
	w.Parties = append(w.Parties, p)
	return nil
}

// dayIn reads a date, if there is one, that must lie in the years.
func dayIn(s string, years comity.Span) (comity.Date, error) {
	d, err := parseDate(s)
	if err == nil && d.Known() && !years.Has(d.First()) {
		return d, fmt.Errorf("date %s lies outside the years %d to %d", s, years.From.Year(), years.To.Year())
	}
	return d, err
}
