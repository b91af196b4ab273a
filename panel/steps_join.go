package panel

// The user's own table beside a panel. How many of its rows may fit a row of the panel is declared and held to: a join never
// changes the number of rows. States may be written in any scheme of codes; they are read as of the year of the panel's row.

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"comity"
	"comity/column"
	"comity/format/frame"
	"comity/formula"
	"comity/source"
	"comity/states"
)

// Join is a table to be joined.
type Join struct {
	File   string
	Part   string // the table in a file of several: a sheet, an object, an entry
	Keys   []JoinKey
	Once   bool     // 1:1: a row of the file fits one row of the panel at most
	Prefix string   // before the names of the file's columns
	Only   []string // these columns alone; nil: all that are no keys
}

// JoinKey is a column of the file whose cells are those of a column of the panel. Where the file's are codes of states in a
// scheme, or names, the panel's are the states of the row.
type JoinKey struct {
	File, Panel string
	Scheme      string // empty: equal cells
}

// JoinedFile is a file that was joined.
type JoinedFile struct {
	Path   string
	Size   int64
	SHA256 string
}

const joinForm = "want FILE on KEY,KEY many:1 (or 1:1), then part NAME, as PREFIX, only NAMES if you like; a key is NAME, or NAME_IN_FILE=NAME_IN_PANEL"

var joinWord = regexp.MustCompile(`"[^"]*"|[^\s"]+`)

// parseJoin reads a join.
func parseJoin(text string, o *Op) error {
	words := joinWord.FindAllString(text, -1)
	if len(words) == 0 || strings.Count(text, `"`)%2 == 1 {
		return errors.New(joinForm)
	}
	j := &o.Join
	j.File = strings.Trim(words[0], `"`)
	declared := false
	for i := 1; i < len(words); {
		word := words[i]
		from := i + 1
		for i++; i < len(words) && !joinClause(words[i]); i++ {
		}
		rest := strings.Join(words[from:i], " ")
		switch word {
		case "on":
			if err := j.keys(rest); err != nil {
				return err
			}
			continue
		case "part", "as", "only":
			if rest == "" {
				return fmt.Errorf("%s what? %s", word, joinForm)
			}
			j.clause(word, rest)
			continue
		case "1:1", "many:1", "m:1":
			declared, j.Once = true, word == "1:1"
		case "1:many", "1:m", "many:many", "m:m":
			return fmt.Errorf("a join %s would multiply the rows of the panel: make the keys of the file unique first", word)
		default:
			return fmt.Errorf("%q: %s", word, joinForm)
		}
		if rest != "" {
			return fmt.Errorf("%q: %s", rest, joinForm)
		}
	}
	switch {
	case len(j.Keys) == 0:
		return errors.New(joinForm)
	case !declared:
		return errors.New("how many rows may fit is not declared: write many:1 where several rows of the panel may take the same row of the file, 1:1 where none may")
	}
	return nil
}

// joinClause says that a word begins a part of a join.
func joinClause(word string) bool {
	return slices.Contains([]string{"on", "part", "as", "only", "1:1", "many:1", "m:1", "1:many", "1:m", "many:many", "m:m"}, word)
}

func (j *Join) clause(word, rest string) {
	switch word {
	case "part":
		j.Part = strings.Trim(rest, `"`)
	case "as":
		j.Prefix = strings.Trim(rest, `"`)
	case "only":
		j.Only = names(rest)
	}
}

// names reads names with commas or spaces between them, in quotes where they have spaces.
func names(text string) (out []string) {
	for _, w := range regexp.MustCompile(`"[^"]*"|[^\s",]+`).FindAllString(text, -1) {
		out = append(out, strings.Trim(w, `"`))
	}
	return out
}

// keys reads the keys: NAME, FILE=PANEL, FILE:SCHEME=PANEL.
func (j *Join) keys(text string) error {
	for _, word := range names(strings.ReplaceAll(text, `"=`, "\x00=")) {
		in, of, two := strings.Cut(strings.ReplaceAll(word, "\x00", ""), "=")
		k := JoinKey{File: in, Panel: of}
		if !two {
			k.Panel = in
		}
		if name, scheme, ok := strings.Cut(k.File, ":"); ok {
			if k.File, k.Scheme = name, scheme; !two {
				k.Panel = name
			}
			if err := k.known(); err != nil {
				return err
			}
		}
		if k.File == "" || k.Panel == "" {
			return fmt.Errorf("key %q: %s", word, joinForm)
		}
		j.Keys = append(j.Keys, k)
	}
	return nil
}

