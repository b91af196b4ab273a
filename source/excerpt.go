package source

// This file shows one row of a source's file as it stands there: the end of the road of "where does this number come from".

import (
	"cmp"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strconv"

	"comity/format/rda"
)

// ExcerptCell is one cell of a row, under the producer's name of its column.
type ExcerptCell struct{ Column, Value string }

// Place is what of which file a variable or a table is read from.
type Place struct {
	File string
	Part Part
}

// Places gives all that a variable or a table of the card is read from, each once, in the card's order; of an empty name, or one
// the card does not know, the first file.
func (c Card) Places(name string) (out []Place) {
	for _, s := range c.Series {
		if slices.ContainsFunc(s.Variables, func(v SeriesVariable) bool { return v.Name == name }) {
			out = append(out, Place{s.File, s.Part})
		}
	}
	if t, ok := c.TableOf(name); ok && t.Files != "" {
		for _, f := range c.filesLike(t.Files) {
			out = append(out, Place{f.Name, t.Part})
		}
	} else if ok {
		out = append(out, Place{t.File, t.Part})
	}
	if len(out) == 0 {
		out = []Place{{}}
	}
	var once []Place
	for _, p := range out {
		p.File = cmp.Or(p.File, c.Files[0].Name)
		if !slices.ContainsFunc(once, func(q Place) bool { return q.File == p.File && q.Part.same(p.Part) }) {
			once = append(once, p)
		}
	}
	return once
}

// same says that two parts of a file are one.
func (p Part) same(q Part) bool {
	return p.Object == q.Object && p.Sheet == q.Sheet && p.Path == q.Path && p.Entry == q.Entry
}

// Excerpt gives a row, by its number from 1, of the file a variable or a table of the card is read from: the first, where there
// are several and file does not name another. An empty name is the card's first file.
func Excerpt(c Card, files fs.FS, name, file string, row int64) (File, []ExcerptCell, error) {
	places := c.Places(name)
	from := places[max(0, slices.IndexFunc(places, func(p Place) bool { return p.File == file }))]
	f, err := c.file(cmp.Or(file, from.File))
	if err != nil {
		return f, nil, err
	}
	o := openerOf(c, files)
	if c.Reader != "" && (f.Format == "rda" || f.Format == "rds") {
		cells, err := excerptR(o, f, row)
		return f, cells, err
	}
	g, err := o.open(f, from.Part)
	if err != nil {
		return f, nil, err
	}
	for g.Next() {
		if g.Row() == row {
			return f, g.cells(), nil
		}
	}
	if err := g.Err(); err != nil {
		return f, nil, err
	}
	return f, nil, fmt.Errorf("%s has no row %d", f.Name, row)
}

// cells gives the current row; what is missing reads NA.
func (g *grid) cells() (out []ExcerptCell) {
	for i, c := range g.columns {
		text, ok := g.Text(i)
		if !ok {
			text = "NA"
		}
		out = append(out, ExcerptCell{c, text})
	}
	return out
}

// excerptR gives a row of the first data frame of an R file that has it, or a cell of each of a list of matrices.
func excerptR(o *opener, f File, row int64) ([]ExcerptCell, error) {
	objects, err := openAllR(o.files, f.Name)
	if err != nil {
		return nil, err
	}
	for _, x := range objects {
		if cells := cellsOf(x.Value, row-1); cells != nil {
			return cells, nil
		}
	}
	return nil, fmt.Errorf("%s has no row %d", f.Name, row)
}

// cellsOf gives a row (from 0) of a data frame, or a cell of each of a list of matrices; nil where there is none.
func cellsOf(v *rda.Value, row int64) (out []ExcerptCell) {
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
