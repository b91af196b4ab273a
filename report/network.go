package report

// This file is the answer that is a model of a whole matrix of what states are to one another: permutation tests, the moments of the
// social relations model, or additive and multiplicative effects.

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Network is a model of a matrix.
type Network struct {
	Comity       string         `json:"comity"`
	Model        string         `json:"model"`
	Title        string         `json:"title"`
	File         ModelFile      `json:"file"`
	Y            string         `json:"y"`
	X            []string       `json:"x"`
	Pair         []string       `json:"pair"`
	Symmetric    bool           `json:"symmetric"`
	Family       string         `json:"family"`
	Steps        []PanelStep    `json:"steps"`
	Missing      []ModelMissing `json:"missing"`
	States       int            `json:"states"`
	Cells        int            `json:"cells"`
	Unknown      int            `json:"unknown"`
	Level        float64        `json:"level"`
	Terms        []NetworkTerm  `json:"terms"`
	Variances    []NetworkTerm  `json:"variances"`
	Correlations []NetworkTerm  `json:"correlations"`
	Checks       []NetworkCheck `json:"checks"`
	Effects      []NetworkState `json:"effects"`
	Signs        []int          `json:"signs"`
	Predictions  []NetworkCell  `json:"predictions"`
	Made         NetworkMade    `json:"made"`
	R2           *float64       `json:"r2"`
	LogLik       *float64       `json:"log_likelihood"`
	NullLogLik   *float64       `json:"null_log_likelihood"`
	Warnings     []string       `json:"warnings"`
	Notes        []string       `json:"notes"`
}

// NetworkTerm is one figure: a coefficient, a variance, a correlation. What a model does not give is null.
type NetworkTerm struct {
	Name      string   `json:"name"`
	Estimate  *float64 `json:"estimate"`
	SE        *float64 `json:"se"`
	Low       *float64 `json:"low"`
	High      *float64 `json:"high"`
	Above     *float64 `json:"above"`
	RHat      *float64 `json:"r_hat"`
	ESS       *float64 `json:"effective_draws"`
	Statistic *float64 `json:"statistic"`
	P         *float64 `json:"p"`
	PAbove    *float64 `json:"p_above"`
	PBelow    *float64 `json:"p_below"`
	NullLow   *float64 `json:"null_low"`
	NullHigh  *float64 `json:"null_high"`
	NaiveP    *float64 `json:"naive_p"`
	SD        *float64 `json:"sd"`
}

// NetworkCheck holds a figure of the data against outcomes drawn anew from the model.
type NetworkCheck struct {
	Name string   `json:"name"`
	Data *float64 `json:"data"`
	Low  *float64 `json:"low"`
	High *float64 `json:"high"`
	P    *float64 `json:"p"`
}

// NetworkState is a state's additive effects and its place in the dimensions.
type NetworkState struct {
	State string    `json:"state"`
	Row   *float64  `json:"row"`
	RowSE *float64  `json:"row_se"`
	Col   *float64  `json:"column"`
	ColSE *float64  `json:"column_se"`
	Left  []float64 `json:"left"`
	Right []float64 `json:"right"`
}

// NetworkCell is a cell held out, with what the others say of it.
type NetworkCell struct {
	State1   string   `json:"state1"`
	State2   string   `json:"state2"`
	Outcome  *float64 `json:"outcome"`
	Expected *float64 `json:"expected"`
	SD       *float64 `json:"sd"`
	Z        *float64 `json:"z"`
}

// NetworkMade says how the figures were made.
type NetworkMade struct {
	Seed         uint64 `json:"seed"`
	Rank         int    `json:"rank"`
	Chains       int    `json:"chains"`
	Burn         int    `json:"burn"`
	Draws        int    `json:"draws"`
	Thin         int    `json:"thin"`
	Permutations int    `json:"permutations"`
	Permuted     string `json:"permuted"`
}

// JSON gives the model as data.
func (m Network) JSON() ([]byte, error) { return json.MarshalIndent(m, "", "  ") }

