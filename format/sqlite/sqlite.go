// Package sqlite writes tables into an SQLite database, once and for good: no database engine is at work, the pages of the file are
// laid down one after another as SQLite's "Database File Format" describes them.
//
// A database file is pages of one size. The first begins with a header of 100 bytes and lists the tables, with the SQL that
// would make each and the page of its root. A table is a B-tree by row number: leaf pages hold records, the pages above them say which
// leaf holds which numbers. What is too long for its page goes on in a chain of overflow pages. A primary key is a second tree, of the
// key's values in their order, each with its row's number. A record is a list of types and the values after it.
//
// The first page says where all trees begin, and what is written goes out as a stream. So the database is made twice, the first time
// only to see how long it becomes.
package sqlite

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"comity/format/frame"
	"comity/format/inorder"
)

// Table is a table under the name it is to have in the database.
type Table struct {
	Name  string
	Table *frame.Table
	Key   []string // columns that together tell any two rows apart; none: no primary key
}

// WriteOptions say how a database is written.
type WriteOptions struct {
	Name    string   // of the table; default: panel
	Key     []string // its primary key
	Reasons bool     // after each column that has missing cells one that says why, NAME_missing, and a table "missing" of what letters mean
	Tables  []Table  // that follow: codebook, sources
}

// The reasons an error may have, for errors.Is.
var (
	ErrKey    = errors.New("no primary key")
	ErrTooBig = errors.New("more than an SQLite table holds")
	ErrName   = errors.New("not a name SQLite can tell apart")
)

// errChanged is what comes of blocks that are not the same when they are gone through again.
var errChanged = errors.New("the blocks of a table gave other cells when they were gone through again")

// maxColumns is SQLite's own limit unless it is built anew.
const maxColumns = 2000

// Write writes a database of one table and those that Options name. The same tables give the same bytes, however they are cut into
// blocks and at any number of threads.
//
// The tables are STRICT (SQLite 3.37 and later): numbers are REAL, whole numbers and flags INT, texts TEXT, dates TEXT such as
// 2006-01-02, which SQLite's own functions know and which sorts. A missing cell is NULL. In the SQL of a table, which .schema shows,
// the label and unit of each column stand beside it.
//
// An error with ErrKey names two rows of the same key, or a row whose key is missing; one with ErrTooBig says that there are more
// than 2000 columns; one with ErrName that two names differ in nothing but small and capital letters. The blocks of each table are
// gone through twice. The cells of the key are held in memory, 12 bytes and those of the columns for each row, and the place of every
// leaf page.
func Write(ctx context.Context, w io.Writer, t *frame.Table, o WriteOptions) error {
	if o.Name == "" {
		o.Name = "panel"
	}
	all := append([]Table{{o.Name, t, o.Key}}, o.Tables...)
	if o.Reasons && len(t.Reasons) > 0 {
		all = append(all, meanings(t.Reasons))
	}
	db := &database{ctx: ctx}
	for _, each := range all {
		if err := db.add(each, o.Reasons); err != nil {
			return fmt.Errorf("sqlite: table %s: %w", each.Name, err)
		}
	}
	if err := db.write(w); err != nil {
		return fmt.Errorf("sqlite: %w", err)
	}
	return nil
}

// meanings is the table of what the letters of missing cells mean.
func meanings(reasons []string) Table {
	letter := &frame.Column{Name: "letter", Label: "letter of a missing cell", Kind: frame.Text, Ints: make([]int32, len(reasons))}
	meaning := &frame.Column{Name: "meaning", Kind: frame.Text, Texts: reasons, Ints: make([]int32, len(reasons))}
	for i := range reasons {
		letter.Texts = append(letter.Texts, "."+string(rune('a'+i)))
		letter.Ints[i], meaning.Ints[i] = int32(i), int32(i)
	}
	return Table{"missing", frame.One(&frame.Frame{Columns: []*frame.Column{letter, meaning}, Rows: len(reasons)}), []string{"letter"}}
}