// known holds the scheme of a key to those there are.
func (k *JoinKey) known() error {
	if k.Scheme == "name" {
		return nil
	}
	scheme, err := states.ParseScheme(k.Scheme)
	k.Scheme = string(scheme)
	return err
}

// join adds the columns of a table.
func (s *stepper) join(o Op) error {
	dir, name := filepath.Split(o.Join.File)
	if dir == "" {
		dir = "."
	}
	t, err := source.ReadTable(os.DirFS(dir), name, o.Join.Part)
	if err != nil {
		return err
	}
	m := &match{stepper: s, join: o.Join, table: t}
	if err := m.openKeys(); err != nil {
		return err
	}
	if err := m.index(); err != nil {
		return err
	}
	if err := m.find(); err != nil {
		return err
	}
	if err := m.columns(); err != nil {
		return err
	}
	s.Joined = append(s.Joined, JoinedFile{o.Join.File, t.File.Size, t.File.SHA256})
	s.note(o, s.Frame.Rows, m.told(), m.notes(), nil)
	return nil
}

// match is a table that is being joined.
type match struct {
	*stepper
	join  Join
	table *source.OwnTable
	keys  []sides
	byKey map[string]int32 // rows of the file
	silly int              // rows of the file that lack a key
	via   []int32          // of each row of the panel: its row of the file, or the number of rows where it has none
	used  []bool           // of each row of the file
	n     int              // rows of the panel that have one
}

// sides are the two sides of a key: what stands for a cell of the file, and what for a row of the panel; equal numbers are
// equal keys. A row of the panel may answer to several codes of a scheme.
type sides struct {
	file  func(row int) (uint64, bool)
	panel func(row int) []uint64
	shown func(row int) string // of the panel's row
	lost  []string             // codes of the file that name no state in any year
}

// openKeys finds the columns of the keys on both sides.
func (m *match) openKeys() error {
	var names []string
	for _, c := range m.table.Frame.Columns {
		names = append(names, c.Name)
	}
	for i := range m.join.Keys {
		k := &m.join.Keys[i]
		c := m.table.Frame.Column(k.File)
		if c == nil {
			return fmt.Errorf("%s has no column %q%s", m.join.File, k.File, formula.Meant(k.File, names))
		}
		if _, err := m.resolve([]string{k.Panel}); err != nil {
			return err
		}
		of, made := m.column(k.Panel)
		if of == nil {
			return fmt.Errorf("the panel has no column %q%s", k.Panel, m.nearest(k.Panel))
		}
		side, err := m.sidesOf(k, c, of, made)
		if err != nil {
			return err
		}
		m.keys = append(m.keys, side)
	}
	return nil
}

// sidesOf chooses how a key is compared: as states where a scheme is named, by the key or by the name of the file's column; else
// as equal cells.
func (m *match) sidesOf(k *JoinKey, c, of *frame.Column, made Made) (sides, error) {
	slot := m.slotOf(of, made)
	if k.Scheme == "" && slot >= 0 && k.File != k.Panel && c.Name != codeName(m.bench.sys) {
		if scheme, err := states.ParseScheme(k.File); err == nil {
			k.Scheme = string(scheme)
		}
	}
	switch {
	case k.Scheme != "" && slot < 0:
		return sides{}, fmt.Errorf("key %s: %s is no column of a state of the row; those are %s", k.File, k.Panel, strings.Join(m.stateColumns(), ", "))
	case k.Scheme != "":
		return m.stateSides(k, c, slot), nil
	case (c.Kind == frame.Text) != (of.Kind == frame.Text) && slot >= 0:
		return sides{}, fmt.Errorf("key %s holds texts and %s numbers of states: say how the file writes them, as %s:iso3=%s or %s:name=%s (comity code --list)", k.File, k.Panel, k.File, k.Panel, k.File, k.Panel)
	case (c.Kind == frame.Text) != (of.Kind == frame.Text) || (c.Kind == frame.Date) != (of.Kind == frame.Date):
		return sides{}, fmt.Errorf("key %s holds %ss and %s %ss: they are never equal", k.File, c.Kind, k.Panel, of.Kind)
	}
	return equalSides(c, of), nil
}

// slotOf says which state of the row a column of the panel identifies, or -1.
func (m *match) slotOf(of *frame.Column, made Made) int {
	if !made.Key {
		return -1
	}
	return slices.Index(m.stateColumns(), of.Name)
}

