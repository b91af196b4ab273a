package panel

// This file fills the columns of direct contiguity from the spells of the Correlates of War.

import (
	"comity"
	"comity/format/frame"
	"comity/record"
)

var contiguity = []string{"cow-contiguity"}

var contiguityFillers = []filler{
	{column: "contiguity.type", from: contiguity, byDay: true, fill: contiguityFill(frame.Whole, itself)},
	{column: "contiguity.land", from: contiguity, byDay: true, fill: contiguityFill(frame.Flag, byLand)},
}

// byLand reads a kind of contiguity as a flag of land borders.
func byLand(kind int8) int8 {
	if kind > 1 {
		return 0
	}
	return kind
}

// contact is a spell of contiguity of a directed pair.
type contact struct {
	kind int8 // 0 to 5
	days comity.Span
	row  int32
}

// contacts are the spells of contiguity of the record, by pair.
type contacts struct {
	table *record.Table
	pairs *byPair[contact]
	first bool // as the peer reads them: of several spells in a year the one listed first, be it one without contiguity
}

func (b *bench) contacts() (*contacts, error) {
	t, err := b.table("cow-contiguity", "spell")
	if err != nil {
		return nil, err
	}
	return keep(b, "spells of contiguity", func() *contacts { return &contacts{t, contactsOf(t), b.compat} }), nil
}

// contactsOf reads the spells. The source knows months: a spell goes on to the last day of the month of its end.
func contactsOf(t *record.Table) *byPair[contact] {
	kind, start, end := columnOf(t, "type"), columnOf(t, "start"), columnOf(t, "end")
	return newByPair(t.Rows, pairOf(t), func(i int) contact {
		days := comity.Span{From: start.Date(i).First(), To: endOfMonth(end.Date(i))}
		return contact{small(kind.Number(i)), days, int32(i)}
	})
}

// endOfMonth is the last day of the month of a date.
func endOfMonth(d comity.Date) comity.Day {
	y, m, _ := d.Day.Civil()
	return comity.DayOf(y, m+1, 1) - 1
}

// closest gives the closest of the spells that have a day of those looked at; nil: none.
func (s *contacts) closest(p comity.Pair, days comity.Span) *contact {
	var best *contact
	list := s.pairs.of(p.A, p.B)
	for i := range list {
		t := &list[i]
		if !t.days.Overlaps(days) {
			continue
		}
		if s.first {
			return t
		}
		if t.kind > 0 && (best == nil || t.kind < best.kind) {
			best = t
		}
	}
	return best
}

// contiguityFill fills a column of what the kind of contiguity reads as.
func contiguityFill(kind frame.Kind, as func(kind int8) int8) func(b *bench, g *Grid) (made, error) {
	return func(b *bench, g *Grid) (made, error) {
		s, err := b.contacts()
		if err != nil {
			return made{}, err
		}
		c := flags(g.Len(), 0)
		c.Kind = kind
		g.eachRun(func(r *Run) {
			dst := c.Small[r.Row : r.Row+r.Len]
			b.silence(dst, r, s.table, comity.COW)
			if len(s.pairs.of(r.A, r.B)) == 0 {
				return
			}
			for i := range dst {
				if t := s.closest(r.pair(), b.daysOf(r, i)); t != nil {
					dst[i] = as(t.kind)
				}
			}
		})
		return made{c, func(row int) Cell {
			r := g.runOf(row)
			year := r.Year(row - r.Row)
			cell := Cell{Year: year, Value: c.At(row), Ref: s.table.Ref(0)}
			if t := s.closest(r.pair(), b.daysOf(r, row-r.Row)); t != nil {
				cell.Ref = s.table.RowRef(int(t.row))
				cell.Inputs = []Input{{Label: "contiguity " + t.days.String(), Value: float64(t.kind), Unit: "0-5", Ref: cell.Ref, Variable: "type"}}
				return cell
			}
			cell.Ref.Note = silenceNote(s.table, year)
			return cell
		}}, nil
	}
}
