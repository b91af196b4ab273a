package report

// Scripts are run by the programs they are written for, where those are installed: labels come through whatever stands in them.

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const awkward = "50% of \"all\" \\ 'it' $x `y' – naïve\r\nnext /* // # -- ; ]] }"

// labelled is a small file with awkward labels, and its script.
func labelled(format string) (PanelScript, string) {
	s := PanelScript{File: "a b.csv", Format: format, Title: "Panel " + awkward, Keys: []string{"ccode", "year"}, Reasons: true, Letters: [][2]string{{".a", "not covered"}, {".c", awkward}},
		Columns: []ScriptColumn{{Name: "ccode", Label: "state", Kind: "whole"}, {Name: "year", Label: "year", Kind: "whole"}, {Name: "gdp", Label: awkward, Unit: "USD", Kind: "real", Lacks: true},
			{Name: "kind", Label: "kind", Kind: "flag", Values: []ColumnValue{{0, awkward}, {1, "one"}}}, {Name: "name", Label: "name", Kind: "text", Lacks: true}, {Name: "day", Label: "day", Kind: "date"}}}
	data := "ccode,year,gdp,gdp_missing,kind,name,name_missing,day\n2,1990,1.5,,1,\"a \"\"b\"\", c\",,1990-10-03\n20,1990,,.a,0,,.c,1816-01-01\n"
	if format == "tsv" {
		s.File, data = "a b.tsv", strings.ReplaceAll(strings.ReplaceAll(data, ", c", "; c"), ",", "\t")
	}
	return s, data
}

// runScript writes a script and its file into a folder and runs it there; what is printed after it is given.
func runScript(t *testing.T, language, format, after string, command ...string) string {
	t.Helper()
	s, data := labelled(format)
	text, err := s.Write(language)
	if err != nil {
		t.Fatal(err)
	}
	if !IsScript(string(text)) {
		t.Errorf("%.60q is not known again", text)
	}
	dir := t.TempDir()
	name, _ := ScriptName("panel.csv", ".csv", language)
	for file, data := range map[string]string{s.File: data, name: string(text) + after} {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir = dir
	if language == "sql" {
		cmd.Stdin = strings.NewReader(string(text) + after)
	}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s\n%s", err, out, text)
	}
	return string(out)
}

// wants looks for lines in what a script printed.
func wants(t *testing.T, out string, lines ...string) {
	t.Helper()
	for _, l := range lines {
		if !strings.Contains(out, l) {
			t.Errorf("%q is not in:\n%s", l, out)
		}
	}
}

func TestScriptR(t *testing.T) {
	if _, err := exec.LookPath("Rscript"); err != nil {
		t.Skip("R is not installed")
	}
	after := `cat("\n", nrow(panel), sum(is.na(panel$gdp)), panel$gdp_missing[2], class(panel$day), panel$name[1], "\n", attr(panel$gdp, "label"), "\n", names(attr(panel$kind, "labels"))[1], "\n")`
	for _, format := range []string{"csv", "tsv"} {
		out := runScript(t, "r", format, after, "Rscript", "panel.R")
		wants(t, out, "2 1 .a Date a \"b\"", `50% of "all" \ 'it' $x `+"`y'", "(USD)")
	}
}

func TestScriptPython(t *testing.T) {
	python := "python3"
	for _, p := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(p, "-c", "import pandas").Run() == nil {
			python = p
		}
	}
	if exec.Command(python, "-c", "import pandas").Run() != nil {
		t.Skip("pandas is not installed")
	}
	after := "\nprint(len(panel), panel['gdp'].isna().sum(), panel['gdp_missing'][1], panel['day'].dtype, panel['name'][0])\nprint(panel.attrs['labels']['gdp'])\nprint(panel.attrs['values']['kind'][0])\n"
	for _, format := range []string{"csv", "tsv"} {
		out := runScript(t, "python", format, after, python, "panel.py")
		wants(t, out, "2 1 .a datetime64[ns] a \"b\"", `50% of "all" \ 'it' $x `+"`y' – naïve next", "(USD)")
	}
}

func TestScriptSQL(t *testing.T) {
	if _, err := exec.LookPath("sqlite3"); err != nil {
		t.Skip("SQLite's shell is not installed")
	}
	after := "select count(*), count(gdp), max(gdp_missing), max(name) from panel;\nselect label from panel_columns where name = 'gdp';\nselect label from panel_values where value = 0;\n"
	out := runScript(t, "sql", "csv", after, "sqlite3", "panel.db")
	wants(t, out, "2|1|.a|a \"b\", c", `50% of "all" \ 'it' $x `+"`y' – naïve next")
}

func TestScriptStata(t *testing.T) {
	s, _ := labelled("csv")
	text, err := s.Write("stata")
	if err != nil {
		t.Fatal(err)
	}
	got := string(text)
	wants(t, got, "stringcols(4 6 7 8) numericcols(1 2 3 5)", `replace gdp = .a if gdp_missing == ".a"`, "label values kind kind_l", `\$x`)
	for _, line := range strings.Split(got, "\n") { // nothing is expanded, and no text ends before it should
		if strings.Count(line, "`\"") != strings.Count(line, "\"'") || strings.Contains(strings.ReplaceAll(line, "`\"", ""), "`") {
			t.Errorf("quotes do not pair: %s", line)
		}
	}
	s.Columns[0].Name = "a name"
	if _, err := s.Write("stata"); err == nil || !strings.Contains(err.Error(), "no name Stata takes") {
		t.Errorf("%v", err)
	}
	for _, c := range []struct{ language, format string }{{"stata", "parquet"}, {"stata", "rds"}, {"sql", "dta"}, {"fortran", "csv"}} {
		if _, err := (PanelScript{Format: c.format}).Write(c.language); err == nil {
			t.Errorf("%s of %s: no error", c.language, c.format)
		}
	}
}

// TestScriptComment: a path may stand in a comment as it is; what would begin or end one may not.
func TestScriptComment(t *testing.T) {
	for in, want := range map[string]string{"../data/a.dta": "../data/a.dta", "a /* b */ c": "a /+ b +/ c", "a /// b": "a ||/ b", "http://a": "http:||a"} {
		if got := comment(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
