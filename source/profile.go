package source

// This file looks into a file that nobody has written a card for yet: what its columns seem to hold, by their cells alone, and
// which of them name a row. draft.go makes a card of it; what only a person can know is left to a person.

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"comity/format/csv"
	"comity/states"
)

// ProfileRows bounds how much of a file is looked at.
const ProfileRows = 200_000

// The bounds of what a profile keeps in memory: cells looked at, columns, and the distinct texts of all columns together.
const (
	profileCells   = 50_000_000
	profileColumns = 5_000
	profileTexts   = 1_000_000
)

// Kinds of columns of a profile, beside those of a table.
const (
	YearCell  ColumnKind = "year"
	EmptyCell ColumnKind = "empty"
)

// Profile is what a file seems to hold.
type Profile struct {
	File    File
	Rows    int64 // rows looked at
	Whole   bool  // they are all there are
	Columns []ColumnProfile
	Notes   []string

	States []int    // columns of the states a row is of: one, two, or more; of several that name the same state the best
	Year   int      // the column of the year, or -1
	Key    []string // columns that together name a row; empty where none were found
	Twice  [2]int64 // where the states and the year do not name a row: the first two rows that share them
	Wide   string   // the pattern of columns that are named by years; empty where there are none
	OneWay bool     // of pairs: no pair stands in both directions
}

// ColumnProfile is what a column seems to hold.
type ColumnProfile struct {
	Name     string
	Kind     ColumnKind
	Filled   int64    // cells with a value, missing codes not counted
	Missing  int64    // cells without one
	Distinct int      // distinct values; where More, at least so many
	More     bool     // not all distinct values were kept
	Min, Max float64  // of numbers and years
	Commas   bool     // numbers are written with commas between thousands
	Format   string   // of dates, as Go writes formats; empty for YYYY-MM-DD
	Either   bool     // of dates: day and month could stand the other way round
	Codes    []string // texts that mean a missing value
	Perhaps  []string // numbers that may mean one, where others are negative too

	Scheme  string   // of states
	Hits    int      // distinct values the scheme knows
	Alike   []string // schemes that read the same states in every row
	Also    []string // schemes that read as many rows, but other states in some
	Unknown []string // the first values it does not know
	Lost    int64    // rows whose value names no state in their year
	Same    string   // the column that names the same states and is read instead
}

// missingTexts are texts that in a column of numbers, dates or states mean that there is none.
var missingTexts = []string{"NA", "N/A", "n/a", "#N/A", "NaN", "nan", "NULL", "null", ".", "..", "...", "-", "–", "—"}

// missingNumbers are numbers by which data sets say that a value is missing, where no other is negative.
var missingNumbers = []string{"-9", "-99", "-999", "-9999", "-88", "-66", "-77", "-8", "-7", "-888", "-777", "-666"}

// ProfileOf looks into a file, which lies at the root of files. part names the table in a file of several: an object, a sheet, a path or an entry.
func ProfileOf(files fs.FS, name, part string) (Profile, error) {
	o := openerOf(Card{}, files)
	f, notes, err := o.describe(name, part)
	if err != nil {
		return Profile{}, err
	}
	p := Profile{File: f, Year: -1, Notes: notes}
	o.card.Files = []File{f}
	g, err := o.open(f, Part{})
	if err != nil {
		return p, err
	}
	tallies, err := p.tally(g)
	if wrong := new(csv.Error); errors.As(err, &wrong) {
		err = fmt.Errorf("%w. A card written by hand can say how the text is written: skip (lines before the header), ragged, quote, comment, columns (docs/CARDS.md)", err)
	}
	if err != nil {
		return p, err
	}
	p.names(g.columns)
	for _, t := range tallies {
		p.Columns = append(p.Columns, t.profile())
	}
	p.chooseYear()
	if g, err = o.open(f, Part{}); err != nil {
		return p, err
	}
	return p, p.findKeys(g, tallies)
}

// wideYears are the patterns of columns named by years.
var wideYears = []string{`^(\d{4})$`, `^X(\d{4})$`, `^(\d{4}) \[YR\d{4}\]$`, `^y_?(\d{4})$`, `^YR(\d{4})$`}

