package source

// This file is the card: what a source says of itself, and how its files become rows. Cards are written as text
// (cards/ID.toml, docs/CARDS.md); here is the form they are read into, and what makes one wrong.

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// Rights says who may ship a source's figures.
type Rights string

// The rights: Bundle may be shipped with comity, Fetch is fetched by each user from its address, Bring must be handed over
// by the user, who has it under terms of his own.
const (
	Bundle Rights = "bundle"
	Fetch  Rights = "fetch"
	Bring  Rights = "bring"
)

// Export says whether a source's own figures may be written out of comity.
type Export string

// May: yes; Never: the terms forbid passing them on; NonCommercial: only where the user says that the use is not commercial.
const (
	May           Export = "yes"
	Never         Export = "no"
	NonCommercial Export = "noncommercial"
)

// Absence says what it means that a source has no row inside its coverage.
type Absence string

// Zero: no row means none. Silent: no row means nothing is known.
const (
	Zero   Absence = "zero"
	Silent Absence = "silent"
)

// Card describes a source in one edition.
type Card struct {
	ID            string   `toml:"id"`
	Family        string   `toml:"family"` // editions of one family stand side by side; by default the id
	Rank          int      `toml:"rank"`   // order of editions within the family: the highest answers by default
	Title         string   `toml:"title"`
	Edition       string   `toml:"edition"`
	Producer      string   `toml:"producer"`
	Citation      string   `toml:"citation"` // full
	ShortCitation string   `toml:"short"`    // author and year
	BibTeX        string   `toml:"bibtex"`
	Licence       string   `toml:"licence"` // SPDX identifier, or words
	Rights        Rights   `toml:"rights"`
	Export        Export   `toml:"export"`
	Page          string   `toml:"page"` // official page
	Contact       string   `toml:"contact"`
	Attribution   string   `toml:"attribution"` // a line the licence or good manners ask to be shown
	From          int      `toml:"from"`        // first and last covered year
	To            int      `toml:"to"`
	DataTo        string   `toml:"data_to"` // the last day, month or year with data, where it is not the end of To
	Known         []string `toml:"known"`   // known defects
	Untried       bool     `toml:"untried"` // the mapping is written from the producer's codebook and was not tried on the file
	Files         []File   `toml:"file"`    // row numbers count in the first, unless a variable names another
	Series        []Series `toml:"series"`  // values of states and pairs by year
	Tables        []Table  `toml:"table"`   // rows of other kinds
	Fixes         []Fix    `toml:"fix"`     // corrections, guarded
	Reader        string   `toml:"reader"`  // a reader written in Go, for shapes no mapping can say
	Body          string   `toml:"body"`    // of a source of votes: UNGA, UNSC

	Alias map[string]map[string]string `toml:"alias"` // shared lists of names

	Variables []Variable `toml:"-"` // those of all series, each name once
}

// File is one file of a source: its exact bytes, and how it is written.
type File struct {
	Name    string `toml:"name"`    // path under a mirror directory
	SHA256  string `toml:"sha256"`  // of the exact bytes, lower-case hexadecimal; empty where they are not known
	Size    int64  `toml:"size"`    // bytes
	Address string `toml:"address"` // pinned address of exactly these bytes; empty where the file must be brought
	Format  string `toml:"format"`  // csv, tsv, rda, rds, dta, xlsx, xls, parquet, json, xml, and packed forms of text

	Part
	Delimiter string   `toml:"delimiter"`           // of text; by default a comma, of tsv a tab
	Quote     *bool    `toml:"quote"`               // false: a double quote is an ordinary byte
	Encoding  string   `toml:"encoding"`            // utf-8, windows-1252, either
	Comment   string   `toml:"comment"`             // lines that begin so are passed over
	Ragged    bool     `toml:"ragged"`              // rows may have fewer or more cells than the header
	Brought   bool     `toml:"-" json:",omitempty"` // checksum and size are those of what the user brought: the card does not know them
	NA        []string `toml:"na"`                  // texts that mean missing everywhere in the file, beside the empty one and NA
}

