package source

// This file says of a file that has no card how it is written: its format by its name, the delimiter, the encoding and the
// table in it by its bytes.

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"comity/format/rda"
	"comity/format/unpack"
)

// formats are the formats by the endings of names.
var formats = map[string]string{"csv": "csv", "txt": "csv", "dat": "csv", "tsv": "tsv", "tab": "tsv", "rda": "rda", "rdata": "rda", "rds": "rds", "dta": "dta", "xlsx": "xlsx", "xls": "xls",
	"parquet": "parquet", "json": "json", "geojson": "json", "jsonl": "jsonl", "ndjson": "jsonl", "xml": "xml"}

var packings = []string{"gz", "bz2", "xz", "zip"}

// FormatOf gives the format of a file by its name, as a card writes it: csv, csv.gz, rda; empty where the name says none.
func FormatOf(name string) string {
	ending := func(s string) string { return strings.ToLower(strings.TrimPrefix(path.Ext(s), ".")) }
	packed := ""
	if e := ending(name); slices.Contains(packings, e) {
		packed, name = "."+e, name[:len(name)-len(e)-1]
	}
	kind := formats[ending(name)]
	if kind == "" {
		return ""
	}
	return kind + packed
}

// describe says how a file is written, and what was chosen where there was a choice.
func (o *opener) describe(name, part string) (f File, notes []string, err error) {
	data, err := fs.ReadFile(o.files, name)
	if err != nil {
		return f, nil, err
	}
	sum := sha256.Sum256(data)
	f = File{Name: path.Base(name), SHA256: hex.EncodeToString(sum[:]), Size: int64(len(data)), Format: FormatOf(name)}
	if strings.HasSuffix(strings.ToLower(name), ".zip") {
		if notes, err = f.choose(data, &part); err != nil {
			return f, notes, err
		}
	}
	switch kind, _, _ := strings.Cut(f.Format, "."); kind {
	case "":
		return f, notes, fmt.Errorf("%s: its name does not say the format; the endings known are %s, and %s for packed files", name, strings.Join(slices.Sorted(maps.Keys(formats)), ", "), strings.Join(packings, ", "))
	case "csv", "tsv":
		if part != "" {
			return f, notes, fmt.Errorf("%s is one table: --part is for files of several", name)
		}
		return f, notes, f.sniff(data, kind)
	case "rda":
		f.Object = part
		more, err := o.chooseObject(&f)
		return f, append(notes, more...), err
	case "rds":
		f.Object = part
	case "xlsx", "xls":
		f.Sheet = part
	case "json", "jsonl", "xml":
		f.Path = part
	}
	return f, notes, nil
}

// choose takes the entry of a zip file: the one that is named, else the first whose name says a format.
func (f *File) choose(data []byte, part *string) (notes []string, err error) {
	entries, err := unpack.Entries(bytes.NewReader(data), int64(len(data)), unpack.Limits{})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	for _, e := range entries {
		if *part != "" && *part != e || FormatOf(e) == "" {
			continue
		}
		f.Format = FormatOf(e) + ".zip"
		if *part = ""; len(entries) > 1 {
			f.Entry = e
			notes = append(notes, fmt.Sprintf("of the entries of the zip file (%s) %s was taken; --part NAME takes another", few(entries), e))
		}
		return notes, nil
	}
	if len(entries) > 1 || f.Format == "" {
		return nil, fmt.Errorf("%s: no entry that can be read; there are %s: name one with --part", f.Name, few(entries))
	}
	return nil, nil
}

// headOfText is how much of a text is looked at to tell its delimiter and encoding.
const headOfText = 1 << 20

// sniff tells the delimiter of a text by its first line, and the encoding by its first bytes.
func (f *File) sniff(data []byte, kind string) error {
	r, _, err := unpack.Open(bytes.NewReader(data), int64(len(data)), f.Entry, unpack.Limits{})
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	head, err := io.ReadAll(io.LimitReader(r, headOfText))
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	line, _, _ := bytes.Cut(head, []byte("\n"))
	comma := byte(',')
	if kind == "tsv" {
		comma = '\t'
	}
	best := comma
	for _, c := range []byte{',', ';', '\t', '|'} {
		if bytes.Count(line, []byte{c}) > bytes.Count(line, []byte{best}) {
			best = c
		}
	}
	if best != comma {
		f.Delimiter = string(best)
	}
	for cut := 0; cut < utf8.UTFMax && len(head) == headOfText-cut && !utf8.Valid(head); cut++ { // a character may be cut at the end
		head = head[:len(head)-1]
	}
	if !utf8.Valid(head) {
		f.Encoding = "either"
	}
	return nil
}

// chooseObject takes of an R file of several data frames, apart or in a list, the one with the most rows.
func (o *opener) chooseObject(f *File) ([]string, error) {
	if f.Object != "" {
		return nil, nil
	}
	objects, err := openAllR(o.files, f.Name)
	if err != nil {
		return nil, err
	}
	o.objects[f.Name] = objects
	var names []string
	most := -1
	try := func(name string, v *rda.Value) bool {
		names = append(names, name)
		frame, err := v.Frame()
		if err == nil && frame.Rows() > most {
			most, f.Object = frame.Rows(), name
		}
		return err == nil
	}
	for _, x := range objects {
		if try(x.Name, x.Value) {
			continue
		}
		for i, inner := range x.Value.Names() {
			if items := x.Value.Items(); i < len(items) && inner != "" {
				try(x.Name+"$"+inner, items[i])
			}
		}
	}
	switch {
	case len(objects) == 1 && (most < 0 || f.Object == objects[0].Name): // the only one, or a list of matrices
		f.Object = ""
		return nil, nil
	case most < 0:
		return nil, fmt.Errorf("%s: none of its objects is a data frame; there are %s: name one with --part", f.Name, few(names))
	}
	return []string{fmt.Sprintf("of what the file holds (%s) %s was taken; --part NAME takes another", few(names), f.Object)}, nil
}
