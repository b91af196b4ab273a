package source

// This file drafts the card of a profiled file. What the file says is filled in; what only a person can decide stands as TODO,
// with the cautious answer where the card must have one.

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// IDOf makes an id of a file's name: that without folder and endings, in small letters.
func IDOf(name string) string {
	name, _, _ = strings.Cut(name, ".")
	id := strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return '-'
	}, name), "-.")
	for strings.Contains(id, "--") {
		id = strings.ReplaceAll(id, "--", "-")
	}
	return cmp.Or(strings.Trim(id[:min(len(id), 60)], "-."), "my-source")
}

// Draft writes the card of a profiled file, and reads it back to be sure that it is one.
func Draft(p Profile, id string) (string, error) {
	d := &drafter{p: p, used: map[string]bool{}}
	if !d.anything() {
		return "", errNothing
	}
	d.head(id)
	d.file()
	d.values()
	text := d.b.String()
	_, err := ParseCard(id+".toml", text)
	return text, err
}

// errNothing says that there is nothing to draft a card of.
var errNothing = errors.New("no column has both a name of its own and a value; a file without a header wants its columns named on a card written by hand (columns = [\"…\"], docs/CARDS.md)")

// anything says that there is a column to read.
func (d *drafter) anything() bool {
	for i, c := range d.p.Columns {
		if c.Kind != EmptyCell && d.p.reachable(i) {
			return true
		}
	}
	return false
}

// drafter writes a card.
type drafter struct {
	p    Profile
	b    strings.Builder
	used map[string]bool // names given to variables and columns
}

func (d *drafter) say(format string, args ...any) { fmt.Fprintf(&d.b, format+"\n", args...) }

// toTOML writes a text as TOML does between quotes.
func toTOML(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func listTOML(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = toTOML(s)
	}
	return "[" + strings.Join(out, ", ") + "]"
}

// quotedFew writes texts for a comment, which may hold no control characters.
func quotedFew(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = strconv.QuoteToGraphic(clip(s))
	}
	return strings.Join(out, ", ")
}

func (d *drafter) head(id string) {
	from, to, known := d.coverage()
	d.say("# The card of %s, drafted from its cells. What stands as TODO only a person can say; docs/CARDS.md tells", quotedFew([]string{d.p.File.Name}))
	d.say("# what each line means. `comity source check` says what is wrong with the card and what it would read.")
	d.say("")
	d.say("id = %s", toTOML(id))
	d.say("title = %s  # TODO: what the producer calls it", toTOML(d.p.File.Name))
	d.say(`edition = "TODO"  # the producer's version, or the day the file was had`)
	d.say(`producer = "TODO"`)
	d.say(`citation = "TODO"  # as the producer asks to be cited`)
	d.say(`short = "TODO"  # author and year`)
	d.say(`licence = "TODO"  # an SPDX identifier, or the terms in words`)
	d.say(`rights = "bring"  # TODO: fetch, where everybody may have it from an address`)
	d.say(`export = "no"  # TODO: yes, where the terms let the figures be passed on; or noncommercial`)
	d.say(`page = "TODO"  # the producer's page`)
	d.say(`contact = "TODO"`)
	why := "the first and last year in the file"
	if !known {
		why = "TODO: no column of years was found: the first and last year the values hold for"
	}
	d.say("from = %d  # %s; TODO: if the source covers more, say so: no row inside the coverage means what `absence` says", from, why)
	d.say("to = %d", to)
	d.say(`known = ["TODO: known defects, a sentence each"]`)
}

// coverage is the years of the file.
func (d *drafter) coverage() (from, to int, known bool) {
	if d.p.Year >= 0 {
		c := d.p.Columns[d.p.Year]
		return max(1, int(c.Min)), min(math.MaxInt16, int(c.Max)), true
	}
	if d.p.Wide != "" {
		from, to = math.MaxInt16, 1
		pattern := regexp.MustCompile(d.p.Wide)
		for _, c := range d.yearColumns() {
			year, _ := strconv.Atoi(pattern.FindStringSubmatch(c.Name)[1])
			from, to = min(from, max(year, 1)), max(to, year)
		}
		return from, to, true
	}
	return 1816, 2024, false
}

