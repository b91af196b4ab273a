package source

// This file turns the codes of sources into comity's keys, by date. A code that names no state, or several, keeps its row
// out and is counted; nothing is guessed.

import (
	"comity"
	"comity/states"
)

// keyOf remembers the answers for one scheme: sources repeat their codes a million times.
type keyOf struct {
	scheme states.Scheme
	known  map[codeYear]comity.State
}

type codeYear struct {
	code string
	year int
}

func keysBy(scheme states.Scheme) *keyOf {
	return &keyOf{scheme, map[codeYear]comity.State{}}
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

func (k *keyOf) find(code string, span comity.Span) comity.State {
	for _, on := range []comity.Day{span.To, span.From, comity.NoDay} {
		if found := states.Codes(code, k.scheme, on); len(found) == 1 {
			return found[0]
		}
	}
	return comity.NoState
}

// seat is the key under which a state sat in the United Nations: China's seat was the Republic of China's to 1971-10-24,
// and a source's code for the state that came before or after another in one seat is read by the day.
func seat(s comity.State, on comity.Day) comity.State {
	switch s {
	case taiwan, china:
		if on < chinaSeated {
			return taiwan
		}
		return china
	case yemenNorth, yemen:
		if on < yemenUnited {
			return yemenNorth
		}
		return yemen
	case 255, 260: // Germany, Federal Republic of Germany
		if on < germanyUnited {
			return 260
		}
		return 255
	case 342: // a number of Serbia's by COW's list, but the votes under it in 2016-17 are North Macedonia's, all 168 of them
		return 343
	}
	return s
}

const (
	china, taiwan     comity.State = 710, 713
	yemen, yemenNorth comity.State = 679, 678
)

var (
	chinaSeated   = comity.DayOf(1971, 10, 25)
	yemenUnited   = comity.DayOf(1990, 5, 22)
	germanyUnited = comity.DayOf(1990, 10, 3)
)

// sits says whether a state was a member of the United Nations at some day of the month: before 2010 the days of the voting
// data are numbered within the month rather than true.
func sits(s comity.State, on comity.Day) bool {
	y, m, _ := on.Civil()
	month := comity.Span{From: comity.DayOf(y, m, 1), To: comity.DayOf(y, m+1, 1) - 1}
	for _, span := range states.Alive(comity.UN, s) {
		if span.Overlaps(month) {
			return true
		}
	}
	return false
}
