package panel

// How fast the questions are: one cell, one series, a rank among all partners, one year of all pairs.

import (
	"testing"

	"comity"
)

func benchReading(b *testing.B, e *Engine, name, source string, who []comity.State) Reading {
	b.Helper()
	for _, r := range e.Readings(name, who) {
		if r.Source == source {
			return r
		}
	}
	b.Fatalf("%s has no reading by %s", name, source)
	return Reading{}
}

func BenchmarkCell(b *testing.B) {
	e := core(b)
	who := []comity.State{russia, china}
	for _, c := range []struct {
		column, source string
		who            []comity.State
	}{
		{"trade.turnover", "itpd-e", who}, {"trade.share", "itpd-e", who}, {"vote.agreement", "unga-votes", who}, {"gdp", "worldbank", who[:1]},
		{"alliance.obligation", ownTreaties, who}, {"group.joint", "comity-groups", who}, {"war.count", "comity-wars", who}, {"veto.count", "comity-vetoes", who[:1]},
	} {
		r := benchReading(b, e, c.column, c.source, c.who)
		e.Cell(c.column, c.who, r, 2012)
		b.Run(c.column, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				e.Cell(c.column, c.who, r, 2012)
			}
		})
	}
}

func BenchmarkSeries(b *testing.B) {
	e := core(b)
	who := []comity.State{russia, china}
	for _, c := range []struct{ column, source string }{{"trade.turnover", "itpd-e"}, {"trade.turnover", "headline:gacc"}, {"vote.agreement", "unga-votes"}, {"group.joint", "comity-groups"}} {
		r := benchReading(b, e, c.column, c.source, who)
		b.Run(c.column+"/"+c.source, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := e.Series(c.column, who, r); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkPartners ranks the partners of a state by share, and all states by trade and by GDP.
func BenchmarkPartners(b *testing.B) {
	e := core(b)
	all := StatesIn(2012)
	for _, c := range []struct {
		column, source string
		first          comity.State
	}{{"trade.share", "itpd-e", china}, {"trade.turnover", "itpd-e", china}, {"vote.agreement", "unga-votes", china}, {"trade.total", "itpd-e", comity.NoState}, {"gdp", "worldbank", comity.NoState}} {
		r := Reading{Source: c.source}
		if c.source == "unga-votes" {
			r = e.Readings(c.column, []comity.State{china, russia})[0]
		}
		b.Run(c.column, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if len(e.Partners(c.column, c.first, r, 2012, all)) == 0 {
					b.Fatal("nobody is ranked")
				}
			}
		})
	}
}

func BenchmarkTurnoversOfAllPairs(b *testing.B) {
	e := core(b)
	for b.Loop() {
		e.Turnovers(Reading{Source: "itpd-e"}, 2012)
	}
}

func BenchmarkFirstTotal(b *testing.B) {
	rec := core(b).Record()
	for b.Loop() {
		e := New(rec)
		e.flows["itpd-e"].total(china, 2012)
	}
}

// BenchmarkSimilarity fills the nine outputs of similarity of every directed pair and year, of votes and of alliance portfolios.
func BenchmarkSimilarity(b *testing.B) {
	e := built(b)
	for _, c := range []struct {
		name     string
		from, to int
		outputs  [][2]string
	}{{"votes", 1946, 2015, voteOutputs}, {"alliances", 1816, 2018, portfolioOutputs}} {
		g := gridOf(DyadYears(comity.COW, true, UnitOptions{From: c.from, To: c.to}))
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				bench := newBench(e, comity.COW, Spec{})
				for _, o := range c.outputs {
					filledBy(b, bench, g, o[1])
				}
			}
			b.ReportMetric(float64(g.Len()), "rows")
		})
	}
}

// BenchmarkKitchen makes the peer's dyad-years 1816-2010 with all its columns, 1,685,310 rows of 76, and parts of it.
func BenchmarkKitchen(b *testing.B) {
	for _, c := range []struct {
		name string
		Spec
	}{
		{"all", Spec{Unit: "dyad-year", Directed: true, From: 1816, To: 2010, Compat: "peacesciencer", Columns: []string{"@peacesciencer"}}},
		{"rows", Spec{Unit: "dyad-year", Directed: true, From: 1816, To: 2010}},
		{"dangerous dyads", Spec{Unit: "dyad-year", From: 1816, To: 2010, Compat: "peacesciencer", Steps: []Step{{"where", "politically_relevant"}}, Columns: dangerousDyads}},
		{"peace years", Spec{Unit: "dyad-year", Directed: true, From: 1816, To: 2010, Columns: []string{"gmlmidspell", "cowmidspell"}}},
		{"trade", Spec{Unit: "dyad-year", Directed: true, Columns: []string{"trade.cow_flow1", "trade.cow_flow2", "trade.cow_smoothflow1"}}},
	} {
		b.Run(c.name, func(b *testing.B) {
			e, cat := built(b), catalogueOf(b)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := e.Build(b.Context(), cat, c.Spec); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// dangerousDyads are the columns of the peer's replication of Bremer (1992).
var dangerousDyads = []string{"gmlmidonset", "gmlmidongoing", "gmlmidspell", "conttype", "land_contiguity", "cowmaj1", "cowmaj2", "nmc.milex", "nmc.milper", "nmc.irst", "nmc.pec", "nmc.tpop",
	"nmc.upop", "nmc.cinc", "atop_alliance", "atop_defense", "atop_offense", "atop_neutral", "atop_nonagg", "atop_consul", "euds", "aeuds", "polity2", "v2x_polyarchy",
	"mrgdppc", "sd_mrgdppc", "pwtrgdp", "sd_pwtrgdp", "pwtpop", "sd_pwtpop"}