func (d *drafter) file() {
	f := d.p.File
	d.say("\n[[file]]")
	d.say("name = %s", toTOML(f.Name))
	d.say("sha256 = %q  # of the exact bytes: another edition is another card", f.SHA256)
	d.say("size = %d", f.Size)
	d.say("format = %q", f.Format)
	for _, o := range []struct{ name, value string }{{"object", f.Object}, {"sheet", f.Sheet}, {"path", f.Path}, {"entry", f.Entry}, {"delimiter", f.Delimiter}, {"encoding", f.Encoding}} {
		if o.value != "" {
			d.say("%s = %s", o.name, toTOML(o.value))
		}
	}
}

// values writes the series, where states and year name every row; else a table.
func (d *drafter) values() {
	p := d.p
	d.say("")
	base := p.keyNames()
	numbers := d.numbers()
	if p.Wide != "" && p.Year < 0 && (len(p.States) == 1 || len(p.States) == 2) && slices.Equal(p.Key, base) {
		d.wide()
		return
	}
	if p.Year >= 0 && (len(p.States) == 1 || len(p.States) == 2) && slices.Equal(p.Key, base) && len(numbers) > 0 {
		for i := 0; i < len(numbers); i += seriesMost {
			d.series(numbers[i:min(i+seriesMost, len(numbers))])
		}
		d.leftOut()
		return
	}
	d.table()
}

// seriesMost is how many variables a series has at most.
const seriesMost = 32

// numbers are the columns that hold values.
func (d *drafter) numbers() (out []int) {
	for i, c := range d.p.Columns {
		if (c.Kind == NumberCell || c.Kind == FlagCell) && d.p.reachable(i) {
			out = append(out, i)
		}
	}
	return out
}

func (d *drafter) series(columns []int) {
	p := d.p
	d.say("[[series]]")
	for k, at := range p.States {
		d.key([]string{"a", "b"}[k], p.Columns[at])
	}
	year := p.Columns[p.Year]
	d.say("year = { column = %s }", toTOML(year.Name))
	if len(year.Codes) > 0 {
		d.say("drop = { %s = %s }  # rows without a year", toTOML(year.Name), listTOML(year.Codes))
	}
	if p.OneWay {
		d.say(`# TODO: every pair stands in one direction only. Where the values have no direction, say: pair = "ordered"`)
	}
	for _, i := range columns {
		d.variable(p.Columns[i])
	}
	d.say("")
}

// wide writes the series of a table whose columns are named by years.
func (d *drafter) wide() {
	p := d.p
	d.say("[[series]]")
	for k, at := range p.States {
		d.key([]string{"a", "b"}[k], p.Columns[at])
	}
	d.say("year = { columns = '%s' }", p.Wide)
	c := ColumnProfile{Kind: NumberCell, Min: math.Inf(1), Max: math.Inf(-1)}
	for _, of := range d.yearColumns() {
		c.Min, c.Max, c.Commas = min(c.Min, of.Min), max(c.Max, of.Max), c.Commas || of.Commas
		c.Codes, c.Perhaps = append(c.Codes, of.Codes...), append(c.Perhaps, of.Perhaps...)
		if of.Kind != NumberCell && of.Kind != FlagCell && of.Kind != YearCell && of.Kind != EmptyCell {
			d.say("# TODO: column %s holds texts that are no numbers", quotedFew([]string{of.Name}))
		}
	}
	for _, list := range []*[]string{&c.Codes, &c.Perhaps} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	d.say("\n  [[series.variable]]")
	d.say(`  name = "value"  # TODO: what the cells are`)
	d.unit(c)
	d.say(`  absence = "silent"  # TODO: zero, where the producer says that an empty cell means none`)
	d.missing(c)
	if c.Commas {
		d.say("  commas = true")
	}
	d.say(`  meaning = "TODO"`)
}

