package panel

// This file fills the changes of leaders by state and year, from the days leaders were in office (Archigos).

import (
	"fmt"
	"slices"
	"strings"

	"comity"
	"comity/column"
	"comity/format/frame"
	"comity/record"
	"comity/states"
)

// leaderList is the list of leaders, a row a term of office.
type leaderList struct {
	t                         *record.Table
	obsid, leadid, name, exit record.Column
	number                    []int16
	days                      []comity.Span
	person                    []int32 // the same for terms of one person
	irregular                 []bool  // the term ends irregularly
	years                     [][2]int
}

func leaderListOf(b *bench) (*leaderList, error) {
	t, err := b.table("archigos", "leader")
	if err != nil {
		return nil, err
	}
	return keep(b, "leaders", func() *leaderList {
		c := columnsOf(t, "obsid", "leadid", "leader", "exit", "number", "start", "end")
		l := &leaderList{t: t, obsid: c[0], leadid: c[1], name: c[2], exit: c[3],
			number: make([]int16, t.Rows), days: make([]comity.Span, t.Rows), person: make([]int32, t.Rows), irregular: make([]bool, t.Rows), years: make([][2]int, t.Rows)}
		persons := map[string]int32{}
		for i := range t.Rows {
			l.number[i] = int16(c[4].Number(i))
			l.days[i] = comity.Span{From: c[5].Date(i).First(), To: c[6].Date(i).Last()}
			l.years[i] = [2]int{l.days[i].From.Year(), l.days[i].To.Year()}
			l.irregular[i] = c[3].Text(i) == "Irregular"
			id, ok := persons[l.leadid.Text(i)]
			if !ok {
				id = int32(len(persons))
				persons[l.leadid.Text(i)] = id
			}
			l.person[i] = id
		}
		return l
	}), nil
}

// state gives comity's key of a number of leaders on a day: that of the Gleditsch-Ward list, else of the Correlates of War list,
// for the producers name leaders of years that only the second has (Morocco 1905-1912, Saudi Arabia 1927-1931).
func (l *leaderList) state(i int32, on comity.Day) comity.State {
	if key := states.Key(comity.GW, l.number[i], min(on, states.Covered(comity.GW))); key != comity.NoState {
		return key
	}
	return states.Key(comity.COW, l.number[i], min(on, states.Covered(comity.COW)))
}

// reign is what is said of the leaders of a state in a year.
type reign struct {
	first, last           int32 // rows of the list; -1 where there is no leader
	transition, irregular bool
	persons               int32
}

// none is the reign of a row without a leader.
var noReign = reign{first: -1, last: -1}

// reignOf sums up the leaders of a year. An irregular change is one with a leader who left irregularly in the year; in the peer one
// with a leader of the year who ever left so.
func (l *leaderList) reignOf(in []int32, year int, ever bool) reign {
	if len(in) == 0 {
		return noReign
	}
	r := reign{first: in[0], last: in[0]}
	span := comity.YearSpan(year)
	first, last := l.days[r.first].Meet(span), l.days[r.last].Meet(span)
	left := false
	for n, i := range in {
		days := l.days[i].Meet(span)
		if days.From < first.From {
			r.first, first = i, days
		}
		if days.To >= last.To {
			r.last, last = i, days
		}
		left = left || l.irregular[i] && (ever || l.years[i][1] == year)
		if !l.metBefore(in[:n], i) {
			r.persons++
		}
	}
	r.transition = r.first != r.last
	r.irregular = r.transition && left
	return r
}

// metBefore says whether a person is among some terms.
func (l *leaderList) metBefore(in []int32, i int32) bool {
	for _, j := range in {
		if l.person[j] == l.person[i] {
			return true
		}
	}
	return false
}

// reigns are those of the rows of a grid.
type reigns struct {
	l     *leaderList
	g     *Grid
	of    *behind // terms
	reign []reign
}

// firstLeaderYear is the first year of the list: it has those who led a state in 1875 and after, whenever they came. The peer begins
// with 1870.
const firstLeaderYear, peersFirstLeaderYear = 1875, 1870

// reignsOf sums the list up over a grid, once a panel.
func reignsOf(b *bench, g *Grid) (*reigns, error) {
	l, err := leaderListOf(b)
	if err != nil {
		return nil, err
	}
	return keptFor(b, "reigns", g, func() *reigns {
		r := &reigns{l: l, g: g, reign: make([]reign, g.Len())}
		for row := range r.reign {
			r.reign[row] = noReign
		}
		if b.compat && g.System != comity.GW {
			r.peers(b)
			return r
		}
		from := firstLeaderYear
		if b.compat {
			from = peersFirstLeaderYear
		}
		r.of = behindOf(g.Len(), func(yield func(row, source int)) { l.places(b, g, yield) })
		for row := range r.reign {
			if year := int(g.Year[row]); year >= from && year <= l.t.To {
				r.reign[row] = l.reignOf(r.of.of(row), year, b.compat)
			}
		}
		return r
	}), nil
}

