package jsontable

// The way to the rows, and a row taken apart.

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"comity/format/nested"
)

// nameKeys names the columns of keys: one for each "*" of the path. That of the rows' own keys is named when they turn
// out to be members of an object.
func (r *Reader) nameKeys() {
	r.keys = countStars(r.path)
	for i := range r.keys {
		r.columnOf(r.keyName(i))
	}
}

// keyName names the i-th column of keys.
func (r *Reader) keyName(i int) string {
	if i < len(r.opt.Keys) && r.opt.Keys[i] != "" {
		return r.opt.Keys[i]
	}
	if r.keys == 0 {
		return "key"
	}
	return "key" + strconv.Itoa(i+1)
}

// Next goes to the next row; false after the last, or where Err says why not.
func (r *Reader) Next() bool {
	for r.err == nil {
		if len(r.stack) == 0 {
			if done := r.top(); done {
				return false
			}
			if r.opt.Lines || r.opt.One && len(r.path) == 0 {
				return r.err == nil
			}
			continue
		}
		if row := r.member(); row {
			return r.err == nil
		}
	}
	return false
}

// top reads what stands at the top of a file; true at its end.
func (r *Reader) top() (done bool) {
	if r.begun && !r.opt.Lines {
		if t, err := r.dec.Token(); !errors.Is(err, io.EOF) {
			r.fail("%w: %v (%v) behind the end of the value; are these JSON Lines (Options.Lines)?", ErrFormat, t, err)
		}
		return true
	}
	if r.opt.Lines && !r.dec.More() {
		if _, err := r.dec.Token(); !errors.Is(err, io.EOF) {
			r.fail("%w: %w", ErrFormat, err)
		}
		r.found = r.begun
		return true
	}
	r.begun = true
	if r.opt.Lines {
		r.startRow()
		r.value(r.columns.Root, 0)
		return false
	}
	r.descend(0)
	return false
}

// token takes the next token.
func (r *Reader) token() json.Token {
	t, err := r.dec.Token()
	switch {
	case err == nil:
		return t
	case errors.Is(err, ErrTooBig):
		r.fail("%w", err)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		r.fail("%w: the file ends within a value; is it cut off?", ErrFormat)
	default:
		r.fail("%w: %w", ErrFormat, err)
	}
	return nil
}

// descend enters the value at hand, which the path led to in so many steps; true if it was a row (with Options.One).
func (r *Reader) descend(step int) (row bool) {
	if step == len(r.path) && r.opt.One {
		r.found = true
		r.startRow()
		r.value(r.columns.Root, len(r.stack))
		return true
	}
	switch t := r.token(); t {
	case json.Delim('{'), json.Delim('['):
		if len(r.stack) >= r.opt.MaxDepth {
			r.fail("nested more than Options.MaxDepth = %d deep: %w", r.opt.MaxDepth, ErrTooBig)
		}
		rows := step == len(r.path)
		r.found = r.found || rows
		r.stack = append(r.stack, frame{object: t == json.Delim('{'), rows: rows, step: step})
		if rows && t == json.Delim('{') {
			r.columnOf(r.keyName(r.keys))
		}
	default:
		if r.err == nil && step == len(r.path) && r.keys == 0 {
			r.fail("%w: at the path %q there is the plain value %.40v; Options.One would make it a row", ErrShape, r.opt.Path, t)
		}
	}
	return false
}

// member goes on by one member or item of the innermost frame; true if that was a row.
func (r *Reader) member() (row bool) {
	f := &r.stack[len(r.stack)-1]
	if !r.dec.More() {
		r.token() // the end
		r.stack = r.stack[:len(r.stack)-1]
		return false
	}
	f.next++
	key := strconv.FormatInt(f.next, 10)
	if f.object {
		key, _ = r.token().(string)
	}
	switch {
	case r.err != nil:
		return false
	case f.rows:
		r.startRow()
		if f.object {
			r.set(r.columnOf(r.keyName(r.keys)), key, false)
		}
		r.value(r.columns.Root, len(r.stack))
		return true
	case r.path[f.step] == "*":
		r.setKey(f.step, key)
		return r.descend(f.step + 1)
	case r.path[f.step] == key:
		return r.descend(f.step + 1)
	}
	if !r.found && len(r.near) < 20 {
		r.near = append(r.near, fmt.Sprintf("%.40q", key))
	}
	r.pass(len(r.stack))
	return false
}

// setKey keeps the key a "*" stands for, for the rows to come.
func (r *Reader) setKey(step int, key string) {
	r.cells[countStars(r.path[:step])].text = key
}