// Document lays the model out.
func (m Network) Document() Document {
	d := Document{Title: m.head()}
	d.Blocks = append(d.Blocks, Block{Lead: m.rests()})
	for _, w := range m.Warnings {
		d.Blocks = append(d.Blocks, Block{Paragraph: "Warning: " + w})
	}
	for _, part := range m.parts() {
		if len(part.table.Rows) > 0 {
			d.add(part.title, Block{Table: part.table}, Block{Paragraph: part.about})
		}
	}
	if len(m.Steps) > 0 {
		d.add("steps", Panel{Steps: append([]PanelStep{{What: "rows of the file", After: m.File.Rows}}, m.Steps...)}.steps()...)
	}
	if len(m.Missing) > 0 {
		d.add("cells in which something is missing", Block{Table: Model{Missing: m.Missing}.missing()})
	}
	for _, n := range m.Notes {
		d.Blocks = append(d.Blocks, Block{Paragraph: "Note: " + n})
	}
	d.Notes = []string{m.made(), fmt.Sprintf("Made by comity %s of %s (SHA-256 %s).", m.Comity, m.File.Name, m.File.SHA256)}
	return d
}

func (m Network) head() string {
	out := upperFirst(m.Title) + " of " + m.Y
	if len(m.X) > 0 {
		out += " on " + strings.Join(m.X, ", ")
	}
	return out
}

// rests says what the estimates rest on.
func (m Network) rests() string {
	what := "cells of a directed matrix"
	if m.Symmetric {
		what = "pairs of a symmetric matrix"
	}
	text := fmt.Sprintf("%s states, %s %s", grouped(m.States), grouped(m.Cells), what)
	if m.Unknown > 0 {
		text += fmt.Sprintf("; of %s the outcome or a regressor is not known, or was held out", grouped(m.Unknown))
	}
	return text + "."
}

// made says how it was made.
func (m Network) made() string {
	switch o := m.Made; m.Model {
	case "ame":
		kept := ""
		if o.Thin > 1 {
			kept = fmt.Sprintf(", one in %d kept", o.Thin)
		}
		return fmt.Sprintf("Gibbs sampling: dimensions %d; chains %d, each of %s scans after %s thrown away%s; seed %d.", o.Rank, o.Chains, grouped(o.Draws), grouped(o.Burn), kept, o.Seed)
	case "qap":
		return fmt.Sprintf("%s permutations of %s; seed %d.", grouped(o.Permutations), o.Permuted, o.Seed)
	}
	return "In closed form; errors by leaving out one state after another (jackknife)."
}

// networkPart is a table with what it says.
type networkPart struct {
	word, title, about string
	table              *Table
}

// parts are the tables of the model.
func (m Network) parts() []networkPart {
	share := strconv.FormatFloat(100*m.Level, 'g', 4, 64) + " %"
	if m.Model == "qap" {
		return []networkPart{
			{"coefficient", "regression", "p: how often a coefficient's statistic is as far from zero where the states of one matrix are renumbered; naive p takes cells for independent, which they are not.", tested(m.Terms, true)},
			{"correlation", "correlations", "of the outcome with each regressor by itself; p as above.", tested(m.Correlations, false)},
		}
	}
	if m.Model == "srm" {
		return []networkPart{
			{"variance", "moments", "", posterior(m.Variances, share, false)},
			{"state", "states farthest from the mean", "", m.farthest()},
		}
	}
	scale := ""
	if m.Family == "probit" {
		scale = " Coefficients and effects are in standard deviations of the errors behind zeros and ones."
	}
	return []networkPart{
		{"coefficient", "coefficients", "Posterior mean, standard deviation and interval; above 0: share of the draws. R-hat near 1 says that the chains agree." + scale, posterior(m.Terms, share, true)},
		{"variance", "variances", "", posterior(m.Variances, share, true)},
		{"held out", "held out", "expected: from all other cells; s.d. of the posterior predictive distribution; z: outcome less expected over s.d. Within 1 the outcome is what the two states' relations to all others imply, beyond 2 it is more, or less, than that.", m.heldOut()},
		{"check", "fit", "Figures of the data, and the middle " + share + " of outcomes drawn anew from the model; p two-sided. A figure outside is something the model does not show.", m.checks()},
		{"state", "states with the largest additive effects", "", m.farthest()},
	}
}

