package panel

// Holds capabilities and how they are spread against the published index, against figures worked out apart from this code (in R, from
// the same files), and against a series published in 1972.

import (
	"context"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"comity"
	"comity/column"
	"comity/measure/polarity"
)

// TestCINC makes every row of the index again from its components: to 2.5e-8, half the last digit printed and rounding.
func TestCINC(t *testing.T) {
	e := built(t)
	for source, want := range map[string]struct{ rows, incomplete int }{"nmc-7.0": {17121, 2804}, "nmc-6.0": {15951, 2661}} {
		c, err := e.Capabilities(source)
		if err != nil {
			t.Fatal(err)
		}
		rows, incomplete, most := 0, 0, 0.0
		for year := c.From; year <= c.To; year++ {
			for _, one := range c.In(year) {
				rows++
				if one.Known < 6 {
					incomplete++
				}
				most = max(most, math.Abs(one.CINC-one.Published))
			}
		}
		if rows != want.rows || incomplete != want.incomplete || !(most <= 2.5e-8) {
			t.Errorf("%s: %d rows, %d incomplete, differ by %g at most; want %d, %d, 2.5e-8", source, rows, incomplete, most, want.rows, want.incomplete)
		}
	}
}

// TestCINCSeen holds some figures as the producers printed them, of methods and the codebook.
func TestCINCSeen(t *testing.T) {
	c, err := built(t).Capabilities("")
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range []struct {
		state comity.State
		year  int
		cinc  float64
	}{{200, 1816, .336619}, {365, 1816, .164304}, {220, 1816, .117286}, {2, 1816, .039697}, {2, 1913, .219911}, {255, 1913, .143318}, {2, 1945, .383864}, {365, 1970, .171435},
		{2, 1990, .141448}, {710, 1990, .111816}, {710, 2016, .230825}, {2, 2016, .133254}, {750, 2016, .087294}, {365, 2016, .036467}, {740, 2016, .033020}, {255, 2016, .016594}} {
		i := slices.IndexFunc(c.In(k.year), func(one Capability) bool { return one.State == k.state })
		if i < 0 || math.Abs(c.In(k.year)[i].CINC-k.cinc) > 6e-7 {
			t.Errorf("%d in %d: not %v", k.state, k.year, k.cinc)
		}
	}
	for year, n := range map[int]int{1816: 23, 1913: 44, 1970: 134, 2016: 195} {
		if got := len(c.In(year)); got != n {
			t.Errorf("%d states in %d, want %d", got, year, n)
		}
	}
}

// systemColumns fills columns of the whole system, by year.
func systemColumns(t *testing.T, e *Engine, names ...string) func(name string, year int) float64 {
	t.Helper()
	p, err := e.Build(context.Background(), NewCatalogue(nil), Spec{Unit: "system-year", From: 1816, To: 2016, Columns: names})
	if err != nil {
		t.Fatal(err)
	}
	return func(name string, year int) float64 {
		at := slices.Index(names, name)
		return p.Frame.Columns[len(p.Frame.Columns)-len(names)+at].At(year - 1816)
	}
}

