package groups

// Every line that claims to be seen is held against the row it names, where the shared data lie beside the project.

import (
	"archive/tar"
	"cmp"
	"compress/gzip"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

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
		"maoz_powers":     powersWitness(t),
		"document":        documentWitness,
		"migo":            yearlyWitness(t, "MIGO"),
		"iigo":            yearlyWitness(t, "IIGO"),
		"untreaties":      depositWitness(t),
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
		if since := cmp.Or(r["Member-Since"], r["Date"]); m.DayBasis == comity.Seen && since != m.Start.String() {
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

// yearlyWitness reads the lists of informal and missed organisations in manyios, a state and an organisation a row. The note
// names the organisation and, where the list goes by years, the year.
func yearlyWitness(t *testing.T, list string) witness {
	frame := rFrame(t, "igo/manyios_memberships_MIGO_IIGO.rda", "memberships", list)
	state, igo := column(t, frame, "stateID"), column(t, frame, "igoID")
	return func(m Membership) string {
		i, at := int(m.Ref.Row)-1, first(m)
		code, _ := state.Text(i)
		id, _ := igo.Text(i)
		if !same(m, code) || id != at[0] {
			return "a row of " + code + " in " + id
		}
		if list == "IIGO" {
			if !touches(m, 2017) {
				return "the list is of 2017"
			}
			return ""
		}
		year, _ := column(t, frame, "Year").Text(i)
		status, _ := column(t, frame, "membership").Text(i)
		if n, _ := strconv.Atoi(year); year != at[1] || !touches(m, n) || status != "1" {
			return "a row of " + year + " with status " + status
		}
		return ""
	}
}

// inForceAfter says how the treaties in the UN's list of status bind a state after its deposit: days, or (negative) the first
// day of the month so many months later; and the day the treaty itself came into force.
var inForceAfter = map[string]struct {
	after int
	since string
}{
	"21-6.csv": {30, "1994-11-16"}, // UNCLOS, article 308
	"26-4.csv": {0, "1996-09-24"},  // CTBT: not in force, counted from the deposit
	"26-5.csv": {-6, "1999-03-01"}, // Anti-Personnel Mine Ban Convention, article 17
	"26-6.csv": {-6, "2010-08-01"}, // Convention on Cluster Munitions, article 17
	"26-8.csv": {90, "2014-12-24"}, // Arms Trade Treaty, article 22
	"26-2.csv": {-6, "1983-12-02"}, // Convention on Certain Conventional Weapons, article 5, by months
	"5-2.csv":  {90, "1954-04-22"}, // Convention relating to the Status of Refugees, article 43
}

// depositWitness reads the day of deposit in the UN's list and counts from it.
func depositWitness(t *testing.T) witness {
	files := archived(t, "treaties/untreaties_2015.tar.gz")
	return func(m Membership) string {
		at := first(m)
		rows := files[at[0]]
		rule, known := inForceAfter[at[0]]
		if !known || int(m.Ref.Row) >= len(rows) {
			return "no such file or row"
		}
		row := rows[m.Ref.Row]
		text := strings.Join(strings.Fields(row[len(row)-1])[:3], " ")
		on, err := time.Parse("2 Jan 2006", text)
		if err != nil || on.Format(time.DateOnly) != at[2] {
			return row[0] + " deposited on " + text
		}
		from := on.AddDate(0, 0, rule.after)
		if rule.after < 0 {
			from = time.Date(on.Year(), on.Month()-time.Month(rule.after), 1, 0, 0, 0, 0, time.UTC)
		}
		if day := max(from.Format(time.DateOnly), rule.since); m.DayBasis == comity.Seen && m.Start.String() != day {
			return row[0] + " is bound from " + day
		}
		if found := states.Find(strings.TrimRight(row[0], " 0123456789,")); len(found) == 0 {
			return row[0] + " is no state comity knows by that name"
		}
		return ""
	}
}

// archived reads every CSV of a packed archive, by its name.
func archived(t *testing.T, path string) map[string][][]string {
	t.Helper()
	f, err := os.Open(filepath.Join(shared, path))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][][]string{}
	for a := tar.NewReader(z); ; {
		h, err := a.Next()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(h.Name, ".csv") {
			continue
		}
		r := csv.NewReader(a)
		r.FieldsPerRecord, r.LazyQuotes = -1, true
		if rows, err := r.ReadAll(); err == nil {
			out[filepath.Base(h.Name)] = rows
		}
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

func powersWitness(t *testing.T) witness {
	rows := rowsOf(t, "rda_as_csv/maoz_powers.csv.gz")
	return func(m Membership) string {
		r := rows[m.Ref.Row]
		kind := map[string]string{"maoz-global": "glob", "maoz-regional": "reg"}[m.Group]
		if r["ccode"] != strconv.Itoa(int(m.State)) || r[kind+"stdate"] != m.Start.String() || m.End.Known() && r[kind+"enddate"] != m.End.String() {
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
