package panel

// This file fills the names and numbers of states in the lists of states, from comity's own copies of them.

import (
	"strconv"
	"sync"

	"comity"
	"comity/format/frame"
	"comity/states"
)

var identityFillers = []filler{
	{column: "state.cow_name", fill: nameFiller(comity.COW)},
	{column: "state.gw_name", fill: nameFiller(comity.GW)},
	{column: "state.cow_number", fill: numberFiller(comity.COW)},
	{column: "state.gw_number", fill: numberFiller(comity.GW)},
	{column: "state.micro", fill: func(b *bench, g *Grid) (made, error) {
		in := spellsOf(b, g, comity.GW)
		c := flags(g.Len(), frame.SmallMissing(notApplicable))
		for row, s := range in {
			if s != nil {
				c.Small[row] = int8(number(s.Micro))
			}
		}
		return made{c, spellWhy(g, in, comity.GW, c)}, nil
	}},
}

// number is 1 for true.
func number(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

func nameFiller(sys comity.System) func(*bench, *Grid) (made, error) {
	return func(b *bench, g *Grid) (made, error) {
		in := spellsOf(b, g, sys)
		c := textColumn(g.Len(), func(row int) (string, uint8) {
			if in[row] == nil {
				return "", notApplicable
			}
			return in[row].Name, 0
		})
		return made{c, spellWhy(g, in, sys, c)}, nil
	}
}

func numberFiller(sys comity.System) func(*bench, *Grid) (made, error) {
	return func(b *bench, g *Grid) (made, error) {
		in := spellsOf(b, g, sys)
		c := &frame.Column{Kind: frame.Whole, Ints: make([]int32, g.Len())}
		for row, s := range in {
			c.Ints[row] = frame.IntMissing(notApplicable)
			if s != nil {
				c.Ints[row] = int32(s.Code)
			}
		}
		return made{c, spellWhy(g, in, sys, c)}, nil
	}
}

// spellsOf gives, for each row of a grid, the spell of its state in a list: of the grid's own list that of its number, of another
// the last that the same key has on a day of the year. Nil where there is none.
func spellsOf(b *bench, g *Grid, sys comity.System) []*states.Spell {
	return keptFor(b, "spells in "+sys.String(), g, func() []*states.Spell {
		out := make([]*states.Spell, g.Len())
		if sys == g.System {
			ownSpells(g, out)
			return out
		}
		p := placesOf(b, g)
		for _, h := range keyYearsIn(sys) {
			p.span(h.key, h.from, h.to, func(row, _ int) { out[row] = later(out[row], h.spell) })
		}
		if b.compat && g.System == comity.GW && sys == comity.COW {
			peerNumber(g, out)
		}
		return out
	})
}

// later gives the spell that ends last.
func later(old, s *states.Spell) *states.Spell {
	if old == nil || s.Span.To >= old.Span.To {
		return s
	}
	return old
}

// ownSpells are those of the numbers of the grid itself.
func ownSpells(g *Grid, out []*states.Spell) {
	spells := states.Spells(g.System)
	for i := range spells {
		s := &spells[i]
		for y := s.Span.From.Year(); y <= min(s.Span.To, comity.DayOf(3000, 1, 1)).Year(); y++ {
			row := g.Find(s.Code, 0, y)
			if row < 0 {
				if s.Span.To == comity.Forever && y > states.Covered(g.System).Year() {
					break
				}
				continue
			}
			out[row] = s
		}
	}
}

// keyYears says that a spell of a system stands for a key on some day of each of some years.
type keyYears struct {
	from, to int
	key      comity.State
	spell    *states.Spell
}

var keyYearsOf [3]struct {
	once sync.Once
	list []keyYears
}

// keyYearsIn gives those of all spells of a system.
func keyYearsIn(sys comity.System) []keyYears {
	k := &keyYearsOf[sys]
	k.once.Do(func() {
		spells := states.Spells(sys)
		for i := range spells {
			k.list = append(k.list, keyYearsOfSpell(sys, &spells[i])...)
		}
	})
	return k.list
}

func keyYearsOfSpell(sys comity.System, s *states.Spell) []keyYears {
	var out []keyYears
	for y := s.Span.From.Year(); ; y++ {
		year := comity.YearSpan(y).Meet(s.Span)
		if year.Empty() {
			return out
		}
		for _, key := range []comity.State{states.Key(sys, s.Code, year.From), states.Key(sys, s.Code, year.To)} {
			if n := len(out) - 1; n >= 0 && out[n].key == key {
				out[n].to = y
			} else {
				out = append(out, keyYears{y, y, key, s})
			}
		}
		if s.Span.To == comity.Forever && y > states.Covered(sys).Year() {
			out[len(out)-1].to = lastYear
			return out
		}
	}
}

// peerNumber gives the number of GW 260 in 1990 as the peer's table has it, 260, though at the end of that year the number stands
// for the state COW numbers 255.
func peerNumber(g *Grid, out []*states.Spell) {
	row := g.Find(260, 0, 1990)
	if row < 0 {
		return
	}
	spells := states.Spells(comity.COW)
	for i := range spells {
		if spells[i].Code == 260 {
			out[row] = &spells[i]
		}
	}
}

// spellWhy leads from a cell to the spell behind it.
func spellWhy(g *Grid, in []*states.Spell, sys comity.System, c *frame.Column) func(int) Cell {
	return func(row int) Cell {
		year := int(g.Year[row])
		cell := Cell{Year: year, Value: c.At(row), Ref: comity.Ref{Source: "comity_states", Edition: comity.Version, Basis: comity.Seen}}
		s := in[row]
		if s == nil {
			return cell
		}
		cell.Ref.Basis = s.Basis
		cell.Ref.Note = s.Source
		cell.Inputs = []Input{{Label: "number " + strconv.Itoa(int(s.Code)) + " of the " + sys.String() + " list, " + s.Name + ", " + s.Span.String(), Value: float64(s.Code), Ref: cell.Ref}}
		return cell
	}
}
