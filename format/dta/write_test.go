package dta

// A writer of small .dta files of every format, from Stata's descriptions of them and not from the reader's tables, so
// that each holds the other to account. R's haven 2.5.1 and readstata13 0.10.1 read what it writes, in each format and byte
// order, with the same letters of missing values, value labels and notes; neither reads value labels before format 108.

import (
	"bytes"
	"encoding/binary"
	"math"
	"testing"
)

// sample is a data set to write.
type sample struct {
	format  int
	big     bool
	label   string
	stamp   string
	columns []sampleColumn
	rows    int
	sorted  []int // numbers of columns, from 1
	chars   [][3]string
	sets    []LabelSet
	longs   []sampleLong
}

// sampleColumn is one variable. Cells are int64 for whole numbers, uint64 for the bits of Float and Double, []byte for
// texts, [2]uint64 for references to long texts.
type sampleColumn struct {
	name, format, set, label string
	kind                     Type
	width                    int
	cells                    []any
}

// sampleLong is one long text.
type sampleLong struct {
	column, row uint64
	kind        byte
	body        []byte
}

// pen writes numbers and padded texts.
type pen struct {
	bytes.Buffer
	big bool
}

func (p *pen) num(v uint64, n int) {
	var b [8]byte
	if p.big {
		binary.BigEndian.PutUint64(b[:], v)
		p.Write(b[8-n:])
		return
	}
	binary.LittleEndian.PutUint64(b[:], v)
	p.Write(b[:n])
}

// str writes a text of a field of n bytes, with rubbish behind the zero that ends it, as Stata may leave there.
func (p *pen) str(s string, n int) {
	field := bytes.Repeat([]byte{'?'}, n)
	if k := copy(field, s); k < n {
		field[k] = 0
	}
	p.Write(field)
}

// write writes the file.
func (s sample) write(t testing.TB) []byte {
	t.Helper()
	if s.format >= 117 {
		return s.writeTagged(t)
	}
	return s.writeOld(t)
}

// at picks the value of the newest edition not after the format: pairs of (first format, value).
func (s sample) at(pairs ...int) int {
	v := pairs[1]
	for i := 0; i < len(pairs); i += 2 {
		if s.format >= pairs[i] {
			v = pairs[i+1]
		}
	}
	return v
}

func (s sample) writeOld(t testing.TB) []byte {
	p := &pen{big: s.big}
	order := byte(2)
	if s.big {
		order = 1
	}
	p.Write([]byte{byte(s.format), order, 1, 0})
	p.num(uint64(len(s.columns)), 2)
	p.num(uint64(s.rows), 4)
	p.str(s.label, s.at(104, 32, 108, 81))
	if s.format >= 105 {
		p.str(s.stamp, 18)
	}
	for _, c := range s.columns {
		p.WriteByte(s.oldType(c))
	}
	name := s.at(104, 9, 110, 33)
	for _, c := range s.columns {
		p.str(c.name, name)
	}
	s.writeSorted(p, 2)
	for _, c := range s.columns {
		p.str(c.format, s.at(104, 7, 105, 12, 114, 49))
	}
	for _, c := range s.columns {
		p.str(c.set, name)
	}
	for _, c := range s.columns {
		p.str(c.label, s.at(104, 32, 108, 81))
	}
	if s.format >= 105 {
		size := s.at(105, 2, 110, 4)
		for _, c := range s.chars {
			p.WriteByte(1)
			p.num(uint64(2*name+len(c[2])+1), size)
			p.str(c[0], name)
			p.str(c[1], name)
			p.str(c[2], len(c[2])+1)
		}
		p.WriteByte(0)
		p.num(0, size)
	}
	s.writeCells(t, p)
	for _, set := range s.sets {
		if s.format < 108 {
			s.writeShortLabels(p, set)
		} else {
			s.writeLabels(p, set, name)
		}
	}
	return p.Bytes()
}

func (s sample) oldType(c sampleColumn) byte {
	switch {
	case s.format >= 111 && c.kind == Text:
		return byte(c.width)
	case s.format >= 111:
		return []byte{251, 252, 253, 254, 255}[c.kind]
	case c.kind == Text:
		return byte(c.width + 127)
	}
	return "bilfd"[c.kind]
}

func (s sample) writeSorted(p *pen, n int) {
	for i := range len(s.columns) + 1 {
		switch {
		case i < len(s.sorted):
			p.num(uint64(s.sorted[i]), n)
		case i == len(s.sorted):
			p.num(0, n)
		default:
			p.num(0x0101, n) // rubbish
		}
	}
}

func (s sample) writeCells(t testing.TB, p *pen) {
	for row := range s.rows {
		for _, c := range s.columns {
			switch v := c.cells[row].(type) {
			case int64:
				p.num(uint64(v), []int{1, 2, 4}[c.kind])
			case uint64:
				p.num(v, []int{Float: 4, Double: 8}[c.kind])
			case []byte:
				p.str(string(v), c.width)
			case [2]uint64:
				n := s.at(117, 4, 118, 2, 119, 3)
				p.num(v[0], n)
				p.num(v[1], 8-n)
			default:
				t.Fatalf("a cell of %T", v)
			}
		}
	}
}

