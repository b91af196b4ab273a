// Package formula is the small language of made columns and filters: "log1p(trade)", "weaklink(polity) >= 6 and year > 1945".
// A formula is read once (Parse), says which columns it needs (Names), is checked for its types and then worked out over a
// frame (Eval, Where), in blocks of rows and over several threads, with the same result at any number of them.
//
// A cell that is missing is never a number: whatever is made of it is missing too, for the gravest reason among its parts
// (b, e, a, c, then a table's own letters, then d). Truth has three values. What has no value, as a division by zero, is d.
package formula

import (
	"math"
	"runtime"
	"sync"

	"comity/format/frame"
)

// The bounds of a formula.
const (
	MaxText  = 64 << 10 // bytes
	MaxDepth = 200      // brackets, functions, signs and powers within one another
	maxSteps = 100_000  // the largest step or window of time
)

// Expr is a formula that was read.
type Expr struct {
	text string
	root *node
}

// Env is what a formula is worked out over: the rows, and which unit and time each is of. It is used for one frame; make
// another once rows are taken away. Several formulas may use it, one after the other.
type Env struct {
	Frame *frame.Frame

	Unit []int32 // the unit's number of each row; nil where rows are of no unit
	Time []int32 // the year (month, day) of each row; nil where rows are of no time

	// Lookup finds a column by the name a formula uses; nil asks the frame.
	Lookup func(name string) *frame.Column
	// Exists says whether the unit of a row existed at another time; nil where that is not known. It tells "did not exist" (b)
	// from "no row here" (a) in lags.
	Exists func(row int, time int32) bool
	// Known are further names that may be meant by one that is not found.
	Known []string
	// Period names what time is counted in: year where it is empty.
	Period string
	// CountRows makes spell and peaceyears count rows, not calendar time, as peacesciencer does.
	CountRows bool

	runs    *runs
	periods *periods
}

// column finds a column by name.
func (e *Env) column(name string) *frame.Column {
	if e.Lookup != nil {
		return e.Lookup(name)
	}
	return e.Frame.Column(name)
}

// period is the word for one step of time.
func (e *Env) period() string {
	if e.Period == "" {
		return "year"
	}
	return e.Period
}

// String gives the formula in its plain form: single spaces, no brackets that are not needed.
func (e *Expr) String() string { return e.root.String() }

// Names gives the columns a formula uses, each once, in the order in which they come. A function of both states of a pair
// names both: weaklink(cinc) uses cinc1 and cinc2.
func (e *Expr) Names() []string {
	var out []string
	seen := map[string]bool{}
	add := func(name string) {
		if !seen[name] {
			seen[name] = true
			out = append(out, name)
		}
	}
	e.root.walk(func(n *node) {
		switch {
		case n.op == opName && n.pair:
			add(n.text + "1")
			add(n.text + "2")
		case n.op == opName:
			add(n.text)
		}
	})
	return out
}

// Check says what is wrong with a formula over an Env without working it out: columns that are not there, a text where a
// number is needed.
func (e *Expr) Check(env *Env) error {
	_, err := (&binder{env: env, text: e.text}).bind(e.root)
	return err
}

// Eval works a formula out and gives the column: its cells, what kind they are, its unit, a label, and notes that say in words
// how it was made. The name is left to the caller.
func (e *Expr) Eval(env *Env) (*frame.Column, error) {
	b := &binder{env: env, text: e.text}
	x, err := b.bind(e.root)
	if err != nil {
		return nil, err
	}
	if x.col != nil {
		c := *x.col
		return &c, nil
	}
	if inner, via := e.cellwise(env); inner != nil {
		c, err := e.Eval(inner)
		if err == nil {
			c.Via = via
		}
		return c, err
	}
	if err := b.prepare(); err != nil {
		return nil, err
	}
	c := x.store(env.Frame.Rows)
	c.Label, c.Unit, c.Named, c.Notes = b.label(e.root, x), x.unit, x.named, b.notesOf(e)
	return c, nil
}

// cellwise gives the Env of the cells behind the rows, where each row of the result is made of one cell of columns that are all
// reached by the same index, of fewer cells than rows: a state's figure in every row of its pairs is then worked out once.
func (e *Expr) cellwise(env *Env) (*Env, []int32) {
	names := e.Names()
	if len(names) == 0 || !e.ofRows() {
		return nil, nil
	}
	var via []int32
	cells := &frame.Frame{}
	for i, name := range names {
		c := *env.column(name)
		if len(c.Via) == 0 || i > 0 && (&c.Via[0] != &via[0] || len(c.Via) != len(via) || c.Cells() != cells.Rows) {
			return nil, nil
		}
		via, cells.Rows = c.Via, c.Cells()
		c.Name, c.Via = name, nil
		cells.Columns = append(cells.Columns, &c)
	}
	if cells.Rows >= len(via) {
		return nil, nil
	}
	return &Env{Frame: cells, Period: env.Period}, via
}

// ofRows says that each row of the result hangs on that row alone, and nothing is counted on the way.
func (e *Expr) ofRows() bool {
	plain := true
	e.root.walk(func(n *node) {
		if n.op == opCall && (find(n.text).reach != nil || n.text == "coalesce") {
			plain = false
		}
	})
	return plain
}

// Tally counts what a filter found.
type Tally struct {
	True, False int
	Missing     [27]int // by letter, from 1 (a)
}

// Unknown is the number of rows whose truth is missing.
func (t Tally) Unknown() int {
	n := 0
	for _, m := range t.Missing {
		n += m
	}
	return n
}

// Where gives the rows for which a formula is true, in order, and how many were true, false and missing for which reason.
func (e *Expr) Where(env *Env) ([]int32, Tally, error) {
	var t Tally
	b := &binder{env: env, text: e.text}
	x, err := b.bind(e.root)
	if err == nil && x.kind != frame.Flag {
		err = b.fail(e.root, "a filter keeps the rows for which something is true, and this is "+x.kindName()+": compare it, as in "+e.String()+" > 0")
	}
	if err == nil {
		err = b.prepare()
	}
	if err != nil {
		return nil, t, err
	}
	rows := []int32{} // never nil: an index of no rows
	for i, v := range x.store(env.Frame.Rows).Small {
		switch {
		case v < frame.MinSmall:
			t.Missing[int(v)-math.MinInt8]++
		case v == 0:
			t.False++
		default:
			t.True++
			rows = append(rows, int32(i))
		}
	}
	return rows, t, nil
}

// parallel cuts 0..n into parts of at least `least` and does them at once; it comes back when all are done.
func parallel(n, least int, do func(lo, hi int)) {
	parts := min(runtime.GOMAXPROCS(0), n/max(least, 1))
	if parts <= 1 {
		do(0, n)
		return
	}
	var wg sync.WaitGroup
	for p := range parts {
		wg.Go(func() { do(n*p/parts, n*(p+1)/parts) })
	}
	wg.Wait()
}
