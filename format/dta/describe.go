package dta

// What is said of the columns of a table on its way into a file: names, labels, notes, and what values mean.

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"comity/format/frame"
)

// ErrName is in the chain of an error about the name of a column.
var ErrName = errors.New("not a name that Stata allows")

// The most characters of a name and of a label.
const (
	nameLength  = 32
	labelLength = 80
)

// reserved are the names Stata keeps to itself, beside str1, str2 and so on.
var reserved = []string{"_all", "_b", "byte", "_coef", "_cons", "double", "float", "if", "in", "int", "long", "_n", "_N",
	"_pi", "_pred", "_rc", "_skip", "strL", "using", "with"}

// isReserved says whether Stata keeps a name to itself.
func isReserved(name string) bool {
	digits, str := strings.CutPrefix(name, "str")
	return slices.Contains(reserved, name) || str && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// CheckName says whether Stata can call a variable so: 1 to 32 letters, digits and underscores, the first no digit, and no
// word Stata keeps to itself. The error says what is wrong and offers another name.
func CheckName(name string) error {
	fault := ""
	first, _ := utf8.DecodeRuneInString(name)
	switch {
	case name == "":
		fault = "it is empty"
	case !utf8.ValidString(name):
		fault = "it is no UTF-8"
	case strings.IndexFunc(name, notInName) >= 0:
		r, _ := utf8.DecodeRuneInString(name[strings.IndexFunc(name, notInName):])
		fault = fmt.Sprintf("%q is neither letter, digit nor underscore", r)
	case unicode.IsDigit(first):
		fault = "it begins with a digit"
	case utf8.RuneCountInString(name) > nameLength:
		fault = fmt.Sprintf("it has %d characters, and %d are the most", utf8.RuneCountInString(name), nameLength)
	case isReserved(name):
		fault = "Stata keeps the word to itself"
	default:
		return nil
	}
	return fmt.Errorf("%q is %w: %s; rename it, perhaps to %s", name, ErrName, fault, SafeName(name))
}

// notInName says whether a character cannot stand in a name.
func notInName(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// SafeName gives a name that Stata allows and that is like the one given. Two names may become the same.
func SafeName(name string) string {
	safe := strings.Map(func(r rune) rune {
		if r == utf8.RuneError || notInName(r) {
			return '_'
		}
		return r
	}, name)
	if first, _ := utf8.DecodeRuneInString(safe); safe == "" || unicode.IsDigit(first) {
		safe = "_" + safe
	}
	if runes := []rune(safe); len(runes) > nameLength {
		safe = string(runes[:nameLength])
	}
	if isReserved(safe) {
		safe = "v_" + safe
	}
	return safe
}

// checkNames says which columns Stata cannot call by their names, and of which two have the same.
func checkNames(columns []frame.Column) error {
	const most = 8
	var bad []error
	seen := make(map[string]int, len(columns))
	for i, c := range columns {
		err := CheckName(c.Name)
		if first, twice := seen[c.Name]; err == nil && twice {
			err = fmt.Errorf("%q is %w twice: column %d has it too; rename one", c.Name, ErrName, first+1)
		}
		seen[c.Name] = i
		if err != nil {
			bad = append(bad, fmt.Errorf("column %d: %w", i+1, err))
		}
	}
	if over := len(bad) - most; over > 0 {
		bad = append(bad[:most], fmt.Errorf("and %d columns more", over))
	}
	return errors.Join(bad...)
}

// clean makes a description fit for a file where a zero byte ends it.
func clean(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}

// cutLabel gives a label of at most 80 characters, and whether something of it is left out.
func cutLabel(s string) (label string, cut bool) {
	s = clean(s)
	n := 0
	for i := range s {
		if n++; n > labelLength {
			return s[:i], true
		}
	}
	return s, false
}

// remarks writes the characteristics.
func (e *encoder) remarks() {
	e.notes("_dta", e.table.Title, e.table.Notes)
	for _, c := range e.table.Columns {
		notes := c.Notes
		if c.Unit != "" {
			notes = slices.Concat([]string{"unit: " + c.Unit}, notes)
			e.characteristic(c.Name, "unit", clean(c.Unit))
		}
		e.notes(c.Name, c.Label, notes)
	}
}

// longestNote is below the 67,784 bytes Stata allows in a characteristic.
const longestNote = 60_000

// notes writes the notes of a variable or the data set, where its label is cut that first, and how many there are.
func (e *encoder) notes(of, label string, notes []string) {
	if _, cut := cutLabel(label); cut {
		notes = slices.Concat([]string{label}, notes)
	}
	n := 0
	for _, note := range notes {
		for _, piece := range pieces(clean(note), longestNote) {
			n++
			e.characteristic(of, "note"+strconv.Itoa(n), piece)
		}
	}
	if n > 0 {
		e.characteristic(of, "note0", strconv.Itoa(n))
	}
}

// pieces cuts a text between characters into pieces of at most so many bytes.
func pieces(s string, most int) (all []string) {
	for len(s) > most {
		end := most
		for !utf8.RuneStart(s[end]) {
			end--
		}
		all = append(all, s[:end])
		s = s[end:]
	}
	return append(all, s)
}

// characteristic writes one.
func (e *encoder) characteristic(of, name, text string) {
	e.head.WriteString("<ch>")
	e.num(uint64(2*e.layout.name+len(text)+1), e.layout.expansion)
	e.field(of, e.layout.name)
	e.field(name, e.layout.name)
	e.field(text, len(text)+1)
	e.head.WriteString("</ch>")
}

// nameValues makes the sets of value labels, equal ones once: the names of a column's values and, where cells are missing,
// what the letters mean.
func (e *encoder) nameValues() error {
	made, taken := map[string]string{}, map[string]bool{}
	for i := range e.columns {
		c, of := &e.columns[i], &e.table.Columns[i]
		if !c.kind.numeric() {
			continue
		}
		labels, err := c.valueLabels(of.Named, e.table.Reasons)
		if err != nil {
			return fmt.Errorf("column %d (%s): %w", i+1, of.Name, err)
		}
		if len(labels) == 0 {
			continue
		}
		name := of.Name
		if len(of.Named) == 0 {
			name = "missing"
		}
		key := fmt.Sprintf("%q", labels)
		if made[key] == "" {
			made[key] = unused(name, taken)
			e.sets = append(e.sets, LabelSet{Name: made[key], Labels: labels})
		}
		c.set = made[key]
	}
	return nil
}

// unused gives a name that is not taken, like the one given.
func unused(name string, taken map[string]bool) string {
	try := name
	for n := 2; taken[try]; n++ {
		end := "_" + strconv.Itoa(n)
		runes := []rune(name)
		try = string(runes[:min(len(runes), nameLength-len(end))]) + end
	}
	taken[try] = true
	return try
}

// valueLabels gives the labels of one column by ascending code.
func (c *outColumn) valueLabels(named []frame.Named, reasons []string) (labels []ValueLabel, err error) {
	for _, n := range named {
		if n.Value > math.MaxInt32-27 {
			return nil, fmt.Errorf("the value %d, named %q, is %w to be labelled: they end at %d", n.Value, n.Text, ErrValue, math.MaxInt32-27)
		}
		labels = append(labels, ValueLabel{Code: n.Value, Text: clean(n.Text)})
	}
	for i, reason := range reasons {
		if c.letters != 0 && reason != "" {
			labels = append(labels, ValueLabel{Code: missingLong + int32(i) + 1, Letter: letterAt(i + 1), Text: clean(reason)})
		}
	}
	slices.SortStableFunc(labels, func(a, b ValueLabel) int { return cmp.Compare(a.Code, b.Code) })
	return labels, nil
}

// labelTables writes the sets of value labels.
func (e *encoder) labelTables(out *bytes.Buffer) {
	const longest = 32_000
	little := binary.LittleEndian
	out.WriteString("<value_labels>")
	for _, set := range e.sets {
		var places, codes, text []byte
		for _, l := range set.Labels {
			places = little.AppendUint32(places, uint32(len(text)))
			codes = little.AppendUint32(codes, uint32(l.Code))
			text = append(append(text, pieces(l.Text, longest-1)[0]...), 0)
		}
		table := little.AppendUint32(nil, uint32(len(set.Labels)))
		table = little.AppendUint32(table, uint32(len(text)))
		table = slices.Concat(table, places, codes, text)
		name := make([]byte, e.layout.name+3)
		copy(name, set.Name)
		out.WriteString("<lbl>")
		out.Write(little.AppendUint32(nil, uint32(len(table))))
		out.Write(name)
		out.Write(table)
		out.WriteString("</lbl>")
	}
	out.WriteString("</value_labels>")
}
