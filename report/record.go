package report

// This file is the answers on the tables of the record: facts as the sources say them, differences of editions, breaches of the
// laws, and the rights.

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Facts is what the tables of the record hold on a state or a pair.
type Facts struct {
	Title   string     `json:"title"`
	List    []FactList `json:"facts"`
	Absent  []Absent   `json:"absent,omitempty"`
	Sources []Source   `json:"sources"`
}

// FactList is the rows of one variable or table.
type FactList struct {
	Source  string     `json:"source"`
	Edition string     `json:"edition"`
	Name    string     `json:"name"`
	Unit    string     `json:"unit,omitempty"`
	Meaning string     `json:"meaning,omitempty"`
	N       int        `json:"n"` // rows there are; fewer may be shown
	Header  []string   `json:"header"`
	Rows    [][]string `json:"rows"`
}

// Absent says what it means that a source has no row of a year it covers: that there is none, or nothing.
type Absent struct {
	Source  string   `json:"source"`
	From    int      `json:"from"`
	To      int      `json:"to"`
	None    []string `json:"none,omitempty"`
	Unknown []string `json:"unknown,omitempty"`
}

// text says it in a sentence or two.
func (a Absent) text() string {
	out := fmt.Sprintf("%s covers %d to %d.", a.Source, a.From, a.To)
	if len(a.None) > 0 {
		out += " Where it has no row there is none: " + strings.Join(a.None, ", ") + "."
	}
	if len(a.Unknown) > 0 {
		out += " Where it has no row nothing is known: " + strings.Join(a.Unknown, ", ") + "."
	}
	return out
}

// JSON gives the answer as data.
func (f Facts) JSON() ([]byte, error) { return json.MarshalIndent(f, "", "  ") }

// Document lays the answer out.
func (f Facts) Document() Document {
	d := Document{Title: f.Title}
	for _, a := range f.Absent {
		d.Notes = append(d.Notes, a.text())
	}
	d.Notes = append(d.Notes, sourceNotes(f.Sources)...)
	if len(f.List) == 0 {
		d.Blocks = append(d.Blocks, Block{Paragraph: "The tables that are here hold nothing on it. `comity sources` lists what can be pulled and built."})
	}
	for _, l := range f.List {
		caption := l.Source + " " + l.Name
		if l.Unit != "" {
			caption += ", " + l.Unit
		}
		if l.Meaning != "" {
			caption += ": " + l.Meaning
		}
		if len(l.Rows) < l.N {
			caption += fmt.Sprintf(" (%d of %d rows)", len(l.Rows), l.N)
		}
		right := make([]bool, len(l.Header))
		for i, h := range l.Header {
			right[i] = h == "value" || h == "row" || h == "year"
		}
		d.Blocks = append(d.Blocks, Block{Table: &Table{Caption: caption, Header: l.Header, Right: right, Rows: l.Rows}})
	}
	return d
}

// sourceNotes are the lines that cite sources under an answer.
func sourceNotes(list []Source) (out []string) {
	for _, s := range list {
		line := "[" + s.ID + "] " + s.Citation
		if s.Attribution != "" {
			line += ". " + s.Attribution
		}
		out = append(out, line)
	}
	return out
}

// Diff is what changed from one edition of a source to another.
type Diff struct {
	Title   string     `json:"title"`
	Old     string     `json:"old"`
	New     string     `json:"new"`
	Parts   []DiffPart `json:"parts"`
	Sources []Source   `json:"sources"`
}

// DiffPart is the change of one variable or table.
type DiffPart struct {
	Of      string       `json:"of"`
	Only    string       `json:"only,omitempty"` // the only edition that has it
	Old     int          `json:"rows_old"`
	New     int          `json:"rows_new"`
	Added   int          `json:"added"`
	Removed int          `json:"removed"`
	Changed int          `json:"changed"`
	Equal   int          `json:"equal"`
	Changes []DiffChange `json:"changes"`
}

