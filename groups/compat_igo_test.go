package groups

// Every organisation that COW IGO 3.0 has too is compared with it, state-year by state-year, where the shared data lie beside the
// project. A difference must follow a rule (a predecessor, a year COW leaves blank, a date off by a year or two) or stand
// in testdata/igo_differences.tsv with its reason; docs/COMPAT-IGO.md lists them all.

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"comity"
	"comity/states"
)

var update = flag.Bool("update", false, "write docs/COMPAT-IGO.md")

const compatPage = "../docs/COMPAT-IGO.md"

// block is a run of years in which one side has the state as a member and the other has not.
type block struct {
	group  string
	state  comity.State
	side   string // cow: COW has it and comity has not; ours: the other way round
	from   int
	to     int
	blank  bool // COW has a missing code in the run
	edge   bool // the run touches a year in which both agree
	why    string
	status int // COW's code at the start of the run: 0 none, 2 associate, 3 observer, -1 no such organisation or state then
}

// key names a block in testdata/igo_differences.tsv.
func (b block) key() string {
	return fmt.Sprintf("%s\t%s\t%s\t%d\t%d", b.group, idIn(b.state, b.from), b.side, b.from, b.to)
}

func idIn(s comity.State, year int) string { return states.ID(s, comity.DayOf(year, 12, 31)) }

// igoFrame is the state-year table of COW IGO by column.
type igoFrame struct {
	state, year []int
	value       func(column string, row int) int
}

func readIGO(t *testing.T) igoFrame {
	frame := rFrame(t, "igo/igor_state_year_format3.rda", "state_year_format3", "")
	whole := func(name string) []int {
		c, out := column(t, frame, name), make([]int, frame.Rows())
		for i := range out {
			v, _ := c.Float(i)
			out[i] = int(v)
		}
		return out
	}
	columns := map[string][]int{}
	value := func(name string, row int) int {
		if columns[name] == nil {
			columns[name] = whole(name)
		}
		return columns[name][row]
	}
	return igoFrame{whole("ccode"), whole("year"), value}
}

// igoStatus is COW's code of a state-year in the columns of a group: a member in any is one.
func (f igoFrame) igoStatus(columns []string, row int) int {
	best := -1
	for _, c := range columns {
		v := f.value(c, row)
		if v == 1 {
			return 1
		}
		if v == -9 || v > best && best != -9 {
			best = v
		}
	}
	return best
}

// inYear says whether a state was a member by our table on some day of the year, as finely as the dates are known.
func inYear(spells []Membership, year int) bool {
	for _, m := range spells {
		from := m.Span.From.Year()
		if m.Start.Known() {
			from = m.Start.Year()
		}
		if MemberLike(m.Role) && from <= year && (!m.End.Known() || year <= m.End.Year()) {
			return true
		}
	}
	return false
}

// tally counts the state-years of one organisation.
type tally struct{ both, cow, ours int }

// compare gives the blocks in which a group and COW's columns of it differ.
func (f igoFrame) compare(g Group) ([]block, tally) {
	var out []block
	var n tally
	var spells []Membership
	last := "none" // what the year before was: both, cow, ours or none
	for row, year := range f.year {
		s := comity.State(f.state[row])
		fresh := row == 0 || f.state[row-1] != f.state[row] || f.year[row-1] != year-1
		if row == 0 || f.state[row-1] != f.state[row] {
			spells = History(g.ID, s)
		}
		status, ours := f.igoStatus(g.COWIGO, row), inYear(spells, year)
		side := map[[2]bool]string{{true, true}: "both", {true, false}: "cow", {false, true}: "ours", {false, false}: "none"}[[2]bool{status == 1, ours}]
		switch side {
		case "both":
			n.both++
			if k := len(out) - 1; !fresh && k >= 0 && out[k].state == s && out[k].to == year-1 {
				out[k].edge = true
			}
		case "cow", "ours":
			if side == "cow" {
				n.cow++
			} else {
				n.ours++
			}
			if fresh || last != side {
				out = append(out, block{group: g.ID, state: s, side: side, from: year, status: status, edge: !fresh && last == "both"})
			}
			b := &out[len(out)-1]
			b.to, b.blank = year, b.blank || status == -9
		}
		last = side
	}
	return out, n
}

// rule gives the reason of a block that follows one.
func (b block) rule(g Group) string {
	span := b.to - b.from + 1
	switch {
	case b.blank:
		return "COW has no figure for the years"
	case b.side == "cow" && g.Founded.Known() && b.to < g.Founded.Year():
		return "COW begins the organisation with a forerunner or the signature"
	case b.side == "cow" && g.Dissolved.Known() && b.from > g.Dissolved.Year():
		return "COW goes on after the end"
	case b.side == "ours" && (b.status == 2 || b.status == 3):
		return "an associate or observer with COW"
	case b.edge && span <= 2:
		return "the year of a date: COW counts from or to another act, or the year in part"
	}
	return ""
}

// declared reads the differences listed with their reasons.
func declared(t *testing.T) map[string]string {
	t.Helper()
	raw, err := os.ReadFile("testdata/igo_differences.tsv")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for line := range strings.SplitSeq(strings.TrimSpace(string(raw)), "\n") {
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "group\t") {
			continue
		}
		at := strings.LastIndex(line, "\t")
		if strings.Count(line, "\t") != 5 || line[at+1:] == "" {
			t.Fatalf("testdata/igo_differences.tsv: want group, state, side, from, to, reason: %q", line)
		}
		out[line[:at]] = line[at+1:]
	}
	return out
}

