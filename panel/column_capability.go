package panel

// This file fills how much of something a state has, its share of each component of national capability, and how two states stand
// against each other.

import (
	"cmp"

	"comity"
	"comity/format/frame"
	"comity/measure/capability"
	"comity/record"
)

var capabilityFillers = []filler{
	{column: "capability.amount", from: []string{"nmc"}, reads: capabilitySource, choose: func(o Options) (func(*bench, *Grid) (made, error), error) {
		return func(b *bench, g *Grid) (made, error) { return fillAmount(b, g, "capability.amount", o) }, nil
	}},
	{column: "capability.share", from: []string{"nmc"}, choose: func(o Options) (func(*bench, *Grid) (made, error), error) {
		return func(b *bench, g *Grid) (made, error) {
			return fillMean(b, g, "capability.share", o, o.One("component", "milex"))
		}, nil
	}},
	{column: "capability.index", from: []string{"nmc"}, choose: func(o Options) (func(*bench, *Grid) (made, error), error) {
		return func(b *bench, g *Grid) (made, error) {
			chosen := o["components"]
			if chosen == nil {
				chosen = components
			}
			return fillMean(b, g, "capability.index", o, chosen...)
		}, nil
	}},
	{column: "capability.components", from: []string{"nmc"}, choose: func(o Options) (func(*bench, *Grid) (made, error), error) {
		return func(b *bench, g *Grid) (made, error) { return fillKnown(b, g, o) }, nil
	}},
	against("capability.ratio", (*Grid).pairNumbers, capability.Ratio),
	against("capability.log_ratio", (*Grid).pairNumbers, capability.LogRatio),
	against("capability.part", numbers, capability.Part),
}

// capabilitySource is the source the options choose.
func capabilitySource(o Options) []string {
	if id := o.One("source", ""); id != "" {
		return []string{id}
	}
	for _, c := range capabilities {
		if c.name == o.One("of", "cinc") {
			if c.gw == "" {
				return []string{c.cow}
			}
			return []string{"cow=" + c.cow, "un=" + c.cow, "gw=" + c.gw}
		}
	}
	return nil
}

func fillAmount(b *bench, g *Grid, column string, o Options) (made, error) {
	a, err := b.amountsOf(o.One("of", "cinc"), o.One("source", ""))
	if err != nil {
		return made{}, err
	}
	b.rests(column, o, a.table.Source)
	c := numbers(g, func(r *Run, out []float64) {
		of := a.of(r.A)
		for i := range out {
			out[i] = of(r.From + i)
		}
	})
	c.Unit = a.unit
	return made{c, func(row int) Cell {
		r := g.runOf(row)
		year := r.year(row)
		in := a.inputs(r.A, year)
		return Cell{Year: year, Value: a.in(r.A, year), Ref: in[0].Ref, Inputs: in}
	}}, nil
}

// against is a column of two states' amounts, put over a grid once a pair or in each direction.
func against(column string, over func(*Grid, func(*Run, []float64)) *frame.Column, f func(a, b float64) float64) filler {
	return filler{column: column, from: []string{"nmc"}, reads: capabilitySource, choose: func(o Options) (func(*bench, *Grid) (made, error), error) {
		return func(b *bench, g *Grid) (made, error) {
			a, err := b.amountsOf(o.One("of", "cinc"), o.One("source", ""))
			if err != nil {
				return made{}, err
			}
			b.rests(column, o, a.table.Source)
			c := over(g, func(r *Run, out []float64) {
				x, y := a.of(r.A), a.of(r.B)
				for i := range out {
					out[i] = twoOf(x(r.From+i), y(r.From+i), f)
				}
			})
			return made{c, func(row int) Cell {
				r := g.runOf(row)
				year := r.year(row)
				in := append(a.inputs(r.A, year), a.inputs(r.B, year)...)
				return Cell{Year: year, Value: twoOf(a.in(r.A, year), a.in(r.B, year), f), Ref: in[0].Ref, Inputs: in}
			}}, nil
		}, nil
	}}
}

// twoOf is a measure of two numbers: missing as they are, or undefined where the measure is.
func twoOf(x, y float64, f func(a, b float64) float64) float64 {
	if x != x || y != y {
		return comity.NaN(comity.Worst(comity.Why(x), comity.Why(y)))
	}
	if z := f(x, y); z == z {
		return z
	}
	return comity.NaN(comity.Undefined)
}

// Capabilities are the components of an edition of National Material Capabilities by year: what CINC is made of.
type Capabilities struct {
	Source, Edition string
	From, To        int
	of              []componentsOf // by year
	table           *record.Table
}

// componentsOf are the shares of the states a source has in a year, in order of their keys.
type componentsOf struct {
	states    []comity.State
	published []float64
	shares    [][]float64 // [component][state]; NaN where it is missing
	mean      []float64
	known     []int
}

// Capability is one state in one year: its shares of the six components, their mean, of how many, and the published index.
type Capability struct {
	State           comity.State
	Shares          [6]float64 // a missing one is NaN of its reason
	CINC, Published float64
	Known           int
}

// Components are the names of the six.
func Components() []string { return components }

// CapabilityEditions are the editions of National Material Capabilities here, the newest first.
func (e *Engine) CapabilityEditions() []string {
	var out []string
	for _, t := range e.rec.Answering("nmc") {
		if _, ok := t.Variable("cinc"); ok {
			out = append(out, t.Source)
		}
	}
	return out
}

// Capabilities makes the shares and the index of an edition anew; of the newest where none is named.
func (e *Engine) Capabilities(source string) (*Capabilities, error) {
	return newBench(e, comity.COW, Spec{}).nationalCapabilities(source)
}

