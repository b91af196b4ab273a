package treaties

// How long reading the compiled-in list takes: every command that asks of treaties pays for it once.

import "testing"

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		ts, err := parse(treatiesTSV, partiesTSV)
		if err == nil {
			err = parseClauses(clausesTSV, ts)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}
