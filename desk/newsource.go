package desk

// This file is the way from a file to a source of one's own, without Go: the file is profiled and its card drafted, a card is
// tried before it is trusted, and both can be put into the store.

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"comity"
	"comity/record"
	"comity/report"
	"comity/source"
	"comity/states"
)

// NewSource profiles a file and drafts its card. The id is made of the file's name where none is given; part names the table in
// a file of several. With write the card is put among the user's own, and the file into the store.
func (k Keeper) NewSource(ctx context.Context, file, id, part string, write bool) (report.Profile, error) {
	if id == "" {
		id = source.IDOf(filepath.Base(file))
	}
	store := k.store()
	if err := store.Free(id); err != nil {
		return report.Profile{}, fmt.Errorf("%w (--id ID)", err)
	}
	if info, err := os.Stat(file); err == nil && !info.Mode().IsRegular() {
		return report.Profile{}, fmt.Errorf("%s is no ordinary file", file)
	}
	p, err := source.ProfileOf(os.DirFS(filepath.Dir(file)), filepath.Base(file), part)
	if err != nil {
		return report.Profile{}, err
	}
	card, err := source.Draft(p, id)
	if err != nil {
		return report.Profile{}, fmt.Errorf("no card can be drafted of %s: %w", file, err)
	}
	out := profileAnswer(p, id, card)
	if !write {
		return out, nil
	}
	c, err := source.ParseCard(id+".toml", card)
	if err != nil {
		return out, err
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return out, err
	}
	out.Written = store.CardPath(id)
	return out, store.Shelve(ctx, c, []byte(card), map[string][]byte{p.File.Name: data})
}

func profileAnswer(p source.Profile, id, card string) report.Profile {
	out := report.Profile{File: clean(p.File.Name), Format: p.File.Format, SHA256: p.File.SHA256, Size: p.File.Size, Rows: p.Rows, Whole: p.Whole, ID: id, Card: card,
		Columns: []report.ProfileColumn{}, Key: cleanAll(p.Key), Notes: cleanAll(p.Notes)}
	if len(p.Key) == 0 && p.Twice[1] != 0 {
		out.Notes = append(out.Notes, fmt.Sprintf("the states and the year do not name a row: rows %d and %d share them", p.Twice[0], p.Twice[1]))
	}
	for i, c := range p.Columns {
		col := report.ProfileColumn{Name: clean(c.Name), Kind: string(c.Kind), Scheme: c.Scheme, Also: append(append([]string{}, c.Also...), c.Alike...), Distinct: c.Distinct, More: c.More,
			Codes: cleanAll(c.Codes), Unknown: cleanAll(c.Unknown), Note: columnNote(p, i)}
		if all := c.Filled + c.Missing; all > 0 {
			col.Missing = float64(c.Missing) / float64(all)
		}
		if c.Kind == source.NumberCell || c.Kind == source.YearCell {
			low, high := c.Min, c.Max
			col.Min, col.Max = &low, &high
		}
		out.Columns = append(out.Columns, col)
	}
	return out
}

// columnNote says what else of a column wants a look.
func columnNote(p source.Profile, i int) string {
	c := p.Columns[i]
	var parts []string
	if n := c.Distinct - c.Hits; c.Kind == source.StateCell && n > len(c.Unknown) {
		parts = append(parts, fmt.Sprintf("values that name no state: %d", n))
	}
	if c.Same != "" {
		parts = append(parts, "names the states "+clean(c.Same)+" names")
	}
	if c.Lost > 0 {
		parts = append(parts, fmt.Sprintf("rows that name no state in their year: %d", c.Lost))
	}
	if len(c.Perhaps) > 0 {
		parts = append(parts, strings.Join(c.Perhaps, ", ")+" may mean missing")
	}
	if c.Commas {
		parts = append(parts, "commas between thousands")
	}
	if c.Format != "" {
		parts = append(parts, "dates written as "+c.Format)
	}
	return strings.Join(parts, "; ")
}

// clean takes control characters, which would move a terminal about, out of a text of a file.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return '?'
		}
		return r
	}, s)
	return strings.ToValidUTF8(s, "?")
}

func cleanAll(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		if out[i] = clean(s); len(out[i]) > 400 {
			out[i] = strings.ToValidUTF8(out[i][:400], "") + "…"
		}
	}
	return out
}

// CheckCard reads a card and the files it names, from the store or from a directory (by default the card's own), and says what
// would be read, or what is wrong and on which line. With write the card is put among the user's own, and its files into the store.
func (k Keeper) CheckCard(ctx context.Context, file, dir string, write bool) (report.Trial, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return report.Trial{}, err
	}
	if dir == "" {
		dir = filepath.Dir(file)
	}
	c, err := source.CheckCard(file, text)
	if err != nil {
		return report.Trial{}, err
	}
	store := k.store()
	if write {
		if err := store.Free(c.ID); err != nil {
			return report.Trial{}, err
		}
	}
	t, err := store.Try(c, os.DirFS(dir))
	if err != nil {
		return report.Trial{}, inCard(file, string(text), err)
	}
	out := k.trialAnswer(store, file, c, t, string(text))
	if !write {
		return out, nil
	}
	out.Written = store.CardPath(c.ID)
	files := map[string][]byte{}
	for _, name := range t.Beside {
		if files[name], err = readBeside(dir, name); err != nil {
			return out, err
		}
	}
	return out, store.Shelve(ctx, c, text, files)
}