// posterior is a table of figures with their spread.
func posterior(terms []NetworkTerm, share string, sampled bool) *Table {
	t := &Table{Header: []string{"", "estimate", "s.e.", share + " from", "to"}, Right: []bool{false, true, true, true, true, true, true, true}}
	if sampled {
		t.Header = append(t.Header, "above 0", "R-hat", "effective draws")
		t.Header[2] = "s.d."
	}
	for _, x := range terms {
		row := []string{x.Name, digits(x.Estimate), digits(x.SE), digits(x.Low), digits(x.High)}
		if sampled {
			row = append(row, fixed(x.Above, 3), fixed(x.RHat, 3), fixed(x.ESS, 0))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// tested is a table of figures with their tests.
func tested(terms []NetworkTerm, regression bool) *Table {
	t := &Table{Header: []string{"", "estimate", "p", "p above", "p below", "under permutation from", "to"}, Right: []bool{false, true, true, true, true, true, true, true, true}}
	if regression {
		t.Header = slices.Insert(t.Header, 2, "statistic")
		t.Header = append(t.Header, "naive p")
	}
	for _, x := range terms {
		row := []string{x.Name, digits(x.Estimate), permuted(x.P), permuted(x.PAbove), permuted(x.PBelow), fixed(x.NullLow, 3), fixed(x.NullHigh, 3)}
		if regression {
			row = append(slices.Insert(row, 2, fixed(x.Statistic, 3)), probability(x.NaiveP))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// permuted writes a p-value of permutations, which is never zero.
func permuted(p *float64) string { return fixed(p, 4) }

func fixed(x *float64, decimals int) string {
	if x == nil {
		return "–"
	}
	return strconv.FormatFloat(*x, 'f', decimals, 64)
}

func (m Network) checks() *Table {
	t := &Table{Header: []string{"", "data", "model from", "to", "p"}, Right: []bool{false, true, true, true, true}}
	for _, c := range m.Checks {
		t.Rows = append(t.Rows, []string{c.Name, digits(c.Data), digits(c.Low), digits(c.High), fixed(c.P, 3)})
	}
	return t
}

func (m Network) heldOut() *Table {
	t := &Table{Header: []string{m.Pair[0], m.Pair[1], "outcome", "expected", "s.d.", "z"}, Right: []bool{false, false, true, true, true, true}}
	for _, c := range m.Predictions {
		t.Rows = append(t.Rows, []string{c.State1, c.State2, digits(c.Outcome), digits(c.Expected), digits(c.SD), two(c.Z)})
	}
	return t
}

// farthest shows the ten states whose effects are farthest from zero.
func (m Network) farthest() *Table {
	t := &Table{Header: []string{"state", "effect", "s.d."}, Right: []bool{false, true, true, true, true}}
	if !m.Symmetric {
		t.Header = []string{"state", "as row", "s.d.", "as column", "s.d."}
	}
	if m.Model == "srm" { // moments give no errors of effects
		t.Header = slices.DeleteFunc(t.Header, func(h string) bool { return h == "s.d." })
	}
	size := func(s NetworkState) float64 {
		out := 0.0
		for _, x := range []*float64{s.Row, s.Col} {
			if x != nil {
				out = max(out, math.Abs(*x))
			}
		}
		return out
	}
	states := slices.Clone(m.Effects)
	slices.SortStableFunc(states, func(a, b NetworkState) int {
		switch x, y := size(a), size(b); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	const most = 10
	for _, s := range states[:min(most, len(states))] {
		row := []string{s.State}
		for k, x := range []*float64{s.Row, s.RowSE, s.Col, s.ColSE} {
			if k%2 == 1 && m.Model == "srm" || k > 1 && m.Symmetric {
				continue
			}
			row = append(row, digits(x))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
