package parquet

// One column of a group of rows as pages: the values there are, each once, and for every row the place of its value among them; or
// the values themselves, where they hardly repeat.

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
	"slices"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"comity/format/frame"
)

const (
	mostValues = 1 << 16 // of a dictionary
	mostBytes  = 1 << 20 // of a dictionary of texts, and about of a page
	longText   = 64      // bytes of a text that is told as the least or greatest
)

// chunk is a column of a group, made.
type chunk struct {
	field, rows int
	bytes       []byte // the pages
	dictionary  int64  // bytes of the dictionary's page, which comes first
	meta        format.ColumnMetaData
}

// A row's code: absent where its cell is missing, else the value's place in the dictionary and first added to it. None stands for a
// cell not yet looked at.
const (
	none int32 = iota
	absent
	first
)

// encoder makes a chunk.
type encoder struct {
	*chunk
	zstd   *zstd.Encoder
	name   string
	kind   format.Type
	column int  // of a block
	reason bool // the letters are written

	numbers []uint64 // the dictionary: bits of numbers
	texts   []string // or texts
	codeOf  map[uint64]int32
	textOf  map[string]int32
	size    int  // of the texts, in bytes
	full    bool // there are too many values for a dictionary

	kept *frame.Column // whose cells' codes are seen
	seen []int32

	present             int // cells
	least, most         float64
	leastText, mostText string
	buffers
}

// buffers are what one chunk after another is made in.
type buffers struct {
	codes  []int32
	places []int32 // in the dictionary, of the open page
	levels []uint8 // of the open page: 1 where the cell is there
	values []byte  // of the open page
	packed []byte  // a page
	body   []byte  // of a page, before it is packed
}

// encode makes column i of a group.
func (f *writer) encode(i int, group []stretch, rows int) (*chunk, error) {
	b, _ := f.spare.Get().(*buffers)
	if b == nil {
		b = &buffers{codes: make([]int32, 0, rows), places: make([]int32, pageRows)}
	}
	fd := f.fields[i]
	e := &encoder{chunk: &chunk{field: i, rows: rows}, zstd: f.zstd, name: fd.Name, kind: typeOf(fd, f.heads[i].Kind), column: fd.Column, reason: fd.Reason,
		codeOf: map[uint64]int32{}, textOf: map[string]int32{}, least: math.Inf(1), most: math.Inf(-1), buffers: *b}
	e.codes = e.codes[:0]
	err := e.make(group)
	*b = e.buffers
	f.spare.Put(b)
	return e.chunk, err
}

// make makes the chunk.
func (e *encoder) make(group []stretch) (err error) {
	e.meta = format.ColumnMetaData{Type: e.kind, PathInSchema: []string{e.name}, Codec: format.Zstd, NumValues: int64(e.rows),
		Encoding: []format.Encoding{format.Plain, format.RLE}}
	for _, s := range group {
		if !e.full {
			e.look(s.block.Columns[e.column], s.lo, s.hi)
		}
	}
	if e.full || !e.pays() {
		err = e.plain(group)
	} else {
		err = e.coded()
	}
	e.meta.TotalCompressedSize = int64(len(e.bytes))
	e.meta.Statistics = e.statistics()
	return err
}

// look finds the codes of rows of a block.
func (e *encoder) look(c *frame.Column, lo, hi int) {
	switch {
	case c.Via != nil:
		if e.kept == nil || !e.kept.Shares(c) {
			e.kept, e.seen = c, make([]int32, c.Cells())
		}
		cells := *c
		cells.Via = nil
		for _, i := range c.Via[lo:hi] {
			if e.seen[i] == none {
				e.seen[i] = e.code(c, cells.At(int(i)))
			}
			e.codes = append(e.codes, e.seen[i])
		}
	case c.Small != nil:
		var seen [256]int32
		for i, v := range c.Small[lo:hi] {
			if seen[uint8(v)] == none {
				seen[uint8(v)] = e.code(c, c.At(lo+i))
			}
			e.codes = append(e.codes, seen[uint8(v)])
		}
	default:
		e.direct(c, lo, hi)
	}
}