// names looks at the names of the columns: years make the table a wide one, numbers that are no years make it doubtful that the
// first line is a header.
func (p *Profile) names(columns []string) {
	for _, text := range wideYears {
		pattern := regexp.MustCompile(text)
		n := 0
		for _, name := range columns {
			if m := pattern.FindStringSubmatch(name); m != nil && m[1] >= "1500" && m[1] <= "2200" {
				n++
			}
		}
		if n >= 3 {
			p.Wide = text
			return
		}
	}
	n := 0
	for _, name := range columns {
		if _, err := strconv.ParseFloat(name, 64); err == nil {
			n++
		}
	}
	if 3*n > len(columns) {
		p.Notes = append(p.Notes, "the first line looks like data: where the file has no header, a card names its columns (columns = [\"…\"], docs/CARDS.md)")
	}
}

// tally counts the cells of every column.
func (p *Profile) tally(g *grid) ([]*columnTally, error) {
	names := g.columns
	if len(names) > profileColumns {
		p.Notes = append(p.Notes, fmt.Sprintf("the file has %d columns; the first %d are looked at", len(names), profileColumns))
		names = names[:profileColumns]
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%s has no columns", g.name)
	}
	most := max(400, min(4000, profileTexts/len(names)))
	tallies := make([]*columnTally, len(names))
	for i, name := range names {
		tallies[i] = &columnTally{name: name, most: most, index: map[string]int{}, codes: map[string]int64{}, number: true, whole: true, min: math.Inf(1), max: math.Inf(-1)}
	}
	limit := min(ProfileRows, int64(profileCells/len(names)))
	p.Whole = true
	for g.Next() {
		if p.Rows == limit {
			p.Whole = false
			p.Notes = append(p.Notes, fmt.Sprintf("only the first %d rows were looked at", limit))
			break
		}
		p.Rows++
		for i, t := range tallies {
			text, ok := g.Text(i)
			t.take(text, ok)
		}
	}
	if err := g.Err(); err != nil && p.Whole {
		return nil, err
	}
	if p.Rows == 0 {
		return nil, fmt.Errorf("%s has no rows under its header", g.name)
	}
	return tallies, nil
}

// columnTally counts the cells of one column.
type columnTally struct {
	name   string
	most   int
	index  map[string]int
	values []string // distinct texts, in order of first appearance
	more   bool

	filled, missing int64
	codes           map[string]int64 // cells that may mean a missing value
	number, whole   bool
	commas          bool
	min, max        float64
}

// longText is where a text is none that is worth comparing: no code, no name, no number.
const longText = 120

func (t *columnTally) take(text string, ok bool) {
	text = strings.TrimSpace(text)
	if !ok || text == "" {
		t.missing++
		return
	}
	if slices.Contains(missingTexts, text) || text[0] == '-' && slices.Contains(missingNumbers, strings.TrimSuffix(text, ".0")) {
		t.codes[text]++
		return
	}
	t.filled++
	t.remember(text)
	if !t.number {
		return
	}
	x, commas, ok := plainNumber(text)
	if !ok {
		t.number = false
		return
	}
	t.commas = t.commas || commas
	t.whole = t.whole && x == math.Trunc(x)
	t.min, t.max = min(t.min, x), max(t.max, x)
}

func (t *columnTally) remember(text string) {
	if len(text) > longText {
		text = text[:longText]
	}
	if _, seen := t.index[text]; seen {
		return
	}
	if len(t.values) == t.most {
		t.more = true
		return
	}
	t.index[text] = len(t.values)
	t.values = append(t.values, text)
}

// plainNumber reads a number, with commas between its thousands or without.
func plainNumber(text string) (x float64, commas, ok bool) {
	if c := text[len(text)-1]; c != '.' && (c < '0' || c > '9') || len(text) > 40 {
		return 0, false, false
	}
	if strings.Contains(text, ",") {
		if !thousands(text) {
			return 0, false, false
		}
		text, commas = strings.ReplaceAll(text, ",", ""), true
	}
	x, err := strconv.ParseFloat(text, 64)
	return x, commas, err == nil && !math.IsInf(x, 0) && !math.IsNaN(x)
}

