package record

// This file is the table of rows: typed columns of one length, for what is no value of a state or pair in a year (disputes,
// treaties, leaders, visits, spells). Every row keeps its file and row in the snapshot.
//
// A column is one section of fixed width, named by its place ("0", "1", …): a state is 2 bytes, a date 4 bytes of day with its
// grain in a section of its own ("0g"), a number or a flag 8 bytes, a text 4 bytes into the table's distinct texts ("texts",
// cut by the offsets in "ends"). Section "rows" has the row numbers, "files" the file of each row where there are several.

import (
	"encoding/binary"
	"fmt"
	"iter"
	"math"
	"slices"
	"strconv"

	"comity"
	"comity/source"
)

const kindRows = "rows"

// ColumnHead describes a column of a table of rows.
type ColumnHead struct {
	Name    string            `json:"name"`
	Kind    source.ColumnKind `json:"kind"`
	Column  string            `json:"column,omitempty"` // the producer's name
	Unit    string            `json:"unit,omitempty"`
	Meaning string            `json:"meaning,omitempty"`
}

// width is the bytes of one cell of a column.
func (c ColumnHead) width() int {
	switch c.Kind {
	case source.StateCell:
		return 2
	case source.DateCell, source.TextCell:
		return 4
	}
	return 8
}

// RowsBuilder gathers the rows of one table.
type RowsBuilder struct {
	Head  Head
	cells [][]byte // of each column
	grain [][]byte // of date columns
	rows  []byte
	files []byte
	n     int
	many  bool // files differ
	texts map[string]uint32
	text  []byte
	ends  []byte
}

// NewRows begins a table as the card says.
func NewRows(c source.Card, t source.Table) *RowsBuilder {
	h := headOf(c)
	h.Kind, h.Name, h.Title, h.Variables, h.Body, h.Key, h.Absence = kindRows, t.Name, t.Title, nil, "", t.Key, string(t.Absence)
	for _, col := range t.Columns {
		h.Columns = append(h.Columns, ColumnHead{col.Name, col.Kind, producerOf(col), col.Unit, col.Meaning})
	}
	b := &RowsBuilder{Head: h, cells: make([][]byte, len(h.Columns)), grain: make([][]byte, len(h.Columns)), texts: map[string]uint32{}}
	b.intern("")
	return b
}

// producerOf is the producer's name of a column.
func producerOf(c source.TableColumn) string {
	if len(c.Parts) > 0 {
		return c.Parts[0]
	}
	return c.Column
}

// Add takes a row.
func (b *RowsBuilder) Add(r source.Row) {
	le := binary.LittleEndian
	for i, c := range r.Cells {
		switch b.Head.Columns[i].Kind {
		case source.StateCell:
			b.cells[i] = le.AppendUint16(b.cells[i], uint16(c.State))
		case source.DateCell:
			b.cells[i] = le.AppendUint32(b.cells[i], uint32(c.Date.Day))
			b.grain[i] = append(b.grain[i], byte(c.Date.Grain))
		case source.TextCell:
			b.cells[i] = le.AppendUint32(b.cells[i], b.intern(c.Text))
		default:
			b.cells[i] = le.AppendUint64(b.cells[i], math.Float64bits(c.Number))
		}
	}
	b.many = b.many || b.n > 0 && r.File != int(le.Uint16(b.files))
	b.rows = le.AppendUint32(b.rows, uint32(r.Row))
	b.files = le.AppendUint16(b.files, uint16(r.File))
	b.n++
}

// intern gives the number of a text, each text once.
func (b *RowsBuilder) intern(s string) uint32 {
	id, ok := b.texts[s]
	if !ok {
		id = uint32(len(b.ends) / 4)
		b.texts[s] = id
		b.text = append(b.text, s...)
		b.ends = binary.LittleEndian.AppendUint32(b.ends, uint32(len(b.text)))
	}
	return id
}

func (b *RowsBuilder) blob() (*blob, error) {
	if len(b.text) > math.MaxUint32 || b.n > math.MaxInt32 {
		return nil, fmt.Errorf("source %s: table %s is larger than a table may be", b.Head.Source, b.Head.Name)
	}
	out := &blob{head: b.Head}
	out.head.Rows = b.n
	for i, cells := range b.cells {
		out.add(strconv.Itoa(i), cells)
		if b.Head.Columns[i].Kind == source.DateCell {
			out.add(strconv.Itoa(i)+"g", b.grain[i])
		}
	}
	out.add("texts", b.text)
	out.add("ends", b.ends)
	out.add("rows", b.rows)
	if b.many || b.n > 0 && binary.LittleEndian.Uint16(b.files) != 0 {
		out.add("files", b.files)
	}
	return out, nil
}

