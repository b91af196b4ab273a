package panel

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"comity"
	"comity/states"
)

// tieSources are the sources of the columns of ties.
var tieSources = []string{"desta-2.2", "unctad-iia-2025", "ideal-points-2025-07", "tradhist-2016", "comtrade-mirror", "gsdb-4", "ties-4", "icow-colonial-1.1", "unsc-votes", "hofstede-6d"}

// destaLine is one line of a file of DESTA: an agreement of a pair by their ISO numbers.
type destaLine struct {
	a, b, base, kind string
	signed, year     int
}

func destaLines(t *testing.T, name string) []destaLine {
	t.Helper()
	f, err := os.Open(filepath.Join(sharedData, "treaties", name))
	if err != nil {
		t.Skipf("the files to hold against are not here: %v", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	col := map[string]int{}
	for i, n := range rows[0] {
		col[n] = i
	}
	number := func(s string) int {
		if s == "" || s == "NA" {
			return 0
		}
		return num(t, s)
	}
	var out []destaLine
	for _, r := range rows[1:] {
		l := destaLine{a: r[col["iso1"]], b: r[col["iso2"]], base: r[col["base_treaty"]], kind: r[col["entry_type"]], signed: number(r[col["year"]])}
		if at, ok := col["entryforceyear"]; ok {
			l.year = number(r[at])
		}
		out = append(out, l)
	}
	return out
}

// TestTradeAgreements counts agreements in force line by line, from the producers' files.
func TestTradeAgreements(t *testing.T) {
	notUnderRace(t, "TestPanelOfTies")
	pairs, left := destaLines(t, "desta_list_of_treaties_02_02_dyads.csv"), destaLines(t, "desta_dyadic_withdrawal_02_02.txt")
	b := newBench(built(t), comity.COW, Spec{ExtendTo: 2023})
	g := b.dyadGrid(Spec{ExtendTo: 2023})
	_, count := filledBy(t, b, g, "pta.count")
	_, years := filledBy(t, b, g, "pta.years")
	_, flag := filledBy(t, b, g, "pta.in_force")
	_, depth := filledBy(t, b, g, "pta.depth")
	checkSymmetric(t, "pta.depth", g, depth.Column)
	n, some := 0, 0
	for _, c := range [][2]string{{"USA", "CAN"}, {"GBR", "FRA"}, {"CHN", "AUS"}, {"BRA", "ARG"}, {"CHE", "NOR"}, {"MEX", "CHL"}, {"JPN", "MEX"}, {"USA", "CHN"}, {"IND", "LKA"}, {"KOR", "PER"}} {
		x, y := isoNumber(t, c[0]), isoNumber(t, c[1])
		a, z := stateOf(t, c[0]), stateOf(t, c[1])
		for year := 1948; year <= 2023; year++ {
			row := g.Find(int16(a), int16(z), year)
			if row < 0 {
				continue
			}
			first, bases, doubtful := 0, map[string]bool{}, false
			for _, p := range pairs {
				if p.kind == "consolidated" || !(p.a == x && p.b == y || p.a == y && p.b == x) || leftBefore(left, p, year) {
					continue
				}
				if p.year == 0 {
					doubtful = doubtful || p.signed <= year
				} else if p.year <= year {
					bases[p.base] = true
					if first == 0 || p.year < first {
						first = p.year
					}
				}
			}
			n++
			want, age := float64(len(bases)), float64(year-first)
			switch {
			case len(bases) == 0 && doubtful:
				want, age = comity.NaN(comity.InSource), comity.NaN(comity.InSource)
			case len(bases) == 0:
				age = comity.NaN(comity.NotApplicable)
			default:
				some++
			}
			if !same(count.At(row), want) || !same(years.At(row), age) {
				t.Errorf("%v in %d: %v agreements, the first %v years old; want %v, %v", c, year, show(count.At(row)), show(years.At(row)), show(want), show(age))
			}
			if want == want && flag.At(row) != min(want, 1) {
				t.Errorf("%v in %d: in force %v", c, year, flag.At(row))
			}
			if why := count.why(row); !same(why.Value, want) || len(why.Inputs) != len(bases) {
				t.Errorf("%v in %d: explained as %+v", c, year, why)
			}
		}
	}
	if n < 700 || some < 150 {
		t.Errorf("only %d cells, %d with an agreement", n, some)
	}
	if got := depth.At(g.Find(2, 70, 2010)); got != 7 {
		t.Errorf("the deepest agreement of the United States and Mexico has depth %v", show(got))
	}
}

func leftBefore(left []destaLine, p destaLine, year int) bool {
	for _, l := range left {
		if l.base == p.base && (l.a == p.a && l.b == p.b || l.a == p.b && l.b == p.a) && l.signed >= max(p.year, 1) && l.signed < year {
			return true
		}
	}
	return false
}

func stateOf(t *testing.T, iso string) comity.State {
	t.Helper()
	codes := states.Codes(iso, states.SchemeISO3, comity.DayOf(2015, 1, 1))
	if len(codes) != 1 {
		t.Fatalf("%s: %v", iso, codes)
	}
	return codes[0]
}

// isoNumber gives the ISO number without leading zeros, as DESTA writes it.
func isoNumber(t *testing.T, iso string) string {
	t.Helper()
	code, ok := map[string]string{"USA": "840", "CAN": "124", "GBR": "826", "FRA": "250", "CHN": "156", "AUS": "36", "BRA": "76", "ARG": "32", "CHE": "756", "NOR": "578",
		"MEX": "484", "CHL": "152", "JPN": "392", "IND": "356", "LKA": "144", "KOR": "410", "PER": "604"}[iso]
	if !ok {
		t.Fatal(iso)
	}
	return code
}

// TestInvestmentTreaties: what is publicly known, and the laws of spells.
func TestInvestmentTreaties(t *testing.T) {
	b := newBench(built(t), comity.COW, Spec{ExtendTo: 2025})
	g := b.dyadGrid(Spec{ExtendTo: 2025})
	_, bits := filledBy(t, b, g, "bit.count")
	_, all := filledBy(t, b, g, "bit.count:all")
	_, age := filledBy(t, b, g, "bit.years")
	checkSymmetric(t, "bit.count", g, bits.Column)
	for _, c := range []struct {
		a, b int16
		year int
		want float64
	}{{255, 770, 1970, 0}, {260, 770, 1970, 1}, {255, 710, 2010, 1}, {2, 365, 2010, 0}, {220, 710, 2011, 1}, {2, 200, 1950, comity.NaN(comity.NotCovered)}} {
		row := g.Find(c.a, c.b, c.year)
		if row < 0 {
			continue
		}
		if got := bits.At(row); !same(got, c.want) {
			t.Errorf("treaties of %d and %d in %d: %v, want %v", c.a, c.b, c.year, show(got), show(c.want))
		}
	}
	for _, row := range sampled(g, 20000) {
		n, more, years := bits.At(row), all.At(row), age.At(row)
		if n > more || n > 0 && years != years || n == 0 && comity.Why(years) != comity.NotApplicable || (n != n) != (years != years && comity.Why(years) != comity.NotApplicable) {
			t.Fatalf("%d and %d in %d: %v, of all kinds %v, %v years", g.A[row], g.B[row], g.Year[row], show(n), show(more), show(years))
		}
		if why := bits.why(row); !same(why.Value, n) || n > 0 && !strings.Contains(why.Inputs[0].Label, " in ") {
			t.Fatalf("%d and %d in %d: %v, explained as %+v", g.A[row], g.B[row], g.Year[row], show(n), why)
		}
	}
}

// TestAgreementsNeverInForce: an agreement that never was in force, or a restatement of one, is not in force because somebody left it:
// Canada and the United Kingdom had none before 2017.
func TestAgreementsNeverInForce(t *testing.T) {
	b := newBench(built(t), comity.COW, Spec{})
	g := b.dyadGrid(Spec{})
	for column, want := range map[string]map[int]string{
		"pta.in_force": {1993: "0", 2016: "0"}, "pta.years": {1993: ".b", 2016: ".b"}, "pta.count": {1950: "0"},
	} {
		_, m := filledBy(t, b, g, column)
		for year, cell := range want {
			if got := m.At(g.Find(20, 200, year)); cell == "0" && got != 0 || cell == ".b" && comity.Why(got) != comity.NotApplicable {
				t.Errorf("%s of Canada and the United Kingdom in %d: %v, want %s", column, year, show(got), cell)
			}
		}
		for row := range g.Len() {
			if x := m.At(row); x > 80 {
				t.Fatalf("%s of %d and %d in %d is %v", column, g.A[row], g.B[row], g.Year[row], x)
			}
		}
	}
}
