package desk

import (
	"math"
	"strings"
	"testing"

	"comity"
)

// dependenceSides: what a pair is to the one is what it is to the other where the pair is named the other way round, and the measures
// are made of the columns beside them.
func dependenceSides(t *testing.T, d *Desk) {
	one, err := d.MeasureDependence(t.Context(), DependenceSpec{States: []string{"RUS", "CHN"}, From: 2005, To: 2012})
	if err != nil {
		t.Fatal(err)
	}
	other, err := d.MeasureDependence(t.Context(), DependenceSpec{States: []string{"CHN", "RUS"}, From: 2005, To: 2012})
	if err != nil {
		t.Fatal(err)
	}
	x, y := writtenOf(t, d, one, "dependence"), writtenOf(t, d, other, "dependence")
	if x != y {
		t.Errorf("the pair the other way round:\n%s\n%s", x, y)
	}
	of := func(name string) []float64 { return numbersOf(t, one, "dependence", name) }
	share, salience, symmetry, inter := of("share"), of("salience"), of("symmetry"), of("interdependence")
	if n := len(share) / 2; n != 8 || len(share) != 16 {
		t.Fatalf("%d rows", len(share))
	}
	for i := range 8 {
		a, b := share[i], share[8+i]
		if math.Abs(salience[i]-math.Sqrt(a*b)) > 1e-12 || math.Abs(symmetry[i]-1+math.Abs(a-b)) > 1e-12 || inter[i] != inter[8+i] {
			t.Errorf("row %d: shares %v and %v, salience %v, symmetry %v", i, a, b, salience[i], symmetry[i])
		}
		if of("exports")[i] != of("imports")[8+i] || of("balance")[i] != -of("balance")[8+i] {
			t.Errorf("row %d: exports of one are not imports of the other", i)
		}
	}
	if !strings.Contains(one.Answer.Finding, "readings") {
		t.Error(one.Answer.Finding)
	}
}

// dependenceNumbers: a state is told by its own number in a list of states, so the list decides nothing of what a pair trades.
func dependenceNumbers(t *testing.T, d *Desk) {
	of := func(system string) *Measurement {
		m, err := d.MeasureDependence(t.Context(), DependenceSpec{States: []string{"SRB", "DEU"}, From: 2010, To: 2012, System: system})
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	cow, gw := of("cow"), of("gw")
	if cow.Answer.Finding != gw.Answer.Finding || !strings.Contains(gw.Answer.Finding, "of the trade of") {
		t.Errorf("by cow: %s\nby gw: %s", cow.Answer.Finding, gw.Answer.Finding)
	}
	if key := keyOfCode("gw", 970, 2012); key == comity.NoState || key == 970 {
		t.Errorf("the number 970 of gw is of the state %d", key)
	}
}

// dependenceAlone: in years no book with all partners covers, the figures of offices stand without shares.
func dependenceAlone(t *testing.T, d *Desk) {
	m, err := d.MeasureDependence(t.Context(), DependenceSpec{States: []string{"RUS", "CHN"}, From: 2020, To: 2023})
	if err != nil {
		t.Fatal(err)
	}
	if got := numbersOf(t, m, "books", "headline_gacc"); len(got) != 4 || got[3] != 240.11e9 || got[2] != 190.27e9 {
		t.Errorf("Chinese customs: %v", got)
	}
	for _, table := range m.Tables {
		if table.Name == "dependence" || table.Name == "concentration" {
			t.Errorf("a table of %s without a book of all partners", table.Name)
		}
	}
	if gap := numbersOf(t, m, "books", "gap"); comity.Why(gap[0]) != comity.NotApplicable {
		t.Errorf("one figure has a gap: %v", gap)
	}
	gaps := numbersOf(t, m, "mirror", "gap")
	x, y := numbersOf(t, m, "mirror", "exporter_says"), numbersOf(t, m, "mirror", "importer_says")
	known := 0
	for i, g := range gaps {
		if g == g {
			if known++; math.Abs(g-math.Abs(x[i]-y[i])/(x[i]+y[i])) > 1e-12 {
				t.Errorf("%v of %v and %v", g, x[i], y[i])
			}
		}
	}
	if known == 0 {
		t.Error("no flow has two reports")
	}
}

func dependenceRefuses(t *testing.T, d *Desk) {
	for want, s := range map[string]DependenceSpec{
		"no book of all pairs":              {Book: "baci"},
		"no figure of the trade of the two": {States: []string{"DEU", "FRA"}, From: 2020},
		"no book of all pairs here covers":  {From: 1850, To: 1860},
		"a pair is two states":              {States: []string{"RUS", "RUS"}},
		"name the two states":               {States: []string{"RUS"}},
		"no system of states":               {System: "oecd"},
	} {
		if _, err := d.MeasureDependence(t.Context(), s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %q", s, err, want)
		}
	}
}