// yearColumns are the columns that are named by years.
func (d *drafter) yearColumns() (out []ColumnProfile) {
	pattern := regexp.MustCompile(d.p.Wide)
	for _, c := range d.p.Columns {
		if pattern.MatchString(c.Name) {
			out = append(out, c)
		}
	}
	return out
}

// key writes how a state is read.
func (d *drafter) key(name string, c ColumnProfile) {
	d.say("%s = { column = %s, scheme = %q }%s", name, toTOML(c.Name), c.Scheme, alsoComment(c))
	d.unknown(c)
}

func alsoComment(c ColumnProfile) string {
	switch {
	case len(c.Also) > 0:
		return "  # TODO: " + strings.Join(c.Also, ", ") + " would read as many rows, and other states: the producer's codebook says which it is"
	case len(c.Alike) > 0:
		return "  # " + strings.Join(c.Alike, ", ") + " would read the same states"
	}
	return ""
}

// unknown says which values name no state, and where to say what they are.
func (d *drafter) unknown(c ColumnProfile) {
	if len(c.Unknown) == 0 {
		return
	}
	more := ""
	if n := c.Distinct - c.Hits; n > len(c.Unknown) {
		more = fmt.Sprintf(" … (%d in all)", n)
	}
	d.say("# TODO: these name no state, and their rows are kept out: %s%s. Say what they are beside the scheme:", quotedFew(c.Unknown), more)
	d.say("#   alias = { %s = \"-no state\", … }, or a state as comity writes it (KEN, cow:260) in place of \"-no state\"", strconv.QuoteToGraphic(clip(c.Unknown[0])))
}

func (d *drafter) variable(c ColumnProfile) {
	d.say("\n  [[series.variable]]")
	d.say("  name = %s", toTOML(d.fresh(c.Name)))
	d.say("  column = %s", toTOML(c.Name))
	d.unit(c)
	d.say(`  absence = "silent"  # TODO: zero, where the producer says that no row means none`)
	d.missing(c)
	if c.Commas {
		d.say("  commas = true")
	}
	d.say(`  meaning = "TODO"`)
}

func (d *drafter) unit(c ColumnProfile) {
	if c.Kind == FlagCell {
		d.say(`  unit = "0/1"`)
		return
	}
	d.say(`  unit = "unknown"  # TODO: %s to %s of what? count, persons, USD, share, km …`, figure(c.Min), figure(c.Max))
}

func figure(x float64) string { return strconv.FormatFloat(x, 'g', 6, 64) }

// missing writes the texts that mean a missing value; NA always does.
func (d *drafter) missing(c ColumnProfile) {
	codes := slices.DeleteFunc(slices.Clone(c.Codes), func(s string) bool { return s == "NA" })
	if len(codes) > 0 {
		d.say("  missing = %s  # TODO: does the codebook say so?", listTOML(codes))
	}
	if len(c.Perhaps) > 0 {
		d.say("  # TODO: %s may mean missing; then say: missing = %s", strings.Join(c.Perhaps, ", "), listTOML(c.Perhaps))
	}
}

// fresh makes a name of a column's that was not given yet.
func (d *drafter) fresh(column string) string {
	name := IDOf(strings.ReplaceAll(column, ".", "-"))
	if name == "my-source" {
		name = "value"
	}
	stem := name
	for n := 2; d.used[name]; n++ {
		name = fmt.Sprintf("%s-%d", stem, n)
	}
	d.used[name] = true
	return name
}

