package panel

// This file fills agreements on trade (DESTA) and investment (UNCTAD) between two states: spells of pairs, from the year an
// agreement takes effect to that in which it ends or one of the two leaves.

import (
	"strings"

	"comity"
	"comity/record"
)

// pact is an agreement between two states over years. One without the year it took effect is not sure.
type pact struct {
	id       int32 // the agreement; accessions have that of what they are to
	from, to int16
	sure     bool
	depth    float64
	row      int32
}

// pacts are the agreements of a source, by pair, the lower key first.
type pacts struct {
	table    *record.Table
	title    record.Column
	from, to int
	by       *byPair[pact]
}

// pactValue is what a column makes of the agreements in force in a year, the oldest first, each agreement once.
type pactValue func(live []pact, year int) float64

var pactFillers = []filler{
	{column: "pta.in_force", from: []string{"desta"}, choose: choosePacts(tradePacts, anyPact)},
	{column: "pta.count", from: []string{"desta"}, choose: choosePacts(tradePacts, countPacts)},
	{column: "pta.depth", from: []string{"desta"}, choose: choosePacts(tradePacts, deepest)},
	{column: "pta.years", from: []string{"desta"}, choose: choosePacts(tradePacts, yearsOfPacts)},
	{column: "bit.in_force", from: []string{"unctad-iia"}, choose: choosePacts(investmentPacts, anyPact)},
	{column: "bit.count", from: []string{"unctad-iia"}, choose: choosePacts(investmentPacts, countPacts)},
	{column: "bit.years", from: []string{"unctad-iia"}, choose: choosePacts(investmentPacts, yearsOfPacts)},
}

func anyPact(live []pact, _ int) float64 { return float64(min(len(live), 1)) }

func countPacts(live []pact, _ int) float64 { return float64(len(live)) }

func yearsOfPacts(live []pact, year int) float64 {
	if len(live) == 0 {
		return comity.NaN(comity.NotApplicable)
	}
	return float64(year - int(live[0].from))
}

// deepest is the greatest depth among those whose content is coded.
func deepest(live []pact, _ int) float64 {
	if len(live) == 0 {
		return comity.NaN(comity.NotApplicable)
	}
	best := comity.NaN(comity.InSource)
	for _, p := range live {
		if p.depth == p.depth && (best != best || p.depth > best) {
			best = p.depth
		}
	}
	return best
}

// choosePacts gives the fill of a column of agreements.
func choosePacts(of func(b *bench, o Options) (*pacts, error), value pactValue) func(o Options) (func(*bench, *Grid) (made, error), error) {
	return func(o Options) (func(*bench, *Grid) (made, error), error) {
		return func(b *bench, g *Grid) (made, error) {
			p, err := of(b, o)
			if err != nil {
				return made{}, err
			}
			c := g.pairNumbers(func(r *Run, out []float64) { p.run(r, out, value) })
			narrow(c, "count")
			return made{c, func(row int) Cell { r := g.runOf(row); return p.explain(r, r.year(row), value) }}, nil
		}, nil
	}
}

// run gives the cells of a run.
func (p *pacts) run(r *Run, out []float64, value pactValue) {
	list := p.of(r)
	for i := range out {
		out[i] = p.cell(list, r.From+i, value)
	}
}

// of gives the agreements of two under every key either has had: an agreement goes on where a state goes on under another key.
func (p *pacts) of(r *Run) []pact {
	var out []pact
	for _, a := range Keys(r.A) {
		for _, b := range Keys(r.B) {
			pair := comity.Pair{A: a, B: b}.Ordered()
			out = append(out, p.by.of(pair.A, pair.B)...)
		}
	}
	return out
}

// cell is the value of a year.
func (p *pacts) cell(list []pact, year int, value pactValue) float64 {
	if year < p.from || year > p.to {
		return comity.NaN(comity.NotCovered)
	}
	live, doubtful := liveIn(list, year)
	if len(live) == 0 && doubtful {
		return comity.NaN(comity.InSource)
	}
	return value(live, year)
}

