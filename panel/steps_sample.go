package panel

// Samples: some rows or units by chance, or all cases and some of the others (case-control), with weights. The seed is always
// told; how many are drawn is exact, and the same on any number of threads.

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"

	"comity"
	"comity/column"
	"comity/format/frame"
	"comity/formula"
)

// Sample is what is drawn.
type Sample struct {
	N      int           // so many; of cases: so many others for each case
	Share  float64       // or such a share
	Units  bool          // of units (states, pairs …), with all their rows
	Cases  *formula.Expr // rows for which it is true are all kept
	Weight string        // of cases: the column of weights
	Seed   *uint64       // nil: the panel's
}

var (
	sampleEnd   = regexp.MustCompile(`(?s)^(.*?)\s+(seed|as)\s+(\S+)\s*$`)
	samplePlain = regexp.MustCompile(`^\s*([0-9.]+)\s*(%)?\s*(?:of\s+)?(rows|units)?\s*$`)
	sampleCases = regexp.MustCompile(`(?s)^\s*cases\s+(.+)\s+with\s+([0-9.]+)\s*(%)?\s*(?:of\s+)?(?:the\s+)?(?:others)?\s*$`)
)

const sampleForm = "want 1000 rows, 10% of units, or cases FORMULA with 5 others (or 10% of others), then as NAME for the weights and seed N if you like"

// parseSample reads a sample.
func parseSample(text string, o *Op) error {
	s := &o.Sample
	s.Weight = "weight"
	named := false
	for m := sampleEnd.FindStringSubmatch(text); m != nil; m = sampleEnd.FindStringSubmatch(text) {
		text = m[1]
		if m[2] == "as" {
			if s.Weight, named = m[3], true; !isName(m[3]) {
				return fmt.Errorf("%q is no name for a column", m[3])
			}
			continue
		}
		seed, err := strconv.ParseUint(m[3], 10, 64)
		if err != nil {
			return fmt.Errorf("seed %q: want a whole number from 0", m[3])
		}
		s.Seed = &seed
	}
	number, percent := "", ""
	if m := sampleCases.FindStringSubmatch(text); m != nil {
		var err error
		if s.Cases, err = formula.Parse(m[1]); err != nil {
			return err
		}
		number, percent = m[2], m[3]
	} else if m := samplePlain.FindStringSubmatch(text); m != nil && !named {
		number, percent, s.Units = m[1], m[2], m[3] == "units"
	} else {
		return errors.New(sampleForm)
	}
	return s.size(number, percent != "")
}

// size reads how many are drawn.
func (s *Sample) size(number string, percent bool) error {
	x, err := strconv.ParseFloat(number, 64)
	switch {
	case err != nil || x <= 0:
		return errors.New(sampleForm)
	case percent && x > 100:
		return fmt.Errorf("%s%% is more than there is", number)
	case percent:
		s.Share = x / 100
	case x != math.Trunc(x) || x > math.MaxInt32:
		return fmt.Errorf("%s is no number of rows: want a whole number, or a share with %%", number)
	default:
		s.N = int(x)
	}
	return nil
}

// of is how many are drawn of n.
func (s Sample) of(n int) int {
	if s.Share > 0 {
		return int(math.Round(s.Share * float64(n)))
	}
	return min(s.N, n)
}

func (s *stepper) sample(o Op) error {
	seed := s.Spec.Seed
	if o.Sample.Seed != nil {
		seed = *o.Sample.Seed
	}
	c := newChance(seed, s.samples)
	s.samples++
	said := fmt.Sprintf("seed %d", seed)
	switch {
	case o.Sample.Cases != nil:
		return s.sampleCases(o, c, said)
	case o.Sample.Units:
		return s.sampleUnits(o, c, said)
	}
	before := s.Frame.Rows
	s.keep(c.choose(before, o.Sample.of(before)))
	s.note(o, before, said, nil, nil)
	return nil
}

// sampleUnits draws units and keeps all their rows.
func (s *stepper) sampleUnits(o Op, c *chance, said string) error {
	if s.unit == nil {
		return errors.New("the rows of this panel are of no units: sample rows")
	}
	units := slices.Compact(slices.Sorted(slices.Values(s.unit)))
	drawn := chosen(units, c.choose(len(units), o.Sample.of(len(units))))
	var rows []int32
	for i, u := range s.unit {
		if _, ok := slices.BinarySearch(drawn, u); ok {
			rows = append(rows, int32(i))
		}
	}
	before := s.Frame.Rows
	s.keep(rows)
	s.note(o, before, fmt.Sprintf("%s; %s of %s units", said, grouped(len(drawn)), grouped(len(units))), nil, nil)
	return nil
}

