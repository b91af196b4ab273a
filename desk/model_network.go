package desk

// This file answers with models of a whole matrix of what states are to one another: it lays the rows of a table out as matrices, one
// cell a pair, has the network room fit them, and lays out what was found.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"comity/format/frame"
	"comity/formula"
	"comity/model/network"
	"comity/report"
)

// networkKinds are the models of whole matrices.
var networkKinds = []string{"qap", "ame", "srm"}

// IsNetwork says that a kind of model is of a whole matrix (Network), not of rows (Model).
func IsNetwork(kind string) bool { return slices.Contains(networkKinds, kind) }

// NetworkSpec is what is asked for.
type NetworkSpec struct {
	ModelSpec
	Symmetric    *bool    // nil: as the rows are; each pair in one order only is symmetric
	Family       string   // ame: gaussian (default), probit; qap: ols (default), logit
	Rank         int      // ame
	Chains, Burn int      // ame
	Draws, Thin  int      // ame: scans kept of each chain, before thinning
	Permutations int      // qap
	Permute      string   // qap: dsp (default), y
	Hold         []string // ame: pairs "A,B" whose outcome is held out and expected from the others
	Seed         uint64
	Progress     Progress
}

// matrices are the rows of a table as matrices.
type matrices struct {
	network.Data
	states []string
	held   [][2]int
	shown  []float64 // the outcome as it stands, held-out cells included
}

// Network fits a model to a matrix.
func Network(ctx context.Context, s NetworkSpec) (report.Network, error) {
	f := &fitting{spec: s.ModelSpec}
	for _, step := range []func() error{func() error { return s.check() }, f.open, f.steps, f.findPair} {
		if err := step(); err != nil {
			return report.Network{}, err
		}
	}
	if f.pair[0] == "" {
		return report.Network{}, fmt.Errorf("a matrix needs the columns of the two states: --pair STATE1,STATE2 (the file has %s)", firstNames(f.columnNames()))
	}
	m, err := f.matrices(s)
	if err != nil {
		return report.Network{}, err
	}
	out := f.networkAnswer(s, m)
	fit := map[string]func(context.Context, NetworkSpec, *matrices, *report.Network) error{"qap": fitQAP, "ame": fitAME, "srm": fitSRM}[s.Kind]
	if err := fit(ctx, s, m, &out); err != nil {
		return report.Network{}, fmt.Errorf("%s: %w", s.Kind, err)
	}
	return out, nil
}

// check says which options do not go together.
func (s NetworkSpec) check() error {
	families := map[string][]string{"ame": {"", "gaussian", "probit"}, "qap": {"", "ols", "logit"}, "srm": {""}}[s.Kind]
	switch {
	case !slices.Contains(families, s.Family) && s.Kind == "srm":
		return errors.New("--family: the moments of srm are of any numbers; leave it out")
	case !slices.Contains(families, s.Family):
		return fmt.Errorf("--family %s: %s takes %s", s.Family, s.Kind, strings.Join(families[1:], " or "))
	case s.Kind == "srm" && s.X != "":
		return errors.New("srm takes a matrix apart without regressors: leave --x out, or fit ame")
	case s.Kind == "qap" && s.X == "":
		return errors.New("name the matrices to hold the outcome against: --x \"COLUMN COLUMN …\"")
	case len(s.Effects) > 0 || s.Cluster != "" || s.NoConstant || s.Tau != 0 || s.Weighting || s.Weights != "" || s.Conditional != "":
		return fmt.Errorf("%s knows that cells share states: --fe, --cluster, --no-constant, --tau, --weighting, --weights and --conditional are of models of rows", s.Kind)
	case s.Kind != "ame" && len(s.Hold) > 0:
		return fmt.Errorf("--hold: %s expects nothing of cells; fit ame", s.Kind)
	}
	return nil
}

// networkAnswer begins the answer.
func (f *fitting) networkAnswer(s NetworkSpec, m *matrices) report.Network {
	title := map[string]string{"qap": "regression tested by permutation (MRQAP)", "ame": "additive and multiplicative effects model", "srm": "social relations model"}[s.Kind]
	family := cmp.Or(s.Family, map[string]string{"qap": "ols", "ame": "gaussian"}[s.Kind])
	o := f.out
	return report.Network{
		Comity: o.Comity, Model: s.Kind, Title: title, File: o.File, Y: s.Y, X: orEmpty(o.X), Pair: f.pair[:], Symmetric: m.Symmetric,
		Family: family, Steps: o.Steps, Missing: o.Missing, States: len(m.states), Level: s.Level, Terms: []report.NetworkTerm{},
		Variances: []report.NetworkTerm{}, Correlations: []report.NetworkTerm{}, Checks: []report.NetworkCheck{}, Effects: []report.NetworkState{},
		Signs: []int{}, Predictions: []report.NetworkCell{}, Warnings: []string{}, Notes: orEmpty(o.Notes),
	}
}

