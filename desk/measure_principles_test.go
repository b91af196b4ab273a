package desk

// Tests of the principles of a relation on the record that ships: no pair otherwise than another.

import (
	"context"
	"strings"
	"testing"
)

func TestPrinciplesMirror(t *testing.T) {
	d, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	for _, pair := range someControls(2) {
		var m [2]*Measurement
		for i, order := range [][]string{{pair[0], pair[1]}, {pair[1], pair[0]}} {
			if m[i], err = d.MeasurePrinciples(context.Background(), PrinciplesSpec{States: order, Year: 2016, Thirds: []string{"JPN"}}); err != nil {
				t.Fatal(err)
			}
		}
		for _, table := range []string{"conduct", "reciprocity", "third"} {
			sameCells(t, strings.Join(pair[:], " ")+" "+table, cellsOf(t, m[0], table), cellsOf(t, m[1], table))
		}
	}
}

func TestPrinciplesRefuse(t *testing.T) {
	d, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		spec PrinciplesSpec
		want string
	}{
		{PrinciplesSpec{States: []string{"RUS"}}, "name the two states"},
		{PrinciplesSpec{States: []string{"RUS", "CHN"}, Thirds: []string{"CHN"}}, "one of the two"},
		{PrinciplesSpec{States: []string{"RUS", "Nowhere"}}, "Nowhere"},
		{PrinciplesSpec{States: []string{"RUS", "CHN"}, Year: 2999}, "nothing is known of 2999"},
	} {
		if _, err := d.MeasurePrinciples(context.Background(), c.spec); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v", c.spec, err)
		}
	}
}