// sampleCases keeps all rows for which a formula is true and draws of those for which it is false.
func (s *stepper) sampleCases(o Op, c *chance, said string) error {
	name := o.Sample.Weight
	if old, _ := s.column(name); old != nil {
		return fmt.Errorf("the panel has a column %s: name the weights otherwise, as NAME", name)
	}
	used, err := s.resolve(o.Sample.Cases.Names())
	if err != nil {
		return err
	}
	event, err := o.Sample.Cases.Eval(s.formulas())
	if err != nil {
		return err
	}
	if event.Kind != frame.Flag {
		return fmt.Errorf("a case is where something is true: compare it, as in %s > 0", o.Sample.Cases)
	}
	var cases, others []int32
	for i := range event.Len() {
		switch x := event.At(i); {
		case x != x:
		case x != 0:
			cases = append(cases, int32(i))
		default:
			others = append(others, int32(i))
		}
	}
	if len(cases) == 0 || len(others) == 0 {
		return fmt.Errorf("%s is true in %s rows and false in %s: there is nothing to draw", o.Sample.Cases, grouped(len(cases)), grouped(len(others)))
	}
	want := o.Sample.of(len(others))
	if o.Sample.Share == 0 {
		want = min(o.Sample.N*len(cases), len(others))
	}
	if want == 0 {
		return fmt.Errorf("%s of %s others are none", o.Text, grouped(len(others)))
	}
	drawn := chosen(others, c.choose(len(others), want))
	rows := slices.Sorted(slices.Values(slices.Concat(cases, drawn)))
	before := s.Frame.Rows
	missing := missingOf(event)
	s.keep(rows)
	notes := caseNotes(len(cases), len(others), want)
	s.weights(name, rows, event, float64(len(others))/float64(want), said, append(notes, o.Text), used)
	s.note(o, before, fmt.Sprintf("%s; %s cases, %s of %s others, %s", said, grouped(len(cases)), grouped(want), grouped(len(others)), letters(missing)), notes, used)
	return nil
}

// caseNotes say what an estimator needs to know of a sample by outcome (King and Zeng 2001, "Logistic regression in rare events
// data", Political Analysis 9: 137-163).
func caseNotes(cases, others, drawn int) []string {
	tau, ybar := float64(cases)/float64(cases+others), float64(cases)/float64(cases+drawn)
	return []string{
		fmt.Sprintf("share of cases before: tau = %.10g; in the sample: ybar = %.10g", tau, ybar),
		fmt.Sprintf("a logit without weights has an intercept too large by ln[((1-tau)/tau)(ybar/(1-ybar))] = %.10g: take it away; its other coefficients stay (King and Zeng 2001)", math.Log((1-tau)/tau*(ybar/(1-ybar)))),
		fmt.Sprintf("or weigh rows: %.10g (= tau/ybar) the cases, %.10g (= (1-tau)/(1-ybar)) the others, which is in the proportion of the weights here", tau/ybar, (1-tau)/(1-ybar)),
	}
}

// weights adds the column of 1 over the probability of being drawn.
func (s *stepper) weights(name string, rows []int32, event *frame.Column, other float64, said string, notes []string, used []Made) {
	c := &frame.Column{Name: name, Label: "1 / probability of being drawn", Kind: frame.Real, Reals: make([]float64, len(rows)), Notes: append(slices.Clone(notes), said)}
	for i, r := range rows {
		if c.Reals[i] = other; event.At(int(r)) != 0 {
			c.Reals[i] = 1
		}
	}
	m := Made{Item: Item{Column: column.Column{Title: c.Label, Formula: "1 for a case; for another row the number of others over how many of them were drawn", Missing: "never"}}, Header: name, I: -1, J: -1, inputs: used}
	was := snapshot{base: s.base}
	m.Why = func(base int) (Cell, error) {
		return Cell{Year: int(s.rows.years[base]), Value: c.Reals[was.row(base)], Ref: comity.Ref{Note: "weight of a sample: " + notes[0] + "; " + said}}, nil
	}
	s.add(-1, c, m)
}

// add puts a column at the end of the panel, or in the place of one.
func (s *stepper) add(at int, c *frame.Column, m Made) {
	f := &frame.Frame{Rows: s.Frame.Rows, Columns: slices.Clone(s.Frame.Columns)}
	columns := slices.Clone(s.Columns)
	if at < 0 {
		f.Columns, columns = append(f.Columns, c), append(columns, m)
	} else {
		f.Columns[at], columns[at] = c, m
	}
	s.Frame, s.Columns, s.env = f, columns, nil
}
