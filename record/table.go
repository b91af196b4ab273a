// Package record keeps the tables of the record: typed columns with their keys, units and provenance, the core record that
// ships inside the binary, and the tables built locally from snapshots. A table is read in place: no decoding at start, a
// value is found by a binary search and eight bytes.
package record

// This file is the container: one file holds one or more tables, each a header (JSON, for people and programs) and sections of
// fixed-width little-endian numbers, every byte under a SHA-256.

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"

	"comity/source"
)

// magic opens every container; the digit is the version of the format.
const magic = "comity1\n"

// prelude is the length of magic, header length and header checksum.
const prelude = len(magic) + 8 + sha256.Size

// maxHeader bounds the header of a hostile file.
const maxHeader = 16 << 20

// Head describes a table.
type Head struct {
	Source    string       `json:"source"`
	Edition   string       `json:"edition"`
	Family    string       `json:"family,omitempty"` // editions of one family stand side by side: the highest rank answers
	Rank      int          `json:"rank,omitempty"`
	Kind      string       `json:"kind"` // series, votes or rows
	Body      string       `json:"body,omitempty"`
	Variables []Variable   `json:"variables,omitempty"`
	From      int          `json:"from"` // first covered year
	To        int          `json:"to"`   // last covered year
	Data      string       `json:"data_to,omitempty"`
	Name      string       `json:"name,omitempty"` // of a table of rows, with its title, columns, key, and number of rows
	Title     string       `json:"title,omitempty"`
	Columns   []ColumnHead `json:"columns,omitempty"`
	Key       []string     `json:"key,omitempty"`
	Absence   string       `json:"absence,omitempty"`
	Rows      int          `json:"rows,omitempty"`
	Left      []Left       `json:"left,omitempty"` // what was kept out of the tables of the source, on the first of them
	Snapshots []Input      `json:"snapshots"`
	Sections  []Section    `json:"sections"`
}

// Variable is one variable of a series table: its unit and what absence of a key means inside the coverage. It is found by
// comity's name and by the producer's.
type Variable struct {
	Name    string      `json:"name"`
	Column  string      `json:"column,omitempty"`
	Unit    string      `json:"unit"`
	Absence string      `json:"absence"` // "zero" or "silent"
	Meaning string      `json:"meaning,omitempty"`
	Law     *source.Law `json:"law,omitempty"`  // what its values must obey, beside what the unit says
	None    bool        `json:"none,omitempty"` // has no year: one value, kept under year 0, for the whole coverage
}

// Input is a snapshot a table was built from.
type Input struct {
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
}

// Section is a run of bytes of a table, counted from the start of the container's body.
type Section struct {
	Name   string `json:"name"`
	Offset int64  `json:"offset"`
	Length int64  `json:"length"`
	SHA256 string `json:"sha256"`
}

// Table is one table, read in place.
type Table struct {
	Head
	sections   map[string][]byte
	keyed      []byte // of a series table, which every look-up goes through: its section of keys,
	cells, row []byte // that of its values, and of the rows they stand in (nil where it has none)
}

// blob is a table on its way into a container.
type blob struct {
	head  Head
	names []string
	data  [][]byte
}

func (b *blob) add(name string, data []byte) {
	b.names, b.data = append(b.names, name), append(b.data, data)
}

// align rounds up to eight bytes.
func align(n int64) int64 { return (n + 7) &^ 7 }

// Builder is a table that can be put into a container.
type Builder interface{ blob() (*blob, error) }

// Write puts tables into one container. The bytes depend on nothing but the tables and their order.
func Write(w io.Writer, builders ...Builder) error {
	var heads []Head
	var body [][]byte
	var at int64
	for _, builder := range builders {
		b, err := builder.blob()
		if err != nil {
			return err
		}
		for i, data := range b.data {
			sum := sha256.Sum256(data)
			b.head.Sections = append(b.head.Sections, Section{b.names[i], at, int64(len(data)), hex.EncodeToString(sum[:])})
			body = append(body, data)
			at = align(at + int64(len(data)))
		}
		heads = append(heads, b.head)
	}
	return writeContainer(w, heads, body)
}

