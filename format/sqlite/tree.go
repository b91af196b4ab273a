package sqlite

// Pages and the trees they make (sections 1.6 and 1.7 of the description). Leaves are written as they fill; a list of them is kept,
// and the pages above are made of it when there are no more.

import (
	"encoding/binary"
	"io"
)

// pageSize is the bytes of a page: four times SQLite's default, since the rows of a panel are wide and are read in turn.
const pageSize = 16 << 10

// How much of a record may stand in its cell, and how much does at the least where the rest overflows.
const (
	mostOfRow   = pageSize - 35
	mostOfKey   = (pageSize-12)*64/255 - 23
	leastOfCell = (pageSize-12)*32/255 - 23
	overflowing = pageSize - 4 // bytes of a record in an overflow page
)

// pager writes pages and numbers them. After an error it does nothing.
type pager struct {
	w   io.Writer
	n   uint32 // of the last page
	err error
}

// add writes a page and gives its number.
func (p *pager) add(page []byte) uint32 {
	if p.err == nil {
		_, p.err = p.w.Write(page)
	}
	p.n++
	return p.n
}

// overflow writes a chain of pages and gives the number of the first.
func (p *pager) overflow(rest []byte) uint32 {
	first := p.n + 1
	for len(rest) > 0 {
		page := make([]byte, pageSize)
		k := copy(page[4:], rest)
		if rest = rest[k:]; len(rest) > 0 {
			binary.BigEndian.PutUint32(page, p.n+2)
		}
		p.add(page)
	}
	return first
}

// appendRecord appends a record to a cell, up to so many bytes of it, and has the rest overflow.
func (p *pager) appendRecord(cell, record []byte, most int) []byte {
	if len(record) <= most {
		return append(cell, record...)
	}
	local := leastOfCell + (len(record)-leastOfCell)%overflowing
	if local > most {
		local = leastOfCell
	}
	cell = append(cell, record[:local]...)
	return binary.BigEndian.AppendUint32(cell, p.overflow(record[local:]))
}

// The kinds of pages.
const (
	keyInterior = 2
	rowInterior = 5
	keyLeaf     = 10
	rowLeaf     = 13
)

// page is one under way: cells fill it from its end, what leads to them from its beginning.
type page struct {
	bytes [pageSize]byte
	start int // of the cells
	cells []int
}

// fits says whether a cell has room beside those there, with so many bytes set aside.
func (p *page) fits(cell, reserve int) bool {
	const head = 12
	return p.start-cell >= reserve+head+2*(len(p.cells)+1)
}

func (p *page) add(cell []byte) {
	p.start -= len(cell)
	copy(p.bytes[p.start:], cell)
	p.cells = append(p.cells, p.start)
}

func (p *page) reset() {
	clear(p.bytes[:])
	p.start, p.cells = pageSize, p.cells[:0]
}

// finish fills in the head of a page, which begins at so many bytes; right is the last page below an interior one.
func (p *page) finish(kind byte, right uint32, at int) []byte {
	head, big := p.bytes[at:], binary.BigEndian
	head[0] = kind
	big.PutUint16(head[3:], uint16(len(p.cells)))
	big.PutUint16(head[5:], uint16(p.start))
	after := 8
	if kind == keyInterior || kind == rowInterior {
		big.PutUint32(head[8:], right)
		after = 12
	}
	for i, c := range p.cells {
		big.PutUint16(head[after+2*i:], uint16(c))
	}
	return p.bytes[:]
}

// child is a page and what parts it from the next: the cell of an interior page, without the number of the page.
type child struct {
	page uint32
	cell []byte
}

// tree is one under way.
type tree struct {
	pager    *pager
	keys     bool // of keys; else of rows
	reserve  int  // bytes at the beginning of the root that are not its own
	leaf     page
	children []child
	last     int64 // row in the leaf
	cell     []byte
	rowCount int64
}

// rows adds records, which are the next rows.
func (t *tree) rows(r records) error {
	from := 0
	for _, to := range r.ends {
		t.rowCount++
		if err := t.row(t.rowCount, r.bytes[from:to]); err != nil {
			return err
		}
		from = to
	}
	return nil
}

