package sqlite

// A reader of databases, written from the description of the format and not from the writer, so that each holds the other to account.

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"pgregory.net/rapid"
)

// walker reads a database in memory.
type walker struct {
	t    rapid.TB
	file []byte
	size int
	seen map[uint32]bool // pages
}

// walk opens a database.
func walk(t rapid.TB, file []byte) *walker {
	t.Helper()
	w := &walker{t: t, file: file, seen: map[uint32]bool{}}
	if len(file) < 512 || string(file[:16]) != "SQLite format 3\x00" {
		t.Fatal("no database")
	}
	w.size = int(binary.BigEndian.Uint16(file[16:]))
	if n := int(binary.BigEndian.Uint32(file[28:])); n*w.size != len(file) {
		t.Fatalf("%d pages of %d bytes are announced, the file has %d bytes", n, w.size, len(file))
	}
	return w
}

// page gives a page, once.
func (w *walker) page(n uint32) []byte {
	w.t.Helper()
	if n == 0 || int(n)*w.size > len(w.file) || w.seen[n] {
		w.t.Fatalf("page %d is not there, or is used twice", n)
	}
	w.seen[n] = true
	return w.file[(int(n)-1)*w.size : int(n)*w.size]
}

// varint reads a number.
func varint(b []byte) (v uint64, n int) {
	for n < 8 {
		v = v<<7 | uint64(b[n]&0x7F)
		if n++; b[n-1] < 0x80 {
			return v, n
		}
	}
	return v<<8 | uint64(b[8]), 9
}

// tree visits the records of a tree in their order; rows are numbered, keys are not. It gives the depth.
func (w *walker) tree(root uint32, visit func(row uint64, record []any)) int {
	page := w.page(root)
	head := page
	if root == 1 {
		head = page[100:]
	}
	kind, cells := head[0], int(binary.BigEndian.Uint16(head[3:]))
	start := int(binary.BigEndian.Uint16(head[5:]))
	interior := kind == 2 || kind == 5
	after := 8
	if interior {
		after = 12
	}
	if cells == 0 && root != 1 && interior {
		w.t.Fatalf("page %d has nothing in it", root)
	}
	below := map[int]bool{}
	for i := range cells {
		at := int(binary.BigEndian.Uint16(head[after+2*i:]))
		if at < start || at < after+2*cells {
			w.t.Fatalf("page %d: a cell at %d, where they begin at %d", root, at, start)
		}
		cell := page[at:]
		if interior {
			below[w.tree(binary.BigEndian.Uint32(cell), visit)] = true
			cell = cell[4:]
		}
		w.cell(kind, cell, visit)
	}
	if interior {
		below[w.tree(binary.BigEndian.Uint32(head[8:]), visit)] = true
		if len(below) != 1 {
			w.t.Fatalf("page %d has leaves at different depths", root)
		}
		for depth := range below {
			return depth + 1
		}
	}
	return 0
}

// cell reads a cell.
func (w *walker) cell(kind byte, cell []byte, visit func(uint64, []any)) {
	if kind == 5 { // a number that parts rows
		return
	}
	size, n := varint(cell)
	cell = cell[n:]
	row := uint64(0)
	most := (w.size-12)*64/255 - 23
	if kind == 13 {
		row, n = varint(cell)
		cell, most = cell[n:], w.size-35
	}
	visit(row, w.record(w.payload(cell, int(size), most)))
}

// payload gathers a record from its cell and overflow pages.
func (w *walker) payload(cell []byte, size, most int) []byte {
	if size <= most {
		return cell[:size]
	}
	least := (w.size-12)*32/255 - 23
	local := least + (size-least)%(w.size-4)
	if local > most {
		local = least
	}
	all := slices.Clone(cell[:local])
	for next := binary.BigEndian.Uint32(cell[local:]); next != 0; {
		page := w.page(next)
		next = binary.BigEndian.Uint32(page)
		all = append(all, page[4:min(w.size, 4+size-len(all))]...)
	}
	if len(all) != size {
		w.t.Fatalf("a record of %d bytes has %d", size, len(all))
	}
	return all
}

// record reads the values of a record: nil, int64, float64 or string.
func (w *walker) record(b []byte) (values []any) {
	size, at := varint(b)
	body := b[size:]
	for at < int(size) {
		kind, n := varint(b[at:])
		at += n
		length := []int{0, 1, 2, 3, 4, 6, 8, 8, 0, 0}
		switch {
		case kind == 0:
			values = append(values, nil)
		case kind == 7:
			values = append(values, math.Float64frombits(binary.BigEndian.Uint64(body)))
		case kind < 7:
			v := int64(int8(body[0]))
			for _, c := range body[1:length[kind]] {
				v = v<<8 | int64(c)
			}
			values = append(values, v)
		case kind == 8 || kind == 9:
			values = append(values, int64(kind-8))
		case kind >= 13 && kind%2 == 1:
			k := int(kind-13) / 2
			values = append(values, string(body[:k]))
			body = body[k:]
			continue
		default:
			w.t.Fatalf("a value of type %d", kind)
		}
		body = body[length[kind]:]
	}
	if len(body) != 0 {
		w.t.Fatalf("%d bytes are left in a record", len(body))
	}
	return values
}

// content is the rows of a table, and the records of the index its key made.
type content struct {
	sql  string
	rows [][]any
	keys [][]any
}

// contents reads all tables, and sees to it that every page is used and rows are numbered in turn.
func (w *walker) contents() map[string]*content {
	all := map[string]*content{}
	var list [][]any
	w.tree(1, func(_ uint64, entry []any) { list = append(list, entry) })
	for _, entry := range list {
		of := entry[2].(string)
		root := uint32(entry[3].(int64))
		if entry[0] == "table" {
			c := &content{sql: entry[4].(string)}
			all[of] = c
			w.tree(root, func(row uint64, record []any) {
				if c.rows = append(c.rows, record); int(row) != len(c.rows) {
					w.t.Fatalf("row %d is numbered %d", len(c.rows), row)
				}
			})
			continue
		}
		if entry[1] != fmt.Sprintf("sqlite_autoindex_%s_1", of) || entry[4] != nil {
			w.t.Fatalf("an index %v", entry)
		}
		w.tree(root, func(_ uint64, record []any) { all[of].keys = append(all[of].keys, record) })
	}
	for n := range len(w.file) / w.size {
		if !w.seen[uint32(n+1)] {
			w.t.Fatalf("page %d is used by nothing", n+1)
		}
	}
	return all
}