// Part is what of a file is read: of a file of several tables each series and table says its own.
type Part struct {
	Object string   `toml:"object"`  // of an R file: the name of the object, with $ for what lies inside one
	Sheet  string   `toml:"sheet"`   // of a workbook
	Path   string   `toml:"path"`    // of JSON and XML: the way to the rows
	One    bool     `toml:"one"`     // of JSON: the value at the path is one row
	Join   string   `toml:"join"`    // of JSON and XML: what stands between several values made one cell
	Entry  string   `toml:"entry"`   // of a zip file
	Skip   int      `toml:"skip"`    // lines before the header
	Header []string `toml:"columns"` // names of the columns, where the file has no header
}

// or gives the parts that are said here, else those of another.
func (p Part) or(q Part) Part {
	p.Object, p.Sheet, p.Path, p.Entry, p.Skip = cmp.Or(p.Object, q.Object), cmp.Or(p.Sheet, q.Sheet), cmp.Or(p.Path, q.Path), cmp.Or(p.Entry, q.Entry), cmp.Or(p.Skip, q.Skip)
	p.One, p.Join = p.One || q.One, cmp.Or(p.Join, q.Join)
	if len(p.Header) == 0 {
		p.Header = q.Header
	}
	return p
}

// Variable is one variable: comity's name, the producer's, its unit, and what absence means inside the coverage.
type Variable struct {
	Name    string
	Column  string // the producer's name
	Unit    string
	Absence Absence
	File    string // the file its row numbers count in; empty for the card's first
	Meaning string // in a few words
	None    bool   // has no year: one value for the whole coverage
	Law     Law
}

// Law is what the values of a variable must obey.
type Law struct {
	Symmetric bool    `json:"symmetric,omitempty"` // both directions of a pair are the same
	SumsTo    float64 `json:"sums_to,omitempty"`   // what the states of a year add up to
	Low       float64 `json:"low,omitempty"`       // the least and the most; both zero: what the unit says
	High      float64 `json:"high,omitempty"`
	Carried   bool    `json:"carried,omitempty"` // today's territories are carried back through time
}

// Fix is a correction of one cell. Where the source no longer says what was wrong, reading stops: a correction does not
// outlive its cause.
type Fix struct {
	File   string `toml:"file"`
	Row    int64  `toml:"row"`
	Column string `toml:"column"`
	Was    string `toml:"was"`
	Is     string `toml:"is"`
	Why    string `toml:"why"`
	Seen   string `toml:"seen"` // where the right value was read
}

// Key says how a state is read from a row.
type Key struct {
	Column  string    `toml:"column"`
	Columns string    `toml:"columns"` // a pattern over the names of the columns, whose first group is the code
	Scheme  string    `toml:"scheme"`  // a scheme of package states, or "name"
	Value   string    `toml:"value"`   // the same state in every row
	Today   bool      `toml:"today"`   // codes are today's, carried back through time
	Alias   aliasList `toml:"alias"`
	Split   string    `toml:"split"` // divides several states in one cell

	pattern *regexp.Regexp
}

// set says that the key is there.
func (k Key) set() bool { return k.Column != "" || k.Columns != "" || k.Value != "" }

// aliasList is a list of names written with the key, or the name of a list of the card.
type aliasList struct {
	name string
	list map[string]string
}

// UnmarshalTOML implements toml.Unmarshaler.
func (a *aliasList) UnmarshalTOML(v any) error {
	switch v := v.(type) {
	case string:
		a.name = v
		return nil
	case map[string]any:
		a.list = make(map[string]string, len(v))
		for k, x := range v {
			s, ok := x.(string)
			if !ok {
				return fmt.Errorf("alias %q: want a state in quotes", k)
			}
			a.list[k] = s
		}
		return nil
	}
	return fmt.Errorf("alias: want a list of names or the name of one")
}