// checkRows holds the sections against one another, and the numbers of texts against the texts there are.
func (t *Table) checkRows() error {
	n := t.Rows
	fits := func(name string, width int) bool { return n >= 0 && len(t.sections[name]) == n*width }
	ok := fits("rows", 4) && (t.sections["files"] == nil || fits("files", 2)) && len(t.sections["ends"])%4 == 0
	for i, c := range t.Columns {
		name := strconv.Itoa(i)
		ok = ok && fits(name, c.width()) && (c.Kind != source.DateCell || fits(name+"g", 1))
	}
	if !ok {
		return &DamagedError{t.Source, "the sections of table " + t.Name + " do not fit one another"}
	}
	return nil
}

// Column finds a column of a table of rows by its name, or the producer's.
func (t *Table) Column(name string) (Column, bool) {
	i := slices.IndexFunc(t.Columns, func(c ColumnHead) bool { return c.Name == name })
	if i < 0 && name != "" {
		i = slices.IndexFunc(t.Columns, func(c ColumnHead) bool { return c.Column == name })
	}
	if i < 0 {
		return Column{}, false
	}
	return t.columnAt(i), true
}

func (t *Table) columnAt(i int) Column {
	name := strconv.Itoa(i)
	return Column{t.Columns[i], t, t.sections[name], t.sections[name+"g"]}
}

// All goes through the columns of a table of rows.
func (t *Table) All() iter.Seq2[int, Column] {
	return func(yield func(int, Column) bool) {
		for i := range t.Columns {
			if !yield(i, t.columnAt(i)) {
				return
			}
		}
	}
}

// ManyFiles says that the rows of a table come from another file than the source's first, or from several: row numbers alone do
// not say where they stand.
func (t *Table) ManyFiles() bool { return t.sections["files"] != nil }

// RowRef is the provenance of a row of a table of rows, from 0.
func (t *Table) RowRef(i int) comity.Ref {
	ref := t.Ref(int64(binary.LittleEndian.Uint32(t.sections["rows"][i*4:])))
	if files := t.sections["files"]; files != nil {
		if f := int(binary.LittleEndian.Uint16(files[i*2:])); f < len(t.Snapshots) {
			ref.Note = t.Snapshots[f].File
		}
	}
	return ref
}

// Column is a column of a table of rows, read in place. Rows count from 0.
type Column struct {
	ColumnHead
	table *Table
	cells []byte
	grain []byte
}

// raw adds the bytes of a cell as they are kept: two cells of a column have the same where they have the same value.
func (c Column) raw(b []byte, i int) []byte {
	w := c.width()
	b = append(b, c.cells[i*w:(i+1)*w]...)
	if c.Kind == source.DateCell {
		b = append(b, c.grain[i])
	}
	return b
}

// State gives a cell of a column of states, NoState where it has none.
func (c Column) State(i int) comity.State {
	if c.Kind != source.StateCell {
		return comity.NoState
	}
	return comity.State(binary.LittleEndian.Uint16(c.cells[i*2:]))
}

// Date gives a cell of a column of dates: NoDate where it is unknown, the day Forever for an end that has not come.
func (c Column) Date(i int) comity.Date {
	if c.Kind != source.DateCell {
		return comity.NoDate
	}
	g := comity.Grain(c.grain[i])
	if g > comity.DayGrain {
		g = comity.NoGrain
	}
	return comity.Date{Day: comity.Day(binary.LittleEndian.Uint32(c.cells[i*4:])), Grain: g}
}

// Number gives a cell of a column of numbers or flags, or the reason why it has none.
func (c Column) Number(i int) float64 {
	if c.Kind != source.NumberCell && c.Kind != source.FlagCell {
		return comity.NaN(comity.NotApplicable)
	}
	return math.Float64frombits(binary.LittleEndian.Uint64(c.cells[i*8:]))
}

// Text gives a cell of a column of texts, empty where it has none.
func (c Column) Text(i int) string {
	if c.Kind != source.TextCell {
		return ""
	}
	return c.table.textAt(binary.LittleEndian.Uint32(c.cells[i*4:]))
}

// textAt gives a text by its number; one that is out of range, which only damage can bring, is empty.
func (t *Table) textAt(id uint32) string {
	ends, text := t.sections["ends"], t.sections["texts"]
	if int64(id)*4+4 > int64(len(ends)) {
		return ""
	}
	from, to := uint32(0), binary.LittleEndian.Uint32(ends[id*4:])
	if id > 0 {
		from = binary.LittleEndian.Uint32(ends[id*4-4:])
	}
	if from > to || int64(to) > int64(len(text)) {
		return ""
	}
	return string(text[from:to])
}

// Show writes any cell as text, empty where it has no value.
func (c Column) Show(i int) string {
	switch c.Kind {
	case source.StateCell:
		if s := c.State(i); s != comity.NoState {
			return strconv.Itoa(int(s))
		}
		return ""
	case source.DateCell:
		return c.Date(i).String()
	case source.TextCell:
		return c.Text(i)
	}
	x := c.Number(i)
	if math.IsNaN(x) {
		return comity.Why(x).Letter()
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}
