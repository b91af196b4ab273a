package desk

// Tests of the pillars of a relation on the record that ships: no pair otherwise than another, and no index where a pillar is too thin.

import (
	"context"
	"math"
	"strings"
	"testing"

	"comity"
)

// cellsOf gives the numbers of a table row by row, with the texts of its first columns as keys.
func cellsOf(t *testing.T, m *Measurement, name string) map[string][]float64 {
	t.Helper()
	table, err := m.find(name)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]float64{}
	for f, err := range table.Blocks {
		if err != nil {
			t.Fatal(err)
		}
		for row := range f.Rows {
			key, cells := "", []float64{}
			for _, c := range f.Columns {
				if c.Texts != nil || c.Kind.String() == "text" {
					key += shownIn(c, row) + "|"
					continue
				}
				cells = append(cells, c.At(row))
			}
			out[key] = cells
		}
	}
	return out
}

// sameCells compares two tables cell by cell.
func sameCells(t *testing.T, what string, one, other map[string][]float64) {
	t.Helper()
	if len(one) != len(other) || len(one) == 0 {
		t.Errorf("%s: %d and %d rows", what, len(one), len(other))
	}
	for key, xs := range one {
		ys, ok := other[key]
		if !ok {
			t.Errorf("%s: no row %q when the two are exchanged", what, key)
			continue
		}
		for i, x := range xs {
			if y := ys[i]; comity.Why(x) != comity.Why(y) || x == x && math.Abs(x-y) > 1e-9 {
				t.Errorf("%s: row %q is %v, exchanged %v", what, key, x, y)
			}
		}
	}
}

func TestPillarsMirror(t *testing.T) {
	d, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	for _, pair := range someControls(3) {
		var m [2]*Measurement
		for i, order := range [][]string{{pair[0], pair[1]}, {pair[1], pair[0]}} {
			if m[i], err = d.MeasurePillars(context.Background(), PillarsSpec{States: order, Year: 2014, Index: true}); err != nil {
				t.Fatal(err)
			}
		}
		sameCells(t, strings.Join(pair[:], " "), cellsOf(t, m[0], "indicators"), cellsOf(t, m[1], "indicators"))
		if said := strings.Join(m[0].Answer.Notes, " "); !strings.Contains(said, "No index") || m[0].Answer.Finding != "" {
			t.Errorf("%v: an index without the pillar of culture: %s", pair, said)
		}
	}
}

func TestPillarsRefuse(t *testing.T) {
	d, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		spec PillarsSpec
		want string
	}{
		{PillarsSpec{States: []string{"RUS"}}, "name the two states"},
		{PillarsSpec{States: []string{"USA", "CHN"}, Year: 1830}, "not both states"},
		{PillarsSpec{States: []string{"France", "France"}}, "both names mean"},
		{PillarsSpec{States: []string{"France", "Italy"}, Year: 2999}, "nothing is known of 2999"},
	} {
		if _, err := d.MeasurePillars(context.Background(), c.spec); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v", c.spec, err)
		}
	}
}
