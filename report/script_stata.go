package report

// Scripts in Stata.

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// stataName is a name that Stata takes.
var stataName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]{0,31}$`)

// stataQuote writes a text between compound quotes, in which macros would be expanded, cut to so many characters.
func stataQuote(s string, most int) string {
	s = strings.NewReplacer("`", "'", `"`, "'", "$", `\$`).Replace(plainLine(s))
	if r := []rune(s); len(r) > most {
		s = strings.TrimRight(string(r[:most]), `\`)
	}
	return "`\"" + s + "\"'"
}

func (s PanelScript) stata(b *strings.Builder) error {
	for _, c := range s.fields() {
		if !stataName.MatchString(c.Name) {
			return fmt.Errorf("%s is no name Stata takes (at most 32 letters, digits and _): give the column another, as SHORT=NAME", c.Name)
		}
	}
	file := stataQuote(s.File, 500)
	b.WriteString("version 14\n")
	switch s.Format {
	case "dta":
		fmt.Fprintf(b, "use %s, clear\n* it comes with its labels; missing cells are .a to .e\ndescribe, short\n", file)
		return nil
	case "csv":
		s.stataText(b, file, "comma")
	case "tsv":
		s.stataText(b, file, "tab")
	case "xlsx":
		fmt.Fprintf(b, "import excel using %s, sheet(\"data\") firstrow case(preserve) clear\n", file)
	default:
		return s.cannot("Stata", "dta or csv")
	}
	s.stataLabels(b)
	b.WriteString("describe, short\n")
	return nil
}

// stataText reads delimited text: which columns are texts and which numbers is said, not guessed.
func (s PanelScript) stataText(b *strings.Builder, file, delimiter string) {
	var texts, numbers []string
	for i, c := range s.fields() {
		if n := strconv.Itoa(i + 1); rClass(c.Kind) == "character" {
			texts = append(texts, n)
		} else {
			numbers = append(numbers, n)
		}
	}
	fmt.Fprintf(b, "import delimited using %s, clear varnames(1) case(preserve) delimiters(%s) encoding(\"utf-8\") bindquotes(strict) asdouble", file, delimiter)
	if len(texts) > 0 {
		fmt.Fprintf(b, " stringcols(%s)", strings.Join(texts, " "))
	}
	if len(numbers) > 0 {
		fmt.Fprintf(b, " numericcols(%s)", strings.Join(numbers, " "))
	}
	b.WriteString("\n")
}

// stataLabels labels the variables, names values and letters, and turns days into dates.
func (s PanelScript) stataLabels(b *strings.Builder) {
	fmt.Fprintf(b, "label data %s\n", stataQuote(s.Title, 80))
	for _, c := range s.Columns {
		if c.Kind == "date" && s.Format != "xlsx" {
			fmt.Fprintf(b, "generate long comity_date = date(%s, \"YMD\")\norder comity_date, after(%s)\ndrop %s\nrename comity_date %s\nformat %%td %s\n", c.Name, c.Name, c.Name, c.Name, c.Name)
		}
		fmt.Fprintf(b, "label variable %s %s\n", c.Name, stataQuote(c.label(), 80))
		if c.Kind != "text" && s.Reasons && c.Lacks {
			for _, l := range s.Letters {
				fmt.Fprintf(b, "replace %s = %s if %s_missing == %q\n", c.Name, l[0], c.Name, l[0])
			}
			fmt.Fprintf(b, "drop %s_missing\n", c.Name)
		}
		s.stataValues(b, c)
	}
}

// stataValues names the values of a column, and the letters of its missing cells where it has them.
func (s PanelScript) stataValues(b *strings.Builder, c ScriptColumn) {
	if c.Kind != "whole" && c.Kind != "flag" || len(c.Values) == 0 && !(s.Reasons && c.Lacks) {
		return
	}
	set := c.Name
	if len(set) > 28 {
		set = set[:28]
	}
	set += "_l"
	fmt.Fprintf(b, "label define %s", set)
	for _, v := range c.Values {
		fmt.Fprintf(b, " %d %s", v.Value, stataQuote(v.Text, 200))
	}
	if s.Reasons && c.Lacks {
		for _, l := range s.Letters {
			fmt.Fprintf(b, " %s %s", l[0], stataQuote(l[1], 200))
		}
	}
	fmt.Fprintf(b, ", replace\nlabel values %s %s\n", c.Name, set)
}
