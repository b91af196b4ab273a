package states

// This file holds comity's codes against three panels made by others, state by state and year by year: countrycode's and
// isard's two. Every difference is listed with its reason in testdata/code_differences.tsv; a difference that is not listed
// fails, and so does one that is listed and is none any more. `go test ./states -run CodesAgree -list-differences FILE`
// writes the differences found, for the list.

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"comity"
	"comity/format/rda"
)

var listDifferences = flag.String("list-differences", "", "write the differences found to `FILE`")

// difference is one cell, or a run of years of one: an oracle says one code and comity another.
type difference struct{ oracle, row, scheme, theirs, ours string }

func (d difference) String() string {
	return strings.Join([]string{d.oracle, d.row, d.scheme, d.theirs, d.ours}, "\t")
}

// panelColumns are the columns of the countrycode panel, and the scheme of each.
var panelColumns = map[string]Scheme{
	"cown": SchemeCOW, "cowc": SchemeCOWLetters, "gwn": SchemeGW, "gwc": SchemeGWLetters, "iso2c": SchemeISO2, "iso3c": SchemeISO3, "iso3n": SchemeISON,
	"un": SchemeM49, "wb": SchemeWorldBank, "wb_api3c": SchemeWorldBank, "imf": SchemeIMF, "fips": SchemeFIPS, "vdem": SchemeVDem,
	"p4n": SchemePolity, "p4c": SchemePolityLetters, "p5n": SchemePolity, "p5c": SchemePolityLetters,
}

