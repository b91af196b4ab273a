package source

// This file finds which columns of a profiled file name its rows: whose row it is, of which year, and whether that says which
// row it is.

import (
	"hash/fnv"
	"regexp"
	"slices"
	"strings"

	"comity"
)

const (
	noDay   = comity.NoDay
	noState = comity.NoState
)

// The bounds of the search for keys: columns of states, and columns beside them that may complete a key.
const (
	mostStates     = 8
	mostCandidates = 12
)

// stateGuess is a column of states on trial: what each row reads as under each scheme.
type stateGuess struct {
	at      int
	schemes []schemeHits
	keys    []*keyOf
	read    [][]comity.State // by scheme, then row
	best    int
}

// keyScan holds what of each row may name it.
type keyScan struct {
	states []*stateGuess
	years  []int
	others []int // columns that may complete a key
	texts  [][]uint64
	rows   []int64
}

// findKeys reads the rows once more and finds the columns that name them.
func (p *Profile) findKeys(g *grid, tallies []*columnTally) error {
	s := &keyScan{}
	for i, t := range tallies {
		if p.Columns[i].Kind == YearCell || p.Columns[i].Kind == DateCell || p.Columns[i].Kind == EmptyCell || !p.reachable(i) || p.isWide(i) {
			continue
		}
		if schemes := t.schemesOf(); len(schemes) > 0 && len(s.states) < mostStates {
			s.states = append(s.states, newGuess(i, schemes))
		}
	}
	for rank := range 3 {
		for i, c := range p.Columns {
			if p.mayComplete(i, s) && keyRank(c) == rank && len(s.others) < mostCandidates {
				s.others = append(s.others, i)
			}
		}
	}
	s.texts = make([][]uint64, len(s.others))
	for n := int64(0); n < p.Rows && g.Next(); n++ {
		s.row(p, g)
	}
	if err := g.Err(); err != nil {
		return err
	}
	for _, guess := range s.states {
		guess.choose(p, tallies[guess.at])
	}
	p.agree()
	p.chooseStates(s)
	p.chooseKey(s)
	return nil
}

// reachable says that a column can be named: it has a name, which no column before it has.
func (p *Profile) reachable(i int) bool {
	name := p.Columns[i].Name
	return name != "" && name != fileColumn && slices.IndexFunc(p.Columns, func(c ColumnProfile) bool { return c.Name == name }) == i
}

// isWide says that a column is one of those named by years.
func (p *Profile) isWide(i int) bool {
	return p.Wide != "" && regexp.MustCompile(p.Wide).MatchString(p.Columns[i].Name)
}

func newGuess(at int, schemes []schemeHits) *stateGuess {
	guess := &stateGuess{at: at, schemes: schemes, read: make([][]comity.State, len(schemes))}
	for _, h := range schemes {
		guess.keys = append(guess.keys, keysBy(h.scheme))
	}
	return guess
}

// keyRank puts columns called ids before texts and dates, and these before numbers, which mostly are measured.
func keyRank(c ColumnProfile) int {
	switch {
	case idName(c.Name):
		return 0
	case c.Kind != NumberCell:
		return 1
	}
	return 2
}

// mayComplete says that a column may be part of a key beside states and years: a text, a date, a whole number, of which every
// row has one.
func (p *Profile) mayComplete(i int, s *keyScan) bool {
	c := p.Columns[i]
	if c.Missing > 0 || !p.reachable(i) || p.isWide(i) || i == p.Year || slices.ContainsFunc(s.states, func(g *stateGuess) bool { return g.at == i }) {
		return false
	}
	return c.Kind == TextCell || c.Kind == DateCell || c.Kind == NumberCell && c.Min >= 0 && c.Max == float64(int64(c.Max))
}

// row remembers what of the current row may name it.
func (s *keyScan) row(p *Profile, g *grid) {
	year := 0
	if p.Year >= 0 {
		text, _ := g.Text(p.Year)
		year, _ = wholeYear(text)
	}
	s.years, s.rows = append(s.years, year), append(s.rows, g.Row())
	for _, guess := range s.states {
		text, _ := g.Text(guess.at)
		for k, key := range guess.keys {
			found := noState
			if text != "" && len(text) < longText {
				found = key.in(text, year)
			}
			guess.read[k] = append(guess.read[k], found)
		}
	}
	for k, at := range s.others {
		text, _ := g.Text(at)
		h := fnv.New64a()
		h.Write([]byte(text))
		s.texts[k] = append(s.texts[k], h.Sum64())
	}
}

// choose takes the scheme that reads most rows, and says which others read as many.
func (g *stateGuess) choose(p *Profile, t *columnTally) {
	c := &p.Columns[g.at]
	lost := make([]int64, len(g.schemes))
	for k, read := range g.read {
		for _, s := range read {
			if s == noState {
				lost[k]++
			}
		}
		if lost[k] < lost[g.best] {
			g.best = k
		}
	}
	if lost[g.best] == p.Rows { // names that each mean several states, or none then
		return
	}
	h := g.schemes[g.best]
	c.Kind, c.Scheme, c.Hits, c.Format = StateCell, string(h.scheme), h.hits, ""
	c.Unknown = h.unknown[:min(len(h.unknown), 8)]
	for k := range g.schemes {
		switch scheme := string(g.schemes[k].scheme); {
		case k == g.best || lost[k] != lost[g.best] || scheme == string(byName):
		case slices.Equal(g.read[k], g.read[g.best]):
			c.Alike = append(c.Alike, scheme)
		default:
			c.Also = append(c.Also, scheme)
		}
	}
	if c.Lost = lost[g.best]; c.Scheme != "iso2" {
		c.Lost -= min(c.Lost, c.Missing)
		return
	}
	if n := t.codes["NA"]; n > 0 { // Namibia
		c.Codes = slices.DeleteFunc(c.Codes, func(s string) bool { return s == "NA" })
		c.Filled, c.Missing = c.Filled+n, c.Missing-n
	}
	c.Lost -= min(c.Lost, c.Missing)
}

