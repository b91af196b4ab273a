package panel

// This file fills the militarised disputes of leaders by year: those in which the state takes part on days of theirs.

import (
	"comity"
	"comity/format/frame"
)

// leaderParts are the participations in disputes on days of the leader of each row.
type leaderParts struct {
	*parts
	of      *behind
	days    []comity.Span // of each participation
	opening []string      // the term in which it began
}

// disputeColumns are the columns of disputes a unit of leader-years brings, where they are asked for.
func (l *leaderList) disputeColumns(b *bench, r *rows) []filled {
	var out []filled
	for _, c := range []struct {
		name        string
		onset, init bool
	}{{"leader.dispute_ongoing", false, false}, {"leader.dispute_onset", true, false}, {"leader.dispute_ongoing_init", false, true}, {"leader.dispute_onset_init", true, true}} {
		out = append(out, filled{name: c.name, from: []string{"gml-mid-disputes"}, beside: true, late: func() (made, error) {
			p, err := l.partsOf(b, r)
			if err != nil {
				return made{}, err
			}
			return l.disputeColumn(b, r, p, c.onset, c.init), nil
		}})
	}
	return out
}

// partsOf finds the participations of each row's state on days of its leader in the year, once a panel.
func (l *leaderList) partsOf(b *bench, r *rows) (*leaderParts, error) {
	all, err := partsOf(b, r.states)
	if err != nil {
		return nil, err
	}
	return keep(b, "disputes of leaders", func() *leaderParts {
		c := columnsOf(all.t, "start", "end", "obsid_start")
		p := &leaderParts{parts: all, days: make([]comity.Span, all.t.Rows), opening: make([]string, all.t.Rows)}
		for i := range p.days {
			p.days[i] = comity.Span{From: c[0].Date(i).First(), To: c[1].Date(i).Last()}
			p.opening[i] = c[2].Text(i)
		}
		p.of = behindOf(r.n, func(yield func(row, source int)) {
			for row, at := range r.slot[0] {
				days := l.days[r.unit[row]].Meet(comity.YearSpan(int(r.years[row])))
				for _, i := range all.of.of(int(at)) {
					if p.days[i].Overlaps(days) {
						yield(row, int(i))
					}
				}
			}
		})
		return p
	}), nil
}

// disputeColumn is 1 where a participation counts.
func (l *leaderList) disputeColumn(b *bench, r *rows, p *leaderParts, onset, init bool) made {
	counts := func(row int, i int32) bool {
		term := r.unit[row]
		days := l.days[term].Meet(comity.YearSpan(int(r.years[row])))
		return (!onset || days.Has(p.days[i].From)) && (!init || p.begun(i, "") && p.opening[i] == l.obsid.Text(int(term)))
	}
	c := eachNumber(r.n, "0/1", func(row int) float64 {
		for _, i := range p.of.of(row) {
			if counts(row, i) {
				return 1
			}
		}
		if year := int(r.years[row]); year < p.t.From || year > p.t.To || !b.compat && !listedCOW(r.states, int(r.slot[0][row])) {
			return frame.NaN(notCovered)
		}
		return 0
	})
	return made{c, func(row int) Cell {
		cell := Cell{Year: int(r.years[row]), Value: c.At(row), Ref: p.t.Ref(0)}
		for _, i := range p.of.of(row) {
			if counts(row, i) {
				in := p.input(i)
				cell.Inputs, cell.Ref = append(cell.Inputs, in), in.Ref
			}
		}
		return cell
	}}
}

// input is a participation as what a cell was made of.
func (p *parts) input(i int32) Input {
	return Input{Label: "part in dispute " + p.cols[partNumber].Show(int(i)), Value: 1, Ref: p.t.RowRef(int(i))}
}
