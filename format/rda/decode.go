package rda

// Items: what R's serialization is made of.

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// The types of items: R's own, and from 238 on those of the serialization only.
const (
	typeNil         = 0
	typeSymbol      = 1
	typePairs       = 2
	typeClosure     = 3
	typeEnvironment = 4
	typePromise     = 5
	typeLanguage    = 6
	typeSpecial     = 7
	typeBuiltin     = 8
	typeChar        = 9
	typeLogical     = 10
	typeInt         = 13
	typeReal        = 14
	typeComplex     = 15
	typeString      = 16
	typeDots        = 17
	typeList        = 19
	typeExpression  = 20
	typeByteCode    = 21
	typePointer     = 22
	typeWeakRef     = 23
	typeRaw         = 24
	typeS4          = 25

	typeAltrep        = 238
	typeAttrPairs     = 239
	typeAttrLanguage  = 240
	typeBaseEnv       = 241
	typeEmptyEnv      = 242
	typeCodeRef       = 243
	typeCodeDef       = 244
	typePersistent    = 247
	typePackage       = 248
	typeNamespace     = 249
	typeBaseNamespace = 250
	typeMissingArg    = 251
	typeUnbound       = 252
	typeGlobalEnv     = 253
	typeNull          = 254
	typeRef           = 255
)

// The flags beside the type in an item's first integer.
const (
	hasAttributes = 1 << 9
	hasTag        = 1 << 10
)

// typeName names a type for error messages.
func typeName(t int) string {
	return fmt.Sprintf("an item of type %d", t)
}

// decoder reads one file.
type decoder struct {
	in      input
	writing writing
	native  encoding
	limits  Limits
	memory  int64 // what is left of Limits.Memory
	depth   int
	steps   []step   // the way to the current item
	refs    []*Value // symbols and environments that may be referred to, in order
	pool    *pool
	scratch []byte // of textString
	wide    []byte // of utf8
}

// step is one step from an object into it: a name, or an index from 1.
type step struct {
	name  string
	index int
}

// valueSize is what a Value takes besides its elements.
const valueSize = 96

// newDecoder starts at the beginning of the unpacked bytes.
func newDecoder(r io.Reader, l Limits) *decoder {
	return &decoder{in: input{src: r, buf: make([]byte, 64<<10)}, limits: l, memory: l.Memory, pool: newPool()}
}

// path writes the way to the current item as R would.
func (d *decoder) path() string {
	var b strings.Builder
	for _, s := range d.steps[:min(len(d.steps), 12)] {
		if s.index > 0 {
			fmt.Fprintf(&b, "[[%d]]", s.index)
		} else {
			b.WriteString(s.name)
		}
	}
	if len(d.steps) > 12 {
		b.WriteString("…")
	}
	return b.String()
}

// file reads a whole file: the objects of an .rda, or the one of an .rds.
func (d *decoder) file() []Object {
	named := d.magic()
	d.header()
	v := d.item()
	if !named {
		return []Object{{Value: v}}
	}
	if v.kind != Null && v.kind != List {
		d.fail("an .rda file holds a %s where its list of objects should be: %w", v.kind, ErrFormat)
	}
	names := v.Names()
	objects := make([]Object, v.Len())
	for i := range objects {
		objects[i].Value = v.Items()[i]
		if i < len(names) {
			objects[i].Name = names[i]
		}
	}
	return objects
}

// magic passes the first line of an .rda file ("RDX3\n"), which an .rds file lacks.
func (d *decoder) magic() (named bool) {
	head := d.peek(5)
	if len(head) == 5 && head[0] == 'R' && head[1] == 'D' && head[4] == '\n' {
		if !bytes.Contains([]byte("XAB"), head[2:3]) || head[3] != '2' && head[3] != '3' {
			d.fail("the file begins with %q; versions 2 and 3 are read: save it anew with a current R: %w", head[:4], ErrFormat)
		}
		d.take(5)
		return true
	}
	return false
}

