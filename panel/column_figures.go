package panel

// This file fills columns of a state that are one variable of a source as it stands there; where a source is made for each
// system of states, the one of the panel's.

import (
	"strconv"

	"comity"
	"comity/format/frame"
	"comity/record"
)

// figure is such a column.
type figure struct {
	column   string
	cow, gw  string  // the source, or the family, by the system of the panel; gw empty: the same
	variable string  // of the source
	per      float64 // what a whole unit of the source's was multiplied by: the peer shows its own unit
	zero     bool    // of counts and flags: the peer writes 0 wherever the source has no row
	carry    bool    // and the source's last year into the years after it
}

var figures = []figure{
	{column: "democracy.uds", cow: "democracy-cow", gw: "democracy-gw", variable: "democracy.uds"},
	{column: "democracy.uds_adjusted", cow: "democracy-cow", gw: "democracy-gw", variable: "democracy.uds.adjusted"},
	{column: "democracy.polity2", cow: "democracy-cow", gw: "democracy-gw", variable: "democracy.polity2"},
	{column: "democracy.polyarchy", cow: "democracy-cow", gw: "democracy-gw", variable: "democracy.polyarchy"},

	{column: "economy.gdp_per_head", cow: "gdppop-2022-cow", gw: "gdppop-2022-gw", variable: "gdp.2011.per_head"},
	{column: "economy.gdp_per_head_sd", cow: "gdppop-2022-cow", gw: "gdppop-2022-gw", variable: "gdp.2011.per_head.sd"},
	{column: "economy.gdp", cow: "gdppop-2022-cow", gw: "gdppop-2022-gw", variable: "gdp.2017", per: 1e6},
	{column: "economy.gdp_sd", cow: "gdppop-2022-cow", gw: "gdppop-2022-gw", variable: "gdp.2017.sd", per: 1e6},
	{column: "economy.population", cow: "gdppop-2022-cow", gw: "gdppop-2022-gw", variable: "population.estimated", per: 1e6},
	{column: "economy.population_sd", cow: "gdppop-2022-cow", gw: "gdppop-2022-gw", variable: "population.estimated.sd", per: 1e6},
	{column: "surplus.gdp", cow: "sdp-2020-cow", gw: "sdp-2020-gw", variable: "gdp.log"},
	{column: "surplus.population", cow: "sdp-2020-cow", gw: "sdp-2020-gw", variable: "population.log"},
	{column: "surplus.product", cow: "sdp-2020-cow", gw: "sdp-2020-gw", variable: "sdp.log"},
	{column: "surplus.gdp_per_head", cow: "sdp-2020-cow", gw: "sdp-2020-gw", variable: "gdp.per_head.log"},
	{column: "trade.all_imports", cow: "cow-trade-totals", variable: "imports", per: 1e6},
	{column: "trade.all_exports", cow: "cow-trade-totals", variable: "exports", per: 1e6},
	{column: "igo.full", cow: "cow-igo", variable: "igo.full"},
	{column: "igo.associate", cow: "cow-igo", variable: "igo.associate"},
	{column: "igo.observer", cow: "cow-igo", variable: "igo.observer"},
	{column: "igo.any", cow: "cow-igo", variable: "igo.any"},
	{column: "conflict.new", cow: "ucdp-onsets", variable: "ucdp.newconflicts", zero: true},
	{column: "conflict.onsets_1", cow: "ucdp-onsets", variable: "ucdp.onsets.1", zero: true},
	{column: "conflict.onsets_2", cow: "ucdp-onsets", variable: "ucdp.onsets.2", zero: true},
	{column: "conflict.onsets_3", cow: "ucdp-onsets", variable: "ucdp.onsets.3", zero: true},
	{column: "conflict.onsets_5", cow: "ucdp-onsets", variable: "ucdp.onsets.5", zero: true},
	{column: "conflict.onsets_10", cow: "ucdp-onsets", variable: "ucdp.onsets.10", zero: true},
	{column: "threat.territory", cow: "terrthreat", variable: "terrthreat"},
	{column: "threat.territory_sd", cow: "terrthreat", variable: "terrthreat.sd"},
	{column: "threat.territory_low", cow: "terrthreat", variable: "terrthreat.low"},
	{column: "threat.territory_high", cow: "terrthreat", variable: "terrthreat.high"},
	{column: "threat.territory_m", cow: "terrthreat", variable: "terrthreat.m"},
	{column: "threat.territory_m_sd", cow: "terrthreat", variable: "terrthreat.m.sd"},
	{column: "threat.territory_m_low", cow: "terrthreat", variable: "terrthreat.m.low"},
	{column: "threat.territory_m_high", cow: "terrthreat", variable: "terrthreat.m.high"},

	{column: "power.major", cow: "major-powers", variable: "major.power", zero: true, carry: true},
}

