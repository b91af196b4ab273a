package record

// This file is the laws of the record: what every table must obey, whoever made it. They are run over built tables; what breaks
// them is listed with the rows of the source in which it stands, and nothing is changed.

import (
	"bytes"
	"cmp"
	"fmt"
	"hash/maphash"
	"math"
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"comity"
	"comity/source"
	"comity/states"
)

// Law names a law and says what it asks.
type Law struct{ ID, Text string }

// The laws.
var (
	lawUnit      = Law{"unit", "a value lies in what its unit allows: a share in 0 to 1, a flag is 0 or 1, a count is whole and not negative, an amount is not negative"}
	lawCoverage  = Law{"coverage", "no value lies outside the years the card covers"}
	lawState     = Law{"state", "whoever has a value in a year, or a row, is a state of one of the three lists then, or a territory with a code (not asked of sources that carry today's territories back)"}
	lawSelf      = Law{"self", "no state has an alliance, a treaty, a dispute or trade with itself"}
	lawSymmetric = Law{"symmetric", "a symmetric fact is the same in both directions"}
	lawSum       = Law{"sum", "shares of all states of a year add up to one"}
	lawOrder     = Law{"order", "what ends does not end before it began"}
	lawKey       = Law{"key", "no two rows have one key"}
	lawMembers   = Law{"members", "nobody votes who is no member of the United Nations in the month; nobody's votes outnumber the members"}
	lawTally     = Law{"tally", "the votes on a roll call add up to the tally the body announced"}
)

// Laws gives every law, in the order they are run.
func Laws() []Law {
	return []Law{lawUnit, lawCoverage, lawState, lawSelf, lawSymmetric, lawSum, lawOrder, lawKey, lawMembers, lawTally}
}

// Breach is where a table breaks a law: how often, in which rows of the source, and the first of them in words.
type Breach struct {
	Source, Edition string
	Of              string // the variable or the table
	Law             string
	N               int
	Rows            []int64 // in the source's file, sorted, each once; 0 is left out
	First           string
}

// Breaches holds a table against every law.
func Breaches(t *Table) []Breach {
	c := &court{table: t, found: map[[2]string]*Breach{}}
	switch t.Kind {
	case kindSeries:
		c.series()
	case kindRows:
		c.rows()
	case kindVotes:
		c.votes()
	}
	out := make([]Breach, 0, len(c.order))
	for _, k := range c.order {
		b := c.found[k]
		slices.Sort(b.Rows)
		b.Rows = slices.Compact(b.Rows)
		out = append(out, *b)
	}
	return out
}

// court gathers the breaches of one table.
type court struct {
	table *Table
	found map[[2]string]*Breach
	order [][2]string
}

func (c *court) breach(l Law, of string, row int64, format string, args ...any) {
	k := [2]string{l.ID, of}
	b := c.found[k]
	if b == nil {
		b = &Breach{Source: c.table.Source, Edition: c.table.Edition, Of: of, Law: l.ID, First: fmt.Sprintf(format, args...)}
		c.found[k], c.order = b, append(c.order, k)
	}
	b.N++
	if row > 0 {
		b.Rows = append(b.Rows, row)
	}
}

// series holds a table of values against the laws.
func (c *court) series() {
	for _, v := range c.table.Variables {
		sums := map[int]float64{}
		c.table.Each(v.Name, comity.NoState, func(r Run) {
			c.run(v, r, sums)
		})
		if v.Law != nil && v.Law.SumsTo != 0 {
			c.sums(v, sums)
		}
	}
}

