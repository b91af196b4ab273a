package model

import (
	"math"
	"math/rand/v2"
	"testing"
)

// BenchmarkLogit is model A on the 842,655 dyad-years, from columns of numbers to dyadic errors; R's glm takes 3.28 s without them.
func BenchmarkLogit(b *testing.B) {
	all := dyadYears(b)
	d, rows := complete(all.modelA())
	one, two := pick(all["ccode1"], rows), pick(all["ccode2"], rows)
	b.ReportAllocs()
	for b.Loop() {
		f, err := Run(KindLogit, d, Options{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := f.Dyadic("ccode1, ccode2", DyadsOf(one, two)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPPML is a structural gravity equation as large as that of the Advanced Guide's chapter 1: 69 states trading with one another
// in six years, 28,152 flows, four regressors, 414 effects of exporters by year and 414 of importers by year, with errors by pair and
// dyadic ones. The flows are made up.
func BenchmarkPPML(b *testing.B) {
	const states, years = 69, 6
	r := rand.New(rand.NewPCG(11, 11))
	size := make([]float64, states)
	for i := range size {
		size[i] = 2 * r.NormFloat64()
	}
	cols := make([][]float64, 4)
	var y []float64
	var from, to, fromYear, toYear []int32
	for i := range int32(states) {
		for j := range int32(states) {
			if i == j {
				continue
			}
			distance, shared := 7+r.NormFloat64(), r.NormFloat64()
			for year := range int32(years) {
				x := []float64{distance, yes(distance < 6), yes(shared > 1), yes(shared > 1.5 && distance > 7)}
				for c := range cols {
					cols[c] = append(cols[c], x[c])
				}
				eta := size[i] + size[j] + .05*float64(year) - .8*distance + .4*x[1] + .2*x[2] + 8
				flow := math.Exp(eta + r.NormFloat64())
				if flow < 1 {
					flow = 0
				}
				y = append(y, flow)
				from, to = append(from, i), append(to, j)
				fromYear, toYear = append(fromYear, i*years+year), append(toYear, j*years+year)
			}
		}
	}
	d := Data{YName: "flow", Y: y, Effects: []Effect{{"exporter-year", GroupsOf(fromYear)}, {"importer-year", GroupsOf(toYear)}}}
	for c, x := range cols {
		d.X = append(d.X, Column{[]string{"distance", "contiguity", "language", "colony"}[c], x})
	}
	b.ReportAllocs()
	for b.Loop() {
		f, err := Run(KindPPML, d, Options{})
		if err != nil {
			b.Fatal(err)
		}
		dyads := DyadsOf(from, to)
		if f.Kept != nil {
			dyads = dyads.With(f.Kept)
		}
		if _, err := f.Cluster("pair", dyads.Pair); err != nil {
			b.Fatal(err)
		}
		if _, err := f.Dyadic("exporter, importer", dyads); err != nil {
			b.Fatal(err)
		}
		if f.Absorbed < 800 {
			b.Fatalf("%d constants absorbed", f.Absorbed)
		}
	}
}
