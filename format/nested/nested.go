// Package nested holds what the readers of nested data, JSON and XML, do alike when they make a flat row of it.
//
// A place within a row ("capital", and "lat" within it) is a Node; once a plain value was met there it has a column, named
// by the way that leads to it. Columns keeps both, in the order they first occur, and bounds their number and the length of
// their names, for a hostile file may make up a new one with each row. Ahead stands between a file and its decoder and
// refuses a text too long to hold in memory. What a row or a cell is, each format says itself.
package nested

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"comity/format/unpack"
)

// Defaults fills in the bounds that are zero: bytes of a row, columns, and depth of nesting.
func Defaults(maxRow, maxColumns, maxDepth *int) {
	for _, bound := range []struct {
		at    *int
		value int
	}{{maxRow, 16 << 20}, {maxColumns, 1 << 16}, {maxDepth, 64}} {
		if *bound.at <= 0 {
			*bound.at = bound.value
		}
	}
}

// OpenFile hands the file at path and its size to open. It gives what open made of it and the file, to be closed later;
// where open fails the file is closed, and the error names it.
func OpenFile[R any](path string, open func(f io.ReaderAt, size int64) (R, error)) (r R, c io.Closer, err error) {
	f, err := os.Open(path)
	if err != nil {
		return r, nil, err
	}
	info, err := f.Stat()
	if err == nil {
		if r, err = open(f, info.Size()); err == nil {
			return r, f, nil
		}
	}
	f.Close()
	return r, nil, fmt.Errorf("%s: %w", path, err)
}

// Number reads a decimal number; false for all else, hexadecimal, infinite and NaN included: these are no numbers in tables.
func Number(s string) (float64, bool) {
	if strings.ContainsAny(s, "xX_") {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil && v-v == 0 // neither infinite nor NaN
}

// Node is a place within a row.
type Node struct {
	Name   string // the way to it
	Column int    // -1 until it held a plain value
	parts  map[string]*Node
}

// Naming is how a format names columns.
type Naming struct {
	Root    string // the column of a row that is itself a plain value
	Between string // what stands between a place and one within it
	Places  string // what places are called in errors
}

// Columns are the places within rows, and the columns they have, in the order they first occur.
type Columns struct {
	Root   *Node // the row itself
	naming Naming
	most   int
	nodes  int
	names  []string
	places map[string]int // of names
}

// NewColumns begins with no columns, and will have no more than most (Options.MaxColumns).
func NewColumns(naming Naming, most int) *Columns {
	return &Columns{Root: &Node{Column: -1}, naming: naming, most: most, places: map[string]int{}}
}

// Name is the name of column i.
func (c *Columns) Name(i int) string { return c.names[i] }

// Names gives the names of the columns, in the order they first occur.
func (c *Columns) Names() []string { return slices.Clone(c.names) }

// Of gives the column of a name, a new one where there was none. The error, where there are too many, is unpack.ErrTooBig.
func (c *Columns) Of(name string) (int, error) {
	if i, ok := c.places[name]; ok {
		return i, nil
	}
	if len(c.names) >= c.most {
		return 0, fmt.Errorf("more than Options.MaxColumns = %d columns, of which %q is one: %w", c.most, name, unpack.ErrTooBig)
	}
	c.places[name] = len(c.names)
	c.names = append(c.names, name)
	return len(c.names) - 1, nil
}

// At gives the column of a place that holds a plain value, with the error of Of.
func (c *Columns) At(n *Node) (int, error) {
	if n.Column >= 0 {
		return n.Column, nil
	}
	name := n.Name
	if n == c.Root {
		name = c.naming.Root
	}
	var err error
	n.Column, err = c.Of(name)
	return n.Column, err
}

// longestName bounds the name of a column, in bytes.
const longestName = 4096

// Part gives the place of a member, item, element or attribute within another. It gives one even with an error, which is
// unpack.ErrTooBig: of too many places, or a name too long.
func (c *Columns) Part(n *Node, key string) (p *Node, err error) {
	if p, ok := n.parts[key]; ok {
		return p, nil
	}
	p = &Node{Name: key, Column: -1}
	if n.Name != "" {
		p.Name = n.Name + c.naming.Between + key
	}
	if len(p.Name) > longestName {
		err = fmt.Errorf("the name %.40q… is longer than %d bytes: %w", p.Name, longestName, unpack.ErrTooBig)
		p.Name = ""
	}
	if c.nodes++; c.nodes > 2*c.most {
		err = fmt.Errorf("more than twice Options.MaxColumns = %d %s within rows: %w", c.most, c.naming.Places, unpack.ErrTooBig)
	}
	if n.parts == nil {
		n.parts = map[string]*Node{}
	}
	n.parts[key] = p
	return p, err
}

// Ahead is a file on its way into a decoder, which may not run further ahead of what it has given than one text may take.
type Ahead struct {
	Src  io.Reader
	Done func() int64 // bytes up to the end of what the decoder has given
	Most int          // bytes of one text (Options.MaxRow)
	What string       // what is too long, in the error: "text"

	passed int64 // bytes given to the decoder
}

// readAhead is about what a decoder holds besides, in bytes.
const readAhead = 64 << 10

// Read implements io.Reader for the decoder.
func (a *Ahead) Read(p []byte) (int, error) {
	if a.passed-a.Done() > int64(a.Most)+readAhead {
		return 0, fmt.Errorf("one %s of more than Options.MaxRow = %d bytes: %w", a.What, a.Most, unpack.ErrTooBig)
	}
	n, err := a.Src.Read(p)
	a.passed += int64(n)
	return n, err
}
