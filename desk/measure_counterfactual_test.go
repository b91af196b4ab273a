package desk

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// flowsFile writes a file of flows.
func flowsFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "flows.csv")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

const twoCountries = "exporter,importer,trade\nUSA,USA,93\nUSA,CHN,7\nCHN,USA,7\nCHN,CHN,93\n"

// TestCounterfactualAutarky: two countries that end all trade lose 1.798 per cent of real income with a domestic share of .93 and an
// elasticity of 4 (.93 to the power 1/4; Arkolakis, Costinot and Rodríguez-Clare 2012).
func TestCounterfactualAutarky(t *testing.T) {
	d := coreDesk(t)
	m, err := d.MeasureCounterfactual(t.Context(), CounterfactualSpec{File: flowsFile(t, twoCountries), Embargoes: []string{"USA,china"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range numbersOf(t, m, "changes", "real_income") {
		if math.Abs(x-100*(math.Pow(.93, .25)-1)) > 1e-9 || math.Abs(x+1.798) > 5e-4 {
			t.Errorf("real income %v %%", x)
		}
	}
	if !strings.HasPrefix(m.Answer.Finding, "Comparative statics, not a forecast") {
		t.Error(m.Answer.Finding)
	}
	if got := numbersOf(t, m, "changed", "after"); len(got) != 2 || got[0] != 0 || got[1] != 0 {
		t.Errorf("flows that end: %v", got)
	}
	if got := numbersOf(t, m, "flows", "before"); len(got) != 4 {
		t.Errorf("all flows: %v", got)
	}
	one, err := d.MeasureCounterfactual(t.Context(), CounterfactualSpec{File: flowsFile(t, twoCountries), Shocks: []string{"USA,CHN: 1"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range numbersOf(t, one, "changes", "wage") {
		if math.Abs(x) > 1e-9 {
			t.Errorf("costs as before change wages by %v %%", x)
		}
	}
}

// TestCounterfactualOfRecord: the record's flows with reckoned domestic trade; swapping the two named changes nothing.
func TestCounterfactualOfRecord(t *testing.T) {
	d := coreDesk(t)
	ask := func(shock string) *Measurement {
		m, err := d.MeasureCounterfactual(t.Context(), CounterfactualSpec{Shocks: []string{shock}, OutputRatio: 2, Year: 2012})
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	one, other := ask("USA,CHN: 1.25"), ask("CHN,USA: 1.25")
	if writtenOf(t, d, one, "changes") != writtenOf(t, d, other, "changes") {
		t.Error("the two named the other way round give something else")
	}
	real := numbersOf(t, one, "changes", "real_income")
	if !(real[0] < -.05 && real[1] < -.05 && real[len(real)-1] < 5) || len(real) < 150 {
		t.Errorf("%d states, %v and %v per cent", len(real), real[0], real[1])
	}
}

func TestCounterfactualRefuses(t *testing.T) {
	d := coreDesk(t)
	whole := flowsFile(t, twoCountries)
	years := flowsFile(t, "exporter,importer,trade,year\nA,A,1,1990\nA,B,1,1990\nB,A,1,1990\nB,B,1,1990\nA,A,1,1991\n")
	for want, s := range map[string]CounterfactualSpec{
		"say what changes":            {File: whole},
		"want two countries and a fa": {File: whole, Shocks: []string{"USA,CHN"}},
		"factor above 0":              {File: whole, Shocks: []string{"USA,CHN: -1"}},
		"(both ways)":                 {File: whole, Embargoes: []string{"USA"}},
		"domestic trade keeps":        {File: whole, Embargoes: []string{"USA->USA"}},
		"has no country":              {File: whole, Embargoes: []string{"USA->FRA"}},
		"did you mean exporter":       {File: whole, From: "exportr", Embargoes: []string{"USA->CHN"}},
		"cannot be read":              {File: "nowhere.csv", Embargoes: []string{"USA->CHN"}},
		"--output-ratio 2":            {Embargoes: []string{"USA->CHN"}},
		"ratio of 1 to 10":            {Embargoes: []string{"USA->CHN"}, OutputRatio: .5},
		"no domestic trade of CHN":    {File: flowsFile(t, "exporter,importer,trade\nUSA,USA,93\nUSA,CHN,7\nCHN,USA,7\n"), Embargoes: []string{"USA->CHN"}},
		"missing is not nothing":      {File: flowsFile(t, "exporter,importer,trade\nUSA,USA,93\nUSA,CHN,7\nCHN,CHN,93\n"), Embargoes: []string{"USA->CHN"}},
		"two rows of USA to CHN":      {File: flowsFile(t, twoCountries+"USA,CHN,3\n"), Embargoes: []string{"USA->CHN"}},
		"name one with --year":        {File: years, Embargoes: []string{"A->B"}},
		"has no row of 1980":          {File: years, Year: 1980, Embargoes: []string{"A->B"}},
		"is text":                     {File: flowsFile(t, "exporter,importer,trade\nUSA,USA,x\n"), Embargoes: []string{"USA->CHN"}},
		"left without any supplier":   {File: flowsFile(t, "exporter,importer,trade\nA,A,0\nA,B,7\nB,A,7\nB,B,93\n"), Embargoes: []string{"B->A"}},
		"an elasticity":               {File: whole, Elasticity: -4, Embargoes: []string{"USA->CHN"}},
	} {
		_, err := d.MeasureCounterfactual(t.Context(), s)
		if want == "an elasticity" {
			want = "elasticity of trade is a number above 0"
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %q", s, err, want)
		}
	}
}