// run holds the values of one state or pair against the laws.
func (c *court) run(v Variable, r Run, sums map[int]float64) {
	if r.A == r.B {
		_, row := r.At(r.From)
		c.breach(lawSelf, v.Name, row, "%s of %s with itself", v.Name, nameOf(r.A))
	}
	back := Run{}
	symmetric := v.Law != nil && v.Law.Symmetric && r.B != comity.NoState
	if symmetric {
		back, _ = c.table.Series(v.Name, r.B, r.A)
	}
	low, high, whole := v.bounds()
	for i := range r.years {
		year := r.From + i
		x, row := r.At(year)
		if comity.Why(x) == comity.NotCovered {
			continue
		}
		c.placed(v, r, year, row)
		if symmetric && r.A < r.B {
			if y, _ := back.At(year); !alike(x, y) {
				c.breach(lawSymmetric, v.Name, row, "%s of %s and %s%s is %s one way and %s the other", v.Name, nameOf(r.A), nameOf(r.B), inYear(year), show(x), show(y))
			}
		}
		if math.IsNaN(x) {
			continue
		}
		sums[year] += x
		if x < low || x > high || whole && x != math.Trunc(x) {
			c.breach(lawUnit, v.Name, row, "%s of %s%s is %s %s", v.Name, whoOf(r), inYear(year), show(x), v.Unit)
		}
	}
}

// alike says that two values are the same but for the last digits a source rounds.
func alike(x, y float64) bool {
	return x == y || math.IsNaN(x) && math.IsNaN(y) || math.Abs(x-y) <= 1e-6*math.Max(math.Abs(x), math.Abs(y))
}

// inYear says when; nothing for what has no year.
func inYear(year int) string {
	if year == 0 {
		return ""
	}
	return fmt.Sprintf(" in %d", year)
}

// placed holds the place of a value against the coverage and the lists of states.
func (c *court) placed(v Variable, r Run, year int, row int64) {
	if v.None {
		return
	}
	if !c.table.Covers(year) {
		c.breach(lawCoverage, v.Name, row, "%s of %s in %d; the card covers %d to %d", v.Name, whoOf(r), year, c.table.From, c.table.To)
	}
	if v.Law != nil && v.Law.Carried {
		return
	}
	for _, s := range []comity.State{r.A, r.B} {
		if s != comity.NoState && !states.Was(s, comity.YearSpan(year)) {
			c.breach(lawState, v.Name, row, "%s of %s in %d, when no list has %s", v.Name, whoOf(r), year, nameOf(s))
		}
	}
}

func (c *court) sums(v Variable, sums map[int]float64) {
	years := make([]int, 0, len(sums))
	for y := range sums {
		years = append(years, y)
	}
	slices.Sort(years)
	for _, y := range years {
		if d := sums[y] - v.Law.SumsTo; math.Abs(d) > 1e-4*v.Law.SumsTo {
			c.breach(lawSum, v.Name, 0, "%s of all states in %d adds up to %s, not %s", v.Name, y, show(sums[y]), show(v.Law.SumsTo))
		}
	}
}

// bounds gives the least and the most a value may be, and whether it must be whole.
func (v Variable) bounds() (low, high float64, whole bool) {
	low, high = math.Inf(-1), math.Inf(1)
	if v.Law != nil && (v.Law.Low != 0 || v.Law.High != 0) {
		return v.Law.Low, v.Law.High, false
	}
	switch unit, _, _ := strings.Cut(v.Unit, " "); unit {
	case "share":
		return 0, 1, false
	case "0/1":
		return 0, 1, true
	case "count", "persons", "tonnes", "years", "days":
		return 0, high, unit == "count"
	case "USD", "GBP", "CNY", "km":
		return 0, high, false
	}
	if a, b, ok := strings.Cut(v.Unit, "-"); ok {
		if x, err := strconv.ParseFloat(a, 64); err == nil {
			if y, err := strconv.ParseFloat(b, 64); err == nil {
				return x, y, false
			}
		}
	}
	return low, high, false
}

// rows holds a table of rows against the laws.
func (c *court) rows() {
	t := c.table
	var stateColumns, dates []Column
	for _, col := range t.All() {
		switch col.Kind {
		case source.StateCell:
			stateColumns = append(stateColumns, col)
		case source.DateCell:
			dates = append(dates, col)
		case source.FlagCell:
			c.flags(col)
		}
	}
	c.keys()
	for i := range t.Rows {
		c.row(i, stateColumns, dates)
	}
}

