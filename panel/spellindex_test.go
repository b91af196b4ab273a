package panel

// The spells index against the plain way: every spell, every row, every day its dates may be.

import (
	"testing"

	"comity"
	"comity/format/frame"

	"pgregory.net/rapid"
)

// drawDate draws a date of any grain in the forties.
func drawDate(t *rapid.T, name string) comity.Date {
	d := comity.DayOf(1940, 1, 1) + comity.Day(rapid.IntRange(0, 2500).Draw(t, name))
	y, m, _ := d.Civil()
	switch rapid.SampledFrom([]comity.Grain{comity.YearGrain, comity.MonthGrain, comity.DayGrain, comity.DayGrain}).Draw(t, name+" grain") {
	case comity.YearGrain:
		return comity.YearDate(y)
	case comity.MonthGrain:
		return comity.Date{Day: comity.DayOf(y, m, 1), Grain: comity.MonthGrain}
	}
	return comity.On(d)
}

// plainly gives whether something is so of the spell in a period for all days its dates may be, and for some: it changes only
// where a day comes to lie on another side of an end of the period.
func plainly(s spell, span comity.Span, is func(from, to comity.Day) bool) (sure, may bool) {
	sure = true
	ends := []comity.Day{s.start.From, s.start.To, s.end.From, s.end.To, span.From - 1, span.From, span.To, span.To + 1}
	for _, from := range ends {
		for _, to := range ends {
			if from < s.start.From || from > s.start.To || to < s.end.From || to > s.end.To || to < from {
				continue
			}
			ok := is(from, to)
			sure, may = sure && ok, may || ok
		}
	}
	return sure, may
}

func TestSpellIndex(t *testing.T) {
	const usa, uk = comity.State(2), comity.State(200)
	grids := map[comity.Grain]*Grid{}
	for _, g := range []comity.Grain{comity.YearGrain, comity.MonthGrain, comity.DayGrain} {
		u := Units{System: comity.COW, Grain: g}
		for n := period(g, comity.DayOf(1939, 1, 1)); n <= period(g, comity.DayOf(1948, 12, 31)); n++ {
			u.A, u.B, u.Year, u.Time = append(u.A, 2), append(u.B, 200), append(u.Year, int16(periodYear(g, n))), append(u.Time, int32(n))
		}
		grids[g] = gridOf(u)
	}
	rapid.Check(t, func(t *rapid.T) {
		var list []spell
		for i := range rapid.IntRange(0, 4).Draw(t, "spells") {
			to := comity.NoDate
			if rapid.Bool().Draw(t, "ends") {
				to = drawDate(t, "end")
			}
			if s, ok := spellOf(uk, usa, drawDate(t, "start"), to, comity.DayOf(1946, 12, 31), i); ok {
				list = append(list, s)
			}
		}
		cover := comity.Span{From: comity.DayOf(1940, 1, 1), To: comity.DayOf(1946, 12, 31)}
		g := grids[rapid.SampledFrom([]comity.Grain{comity.YearGrain, comity.MonthGrain, comity.DayGrain}).Draw(t, "grain")]
		x := indexSpells(list, true)
		going, begin, count := silence(g, cover, nil), silence(g, cover, nil), whole(silence(g, cover, nil))
		x.ongoing(g, going)
		x.onsets(g, begin)
		x.counts(g, count)
		for row := range g.Len() {
			span := periodSpan(g.Grain, g.period(row))
			silent := 0.0
			if span.From < cover.From || span.To > cover.To {
				silent = comity.NaN(comity.NotCovered)
			}
			want := [3]float64{silent, silent, silent}
			for i, is := range []func(from, to comity.Day) bool{
				func(from, to comity.Day) bool { return from <= span.To && to >= span.From },
				func(from, to comity.Day) bool { return span.Has(from) },
			} {
				for _, s := range x.list {
					sure, may := plainly(s, span, is)
					if sure {
						want[i] = 1
					} else if may && want[i] != 1 {
						want[i] = comity.NaN(comity.InSource)
					}
					if i == 0 && may && comity.Why(want[2]) != comity.InSource {
						switch {
						case !sure:
							want[2] = comity.NaN(comity.InSource)
						case want[2] != want[2]:
							want[2] = 1
						default:
							want[2]++
						}
					}
				}
			}
			for i, c := range []*frame.Column{going, begin, count} {
				if got := c.At(row); got != want[i] && !(got != got && frame.Letter(got) == frame.Letter(want[i])) {
					t.Fatalf("%v, %v: %v, want %v (%+v)", g.Grain, span, got, want[i], x.list)
				}
			}
		}
	})
}
