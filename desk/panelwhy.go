package desk

// This file says where the cell of a panel comes from: of a file, by the lock file beside it, which says how to make it again; or of
// any column of the catalogue, by making the panel of its one year.

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"comity"
	"comity/format/frame"
	"comity/panel"
	"comity/report"
	"comity/states"
)

// WhyFile answers where a cell of a panel file comes from: of a row, counted from 1 without the header, and a column by its name in
// the file. The lock file beside it must name it with the checksum it has.
func (d *Desk) WhyFile(ctx context.Context, path string, row int, name string, o WhyOptions) (report.Why, error) {
	l, err := lockedAs(path)
	if err != nil {
		return report.Why{}, err
	}
	if row < 1 || row > l.Rows {
		return report.Why{}, fmt.Errorf("%s has no row %d: its rows, the header not counted, are 1 to %d", path, row, l.Rows)
	}
	as, p, err := d.remake(ctx, l, filepath.Dir(path))
	if err != nil {
		return report.Why{}, fmt.Errorf("%s: %w", path, err)
	}
	i, err := columnNamed(p, name)
	if err != nil {
		return report.Why{}, fmt.Errorf("%s: %w", path, err)
	}
	return as.whyCellOf(p, i, row-1, o)
}

// lockedAs finds the entry of a panel file in the lock file beside it.
func lockedAs(path string) (lockedPanel, error) {
	lock, err := readPanelLock(filepath.Join(filepath.Dir(path), lockName))
	if errors.Is(err, os.ErrNotExist) {
		return lockedPanel{}, fmt.Errorf("there is no %s beside %s: a cell is traced by the lock file that comity panel writes with each panel", lockName, path)
	}
	if err != nil {
		return lockedPanel{}, err
	}
	i := slices.IndexFunc(lock.Panels, func(p lockedPanel) bool { return p.File.Name == filepath.Base(path) })
	if i < 0 {
		return lockedPanel{}, fmt.Errorf("the %s beside %s does not name it: was it renamed, or written with --no-extras?", lockName, path)
	}
	sum, err := sumOfFile(path)
	if err != nil {
		return lockedPanel{}, err
	}
	if want := lock.Panels[i].File.SHA256; sum != want {
		return lockedPanel{}, fmt.Errorf("%s has the SHA-256 %.12s…, and the %s beside it names %.12s…: it was changed after it was written; comity replay brings it back", path, sum, lockName, want)
	}
	return lock.Panels[i], nil
}

// sumOfFile gives the SHA-256 of a file.
func sumOfFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("%s cannot be read: %w", path, bare(err))
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("%s cannot be read: %w", path, bare(err))
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// columnNamed finds a column of a panel by its name in it.
func columnNamed(p *panel.Panel, name string) (int, error) {
	var names []string
	for i, m := range p.Columns {
		if m.Header == name {
			return i, nil
		}
		names = append(names, m.Header)
	}
	if near := nearest(name, names); near != "" {
		return 0, fmt.Errorf("no column of the panel is called %q: did you mean %s?", name, near)
	}
	return 0, fmt.Errorf("no column of the panel is called %q; it has %s", name, someOf(names))
}

// whyCellOf answers where a cell of a panel comes from.
func (d *Desk) whyCellOf(p *panel.Panel, i, row int, o WhyOptions) (report.Why, error) {
	given := row
	p, row, err := p.Holding(row)
	if err != nil {
		return report.Why{}, err
	}
	m, c := p.Columns[i], p.Frame.Columns[i]
	t := d.trailOf(p, row, o)
	t.out.Column, t.out.Title, t.out.Formula, t.out.Missing = m.Header, c.Label, m.Column.Formula, m.Column.Missing
	t.out.Of, t.out.Row = m.Column.Name, given+1
	if m.Key {
		t.out.Formula, t.out.Missing = "it identifies the row", "it is never missing"
		t.out.Cells = append(t.out.Cells, report.WhyCell{Reading: "in the panel", Value: valueOf(c, row), Shown: shownIn(c, row), Inputs: []report.WhyInput{}, Source: report.Ref{ID: "comity_states", Edition: comity.Version, Basis: comity.Seen.String()}})
		t.table("comity_states")
		return t.out, nil
	}
	cell, err := p.Explain(row, m)
	if err != nil {
		return t.out, err
	}
	w := whyCell(m.Column, panel.Reading{Label: "in the panel"}, cell)
	if w.Value = valueOf(c, row); w.Value != nil || c.Kind == frame.Text {
		w.Shown = shownCellOf(c, row)
	}
	t.out.Cells = append(t.out.Cells, w)
	t.follow(cell)
	for _, id := range p.Behind(m) {
		t.table(id)
	}
	return t.out, nil
}

// trailOf begins the trail of a row of a panel: who and when it is of.
func (d *Desk) trailOf(p *panel.Panel, row int, o WhyOptions) *trail {
	t := &trail{desk: d, options: o}
	t.out = report.Why{Who: []string{}, Cells: []report.WhyCell{}, Sources: []report.WhyTable{}, More: []string{}}
	if c := p.Frame.Column("year"); c != nil && c.Kind == frame.Whole {
		t.year = int(c.At(row))
	} else if c := p.Frame.Column("date"); c != nil && c.Kind == frame.Date {
		t.year = comity.Day(c.At(row)).Year()
	}
	on := comity.DayOf(max(t.year, 1), 12, 31)
	for i, m := range p.Columns {
		if !m.Key {
			continue
		}
		c := p.Frame.Columns[i]
		t.out.Key = append(t.out.Key, m.Header+" "+shownIn(c, row))
		if sys, ok := systemOfKey(m.Header); ok {
			s := states.Key(sys, int16(c.At(row)), on)
			t.who, t.ids = append(t.who, s), append(t.ids, states.ID(s, on))
		}
	}
	t.out.Who, t.out.Year = orEmpty(t.ids), t.year
	return t
}

