package desk

// This file says what changed in a panel from one lock file to another: what was asked for, what it was made of, its rows and cells.

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/maphash"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"comity/format/frame"
	"comity/panel"
	"comity/report"
)

// DiffPanels answers what changed in the panels of two lock files; limit is how many rows, and cells of a column, are listed (0: all).
func (d *Desk) DiffPanels(ctx context.Context, old, new string, limit int) (report.PanelDiffs, error) {
	old, new = lockIn(old), lockIn(new)
	out := report.PanelDiffs{Old: old, New: new, Panels: []report.PanelDiff{}, Sources: []report.Source{}}
	a, err := readPanelLock(old)
	if err != nil {
		return out, err
	}
	b, err := readPanelLock(new)
	if err != nil {
		return out, err
	}
	for _, pair := range pairUp(a, b) {
		p, err := d.diffPanel(ctx, pair, out, limit)
		if err != nil {
			return out, fmt.Errorf("%s: %w", p.File, err)
		}
		out.Panels = append(out.Panels, p)
		for _, l := range pair {
			if l == nil {
				continue
			}
			for _, u := range l.Sources {
				if !slices.ContainsFunc(out.Sources, func(s report.Source) bool { return s.ID == u.ID }) {
					out.Sources = append(out.Sources, d.cite(u.ID))
				}
			}
		}
	}
	return out, nil
}

// pairUp gives the panels of two lock files by the name of their file; where each has one alone, those. One of a pair may be nil.
func pairUp(a, b panelLock) (out [][2]*lockedPanel) {
	if len(a.Panels) == 1 && len(b.Panels) == 1 {
		return [][2]*lockedPanel{{&a.Panels[0], &b.Panels[0]}}
	}
	find := func(l panelLock, name string) *lockedPanel {
		for i := range l.Panels {
			if l.Panels[i].File.Name == name {
				return &l.Panels[i]
			}
		}
		return nil
	}
	for i := range a.Panels {
		out = append(out, [2]*lockedPanel{&a.Panels[i], find(b, a.Panels[i].File.Name)})
	}
	for i := range b.Panels {
		if find(a, b.Panels[i].File.Name) == nil {
			out = append(out, [2]*lockedPanel{nil, &b.Panels[i]})
		}
	}
	return out
}

// diffPanel compares the two panels of a pair.
func (d *Desk) diffPanel(ctx context.Context, pair [2]*lockedPanel, in report.PanelDiffs, limit int) (report.PanelDiff, error) {
	a, b := pair[0], pair[1]
	out := report.PanelDiff{Asked: []string{}, Made: []string{}, Rows: []report.PanelRowDiff{}, Columns: []report.PanelCellDiff{}}
	switch {
	case a == nil:
		out.File, out.Only, out.RowsNew = b.File.Name, in.New, b.Rows
		return out, nil
	case b == nil:
		out.File, out.Only, out.RowsOld = a.File.Name, in.Old, a.Rows
		return out, nil
	}
	if out.File = b.File.Name; a.File.Name != b.File.Name {
		out.File = a.File.Name + " and " + b.File.Name
	}
	out.RowsOld, out.RowsNew = a.Rows, b.Rows
	out.Asked, out.Made = askedOtherwise(a, b), madeOtherwise(a, b)
	if out.Same = a.File.SHA256 == b.File.SHA256; out.Same {
		return out, nil
	}
	frames := [2]*frame.Frame{}
	keys := [2][]string{}
	for i, l := range pair {
		_, p, err := d.remake(ctx, *l, filepath.Dir([2]string{in.Old, in.New}[i]))
		if err != nil {
			return out, err
		}
		if frames[i] = p.Frame; p.Frame == nil {
			return out, fmt.Errorf("it is made in blocks, too large to be compared here: compare the files")
		}
		keys[i] = keysOfPanel(p)
	}
	if !slices.Equal(keys[0], keys[1]) {
		return out, fmt.Errorf("its rows are not of the same kind: %s before, %s after", strings.Join(keys[0], ", "), strings.Join(keys[1], ", "))
	}
	diffFrames(frames[0], frames[1], keys[0], limit, &out)
	return out, nil
}

// keysOfPanel gives the names of the columns that identify a row.
func keysOfPanel(p *panel.Panel) (out []string) {
	for _, m := range p.Columns {
		if m.Key {
			out = append(out, m.Header)
		}
	}
	return out
}

// askedOtherwise says what two panels were asked for otherwise, field by field.
func askedOtherwise(a, b *lockedPanel) []string {
	out := []string{}
	fields := func(l *lockedPanel) (list []string, values map[string]string) {
		data, _ := json.Marshal(l.Spec) // a struct of plain fields
		var raw map[string]json.RawMessage
		_ = json.Unmarshal(data, &raw)
		values = map[string]string{}
		for k, v := range raw {
			list, values[k] = append(list, k), string(v)
		}
		return list, values
	}
	namesA, x := fields(a)
	namesB, y := fields(b)
	names := slices.Concat(namesA, namesB, []string{})
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		if x[name] != y[name] {
			out = append(out, fmt.Sprintf("%s %s before, %s after", name, orNothing(x[name]), orNothing(y[name])))
		}
	}
	return out
}

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}