// row holds the states and dates of one row against the laws.
func (c *court) row(i int, who, dates []Column) {
	t := c.table
	span, ok := spanOf(i, dates)
	if !ok {
		c.breach(lawOrder, t.Name, t.RowRef(i).Row, "%s: from %s to %s", t.Name, fromText(span.From), toText(span.To))
		return
	}
	if year, has := t.Column("year"); has && len(dates) == 0 && year.Kind == source.NumberCell {
		if y := year.Number(i); !math.IsNaN(y) {
			span = comity.YearSpan(int(y))
			if !t.Covers(int(y)) {
				c.breach(lawCoverage, t.Name, t.RowRef(i).Row, "%s: %d; the card covers %d to %d", t.Name, int(y), t.From, t.To)
			}
		}
	}
	for k, col := range who {
		s := col.State(i)
		if s == comity.NoState {
			continue
		}
		if k == 1 && s == who[0].State(i) {
			c.breach(lawSelf, t.Name, t.RowRef(i).Row, "%s: %s with itself", t.Name, nameOf(s))
		}
		if span != comity.Always && !states.Was(s, span) {
			c.breach(lawState, t.Name, t.RowRef(i).Row, "%s: %s from %s to %s, when no list has it", t.Name, nameOf(s), fromText(span.From), toText(span.To))
		}
	}
}

// spanOf is the span from the first to the last date of a row whose columns are called start and end; false where the end is
// before the start. A row without dates spans all days.
func spanOf(i int, dates []Column) (comity.Span, bool) {
	span := comity.Always
	for _, d := range dates {
		at := d.Date(i)
		if !at.Known() {
			continue
		}
		switch d.Name {
		case "start", "date":
			span.From = at.First()
			if d.Name == "date" {
				span.To = at.Last()
			}
		case "end":
			span.To = comity.Forever
			if at.Day != comity.Forever {
				span.To = at.Last()
			}
		}
	}
	return span, span.From <= span.To
}

func (c *court) flags(col Column) {
	for i := range c.table.Rows {
		if x := col.Number(i); !math.IsNaN(x) && x != 0 && x != 1 {
			c.breach(lawUnit, c.table.Name, c.table.RowRef(i).Row, "%s: %s is %s, want 0 or 1", c.table.Name, col.Name, show(x))
		}
	}
}

// keys finds rows that share a key.
func (c *court) keys() {
	t := c.table
	var columns []Column
	for _, name := range t.Key {
		if col, ok := t.Column(name); ok {
			columns = append(columns, col)
		}
	}
	if len(columns) == 0 {
		return
	}
	firsts := newFirsts(t.Rows, func(b []byte, i int) []byte {
		for _, col := range columns {
			b = col.raw(b, i)
		}
		return b
	})
	for i := range t.Rows {
		if first := firsts.of(i); first != i {
			row := t.RowRef(i).Row
			c.breach(lawKey, t.Name, row, "%s: %s stands in rows %d and %d", t.Name, keyText(columns, i), t.RowRef(first).Row, row)
		}
	}
}

// firsts finds the first row of each key. It keeps the numbers of rows and the hashes of their keys, and makes a key again where two
// hashes are the same: a table of a million rows needs no million texts.
type firsts struct {
	key    func(b []byte, row int) []byte
	seed   maphash.Seed
	rows   []int32 // number of the row plus one, at the place of its hash or the next free one
	hashes []uint64
	a, b   []byte
}

// newFirsts makes one for n rows, whose keys are told as bytes.
func newFirsts(n int, key func(b []byte, row int) []byte) *firsts {
	size := 1 << bits.Len(uint(2*n)) // at most half of it is filled
	return &firsts{key: key, seed: maphash.MakeSeed(), rows: make([]int32, size), hashes: make([]uint64, size)}
}

