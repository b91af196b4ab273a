package treaties

// The laws of clauses, of the life of a treaty by day, of succession, missions and recognition.

import (
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"comity"
	"comity/states"
)

func TestStatus(t *testing.T) {
	for _, x := range []struct {
		id, on string
		want   Stage
	}{
		{"inf-1987", "1987-12-07", NotYet}, {"inf-1987", "1988-05-31", SignedOnly}, {"inf-1987", "1988-06-01", Binding},
		{"inf-1987", "2019-03-01", Suspended}, {"inf-1987", "2019-08-03", Over},
		{"New START", "2010-12-31", SignedOnly}, {"New START", "2022-01-01", Binding}, {"New START", "2024-01-01", Suspended},
		{"tpp-2016", "2024-01-01", SignedOnly}, {"ctbt-1996", "2024-01-01", SignedOnly},
		{"chn-rus-2001", "2001-12-31", SignedOnly}, {"chn-rus-2001", "2024-01-01", Binding}, {"chn-sun-1950", "1981-01-01", Over},
	} {
		if got, err := Status(x.id, day(x.on)); err != nil || got != x.want {
			t.Errorf("Status(%s, %s) = %q, %v; want %q", x.id, x.on, got, err, x.want)
		}
	}
	if _, err := Status("no such treaty at all", 0); err == nil {
		t.Error("a treaty that is not there has a status")
	}
}

// A life runs forward: on every day after another the stage is the same or a later one, and Live agrees with it.
func TestStagesInOrder(t *testing.T) {
	at := map[Stage]int{}
	for i, s := range Stages() {
		at[s] = i
	}
	for _, x := range All() {
		last := 0
		for on := x.Signed.First() - 400; on < comity.DayOf(2025, 1, 1); on += 400 {
			s := x.StageOn(on)
			if at[s] < last {
				t.Errorf("%s: %s on %s after a later stage", x.ID, s, on)
			}
			last = at[s]
			if live := s == Binding || s == Suspended; live != x.Live(on) {
				t.Errorf("%s: %s on %s, but Live says %v", x.ID, s, on, x.Live(on))
			}
		}
	}
}

func TestSupersession(t *testing.T) {
	for _, x := range All() {
		if x.SupersededBy == "" {
			continue
		}
		by, err := Lookup(x.SupersededBy)
		if err != nil || by.ID != x.SupersededBy {
			t.Errorf("%s: superseded by %q, which is no id of the list", x.ID, x.SupersededBy)
			continue
		}
		if by.Signed.Last() < x.Signed.First() || by.ID == x.ID {
			t.Errorf("%s (%s) is superseded by the older %s (%s)", x.ID, x.Signed, by.ID, by.Signed)
		}
		if !strings.HasPrefix(x.EndedHow, "superseded") {
			t.Errorf("%s: superseded by %s, but ended %q", x.ID, by.ID, x.EndedHow)
		}
	}
}

func TestWithClause(t *testing.T) {
	list, err := WithClause("not-aimed-at-third-parties")
	if err != nil || !slices.Contains(ids(list), "chn-rus-2001") {
		t.Errorf("not-aimed-at-third-parties: %v, %v", ids(list), err)
	}
	list, err = WithClause("neutrality")
	if err != nil || !slices.Contains(ids(list), "berlin-1926") {
		t.Errorf("an obligation is asked for by its name: %v, %v", ids(list), err)
	}
	var unknown *UnknownClauseError
	if _, err = WithClause("bases"); !errors.As(err, &unknown) || !strings.Contains(err.Error(), "grants-bases") {
		t.Errorf("bases: %v, want an UnknownClauseError that offers grants-bases", err)
	}
	for _, bad := range []string{"", "none", "friendship"} {
		if _, err := WithClause(bad); err == nil {
			t.Errorf("%q is a clause", bad)
		}
	}
}

func TestClauseLaws(t *testing.T) {
	for _, x := range All() {
		for _, c := range x.Clauses {
			if c.Kind == "tacit-renewal" && !x.HasClause("term") {
				t.Errorf("%s is renewed tacitly, but has no term", x.ID)
			}
			if c.Kind == "indefinite" && x.HasClause("term") {
				t.Errorf("%s is of unlimited duration and has a term", x.ID)
			}
			if c.Kind == "not-aimed-at-third-parties" && x.HasClause("aimed-at") {
				t.Errorf("%s is aimed at somebody and at nobody", x.ID)
			}
			if c.Kind == "assistance-automatic" && x.HasClause("assistance-by-own-decision") {
				t.Errorf("%s has help due at once and by own decision", x.ID)
			}
			if strings.Contains(c.String(), "%") || c.String() == "" {
				t.Errorf("%s: %s reads %q", x.ID, c.Kind, c)
			}
		}
	}
}

// The vocabulary is closed, and the glossary explains every word of it.
func TestGlossaryHasEveryClause(t *testing.T) {
	page, err := os.ReadFile("../docs/GLOSSARY.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range ClauseKinds() {
		if !strings.Contains(string(page), "`"+k.ID+"`") {
			t.Errorf("docs/GLOSSARY.md does not explain the clause %s", k.ID)
		}
	}
}