func (b *bench) nationalCapabilities(source string) (*Capabilities, error) {
	t, err := b.variable(cmp.Or(source, "nmc"), "cinc")
	if err != nil {
		return nil, err
	}
	return keep(b, "components of "+t.Source, func() *Capabilities { return b.makeCapabilities(t) }), nil
}

func (b *bench) makeCapabilities(t *record.Table) *Capabilities {
	c := &Capabilities{Source: t.Source, Edition: t.Edition, From: t.From, To: t.To, of: make([]componentsOf, t.To-t.From+1), table: t}
	t.Each("cinc", comity.NoState, func(run record.Run) {
		for year := max(run.From, t.From); year < run.From+run.Years() && year <= t.To; year++ {
			if x, _ := run.At(year); comity.Why(x) != comity.NotCovered {
				of := &c.of[year-t.From]
				of.states, of.published = append(of.states, run.A), append(of.published, x)
			}
		}
	})
	each(len(c.of), func(i int) {
		of := &c.of[i]
		of.shares = make([][]float64, len(components))
		for k, name := range components {
			a, err := b.amountsOf(name, t.Source)
			if err != nil {
				of.shares[k] = missingAll(len(of.states), comity.NotCovered)
				continue
			}
			xs := make([]float64, len(of.states))
			for j, s := range of.states {
				xs[j] = a.in(s, t.From+i)
			}
			of.shares[k] = sharesOf(xs)
		}
		of.mean, of.known = capability.Index(of.shares)
	})
	return c
}

func missingAll(n int, why comity.Missing) []float64 {
	out := make([]float64, n)
	repeat(out, comity.NaN(why))
	return out
}

// sharesOf keeps the reason of a number that is missing; a share of nothing is undefined.
func sharesOf(xs []float64) []float64 {
	out := capability.Shares(xs)
	for i := range out {
		switch {
		case xs[i] != xs[i]:
			out[i] = xs[i]
		case out[i] != out[i]:
			out[i] = comity.NaN(comity.Undefined)
		}
	}
	return out
}

// In gives the states of a year, in order of their keys.
func (c *Capabilities) In(year int) []Capability {
	if year < c.From || year > c.To {
		return nil
	}
	of := &c.of[year-c.From]
	out := make([]Capability, len(of.states))
	for i, s := range of.states {
		out[i] = Capability{State: s, CINC: of.mean[i], Published: of.published[i], Known: of.known[i]}
		for k := range components {
			out[i].Shares[k] = of.shares[k][i]
		}
		if of.known[i] == 0 {
			out[i].CINC = comity.NaN(comity.InSource)
		}
	}
	return out
}

// mean is the mean of chosen shares, of those known; missing as the least grave where none is.
func (c Capability) mean(chosen []string) float64 {
	sum, n, why := 0.0, 0, comity.Present
	for k, name := range components {
		for _, want := range chosen {
			switch x := c.Shares[k]; {
			case want != name:
			case x == x:
				sum, n = sum+x, n+1
			default:
				why = comity.Worst(why, comity.Why(x))
			}
		}
	}
	if n == 0 {
		return comity.NaN(why)
	}
	return sum / float64(n)
}

// overCapabilities fills a column from the capabilities of a state and year.
func overCapabilities(b *bench, g *Grid, column, unit string, o Options, f func(Capability) float64, inputs []string) (made, error) {
	c, err := b.nationalCapabilities(o.One("source", ""))
	if err != nil {
		return made{}, err
	}
	b.rests(column, o, c.Source)
	at := keepBy(b, "capabilities by state of "+c.Source, func() map[comity.State]map[int]Capability {
		out := map[comity.State]map[int]Capability{}
		for year := c.From; year <= c.To; year++ {
			for _, one := range c.In(year) {
				if out[one.State] == nil {
					out[one.State] = map[int]Capability{}
				}
				out[one.State][year] = one
			}
		}
		return out
	})
	value := func(s comity.State, year int) float64 {
		if one, ok := at[s][year]; ok {
			return f(one)
		}
		return comity.NaN(comity.NotCovered)
	}
	col := numbers(g, func(r *Run, out []float64) {
		for i := range out {
			out[i] = value(r.A, r.From+i)
		}
	})
	narrow(col, unit)
	return made{col, func(row int) Cell {
		r := g.runOf(row)
		year := r.year(row)
		cell := Cell{Year: year, Value: value(r.A, year), Ref: c.table.Ref(0)}
		for _, name := range inputs {
			a, err := b.amountsOf(name, c.Source)
			if err != nil {
				continue
			}
			in := a.inputs(r.A, year)
			total := Input{Label: name + " of all states the source has" + yearWords(year), Value: c.total(a, year), Unit: in[0].Unit, Ref: c.table.Ref(0)}
			cell.Inputs = append(cell.Inputs, in[0], total)
		}
		if len(cell.Inputs) > 0 {
			cell.Ref, cell.N = cell.Inputs[0].Ref, len(cell.Inputs)/2
		}
		return cell
	}}, nil
}

// total is the sum of a component over the states of a year.
func (c *Capabilities) total(a *amounts, year int) float64 {
	if year < c.From || year > c.To {
		return comity.NaN(comity.NotCovered)
	}
	sum := 0.0
	for _, s := range c.of[year-c.From].states {
		if x := a.in(s, year); x == x {
			sum += x
		}
	}
	return sum
}

func fillMean(b *bench, g *Grid, column string, o Options, chosen ...string) (made, error) {
	return overCapabilities(b, g, column, "share", o, func(c Capability) float64 { return c.mean(chosen) }, chosen)
}

func fillKnown(b *bench, g *Grid, o Options) (made, error) {
	return overCapabilities(b, g, "capability.components", "count", o, func(c Capability) float64 { return float64(c.Known) }, components)
}
