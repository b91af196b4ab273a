package source

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// profiled looks into a made-up CSV file.
func profiled(t *testing.T, text string) Profile {
	t.Helper()
	p, err := ProfileOf(fstest.MapFS{"f.csv": {Data: []byte(text)}}, "f.csv", "")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// lines writes a CSV file: a header, and n rows made by a format of their number.
func lines(header string, n int, row func(i int) string) string {
	var b strings.Builder
	b.WriteString(header + "\n")
	for i := range n {
		b.WriteString(row(i) + "\n")
	}
	return b.String()
}

func TestProfileKinds(t *testing.T) {
	p := profiled(t, "iso3,year,born,when,us,flag,note,pop,empty,year2,x\n"+
		"KEN,2001,2001-02-03,31/12/1999,12/31/1999,1,a,\"1,200\",,1990,-9\n"+
		"GHA,2001,2001-02-04,01/02/1999,02/01/1999,0,b,\"2,300,000\",,1991,-3\n"+
		"SWE,2002,2001-02-05,03/04/1999,04/03/1999,NA,c,..,,1992,4\n"+
		"NOR,2002,2001-02-06,05/06/1999,06/05/1999,1,,\"9\",,1993,7\n")
	want := map[string]string{
		"iso3": "state iso3 [] []", "year": "year  [] []", "born": "date  [] []", "when": "date 02/01/2006 [] []", "us": "date 01/02/2006 [] []",
		"flag": "flag  [NA] []", "note": "text  [] []", "pop": "number  [..] []", "empty": "empty  [] []", "year2": "number  [] []", "x": "number  [] [-9]",
	}
	for _, c := range p.Columns {
		how := c.Scheme + c.Format
		if got := fmt.Sprintf("%s %s %v %v", c.Kind, how, c.Codes, c.Perhaps); got != want[c.Name] {
			t.Errorf("%s: %s, want %s", c.Name, got, want[c.Name])
		}
	}
	if p.Columns[7].Max != 2300000 || !p.Columns[7].Commas || p.Columns[6].Missing != 1 {
		t.Errorf("pop %+v, note %+v", p.Columns[7], p.Columns[6])
	}
}

func TestProfileKeys(t *testing.T) {
	for _, c := range []struct{ name, text, key, states string }{
		{"a state and a year", "ccode,year,v\n2,2000,1\n2,2001,2\n20,2000,3\n31,2000,1\n40,2000,5\n70,2001,5\n", "[ccode year]", "[0]"},
		{"names of the same states are not read twice", "country,iso3,year,v\nKenya,KEN,2000,1\nGhana,GHA,2000,2\nSweden,SWE,2000,3\nSweden,SWE,2001,3\n", "[iso3 year]", "[1]"},
		{"a pair", "a,b,year,v\nKEN,SWE,2000,1\nSWE,KEN,2000,1\nNOR,SWE,2000,4\n", "[a b year]", "[0 1]"},
		{"a third column completes the key", "state,year,kind,v\nKEN,2000,x,1\nKEN,2000,y,2\nSWE,2000,x,3\n", "[state year kind]", "[0]"},
		{"a number of its own", "state,year,id\nKEN,2000,1\nKEN,2000,2\nSWE,2000,2\nSWE,2000,3\n", "[state year id]", "[0]"},
		{"no states", "id,v\n1,5\n2,5\n3,6\n", "[id]", "[]"},
		{"nothing", "state,year\nKEN,2000\nKEN,2000\nSWE,2001\n", "[]", "[0]"},
	} {
		p := profiled(t, c.text)
		if got := fmt.Sprint(p.Key); got != c.key || fmt.Sprint(p.States) != c.states {
			t.Errorf("%s: key %s of states %v, want %s of %s", c.name, got, p.States, c.key, c.states)
		}
		if _, err := Draft(p, "x"); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// Where two schemes read the same, both are named; where a file needs one of them, it is that one.
func TestProfileSchemes(t *testing.T) {
	p := profiled(t, "n,m,year,v\n2,DEU,1990,1\n20,KEN,1990,1\n260,SWE,1980,1\n40,NOR,1991,1\n41,GHA,1991,1\n42,USA,1990,1\n")
	if c := p.Columns[0]; c.Scheme != "cow" || !strings.Contains(fmt.Sprint(c.Alike, c.Also), "gw") {
		t.Errorf("numbers of both lists: %+v", c)
	}
	p = profiled(t, "n,year,v\n678,1995,1\n345,2000,1\n340,2010,1\n2,1990,1\n20,1990,1\n816,1990,1\n")
	if c := p.Columns[0]; c.Scheme != "gw" || c.Lost > 0 {
		t.Errorf("numbers of Gleditsch and Ward: %+v", c)
	}
}

// Regions among countries do not hide that a column is of states; in a column called otherwise they do.
func TestProfileRegions(t *testing.T) {
	codes := strings.Fields("AFE AFW ARB CEB CSS EAP KEN GHA SWE NOR DNK FIN DEU FRA ITA ESP PRT POL USA CAN MEX BRA ARG CHL")
	row := func(i int) string { return fmt.Sprintf("%s,%d,%d", codes[i%24], 2000+i/24, i*1000) }
	p := profiled(t, lines("Country Code,Year,Value", 72, row))
	if c := p.Columns[0]; c.Kind != StateCell || c.Distinct-c.Hits != 6 || c.Lost != 18 || fmt.Sprint(p.Key) != "[Country Code Year]" {
		t.Errorf("%+v, key %v", c, p.Key)
	}
	if p = profiled(t, lines("x,Year,Value", 72, row)); p.Columns[0].Kind != TextCell {
		t.Errorf("%+v", p.Columns[0])
	}
}

// Small numbers that count something are no codes of states.
func TestProfileCounts(t *testing.T) {
	p := profiled(t, lines("iso3,year,votes,rank", 60, func(i int) string {
		return fmt.Sprintf("%s,%d,%d,%d", []string{"KEN", "SWE"}[i%2], 1990+i/2, i+1, 1+i*3)
	}))
	if p.Columns[2].Kind != NumberCell || p.Columns[3].Kind != NumberCell || fmt.Sprint(p.Key) != "[iso3 year]" {
		t.Errorf("%+v", p)
	}
}

// A table whose columns are named by years is drafted as a series that takes them from there.
func TestDraftYearsInNames(t *testing.T) {
	const text = "Country,Code,X1999,X2000,X2001\nKenya,KEN,1,..,3\nSweden,SWE,4,5,-9\n"
	p := profiled(t, text)
	card, err := Draft(p, "wide")
	if err != nil {
		t.Fatal(err)
	}
	c, err := ParseCard("wide.toml", card)
	if err != nil || c.From != 1999 || c.To != 2001 || len(c.Series) != 1 {
		t.Fatalf("%v\n%s", err, card)
	}
	k := taken{card: c}
	if err := readMapped(c, fstest.MapFS{"f.csv": {Data: []byte(text)}}, &k); err != nil || len(k.lines) != 6 {
		t.Errorf("%v: %v\n%s", k.lines, err, card)
	}
}

// A long file is looked at so far, and the profile says so.
func TestProfileBounded(t *testing.T) {
	p := profiled(t, lines("id,v", ProfileRows+5, func(i int) string { return fmt.Sprintf("%d,%d", i, i%7) }))
	if p.Rows != ProfileRows || p.Whole || len(p.Notes) != 1 || !p.Columns[0].More {
		t.Errorf("%d rows, whole %v, notes %v", p.Rows, p.Whole, p.Notes)
	}
}

// A wide file is drafted as several series, each with as many variables as one may have.
func TestDraftWide(t *testing.T) {
	header, cells := "state,year", ""
	for i := range 70 {
		header, cells = fmt.Sprintf("%s,V %d", header, i), cells+",7"
	}
	p := profiled(t, header+"\nKEN,2000"+cells+"\nSWE,2000"+cells+"\n")
	text, err := Draft(p, "wide")
	if err != nil || strings.Count(text, "[[series]]") != 3 || strings.Count(text, "[[series.variable]]") != 70 {
		t.Errorf("%v\n%s", err, text)
	}
	c, err := ParseCard("wide.toml", text)
	if err != nil {
		t.Fatal(err)
	}
	k := taken{card: c}
	if err := readMapped(c, fstest.MapFS{"f.csv": {Data: []byte(header + "\nKEN,2000" + cells + "\n")}}, &k); err != nil || len(k.lines) != 70 {
		t.Errorf("%d values, %v", len(k.lines), err)
	}
}

func TestFormatOf(t *testing.T) {
	for name, want := range map[string]string{"a.csv": "csv", "b.CSV.GZ": "csv.gz", "x.RData": "rda", "x.tab": "tsv", "x.zip": "", "x.doc": "", "x": "", "a.b.jsonl.xz": "jsonl.xz"} {
		if got := FormatOf(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// A card says on which line it is wrong, and which word was perhaps meant.
func TestWrongLines(t *testing.T) {
	const head = "id = \"x\"\ntitle = \"t\"\nedition = \"1\"\nproducer = \"p\"\ncitation = \"c\"\nshort = \"s\"\nlicence = \"l\"\nrights = \"bring\"\npage = \"p\"\ncontact = \"c\"\nfrom = 1900\nto = 2000\n"
	const file = "[[file]]\nname = \"f\"\nformat = \"csv\"\n"
	const series = "[[series]]\na = { column = \"c\", scheme = \"cow\" }\nyear = { column = \"y\" }\n[[series.variable]]\nname = \"v\"\ncolumn = \"v\"\nunit = \"count\"\nabsence = \"silent\"\n"
	for _, c := range []struct{ name, text, want string }{
		{"the second file", head + file + "[[file]]\nname = \"f\"\nformat = \"csv\"\n" + series, "line 16: file \"f\""},
		{"an edition that is empty", strings.Replace(head, "\"1\"", "\"\"", 1) + file + series, "line 3: the card says no edition"},
		{"a word within a key", head + file + strings.Replace(series, "scheme", "shceme", 1), "line 17: a card has no \"series.a.shceme\"; did you mean \"scheme\"?"},
		{"the second series", head + file + series + strings.Replace(series, "\"silent\"", "\"none\"", 1), "line 27: series 2: variable \"v\""},
		{"a column of a table", head + file + "[[table]]\nname = \"t\"\n[[table.column]]\nname = \"a\"\nkind = \"text\"\ncolumn = \"a\"\n[[table.column]]\nname = \"b\"\nkind = \"word\"\ncolumn = \"b\"\n", "line 22: table t: column b: kind \"word\""},
	} {
		if _, err := ParseCard("x.toml", c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

func FuzzProfile(f *testing.F) {
	for _, seed := range []string{
		"iso3,year,v\nKEN,2000,1\nGHA,2001,-9\n",
		"a,b,year,v\n2,20,1990,1\n20,2,1990,..\n31,2,1991,NA\n40,2,1991,5\n41,2,1991,6\n",
		"country;year;x\nKenya;1964;1,5\nGhana;1965;2\n\"Côte\nd'Ivoire\";1966;3\n",
		"year,year,,\"a\"\"b\",@file\n1999,2000,1,2,3\n",
		"when,n\n31/12/1999,\"1,234\"\n01/02/2000,\"12,345.5\"\n",
		"\xff\xfe,\x00\n\x80,1\n",
		"x\n",
		"Code,1999,2000,2001\nKEN,1,..,3\nSWE,4,,-9\n",
		"1999,2000,2001\n1,2,3\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		files := fstest.MapFS{"f.csv": {Data: data}}
		p, err := ProfileOf(files, "f.csv", "")
		if err != nil {
			return
		}
		text, err := Draft(p, "x")
		if errors.Is(err, errNothing) {
			return
		}
		if err != nil {
			t.Fatalf("the draft is no card: %v\n%s", err, text)
		}
		c, err := ParseCard("x.toml", text)
		if err != nil {
			t.Fatal(err)
		}
		_ = readMapped(c, files, &taken{card: c})
	})
}
