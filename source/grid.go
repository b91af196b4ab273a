package source

// This file opens a file of a card as a grid: named columns, rows one after another, whatever the format. What is declared
// as corrected is corrected here, and held against what the source says.

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"

	"comity"
	"comity/format/csv"
	"comity/format/dta"
	"comity/format/jsontable"
	"comity/format/parquet"
	"comity/format/rda"
	"comity/format/sheet"
	"comity/format/unpack"
	"comity/format/xls"
	"comity/format/xlsx"
	"comity/format/xmltable"
)

// rows gives the rows of a file one after another.
type rows interface {
	Next() bool
	Row() int64                   // 1-based, the header not counted
	Text(i int) (string, bool)    // false where the cell is missing
	Float(i int) (float64, error) // the reason "missing in the source" where it is missing; an error where it is no number
	Err() error
}

// grid is an open file: the names of its columns, and its rows.
type grid struct {
	rows
	name    string
	columns []string
}

// index finds a column by its name.
func (g *grid) index(column string) (int, error) {
	if column == fileColumn {
		return g.addFile(), nil
	}
	if i := slices.Index(g.columns, column); i >= 0 {
		return i, nil
	}
	return 0, &NoColumnError{g.name, column, g.columns}
}

// addFile adds the column of the file's name.
func (g *grid) addFile() int {
	if i := slices.Index(g.columns, fileColumn); i >= 0 {
		return i
	}
	base := path.Base(g.name)
	base, _, _ = strings.Cut(base, ".")
	g.rows = namedRows{g.rows, len(g.columns), base}
	g.columns = append(slices.Clone(g.columns), fileColumn)
	return len(g.columns) - 1
}

// namedRows are rows with one more column, always the same.
type namedRows struct {
	rows
	at   int
	name string
}

func (n namedRows) Text(i int) (string, bool) {
	if i == n.at {
		return n.name, true
	}
	return n.rows.Text(i)
}

func (n namedRows) Float(i int) (float64, error) {
	if i == n.at {
		return floatOf(n.name, true)
	}
	return n.rows.Float(i)
}

// few writes a list, cut where it is long.
func few(list []string) string {
	if len(list) > 40 {
		return strings.Join(list[:40], ", ") + fmt.Sprintf(" … (%d)", len(list))
	}
	return strings.Join(list, ", ")
}

// wrong says where a row is wrong.
func (g *grid) wrong(column int, err error) error {
	return fmt.Errorf("%s: row %d, column %s: %w", g.name, g.Row(), g.columns[column], err)
}

// opener opens the files of one card. An R file is read once, however many tables are made of it.
type opener struct {
	card    Card
	files   fs.FS
	objects map[string][]rda.Object
}

func openerOf(c Card, files fs.FS) *opener {
	return &opener{card: c, files: files, objects: map[string][]rda.Object{}}
}

// open gives the grid of a file of the card, or of the part of it that is asked for.
func (o *opener) open(f File, part Part) (*grid, error) {
	f.Part = part.or(f.Part)
	g, err := o.plain(f)
	if err != nil {
		return nil, err
	}
	var fixes []Fix
	for _, x := range o.card.Fixes {
		if x.File == f.Name || x.File == "" && f.Name == o.card.Files[0].Name {
			fixes = append(fixes, x)
		}
	}
	if len(fixes) > 0 {
		return fixed(g, fixes)
	}
	return g, nil
}

// fileColumn is the column that holds the name of the file, without folder and ending.
const fileColumn = "@file"

func (o *opener) plain(f File) (*grid, error) {
	kind, _, _ := strings.Cut(f.Format, ".")
	switch kind {
	case "csv", "tsv":
		return openText(o.files, f, kind)
	case "rda", "rds", "rdata":
		return o.openR(f)
	case "dta":
		return openStata(o.files, f)
	case "xlsx":
		return openSheet(o.files, f, xlsx.Open)
	case "xls":
		return openSheet(o.files, f, xls.Open)
	case "json", "jsonl", "xml", "parquet":
		return openTree(o.files, f, kind)
	}
	return nil, fmt.Errorf("%s: no reader for the format %q", f.Name, f.Format)
}

// openText opens delimited text.
func openText(files fs.FS, f File, kind string) (*grid, error) {
	data, err := fs.ReadFile(files, f.Name)
	if err != nil {
		return nil, err
	}
	if len(data) == 0 {
		return nil, fmt.Errorf("%s: the file is empty", f.Name)
	}
	opt, err := textOptions(f, kind)
	if err != nil {
		return nil, err
	}
	r, err := csv.Open(bytes.NewReader(data), int64(len(data)), opt)
	if err != nil {
		return nil, err
	}
	return &grid{textRows{r}, f.Name, headerOf(f, r.Header())}, nil
}

