package desk

// This file writes the replication folder of a panel, in the shape data editors of journals ask for:
//
//	README.md            data and rights, files with checksums, software, seeds, instructions
//	data/NAME            the panel, unless a source's terms forbid passing it on
//	data/comity.lock     what makes it again, with data/codebook.md and data/sources.bib
//	code/make.sh         the commands; code/… scripts that read and label the panel

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"comity"
	"comity/record"
	"comity/report"
	"comity/source"
)

const readmeFirst = "<!-- Made by comity panel --replication. -->\n"

// Replication says where a replication folder goes, and what only its author knows.
type Replication struct {
	Dir     string
	Runtime string // in words, with the machine
}

// replicationFolder refuses a folder that comity did not make and that is not empty.
func replicationFolder(dir string) error {
	list, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(list) == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("--replication %s: %w", dir, bare(err))
	}
	if text, err := os.ReadFile(filepath.Join(dir, "README.md")); err != nil || !strings.HasPrefix(string(text), readmeFirst) {
		return fmt.Errorf("--replication %s: the folder is not empty, and comity did not make it: name another", dir)
	}
	return nil
}

// replicate writes the replication folder of a panel.
func (x finished) replicate(ctx context.Context, o PanelOutput) ([]report.PanelFile, error) {
	data, code := filepath.Join(o.Replication.Dir, "data"), filepath.Join(o.Replication.Dir, "code")
	for _, dir := range []string{data, code} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, fmt.Errorf("%s: %w", dir, bare(err))
		}
	}
	r := x.replication(o)
	file, out, err := x.replicateData(ctx, data, len(r.Withheld) == 0)
	if err != nil {
		return out, err
	}
	file.Name = x.file
	r.Panel = file
	entry, sources, err := x.lock(o.Home, file)
	if err != nil {
		return out, err
	}
	beside, err := x.desk.besides(folder{dir: data}, entry, sources, x.book)
	if out = append(out, beside...); err != nil {
		return out, err
	}
	scripts, err := x.replicateCode(code, o, &r)
	if out = append(out, scripts...); err != nil {
		return out, err
	}
	var b bytes.Buffer
	b.WriteString(readmeFirst)
	if err := report.Markdown(&b, r.Document()); err != nil {
		return out, err
	}
	readme, err := writeBytes(filepath.Join(o.Replication.Dir, "README.md"), b.Bytes())
	return append(out, readme), err
}

// replicateData writes the panel into the folder, or only sums it up where it may not be passed on, and copies the user's own tables.
func (x finished) replicateData(ctx context.Context, data string, may bool) (file report.PanelFile, out []report.PanelFile, err error) {
	path := filepath.Join(data, x.file)
	if may {
		if file, err = writeWhole(path, func(w io.Writer) error { return x.write(ctx, w) }); err != nil {
			return file, out, err
		}
		out = append(out, file)
	} else {
		file, err = measured(func(w io.Writer) error { return x.write(ctx, w) })
		if err == nil {
			err = os.Remove(path)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return file, out, err
		}
	}
	for _, f := range x.panel.Joined {
		bytes, err := os.ReadFile(f.Path)
		if err != nil {
			return file, out, fmt.Errorf("%s: %w", f.Path, bare(err))
		}
		copied, err := writeBytes(filepath.Join(data, filepath.Base(f.Path)), bytes)
		if err != nil {
			return file, out, err
		}
		out = append(out, copied)
	}
	return file, out, nil
}

// replicateCode writes the commands and the scripts that read the panel.
func (x finished) replicateCode(code string, o PanelOutput, r *report.Replication) (out []report.PanelFile, err error) {
	make := "#!/bin/sh\n# Makes the analysis data again: run it in this folder, with comity " + comity.Version + " on the path.\nset -e\n" + strings.Join(r.Commands, "\n") + "\n"
	file, err := writeBytes(filepath.Join(code, "make.sh"), []byte(make))
	if err != nil {
		return out, err
	}
	out = append(out, file)
	r.Code = append(r.Code, report.ReplicationCode{Name: "code/make.sh", Does: "fetches and builds the sources and makes data/" + x.file + " again, held against its checksum"})
	for _, language := range o.Scripts {
		s := x.script()
		s.File = "../data/" + x.file
		text, err := s.Write(language)
		if err != nil {
			return out, fmt.Errorf("--script %s: %w", language, err)
		}
		name, err := report.ScriptName(x.file, x.format.endingOf(x.file), language)
		if err != nil {
			return out, err
		}
		if file, err = writeBytes(filepath.Join(code, name), text); err != nil {
			return out, err
		}
		out = append(out, file)
		r.Code = append(r.Code, report.ReplicationCode{Name: "code/" + name, Does: "reads and labels data/" + x.file + " (" + language + ")"})
	}
	return out, nil
}

// replication says what the README of the folder says, all but the panel's file and code.
func (x finished) replication(o PanelOutput) report.Replication {
	d, s := x.desk, x.panel.Spec
	r := report.Replication{Title: x.table.Title, Rows: x.table.Rows, Columns: len(x.table.Columns), Version: comity.Version, Machine: runtime.GOARCH, Seed: s.Seed, Runtime: o.Replication.Runtime,
		Chance: slices.ContainsFunc(s.Steps, func(st PanelStep) bool { return st.Kind == "sample" })}
	if plan, err := d.engine.Plan(d.catalogue(), s); err == nil {
		r.Memory = plan.Memory
	}
	for _, f := range joinedTo(x.panel) {
		f.Name = filepath.Base(f.Name)
		r.Joined = append(r.Joined, f)
	}
	var pull, bring, build []string
	for _, src := range x.book.Sources {
		one := report.ReplicationSource{PanelSource: src, PassedOn: true}
		if card, err := d.source(src.ID); err == nil {
			c := card.Card()
			one.Page, one.PassedOn = c.Page, c.Export == source.May
			one.Get = getCommand(c)
			switch {
			case record.InCore(c.ID) && !d.rec.Built(c.ID):
				one.Get = ""
			case brought(c):
				bring, build = append(bring, one.Get), append(build, c.ID)
			default:
				pull, build = append(pull, c.ID), append(build, c.ID)
			}
		}
		if !one.PassedOn {
			r.Withheld = append(r.Withheld, src.ID)
		}
		r.Sources = append(r.Sources, one)
	}
	if len(pull) > 0 {
		r.Commands = append(r.Commands, "comity pull "+strings.Join(pull, " "))
	}
	r.Commands = append(r.Commands, bring...)
	if len(build) > 0 {
		r.Commands = append(r.Commands, "comity build "+strings.Join(build, " "))
	}
	r.Commands = append(r.Commands, "comity replay ../data/comity.lock")
	return r
}

// brought says whether a file of a source must be brought by hand.
func brought(c source.Card) bool {
	return slices.ContainsFunc(c.Files, func(f source.File) bool { return f.Address == "" })
}

// getCommand is the command that brings the files of a source.
func getCommand(c source.Card) string {
	if brought(c) {
		return "comity add FILE --as " + c.ID
	}
	return "comity pull " + c.ID
}
