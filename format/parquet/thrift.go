package parquet

// A look at Thrift's compact protocol, in which a Parquet file describes itself: it goes through a description without
// keeping anything, and refuses one that claims more than it holds, before the library sets memory aside for the claim.

import "fmt"

// skim is a place in a description. Whatever is wrong is kept in err, after which nothing more is read.
type skim struct {
	buf     []byte
	pos     int
	structs int64 // how many records lie in lists, each of which the library sets memory aside for
	short   bool  // it ended too early
	err     error
	visit   func(field int, v int64) // told of whole numbers and booleans at the top (field) and one below (100·field + field there)
}

// The types of the compact protocol.
const (
	thriftTrue = iota + 1
	thriftFalse
	thriftByte
	thriftI16
	thriftI32
	thriftI64
	thriftDouble
	thriftBinary
	thriftList
	thriftSet
	thriftMap
	thriftStruct
)

// deepest is how deep descriptions may be nested; Parquet's own are less than ten.
const deepest = 32

// fail keeps the first thing that is wrong.
func (s *skim) fail(format string, args ...any) {
	if s.err == nil {
		s.err = fmt.Errorf(format, args...)
	}
	s.pos = len(s.buf)
}

// end says that the description ends too early.
func (s *skim) end() {
	s.short = true
	s.fail("%w: a description ends early", ErrFormat)
}

// byte takes a byte.
func (s *skim) byte() byte {
	if s.pos >= len(s.buf) {
		s.end()
		return 0
	}
	s.pos++
	return s.buf[s.pos-1]
}

// uvarint takes a number in groups of seven bits.
func (s *skim) uvarint() uint64 {
	var v uint64
	for shift := 0; shift < 70; shift += 7 {
		b := s.byte()
		v |= uint64(b&0x7F) << min(shift, 63)
		if b < 0x80 {
			return v
		}
	}
	s.fail("%w: a number of more than ten bytes", ErrFormat)
	return 0
}

// varint takes a number with a sign.
func (s *skim) varint() int64 {
	v := s.uvarint()
	return int64(v>>1) ^ -int64(v&1)
}

// skip passes over n bytes.
func (s *skim) skip(n uint64) {
	if n > uint64(len(s.buf)-s.pos) {
		s.end()
		return
	}
	s.pos += int(n)
}

// record goes through the fields of a record.
func (s *skim) record(depth, prefix int) {
	if depth > deepest {
		s.fail("%w: a description nested more than %d deep", ErrFormat, deepest)
	}
	field := 0
	for s.err == nil {
		head := s.byte()
		kind := head & 0x0F
		if kind == 0 || s.err != nil {
			return
		}
		if step := int(head >> 4); step > 0 {
			field += step
		} else {
			field = int(int16(s.varint()))
		}
		s.value(kind, depth, prefix*100+field)
	}
}

// value goes through one value.
func (s *skim) value(kind byte, depth, field int) {
	switch kind {
	case thriftTrue, thriftFalse:
		if s.visit != nil && depth <= 1 {
			s.visit(field, int64(thriftFalse-kind))
		}
	case thriftByte:
		s.skip(1)
	case thriftI16, thriftI32, thriftI64:
		if v := s.varint(); s.visit != nil && depth <= 1 && s.err == nil {
			s.visit(field, v)
		}
	case thriftDouble:
		s.skip(8)
	case thriftBinary:
		s.skip(s.uvarint())
	case thriftList, thriftSet:
		s.list(depth)
	case thriftMap:
		s.mapping(depth)
	case thriftStruct:
		s.record(depth+1, field)
	default:
		s.fail("%w: a value of type %d in a description", ErrFormat, kind)
	}
}

// list goes through a list, whose every item takes at least a byte.
func (s *skim) list(depth int) {
	head := s.byte()
	n, kind := uint64(head>>4), head&0x0F
	if n == 15 {
		n = s.uvarint()
	}
	s.items(n, depth, kind)
}

// mapping goes through a map.
func (s *skim) mapping(depth int) {
	n := s.uvarint()
	if n == 0 {
		return
	}
	kinds := s.byte()
	s.items(n, depth, kinds>>4, kinds&0x0F)
}

// items goes through n items of the kinds given, in turn.
func (s *skim) items(n uint64, depth int, kinds ...byte) {
	if n > uint64(len(s.buf)-s.pos) {
		s.end()
		return
	}
	if depth > deepest {
		s.fail("%w: a description nested more than %d deep", ErrFormat, deepest)
	}
	for i := uint64(0); i < n && s.err == nil; i++ {
		for _, kind := range kinds {
			switch kind {
			case thriftTrue, thriftFalse:
				s.skip(1) // outside of fields they take a byte
			case thriftStruct:
				s.structs++
				s.record(depth+2, 0)
			default:
				s.value(kind, depth+2, 0)
			}
		}
	}
}
