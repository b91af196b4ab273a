package report

import (
	"slices"
	"strings"
	"testing"
)

// madeNetwork is a model of a matrix with names that are hard to write, and figures that are not there.
func madeNetwork(kind string, symmetric bool) Network {
	x := func(v float64) *float64 { return &v }
	term := NetworkTerm{Name: "a_b & 10%", Estimate: x(-.25), SE: x(.1), Low: x(-.45), High: x(-.05), Above: x(.01), RHat: x(1.001), ESS: x(812.4), SD: x(2)}
	if kind == "qap" {
		term = NetworkTerm{Name: "a_b & 10%", Estimate: x(-.25), Statistic: x(-2.5), P: x(.0125), PAbove: x(.99), PBelow: x(.01), NullLow: x(-1.9), NullHigh: x(2.1), NaiveP: x(1e-5), SD: x(2)}
	}
	m := Network{Model: kind, Title: "model of a matrix", Y: "y", X: []string{"a_b"}, Pair: []string{"s1", "s2"}, Symmetric: symmetric, States: 12, Cells: 130, Unknown: 2, Level: .95,
		Terms: []NetworkTerm{{Name: "(constant)", Estimate: x(1)}, term}, Variances: []NetworkTerm{{Name: "variance of rows", Estimate: x(.5), SE: x(.2)}},
		Checks: []NetworkCheck{{Name: "spread", Data: x(1), Low: x(.8), High: x(1.2), P: x(.5)}}, Warnings: []string{"not converged"},
		Effects:     []NetworkState{{State: "A", Row: x(.1), RowSE: x(.3), Col: x(.2), ColSE: x(.3), Left: []float64{1}, Right: []float64{-1}}, {State: "B", Row: x(-.7)}},
		Predictions: []NetworkCell{{State1: "A", State2: "B", Outcome: x(1), Expected: x(.5), SD: x(.25), Z: x(2)}}, Made: NetworkMade{Chains: 4, Draws: 2000, Thin: 2, Rank: 1, Permutations: 500}}
	if kind == "qap" {
		m.Correlations = []NetworkTerm{term}
	}
	return m
}

func TestNetworkTables(t *testing.T) {
	for _, kind := range []string{"ame", "qap", "srm"} {
		for _, symmetric := range []bool{true, false} {
			m := madeNetwork(kind, symmetric)
			var text strings.Builder
			if err := Text(&text, m.Document()); err != nil {
				t.Fatal(err)
			}
			tex, lines := string(m.LaTeX()), strings.Split(strings.TrimSpace(string(m.CSV())), "\n")
			cells := strings.Count(lines[0], ",")
			for _, line := range lines {
				if strings.Count(line, ",") != cells {
					t.Errorf("%s: %q has other cells than the header", kind, line)
				}
			}
			if kind != "srm" && !strings.Contains(tex, `a\_b \& 10\% & $-0.25$`) || strings.Contains(tex, "NaN") {
				t.Errorf("%s: LaTeX:\n%s", kind, tex)
			}
			if !strings.Contains(text.String(), "Warning: not converged") || !strings.Contains(text.String(), "12 states, 130") {
				t.Errorf("%s: text:\n%s", kind, text.String())
			}
			if svg := string(m.SVG()); !strings.Contains(svg, "<svg") || kind == "ame" && !strings.Contains(svg, "a_b &amp; 10%: -0.5") {
				t.Errorf("%s: picture: %s", kind, svg)
			}
		}
	}
	if states := madeNetwork("ame", false).farthest().Rows; !slices.Equal([]string{states[0][0], states[1][0]}, []string{"B", "A"}) {
		t.Errorf("the farthest states come last: %v", states)
	}
}
