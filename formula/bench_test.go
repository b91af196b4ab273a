package formula

// How long formulas take over a panel as large as the usual one: 12,000 pairs, 1.7 million rows.

import (
	"slices"
	"testing"

	"comity/format/frame"
)

// largePanel has pairs that last 140 years, a third of them with a gap, an event now and then, and a state's figure by index.
func largePanel(pairs int32, shuffled bool) *Env {
	env := &Env{Frame: &frame.Frame{}}
	event := &frame.Column{Name: "event", Kind: frame.Flag}
	figure := &frame.Column{Name: "cinc1", Kind: frame.Real, Reals: make([]float64, 20_000)}
	for i := range figure.Reals {
		figure.Reals[i] = float64(i%997) / 997
	}
	for unit := range pairs {
		for year := range int32(140) {
			if unit%3 == 0 && year/10 == 8 {
				continue
			}
			env.Unit, env.Time = append(env.Unit, unit), append(env.Time, 1870+year)
			event.Small = append(event.Small, int8((unit*31+year*17)%97/96))
			figure.Via = append(figure.Via, (unit/110*140+year)%20_000)
		}
	}
	other := *figure
	other.Name, other.Via = "cinc2", slices.Clone(figure.Via) // as the second state's: another index
	env.Frame.Rows = len(env.Unit)
	env.Frame.Columns = []*frame.Column{event, figure, &other}
	if shuffled {
		order := counting(env.Frame.Rows)
		for i := range order { // a walk through all rows by a step that has no part in common with their number
			order[i] = int32(i * 7_368_787 % env.Frame.Rows)
		}
		env.Unit, env.Time = gather(env.Unit, order), gather(env.Time, order)
		env.Frame = env.Frame.Select(order)
	}
	return env
}

func BenchmarkEval(b *testing.B) {
	for _, bench := range []struct {
		name, text string
		shuffled   bool
	}{
		{"peaceyears", "peaceyears(event)", false},
		{"peaceyears unsorted", "peaceyears(event)", true},
		{"lag", "lag(cinc1)", false},
		{"one state", "log1p(cinc1) / 2", false},
		{"both states", "log1p(cinc1) - log1p(cinc2)", false},
		{"weaklink", "weaklink(cinc)", false},
		{"rollmean", "rollmean(cinc1, 5)", false},
		{"rank", "rank(cinc1)", false},
	} {
		env := largePanel(12_000, bench.shuffled)
		e, err := Parse(bench.text)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(bench.name, func(b *testing.B) {
			b.ReportMetric(float64(env.Frame.Rows), "rows")
			for b.Loop() {
				env.runs, env.periods = nil, nil
				if _, err := e.Eval(env); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
