package formula

// This file says which cells a made cell was made of, so that it can be explained.

import "slices"

// Read is a cell of a column that was read.
type Read struct {
	Column string
	Row    int
}

// Reads gives the cells that the result of a row is made of: at most limit of them, those of the nearest rows first, and how
// many there are in all.
func (e *Expr) Reads(env *Env, row, limit int) (reads []Read, all int, err error) {
	seen := map[Read]bool{}
	add := func(name string, rows []int) {
		for _, r := range rows {
			if at := (Read{name, r}); !seen[at] {
				seen[at] = true
				if all++; len(reads) < limit {
					reads = append(reads, at)
				}
			}
		}
	}
	return reads, all, e.root.reads(env, []int{row}, add)
}

// reads tells the cells a piece needs for some rows.
func (n *node) reads(env *Env, rows []int, add func(name string, rows []int)) error {
	switch {
	case n.op == opName && n.pair:
		add(n.text+"1", rows)
		add(n.text+"2", rows)
		return nil
	case n.op == opName:
		add(n.text, rows)
		return nil
	}
	if n.op == opCall {
		if f := find(n.text); f.reach != nil {
			var err error
			if rows, err = reachAll(env, n, rows, f.reach); err != nil {
				return err
			}
		}
	}
	for _, a := range n.args {
		if err := a.reads(env, rows, add); err != nil {
			return err
		}
	}
	return nil
}

// reach gives the rows a function reads for one row, the nearest first.
type reach func(env *Env, n *node, row int) ([]int, error)

func reachAll(env *Env, n *node, rows []int, f reach) ([]int, error) {
	var out []int
	for _, row := range rows {
		more, err := f(env, n, row)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	if len(rows) > 1 {
		slices.Sort(out)
		out = slices.Compact(out)
	}
	return out, nil
}

// life gives the places of a row's unit, from lo to before hi, and the row's own.
func (e *Env) life(row int) (r *runs, lo, hi, at int, err error) {
	if r, err = e.byUnit(); err != nil {
		return nil, 0, 0, 0, err
	}
	at = row
	if r.order != nil {
		at = slices.Index(r.order, int32(row))
	}
	k, found := slices.BinarySearch(r.starts, int32(at))
	if !found {
		k--
	}
	return r, int(r.starts[k]), int(r.starts[k+1]), at, nil
}

// reachSpan gives the rows of the unit whose time is from `from` to `to` steps away from the row's, the latest first.
func reachSpan(from, to func(n *node) int) reach {
	return func(env *Env, n *node, row int) ([]int, error) {
		r, lo, hi, at, err := env.life(row)
		if err != nil {
			return nil, err
		}
		var out []int
		for place := hi - 1; place >= lo; place-- {
			if d := int(r.time[place]) - int(r.time[at]); d >= from(n) && d <= to(n) {
				out = append(out, r.row(place))
			}
		}
		return out, nil
	}
}

func here(*node) int       { return 0 }
func before(n *node) int   { return -steps(n, 1, 1) }
func later(n *node) int    { return steps(n, 1, 1) }
func windowed(n *node) int { return 1 - steps(n, 1, 1) }
func ever(*node) int       { return -1 << 40 }
func always(*node) int     { return 1 << 40 }

// reachBoth gives the row itself and that of the step before.
func reachBoth(env *Env, n *node, row int) ([]int, error) {
	then, err := reachSpan(before, before)(env, n, row)
	return append([]int{row}, then...), err
}

// reachTime gives the rows of the same time, the row itself first.
func reachTime(env *Env, n *node, row int) ([]int, error) {
	p, err := env.byTime()
	if err != nil {
		return nil, err
	}
	out := []int{row}
	for i, at := range p.of {
		if at == p.of[row] && i != row {
			out = append(out, i)
		}
	}
	return out, nil
}

// reachRows gives all rows, the row itself first.
func reachRows(env *Env, n *node, row int) ([]int, error) {
	out := []int{row}
	for i := range env.Frame.Rows {
		if i != row {
			out = append(out, i)
		}
	}
	return out, nil
}
