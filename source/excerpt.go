package source

// This file shows one row of a source's file as it stands there: the end of the road of "where does this number come from".

import (
	"bytes"
	"fmt"
	"io/fs"
	"math"
	"strconv"
	"strings"

	"comity/format/csv"
	"comity/format/rda"
)

// ExcerptCell is one cell of a row, under the producer's name of its column.
type ExcerptCell struct{ Column, Value string }

// Excerpt gives a row of a file of the card, by its number from 1.
func Excerpt(files fs.FS, f File, row int64) ([]ExcerptCell, error) {
	if strings.HasPrefix(f.Format, "csv") {
		return excerptCSV(files, f.Name, row)
	}
	objects, err := openAllR(files, f.Name)
	if err != nil {
		return nil, err
	}
	for _, o := range objects {
		if cells := excerptR(o.Value, row-1); cells != nil {
			return cells, nil
		}
	}
	return nil, fmt.Errorf("%s has no row %d", f.Name, row)
}

func excerptCSV(files fs.FS, name string, row int64) ([]ExcerptCell, error) {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	r, err := csv.Open(bytes.NewReader(data), int64(len(data)), csv.Options{Name: name, Encoding: csv.Either})
	if err != nil {
		return nil, err
	}
	for r.Next() {
		if r.Row() < row {
			continue
		}
		var out []ExcerptCell
		for i, c := range r.Header() {
			out = append(out, ExcerptCell{c, string(r.Field(i))})
		}
		return out, nil
	}
	if r.Err() != nil {
		return nil, r.Err()
	}
	return nil, fmt.Errorf("%s has no row %d", name, row)
}

// excerptR gives a row (from 0) of a data frame, or a cell of each of a list of matrices; nil where there is none.
func excerptR(v *rda.Value, row int64) (out []ExcerptCell) {
	items := v.Items()
	if len(items) == 0 || row < 0 || row >= int64(items[0].Len()) {
		return nil
	}
	if dim := items[0].Dim(); len(dim) == 2 && len(items[0].DimNames(0)) == dim[0] && len(items[0].DimNames(1)) == dim[1] {
		out = append(out, ExcerptCell{"row", items[0].DimNames(0)[int(row)%dim[0]]}, ExcerptCell{"column", items[0].DimNames(1)[int(row)/dim[0]]})
	}
	names := v.Names()
	for i, item := range items {
		name := fmt.Sprintf("matrix %d", i+1)
		if i < len(names) {
			name = names[i]
		}
		if row < int64(item.Len()) {
			out = append(out, ExcerptCell{name, textOf(item, int(row))})
		}
	}
	return out
}

// textOf writes one element of a vector as R would.
func textOf(v *rda.Value, i int) string {
	f := frame{at: []frameColumn{{v, v.Ints(), v.Reals(), v.Attr("levels")}}}
	if s := f.text(0, i); s != "" {
		return s
	}
	if x := f.number(0, i); !math.IsNaN(x) {
		return strconv.FormatFloat(x, 'g', -1, 64)
	}
	if v.Kind() == rda.String {
		if s, ok := v.Text(i); ok {
			return s
		}
	}
	return "NA"
}
