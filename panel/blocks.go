package panel

// Panels too large to be held at once are made in blocks: parts of the rows in their order, each filled, reached and taken through
// the steps by itself when it is read, and let go. What the parts share (the grids of years, the columns on them) is made once.
// A part holds whole units (all months of a pair), so that steps over time work within it; a step that must see all rows at
// once makes the panel whole, if it is not too large for that.

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sort"
	"sync"

	"comity/format/frame"
	"comity/formula"
)

// part is some of the rows of a panel.
type part struct {
	n    int64
	rows func() (*rows, error)
}

// The number of rows from which a panel is made in blocks, and that of a block.
const (
	wholeRows = 4 << 20
	blockRows = 1 << 20
)

// maxWhole is the most bytes a panel may take where it must be made whole.
const maxWhole = 8 << 30

// TooLargeError says that a panel cannot be made whole.
type TooLargeError struct {
	Rows, Bytes int64
	Why         string // what asks for all rows at once
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("the panel has %s rows, and %s needs all of them at once: %s MB of memory, more than the %s MB a panel may take. Narrow it (--years, --scope), or leave that step out and do it on the file",
		grouped(int(e.Rows)), e.Why, grouped(int(e.Bytes>>20)), grouped(maxWhole>>20))
}

// parts gives the parts the panel is made in: one of up to so many rows or where a step must see all rows, else of about the size of
// a block each.
func (m *maker) parts(whole, block int64) ([]part, error) {
	n, err := m.kind.count(m.b, m.spec)
	if err != nil {
		return nil, err
	}
	size := int64(math.MaxInt64)
	if n > whole {
		size = block
	}
	if why := m.spec.wants(); why != "" && n > whole {
		size = math.MaxInt64
		if bytes := n * m.rowBytes(); n > math.MaxInt32 || bytes > maxWhole {
			return nil, &TooLargeError{n, bytes, why}
		}
	}
	return m.kind.parts(m.b, m.spec, size)
}

// rowBytes is about what a row of the panel takes while it is made whole.
func (m *maker) rowBytes() int64 {
	bytes := 12 + 8*int64(m.kind.slots+1)
	for range m.spec.Columns {
		bytes += 8
	}
	return bytes + 8*int64(len(m.spec.Steps))
}

// wants says which step needs all rows at once; empty: none does.
func (s Spec) wants() string {
	for _, step := range s.Steps {
		if !step.inBlocks() {
			return step.Kind + " " + step.Text
		}
	}
	return ""
}

// inBlocks says whether a step may be taken block by block: it looks at one row, or one unit, at a time. A text that cannot be read
// is refused when the first block is made.
func (s Step) inBlocks() bool {
	o, err := ParseStep(s.Kind, s.Text)
	switch {
	case err != nil || s.Kind == "drop":
		return true
	case o.Expr != nil:
		return o.Expr.Needs() < formula.AllRows
	}
	return false
}

// blocks is a panel that is made as it is read.
type blocks struct {
	m      *maker
	parts  []part
	before []int // rows before each part, and of all
	heads  []frame.Column
	mu     sync.Mutex
	last   *Panel // the block looked into last, and which it is
	at     int
}

// stream makes the panel of parts, of which the first is made.
func (m *maker) stream(ctx context.Context, parts []part, first *Panel) (*Panel, error) {
	b := &blocks{m: m, parts: parts, before: make([]int, len(parts)+1)}
	for _, c := range first.Frame.Columns {
		b.heads = append(b.heads, c.Head())
	}
	p := &Panel{Spec: m.spec, Columns: first.Columns, Log: slices.Clone(first.Log), blocks: b, rows: first.rows, bench: m.b}
	for i := range p.Log {
		p.Log[i].Before, p.Log[i].After = 0, 0
		if at := i - len(p.Log) + len(m.spec.Steps); at >= 0 { // what it says of the first block alone is not said
			p.Log[i].What, p.Log[i].Notes = m.spec.Steps[at].Kind+" "+m.spec.Steps[at].Text, nil
		}
	}
	for i, part := range parts {
		block := first
		switch {
		case len(m.spec.Steps) == 0: // a block has the rows of its part
			block = &Panel{Frame: &frame.Frame{Rows: int(part.n)}, Log: []Noted{{After: int(part.n)}}}
		case i > 0:
			var err error
			if block, err = m.block(ctx, part); err != nil {
				return nil, err
			}
		}
		b.before[i+1] = b.before[i] + block.Frame.Rows
		for j, n := range block.Log {
			p.Log[j].Before, p.Log[j].After = p.Log[j].Before+n.Before, p.Log[j].After+n.After
		}
	}
	return p, nil
}

// frames hands over the blocks one after another.
func (b *blocks) frames(yield func(*frame.Frame, error) bool) {
	for _, part := range b.parts {
		p, err := b.m.block(context.Background(), part)
		if err != nil {
			yield(nil, err)
			return
		}
		if !yield(p.Frame, nil) {
			return
		}
	}
}

// Holding gives the panel itself and the row, or of a panel made in blocks that of the block with the row, and the row in it. It has
// a Frame.
func (p *Panel) Holding(row int) (*Panel, int, error) {
	if row < 0 || row >= p.Rows() {
		return nil, 0, fmt.Errorf("the panel has no row %d: its rows are 1 to %d", row+1, p.Rows())
	}
	b := p.blocks
	if b == nil {
		return p, row, nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	at := sort.SearchInts(b.before, row+1) - 1
	if b.last == nil || b.at != at {
		block, err := b.m.block(context.Background(), b.parts[at])
		if err != nil {
			return nil, 0, err
		}
		b.last, b.at = block, at
	}
	return b.last, row - b.before[at], nil
}
