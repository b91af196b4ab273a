package rda

// ALTREP: vectors written as what they were made from. A sequence of a thousand million numbers is three numbers here,
// so its length is charged like that of any vector before it is laid out.

import "math"

// altrep reads such a vector: its class, its state, its attributes.
func (d *decoder) altrep() *Value {
	info, state, attrs := d.item(), d.item(), d.item()
	class := ""
	if items := info.Items(); len(items) > 0 {
		class, _ = items[0].data.(string)
	}
	made := d.restore(class, state)
	if attrs.kind == Null {
		return made
	}
	v := &Value{kind: made.kind, data: made.data}
	d.attach(v, attrs)
	return v
}

// restore makes the vector of a class from its state. A class only its own package can restore gives Unknown.
func (d *decoder) restore(class string, state *Value) *Value {
	switch class {
	case "compact_intseq":
		return d.intSequence(state)
	case "compact_realseq":
		return d.realSequence(state)
	case "deferred_string":
		return d.deferredStrings(state)
	case "wrap_integer", "wrap_logical", "wrap_real", "wrap_complex", "wrap_string", "wrap_raw", "wrap_list":
		if state.kind == List && state.Len() > 0 {
			return state.Items()[0]
		}
		d.fail("a wrapped vector without the vector: %w", ErrFormat)
	}
	return &Value{kind: Unknown, data: class}
}

// sequence checks the state of a compact sequence: how many, from where, by which step.
func (d *decoder) sequence(state *Value) (n int, from, by float64) {
	s := state.Reals()
	if ints := state.Ints(); ints != nil {
		for _, i := range ints {
			s = append(s, float64(i))
		}
	}
	if len(s) != 3 || !(s[0] >= 0 && s[0] <= 1<<52) || s[0] != math.Trunc(s[0]) {
		d.fail("a compact sequence of %v (length, start, step): %w", s[:min(len(s), 4)], ErrFormat)
	}
	return int(s[0]), s[1], s[2]
}

// intSequence lays out a sequence of integers.
func (d *decoder) intSequence(state *Value) *Value {
	n, from, by := d.sequence(state)
	if last := from + by*float64(n-1); n > 0 && !(math.Abs(from) <= math.MaxInt32 && math.Abs(last) <= math.MaxInt32) {
		d.fail("a compact sequence of integers from %v by %v has values beyond 32 bits: %w", from, by, ErrFormat)
	}
	d.charge(n, 4)
	out := make([]int32, n)
	for i := range out {
		out[i] = int32(from) + int32(i)*int32(by)
	}
	return &Value{kind: Int, data: out}
}

// realSequence lays out a sequence of whole numbers held as reals.
func (d *decoder) realSequence(state *Value) *Value {
	n, from, by := d.sequence(state)
	d.charge(n, 8)
	out := make([]float64, n)
	for i := range out {
		out[i] = from + float64(float64(i)*by)
	}
	return &Value{kind: Real, data: out}
}

// deferredStrings prints the numbers a character vector was made from, as R would have.
func (d *decoder) deferredStrings(state *Value) *Value {
	items := state.Items()
	if len(items) == 0 {
		d.fail("a deferred character vector without its numbers: %w", ErrFormat)
	}
	from := items[0]
	if from.kind != Int && from.kind != Real && from.kind != Logical {
		d.fail("a deferred character vector made from a %s: %w", from.kind, ErrFormat)
	}
	d.charge(from.Len(), 4)
	ids := make([]uint32, from.Len())
	for i := range ids {
		if s, ok := printed(from, i); ok {
			ids[i] = d.intern([]byte(s))
		}
	}
	return &Value{kind: String, data: texts{ids, d.pool}}
}
