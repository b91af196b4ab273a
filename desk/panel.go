package desk

// This file answers with panels: rows of a unit, columns of facts and measures, steps on them, shown or written to a file of the
// user's choice with what is needed to cite and repeat it.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"comity"
	"comity/format/frame"
	"comity/panel"
	"comity/record"
	"comity/report"
	"comity/source"
)

// PanelSpec is what a panel is asked to be, PanelStep one step on it.
type (
	PanelSpec = panel.Spec
	PanelStep = panel.Step
)

// PanelOutput says where and how a panel is written.
type PanelOutput struct {
	Home     string // the store whose consents open the gate of rights
	Path     string
	Format   string   // empty: by the ending of Path
	Reasons  bool     // columns beside those with missing cells that say why
	Scripts  []string // r, stata, python, sql: scripts that read and label the file, beside it
	Bare     bool     // without codebook, sources and lock file
	Force    bool     // even where memory or disk seem too small
	Progress Progress

	Replication Replication // the folder for replicators; empty: none
}

// catalogue is the columns there are at this desk.
func (d *Desk) catalogue() *panel.Catalogue {
	var cards []source.Card
	for _, s := range d.sources() {
		cards = append(cards, s.Card())
	}
	return panel.NewCatalogue(cards)
}

// Panel makes a panel.
func (d *Desk) Panel(ctx context.Context, s panel.Spec) (*panel.Panel, error) {
	cat := d.catalogue()
	p, err := d.engine.Build(ctx, cat, s)
	return p, bringWhat(cat, err)
}

// panelAsked is Panel for who asked for a panel, and may have one without the columns whose sources are not here.
func (d *Desk) panelAsked(ctx context.Context, s panel.Spec) (*panel.Panel, error) {
	p, err := d.Panel(ctx, s)
	if absent := new(panel.AbsentError); errors.As(err, &absent) {
		return nil, fmt.Errorf("%w (or give --absent missing, and the cells are .e)", err)
	}
	return p, err
}

// bringWhat names, in an error that says sources are not here, the newest edition of each family.
func bringWhat(cat *panel.Catalogue, err error) error {
	if absent := new(panel.AbsentError); errors.As(err, &absent) {
		for i, name := range absent.Sources {
			absent.Sources[i] = cat.Newest(name)
		}
	}
	return err
}

// lacking is bringWhat for an answer that is no panel: what it is of, the sources it lacks, and the command that brings them.
func (d *Desk) lacking(what string, err error) error {
	absent := new(panel.AbsentError)
	if !errors.As(err, &absent) {
		return err
	}
	bringWhat(d.catalogue(), absent)
	return fmt.Errorf("%s: made of %s, not in the record here; fetch and build it: comity pull %s && comity build", what, strings.Join(absent.Sources, ", "), strings.Join(absent.Sources, " "))
}

// ShowPanel makes a panel and shows its first rows, what the steps did, and each column with what is missing of it. With the home of
// a store it is to go to a page, which the terms of its sources must allow.
func (d *Desk) ShowPanel(ctx context.Context, s PanelSpec, rows int, home string) (report.Panel, error) {
	p, err := d.panelAsked(ctx, s)
	if err == nil && home != "" {
		err = d.mayWritePanel(home, p)
	}
	if err != nil {
		return report.Panel{}, err
	}
	t := d.titled(p)
	counted, err := count(ctx, t)
	if err != nil {
		return report.Panel{}, err
	}
	out := d.describePanel(p, t, counted)
	out.Head, err = firstRows(ctx, t, rows)
	return out, err
}

// StreamPanel makes a panel and writes it to a stream, where the terms of its sources allow it.
func (d *Desk) StreamPanel(ctx context.Context, s PanelSpec, o PanelOutput, w io.Writer) error {
	f, err := formatOf("", cmp.Or(o.Format, "csv"))
	if err != nil {
		return err
	}
	p, err := d.panelAsked(ctx, s)
	if err != nil {
		return err
	}
	if err := d.mayWritePanel(o.Home, p); err != nil {
		return err
	}
	return f.write(ctx, w, d.titled(p), writing{reasons: o.Reasons, key: keysOfPanel(p)})
}

// titled gives a panel as a table with its title and notes.
func (d *Desk) titled(p *panel.Panel) *frame.Table {
	t := p.Table()
	t.Title = panelTitle(p.Spec, t)
	t.Notes = append(t.Notes, "Made by comity "+comity.Version+".")
	for _, id := range d.behindPanel(p) {
		t.Notes = append(t.Notes, "Source: "+d.cite(id).Citation+".")
	}
	return t
}