func TestCompatIGO(t *testing.T) {
	if _, err := os.Stat(shared); err != nil {
		t.Skip("the shared data are not beside the project: ", err)
	}
	f, listed, used := readIGO(t), declared(t), map[string]bool{}
	reasons, tallies := map[string][]block{}, map[string]tally{}
	var own []block
	for _, g := range All() {
		if g.COWIGO == nil {
			continue
		}
		blocks, n := f.compare(g)
		tallies[g.ID] = n
		for _, b := range blocks {
			if why, ok := listed[b.key()]; ok {
				used[b.key()], b.why = true, why
				own = append(own, b)
				continue
			}
			why := b.rule(g)
			if why == "" {
				t.Errorf("not listed: %s (COW's code %d)", b.key(), b.status)
				continue
			}
			reasons[why] = append(reasons[why], b)
		}
	}
	for k := range listed {
		if !used[k] {
			t.Errorf("testdata/igo_differences.tsv lists a difference there is not: %s", k)
		}
	}
	page := compatText(tallies, reasons, own)
	if *update {
		if err := os.WriteFile(compatPage, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if have, _ := os.ReadFile(compatPage); string(have) != page {
		t.Error("docs/COMPAT-IGO.md does not follow the tables: run go test ./groups -run CompatIGO -update, and read the difference")
	}
}

// compatText lays the comparison out.
func compatText(tallies map[string]tally, reasons map[string][]block, own []block) string {
	var b strings.Builder
	var sum tally
	for _, n := range tallies {
		sum = tally{sum.both + n.both, sum.cow + n.cow, sum.ours + n.ours}
	}
	fmt.Fprintf(&b, `# Our rosters beside COW IGO 3.0

%d groups of comity's table are organisations that the Correlates of War list of 1816–2014 has too (Pevehouse, Nordstrom, McManus
and Jamison 2020, read in igoR's state-year table). A state-year is a full member with COW, and a member on some day of the
year in ours. Both have %d state-years; %d are COW's alone, %d ours alone. Every one of those is listed below with the reason.
Written by %s; a difference that follows no rule and is not in
groups/testdata/igo_differences.tsv fails the test.

| group | COW's columns | both | COW alone | ours alone |
|---|---|---:|---:|---:|
`, len(tallies), sum.both, sum.cow, sum.ours, "`go test ./groups -run CompatIGO -update`")
	for _, id := range slices.Sorted(maps.Keys(tallies)) {
		g, _ := Get(id)
		n := tallies[id]
		fmt.Fprintf(&b, "| %s | %s | %d | %d | %d |\n", id, strings.Join(g.COWIGO, ", "), n.both, n.cow, n.ours)
	}
	for _, why := range slices.Sorted(maps.Keys(reasons)) {
		fmt.Fprintf(&b, "\n## %s%s\n\n| group | only in | years | states |\n|---|---|---|---|\n", strings.ToUpper(why[:1]), why[1:])
		for _, line := range gathered(reasons[why]) {
			b.WriteString(line + "\n")
		}
	}
	b.WriteString("\n## Each with a reason of its own\n\nWhere a gap or a slip is said to be in the file, COW's table by organisation and year has it too.\n\n" +
		"| group | only in | years | states | reason |\n|---|---|---|---|---|\n")
	for _, line := range gathered(own) {
		b.WriteString(line + "\n")
	}
	b.WriteString("\n## Groups COW has not\n\n" + missed() + "\n")
	return b.String()
}

// missed names our organisations that the COW list lacks, by id.
func missed() string {
	var ids []string
	for _, g := range All() {
		if g.Kind == "organisation" && g.COWIGO == nil {
			ids = append(ids, g.ID)
		}
	}
	return strings.Join(ids, ", ") + "."
}

// gathered writes blocks that differ in the state alone on one line.
func gathered(blocks []block) []string {
	slices.SortFunc(blocks, func(x, y block) int {
		return cmp.Or(strings.Compare(x.group, y.group), strings.Compare(x.side, y.side), cmp.Compare(x.from, y.from), cmp.Compare(x.to, y.to), strings.Compare(x.why, y.why),
			strings.Compare(idIn(x.state, x.from), idIn(y.state, y.from)))
	})
	var out []string
	for i := 0; i < len(blocks); {
		b, who := blocks[i], ""
		for ; i < len(blocks) && blocks[i].group == b.group && blocks[i].side == b.side && blocks[i].from == b.from && blocks[i].to == b.to && blocks[i].why == b.why; i++ {
			who += " " + idIn(blocks[i].state, b.from)
		}
		years := strconv.Itoa(b.from)
		if b.to > b.from {
			years += "–" + strconv.Itoa(b.to)
		}
		side := map[string]string{"cow": "COW", "ours": "ours"}[b.side]
		line := fmt.Sprintf("| %s | %s | %s |%s |", b.group, side, years, who)
		if b.why != "" {
			line += " " + b.why + " |"
		}
		out = append(out, line)
	}
	return out
}