// systemOfKey says of which system the numbers of a column that identifies rows are.
func systemOfKey(header string) (comity.System, bool) {
	for _, s := range []struct {
		prefix string
		system comity.System
	}{{"ccode", comity.COW}, {"gwcode", comity.GW}, {"uncode", comity.UN}} {
		if rest, ok := strings.CutPrefix(header, s.prefix); ok && (rest == "" || rest[0] >= '1' && rest[0] <= '9') {
			return s.system, true
		}
	}
	return 0, false
}

// valueOf is a cell as a number, nil where it has none.
func valueOf(c *frame.Column, row int) *float64 {
	x := c.At(row)
	if x != x || c.Kind == frame.Text {
		return nil
	}
	return &x
}

// shownCellOf is a cell for people: a number with its unit, else as it stands in the panel.
func shownCellOf(c *frame.Column, row int) string {
	x := c.At(row)
	switch {
	case c.Kind == frame.Text || c.Kind == frame.Date || x != x:
		return shownIn(c, row)
	}
	for _, v := range c.Named {
		if float64(v.Value) == x {
			return strconv.Itoa(int(v.Value)) + " (" + v.Text + ")"
		}
	}
	shown := comity.Show(x, c.Unit)
	if exact := exactIn(c, row); c.Kind == frame.Real && !strings.HasPrefix(shown, exact) {
		shown += " (" + exact + ")"
	}
	return shown
}

// whyColumn answers where the value of a column of the catalogue comes from, for one or two states in a year, by making the panel
// of that year.
func (d *Desk) whyColumn(ctx context.Context, who []string, year int, name string, o WhyOptions) (report.Why, error) {
	it, err := d.catalogue().Find(name)
	if err != nil {
		return report.Why{}, err
	}
	if err := askedRight(it, who, name); err != nil {
		return report.Why{}, err
	}
	keys, err := d.keysOf(who, year)
	if err != nil {
		return report.Why{}, err
	}
	for _, system := range []comity.System{comity.COW, comity.GW, comity.UN} {
		spec := panel.Spec{Unit: "state-year", System: system.String(), From: year, To: year, Columns: []string{name}}
		if len(who) == 2 {
			spec.Unit, spec.Directed = "dyad-year", true
		}
		p, err := d.Panel(ctx, spec)
		if outside := new(panel.YearsError); errors.As(err, &outside) {
			continue
		}
		if err != nil {
			return report.Why{}, err
		}
		if row := rowOf(p, system, keys, year); row >= 0 {
			w, err := d.whyCellOf(p, len(p.Columns)-1, row, o)
			w.Row = 0 // the panel was made for the answer alone
			return w, err
		}
	}
	return report.Why{}, fmt.Errorf("there was no such %s in %d: %s", unitWords(len(who)), year, strings.Join(who, " and "))
}

// askedRight says whether a column can be asked of one or two states and a year.
func askedRight(it panel.Item, who []string, name string) error {
	d := it.Column
	if unit := map[int]string{1: "state-year", 2: "dyad-year"}[max(d.Size(), 1)]; len(d.Units) > 0 && !slices.Contains(d.Units, unit) {
		return fmt.Errorf("%s is a column of %s: ask of a cell of a panel that has it: comity why FILE ROW COLUMN", name, strings.Join(d.Units, ", "))
	}
	if want := max(d.Size(), 1); len(who) != want {
		return fmt.Errorf("%s is a column of %s, and %s named: comity why STATE%s YEAR %s", name, manyStates(want), wereNamed(len(who)), strings.Repeat(" STATE", want-1), name)
	}
	return nil
}

// keysOf resolves states as of the end of a year.
func (d *Desk) keysOf(who []string, year int) ([]comity.State, error) {
	on := comity.DayOf(year, 12, 31)
	if on > Reach {
		return nil, &OutsideError{on}
	}
	var keys []comity.State
	for _, w := range who {
		s, _, err := anyTime(w, on)
		if err != nil {
			return nil, err
		}
		keys = append(keys, s)
	}
	if len(keys) == 2 && slices.Contains(panel.Keys(keys[0]), keys[1]) {
		return nil, &SameStateError{states.Name(keys[0], on)}
	}
	return keys, nil
}

// rowOf finds the row of states in a panel of one year, -1 where it has none.
func rowOf(p *panel.Panel, system comity.System, keys []comity.State, year int) int {
	on := comity.DayOf(year, 12, 31)
	is := func(c *frame.Column, row int, s comity.State) bool {
		key := states.Key(system, int16(c.At(row)), on)
		return slices.Contains(panel.Keys(s), key)
	}
	for row := range p.Frame.Rows {
		match := true
		for i, s := range keys {
			match = match && is(p.Frame.Columns[i], row, s)
		}
		if match {
			return row
		}
	}
	return -1
}

func unitWords(n int) string {
	if n == 2 {
		return "pair of states"
	}
	return "state"
}