func textOptions(f File, kind string) (csv.Options, error) {
	o := csv.Options{Name: f.Name, Comma: ',', Skip: f.Skip, NoHeader: len(f.Header) > 0, Ragged: f.Ragged, Entry: f.Entry, NoQuote: f.Quote != nil && !*f.Quote,
		NA: f.NA}
	if kind == "tsv" {
		o.Comma = '\t'
	}
	for _, c := range []struct {
		text string
		to   *byte
	}{{f.Delimiter, &o.Comma}, {f.Comment, &o.Comment}} {
		if len(c.text) > 1 {
			return o, fmt.Errorf("%s: %q: want one byte", f.Name, c.text)
		}
		if c.text != "" {
			*c.to = c.text[0]
		}
	}
	switch f.Encoding {
	case "", "utf-8":
	case "windows-1252", "latin-1":
		o.Encoding = csv.Latin1
	case "either":
		o.Encoding = csv.Either
	default:
		return o, fmt.Errorf("%s: encoding %q: want utf-8, windows-1252 or either", f.Name, f.Encoding)
	}
	return o, nil
}

// headerOf gives the names of the columns: those of the card, where the file has none.
func headerOf(f File, header []string) []string {
	if len(f.Header) > 0 {
		return f.Header
	}
	return header
}

// textRows are the rows of delimited text.
type textRows struct{ *csv.Reader }

func (t textRows) Text(i int) (string, bool) {
	if t.Missing(i) {
		return "", false
	}
	return t.Reader.Text(i), true
}

func (t textRows) Float(i int) (float64, error) {
	if t.Missing(i) || isNA(t.Field(i)) {
		return comity.NaN(comity.InSource), nil
	}
	return t.Reader.Float(i)
}

// isNA says that a cell reads as R and others write a missing value. As a text it may be Namibia, and is left to who asks.
func isNA(b []byte) bool { return len(b) == 2 && b[0] == 'N' && b[1] == 'A' }

// openR opens an object of an R file: a data frame, a matrix with names, or a list of such matrices.
func (o *opener) openR(f File) (*grid, error) {
	v, err := o.object(f)
	if err != nil {
		return nil, err
	}
	items := v.Items()
	if v.Dim() != nil {
		items = []*rda.Value{v}
	}
	if m := matrices(f.Name, items, v.Names()); m != nil {
		return &grid{m, f.Name, []string{"item", "row", "column", "value"}}, nil
	}
	frame, err := v.Frame()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	r := &frameRows{name: f.Name, n: frame.Rows(), at: -1}
	var columns []string
	for i := range frame.Columns {
		columns = append(columns, frame.Columns[i].Name)
		r.columns = append(r.columns, cellsOfColumn(&frame.Columns[i]))
	}
	return &grid{r, f.Name, columns}, nil
}

func cellsOfColumn(c *rda.Column) frameCells {
	return frameCells{c, c.Value.Ints(), c.Value.Reals(), c.Type == rda.Integer || c.Type == rda.Float}
}

// object finds the object a file names: "a", or "a$b" for a part of one.
func (o *opener) object(f File) (*rda.Value, error) {
	objects, ok := o.objects[f.Name]
	if !ok {
		var err error
		if objects, err = openAllR(o.files, f.Name); err != nil {
			return nil, err
		}
		o.objects[f.Name] = objects
	}
	name, inside, deep := strings.Cut(f.Object, "$")
	v, err := rda.Find(objects, name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	for deep {
		name, inside, deep = strings.Cut(inside, "$")
		in := v.Item(name)
		if in == nil {
			return nil, fmt.Errorf("%s: no %q inside; there are %s", f.Name, name, few(v.Names()))
		}
		v = in
	}
	return v, nil
}

// openAllR reads the objects of an R file.
func openAllR(files fs.FS, name string) ([]rda.Object, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	objects, err := rda.Read(f, rda.Limits{})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return objects, nil
}

// frameRows are the rows of a data frame.
type frameRows struct {
	name    string
	columns []frameCells
	n, at   int
}

// frameCells is a column of a frame, with the way to its numbers cut short.
type frameCells struct {
	column *rda.Column
	ints   []int32
	reals  []float64
	plain  bool // numbers, and nothing else
}

func (r *frameRows) Next() bool { r.at++; return r.at < r.n }
func (r *frameRows) Row() int64 { return int64(r.at) + 1 }
func (r *frameRows) Err() error { return nil }

func (r *frameRows) Text(i int) (string, bool) {
	c := &r.columns[i]
	if c.plain && c.ints != nil {
		if n := c.ints[r.at]; n >= 0 && int(n) < len(small) {
			return small[n], true
		}
	}
	if c.plain && c.reals != nil {
		if x := c.reals[r.at]; x >= 0 && x < float64(len(small)) && x == math.Trunc(x) {
			return small[int(x)], true
		}
	}
	return c.column.Text(r.at)
}

// small are the texts of the numbers codes and years are written with, made once.
var small = func() (t [2100]string) {
	for i := range t {
		t[i] = strconv.Itoa(i)
	}
	return t
}()

func (r *frameRows) Float(i int) (float64, error) {
	c := &r.columns[i]
	switch {
	case c.column.Type == rda.Factor || c.column.Type == rda.Text:
		return floatOf(r.Text(i))
	case c.ints != nil && c.ints[r.at] != rda.NAInt:
		return float64(c.ints[r.at]), nil
	case c.reals != nil && !math.IsNaN(c.reals[r.at]):
		return c.reals[r.at], nil
	}
	if x, ok := c.column.Float(r.at); ok && !math.IsNaN(x) {
		return x, nil
	}
	return comity.NaN(comity.InSource), nil
}

// floatOf reads a number from a text.
func floatOf(s string, ok bool) (float64, error) {
	if s = strings.TrimSpace(s); !ok || s == "" || s == "NA" {
		return comity.NaN(comity.InSource), nil
	}
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is not a number", s)
	}
	return x, nil
}