// stateColumns are the columns that identify the states of a row, in order.
func (m *match) stateColumns() (out []string) {
	for _, c := range m.Panel.rows.ids {
		if strings.HasPrefix(c.Name, codeName(m.bench.sys)) && len(out) < len(m.Panel.rows.slot) {
			out = append(out, c.Name)
		}
	}
	return out
}

// equalSides compares cells as they are.
func equalSides(c, of *frame.Column) sides {
	one := make([]uint64, 1)
	if c.Kind != frame.Text {
		bits := func(x float64) (uint64, bool) { return math.Float64bits(x + 0), x == x }
		return sides{file: func(row int) (uint64, bool) { return bits(c.At(row)) }, shown: shownCell(of), panel: func(row int) []uint64 {
			if x, ok := bits(of.At(row)); ok {
				one[0] = x
				return one
			}
			return nil
		}}
	}
	places := map[string]uint64{}
	for i, text := range c.Texts {
		if _, ok := places[text]; !ok {
			places[text] = uint64(i)
		}
	}
	return sides{shown: shownCell(of),
		file: func(row int) (uint64, bool) {
			text, l := c.TextAt(row)
			return places[text], l == 0
		},
		panel: func(row int) []uint64 {
			text, l := of.TextAt(row)
			if x, ok := places[text]; ok && l == 0 {
				one[0] = x
				return one
			}
			return nil
		}}
}

// shownCell writes a cell of a key for messages.
func shownCell(c *frame.Column) func(row int) string {
	return func(row int) string {
		return c.Name + " " + cellText(c, row)
	}
}

