package treaties

// Every row of the list that claims to be seen is held against the file it names, where the shared data lie beside the
// project; and the list of alliances is held against the census of alliances it claims to be complete by.

import (
	"archive/tar"
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"comity"
	"comity/format/rda"
	"comity/states"
)

const treatyData = "../../shared/data"

// record is what a source says of a treaty: the days or years it may have been signed, in force and ended, and the
// parties, where it names them.
type record struct {
	signed, inForce, ended []string
	parties                []comity.State
	obligations            Obligation
}

// witnesses read the sources by the scheme of the locators, each giving the record of a locator.
type witnesses map[string]func(t Treaty, id string) (record, error)

func TestSeenTreaties(t *testing.T) {
	if _, err := os.Stat(treatyData); err != nil {
		t.Skip("the shared data are not beside the project: ", err)
	}
	w := witnesses{
		"atop": atopRecords(t), "desta": destaRecords(t), "untc": untcRecords(t),
		"hr2022":       ratified(t),
		"manytreaties": manyRecords(t, "treaties/manytreaties_agreements.rda", "GGO", "IEADB", "HEIDI", "TFDD", "DESTA"),
		"manytrade":    manyRecords(t, "treaties/manytrade_agreements.rda", "HUGGO"),
	}
	count := map[string]int{}
	for _, x := range All() {
		count[x.Ref.Basis.String()]++
		if x.Ref.Basis == comity.Seen {
			checkSeen(t, x, w, count)
		}
	}
	t.Logf("treaties by basis and source: %v", count)
}

// checkSeen holds a treaty against all records it names.
func checkSeen(t *testing.T, x Treaty, w witnesses, count map[string]int) {
	var all record
	documents := false
	for _, s := range x.Sources {
		scheme, id, _ := strings.Cut(s, ":")
		count[scheme]++
		if scheme == "doc" {
			documents = true
			continue
		}
		if w[scheme] == nil {
			t.Errorf("%s: nobody checks source %q", x.ID, s)
			continue
		}
		r, err := w[scheme](x, id)
		if err != nil {
			t.Errorf("%s: %s: %v", x.ID, s, err)
		}
		all.signed, all.inForce, all.ended = append(all.signed, r.signed...), append(all.inForce, r.inForce...), append(all.ended, r.ended...)
		all.obligations |= r.obligations
		checkParties(t, x, s, r.parties)
	}
	if documents { // opened once, it cannot be opened here: it may have what the files have not
		all.inForce, all.ended = append(all.inForce, x.InForce.String()), append(all.ended, x.Ended.String())
		all.obligations |= x.Obligations
		all.signed = append(all.signed, x.Signed.String())
	}
	checkDates(t, x, all)
	if x.BasisOf("obligations") == comity.Seen && x.Obligations&^all.obligations != 0 {
		t.Errorf("%s: obligations %s, but the sources give %s", x.ID, x.Obligations, all.obligations)
	}
}

// checkDates holds the dates of a treaty that are seen against what the sources give.
func checkDates(t *testing.T, x Treaty, r record) {
	signed := x.Signed.String()
	if x.DayBasis == comity.Recalled {
		signed = signed[:4]
	}
	for _, c := range []struct {
		field, ours string
		theirs      []string
	}{{"parties", signed, r.signed}, {"in_force", x.InForce.String(), r.inForce}, {"ended", x.Ended.String(), r.ended}} {
		agrees := func(s string) bool { return strings.HasPrefix(s, c.ours) }
		if c.ours != "" && (c.field == "parties" || x.BasisOf(c.field) == comity.Seen) && !slices.ContainsFunc(c.theirs, agrees) {
			t.Errorf("%s: %s (signed where parties), but the sources give %v for %s", x.ID, c.ours, c.theirs, c.field)
		}
	}
}

// later names the parties that joined after the source of a treaty was closed.
var later = map[string]string{"north-atlantic-1949": "FIN SWE MKD", "eu-maastricht-1992": "HRV", "eu-lisbon-2007": "HRV", "sco-charter-2002": "IRN BLR"}

// checkParties says which parties the source does not know; it must know at least two.
func checkParties(t *testing.T, x Treaty, source string, parties []comity.State) {
	if parties == nil || x.BasisOf("parties") == comity.Recalled {
		return
	}
	known := 0
	for _, p := range x.Parties {
		id := states.ID(p.State, comity.NoDay)
		switch {
		case slices.Contains(parties, p.State) || p.State == 260 && slices.Contains(parties, 255):
			known++
		case strings.HasPrefix(source, "atop:") && !slices.Contains(strings.Fields(later[x.ID]), id) && p.Span.From < comity.DayOf(2016, 1, 1):
			t.Errorf("%s: %s is no party by %s", x.ID, id, source)
		}
	}
	if known < 2 {
		t.Errorf("%s: %s knows %d of the parties", x.ID, source, known)
	}
}