// describePanel says what a panel is, column by column.
func (d *Desk) describePanel(p *panel.Panel, t *frame.Table, counted countedTable) report.Panel {
	out := report.Panel{Title: panelTitle(p.Spec, t), Unit: p.Spec.Unit, Rows: t.Rows, Columns: []report.PanelColumn{}, Steps: []report.PanelStep{}, Head: [][]string{}, Files: []report.PanelFile{}, Sources: []report.Source{}, Notes: []string{}}
	for _, n := range p.Log {
		out.Steps = append(out.Steps, report.PanelStep{What: n.What, Before: n.Before, After: n.After, Notes: cleanAll(n.Notes)})
	}
	for i, m := range p.Columns {
		head, n := t.Columns[i], counted.Columns[i]
		c := report.PanelColumn{Name: head.Name, Of: m.Column.Name, Title: head.Label, Unit: head.Unit, Kind: head.Kind.String(), N: n.N, Missing: n.letters(), Sources: orEmpty(p.Behind(m))}
		out.Columns = append(out.Columns, c)
	}
	for _, id := range d.behindPanel(p) {
		out.Sources = append(out.Sources, d.cite(id))
	}
	if kept := d.notPassedOn(out.Sources); len(kept) > 0 {
		out.Notes = append(out.Notes, "For your own work: the terms of "+strings.Join(kept, ", ")+" do not let their figures be passed on freely (comity rights). Pass on the lock file: comity replay makes the panel again.")
	}
	return out
}

// notPassedOn gives those of the sources whose figures may not be passed on, or not for every use.
func (d *Desk) notPassedOn(list []report.Source) []string {
	var out []string
	for _, s := range list {
		if src, err := d.source(s.ID); err == nil && src.Card().Export != source.May {
			out = append(out, s.ID)
		}
	}
	return out
}

// panelTitle names a panel.
func panelTitle(s PanelSpec, t *frame.Table) string {
	words := []string{s.Unit}
	if s.Directed {
		words = append(words, "directed")
	}
	words = append(words, cmp.Or(s.System, "cow"))
	if years := yearsWords(s.From, s.To); years != "" {
		words = append(words, years)
	}
	return fmt.Sprintf("%s: %s rows, %d columns", strings.Join(words, ", "), thousands(t.Rows), len(t.Columns))
}

// yearsWords writes the years asked for; empty where all are.
func yearsWords(from, to int) string {
	switch {
	case from == 0 && to == 0:
		return ""
	case from == to:
		return strconv.Itoa(from)
	case from == 0:
		return fmt.Sprintf("to %d", to)
	case to == 0:
		return fmt.Sprintf("from %d", from)
	}
	return fmt.Sprintf("%d-%d", from, to)
}

// firstRows gives the first rows of a table as they are shown.
func firstRows(ctx context.Context, t *frame.Table, n int) ([][]string, error) {
	out := [][]string{}
	for f, err := range t.Blocks {
		if err != nil || len(out) == n {
			return out, err
		}
		for row := 0; row < f.Rows && len(out) < n; row++ {
			var cells []string
			for _, c := range f.Columns {
				cells = append(cells, shownIn(c, row))
			}
			out = append(out, cells)
		}
	}
	return out, ctx.Err()
}

// shownIn is a cell of a frame for people: a missing one by its letter, a number with six digits.
func shownIn(c *frame.Column, row int) string {
	x := c.At(row)
	if l := frame.Letter(x); l != 0 {
		return "." + string(rune('a'-1+l))
	}
	switch c.Kind {
	case frame.Text:
		return c.Texts[int(x)]
	case frame.Date:
		return time.Unix(int64(x)*86400, 0).UTC().Format("2006-01-02")
	case frame.Real:
		return strconv.FormatFloat(x, 'g', 6, 64)
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// mayWritePanel says whether the figures of every source behind a panel may be written for the user's own work; the error names
// the columns, the sources and their terms, and the one command that gives consent to all.
func (d *Desk) mayWritePanel(home string, p *panel.Panel) error {
	store := record.NewStore(home)
	var ids []string
	columns := map[string][]string{}
	for _, m := range p.Columns {
		for _, id := range p.Behind(m) {
			if columns[id] = append(columns[id], m.Header); len(columns[id]) == 1 {
				ids = append(ids, id)
			}
		}
	}
	var no refusal
	for _, id := range ids {
		no.add(id, "columns "+someOf(columns[id]), store.MayUse(id))
	}
	return no.err()
}

// someOf lists names, a few of many.
func someOf(names []string) string {
	if len(names) <= 4 {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:3], ", "), len(names)-3)
}

// thousands writes a count with commas.
func thousands(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
