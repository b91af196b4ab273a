package groups

// The tables: text, one fact a line, compiled in and parsed once, on first use.

import (
	"embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"comity"
	"comity/states"
)

//go:embed *.tsv
var files embed.FS

// memberTables are the tables of spells, in order.
var memberTables = []string{"members_un.tsv", "members_security.tsv", "members_economy.tsv", "members_regions.tsv",
	"members_agencies.tsv", "members_regional.tsv", "members_clubs.tsv", "members_treaties.tsv"}

type groupTable struct {
	groups []Group
	byID   map[string]int
}

// table holds groups.tsv.
var table = sync.OnceValue(func() *groupTable {
	t := &groupTable{byID: map[string]int{}}
	for _, l := range lines("groups.tsv", 13) {
		f := l.fields
		g := Group{ID: f[0], Name: f[1], Kind: f[2], Founded: l.date(f[3]), Dissolved: l.date(f[4]),
			Definer: f[7], Note: f[9], Ref: comity.Ref{Source: "comity_groups", Note: f[11], Row: int64(l.row)}}
		g.Ref.Basis = l.basis(f[10])
		g.covered = comity.Span{From: l.day(f[5]), To: l.day(f[6])}
		g.Aliases, g.COWIGO = listed(f[8]), listed(f[12])
		t.byID[g.ID] = len(t.groups)
		t.groups = append(t.groups, g)
	}
	for _, l := range lines("rules.tsv", 2) {
		i, ok := t.byID[l.fields[0]]
		if !ok {
			l.fault("a rule for a group that is not in groups.tsv")
		}
		t.groups[i].rule = strings.Fields(l.fields[1])
	}
	return t
})

// listed parts a cell at its bars; nothing for an empty cell.
func listed(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, "|")
}

// filed holds the lines of the member tables by group, each still one text: a group is parsed when it is asked for.
var filed = sync.OnceValue(func() map[string][]line {
	m := map[string][]line{}
	for _, name := range memberTables {
		each(name, func(l line, text string) {
			id, _, _ := strings.Cut(text, "\t")
			l.fields = []string{text}
			m[id] = append(m[id], l)
		})
	}
	return m
})

// written gives the spells of a group that stand in the member tables.
func written(id string) []Membership {
	var out []Membership
	for _, l := range filed()[id] {
		l.split(l.fields[0], memberWidth)
		out = append(out, l.membership())
	}
	return out
}

// memberWidth is the number of fields of a spell.
const memberWidth = 10

// membership reads group, state, start, end, role, basis, day_basis, source, row, note.
func (l line) membership() Membership {
	f := l.fields
	s, ok := states.FromID(f[1])
	if !ok {
		l.fault("no state has the id " + strconv.Quote(f[1]))
	}
	m := Membership{Group: f[0], State: s, Role: f[4], End: l.date(f[3]), DayBasis: l.basis(f[6]),
		Ref: comity.Ref{Source: f[7], Row: l.number(f[8]), Note: f[9], Basis: l.basis(f[5])}}
	m.Ref.RowEnd = m.Ref.Row
	by, unknown := strings.CutPrefix(f[2], "<=")
	m.Start = l.date(by)
	m.Span = surely(m.Start, m.End)
	if unknown {
		m.Start = comity.NoDate
	}
	return m
}

// surely gives the days that lie within a spell whatever the days its ends fall on.
func surely(start, end comity.Date) comity.Span {
	s := comity.Span{From: comity.Always.From, To: comity.Forever}
	if start.Known() {
		s.From = start.Last()
	}
	if end.Known() {
		s.To = end.First()
	}
	return s
}

// line is one line of a table, with its place for error messages.
type line struct {
	table  string
	row    int // 1-based, comments and header not counted
	n      int // line of the file
	fields []string
}

// each visits the lines of a table below its header.
func each(name string, visit func(l line, text string)) {
	raw, err := files.ReadFile(name)
	if err != nil {
		panic("groups: " + err.Error())
	}
	row, header, n := 0, true, 0
	for text := range strings.SplitSeq(string(raw), "\n") {
		n++
		if text == "" || text[0] == '#' {
			continue
		}
		if header {
			header = false
			continue
		}
		row++
		visit(line{table: name, row: row, n: n}, text)
	}
}

// lines gives the lines of a table below its header; a line with another number of fields than wanted is a fault.
func lines(name string, width int) []line {
	var out []line
	each(name, func(l line, text string) {
		l.split(text, width)
		out = append(out, l)
	})
	return out
}

// split parts a line into its fields.
func (l *line) split(text string, width int) {
	l.fields = strings.Split(text, "\t")
	if len(l.fields) != width {
		l.fault(fmt.Sprintf("%d fields, want %d", len(l.fields), width))
	}
}

// fault stops the program: a table that ships with comity is wrong. Tests read every table.
func (l line) fault(why string) {
	panic(fmt.Sprintf("groups/%s line %d: %s", l.table, l.n, why))
}

func (l line) date(s string) comity.Date {
	if s == "" {
		return comity.NoDate
	}
	d, err := comity.ParseDate(s)
	if err != nil {
		l.fault(err.Error())
	}
	return d
}

func (l line) day(s string) comity.Day {
	d := l.date(s)
	if d.Grain != comity.DayGrain {
		l.fault("want a day, not " + strconv.Quote(s))
	}
	return d.Day
}

func (l line) basis(s string) comity.Basis {
	b, err := comity.ParseBasis(s)
	if err != nil {
		l.fault(err.Error())
	}
	return b
}

func (l line) number(s string) int64 {
	if s == "" {
		return 0
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		l.fault(err.Error())
	}
	return n
}
