package panel

import (
	"slices"
	"strings"
	"testing"

	"comity"
	"comity/states"
	"comity/treaties"
)

// TestDiplomacyInPanels holds relations, missions and recognition against the tables asked day by day.
func TestDiplomacyInPanels(t *testing.T) {
	b := newBench(core(t), comity.COW, Spec{ExtendTo: 2024})
	dyads, singles := b.dyadGrid(Spec{ExtendTo: 2024}), b.stateGrid(Spec{ExtendTo: 2024})
	flag := func(yes, known bool) float64 {
		switch {
		case !known:
			return comity.NaN(comity.NotCovered)
		case yes:
			return 1
		}
		return 0
	}
	for text, want := range map[string]func(r *Run, on comity.Day) float64{
		"relations.open": func(r *Run, on comity.Day) float64 { return flag(treaties.Ties(r.A, r.B, on)) },
		"mission.rank": func(r *Run, on comity.Day) float64 {
			m, ok := treaties.MissionOn(r.A, r.B, on)
			if !ok {
				return comity.NaN(comity.NotCovered)
			}
			return float64(slices.Index(treaties.MissionRanks(), m.Rank) + 1)
		},
		"recognition.recognises": func(r *Run, on comity.Day) float64 {
			e, ok := treaties.EntityOf(r.B)
			if !ok || r.A == r.B {
				return comity.NaN(comity.NotApplicable)
			}
			return recognisedOn(e, r.A, on)
		},
		"recognition.of:XKX": func(r *Run, on comity.Day) float64 {
			e, _ := treaties.LookupEntity("XKX")
			if r.A == e.State {
				return comity.NaN(comity.NotApplicable)
			}
			return recognisedOn(e, r.A, on)
		},
	} {
		g := dyads
		if strings.HasPrefix(text, "recognition.of") {
			g = singles
		}
		_, m := filledBy(t, b, g, text)
		known := 0
		for _, row := range sampled(g, 30000) {
			r := g.runOf(row)
			x := want(r, comity.DayOf(r.year(row), 12, 31))
			if got := m.At(row); !same(got, x) {
				t.Fatalf("%s of %v in %d: %v, want %v", text, r.states(), r.year(row), show(got), show(x))
			}
			if x == x {
				known++
			}
			if why := m.why(row); !same(why.Value, x) || x == x && why.Ref.Source == "" {
				t.Fatalf("%s of %v in %d: explained as %+v", text, r.states(), r.year(row), why)
			}
		}
		if known < 50 {
			t.Errorf("%s: only %d cells of the sample are known", text, known)
		}
	}
	_, open := filledBy(t, b, dyads, "relations.open")
	checkSymmetric(t, "relations.open", dyads, open.Column)
	_, rank := filledBy(t, b, dyads, "relations.rank")
	checkSymmetric(t, "relations.rank", dyads, rank.Column)
}

// recognisedOn asks the list of those that recognise an entity on a day.
func recognisedOn(e treaties.Entity, by comity.State, on comity.Day) float64 {
	switch {
	case !e.Span.Has(on):
		return comity.NaN(comity.NotCovered)
	case slices.ContainsFunc(treaties.RecognisedBy(e.ID, on), func(r treaties.Recognised) bool { return r.By == by }):
		return 1
	case e.Complete && states.Is(comity.UN, by, on):
		return 0
	}
	return comity.NaN(comity.NotCovered)
}

func TestRelationsByHand(t *testing.T) {
	for _, c := range []struct {
		text string
		a, b int16
		year int
		want float64
	}{
		{"relations.open", 2, 710, 1975, 0}, {"relations.open", 2, 710, 1985, 1}, {"relations.open:any", 2, 710, 1979, 1}, {"relations.open", 2, 40, 1970, 0}, {"relations.open:any", 2, 40, 1961, 1},
		{"relations.open:01-01", 2, 40, 1961, 1}, {"mission.rank", 365, 2, 1985, comity.NaN(comity.NotCovered)}, {"recognition.china", 40, 0, 2010, 1}, {"recognition.china", 710, 0, 2010, comity.NaN(comity.NotApplicable)},
	} {
		b := newBench(core(t), comity.COW, Spec{})
		g := b.dyadGrid(Spec{})
		if c.b == 0 {
			g = b.stateGrid(Spec{})
		}
		_, m := filledBy(t, b, g, c.text)
		if got := m.At(g.Find(c.a, c.b, c.year)); !same(got, c.want) {
			t.Errorf("%s of %d and %d in %d: %v, want %v", c.text, c.a, c.b, c.year, show(got), show(c.want))
		}
	}
	for text, want := range map[string]string{"recognition.of": "recognition of what", "recognition.of:Atlantis": "no entity", "relations.rank:any": "asked of one day"} {
		b := newBench(core(t), comity.COW, Spec{})
		it, err := NewCatalogue(nil).Find(text)
		if err == nil {
			_, err = it.fill.fill(b, gridFor(b, it.Column))
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
}