// agree lets a column whose cells several schemes read alike take the one another column needs.
func (p *Profile) agree() {
	for i := range p.Columns {
		c := &p.Columns[i]
		for _, o := range p.Columns {
			if k := slices.Index(c.Alike, o.Scheme); k >= 0 && !slices.Contains(o.Alike, c.Scheme) {
				c.Alike[k], c.Scheme = c.Scheme, o.Scheme
				break
			}
		}
	}
}

// chooseStates takes of columns that name the same states the one that reads most rows, codes before names.
func (p *Profile) chooseStates(s *keyScan) {
	var chosen []*stateGuess
	for _, g := range s.states {
		if p.Columns[g.at].Kind != StateCell {
			continue
		}
		i := slices.IndexFunc(chosen, func(o *stateGuess) bool { return o.same(g) })
		switch {
		case i < 0:
			chosen = append(chosen, g)
		case p.before(g.at, chosen[i].at):
			p.Columns[chosen[i].at].Same = p.Columns[g.at].Name
			chosen[i] = g
		default:
			p.Columns[g.at].Same = p.Columns[chosen[i].at].Name
		}
	}
	for _, g := range chosen {
		p.States = append(p.States, g.at)
	}
	s.states = chosen
}

// before says that a column of states is to be read rather than another that names the same.
func (p *Profile) before(i, j int) bool {
	a, b := p.Columns[i], p.Columns[j]
	if a.Lost+a.Missing != b.Lost+b.Missing {
		return a.Lost+a.Missing < b.Lost+b.Missing
	}
	return a.Scheme != string(byName) && b.Scheme == string(byName)
}

// same says that two columns name the same states, but for one row in fifty.
func (g *stateGuess) same(o *stateGuess) bool {
	a, b := g.read[g.best], o.read[o.best]
	both, equal := 0, 0
	for i := range a {
		if a[i] != noState && b[i] != noState {
			if both++; a[i] == b[i] {
				equal++
			}
		}
	}
	return both > 0 && 50*equal >= 49*both
}

// chooseKey finds the first set of columns that names every row: the states and the year, a column that is called an id, the
// states and the year with one more column, one column alone.
func (p *Profile) chooseKey(s *keyScan) {
	base := p.keyNames()
	if len(base) > 0 {
		if p.Twice = s.twice(true, -1); p.Twice[1] == 0 {
			p.Key = base
			p.OneWay = len(s.states) == 2 && s.oneWay()
			return
		}
	}
	for _, try := range []struct{ alone, named bool }{{true, true}, {false, false}, {true, false}} {
		for k, at := range s.others {
			if try.named && !idName(p.Columns[at].Name) || s.twice(!try.alone, k)[1] != 0 {
				continue
			}
			if p.Key = []string{p.Columns[at].Name}; !try.alone {
				p.Key = append(base, p.Columns[at].Name)
			}
			return
		}
	}
}

// idName says that a column is called as those are that number rows.
func idName(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc([]string{"id", "num", "number", "no", "key"}, func(end string) bool {
		return name == end || strings.HasSuffix(name, "_"+end) || strings.HasSuffix(name, " "+end) || strings.HasSuffix(name, "."+end) || end == "id" && strings.HasSuffix(name, end)
	})
}

// keyNames are the columns of the states and of the year.
func (p *Profile) keyNames() (out []string) {
	for _, at := range p.States {
		out = append(out, p.Columns[at].Name)
	}
	if p.Year >= 0 {
		out = append(out, p.Columns[p.Year].Name)
	}
	return out
}

// twice gives the first two rows that agree in the states and the year (where these count) and in another column (where one is
// named). Rows that name no state are not looked at: they will be kept out.
func (s *keyScan) twice(base bool, other int) [2]int64 {
	seen := make(map[uint64]int64, len(s.rows))
	for i, row := range s.rows {
		k, ok := s.key(i, base, other, false)
		if !ok {
			continue
		}
		if first, twice := seen[k]; twice {
			return [2]int64{first, row}
		}
		seen[k] = row
	}
	return [2]int64{}
}

// key is the key of a row as a number.
func (s *keyScan) key(i int, base bool, other int, flip bool) (uint64, bool) {
	h := fnv.New64a()
	put := func(x uint64) {
		for range 8 {
			h.Write([]byte{byte(x)})
			x >>= 8
		}
	}
	if base {
		who := make([]comity.State, 0, mostStates)
		for _, g := range s.states {
			found := g.read[g.best][i]
			if found == noState {
				return 0, false
			}
			who = append(who, found)
		}
		if flip {
			slices.Reverse(who)
		}
		for _, w := range who {
			put(uint64(w))
		}
		put(uint64(s.years[i]))
	}
	if other >= 0 {
		put(s.texts[other][i])
	}
	return h.Sum64(), true
}

// oneWay says that no pair of states stands in both directions in one year.
func (s *keyScan) oneWay() bool {
	seen := make(map[uint64]bool, len(s.rows))
	for i := range s.rows {
		if k, ok := s.key(i, true, -1, false); ok {
			seen[k] = true
		}
	}
	for i := range s.rows {
		if k, ok := s.key(i, true, -1, true); ok && seen[k] {
			return false
		}
	}
	return true
}