// liveIn gives the agreements in force in a year, each once, the oldest first, and whether there are others of which it is not known.
func liveIn(list []pact, year int) (live []pact, doubtful bool) {
	for _, x := range list {
		if int(x.from) > year || year > int(x.to) {
			continue
		}
		if !x.sure {
			doubtful = true
			continue
		}
		at := len(live)
		for i, y := range live {
			if y.id == x.id {
				at = i
			}
		}
		switch {
		case at == len(live):
			live = append(live, x)
		case x.from < live[at].from:
			live[at] = x
		}
	}
	for i := range live {
		if live[i].from < live[0].from {
			live[0], live[i] = live[i], live[0]
		}
	}
	return live, doubtful
}

// explain shows the agreements behind a cell.
func (p *pacts) explain(r *Run, year int, value pactValue) Cell {
	list := p.of(r)
	cell := Cell{Year: year, Value: p.cell(list, year, value), Ref: p.table.Ref(0)}
	live, _ := liveIn(list, year)
	for _, x := range live {
		in := Input{Label: p.title.Text(int(x.row)) + yearWords(int(x.from)), Value: 1, Unit: "count", Ref: p.table.RowRef(int(x.row))}
		cell.Inputs = append(cell.Inputs, in)
	}
	cell.N = len(live)
	if cell.N == 0 && cell.Value == 0 {
		cell.Ref.Note = "no row of the two: none, by the source's card"
	}
	return cell
}

// tradePacts reads DESTA: agreements and accessions by pair, withdrawals, and the depth of the base agreement.
func tradePacts(b *bench, o Options) (*pacts, error) {
	t, err := b.table("desta", "pair")
	if err != nil {
		return nil, err
	}
	left, err := b.table("desta", "withdrawal")
	if err != nil {
		return nil, err
	}
	content, err := b.table("desta", "content")
	if err != nil {
		return nil, err
	}
	scale := map[string]string{"kinds": "depth", "latent": "depth_rasch"}[o.One("scale", "kinds")]
	return keep(b, "trade agreements by "+scale, func() *pacts {
		d := destaReading{t: t, depth: numbersBy(content, "number", scale), left: withdrawals(left), ids: map[string]int32{}}
		return &pacts{table: t, title: columnOf(t, "title"), from: t.From, to: t.To, by: newByPair(t.Rows, orderedPairOf(t), d.pact)}
	}), nil
}

// destaReading is the table of pairs being read.
type destaReading struct {
	t     *record.Table
	depth map[string]float64
	left  map[departure]int
	ids   map[string]int32
}

// departure is one agreement left by one of two.
type departure struct {
	base string
	pair comity.Pair
}

// pact reads a row. A restatement of an agreement with all its members is no agreement of its own.
func (d *destaReading) pact(i int) pact {
	base := columnOf(d.t, "base").Text(i)
	id, ok := d.ids[base]
	if !ok {
		id = int32(len(d.ids))
		d.ids[base] = id
	}
	p := pact{id: id, row: int32(i), to: int16(d.t.To), sure: true, depth: comity.NaN(comity.InSource)}
	if x, ok := d.depth[base]; ok {
		p.depth = x
	}
	from := columnOf(d.t, "in_force").Date(i)
	if !from.Known() {
		from, p.sure = columnOf(d.t, "signed").Date(i), false
	}
	p.from = int16(from.Year())
	if columnOf(d.t, "kind").Text(i) == "consolidated" || !from.Known() {
		p.from, p.to = 1, 0 // never, whoever left it
		return p
	}
	if year, ok := d.left[departure{base, orderedPairOf(d.t)(i)}]; ok && year >= int(p.from) {
		p.to = int16(year)
	}
	return p
}

