package frametest

// Frames held against what a reader gave.

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"comity/format/frame"
)

// Cell is what a reader of text gave of a cell: its text, and the letter of its reason where that was written ("" or ".a").
type Cell struct {
	Text    string
	Missing bool
	Reason  string
}

// Differs says how a cell read differs from the one of the frame, empty where it does not. Numbers must be the same to the bit.
func Differs(c *frame.Column, row int, got Cell) string {
	x := c.At(row)
	if l := frame.Letter(x); l != 0 {
		if want := "." + string(rune('a'-1+l)); !got.Missing || got.Reason != want {
			return fmt.Sprintf("column %q, row %d: missing for %s, and read as %+v", c.Name, row, want, got)
		}
		return ""
	}
	if got.Missing || got.Reason != "" {
		return fmt.Sprintf("column %q, row %d: %v read as %+v", c.Name, row, x, got)
	}
	same := false
	switch c.Kind {
	case frame.Text:
		same = c.Texts[int(x)] == got.Text
	case frame.Date:
		same = time.Unix(int64(x)*86400, 0).UTC().Format("2006-01-02") == got.Text
	default:
		y, err := strconv.ParseFloat(got.Text, 64)
		same = (err == nil || math.IsInf(x, 0)) && math.Float64bits(x) == math.Float64bits(y)
	}
	if !same {
		text, _ := c.TextAt(row)
		return fmt.Sprintf("column %q, row %d: %v (%q) read as %q", c.Name, row, x, text, got.Text)
	}
	return ""
}