// YearKey says how the years of a row are read.
type YearKey struct {
	Column  string   `toml:"column"`
	Columns string   `toml:"columns"`
	From    string   `toml:"from"`
	To      string   `toml:"to"`
	Open    []string `toml:"open"`
	Plus    int      `toml:"plus"` // added to what the column says: sessions, items of a list
	Value   int      `toml:"value"`
	None    bool     `toml:"none"`

	pattern *regexp.Regexp
}

// Match keeps rows by the texts of their columns.
type Match map[string][]string

// Series says how the rows of a file become values of states and pairs by year.
type Series struct {
	File string `toml:"file"`
	Part
	SkipColumns []string         `toml:"skip_columns"` // of a wide file: columns that are neither keys nor values
	A           Key              `toml:"a"`
	B           Key              `toml:"b"`
	Year        YearKey          `toml:"year"`
	Missing     []string         `toml:"missing"`
	Duplicates  string           `toml:"duplicates"`
	Pair        string           `toml:"pair"`
	Where       Match            `toml:"where"`
	Drop        Match            `toml:"drop"`
	Variables   []SeriesVariable `toml:"variable"`
}

// SeriesVariable is one variable of a series.
type SeriesVariable struct {
	Name    string             `toml:"name"`
	Column  string             `toml:"column"`
	Unit    string             `toml:"unit"`
	Absence Absence            `toml:"absence"`
	Meaning string             `toml:"meaning"`
	Factor  float64            `toml:"factor"`
	Value   *float64           `toml:"value"` // the same value in every row
	Flip    bool               `toml:"flip"`  // the value reads from the second state to the first
	Years   []int              `toml:"years"`
	Missing []string           `toml:"missing"`
	Labels  map[string]float64 `toml:"labels"`
	Commas  bool               `toml:"commas"` // numbers are written with commas between thousands
	Where   Match              `toml:"where"`

	Symmetric bool    `toml:"symmetric"` // both directions of a pair stand in the source and must be the same
	SumsTo    float64 `toml:"sums_to"`   // what the values of all states of a year add up to
	Low       float64 `toml:"low"`       // the least and the most a value may be, where the unit does not say it
	High      float64 `toml:"high"`
}

// Table says how the rows of one file, or of several alike, become rows of a table.
type Table struct {
	Name  string `toml:"name"`
	Title string `toml:"title"`
	File  string `toml:"file"`
	Files string `toml:"files"`
	Part
	SkipColumns []string      `toml:"skip_columns"`
	Key         []string      `toml:"key"`
	Absence     Absence       `toml:"absence"`
	Where       Match         `toml:"where"`
	Drop        Match         `toml:"drop"`
	CellDrop    []string      `toml:"cell_drop"` // of a wide table: cells with these texts make no row
	Columns     []TableColumn `toml:"column"`
}

// ColumnKind is what a cell of a table holds.
type ColumnKind string

// The kinds.
const (
	StateCell  ColumnKind = "state"
	DateCell   ColumnKind = "date"
	NumberCell ColumnKind = "number"
	FlagCell   ColumnKind = "flag" // a number that is 0 or 1
	TextCell   ColumnKind = "text"
)

// TableColumn is one column of a table. A column with a pattern (Columns) makes the table wide: a row for each column of the
// file that fits; the column that says cell = true takes what stands there.
type TableColumn struct {
	Name    string             `toml:"name"`
	Kind    ColumnKind         `toml:"kind"`
	Column  string             `toml:"column"`
	Columns string             `toml:"columns"`
	Cell    bool               `toml:"cell"`
	Value   string             `toml:"value"`
	Unit    string             `toml:"unit"`
	Meaning string             `toml:"meaning"`
	Missing []string           `toml:"missing"`
	Factor  float64            `toml:"factor"`
	Labels  map[string]float64 `toml:"labels"`
	Words   map[string]string  `toml:"words"` // texts instead of codes
	Scheme  string             `toml:"scheme"`
	Today   bool               `toml:"today"`
	Alias   aliasList          `toml:"alias"`
	Split   string             `toml:"split"`
	Blank   bool               `toml:"optional"` // a code that names no state leaves the cell empty, not the row out
	Commas  bool               `toml:"commas"`
	On      string             `toml:"on"`
	Parts   []string           `toml:"parts"`
	Format  string             `toml:"format"`
	Open    []string           `toml:"open"`

	pattern *regexp.Regexp
}