// matrices lays the rows out.
func (f *fitting) matrices(s NetworkSpec) (*matrices, error) {
	y, x, err := f.gather()
	if err != nil {
		return nil, err
	}
	at, states, err := f.stateNumbers()
	if err != nil {
		return nil, err
	}
	row, err := f.rowOf(at, len(states))
	if err != nil {
		return nil, err
	}
	m := &matrices{Data: network.Data{YName: y.name}, states: states}
	switch n := len(states); {
	case s.Symmetric != nil:
		m.Symmetric = *s.Symmetric
	case oneOrder(row, n):
		m.Symmetric = true
	case bothWays(append([]needed{y}, x...), row, n):
		m.Symmetric = true
		f.note("All columns are the same both ways: the matrix is taken for symmetric (--symmetric=false for a directed one).")
	}
	fill := func(c needed) (network.Matrix, error) { return f.fill(c, row, m) }
	if m.Y, err = fill(y); err != nil {
		return nil, err
	}
	for _, c := range x {
		v, err := fill(c)
		if err != nil {
			return nil, err
		}
		m.X = append(m.X, network.Covariate{Name: c.name, Matrix: v})
	}
	f.tellMissing(append([]needed{y}, x...), row)
	return m, m.hold(s.Hold)
}

// stateNumbers numbers the states of all rows in the order of their names or codes; -1 where one is not named.
func (f *fitting) stateNumbers() (at [2][]int32, states []string, err error) {
	var texts [2][]string
	number := map[string]int32{}
	for k, name := range f.pair {
		c := f.frame.Column(name)
		for row := range f.frame.Rows {
			text := codeText(c, row)
			texts[k] = append(texts[k], text)
			if _, ok := number[text]; !ok && text != "" {
				number[text] = 0
				states = append(states, text)
			}
		}
	}
	if len(states) > network.MaxStates {
		return at, nil, fmt.Errorf("%s and %s name %s states, more than %s", f.pair[0], f.pair[1], thousands(len(states)), thousands(network.MaxStates))
	}
	slices.SortFunc(states, byCode)
	for i, s := range states {
		number[s] = int32(i)
	}
	for k := range texts {
		for _, text := range texts[k] {
			n, ok := number[text]
			if !ok {
				n = -1
			}
			at[k] = append(at[k], n)
		}
	}
	return at, states, nil
}