// direct finds the codes of rows whose cells are looked at one after another, unless there are too many values.
func (e *encoder) direct(c *frame.Column, lo, hi int) {
	last, code := uint64(0), none
	for i := lo; i < hi && !e.full; i++ {
		x := c.At(i)
		if b := math.Float64bits(x); b != last || code == none {
			last, code = b, e.code(c, x)
		}
		e.codes = append(e.codes, code)
	}
}

// cell gives what is written of a cell: a text, or a number. It is false where nothing is.
func (e *encoder) cell(c *frame.Column, x float64) (text string, there bool) {
	l := frame.Letter(x)
	switch {
	case e.reason:
		return "." + string(rune('a'-1+l)), l != 0
	case l == 0 && c.Kind == frame.Text:
		return c.Texts[int(x)], true
	}
	return "", l == 0
}

// code gives the code of a cell; a value that is not in the dictionary comes into it.
func (e *encoder) code(c *frame.Column, x float64) int32 {
	text, there := e.cell(c, x)
	if !there {
		return absent
	}
	if e.kind == format.ByteArray {
		return e.codeOfText(text)
	}
	b := e.bits(x)
	code, ok := e.codeOf[b]
	if !ok {
		code = first + int32(len(e.numbers))
		e.codeOf[b] = code
		e.numbers = append(e.numbers, b)
		e.full = len(e.numbers) > mostValues
		e.note(x, "")
	}
	return code
}

// codeOfText is code of a text.
func (e *encoder) codeOfText(text string) int32 {
	code, ok := e.textOf[text]
	if !ok {
		code = first + int32(len(e.texts))
		e.textOf[text] = code
		e.texts = append(e.texts, text)
		e.size += 4 + len(text)
		e.full = len(e.texts) > mostValues || e.size > mostBytes
		e.note(0, text)
	}
	return code
}

// bits gives the bits a number is kept in.
func (e *encoder) bits(x float64) uint64 {
	if e.kind == format.Int32 {
		return uint64(uint32(int32(x)))
	}
	return math.Float64bits(x)
}

// note holds a value against the least and the greatest.
func (e *encoder) note(x float64, text string) {
	if e.least > e.most || text < e.leastText {
		e.leastText = text
	}
	if text > e.mostText {
		e.mostText = text
	}
	e.least, e.most = min(e.least, x), max(e.most, x)
}

// statistics tells the least and greatest value and how many are missing.
func (e *encoder) statistics() format.Statistics {
	s := format.Statistics{NullCount: int64(e.rows - e.present)}
	switch {
	case e.present == 0:
	case e.kind == format.ByteArray:
		if len(e.leastText) <= longText && len(e.mostText) <= longText {
			s.MinValue, s.MaxValue = []byte(e.leastText), []byte(e.mostText)
		}
	case e.kind == format.Int32:
		s.MinValue, s.MaxValue = e.number(nil, e.bits(e.least)), e.number(nil, e.bits(e.most))
	default: // of the two zeros the format wants the lower as the least, the higher as the greatest
		low, high := e.least, e.most
		if low == 0 {
			low = math.Copysign(0, -1)
		}
		if high == 0 {
			high = 0
		}
		s.MinValue, s.MaxValue = e.number(nil, e.bits(low)), e.number(nil, e.bits(high))
	}
	return s
}

// number appends a number as the format keeps it.
func (e *encoder) number(to []byte, b uint64) []byte {
	if e.kind == format.Int32 {
		return binary.LittleEndian.AppendUint32(to, uint32(b))
	}
	return binary.LittleEndian.AppendUint64(to, b)
}

// text appends a text as the format keeps it.
func text(to []byte, s string) []byte {
	return append(binary.LittleEndian.AppendUint32(to, uint32(len(s))), s...)
}

// width is the bits of a place in the dictionary.
func (e *encoder) width() int { return bits.Len(uint(max(len(e.numbers), len(e.texts), 1) - 1)) }