// row adds the record of a row, whose number is above those before.
func (t *tree) row(number int64, record []byte) error {
	cell := appendVarint(appendVarint(t.cell[:0], uint64(len(record))), uint64(number))
	cell = t.pager.appendRecord(cell, record, mostOfRow)
	t.cell = cell
	if t.leaf.start == 0 {
		t.leaf.reset()
	}
	if !t.leaf.fits(len(cell), 0) {
		t.close(rowLeaf, appendVarint(nil, uint64(t.last)))
	}
	t.leaf.add(cell)
	t.last = number
	return t.pager.err
}

// close writes the leaf and begins another. parting is what parts the two.
func (t *tree) close(kind byte, parting []byte) {
	n := t.pager.add(t.leaf.finish(kind, 0, 0))
	t.children = append(t.children, child{n, parting})
	t.leaf.reset()
}

// key adds the record of a key, which sorts behind those before; last says that it is the last of all. The record that does not fit a
// leaf parts it from the next; where nothing follows it, the one before does, so that no leaf is empty.
func (t *tree) key(record []byte, last bool) error {
	cell := t.pager.appendRecord(appendVarint(t.cell[:0], uint64(len(record))), record, mostOfKey)
	t.cell = cell
	if t.leaf.start == 0 {
		t.leaf.reset()
	}
	switch {
	case t.leaf.fits(len(cell), 0):
		t.leaf.add(cell)
	case last:
		t.close(keyLeaf, t.leaf.pop())
		t.leaf.add(cell)
	default:
		t.close(keyLeaf, append([]byte(nil), cell...))
	}
	return t.pager.err
}

// pop takes the last cell out.
func (p *page) pop() []byte {
	end := pageSize
	if n := len(p.cells); n > 1 {
		end = p.cells[n-2]
	}
	cell := append([]byte(nil), p.bytes[p.start:end]...)
	clear(p.bytes[p.start:end])
	p.start, p.cells = end, p.cells[:len(p.cells)-1]
	return cell
}

// finish writes what is left and gives the number of the root.
func (t *tree) finish() (uint32, error) {
	root, err := t.top()
	if err != nil {
		return 0, err
	}
	n := t.pager.add(root)
	return n, t.pager.err
}

// top writes all pages but the root, which it gives. Where something is set aside in the root, it may have one page below it and no
// cell, which SQLite allows the first page alone.
func (t *tree) top() ([]byte, error) {
	leaf, interior := byte(rowLeaf), byte(rowInterior)
	if t.keys {
		leaf, interior = keyLeaf, keyInterior
	}
	if t.leaf.start == 0 {
		t.leaf.reset()
	}
	if len(t.children) == 0 && t.leaf.fits(0, t.reserve) {
		return t.leaf.finish(leaf, 0, t.reserve), t.pager.err
	}
	t.close(leaf, nil)
	children := t.children
	for {
		var above []child
		for len(children) > 0 {
			n := t.fill(children)
			if n == len(children) && above == nil {
				return t.leaf.finish(interior, children[n-1].page, t.reserve), t.pager.err
			}
			page := t.pager.add(t.leaf.finish(interior, children[n-1].page, 0))
			above = append(above, child{page, children[n-1].cell})
			children = children[n:]
		}
		children = above
	}
}

// fill makes an interior page of as many children as fit, but so that not one alone is left, and says how many. The last has no cell:
// it is the page to the right, and what parts it from the next goes up.
func (t *tree) fill(children []child) int {
	t.leaf.reset()
	n := 1
	for n < len(children) && t.leaf.fits(4+len(children[n-1].cell), t.reserve) {
		t.leaf.addChild(children[n-1])
		n++
	}
	if n == len(children)-1 {
		t.leaf.pop()
		n--
	}
	return n
}

func (p *page) addChild(c child) {
	p.add(append(binary.BigEndian.AppendUint32(nil, c.page), c.cell...))
}