// of gives the first row with the key of a row, itself where no earlier one was asked for.
func (f *firsts) of(row int) int {
	f.a = f.key(f.a[:0], row)
	h := maphash.Bytes(f.seed, f.a)
	last := uint64(len(f.rows) - 1)
	for at := h & last; ; at = (at + 1) & last {
		if f.rows[at] == 0 {
			f.rows[at], f.hashes[at] = int32(row)+1, h
			return row
		}
		if f.hashes[at] != h {
			continue
		}
		first := int(f.rows[at]) - 1
		if f.b = f.key(f.b[:0], first); bytes.Equal(f.a, f.b) {
			return first
		}
	}
}

// keyText writes the key of a row.
func keyText(columns []Column, i int) string {
	var parts []string
	for _, col := range columns {
		if text := strings.Join(strings.Fields(col.Show(i)), " "); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, " ")
}

// votes holds a table of votes against the laws.
func (c *court) votes() {
	v := c.table.Votes()
	for i, call := range v.Calls {
		yes, no, abstain := v.Tally(i)
		if t := call.Tally; t.Known && (yes != t.Yes || no != t.No || abstain != t.Abstain) {
			c.breach(lawTally, c.table.Body, call.Row, "roll call %d of %s: %d-%d-%d (yes, no, abstain), announced %d-%d-%d", call.Number, call.Day, yes, no, abstain, t.Yes, t.No, t.Abstain)
		}
		y, m, _ := call.Day.Civil()
		month := comity.Span{From: comity.DayOf(y, m, 1), To: comity.DayOf(y, m+1, 1) - 1}
		if members := len(states.Members(comity.UN, month.To)); yes+no+abstain > members {
			c.breach(lawMembers, c.table.Body, call.Row, "roll call %d of %s: %d votes of %d members", call.Number, call.Day, yes+no+abstain, members)
		}
		c.voters(v, i, month)
	}
}

// voters holds those who voted on a roll call against the list of members in its month.
func (c *court) voters(v *Votes, call int, month comity.Span) {
	for i, s := range v.States {
		if v.Cast(i, call) == Out {
			continue
		}
		if !slices.ContainsFunc(states.Alive(comity.UN, s), month.Overlaps) {
			c.breach(lawMembers, c.table.Body, v.Calls[call].Row, "%s voted on roll call %d of %s and was no member", nameOf(s), v.Calls[call].Number, v.Calls[call].Day)
		}
	}
}

func nameOf(s comity.State) string { return cmp.Or(states.Name(s, comity.NoDay), strconv.Itoa(int(s))) }

// fromText and toText write the ends of a span, which may be open.
func fromText(d comity.Day) string {
	if d == comity.Always.From {
		return "an unknown day"
	}
	return d.String()
}

func toText(d comity.Day) string {
	if d == comity.Forever {
		return "now"
	}
	return d.String()
}

func whoOf(r Run) string {
	if r.B == comity.NoState {
		return nameOf(r.A)
	}
	return nameOf(r.A) + " and " + nameOf(r.B)
}

func show(x float64) string {
	if math.IsNaN(x) {
		return comity.Why(x).Letter()
	}
	return strconv.FormatFloat(x, 'g', 8, 64)
}

// RowsText writes row numbers as ranges, at most n of them.
func RowsText(rows []int64, n int) string {
	var parts []string
	for i := 0; i < len(rows); {
		j := i
		for j+1 < len(rows) && rows[j+1] == rows[j]+1 {
			j++
		}
		if len(parts) == n {
			return strings.Join(parts, ", ") + fmt.Sprintf(" … (%d rows in all)", len(rows))
		}
		part := strconv.FormatInt(rows[i], 10)
		if j > i {
			part += "-" + strconv.FormatInt(rows[j], 10)
		}
		parts = append(parts, part)
		i = j + 1
	}
	return strings.Join(parts, ", ")
}
