package desk

// This file gathers the columns of a model, takes the complete rows, fits, and lays out what was found.

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"

	"comity/format/frame"
	"comity/model"
	"comity/report"
)

// splitTerms cuts the text of terms at commas outside brackets and quotes, or, where it has none, at blanks.
func splitTerms(text string) ([]string, error) {
	terms, err := splitAt(text, ',')
	if err != nil || len(terms) > 1 {
		return terms, err
	}
	if terms, err = splitAt(text, ' '); err != nil {
		return nil, err
	}
	for _, t := range terms {
		if strings.ContainsAny(t[:1], "+*/^=<>&|") || strings.ContainsAny(t[len(t)-1:], "+-*/^=<>&|") || t == "-" {
			return nil, fmt.Errorf("--x %q: blanks part the terms, so that %q is none; write terms without blanks inside, as a*b, or with commas between them", text, t)
		}
	}
	return terms, nil
}

// splitAt cuts a text at a sign outside brackets and quotes.
func splitAt(text string, at rune) (terms []string, err error) {
	depth, start := 0, 0
	quote := rune(0)
	for i, r := range text {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'' || r == '`':
			quote = r
		case r == '(':
			depth++
		case r == ')':
			depth--
		case (r == at || at == ' ' && (r == '\t' || r == '\n')) && depth == 0:
			terms = append(terms, strings.TrimSpace(text[start:i]))
			start = i + 1
		}
	}
	if depth != 0 || quote != 0 {
		return nil, fmt.Errorf("--x %q: a bracket or a quote is open at the end", text)
	}
	terms = append(terms, strings.TrimSpace(text[start:]))
	return slices.DeleteFunc(terms, func(t string) bool { return t == "" }), nil
}

// needed is a column a model rests on: its numbers, or its groups.
type needed struct {
	name string
	x    []float64
	part *frame.Column // the column groups were made of
}

// gather makes the outcome and the regressors.
func (f *fitting) gather() (y needed, x []needed, err error) {
	if y, err = f.numbers("--y", f.spec.Y); err != nil {
		return y, nil, err
	}
	terms, err := splitTerms(f.spec.X)
	if err != nil {
		return y, nil, err
	}
	for _, t := range terms {
		one, err := f.numbers("--x", t)
		if err != nil {
			return y, nil, err
		}
		x = append(x, one)
		f.out.X = append(f.out.X, t)
	}
	return y, x, nil
}

// numbers works out a formula that must give numbers.
func (f *fitting) numbers(flag, text string) (needed, error) {
	c, err := f.eval(text)
	if err != nil {
		return needed{}, fmt.Errorf("%s: %w", flag, err)
	}
	switch c.Kind {
	case frame.Text:
		return needed{}, fmt.Errorf("%s: %s is text, and a model needs numbers: ask whether it is something, as (%s == %q), or absorb its groups, as --fe %s", flag, text, text, firstText(c), text)
	case frame.Date:
		return needed{}, fmt.Errorf("%s: %s is a date, and a model needs numbers: take its year, as year(%s)", flag, text, text)
	}
	out := needed{name: text, x: make([]float64, f.frame.Rows)}
	inBlocks(f.frame.Rows, func(lo, hi int) { c.Read(lo, hi, out.x[lo:hi]) })
	return out, nil
}

func firstText(c *frame.Column) string {
	if len(c.Texts) > 0 {
		return c.Texts[0]
	}
	return "x"
}

// inBlocks cuts rows into parts and does them at once.
func inBlocks(n int, do func(lo, hi int)) {
	parts := min(runtime.GOMAXPROCS(0), n/100_000+1)
	var wg sync.WaitGroup
	for p := range parts {
		wg.Go(func() { do(n*p/parts, n*(p+1)/parts) })
	}
	wg.Wait()
}

// grouped finds the groups of a column, or of several with colons between them, which hold apart what differs in any.
func (f *fitting) grouped(flag, text string) (out []needed, err error) {
	for _, name := range strings.Split(text, ":") {
		c, err := f.column(strings.TrimSpace(name))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", flag, err)
		}
		out = append(out, needed{name: c.Name, part: c})
	}
	return out, nil
}

