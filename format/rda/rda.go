// Package rda reads the files R saves its objects in: .rda and .RData (several objects by name) and .rds (one object
// without a name). Write writes a table as the data.frame of an .rds file.
//
// Both hold R's serialization, usually packed with gzip, bzip2 or xz, which is told by the first bytes. An .rda file
// begins with a line such as "RDX3\n"; then, and at once in an .rds file, comes one letter for how numbers are written
// (X big-endian binary, B little-endian binary, A text), the version (2 or 3), the R version that wrote it, and one item.
// An item is 32 bits of type and flags, then what the type asks for: a vector is its length and its values; a list the
// items in it; attributes (names, class, factor levels) come after the values as a list of pairs. Symbols and
// environments are written once and then referred to. Version 3 adds ALTREP: vectors written as what they were made
// from (1:n as three numbers, strings as the numbers they print, wrappers).
//
// Read gives every object as a Value, a column-wise tree; Value.Frame looks at a data.frame as columns. R's missing
// values are kept apart from everything else: NA is not NaN, nor 0, nor the empty string. Each distinct text is kept
// once per file. Functions, byte code, environments and external pointers are read through and given as values of
// their kind without their inner life, so that one odd attribute does not cost the data.
//
// A hostile file gets an error that says where and why, not the machine's memory: a length it claims is charged against
// Limits.Memory before anything is set aside, memory then grows only as values really arrive, and nesting is bounded.
package rda

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"comity/format/unpack"
)

// Object is a value and the name it was saved under, empty in an .rds file.
type Object struct {
	Name  string
	Value *Value
}

// Limits bound what a file may take. A zero field means its default.
type Limits struct {
	Memory int64 // bytes the values may take in memory, for a moment twice that while they grow; default 1 GiB
	Depth  int   // how deep values may be nested; default 5,000
	Unpack unpack.Limits
}

// withDefaults fills in the zero fields.
func (l Limits) withDefaults() Limits {
	if l.Memory <= 0 {
		l.Memory = 1 << 30
	}
	if l.Depth <= 0 {
		l.Depth = 5_000
	}
	return l
}

// The reasons an Error may have, for errors.Is.
var (
	ErrTooBig    = unpack.ErrTooBig             // a limit was met
	ErrTruncated = errors.New("the file ends")  // before what it announced
	ErrFormat    = errors.New("not R's format") // or damaged
)

// Error says where a file could not be read.
type Error struct {
	Offset int64  // byte of the unpacked file
	Path   string // where in the objects, as R would write it: votes[[3]]; empty before the first
	Err    error
}

// Error tells place and reason.
func (e *Error) Error() string {
	if e.Path == "" {
		return fmt.Sprintf("rda: byte %d (unpacked): %v", e.Offset, e.Err)
	}
	return fmt.Sprintf("rda: byte %d (unpacked), in %s: %v", e.Offset, e.Path, e.Err)
}

// Unwrap gives the reason.
func (e *Error) Unwrap() error { return e.Err }

// Read reads all objects of an .rda, .RData or .rds file, packed or not. The errors are of type *Error, but for those of
// the source itself.
func Read(r io.Reader, l Limits) (objects []Object, err error) {
	plain, kind, err := unpack.Stream(r, l.Unpack)
	if err != nil {
		return nil, fmt.Errorf("rda: %w", err)
	}
	d := newDecoder(plain, l.withDefaults())
	defer func() {
		if f := recover(); f != nil {
			e, ok := f.(*Error)
			if !ok {
				panic(f)
			}
			objects, err = nil, e
		}
	}()
	objects = d.file()
	if kind != unpack.Plain {
		d.drain()
	}
	return objects, nil
}

// ReadFile is Read of the file at path, which its errors name.
func ReadFile(path string, l Limits) ([]Object, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	objects, err := Read(f, l)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return objects, nil
}

// Find gives the object of a name; with an empty name, the only object there is. The error lists what there is.
func Find(objects []Object, name string) (*Value, error) {
	if name == "" && len(objects) == 1 {
		return objects[0].Value, nil
	}
	var names []string
	for _, o := range objects {
		if o.Name == name && name != "" {
			return o.Value, nil
		}
		names = append(names, o.Name)
	}
	if name == "" {
		return nil, fmt.Errorf("rda: the file holds %d objects (%s): say which is wanted", len(objects), strings.Join(names, ", "))
	}
	return nil, fmt.Errorf("rda: no object %q; the file holds %s", name, strings.Join(names, ", "))
}