// database is what is to be written.
type database struct {
	ctx    context.Context
	tables []*table
}

// table is one table of it.
type table struct {
	Table
	fields []frame.Field
	key    []int // columns
	sql    string
}

// add takes a table in, or says why it cannot be one.
func (db *database) add(t Table, reasons bool) error {
	fields, err := t.Table.Fields(db.ctx, reasons)
	if err != nil {
		return err
	}
	if len(fields) > maxColumns {
		return fmt.Errorf("%w: %d columns, and %d are the most; choose fewer, or write Parquet", ErrTooBig, len(fields), maxColumns)
	}
	seen := map[string]string{}
	for _, f := range fields {
		folded := foldASCII(f.Name)
		if other, twice := seen[folded]; twice {
			return fmt.Errorf("columns %q and %q: %w; rename one", other, f.Name, ErrName)
		}
		if strings.IndexByte(f.Name, 0) >= 0 {
			return fmt.Errorf("column %q: %w: it has a zero byte", f.Name, ErrName)
		}
		seen[folded] = f.Name
	}
	for _, other := range db.tables {
		if foldASCII(other.Name) == foldASCII(t.Name) {
			return fmt.Errorf("%w: there is a table %s already", ErrName, other.Name)
		}
	}
	if t.Name == "" || strings.IndexByte(t.Name, 0) >= 0 || strings.HasPrefix(foldASCII(t.Name), "sqlite_") {
		return fmt.Errorf("%w: it is empty, has a zero byte or begins with sqlite_", ErrName)
	}
	of := &table{Table: t, fields: fields}
	if err := of.findKey(); err != nil {
		return err
	}
	of.sql = of.create()
	db.tables = append(db.tables, of)
	return nil
}

// foldASCII makes small letters of capital ones as SQLite compares names.
func foldASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}, s)
}

// findKey finds the columns of the key.
func (t *table) findKey() error {
	for _, name := range t.Key {
		i := slices.IndexFunc(t.Table.Table.Columns, func(c frame.Column) bool { return c.Name == name })
		switch {
		case i < 0:
			return fmt.Errorf("%w: there is no column %q", ErrKey, name)
		case slices.Contains(t.key, i):
			return fmt.Errorf("%w: column %q is named twice", ErrKey, name)
		}
		t.key = append(t.key, i)
	}
	return nil
}

// create is the SQL that would make the table.
func (t *table) create() string {
	var b strings.Builder
	fmt.Fprintf(&b, "CREATE TABLE %s (\n", quoted(t.Name))
	for i, f := range t.fields {
		c := &t.Table.Table.Columns[f.Column]
		kind := map[frame.Kind]string{frame.Real: "REAL", frame.Whole: "INT", frame.Flag: "INT"}[c.Kind]
		if kind == "" || f.Reason {
			kind = "TEXT"
		}
		if slices.Contains(t.key, f.Column) && !f.Reason {
			kind += " NOT NULL"
		}
		comma := ","
		if i == len(t.fields)-1 && len(t.key) == 0 {
			comma = ""
		}
		fmt.Fprintf(&b, "  %s %s%s%s\n", quoted(f.Name), kind, comma, comment(c, f.Reason))
	}
	if len(t.key) > 0 {
		var names []string
		for _, name := range t.Key {
			names = append(names, quoted(name))
		}
		fmt.Fprintf(&b, "  PRIMARY KEY (%s)\n", strings.Join(names, ", "))
	}
	return b.String() + ") STRICT"
}

// quoted is a name in SQL.
func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// comment says in SQL what a column is.
func comment(c *frame.Column, reason bool) string {
	text := c.Label
	if c.Unit != "" {
		text = strings.TrimSpace(text + " (" + c.Unit + ")")
	}
	if reason {
		text = "why " + c.Name + " is missing"
	}
	if text == "" {
		return ""
	}
	return " -- " + strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}

