package report

// This file is the answers on the way from a file to a source: its profile with the card drafted, what a card would read, and
// the codebook of a source.

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Profile is what a file without a card seems to hold, and the card drafted of it.
type Profile struct {
	File    string          `json:"file"`
	Format  string          `json:"format"`
	SHA256  string          `json:"sha256"`
	Size    int64           `json:"size"`
	Rows    int64           `json:"rows"`
	Whole   bool            `json:"all_rows"`
	Columns []ProfileColumn `json:"columns"`
	Key     []string        `json:"key"`
	Notes   []string        `json:"notes"`
	ID      string          `json:"id"`
	Card    string          `json:"card"`
	Written string          `json:"written,omitempty"`
}

// ProfileColumn is what a column of it seems to hold.
type ProfileColumn struct {
	Name     string   `json:"name"`
	Kind     string   `json:"kind"`
	Scheme   string   `json:"scheme,omitempty"`
	Also     []string `json:"also,omitempty"`
	Min      *float64 `json:"min,omitempty"`
	Max      *float64 `json:"max,omitempty"`
	Distinct int      `json:"distinct"`
	More     bool     `json:"more,omitempty"`
	Missing  float64  `json:"missing"`
	Codes    []string `json:"missing_codes,omitempty"`
	Unknown  []string `json:"unknown,omitempty"`
	Note     string   `json:"note,omitempty"`
}

// JSON gives the profile as data.
func (p Profile) JSON() ([]byte, error) { return json.MarshalIndent(p, "", "  ") }

// Document lays the profile out.
func (p Profile) Document() Document {
	rows := fmt.Sprintf("%d rows", p.Rows)
	if !p.Whole {
		rows = fmt.Sprintf("the first %d rows", p.Rows)
	}
	key := "No set of columns that was tried names a row."
	if len(p.Key) > 0 {
		key = "A row is named by: " + strings.Join(p.Key, ", ") + "."
	}
	t := &Table{Header: []string{"column", "seems to be", "distinct", "missing", "missing codes", "what is odd"}, Right: []bool{false, false, true, true}}
	for _, c := range p.Columns {
		t.Rows = append(t.Rows, []string{c.Name, c.seems(), c.distinct(), fmt.Sprintf("%.1f %%", 100*c.Missing), strings.Join(c.Codes, " "), c.odd()})
	}
	d := Document{Title: "What " + p.File + " holds", Blocks: []Block{
		{Paragraph: fmt.Sprintf("%s of %d columns; %s, %d bytes, SHA-256 %s. %s", rows, len(p.Columns), p.Format, p.Size, p.SHA256, key)}, {Table: t}}}
	for _, n := range p.Notes {
		d.Blocks = append(d.Blocks, Block{Paragraph: "Note: " + n + "."})
	}
	d.Blocks = append(d.Blocks, Block{Heading: "card"})
	if p.Written != "" {
		d.Blocks = append(d.Blocks, Block{Paragraph: fmt.Sprintf("The card is now %s, the file is in the store. Decide what stands there as TODO; `comity source check` says what the card would read, `comity build %s` builds it.", p.Written, p.ID)})
		return d
	}
	d.Blocks = append(d.Blocks, Block{Paragraph: "Drafted, and not written anywhere: --write puts it among your own cards and the file into the store."}, Block{Code: p.Card})
	return d
}

func (c ProfileColumn) seems() string {
	out := c.Kind
	if c.Scheme != "" {
		out += " (" + c.Scheme + ")"
	}
	if c.Min != nil && c.Max != nil {
		out += fmt.Sprintf(", %s to %s", plain(*c.Min), plain(*c.Max))
	}
	return out
}

