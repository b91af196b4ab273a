package csv

// Fields as numbers. The short decimal numbers that fill data files are read exactly without the general algorithm.

import (
	"bytes"
	"fmt"
	"strconv"
)

// Float gives field i as a number. A field that is empty or not a number is an error naming row and column: test with
// Missing first. Spaces around it are passed over.
func (r *Reader) Float(i int) (float64, error) {
	b := bytes.TrimSpace(r.Field(i))
	if v, ok := shortFloat(b); ok {
		return v, nil
	}
	v, err := strconv.ParseFloat(string(b), 64)
	if err != nil {
		return 0, r.notA("number", i)
	}
	return v, nil
}

// Int gives field i as a whole number, with the errors of Float.
func (r *Reader) Int(i int) (int64, error) {
	b := bytes.TrimSpace(r.Field(i))
	v, err := strconv.ParseInt(string(b), 10, 64)
	if err != nil {
		return 0, r.notA("whole number", i)
	}
	return v, nil
}

// notA is the error of a field that is not what it should be. It does not stop the reader.
func (r *Reader) notA(what string, i int) error {
	e := &Error{Name: r.opt.Name, Line: r.line, Row: r.rows, Field: i + 1, Err: fmt.Errorf("%.40q is not a %s", r.Field(i), what)}
	if i < len(r.header) {
		e.Header = r.header[i]
	}
	if len(r.Field(i)) == 0 {
		e.Err = fmt.Errorf("the field is empty, where a %s was wanted", what)
	}
	return e
}

// pow10 are the powers of ten a float64 holds exactly.
var pow10 = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// shortFloat reads digits with an optional sign and point, no more than 15 of them: then both the digits and the power
// of ten are exact, and one division rounds correctly (Clinger 1990).
func shortFloat(b []byte) (v float64, ok bool) {
	negative := len(b) > 0 && b[0] == '-'
	if negative {
		b = b[1:]
	}
	var digits uint64
	point := -1
	for i, c := range b {
		switch {
		case c-'0' <= 9:
			digits = digits*10 + uint64(c-'0')
		case c == '.' && point < 0:
			point = i
		default:
			return 0, false
		}
	}
	decimals := 0
	if point >= 0 {
		decimals = len(b) - 1 - point
	}
	if len(b) == 0 || len(b) > 16 || len(b) == 16 && point < 0 || len(b) == 1 && point == 0 {
		return 0, false
	}
	v = float64(digits) / pow10[decimals]
	if negative {
		v = -v
	}
	return v, true
}
