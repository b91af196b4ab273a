package desk

// Tests of what is asked of cohesion, blocs, balance and splits: what makes no sense is refused, the same question has the same answer,
// sets are parts of the whole.

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"comity/format/frame"
)

func frameFrom(t *testing.T, m *Measurement, err error, name string) *frame.Frame {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	table, err := m.find(name)
	if err != nil {
		t.Fatal(err)
	}
	for f := range table.Blocks {
		return f
	}
	return &frame.Frame{}
}

// TestBlocsRefused: every wrong question says what is there instead.
func TestBlocsRefused(t *testing.T) {
	d, ctx := coreDesk(t), context.Background()
	for _, c := range []struct {
		err  func() error
		want string
	}{
		{func() error { _, err := d.MeasureBlocs(ctx, BlocsSpec{Of: "trade"}); return err }, "votes"},
		{func() error { _, err := d.MeasureBlocs(ctx, BlocsSpec{Of: "pacts", Ties: "kappa"}); return err }, "have none"},
		{func() error { _, err := d.MeasureBlocs(ctx, BlocsSpec{Ties: "plain"}); return err }, "excess and kappa"},
		{func() error { _, err := d.MeasureBlocs(ctx, BlocsSpec{Runs: 1}); return err }, "--runs"},
		{func() error { _, err := d.MeasureBlocs(ctx, BlocsSpec{Pole: 2}); return err }, "--pole"},
		{func() error { _, err := d.MeasureBlocs(ctx, BlocsSpec{Of: "pacts"}); return err }, "atop-5.1"},
		{func() error {
			_, err := d.MeasureBlocs(ctx, BlocsSpec{CallsSpec: CallsSpec{Calls: "some"}})
			return err
		}, "divided"},
		{func() error {
			_, err := d.MeasureBlocs(ctx, BlocsSpec{CallsSpec: CallsSpec{Topic: "gossip"}})
			return err
		}, "lists them"},
		{func() error { _, err := d.MeasureCohesion(ctx, CohesionSpec{Sets: []string{"Atlantis"}}); return err }, "Atlantis"},
		{func() error { _, err := d.MeasureCohesion(ctx, CohesionSpec{Minority: .9}); return err }, "--minority"},
		{func() error { _, err := d.MeasurePolarisation(ctx, PolarisationSpec{Alpha: 3}); return err }, "--alpha"},
		{func() error { _, err := d.MeasureBalance(ctx, BalanceSpec{Negative: []string{"dislike"}}); return err }, "comity pull"},
		{func() error { _, err := d.MeasureBalance(ctx, BalanceSpec{Deals: -1}); return err }, "--deals"},
		{func() error { _, err := d.MeasureSplit(ctx, SplitSpec{Since: "lately"}); return err }, "--since"},
	} {
		if err := c.err(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %q in it", err, c.want)
		}
	}
}

// TestBlocsAgain: the same question has the same answer, byte for byte; another seed the same years.
func TestBlocsAgain(t *testing.T) {
	d, ctx := coreDesk(t), context.Background()
	var last string
	for range 2 {
		m, err := d.MeasureBlocs(ctx, BlocsSpec{From: 1988, To: 1991, Seed: 1, Runs: 10})
		if err != nil {
			t.Fatal(err)
		}
		shown, err := d.ShowMeasurement(ctx, m, MeasureOutput{Rows: 1000})
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(shown)
		if err != nil {
			t.Fatal(err)
		}
		if last != "" && last != string(text) {
			t.Error("the same question has two answers")
		}
		last = string(text)
	}
	m, err := d.MeasureBlocs(ctx, BlocsSpec{From: 1988, To: 1991, Seed: 2, Runs: 10})
	f := frameFrom(t, m, err, "years")
	if f.Rows != 4 {
		t.Errorf("%d years", f.Rows)
	}
}

// TestCohesionOfOne: a state alone is neither united nor not; a set of all who vote is all.
func TestCohesionOfOne(t *testing.T) {
	d, ctx := coreDesk(t), context.Background()
	if _, err := d.MeasureCohesion(ctx, CohesionSpec{Sets: []string{"CHE"}, From: 2018, To: 2019}); err == nil || !strings.Contains(err.Error(), "a set of one has no cohesion") {
		t.Errorf("the cohesion of one state: %v", err)
	}
	m, err := d.MeasureCohesion(ctx, CohesionSpec{Sets: []string{"USA,RUS"}, From: 2019, To: 2019})
	f := frameFrom(t, m, err, "calls")
	for row := range f.Rows {
		n := tableColumn(t, f, "yes").At(row) + tableColumn(t, f, "abstain").At(row) + tableColumn(t, f, "no").At(row)
		if n != 2 {
			t.Fatalf("%v votes of two states", n)
		}
	}
	if f.Rows != 87 { // methods.md 1.4: the roll calls of session 74 in which both voted
		t.Errorf("%d roll calls in which the two voted, want 87", f.Rows)
	}
}

// TestTopicsApart: the roll calls of one topic are not those of another, nor of all, whichever is asked for first.
func TestTopicsApart(t *testing.T) {
	d, ctx := coreDesk(t), context.Background()
	var calls []float64
	for _, topic := range []string{"", "human-rights", "nuclear-weapons", "human-rights"} {
		m, err := d.MeasureCohesion(ctx, CohesionSpec{CallsSpec: CallsSpec{Topic: topic}, From: 2018, To: 2018})
		f := frameFrom(t, m, err, "cohesion")
		calls = append(calls, tableColumn(t, f, "calls").At(0))
	}
	if calls[1] != calls[3] || calls[0] <= calls[1]+calls[2] || calls[1] == calls[2] {
		t.Errorf("roll calls of all, human rights, nuclear weapons, human rights: %v", calls)
	}
}
