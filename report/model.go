package report

// This file is the answer that is an estimated model: the estimates with several kinds of errors side by side, which rows they rest on,
// and what was done beyond what was asked.

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Model is an estimated model.
type Model struct {
	Comity     string         `json:"comity"`
	Model      string         `json:"model"`
	Title      string         `json:"title"`
	File       ModelFile      `json:"file"`
	Y          string         `json:"y"`
	X          []string       `json:"x"`
	Effects    []ModelEffect  `json:"effects"`
	Weights    string         `json:"weights"`
	Steps      []PanelStep    `json:"steps"`
	Complete   int            `json:"complete_rows"`
	Missing    []ModelMissing `json:"missing"`
	N          int            `json:"n"`
	Events     *int           `json:"events"`
	Level      float64        `json:"level"`
	Terms      []ModelTerm    `json:"terms"`
	Errors     []ModelErrors  `json:"errors"` // the chosen kind first
	LogLik     *float64       `json:"log_likelihood"`
	NullLogLik *float64       `json:"null_log_likelihood"`
	PseudoR2   *float64       `json:"pseudo_r2"`
	AIC        *float64       `json:"aic"`
	BIC        *float64       `json:"bic"`
	R2         *float64       `json:"r2"`
	WithinR2   *float64       `json:"within_r2"`
	Sigma      *float64       `json:"sigma"`
	Absorbed   int            `json:"absorbed"`
	Iterations int            `json:"iterations"`
	Notes      []string       `json:"notes"`
}

// ModelFile is the table a model rests on.
type ModelFile struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
	Rows   int    `json:"rows"`
}

// ModelEffect is a group of constants that was absorbed.
type ModelEffect struct {
	Name   string `json:"name"`
	Groups int    `json:"groups"`
}

// ModelMissing is a column that is missing in some rows, which are therefore not used.
type ModelMissing struct {
	Name    string         `json:"name"`
	Rows    int            `json:"rows"`
	Missing map[string]int `json:"missing"` // by letter
}

// ModelTerm is one coefficient with the errors that were chosen.
type ModelTerm struct {
	Name      string   `json:"name"`
	Estimate  float64  `json:"estimate"`
	SE        *float64 `json:"se"`
	Statistic *float64 `json:"statistic"`
	P         *float64 `json:"p"`
	Low       *float64 `json:"low"`
	High      *float64 `json:"high"`
	SD        *float64 `json:"sd"` // of the regressor in the rows used
}

// ModelErrors is one kind of standard errors of all terms.
type ModelErrors struct {
	Kind    string    `json:"kind"`
	By      string    `json:"by"`
	Groups  []int     `json:"groups"`
	Factor  float64   `json:"factor"`
	DF      *float64  `json:"degrees_of_freedom"`
	Clipped int       `json:"clipped"`
	SE      []float64 `json:"se"`
}

// JSON gives the model as data.
func (m Model) JSON() ([]byte, error) { return json.MarshalIndent(m, "", "  ") }

