package headline

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"comity"
)

const usa, deu, rus, chn comity.State = 2, 255, 365, 710

func TestTable(t *testing.T) {
	fs, err := parse(headlineTSV)
	if err != nil {
		t.Fatal(err)
	}
	type key struct {
		series string
		p      comity.State
		year   int
	}
	unit, reporter, at := map[string]string{}, map[string]comity.State{}, map[key]bool{}
	for _, f := range fs {
		k := key{f.Series, f.Partner, f.Year}
		if at[k] {
			t.Errorf("%s with %d in %d is there twice", f.Series, f.Partner, f.Year)
		}
		at[k] = true
		if f.Reporter == f.Partner {
			t.Errorf("%s in %d: a state's trade with itself", f.Series, f.Year)
		}
		if u, ok := unit[f.Series]; ok && (u != f.Unit || reporter[f.Series] != f.Reporter) {
			t.Errorf("%s has two units or reporters", f.Series)
		}
		unit[f.Series], reporter[f.Series] = f.Unit, f.Reporter
		if f.Value < 1e8 || f.Value > 1e13 {
			t.Errorf("%s with %d in %d: %g is not a plausible yearly trade", f.Series, f.Partner, f.Year, f.Value)
		}
	}
}

// Turnover is exports and imports, to the last digit published.
func TestTurnoverIsTheSum(t *testing.T) {
	for _, f := range All() {
		if f.Flow != "turnover" {
			continue
		}
		e, i := at(f, "exports"), at(f, "imports")
		if e == 0 || i == 0 {
			continue
		}
		if math.Abs(e+i-f.Value) > 0.002*f.Value {
			t.Errorf("%s with %d in %d: %g is not %g + %g", f.Series, f.Partner, f.Year, f.Value, e, i)
		}
	}
}

func at(f Figure, flow string) float64 {
	for _, g := range In(f.Unit, Series(f.Reporter, f.Partner, flow)) {
		if g.Year == f.Year {
			return g.Value
		}
	}
	return 0
}

func TestSeries(t *testing.T) {
	fs := In("USD", Series(chn, rus, "turnover"))
	if fs[0].Year != 1999 || fs[len(fs)-1].Year != 2024 || len(Gaps(fs)) != 0 {
		t.Errorf("China with Russia: %d to %d, gaps %v, want 1999 to 2024 without gaps", fs[0].Year, fs[len(fs)-1].Year, Gaps(fs))
	}
	for _, f := range fs {
		switch {
		case f.Year == 2022 && f.Value != 190.27e9, f.Year == 2023 && f.Value != 240.11e9:
			t.Errorf("%d: %g", f.Year, f.Value)
		case f.Year >= 2016 && f.Ref.Basis != comity.Seen:
			t.Errorf("%d: want it seen", f.Year)
		}
	}
	if g := In("USD", Series(usa, chn, "imports")); g[0].Year != 1985 || g[len(g)-1].Year != 2024 || len(Gaps(g)) != 0 {
		t.Errorf("United States with China: gaps %v", Gaps(g))
	}
	if t.Log(Coverage()); !strings.Contains(Coverage(), "not covered") {
		t.Error("the coverage must say what silence means")
	}
	if Producer("gacc.turnover") == "" || Producer("none.turnover") != "" {
		t.Error("producers")
	}
	if len(Series(rus, 40, "turnover")) != 0 {
		t.Error("Russia with Cuba is not in the table")
	}
	if Gaps(In("EUR", Series(deu, chn, "turnover")))[0] != 2022 {
		t.Error("2022 is missing for Germany, and must be told")
	}
}

// Where the collected files lie beside the project, the yuan figures are theirs and the dollar figures agree with the list.
func TestAgainstTheFiles(t *testing.T) {
	rows := open(t, "../../shared/data/trade/gacc_2024_by_partner_month.csv")
	for _, f := range All() {
		name, row, ok := strings.Cut(f.Ref.Note, ":")
		if !ok || name != "gacc_2024_by_partner_month" {
			continue
		}
		n, _ := strconv.Atoi(row)
		col := map[string]int{"turnover": 2, "exports": 4, "imports": 6}[f.Flow]
		v, err := strconv.ParseFloat(rows[n][col], 64)
		if err != nil || math.Abs(v*1e4-f.Value) > 1e4 {
			t.Errorf("%s with %d: %g, the file has %s in row %d", f.Series, f.Partner, f.Value, rows[n][col], n)
		}
	}
	known := map[int]float64{}
	for _, r := range open(t, "../../shared/data/facts/china_customs_trade_with_russia.csv")[1:] {
		y, _ := strconv.Atoi(r[0])
		known[y], _ = strconv.ParseFloat(r[1], 64)
	}
	for _, f := range In("USD", Series(chn, rus, "turnover")) {
		if v := known[f.Year] * 1e9; v > 0 && math.Abs(v-f.Value) > 0.002*v {
			t.Errorf("%d: %g, the list has %g", f.Year, f.Value, v)
		}
	}
}

func open(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("the collected files are not here: %v", err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
