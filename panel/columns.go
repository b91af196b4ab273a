package panel

// How fillers make columns of frames: numbers, counts, flags, texts.

import (
	"strings"

	"comity/format/frame"
)

// eachNumber makes a column of what at gives for each row, kept narrow where the unit is of whole numbers or flags.
func eachNumber(n int, unit string, at func(row int) float64) *frame.Column {
	c := &frame.Column{Kind: frame.Real, Reals: make([]float64, n), Unit: unit}
	for row := range c.Reals {
		c.Reals[row] = at(row)
	}
	narrow(c, unit)
	return c
}

// textColumn makes a column of texts, each kept once; a letter other than 0 says why a row has none.
func textColumn(n int, at func(row int) (text string, letter uint8)) *frame.Column {
	c := &frame.Column{Kind: frame.Text, Ints: make([]int32, n)}
	place := map[string]int32{}
	for row := range c.Ints {
		text, letter := at(row)
		if letter != 0 {
			c.Ints[row] = frame.IntMissing(letter)
			continue
		}
		id, ok := place[text]
		if !ok {
			id = int32(len(c.Texts))
			place[text] = id
			c.Texts = append(c.Texts, text)
		}
		c.Ints[row] = id
	}
	return c
}

// parted joins what each row of a table gives by semicolons.
func parted(rows []int32, text func(i int32) string) string {
	var b strings.Builder
	for n, i := range rows {
		if n > 0 {
			b.WriteString("; ")
		}
		b.WriteString(text(i))
	}
	return b.String()
}