// matrixRows are the cells of matrices with names, by matrix, then column, then row, as R keeps them.
type matrixRows struct {
	items   []string
	cells   [][]float64
	rows    [][]string
	columns [][]string
	item    int
	at      int // in the matrix
	row     int64
}

// matrices gives the cells of a list of matrices with names, or nil where it is none.
func matrices(name string, items []*rda.Value, names []string) *matrixRows {
	m := &matrixRows{at: -1}
	for i, v := range items {
		dim := v.Dim()
		if len(dim) != 2 || len(v.DimNames(0)) != dim[0] || len(v.DimNames(1)) != dim[1] {
			return nil
		}
		cells := v.Reals()
		if ints := v.Ints(); ints != nil {
			cells = make([]float64, len(ints))
			for k, x := range ints {
				if cells[k] = float64(x); x == rda.NAInt {
					cells[k] = math.NaN()
				}
			}
		}
		if len(cells) != dim[0]*dim[1] {
			return nil
		}
		label := strconv.Itoa(i + 1)
		if i < len(names) && names[i] != "" {
			label = names[i]
		}
		m.items, m.cells, m.rows, m.columns = append(m.items, label), append(m.cells, cells), append(m.rows, v.DimNames(0)), append(m.columns, v.DimNames(1))
	}
	if len(m.items) == 0 {
		return nil
	}
	return m
}

func (m *matrixRows) Next() bool {
	m.at++
	m.row++
	for m.item < len(m.cells) && m.at == len(m.cells[m.item]) {
		m.item, m.at = m.item+1, 0
	}
	return m.item < len(m.cells)
}

func (m *matrixRows) Row() int64 { return m.row }
func (m *matrixRows) Err() error { return nil }

func (m *matrixRows) Text(i int) (string, bool) {
	n := len(m.rows[m.item])
	switch i {
	case 0:
		return m.items[m.item], true
	case 1:
		return m.rows[m.item][m.at%n], true
	case 2:
		return m.columns[m.item][m.at/n], true
	}
	x := m.cells[m.item][m.at]
	return strconv.FormatFloat(x, 'g', -1, 64), !math.IsNaN(x)
}

func (m *matrixRows) Float(i int) (float64, error) {
	if i < 3 {
		return floatOf(m.Text(i))
	}
	if x := m.cells[m.item][m.at]; !math.IsNaN(x) {
		return x, nil
	}
	return comity.NaN(comity.InSource), nil
}

// cells is what the readers of tables in formats have in common.
type cells interface {
	Next() bool
	Row() int64
	Text(i int) (string, bool)
	Float(i int) (float64, bool)
	Err() error
}

// cellRows are the rows of such a reader: a number that is none is missing, or a text to be read as one.
type cellRows struct{ cells }

func (c cellRows) Float(i int) (float64, error) {
	if x, ok := c.cells.Float(i); ok {
		return x, nil
	}
	return floatOf(c.Text(i))
}

// openStata opens a Stata file.
func openStata(files fs.FS, f File) (*grid, error) {
	data, err := unpacked(files, f)
	if err != nil {
		return nil, err
	}
	frame, err := dta.Open(bytes.NewReader(data), int64(len(data)), dta.Options{})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	return &grid{cellRows{frame.Cursor()}, f.Name, frame.Names()}, nil
}

