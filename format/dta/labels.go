package dta

// Value labels: what the whole numbers of a column stand for.

import (
	"bytes"
	"cmp"
	"slices"
)

// LabelSet is a set of value labels by the name the columns call it.
type LabelSet struct {
	Name   string
	Labels []ValueLabel // by ascending code
}

// ValueLabel is what a number stands for. From format 113 on a missing value may have one too: its Letter is set ('.' or
// 'a' to 'z') and its Code is of no use.
type ValueLabel struct {
	Code   int32
	Letter byte
	Text   string
}

// find gives the label of a code as it is stored.
func (s *LabelSet) find(code int64, letter byte) (string, bool) {
	if letter != 0 {
		code = missingLong + int64(letterPlace(letter))
	}
	i, ok := slices.BinarySearchFunc(s.Labels, code, func(l ValueLabel, code int64) int { return cmp.Compare(int64(l.Code), code) })
	if !ok || s.Labels[i].Letter != letter {
		return "", false
	}
	return s.Labels[i].Text, true
}

// missingLong is how the value "." is stored in a Long from format 113 on, and in value labels.
const missingLong = 1<<31 - 27

// letterPlace counts missing values: 0 for '.', 1 for 'a'.
func letterPlace(letter byte) int {
	if letter == '.' {
		return 0
	}
	return int(letter-'a') + 1
}

// letterAt is the missing value of a place.
func letterAt(place int) byte {
	if place == 0 {
		return '.'
	}
	return 'a' + byte(place-1)
}

// valueLabels reads all sets and ties the columns to theirs.
func (d *decoder) valueLabels() {
	d.tag("<value_labels>")
	end := len(bytes.TrimRight(d.buf, "\x00\x1A"))
	for d.moreLabels(end) {
		d.tag("<lbl>")
		if d.frame.Format < 108 {
			d.shortLabels()
		} else {
			d.labelTable()
		}
		d.tag("</lbl>")
	}
	d.tag("</value_labels>")
	sets := map[string]*LabelSet{}
	for i := range d.frame.LabelSets {
		s := &d.frame.LabelSets[i]
		slices.SortStableFunc(s.Labels, func(a, b ValueLabel) int { return cmp.Compare(a.Code, b.Code) })
		sets[s.Name] = s
	}
	for i := range d.frame.Columns {
		d.frame.Columns[i].set = sets[d.frame.Columns[i].Set]
	}
}

// moreLabels says whether another set follows. A file without tags ends after the last, or in bytes that pad it from end on.
func (d *decoder) moreLabels(end int) bool {
	if d.layout.tagged {
		return bytes.HasPrefix(d.buf[d.pos:], []byte("<lbl>"))
	}
	return d.pos < end
}

// shortLabels reads a set of the formats before 108: how many, the name, a byte between, the codes of two bytes, the texts
// of eight.
func (d *decoder) shortLabels() {
	n := int(d.uint(2, "a set of value labels"))
	set := LabelSet{Name: d.text(d.layout.name, "a set of value labels")}
	d.take(1, "a set of value labels")
	codes := d.take(2*n, "the codes of value labels")
	d.spend(n * (8 + labelCost))
	set.Labels = make([]ValueLabel, n)
	for i := range set.Labels {
		code := int16(number(codes[2*i:2*i+2], d.frame.BigEndian))
		set.Labels[i] = ValueLabel{Code: int32(code), Text: d.text(8, "value labels")}
	}
	d.frame.LabelSets = append(d.frame.LabelSets, set)
}

// labelTable reads a set of the formats from 108 on: the length of its table, the name, three bytes between, the table.
func (d *decoder) labelTable() {
	length := int(d.uint(4, "a set of value labels"))
	set := LabelSet{Name: d.text(d.layout.name, "a set of value labels")}
	d.take(3, "a set of value labels")
	begin := d.pos
	n := d.size(4, 8, "the number of value labels")
	texts := d.size(4, 1, "the texts of value labels")
	if 8+8*n+texts != length {
		d.failAt(begin, 0, "the value labels %q take %d bytes, where %d are announced: %w", set.Name, 8+8*n+texts, length, ErrFormat)
	}
	places := d.take(4*n, "the places of value labels")
	codes := d.take(4*n, "the codes of value labels")
	text := d.take(texts, "the texts of value labels")
	set.Labels = make([]ValueLabel, n)
	for i := range set.Labels {
		place := number(places[4*i:4*i+4], d.frame.BigEndian)
		if place > uint64(len(text)) {
			d.failAt(begin, 0, "value label %d of %q lies at %d of %d bytes: %w", i+1, set.Name, place, len(text), ErrFormat)
		}
		set.Labels[i] = d.valueLabel(int32(number(codes[4*i:4*i+4], d.frame.BigEndian)), d.label(text[place:]))
	}
	d.frame.LabelSets = append(d.frame.LabelSets, set)
}

// label decodes a label's text, at most 32,000 bytes as Stata itself; labels may overlap in the file, not in memory.
func (d *decoder) label(b []byte) string {
	b = upToZero(b[:min(len(b), 32_000)])
	d.spend(len(b) + labelCost)
	return d.decode(b)
}

// labelCost is the memory a label takes beside its text.
const labelCost = 24

// valueLabel tells the codes of missing values apart.
func (d *decoder) valueLabel(code int32, text string) ValueLabel {
	l := ValueLabel{Code: code, Text: text}
	if d.frame.Format >= 113 && code >= missingLong {
		l.Letter = letterAt(int(code - missingLong))
	}
	return l
}