// madeOtherwise says what two panels were made of otherwise.
func madeOtherwise(a, b *lockedPanel) []string {
	out := []string{}
	if a.Comity != b.Comity {
		out = append(out, fmt.Sprintf("comity %s before, %s after", a.Comity, b.Comity))
	}
	if a.GOARCH != b.GOARCH {
		out = append(out, fmt.Sprintf("on %s before, on %s after", a.GOARCH, b.GOARCH))
	}
	if a.Own != b.Own {
		out = append(out, "comity's own tables of states, groups and treaties")
	}
	find := func(l *lockedPanel, id string) (lockedUse, bool) {
		i := slices.IndexFunc(l.Sources, func(u lockedUse) bool { return u.ID == id })
		if i < 0 {
			return lockedUse{}, false
		}
		return l.Sources[i], true
	}
	for _, u := range a.Sources {
		switch v, ok := find(b, u.ID); {
		case !ok:
			out = append(out, fmt.Sprintf("%s (%s) before, not after", u.ID, u.Edition))
		case u.Edition != v.Edition:
			out = append(out, fmt.Sprintf("%s: %s before, %s after", u.ID, u.Edition, v.Edition))
		case u.Tables != v.Tables:
			out = append(out, u.ID+": its tables were built otherwise")
		}
	}
	for _, v := range b.Sources {
		if _, ok := find(a, v.ID); !ok {
			out = append(out, fmt.Sprintf("%s (%s) after, not before", v.ID, v.Edition))
		}
	}
	return out
}

// diffFrames compares the rows of two frames by their keys, and the cells of the rows both have.
func diffFrames(a, b *frame.Frame, keys []string, limit int, out *report.PanelDiff) {
	seed := maphash.MakeSeed()
	rowsA, rowsB := rowKeys(a, keys, seed), rowKeys(b, keys, seed)
	at := make(map[uint64]int32, len(rowsA))
	for i, k := range rowsA {
		at[k] = int32(i)
	}
	var both [][2]int32
	note := func(f *frame.Frame, row int, kind string) {
		if limit == 0 || len(out.Rows) < limit {
			out.Rows = append(out.Rows, report.PanelRowDiff{Key: keyText(f, keys, row), Kind: kind})
		}
	}
	for j, k := range rowsB {
		i, ok := at[k]
		if !ok {
			out.Added++
			note(b, j, "added")
			continue
		}
		both = append(both, [2]int32{i, int32(j)})
		delete(at, k)
	}
	for i, k := range rowsA {
		if _, ok := at[k]; ok {
			out.Removed++
			note(a, i, "removed")
		}
	}
	out.Columns = append(out.Columns, diffColumns(a, b, keys, both, limit)...)
}

// diffColumns compares the columns of two frames over the rows both have, in the order of the newer, those it lacks last.
func diffColumns(a, b *frame.Frame, keys []string, both [][2]int32, limit int) []report.PanelCellDiff {
	var out []report.PanelCellDiff
	var wg sync.WaitGroup
	for _, c := range b.Columns {
		if !slices.Contains(keys, c.Name) {
			out = append(out, report.PanelCellDiff{Name: c.Name, First: []report.PanelCellChange{}})
		}
	}
	for i := range out {
		o := &out[i]
		was := a.Column(o.Name)
		if was == nil {
			o.Only = "new"
			continue
		}
		wg.Go(func() { diffCells(was, b.Column(o.Name), a, keys, both, limit, o) })
	}
	wg.Wait()
	for _, c := range a.Columns {
		if b.Column(c.Name) == nil {
			out = append(out, report.PanelCellDiff{Name: c.Name, Only: "old", First: []report.PanelCellChange{}})
		}
	}
	return out
}

// diffCells compares two columns over the rows both frames have.
func diffCells(was, is *frame.Column, a *frame.Frame, keys []string, both [][2]int32, limit int, o *report.PanelCellDiff) {
	for _, rows := range both {
		i, j := int(rows[0]), int(rows[1])
		if sameCell(was, i, is, j) {
			o.Equal++
			continue
		}
		if o.Changed++; limit == 0 || len(o.First) < min(limit, 5) {
			o.First = append(o.First, report.PanelCellChange{Key: keyText(a, keys, i), Old: exactIn(was, i), New: exactIn(is, j)})
		}
	}
}

// sameCell says whether two cells are the same: the same number or text, or missing for the same reason.
func sameCell(a *frame.Column, i int, b *frame.Column, j int) bool {
	x, y := a.At(i), b.At(j)
	if x != x || y != y {
		return frame.Letter(x) == frame.Letter(y)
	}
	if a.Kind == frame.Text || b.Kind == frame.Text {
		return a.Kind == b.Kind && a.Texts[int(x)] == b.Texts[int(y)]
	}
	return x == y
}

// rowKeys gives a number a row, the same for rows of the same key, in their order among such rows.
func rowKeys(f *frame.Frame, keys []string, seed maphash.Seed) []uint64 {
	out := make([]uint64, f.Rows)
	var h maphash.Hash
	h.SetSeed(seed)
	times := make(map[uint64]uint64, f.Rows)
	columns := make([]*frame.Column, len(keys))
	for i, k := range keys {
		columns[i] = f.Column(k)
	}
	for row := range out {
		h.Reset()
		for _, c := range columns {
			if text, letter := c.TextAt(row); c.Kind == frame.Text && letter == 0 {
				maphash.WriteComparable(&h, text)
			} else {
				maphash.WriteComparable(&h, math.Float64bits(c.At(row)))
			}
		}
		k := h.Sum64()
		out[row] = k + times[k]*0x9E3779B97F4A7C15
		times[k]++
	}
	return out
}

// keyText writes what identifies a row.
func keyText(f *frame.Frame, keys []string, row int) string {
	var parts []string
	for _, k := range keys {
		parts = append(parts, k+" "+shownIn(f.Column(k), row))
	}
	return strings.Join(parts, ", ")
}

// exactIn is a cell with all its digits.
func exactIn(c *frame.Column, row int) string {
	if x := c.At(row); c.Kind == frame.Real && x == x {
		return fmt.Sprintf("%v", x)
	}
	return shownIn(c, row)
}
