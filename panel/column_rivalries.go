package panel

// This file fills the columns of strategic rivalries, by two lists, and of arms races.

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"comity"
	"comity/column"
	"comity/format/frame"
	"comity/record"
)

// rivalryKinds are the kinds of rivalry.
var rivalryKinds = []string{"positional", "spatial", "ideological", "interventionary"}

// rivalryFillers gives the fillers of the columns of both lists.
func rivalryFillers() []filler {
	var out []filler
	for _, list := range []string{"tss", "td"} {
		id := map[string]string{"tss": "rivalries-tss-2022", "td": "rivalries-td-2012"}[list]
		from := []string{id}
		out = append(out, filler{column: "rivalry." + list + "_id", from: from, fill: rivalryNumberFill(id)},
			filler{column: "rivalry." + list + "_ongoing", from: from, fill: rivalryFill(id, "")})
		for _, kind := range rivalryKinds {
			out = append(out, filler{column: "rivalry." + list + "_" + kind, from: from, fill: rivalryFill(id, kind)})
		}
	}
	return append(out, filler{column: "rivalry.armsrace", from: []string{"arms-races"}, choose: chooseArmsRace})
}

// rivalry is a rivalry over some years, as it is kept of each direction of the pair.
type rivalry struct {
	from, to int
	row      int32
	kinds    uint8 // one bit of each of rivalryKinds
}

// rivalries are those of a list, by pair.
type rivalries struct {
	table *record.Table
	pairs *byPair[rivalry]
}

// rivalries reads a list, once a panel.
func (b *bench) rivalries(id string) (*rivalries, error) {
	t, err := b.table(id, "rivalry")
	if err != nil {
		return nil, err
	}
	return keep(b, "rivalries of "+id, func() *rivalries { return &rivalries{t, rivalriesOf(t, b.compat)} }), nil
}

// rivalriesOf lays out a list, mended; where the peer is followed only as it mends.
func rivalriesOf(t *record.Table, peer bool) *byPair[rivalry] {
	number, start, end, pair := columnOf(t, "number"), columnOf(t, "start"), columnOf(t, "end"), pairOf(t)
	var list []rivalry
	var pairs []comity.Pair
	for i := range t.Rows {
		wrong := slices.DeleteFunc(slices.Clone(mends()), func(m mend) bool {
			return m.source != t.Source || m.number != number.Number(i) || peer && !m.peer
		})
		for _, x := range mended(wrong, pair(i), int(known(start.Number(i), 0)), int(known(end.Number(i), 0))) {
			r := rivalry{x.from, x.to, int32(i), kindsOf(t, i)}
			list, pairs = append(list, r, r), append(pairs, x.Pair, x.Flip())
		}
	}
	return newByPair(len(list), func(i int) comity.Pair { return pairs[i] }, func(i int) rivalry { return list[i] })
}

// kindsOf reads the kinds of a rivalry: flags by name, or the names in order of weight.
func kindsOf(t *record.Table, row int) (kinds uint8) {
	for k, name := range rivalryKinds {
		is := columnOf(t, name).Number(row) == 1
		for _, c := range []string{"type1", "type2", "type3"} {
			is = is || columnOf(t, c).Text(row) == name
		}
		if is {
			kinds |= 1 << k
		}
	}
	return kinds
}

// mend is a rivalry that a list gives under the number of another state than there was in some years.
type mend struct {
	source     string
	number     float64
	listed, is comity.State
	from, to   int
	peer       bool
}

//go:embed rivals.tsv
var rivalsTSV string

// mends reads the table of them; a test holds every line to its form.
var mends = sync.OnceValue(func() []mend {
	var out []mend
	for line := range strings.Lines(rivalsTSV) {
		c := strings.Split(strings.TrimSpace(line), "\t")
		if len(c) != 9 || c[0] == "source" {
			continue
		}
		var n [5]int
		for i := range n {
			n[i], _ = strconv.Atoi(c[i+1])
		}
		out = append(out, mend{c[0], float64(n[0]), comity.State(n[1]), comity.State(n[4]), n[2], n[3], c[6] == "yes"})
	}
	return out
})

// mended gives the pieces of a rivalry: under the pair as listed, and in some years under another.
func mended(list []mend, p comity.Pair, from, to int) (pieces []piece) {
	for _, m := range list {
		lo, hi := max(from, m.from), min(to, m.to)
		if lo > hi || p.A != m.listed && p.B != m.listed {
			continue
		}
		other := p
		if p.A == m.listed {
			other.A = m.is
		} else {
			other.B = m.is
		}
		return append(mended(nil, p, from, lo-1), append(mended(nil, other, lo, hi), mended(nil, p, hi+1, to)...)...)
	}
	if from > to {
		return nil
	}
	return []piece{{p, from, to}}
}

// piece is a pair over some years.
type piece struct {
	comity.Pair
	from, to int
}