func writeContainer(w io.Writer, heads []Head, body [][]byte) error {
	header, err := json.Marshal(heads)
	if err != nil {
		return fmt.Errorf("table header: %w", err)
	}
	header = append(header, bytes.Repeat([]byte{' '}, int(align(int64(len(header)+prelude)))-len(header)-prelude)...)
	sum := sha256.Sum256(header)
	front := append([]byte(magic), binary.LittleEndian.AppendUint64(nil, uint64(len(header)))...)
	parts := append([][]byte{front, sum[:], header}, body...)
	for i, part := range parts {
		if i >= 3 {
			part = append(part[:len(part):len(part)], make([]byte, align(int64(len(part)))-int64(len(part)))...)
		}
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// DamagedError says that the bytes of a container are not those that were written.
type DamagedError struct {
	Where string // source and section
	Why   string
}

func (e *DamagedError) Error() string {
	return fmt.Sprintf("table %s is damaged: %s; run `comity build` to make it anew from its snapshots", e.Where, e.Why)
}

// Read opens the tables of a container in place; the header is checked, the sections only by Verify.
func Read(data []byte) ([]*Table, error) {
	damaged := func(why string) ([]*Table, error) { return nil, &DamagedError{"container", why} }
	if len(data) < prelude || string(data[:len(magic)]) != magic {
		return damaged("it does not begin as one")
	}
	n := binary.LittleEndian.Uint64(data[len(magic):])
	if n > maxHeader || uint64(len(data)-prelude) < n {
		return damaged("its header is cut off")
	}
	header, body := data[prelude:prelude+int(n)], data[prelude+int(n):]
	if sum := sha256.Sum256(header); !bytes.Equal(sum[:], data[len(magic)+8:prelude]) {
		return damaged("its header does not have its checksum")
	}
	var heads []Head
	if err := json.Unmarshal(header, &heads); err != nil {
		return damaged(err.Error())
	}
	tables := make([]*Table, len(heads))
	for i, h := range heads {
		t := &Table{Head: h, sections: make(map[string][]byte, len(h.Sections))}
		for _, s := range h.Sections {
			if s.Offset < 0 || s.Length < 0 || s.Offset > int64(len(body)) || s.Length > int64(len(body))-s.Offset {
				return nil, &DamagedError{h.Source + " " + s.Name, "the section lies outside the file"}
			}
			t.sections[s.Name] = body[s.Offset : s.Offset+s.Length : s.Offset+s.Length]
		}
		if err := t.check(); err != nil {
			return nil, err
		}
		t.keyed, t.cells, t.row = t.sections["keys"], t.sections["values"], t.sections["rows"]
		tables[i] = t
	}
	return tables, nil
}

// Verify recomputes every checksum and the padding of a container.
func Verify(data []byte) error {
	tables, err := Read(data)
	if err != nil {
		return err
	}
	body := data[prelude+int(binary.LittleEndian.Uint64(data[len(magic):])):]
	var end int64
	for _, t := range tables {
		for _, s := range t.Sections {
			where := t.Source + " " + s.Name
			if sum := sha256.Sum256(t.sections[s.Name]); hex.EncodeToString(sum[:]) != s.SHA256 {
				return &DamagedError{where, "a section does not have its checksum"}
			}
			if s.Offset != end {
				return &DamagedError{where, "the section is not where it should be"}
			}
			end = align(s.Offset + s.Length)
			if end > int64(len(body)) || len(bytes.Trim(body[s.Offset+s.Length:end], "\x00")) > 0 {
				return &DamagedError{where, "its padding is not empty"}
			}
		}
	}
	if int64(len(body)) != end {
		return &DamagedError{"container", fmt.Sprintf("%d bytes follow the last section", int64(len(body))-end)}
	}
	return nil
}

// check holds a table's sections against one another, so that reading in place cannot run outside them.
func (t *Table) check() error {
	switch t.Kind {
	case kindSeries:
		return t.checkSeries()
	case kindVotes:
		return t.checkVotes()
	case kindRows:
		return t.checkRows()
	}
	return &DamagedError{t.Source, fmt.Sprintf("it is of an unknown kind %q", t.Kind)}
}
