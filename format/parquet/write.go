package parquet

// The writer: a frame.Table as a Parquet file. parquet-go gives the records of the format and packs bits; what is made here is what
// a general writer cannot know: cells that repeat are looked up once and not once a row (encode.go).

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"comity/format/frame"
	"comity/format/inorder"
)

// WriteOptions say how a table is written.
type WriteOptions struct {
	Reasons bool // after each column that has missing cells one of texts that says why: NAME_missing, .a to .z
}

// What bounds the memory a table takes, and what a reader must hold at one time.
const (
	groupRows  = 1 << 19 // of a group of rows, at most
	leastGroup = 1 << 16
	groupCells = 1 << 26 // of a group, about: where there are many columns its rows are fewer
	pageRows   = 1 << 14
)

// createdBy names the writer, as the format wants it. A change of what is written raises it.
const createdBy = "comity-parquet version 1.0.0 (build 1)"

// Write writes a table. Numbers are DOUBLE; whole numbers and flags INT32, days INT32 as DATE, texts BYTE_ARRAY as STRING. A missing
// cell is null. Flags are no BOOLEAN because statistics want numbers: a column of BOOLEAN with nulls becomes objects in pandas, and
// DuckDB neither adds two of them nor takes their mean. Every column may be null.
//
// Title, notes, labels, units, names of values and what the letters mean are key-value metadata: the keys title, notes and reasons hold
// text, columns a JSON array. Pages are packed with zstd. The bytes are the same at any number of threads. When ctx ends Write
// stops, with its error. Reasons need Blocks to be run twice.
func Write(ctx context.Context, w io.Writer, t *frame.Table, o WriteOptions) error {
	fields, err := t.Fields(ctx, o.Reasons)
	if err == nil {
		err = (&writer{w: w, fields: fields, most: rowsOfGroup(len(fields))}).table(ctx, t)
	}
	if err != nil {
		return fmt.Errorf("parquet: %w", err)
	}
	return nil
}

// writer is a file being written.
type writer struct {
	w      io.Writer
	at     int64
	fields []frame.Field
	heads  []frame.Column // of each field's column
	zstd   *zstd.Encoder
	queue  *inorder.Queue[*chunk]
	most   int // rows of a group
	group  []stretch
	have   int // rows of group
	total  int64
	groups []format.RowGroup
	spare  sync.Pool // of *buffers
}

// stretch is rows of a block, from lo to hi.
type stretch struct {
	block  *frame.Frame
	lo, hi int
}

// table writes a table.
func (f *writer) table(ctx context.Context, t *frame.Table) (err error) {
	f.zstd, err = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderCRC(false))
	if err != nil {
		return err
	}
	for _, fd := range f.fields {
		f.heads = append(f.heads, t.Columns[fd.Column])
	}
	if err := f.put([]byte("PAR1")); err != nil {
		return err
	}
	f.queue = inorder.New(ctx, f.place)
	err = t.Each(ctx, func(_ int, b *frame.Frame) error { return f.add(b) })
	if err == nil && f.have > 0 {
		err = f.flush()
	}
	if done := f.queue.Close(); done != nil {
		return done
	}
	if err != nil {
		return err
	}
	return f.foot(t)
}

// rowsOfGroup gives how many rows a group of so many columns has: a power of two.
func rowsOfGroup(columns int) int {
	rows := groupRows
	for rows > leastGroup && rows*columns > groupCells {
		rows /= 2
	}
	return rows
}

// put writes bytes.
func (f *writer) put(b []byte) error {
	n, err := f.w.Write(b)
	f.at += int64(n)
	return err
}