// DiffChange is one row that differs.
type DiffChange struct {
	Key    string `json:"key"`
	Kind   string `json:"kind"`
	Column string `json:"column,omitempty"`
	Old    string `json:"old,omitempty"`
	New    string `json:"new,omitempty"`
	RowOld int64  `json:"row_old,omitempty"`
	RowNew int64  `json:"row_new,omitempty"`
}

// JSON gives the answer as data.
func (d Diff) JSON() ([]byte, error) { return json.MarshalIndent(d, "", "  ") }

// Document lays the answer out.
func (d Diff) Document() Document {
	sum := &Table{Header: []string{"", "rows before", "rows after", "added", "removed", "changed", "as before"}, Right: []bool{false, true, true, true, true, true, true}}
	out := Document{Title: d.Title, Notes: sourceNotes(d.Sources), Blocks: []Block{{Table: sum}}}
	for _, p := range d.Parts {
		of := p.Of
		if p.Only != "" {
			of += " (only in " + p.Only + ")"
		}
		sum.Rows = append(sum.Rows, []string{of, strconv.Itoa(p.Old), strconv.Itoa(p.New), strconv.Itoa(p.Added), strconv.Itoa(p.Removed), strconv.Itoa(p.Changed), strconv.Itoa(p.Equal)})
		if len(p.Changes) > 0 {
			out.Blocks = append(out.Blocks, Block{Table: p.changes()})
		}
	}
	return out
}

func (p DiffPart) changes() *Table {
	t := &Table{Caption: p.Of, Header: []string{"key", "what", "column", "before", "after", "row before", "row after"}, Right: []bool{false, false, false, true, true, true, true}}
	if n := p.Added + p.Removed + p.Changed; n > len(p.Changes) {
		t.Caption += fmt.Sprintf(" (the first %d changes; --all lists every one)", len(p.Changes))
	}
	for _, c := range p.Changes {
		t.Rows = append(t.Rows, []string{c.Key, c.Kind, c.Column, c.Old, c.New, rowText(c.RowOld), rowText(c.RowNew)})
	}
	return t
}

