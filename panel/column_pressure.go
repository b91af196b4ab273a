package panel

// This file fills sanctions of one state on another, ideal points, and colonial ties.

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"comity"
	"comity/format/frame"
	"comity/record"
)

var pressureFillers = slices.Concat(sanctionWeightFillers(), []filler{
	{column: "sanction.in_force", from: []string{"gsdb"}, reads: sanctionSources, choose: chooseSanctions(inForce)},
	{column: "sanction.onset", from: []string{"gsdb"}, reads: sanctionSources, choose: chooseSanctions(begins)},
	{column: "ideal.point", from: []string{"ideal-points"}, reads: idealSources, choose: chooseIdeal(idealPoints)},
	{column: "ideal.distance", from: []string{"ideal-points"}, reads: idealSources, choose: chooseIdeal(idealDistances)},
	{column: "colonial.ruled_by", from: []string{"icow-colonial"}, fill: colonialFill(ruledBy)},
	{column: "colonial.tie", from: []string{"icow-colonial"}, fill: colonialFill(colonialTie)},
	{column: "colonial.common", from: []string{"icow-colonial"}, fill: colonialFill(commonRuler)},
})

func sanctionSources(o Options) []string { return []string{o.One("source", "gsdb")} }

func idealSources(o Options) []string { return []string{o.One("source", "ideal-points")} }

// sanctionVariable is the variable of the source that options choose.
func sanctionVariable(o Options) (family, variable string, err error) {
	kind := o.One("type", "any")
	switch {
	case o.One("source", "gsdb") == "ties" && kind != "any":
		return "", "", fmt.Errorf("type=%s is of the Global Sanctions Data Base; TIES tells none in its yearly counts (ties.case.any:kinds=… has them)", kind)
	case o.One("source", "gsdb") == "ties":
		return "ties", "sanction.imposed", nil
	case kind == "any":
		return "gsdb", "sanction", nil
	}
	return "gsdb", "sanction." + kind, nil
}

// chooseSanctions gives the fill of a column of sanctions: f makes a cell of whether they are in force in a year and the one before.
func chooseSanctions(f func(now, before float64, first bool) float64) func(o Options) (func(*bench, *Grid) (made, error), error) {
	return func(o Options) (func(*bench, *Grid) (made, error), error) {
		family, variable, err := sanctionVariable(o)
		if err != nil {
			return nil, err
		}
		return func(b *bench, g *Grid) (made, error) {
			t, err := b.variable(family, variable)
			if err != nil {
				return made{}, err
			}
			run := func(r *Run, out []int8) {
				read := b.e.pairReader(t.Source, variable, r.A, r.B)
				for i := range out {
					year := r.From + i
					out[i] = small(f(going(read(year)), going(read(year-1)), year == t.From))
				}
			}
			c := smalls(g, frame.Flag, run)
			return made{c, func(row int) Cell {
				r := g.runOf(row)
				return explainSanctions(t, variable, r, r.year(row), c.At(row))
			}}, nil
		}, nil
	}
}

// going is a flag of a count or a flag.
func going(x float64) float64 {
	if x != x {
		return plainOf(x)
	}
	return math.Min(x, 1)
}

func inForce(now, _ float64, _ bool) float64 { return now }

// begins is 1 in the first year of a run of years: before the source's first year nothing is known.
func begins(now, before float64, first bool) float64 {
	switch {
	case first:
		return comity.NaN(comity.NotCovered)
	case now != 1:
		return now
	case before == 1:
		return 0
	}
	return 1
}

func explainSanctions(t *record.Table, variable string, r *Run, year int, value float64) Cell {
	cell := Cell{Year: year, Value: value, Ref: t.Ref(0)}
	run, _ := t.Series(variable, r.A, r.B)
	for _, y := range []int{year - 1, year} {
		if x, row := run.At(y); x == x {
			cell.Inputs = append(cell.Inputs, Input{Label: variable + " of " + r.words(year) + yearWords(y), Value: x, Unit: "0/1", Ref: t.Ref(row), Variable: variable})
			if y == year {
				cell.Ref = t.Ref(row)
			}
		}
	}
	return cell
}

// idealTable is the edition and variable that options choose: the newest here that has the series.
func (b *bench) idealTable(o Options) (*record.Table, string, error) {
	variable, family := "ideal."+o.One("series", "all"), o.One("source", "ideal-points")
	for _, t := range b.e.rec.Answering(family) {
		if _, ok := t.Variable(variable); ok {
			return b.opened(t), variable, nil
		}
	}
	if len(b.e.rec.Answering(family)) > 0 {
		return nil, "", fmt.Errorf("no edition of %s that is here has the series %s", family, variable)
	}
	return nil, "", &AbsentError{Sources: []string{family}}
}

func chooseIdeal(fill func(p *idealReading, g *Grid) made) func(o Options) (func(*bench, *Grid) (made, error), error) {
	return func(o Options) (func(*bench, *Grid) (made, error), error) {
		return func(b *bench, g *Grid) (made, error) {
			t, variable, err := b.idealTable(o)
			if err != nil {
				return made{}, err
			}
			return fill(&idealReading{t, variable, membersIn(comity.UN)}, g), nil
		}, nil
	}
}

