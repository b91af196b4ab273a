package source

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"comity"
)

// taken is a sink that writes down what it is given, a line each.
type taken struct {
	card  Card
	lines []string
	calls int
}

func (k *taken) table(name string) Table {
	t, _ := k.card.TableOf(name)
	return t
}

// show writes a cell as name=value, by its kind.
func (c Cell) show(col TableColumn) string {
	v := fmt.Sprintf("%q", c.Text)
	switch col.Kind {
	case StateCell:
		v = fmt.Sprint(c.State)
	case DateCell:
		if v = c.Date.String(); c.Date.Day == comity.Forever {
			v = "open"
		}
	case NumberCell, FlagCell:
		v = show(c.Number)
	}
	return col.Name + "=" + v
}

// show writes a number, or the letter of the reason why there is none.
func show(x float64) string {
	if math.IsNaN(x) {
		return comity.Why(x).Letter()
	}
	return fmt.Sprint(x)
}

func (k *taken) Datum(d Datum) {
	k.lines = append(k.lines, fmt.Sprintf("%s %d %d %d %s row %d", d.Variable, d.A, d.B, d.Year, show(d.Value), d.Row))
}
func (k *taken) Row(r Row) {
	line := fmt.Sprintf("%s row %d", r.Table, r.Row)
	if r.File > 0 {
		line += fmt.Sprintf(" of file %d", r.File+1)
	}
	for i, c := range r.Cells {
		line += "; " + c.show(k.table(r.Table).Columns[i])
	}
	k.lines = append(k.lines, line)
}
func (k *taken) Call(c RollCall) int {
	k.lines = append(k.lines, fmt.Sprintf("call %d %s %s %s %q row %d", c.Number, c.Session, c.Day, c.Symbol, c.Topic, c.Row))
	k.calls++
	return k.calls - 1
}
func (k *taken) Cast(call int, s comity.State, v Vote) {
	k.lines = append(k.lines, fmt.Sprintf("vote %d %d %s", call, s, v))
}
func (k *taken) Leave(why string) { k.lines = append(k.lines, "left: "+why) }

// file makes a file system of one file, gzipped where its name says so.
func file(name, text string) fstest.MapFS {
	data := []byte(text)
	if strings.HasSuffix(name, ".gz") {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		w.Write(data)
		w.Close()
		data = b.Bytes()
	}
	return fstest.MapFS{name: {Data: data}}
}

// with adds another file.
func with(m fstest.MapFS, name, text string) fstest.MapFS {
	m[name] = &fstest.MapFile{Data: []byte(text)}
	return m
}