// write makes the database twice and writes it the second time.
func (db *database) write(w io.Writer) error {
	first, pages, err := db.pages(io.Discard)
	if err != nil {
		return err
	}
	setHeader(first, pages)
	if _, err := w.Write(first); err != nil {
		return err
	}
	again, pages, err := db.pages(w)
	if err != nil {
		return err
	}
	if setHeader(again, pages); !bytes.Equal(first, again) {
		return errChanged
	}
	return nil
}

// pages writes all pages but the first, and gives that one and how many there are.
func (db *database) pages(w io.Writer) (first []byte, n uint32, err error) {
	p := &pager{w: w, n: 1}
	list := &tree{pager: p, reserve: headerSize}
	rows := int64(0)
	for _, t := range db.tables {
		entries, err := db.lay(t, p)
		if err != nil {
			return nil, 0, fmt.Errorf("table %s: %w", t.Name, err)
		}
		for _, e := range entries {
			if rows++; list.row(rows, e) != nil {
				break
			}
		}
	}
	root, err := list.top()
	return root, p.n, errors.Join(err, p.err)
}

// lay writes the trees of a table and gives the records that list them.
func (db *database) lay(t *table, p *pager) (entries [][]byte, err error) {
	rows := &tree{pager: p}
	keys := newKeys(t)
	queue := inorder.New(db.ctx, func(r records) error { return rows.rows(r) })
	step := max(1, cellsAtOnce/len(t.fields))
	err = t.Table.Table.Each(db.ctx, func(before int, f *frame.Frame) error {
		if err := keys.take(f, before); err != nil {
			return err
		}
		for lo := 0; lo < f.Rows; lo += step {
			hi := min(lo+step, f.Rows)
			if err := queue.Add(func() (records, error) { return t.encode(f, lo, hi) }); err != nil {
				return err
			}
		}
		return nil
	})
	if failed := queue.Close(); failed != nil {
		err = failed // the reason why nothing more could be added
	}
	if err != nil {
		return nil, err
	}
	root, err := rows.finish()
	if err != nil {
		return nil, err
	}
	entries = append(entries, entry("table", t.Name, t.Name, root, t.sql))
	if len(t.key) > 0 {
		if root, err = keys.lay(db.ctx, p); err != nil {
			return nil, err
		}
		entries = append(entries, entry("index", "sqlite_autoindex_"+t.Name+"_1", t.Name, root, ""))
	}
	return entries, nil
}

// cellsAtOnce is how many cells are made into records at one time.
const cellsAtOnce = 32 << 10

// entry is the record that lists a tree in the first page; an index that a key makes has no SQL of its own.
func entry(kind, name, of string, root uint32, sql string) []byte {
	var r record
	r.text(kind)
	r.text(name)
	r.text(of)
	r.whole(int64(root))
	if sql == "" {
		r.null()
	} else {
		r.text(sql)
	}
	return r.appendTo(nil)
}

// headerSize is the bytes of the file's header, with which the first page begins.
const headerSize = 100

// setHeader fills in the header of the file.
func setHeader(first []byte, pages uint32) {
	copy(first, "SQLite format 3\x00")
	big := binary.BigEndian
	big.PutUint16(first[16:], pageSize)
	copy(first[18:], []byte{1, 1, 0, 64, 32, 32}) // a rollback journal if any; nothing left free; fractions that are fixed
	big.PutUint32(first[24:], 1)                  // how often it was changed
	big.PutUint32(first[28:], pages)
	big.PutUint32(first[40:], 1)         // version of the list of tables
	big.PutUint32(first[44:], 4)         // and of its format
	big.PutUint32(first[56:], 1)         // UTF-8
	big.PutUint32(first[92:], 1)         // the change that the next number is of
	big.PutUint32(first[96:], 3_037_000) // the first SQLite that knows STRICT
}

// isWhole says whether a number can be stored as a whole one and comes back the same.
func isWhole(x float64) bool {
	return x == math.Trunc(x) && math.Abs(x) < 1<<47 && (x != 0 || !math.Signbit(x))
}