// thousands says that the commas of a number stand between its thousands: 1,234,567.8.
func thousands(text string) bool {
	whole, _, _ := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	groups := strings.Split(whole, ",")
	for i, g := range groups {
		if len(g) != 3 && (i > 0 || len(g) == 0 || len(g) > 3) || strings.Trim(g, "0123456789") != "" {
			return false
		}
	}
	return true
}

// profile says what the column seems to be, states and years by name and cells.
func (t *columnTally) profile() ColumnProfile {
	c := ColumnProfile{Name: t.name, Kind: TextCell, Filled: t.filled, Missing: t.missing, Distinct: len(t.values), More: t.more}
	if t.filled == 0 {
		t.codesOf(&c)
		c.Kind = EmptyCell
		return c
	}
	switch {
	case t.likeYear():
		c.Kind = YearCell
	case t.dates(&c):
		c.Kind = DateCell
	case t.number && t.whole && t.min >= 0 && t.max <= 1:
		c.Kind = FlagCell
	case t.number:
		c.Kind = NumberCell
	}
	t.codesOf(&c)
	if c.Kind == NumberCell || c.Kind == YearCell || c.Kind == FlagCell {
		c.Min, c.Max, c.Commas = t.min, t.max, t.commas
	}
	return c
}

// codesOf says which of the texts that may mean a missing value do. Numbers do where no other is negative; texts do, but in a
// column of texts only those that no code of a state is written like.
func (t *columnTally) codesOf(c *ColumnProfile) {
	for _, code := range slices.Sorted(maps.Keys(t.codes)) {
		_, err := strconv.ParseFloat(code, 64)
		n := t.codes[code]
		switch numeric := err == nil && code != "NaN" && code != "nan"; {
		case numeric && t.number && t.min < 0:
			c.Perhaps = append(c.Perhaps, code)
			c.Filled += n
			x, _ := strconv.ParseFloat(code, 64)
			t.min = min(t.min, x)
			if c.Distinct++; c.Kind == FlagCell {
				c.Kind = NumberCell
			}
		default:
			c.Codes = append(c.Codes, code)
			c.Missing += n
		}
	}
}

// likeYear says that the column holds years: whole numbers of four digits, called so or all of the last centuries.
func (t *columnTally) likeYear() bool {
	if !t.number || !t.whole || t.commas || t.min < 1000 || t.max > 2200 {
		return false
	}
	return yearName(t.name) > 0 || t.min >= 1800 && t.max <= 2100 && len(t.values) > 1
}

// yearName says how much a column's name speaks of a year: 2 where it is called so, 1 where it is named after one.
func yearName(name string) int {
	name = strings.ToLower(name)
	switch {
	case name == "year" || name == "yr" || name == "jahr" || name == "annee" || name == "año":
		return 2
	case strings.Contains(name, "year") || strings.HasSuffix(name, "yr") || strings.HasPrefix(name, "yr"):
		return 1
	}
	return 0
}

// dateFormats are the forms of dates that are recognised, as Go writes them.
var dateFormats = []string{"2006-01-02", "20060102", "02/01/2006", "01/02/2006", "02.01.2006", "2006/01/02", "2006-01", "2 January 2006", "January 2, 2006", "02-Jan-2006"}

// dates says that every text of the column is a date in one form, and which.
func (t *columnTally) dates(c *ColumnProfile) bool {
	if t.more && t.number && t.max < 1e7 {
		return false
	}
	for i, format := range dateFormats {
		if !t.written(format) {
			continue
		}
		if c.Format = format; i == 0 || format == "2006-01" {
			c.Format = ""
		}
		c.Either = format == "02/01/2006" && t.written("01/02/2006")
		return true
	}
	return false
}

func (t *columnTally) written(format string) bool {
	for _, v := range t.values {
		if i := strings.IndexAny(v, "T "); i == 10 && format == "2006-01-02" {
			v = v[:i]
		}
		if d, err := time.Parse(format, v); err != nil || d.Year() < 1000 || d.Year() > 2200 {
			return false
		}
	}
	return true
}