// withdrawals gives the year in which one of two left an agreement, the latest.
func withdrawals(t *record.Table) map[departure]int {
	out := map[departure]int{}
	base, year, pair := columnOf(t, "base"), columnOf(t, "left"), orderedPairOf(t)
	for i := range t.Rows {
		if d := year.Date(i); d.Known() {
			k := departure{base.Text(i), pair(i)}
			out[k] = max(out[k], d.Year())
		}
	}
	return out
}

// numbersBy reads a column of numbers by a column of texts, the first row of each text; missing figures are left out.
func numbersBy(t *record.Table, key, name string) map[string]float64 {
	out := map[string]float64{}
	keys, x := columnOf(t, key), columnOf(t, name)
	for i := range t.Rows {
		if _, there := out[keys.Text(i)]; !there && x.Number(i) == x.Number(i) {
			out[keys.Text(i)] = x.Number(i)
		}
	}
	return out
}

// orderedPairOf gives the pair of each row, the lower key first.
func orderedPairOf(t *record.Table) func(i int) comity.Pair {
	pair := pairOf(t)
	return func(i int) comity.Pair { return pair(i).Ordered() }
}

// investmentPacts reads UNCTAD's list: the parties of each agreement, every two of them a pair.
func investmentPacts(b *bench, o Options) (*pacts, error) {
	t, err := b.table("unctad-iia", "party")
	if err != nil {
		return nil, err
	}
	agreements, err := b.table("unctad-iia", "agreement")
	if err != nil {
		return nil, err
	}
	kind := map[string]string{"bits": "BITs", "tips": "TIPs", "all": ""}[o.One("kind", "bits")]
	return keep(b, "investment treaties "+kind, func() *pacts {
		titles := map[int32]int32{} // the row of an agreement by its number
		for i := range agreements.Rows {
			titles[int32(columnOf(agreements, "id").Number(i))] = int32(i)
		}
		list, pairs := everyTwo(t, kind, titles)
		return &pacts{table: agreements, title: columnOf(agreements, "title"), from: t.From, to: t.To,
			by: newByPair(len(list), func(i int) comity.Pair { return pairs[i] }, func(i int) pact { return list[i] })}
	}), nil
}

// everyTwo makes a pact of every two parties of an agreement; the rows of an agreement stand together.
func everyTwo(t *record.Table, kind string, titles map[int32]int32) (list []pact, pairs []comity.Pair) {
	ids, who := columnOf(t, "id"), columnOf(t, "state")
	for i := 0; i < t.Rows; {
		j := i
		for j < t.Rows && ids.Number(j) == ids.Number(i) {
			j++
		}
		p := investmentPact(t, i)
		p.row = titles[p.id]
		if kind == "" || columnOf(t, "kind").Text(i) == kind {
			for a := i; a < j; a++ {
				for b := a + 1; b < j; b++ {
					list, pairs = append(list, p), append(pairs, comity.Pair{A: who.State(a), B: who.State(b)}.Ordered())
				}
			}
		}
		i = j
	}
	return list, pairs
}

// investmentPact reads the life of an agreement. One that is over without a day of its end is not sure after it took effect, one
// without a day of its taking effect not after it was signed.
func investmentPact(t *record.Table, row int) pact {
	p := pact{id: int32(columnOf(t, "id").Number(row)), to: int16(t.To), sure: true}
	from, end := columnOf(t, "in_force").Date(row), columnOf(t, "ended").Date(row)
	status := columnOf(t, "status").Text(row)
	if !from.Known() {
		from, p.sure = columnOf(t, "signed").Date(row), false
	}
	switch {
	case end.Known():
		p.to = int16(min(end.Year(), t.To))
	case strings.HasPrefix(status, "Terminated"):
		p.sure = false
	case strings.HasPrefix(status, "Signed"):
		from = comity.NoDate // not in force
	}
	p.from = int16(from.Year())
	if !from.Known() {
		p.from, p.to = 1, 0
	}
	return p
}
