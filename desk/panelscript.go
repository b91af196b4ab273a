package desk

// This file writes the script that reads a panel file and labels it, beside the file.

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"comity"
	"comity/report"
)

// script gives what a script of the panel's file is written from.
func (x finished) script() report.PanelScript {
	out := report.PanelScript{File: x.file, Format: x.format.name, Title: x.table.Title, Reasons: x.reasons && x.format.beside, Keys: keysOfPanel(x.panel)}
	for i := range x.table.Columns {
		head := &x.table.Columns[i]
		c := report.ScriptColumn{Name: head.Name, Label: head.Label, Unit: head.Unit, Kind: head.Kind.String(), Lacks: x.counted.Columns[i].N < x.table.Rows}
		for _, v := range head.Named {
			c.Values = append(c.Values, report.ColumnValue{Value: int(v.Value), Text: v.Text})
		}
		out.Columns = append(out.Columns, c)
	}
	for m := comity.NotCovered; m <= comity.Withheld; m++ {
		out.Letters = append(out.Letters, [2]string{m.Letter(), m.String()})
	}
	return out
}

// scriptPaths gives the path of the script of each language, and refuses to write over what comity did not write.
func scriptPaths(path string, f panelFormat, languages []string) ([]string, error) {
	var out []string
	for _, language := range languages {
		if _, err := (report.PanelScript{Format: f.name}).Write(language); err != nil {
			return nil, fmt.Errorf("--script %s: %w", language, err)
		}
		name, err := report.ScriptName(path, f.endingOf(path), language)
		if err != nil {
			return nil, err
		}
		text, err := os.ReadFile(name)
		if err == nil && !report.IsScript(string(text)) {
			return nil, fmt.Errorf("%s is there already, and comity did not write it: move it, or give the panel another name", name)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s cannot be read: %w", name, bare(err))
		}
		out = append(out, name)
	}
	return out, nil
}

// writeScripts writes the scripts of a panel file.
func writeScripts(s report.PanelScript, languages, paths []string) ([]report.PanelFile, error) {
	var out []report.PanelFile
	for i, language := range languages {
		data, err := s.Write(language)
		if err != nil {
			return out, fmt.Errorf("--script %s: %w", language, err)
		}
		file, err := writeBytes(paths[i], data)
		if err != nil {
			return out, err
		}
		out = append(out, file)
	}
	return out, nil
}

// endingOf is the ending of a file of the format.
func (f panelFormat) endingOf(path string) string {
	for _, g := range panelFormats {
		if g.name == f.name && strings.HasSuffix(strings.ToLower(path), g.ending) {
			return path[len(path)-len(g.ending):]
		}
	}
	return filepath.Ext(path)
}