func plain(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func (c ProfileColumn) distinct() string {
	if c.More {
		return fmt.Sprintf("%d and more", c.Distinct)
	}
	return strconv.Itoa(c.Distinct)
}

// odd says what of a column wants a look.
func (c ProfileColumn) odd() string {
	var parts []string
	if len(c.Also) > 0 {
		parts = append(parts, "also read by "+strings.Join(c.Also, ", "))
	}
	if len(c.Unknown) > 0 {
		parts = append(parts, "no state: "+strings.Join(c.Unknown, ", "))
	}
	if c.Note != "" {
		parts = append(parts, c.Note)
	}
	return strings.Join(parts, "; ")
}

// Trial is what a card would read, or what is wrong with it.
type Trial struct {
	Card    string        `json:"card"`
	ID      string        `json:"id"`
	Edition string        `json:"edition"`
	Values  []TrialValues `json:"variables"`
	Tables  []TrialTable  `json:"tables"`
	Left    []LeftOut     `json:"kept_out"`
	Todo    []string      `json:"to_decide"`
	Notes   []string      `json:"notes"`
	Written string        `json:"written,omitempty"`
}

// TrialValues is what would be read of a variable.
type TrialValues struct {
	Name    string     `json:"name"`
	Unit    string     `json:"unit"`
	N       int        `json:"n"`
	Missing int        `json:"missing"`
	Years   string     `json:"years"`
	Rows    [][]string `json:"rows"`
}

// TrialTable is what would be read of a table.
type TrialTable struct {
	Name   string     `json:"name"`
	N      int        `json:"n"`
	Header []string   `json:"header"`
	Rows   [][]string `json:"rows"`
}

// JSON gives the trial as data.
func (t Trial) JSON() ([]byte, error) { return json.MarshalIndent(t, "", "  ") }

// Document lays the trial out.
func (t Trial) Document() Document {
	d := Document{Title: fmt.Sprintf("%s: a sound card of %s, %s", t.Card, t.ID, t.Edition)}
	sum := &Table{Header: []string{"of", "unit", "years", "values or rows", "of them missing"}, Right: []bool{false, false, false, true, true}}
	for _, v := range t.Values {
		sum.Rows = append(sum.Rows, []string{v.Name, v.Unit, v.Years, strconv.Itoa(v.N), strconv.Itoa(v.Missing)})
	}
	for _, x := range t.Tables {
		sum.Rows = append(sum.Rows, []string{t.ID + "." + x.Name, "rows", "", strconv.Itoa(x.N), ""})
	}
	d.add("what it would read", Block{Table: sum})
	var left []Block
	if len(t.Left) > 0 {
		out := &Table{Header: []string{"times", "why"}, Right: []bool{true}}
		for _, l := range t.Left {
			out.Rows = append(out.Rows, []string{strconv.Itoa(l.N), l.Why})
		}
		left = append(left, Block{Table: out})
	}
	d.add("what is kept out", left...)
	var first []Block
	for _, v := range t.Values {
		first = append(first, Block{Table: &Table{Caption: v.Name, Header: []string{"who", "year", "value", "row"}, Right: []bool{false, true, true, true}, Rows: v.Rows}})
	}
	for _, x := range t.Tables {
		first = append(first, Block{Table: &Table{Caption: t.ID + "." + x.Name, Header: x.Header, Right: []bool{true}, Rows: x.Rows}})
	}
	d.add("the first rows", first...)
	var todo []Block
	for _, x := range t.Todo {
		todo = append(todo, Block{Paragraph: "- " + x})
	}
	d.add("still to decide", todo...)
	d.Notes = t.Notes
	if t.Written != "" {
		d.Notes = append(d.Notes, fmt.Sprintf("The card is now %s, its files are in the store; run `comity build %s`.", t.Written, t.ID))
	}
	return d
}

// Codebook is every variable and table column of a source, and what the source says of itself.
type Codebook struct {
	ID          string             `json:"id"`
	Title       string             `json:"title"`
	Edition     string             `json:"edition"`
	Producer    string             `json:"producer"`
	Page        string             `json:"page"`
	Citation    string             `json:"citation"`
	Licence     string             `json:"licence"`
	Rights      string             `json:"rights"`
	Export      string             `json:"export"`
	Attribution string             `json:"attribution,omitempty"`
	Coverage    string             `json:"coverage"`
	Votes       string             `json:"votes,omitempty"`
	Variables   []CodebookVariable `json:"variables"`
	Tables      []CodebookTable    `json:"tables"`
	Known       []string           `json:"known_defects"`
	Untried     bool               `json:"untried,omitempty"`
}

// CodebookVariable is a variable of states or pairs by year, or a column of a table.
type CodebookVariable struct {
	Name     string   `json:"name"`
	Column   string   `json:"producers_name"`
	Kind     string   `json:"kind"`
	Unit     string   `json:"unit,omitempty"`
	Meaning  string   `json:"meaning,omitempty"`
	Coverage string   `json:"coverage,omitempty"`
	Absence  string   `json:"absence,omitempty"`
	Missing  []string `json:"missing_codes,omitempty"`
	Laws     []string `json:"laws,omitempty"`
}

// CodebookTable is a table of rows.
type CodebookTable struct {
	Name    string             `json:"name"`
	Title   string             `json:"title"`
	Key     []string           `json:"key,omitempty"`
	Absence string             `json:"absence"`
	Columns []CodebookVariable `json:"columns"`
}

// JSON gives the codebook as data.
func (c Codebook) JSON() ([]byte, error) { return json.MarshalIndent(c, "", "  ") }

// Document lays the codebook out.
func (c Codebook) Document() Document {
	d := Document{Title: "Codebook of " + c.ID + ": " + c.Title}
	t := &Table{Header: []string{"", ""}}
	for _, r := range [][2]string{{"edition", c.Edition}, {"producer", c.Producer}, {"page", c.Page}, {"coverage", c.Coverage}, {"licence", c.Licence}, {"how it comes", c.Rights}, {"may be written out", c.Export}, {"attribution", c.Attribution}, {"votes", c.Votes}} {
		if r[1] != "" {
			t.Rows = append(t.Rows, []string{r[0], r[1]})
		}
	}
	d.Blocks = append(d.Blocks, Block{Table: t}, Block{Heading: "cite"}, Block{Paragraph: c.Citation})
	if c.Untried {
		d.Blocks = append(d.Blocks, Block{Paragraph: "The card is written from the producer's own description and was never tried on the file."})
	}
	if len(c.Variables) > 0 {
		d.add("variables", Block{Table: variableTable(c.Variables, true)})
	}
	for _, x := range c.Tables {
		lines := []string{x.Title}
		if len(x.Key) > 0 {
			lines = append(lines, "A row is named by "+strings.Join(x.Key, ", "))
		}
		lines = append(lines, "No row inside the coverage: "+x.Absence)
		d.add("table "+c.ID+"."+x.Name, Block{Paragraph: strings.Join(lines, ". ") + "."}, Block{Table: variableTable(x.Columns, false)})
	}
	var known []Block
	for _, k := range c.Known {
		known = append(known, Block{Paragraph: "- " + k})
	}
	d.add("known defects", known...)
	return d
}

// variableTable lists variables, or (without their coverage) columns of a table.
func variableTable(list []CodebookVariable, values bool) *Table {
	t := &Table{Header: []string{"name", "the producer's", "kind", "unit", "missing codes", "what it is"}}
	if values {
		t.Header = []string{"name", "the producer's", "of", "unit", "years", "no row means", "missing codes", "what it is"}
	}
	for _, v := range list {
		what := v.Meaning
		if len(v.Laws) > 0 {
			what = strings.TrimPrefix(what+"; ", "; ") + "held to: " + strings.Join(v.Laws, ", ")
		}
		row := []string{v.Name, v.Column, v.Kind, v.Unit, strings.Join(v.Missing, " "), what}
		if values {
			row = []string{v.Name, v.Column, v.Kind, v.Unit, v.Coverage, v.Absence, strings.Join(v.Missing, " "), what}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
