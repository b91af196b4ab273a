package formula

import "slices"

// Needs says which other rows a formula looks at for the cell of a row.
type Needs uint8

// The needs: no other rows, those of the same unit, those of other units too.
const (
	OneRow Needs = iota
	OneUnit
	AllRows
)

// Needs says which other rows a formula looks at: a table with more rows than can be held at once may be gone through in blocks
// that hold them.
func (e *Expr) Needs() Needs {
	most := OneRow
	e.root.walk(func(n *node) {
		if n.op != opCall {
			return
		}
		f := find(n.text)
		switch {
		case slices.Contains(acrossFunctions, f):
			most = AllRows
		case f.reach != nil:
			most = max(most, OneUnit)
		}
	})
	return most
}