// Clauses read in the census of alliances are its own figures: length in months, renewal tacit (2) or by agreement (1).
func TestSeenClauses(t *testing.T) {
	byID := map[string]map[string]string{}
	for _, c := range csvRows(t, "alliances/atop-member-level.csv") {
		if byID[c["atopid"]] == nil {
			byID[c["atopid"]] = c
		}
	}
	n := 0
	for _, x := range All() {
		for _, c := range x.Clauses {
			id, ok := strings.CutPrefix(c.Ref.Note, "atop:")
			if !ok {
				continue
			}
			n++
			row := byID[id]
			if !slices.Contains(x.Sources, "atop:"+id) || row == nil {
				t.Errorf("%s: %s is said to be read in alliance %s, which is not the treaty's", x.ID, c.Kind, id)
				continue
			}
			if !clauseAgrees(c, row) {
				t.Errorf("%s: %s, but the census has length %s, proren %s, renewlgt %s", x.ID, c, row["length"], row["proren"], row["renewlgt"])
			}
		}
	}
	t.Logf("%d clauses held against the census", n)
}

func clauseAgrees(c Clause, row map[string]string) bool {
	months := func(years string) float64 {
		v, _ := strconv.ParseFloat(years, 64)
		return v * 12
	}
	number := func(s string) float64 {
		v, _ := strconv.ParseFloat(s, 64)
		return v
	}
	near := func(a, b float64) bool { return a-b < 0.1 && b-a < 0.1 }
	switch c.Kind {
	case "term":
		return near(months(c.Value), number(row["length"]))
	case "tacit-renewal":
		return row["proren"] == "2" && near(months(c.Value), number(row["renewlgt"]))
	case "renewal-by-agreement":
		return row["proren"] == "1"
	}
	return false
}

func TestSuccession(t *testing.T) {
	for _, x := range []struct {
		id, on string
		s      comity.State
		kind   string
	}{
		{"npt-1968", "1990-01-01", rus, ""}, {"npt-1968", "2000-01-01", rus, "continues"}, {"chn-rus-2001", "2010-01-01", rus, ""},
		{"north-atlantic-1949", "1980-01-01", gfr, ""}, {"north-atlantic-1949", "2000-01-01", deu, "continues"},
		{"un-charter-1945", "2000-01-01", comity.State(316), ""}, {"genocide-1948", "2000-01-01", comity.State(344), "succeeds"},
		{"genocide-1948", "1991-01-01", comity.State(344), ""}, {"wto-1994", "2020-01-01", chn, ""},
	} {
		tr, err := Lookup(x.id)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := tr.RestsOn(x.s, day(x.on))
		if ok != (x.kind != "") || ok && got.Kind != x.kind {
			t.Errorf("%s binds %d on %s: %q, %v; want %q", x.id, x.s, x.on, got.Kind, ok, x.kind)
		}
	}
}

// A binding rests on succession only where the state is bound, and never before the succession; every line names a treaty of
// the list, and no state succeeds to itself under another key.
func TestSuccessionLaws(t *testing.T) {
	known := map[string]bool{"*": true}
	for _, x := range All() {
		known[x.ID] = true
	}
	seen := map[string]bool{}
	for _, s := range Successions() {
		if !known[s.Treaty] {
			t.Errorf("%s: no treaty of the list", s.Treaty)
		}
		k := s.Treaty + " " + s.PredecessorName + " " + strconv.Itoa(int(s.Successor)) + " " + s.Date.String()
		if seen[k] {
			t.Errorf("%s stands twice", k)
		}
		seen[k] = true
	}
	for _, x := range All() {
		for _, s := range SuccessionsTo(x) {
			if s.Date.First() < x.Signed.First() {
				t.Errorf("%s (%s): succession of %d on %s is older than the treaty", x.ID, x.Signed, s.Successor, s.Date)
			}
			if _, ok := x.RestsOn(s.Successor, s.Date.First()-1); ok && s.Treaty != "*" && s.Successor != s.Predecessor {
				t.Errorf("%s: %d is bound by succession the day before it succeeded", x.ID, s.Successor)
			}
		}
	}
}

// Rows of succession read in the UN depositary's list are marked d there, on that day, for that state.
func TestSeenSuccessions(t *testing.T) {
	rows := untcRows(t)
	n := 0
	for _, s := range Successions() {
		id, row, ok := strings.Cut(strings.TrimPrefix(s.Ref.Note, "untc:"), ":")
		if !strings.HasPrefix(s.Ref.Note, "untc:") || !ok {
			continue
		}
		n++
		i, err := strconv.Atoi(row)
		if err != nil || i < 1 || i > len(rows[id]) {
			t.Errorf("%s: no row %s of %s", s.Treaty, row, id)
			continue
		}
		agrees := false
		for _, v := range rows[id][i-1] {
			day, found := strings.CutSuffix(strings.TrimSpace(v), " d")
			agrees = agrees || found && untcDay(day) == s.Date.String()
		}
		if !agrees {
			t.Errorf("%s: row %s of %s has no succession on %s: %v", s.Treaty, row, id, s.Date, rows[id][i-1])
		}
	}
	t.Logf("%d successions held against the depositary's list", n)
}