// figureFillers gives the fillers of the figures.
func figureFillers() []filler {
	var out []filler
	for _, f := range figures {
		from := []string{f.cow}
		if f.gw != "" {
			from = []string{"cow=" + f.cow, "un=" + f.cow, "gw=" + f.gw}
		}
		out = append(out, filler{column: f.column, from: from, fill: f.fill})
	}
	return out
}

func (f figure) fill(b *bench, g *Grid) (made, error) {
	v := variable{family: f.cow, name: f.variable, factor: f.per, listed: true}
	if b.sys == comity.GW && f.gw != "" {
		v.family, v.system = f.gw, comity.GW
	}
	t, err := b.variable(v.family, v.name)
	if err != nil {
		return made{}, err
	}
	m, err := v.filler().fill(b, g)
	if err == nil && b.sys == comity.GW {
		m = v.formers(b, t, g, m)
	}
	if err != nil || !b.compat || !f.zero {
		return m, err
	}
	return f.peer(t, g, m), nil
}

// formers puts the rows right whose state has two numbers in the year: a source by numbers keeps that of the number that ended in
// its table "former", for a series has one value a state and year.
func (v variable) formers(b *bench, t *record.Table, g *Grid, m made) made {
	rows, err := b.table(v.family, "former")
	if err != nil {
		return m
	}
	h, _ := t.Variable(v.name)
	value, ok := rows.Column(h.Column)
	number, ok1 := rows.Column("number")
	year, ok2 := rows.Column("year")
	if !ok || !ok1 || !ok2 || m.Reals == nil {
		return m
	}
	source := map[int]int{}
	for i := range rows.Rows {
		if row := g.Find(int16(number.Number(i)), 0, int(year.Number(i))); row >= 0 {
			x := value.Number(i)
			if b.compat && v.factor != 0 && x == x {
				x /= v.factor
			}
			m.Reals[row] = x
			source[row] = i
		}
	}
	why := m.why
	return made{m.Column, func(row int) Cell {
		i, ok := source[row]
		if !ok {
			return why(row)
		}
		year := int(g.Year[row])
		in := Input{Label: h.Name + " of number " + strconv.Itoa(int(g.A[row])) + yearWords(year), Value: m.At(row), Unit: m.Unit, Ref: rows.RowRef(i), Variable: h.Name}
		return Cell{Year: year, Value: in.Value, Ref: in.Ref, Inputs: []Input{in}}
	}}
}

// peer fills the cells the source is silent on as the peer does: after the source's last year with the value of that year, else 0.
func (f figure) peer(t *record.Table, g *Grid, m made) made {
	from := func(row int) int {
		if year := int(g.Year[row]); f.carry && year > t.To {
			return g.Find(g.A[row], 0, t.To)
		}
		return -1
	}
	c := &frame.Column{Kind: frame.Whole, Ints: make([]int32, g.Len()), Unit: m.Unit}
	for row := range c.Ints {
		x := m.At(row)
		if src := from(row); src >= 0 {
			x = m.At(src)
		}
		if x == x {
			c.Ints[row] = int32(x)
		}
	}
	return made{c, func(row int) Cell {
		if src := from(row); src >= 0 {
			cell := m.why(src)
			cell.Year, cell.Ref.Note = int(g.Year[row]), "the source ends before the year; the peer carries its last year on"
			return cell
		}
		cell := m.why(row)
		if cell.Value != cell.Value {
			cell.Value, cell.Ref.Note = 0, "the source is silent; the peer writes 0"
		}
		return cell
	}}
}