func rowText(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// Laws is where the record breaks its laws, and what was kept out of it.
type Laws struct {
	Record   string    `json:"record"`
	Tables   int       `json:"tables"`
	Laws     []LawText `json:"laws"`
	Breaches []Breach  `json:"breaches"`
	Left     []LeftOut `json:"kept_out"`
}

// LawText is a law and what it asks.
type LawText struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// Breach is where a source breaks a law.
type Breach struct {
	Source  string `json:"source"`
	Edition string `json:"edition"`
	Of      string `json:"of"`
	Law     string `json:"law"`
	N       int    `json:"n"`
	Rows    string `json:"rows"`
	First   string `json:"first"`
}

// LeftOut is a reason for which rows were kept out of a source's tables.
type LeftOut struct {
	Source  string `json:"source"`
	Edition string `json:"edition"`
	Why     string `json:"why"`
	N       int    `json:"n"`
}

// Add adds a breach. Variables of one source that break one law in the same rows, as often as one another, stand in one line.
func (l *Laws) Add(b Breach) {
	for i := range l.Breaches {
		o := &l.Breaches[i]
		if o.Source == b.Source && o.Law == b.Law && o.N == b.N && o.Rows == b.Rows && b.Rows != "" {
			o.Of += ", " + b.Of
			return
		}
	}
	l.Breaches = append(l.Breaches, b)
}

// JSON gives the answer as data.
func (l Laws) JSON() ([]byte, error) { return json.MarshalIndent(l, "", "  ") }

// Document lays the answer out.
func (l Laws) Document() Document {
	d := Document{Title: fmt.Sprintf("The laws of the record, over %d tables", l.Tables)}
	laws := &Table{Header: []string{"law", "asks that"}}
	for _, x := range l.Laws {
		laws.Rows = append(laws.Rows, []string{x.ID, x.Text})
	}
	d.Blocks = append(d.Blocks, Block{Table: laws}, Block{Heading: "Where sources break them"})
	if len(l.Breaches) == 0 {
		d.Blocks = append(d.Blocks, Block{Paragraph: "Nowhere."})
	}
	last := ""
	for _, b := range l.Breaches {
		if b.Source != last {
			d.Blocks = append(d.Blocks, Block{Table: &Table{Caption: b.Source + ", " + b.Edition, Header: []string{"of", "law", "times", "first", "rows of the source"}, Right: []bool{false, false, true}}})
			last = b.Source
		}
		t := d.Blocks[len(d.Blocks)-1].Table
		t.Rows = append(t.Rows, []string{b.Of, b.Law, strconv.Itoa(b.N), b.First, b.Rows})
	}
	return l.left(d)
}

// left adds what was kept out.
func (l Laws) left(d Document) Document {
	if len(l.Left) == 0 {
		return d
	}
	d.Blocks = append(d.Blocks, Block{Heading: "What was kept out of the tables, and why"})
	last := ""
	for _, x := range l.Left {
		if x.Source != last {
			d.Blocks = append(d.Blocks, Block{Table: &Table{Caption: x.Source + ", " + x.Edition, Header: []string{"times", "why"}, Right: []bool{true}}})
			last = x.Source
		}
		t := d.Blocks[len(d.Blocks)-1].Table
		t.Rows = append(t.Rows, []string{strconv.Itoa(x.N), x.Why})
	}
	return d
}

// Rights is what may be done with the figures of each source.
type Rights struct {
	List []Right    `json:"sources"`
	Own  []OwnTable `json:"own_tables"`
}

// Right is the terms of one source.
type Right struct {
	ID          string `json:"id"`
	Edition     string `json:"edition"`
	Licence     string `json:"licence"`
	Rights      string `json:"rights"` // bundle, fetch or bring
	Export      string `json:"export"` // yes, no or noncommercial
	Accepted    bool   `json:"accepted"`
	Attribution string `json:"attribution,omitempty"`
}

// JSON gives the answer as data.
func (r Rights) JSON() ([]byte, error) { return json.MarshalIndent(r, "", "  ") }

// Document lays the answer out.
func (r Rights) Document() Document {
	t := &Table{Header: []string{"source", "terms", "how it comes", "may be written out"}}
	for _, x := range r.List {
		out := map[string]string{"yes": "yes", "no": "with your consent, for your own use", "noncommercial": "with your consent, not commercially"}[x.Export]
		if x.Accepted {
			out = "yes: you accepted the terms"
		}
		t.Rows = append(t.Rows, []string{x.ID, x.Licence, x.Rights, out})
	}
	own := &Table{Caption: "comity's own tables may be used and passed on; recalled facts are unverified", Header: []string{"table", "facts", "seen", "recalled"}, Right: []bool{false, true, true, true}}
	for _, o := range r.Own {
		own.Rows = append(own.Rows, []string{o.Name, strconv.Itoa(o.Facts), strconv.Itoa(o.Seen), strconv.Itoa(o.Recalled)})
	}
	return Document{Title: "What may be done with the figures", Blocks: []Block{{Table: t}, {Table: own}},
		Notes: []string{"bundle: ships with comity; fetch: your machine brings it (comity pull); bring: you have the file (comity add). DATA-RIGHTS.md tells why."}}
}

// CSV writes the rows of facts as one table: source, name, then what the rows say, as name=value where tables differ.
func (f Facts) CSV() [][]string {
	out := [][]string{{"source", "edition", "name", "unit"}}
	columns := map[string]int{}
	for _, l := range f.List {
		for _, h := range l.Header {
			if _, ok := columns[h]; !ok {
				columns[h] = len(out[0])
				out[0] = append(out[0], h)
			}
		}
	}
	for _, l := range f.List {
		for _, cells := range l.Rows {
			row := make([]string, len(out[0]))
			copy(row, []string{l.Source, l.Edition, l.Name, l.Unit})
			for i, c := range cells {
				row[columns[l.Header[i]]] = c
			}
			out = append(out, row)
		}
	}
	return out
}