func TestMissions(t *testing.T) {
	for _, x := range []struct {
		host comity.State
		on   string
		rank string
	}{{630, "1975-01-01", "embassy"}, {630, "1990-01-01", "interests"}, {chn, "1975-01-01", "liaison"}, {chn, "1980-01-01", "embassy"}, {40, "1970-01-01", "none"}, {gfr, "1960-01-01", "embassy"}} {
		if m, ok := MissionOn(usa, x.host, day(x.on)); !ok || m.Rank != x.rank {
			t.Errorf("%d on %s: %q, %v; want %q", x.host, x.on, m.Rank, ok, x.rank)
		}
	}
	if _, ok := MissionOn(usa, 630, day("2022-01-01")); ok {
		t.Error("a mission is known after the source ends")
	}
	last := map[comity.State]comity.Day{}
	list := Missions()
	slices.SortStableFunc(list, func(a, b Mission) int { return int(a.Span.From) - int(b.Span.From) })
	for _, m := range list {
		if m.Sender == m.Host {
			t.Errorf("%d has a mission in itself", m.Sender)
		}
		if until, before := last[m.Host]; before && m.Span.From <= until {
			t.Errorf("missions of %d in %d overlap at %s", m.Sender, m.Host, m.Span.From)
		}
		last[m.Host] = m.Span.To
		if !MissionCoverage().Has(m.Span.From) || m.Span.To > MissionCoverage().To {
			t.Errorf("%s lies outside the coverage", m.Span)
		}
	}
}

// Every mission is the row of the file it names.
func TestSeenMissions(t *testing.T) {
	f, err := os.Open(filepath.Join(treatyData, "diplomacy/us_mission_status_range_gw_v0.1.csv"))
	if err != nil {
		t.Skip("no ../shared/data beside the project: ", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]string{"Ambassador Nonresident": "nonresident ambassador", "Envoy Nonresident": "nonresident envoy", "Consul Nonresident": "nonresident consul"}
	for _, m := range Missions() {
		_, row, _ := strings.Cut(m.Ref.Note, ":")
		i, err := strconv.Atoi(row)
		if err != nil || i >= len(rows) {
			t.Fatalf("%s: no such row", m.Ref.Note)
		}
		r := rows[i]
		rank := words[r[6]]
		if rank == "" {
			rank = strings.ToLower(r[6])
		}
		if m.Span.From.String() != r[4] || m.Span.To.String() != r[5] || m.Rank != rank || int(states.Key(comity.GW, code(r[1]), m.Span.From)) != int(m.Host) && int(states.Key(comity.GW, code(r[1]), m.Span.To)) != int(m.Host) {
			t.Errorf("row %d: %v, the list has %s %s %d", i, r, m.Span, m.Rank, m.Host)
		}
	}
	if len(rows)-1 != len(Missions()) {
		t.Errorf("%d missions, the file has %d", len(Missions()), len(rows)-1)
	}
}

func code(s string) int16 {
	n, _ := strconv.ParseInt(s, 10, 16)
	return int16(n)
}

func TestRecognisedLaws(t *testing.T) {
	entity := map[string]Entity{}
	for _, e := range RecognisedEntities() {
		entity[e.ID] = e
	}
	open := map[string]comity.Day{}
	for _, r := range AllRecognised() {
		e, ok := entity[r.Entity]
		if !ok {
			t.Fatalf("%s is no entity of recognised_counts.tsv", r.Entity)
		}
		k := r.Entity + " " + strconv.Itoa(int(r.By))
		if r.By == e.State {
			t.Errorf("%s recognises itself", r.Entity)
		}
		if r.To.Known() && r.To.First() <= r.From.First() {
			t.Errorf("%s: taken back on %s before it was given on %s", k, r.To, r.From)
		}
		if r.From.Known() && (r.From.First() < e.Span.From || r.From.First() > e.Span.To) {
			t.Errorf("%s on %s lies outside %s", k, r.From, e.Span)
		}
		if until, twice := open[k]; twice && r.From.First() < until {
			t.Errorf("%s stands twice on %s", k, r.From)
		}
		open[k] = comity.Forever
		if r.To.Known() {
			open[k] = r.To.First()
		}
	}
}

// The lists are held against counts that others published: never more, and as many where the list is complete. The list of
// one entity is incomplete only in what was taken back since, and agrees with the counts before.
func TestRecognitionCounts(t *testing.T) {
	exact := map[string]bool{"XKX": true}
	for _, e := range RecognisedEntities() {
		exact[e.ID] = exact[e.ID] || e.Complete
	}
	for _, c := range RecognitionCounts() {
		n := 0
		for _, r := range RecognisedBy(c.Entity, c.On) {
			if states.Is(comity.UN, r.By, c.On) {
				n++
			}
		}
		if n > c.N || exact[c.Entity] && n != c.N {
			t.Errorf("%s on %s: %d members of the United Nations, published %d", c.Entity, c.On, n, c.N)
		}
		t.Logf("%s on %s: %d of %d", c.Entity, c.On, n, c.N)
	}
}
