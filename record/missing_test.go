package record

import (
	"bytes"
	"io/fs"
	"math"
	"testing"

	"pgregory.net/rapid"

	"comity"
	"comity/source"
)

// trial is a made-up source: it gives the rows it was dealt.
type trial struct {
	card source.Card
	rows []source.Datum
}

func (t trial) Card() source.Card { return t.card }
func (t trial) Read(_ fs.FS, out source.Sink) error {
	for _, r := range t.rows {
		out.Datum(r)
	}
	return nil
}

// TestMissingIsNeverZero deals random tables with gaps, missing codes of every kind and foreign NaNs, and asks every cell in
// and around them: what was not given as a number never comes back as one, least of all as zero.
func TestMissingIsNeverZero(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		given := drawCells(t)
		s := trial{card: source.Card{ID: "trial", From: 1990, To: 2000, Variables: []source.Variable{
			{Name: "flow", Column: "v", Unit: "USD", Absence: source.Silent}, {Name: "gdp", Column: "w", Unit: "USD", Absence: source.Silent}}}}
		for k, v := range given {
			s.rows = append(s.rows, source.Datum{Variable: k.variable, A: k.a, B: k.b, Year: k.year, Value: v, Row: int64(len(s.rows) + 1)})
		}
		tables, report, err := build(s, nil)
		if err != nil {
			t.Fatal(err)
		}
		if report.Cells != len(given) {
			t.Fatalf("%d cells reported, %d given", report.Cells, len(given))
		}
		var out bytes.Buffer
		if err := Write(&out, tables...); err != nil {
			t.Fatal(err)
		}
		read, err := Read(out.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		askAll(t, read[0], given)
	})
}

type cellKey struct {
	variable string
	a, b     comity.State
	year     int
}

// drawCells deals cells of few states and years, a third of them missing for some reason.
func drawCells(t *rapid.T) map[cellKey]float64 {
	given := map[cellKey]float64{}
	state := rapid.SampledFrom([]comity.State{2, 200, 365, 710, 1344})
	for range rapid.IntRange(0, 60).Draw(t, "cells") {
		k := cellKey{rapid.SampledFrom([]string{"flow", "gdp"}).Draw(t, "variable"), state.Draw(t, "a"), comity.NoState, rapid.IntRange(1988, 2002).Draw(t, "year")}
		if k.variable == "flow" {
			k.b = state.Draw(t, "b")
		}
		given[k] = drawValue(t)
	}
	return given
}

func drawValue(t *rapid.T) float64 {
	switch rapid.IntRange(0, 8).Draw(t, "kind") {
	case 0:
		return comity.NaN(comity.Missing(rapid.IntRange(1, 5).Draw(t, "why")))
	case 1:
		return math.NaN()
	case 2:
		return math.Float64frombits(0x7FF0_0000_0000_07A2) // R's NA
	case 3:
		return 0
	}
	return rapid.Float64Range(-1e12, 1e12).Draw(t, "value")
}

// askAll asks every cell in and around what was given.
func askAll(t *rapid.T, table *Table, given map[cellKey]float64) {
	states := []comity.State{0, 2, 20, 200, 365, 710, 1344}
	for _, variable := range []string{"flow", "gdp", "v", "none"} {
		for _, a := range states {
			for _, b := range states {
				run, ok := table.Series(variable, a, b)
				for year := 1980; year < 2010; year++ {
					got, row := run.At(year)
					name := variable
					if name == "v" {
						name = "flow" // the producer's name
					}
					want, was := given[cellKey{name, a, b, year}]
					switch {
					case !was && (!math.IsNaN(got) || row != 0 || comity.Why(got) != comity.NotCovered):
						t.Fatalf("%s of %d and %d in %d was never given and is %g, row %d", variable, a, b, year, got, row)
					case was && math.IsNaN(want) && (comity.Why(got) != comity.Why(want) || !math.IsNaN(got)):
						t.Fatalf("%s of %d and %d in %d was missing (%v) and is %g (%v)", variable, a, b, year, comity.Why(want), got, comity.Why(got))
					case was && !math.IsNaN(want) && (got != want || row == 0 || !ok):
						t.Fatalf("%s of %d and %d in %d was %g and is %g, row %d", variable, a, b, year, want, got, row)
					}
				}
			}
		}
	}
}

func TestInfinityAndDoublesAreRefused(t *testing.T) {
	card := source.Card{ID: "trial", Variables: []source.Variable{{Name: "gdp"}}}
	cases := []struct {
		name string
		rows []source.Datum
	}{
		{"infinite", []source.Datum{{Variable: "gdp", A: 2, Year: 2000, Value: math.Inf(1), Row: 1}}},
		{"twice", []source.Datum{{Variable: "gdp", A: 2, Year: 2000, Value: 1, Row: 1}, {Variable: "gdp", A: 2, Year: 2000, Value: 1, Row: 2}}},
		{"undeclared", []source.Datum{{Variable: "other", A: 2, Year: 2000, Value: 1, Row: 1}}},
	}
	for _, c := range cases {
		tables, _, err := build(trial{card, c.rows}, nil)
		if err == nil {
			err = Write(&bytes.Buffer{}, tables...)
		}
		if err == nil {
			t.Errorf("%s: taken", c.name)
		}
	}
}

// In the real core no cell is zero where its source may only mean "unknown", and nothing outside the coverage has a value.
func TestTheCoreHasNoDoubtfulZero(t *testing.T) {
	core, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range core.Tables() {
		for _, v := range table.Variables {
			table.Each(v.Name, comity.NoState, func(r Run) {
				for year := r.From - 1; year <= r.From+r.Years(); year++ {
					x, _ := r.At(year)
					if x == 0 && v.Unit != "points" { // on a scale zero is a place like any other
						t.Errorf("%s %s of %d and %d in %d is zero", table.Source, v.Name, r.A, r.B, year)
					}
					if !math.IsNaN(x) && !table.Covers(year) {
						t.Errorf("%s %s of %d and %d has a value in %d, outside %d-%d", table.Source, v.Name, r.A, r.B, year, table.From, table.To)
					}
				}
				if r.A == r.B {
					t.Errorf("%s %s of %d with itself", table.Source, v.Name, r.A)
				}
			})
		}
	}
}