// The rows are made up in the shape of the real files, with what is odd in them.
var readings = []struct {
	name, source string
	files        fs.FS
	want         []string
}{
	{"vetoes of several, and China's seat", "unsc-vetoes",
		file(unscVetoesFile, "date,draft,meeting,agenda_item,cast_by_iso3,source\n1955-12-13,S/3502,S/PV.704,x,TWN,x\n1972-08-25,S/10771,x,\"a, b\",CHN,x\n1980-01-07,S/13729,x,x,SUN,x\n2011-10-04,S/2011/612,x,x,RUS;CHN,x\n2011-11-04,S/2011/612,x,x,RUS,x\n"),
		[]string{"veto.count 713 0 1955 1 row 1", "veto.count 710 0 1972 1 row 2", "veto.count 365 0 1980 1 row 3", "veto.count 365 0 2011 2 row 4", "veto.count 710 0 2011 1 row 4"}},
	{"members of the Council", "unsc-membership",
		file(unscMembersFile, "year,name,iso3,permanent,regional_group,term_start,term_end\n1960,Republic of China,TWN,True,,,\n1960,Ceylon,LKA,False,,,\n"),
		[]string{"unsc.member 713 0 1960 1 row 1", "unsc.permanent 713 0 1960 1 row 1", "unsc.member 780 0 1960 1 row 2"}},
	{"day and month exchanged, doubled drafts, misspelt and impossible voters", "unsc-votes",
		file(unscVotesFile, "ID,date,Meeting,Draft,Resolution,Topic,Outcome results,Member State,Vote\n"+
			"1,1994-01-14,3329,S/1994/28,894 (1994),Africa,Adopted,Brazil,Yes\n"+
			"2,1994-04-02,3334,S/1994/115,897 (1994),Somalia,Adopted,Ethipia,Yes\n"+
			"3,1994-02-23,3336,S/1994/200,,Bosnia,Not adopted - veto,Russian Federation,No\n"+
			"4,1994-02-23,3336,S/1994/200,,Bosnia,Adopted,Russian Federation,No\n"+
			"5,2022-10-27,S/PV.9169,S/2022/804,Resolution 2655 (2022),Colombia,Adopted,Congo,Abstain\n"+
			"5,2022-10-27,S/PV.9169,S/2022/804,Resolution 2655 (2022),Colombia,Adopted,Switzerland,Yes\n"+
			"1,1994-01-14,3329,S/1994/28,894 (1994),Africa,Adopted,Switzerland,Yes\n"),
		[]string{`call 1 1994 1994-01-14 S/RES/894(1994) "Africa" row 1`, "vote 0 140 yes",
			`call 2 1994 1994-02-04 S/RES/897(1994) "Somalia" row 2`, "vote 1 530 yes",
			`call 3 1994 1994-02-23 S/1994/200 "Bosnia" row 3`, "vote 2 365 no", "left: vote that stands in the table twice",
			`call 5 2022 2022-10-27 S/RES/2655(2022) "Colombia" row 5`, "vote 3 484 abstain", "vote 3 225 yes",
			"left: vote of a state that was no member of the United Nations"}},
	{"votes of 2025", "unga-votes-2025",
		file(unga2025File, "token,Title,Council,Resolution,Date,TOTAL VOTES,tags,RUS,USA,YEM\n7,x,Security Council,S/RES/1,2025-01-15,15,x,YES,YES,\n8,Human rights and unilateral coercive measures : resolution,General Assembly,A/RES/80/1,2025-12-18,3,x,YES,NO,\n9,The path to peace,General Assembly,A/RES/ES-11/8,2025-02-24,3,x,ABSTAIN,YES,YES\n"),
		[]string{"left: roll call of the Security Council",
			`call 8 80 2025-12-18 A/RES/80/1 "human rights and unilateral coercive measures" row 2`, "vote 0 365 yes", "vote 0 2 no",
			`call 9 ES-11 2025-02-24 A/RES/ES-11/8 "" row 3`, "vote 1 365 abstain", "vote 1 2 yes", "vote 1 679 yes"}},
	{"names that became question marks", "gacc-2024",
		with(file(gaccFile, "region_raw,trade_total_month,trade_total_cum,exports_month,exports_cum,imports_month,imports_cum,month\n??,1,9,1,5,1,4,11\n??,1,10,1,6,1,4,12\n????,1,3,1,2,1,1,12\n???,1,7,1,3,1,4,12\n"),
			gaccNames, "chinese_raw,english_name\n总值,Total value\n孟加拉国,Bangladesh\n俄罗斯,Russia\n梵蒂冈城国,Vatican City\n"),
		[]string{"left: partner that is a region, a bloc or no state or territory comity knows",
			"trade.turnover.rmb 710 771 2024 30000 row 3", "flow.rmb 710 771 2024 20000 row 3", "flow.rmb 771 710 2024 10000 row 3",
			"trade.turnover.rmb 365 710 2024 70000 row 4", "flow.rmb 710 365 2024 30000 row 4", "flow.rmb 365 710 2024 40000 row 4"}},
}

func TestReadings(t *testing.T) {
	for _, c := range readings {
		s, ok := Lookup(c.source)
		if !ok {
			t.Fatalf("no source %s", c.source)
		}
		var k taken
		if err := s.Read(c.files, &k); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if !slices.Equal(k.lines, c.want) {
			t.Errorf("%s: read\n%s\nwant\n%s", c.name, strings.Join(k.lines, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// Every reader refuses a missing file, an empty one, one cut off and one of other columns, and says which file it was.
func TestBadFilesAreRefused(t *testing.T) {
	for _, s := range All() {
		c := s.Card()
		for _, bad := range []string{"", "a,b\n1,2\n", "RDX3\nX\n\x00\x00", "\x1f\x8b\x08"} {
			files := fstest.MapFS{}
			for _, f := range c.Files {
				files[f.Name] = &fstest.MapFile{Data: []byte(bad)}
			}
			if err := s.Read(files, &taken{}); err == nil || !strings.Contains(err.Error(), "/") {
				t.Errorf("%s of %q: %v", c.ID, bad, err)
			}
		}
		if err := s.Read(fstest.MapFS{}, &taken{}); err == nil {
			t.Errorf("%s of no files: taken", c.ID)
		}
	}
}

func TestSeats(t *testing.T) {
	day := comity.DayOf
	cases := []struct {
		s    comity.State
		on   comity.Day
		want comity.State
	}{
		{710, day(1971, 10, 24), 713}, {713, day(1971, 10, 24), 713}, {713, day(1971, 10, 25), 710}, {710, day(2020, 1, 1), 710},
		{678, day(1990, 12, 6), 679}, {679, day(1980, 1, 1), 678}, {255, day(1980, 1, 1), 260}, {260, day(1990, 10, 3), 255},
		{342, day(2017, 1, 1), 343}, {345, day(1950, 1, 1), 345}, {365, day(1950, 1, 1), 365},
	}
	for _, c := range cases {
		if got := seat(c.s, c.on); got != c.want {
			t.Errorf("seat(%d, %s) = %d, want %d", c.s, c.on, got, c.want)
		}
	}
	if !sits(652, day(1961, 10, 2)) || sits(652, day(1960, 10, 2)) {
		t.Error("Syria sat again from 1961-10-13; the month counts, not the day")
	}
}
