package verdict

// A small made-up record, for tests that need no file: trade, GDP, population, capabilities and votes of a handful of states.

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"comity"
	"comity/claim"
	"comity/panel"
	"comity/record"
	"comity/source"
)

// players are states of steady lives, found under one key from before 1946, none with official headline figures among them.
var players = []comity.State{90, 91, 92, 93, 94, 95, 100, 101, 130, 135, 145, 150}

// world is the made-up record, its states renamed by a permutation.
func world(t testing.TB, rename func(comity.State) comity.State) *Checker {
	t.Helper()
	var out bytes.Buffer
	if err := record.Write(&out, madeFlows(rename), madeAttributes(rename), madeVotes(rename)); err != nil {
		t.Fatal(err)
	}
	tables, err := record.Read(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return New(panel.New(record.New("made", tables, nil)))
}

func asIs(s comity.State) comity.State { return s }

func head(id string, from, to int, variables ...string) record.Head {
	h := record.Head{Source: id, Edition: "made", From: from, To: to}
	for _, v := range variables {
		h.Variables = append(h.Variables, record.Variable{Name: v, Unit: "USD", Absence: "silent"})
	}
	return h
}

// madeFlows: from i to j flows (i+1)(j+2) million, growing by a tenth a year from 2000 to 2016, but halved in 2009.
func madeFlows(rename func(comity.State) comity.State) *record.SeriesBuilder {
	b := &record.SeriesBuilder{Head: head("itpd-e", 2000, 2016, "flow")}
	for i, x := range players {
		for j, y := range players {
			v := float64((i+1)*(j+2)) * 1e6
			for year := 2000; year <= 2016 && i != j; year++ {
				now := v
				if year == 2009 {
					now /= 2
				}
				b.Add(record.Datum{Variable: "flow", A: rename(x), B: rename(y), Year: year, Value: now, Row: int64(1 + i*20 + j)})
				v *= 1.1
			}
		}
	}
	return b
}

func madeAttributes(rename func(comity.State) comity.State) *record.SeriesBuilder {
	b := &record.SeriesBuilder{Head: head("worldbank", 1990, 2022, "gdp", "population")}
	for i, x := range players {
		for year := 1990; year <= 2022; year++ {
			b.Add(record.Datum{Variable: "gdp", A: rename(x), Year: year, Value: float64(i+1) * 1e9 * float64(year-1980), Row: int64(1 + i)})
			b.Add(record.Datum{Variable: "population", A: rename(x), Year: year, Value: float64(20-i) * 1e6, Row: int64(1 + i)})
		}
	}
	return b
}

// madeVotes: eight roll calls on 1 December of every year from 1990 to 2023; the first two players agree in all but the last of them,
// the others vote by a fixed chance.
func madeVotes(rename func(comity.State) comity.State) *record.VotesBuilder {
	b := &record.VotesBuilder{Head: record.Head{Source: "unga-votes", Body: "UNGA", Edition: "made", From: 1990, To: 2023}}
	r := rand.New(rand.NewPCG(1, 2))
	for year := 1990; year <= 2023; year++ {
		for k := range 8 {
			call := b.Call(record.RollCall{Number: int64(year*10 + k), Session: fmt.Sprint(year - 1945), Day: comity.DayOf(year, 12, 1+k), Symbol: fmt.Sprintf("made/%d/%d", year, k),
				Topic: "nuclear disarmament", Row: int64(year*10 + k), Flags: map[bool]source.Flag{true: source.Paragraph}[k > 0]})
			for i, s := range players {
				v := []record.Vote{record.Yes, record.Yes, record.Abstain, record.No}[r.IntN(4)]
				if i < 2 || k == 0 {
					v = record.Yes
				}
				if i == 1 && k == 7 {
					v = record.No
				}
				b.Cast(call, rename(s), v)
			}
		}
	}
	return b
}

// ask checks a claim written out, made on a day ("" for an unknown one).
func ask(t testing.TB, k *Checker, text, on string) Answer {
	t.Helper()
	c, err := claim.Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	day := comity.NoDay
	if on != "" {
		d, err := comity.ParseDate(on)
		if err != nil {
			t.Fatal(err)
		}
		day = d.Day
	}
	return k.Check(c, day)
}
