package groups

// Every line that claims to be seen is held against the row it names, where the shared data lie beside the project.

import (
	"compress/gzip"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"comity"
	"comity/format/rda"
	"comity/states"
)

const shared = "../../shared/data"

// witness looks at the row a line names and says what is wrong with it, or nothing.
type witness func(m Membership) string

func TestSeenRows(t *testing.T) {
	if _, err := os.Stat(shared); err != nil {
		t.Skip("the shared data are not beside the project: ", err)
	}
	witnesses := map[string]witness{
		"cow_igo":         igoWitness(t),
		"manytreaties":    treatyWitness(t),
		"atop":            atopWitness(t),
		"unsc_membership": councilWitness(t),
		"openclimatedata": rosterWitness(t),
		"wcg_groups":      seedWitness(t),
		"cow_majors":      majorsWitness(t),
		"document":        documentWitness,
	}
	count := map[string]int{}
	for _, name := range memberTables {
		for _, l := range lines(name, 10) {
			m := l.membership()
			if m.Ref.Basis != comity.Seen {
				count[m.Ref.Basis.String()]++
				if m.Ref.Source != "" || m.DayBasis == comity.Seen {
					t.Errorf("%s line %d: recalled, but names a source or a seen day", name, l.n)
				}
				continue
			}
			count["seen in "+m.Ref.Source]++
			w := witnesses[m.Ref.Source]
			if w == nil {
				t.Errorf("%s line %d: nobody checks source %q", name, l.n, m.Ref.Source)
				continue
			}
			if why := w(m); why != "" {
				t.Errorf("%s line %d: %s row %d: %s", name, l.n, m.Ref.Source, m.Ref.Row, why)
			}
		}
	}
	t.Logf("memberships by basis: %v", count)
}

// first gives the words of the note, which open with where to look.
func first(m Membership) []string { return strings.Fields(strings.ReplaceAll(m.Ref.Note, ";", " ")) }

// touches says whether a year touches the spell.
func touches(m Membership, year int) bool {
	if m.Start.Known() && year < m.Start.Year() || m.End.Known() && year > m.End.Year() {
		return false
	}
	return true
}

// same says whether an alpha-3 code names the member, today or when the spell began.
func same(m Membership, code string) bool {
	now, _ := states.FromID(code)
	then, _ := states.FromIDOn(code, m.Span.From)
	return m.State == now || m.State == then
}

func igoWitness(t *testing.T) witness {
	frame := rFrame(t, "igo/igor_state_year_format3.rda", "state_year_format3", "")
	state, year := column(t, frame, "ccode"), column(t, frame, "year")
	want := map[string]float64{"founder": 1, "member": 1, "participant": 1, "associate": 2, "observer": 3}
	return func(m Membership) string {
		i, at := int(m.Ref.Row)-1, first(m)
		code, _ := state.Float(i)
		y, _ := year.Float(i)
		v, _ := column(t, frame, at[0]).Float(i)
		switch {
		case comity.State(code) != m.State:
			return "another state's row"
		case strconv.Itoa(int(y)) != at[1] || !touches(m, int(y)):
			return "another year"
		case v != want[m.Role]:
			return "the row does not show the role"
		}
		return ""
	}
}

func treatyWitness(t *testing.T) witness {
	frame := rFrame(t, "treaties/manytreaties_parties.rda", "parties", "GGO")
	state, treaty, force := column(t, frame, "stateID"), column(t, frame, "treatyID"), column(t, frame, "StateForce")
	return func(m Membership) string {
		i := int(m.Ref.Row) - 1
		code, _ := state.Text(i)
		id, _ := treaty.Text(i)
		if !same(m, code) && !(m.Group == "npt" && code == "YEM") {
			return "a row of " + code
		}
		if id != first(m)[0] {
			return "a row of " + id
		}
		day, _ := force.Text(i)
		if m.DayBasis == comity.Seen && day != m.Start.String() && m.Start.String() != "1990-10-03" && m.Start.String() != "1990-05-22" {
			return "in force on " + day
		}
		return ""
	}
}

func atopWitness(t *testing.T) witness {
	rows := rowsOf(t, "treaties/atop_member_level.csv")
	return func(m Membership) string {
		r := rows[m.Ref.Row]
		if r["atopid"] != first(m)[1] || r["member"] != strconv.Itoa(int(m.State)) {
			return "another treaty or state"
		}
		from, _ := strconv.Atoi(r["yrent"])
		to, _ := strconv.Atoi(r["yrexit"])
		if m.End.Known() && from > m.End.Year() || to > 0 && m.Start.Known() && to < m.Start.Year() {
			return "outside the spell"
		}
		return ""
	}
}