// atopRecords reads the members of the alliances of ATOP 4.01.
func atopRecords(t *testing.T) func(Treaty, string) (record, error) {
	byID := map[string]record{}
	for _, c := range csvRows(t, "alliances/atop-member-level.csv") {
		r := byID[c["atopid"]]
		r.signed = append(r.signed, ymd(c["yrent"], c["moent"], c["dayent"]))
		r.ended = append(r.ended, ymd(c["yrexit"], c["moexit"], c["dayexit"]))
		r.parties = append(r.parties, cowState(c["member"]))
		for i, k := range []string{"defense", "offense", "neutral", "nonagg", "consul"} {
			if c[k] == "1" {
				r.obligations |= 1 << i
			}
		}
		byID[c["atopid"]] = r
	}
	return func(_ Treaty, id string) (record, error) { return found(byID, id) }
}

// destaRecords reads the base treaties of DESTA 2.2.
func destaRecords(t *testing.T) func(Treaty, string) (record, error) {
	byID := map[string]record{}
	for _, c := range csvRows(t, "treaties/desta_list_of_treaties_02_02_dyads.csv") {
		if c["entry_type"] != "base_treaty" {
			continue
		}
		r := byID[c["number"]]
		r.signed, r.inForce = []string{c["year"]}, []string{c["entryforceyear"]}
		for _, k := range []string{"iso1", "iso2"} {
			r.parties = append(r.parties, states.Codes(c[k], states.SchemeISON, comity.DayOf(2015, 1, 1))...)
		}
		byID[c["number"]] = r
	}
	return func(_ Treaty, id string) (record, error) { return found(byID, id) }
}

// untcRecords reads the list of the UN depositary of 2015: a convention counts as signed on the day its title names (its
// adoption) or the day of the first signature.
func untcRecords(t *testing.T) func(Treaty, string) (record, error) {
	byID := map[string]record{}
	untcFiles(t, func(name string, r io.Reader) { untcFile(t, name, r, byID) })
	return func(_ Treaty, id string) (record, error) { return found(byID, id) }
}

// untcRows reads the cells of each convention, row by row.
func untcRows(t *testing.T) map[string][][]string {
	out := map[string][][]string{}
	untcFiles(t, func(name string, r io.Reader) {
		c := csv.NewReader(r)
		c.FieldsPerRecord, c.LazyQuotes = -1, true
		rows, err := c.ReadAll()
		if err != nil || len(rows) == 0 {
			t.Fatal(name, err)
		}
		out[strings.TrimSuffix(name, ".csv")] = rows[1:]
	})
	return out
}

