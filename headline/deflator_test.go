package headline

import (
	"strings"
	"testing"

	"comity"
)

// TestDeflator: every line is read, no year between is left out, and prices are those of the table.
func TestDeflator(t *testing.T) {
	lines := 0
	for line := range strings.Lines(deflatorTSV) {
		if line[0] != '#' {
			lines++
		}
	}
	from, to := DeflatorYears()
	if from != 1929 || to != 2023 || lines-1 != to-from+1 {
		t.Fatalf("%d lines, %d to %d", lines-1, from, to)
	}
	for year := from; year <= to; year++ {
		if p, ok := Deflator(year); !ok || p.Ref.Basis != comity.Seen || p.Ref.Row != int64(year-from+1) || !(p.Level > .04 && p.Level < 1.5) {
			t.Errorf("%d: %+v", year, p)
		}
	}
	if p, _ := Deflator(DeflatorBase); p.Level != 1 {
		t.Errorf("prices of the base are %v", p.Level)
	}
	if _, ok := Deflator(2024); ok {
		t.Error("2024 is not in the table")
	}
}