// header reads how numbers are written, the versions and, in version 3, the encoding of unmarked texts.
func (d *decoder) header() {
	head := d.peek(2)
	if len(head) < 2 || head[1] != '\n' || !bytes.Contains([]byte("XAB"), head[:1]) {
		d.fail("the file begins with %q, not with RDX3, RDX2, RDA3, RDA2, or X, A or B on a line: %w", d.peek(8), ErrFormat)
	}
	d.writing = writing(head[0])
	d.take(2)
	version := d.int()
	d.int() // the R version that wrote it
	d.int() // the oldest R version that can read it
	switch version {
	case 2:
	case 3:
		n := d.int()
		if n < 0 || n > 64 {
			d.fail("an encoding's name of %d bytes: %w", n, ErrFormat)
		}
		d.native = encodingOf(string(d.textBytes(n)))
	default:
		d.fail("serialization version %d; 2 and 3 are read: %w", version, ErrFormat)
	}
}

// nested calls read one level deeper.
func (d *decoder) nested(read func() *Value) *Value {
	if d.depth++; d.depth > d.limits.Depth {
		d.fail("values nested deeper than Limits.Depth = %d: %w", d.limits.Depth, ErrTooBig)
	}
	v := read()
	d.depth--
	return v
}

// item reads one item.
func (d *decoder) item() *Value {
	return d.itemOf(d.int())
}

// itemOf reads the item whose first integer was flags.
func (d *decoder) itemOf(flags int) *Value {
	return d.nested(func() *Value {
		d.charge(1, valueSize)
		if v := d.special(flags); v != nil {
			return v
		}
		v := &Value{}
		d.contents(v, flags)
		if flags&hasAttributes != 0 {
			d.attributes(v)
		}
		return v
	})
}

// special reads the items that have no contents followed by attributes; nil if flags are not of one.
func (d *decoder) special(flags int) *Value {
	switch flags & 0xFF {
	case typeNil, typeNull, typeMissingArg, typeUnbound:
		return null
	case typeGlobalEnv, typeBaseEnv, typeEmptyEnv, typeBaseNamespace:
		return &Value{kind: Environment}
	case typeRef:
		return d.reference(flags >> 8)
	case typeSymbol:
		return d.symbol()
	case typeEnvironment:
		return d.environment()
	case typePackage, typeNamespace, typePersistent:
		return d.namedEnvironment()
	case typePairs, typeDots:
		return d.pairs(List, flags)
	case typeLanguage:
		return d.pairs(Language, flags)
	case typeClosure, typePromise:
		return d.closure(flags)
	case typeAltrep:
		return d.altrep()
	}
	return nil
}

// contents reads what comes before the attributes of all other items.
func (d *decoder) contents(v *Value, flags int) {
	switch t := flags & 0xFF; t {
	case typeLogical:
		v.kind, v.data = Logical, d.ints(d.length())
	case typeInt:
		v.kind, v.data = Int, d.ints(d.length())
	case typeReal:
		v.kind, v.data = Real, d.reals(d.length())
	case typeComplex:
		v.kind, v.data = Complex, d.complexes(d.length())
	case typeString:
		v.kind, v.data = String, d.strings(d.length())
	case typeRaw:
		v.kind, v.data = Raw, d.raw(d.length())
	case typeList, typeExpression:
		v.kind, v.data = List, d.list(d.length())
	case typeChar: // alone only inside a symbol, or as an oddity
		v.kind, v.data = String, texts{[]uint32{d.char(flags &^ hasAttributes)}, d.pool}
	case typeS4:
		v.kind = S4
	case typeSpecial, typeBuiltin:
		v.kind = Function
		d.textBytes(d.count("a function's name"))
	case typePointer:
		v.kind = Pointer
		d.refs = append(d.refs, v)
		d.item() // what it protects
		d.item() // its tag
	case typeWeakRef:
		v.kind = Pointer
		d.refs = append(d.refs, v)
	case typeByteCode:
		v.kind = ByteCode
		d.byteCode()
	default:
		d.fail("%s, which is none of R's: %w", typeName(t), ErrFormat)
	}
}

// count reads a small length of the kind only damage makes large or negative.
func (d *decoder) count(what string) int {
	n := d.int()
	if n < 0 || n > 1<<24 {
		d.fail("%s of length %d: %w", what, n, ErrFormat)
	}
	return n
}

// reference gives a symbol or environment met before.
func (d *decoder) reference(i int) *Value {
	if i == 0 {
		i = d.int()
	}
	if i < 1 || i > len(d.refs) {
		d.fail("a reference to item %d of the %d met so far: %w", i, len(d.refs), ErrFormat)
	}
	return d.refs[i-1]
}