// levels numbers the different cells of some rows of a column; nil is all rows.
func levels(c *frame.Column, rows []int32) model.Groups {
	n := c.Len()
	if rows != nil {
		n = len(rows)
	}
	at := func(i int) int {
		if rows != nil {
			return int(rows[i])
		}
		return i
	}
	if c.Kind == frame.Real {
		x := make([]float64, n)
		for i := range x {
			x[i] = c.At(at(i))
		}
		return model.GroupsOf(x)
	}
	x := make([]int32, n)
	for i := range x {
		v := c.At(at(i))
		if x[i] = int32(v); v != v {
			x[i] = math.MinInt32 // missing cells are one group; complete rows have none
		}
	}
	return model.GroupsOf(x)
}

// dyads numbers states and pairs of some rows.
func dyads(a, b *frame.Column, rows []int32) model.Dyads {
	if a.Kind == frame.Text {
		names := func(c *frame.Column) []string {
			out := make([]string, len(rows))
			for i, r := range rows {
				out[i], _ = c.TextAt(int(r))
			}
			return out
		}
		return model.DyadsOf(names(a), names(b))
	}
	numbers := func(c *frame.Column) []float64 {
		out := make([]float64, len(rows))
		for i, r := range rows {
			out[i] = c.At(int(r))
		}
		return out
	}
	return model.DyadsOf(numbers(a), numbers(b))
}

// completeRows finds the rows in which nothing is missing, and tells of each column what is.
func (f *fitting) completeRows(all []needed) error {
	n := f.frame.Rows
	bad := make([]bool, n)
	seen := map[string]bool{}
	for _, c := range all {
		if seen[c.name] {
			continue
		}
		seen[c.name] = true
		missing := report.ModelMissing{Name: c.name, Missing: map[string]int{}}
		for i := range n {
			v := 0.0
			if c.x != nil {
				v = c.x[i]
			} else {
				v = c.part.At(i)
			}
			if v-v != 0 { // missing or infinite
				bad[i] = true
				letter := frame.Letter(v)
				if letter == 0 {
					letter = 4
				}
				missing.Missing["."+string(rune('a'+letter-1))]++
				missing.Rows++
			}
		}
		if missing.Rows > 0 {
			f.out.Missing = append(f.out.Missing, missing)
		}
	}
	f.rows = make([]int32, 0, n)
	for i, b := range bad {
		if !b {
			f.rows = append(f.rows, int32(i))
		}
	}
	f.out.Complete = len(f.rows)
	if len(f.rows) == 0 {
		return fmt.Errorf("no row of %s is complete: %s", f.spec.File, missingColumns(f.out.Missing, n))
	}
	return nil
}

// missingColumns says which columns are missing most.
func missingColumns(missing []report.ModelMissing, rows int) string {
	if len(missing) == 0 {
		return "it has no rows"
	}
	var parts []string
	for _, m := range missing {
		parts = append(parts, fmt.Sprintf("%s is missing in %s", m.Name, thousands(m.Rows)))
	}
	return strings.Join(parts, ", ") + " of " + thousands(rows)
}

