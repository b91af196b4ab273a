package record

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"comity"
	"comity/source"
)

// opened writes tables and opens them again.
func opened(t *testing.T, b ...Builder) []*Table {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, b...); err != nil {
		t.Fatal(err)
	}
	tables, err := Read(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return tables
}

func datum(variable string, a, b comity.State, year int, value float64, row int64) Datum {
	return Datum{Variable: variable, A: a, B: b, Year: year, Value: value, Row: row}
}

func breaches(t *Table) (out []string) {
	for _, b := range Breaches(t) {
		out = append(out, fmt.Sprintf("%s %s ×%d rows %s: %s", b.Law, b.Of, b.N, RowsText(b.Rows, 5), b.First))
	}
	return out
}

func TestLawsOfSeries(t *testing.T) {
	b := &SeriesBuilder{Head: Head{Source: "s", From: 1990, To: 1995, Variables: []Variable{
		{Name: "share", Unit: "share", Law: &source.Law{SumsTo: 1}}, {Name: "usd", Unit: "USD"}, {Name: "tie", Unit: "0/1", Law: &source.Law{Symmetric: true}}}}}
	for _, d := range []Datum{
		datum("share", 2, 0, 1990, .6, 1), datum("share", 365, 0, 1990, .4, 2), datum("share", 2, 0, 1991, .7, 3), datum("share", 365, 0, 1991, .7, 4), datum("share", 20, 0, 1992, 1.5, 5),
		datum("usd", 2, 20, 1990, -5, 6), datum("usd", 2, 2, 1990, 5, 7), datum("usd", 265, 2, 1993, 5, 8), datum("usd", 2, 20, 1999, comity.NaN(comity.InSource), 9),
		datum("tie", 2, 20, 1990, 1, 10), datum("tie", 20, 2, 1990, 0, 11), datum("tie", 2, 200, 1990, 1, 12),
	} {
		b.Add(d)
	}
	got := breaches(opened(t, b)[0])
	want := []string{
		"unit share ×1 rows 5: share of Canada in 1992 is 1.5 share",
		"sum share ×2 rows : share of all states in 1991 adds up to 1.4, not 1",
		"self usd ×1 rows 7: usd of United States with itself",
		"unit usd ×1 rows 6: usd of United States and Canada in 1990 is -5 USD",
		"coverage usd ×1 rows 9: usd of United States and Canada in 1999; the card covers 1990 to 1995",
		"state usd ×1 rows 8: usd of East Germany and United States in 1993, when no list has East Germany",
		"symmetric tie ×2 rows 10, 12: tie of United States and Canada in 1990 is 1 one way and 0 the other",
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

func TestLawsOfRows(t *testing.T) {
	card := source.Card{ID: "s", From: 1900, To: 2000, Files: []source.File{{Name: "f"}}}
	b := NewRows(card, source.Table{Name: "war", Key: []string{"a", "b"}, Columns: []source.TableColumn{
		{Name: "a", Kind: source.StateCell}, {Name: "b", Kind: source.StateCell}, {Name: "start", Kind: source.DateCell}, {Name: "end", Kind: source.DateCell}, {Name: "won", Kind: source.FlagCell}}})
	day := func(y int) comity.Date { return comity.On(comity.DayOf(y, 1, 1)) }
	add := func(row int64, a, s comity.State, from, to comity.Date, won float64) {
		b.Add(source.Row{Table: "war", Row: row, Cells: []source.Cell{{State: a}, {State: s}, {Date: from}, {Date: to}, {Number: won}}})
	}
	add(1, 2, 20, day(1950), day(1951), 1)
	add(2, 2, 20, day(1960), comity.Date{Day: comity.Forever, Grain: comity.DayGrain}, 2)
	add(3, 2, 200, day(1960), day(1959), 0)
	add(4, 2, 265, day(1995), day(1996), 0)
	add(5, 365, 365, day(1995), comity.NoDate, 0)
	got := breaches(opened(t, b)[0])
	want := []string{
		"key war ×1 rows 2: war: 2 20 stands in rows 1 and 2",
		"order war ×1 rows 3: war: from 1960-01-01 to 1959-01-01",
		"self war ×1 rows 5: war: Russia with itself",
		"state war ×1 rows 4: war: East Germany from 1995-01-01 to 1996-01-01, when no list has it",
		"unit war ×1 rows 2: war: won is 2, want 0 or 1",
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

func TestRowsRoundTrip(t *testing.T) {
	card := source.Card{ID: "s", From: 1900, To: 2000, Files: []source.File{{Name: "f"}, {Name: "g"}}}
	b := NewRows(card, source.Table{Name: "t", Title: "x", Columns: []source.TableColumn{
		{Name: "who", Kind: source.StateCell}, {Name: "on", Kind: source.DateCell}, {Name: "n", Kind: source.NumberCell}, {Name: "what", Kind: source.TextCell, Column: "txt"}}})
	rows := []source.Row{
		{Table: "t", Row: 7, Cells: []source.Cell{{State: 365}, {Date: comity.YearDate(1999)}, {Number: 1.5}, {Text: "a"}}},
		{Table: "t", Row: 9, File: 1, Cells: []source.Cell{{}, {Date: comity.NoDate}, {Number: comity.NaN(comity.InSource)}, {}}},
		{Table: "t", Row: 2, File: 1, Cells: []source.Cell{{State: 2}, {Date: comity.Date{Day: comity.Forever, Grain: comity.DayGrain}}, {Number: -3}, {Text: "a"}}},
	}
	for _, r := range rows {
		b.Add(r)
	}
	tab := opened(t, b)[0]
	var got []string
	for i := range tab.Rows {
		line := fmt.Sprintf("%d %s", tab.RowRef(i).Row, tab.RowRef(i).Note)
		for _, c := range tab.All() {
			line += "|" + c.Show(i)
		}
		got = append(got, line)
	}
	if want := []string{"7 f|365|1999|1.5|a", "9 g|||.c|", "2 g|2||-3|a"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if c, ok := tab.Column("txt"); !ok || c.Name != "what" {
		t.Error("a column is found by the producer's name too")
	}
}
