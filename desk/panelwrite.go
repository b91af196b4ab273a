package desk

// This file writes a panel to a file, and beside it what is needed to cite, read and repeat it. Whatever can be refused is refused
// before anything is made; the lock file comes last, when all it names is there.

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"comity/format/frame"
	"comity/panel"
	"comity/record"
	"comity/report"
)

// finished is a panel that is made, counted and described: all that goes into files is written from it.
type finished struct {
	desk    *Desk
	panel   *panel.Panel
	table   *frame.Table
	counted countedTable
	file    string // its name, without its folder
	format  panelFormat
	reasons bool
	book    report.PanelCodebook
}

// finish counts and describes a panel that is to go to a file.
func (d *Desk) finish(ctx context.Context, p *panel.Panel, file string, f panelFormat, reasons bool) (finished, error) {
	x := finished{desk: d, panel: p, table: d.titled(p), file: file, format: f, reasons: reasons}
	var err error
	if x.counted, err = count(ctx, x.table); err != nil {
		return x, err
	}
	x.book = d.panelCodebook(p, x.table, x.counted, file, f)
	return x, nil
}

// write writes the panel in its format.
func (x finished) write(ctx context.Context, w io.Writer) error {
	return x.format.write(ctx, w, x.table, writing{x.reasons, bookSheets(x.book), keysOfPanel(x.panel)})
}

// watched tells progress how far the writing has come.
func (x finished) watched(w io.Writer, p Progress) io.Writer {
	if p == nil {
		return w
	}
	return &watcher{w: w, tell: p, file: x.file, about: x.format.about(x.table.Rows, len(x.table.Columns))}
}

// watcher tells progress of what is written, after each so many bytes.
type watcher struct {
	w           io.Writer
	tell        Progress
	file        string
	about       int64 // bytes it will be, guessed
	done, since int64
}

func (t *watcher) Write(p []byte) (int, error) {
	n, err := t.w.Write(p)
	t.done += int64(n)
	if t.since += int64(n); t.since > 1<<23 {
		t.since = 0
		t.tell("writing", t.file, t.done, max(t.about, t.done+1))
	}
	return n, err
}

// WritePanel makes a panel and writes it to a file, whole or not at all, and beside it what is needed to cite and repeat it.
func (d *Desk) WritePanel(ctx context.Context, s PanelSpec, o PanelOutput) (report.Panel, error) {
	f, err := formatOf(o.Path, o.Format)
	if err != nil {
		return report.Panel{}, err
	}
	var dir folder
	if !o.Bare {
		if dir, err = openFolder(o.Path); err != nil {
			return report.Panel{}, err
		}
	}
	if err := sparesJoined(o.Path, s); err != nil {
		return report.Panel{}, err
	}
	scripts, err := scriptPaths(o.Path, f, o.Scripts)
	if err != nil {
		return report.Panel{}, err
	}
	if o.Replication.Dir != "" {
		if err := replicationFolder(o.Replication.Dir); err != nil {
			return report.Panel{}, err
		}
	}
	if err := d.fits(s, o); err != nil {
		return report.Panel{}, err
	}
	if o.Progress != nil {
		o.Progress("making", filepath.Base(o.Path), 0, 1)
	}
	p, err := d.panelAsked(ctx, s)
	if err != nil {
		return report.Panel{}, err
	}
	if err := d.mayWritePanel(o.Home, p); err != nil {
		return report.Panel{}, err
	}
	x, err := d.finish(ctx, p, filepath.Base(o.Path), f, o.Reasons)
	if err != nil {
		return report.Panel{}, err
	}
	if err := x.fitsDisk(o); err != nil {
		return report.Panel{}, err
	}
	out := d.describePanel(p, x.table, x.counted)
	err = x.writeAll(ctx, o, dir, scripts, &out)
	if o.Progress != nil {
		o.Progress("", "", 1, 1) // the line is cleared
	}
	if err != nil || o.Replication.Dir == "" {
		return out, err
	}
	files, err := x.replicate(ctx, o)
	out.Files = append(out.Files, files...)
	return out, err
}

// sparesJoined refuses to write a panel over a table that it, or another panel of the folder, was joined with.
func sparesJoined(path string, s PanelSpec) error {
	is, err := os.Stat(path)
	if err != nil {
		return nil // nothing is there to write over
	}
	steps := slices.Clone(s.Steps)
	lock, _ := readPanelLock(filepath.Join(filepath.Dir(path), lockName)) // one that cannot be read is refused elsewhere
	for _, l := range lock.Panels {
		steps = append(steps, l.Spec.Steps...)
	}
	for _, step := range steps {
		o, err := panel.ParseStep(step.Kind, step.Text)
		if err != nil || step.Kind != "join" {
			continue
		}
		for _, at := range []string{o.Join.File, filepath.Join(filepath.Dir(path), o.Join.File)} {
			if other, err := os.Stat(at); err == nil && os.SameFile(is, other) {
				return fmt.Errorf("%s is your own table, which a panel is joined with (%s): write the panel under another name", path, step.Text)
			}
		}
	}
	return nil
}

// writeAll writes the panel, its scripts, and what stands beside it.
func (x finished) writeAll(ctx context.Context, o PanelOutput, dir folder, scripts []string, out *report.Panel) error {
	file, err := writeWhole(o.Path, func(w io.Writer) error { return x.write(ctx, x.watched(w, o.Progress)) })
	if err != nil {
		return err
	}
	out.Files = append(out.Files, file)
	written, err := writeScripts(x.script(), o.Scripts, scripts)
	out.Files = append(out.Files, written...)
	if err != nil || o.Bare {
		return err
	}
	entry, sources, err := x.lock(o.Home, file)
	if err != nil {
		return err
	}
	files, err := x.desk.besides(dir, entry, sources, x.book)
	out.Files = append(out.Files, files...)
	if err == nil {
		out.Notes = append(out.Notes, x.desk.pin(ctx, o.Home, dir.at(lockName), sources)...)
	}
	return err
}

// pin tells the store of a lock file, so that what it names is kept; what kept that from being done is told, not an error.
func (d *Desk) pin(ctx context.Context, home, path string, sources []record.LockedSource) []string {
	if !slices.ContainsFunc(sources, func(s record.LockedSource) bool { return d.rec.Built(s.ID) }) {
		return nil // all of it ships with comity
	}
	if err := record.NewStore(home).Pin(ctx, path); err != nil {
		return []string{fmt.Sprintf("The store could not be told to keep the files %s names (%v); comity gc --pin %s does it later.", path, err, path)}
	}
	return nil
}
