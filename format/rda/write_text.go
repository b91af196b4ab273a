package rda

// Columns of texts on their way into a file: as a factor, or as they are.

import (
	"fmt"
	"slices"
	"strings"

	"comity/format/frame"
)

// lexicon is the distinct texts of a column that has several blocks, each with texts of its own.
type lexicon struct {
	number map[string]int32
	texts  []string
	codes  [][]int32 // for each block and each of its texts the number from 1; 0 where no row holds it
}

// lexicon collects the texts that the rows of a column hold.
func (e *encoder) lexicon(i int) (*lexicon, error) {
	l := &lexicon{number: map[string]int32{}}
	before := 0
	for _, f := range e.blocks {
		c := f.Columns[i]
		codes := make([]int32, len(c.Texts))
		for row := range f.Rows {
			x := c.At(row)
			if x != x || codes[int(x)] != 0 {
				continue
			}
			s := c.Texts[int(x)]
			if strings.IndexByte(s, 0) >= 0 {
				return nil, fmt.Errorf("row %d: the text %.40q is %w: it has a zero byte; mend it at its source or leave the column out", before+row+1, s, ErrValue)
			}
			codes[int(x)] = l.code(s)
		}
		l.codes = append(l.codes, codes)
		before += f.Rows
	}
	return l, nil
}

// code gives the number of a text.
func (l *lexicon) code(s string) int32 {
	n, known := l.number[s]
	if !known {
		l.texts = append(l.texts, s)
		n = int32(len(l.texts))
		l.number[s] = n
	}
	return n
}

// sort puts the texts in order of their bytes and numbers them anew.
func (l *lexicon) sort() {
	slices.Sort(l.texts)
	place := make([]int32, len(l.texts)+1)
	for k, s := range l.texts {
		place[l.number[s]] = int32(k + 1)
	}
	for _, codes := range l.codes {
		for k, n := range codes {
			codes[k] = place[n]
		}
	}
}

// texts writes a column of texts.
func (e *encoder) texts(i int, c *frame.Column) error {
	l, err := e.lexicon(i)
	if err != nil {
		return err
	}
	if e.options.Strings || 2*len(l.texts) > e.table.Rows {
		return e.character(i, c, l)
	}
	return e.factor(i, c, l)
}

// factor writes the places of texts among the levels.
func (e *encoder) factor(i int, c *frame.Column, l *lexicon) error {
	l.sort()
	e.int(typeInt | isObject | hasAttributes)
	e.int(uint32(e.table.Rows))
	letters, err := e.places(i, func(block, place int) { e.int(uint32(l.codes[block][place])) }, func() { e.int(1 << 31) })
	if err != nil {
		return err
	}
	e.describe(c.Label, c.Unit, c.Notes)
	e.letters(letters)
	e.attr("levels")
	e.strings(l.texts...)
	e.class("factor")
	e.end()
	return nil
}

// character writes texts as they are.
func (e *encoder) character(i int, c *frame.Column, l *lexicon) error {
	e.int(typeString | hasAttributes)
	e.int(uint32(e.table.Rows))
	letters, err := e.places(i, func(block, place int) { e.char(l.texts[l.codes[block][place]-1]) }, e.charNA)
	if err != nil {
		return err
	}
	e.describe(c.Label, c.Unit, c.Notes)
	e.letters(letters)
	e.end()
	return nil
}

// places goes through a column of texts: put takes the place of a row's text among those of its block, missing takes the others.
func (e *encoder) places(i int, put func(block, place int), missing func()) (letters runs, err error) {
	for b, f := range e.blocks {
		for row := range f.Rows {
			x := f.Columns[i].At(row)
			letters.add(frame.Letter(x))
			if x != x {
				missing()
			} else {
				put(b, int(x))
			}
			if err := e.flush(flushBytes); err != nil {
				return nil, err
			}
		}
	}
	return letters, nil
}