// countStars counts the steps that are "*".
func countStars(path []string) (n int) {
	for _, step := range path {
		if step == "*" {
			n++
		}
	}
	return n
}

// startRow begins a row: the keys of the way belong to it.
func (r *Reader) startRow() {
	r.row++
	r.rowAt = r.dec.InputOffset()
	for i := range r.keys {
		r.cells[i].row = r.row
	}
}

// columnOf gives the column of a name, a new one where there was none.
func (r *Reader) columnOf(name string) int { return r.column(r.columns.Of(name)) }

// plainColumn gives the column of a place that holds a plain value; that of a whole row is "value".
func (r *Reader) plainColumn(n *nested.Node) int { return r.column(r.columns.At(n)) }

// column makes room for the cells of a column.
func (r *Reader) column(i int, err error) int {
	if err != nil {
		r.fail("%w", err)
	}
	if i == len(r.cells) {
		r.cells = append(r.cells, cell{})
	}
	return i
}

// set puts a plain value into a cell, once a row.
func (r *Reader) set(column int, text string, null bool) {
	if r.err != nil {
		return
	}
	c := &r.cells[column]
	if c.row == r.row {
		r.fail("%w: two values for column %q in one row; rename keys with Options.Keys if one is a key", ErrShape, r.columns.Name(column))
		return
	}
	*c = cell{text: text, row: r.row, null: null}
}

// part gives the place of a member or item within another.
func (r *Reader) part(n *nested.Node, key string) *nested.Node {
	p, err := r.columns.Part(n, key)
	if err != nil {
		r.fail("%w", err)
	}
	return p
}

// value takes the value at hand apart into cells.
func (r *Reader) value(n *nested.Node, depth int) {
	if depth >= r.opt.MaxDepth {
		r.fail("nested more than Options.MaxDepth = %d deep: %w", r.opt.MaxDepth, ErrTooBig)
		return
	}
	t := r.token()
	if at := r.dec.InputOffset(); at-r.rowAt > int64(r.opt.MaxRow) {
		r.fail("a row of more than Options.MaxRow = %d bytes: %w", r.opt.MaxRow, ErrTooBig)
		return
	}
	switch t {
	case json.Delim('{'):
		for r.err == nil && r.dec.More() {
			key, _ := r.token().(string)
			r.value(r.part(n, key), depth+1)
		}
		r.token()
		return
	case json.Delim('['):
		r.array(n, depth)
		return
	}
	if r.err == nil {
		r.set(r.plainColumn(n), plain(t), t == nil)
	}
}

// array takes an array apart: into a column for each item, or joined.
func (r *Reader) array(n *nested.Node, depth int) {
	if r.opt.Join != "" {
		r.joined(n)
		return
	}
	for i := 1; r.err == nil && r.dec.More(); i++ {
		r.value(r.part(n, strconv.Itoa(i)), depth+1)
	}
	r.token()
}

// joined makes one cell of an array of plain values.
func (r *Reader) joined(n *nested.Node) {
	var items []string
	size := 0
	for r.err == nil && r.dec.More() {
		t := r.token()
		if _, inner := t.(json.Delim); inner {
			r.fail("%w: an array with arrays or objects in it at %q cannot be joined; leave Options.Join empty", ErrShape, n.Name)
			return
		}
		items = append(items, plain(t))
		if size += len(items[len(items)-1]) + len(r.opt.Join); size > r.opt.MaxRow {
			r.fail("an array of more than Options.MaxRow = %d bytes: %w", r.opt.MaxRow, ErrTooBig)
		}
	}
	r.token()
	if r.err == nil {
		r.set(r.plainColumn(n), strings.Join(items, r.opt.Join), len(items) == 0)
	}
}

// plain writes a plain value.
func plain(t json.Token) string {
	switch t := t.(type) {
	case string:
		return t
	case json.Number:
		return t.String()
	case bool:
		return strconv.FormatBool(t)
	case nil:
		return ""
	}
	return fmt.Sprint(t)
}

// pass goes past a value that is on no path.
func (r *Reader) pass(depth int) {
	for open := 0; r.err == nil; {
		switch r.token() {
		case json.Delim('{'), json.Delim('['):
			if open++; depth+open > r.opt.MaxDepth {
				r.fail("nested more than Options.MaxDepth = %d deep: %w", r.opt.MaxDepth, ErrTooBig)
			}
		case json.Delim('}'), json.Delim(']'):
			open--
		}
		if open == 0 {
			return
		}
	}
}
