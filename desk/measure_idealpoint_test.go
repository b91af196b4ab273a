package desk

// Ideal points as they are asked for: what is wrong with a question is said, and what an answer warns of.

import (
	"strings"
	"testing"
)

func TestIdealpointRefusals(t *testing.T) {
	d, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	short := IdealpointSpec{Model: "rw", Votes: []string{"unga-votes"}, From: 2010, To: 2011, Burn: 2, Draws: 20}
	for want, change := range map[string]func(*IdealpointSpec){
		"the models are":             func(s *IdealpointSpec) { s.Model = "x" },
		"did you mean dgrtwo-2021?":  func(s *IdealpointSpec) { s.Votes = []string{"dgrtwo-2020"} },
		"comity pull dgrtwo-2021":    func(s *IdealpointSpec) { s.Votes = []string{"dgrtwo-2021"} },
		"the issues are":             func(s *IdealpointSpec) { s.Issues = []string{"zz"} },
		"a pair is two states":       func(s *IdealpointSpec) { s.States = []string{"RUS", "RUS"} },
		"no session in which both":   func(s *IdealpointSpec) { s.States, s.From, s.To = []string{"ESP", "CHE"}, 1965, 1966 },
		"ask for rw or compat":       func(s *IdealpointSpec) { s.States, s.Model = []string{"ESP", "CHE"}, "preview" },
		"no roll call is left":       func(s *IdealpointSpec) { s.From, s.To = 2040, 0 },
		"2 sweeps to burn in and 1 ": func(s *IdealpointSpec) { s.Draws = 1 },
	} {
		s := short
		change(&s)
		if _, err := d.MeasureIdealpoint(t.Context(), s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v; want %q", s, err, want)
		}
	}
}

// TestIdealpointAnswer: tables by state and pair, the draws kept apart, and the warning of a chain that is too short.
func TestIdealpointAnswer(t *testing.T) {
	d, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	m, err := d.MeasureIdealpoint(t.Context(), IdealpointSpec{Model: "rw", Votes: []string{"unga-votes"}, States: []string{"IND", "BRA", "NGA"}, From: 2010, To: 2012, Burn: 5, Draws: 20, KeepDraws: true})
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]int{}
	for _, table := range m.Tables {
		rows[table.Name] = table.Rows
	}
	if rows["distances"] != 9 || rows["idealpoints"] != 9 || rows["draws"] < 500 {
		t.Errorf("rows %v; want 9 distances of three pairs in three sessions, 9 estimates, and the draws of all", rows)
	}
	page, err := d.ShowMeasurement(t.Context(), m, MeasureOutput{Rows: 3})
	if err != nil || len(page.Tables) != 2 || !strings.Contains(page.Finding, "have not converged") || !strings.Contains(strings.Join(page.Notes, " "), "rest on fewer than 50 independent draws") {
		t.Errorf("%d tables shown, finding %q, notes %v, %v", len(page.Tables), page.Finding, page.Notes, err)
	}
	closest := 0.0
	for _, c := range page.Tables[0].Columns {
		for _, x := range c.Numbers { // the three sessions of the first pair
			if c.Name == "closest" {
				closest += *x
			}
		}
	}
	if closest < 0.999 || closest > 1.001 {
		t.Errorf("the probabilities of the sessions of a pair add up to %g", closest)
	}
}