// key is the column as a key of a state.
func (t TableColumn) key() Key {
	return Key{Column: t.Column, Columns: t.Columns, Scheme: t.Scheme, Value: t.Value, Today: t.Today, Alias: t.Alias, Split: t.Split, pattern: t.pattern}
}

// ParseCard reads a card. The error says what is wrong and where; name is the card's file.
func ParseCard(name, text string) (Card, error) {
	var c Card
	meta, err := toml.Decode(text, &c)
	var p toml.ParseError
	if errors.As(err, &p) {
		return c, fmt.Errorf("%s: line %d: %s", name, p.Position.Line, p.Message)
	}
	if err != nil {
		return c, fmt.Errorf("%s: %w", name, err)
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return c, fmt.Errorf("%s: line %d: a card has no %q%s; docs/CARDS.md lists what it may say", name, lineOf(text, extra[0]), extra[0], meant(extra[0]))
	}
	if err := c.finish(); err != nil {
		var where *spotError
		if errors.As(err, &where) {
			return c, fmt.Errorf("%s: line %d: %w", name, where.at.line(text), err)
		}
		return c, fmt.Errorf("%s: %w", name, err)
	}
	return c, nil
}

// finish fills in what a card leaves out and holds the rest against the rules.
func (c *Card) finish() error {
	if c.Family == "" {
		c.Family = c.ID
	}
	if c.Export == "" {
		c.Export = May
	}
	for _, check := range []func() error{c.checkSelf, c.checkFiles, c.finishSeries, c.finishTables, c.checkFixes} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

var idPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{0,62}$`)

func (c *Card) checkSelf() error {
	if !idPattern.MatchString(c.ID) {
		return at(spot{key: "id"}, fmt.Errorf("id %q: want small letters, digits, points and hyphens", c.ID))
	}
	for _, need := range []struct{ what, is string }{{"title", c.Title}, {"edition", c.Edition}, {"producer", c.Producer}, {"citation", c.Citation},
		{"short", c.ShortCitation}, {"licence", c.Licence}, {"page", c.Page}, {"contact", c.Contact}} {
		if strings.TrimSpace(need.is) == "" {
			return at(spot{key: need.what}, fmt.Errorf("the card says no %s", need.what))
		}
	}
	if c.Rights != Bundle && c.Rights != Fetch && c.Rights != Bring {
		return at(spot{key: "rights"}, fmt.Errorf("rights %q: want bundle, fetch or bring", c.Rights))
	}
	if c.Export != May && c.Export != Never && c.Export != NonCommercial {
		return at(spot{key: "export"}, fmt.Errorf("export %q: want yes, no or noncommercial", c.Export))
	}
	if c.From < 1 || c.To < c.From || c.To > math.MaxInt16 {
		return at(spot{key: "from"}, fmt.Errorf("coverage from %d to %d: want years", c.From, c.To))
	}
	if len(c.Series) == 0 && len(c.Tables) == 0 && c.Body == "" {
		return errors.New("the card says of no file how it is read: want [[series]] or [[table]]")
	}
	return nil
}

var sumPattern = regexp.MustCompile(`^[0-9a-f]{64}$`)

func (c *Card) checkFiles() error {
	if len(c.Files) == 0 {
		return errors.New("the card names no file")
	}
	seen := map[string]bool{}
	for i, f := range c.Files {
		if err := c.checkFile(f, seen); err != nil {
			return at(spot{block: "file", n: i + 1}, err)
		}
		seen[f.Name] = true
	}
	return nil
}

func (c *Card) checkFile(f File, seen map[string]bool) error {
	switch {
	case f.Name == "" || seen[f.Name] || strings.HasPrefix(f.Name, "/") || strings.Contains("/"+f.Name+"/", "/../"):
		return fmt.Errorf("file %q: want a path of its own below the mirror", f.Name)
	case f.SHA256 != "" && !sumPattern.MatchString(f.SHA256):
		return fmt.Errorf("file %s: its sha256 is not 64 hexadecimal digits", f.Name)
	case f.SHA256 == "" && c.Rights == Bundle, f.SHA256 != "" && f.Size <= 0:
		return fmt.Errorf("file %s: want its sha256 and size", f.Name)
	case f.Address != "" && !strings.HasPrefix(f.Address, "https://"):
		return fmt.Errorf("file %s: address %s: want https", f.Name, f.Address)
	case f.Format == "":
		return fmt.Errorf("file %s: want its format", f.Name)
	}
	return nil
}

// file finds a file of the card; an empty name is the first.
func (c *Card) file(name string) (File, error) {
	if name == "" {
		return c.Files[0], nil
	}
	for _, f := range c.Files {
		if f.Name == name {
			return f, nil
		}
	}
	return File{}, fmt.Errorf("file %s is not among the card's", name)
}

var duplicateRules = []string{"", "refuse", "first", "last", "sum", "max", "min", "same", "listed"}

func (c *Card) finishSeries() error {
	for i := range c.Series {
		here := spot{block: "series", n: i + 1}
		if err := c.finishOne(&c.Series[i], here); err != nil {
			return at(here, fmt.Errorf("series %d: %w", i+1, err))
		}
	}
	return nil
}

func (c *Card) finishOne(s *Series, here spot) error {
	if _, err := c.file(s.File); err != nil {
		here.key = "file"
		return at(here, err)
	}
	if c.Reader == "" {
		if err := c.checkMapping(s); err != nil {
			return err
		}
	}
	for k, v := range s.Variables {
		if err := c.addVariable(s, v); err != nil {
			here.inner, here.m = "variable", k+1
			return at(here, err)
		}
	}
	return nil
}

func (c *Card) checkMapping(s *Series) (err error) {
	if !s.A.set() {
		return errors.New("want a, whose values they are")
	}
	if !slices.Contains(duplicateRules, s.Duplicates) {
		return fmt.Errorf("duplicates %q: want one of %s", s.Duplicates, strings.Join(duplicateRules[1:], ", "))
	}
	if s.Pair != "" && s.Pair != "directed" && s.Pair != "ordered" {
		return fmt.Errorf("pair %q: want directed or ordered", s.Pair)
	}
	y := s.Year
	if y.Column == "" && y.Columns == "" && y.From == "" && y.Value == 0 && !y.None {
		return errors.New("want year")
	}
	if y.Value != 0 && (y.Value < c.From || y.Value > c.To) {
		return fmt.Errorf("year %d lies outside the coverage, %d to %d", y.Value, c.From, c.To)
	}
	if s.Year.pattern, err = pattern(y.Columns); err != nil {
		return err
	}
	for _, k := range []*Key{&s.A, &s.B} {
		if err := c.finishKey(k); err != nil {
			return err
		}
	}
	return nil
}

func (c *Card) finishKey(k *Key) (err error) {
	if k.pattern, err = pattern(k.Columns); err != nil {
		return err
	}
	return c.finishAlias(&k.Alias)
}

// finishAlias finds the list an alias names.
func (c *Card) finishAlias(a *aliasList) error {
	if a.name == "" {
		return nil
	}
	list, ok := c.Alias[a.name]
	if !ok {
		return fmt.Errorf("alias %q: the card has no such list", a.name)
	}
	a.list = list
	return nil
}

// pattern compiles a pattern over names of columns, which must have a group.
func pattern(text string) (*regexp.Regexp, error) {
	if text == "" {
		return nil, nil
	}
	p, err := regexp.Compile(text)
	if err == nil && p.NumSubexp() < 1 {
		err = errors.New("want a group that is the code")
	}
	if err != nil {
		return nil, fmt.Errorf("columns %q: %w", text, err)
	}
	return p, nil
}

func (c *Card) addVariable(s *Series, v SeriesVariable) error {
	if v.Name == "" || v.Unit == "" || v.Absence != Zero && v.Absence != Silent {
		return fmt.Errorf("variable %q: want name, unit, and absence zero or silent", v.Name)
	}
	if len(v.Years) != 0 && len(v.Years) != 2 {
		return fmt.Errorf("variable %s: years want two, first and last", v.Name)
	}
	if slices.ContainsFunc(c.Variables, func(o Variable) bool { return o.Name == v.Name }) {
		return nil // another column, or file, of the same variable
	}
	file := s.File
	if file == c.Files[0].Name {
		file = ""
	}
	c.Variables = append(c.Variables, Variable{v.Name, v.producer(s), v.Unit, v.Absence, file, v.Meaning, s.Year.None, Law{v.Symmetric, v.SumsTo, v.Low, v.High, s.A.Today || s.B.Today}})
	return nil
}

// producer is the producer's name of a variable, or where it stands.
func (v SeriesVariable) producer(s *Series) string {
	switch {
	case v.Column != "":
		return v.Column
	case s.A.Columns != "" || s.B.Columns != "" || s.Year.Columns != "":
		return "cells"
	}
	return s.A.Column
}

func (c *Card) finishTables() error {
	seen := map[string]bool{}
	for i := range c.Tables {
		t := &c.Tables[i]
		if !idPattern.MatchString(t.Name) || seen[t.Name] {
			return at(spot{block: "table", n: i + 1, key: "name"}, fmt.Errorf("table %q: want a name of its own, of small letters", t.Name))
		}
		seen[t.Name] = true
		here := spot{block: "table", n: i + 1}
		if err := c.finishTable(t, here); err != nil {
			return at(here, fmt.Errorf("table %s: %w", t.Name, err))
		}
	}
	return nil
}

func (c *Card) finishTable(t *Table, here spot) error {
	if t.Files == "" {
		if _, err := c.file(t.File); err != nil {
			return err
		}
	} else if len(c.filesLike(t.Files)) == 0 {
		return fmt.Errorf("files %q: none of the card's", t.Files)
	}
	if len(t.Columns) == 0 {
		return errors.New("it has no columns")
	}
	seen := map[string]bool{}
	for i := range t.Columns {
		col, there := &t.Columns[i], here
		there.inner, there.m = "column", i+1
		if col.Name == "" || seen[col.Name] {
			return at(there, fmt.Errorf("column %q: want a name of its own", col.Name))
		}
		seen[col.Name] = true
		if err := c.finishColumn(col); err != nil {
			return at(there, fmt.Errorf("column %s: %w", col.Name, err))
		}
	}
	for _, k := range t.Key {
		if !seen[k] {
			return fmt.Errorf("key %q is none of its columns", k)
		}
	}
	return nil
}

func (c *Card) finishColumn(col *TableColumn) (err error) {
	switch col.Kind {
	case StateCell, DateCell, NumberCell, FlagCell, TextCell:
	default:
		return fmt.Errorf("kind %q: want state, date, number, flag or text", col.Kind)
	}
	if col.Column == "" && col.Columns == "" && !col.Cell && len(col.Parts) == 0 && col.Value == "" {
		return errors.New("want the producer's column")
	}
	if col.pattern, err = pattern(col.Columns); err != nil {
		return err
	}
	return c.finishAlias(&col.Alias)
}

func (c *Card) checkFixes() error {
	for i, f := range c.Fixes {
		if _, err := c.file(f.File); err != nil || f.Row < 1 || f.Column == "" || f.Was == f.Is || f.Why == "" || f.Seen == "" {
			return at(spot{block: "fix", n: i + 1}, fmt.Errorf("correction of %s row %d: want file, row, column, was, is, why and seen", f.File, f.Row))
		}
	}
	return nil
}

// TableOf gives a table of the card by its name.
func (c Card) TableOf(name string) (Table, bool) {
	for _, t := range c.Tables {
		if t.Name == name {
			return t, true
		}
	}
	return Table{}, false
}