func TestCodesAgree(t *testing.T) {
	found := map[difference][]int{}
	cells := countrycodePanel(t, found) + isardPanel(t, "cw_gw_panel", found) + isardPanel(t, "gw_cw_panel", found)
	listed := listedDifferences(t)
	runs := map[string]bool{}
	different := 0
	for _, line := range wholesale(listed, found) {
		runs[line] = true
	}
	for d, years := range found {
		different += len(years)
		for _, run := range yearRuns(years) {
			runs[d.String()+"\t"+run] = true
		}
	}
	t.Logf("%d cells compared, %d differ, in %d runs of years", cells, different, len(runs))
	if *listDifferences != "" {
		text := strings.Join(slices.Sorted(maps.Keys(runs)), "\n") + "\n"
		if err := os.WriteFile(*listDifferences, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, run := range slices.Sorted(maps.Keys(runs)) {
		if !listed[run] {
			t.Errorf("not listed: %s", run)
		}
	}
	for _, run := range slices.Sorted(maps.Keys(listed)) {
		if !runs[run] {
			t.Errorf("listed, and no difference any more: %s", run)
		}
	}
}

// wholesale takes out the differences that a line lists for every row ("*") of a scheme: years in which the oracle has no code
// at all. It gives the lines that took something out.
func wholesale(listed map[string]bool, found map[difference][]int) []string {
	var used []string
	for line := range listed {
		f := strings.Split(line, "\t")
		if f[1] != "*" {
			continue
		}
		n := 0
		for d, years := range found {
			if d.oracle != f[0] || d.scheme != f[2] || d.theirs != f[3] {
				continue
			}
			left := slices.DeleteFunc(years, func(y int) bool { return number(f[5]) <= y && y <= number(f[6]) })
			n += len(years) - len(left)
			found[d] = left
		}
		if n > 0 {
			used = append(used, line)
		}
	}
	return used
}

// listedDifferences reads the list; every line has a reason that its head explains.
func listedDifferences(t *testing.T) map[string]bool {
	t.Helper()
	data, err := os.ReadFile(filepath.FromSlash("testdata/code_differences.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	reasons := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		if name, why, ok := strings.Cut(strings.TrimPrefix(line, "# reason "), ": "); ok && strings.HasPrefix(line, "# reason ") && len(why) > 20 {
			reasons[name] = true
		}
	}
	out := map[string]bool{}
	for _, f := range rows("testdata/code_differences.tsv", string(data)) {
		if !reasons[f[7]] {
			t.Errorf("%v: the reason %q is not explained in the head of the file", f, f[7])
		}
		out[strings.Join(f[:7], "\t")] = true
	}
	return out
}

// yearRuns writes years as runs: "1816\t1860".
func yearRuns(years []int) []string {
	slices.Sort(years)
	var out []string
	for i := 0; i < len(years); {
		j := i
		for j+1 < len(years) && years[j+1] <= years[j]+1 {
			j++
		}
		out = append(out, fmt.Sprintf("%d\t%d", years[i], years[j]))
		i = j + 1
	}
	return out
}

// panelRow is a row of the countrycode panel.
type panelRow struct {
	name  string
	year  int
	codes map[string]string

	numbered []comity.State // those its numbers name in its year
}

// countrycodePanel holds every cell of the panel's columns against ours, and counts them.
func countrycodePanel(t *testing.T, found map[difference][]int) int {
	t.Helper()
	byName := map[string][]*panelRow{}
	for _, r := range readPanel(t) {
		r.numbered = namedIn(r.codes["cown"], SchemeCOW, r.year)
		if len(r.numbered) == 0 {
			r.numbered = namedIn(r.codes["gwn"], SchemeGW, r.year)
		}
		byName[r.name] = append(byName[r.name], r)
	}
	n := 0
	for name, list := range byName {
		for _, r := range list {
			keys := keysOfRow(r, list)
			for column, scheme := range panelColumns {
				n++
				compare(found, difference{oracle: "countrycode", row: name, scheme: column, theirs: r.codes[column]}, r.year, codesIn(keys, scheme, r.year))
			}
		}
	}
	return n
}

// compare notes a difference where comity has codes and none of them is theirs, or the one has a code and the other none.
func compare(found map[difference][]int, d difference, year int, ours []string) {
	if d.theirs == "" && len(ours) == 0 || slices.Contains(ours, d.theirs) {
		return
	}
	d.theirs, d.ours = cmp.Or(d.theirs, "-"), cmp.Or(strings.Join(ours, "/"), "-")
	found[d] = append(found[d], year)
}

// keysOfRow gives the states a row is of: those its COW or Gleditsch-Ward number names in the year; else that of its ISO
// letters; else those of the nearest year of the same name that has a number; else what its name says.
func keysOfRow(r *panelRow, same []*panelRow) []comity.State {
	if len(r.numbered) > 0 {
		return r.numbered
	}
	if keys := Codes(r.codes["iso3c"], SchemeISO3, comity.DayOf(r.year, 12, 31)); len(keys) > 0 {
		return keys
	}
	var best []comity.State
	far := 1 << 30
	for _, o := range same {
		if away := max(o.year-r.year, r.year-o.year); len(o.numbered) > 0 && away < far {
			best, far = o.numbered, away
		}
	}
	if best == nil {
		s, warnings, err := Parse(r.name, comity.COW, comity.NoDay)
		if taken := slices.ContainsFunc(warnings, func(w Warning) bool { return w.Kind == "taken" }); err == nil && !taken {
			best = []comity.State{s}
		}
	}
	return best
}

func namedIn(code string, scheme Scheme, year int) []comity.State {
	var out []comity.State
	for _, c := range Named(code, scheme) {
		if c.Span.Overlaps(comity.YearSpan(year)) && !slices.Contains(out, c.State) {
			out = append(out, c.State)
		}
	}
	return out
}

func codesIn(keys []comity.State, scheme Scheme, year int) []string {
	var out []string
	during := comity.YearSpan(year)
	for _, k := range keys {
		for _, c := range CodesOf(k, scheme) {
			code := c.Code
			if scheme == SchemeISON || scheme == SchemeM49 {
				code = strings.TrimLeft(code, "0")
			}
			if c.Written() && c.Span.Overlaps(during) && !slices.Contains(out, code) {
				out = append(out, code)
			}
		}
	}
	slices.Sort(out)
	return out
}

func readPanel(t *testing.T) []*panelRow {
	t.Helper()
	path := filepath.FromSlash("../../shared/data/states/countrycode_codelist_panel.rda")
	if _, err := os.Stat(path); err != nil {
		t.Skip("no ../shared/data beside the project")
	}
	objects, err := rda.ReadFile(path, rda.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	v, err := rda.Find(objects, "codelist_panel")
	if err != nil {
		t.Fatal(err)
	}
	f, err := v.Frame()
	if err != nil {
		t.Fatal(err)
	}
	out := make([]*panelRow, f.Rows())
	for i := range out {
		out[i] = &panelRow{codes: make(map[string]string, len(panelColumns))}
	}
	for name := range panelColumns {
		c, err := f.Column(name)
		if err != nil {
			t.Fatal(err)
		}
		for i := range out {
			out[i].codes[name] = cell(c, i)
		}
	}
	names, err := f.Column("country.name.en")
	if err != nil {
		t.Fatal(err)
	}
	years, err := f.Column("year")
	if err != nil {
		t.Fatal(err)
	}
	for i := range out {
		out[i].name = cell(names, i)
		out[i].year = number(cell(years, i))
	}
	return out
}

// cell writes a cell as text; NA is empty.
func cell(c *rda.Column, i int) string {
	if s, ok := c.Text(i); ok {
		return s
	}
	if x, ok := c.Float(i); ok {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return ""
}

// isardPanel holds a crosswalk of isard against ours in every year, from each number to the other; a number that stands alone
// must lead to none.
func isardPanel(t *testing.T, table string, found map[difference][]int) int {
	t.Helper()
	columns := []string{"ccode", "gwcode"}
	schemes := []Scheme{SchemeCOW, SchemeGW}
	n := 0
	for _, r := range shared(t, "data/isard/"+table+".csv.gz") {
		year := atoi(t, r["year"])
		for i, from := range columns {
			to := columns[1-i]
			if r[from] == "" {
				continue
			}
			n++
			d := difference{oracle: "isard " + table, row: from + " " + r[from] + " " + cmp.Or(r["cw_name"], r["gw_name"]), scheme: to, theirs: r[to]}
			compare(found, d, year, codesIn(namedIn(r[from], schemes[i], year), schemes[1-i], year))
		}
	}
	return n
}

// Every state-year of the data sets whose codes comity carries has a state: none of their rows is lost for want of one.
func TestDataSetsCoded(t *testing.T) {
	for _, f := range []struct {
		path, code, year string
		scheme           Scheme
	}{
		{"regime/polity5_v2018.csv", "ccode", "year", SchemePolity},
		{"regime/polity5_v2018.csv", "scode", "year", SchemePolityLetters},
		{"regime/vdem_v15_1960_2024_extract.csv", "country_id", "year", SchemeVDem},
		{"conflict/ucdp_organizedviolencecy_v25_1.csv", "country_id_cy", "year_cy", SchemeUCDP},
		{"rda_as_csv/ucdp_onsets.csv.gz", "gwcode", "year", SchemeGW},
	} {
		n := 0
		lost := map[string][]int{}
		for _, r := range shared(t, "data/"+f.path) {
			if r[f.code] == "" || r[f.code] == "NA" {
				continue
			}
			n++
			year := atoi(t, r[f.year])
			if len(namedIn(r[f.code], f.scheme, year)) == 0 {
				lost[r[f.code]] = append(lost[r[f.code]], year)
			}
		}
		for code, years := range lost {
			t.Errorf("%s: %s %s names nobody in %v", f.path, f.scheme, code, yearRuns(years))
		}
		t.Logf("%s: %d rows", f.path, n)
	}
}
