package panel

// Holds the columns against files computed by others: the producers' own tables as R reads them, and the peer's outputs. They
// are not part of the project; where they are absent the tests say so and skip.

import (
	"compress/gzip"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"comity"
	"comity/record"
	"comity/states"
	"comity/treaties"
)

const sharedData = "../../shared/data"

// sharedRows reads a table by its header, or skips.
func sharedRows(t *testing.T, name string) (rows [][]string, column map[string]int) {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "shared", filepath.FromSlash(name)))
	if err != nil {
		t.Skipf("the files to hold against are not here: %v", err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	rows, err = csv.NewReader(r).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column = map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	return rows[1:], column
}

// builtSources are built of the shared files once for all tests.
var builtSources = slices.Concat([]string{"nmc-7.0", "nmc-6.0", "maoz-powers-2010", "atop-5.1", "cow-mid-5", "atlas-g20-china", "cow-trade-4.0", "dgrtwo-2021", "unga-issues-2021"}, stateSources, dyadSources, tieSources)

var (
	builtHome   string // removed by TestMain
	builtEngine = sync.OnceValues(func() (*Engine, error) {
		home, err := os.MkdirTemp("", "comity-panel")
		if err != nil {
			return nil, err
		}
		builtHome = home
		build := buildStore
		if underRace {
			build = buildByCommand
		}
		if err := build(home); err != nil {
			return nil, err
		}
		rec, err := record.Open(home)
		if err != nil {
			return nil, err
		}
		return New(rec), nil
	})
)

// buildStore builds the sources here.
func buildStore(home string) error {
	store := record.NewStore(home)
	if _, err := store.Pull(context.Background(), builtSources, record.PullOptions{Mirrors: []string{sharedData}, Offline: true}); err != nil {
		return err
	}
	_, err := store.Build(context.Background(), builtSources, record.BuildOptions{Workers: 1})
	return err
}

// buildByCommand has the command build them, made without the race detector: what these tests race is panels, and building under the
// detector takes minutes (package record races it).
func buildByCommand(home string) error {
	command := filepath.Join(home, "comity")
	for _, args := range [][]string{
		{"go", "build", "-o", command, "../cmd/comity"},
		append([]string{command, "pull", "--home", home, "--mirror", sharedData, "--offline"}, builtSources...),
		append([]string{command, "build", "--home", home}, builtSources...),
	} {
		if out, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w: %s", strings.Join(args, " "), err, out)
		}
	}
	return os.Remove(command)
}

func TestMain(m *testing.M) {
	code := m.Run()
	if builtHome != "" {
		os.RemoveAll(builtHome)
	}
	os.Exit(code)
}

// built is an engine over the core and the sources built of the shared files.
func built(t testing.TB) *Engine {
	t.Helper()
	if _, err := os.Stat(sharedData); err != nil {
		t.Skipf("the files to build from are not here: %v", err)
	}
	e, err := builtEngine()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// notUnderRace skips a test that holds cell after cell in one goroutine; another tries the same columns on many threads.
func notUnderRace(t *testing.T, other string) {
	t.Helper()
	if underRace {
		t.Skipf("the cells are held without the race detector; concurrency is tried by %s", other)
	}
}

func float(t *testing.T, s string) float64 {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Helper()
		t.Fatal(err)
	}
	return x
}

func state(t *testing.T, s string) comity.State { return comity.State(num(t, s)) }

// TestWorldBank: every figure of a state of the day, of both tables.
func TestWorldBank(t *testing.T) {
	e := core(t)
	for file, name := range map[string]string{"worldbank_gdp_current_usd.csv": "gdp", "worldbank_population.csv": "population"} {
		rows, col := sharedRows(t, "data/econ/"+file)
		r, n := e.Readings(name, []comity.State{usa})[0], 0
		for _, row := range rows {
			year := num(t, row[col["Year"]])
			codes := states.Codes(row[col["Country Code"]], states.SchemeISO3, comity.DayOf(2020, 12, 31))
			if len(codes) != 1 {
				continue // a region or an income group
			}
			got := e.Cell(name, codes, r, year)
			if got.Missing() != comity.Present {
				continue
			}
			if n++; got.Value != float(t, row[col["Value"]]) {
				t.Fatalf("%s %v: %v", name, row, got.Value)
			}
		}
		if n < 9000 {
			t.Errorf("%s: only %d figures are of a state of the day", name, n)
		}
		t.Logf("%s: %d figures", name, n)
	}
}