// codeText is a cell as text: a code without decimals; empty where it is missing.
func codeText(c *frame.Column, row int) string {
	if c.Kind == frame.Text {
		text, letter := c.TextAt(row)
		if letter != 0 {
			return ""
		}
		return text
	}
	x := c.At(row)
	if x != x {
		return ""
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// byCode orders numbers by size and texts by letter.
func byCode(a, b string) int {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX == nil && errY == nil {
		return cmp.Compare(x, y)
	}
	return cmp.Compare(a, b)
}

// rowOf finds the row of each cell, -1 where there is none. A cell with two rows is an error: a matrix has room for one.
func (f *fitting) rowOf(at [2][]int32, n int) ([]int32, error) {
	row := make([]int32, n*n)
	for i := range row {
		row[i] = -1
	}
	self, nameless := 0, 0
	for r := range at[0] {
		a, b := at[0][r], at[1][r]
		switch {
		case a < 0 || b < 0:
			nameless++
			continue
		case a == b:
			self++
			continue
		}
		cell := &row[int(a)*n+int(b)]
		if *cell >= 0 {
			return nil, f.twice(int(*cell), r)
		}
		*cell = int32(r)
	}
	if self > 0 {
		f.note(fmt.Sprintf("%s rows of a state with itself are not looked at.", thousands(self)))
	}
	if nameless > 0 {
		f.note(fmt.Sprintf("%s rows that do not name both states are left out.", thousands(nameless)))
	}
	return row, nil
}

// twice says that a pair has two rows, and how to keep one.
func (f *fitting) twice(first, second int) error {
	a, b := f.frame.Column(f.pair[0]), f.frame.Column(f.pair[1])
	what := fmt.Sprintf("%s %s, %s %s comes twice", f.pair[0], codeText(a, first), f.pair[1], codeText(b, first))
	name := cmp.Or(f.spec.Time, "year")
	time := f.frame.Column(name)
	if time == nil || codeText(time, first) == codeText(time, second) {
		return fmt.Errorf("%s; a matrix has one cell for it: keep one row a pair with --where", what)
	}
	return fmt.Errorf("%s, in %s %s and %s; a matrix has one cell for it: keep one, as --where \"%s == %s\"",
		what, name, codeText(time, first), codeText(time, second), name, codeText(time, second))
}

// oneOrder says that no pair is there in both orders.
func oneOrder(row []int32, n int) bool {
	for i := range n {
		for j := range i {
			if row[i*n+j] >= 0 && row[j*n+i] >= 0 {
				return false
			}
		}
	}
	return true
}

// bothWays says that all columns are the same from one state to the other and back.
func bothWays(all []needed, row []int32, n int) bool {
	for i := range n {
		for j := range i {
			a, b := row[i*n+j], row[j*n+i]
			if a < 0 || b < 0 {
				continue
			}
			for _, c := range all {
				if c.x[a] != c.x[b] && c.x[a] == c.x[a] && c.x[b] == c.x[b] {
					return false
				}
			}
		}
	}
	return true
}

// fill puts a column into a matrix.
func (f *fitting) fill(c needed, row []int32, m *matrices) (network.Matrix, error) {
	n := len(m.states)
	out := network.NewMatrix(n)
	for i := range n {
		for j := range n {
			r := row[i*n+j]
			if r < 0 {
				continue
			}
			x := c.x[r]
			if math.IsInf(x, 0) {
				x = math.NaN()
			}
			if m.Symmetric {
				other := row[j*n+i]
				if other >= 0 && c.x[other] == c.x[other] && x == x && c.x[other] != x {
					return out, fmt.Errorf("%s is %v from %s to %s and %v the other way round: the matrix is not symmetric; leave --symmetric out, or make a column that is (as a sum or mean)",
						c.name, x, m.states[i], m.states[j], c.x[other])
				}
				if x == x {
					out.Set(j, i, x)
				}
			}
			if x == x || !m.Symmetric {
				out.Set(i, j, x)
			}
		}
	}
	return out, nil
}

// tellMissing counts what is missing in the rows that became cells.
func (f *fitting) tellMissing(all []needed, row []int32) {
	f.out.Missing = []report.ModelMissing{}
	for _, c := range all {
		missing := report.ModelMissing{Name: c.name, Missing: map[string]int{}}
		for _, r := range row {
			if r < 0 || c.x[r]-c.x[r] == 0 {
				continue
			}
			letter := frame.Letter(c.x[r])
			if letter == 0 {
				letter = 4
			}
			missing.Missing["."+string(rune('a'+letter-1))]++
			missing.Rows++
		}
		if missing.Rows > 0 {
			f.out.Missing = append(f.out.Missing, missing)
		}
	}
}

// hold takes the outcome of named pairs away, to be expected from the others.
func (m *matrices) hold(pairs []string) error {
	m.shown = slices.Clone(m.Y.V)
	for _, text := range pairs {
		a, b, ok := strings.Cut(text, ",")
		i, j := slices.Index(m.states, strings.TrimSpace(a)), slices.Index(m.states, strings.TrimSpace(b))
		switch {
		case !ok:
			return fmt.Errorf("--hold %q: name the two states of a cell, with a comma between them", text)
		case i < 0:
			return fmt.Errorf("--hold: no state is called %q%s", a, formula.Meant(strings.TrimSpace(a), m.states))
		case j < 0:
			return fmt.Errorf("--hold: no state is called %q%s", b, formula.Meant(strings.TrimSpace(b), m.states))
		case i == j:
			return fmt.Errorf("--hold %q: a state with itself is no cell", text)
		}
		m.held = append(m.held, [2]int{i, j})
		m.Y.Set(i, j, math.NaN())
		if m.Symmetric {
			m.Y.Set(j, i, math.NaN())
		}
	}
	return nil
}

// share tells progress in hundredths, from any goroutine.
func (s NetworkSpec) share() func(float64) {
	if s.Progress == nil {
		return nil
	}
	var once sync.Mutex
	last := int64(-1)
	return func(done float64) {
		once.Lock()
		defer once.Unlock()
		if now := int64(100 * done); now > last {
			last = now
			s.Progress(s.Kind, "", now, 100)
		}
	}
}