// pays says whether dictionary and places are smaller than the values, before they are packed.
func (e *encoder) pays() bool {
	const number = 8 // bytes, at most: a factor that both sides have
	values, dictionary := len(e.codes)*number, len(e.numbers)*number
	if e.kind == format.ByteArray {
		values, dictionary = 0, e.size
		for _, code := range e.codes {
			if code != absent {
				values += 4 + len(e.texts[code-first])
			}
		}
	}
	return dictionary+len(e.codes)*e.width()/8 < values
}

// coded writes the dictionary and pages of places in it.
func (e *encoder) coded() error {
	for _, b := range e.numbers {
		e.values = e.number(e.values, b)
	}
	for _, s := range e.texts {
		e.values = text(e.values, s)
	}
	header := format.DictionaryPageHeader{NumValues: int32(len(e.numbers) + len(e.texts)), Encoding: format.Plain}
	err := e.pack(format.PageHeader{Type: format.DictionaryPage, DictionaryPageHeader: thrift.New(header)}, e.values)
	e.values = e.values[:0]
	e.dictionary = int64(len(e.bytes))
	e.meta.Encoding = append(e.meta.Encoding, format.RLEDictionary)
	for lo := 0; lo < e.rows && err == nil; lo += pageRows {
		err = e.codedPage(e.codes[lo:min(lo+pageRows, e.rows)])
	}
	return err
}

// codedPage writes a page of places in the dictionary.
func (e *encoder) codedPage(codes []int32) error {
	e.levels = slices.Grow(e.levels, len(codes))[:len(codes)]
	levels, places, n := e.levels, e.places[:pageRows], 0
	for i, code := range codes {
		there := 1 - (code-first)>>31&1
		levels[i] = uint8(there)
		places[n] = code - first
		n += int(there)
	}
	e.present += n
	e.values = hybrid(append(e.values, byte(e.width())), places[:n], e.width())
	return e.page(format.RLEDictionary)
}

// plain writes pages of values.
func (e *encoder) plain(group []stretch) error {
	for _, s := range group {
		c := s.block.Columns[e.column]
		for row := s.lo; row < s.hi; row++ {
			e.value(c, c.At(row))
			if len(e.levels) < pageRows && len(e.values) < mostBytes {
				continue
			}
			if err := e.page(format.Plain); err != nil {
				return err
			}
		}
	}
	if len(e.levels) == 0 {
		return nil
	}
	return e.page(format.Plain)
}

// value puts a cell into the open page.
func (e *encoder) value(c *frame.Column, x float64) {
	s, there := e.cell(c, x)
	switch {
	case !there:
		e.levels = append(e.levels, 0)
		return
	case e.kind == format.ByteArray:
		e.values = text(e.values, s)
	default:
		e.values = e.number(e.values, e.bits(x))
	}
	e.levels = append(e.levels, 1)
	e.present++
	e.note(x, s)
}

// page ends the open page.
func (e *encoder) page(encoding format.Encoding) error {
	e.body = hybrid(append(e.body[:0], 0, 0, 0, 0), e.levels, 1) // after its length
	binary.LittleEndian.PutUint32(e.body, uint32(len(e.body)-4))
	e.body = append(e.body, e.values...)
	header := format.DataPageHeader{NumValues: int32(len(e.levels)), Encoding: encoding, DefinitionLevelEncoding: format.RLE, RepetitionLevelEncoding: format.RLE}
	e.levels, e.values = e.levels[:0], e.values[:0]
	return e.pack(format.PageHeader{Type: format.DataPage, DataPageHeader: thrift.New(header)}, e.body)
}

// pack packs a page and appends it to the chunk.
func (e *encoder) pack(h format.PageHeader, body []byte) error {
	if len(body) > math.MaxInt32 {
		return fmt.Errorf("column %s: texts of %d bytes in one page, more than the format holds", e.name, len(body))
	}
	e.packed = e.zstd.EncodeAll(body, e.packed[:0])
	h.UncompressedPageSize, h.CompressedPageSize = int32(len(body)), int32(len(e.packed))
	b, err := thrift.Marshal(new(thrift.CompactProtocol), &h)
	if err != nil {
		return err
	}
	e.meta.TotalUncompressedSize += int64(len(b) + len(body))
	e.bytes = append(append(e.bytes, b...), e.packed...)
	return nil
}
