package report

// This file writes a script that reads a panel file into a statistics program and labels it there. The languages are in
// script_*.go; none of them is run here.

import (
	"fmt"
	"slices"
	"strings"
)

// PanelScript is what a script is written from: a panel file and its columns.
type PanelScript struct {
	File    string // its name, beside the script
	Format  string // csv, csv.gz, tsv, dta, parquet …
	Title   string
	Reasons bool // columns NAME_missing stand beside those with missing cells
	Keys    []string
	Columns []ScriptColumn
	Letters [][2]string // of missing cells, and what they mean
}

// ScriptColumn is a column as a script speaks of it.
type ScriptColumn struct {
	Name, Label, Unit, Kind string
	Values                  []ColumnValue
	Lacks                   bool // some of its cells are missing
}

// scriptLanguage is a language a script can be in.
type scriptLanguage struct {
	name, ending, comment string
	write                 func(s PanelScript, b *strings.Builder) error
}

// scriptLanguages is the plain list of them.
var scriptLanguages = []scriptLanguage{
	{"r", ".R", "# ", PanelScript.r},
	{"stata", ".do", "* ", PanelScript.stata},
	{"python", ".py", "# ", PanelScript.python},
	{"sql", ".sql", "-- ", PanelScript.sql},
}

func languageNamed(name string) (scriptLanguage, error) {
	var names []string
	for _, l := range scriptLanguages {
		if l.name == name {
			return l, nil
		}
		names = append(names, l.name)
	}
	return scriptLanguage{}, fmt.Errorf("no script can be written in %q; there are %s", name, strings.Join(names, ", "))
}

// ScriptName is the name of a script of a language for a file whose name has an ending.
func ScriptName(file, ending, language string) (string, error) {
	l, err := languageNamed(language)
	return strings.TrimSuffix(file, ending) + l.ending, err
}

// Write writes the script in a language. It is an error where the language's program cannot read such a file, or takes no such names.
func (s PanelScript) Write(language string) ([]byte, error) {
	l, err := languageNamed(language)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%sMade by comity panel: reads %s and labels it.\n%s%s\n", l.comment, comment(s.File), l.comment, comment(s.Title))
	if err := l.write(s, &b); err != nil {
		return nil, err
	}
	return []byte(b.String()), nil
}

// IsScript says whether a file's text is a script that Write made.
func IsScript(text string) bool {
	return slices.ContainsFunc(scriptLanguages, func(l scriptLanguage) bool {
		return strings.HasPrefix(text, l.comment+"Made by comity panel: reads ")
	})
}

// comment is a text that may stand in a comment of any of the languages: nothing in it begins or ends another, or is expanded. One
// slash, as in a path, does neither.
func comment(s string) string {
	return strings.NewReplacer("//", "||", "*", "+", "`", "'").Replace(plainLine(s))
}

// plainLine is a text on one line, without control characters.
func plainLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7F || r == 0x85 || r == 0x2028 || r == 0x2029 }), " ")
}

// label is the label of a column with its unit.
func (c ScriptColumn) label() string {
	text := plainLine(c.Label)
	if c.Unit != "" && !strings.Contains(text, c.Unit) {
		text += " (" + plainLine(c.Unit) + ")"
	}
	return text
}

// fields gives the columns of the file, those of reasons among them.
func (s PanelScript) fields() []ScriptColumn {
	var out []ScriptColumn
	for _, c := range s.Columns {
		out = append(out, c)
		if s.Reasons && c.Lacks {
			out = append(out, ScriptColumn{Name: c.Name + "_missing", Label: "why " + c.Name + " is missing", Kind: "text"})
		}
	}
	return out
}

// cannot says that a program does not read a format.
func (s PanelScript) cannot(program, instead string) error {
	return fmt.Errorf("%s does not read %s files: write the panel as %s", program, s.Format, instead)
}
