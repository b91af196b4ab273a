package panel

// Every table of rows of every source is columns too: FAMILY.TABLE.count, the rows that concern a state or pair in a year, .any,
// whether there is one, and .COLUMN, what a column of the table says where one row does. This file describes them from the cards;
// options leave rows out by any column of the table.

import (
	"slices"
	"strings"

	"comity"
	"comity/column"
	"comity/source"
)

// rowColumn is a column made of the rows of a table.
type rowColumn struct {
	column column.Column
	family string // or the id of the source
	table  source.Table
	what   string   // count, any, or a column of the table
	states []string // columns of states; of a pair: the first, then the second
	times  []rowTime
	system comity.System // of the codes, where listed: silence says nothing of others
	listed bool
}

// rowTime says when a row is: in a year, from a date to another, or on a date.
type rowTime struct {
	name       string
	start, end string // columns; end empty: the year of start alone
}

// spells are the pairs of columns that say from when to when a row is, by preference; moments those that say when alone.
var (
	spells  = [][2]string{{"start", "end"}, {"begin", "end"}, {"begin", "ended"}, {"entered", "left"}, {"in_force", "ended"}, {"in_force", "end"}, {"regional_start", "regional_end"}, {"global_start", "global_end"}}
	moments = []string{"year", "date", "month", "day", "start", "begin", "signed", "in_force", "ordered", "since", "left", "styear", "fiscal_year"}
)

// timesOf gives the ways a table tells when its rows are, the usual first.
func timesOf(t source.Table) []rowTime {
	kind := map[string]source.ColumnKind{}
	for _, c := range t.Columns {
		kind[c.Name] = c.Kind
	}
	timely := func(name string) bool { return kind[name] == source.DateCell || kind[name] == source.NumberCell }
	var out []rowTime
	add := func(name, start, end string) {
		if !slices.ContainsFunc(out, func(r rowTime) bool { return r.name == name }) {
			out = append(out, rowTime{name, start, end})
		}
	}
	if kind["year"] == source.NumberCell {
		add("year", "year", "")
	}
	for _, s := range spells {
		if timely(s[0]) && kind[s[0]] == kind[s[1]] {
			add("spell", s[0], s[1])
		}
	}
	for _, m := range moments {
		if kind[m] == source.DateCell || m != "day" && m != "month" && timely(m) {
			add(m, m, "")
		}
	}
	for _, c := range t.Columns {
		if c.Kind == source.DateCell {
			add(c.Name, c.Name, "")
		}
	}
	return out
}

// rowColumnsOf describes the tables of the cards: of a family once, as its highest edition has them.
func rowColumnsOf(cards []source.Card) []rowColumn {
	var out []rowColumn
	for _, c := range newestOf(cards) {
		out = append(out, describeTables(c, familyOf(c))...)
	}
	return out
}

// newestOf gives the card of each family that has the highest rank, in the order of the cards.
func newestOf(cards []source.Card) []source.Card {
	best := map[string]source.Card{}
	for _, c := range cards {
		if old, ok := best[familyOf(c)]; !ok || c.Rank > old.Rank || c.Rank == old.Rank && c.ID > old.ID {
			best[familyOf(c)] = c
		}
	}
	return slices.DeleteFunc(slices.Clone(cards), func(c source.Card) bool { return best[familyOf(c)].ID != c.ID })
}

// describeTables gives the tables of a card as columns under a name: those that have states and years.
func describeTables(c source.Card, under string) []rowColumn {
	var out []rowColumn
	for _, t := range c.Tables {
		base := rowColumn{family: under, table: t, times: timesOf(t)}
		for _, col := range t.Columns {
			if col.Kind == source.StateCell {
				base.states = append(base.states, col.Name)
				base.system, base.listed = systemOf(col.Scheme)
			}
		}
		if len(base.states) > 0 && len(base.times) > 0 {
			out = append(out, base.columns()...)
		}
	}
	return out
}

// columns gives the columns of one table: of pairs where it has two states, else of the states in any of its columns of states.
func (base rowColumn) columns() []rowColumn {
	out := []rowColumn{base.counting("count", base.states), base.counting("any", base.states)}
	if len(base.states) == 2 {
		for _, s := range base.states {
			out = append(out, base.counting("count", []string{s}), base.counting("any", []string{s}))
		}
	}
	for _, c := range base.table.Columns {
		if c.Kind == source.StateCell || c.Name == "count" || c.Name == "any" {
			continue
		}
		out = append(out, base.value(c, base.states))
		if s, ok := base.alone(); ok {
			out = append(out, base.value(c, []string{s}))
		}
	}
	return out
}