func councilWitness(t *testing.T) witness {
	rows := rowsOf(t, "unsc/unsc_membership_1946_2027.csv")
	return func(m Membership) string {
		r := rows[m.Ref.Row]
		year, _ := strconv.Atoi(r["year"])
		if !same(m, r["iso3"]) && !(m.Ref.Note == "Democratic Yemen" && r["iso3"] == "YEM") {
			return "a row of " + r["iso3"]
		}
		if !touches(m, year) && m.Role == "elected" || (r["permanent"] == "True") != (m.Role == "permanent") {
			return "another year or role"
		}
		return ""
	}
}

func rosterWitness(t *testing.T) witness {
	files := map[string][]map[string]string{}
	return func(m Membership) string {
		name := first(m)[0]
		if files[name] == nil {
			files[name] = rowsOf(t, "groups/openclimatedata/data/"+name)
		}
		r := files[name][m.Ref.Row]
		if !same(m, r["Code"]) {
			return "a row of " + r["Code"]
		}
		if since := r["Member-Since"]; m.DayBasis == comity.Seen && since != m.Start.String() {
			return "a member since " + since
		}
		return ""
	}
}

func seedWitness(t *testing.T) witness {
	rows := rowsOf(t, "groups/wcg_group_members_2026.csv")
	return func(m Membership) string {
		if r := rows[m.Ref.Row]; r["gid"] != first(m)[0] || !same(m, r["iso3"]) || m.End.Known() {
			return "a row of " + r["gid"] + " " + r["iso3"]
		}
		return ""
	}
}

// documentWitness asks only that a page read elsewhere is named by its address.
func documentWitness(m Membership) string {
	if host, path, ok := strings.Cut(first(m)[0], "/"); !ok || !strings.Contains(host, ".") || path == "" {
		return "no address of a page"
	}
	return ""
}

func majorsWitness(t *testing.T) witness {
	rows := rowsOf(t, "rda_as_csv/cow_majors.csv.gz")
	return func(m Membership) string {
		r := rows[m.Ref.Row]
		d, err := comity.ParseDate(strings.Join([]string{r["styear"], pad(r["stmonth"]), pad(r["stday"])}, "-"))
		if err != nil || d.Day != m.Span.From || r["ccode"] != strconv.Itoa(int(m.State)) {
			return "another state or day"
		}
		return ""
	}
}

func pad(s string) string { return strings.Repeat("0", 2-len(s)) + s }

func TestSeenRegions(t *testing.T) {
	if _, err := os.Stat(shared); err != nil {
		t.Skip("the shared data are not beside the project: ", err)
	}
	rows := rowsOf(t, "states/datasets_country-codes.csv")
	for _, p := range places() {
		if p.ref.Basis != comity.Seen {
			continue
		}
		r := rows[p.ref.Row]
		for i, col := range []string{"Region Code", "Sub-region Code"} {
			if r["ISO3166-1-Alpha-3"] != p.id || strings.TrimLeft(p.codes[i], "0") != strings.TrimSpace(r[col]) {
				t.Errorf("%s: %s is %q in the source, %v here", p.id, col, r[col], p.codes)
			}
		}
	}
}

// rFrame reads a data.frame of an .rda file: the object, or one item of it.
func rFrame(t *testing.T, path, object, item string) *rda.Frame {
	t.Helper()
	objects, err := rda.ReadFile(filepath.Join(shared, path), rda.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	v, err := rda.Find(objects, object)
	if err != nil {
		t.Fatal(err)
	}
	if item != "" {
		v = v.Item(item)
	}
	f, err := v.Frame()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func column(t *testing.T, f *rda.Frame, name string) *rda.Column {
	t.Helper()
	c, err := f.Column(name)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// rowsOf reads a CSV by column name; row 1 is the first below the header, row 0 is empty.
func rowsOf(t *testing.T, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(shared, path))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	r := csv.NewReader(in)
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := []map[string]string{{}}
	for _, rec := range all[1:] {
		row := map[string]string{}
		for i, v := range rec[:min(len(rec), len(all[0]))] {
			row[strings.TrimPrefix(all[0][i], "\ufeff")] = v
		}
		out = append(out, row)
	}
	return out
}
