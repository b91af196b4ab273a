package rda

// Vectors: their claimed length is charged first, and memory grows as the values arrive, so that a claim costs nothing.

import (
	"encoding/binary"
	"math"
	"slices"
)

// firstElements is how many elements are set aside on a mere claim.
const firstElements = 1 << 14

// length reads a vector's length. One of 2^31 or more is written as -1 and two halves.
func (d *decoder) length() int {
	n := int64(d.int())
	if n == -1 {
		high, low := int64(d.int()), int64(uint32(d.int()))
		n = high<<32 | low
		if high < 0 || high > 1<<20 {
			d.fail("a length of %d·2³² values: %w", high, ErrFormat)
		}
	}
	if n < 0 {
		d.fail("a length of %d: %w", n, ErrFormat)
	}
	return int(n)
}

// charge takes n elements of a size from the memory allowed, or fails.
func (d *decoder) charge(n int, size int64) {
	if int64(n) > d.memory/size {
		d.fail("it claims %d values of %d bytes, and of Limits.Memory = %d only %d are left: a damaged or hostile file, or one that needs a higher limit: %w",
			n, size, d.limits.Memory, d.memory, ErrTooBig)
	}
	d.memory -= int64(n) * size
}

// room makes place for k more elements of n in all, doubling, never beyond n.
func room[T any](s []T, k, n int) []T {
	if len(s)+k <= cap(s) {
		return s
	}
	bigger := make([]T, len(s), min(max(2*cap(s), len(s)+k, firstElements), n))
	copy(bigger, s)
	return bigger
}

// ints reads n integers.
func (d *decoder) ints(n int) []int32 {
	d.charge(n, 4)
	out := make([]int32, 0, min(n, firstElements))
	for d.writing == asText && len(out) < n {
		out = append(room(out, 1, n), d.textInt())
	}
	for len(out) < n {
		b := d.some(4, 4*int64(n-len(out)))
		k := len(out)
		out = room(out, len(b)/4, n)[:k+len(b)/4]
		fillInts(out[k:], b, d.writing)
	}
	return out
}

// fillInts decodes as many integers as out has.
func fillInts(out []int32, b []byte, w writing) {
	if w == binaryLittle {
		for i := range out {
			out[i] = int32(binary.LittleEndian.Uint32(b[4*i:]))
		}
		return
	}
	for i := range out {
		out[i] = int32(binary.BigEndian.Uint32(b[4*i:]))
	}
}

// reals reads n numbers, bit for bit.
func (d *decoder) reals(n int) []float64 {
	d.charge(n, 8)
	out := make([]float64, 0, min(n, firstElements))
	for d.writing == asText && len(out) < n {
		out = append(room(out, 1, n), d.textReal())
	}
	for len(out) < n {
		b := d.some(8, 8*int64(n-len(out)))
		k := len(out)
		out = room(out, len(b)/8, n)[:k+len(b)/8]
		fillReals(out[k:], b, d.writing)
	}
	return out
}

// fillReals decodes as many numbers as out has.
func fillReals(out []float64, b []byte, w writing) {
	if w == binaryLittle {
		for i := range out {
			out[i] = math.Float64frombits(binary.LittleEndian.Uint64(b[8*i:]))
		}
		return
	}
	for i := range out {
		out[i] = math.Float64frombits(binary.BigEndian.Uint64(b[8*i:]))
	}
}

// complexes reads n pairs of numbers.
func (d *decoder) complexes(n int) []complex128 {
	d.charge(n, 32) // the pairs and, for a moment, the numbers
	parts := d.reals(2 * n)
	d.memory += 16 * int64(n)
	out := make([]complex128, n)
	for i := range out {
		out[i] = complex(parts[2*i], parts[2*i+1])
	}
	return out
}

// raw reads n bytes.
func (d *decoder) raw(n int) []byte {
	d.charge(n, 1)
	out := make([]byte, 0, min(n, firstElements))
	for d.writing == asText && len(out) < n {
		out = append(room(out, 1, n), d.textByte())
	}
	for len(out) < n {
		b := d.some(1, int64(n-len(out)))
		out = append(room(out, len(b), n), b...)
	}
	return out
}

// strings reads a character vector of n elements.
func (d *decoder) strings(n int) texts {
	d.charge(n, 4)
	ids := make([]uint32, 0, min(n, firstElements))
	for len(ids) < n {
		flags := d.int()
		if flags&0xFF != typeChar {
			d.fail("%s as an element of a character vector: %w", typeName(flags&0xFF), ErrFormat)
		}
		ids = append(room(ids, 1, n), d.char(flags))
	}
	return texts{ids, d.pool}
}

// char reads one text and gives its number in the pool.
func (d *decoder) char(flags int) uint32 {
	n := d.int()
	id := uint32(naText)
	switch {
	case n < -1:
		d.fail("a text of %d bytes: %w", n, ErrFormat)
	case n >= 0:
		b := d.textBytes(n)
		if flags>>12&(flagASCII|flagUTF8) == 0 {
			b = d.utf8(b, flags>>12)
		}
		id = d.intern(b)
	}
	if flags&hasAttributes != 0 {
		d.nested(d.item)
	}
	return id
}

// intern gives the number of a text in the pool and charges it if it is new.
func (d *decoder) intern(b []byte) uint32 {
	id, fresh := d.pool.id(b)
	if fresh {
		d.charge(len(b)+80, 1)
	}
	return id
}

// utf8 converts a text that has no flag, or Latin-1's.
func (d *decoder) utf8(b []byte, flags int) []byte {
	converted := toUTF8(b, d.wide, flags, d.native)
	if len(b) > 0 && &converted[0] != &b[0] {
		d.wide = converted
	}
	return converted
}

// textBytes reads n bytes of text, valid until the next read.
func (d *decoder) textBytes(n int) []byte {
	if d.writing == asText {
		d.charge(n, 1)
		d.memory += int64(n)
		return d.textString(n)
	}
	if n <= len(d.in.buf) {
		return d.take(n)
	}
	return d.raw(n)
}

// list reads n items.
func (d *decoder) list(n int) []*Value {
	d.charge(n, 8)
	out := make([]*Value, 0, min(n, 64))
	for len(out) < n {
		d.steps = append(d.steps, step{index: len(out) + 1})
		v := d.item()
		d.steps = d.steps[:len(d.steps)-1]
		out = append(slices.Grow(out, 1), v)
	}
	return out
}