// alone gives the state that rows of a table of two have where the other is blank.
func (base rowColumn) alone() (string, bool) {
	if len(base.states) != 2 {
		return "", false
	}
	blank := func(name string) bool {
		return slices.ContainsFunc(base.table.Columns, func(c source.TableColumn) bool { return c.Name == name && c.Blank })
	}
	switch a, b := blank(base.states[0]), blank(base.states[1]); {
	case b:
		return base.states[0], true
	case a:
		return base.states[1], true
	}
	return "", false
}

// counting describes a count of rows, or whether there is one.
func (base rowColumn) counting(what string, states []string) rowColumn {
	r := base
	r.what, r.states = what, states
	name, of := base.family+"."+base.table.Name+"."+what, "naming the state"
	if len(states) < len(base.states) {
		name, of = name+"."+states[0], "with the state as "+states[0]
	}
	d := column.Column{Name: name, Title: "rows " + of + " in the year: " + base.table.Title, Unit: "rows", Header: headerOf(strings.TrimPrefix(name, base.family+"."))}
	if what == "any" {
		d.Title, d.Unit = "whether there is a row "+of+" in the year: "+base.table.Title, "0/1"
	}
	if len(states) == 2 {
		d.Title = strings.Replace(d.Title, of, "from the first ("+states[0]+") to the second ("+states[1]+")", 1)
	}
	r.column = r.described(d)
	return r
}

// value describes what a column of the table says.
func (base rowColumn) value(c source.TableColumn, states []string) rowColumn {
	r := base
	r.what, r.states = c.Name, states
	name := c.Name
	if len(states) < len(base.states) {
		name += "." + states[0]
	}
	r.column = r.described(column.Column{Name: base.family + "." + base.table.Name + "." + name, Title: c.Meaning + ": " + base.table.Title, Unit: c.Unit, Header: headerOf(name)})
	r.column.Options = append([]column.Option{{Name: "rule", Title: "what is taken of several rows of a year that differ: nothing, which is an error (only), or first, last, sum, mean, min, max (of texts and dates: first, last)",
		Values: []string{"only", "first", "last", "sum", "mean", "min", "max"}, Named: true}}, r.column.Options...)
	return r
}

// described completes the description of a column.
func (r rowColumn) described(d column.Column) column.Column {
	if d.Header = headerOf(d.Header); len(d.Header) > 30 {
		d.Header = d.Header[:30]
	}
	if len(r.states) == 2 {
		d.Shape = column.Directed
		d.Options = append(d.Options, column.Option{Name: "way", Title: "there: rows from the first to the second; either: from either to the other", Values: []string{"there", "either"}, Named: true})
	}
	var by []string
	for _, t := range r.times {
		by = append(by, t.name)
	}
	d.Options = append(d.Options, column.Option{Name: "by", Title: "in which year a row is: " + r.times[0].words() + ", unless another is chosen", Values: by, Named: true})
	for _, c := range r.table.Columns {
		if c.Kind == source.TextCell || c.Kind == source.NumberCell || c.Kind == source.FlagCell {
			if !slices.ContainsFunc(d.Options, func(o column.Option) bool { return o.Name == c.Name }) && c.Name != "rule" {
				d.Options = append(d.Options, column.Option{Name: c.Name, Title: "only rows with these values of: " + c.Meaning, Many: true, Named: true})
			}
		}
	}
	d.Formula = "rows of the table, by " + r.times[0].words() + ", as the source has them"
	d.Missing = "not covered outside the source's years; inside them " + r.silenceWords()
	return d
}

// words says which years a row is in.
func (t rowTime) words() string {
	if t.end == "" {
		return "the year of " + t.start
	}
	return "the years from " + t.start + " to " + t.end
}

func (r rowColumn) silenceWords() string {
	zero := r.table.Absence == source.Zero
	switch {
	case zero && r.counts():
		return "no row is none, of states its list of states has"
	case zero:
		return "not applicable where there is no row"
	}
	return "no row means nothing"
}

// counts says whether the column counts rows.
func (r rowColumn) counts() bool { return r.what == "count" || r.what == "any" }