// fit gathers, fits and tells.
func (f *fitting) fit() error {
	y, x, err := f.gather()
	if err != nil {
		return err
	}
	all := append([]needed{y}, x...)
	var weights needed
	if f.spec.Weights != "" {
		if weights, err = f.numbers("--weights", f.spec.Weights); err != nil {
			return err
		}
		all = append(all, weights)
	}
	var effects, clusters [][]needed
	for _, e := range f.spec.Effects {
		parts, err := f.grouped("--fe", e)
		if err != nil {
			return err
		}
		effects, all = append(effects, parts), append(all, parts...)
	}
	for _, c := range f.ways[0] {
		if f.isWord(c) {
			continue
		}
		parts, err := f.grouped("--cluster", c)
		if err != nil {
			return err
		}
		clusters, all = append(clusters, parts), append(all, parts...)
	}
	if f.pair[0] != "" {
		for _, n := range f.pair {
			all = append(all, needed{name: n, part: f.frame.Column(n)})
		}
	}
	if err := f.completeRows(all); err != nil {
		return err
	}
	d := model.Data{YName: y.name, Y: f.taken(y.x), Constant: !f.spec.NoConstant && len(effects) == 0}
	for _, c := range x {
		d.X = append(d.X, model.Column{Name: c.name, Values: f.taken(c.x)})
	}
	if weights.x != nil {
		d.Weights = f.taken(weights.x)
		f.note(fmt.Sprintf("Rows count by %s, brought to mean one; iid errors take that for the precision of a row, the others for how rows were drawn.", f.spec.Weights))
	}
	for i, e := range effects {
		d.Effects = append(d.Effects, model.Effect{Name: f.spec.Effects[i], Groups: f.groups(e, f.rows)})
	}
	fit, err := model.Run(f.kind, d, model.Options{Tau: f.spec.Tau, Weighting: f.spec.Weighting})
	if err != nil {
		return fmt.Errorf("%s of %s: %w", f.kind, y.name, err)
	}
	if err := f.tellErrors(fit, clusters); err != nil {
		return err
	}
	f.tell(fit, d)
	return nil
}

// taken gives the cells of the complete rows.
func (f *fitting) taken(x []float64) []float64 {
	if len(f.rows) == len(x) {
		return x
	}
	out := make([]float64, len(f.rows))
	for i, r := range f.rows {
		out[i] = x[r]
	}
	return out
}

// groups numbers the groups of some columns together.
func (f *fitting) groups(parts []needed, rows []int32) model.Groups {
	g := levels(parts[0].part, rows)
	for _, p := range parts[1:] {
		g = g.Both(levels(p.part, rows))
	}
	return g
}

// isWord says that a way of errors is one of the words, not a column.
func (f *fitting) isWord(way string) bool {
	if way == "pair" && f.frame.Column(way) != nil && len(f.ways[0]) == 1 && f.ways[0][0] == way {
		return false
	}
	return slices.Contains([]string{"dyadic", "pair", "iid", "hc0", "hc1"}, way)
}

// tellErrors works out the errors asked for and those beside them.
func (f *fitting) tellErrors(fit *model.Fit, clusters [][]needed) error {
	rows := f.rows
	if fit.Kept != nil {
		rows = make([]int32, len(fit.Kept))
		for i, k := range fit.Kept {
			rows[i] = f.rows[k]
		}
	}
	var d model.Dyads
	pairName := f.pair[0] + ", " + f.pair[1]
	if f.pair[0] != "" {
		d = dyads(f.frame.Column(f.pair[0]), f.frame.Column(f.pair[1]), rows)
	}
	for i, way := range f.ways {
		var e model.Errors
		var err error
		switch {
		case i == 0 && len(clusters) == 1:
			e, err = fit.Cluster(way[0], f.groups(clusters[0], rows))
		case i == 0 && len(clusters) == 2:
			e, err = fit.TwoWay(strings.Join(way, ", "), f.groups(clusters[0], rows), f.groups(clusters[1], rows))
		case len(way) > 1:
			return fmt.Errorf("--cluster %s: two-way errors take two columns; dyadic, pair, iid, hc0 and hc1 stand alone", strings.Join(way, ","))
		case way[0] == "dyadic":
			e, err = fit.Dyadic(pairName, d)
		case way[0] == "pair":
			e, err = fit.Cluster("pair of "+pairName, d.Pair)
		case way[0] == "iid":
			e = fit.IID()
		default:
			e = fit.HC(way[0] == "hc1")
		}
		if err != nil && i > 0 {
			continue // what stands beside may be impossible
		}
		if err != nil {
			return err
		}
		f.tellOne(fit, e, i == 0)
	}
	return nil
}