// idealReading is the ideal points of an edition.
type idealReading struct {
	t        *record.Table
	variable string
	un       *memberYears
}

// at gives the point of a state in a year and its row.
func (p *idealReading) at(run record.Run, s comity.State, year int) (float64, int64) {
	if !p.t.Covers(year) {
		return comity.NaN(comity.NotCovered), 0
	}
	x, row := run.At(year)
	if comity.Why(x) == comity.NotCovered && !p.un.in(s, year) {
		return comity.NaN(comity.NotApplicable), 0
	}
	return plainOf(x), row
}

func (p *idealReading) of(s comity.State) func(year int) (float64, int64) {
	run, _ := p.t.Series(p.variable, s, comity.NoState)
	return func(year int) (float64, int64) { return p.at(run, s, year) }
}

func idealPoints(p *idealReading, g *Grid) made {
	return made{numbers(g, func(r *Run, out []float64) {
		of := p.of(r.A)
		for i := range out {
			out[i], _ = of(r.From + i)
		}
	}), func(row int) Cell {
		r := g.runOf(row)
		in := p.input(r.A, r.year(row))
		return Cell{Year: r.year(row), Value: in.Value, Ref: in.Ref, Inputs: []Input{in}}
	}}
}

// input is the point of one state.
func (p *idealReading) input(s comity.State, year int) Input {
	x, row := p.of(s)(year)
	return Input{Label: "ideal point of " + nameIn(s, year) + yearWords(year), Value: x, Unit: "points", Ref: p.t.Ref(row), Variable: p.variable}
}

func idealDistances(p *idealReading, g *Grid) made {
	return made{g.pairNumbers(func(r *Run, out []float64) {
		x, y := p.of(r.A), p.of(r.B)
		for i := range out {
			a, _ := x(r.From + i)
			b, _ := y(r.From + i)
			out[i] = math.Abs(a - b)
			if out[i] != out[i] {
				out[i] = sumOf(a, b) // the graver reason
			}
		}
	}), func(row int) Cell {
		r := g.runOf(row)
		year := r.year(row)
		in := []Input{p.input(r.A, year), p.input(r.B, year)}
		cell := derived(year, in, func() float64 { return math.Abs(in[0].Value - in[1].Value) })
		cell.Year = year
		return cell
	}}
}

// rulers is the main colonial ruler of each state a source lists, NoState where it had none, and the row that says so.
type rulers struct {
	table *record.Table
	of    map[comity.State]comity.State
	row   map[comity.State]int
}

func rulersOf(t *record.Table) *rulers {
	out := &rulers{t, map[comity.State]comity.State{}, map[comity.State]int{}}
	number, ruler := columnOf(t, "number"), columnOf(t, "ruler")
	for i := range t.Rows {
		s := comity.State(number.Number(i))
		code, _ := strconv.Atoi(ruler.Text(i))
		out.of[s], out.row[s] = comity.State(code), i
	}
	return out
}

// ruled says whether a state had another, under any key it has had, as its main ruler.
func (r *rulers) ruled(a, b comity.State) float64 {
	ruler, listed := r.of[a]
	switch {
	case !listed:
		return comity.NaN(comity.NotCovered)
	case ruler != comity.NoState && slices.Contains(Keys(b), ruler):
		return 1
	}
	return 0
}

func ruledBy(r *rulers, a, b comity.State) float64 { return r.ruled(a, b) }

func colonialTie(r *rulers, a, b comity.State) float64 {
	x, y := r.ruled(a, b), r.ruled(b, a)
	if x == 1 || y == 1 {
		return 1
	}
	return sumOf(x, y)
}

func commonRuler(r *rulers, a, b comity.State) float64 {
	x, okA := r.of[a]
	y, okB := r.of[b]
	switch {
	case !okA || !okB:
		return comity.NaN(comity.NotCovered)
	case x == y && x != comity.NoState:
		return 1
	}
	return 0
}

// colonialFill fills a tie that is the same in all years.
func colonialFill(f func(r *rulers, a, b comity.State) float64) func(b *bench, g *Grid) (made, error) {
	return func(b *bench, g *Grid) (made, error) {
		t, err := b.table("icow-colonial", "state")
		if err != nil {
			return made{}, err
		}
		rule := keep(b, "colonial rulers", func() *rulers { return rulersOf(t) })
		c := smalls(g, frame.Flag, func(r *Run, out []int8) { fillSmall(out, small(f(rule, r.A, r.B))) })
		return made{c, func(row int) Cell {
			r := g.runOf(row)
			year := r.year(row)
			cell := Cell{Year: year, Value: c.At(row), Ref: t.Ref(0)}
			for _, s := range r.states() {
				i, listed := rule.row[s]
				if !listed {
					continue
				}
				words := "no colonial ruler"
				if of := rule.of[s]; of != comity.NoState {
					words = "main colonial ruler " + nameIn(of, year)
				}
				cell.Inputs = append(cell.Inputs, Input{Label: nameIn(s, year) + ": " + words, Value: float64(rule.of[s]), Unit: "code", Ref: t.RowRef(i)})
			}
			return cell
		}}, nil
	}
}