// cellText writes a cell of a key, a number as short as it can be.
func cellText(c *frame.Column, row int) string {
	x := c.At(row)
	switch {
	case x != x:
		return "." + string(rune('a'-1+frame.Letter(x)))
	case c.Kind == frame.Text:
		return c.Texts[int(x)]
	case c.Kind == frame.Date:
		return comity.Day(x).String()
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// stateSides compares codes of states, each read as of the year of the panel's row.
func (m *match) stateSides(k *JoinKey, c *frame.Column, slot int) sides {
	codes, of := codesOf(c)
	answers, lost := m.statesOf(k, c, codes, of)
	grid, index := m.Panel.rows.states, m.Panel.rows.slot[slot]
	at := func(row int) int { // of a row of the panel: its state's in the grid
		if row = m.baseRow(row); len(index) == 0 {
			return row
		}
		return int(index[row])
	}
	byRow := make([][]uint64, grid.Len())
	for i := range grid.Runs {
		r := &grid.Runs[i]
		for n := range r.Len {
			byRow[r.Row+n] = answers[stateYear{r.A, r.Year(n)}]
		}
	}
	return sides{lost: lost,
		file:  func(row int) (uint64, bool) { return uint64(of[row]), of[row] >= 0 },
		panel: func(row int) []uint64 { return byRow[at(row)] },
		shown: func(row int) string { return nameIn(grid.runOf(at(row)).A, int(grid.Year[at(row)])) }}
}

type stateYear struct {
	state comity.State
	year  int
}

// codesOf gives the distinct codes of a column, and which of them each row has; -1 where it has none.
func codesOf(c *frame.Column) (codes []string, of []int32) {
	places := map[string]int32{}
	of = make([]int32, c.Len())
	for row := range of {
		of[row] = -1
		if x := c.At(row); x != x {
			continue
		}
		text := cellText(c, row)
		if _, ok := places[text]; !ok {
			places[text] = int32(len(codes))
			codes = append(codes, text)
		}
		of[row] = places[text]
	}
	return codes, of
}

// statesOf reads the codes in the years in which they are needed: those of the file's rows where a year is among the keys, else
// all years of the panel. It gives the codes that name a state in a year, and the codes that name none at all.
func (m *match) statesOf(k *JoinKey, c *frame.Column, codes []string, of []int32) (answers map[stateYear][]uint64, lost []string) {
	read := source.StatesBy(states.Scheme(k.Scheme))
	answers = map[stateYear][]uint64{}
	years := m.yearsOf(of, len(codes))
	for i, code := range codes {
		found := false
		for _, year := range years[i] {
			if key := read(code, year); key != comity.NoState {
				found = true
				at := stateYear{key, year}
				answers[at] = append(answers[at], uint64(i))
			}
		}
		if !found {
			lost = append(lost, code)
		}
	}
	return answers, lost
}

// yearsOf gives the years in which each code is to be read.
func (m *match) yearsOf(of []int32, codes int) [][]int {
	out := make([][]int, codes)
	for _, k := range m.join.Keys {
		if k.Panel != "year" {
			continue
		}
		if c := m.table.Frame.Column(k.File); c != nil && c.Kind != frame.Text {
			for row, i := range of {
				if x := c.At(row); i >= 0 && x > -1e6 && x < 1e6 {
					out[i] = append(out[i], int(x))
				}
			}
			for i := range out {
				slices.Sort(out[i])
				out[i] = slices.Compact(out[i])
			}
			return out
		}
	}
	var all []int
	for _, y := range m.Panel.rows.years {
		all = append(all, int(y))
	}
	slices.Sort(all)
	all = slices.Compact(all)
	for i := range out {
		out[i] = all
	}
	return out
}

// index finds the rows of the file by their keys and refuses keys that stand twice.
func (m *match) index() error {
	m.byKey = make(map[string]int32, m.table.Frame.Rows)
	key := make([]byte, 0, 8*len(m.keys))
	for row := range m.table.Frame.Rows {
		key = key[:0]
		whole := true
		for _, k := range m.keys {
			x, ok := k.file(row)
			whole = whole && ok
			key = appendKey(key, x)
		}
		if !whole {
			m.silly++
			continue
		}
		if first, twice := m.byKey[string(key)]; twice {
			return fmt.Errorf("the keys of %s are not unique: rows %d and %d both have %s; a join would multiply rows. Make one row of them first, or add the column that tells them apart to the keys",
				m.join.File, first+1, row+1, m.shownKeys(row))
		}
		m.byKey[string(key)] = int32(row)
	}
	return nil
}

func appendKey(key []byte, x uint64) []byte {
	for range 8 {
		key = append(key, byte(x))
		x >>= 8
	}
	return key
}

// shownKeys writes the keys of a row of the file.
func (m *match) shownKeys(row int) string {
	var out []string
	for _, k := range m.join.Keys {
		out = append(out, shownCell(m.table.Frame.Column(k.File))(row))
	}
	return strings.Join(out, ", ")
}

// find leads the rows of the panel to those of the file.
func (m *match) find() error {
	none := int32(m.table.Frame.Rows)
	m.via, m.used = make([]int32, m.Frame.Rows), make([]bool, none)
	taken := map[int32]int{}
	key := make([]byte, 0, 8*len(m.keys))
	for row := range m.via {
		m.via[row] = none
		hits, err := m.hits(row, key, 0)
		if err != nil {
			return err
		}
		if hits < 0 {
			continue
		}
		if m.join.Once && m.used[hits] {
			return fmt.Errorf("1:1 does not hold: row %d of %s (%s) fits rows %d and %d of the panel; write many:1 if that is meant", hits+1, m.join.File, m.shownKeys(int(hits)), taken[hits]+1, row+1)
		}
		if m.join.Once {
			taken[hits] = row
		}
		m.via[row], m.used[hits] = hits, true
		m.n++
	}
	return nil
}

// hits gives the row of the file that fits a row of the panel, -1 where none does. Several codes of a scheme may name the row's
// state; if rows of two of them fit, the join is refused.
func (m *match) hits(row int, key []byte, at int) (int32, error) {
	if at == len(m.keys) {
		if hit, ok := m.byKey[string(key)]; ok {
			return hit, nil
		}
		return -1, nil
	}
	found := int32(-1)
	for _, x := range m.keys[at].panel(row) {
		hit, err := m.hits(row, appendKey(key, x), at+1)
		switch {
		case err != nil:
			return -1, err
		case hit >= 0 && found >= 0 && hit != found:
			return -1, fmt.Errorf("rows %d (%s) and %d (%s) of %s both fit %s: a join would multiply rows", found+1, m.shownKeys(int(found)), hit+1, m.shownKeys(int(hit)), m.join.File, m.shownRow(row))
		case hit >= 0:
			found = hit
		}
	}
	return found, nil
}

// shownRow writes the keys of a row of the panel.
func (m *match) shownRow(row int) string {
	var out []string
	for _, k := range m.keys {
		out = append(out, k.shown(row))
	}
	return strings.Join(out, ", ")
}

// unwanted says that a column of the file is neither a key nor added.
func (m *match) unwanted(name string) bool {
	return m.join.Only != nil && !slices.Contains(m.join.Only, name) && !slices.ContainsFunc(m.join.Keys, func(k JoinKey) bool { return k.File == name })
}

// columns adds the columns of the file. A row without a match has cells that are not covered.
func (m *match) columns() error {
	var wanted []*frame.Column
	for _, c := range m.table.Frame.Columns {
		if m.unwanted(c.Name) || slices.ContainsFunc(m.join.Keys, func(k JoinKey) bool { return k.File == c.Name }) {
			continue
		}
		wanted = append(wanted, c)
	}
	for _, name := range m.join.Only {
		if !slices.ContainsFunc(wanted, func(c *frame.Column) bool { return c.Name == name }) {
			return fmt.Errorf("%s has no column %q beside its keys", m.join.File, name)
		}
	}
	for _, c := range wanted {
		if name := m.join.Prefix + c.Name; m.Frame.Column(name) != nil {
			return fmt.Errorf("the panel has a column %s: give those of the file a prefix, as my_", name)
		}
	}
	for _, c := range wanted {
		m.addColumn(c)
	}
	return nil
}

func (m *match) addColumn(c *frame.Column) {
	file := filepath.Base(m.join.File)
	d := *c
	d.Name, d.Label, d.Via = m.join.Prefix+c.Name, c.Name+" of "+file, m.via
	d.Notes = []string{"joined from " + file + " (sha256 " + m.table.File.SHA256 + ")", "missing: as in the file; .a where no row of it fits"}
	if c.Reals != nil {
		d.Reals = append(c.Reals, frame.NaN(notCovered))
	} else {
		d.Ints = append(c.Ints, frame.IntMissing(notCovered))
	}
	was := snapshot{base: m.base}
	via, rows := m.via, m.table.Frame.Rows
	made := Made{Item: Item{Column: column.Column{Title: d.Label, Formula: "as the file has it", Missing: "as in the file; .a where no row of it fits"}}, Header: d.Name, I: -1, J: -1, Table: file}
	made.Why = func(base int) (Cell, error) {
		at := via[was.row(base)]
		cell := Cell{Year: int(m.Panel.rows.years[base]), Value: kept(&d, at), Ref: comity.Ref{Note: "no row of " + file + " fits"}}
		if int(at) < rows {
			cell.Ref = comity.Ref{Row: int64(at) + 1, Note: "row of " + file + ", your own table"}
		}
		return cell, nil
	}
	m.add(-1, &d, made)
}

// kept is a cell of a column, by its place among those that are kept.
func kept(c *frame.Column, at int32) float64 {
	d := *c
	d.Via = nil
	return d.At(int(at))
}

// told is what the join did, in a line.
func (m *match) told() string {
	used := 0
	for _, u := range m.used {
		if u {
			used++
		}
	}
	return fmt.Sprintf("%s of %s rows matched, %s of %s rows of the file used", grouped(m.n), grouped(len(m.via)), grouped(used), grouped(len(m.used)))
}

// notes is the report of the match: what did not fit on either side, what the file's columns are.
func (m *match) notes() []string {
	none := int32(m.table.Frame.Rows)
	var out, rows, unused []string
	for row, at := range m.via {
		if at == none && len(rows) < 6 {
			rows = append(rows, m.shownRow(row))
		}
	}
	for row, u := range m.used {
		if !u && len(unused) < 6 {
			unused = append(unused, m.shownKeys(row))
		}
	}
	if len(rows) > 0 {
		out = append(out, "rows of the panel that no row of the file fits, the first: "+firstOf(rows, 5))
	}
	if len(unused) > 0 {
		out = append(out, "rows of the file that fit no row of the panel, the first: "+firstOf(unused, 5))
	}
	for i, k := range m.keys {
		if len(k.lost) > 0 {
			out = append(out, fmt.Sprintf("%s of the file name no state (%s): %s", m.join.Keys[i].File, m.join.Keys[i].Scheme, firstOf(k.lost, 8)))
		}
	}
	if m.silly > 0 {
		out = append(out, fmt.Sprintf("%s rows of the file lack a key", grouped(m.silly)))
	}
	told := m.table.Notes
	for _, c := range m.table.Frame.Columns {
		if m.unwanted(c.Name) {
			told = slices.DeleteFunc(slices.Clone(told), func(n string) bool { return strings.HasPrefix(n, c.Name+" holds ") })
			continue
		}
		out = append(out, fmt.Sprintf("%s of the file: %s, %s", c.Name, c.Kind, letters(missingOf(c))))
	}
	return append(out, told...)
}
