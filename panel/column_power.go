package panel

// This file fills how power is spread over the states of a set, year by year: one value for the whole system.

import (
	"comity"
	"comity/measure/polarity"
)

var powerFillers = []filler{
	systemFiller("system.con", concentration),
	systemFiller("system.hhi", func(p *Powers, o Options, year int) float64 { return ofShares(p, year, polarity.HHI) }),
	systemFiller("system.powers", func(p *Powers, o Options, year int) float64 { return ofShares(p, year, polarity.Effective) }),
	systemFiller("system.move", func(p *Powers, o Options, year int) float64 { return p.Move(year) }),
	systemFiller("system.delta_con", func(p *Powers, o Options, year int) float64 {
		return differenceOf(concentration(p, o, year), concentration(p, o, year-1))
	}),
	systemFiller("system.states", func(p *Powers, _ Options, year int) float64 {
		if year < p.From || year > p.To || p.Of[year-p.From].Unknown {
			return comity.NaN(comity.NotCovered)
		}
		return float64(len(p.Of[year-p.From].States))
	}),
	systemFiller("system.poles", func(p *Powers, o Options, year int) float64 {
		return ofShares(p, year, func(s []float64) float64 {
			if o.One("definition", "half") == "modelski" {
				return float64(polarity.Modelski(s))
			}
			return float64(polarity.Above(s, .5))
		})
	}),
}

func differenceOf(x, y float64) float64 {
	if x != x || y != y {
		return comity.NaN(comity.Worst(comity.Why(x), comity.Why(y)))
	}
	return x - y
}

// concentration is CON by shares of the whole, or by components made anew within the set.
func concentration(p *Powers, o Options, year int) float64 {
	if o.One("shares", "whole") != "components" {
		return ofShares(p, year, polarity.CON)
	}
	of, why := p.In(year)
	if why != comity.Present {
		return comity.NaN(why)
	}
	return definedOr(polarity.CON(polarity.SetOf(of.Components)))
}

// definedOr marks a measure that has no value as undefined.
func definedOr(x float64) float64 {
	if x != x {
		return comity.NaN(comity.Undefined)
	}
	return x
}

// ofShares is a measure of the shares of the set in a year.
func ofShares(p *Powers, year int, f func(shares []float64) float64) float64 {
	of, why := p.In(year)
	if why != comity.Present {
		return comity.NaN(why)
	}
	s := polarity.Set(of.Amounts)
	if s == nil {
		return comity.NaN(comity.Undefined)
	}
	return definedOr(f(s))
}

// Move is the part of all capability of the set that changed hands since the year before.
func (p *Powers) Move(year int) float64 {
	now, why := p.In(year)
	before, whyBefore := p.In(year - 1)
	if why = comity.Worst(why, whyBefore); why != comity.Present {
		return comity.NaN(why)
	}
	list, a, b := sideBySide(before, now)
	outA, outB := make([]bool, len(list)), make([]bool, len(list))
	for i := range list {
		outA[i], outB[i] = comity.Why(a[i]) == comity.NotApplicable, comity.Why(b[i]) == comity.NotApplicable
	}
	return definedOr(polarity.Move(a, b, outA, outB))
}

// sideBySide are the states of two years in order, with their amounts in each: not applicable where one was not of the set.
func sideBySide(x, y PowersOf) (list []comity.State, a, b []float64) {
	none := comity.NaN(comity.NotApplicable)
	for i, j := 0, 0; i < len(x.States) || j < len(y.States); {
		switch {
		case j == len(y.States) || i < len(x.States) && x.States[i] < y.States[j]:
			list, a, b = append(list, x.States[i]), append(a, x.Amounts[i]), append(b, none)
			i++
		case i == len(x.States) || x.States[i] > y.States[j]:
			list, a, b = append(list, y.States[j]), append(a, none), append(b, y.Amounts[j])
			j++
		default:
			list, a, b = append(list, x.States[i]), append(a, x.Amounts[i]), append(b, y.Amounts[j])
			i, j = i+1, j+1
		}
	}
	return list, a, b
}

// systemFiller is a column of the powers of a set by year.
func systemFiller(column string, f func(p *Powers, o Options, year int) float64) filler {
	return filler{column: column, from: []string{"nmc"}, reads: powerSources, choose: func(o Options) (func(*bench, *Grid) (made, error), error) {
		return func(b *bench, g *Grid) (made, error) {
			p, err := b.powers(PowersSpec{By: o.One("of", "cinc"), Source: o.One("source", ""), Set: o.One("set", "system"), Components: o.One("shares", "whole") == "components"})
			if err != nil {
				return made{}, err
			}
			b.rests(column, o, p.Sources...)
			unit := ""
			if column == "system.states" || column == "system.poles" {
				unit = "count"
			}
			c := eachNumber(g.Len(), unit, func(row int) float64 { return f(p, o, int(g.Year[row])) })
			return made{c, func(row int) Cell {
				year := int(g.Year[row])
				cell := Cell{Year: year, Value: f(p, o, year), Ref: p.Refs[0]}
				of, why := p.In(year)
				if why != comity.Present {
					return cell
				}
				for i, s := range of.States {
					if of.Amounts[i] == of.Amounts[i] {
						cell.Inputs = append(cell.Inputs, Input{Label: p.By + ", " + nameIn(s, year) + yearWords(year), Value: of.Amounts[i], Unit: p.Unit, Ref: p.Refs[0]})
					}
				}
				cell.N = len(cell.Inputs)
				return cell
			}}, nil
		}, nil
	}}
}

// powerSources are the sources the options choose: of the amounts, and of a list of powers.
func powerSources(o Options) []string {
	out := capabilitySource(o)
	if list, ok := listedPowers[o.One("set", "system")]; ok {
		out = append(out, list.family)
	}
	return out
}
