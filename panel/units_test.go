package panel

// State-years and dyad-years against the peer's (golden/README.md): all rows of the state-years; rows and sums of every
// year, and a sample of 20,000 rows, of the dyad-years.

import (
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"comity"
	"comity/states"
)

// goldenUnits reads a file of the peer's outputs without its header, or skips the test where the file is not there.
func goldenUnits(t *testing.T, name string) [][]string {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "shared", "golden", name))
	if err != nil {
		t.Skipf("the peer's outputs are not here: %v", err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := csv.NewReader(r).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

func num(t *testing.T, s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Helper() // only here: it looks up its caller, and millions of cells are read
		t.Fatal(err)
	}
	return n
}

var unitCases = []struct {
	sys  comity.System
	mode string
	opt  UnitOptions
}{
	{comity.COW, "mryoff", UnitOptions{}},
	{comity.COW, "mry2025", UnitOptions{ExtendTo: 2025}},
	{comity.GW, "mryoff", UnitOptions{}},
	{comity.GW, "mry2025", UnitOptions{ExtendTo: 2025}},
}

func TestStateYearsGolden(t *testing.T) {
	for _, c := range unitCases {
		t.Run(c.sys.String()+"_"+c.mode, func(t *testing.T) {
			var want [][2]int
			for _, r := range goldenUnits(t, "stateyears_"+c.sys.String()+"_"+c.mode+".csv.gz") {
				want = append(want, [2]int{num(t, r[0]), num(t, r[len(r)-1])})
			}
			slices.SortFunc(want, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
			u := StateYears(c.sys, c.opt)
			if u.Len() != len(want) {
				t.Fatalf("%d rows, want %d", u.Len(), len(want))
			}
			for i, w := range want {
				if int(u.A[i]) != w[0] || int(u.Year[i]) != w[1] {
					t.Fatalf("row %d: %d %d, want %v", i, u.A[i], u.Year[i], w)
				}
			}
		})
	}
}

func TestDyadYearsGolden(t *testing.T) {
	totals := map[string]int{
		"cow dir mryoff": 1912290, "cow dir mry2025": 2252760, "cow nondir mryoff": 956145, "cow nondir mry2025": 1126380,
		"gw dir mryoff": 2445018, "gw dir mry2025": 2638078, "gw nondir mryoff": 1222509, "gw nondir mry2025": 1319039,
	}
	for _, c := range unitCases {
		for _, kind := range []string{"dir", "nondir"} {
			t.Run(fmt.Sprint(c.sys, " ", kind, " ", c.mode), func(t *testing.T) {
				u := DyadYears(c.sys, kind == "dir", c.opt)
				if want := totals[fmt.Sprint(c.sys, " ", kind, " ", c.mode)]; u.Len() != want {
					t.Errorf("%d rows, want %d", u.Len(), want)
				}
				name := "dyadyears_" + c.sys.String() + "_" + kind + "_" + c.mode
				checkByYear(t, u, goldenUnits(t, name+"_byyear.csv"))
				checkSample(t, u, goldenUnits(t, name+"_sample20000.csv.gz"))
			})
		}
	}
}

// checkByYear compares rows and sums of codes of every year.
func checkByYear(t *testing.T, u Units, want [][]string) {
	t.Helper()
	type sums struct{ n, a, b int }
	var got [3000]sums
	for i, y := range u.Year {
		s := &got[y]
		s.n, s.a, s.b = s.n+1, s.a+int(u.A[i]), s.b+int(u.B[i])
	}
	for _, r := range want {
		if w, g := (sums{num(t, r[1]), num(t, r[2]), num(t, r[3])}), got[num(t, r[0])]; g != w {
			t.Errorf("%s: %v, want %v", r[0], g, w)
		}
	}
}

// checkSample looks each row of the peer up among ours.
func checkSample(t *testing.T, u Units, want [][]string) {
	t.Helper()
	left := make(map[[3]int16]bool, len(want))
	for _, r := range want {
		left[[3]int16{int16(num(t, r[0])), int16(num(t, r[1])), int16(num(t, r[2]))}] = true
	}
	for i := range u.Year {
		delete(left, [3]int16{u.A[i], u.B[i], u.Year[i]})
	}
	for k := range left {
		t.Errorf("no row %v", k)
	}
}

// The plain way, for every pair, year and pair of spells, gives the same rows.
func TestDyadYearsPlain(t *testing.T) {
	for _, sys := range []comity.System{comity.COW, comity.GW, comity.UN} {
		for _, on := range []string{"", "01-01", "06-30"} {
			opt := UnitOptions{From: 1938, To: 1948, On: on}
			u, want := DyadYears(sys, true, opt), plainDyads(sys, 1938, 1948, on)
			if u.Len() != len(want) {
				t.Errorf("%v %q: %d rows, want %d", sys, on, u.Len(), len(want))
			}
			for i := range u.Year {
				if k := [3]int16{u.A[i], u.B[i], u.Year[i]}; !want[k] {
					t.Fatalf("%v %q: row %v", sys, on, k)
				}
			}
		}
	}
}

func plainDyads(sys comity.System, from, to int, on string) map[[3]int16]bool {
	out := map[[3]int16]bool{}
	for y := from; y <= to; y++ {
		in := comity.YearSpan(y)
		if on != "" {
			d, _ := comity.ParseDate(fmt.Sprintf("%d-%s", y, on))
			in = comity.Span{From: d.Day, To: d.Day}
		}
		for _, a := range states.Spells(sys) {
			for _, b := range states.Spells(sys) {
				if a.Code != b.Code && !a.Span.Meet(b.Span).Meet(in).Empty() {
					out[[3]int16{a.Code, b.Code, int16(y)}] = true
				}
			}
		}
	}
	return out
}

// The order is code, code, year, and no row comes twice.
func TestDyadYearsOrder(t *testing.T) {
	for _, sys := range []comity.System{comity.COW, comity.GW, comity.UN} {
		u := DyadYears(sys, true, UnitOptions{})
		for i := 1; i < u.Len(); i++ {
			a, b := [3]int16{u.A[i-1], u.B[i-1], u.Year[i-1]}, [3]int16{u.A[i], u.B[i], u.Year[i]}
			if slices.Compare(a[:], b[:]) >= 0 {
				t.Fatalf("%v: row %d: %v then %v", sys, i, a, b)
			}
		}
	}
}

func TestUnitOptions(t *testing.T) {
	tests := []struct {
		name string
		opt  UnitOptions
		want int // state-years of COW
	}{
		{"one year", UnitOptions{From: 2016, To: 2016}, 195},
		{"first year", UnitOptions{To: 1816}, 23},
		{"year not covered", UnitOptions{From: 2020}, 0},
		{"extended", UnitOptions{From: 2020, ExtendTo: 2020}, 195},
		// in 1990 four states joined (Namibia, Yemen, Liechtenstein, Germany) and four left (two Germanies, two Yemens)
		{"1990", UnitOptions{From: 1990, To: 1990}, 165},
		{"1990 on 1 January", UnitOptions{From: 1990, To: 1990, On: "01-01"}, 161},
		{"1990 on 31 December", UnitOptions{From: 1990, To: 1990, On: "12-31"}, 161},
		{"no such day", UnitOptions{On: "02-30"}, 0},
		{"leap day", UnitOptions{On: "02-29"}, 0},
		{"years turned round", UnitOptions{From: 1950, To: 1900}, 0},
	}
	for _, tt := range tests {
		if got := StateYears(comity.COW, tt.opt).Len(); got != tt.want {
			t.Errorf("%s: %d state-years, want %d", tt.name, got, tt.want)
		}
	}
}

// Germany as one state and its two halves never share a day, nor do the Yemens and Yemen.
// TestYearsOutsideTheList: years of which the list of states knows nothing are refused, or told where they are some of those asked for.
func TestYearsOutsideTheList(t *testing.T) {
	e := core(t)
	for _, c := range []struct {
		s    Spec
		want string
	}{
		{Spec{Unit: "state-year", From: 1500, To: 1600}, "known from 1816 to 2016"},
		{Spec{Unit: "dyad-year", System: "gw", From: 2021}, "known from 1816 to 2020"},
		{Spec{Unit: "state-year", From: 2020, ExtendTo: 2019}, "begin with 2020"},
		{Spec{Unit: "state-month", From: 2000, To: 2000, ExtendTo: 1990}, "goes to 2016 by itself"},
		{Spec{Unit: "k-ad-year", K: 2}, "ask for dyad-year"},
	} {
		if _, err := e.Count(c.s); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v", c.s, err)
		}
	}
	for to, want := range map[int]string{2016: "", 2020: "there are none after 2016", 2030: "--extend-to 2030"} {
		p, err := e.Build(t.Context(), nil, Spec{Unit: "state-year", From: 2015, To: to})
		if err != nil {
			t.Fatal(err)
		}
		if notes := strings.Join(p.Log[0].Notes, "; "); !strings.Contains(notes, want) || (want == "") != (notes == "") {
			t.Errorf("to %d: %q", to, notes)
		}
	}
}

func TestNoFalsePairs(t *testing.T) {
	u := DyadYears(comity.COW, true, UnitOptions{})
	for i := range u.Year {
		switch [2]int16{u.A[i], u.B[i]} {
		case [2]int16{255, 260}, [2]int16{255, 265}, [2]int16{679, 678}, [2]int16{679, 680}:
			t.Fatalf("%d and %d in %d", u.A[i], u.B[i], u.Year[i])
		}
	}
}

func BenchmarkDyadYearsDirectedCOW(b *testing.B) {
	for b.Loop() {
		DyadYears(comity.COW, true, UnitOptions{ExtendTo: 2025})
	}
}

func BenchmarkStateYearsCOW(b *testing.B) {
	for b.Loop() {
		StateYears(comity.COW, UnitOptions{ExtendTo: 2025})
	}
}