// Document lays the model out.
func (m Model) Document() Document {
	d := Document{Title: fmt.Sprintf("%s: %s on %s", upperFirst(m.Title), m.Y, m.regressors())}
	d.Blocks = append(d.Blocks, Block{Lead: m.rows()})
	d.add("estimates", Block{Table: m.estimates()}, Block{Paragraph: m.aboutErrors()})
	d.add("fit", Block{Table: m.fit()})
	if len(m.Steps) > 0 {
		d.add("steps", Panel{Steps: append([]PanelStep{{What: "rows of the file", After: m.File.Rows}}, m.Steps...)}.steps()...)
	}
	if len(m.Missing) > 0 {
		d.add("rows left out for what is missing", Block{Table: m.missing()})
	}
	for _, n := range m.Notes {
		d.Blocks = append(d.Blocks, Block{Paragraph: "Note: " + n})
	}
	d.Notes = []string{fmt.Sprintf("Made by comity %s of %s (SHA-256 %s).", m.Comity, m.File.Name, m.File.SHA256)}
	return d
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func (m Model) regressors() string {
	if len(m.X) == 0 {
		return "a constant"
	}
	return strings.Join(m.X, ", ")
}

// rows says what the estimates rest on.
func (m Model) rows() string {
	text := fmt.Sprintf("%s rows", grouped(m.N))
	if m.Events != nil {
		what := "with 1"
		if m.Model == "ppml" {
			what = "above zero"
		}
		text += fmt.Sprintf(", %s of them %s", grouped(*m.Events), what)
	}
	if rest := m.File.Rows - m.N; rest > 0 {
		text += fmt.Sprintf(", of %s in the file", grouped(m.File.Rows))
	}
	for i, e := range m.Effects {
		text += [2]string{"; " + m.effectWord() + ": ", ", "}[min(i, 1)] + fmt.Sprintf("%s (%s groups)", e.Name, grouped(e.Groups))
	}
	return text + "."
}

// effectWord says what was done with groups of constants.
func (m Model) effectWord() string {
	if m.Model == "clogit" {
		return "given the ones of each"
	}
	return "absorbed"
}

// grouped writes a whole number with commas.
func grouped(n int) string { return commasOf(strconv.Itoa(n)) }

func commasOf(s string) string {
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// estimates is the table of coefficients.
func (m Model) estimates() *Table {
	t := &Table{Header: []string{"", "estimate", "s.e. " + m.Errors[0].words()}, Right: []bool{false, true, true}}
	stat := "z"
	if m.Errors[0].DF != nil {
		stat = "t"
	}
	share := strconv.FormatFloat(100*m.Level, 'g', 4, 64)
	t.Header = append(t.Header, stat, "p", share+" % from", "to")
	for _, e := range m.Errors[1:] {
		t.Header = append(t.Header, "s.e. "+e.words())
	}
	for range t.Header[3:] {
		t.Right = append(t.Right, true)
	}
	for i, term := range m.Terms {
		row := []string{term.Name, digits(&term.Estimate), digits(term.SE), two(term.Statistic), probability(term.P), digits(term.Low), digits(term.High)}
		for _, e := range m.Errors[1:] {
			row = append(row, digits(&e.SE[i]))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// words is a kind of errors in a header.
func (e ModelErrors) words() string {
	switch e.Kind {
	case "hc0", "hc1":
		return strings.ToUpper(e.Kind)
	case "cluster":
		if strings.HasPrefix(e.By, "pair of ") {
			return "by pair"
		}
		return "by " + e.By
	case "twoway":
		return "by " + e.By
	}
	return e.Kind
}

// aboutErrors says what the kinds of errors let hang together.
func (m Model) aboutErrors() string {
	var parts []string
	for _, e := range m.Errors {
		switch e.Kind {
		case "iid":
			parts = append(parts, "iid: rows independent, the model the whole truth")
		case "hc0":
			parts = append(parts, "HC0: rows independent (White 1980)")
		case "hc1":
			parts = append(parts, "HC1: rows independent (White 1980), times n/(n-K)")
		case "cluster":
			parts = append(parts, fmt.Sprintf("%s: rows of one of %s groups hang together (%s)", e.words(), grouped(e.Groups[0]), e.By))
		case "twoway":
			parts = append(parts, fmt.Sprintf("%s: rows that share either hang together (%s and %s groups)", e.words(), grouped(e.Groups[0]), grouped(e.Groups[1])))
		case "dyadic":
			parts = append(parts, fmt.Sprintf("dyadic: all rows that share a state hang together (%s; %s states, %s pairs; Aronow, Samii and Assenova 2015)", e.By, grouped(e.Groups[0]), grouped(e.Groups[1])))
		}
	}
	return "The first kind of errors gives p and the interval. " + strings.Join(parts, "; ") + "."
}

// fit is the table of what is told of the whole.
func (m Model) fit() *Table {
	t := &Table{Header: []string{"", ""}, Right: []bool{false, true}}
	add := func(name string, x *float64) {
		if x != nil {
			t.Rows = append(t.Rows, []string{name, strconv.FormatFloat(*x, 'f', decimals(*x), 64)})
		}
	}
	add("log-likelihood", m.LogLik)
	if m.Model == "clogit" {
		add("without regressors", m.NullLogLik)
	} else {
		add("with the constant alone", m.NullLogLik)
	}
	add("pseudo R² (McFadden)", m.PseudoR2)
	add("R²", m.R2)
	add("R² within the effects", m.WithinR2)
	add("s.d. of residuals", m.Sigma)
	add("AIC", m.AIC)
	add("BIC", m.BIC)
	if m.Absorbed > 0 {
		t.Rows = append(t.Rows, []string{"constants absorbed", grouped(m.Absorbed)})
	}
	if m.Iterations > 0 {
		t.Rows = append(t.Rows, []string{"steps", strconv.Itoa(m.Iterations)})
	}
	return t
}

// decimals is how many a figure of the whole is shown with.
func decimals(x float64) int {
	if math.Abs(x) >= 1 {
		return 3
	}
	return 4
}

func (m Model) missing() *Table {
	t := &Table{Header: []string{"column", "rows", "why"}, Right: []bool{false, true}}
	for _, c := range m.Missing {
		var parts []string
		for _, l := range letters(c.Missing) {
			parts = append(parts, grouped(c.Missing[l])+" "+l)
		}
		t.Rows = append(t.Rows, []string{c.Name, grouped(c.Rows), strings.Join(parts, ", ")})
	}
	return t
}

// digits writes an estimate with five digits.
func digits(x *float64) string {
	if x == nil {
		return "–"
	}
	return strconv.FormatFloat(*x, 'g', 5, 64)
}

func two(x *float64) string {
	if x == nil {
		return "–"
	}
	return strconv.FormatFloat(*x, 'f', 2, 64)
}

// probability writes a p-value.
func probability(p *float64) string {
	switch {
	case p == nil:
		return "–"
	case *p < .001:
		return "< 0.001"
	}
	return strconv.FormatFloat(*p, 'f', 3, 64)
}
