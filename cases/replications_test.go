package cases

// Runs the commands of docs/REPLICATIONS.md, and holds the figures of its tables against what they find. They need the files of the
// sources, which are no part of the project; where those are absent the test says so and skips.

import (
	"encoding/json"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"comity/internal/cli"
	"comity/report"
)

const replications = "../docs/REPLICATIONS.md"

func TestReplications(t *testing.T) {
	if testing.Short() {
		t.Skip("fitting models to whole panels takes long")
	}
	if ok, _ := condition("mirror"); !ok {
		t.Skip("the files of the sources are not at hand")
	}
	data, err := os.ReadFile(replications)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	table, err := os.ReadFile(filepath.Join(mirror, "checks", "TradeWithoutBorder.dta"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "TradeWithoutBorder.dta"), table, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("COMITY_HOME", filepath.Join(folder, "store"))
	commands := shellCommands(string(data))
	if len(commands) != 7 {
		t.Fatalf("%s has %d commands, want 7", replications, len(commands))
	}
	from, err := filepath.Abs(mirror)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(folder)
	for _, c := range commands {
		args := words(strings.TrimPrefix(c, "comity "))
		if args[0] == "pull" {
			args = append(args, "--mirror", from)
		}
		var errs strings.Builder
		if status := cli.Run(args, nil, io.Discard, &errs); status != cli.OK {
			t.Fatalf("%s\nstatus %d: %s", c, status, &errs)
		}
	}
	held := 0
	for _, table := range replicationTables(string(data)) {
		held += table.hold(t)
	}
	if held < 70 {
		t.Errorf("only %d figures were held: the tables have changed their shape", held)
	}
}

// shellCommands are the commands in the fences marked sh, lines that end with a backslash joined.
func shellCommands(page string) (out []string) {
	for _, fence := range regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(page, -1) {
		for _, line := range strings.Split(strings.ReplaceAll(fence[1], "\\\n", " "), "\n") {
			if strings.HasPrefix(line, "comity ") {
				out = append(out, line)
			}
		}
	}
	return out
}

// replicationTable is a table of the page: the file its figures are in, the kinds of errors of its columns, its rows.
type replicationTable struct {
	file  string
	kinds []string
	rows  [][]string
}

// replicationTables finds the tables under a mark such as <!-- bremer.json iid dyadic -->.
func replicationTables(page string) (out []replicationTable) {
	for _, m := range regexp.MustCompile(`(?m)^<!-- (\S+\.json)((?: \w+)+) -->\n((?:\|.*\n)+)`).FindAllStringSubmatch(page, -1) {
		t := replicationTable{file: m[1], kinds: strings.Fields(m[2])}
		for _, line := range strings.Split(strings.TrimSpace(m[3]), "\n")[2:] {
			var cells []string
			for _, c := range strings.Split(strings.Trim(line, "|"), "|") {
				cells = append(cells, strings.TrimSpace(c))
			}
			t.rows = append(t.rows, cells)
		}
		out = append(out, t)
	}
	return out
}

// hold compares a table with what was found, and gives how many figures were.
func (r replicationTable) hold(t *testing.T) (held int) {
	t.Helper()
	data, err := os.ReadFile(r.file)
	if err != nil {
		t.Fatal(err)
	}
	var m report.Model
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	for _, row := range r.rows {
		found, errors := r.found(t, m, row[0])
		shows(t, r.file+" "+row[0], row[2], found)
		for i, e := range errors {
			shows(t, r.file+" "+row[0]+" s.e. "+r.kinds[i], row[3+i], e)
		}
		held += 1 + len(errors)
		if row[1] != "" {
			nearPublished(t, row, found)
		}
	}
	return held
}

// found gives the figure of a row and its errors.
func (r replicationTable) found(t *testing.T, m report.Model, name string) (x float64, errors []float64) {
	t.Helper()
	switch name {
	case "rows":
		return float64(m.N), nil
	case "events":
		return float64(*m.Events), nil
	case "log-likelihood":
		return *m.LogLik, nil
	}
	for i, term := range m.Terms {
		if term.Name != name {
			continue
		}
		for _, kind := range r.kinds {
			for _, e := range m.Errors {
				if e.Kind == kind || kind == "pair" && strings.HasPrefix(e.By, "pair of ") {
					errors = append(errors, e.SE[i])
				}
			}
		}
		if len(errors) != len(r.kinds) {
			t.Fatalf("%s lacks some of the errors %v", r.file, r.kinds)
		}
		return term.Estimate, errors
	}
	t.Fatalf("%s has no term %s", r.file, name)
	return 0, nil
}

// shows says that a figure rounds to what is shown.
func shows(t *testing.T, what, shown string, x float64) {
	t.Helper()
	want, err := strconv.ParseFloat(strings.ReplaceAll(shown, ",", ""), 64)
	if err != nil {
		t.Errorf("%s: %v", what, err)
		return
	}
	mantissa, power, _ := strings.Cut(shown, "e")
	_, decimals, _ := strings.Cut(mantissa, ".")
	exponent, _ := strconv.Atoi(power)
	if half := .5 * math.Pow(10, float64(exponent-len(decimals))); math.Abs(x-want) > half*1.0001 {
		t.Errorf("%s: %v, and %s shows %s", what, x, replications, shown)
	}
}

// nearPublished says that a figure is within one standard error of the published one, or within 0.05 where none is printed; a number of
// rows within a thousandth.
func nearPublished(t *testing.T, row []string, x float64) {
	t.Helper()
	m := regexp.MustCompile(`^(-?[\d.,]+)(?: \(([\d.]+)\))?$`).FindStringSubmatch(row[1])
	if m == nil {
		t.Errorf("%q is no published figure", row[1])
		return
	}
	want, _ := strconv.ParseFloat(strings.ReplaceAll(m[1], ",", ""), 64)
	room := .05
	if se, err := strconv.ParseFloat(m[2], 64); err == nil && se > 0 {
		room = se
	}
	if row[0] == "rows" {
		room = want / 1000
	}
	if math.Abs(x-want) > room {
		t.Errorf("%s: %v, published %s", row[0], x, row[1])
	}
}
