package desk

// This file says what a panel would be before it is made, and refuses one that is too large for the memory or the disk there is.

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"

	"comity/panel"
	"comity/record"
	"comity/report"
	"comity/source"
)

// PlanPanel answers what a panel would be: rows, columns, size, sources, and how to bring those that are not here.
func (d *Desk) PlanPanel(s PanelSpec, o PanelOutput) (report.PanelPlan, error) {
	f, err := formatOf(cmp.Or(o.Path, ".csv"), o.Format)
	if err != nil {
		return report.PanelPlan{}, err
	}
	cat := d.catalogue()
	plan, err := d.engine.Plan(cat, s)
	if err != nil {
		return report.PanelPlan{}, err
	}
	out := report.PanelPlan{Title: fmt.Sprintf("Plan: %s, %s rows", s.Unit, thousands(plan.Rows)), Rows: plan.Rows, Columns: slices.Clone(plan.Keys), Memory: plan.Memory, Format: f.name,
		Sources: []report.PlanSource{}, Absent: []report.PlanAbsent{}, Steps: []string{}, Get: []string{}, Told: []string{}}
	for _, step := range s.Steps {
		out.Steps = append(out.Steps, step.Kind+" "+step.Text)
	}
	for _, c := range plan.Columns {
		out.Columns = append(out.Columns, c.Headers...)
		d.planSources(cat, c, &out)
	}
	out.Bytes = f.about(plan.Rows, len(out.Columns))
	out.Get = d.bringing(out.Sources)
	out.Free.Memory, _ = record.FreeMemory()
	out.Free.Disk, _ = record.FreeSpace(filepath.Dir(cmp.Or(o.Path, ".")))
	out.Told = tooLarge(plan.Memory, out.Bytes, out.Free)
	return out, nil
}

// planSources adds the sources of a column to a plan.
func (d *Desk) planSources(cat *panel.Catalogue, c panel.Planned, out *report.PanelPlan) {
	var absent []string
	for _, name := range c.From {
		id := cat.Newest(name)
		if here := d.rec.Answering(name); len(here) > 0 {
			id = here[0].Source
		} else {
			absent = append(absent, id)
		}
		if !slices.ContainsFunc(out.Sources, func(s report.PlanSource) bool { return s.ID == id }) {
			out.Sources = append(out.Sources, report.PlanSource{ID: id, Here: d.isHere(id), Terms: d.termsOf(id)})
		}
	}
	if len(absent) > 0 {
		out.Absent = append(out.Absent, report.PlanAbsent{Column: c.Column.Name, Sources: absent})
	}
}

// termsOf says whether the figures of a source may be written out.
func (d *Desk) termsOf(id string) string {
	src, err := d.source(id)
	if err != nil {
		return exportWords[source.May]
	}
	return exportWords[src.Card().Export]
}

// bringing gives the commands that bring the sources that are not here.
func (d *Desk) bringing(list []report.PlanSource) []string {
	out, pull, build := []string{}, "", ""
	for _, s := range list {
		src, err := d.source(s.ID)
		if s.Here || err != nil {
			continue
		}
		build += " " + s.ID
		if c := src.Card(); brought(c) {
			out = append(out, getCommand(c))
		} else {
			pull += " " + s.ID
		}
	}
	if pull != "" {
		out = append([]string{"comity pull" + pull}, out...)
	}
	if build != "" {
		out = append(out, "comity build"+build)
	}
	return out
}

// tooLarge says what a panel is too large for.
func tooLarge(memory, file int64, free report.PlanFree) []string {
	out := []string{}
	if free.Memory > 0 && memory > free.Memory {
		out = append(out, fmt.Sprintf("the panel takes about %s of memory, and %s are free", bytesWords(memory), bytesWords(free.Memory)))
	}
	if free.Disk > 0 && file > free.Disk {
		out = append(out, fmt.Sprintf("the file takes about %s, and the disk has %s left", bytesWords(file), bytesWords(free.Disk)))
	}
	return out
}

// fits refuses a panel that is too large for the memory there is, before it is made.
func (d *Desk) fits(s PanelSpec, o PanelOutput) error {
	if o.Force {
		return nil
	}
	p, err := d.PlanPanel(s, o)
	if err != nil || len(p.Told) == 0 {
		return nil // what is wrong with the spec is told when it is made
	}
	return fmt.Errorf("nothing was made: %s. Ask for fewer rows (--years, --scope) or columns, for another format or disk, or go on all the same with --force", p.Told[0])
}

// fitsDisk refuses a panel that is too large for the disk there is, before it is written.
func (x finished) fitsDisk(o PanelOutput) error {
	free, ok := record.FreeSpace(filepath.Dir(o.Path))
	about := x.format.about(x.table.Rows, len(x.table.Columns))
	if !ok || o.Force || about <= free {
		return nil
	}
	return fmt.Errorf("nothing was written: the file takes about %s, and the disk has %s left; write another format (parquet is the smallest) or to another disk, or go on all the same with --force", bytesWords(about), bytesWords(free))
}

// about is about how many bytes so many rows and columns take.
func (f panelFormat) about(rows, columns int) int64 {
	return int64(float64(rows) * float64(columns) * f.bytes)
}
