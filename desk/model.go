package desk

// This file answers with estimated models: it reads a table of the user's, makes the columns the formulas name, takes the complete
// rows, has the model room fit them, and lays out the estimates with several kinds of errors side by side.

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"comity"
	"comity/format/frame"
	"comity/formula"
	"comity/model"
	"comity/report"
	"comity/source"
)

// ModelSpec is what is asked for.
type ModelSpec struct {
	Kind       string // ols, logit, cloglog, ppml (or poisson), firth, relogit
	File, Part string // the table, and its name in a file of several
	Y, X       string // a formula; terms, with commas or blanks between them
	Effects    []string
	Cluster    string   // dyadic, pair, iid, hc0, hc1, or one or two columns
	Pair       []string // the columns of the two states
	Time       string   // the column of time, for lags; empty: year
	Steps      []PanelStep
	Level      float64
	NoConstant bool
	Tau        float64
	Weighting  bool
	Weights    string // a column or formula: how much a row counts; empty: all alike
	// Conditional is the column, or several with colons, whose groups a logit conditions on.
	Conditional string
}

// fitting is a model on its way.
type fitting struct {
	spec  ModelSpec
	kind  model.Kind
	table *source.OwnTable
	frame *frame.Frame
	env   *formula.Env
	out   report.Model
	pair  [2]string // columns of the two states; empty where there are none
	how   string    // how the pair was found, where it was not named
	ways  [][]string
	rows  []int32 // complete ones
}

// Model fits a model to a table.
func Model(s ModelSpec) (report.Model, error) {
	f := &fitting{spec: s}
	for _, step := range []func() error{f.open, f.steps, f.findPair, f.errorsAsked, f.fit} {
		if err := step(); err != nil {
			return report.Model{}, err
		}
	}
	return f.out, nil
}

// modelKinds are the words for kinds of models, and what each is also called.
var modelKinds = []string{"ols", "logit", "cloglog", "ppml", "firth", "relogit", "poisson", "rare"}

// open reads the table and holds the question to what can be asked.
func (f *fitting) open() error {
	s := &f.spec
	if !slices.Contains(modelKinds, s.Kind) && !slices.Contains(networkKinds, s.Kind) {
		all := slices.Concat(modelKinds, networkKinds)
		return fmt.Errorf("%q is no model%s; those are %s, and of whole matrices %s", s.Kind, formula.Meant(s.Kind, all), strings.Join(modelKinds[:6], ", "), strings.Join(networkKinds, ", "))
	}
	f.kind = model.Kind(map[string]string{"poisson": "ppml", "rare": "relogit"}[s.Kind])
	if f.kind == "" {
		f.kind = model.Kind(s.Kind)
	}
	if err := f.conditional(); err != nil {
		return err
	}
	switch {
	case s.Y == "":
		return errors.New("name the outcome: --y COLUMN or a formula, as --y \"trade > 0\"")
	case s.X == "" && s.NoConstant:
		return errors.New("name the regressors: --x \"COLUMN COLUMN …\"")
	case !(s.Level > 0 && s.Level < 1):
		return fmt.Errorf("the level of intervals is a share of one, as 0.95; %v is none", s.Level)
	case len(s.Pair) != 0 && len(s.Pair) != 2:
		return fmt.Errorf("--pair names the columns of the two states, as ccode1,ccode2; %d given", len(s.Pair))
	}
	dir, name := filepath.Split(s.File)
	if _, err := os.Stat(s.File); err != nil {
		return fmt.Errorf("%s cannot be read: %w", s.File, bare(err))
	}
	t, err := source.ReadTable(os.DirFS(cmp.Or(dir, ".")), name, s.Part)
	if err != nil {
		return err
	}
	f.table, f.frame = t, t.Frame
	f.out = report.Model{
		Comity: comity.Version, Model: string(f.kind), Title: f.kind.Words(), Level: s.Level,
		File:    report.ModelFile{Name: s.File, Bytes: t.File.Size, SHA256: t.File.SHA256, Rows: t.Frame.Rows},
		Weights: s.Weights, Y: s.Y, X: []string{}, Effects: []report.ModelEffect{}, Steps: []report.PanelStep{}, Missing: []report.ModelMissing{},
		Terms: []report.ModelTerm{}, Errors: []report.ModelErrors{}, Notes: orEmpty(t.Notes),
	}
	return nil
}