// TestConcentration: CON of major powers by CINC, by components made anew within them, and of the system, worked out in R from the
// same files; and the number of major powers.
func TestConcentration(t *testing.T) {
	const majors, made, all, count = "system.con:set=majors", "system.con:set=majors;shares=components", "system.con", "system.states:set=majors"
	of := systemColumns(t, built(t), majors, made, all, count)
	for year, want := range map[int][3]float64{1820: {.305, .279, .336}, 1860: {.362, .311, .325}, 1913: {.238, .213, .300}, 1938: {.227, .217, .299}, 1950: {.332, .302, .354},
		1970: {.322, .305, .281}, 1990: {.305, .303, .235}, 2000: {.333, .355, .240}, 2016: {.462, .466, .283}} {
		for i, name := range []string{majors, made, all} {
			if got := of(name, year); !(math.Abs(got-want[i]) <= .0005001) {
				t.Errorf("%s in %d: %v, want %v", name, year, got, want[i])
			}
		}
	}
	for year, n := range map[int]float64{1820: 5, 1900: 8, 1920: 5, 1930: 7, 1946: 4, 1950: 5, 2016: 7} {
		if got := of(count, year); got != n {
			t.Errorf("%v major powers in %d, want %v", got, year, n)
		}
	}
	var x, y, lateX, lateY []float64
	for line := range strings.Lines(readFile(t, "testdata/published/con-1972.tsv")) {
		cells := strings.Fields(line)
		if strings.HasPrefix(line, "#") || len(cells) != 2 || cells[0] == "year" {
			continue
		}
		year, con := num(t, cells[0]), float(t, cells[1])
		x, y = append(x, of(made, year)), append(y, con)
		if year >= 1890 {
			lateX, lateY = append(lateX, of(made, year)), append(lateY, con)
		}
	}
	if r, late := correlation(x, y), correlation(lateX, lateY); !(r >= .9 && late >= .98) {
		t.Errorf("correlation with the series of 1972 is %.3f, since 1890 %.3f", r, late)
	} else {
		t.Logf("correlation with the series of 1972 over %d dates %.3f, since 1890 %.3f", len(x), r, late)
	}
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func correlation(x, y []float64) float64 {
	n, sx, sy, sxx, syy, sxy := float64(len(x)), 0.0, 0.0, 0.0, 0.0, 0.0
	for i := range x {
		sx, sy, sxx, syy, sxy = sx+x[i], sy+y[i], sxx+x[i]*x[i], syy+y[i]*y[i], sxy+x[i]*y[i]
	}
	return (n*sxy - sx*sy) / math.Sqrt((n*sxx-sx*sx)*(n*syy-sy*sy))
}

// TestPowers: every capability of every set can be asked for, in every list of states, and lists of powers end where they end.
func TestPowers(t *testing.T) {
	e := built(t)
	for _, sys := range []comity.System{comity.COW, comity.GW, comity.UN} {
		for _, by := range CapabilityNames() {
			p, err := e.Powers(PowersSpec{System: sys, By: by, Set: "majors"})
			if err != nil {
				t.Fatalf("%s: %v", by, err)
			}
			of, why := p.In(1950)
			if by == "gdp-current" || sys == comity.GW && by == "surplus" {
				if why == comity.Present {
					t.Errorf("the World Bank has no figure of 1950, nor has the source of surplus of all five by Gleditsch and Ward's numbers")
				}
				continue
			}
			if s := polarity.Set(of.Amounts); why != comity.Present || len(s) != 5 || !(polarity.CON(s) > 0 && polarity.CON(s) < 1) {
				t.Errorf("%v, by %s: %d powers in 1950, CON %v %s", sys, by, len(s), polarity.CON(s), why)
			}
			if _, why := p.In(2018); why != comity.NotCovered {
				t.Errorf("major powers of 2018 are %s", why)
			}
		}
	}
	p, err := e.Powers(PowersSpec{Set: "BRICS"})
	if err != nil {
		t.Fatal(err)
	}
	if of, why := p.In(2012); len(of.States) != 5 || why != comity.Present {
		t.Errorf("BRICS of 2012: %v", of.States)
	}
	if _, why := p.In(1990); why != comity.Undefined {
		t.Errorf("BRICS of 1990: %s", why)
	}
	for _, bad := range []string{"one in BRICS", "nowhere land", "between EU and BRICS"} {
		if _, err := e.Powers(PowersSpec{Set: bad}); bad != "one in BRICS" && err == nil {
			t.Errorf("%s is a set of powers", bad)
		}
	}
	if _, err := e.Powers(PowersSpec{By: "glory"}); err == nil {
		t.Error("glory is a capability")
	}
}

// TestCapabilityOptions: the words of the catalogue are those there are.
func TestCapabilityOptions(t *testing.T) {
	for _, c := range column.Panel() {
		for _, o := range c.Options {
			if o.Name == "of" && strings.HasPrefix(c.Name, "capability.") && !slices.Equal(o.Values, CapabilityNames()) {
				t.Errorf("%s knows the capabilities %v, there are %v", c.Name, o.Values, CapabilityNames())
			}
			if strings.HasPrefix(o.Name, "component") && !slices.Equal(o.Values, components) {
				t.Errorf("%s knows the components %v", c.Name, o.Values)
			}
		}
	}
}

// TestAgainst: two states in either order, and the three measures of one year with each other.
func TestAgainst(t *testing.T) {
	e := built(t)
	names := []string{"capability.ratio", "capability.log_ratio", "capability.part", "capability.ratio:of=surplus"}
	p, err := e.Build(context.Background(), NewCatalogue(nil), Spec{Unit: "dyad-year", From: 2016, To: 2016, Scope: []string{"USA,CHN,RUS"}, Directed: true, Columns: names})
	if err != nil {
		t.Fatal(err)
	}
	if p.Frame.Rows != 6 {
		t.Fatalf("%d rows", p.Frame.Rows)
	}
	col := func(name string) []float64 {
		c := p.Frame.Column(name)
		var out []float64
		for i := range 6 {
			out = append(out, c.At(i))
		}
		return out
	}
	ratio, logs, part := col("capratio"), col("lcaprat"), col("cappart")
	for i, j := range []int{2, 4, 0, 5, 1, 3} { // the same pair the other way
		if ratio[i] != ratio[j] || math.Abs(logs[i]+math.Log(ratio[i])) > 1e-12 || math.Abs(part[i]+part[j]-1) > 1e-12 {
			t.Errorf("row %d: %v %v %v", i, ratio[i], logs[i], part[i])
		}
	}
	if want := .036467 / .133254; math.Abs(ratio[0]-want) > 1e-5 { // the United States and Russia, by the published figures
		t.Errorf("ratio of the United States and Russia in 2016 is %v, want %v", ratio[0], want)
	}
}
