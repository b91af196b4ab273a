package model

import (
	"math"
	"os"
	"testing"

	"comity/source"
)

// checkTable reads one of the files that published gravity estimates were made of, as columns by name; texts become numbers of their
// groups.
func checkTable(t testing.TB, name string) table {
	t.Helper()
	const checks = "../../shared/data/checks"
	if _, err := os.Stat(checks); err != nil {
		t.Skipf("the files to hold against are not here: %v", err)
	}
	own, err := source.ReadTable(os.DirFS(checks), name, "")
	if err != nil {
		t.Fatal(err)
	}
	out := table{}
	for _, c := range own.Frame.Columns {
		x := make([]float64, own.Frame.Rows)
		c.Read(0, len(x), x)
		out[c.Name] = x
	}
	return out
}

// effect is a column as an effect.
func (t table) effect(name string) Effect { return Effect{name, GroupsOf(t[name])} }

// TestTradeWithoutBorders: the gravity equation of 69 countries in 2006, Yotov, Piermartini, Monteiro and Larch (2016), An Advanced
// Guide to Trade Policy Analysis (WTO and UNCTAD), chapter 2, application 1, as its authors' Stata log prints it. Stata's robust errors
// are HC0 times the root of n/(n-1).
func TestTradeWithoutBorders(t *testing.T) {
	all := checkTable(t, "TradeWithoutBorder.dta")
	d := Data{YName: "trade", Y: all["trade"], X: []Column{{"ln_DIST", all["ln_DIST"]}, {"CNTG", all["CNTG"]}, {"INTL_BRDR", all["INTL_BRDR"]}},
		Effects: []Effect{all.effect("exporter"), all.effect("importer")}}
	f, err := Run(KindPPML, d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if f.N != 4761 || f.Absorbed != 137 || f.Kept != nil {
		t.Errorf("%d rows, %d constants absorbed, want 4761, 137; %v", f.N, f.Absorbed, f.Notes)
	}
	robust := f.HC(false).SE()
	for i, want := range []struct{ coef, se float64 }{{-.7912879, .0501494}, {.6736456, .1073719}, {-2.47445, .1193816}} {
		near(t, f.Names[i], f.Coef[i], want.coef, 6e-7)
		near(t, f.Names[i]+" s.e.", robust[i]*math.Sqrt(float64(f.N)/float64(f.N-1)), want.se, 6e-8)
	}
	t.Log(f.Coef, robust, f.Iterations, f.Notes)
}

// TestTradeInEurope: log-linear gravity of 15 countries by product and year, four groups of effects: the data and the estimate that
// the documentation of R's fixest shows.
func TestTradeInEurope(t *testing.T) {
	all := checkTable(t, "fixest_trade.RData")
	log := make([]float64, len(all["dist_km"]))
	for i, km := range all["dist_km"] {
		log[i] = math.Log(km)
	}
	d := Data{YName: "Euros", Y: all["Euros"], X: []Column{{"log(dist_km)", log}},
		Effects: []Effect{all.effect("Origin"), all.effect("Destination"), all.effect("Product"), all.effect("Year")}}
	f, err := Run(KindPPML, d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	e, err := f.Cluster("Origin", GroupsOf(all["Origin"]))
	if err != nil {
		t.Fatal(err)
	}
	near(t, "log(dist_km)", f.Coef[0], -1.5278743715, 1e-9)
	near(t, "s.e.", e.SE()[0], .1156133, 1e-6)
	near(t, "s.e. without its factor", e.SE()[0]*math.Sqrt(14./15), .1116930, 1e-6)
	t.Log(f.Iterations, f.Absorbed, f.Notes)
}