// readBeside reads a file of a card from a directory, under its name on the card or the last part of it.
func readBeside(dir, name string) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		return os.ReadFile(filepath.Join(dir, filepath.Base(filepath.FromSlash(name))))
	}
	return data, err
}

// inCard adds to an error met while reading the line of the card it comes from, and what may be done, where they can be told.
func inCard(file, text string, err error) error {
	if missing := new(source.NoColumnError); errors.As(err, &missing) {
		if line := source.LineOf(text, missing.Column); line > 0 {
			return fmt.Errorf("%s: line %d: %w", file, line, err)
		}
	}
	if strings.Contains(err.Error(), "stands in rows") {
		return fmt.Errorf("%s: %w: a key repeats. Say in its [[series]] what then holds (duplicates = \"first\", last, sum, max, min or same), keep some rows out (where, drop), or read the file as a [[table]]", file, err)
	}
	return fmt.Errorf("%s: %w", file, err)
}

func (k Keeper) trialAnswer(store *record.Store, file string, c source.Card, t record.Trial, text string) report.Trial {
	out := report.Trial{Card: file, ID: c.ID, Edition: c.Edition, Values: []report.TrialValues{}, Tables: []report.TrialTable{}, Left: []report.LeftOut{}, Todo: []string{}, Notes: []string{}}
	for _, v := range t.Variables {
		out.Values = append(out.Values, triedVariable(c, v))
	}
	for _, x := range t.Tables {
		out.Tables = append(out.Tables, triedTable(c, x))
	}
	for _, l := range t.Left {
		out.Left = append(out.Left, report.LeftOut{Source: c.ID, Edition: c.Edition, Why: clean(l.Why), N: l.N})
	}
	for i, line := range strings.Split(text, "\n") {
		if strings.Contains(line, "TODO") {
			out.Todo = append(out.Todo, fmt.Sprintf("line %d: %s", i+1, clean(strings.TrimSpace(line))))
		}
	}
	if filepath.Base(file) != c.ID+".toml" {
		out.Notes = append(out.Notes, fmt.Sprintf("In the store the card is named by its id, %s.toml.", c.ID))
	}
	if err := store.Free(c.ID); err != nil && !samePath(file, store.CardPath(c.ID)) {
		out.Notes = append(out.Notes, "The id is taken: "+err.Error()+".")
	}
	for _, f := range t.Files {
		if f.Brought {
			out.Notes = append(out.Notes, fmt.Sprintf("The card does not know the checksum of %s; what was read has sha256 = %q, size = %d.", f.Name, f.SHA256, f.Size))
		}
	}
	return out
}

// samePath says that two paths are of one place.
func samePath(a, b string) bool {
	a, errA := filepath.Abs(a)
	b, errB := filepath.Abs(b)
	return errA == nil && errB == nil && a == b
}

func triedVariable(c source.Card, v record.TriedVariable) report.TrialValues {
	out := report.TrialValues{Name: v.Name, N: v.N, Missing: v.Missing, Years: fmt.Sprintf("%s to %s", whenText(v.First), whenText(v.Last)), Rows: [][]string{}}
	if v.First == v.Last {
		out.Years = whenText(v.First)
	}
	for _, x := range c.Variables {
		if x.Name == v.Name {
			out.Unit = x.Unit
		}
	}
	for _, d := range v.Rows {
		who := idOf(d.A)
		if d.B != comity.NoState {
			who += " " + idOf(d.B)
		}
		out.Rows = append(out.Rows, []string{who, whenText(d.Year), valueText(d.Value), strconv.FormatInt(d.Row, 10)})
	}
	return out
}

func triedTable(c source.Card, x record.TriedTable) report.TrialTable {
	t, _ := c.TableOf(x.Name)
	out := report.TrialTable{Name: x.Name, N: x.N, Header: []string{"row"}, Rows: [][]string{}}
	for _, col := range t.Columns {
		out.Header = append(out.Header, col.Name)
	}
	for _, r := range x.Rows {
		cells := []string{strconv.FormatInt(r.Row, 10)}
		for i, cell := range r.Cells {
			cells = append(cells, clean(triedCell(t.Columns[i].Kind, cell)))
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

func triedCell(kind source.ColumnKind, c source.Cell) string {
	switch kind {
	case source.StateCell:
		if c.State == comity.NoState {
			return ""
		}
		return states.ID(c.State, comity.NoDay)
	case source.DateCell:
		return c.Date.String()
	case source.TextCell:
		return c.Text
	}
	return valueText(c.Number)
}