// tellOne lays out one kind of errors; the chosen one also fills the terms.
func (f *fitting) tellOne(fit *model.Fit, e model.Errors, chosen bool) {
	out := report.ModelErrors{Kind: e.Kind, By: e.By, Groups: orEmptyInts(e.Groups), Factor: e.Factor, Clipped: e.Clipped, SE: []float64{}}
	if !math.IsInf(e.DF, 1) {
		out.DF = &e.DF
	}
	out.SE = append(out.SE, e.SE()...)
	f.out.Errors = append(f.out.Errors, out)
	if e.Clipped > 0 && chosen {
		f.note(fmt.Sprintf("%d of the %d eigenvalues of the covariance were below zero, as happens with few groups, and were set to zero: take these errors with care.", e.Clipped, len(e.Cov)))
	}
	if len(e.Groups) > 0 && chosen { // of dyadic errors the states; there are always fewer than pairs
		if few := slices.Min(e.Groups); few < 30 {
			f.note(fmt.Sprintf("With %d groups such errors tend to be too small; some thirty and more are wanted.", few))
		}
	}
	if !chosen {
		return
	}
	for i, t := range fit.Terms(e, f.spec.Level) {
		term := report.ModelTerm{Name: t.Name, Estimate: t.Estimate, SD: known(fit.SD[i])}
		if t.Identified {
			term.SE, term.Statistic, term.P, term.Low, term.High = &t.SE, &t.Statistic, &t.P, &t.Low, &t.High
		}
		f.out.Terms = append(f.out.Terms, term)
	}
}

func orEmptyInts(x []int) []int {
	if x == nil {
		return []int{}
	}
	return x
}

// tell lays out the rest.
func (f *fitting) tell(fit *model.Fit, d model.Data) {
	o := &f.out
	o.N, o.Iterations, o.Absorbed = fit.N, fit.Iterations, fit.Absorbed
	if f.kind != model.KindOLS {
		o.Events = &fit.Events
	}
	o.LogLik, o.NullLogLik = known(fit.LogLik), known(fit.NullLogLik)
	k := float64(len(fit.Coef) + fit.Absorbed)
	if f.kind == model.KindOLS {
		k++ // the variance
	}
	if slices.Contains([]model.Kind{model.KindOLS, model.KindLogit, model.KindCLogLog, model.KindConditional}, f.kind) {
		o.AIC, o.BIC = known(2*k-2*fit.LogLik), known(k*math.Log(float64(fit.N))-2*fit.LogLik)
	}
	if f.kind != model.KindOLS {
		o.PseudoR2 = known(1 - fit.LogLik/fit.NullLogLik)
	}
	o.R2, o.WithinR2, o.Sigma = known(fit.R2), known(fit.WithinR2), known(fit.Sigma)
	for _, e := range d.Effects {
		o.Effects = append(o.Effects, report.ModelEffect{Name: e.Name, Groups: e.Count})
	}
	o.Notes = append(o.Notes, fit.Notes...)
	switch {
	case f.kind == model.KindRare && f.spec.Tau > 0:
		f.note(fmt.Sprintf("Corrected for rare events and for a share of events of %v in the population, by %s.", f.spec.Tau, map[bool]string{true: "weights", false: "the constant"}[f.spec.Weighting]))
	case f.kind == model.KindFirth:
		f.note("The log-likelihood is without the penalty, at the penalised estimates; intervals are Wald's.")
	}
}

// known gives a number, or nil where it is none.
func known(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

// missingOfColumn counts missing cells by letter.
func missingOfColumn(c *frame.Column) (out [27]int) {
	for i := range c.Len() {
		out[frame.Letter(c.At(i))]++
	}
	out[0] = 0
	return out
}

// missingTold writes counts by letter: ", 22 missing (22 .a)".
func missingTold(counts []int) string {
	var parts []string
	total := 0
	for l, n := range counts {
		if n > 0 && l > 0 {
			total += n
			parts = append(parts, fmt.Sprintf("%s .%c", thousands(n), 'a'+l-1))
		}
	}
	if total == 0 {
		return ""
	}
	return fmt.Sprintf(", %s missing (%s)", thousands(total), strings.Join(parts, ", "))
}
