package panel

// This file fills columns of a state that are one variable of a source as it stands there; where a source is made for each
// system of states, the one of the panel's.

import (
	"comity"
)

// figure is such a column.
type figure struct {
	column   string
	cow, gw  string  // the source, or the family, by the system of the panel; gw empty: the same
	variable string  // of the source
	per      float64 // what a whole unit of the source's was multiplied by: the peer shows its own unit
	zero     bool    // of flags: the peer writes 0 wherever the source has no row
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
	m, err := v.filler().fill(b, g)
	if err != nil || !b.compat || !f.zero {
		return m, err
	}
	return f.peer(b, v, g, m)
}

// peer fills the cells the source is silent on as the peer does: after the source's last year with the value of that year, else 0.
func (f figure) peer(b *bench, v variable, g *Grid, m made) (made, error) {
	t, err := b.variable(v.family, v.name)
	if err != nil {
		return made{}, err
	}
	from := func(row int) int {
		if year := int(g.Year[row]); f.carry && year > t.To {
			return g.Find(g.A[row], 0, t.To)
		}
		return -1
	}
	c := flags(g.Len(), 0)
	for row := range c.Small {
		x := m.At(row)
		if src := from(row); src >= 0 {
			x = m.At(src)
		}
		if x == 1 {
			c.Small[row] = 1
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
	}}, nil
}
