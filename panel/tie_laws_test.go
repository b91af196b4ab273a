package panel

// Laws every column of ties keeps, under the options it is asked with.

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"comity"
	"comity/column"
	"comity/groups"
)

// tieTexts asks every column of ties once or more.
func tieTexts(t *testing.T) []string {
	t.Helper()
	out := []string{"vote.agreement:not-yes;calls=all+final", "vote.s:quadratic;issue=me+nu", "vote.kappa:nominal;calls=important", "vote.pi:linear;by=year", "alliance.s:values=binary", "treaty.count:clause=renounces-force",
		"pta.depth:latent", "bit.count:tips", "sanction.onset:source=ties", "ideal.distance:fp", "trade.mirror_gap:comtrade-mirror", "group.shared:bloc", "group.both:NATO;day=any", "council.agreement:yes-no;calls=divided"}
	for _, d := range column.Ties() {
		out = append(out, cmp.Or(d.Asked, d.Name))
	}
	return out
}

func TestLawsOfTies(t *testing.T) {
	notUnderRace(t, "TestPanelOfTies")
	e := built(t)
	b := newBench(e, comity.COW, Spec{ExtendTo: 2026})
	for _, text := range tieTexts(t) {
		it, err := NewCatalogue(nil).Find(text)
		if err != nil {
			t.Fatal(err)
		}
		g := b.dyadGrid(Spec{ExtendTo: 2026})
		if it.Column.Size() == 1 {
			g = b.stateGrid(Spec{ExtendTo: 2026})
		}
		m, err := it.fill.fill(b, g)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if it.Column.Shape == column.Symmetric {
			checkSymmetric(t, text, g, m.Column)
		}
		from, to := yearsBehind(e, it)
		known := 0
		for row := 0; row < g.Len(); row += 5 {
			if x := m.At(row); x == x {
				if year := int(g.Year[row]); year < from || year > to {
					t.Fatalf("%s: %v of %d and %d in %d, outside the source's years %d to %d", text, x, g.A[row], pairCode(g, row), year, from, to)
				}
				known++
			}
		}
		if known == 0 {
			t.Errorf("%s: no cell has a value", text)
		}
		for _, row := range sampled(g, 300) {
			if why := m.why(row); !same(why.Value, m.At(row)) || why.Year != int(g.Year[row]) {
				t.Fatalf("%s of %d and %d in %d: %v, explained as %v of %d", text, g.A[row], pairCode(g, row), g.Year[row], show(m.At(row)), show(why.Value), why.Year)
			} else if why.Value == why.Value && why.Ref.Source == "" {
				t.Fatalf("%s of %d and %d in %d: explained without a source", text, g.A[row], pairCode(g, row), g.Year[row])
			}
		}
	}
}

func pairCode(g *Grid, row int) int16 {
	if g.B == nil {
		return 0
	}
	return g.B[row]
}

// yearsBehind gives the years of the tables a column may be made of; of comity's own lists all years it knows.
func yearsBehind(e *Engine, it Item) (from, to int) {
	from, to = 9999, 0
	for _, id := range it.From() {
		for _, t := range e.rec.Answering(id) {
			from, to = min(from, t.From), max(to, t.To)
		}
	}
	if strings.HasPrefix(it.Column.Name, "vote.") {
		from, to = 1946, 2025
	}
	if id := it.Options.One("group", ""); id != "" {
		group, _ := groups.Lookup(id)
		return 1800, groups.Coverage(group.ID).To.Year()
	}
	if strings.HasPrefix(it.Column.Name, "colonial.") || strings.HasPrefix(it.Column.Name, "culture.") {
		return 1800, 2100 // a history has no last year
	}
	if from > to {
		return 1800, 2024
	}
	return from, to
}

// TestTiesDescribed: names that statistics programs take, once each, and everything said that a codebook wants.
func TestTiesDescribed(t *testing.T) {
	headers := map[string]string{}
	for _, d := range column.Ties() {
		if other, twice := headers[d.In()]; twice || len(d.In()) > 30 || d.In() != headerOf(d.In()) {
			t.Errorf("%s is called %s in panels (%s)", d.Name, d.In(), other)
		}
		headers[d.In()] = d.Name
		if d.Title == "" || d.Unit == "" || d.Formula == "" || d.Missing == "" || len(d.Words) == 0 {
			t.Errorf("%s is not described: %+v", d.Name, d)
		}
		if findFiller(d.Name) == nil {
			t.Errorf("%s has no filler", d.Name)
		}
		for _, o := range d.Options {
			if o.Title == "" || slices.Contains(o.Values, "") {
				t.Errorf("%s: option %s is not described", d.Name, o.Name)
			}
		}
	}
	for _, d := range column.All() {
		if findFiller(d.Name) == nil {
			t.Errorf("%s has no filler", d.Name)
		}
	}
}

// TestPanelOfTies builds a panel as a user asks for it.
func TestPanelOfTies(t *testing.T) {
	s := Spec{Unit: "dyad-year", From: 1995, To: 2005, Columns: []string{"trade.turnover:cow-trade-4.0", "vote.agreement", "vote.agreement:same;calls=all", "gdp", "close=vote.kappa:quadratic", "group.both:NATO",
		"group.in:EU", "treaty.count", "ties.case.any:either", "alliance.s:values=binary"}}
	p, err := built(t).Build(t.Context(), catalogueOf(t), s)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range p.Frame.Columns {
		names = append(names, c.Name)
	}
	want := "ccode1 ccode2 year trade_turnover_cow_trade_4_0 vote_agreement vote_agreement_same_all gdp1 gdp2 close group_both_nato group_in_eu1 group_in_eu2 treaty_count case_any_either alliance_s_binary"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("columns %s, want %s", got, want)
	}
	for _, m := range p.Columns {
		if m.Key {
			continue
		}
		behind := p.Behind(m)
		switch {
		case strings.HasPrefix(m.Header, "trade_turnover") && !slices.Equal(behind, []string{"cow-trade-4.0"}), strings.HasPrefix(m.Header, "vote_") && !slices.Contains(behind, "unga-votes"),
			strings.HasPrefix(m.Header, "group_") && len(behind) > 0, strings.HasPrefix(m.Header, "case_any") && !slices.Equal(behind, []string{"ties-4"}):
			t.Errorf("%s is made of %v", m.Header, behind)
		}
		for _, row := range []int{0, 1000, 90000} {
			cell, err := p.Explain(row, m)
			if err != nil || !same(cell.Value, p.Frame.Column(m.Header).At(row)) {
				t.Errorf("%s in row %d: %v, explained as %v (%v)", m.Header, row, show(p.Frame.Column(m.Header).At(row)), show(cell.Value), err)
			}
		}
	}
}
