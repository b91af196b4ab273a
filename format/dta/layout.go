package dta

// What the formats differ in. Sources: Stata's own descriptions of the formats 113, 115, 117 and 119 ("File formats
// .dta"); for those before 113, the list of differences that C. Charlton drew from the Stata 2 to 7 manuals for the
// readers of pandas (pull requests 58044 and 58155), held against files other programs wrote.

// layout is how wide the fields of a format are, in bytes.
type layout struct {
	tagged     bool // parts stand between tags (117 on)
	columns    int  // the number of variables
	rows       int  // the number of rows
	label      int  // the data set's label; in tagged files that of its length
	stamp      int  // when it was saved; 0 for none
	types      int  // one storage type
	name       int  // a variable's name, or that of its value labels, or of a characteristic
	sort       int  // one place of the sort order
	format     int  // a display format
	varLabel   int  // a variable's label
	expansion  int  // the length of a characteristic; 0 where there are none
	longColumn int  // a cell's reference to a long text: the variable
	longRow    int  // and the row
	longKey    int  // that row where the long text stands
}

// layoutOf gives the layout of a format; false for one that is not read.
func layoutOf(format int) (layout, bool) {
	switch format {
	case 104, 105, 108, 110, 111, 113, 114, 115:
		return oldLayout(format), true
	case 117:
		return layout{tagged: true, columns: 2, rows: 4, label: 1, types: 2, name: 33, sort: 2, format: 49, varLabel: 81,
			expansion: 4, longColumn: 4, longRow: 4, longKey: 4}, true
	case 118, 119:
		l := layout{tagged: true, columns: 2, rows: 8, label: 2, types: 2, name: 129, sort: 2, format: 57, varLabel: 321,
			expansion: 4, longColumn: 2, longRow: 6, longKey: 8}
		if format == 119 {
			l.columns, l.sort, l.longColumn, l.longRow = 4, 4, 3, 5
		}
		return l, true
	}
	return layout{}, false
}

// oldLayout is the layout of the formats without tags.
func oldLayout(format int) layout {
	l := layout{columns: 2, rows: 4, label: 81, stamp: 18, types: 1, name: 33, sort: 2, format: 12, varLabel: 81, expansion: 4}
	if format >= 114 {
		l.format = 49
	}
	if format < 110 {
		l.name, l.expansion = 9, 2
	}
	if format < 108 {
		l.label, l.varLabel = 32, 32
	}
	if format < 105 {
		l.stamp, l.format, l.expansion = 0, 7, 0
	}
	return l
}

// Type is how the cells of a column are stored.
type Type uint8

// The storage types: whole numbers of 1, 2 and 4 bytes, IEEE numbers of 4 and 8, texts of a fixed width (str1 to str2045)
// and long texts (strL), which may also hold bytes that are no text.
const (
	Byte Type = iota
	Int
	Long
	Float
	Double
	Text
	LongText
)

// String names the type as Stata does, but for the width of a text.
func (t Type) String() string {
	return [...]string{"byte", "int", "long", "float", "double", "str", "strL"}[t]
}

// numeric says whether cells are numbers.
func (t Type) numeric() bool { return t <= Double }

// The widths of the numeric types in bytes.
var numberWidth = [...]int{Byte: 1, Int: 2, Long: 4, Float: 4, Double: 8}

// typeOf decodes a storage type; false for a code that stands for none.
func typeOf(format int, code uint16) (t Type, width int, ok bool) {
	switch {
	case format >= 117:
		return taggedType(code)
	case format >= 111 && code >= 251:
		t = Type(code - 251)
		return t, numberWidth[t], true
	case format >= 111:
		return Text, int(code), code >= 1 && code <= 244
	case code > 0x7F:
		return Text, int(code) - 0x7F, true
	}
	for i, letter := range "bilfd" {
		if rune(code) == letter {
			return Type(i), numberWidth[i], true
		}
	}
	return 0, 0, false
}

// taggedType decodes a storage type of the formats from 117 on.
func taggedType(code uint16) (t Type, width int, ok bool) {
	const long, double, byte1 = 32768, 65526, 65530
	switch {
	case code >= 1 && code <= 2045:
		return Text, int(code), true
	case code == long:
		return LongText, 8, true
	case code >= double && code <= byte1:
		t = Type(byte1 - code)
		return t, numberWidth[t], true
	}
	return 0, 0, false
}