// leftOut names the columns the series does not read.
func (d *drafter) leftOut() {
	var names []string
	for i, c := range d.p.Columns {
		read := i == d.p.Year || slices.Contains(d.p.States, i) || (c.Kind == NumberCell || c.Kind == FlagCell) && d.p.reachable(i)
		if !read {
			names = append(names, c.Name)
		}
	}
	if len(names) > 0 {
		d.say("# Not read: %s.", quotedFew(names[:min(len(names), 40)]))
	}
}

func (d *drafter) table() {
	p := d.p
	d.why()
	d.say("[[table]]")
	d.say(`name = "rows"  # TODO: what a row is; asked for as ID.rows`)
	d.say(`title = "TODO"`)
	names := map[string]string{}
	for i, c := range p.Columns {
		switch {
		case c.Kind == EmptyCell || !d.p.reachable(i):
		case i == p.Year:
			names[c.Name] = d.fresh("year")
		}
	}
	for i, c := range p.Columns {
		if c.Kind != EmptyCell && d.p.reachable(i) && names[c.Name] == "" {
			names[c.Name] = d.fresh(c.Name)
		}
	}
	if key := d.tableKey(names); len(key) > 0 {
		d.say("key = %s", listTOML(key))
	}
	d.say(`absence = "silent"  # TODO: zero, where the producer says that no row means none`)
	for i, c := range p.Columns {
		if names[c.Name] != "" && d.p.reachable(i) {
			d.column(i, names[c.Name])
		}
	}
}

// why says why the rows are a table and no series.
func (d *drafter) why() {
	p := d.p
	switch {
	case len(p.States) == 0:
		d.say("# A table: no column was found that names states.")
	case p.Year < 0 && p.Wide != "":
		d.say("# A table, though columns are named by years: the states do not name a row (rows %d and %d share them). A series can", p.Twice[0], p.Twice[1])
		d.say("# take the years from the names (year = { columns = '%s' }) and keep some rows (where = { … }): see docs/CARDS.md.", p.Wide)
	case p.Year < 0:
		d.say("# A table: no column of years was found. Where every row is of one year, or of none, [[series]] can say so (docs/CARDS.md).")
	case len(p.States) > 2:
		d.say("# A table: a row names %d states.", len(p.States))
	case p.Twice[1] != 0:
		d.say("# A table: states and year do not name a row (rows %d and %d share them). A series could add such rows up, or take", p.Twice[0], p.Twice[1])
		d.say("# some of them: see `duplicates` and `where` in docs/CARDS.md.")
	default:
		d.say("# A table: there is no column of numbers.")
	}
}

func (d *drafter) tableKey(names map[string]string) (out []string) {
	for _, k := range d.p.Key {
		if names[k] == "" {
			return nil
		}
		out = append(out, names[k])
	}
	if len(out) == 0 {
		d.say("# TODO: no columns that name a row were found: key = [\"…\"] would let `comity diff` compare editions")
	}
	return out
}

func (d *drafter) column(i int, name string) {
	c := d.p.Columns[i]
	kind := c.Kind
	switch {
	case kind == YearCell:
		kind = NumberCell
	case kind == StateCell && !slices.Contains(d.p.States, i):
		kind = TextCell // names the states another column names
	}
	d.say("\n  [[table.column]]")
	d.say("  name = %s", toTOML(name))
	d.say("  kind = %q", kind)
	d.say("  column = %s", toTOML(c.Name))
	switch kind {
	case StateCell:
		d.say("  scheme = %q%s", c.Scheme, alsoComment(c))
		d.unknown(c)
	case NumberCell:
		if i != d.p.Year {
			d.unit(c)
		}
		if c.Commas {
			d.say("  commas = true")
		}
	case DateCell:
		d.date(c)
	}
	d.missing(c)
	d.say(`  meaning = "TODO"`)
}

func (d *drafter) date(c ColumnProfile) {
	if c.Format == "" {
		return
	}
	more := ""
	if c.Either {
		more = `  # TODO: read as day first; where the month stands first: "01/02/2006"`
	}
	d.say("  format = %q%s", c.Format, more)
}
