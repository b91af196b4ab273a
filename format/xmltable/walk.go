package xmltable

// The way to the rows, and a row taken apart.

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"comity/format/nested"
)

// Next goes to the next row; false after the last, or where Err says why not.
func (r *Reader) Next() bool {
	for r.err == nil {
		t := r.token()
		switch t := t.(type) {
		case nil:
			return false
		case xml.StartElement:
			if row := r.enter(t); row {
				return r.err == nil
			}
		case xml.EndElement:
			r.leave()
		}
	}
	return false
}

// token takes the next token; nil at the end of the file and where something is wrong.
func (r *Reader) token() xml.Token {
	r.tokenAt = r.dec.InputOffset()
	t, err := r.dec.Token()
	switch {
	case err == nil:
		return t
	case errors.Is(err, ErrTooBig):
		r.fail("%w", err)
	case errors.Is(err, io.EOF) && r.ended:
	case errors.Is(err, io.EOF):
		r.fail("%w: there is no element in it", ErrFormat)
	default:
		r.fail("%w: %w", ErrFormat, err)
	}
	return nil
}

// enter goes into an element; true if it was a row, which is then read to its end.
func (r *Reader) enter(t xml.StartElement) (row bool) {
	depth := len(r.open)
	switch {
	case r.ended:
		r.fail("%w: the element %.40q behind the end of the root", ErrFormat, t.Name.Local)
		return false
	case depth >= r.opt.MaxDepth:
		r.fail("nested more than Options.MaxDepth = %d deep: %w", r.opt.MaxDepth, ErrTooBig)
		return false
	}
	if r.fits == depth && depth < len(r.path) && (r.path[depth] == "*" || r.path[depth] == t.Name.Local) {
		r.fits++
	} else if r.row == 0 && r.fits == depth {
		r.note(t.Name.Local)
	}
	if r.fits == depth+1 && r.fits == len(r.path) {
		r.startRow()
		r.element(r.columns.Root, t, depth+1)
		r.fits--
		r.ended = depth == 0
		return true
	}
	r.open = append(r.open, t.Name.Local)
	return false
}

// leave goes out of an element.
func (r *Reader) leave() {
	r.open = r.open[:len(r.open)-1]
	r.fits = min(r.fits, len(r.open))
	r.ended = len(r.open) == 0
}

// note remembers an element the path does not go into.
func (r *Reader) note(name string) {
	name = fmt.Sprintf("%.40s", strings.Join(append(r.open[:len(r.open):len(r.open)], name), "/"))
	for _, n := range r.near {
		if n == name {
			return
		}
	}
	if len(r.near) < 20 {
		r.near = append(r.near, name)
	}
}

// startRow begins a row.
func (r *Reader) startRow() {
	r.row++
	r.rowAt = r.tokenAt
	r.text, r.kept = r.text[:0], 0
}

// element reads an element of a row to its end: its attributes, elements within and text.
func (r *Reader) element(n *nested.Node, start xml.StartElement, depth int) {
	if depth > r.opt.MaxDepth {
		r.fail("nested more than Options.MaxDepth = %d deep: %w", r.opt.MaxDepth, ErrTooBig)
		return
	}
	r.attributes(n, start.Attr)
	begin, own, within := len(r.text), false, false
	for r.err == nil {
		switch t := r.token().(type) {
		case xml.CharData:
			own = own || len(bytes.TrimSpace(t)) > 0
			r.text = append(r.text, t...)
		case xml.StartElement:
			within = true
			r.element(r.part(n, t.Name.Local), t, depth+1)
		case xml.EndElement:
			if own || !within && n != r.columns.Root {
				r.set(n, r.text[begin:])
			}
			return
		}
		if r.dec.InputOffset()-r.rowAt > int64(r.opt.MaxRow) {
			r.fail("a row of more than Options.MaxRow = %d bytes: %w", r.opt.MaxRow, ErrTooBig)
		}
	}
}

// attributes reads those that are not about name spaces.
func (r *Reader) attributes(n *nested.Node, attributes []xml.Attr) {
	for _, a := range attributes {
		if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" && r.err == nil {
			r.set(r.part(n, "@"+a.Name.Local), []byte(a.Value))
		}
	}
}

// part gives the place of an element or attribute within another.
func (r *Reader) part(n *nested.Node, key string) *nested.Node {
	p, err := r.columns.Part(n, key)
	if err != nil {
		r.fail("%w", err)
	}
	return p
}

// set adds a text to a cell.
func (r *Reader) set(n *nested.Node, text []byte) {
	i := r.columnOf(n)
	if r.err != nil {
		return
	}
	c := &r.cells[i]
	if c.row != r.row {
		c.text, c.row = c.text[:0], r.row
	}
	before := len(c.text)
	if before > 0 {
		c.text = append(c.text, r.opt.Join...)
	}
	between := len(c.text)
	if r.opt.Raw {
		c.text = append(c.text, text...)
	} else {
		c.text = appendFields(c.text, text)
	}
	if len(c.text) == between {
		c.text = c.text[:before] // nothing to join
	}
	if r.kept += len(c.text) - before; r.kept > 4*r.opt.MaxRow {
		r.fail("a row whose cells take more than four times Options.MaxRow = %d bytes: %w", r.opt.MaxRow, ErrTooBig)
	}
}

// appendFields appends a text with one space where it has white space, none at the ends.
func appendFields(dst, text []byte) []byte {
	first := true
	for field := range bytes.FieldsSeq(text) {
		if !first {
			dst = append(dst, ' ')
		}
		dst, first = append(dst, field...), false
	}
	return dst
}

// columnOf gives a place its column, with room for its cells.
func (r *Reader) columnOf(n *nested.Node) int {
	i, err := r.columns.At(n)
	if err != nil {
		r.fail("%w", err)
	}
	if i == len(r.cells) {
		r.cells = append(r.cells, cell{})
	}
	return i
}