// conditional turns a logit that conditions on groups into its own kind.
func (f *fitting) conditional() error {
	s := &f.spec
	if s.Conditional == "" {
		return nil
	}
	switch {
	case f.kind != model.KindLogit:
		return fmt.Errorf("--conditional goes with logit, not with %s", s.Kind)
	case len(s.Effects) > 0:
		return errors.New("--conditional takes the place of --fe in a logit: give one of them")
	}
	f.kind, s.Effects, s.NoConstant = model.KindConditional, []string{s.Conditional}, true
	return nil
}

// columnNames are those of the table as it stands.
func (f *fitting) columnNames() (out []string) {
	for _, c := range f.frame.Columns {
		out = append(out, c.Name)
	}
	return out
}

// column finds a column by name.
func (f *fitting) column(name string) (*frame.Column, error) {
	if c := f.frame.Column(name); c != nil {
		return c, nil
	}
	return nil, fmt.Errorf("%s has no column %q%s", f.spec.File, name, formula.Meant(name, f.columnNames()))
}

// steps makes columns and filters rows, in the order asked for.
func (f *fitting) steps() error {
	for i, s := range f.spec.Steps {
		if err := f.step(s); err != nil {
			return fmt.Errorf("step %d, %s %q: %w", i+1, s.Kind, s.Text, err)
		}
	}
	return nil
}

func (f *fitting) step(s PanelStep) error {
	before := f.frame.Rows
	note := func(told string) {
		f.out.Steps = append(f.out.Steps, report.PanelStep{What: s.Kind + " " + s.Text + told, Before: before, After: f.frame.Rows, Notes: []string{}})
	}
	if s.Kind == "where" {
		e, err := formula.Parse(s.Text)
		if err != nil {
			return err
		}
		rows, tally, err := e.Where(f.formulas())
		if err != nil {
			return err
		}
		f.frame, f.env = f.frame.Select(rows), nil
		note(": " + thousands(tally.False) + " false" + missingTold(tally.Missing[:]))
		return nil
	}
	name, text, ok := strings.Cut(s.Text, "=")
	name = strings.TrimSpace(name)
	if !ok || name == "" || strings.HasPrefix(text, "=") {
		return errors.New("want NAME = FORMULA, as ratio = cinc1 / (cinc1 + cinc2)")
	}
	if f.frame.Column(name) != nil {
		return fmt.Errorf("the file has a column %s: give the new one another name", name)
	}
	c, err := f.eval(strings.TrimSpace(text))
	if err != nil {
		return err
	}
	c.Name = name
	f.frame = &frame.Frame{Rows: f.frame.Rows, Columns: append(slices.Clone(f.frame.Columns), c)}
	f.env = nil
	counts := missingOfColumn(c)
	note(missingTold(counts[:]))
	return nil
}

// eval works a formula out over the rows.
func (f *fitting) eval(text string) (*frame.Column, error) {
	e, err := formula.Parse(text)
	if err != nil {
		return nil, err
	}
	return e.Eval(f.formulas())
}

// formulas is what formulas are worked out over: units are the pairs of states, or the states, where the file names them, and times its
// years.
func (f *fitting) formulas() *formula.Env {
	if f.env != nil {
		return f.env
	}
	f.env = &formula.Env{Frame: f.frame}
	time := f.frame.Column(cmp.Or(f.spec.Time, "year"))
	if time == nil || time.Kind == frame.Text {
		return f.env
	}
	unit := f.units()
	if unit == nil {
		return f.env
	}
	f.env.Unit = unit
	f.env.Time = make([]int32, f.frame.Rows)
	for i := range f.env.Time {
		if x := time.At(i); x == x {
			f.env.Time[i] = int32(x)
		}
	}
	return f.env
}

// units numbers the units of the rows, directed pairs apart; nil where none are named.
func (f *fitting) units() []int32 {
	if names, _ := f.statesNamed(); names[0] != "" {
		a, b := f.frame.Column(names[0]), f.frame.Column(names[1])
		if a != nil && b != nil {
			return levels(a, nil).Both(levels(b, nil)).Of
		}
	}
	for _, name := range []string{"ccode", "gwcode", "state", "iso3"} {
		if c := f.frame.Column(name); c != nil {
			return levels(c, nil).Of
		}
	}
	return nil
}

