package model

// This file fits E(y) = exp(x'b + effects) by the Poisson likelihood, which needs no Poisson: it is right for any outcome of zero and
// above whose mean is that (Santos Silva and Tenreyro 2006). Effects are absorbed within each step of Newton's method (Correia,
// Guimarães and Zylkin 2020), and rows that a regressor or effect predicts to be zero are left out (2019), for the estimates of the
// others are what they tend to.

import (
	"errors"
	"fmt"
)

// ppml fits, leaves out rows that are separated, and fits again until none is.
func ppml(d Data) (*Fit, error) {
	var kept []int32
	var notes []string
	if rows, told := zeroGroups(d); rows != nil {
		d, kept, notes = d.with(rows), rows, told
	}
	for range 50 {
		positive, err := d.counts()
		if err != nil {
			return nil, err
		}
		f, err := poissonFit(d)
		if sep := (*errSeparated)(nil); errors.As(err, &sep) {
			rows := others(len(d.Y), sep.rows)
			notes = append(notes, sep.told())
			d, kept = d.with(rows), through(kept, rows)
			if err := d.check(); err != nil {
				return nil, err
			}
			continue
		}
		if err != nil {
			return nil, after(err, notes)
		}
		f.Events, f.NullLogLik, f.Kept, f.Notes = positive, poissonNull(d.Y), kept, append(notes, f.Notes...)
		if d.Weights != nil {
			f.NullLogLik = weightedNull(KindPPML, d)
			f.LogLik -= weightedFactorials(f.p.by, d.Y)
			return f, nil
		}
		f.LogLik -= logFactorials(d.Y)
		return f, nil
	}
	return nil, errNoEnd
}

// after says what was done before an error.
func after(err error, notes []string) error {
	for _, n := range notes {
		err = fmt.Errorf("%w (%s)", err, n)
	}
	return err
}

// told says what was left out.
func (e *errSeparated) told() string {
	by := "the effects"
	if names := e.columns(); len(names) > 0 {
		by = list(names)
	}
	return fmt.Sprintf("%d rows left out that can only be zero by %s (separation)", len(e.rows), by)
}

// others gives the rows that are not among those named, which are in order.
func others(n int, but []int32) []int32 {
	out := make([]int32, 0, n-len(but))
	for i := range int32(n) {
		if len(but) > 0 && but[0] == i {
			but = but[1:]
			continue
		}
		out = append(out, i)
	}
	return out
}

// through gives rows of rows.
func through(kept, rows []int32) []int32 {
	if kept == nil {
		return rows
	}
	return pick(kept, rows)
}

// zeroGroups gives the rows of groups whose outcomes are not all zero, and what was left out; nil where that is none.
func zeroGroups(d Data) (rows []int32, notes []string) {
	out := make([]bool, len(d.Y))
	any := false
	for _, e := range d.Effects {
		sums := make([]float64, e.Count)
		for i, g := range e.Of {
			sums[g] += d.Y[i]
		}
		groups, many := 0, 0
		for _, s := range sums {
			if s == 0 {
				groups++
			}
		}
		for i, g := range e.Of {
			if sums[g] == 0 {
				out[i] = true
				many++
			}
		}
		if groups > 0 {
			any = true
			notes = append(notes, fmt.Sprintf("%d rows left out: %s is zero in all rows of %d of the %d groups of %s, whose constants have no finite estimate", many, d.YName, groups, e.Count, e.Name))
		}
	}
	if !any {
		return nil, nil
	}
	for i, o := range out {
		if !o {
			rows = append(rows, int32(i))
		}
	}
	return rows, notes
}

// poissonFit fits rows that are held to be without separation.
func poissonFit(d Data) (*Fit, error) {
	if len(d.Effects) > 0 {
		return absorbedPoisson(d)
	}
	design, err := newDesign(d, d.Constant)
	if err != nil {
		return nil, err
	}
	p := newProblem(design, d.Y, poissonFamily())
	p.by = meanOne(d.Weights)
	f := newFit(KindPPML, d, p)
	start := p.nearLog
	if p.constant {
		start = p.near
	}
	s, err := p.newton(start(), f.scores, f.Eta)
	if err != nil {
		return nil, err
	}
	f.take(s)
	return f, nil
}