// TestCapabilities: every CINC score and every figure of military expenditure since 1914, against R's reading of the producer's file.
func TestCapabilities(t *testing.T) {
	rows, col := sharedRows(t, "data/rda_as_csv/cow_nmc.csv.gz")
	e := built(t)
	cinc, milex := e.Readings("capability.cinc", nil)[0], e.Readings("milex", nil)[0]
	n := 0
	for _, row := range rows {
		s, year := state(t, row[col["ccode"]]), num(t, row[col["year"]])
		if KeyIn(s, year) != s {
			t.Fatalf("%d in %d is found under another key", s, year)
		}
		if got := e.Cell("capability.cinc", []comity.State{s}, cinc, year); got.Value != float(t, row[col["cinc"]]) {
			t.Fatalf("CINC of %v: %v", row, got.Value)
		}
		got := e.Cell("milex", []comity.State{s}, milex, year)
		switch x := row[col["milex"]]; {
		case year < 1914:
			if got.Missing() != comity.NotCovered {
				t.Fatalf("military spending in pounds is given in dollars: %v", row)
			}
		case x == "NA" || x == "" || x == "-9":
			if got.Missing() != comity.InSource {
				t.Fatalf("%v: %v", row, got.Value)
			}
		default:
			if n++; got.Value != 1000*float(t, x) {
				t.Fatalf("military expenditure of %v: %v, want %s thousand", row, got.Value, x)
			}
		}
	}
	if len(rows) != 17121 || n < 12000 {
		t.Errorf("%d rows, %d with military expenditure", len(rows), n)
	}
}

// TestObligations: the grade of every pair and year of ATOP 5.1, both directions together; and none where it has no row of two
// members of the COW system.
func TestObligations(t *testing.T) {
	notUnderRace(t, "TestDeterminism")
	rows, col := sharedRows(t, "data/rda_as_csv/atop_alliance.csv.gz")
	e := built(t)
	type key struct {
		a, b comity.State
		year int
	}
	want := map[key]float64{}
	for _, row := range rows {
		a, b, year := state(t, row[col["ccode1"]]), state(t, row[col["ccode2"]]), num(t, row[col["year"]])
		grade := 0.0
		for _, g := range []struct {
			name  string
			grade float64
		}{{"atop_defense", 3}, {"atop_offense", 3}, {"atop_neutral", 2}, {"atop_consul", 2}, {"atop_nonagg", 1}} {
			if row[col[g.name]] == "1" {
				grade = max(grade, g.grade)
			}
		}
		k := key{min(a, b), max(a, b), year}
		want[k] = max(want[k], grade)
	}
	r := Reading{Source: "atop-5.1"}
	n := 0
	for k, x := range want {
		if k.year < 1816 || !bothCOW(k.a, k.b, k.year) {
			continue
		}
		n++
		if got := e.Cell("alliance.obligation", []comity.State{k.b, k.a}, r, k.year); got.Value != x {
			t.Fatalf("%v: %v%s, want %v", k, got.Value, got.Missing().Letter(), x)
		}
	}
	for _, b := range StatesIn(1936) {
		k := key{min(usa, b), max(usa, b), 1936}
		got := e.Cell("alliance.obligation", []comity.State{usa, b}, r, 1936)
		if _, listed := want[k]; !listed && b != usa && got.Value != 0 {
			t.Errorf("%v: %v%s, want none", k, got.Value, got.Missing().Letter())
		}
	}
	if n < 130000 {
		t.Errorf("only %d pairs and years", n)
	}
	t.Logf("%d pairs and years", n)
}

// TestOwnObligations holds comity's own list, on the last day of a year, against ATOP 5.1 for the year, where both know: they part
// only in years of signing, entry and end.
func TestOwnObligations(t *testing.T) {
	notUnderRace(t, "TestDeterminism")
	e := built(t)
	n, same := 0, 0
	for year := 1946; year <= 2018; year++ {
		list := StatesIn(year)
		for i, a := range list {
			for _, b := range list[i+1:] {
				if _, complete := treaties.Complete(a, b, treaties.Defence); !complete {
					continue
				}
				who := []comity.State{a, b}
				ours, theirs := e.Cell("alliance.obligation", who, Reading{Source: ownTreaties}, year), e.Cell("alliance.obligation", who, Reading{Source: "atop-5.1"}, year)
				if ours.Missing() != comity.Present || theirs.Missing() != comity.Present {
					continue
				}
				if n++; ours.Value == theirs.Value {
					same++
				}
			}
		}
	}
	t.Logf("%d of %d grades are ATOP's", same, n)
	if n < 14000 || same*1000 < n*994 {
		t.Errorf("only %d of %d grades are ATOP's", same, n)
	}
}