func (s sample) writeShortLabels(p *pen, set LabelSet) {
	p.num(uint64(len(set.Labels)), 2)
	p.str(set.Name, 9)
	p.WriteByte(0)
	for _, l := range set.Labels {
		p.num(uint64(l.Code), 2)
	}
	for _, l := range set.Labels {
		p.str(l.Text, 8)
	}
}

func (s sample) writeLabels(p *pen, set LabelSet, name int) {
	var text bytes.Buffer
	var places []int
	for _, l := range set.Labels {
		places = append(places, text.Len())
		text.WriteString(l.Text + "\x00")
	}
	p.num(uint64(8+8*len(places)+text.Len()), 4)
	p.str(set.Name, name)
	p.Write([]byte{0, 0, 0})
	p.num(uint64(len(places)), 4)
	p.num(uint64(text.Len()), 4)
	for _, place := range places {
		p.num(uint64(place), 4)
	}
	for _, l := range set.Labels {
		code := l.Code
		if l.Letter != 0 {
			code = 2147483621 + int32(bytes.IndexByte([]byte(".abcdefghijklmnopqrstuvwxyz"), l.Letter))
		}
		p.num(uint64(code), 4)
	}
	p.Write(text.Bytes())
}

func (s sample) writeTagged(t testing.TB) []byte {
	p := &pen{big: s.big}
	var places []int
	mark := func() { places = append(places, p.Len()) }
	mark()
	order := "LSF"
	if s.big {
		order = "MSF"
	}
	p.WriteString("<stata_dta><header><release>" + string([]byte{'1', '1', byte('0' + s.format - 110)}) + "</release><byteorder>" + order + "</byteorder><K>")
	p.num(uint64(len(s.columns)), s.at(117, 2, 119, 4))
	p.WriteString("</K><N>")
	p.num(uint64(s.rows), s.at(117, 4, 118, 8))
	p.WriteString("</N><label>")
	p.num(uint64(len(s.label)), s.at(117, 1, 118, 2))
	p.WriteString(s.label + "</label><timestamp>")
	p.num(uint64(len(s.stamp)), 1)
	p.WriteString(s.stamp + "</timestamp></header>")
	mark()
	p.WriteString("<map>")
	mapAt := p.Len()
	p.Write(make([]byte, 14*8))
	p.WriteString("</map>")
	name := s.at(117, 33, 118, 129)
	part := func(tag string, body func()) {
		mark()
		p.WriteString("<" + tag + ">")
		body()
		p.WriteString("</" + tag + ">")
	}
	each := func(tag string, n int, get func(sampleColumn) string) {
		part(tag, func() {
			for _, c := range s.columns {
				p.str(get(c), n)
			}
		})
	}
	part("variable_types", func() {
		for _, c := range s.columns {
			code := map[Type]int{Byte: 65530, Int: 65529, Long: 65528, Float: 65527, Double: 65526, LongText: 32768, Text: c.width}[c.kind]
			p.num(uint64(code), 2)
		}
	})
	each("varnames", name, func(c sampleColumn) string { return c.name })
	part("sortlist", func() { s.writeSorted(p, s.at(117, 2, 119, 4)) })
	each("formats", s.at(117, 49, 118, 57), func(c sampleColumn) string { return c.format })
	each("value_label_names", name, func(c sampleColumn) string { return c.set })
	each("variable_labels", s.at(117, 81, 118, 321), func(c sampleColumn) string { return c.label })
	part("characteristics", func() {
		for _, c := range s.chars {
			p.WriteString("<ch>")
			p.num(uint64(2*name+len(c[2])+1), 4)
			p.str(c[0], name)
			p.str(c[1], name)
			p.str(c[2], len(c[2])+1)
			p.WriteString("</ch>")
		}
	})
	part("data", func() { s.writeCells(t, p) })
	part("strls", func() {
		for _, l := range s.longs {
			p.WriteString("GSO")
			p.num(l.column, 4)
			p.num(l.row, s.at(117, 4, 118, 8))
			p.WriteByte(l.kind)
			p.num(uint64(len(l.body)), 4)
			p.Write(l.body)
		}
	})
	part("value_labels", func() {
		for _, set := range s.sets {
			p.WriteString("<lbl>")
			s.writeLabels(p, set, name)
			p.WriteString("</lbl>")
		}
	})
	mark()
	p.WriteString("</stata_dta>")
	mark()
	out := p.Bytes()
	m := &pen{big: s.big}
	for _, at := range places {
		m.num(uint64(at), 8)
	}
	copy(out[mapAt:], m.Bytes())
	return out
}

// f32 and f64 give the bits of numbers.
func f32(v float32) uint64 { return uint64(math.Float32bits(v)) }
func f64(v float64) uint64 { return math.Float64bits(v) }