// untcFiles hands each table of the list to f.
func untcFiles(t *testing.T, read func(name string, r io.Reader)) {
	f, err := os.Open(filepath.Join(treatyData, "treaties/untreaties_2015.tar.gz"))
	if err != nil {
		t.Skip("no ../shared/data beside the project: ", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	for tr := tar.NewReader(z); ; {
		h, err := tr.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(h.Name, ".csv") && !strings.HasPrefix(path.Base(h.Name), "._") {
			read(path.Base(h.Name), tr)
		}
	}
}

// untcFile reads the index of the list or the signatures of one convention.
func untcFile(t *testing.T, name string, r io.Reader, byID map[string]record) {
	index := name == "index.csv"
	first := ""
	for _, c := range parseCSV(t, name, r) {
		if index {
			id := c["chapter_no"] + "-" + strings.ReplaceAll(c["treaty_no"], ".", "-")
			x := byID[id]
			w := strings.Fields(strings.ReplaceAll(c["treaty_name"], ",", " "))
			x.signed = append(x.signed, untcDay(strings.Join(w[max(0, len(w)-3):], " ")))
			byID[id] = x
			continue
		}
		for k, v := range c {
			if d := untcDay(v); strings.HasPrefix(k, "Signature") && d != "" && (first == "" || d < first) {
				first = d
			}
		}
	}
	if !index {
		id := strings.TrimSuffix(name, ".csv")
		x := byID[id]
		x.signed = append(x.signed, first)
		byID[id] = x
	}
}

// untcDay reads "3 Sep 1992" and "3 September 1992".
func untcDay(s string) string {
	for _, layout := range []string{"2 Jan 2006", "2 January 2006"} {
		if d, err := time.Parse(layout, strings.TrimSpace(s)); err == nil {
			return d.Format(time.DateOnly)
		}
	}
	return ""
}

// manyRecords reads the lists of agreements of the manytreaties and manytrade packages: of the rows of an id (ids come
// more than once) those signed in the year of the treaty.
func manyRecords(t *testing.T, file string, lists ...string) func(Treaty, string) (record, error) {
	byID := map[string][]record{}
	objects, err := rda.ReadFile(filepath.Join(treatyData, file), rda.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	value, err := rda.Find(objects, "agreements")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range lists {
		frame, err := value.Item(name).Frame()
		if err != nil {
			t.Fatal(file, name, err)
		}
		text := func(column string, i int) string {
			c, err := frame.Column(column)
			if err != nil {
				return ""
			}
			s, _ := c.Text(i)
			return strings.Trim(s, "~")
		}
		for i := range frame.Rows() {
			id := text("treatyID", i)
			byID[id] = append(byID[id], record{signed: []string{text("Signature", i)}, inForce: []string{text("Force", i)}, ended: []string{text("Term", i)}})
		}
	}
	return func(x Treaty, id string) (all record, err error) {
		for _, r := range byID[id] {
			if strings.HasPrefix(r.signed[0], x.Signed.String()[:4]) {
				all.signed, all.inForce, all.ended = append(all.signed, r.signed...), append(all.inForce, r.inForce...), append(all.ended, r.ended...)
			}
		}
		if all.signed == nil {
			err = fmt.Errorf("no agreement of that id in %d", x.Signed.Year())
		}
		return all, err
	}
}

func found(byID map[string]record, id string) (record, error) {
	r, ok := byID[id]
	if !ok {
		return r, fmt.Errorf("no such row")
	}
	return r, nil
}

// ratified reads who was party to the human rights treaties in August 2022.
func ratified(t *testing.T) func(Treaty, string) (record, error) {
	byID := map[string]record{}
	for _, x := range All() {
		for _, s := range x.Sources {
			if name, ok := strings.CutPrefix(s, "hr2022:"); ok {
				byID[name] = record{parties: statePartiesOf(t, name)}
			}
		}
	}
	return func(_ Treaty, id string) (record, error) { return found(byID, id) }
}

func statePartiesOf(t *testing.T, name string) []comity.State {
	var out []comity.State
	for _, c := range csvRows(t, "treaties/hr_ratification_2022/hr_status_"+name+".csv") {
		if c["state party"] != "1" {
			continue
		}
		keys := states.Codes(c["iso2"], states.SchemeISO2, comity.DayOf(2022, 8, 1))
		if len(keys) == 0 { // TP, withdrawn when East Timor became Timor-Leste
			keys = states.Codes(c["iso2"], states.SchemeISO2, comity.DayOf(2002, 1, 1))
		}
		out = append(out, keys...)
	}
	return out
}

// doubtful are the cells of the list of ratifications that cannot be right: no party, with a year of accession or the
// depositary's own; or a party that the depositary had not.
var doubtful = map[string]bool{"icescr MDA": true, "crpd MDA": true, "icerd BRN": true, "iccpr SLB": true, "iccpr TUV": true, "icescr TUV": true}

// TestPartiesAgainstRatifications holds the parties of the human rights treaties in August 2022 against that list, both ways.
func TestPartiesAgainstRatifications(t *testing.T) {
	on := comity.DayOf(2022, 8, 1)
	for _, x := range All() {
		for _, s := range x.Sources {
			name, ok := strings.CutPrefix(s, "hr2022:")
			if !ok {
				continue
			}
			theirs := statePartiesOf(t, name)
			for _, m := range states.Members(comity.UN, on) {
				id := states.ID(m, on)
				if x.PartyOn(m, on) != slices.Contains(theirs, m) && !doubtful[name+" "+id] {
					t.Errorf("%s: %s a party %v, by the list %v", x.ID, id, x.PartyOn(m, on), slices.Contains(theirs, m))
				}
			}
		}
	}
}

// excused are the pair-years of the census that the list dates otherwise: ATOP counts Turkey (and Greece) in NATO from the
// protocol of 1951-10-22 and the Federal Republic from that of 1954-10-23, the list from their accession.
// ATOP counts India in the Shanghai Cooperation Organisation from 2015-06-10, the list from its accession on 2017-06-09.
func excused(a, b comity.State, year int) bool {
	sco := func(s comity.State) bool { return s == 365 || s == 710 || s == 750 }
	if sco(a) && sco(b) && (a == 750 || b == 750) && (year == 2015 || year == 2016) {
		return true
	}
	nato := func(s comity.State) bool { return slices.Contains([]comity.State{2, 20, 200, 220, 260, 325, 640}, s) }
	return nato(a) && nato(b) && (year == 1951 && (a == 640 || b == 640) || year == 1954 && (a == 260 || b == 260))
}

// TestCompleteness lists every pair-year among the covered states in which the census has an obligation the list lacks.
func TestCompleteness(t *testing.T) {
	const file = "rda_as_csv/atop_alliance.csv.gz"
	if _, err := os.Stat(filepath.Join(treatyData, file)); err != nil {
		t.Skip("the census is not beside the project: ", err)
	}
	checked := 0
	for _, c := range csvRows(t, file) {
		year, _ := strconv.Atoi(c["year"])
		a, b := cowState(c["ccode1"]), cowState(c["ccode2"])
		span, ok := Complete(a, b, AllObligations)
		if !ok || !span.Overlaps(comity.YearSpan(year)) || excused(a, b, year) {
			continue
		}
		checked++
		for i, k := range []string{"atop_defense", "atop_offense", "atop_neutral", "atop_nonagg", "atop_consul"} {
			if c[k] == "1" && !promised(a, b, year, 1<<i) {
				t.Errorf("%s-%s %d: the census has %s, the list has not", states.ID(a, comity.NoDay), states.ID(b, comity.NoDay), year, Obligation(1<<i))
			}
		}
	}
	t.Logf("%d directed pair-years of the census checked", checked)
}

// beyond are the promises of the list the census of 1945-2018 does not have, and why.
var beyond = map[string]string{
	"GBR-AUS consultation": "the Five Power Defence Arrangements of 1971 are not in the census",
	"GBR-FRA neutrality":   "the Protocol of Sèvres: Israel's promise, counted for the whole treaty",
}

// TestNotMoreThanCensus lists every pair of covered states that the list binds by an obligation in a year from 1945 in
// which the census does not. Before 1945 a promise of some parties of a treaty counts for all in the list (see Obligations).
func TestNotMoreThanCensus(t *testing.T) {
	census := map[[3]int]Obligation{}
	for _, c := range csvRows(t, "rda_as_csv/atop_alliance.csv.gz") {
		year, _ := strconv.Atoi(c["year"])
		a, b := int(cowState(c["ccode1"])), int(cowState(c["ccode2"]))
		for i, k := range []string{"atop_defense", "atop_offense", "atop_neutral", "atop_nonagg", "atop_consul"} {
			if c[k] == "1" {
				census[[3]int{min(a, b), max(a, b), year}] |= 1 << i
			}
		}
	}
	for _, a := range covered {
		for _, b := range covered {
			for year := 1945; a < b && year <= censusTo.Year(); year++ {
				for i := range obligationNames {
					o := Obligation(1 << i)
					pair := fmt.Sprintf("%s-%s %s", states.ID(a, comity.NoDay), states.ID(b, comity.NoDay), o)
					if promised(a, b, year, o) && census[[3]int{int(a), int(b), year}]&o == 0 && beyond[pair] == "" && !(a == 255 && year == 1990) {
						t.Errorf("%s %d: the list has it, the census has not", pair, year)
					}
				}
			}
		}
	}
}

// promised says whether a treaty with the obligation was signed by both and not over in the year; entry into force does
// not matter, as the census counts from signature.
func promised(a, b comity.State, year int, o Obligation) bool {
	for _, x := range list() {
		if x.Obligations&o == 0 {
			continue
		}
		for _, p := range x.Parties {
			for _, q := range x.Parties {
				if p.State == a && q.State == b && !p.Span.Meet(q.Span).Meet(comity.YearSpan(year)).Empty() {
					return true
				}
			}
		}
	}
	return false
}

// cowState reads a COW number; comity's keys are COW numbers.
func cowState(s string) comity.State {
	n, _ := strconv.ParseInt(s, 10, 16)
	return comity.State(n)
}

// ymd writes a date of three numbers as finely as they are known; nothing where there is no year.
func ymd(y, m, d string) string {
	n := func(s string) int { v, _ := strconv.Atoi(s); return v }
	switch {
	case n(y) == 0:
		return ""
	case n(m) < 1 || n(m) > 12:
		return fmt.Sprintf("%04d", n(y))
	case n(d) < 1 || n(d) > 31:
		return fmt.Sprintf("%04d-%02d", n(y), n(m))
	}
	return fmt.Sprintf("%04d-%02d-%02d", n(y), n(m), n(d))
}

// csvRows reads a table, plain or gzipped, as rows of named cells.
func csvRows(t *testing.T, file string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(treatyData, file))
	if err != nil {
		t.Skip("not beside the project: ", err)
	}
	defer f.Close()
	if !strings.HasSuffix(file, ".gz") {
		return parseCSV(t, file, f)
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	return parseCSV(t, file, z)
}

func parseCSV(t *testing.T, name string, r io.Reader) []map[string]string {
	t.Helper()
	c := csv.NewReader(r)
	c.FieldsPerRecord, c.LazyQuotes = -1, true
	all, err := c.ReadAll()
	if err != nil || len(all) == 0 {
		t.Fatal(name, err)
	}
	header := all[0]
	header[0] = strings.TrimPrefix(header[0], "\ufeff")
	var out []map[string]string
	for _, cells := range all[1:] {
		row := make(map[string]string, len(header))
		for i, v := range cells[:min(len(cells), len(header))] {
			row[header[i]] = v
		}
		out = append(out, row)
	}
	return out
}