// on gives the first rivalry of a pair that goes on in a year; nil where there is none.
func on(list []rivalry, year int) *rivalry {
	for i := range list {
		if list[i].from <= year && year <= list[i].to {
			return &list[i]
		}
	}
	return nil
}

// has says whether a rivalry is of a kind; every one is of none in particular.
func (r *rivalry) has(kind string) bool {
	k := slices.Index(rivalryKinds, kind)
	return k < 0 || r.kinds>>k&1 == 1
}

// rivalryFill fills whether the two are rivals, of a kind or of any.
func rivalryFill(id, kind string) func(*bench, *Grid) (made, error) {
	return func(b *bench, g *Grid) (made, error) {
		s, err := b.rivalries(id)
		if err != nil {
			return made{}, err
		}
		c := flags(g.Len(), 0)
		g.eachRun(func(r *Run) {
			dst := c.Small[r.Row : r.Row+r.Len]
			b.silence(dst, r, s.table, comity.COW)
			if b.compat && kind == "" && id == "rivalries-tss-2022" {
				s.goOn(dst, r)
			}
			for _, x := range s.pairs.of(r.A, r.B) {
				for y := max(x.from, r.From); y <= min(x.to, r.From+r.Len-1); y++ {
					if i := y - r.From; x.has(kind) || dst[i] < 0 {
						dst[i] = flagOf(yes(x.has(kind)))
					}
				}
			}
		})
		return made{c, func(row int) Cell { return s.explain(g, c, row, kind) }}, nil
	}
}

// goOn writes 1 into the years after the list ends, as the peer does.
func (s *rivalries) goOn(dst []int8, r *Run) {
	for i := max(0, s.table.To+1-r.From); i < r.Len; i++ {
		dst[i] = 1
	}
}

// rivalryNumberFill fills the number of the rivalry that goes on.
func rivalryNumberFill(id string) func(*bench, *Grid) (made, error) {
	return func(b *bench, g *Grid) (made, error) {
		s, err := b.rivalries(id)
		if err != nil {
			return made{}, err
		}
		number := columnOf(s.table, "number")
		c := &frame.Column{Kind: frame.Whole, Ints: make([]int32, g.Len())}
		g.eachRun(func(r *Run) {
			dst := c.Ints[r.Row : r.Row+r.Len]
			fillSilence(b, dst, r, s.table, comity.COW, frame.IntMissing(notApplicable))
			list := s.pairs.of(r.A, r.B)
			for i := range dst {
				if len(list) == 0 {
					break
				}
				if x := on(list, r.From+i); x != nil {
					dst[i] = wide(number.Number(int(x.row)))
				}
			}
		})
		return made{c, func(row int) Cell { return s.explain(g, c, row, "") }}, nil
	}
}

// explain tells the rivalries of a pair in a year.
func (s *rivalries) explain(g *Grid, c *frame.Column, row int, kind string) Cell {
	r := g.runOf(row)
	year := r.From + row - r.Row
	cell := Cell{Year: year, Value: c.At(row), Ref: s.table.Ref(0)}
	name := columnOf(s.table, "name")
	for _, x := range s.pairs.of(r.A, r.B) {
		if x.from <= year && year <= x.to && x.has(kind) {
			in := Input{Label: "rivalry " + name.Text(int(x.row)), Value: 1, Unit: "0/1", Ref: s.table.RowRef(int(x.row)), Variable: kind}
			cell.Inputs, cell.Ref = append(cell.Inputs, in), in.Ref
		}
	}
	if len(cell.Inputs) == 0 {
		cell.Ref.Note = silenceNote(s.table, year)
	}
	return cell
}

// chooseArmsRace gives the fill of arms races: of pairs the list does not name nothing is known, unless they are asked to be none.
func chooseArmsRace(o Options) (func(*bench, *Grid) (made, error), error) {
	return func(b *bench, g *Grid) (made, error) {
		t, err := b.variable("arms-races", "armsrace")
		if err != nil {
			return made{}, err
		}
		v := variable{family: "arms-races", name: "armsrace", column: column.Column{Shape: column.Symmetric}}
		m, err := v.filler().fill(b, g)
		if err != nil || o.One("others", "missing") != "none" {
			return m, err
		}
		g.eachRun(func(r *Run) {
			for i := range r.Len {
				year := r.From + i
				if t.Covers(year) && m.Small[r.Row+i] == frame.SmallMissing(notCovered) && (b.sys == comity.COW || membersIn(comity.COW).both(r, year)) {
					m.Small[r.Row+i] = 0
				}
			}
		})
		why := m.why
		m.why = func(row int) Cell {
			cell := why(row)
			if cell.Value != cell.Value && m.At(row) == 0 {
				cell.Value, cell.Ref.Note = 0, "the list does not name the pair, and others=none was asked for"
			}
			return cell
		}
		return m, nil
	}, nil
}
