package report

// This file writes an estimated model as a table for a paper (LaTeX) and for programs (CSV), and as a picture.

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"comity"
	"comity/chart"
)

// SVG draws the coefficients with their intervals. Each is multiplied by the standard deviation of its regressor, so that regressors in
// all units fit on one line; the constant is left out, and terms of a curve, which say nothing one by one.
func (m Model) SVG() []byte {
	c := chart.Intervals{
		Title:  fmt.Sprintf("%s of %s: coefficients times the standard deviation of the regressor", upperFirst(m.Title), m.Y),
		Source: fmt.Sprintf("comity %s, of %s.", m.Comity, m.File.Name),
		Note:   fmt.Sprintf("%s rows. Lines: %s %% intervals, errors %s.", grouped(m.N), strconv.FormatFloat(100*m.Level, 'g', 4, 64), m.Errors[0].words()),
	}
	curve := m.curve()
	if len(curve) > 0 {
		c.Note += " Not drawn, for they are one curve: " + strings.Join(curve, ", ") + "."
	}
	for _, t := range m.Terms {
		if t.SD == nil || slices.Contains(curve, t.Name) {
			continue
		}
		row := chart.Interval{Label: t.Name, Value: t.Estimate * *t.SD, Low: comity.NaN(comity.Undefined), High: comity.NaN(comity.Undefined)}
		if t.Low != nil {
			row.Low, row.High = *t.Low**t.SD, *t.High**t.SD
		}
		c.Rows = append(c.Rows, row)
	}
	return c.SVG()
}

// power is a term that is a column to a power; spline one of a curve by name.
var (
	power  = regexp.MustCompile(`^(.+?) ?\^ ?\d+$`)
	spline = regexp.MustCompile(`^(?:rcs|tpoly)\((.+?),`)
)

// curve gives the terms that are one curve: powers of a column, pieces of a spline, and the column itself.
func (m Model) curve() (out []string) {
	base := map[string]bool{}
	for _, t := range m.Terms {
		for _, form := range []*regexp.Regexp{power, spline} {
			if found := form.FindStringSubmatch(t.Name); found != nil {
				base[found[1]] = true
			}
		}
	}
	for _, t := range m.Terms {
		if base[t.Name] || power.MatchString(t.Name) || spline.MatchString(t.Name) {
			out = append(out, t.Name)
		}
	}
	return out
}

// CSV gives one line a term, with all digits: the estimate, the errors chosen with what follows from them, and each kind of errors.
func (m Model) CSV() []byte {
	var b strings.Builder
	header := []string{"model", "y", "term", "estimate", "errors", "se", "statistic", "p", "low", "high"}
	for _, e := range m.Errors {
		header = append(header, "se_"+columnWord(e.words()))
	}
	header = append(header, "n", "log_likelihood")
	csvLine(&b, header)
	for i, t := range m.Terms {
		row := []string{m.Model, m.Y, t.Name, exact(&t.Estimate), m.Errors[0].words(), exact(t.SE), exact(t.Statistic), exact(t.P), exact(t.Low), exact(t.High)}
		for _, e := range m.Errors {
			row = append(row, exact(&e.SE[i]))
		}
		csvLine(&b, append(row, strconv.Itoa(m.N), exact(m.LogLik)))
	}
	return []byte(b.String())
}

// columnWord makes words fit for the name of a column.
func columnWord(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return '_'
	}, s)
}

func exact(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'g', -1, 64)
}

// csvLine writes cells with commas, in quotes where they hold one.
func csvLine(b *strings.Builder, cells []string) {
	for i, c := range cells {
		if i > 0 {
			b.WriteByte(',')
		}
		if strings.ContainsAny(c, ",\"\n\r") {
			c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
		b.WriteString(c)
	}
	b.WriteByte('\n')
}

// LaTeX gives a table in the manner of the package booktabs: estimates, errors of each kind, and what they rest on.
func (m Model) LaTeX() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "%% comity %s, %s of %s (SHA-256 %s); needs \\usepackage{booktabs}\n", m.Comity, m.Model, latexLine(m.File.Name), m.File.SHA256)
	fmt.Fprintf(&b, "\\begin{tabular}{l%s}\n\\toprule\n", strings.Repeat("r", len(m.Errors)+2))
	b.WriteString(" & estimate & p")
	for _, e := range m.Errors {
		b.WriteString(" & s.e. " + latex(e.words()))
	}
	b.WriteString(" \\\\\n\\midrule\n")
	for i, t := range m.Terms {
		fmt.Fprintf(&b, "%s & %s & %s", latex(t.Name), latexNumber(digits(&t.Estimate)), latexNumber(probability(t.P)))
		for _, e := range m.Errors {
			b.WriteString(" & " + latexNumber(digits(&e.SE[i])))
		}
		b.WriteString(" \\\\\n")
	}
	b.WriteString("\\midrule\n")
	line := func(name, value string) {
		fmt.Fprintf(&b, "%s & \\multicolumn{%d}{l}{%s} \\\\\n", latex(name), len(m.Errors)+2, value)
	}
	line("outcome", latex(m.Y))
	line("rows", grouped(m.N))
	for _, e := range m.Effects {
		line(m.effectWord(), latex(e.Name)+" ("+grouped(e.Groups)+")")
	}
	for _, row := range m.fit().Rows {
		line(row[0], latexNumber(row[1]))
	}
	b.WriteString("\\bottomrule\n\\end{tabular}\n")
	return []byte(b.String())
}

// latexSigns are the signs that mean something to TeX, and others it has no letter for.
var latexSigns = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "$", `\$`, "&", `\&`, "#", `\#`, "%", `\%`, "_", `\_`,
	"~", `\textasciitilde{}`, "^", `\textasciicircum{}`, "²", `$^2$`, "<", `$<$`, ">", `$>$`, "|", `$|$`, "\n", " ", "\r", " ")

func latex(s string) string { return latexSigns.Replace(s) }

// latexLine is a text for a comment.
func latexLine(s string) string { return strings.NewReplacer("\n", " ", "\r", " ").Replace(s) }

// latexNumber sets the minus and the power of ten as mathematics.
func latexNumber(s string) string {
	mantissa, power, ok := strings.Cut(s, "e")
	if ok {
		n, _ := strconv.Atoi(power)
		return fmt.Sprintf(`$%s \times 10^{%d}$`, mantissa, n)
	}
	if strings.HasPrefix(s, "-") {
		return "$" + s + "$"
	}
	return latex(s)
}
