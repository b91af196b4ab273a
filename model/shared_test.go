package model

// Holds models against estimates computed by others: R's glm on 842,655 dyad-years, whose table is not part of the project; where it
// is absent the tests say so and skip.

import (
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
)

const golden = "../../shared/golden"

// table is columns of numbers by name, NaN where a cell is empty.
type table map[string][]float64

// readTable reads a CSV file of plain numbers, packed or not; what is no number becomes NaN.
func readTable(name string) (table, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := bufio.NewScanner(f)
	if strings.HasSuffix(name, ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			return nil, err
		}
		r = bufio.NewScanner(z)
	}
	r.Scan()
	names := strings.Split(r.Text(), ",")
	columns := make([][]float64, len(names))
	for r.Scan() {
		for i, cell := range strings.Split(r.Text(), ",") {
			x, err := strconv.ParseFloat(cell, 64)
			if err != nil {
				x = math.NaN()
			}
			columns[i] = append(columns[i], x)
		}
	}
	t := table{}
	for i, name := range names {
		t[name] = columns[i]
	}
	return t, r.Err()
}

var disputes = sync.OnceValues(func() (table, error) {
	return readTable(filepath.Join(golden, "logit_input_nondirected_1816_2010.csv.gz"))
})

// dyadYears is the table of the golden logits, or a skip.
func dyadYears(t testing.TB) table {
	t.Helper()
	if underRace {
		t.Skip("the run without the race detector holds these figures; TestThreads takes every kind of model through the same goroutines")
	}
	if _, err := os.Stat(golden); err != nil {
		t.Skipf("the files to hold against are not here: %v", err)
	}
	all, err := disputes()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// answers reads the coefficients of a golden logit.
func answers(t *testing.T, name string) (rows []map[string]string) {
	t.Helper()
	f, err := os.Open(filepath.Join(golden, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all[1:] {
		m := map[string]string{}
		for i, h := range all[0] {
			m[h] = r[i]
		}
		rows = append(rows, m)
	}
	return rows
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// made makes a column row by row.
func (t table) made(f func(i int) float64) []float64 {
	out := make([]float64, len(t["year"]))
	for i := range out {
		out[i] = f(i)
	}
	return out
}

func yes(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// years are the cubic of peace years.
func (t table) years() []Column {
	power := func(k float64) []float64 {
		return t.made(func(i int) float64 { return math.Pow(t["gmlmidspell"][i], k) })
	}
	return []Column{{"t", power(1)}, {"t^2", power(2)}, {"t^3", power(3)}}
}

func (t table) ratio() Column {
	return Column{"capratio", t.made(func(i int) float64 {
		a, b := t["cinc1"][i], t["cinc2"][i]
		return min(a, b) / max(a, b)
	})}
}

// modelA is contiguity, capability ratio and the cubic of peace years.
func (t table) modelA() Data {
	contiguous := t.made(func(i int) float64 { return yes(t["conttype"][i] > 0) })
	return Data{YName: "gmlmidonset", Y: t["gmlmidonset"], X: append([]Column{{"anycontig", contiguous}, t.ratio()}, t.years()...), Constant: true}
}

// complete leaves out rows with a missing cell, and gives the rows kept.
func complete(d Data) (Data, []int32) {
	var rows []int32
	for i := range d.Y {
		ok := !math.IsNaN(d.Y[i])
		for _, c := range d.X {
			ok = ok && !math.IsNaN(c.Values[i]) && !math.IsInf(c.Values[i], 0)
		}
		if ok {
			rows = append(rows, int32(i))
		}
	}
	return d.with(rows), rows
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*math.Max(1, math.Abs(want))) {
		t.Errorf("%s: %.15g, want %.15g (off by %.2g of it)", what, got, want, math.Abs(got-want)/math.Abs(want))
	}
}

// relative is near for numbers far from one.
func relative(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*math.Abs(want)) {
		t.Errorf("%s: %.15g, want %.15g (off by %.2g of it)", what, got, want, math.Abs(got-want)/math.Abs(want))
	}
}

// modelB is the "dangerous dyads" of Bremer (1992) as the golden files have it.
func (t table) modelB() Data {
	d := t.modelA()
	d.X = append([]Column{
		{"landcontig", t.made(func(i int) float64 { return yes(t["conttype"][i] == 1) })},
		{"majdyad", t.made(func(i int) float64 { return yes(t["cowmaj1"][i]+t["cowmaj2"][i] > 0) })},
		t.ratio(),
		{"allied", t["atop_defense"]},
		{"mindem", t.made(func(i int) float64 { return min(t["polity21"][i], t["polity22"][i]) })},
		{"lncap", t.made(func(i int) float64 { return math.Log1p(t["capdist"][i]) })},
	}, t.years()...)
	return d
}

// relevant says that a dyad-year is politically relevant: contiguous, or with a major power.
func (t table) relevant(i int) bool {
	return t["conttype"][i] > 0 || t["cowmaj1"][i]+t["cowmaj2"][i] > 0
}

// rows are those to keep.
func (t table) rows(keep func(i int) bool) (rows []int32) {
	for i := range t["year"] {
		if keep(i) {
			rows = append(rows, int32(i))
		}
	}
	return rows
}
