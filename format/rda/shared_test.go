package rda

// Against R itself: files R converted to CSV, cell by cell, and every R file of the shared data. Both skip where the
// shared data is absent.

import (
	"io/fs"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"comity/format/csv"
)

const sharedData = "../../../shared/data"

// sharedFiles finds R's files in the shared data, by name without folder and ending.
func sharedFiles(t *testing.T) []string {
	t.Helper()
	if _, err := os.Stat(sharedData); err != nil {
		t.Skip("the shared data is not here: ", err)
	}
	var files []string
	root, err := filepath.EvalSymlinks(filepath.Dir(sharedData)) // a walk does not enter a link
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		switch strings.ToLower(filepath.Ext(path)) {
		case ".rda", ".rds", ".rdata":
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatal(len(files), err)
	}
	return files
}

// TestAgainstR compares each cell of each .rda that R wrote out as CSV. The rule: a number must be the one
// R printed, to the rounding of its 15 significant digits (see printTolerance), and no further; an integer must be
// equal, a text, date or logical equal byte for byte; NA must be a field that is empty and unquoted.
func TestAgainstR(t *testing.T) {
	files := sharedFiles(t)
	oracles, _ := filepath.Glob(sharedData + "/rda_as_csv/*.csv.gz")
	read, cells := 0, 0
	var absent []string
	for _, oracle := range oracles {
		name := strings.TrimSuffix(filepath.Base(oracle), ".csv.gz")
		i := slices.IndexFunc(files, func(f string) bool { return filepath.Base(f) == name+".rda" })
		if i < 0 {
			absent = append(absent, name)
			continue
		}
		cells += compareWithR(t, files[i], oracle)
		read++
	}
	t.Logf("%d files, %d cells equal; no .rda here of %v", read, cells, absent)
}

// compareWithR compares one file with its CSV and counts the cells.
func compareWithR(t *testing.T, path, oracle string) (cells int) {
	objects, err := ReadFile(path, Limits{})
	if err != nil {
		t.Error(err)
		return
	}
	v, err := Find(objects, "")
	if err != nil {
		t.Error(err)
		return
	}
	f, err := v.Frame()
	if err != nil {
		t.Error(path, err)
		return
	}
	r, err := csv.OpenFile(oracle, csv.Options{Encoding: csv.UTF8})
	if err != nil {
		t.Error(err)
		return
	}
	defer r.Close()
	for i, c := range f.Columns {
		if r.Header()[i] != c.Name {
			t.Errorf("%s: column %d is %q, in R %q", path, i+1, c.Name, r.Header()[i])
		}
	}
	wrong := 0
	for r.Next() && wrong < 5 {
		row := int(r.Row()) - 1
		for i := range f.Columns {
			cells++
			if c := &f.Columns[i]; row >= f.Rows() || !sameAsR(c, row, r, i) {
				got, ok := c.Text(row)
				t.Errorf("%s: row %d, %s (%s): %q, %v; in R %q", path, row+1, c.Name, c.Type, got, ok, r.Field(i))
				wrong++
			}
		}
	}
	if r.Err() != nil || int(r.Row()) != f.Rows() && wrong == 0 {
		t.Errorf("%s: %d rows; in R %d, %v", path, f.Rows(), r.Row(), r.Err())
	}
	return cells
}

// sameAsR compares a cell with what R wrote. Cells of several texts were written with semicolons.
func sameAsR(c *Column, row int, r *csv.Reader, i int) bool {
	want := string(r.Field(i))
	switch c.Type {
	case Other:
		return joined(c.Value.Items()[row]) == want
	case Integer, Float:
		v, ok := c.Float(row)
		if !ok {
			return want == "" && !r.Quoted(i)
		}
		f, err := r.Float(i)
		return err == nil && (v == f || c.Type == Float && (v != v && f != f || offBy(v, f) <= printTolerance))
	}
	got, ok := c.Text(row)
	return got == want && (ok || !r.Quoted(i))
}

// printTolerance is how far a printed number may be from the true one, in units of its 15th significant digit: half a
// unit for rounding, and the little that the writer's own arithmetic added (the most there is in these files is 0.638; a
// float64 is itself as coarse as 0.22 of that unit). A wrong bit above a number's last two would be seen.
const printTolerance = 0.65

// offBy is the distance of two numbers in units of the 15th significant digit of the first.
func offBy(v, printed float64) float64 {
	a, _ := new(big.Float).SetPrec(200).SetString(strconv.FormatFloat(printed, 'g', 15, 64))
	a.Sub(a, new(big.Float).SetFloat64(v))
	_, exponent, _ := strings.Cut(strconv.FormatFloat(v, 'e', 14, 64), "e")
	e, _ := strconv.Atoi(exponent)
	unit, _ := new(big.Float).SetPrec(200).SetString("1e" + strconv.Itoa(e-14))
	off, _ := a.Quo(a, unit).Float64()
	return math.Abs(off)
}

// joined writes the texts of a cell that holds several.
func joined(v *Value) string {
	cell := make([]string, v.Len())
	for i := range cell {
		cell[i] = "NA"
		if s, ok := printed(v, i); ok {
			cell[i] = s
		}
	}
	return strings.Join(cell, ";")
}

// unreadable are the shared files that cannot be read, and why. There is none: igraph's environments and the like are
// read through.
var unreadable = map[string]string{}

// TestEverySharedFile reads every R file there is, but for those TestAgainstR reads.
func TestEverySharedFile(t *testing.T) {
	if testing.Short() {
		t.Skip("reading every shared file takes ten seconds, most of it in bzip2")
	}
	read, frames := 0, 0
	files := slices.DeleteFunc(sharedFiles(t), func(path string) bool {
		_, err := os.Stat(sharedData + "/rda_as_csv/" + strings.TrimSuffix(filepath.Base(path), ".rda") + ".csv.gz")
		return err == nil
	})
	for _, path := range files {
		objects, err := ReadFile(path, Limits{})
		if why := unreadable[filepath.Base(path)]; (err != nil) != (why != "") {
			t.Errorf("%s: %v; expected: %q", path, err, why)
			continue
		}
		read++
		for _, o := range objects {
			if !o.Value.Is("data.frame") {
				t.Logf("%s: %s is a %s %q", filepath.Base(path), o.Name, o.Value.Kind(), o.Value.Class())
				continue
			}
			frames++
			f, err := o.Value.Frame()
			if err != nil {
				t.Errorf("%s: %v", path, err)
				continue
			}
			for _, c := range f.Columns {
				if c.Type == Other {
					t.Logf("%s: column %s is a %s %q", filepath.Base(path), c.Name, c.Value.Kind(), c.Value.Class())
				}
			}
		}
	}
	t.Logf("%d of %d files read, %d data frames", read, len(files), frames)
}
