package sheet

// A cell: its kind, its value, and how the value is written as text.

import (
	"math"
	"strconv"
	"strings"
)

// Kind is what a cell holds.
type Kind uint8

// The kinds. A Date is a number whose format shows a day and that is one; a Fault is an error such as #N/A.
const (
	Empty Kind = iota
	Number
	Date
	Text
	Bool
	Fault
)

// String names the kind in a word.
func (k Kind) String() string {
	return [...]string{"empty", "number", "date", "text", "bool", "fault"}[k]
}

// Cell is one cell of a sheet.
type Cell struct {
	Kind   Kind
	Number float64 // of a Number; of a Date the days since 1970-01-01, with the time as a fraction; of a Bool 1 or 0
	Text   string  // of a Text; of a Fault its name
}

// Missing says whether the cell holds no value: it is empty or a fault.
func (c Cell) Missing() bool { return c.Kind == Empty || c.Kind == Fault }

// Value writes the cell as text: a number with the fewest digits that give it back, a date as 2006-01-02 (with
// T15:04:05 unless it is midnight), a bool as TRUE or FALSE, a missing cell as nothing.
func (c Cell) Value() string {
	switch c.Kind {
	case Number:
		return formatNumber(c.Number)
	case Date:
		return formatDay(c.Number)
	case Text:
		return c.Text
	case Bool:
		if c.Number != 0 {
			return "TRUE"
		}
		return "FALSE"
	}
	return ""
}

// Float gives the cell as a number: a number itself, 1 or 0 of a bool, and of a text that is written as a number (a
// spreadsheet often keeps codes and figures so) that number. False for everything else, dates included.
func (c Cell) Float() (float64, bool) {
	switch c.Kind {
	case Number, Bool:
		return c.Number, true
	case Text:
		return parseNumber(c.Text)
	}
	return 0, false
}

// parseNumber reads a decimal number with nothing but spaces around it; "inf", hexadecimal and the like are texts.
func parseNumber(s string) (float64, bool) {
	s = strings.TrimSpace(s)
	if s == "" || strings.Trim(s, "0123456789+-.eE") != "" || s[0] == 'e' || s[0] == 'E' {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

// formatNumber writes a number so that it reads back the same, without an exponent where it is of common size.
func formatNumber(v float64) string {
	if a := math.Abs(v); v == math.Trunc(v) && a < 1e15 {
		return strconv.FormatInt(int64(v), 10)
	} else if a >= 1e-5 && a < 1e15 {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}

// faults are the errors a cell may hold, by the number .xls files give them.
var faults = map[byte]string{
	0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}

// FaultName names the error of a number, as .xls files count them.
func FaultName(code byte) (name string, ok bool) {
	name, ok = faults[code]
	return name, ok
}
