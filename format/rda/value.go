package rda

// What an R object looks like from Go.

import "math"

// Kind is the sort of an R value.
type Kind uint8

// The kinds. Those after List are read through but not opened up: they have attributes, and S4 objects keep their slots
// there.
const (
	Null Kind = iota
	Logical
	Int
	Real
	Complex
	String
	Raw
	List // also R's pairlists and expressions
	Symbol
	Language
	Function
	Environment
	Pointer // external pointers and weak references, which mean nothing outside the R that made them
	ByteCode
	S4
	Unknown // ALTREP vectors of a class that only its own package can restore
)

// String names the kind as R's typeof does, where it can.
func (k Kind) String() string {
	return [...]string{"NULL", "logical", "integer", "double", "complex", "character", "raw", "list", "symbol", "language",
		"function", "environment", "externalptr", "bytecode", "S4", "unknown"}[k]
}

// NAInt is R's missing integer and logical.
const NAInt = math.MinInt32

// IsNA says whether a number is R's NA_real_: a NaN whose low word is 1954. A NaN that is the result of a computation
// is not NA.
func IsNA(f float64) bool { return f != f && uint32(math.Float64bits(f)) == 1954 }

// Attr is an attribute: a name and a value that tell what another value means.
type Attr struct {
	Name  string
	Value *Value
}

// Value is an R value: a vector, or one of the kinds that are not. Values may be shared, and through environments a value
// may hold itself; treat them as read-only.
type Value struct {
	kind  Kind
	attrs []Attr
	data  any // []int32, []float64, []complex128, texts, []byte, []*Value; a string for Symbol and Unknown
}

// texts is a character vector: for each element its number in the file's pool of distinct texts.
type texts struct {
	ids  []uint32
	pool *pool
}

// null stands for all NULLs.
var null = &Value{}

// Kind gives the sort of v.
func (v *Value) Kind() Kind { return v.kind }

// Len gives the number of elements of a vector or list, 0 for the other kinds.
func (v *Value) Len() int {
	switch data := v.data.(type) {
	case []int32:
		return len(data)
	case []float64:
		return len(data)
	case []complex128:
		return len(data)
	case texts:
		return len(data.ids)
	case []byte:
		return len(data)
	case []*Value:
		return len(data)
	}
	return 0
}

// Ints gives the elements of an Int or Logical vector, nil for other kinds; NAInt is missing. A logical is 0 or 1.
func (v *Value) Ints() []int32 { ints, _ := v.data.([]int32); return ints }

// Reals gives the elements of a Real vector, nil for other kinds; IsNA tells those missing.
func (v *Value) Reals() []float64 { reals, _ := v.data.([]float64); return reals }

// Complexes gives the elements of a Complex vector, nil for other kinds.
func (v *Value) Complexes() []complex128 { c, _ := v.data.([]complex128); return c }

// Bytes gives the elements of a Raw vector, nil for other kinds.
func (v *Value) Bytes() []byte { raw, _ := v.data.([]byte); return raw }

// Items gives the elements of a List, nil for other kinds.
func (v *Value) Items() []*Value { items, _ := v.data.([]*Value); return items }

// Text gives element i of a String vector; false if it is NA or v is of another kind. Symbols have one text.
func (v *Value) Text(i int) (string, bool) {
	switch data := v.data.(type) {
	case texts:
		return data.at(i)
	case string:
		return data, true
	}
	return "", false
}

// at gives text i and whether it is not NA.
func (t texts) at(i int) (string, bool) {
	id := t.ids[i]
	return t.pool.texts[id], id != naText
}

// Attrs gives all attributes in the file's order.
func (v *Value) Attrs() []Attr { return v.attrs }

// Attr gives the attribute of a name, nil if there is none.
func (v *Value) Attr(name string) *Value {
	for _, a := range v.attrs {
		if a.Name == name {
			return a.Value
		}
	}
	return nil
}

// strings gives an attribute that is a character vector, NA as "NA"; nil if there is none.
func (v *Value) strings(attr string) []string {
	a := v.Attr(attr)
	if a == nil || a.kind != String {
		return nil
	}
	out := make([]string, a.Len())
	for i := range out {
		out[i] = "NA"
		if s, ok := a.Text(i); ok {
			out[i] = s
		}
	}
	return out
}

// Names gives the names of the elements, nil if they have none.
func (v *Value) Names() []string { return v.strings("names") }

// Class gives the class attribute, nil if there is none.
func (v *Value) Class() []string { return v.strings("class") }

// Is says whether v has a class.
func (v *Value) Is(class string) bool {
	for _, c := range v.Class() {
		if c == class {
			return true
		}
	}
	return false
}

// Item gives the element of a List of a name, nil if there is none.
func (v *Value) Item(name string) *Value {
	items := v.Items()
	for i, n := range v.Names() {
		if n == name && i < len(items) {
			return items[i]
		}
	}
	return nil
}

// Dim gives the dimensions of a matrix or array, nil for other values. Elements are in column order: element (i, j) of
// an n-row matrix is number i + j*n.
func (v *Value) Dim() []int {
	a := v.Attr("dim")
	if a == nil {
		return nil
	}
	var dim []int
	for _, n := range a.Ints() {
		dim = append(dim, int(n))
	}
	for _, n := range a.Reals() {
		dim = append(dim, int(n))
	}
	return dim
}

// DimNames gives the names along dimension k (0 rows, 1 columns), nil if there are none.
func (v *Value) DimNames(k int) []string {
	a := v.Attr("dimnames")
	if a == nil || k >= a.Len() || a.kind != List {
		return nil
	}
	labels := a.Items()[k]
	return (&Value{attrs: []Attr{{"names", labels}}}).Names()
}
