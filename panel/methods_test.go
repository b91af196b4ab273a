package panel

// Keeps docs/METHODS.md true: every column and reading has its place, the catalogue is the code's, and the check values are
// computed again.

import (
	"flag"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"comity"
	"comity/column"
	"comity/record"
	"comity/states"
)

var update = flag.Bool("update", false, "write the catalogue of docs/METHODS.md anew")

const methodsPage, begin, end = "../docs/METHODS.md", "<!-- catalogue -->\n", "<!-- end of catalogue -->"

// catalogueTable is the catalogue as a table of the page.
func catalogueTable() string {
	var b strings.Builder
	b.WriteString("| column | what it is | of a | unit | formula | missing |\n|---|---|---|---|---|---|\n")
	cell := strings.NewReplacer("|", "\\|")
	for _, c := range column.All() {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s | %s | %s | %s |\n", c.Name, strings.ReplaceAll(c.Name, ".", ""), c.Title, c.Shape, c.Unit, cell.Replace(c.Formula), c.Missing)
	}
	return b.String()
}

func TestMethods(t *testing.T) {
	data, err := os.ReadFile(methodsPage)
	if err != nil {
		t.Fatal(err)
	}
	page := string(data)
	from, to := strings.Index(page, begin)+len(begin), strings.Index(page, end)
	if from < len(begin) || to < from {
		t.Fatalf("%s has no catalogue between its marks", methodsPage)
	}
	if want := catalogueTable(); page[from:to] != want {
		if !*update {
			t.Fatalf("the catalogue in %s is not the code's: run go test ./panel -run TestMethods -update", methodsPage)
		}
		page = page[:from] + want + page[to:]
		if err := os.WriteFile(methodsPage, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range column.All() {
		if !strings.Contains(page, "\n### "+c.Name+"\n") {
			t.Errorf("%s does not say how %s is computed", methodsPage, c.Name)
		}
	}
	for _, b := range books {
		if !strings.Contains(page, "`"+b.source+"`") {
			t.Errorf("%s does not name the book %s", methodsPage, b.source)
		}
	}
	for _, v := range variants() {
		for part := range strings.SplitSeq(v.String(), ", ") {
			if !strings.Contains(page, "`"+part+"`") {
				t.Errorf("%s does not explain the reading %q of agreement", methodsPage, part)
			}
		}
	}
}

// TestCheckValues computes the figures of the page's table again, to the digits shown.
func TestCheckValues(t *testing.T) {
	data, err := os.ReadFile(methodsPage)
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(data), "## Check values")
	e, n := core(t), map[string]int{}
	var wide *Engine
	if _, err := os.Stat(sharedData); err == nil {
		wide = built(t)
	}
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 6 || strings.HasPrefix(line, "|---") || strings.HasPrefix(line, "| column ") {
			continue
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		on := e
		if source := cells[3]; inCore(e, source) {
			n["core"]++
		} else if on = wide; on == nil {
			n["not here"]++
			continue
		}
		n["checked"]++
		checkValue(t, on, cells)
	}
	t.Log(n)
	if n["core"] < 15 {
		t.Errorf("only %d check values are of the core", n["core"])
	}
}

// inCore says whether a reading is of a source the core has, or of comity's own lists or votes.
func inCore(e *Engine, reading string) bool {
	return strings.HasPrefix(reading, "comity-") || byName()[reading] != variant{} || len(e.tables[reading]) > 0 && record.InCore(reading)
}

func checkValue(t *testing.T, e *Engine, cells []string) {
	t.Helper()
	year := num(t, cells[2])
	var who []comity.State
	for id := range strings.FieldsSeq(cells[1]) {
		s, ok := states.FromIDOn(id, comity.DayOf(year, 12, 31))
		if !ok {
			t.Fatalf("%v: no state %s", cells, id)
		}
		who = append(who, s)
	}
	for _, r := range e.Readings(cells[0], who) {
		if r.Source != cells[3] && r.Variant != cells[3] {
			continue
		}
		number, billions := strings.CutSuffix(cells[4], " bn")
		_, decimals, _ := strings.Cut(number, ".")
		unit := math.Pow(10, -float64(len(decimals)))
		want := float(t, number)
		if billions {
			want, unit = want*1e9, unit*1e9
		}
		got := e.Cell(cells[0], who, r, year)
		if unit = max(unit, 1e-9*want); got.Missing() != comity.Present || math.Abs(got.Value-want) > unit*.5001 {
			t.Errorf("%v: got %v%s", cells, got.Value, got.Missing().Letter())
		}
		return
	}
	t.Errorf("%v: no such reading", cells)
}
