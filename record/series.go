package record

// This file is the series table: for each (variable, state, state) a run of years with a value and the row it came from. Flows,
// attributes of states (second state zero) and attributes of pairs are all of this one kind.

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"sort"

	"comity"
	"comity/source"
)

const kindSeries = "series"

// keyWidth is the width of a key: variable, a, b, first year, number of years, spare, first cell.
const keyWidth = 16

// Datum is one cell on its way into a series table.
type Datum = source.Datum

// SeriesBuilder gathers cells; Head names the source, its variables and coverage.
type SeriesBuilder struct {
	Head  Head
	cells []Datum
}

// Add takes a cell. Two cells of one key and year are an error of the source's reader, found by the build.
func (b *SeriesBuilder) Add(d Datum) { b.cells = append(b.cells, d) }

func (b *SeriesBuilder) blob() (*blob, error) {
	index := map[string]int{}
	for i, v := range b.Head.Variables {
		index[v.Name] = i
	}
	for _, d := range b.cells {
		if _, ok := index[d.Variable]; !ok {
			return nil, fmt.Errorf("source %s: cell of the undeclared variable %q (row %d)", b.Head.Source, d.Variable, d.Row)
		}
	}
	b.sort(index)
	keys, values, rows, err := b.runs(index)
	if err != nil {
		return nil, err
	}
	out := &blob{head: b.Head}
	out.head.Kind = kindSeries
	out.add("keys", keys)
	out.add("values", values)
	if rows != nil {
		out.add("rows", rows)
	}
	return out, nil
}

// sort puts the cells in the order of variable, states and year; cells of one key stay in the order they came in.
func (b *SeriesBuilder) sort(index map[string]int) {
	type placed struct {
		key uint64
		at  uint32
	}
	order := make([]placed, len(b.cells))
	variable, last := "", 0
	sorted := true
	for i, d := range b.cells {
		if d.Variable != variable {
			variable, last = d.Variable, index[d.Variable]
		}
		order[i] = placed{uint64(last)<<48 | uint64(uint16(d.A))<<32 | uint64(uint16(d.B))<<16 | uint64(uint16(d.Year)), uint32(i)}
		sorted = sorted && (i == 0 || order[i-1].key <= order[i].key)
	}
	if sorted {
		return
	}
	slices.SortFunc(order, func(x, y placed) int { return cmp.Or(cmp.Compare(x.key, y.key), cmp.Compare(x.at, y.at)) })
	cells := make([]Datum, len(b.cells))
	for i, o := range order {
		cells[i] = b.cells[o.at]
	}
	b.cells = cells
}

// runs lays the sorted cells out as keys and runs of years; a year without a cell inside a run is "not covered".
func (b *SeriesBuilder) runs(index map[string]int) (keys, values, rows []byte, err error) {
	hasRows := slices.ContainsFunc(b.cells, func(d Datum) bool { return d.Row != 0 })
	le := binary.LittleEndian
	put := func(v float64, row int64) {
		values = le.AppendUint64(values, math.Float64bits(v))
		if hasRows {
			rows = le.AppendUint32(rows, uint32(row))
		}
	}
	for i := 0; i < len(b.cells); {
		first := b.cells[i]
		start, year := len(values)/8, first.Year
		for ; i < len(b.cells) && b.cells[i].Variable == first.Variable && b.cells[i].A == first.A && b.cells[i].B == first.B; i++ {
			d := b.cells[i]
			if d.Year < year {
				return nil, nil, nil, fmt.Errorf("source %s: %s of %d and %d in %d stands in rows %d and %d", b.Head.Source, d.Variable, d.A, d.B, d.Year, b.cells[i-1].Row, d.Row)
			}
			for ; year < d.Year; year++ {
				put(comity.NaN(comity.NotCovered), 0)
			}
			put(d.Value, d.Row)
			year++
		}
		keys = le.AppendUint16(keys, uint16(index[first.Variable]))
		keys = le.AppendUint16(keys, uint16(first.A))
		keys = le.AppendUint16(keys, uint16(first.B))
		keys = le.AppendUint16(keys, uint16(first.Year))
		keys = le.AppendUint32(keys, uint32(year-first.Year))
		keys = le.AppendUint32(keys, uint32(start))
	}
	return keys, values, rows, nil
}

func (t *Table) checkSeries() error {
	keys, values, rows := t.sections["keys"], t.sections["values"], t.sections["rows"]
	cells := uint64(len(values) / 8)
	if len(keys)%keyWidth != 0 || len(values)%8 != 0 || rows != nil && uint64(len(rows)) != cells*4 {
		return &DamagedError{t.Source, "its sections do not fit one another"}
	}
	last, variables := int64(-1), len(t.Variables)
	for i := 0; i < len(keys); i += keyWidth { // all keys of all tables are looked at when the record opens: nothing is looked up here
		k := keyAt(keys[i:])
		if k.order() <= last || int(k.variable) >= variables || uint64(k.cell)+uint64(k.years) > cells {
			return &DamagedError{t.Source, fmt.Sprintf("its key %d is out of order or out of range", i/keyWidth)}
		}
		last = k.order()
	}
	return nil
}

