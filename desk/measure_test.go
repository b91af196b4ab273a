package desk

// Tests of what all measurements share.

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"testing"

	"comity"
)

// TestInfinityIsUndefined: a measurement with an infinite value can be shown and written in every format that has numbers.
func TestInfinityIsUndefined(t *testing.T) {
	d := coreDesk(t)
	xs := []float64{1, math.Inf(1), math.Inf(-1)}
	m := newMeasurement(Methods[0], "infinite")
	m.table("t", "a table", realColumn("x", "x", "", xs))
	c := m.Tables[0].Columns[0]
	shown, err := d.ShowMeasurement(context.Background(), m, MeasureOutput{Rows: 9})
	if err != nil {
		t.Fatal(err)
	}
	if got := shown.Tables[0].Columns[0].Numbers; len(got) != 3 || got[1] != nil || got[2] != nil {
		t.Errorf("shown: %v of %v", got, c)
	}
	if !math.IsInf(xs[1], 1) {
		t.Error("the values of the caller were changed")
	}
	for _, name := range []string{"t.jsonl", "t.dta", "t.xlsx", "t.csv"} {
		file := filepath.Join(t.TempDir(), name)
		if _, err := d.WriteMeasurement(context.Background(), m, MeasureOutput{Path: file, Bare: true}); err != nil {
			t.Errorf("%s: %v", name, err)
		} else if info, err := os.Stat(file); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
	if x := realColumn("x", "", "", xs).Reals[1]; comity.Why(x) != comity.Undefined {
		t.Errorf("%v", x)
	}
}