// openSheet opens a sheet of a workbook.
func openSheet(files fs.FS, f File, open func(io.ReaderAt, int64, sheet.Options) (*sheet.Reader, error)) (*grid, error) {
	data, err := unpacked(files, f)
	if err != nil {
		return nil, err
	}
	r, err := open(bytes.NewReader(data), int64(len(data)), sheet.Options{Name: f.Name, Sheet: f.Sheet, Skip: f.Skip, NoHeader: len(f.Header) > 0})
	if err != nil {
		return nil, err
	}
	return &grid{cellRows{r}, f.Name, headerOf(f, r.Columns())}, nil
}

// openTree opens a file of a format that says its columns itself: JSON, XML, Parquet.
func openTree(files fs.FS, f File, kind string) (*grid, error) {
	data, err := fs.ReadFile(files, f.Name)
	if err != nil {
		return nil, err
	}
	src, size := bytes.NewReader(data), int64(len(data))
	var r interface {
		cells
		Columns() []string
	}
	switch kind {
	case "xml":
		r, err = xmltable.Open(src, size, xmltable.Options{Path: f.Path, Join: f.Join, Entry: f.Entry})
	case "parquet":
		r, err = parquet.Open(src, size, parquet.Options{})
	default:
		r, err = jsontable.Open(src, size, jsontable.Options{Path: f.Path, Join: f.Join, Entry: f.Entry, One: f.One, Lines: kind == "jsonl"})
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	return &grid{cellRows{r}, f.Name, r.Columns()}, nil
}

// maxUnpacked bounds a packed file of a format that is read whole.
const maxUnpacked = 1 << 30

// unpacked reads a file whole, unpacked where its format says that it is packed.
func unpacked(files fs.FS, f File) ([]byte, error) {
	data, err := fs.ReadFile(files, f.Name)
	if _, packed, _ := strings.Cut(f.Format, "."); err != nil || packed == "" {
		return data, err
	}
	r, _, err := unpack.Open(bytes.NewReader(data), int64(len(data)), f.Entry, unpack.Limits{Bytes: maxUnpacked})
	if err == nil {
		data, err = io.ReadAll(r)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	return data, nil
}

// fixedRows are rows with their corrections.
type fixedRows struct {
	rows
	name  string
	at    map[int64]map[int]Fix
	left  int
	broke error
}

// fixed puts corrections over a grid.
func fixed(g *grid, fixes []Fix) (*grid, error) {
	f := &fixedRows{rows: g.rows, name: g.name, at: map[int64]map[int]Fix{}, left: len(fixes)}
	for _, x := range fixes {
		i, err := g.index(x.Column)
		if err != nil {
			return nil, err
		}
		if f.at[x.Row] == nil {
			f.at[x.Row] = map[int]Fix{}
		}
		f.at[x.Row][i] = x
	}
	return &grid{f, g.name, g.columns}, nil
}

func (f *fixedRows) Next() bool {
	if f.broke != nil || !f.rows.Next() {
		return false
	}
	fixes := f.at[f.rows.Row()]
	for _, i := range slices.Sorted(maps.Keys(fixes)) {
		x := fixes[i]
		f.left--
		if now, _ := f.rows.Text(i); now != x.Was {
			f.broke = fmt.Errorf("%s: row %d, column %s is %q and no longer %q: the correction (%s) has lost its cause; take it off the card", f.name, x.Row, x.Column, now, x.Was, x.Why)
			return false
		}
	}
	return true
}

func (f *fixedRows) Text(i int) (string, bool) {
	if x, ok := f.at[f.rows.Row()][i]; ok {
		return x.Is, x.Is != ""
	}
	return f.rows.Text(i)
}

func (f *fixedRows) Float(i int) (float64, error) {
	if _, ok := f.at[f.rows.Row()][i]; ok {
		return floatOf(f.Text(i))
	}
	return f.rows.Float(i)
}

func (f *fixedRows) Err() error {
	if f.broke != nil {
		return f.broke
	}
	if err := f.rows.Err(); err != nil {
		return err
	}
	if f.left > 0 {
		return fmt.Errorf("%s: %d corrections are of rows it does not have", f.name, f.left)
	}
	return nil
}

// filesLike gives the files of the card whose names fit a pattern, in the card's order.
func (c *Card) filesLike(pattern string) []File {
	var out []File
	for _, f := range c.Files {
		if ok, err := path.Match(pattern, f.Name); ok && err == nil {
			out = append(out, f)
		}
	}
	return out
}
