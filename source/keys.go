package source

// This file turns the codes and names of sources into comity's keys, by date. A code that names no state, or several, keeps
// its row out and is counted; nothing is guessed.

import (
	"errors"
	"strings"

	"comity"
	"comity/states"
)

// keyOf remembers the answers for one scheme: sources repeat their codes a million times.
type keyOf struct {
	scheme states.Scheme
	today  bool
	known  map[codeYear]comity.State
	nobody map[string]bool // texts that are no name
}

// byName is the scheme of names, in any spelling.
const byName states.Scheme = "name"

type codeYear struct {
	code string
	year int
}

func keysBy(scheme states.Scheme) *keyOf {
	return &keyOf{scheme: scheme, known: map[codeYear]comity.State{}, nobody: map[string]bool{}}
}

// in gives the state a code names in a year: on its last day, else its first, else (for a state that ended and began within
// it, or a source that carries a state's code past its end) on any day where the code has only ever named one state.
func (k *keyOf) in(code string, year int) comity.State {
	at := codeYear{code, year}
	s, ok := k.known[at]
	if !ok {
		s = k.find(code, comity.YearSpan(year))
		k.known[at] = s
	}
	return s
}

// listed says whether a code named a state on the first or the last day of a year.
func (k *keyOf) listed(code string, year int) bool {
	span := comity.YearSpan(year)
	return k.one(code, span.To) != comity.NoState || k.one(code, span.From) != comity.NoState
}

// on gives the state a code names on a day, else in its year.
func (k *keyOf) on(code string, day comity.Day) comity.State {
	if s := k.allYear(code, day); s != comity.NoState {
		return s
	}
	at := codeYear{code, int(day) + onDays}
	s, ok := k.known[at]
	if !ok {
		s = k.atDay(code, day)
		k.known[at] = s
	}
	return s
}

// allYear gives the state a code names on both the first and the last day of the year of a day: no code passes to another state
// and back within a year, so it names that state on every day between.
func (k *keyOf) allYear(code string, day comity.Day) comity.State {
	if day == comity.NoDay || k.scheme == byName || k.today {
		return comity.NoState
	}
	year := day.Year()
	at := codeYear{code, year + allYears}
	s, ok := k.known[at]
	if !ok {
		span := comity.YearSpan(year)
		if s = k.one(code, span.From); s != k.one(code, span.To) {
			s = comity.NoState
		}
		k.known[at] = s
	}
	return s
}

// allYears sets the answers for whole years apart in the memory.
const allYears = 1 << 50

// onDays sets the days of the memory apart from its years.
const onDays = 1 << 40

func (k *keyOf) atDay(code string, day comity.Day) comity.State {
	if day == comity.NoDay {
		return k.find(code, comity.Span{From: comity.NoDay, To: comity.NoDay})
	}
	if s := k.one(code, day); s != comity.NoState && !k.today {
		return s
	}
	return k.in(code, day.Year())
}

func (k *keyOf) find(code string, span comity.Span) comity.State {
	days := []comity.Day{span.To, span.From, comity.NoDay}
	if k.today {
		days = []comity.Day{comity.Forever, comity.NoDay}
	}
	for _, on := range days {
		if s := k.one(code, on); s != comity.NoState {
			return s
		}
	}
	return comity.NoState
}

// one gives the only state a code names on a day.
func (k *keyOf) one(code string, on comity.Day) comity.State {
	if k.scheme == byName {
		return k.named(code, on)
	}
	if found := states.Codes(strings.TrimSuffix(code, ".0"), k.scheme, on); len(found) == 1 {
		return found[0]
	}
	return comity.NoState
}

// named reads a name as of a day. A name that means several states, or none, names no state; one that nobody bore on the day is
// the state's that bore it next, within ten years, or had borne it last, before it is its latest bearer's. A text that is no
// name at all is remembered: looking for it is slow.
func (k *keyOf) named(text string, on comity.Day) comity.State {
	text = strings.TrimSpace(text)
	if k.nobody[text] {
		return comity.NoState
	}
	latest, err := states.ParseQuick(text, comity.COW, comity.NoDay)
	if unknown := new(states.UnknownError); errors.As(err, &unknown) {
		k.nobody[text] = true
		return comity.NoState
	}
	if on == comity.NoDay || on == comity.Forever {
		return orNone(latest, err)
	}
	const year = 365
	for i := comity.Day(0); i <= 20; i++ {
		near := on + (i+1)/2*year
		if i%2 == 0 {
			near = on - i/2*year
		}
		if s, err := states.ParseQuick(text, comity.COW, near); err == nil {
			s, _ = states.At(comity.COW, s, near)
			return s
		}
	}
	if err == nil {
		latest, _ = states.At(comity.COW, latest, on)
	}
	return orNone(latest, err)
}

func orNone(s comity.State, err error) comity.State {
	if err != nil {
		return comity.NoState
	}
	return s
}