// symbol reads a symbol: its name, an item.
func (d *decoder) symbol() *Value {
	flags := d.int()
	if flags&0xFF != typeChar {
		d.fail("%s as the name of a symbol: %w", typeName(flags&0xFF), ErrFormat)
	}
	v := &Value{kind: Symbol, data: d.pool.texts[d.char(flags)]}
	d.refs = append(d.refs, v)
	return v
}

// environment reads an environment through; its variables are not kept.
func (d *decoder) environment() *Value {
	d.int() // whether it is locked
	v := &Value{kind: Environment}
	d.refs = append(d.refs, v)
	d.steps = append(d.steps, step{name: "<environment>"})
	for range 3 { // the enclosing one, the frame, the hash table
		d.item()
	}
	attrs := d.item()
	d.steps = d.steps[:len(d.steps)-1]
	d.attach(v, attrs)
	return v
}

// namedEnvironment reads a package, namespace or persistent name.
func (d *decoder) namedEnvironment() *Value {
	if n := d.int(); n != 0 {
		d.fail("names in a list of names: %w", ErrFormat)
	}
	for range d.count("an environment's name") {
		d.item()
	}
	v := &Value{kind: Environment}
	d.refs = append(d.refs, v)
	return v
}

// closure reads a function or promise through: attributes, environment, arguments, body.
func (d *decoder) closure(flags int) *Value {
	v := &Value{kind: Function}
	d.steps = append(d.steps, step{name: "<function>"})
	if flags&hasAttributes != 0 {
		d.attributes(v)
	}
	if flags&hasTag != 0 {
		d.item()
	}
	d.item()
	d.item()
	d.steps = d.steps[:len(d.steps)-1]
	return v
}

// pairs reads a pairlist or call, cell by cell: attributes, tag, value, and then the rest of the list. The tags become
// names.
func (d *decoder) pairs(kind Kind, flags int) *Value {
	v := &Value{kind: kind}
	var items []*Value
	var tags []uint32
	tagged := false
	for ; isPairs(flags); flags = d.int() {
		if flags&hasAttributes != 0 {
			d.attributes(v)
		}
		tag := d.tag(flags)
		tagged = tagged || tag != ""
		d.charge(1, 32)
		d.steps = append(d.steps, cell(tag, len(items)+1, len(d.steps)))
		items = append(items, d.item())
		d.steps = d.steps[:len(d.steps)-1]
		tags = append(tags, d.intern([]byte(tag)))
	}
	if flags&0xFF != typeNull && flags&0xFF != typeNil {
		items, tags = append(items, d.itemOf(flags)), append(tags, d.intern(nil))
	}
	v.data = items
	if tagged {
		v.attrs = append(v.attrs, Attr{"names", &Value{kind: String, data: texts{tags, d.pool}}})
	}
	return v
}

// isPairs says whether flags are of another cell.
func isPairs(flags int) bool {
	t := flags & 0xFF
	return t == typePairs || t == typeLanguage || t == typeDots
}

// cell is the step into a cell: its tag, after a dollar sign but at the top, or its place.
func cell(tag string, place, depth int) step {
	switch {
	case tag == "":
		return step{index: place}
	case depth == 0:
		return step{name: tag}
	}
	return step{name: "$" + tag}
}

// tag reads a cell's tag, if it has one.
func (d *decoder) tag(flags int) string {
	if flags&hasTag == 0 {
		return ""
	}
	name, _ := d.item().data.(string)
	return name
}

// attributes reads the list of a value's attributes.
func (d *decoder) attributes(v *Value) {
	d.steps = append(d.steps, step{name: "@"})
	attrs := d.item()
	d.steps = d.steps[:len(d.steps)-1]
	d.attach(v, attrs)
}

// attach gives a value its attributes.
func (d *decoder) attach(v, attrs *Value) {
	if attrs.kind == Null {
		return
	}
	names := attrs.Names()
	if attrs.kind != List || len(names) < attrs.Len() {
		d.fail("attributes that are a %s, not a list of pairs: %w", attrs.kind, ErrFormat)
	}
	d.charge(attrs.Len(), 24)
	for i, a := range attrs.Items() {
		v.attrs = append(v.attrs, Attr{names[i], a})
	}
}
