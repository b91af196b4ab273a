package panel

// Rows and counts of random systems, options and scopes against the plain way: a row is a period with a day on which all exist and
// every scope holds.

import (
	"fmt"
	"slices"
	"testing"

	"comity"

	"pgregory.net/rapid"
)

var epoch = comity.DayOf(1900, 1, 1)

// drawSpan draws some days of four years.
func drawSpan(t *rapid.T, name string) comity.Span {
	from := epoch + comity.Day(rapid.IntRange(0, 1400).Draw(t, name))
	long := rapid.SampledFrom([]int{0, 1, 5, 40, 364, 800}).Draw(t, name+" days")
	return comity.Span{From: from, To: from + comity.Day(long)}
}

func drawDays(t *rapid.T, name string, most int) []comity.Span {
	var list []comity.Span
	for range rapid.IntRange(0, most).Draw(t, name+" spans") {
		list = append(list, drawSpan(t, name))
	}
	return tidy(list)
}

// drawLives draws a system of a few states.
func drawLives(t *rapid.T) []life {
	var out []life
	for code := range rapid.IntRange(0, 6).Draw(t, "states") {
		l := life{code: int16(code + 1)}
		for _, s := range drawDays(t, "life", 3) {
			l.held = append(l.held, heldDays{s, comity.State(code + 1)})
		}
		if len(l.held) > 0 {
			out = append(out, l)
		}
	}
	return out
}

// drawScope draws a scope whose places have anybody on any day.
func drawScope(t *rapid.T, of []quantity) Scope {
	s := Scope{what: rapid.SampledFrom(of).Draw(t, "asks"), during: drawSpan(t, "during")}
	for i := range 2 {
		in := map[int16]found{}
		for code := int16(1); code < 8; code++ {
			sure := drawDays(t, "in", 2)
			in[code] = found{sure, joinDays(sure, drawDays(t, "perhaps in", 1))}
		}
		p := place{words: fmt.Sprint("place ", i), known: comity.Always, days: func(l life) found {
			f := in[l.code]
			return found{meetDays(f.sure, l.days()), meetDays(f.may, l.days())}
		}}
		if rapid.Bool().Draw(t, "known") {
			p.known = comity.Span{From: epoch + 100, To: epoch + 900}
		}
		s.places = append(s.places, p)
	}
	return s
}

// hasDay says whether a day is in a list.
func hasDay(list []comity.Span, d comity.Day) bool {
	return slices.ContainsFunc(list, func(s comity.Span) bool { return s.Has(d) })
}

// holdsOn says the plain way whether a scope holds of states on a day.
func (s Scope) holdsOn(who []life, d comity.Day) bool {
	sure := func(place int, l life) bool { return hasDay(s.places[place].days(l).sure, d) }
	may := func(l life) bool { return hasDay(s.places[0].days(l).may, d) }
	count := func(is func(l life) bool) (n int) {
		for _, l := range who {
			if is(l) {
				n++
			}
		}
		return n
	}
	in := func(l life) bool { return sure(0, l) }
	switch s.what {
	case everyState:
		return count(in) == len(who)
	case someState:
		return count(in) > 0
	case oneState:
		return count(in) == 1 && count(may) == 1 && s.places[0].known.Has(d)
	case noState:
		return count(may) == 0 && s.places[0].known.Has(d)
	case firstState:
		return in(who[0])
	case secondState:
		return in(who[1])
	case between:
		return sure(0, who[0]) && sure(1, who[1]) || sure(0, who[1]) && sure(1, who[0])
	case fromTo:
		return sure(0, who[0]) && sure(1, who[1])
	}
	return s.during.Has(d)
}

// plainRows gives the periods in which the states have a day together on which every scope holds.
func plainRows(who []life, grain comity.Grain, o UnitOptions, scopes []Scope) (out []int) {
	first, last := epoch, epoch+2600
	if o.From != 0 {
		first = comity.DayOf(o.From, 1, 1)
	}
	if o.To != 0 {
		last = comity.DayOf(o.To, 12, 31)
	}
	for d := first; d <= last; d++ {
		n, year := period(grain, d), d.Year()
		if o.On != "" && d != o.day(year) || len(out) > 0 && out[len(out)-1] == n {
			continue
		}
		if !slices.ContainsFunc(who, func(l life) bool { return !hasDay(l.days(), d) }) && !slices.ContainsFunc(scopes, func(s Scope) bool { return !s.holdsOn(who, d) }) {
			out = append(out, n)
		}
	}
	return out
}

func TestRosterRandom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lives := drawLives(t)
		grain := rapid.SampledFrom([]comity.Grain{comity.YearGrain, comity.YearGrain, comity.MonthGrain, comity.DayGrain}).Draw(t, "grain")
		o := UnitOptions{From: rapid.SampledFrom([]int{0, 1901}).Draw(t, "from"), To: rapid.SampledFrom([]int{0, 1902}).Draw(t, "to")}
		if grain == comity.YearGrain {
			o.On = rapid.SampledFrom([]string{"", "", "06-30"}).Draw(t, "on")
		}
		slots, directed := rapid.IntRange(1, 2).Draw(t, "slots"), rapid.Bool().Draw(t, "directed")
		ask := []quantity{everyState, noState, inTime}
		if slots == 2 {
			ask = append(ask, someState, oneState, between)
			if directed {
				ask = append(ask, firstState, secondState, fromTo)
			}
		}
		var scopes []Scope
		for range rapid.IntRange(0, 2).Draw(t, "scopes") {
			scopes = append(scopes, drawScope(t, ask))
		}
		r := newRoster(comity.COW, lives, grain, o, scopes)
		list := r.entries(slots, directed)
		u := r.units(list)
		var got, want []string
		for i := range u.Len() {
			b := int16(0)
			if u.B != nil {
				b = u.B[i]
			}
			if int(u.Year[i]) != periodYear(grain, u.period(i)) {
				t.Fatalf("row %d is of %d and of the year %d", i, u.period(i), u.Year[i])
			}
			got = append(got, fmt.Sprint(u.A[i], b, u.period(i)))
		}
		for i, a := range lives {
			if slots == 1 {
				for _, n := range plainRows([]life{a}, grain, o, scopes) {
					want = append(want, fmt.Sprint(a.code, 0, n))
				}
				continue
			}
			for j, b := range lives {
				if j == i || j < i && !directed {
					continue
				}
				for _, n := range plainRows([]life{a, b}, grain, o, scopes) {
					want = append(want, fmt.Sprint(a.code, b.code, n))
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%d rows, want %d:\n%v\n%v", len(got), len(want), got, want)
		}
	})
}

// TestSpanLists: the reckoning with days against the days one by one.
func TestSpanLists(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawDays(t, "a", 5), drawDays(t, "b", 5)
		lists := map[string][]comity.Span{"meet": meetDays(a, b), "join": joinDays(a, b), "less": lessDays(a, b)}
		for d := epoch - 1; d < epoch+2600; d++ {
			x, y := hasDay(a, d), hasDay(b, d)
			for name, want := range map[string]bool{"meet": x && y, "join": x || y, "less": x && !y} {
				if hasDay(lists[name], d) != want {
					t.Fatalf("%s of %v and %v: %v on %v", name, a, b, !want, d)
				}
			}
		}
	})
}