// add takes a block.
func (f *writer) add(b *frame.Frame) error {
	for lo := 0; lo < b.Rows; {
		hi := min(b.Rows, lo+f.most-f.have)
		f.group = append(f.group, stretch{b, lo, hi})
		f.have += hi - lo
		lo = hi
		if f.have == f.most {
			if err := f.flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

// flush sends the columns of the group at hand to be made.
func (f *writer) flush() error {
	group, rows := f.group, f.have
	f.group, f.have = nil, 0
	for i := range f.fields {
		err := f.queue.Add(func() (*chunk, error) { return f.encode(i, group, rows) })
		if err != nil {
			return err
		}
	}
	return nil
}

// place writes a column of a group and notes where it is.
func (f *writer) place(c *chunk) error {
	if c.field == 0 {
		f.groups = append(f.groups, format.RowGroup{NumRows: int64(c.rows), FileOffset: f.at, Ordinal: int16(len(f.groups))})
		f.total += int64(c.rows)
	}
	m := c.meta
	if c.dictionary > 0 {
		m.DictionaryPageOffset = f.at
	}
	m.DataPageOffset = f.at + c.dictionary
	g := &f.groups[len(f.groups)-1]
	g.Columns = append(g.Columns, format.ColumnChunk{MetaData: m})
	g.TotalByteSize += m.TotalUncompressedSize
	g.TotalCompressedSize += m.TotalCompressedSize
	return f.put(c.bytes)
}

// foot writes the footer.
func (f *writer) foot(t *frame.Table) error {
	m := format.FileMetaData{Version: 1, NumRows: f.total, RowGroups: f.groups, CreatedBy: createdBy, KeyValueMetadata: f.told(t)}
	root := format.SchemaElement{Name: "schema", NumChildren: thrift.New(int32(len(f.fields)))}
	m.Schema = append(m.Schema, root)
	for i, fd := range f.fields {
		m.Schema = append(m.Schema, element(fd, f.heads[i].Kind))
		m.ColumnOrders = append(m.ColumnOrders, format.ColumnOrder{Value: &format.TypeDefinedOrder{}})
	}
	b, err := thrift.Marshal(new(thrift.CompactProtocol), &m)
	if err != nil {
		return err
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(len(b)))
	return f.put(append(b, "PAR1"...))
}

// element gives a column's place in the schema.
func element(fd frame.Field, k frame.Kind) format.SchemaElement {
	e := format.SchemaElement{Name: fd.Name, Type: thrift.New(typeOf(fd, k)), RepetitionType: thrift.New(format.Optional)}
	switch {
	case fd.Reason || k == frame.Text:
		e.ConvertedType = thrift.New(deprecated.UTF8)
		e.LogicalType = format.LogicalType{Value: &format.StringType{}}
	case k == frame.Date:
		e.ConvertedType = thrift.New(deprecated.Date)
		e.LogicalType = format.LogicalType{Value: &format.DateType{}}
	}
	return e
}

// typeOf gives how a column's cells are kept.
func typeOf(fd frame.Field, k frame.Kind) format.Type {
	switch {
	case fd.Reason || k == frame.Text:
		return format.ByteArray
	case k == frame.Real:
		return format.Double
	}
	return format.Int32
}

// about is what the metadata tell of a column.
type about struct {
	Name   string            `json:"name"`
	Kind   string            `json:"kind"`
	Label  string            `json:"label,omitempty"`
	Unit   string            `json:"unit,omitempty"`
	Notes  []string          `json:"notes,omitempty"`
	Values map[string]string `json:"values,omitempty"`
}

// told gives the metadata: what there is of them.
func (f *writer) told(t *frame.Table) []format.KeyValue {
	var reasons []string
	for i, s := range t.Reasons {
		reasons = append(reasons, "."+string(rune('a'+i))+" "+s)
	}
	var columns []about
	for i, fd := range f.fields {
		h := &f.heads[i]
		a := about{fd.Name, h.Kind.String(), h.Label, h.Unit, h.Notes, nil}
		if fd.Reason {
			a = about{Name: fd.Name, Kind: frame.Text.String(), Label: "why " + h.Name + " is missing"}
			h = &frame.Column{}
		}
		for _, v := range h.Named {
			if a.Values == nil {
				a.Values = map[string]string{}
			}
			a.Values[strconv.Itoa(int(v.Value))] = v.Text
		}
		columns = append(columns, a)
	}
	list, err := json.Marshal(columns)
	if err != nil {
		panic(err) // strings and maps of strings alone
	}
	var all []format.KeyValue
	for _, kv := range []format.KeyValue{{Key: "title", Value: t.Title}, {Key: "notes", Value: strings.Join(t.Notes, "\n")},
		{Key: "reasons", Value: strings.Join(reasons, "\n")}, {Key: "columns", Value: string(list)}} {
		if kv.Value != "" {
			all = append(all, kv)
		}
	}
	return all
}
