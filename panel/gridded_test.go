package panel

// Columns of panels asked for one unit: the same values as in a panel, whoever asks first.

import (
	"context"
	"math"
	"strings"
	"testing"

	"comity"
	"comity/column"
)

// The cells of a unit are those a panel has.
func TestGriddedAsPanel(t *testing.T) {
	e := core(t)
	p, err := e.Build(context.Background(), NewCatalogue(nil), Spec{Unit: "dyad-year", System: "un", From: 1990, To: 2019, Scope: []string{"RUS,CHN"}, Columns: []string{"kappa=vote.kappa:distance=linear;calls=all;by=year"}})
	if err != nil {
		t.Fatal(err)
	}
	r := Reading{Source: "unga-votes", Variant: "distance=linear;calls=all;by=year"}
	year, kappa := p.Frame.Column("year"), p.Frame.Column("kappa")
	for row := range p.Frame.Rows {
		y, want := int(year.At(row)), kappa.At(row)
		for _, who := range [][]comity.State{{russia, china}, {china, russia}} {
			if got := e.Cell("vote.kappa", who, r, y); got.Value != want && !(math.IsNaN(got.Value) && comity.Why(got.Value) == comity.Why(want)) {
				t.Errorf("%d: %v, a panel has %v", y, got.Value, want)
			}
		}
	}
	if p.Frame.Rows != 30 {
		t.Errorf("%d rows, want 30", p.Frame.Rows)
	}
}

// Every column a claim may be written about answers for its own number of states, and for no other; what is not there is told.
func TestGriddedUnits(t *testing.T) {
	e := core(t)
	asked := 0
	for _, d := range column.Panel() {
		if _, ok := column.Claimable(d.Name); !ok {
			continue
		}
		who := []comity.State{usa, uk}[:d.Size()]
		for _, other := range [][]comity.State{nil, {usa}, {usa, uk}, {usa, uk, russia}} {
			if list := e.Readings(d.Name, other); len(list) > 0 && len(other) != len(who) {
				t.Errorf("%s of %d states has readings", d.Name, len(other))
			}
		}
		if answering(d.Name) == nil {
			continue // of rows of another kind, brought by their unit
		}
		asked++
		for _, r := range e.Readings(d.Name, who)[:min(1, len(e.Readings(d.Name, who)))] {
			if s, err := e.Series(d.Name, who, r); err != nil {
				t.Errorf("%s: %v", d.Name, err)
			} else if len(s.Cells) > 400 && d.Size() > 0 {
				t.Errorf("%s: %d years", d.Name, len(s.Cells))
			}
		}
	}
	if asked < 100 {
		t.Errorf("only %d columns of panels can be asked", asked)
	}
}

// No roll call after the day is heard.
func TestGriddedUntil(t *testing.T) {
	e := core(t)
	r := Reading{Source: "unga-votes", Variant: "by=year"}
	who := []comity.State{usa, russia}
	whole, half := e.Cell("vote.common", who, r, 2019), e.Until(comity.DayOf(2019, 11, 30)).Cell("vote.common", who, r, 2019)
	if !(half.Value < whole.Value && half.Value > 0) {
		t.Errorf("%v roll calls to 30 November 2019, %v in the year", half.Value, whole.Value)
	}
	if note := half.Ref.Note; !strings.HasSuffix(note, "none later counted") || strings.Contains(note, "2019-12") {
		t.Errorf("the evidence to 30 November 2019 is %q", note)
	}
	cut := e.Until(comity.DayOf(2019, 11, 30))
	if late := cut.Cell("vote.common", who, r, 2020); late.Missing() != comity.NotCovered || late.Ref.Note != "" {
		t.Errorf("a window after the day has %v, %q", late.Value, late.Ref.Note)
	}
}