// statesNamed gives the columns of the two states: those asked for, else those called as panels call them.
func (f *fitting) statesNamed() (names [2]string, asked bool) {
	if len(f.spec.Pair) == 2 {
		return [2]string(f.spec.Pair), true
	}
	for _, stem := range []string{"ccode", "gwcode", "state", "iso3"} {
		if f.frame.Column(stem+"1") != nil && f.frame.Column(stem+"2") != nil {
			return [2]string{stem + "1", stem + "2"}, false
		}
	}
	return names, false
}

// findPair finds the two states of a row: named, called as in panels, or the two effects where both hold the same names.
func (f *fitting) findPair() error {
	names, asked := f.statesNamed()
	if asked {
		for _, n := range names {
			if _, err := f.column(n); err != nil {
				return fmt.Errorf("--pair: %w", err)
			}
		}
		f.pair = names
		return f.comparable(names)
	}
	if names[0] != "" && f.comparable(names) == nil {
		f.pair, f.how = names, "as panels call them"
		return nil
	}
	if e := f.spec.Effects; len(e) == 2 {
		a, b := f.frame.Column(e[0]), f.frame.Column(e[1])
		names = [2]string{e[0], e[1]}
		if a != nil && b != nil && f.comparable(names) == nil && sameNames(a, b) {
			f.pair, f.how = names, "the two effects, which hold the same names"
		}
	}
	return nil
}

// comparable says that both columns are texts, or both numbers.
func (f *fitting) comparable(names [2]string) error {
	a, b := f.frame.Column(names[0]), f.frame.Column(names[1])
	if (a.Kind == frame.Text) != (b.Kind == frame.Text) {
		return fmt.Errorf("--pair: %s holds %ss and %s %ss: the states of both must be written alike", names[0], a.Kind, names[1], b.Kind)
	}
	return nil
}

// sameNames says that nine in ten of the names of two columns are in both.
func sameNames(a, b *frame.Column) bool {
	return model.Overlap(distinct(a), distinct(b)) >= 0.9
}

// distinct gives the names or numbers of a column as texts.
func distinct(c *frame.Column) (out []string) {
	if c.Kind == frame.Text {
		return c.Texts
	}
	seen := map[float64]bool{}
	for row := range c.Len() {
		if x := c.At(row); x == x && !seen[x] {
			seen[x] = true
			out = append(out, strconv.FormatFloat(x, 'g', -1, 64))
		}
	}
	return out
}

// errorsAsked reads which errors are chosen: f.ways[0], before those that stand beside them.
func (f *fitting) errorsAsked() error {
	asked := f.spec.Cluster
	hasPair := f.pair[0] != ""
	switch {
	case asked == "" && hasPair:
		asked = "dyadic"
	case asked == "" && f.kind == model.KindConditional:
		asked = f.spec.Conditional
	case asked == "":
		asked = "hc1"
		f.note("The file does not say which two states a row is of (--pair), so that rows are taken for independent: errors are HC1, not dyadic.")
	}
	if f.how != "" {
		f.note(fmt.Sprintf("The two states of a row are %s and %s (%s); --pair names others.", f.pair[0], f.pair[1], f.how))
	}
	chosen := strings.Split(asked, ",")
	for i, c := range chosen {
		chosen[i] = strings.TrimSpace(c)
	}
	word := chosen[0]
	switch {
	case f.kind == model.KindConditional && (word == "hc0" || word == "hc1"):
		return fmt.Errorf("--cluster %s: given their sum, rows of one group hang together; cluster by %s, by pair, or dyadic", asked, f.spec.Conditional)
	case len(chosen) > 2:
		return fmt.Errorf("--cluster %s: one column, or two with a comma between them", asked)
	case (word == "dyadic" || word == "pair" && f.frame.Column("pair") == nil) && !hasPair:
		return fmt.Errorf("--cluster %s needs the columns of the two states: --pair STATE1,STATE2 (the file has %s)", word, firstNames(f.columnNames()))
	}
	f.ways = [][]string{chosen}
	beside := []string{"iid", "hc1"}
	if f.kind == model.KindConditional {
		beside = beside[:1]
	}
	if hasPair {
		beside = append(beside, "pair", "dyadic")
	}
	for _, b := range beside {
		if b != asked {
			f.ways = append(f.ways, []string{b})
		}
	}
	return nil
}

func firstNames(names []string) string {
	if len(names) > 12 {
		return strings.Join(names[:12], ", ") + " …"
	}
	return strings.Join(names, ", ")
}

func (f *fitting) note(text string) { f.out.Notes = append(f.out.Notes, text) }