// key is one run: whose, from which year, where.
type key struct {
	variable    uint16
	a, b        comity.State
	year        int
	years, cell uint32
}

func (k key) order() int64 { return keyOrder(k.variable, k.a, k.b) }

func keyOrder(variable uint16, a, b comity.State) int64 {
	return int64(variable)<<32 | int64(uint16(a))<<16 | int64(uint16(b))
}

// orderAt is the order of a key by its number, without the rest of it.
func (t *Table) orderAt(i int) int64 {
	p, le := t.keyed[i*keyWidth:][:6], binary.LittleEndian
	return int64(le.Uint16(p))<<32 | int64(le.Uint16(p[2:]))<<16 | int64(le.Uint16(p[4:]))
}

func (t *Table) key(i int) key { return keyAt(t.keyed[i*keyWidth:]) }

// keyAt reads the key that bytes begin with.
func keyAt(p []byte) key {
	p, le := p[:keyWidth:keyWidth], binary.LittleEndian
	return key{le.Uint16(p), comity.State(le.Uint16(p[2:])), comity.State(le.Uint16(p[4:])), int(int16(le.Uint16(p[6:]))), le.Uint32(p[8:]), le.Uint32(p[12:])}
}

// Runs counts the runs of a series table.
func (t *Table) Runs() int { return len(t.keyed) / keyWidth }

// Variable gives the declaration of a variable, and whether the table has it.
func (t *Table) Variable(name string) (Variable, bool) {
	if i := t.variable(name); i >= 0 {
		return t.Variables[i], true
	}
	return Variable{}, false
}

func (t *Table) variable(name string) int {
	return slices.IndexFunc(t.Variables, func(v Variable) bool { return v.Name == name || v.Column == name && name != "" })
}

// Run is one variable of one state or pair over a run of years.
type Run struct {
	table       *Table
	A, B        comity.State
	From        int // first year
	years, cell int
}

// Years is the number of years of the run.
func (r Run) Years() int { return r.years }

// At gives the value of a year and its row. Outside the run the cell is "not covered".
func (r Run) At(year int) (value float64, row int64) {
	i := year - r.From
	if r.table == nil || i < 0 || i >= r.years {
		return comity.NaN(comity.NotCovered), 0
	}
	i += r.cell
	value = math.Float64frombits(binary.LittleEndian.Uint64(r.table.cells[i*8:]))
	if rows := r.table.row; rows != nil {
		row = int64(binary.LittleEndian.Uint32(rows[i*4:]))
	}
	return value, row
}

// Values writes the values of the years from a year on into dst, one a year. Years the run does not reach, and cells inside it
// that are not covered, are left as they are.
func (r Run) Values(from int, dst []float64) {
	if r.table == nil {
		return
	}
	lo, hi := max(from, r.From), min(from+len(dst), r.From+r.years)
	if lo >= hi {
		return
	}
	dst = dst[lo-from : hi-from]
	first := r.cell + lo - r.From
	cells := r.table.cells[first*8:]
	cells = cells[:len(dst)*8]
	for i := range dst {
		if bits := binary.LittleEndian.Uint64(cells[i*8:]); bits != notCovered {
			dst[i] = math.Float64frombits(bits)
		}
	}
}

var notCovered = math.Float64bits(comity.NaN(comity.NotCovered))

// Series finds the run of a variable of a pair (or of a state, with b zero).
func (t *Table) Series(variable string, a, b comity.State) (Run, bool) {
	v := t.variable(variable)
	if v < 0 {
		return Run{}, false
	}
	want := keyOrder(uint16(v), a, b)
	i := sort.Search(t.Runs(), func(i int) bool { return t.orderAt(i) >= want })
	if i == t.Runs() || t.key(i).order() != want {
		return Run{}, false
	}
	return t.run(i), true
}

func (t *Table) run(i int) Run {
	k := t.key(i)
	return Run{t, k.a, k.b, k.year, int(k.years), int(k.cell)}
}

// Each calls f with every run of a variable, in the order of its keys; a given state limits it to runs from that state.
func (t *Table) Each(variable string, from comity.State, f func(Run)) {
	v := t.variable(variable)
	if v < 0 {
		return
	}
	low, high := keyOrder(uint16(v), from, 0), keyOrder(uint16(v), from+1, 0)
	if from == comity.NoState {
		high = int64(v+1) << 32
	}
	i := sort.Search(t.Runs(), func(i int) bool { return t.orderAt(i) >= low })
	for ; i < t.Runs() && t.key(i).order() < high; i++ {
		f(t.run(i))
	}
}

// Covers says whether the year lies in the table's coverage.
func (t *Table) Covers(year int) bool { return t.From <= year && year <= t.To }
