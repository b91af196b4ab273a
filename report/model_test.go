package report

import (
	"slices"
	"strings"
	"testing"
)

// made is a model with names and numbers that are hard to write.
func made() Model {
	x := func(v float64) *float64 { return &v }
	terms := []ModelTerm{{Name: "(constant)", Estimate: -5}}
	for _, n := range []string{"a_b & 10%", "t", "t^2", "rcs(year, 1, 1, 2, 3)", `"quoted", cell`} {
		terms = append(terms, ModelTerm{Name: n, Estimate: -1.25e-5, SE: x(2e-6), Statistic: x(-6.25), P: x(4e-10), Low: x(-1.6e-5), High: x(-0.9e-5), SD: x(100)})
	}
	terms[5].SE, terms[5].P, terms[5].Low, terms[5].High = nil, nil, nil, nil
	se := []float64{1, 2e-6, 2e-6, 2e-6, 2e-6, 0}
	return Model{Model: "logit", Title: "logit", Y: "y_1", Level: .95, N: 1234, Terms: terms,
		Errors: []ModelErrors{{Kind: "cluster", By: "region, era", Groups: []int{12}, SE: se}, {Kind: "iid", SE: se}}}
}

func TestModelTables(t *testing.T) {
	m := made()
	tex := string(m.LaTeX())
	for _, want := range []string{`a\_b \& 10\% & $-1.25 \times 10^{-5}$ & $<$ 0.001 & $2 \times 10^{-6}$`, `t\textasciicircum{}2`, `outcome & \multicolumn{4}{l}{y\_1}`, "1,234"} {
		if !strings.Contains(tex, want) {
			t.Errorf("LaTeX lacks %s:\n%s", want, tex)
		}
	}
	lines := strings.Split(strings.TrimSpace(string(m.CSV())), "\n")
	if len(lines) != 7 || lines[0] != "model,y,term,estimate,errors,se,statistic,p,low,high,se_by_region__era,se_iid,n,log_likelihood" ||
		lines[6] != `logit,y_1,"""quoted"", cell",-1.25e-05,"by region, era",,-6.25,,,,0,0,1234,` {
		t.Errorf("CSV:\n%s", strings.Join(lines, "\n"))
	}
	if got := m.curve(); !slices.Equal(got, []string{"t", "t^2", "rcs(year, 1, 1, 2, 3)"}) {
		t.Errorf("one curve: %q", got)
	}
	svg := string(m.SVG())
	if strings.Contains(svg, ">t^2</text>") || !strings.Contains(svg, "one curve: t, t^2,") || !strings.Contains(svg, "a_b &amp; 10%: -0.001") {
		t.Errorf("picture: %s", svg)
	}
}