// TestDisputes: every pair and year with a dispute, and the number of pairs without one in a year.
func TestDisputes(t *testing.T) {
	rows, col := sharedRows(t, "data/rda_as_csv/cow_mid_ddydisps.csv.gz")
	e := built(t)
	r := e.Readings("dispute.ongoing", nil)[0]
	of1999 := map[comity.Pair]bool{}
	for _, row := range rows {
		a, b, year := state(t, row[col["ccode1"]]), state(t, row[col["ccode2"]]), num(t, row[col["year"]])
		if !bothCOW(a, b, year) {
			continue // a row of 1918 of a member since 1920
		}
		if got := e.Cell("dispute.ongoing", []comity.State{a, b}, r, year); got.Value != float(t, row[col["cowmidongoing"]]) {
			t.Fatalf("%d and %d in %d: %v", a, b, year, got.Value)
		}
		if year == 1999 {
			of1999[comity.Pair{A: a, B: b}.Ordered()] = true
		}
	}
	list, found := StatesIn(1999), 0
	for i, a := range list {
		for _, b := range list[i+1:] {
			if e.Cell("dispute.ongoing", []comity.State{a, b}, r, 1999).Value == 1 {
				found++
			}
		}
	}
	if found != len(of1999) {
		t.Errorf("%d pairs in dispute in 1999, want %d", found, len(of1999))
	}
}

// TestTradeBooks holds each book's figure of a pair against the figure noted when the data were collected.
func TestTradeBooks(t *testing.T) {
	e := built(t)
	for _, c := range []struct {
		name, source  string
		a, b          comity.State
		year          int
		billion, band float64
	}{
		{"Atlas: exports of Russia to China", "atlas-g20-china", russia, china, 2023, 118.5, .05},
		{"Atlas: exports of China to Russia", "atlas-g20-china", china, russia, 2023, 110.9, .05},
		{"COW: France to Germany, 214 both ways", "cow-trade-4.0", 220, 255, 2012, 0, 0},
	} {
		out := e.Cell("trade.exports", []comity.State{c.a, c.b}, Reading{Source: c.source}, c.year)
		if c.billion > 0 && math.Abs(out.Value/1e9-c.billion) > c.band {
			t.Errorf("%s: %.2f bn, want %.1f", c.name, out.Value/1e9, c.billion)
		}
	}
	both := e.Cell("trade.turnover", []comity.State{220, 255}, Reading{Source: "cow-trade-4.0"}, 2012)
	if math.Abs(both.Value/1e9-214) > .6 {
		t.Errorf("COW: turnover of France and Germany 2012 is %.1f bn, want 214", both.Value/1e9)
	}
	r := Reading{Source: "cow-trade-4.0"}
	for year, key := range map[int]comity.State{1959: 260, 1990: 255} {
		if KeyIn(255, year) != key {
			t.Errorf("Germany in %d is not %d", year, key)
		}
		if got := e.Cell("trade.turnover", []comity.State{255, 220}, r, year); got.Missing() != comity.Present {
			t.Errorf("COW: trade of Germany and France in %d is %s", year, got.Missing())
		}
	}
	// The file lacks most of the Federal Republic's trade from 1960 to 1989: nothing is made of all partners then.
	for year, known := range map[int]bool{1913: true, 1914: false, 1938: true, 1943: false, 1954: false, 1959: true, 1960: false, 1989: false, 1990: true} {
		total := e.Cell("trade.total", []comity.State{220}, r, year).Missing() == comity.Present
		ranked := len(e.Partners("trade.turnover", 220, r, year, StatesIn(year))) > 0
		if total != known || ranked != known || (len(e.Turnovers(r, year)) > 0) != known {
			t.Errorf("COW: all partners in %d: total %v, ranked %v", year, total, ranked)
		}
	}
}

// TestAgreementGolden holds agreement by calendar year on all roll calls against the peer's (R, the votes as published in 2018).
// The two vintages put some roll calls into other years or leave parts out; in the years in which both have the same number
// of common votes for every pair sampled, every figure is the same.
func TestAgreementGolden(t *testing.T) {
	rows, col := sharedRows(t, "golden/fpsim_un_sample20000.csv.gz")
	e := core(t)
	r := Reading{Source: "unga-votes", Variant: variant{"half", false, false}.String()}
	type tally struct{ rows, sameN, same int }
	years := map[int]*tally{}
	for _, row := range rows {
		year := num(t, row[col["year"]])
		got := e.Cell("vote.agreement", []comity.State{state(t, row[col["ccode1"]]), state(t, row[col["ccode2"]])}, r, year)
		if got.Missing() != comity.Present {
			continue // the peer keys by today's names
		}
		if years[year] == nil {
			years[year] = &tally{}
		}
		y := years[year]
		y.rows++
		if got.N == num(t, row[col["n"]]) {
			y.sameN++
		}
		if math.Abs(got.Value-float(t, row[col["agree"]])) < 1e-12 {
			y.same++
		}
	}
	whole, n := 0, 0
	for year, y := range years {
		if y.sameN < y.rows {
			continue
		}
		whole, n = whole+1, n+y.rows
		if y.same < y.rows {
			t.Errorf("%d: %d of %d figures are the peer's", year, y.same, y.rows)
		}
	}
	t.Logf("%d figures of %d years with the same roll calls", n, whole)
	if whole < 18 || n < 4000 {
		t.Errorf("only %d figures of %d years have the same roll calls", n, whole)
	}
}