// chooseYear takes of several columns of years the one that is called so, else the first that is named after one, else the
// first. The others are numbers.
func (p *Profile) chooseYear() {
	for i, c := range p.Columns {
		if c.Kind == YearCell && p.reachable(i) && !p.isWide(i) && (p.Year < 0 || yearName(c.Name) > yearName(p.Columns[p.Year].Name)) {
			p.Year = i
		}
	}
	for i := range p.Columns {
		if c := &p.Columns[i]; c.Kind == YearCell && i != p.Year {
			c.Kind = NumberCell
		}
	}
}

// schemesOf gives the schemes under which nearly all distinct values name a state (see bearable), the one that knows most
// first; at most six.
func (t *columnTally) schemesOf() (out []schemeHits) {
	if t.more || len(t.values) == 0 || len(t.values) > 2000 {
		return nil
	}
	for _, card := range states.SchemeCards() {
		if card.Numeric == t.number && t.enough(card) {
			out = t.try(out, card.Scheme)
		}
	}
	if !t.number && (len(t.values) >= 2 || stateName(t.name)) {
		out = t.try(out, byName)
	}
	slices.SortStableFunc(out, func(a, b schemeHits) int {
		if a.hits != b.hits {
			return b.hits - a.hits
		}
		return nearness(t.name, b.scheme) - nearness(t.name, a.scheme)
	})
	return out[:min(len(out), 6)]
}

// schemeHits is how many of a column's distinct values a scheme knows.
type schemeHits struct {
	scheme  states.Scheme
	hits    int
	unknown []string
}

// try adds a scheme where it knows enough of the values.
func (t *columnTally) try(out []schemeHits, scheme states.Scheme) []schemeHits {
	h := schemeHits{scheme: scheme}
	k := keysBy(scheme)
	for i, v := range t.values {
		if k.any(v) {
			h.hits++
			continue
		}
		h.unknown = append(h.unknown, v)
		if n := len(h.unknown); !t.bearable(n) || scheme == byName && n > 80 && 3*n > i+1 {
			return out
		}
	}
	return append(out, h)
}

// bearable says that so many values a scheme does not know are few: one in ten, or one of at least four texts; three in ten in a
// column called after states, for regions and groups often stand among them.
func (t *columnTally) bearable(unknown int) bool {
	n := len(t.values)
	return 10*unknown <= n || unknown == 1 && n >= 4 && !t.number || 10*unknown <= 3*n && n >= 20 && !t.number && stateName(t.name)
}

// any says that a code names a state, or several, at some time.
func (k *keyOf) any(code string) bool {
	if !utf8.ValidString(code) || len(code) >= longText {
		return false
	}
	if k.scheme != byName {
		return len(states.Codes(strings.TrimSuffix(code, ".0"), k.scheme, noDay)) > 0
	}
	return k.named(code, noDay) != noState || !k.nobody[strings.TrimSpace(code)]
}

// enough says that the column has values enough not to look like codes of states by chance. A few numbers are codes by chance,
// and most small numbers are under schemes that count their states from 1: there the column's name must speak of the scheme.
func (t *columnTally) enough(card states.SchemeCard) bool {
	switch {
	case nearness(t.name, card.Scheme) > 0:
		return true
	case !card.Numeric:
		return len(t.values) >= 2 || stateName(t.name)
	case card.Scheme == states.SchemeCOW || card.Scheme == states.SchemeGW || card.Scheme == states.SchemeISON || card.Scheme == states.SchemeM49:
		return len(t.values) >= 5 || stateName(t.name)
	}
	return stateName(t.name) && len(t.values) >= 40 && t.max > 400
}

// stateWords are parts of names that columns of states often have.
var stateWords = []string{"state", "country", "nation", "code", "iso", "cow", "gw", "name", "origin", "dest", "report", "partner", "export", "import", "sender", "target", "side", "actor", "member"}

func stateName(name string) bool {
	name = strings.ToLower(name)
	return name == "a" || name == "b" || slices.ContainsFunc(stateWords, func(w string) bool { return strings.Contains(name, w) })
}

// nearness says how much a column's name speaks of a scheme: 2 where it is one of its names, 1 where it holds the scheme's own.
func nearness(name string, scheme states.Scheme) int {
	name = strings.TrimRight(strings.ToLower(name), "12ab_")
	if s, err := states.ParseScheme(name); err == nil && s == scheme && name != "" {
		return 2
	}
	if strings.Contains(name, string(scheme)) {
		return 1
	}
	return 0
}