// places yields the rows of a grid each term is of: by the producers' number in panels of their list, else by the state the number
// stood for on the first and the last day of the year in office.
func (l *leaderList) places(b *bench, g *Grid, yield func(row, source int)) {
	p := placesOf(b, g)
	for i := range l.number {
		for y := l.years[i][0]; y <= l.years[i][1]; y++ {
			if g.System == comity.GW {
				if row := g.Find(l.number[i], 0, y); row >= 0 {
					yield(row, i)
				}
				continue
			}
			days := l.days[i].Meet(comity.YearSpan(y))
			first, last := l.state(int32(i), days.From), l.state(int32(i), days.To)
			p.of(last, y, func(row int) { yield(row, i) })
			if first != last {
				p.of(first, y, func(row int) { yield(row, i) })
			}
		}
	}
}

// peers sums up as the peer does in panels of the Correlates of War list: each Gleditsch-Ward number by itself, then under the number
// its table has for the year. Where two come together (345 in 2006) the flags and counts are not counted anew.
func (r *reigns) peers(b *bench) {
	gw := gridOf(StateYears(comity.GW, UnitOptions{ExtendTo: r.l.t.To}))
	their := newBench(b.e, comity.GW, Spec{Compat: "peacesciencer"})
	numbers, err := reignsOf(their, gw)
	if err != nil {
		return
	}
	number := spellsOf(their, gw, comity.COW)
	r.of = behindOf(r.g.Len(), func(yield func(row, source int)) {
		for row, s := range number {
			if s == nil || numbers.reign[row].first < 0 {
				continue
			}
			at := r.g.Find(s.Code, 0, int(gw.Year[row]))
			if at < 0 {
				continue
			}
			r.reign[at] = r.l.together(r.reign[at], numbers.reign[row], int(gw.Year[row]))
			for _, i := range numbers.of.of(row) {
				yield(at, int(i))
			}
		}
	})
}

// together joins the reigns of two numbers of one state.
func (l *leaderList) together(x, y reign, year int) reign {
	if x.first < 0 {
		return y
	}
	out := reign{first: x.first, last: x.last, transition: x.transition || y.transition, irregular: x.irregular || y.irregular, persons: max(x.persons, y.persons)}
	span := comity.YearSpan(year)
	if l.days[y.first].Meet(span).From < l.days[x.first].Meet(span).From {
		out.first = y.first
	}
	if l.days[y.last].Meet(span).To > l.days[x.last].Meet(span).To {
		out.last = y.last
	}
	return out
}

// leaderColumn fills what is said of the leaders of a row.
func leaderColumn(name string, column func(n int, r *reigns) *frame.Column) filler {
	return filler{column: name, from: []string{"archigos"}, fill: func(b *bench, g *Grid) (made, error) {
		r, err := reignsOf(b, g)
		if err != nil {
			return made{}, err
		}
		c := column(g.Len(), r)
		return made{c, r.why(c)}, nil
	}}
}

func leaderNumber(name, unit string, of func(r *reign) float64) filler {
	return leaderColumn(name, func(n int, r *reigns) *frame.Column {
		return eachNumber(n, unit, func(row int) float64 {
			if r.reign[row].first < 0 {
				return frame.NaN(notCovered)
			}
			return of(&r.reign[row])
		})
	})
}

func leaderText(name string, of func(r *reign) int32) filler {
	return leaderColumn(name, func(n int, r *reigns) *frame.Column {
		return textColumn(n, func(row int) (string, uint8) {
			if r.reign[row].first < 0 {
				return "", notCovered
			}
			return r.l.obsid.Text(int(of(&r.reign[row]))), 0
		})
	})
}

// why leads from a cell to the terms of its row.
func (r *reigns) why(c *frame.Column) func(row int) Cell {
	return func(row int) Cell {
		cell := Cell{Year: int(r.g.Year[row]), Value: c.At(row), Ref: r.l.t.Ref(0)}
		for _, i := range r.of.of(row) {
			in := Input{Label: r.l.obsid.Text(int(i)) + ", " + r.l.name.Text(int(i)) + ", " + r.l.days[i].String() + ", left: " + r.l.exit.Text(int(i)), Value: 1, Ref: r.l.t.RowRef(int(i))}
			cell.Inputs, cell.Ref = append(cell.Inputs, in), in.Ref
		}
		return cell
	}
}

var leaderFillers = []filler{
	leaderNumber("leader.transition", "0/1", func(r *reign) float64 { return number(r.transition) }),
	leaderNumber("leader.irregular", "0/1", func(r *reign) float64 { return number(r.irregular) }),
	leaderNumber("leader.count", "count", func(r *reign) float64 { return float64(r.persons) }),
	leaderText("leader.first", func(r *reign) int32 { return r.first }),
	leaderText("leader.last", func(r *reign) int32 { return r.last }),
}

// unitLeaderFillers say what the columns that only units of leaders bring are made of (units_leader.go fills them).
func unitLeaderFillers() []filler {
	var out []filler
	for _, d := range column.Panel() {
		if !slices.Contains(d.Units, "leader-year") {
			continue
		}
		from := "archigos"
		switch family, _, _ := strings.Cut(d.Name, "."); {
		case family != "leader":
			from = family
		case strings.HasPrefix(d.Name, "leader.dispute"):
			from = "gml-mid-disputes"
		}
		out = append(out, filler{column: d.Name, from: []string{from}, fill: func(*bench, *Grid) (made, error) {
			return made{}, fmt.Errorf("%s is a column of leaders: ask for it with leader-year", d.Name)
		}})
	}
	return out
}
