package dta

// Against ReadStat, an independent reader: every cell of every .dta of the shared data, of the files other programs wrote
// (testdata) and of those our own test writer makes. It skips where the program readstat is absent.

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"comity/format/csv"
)

const sharedData = "../../../shared/data"

// readstat converts a .dta file to CSV.
func readstat(t *testing.T, path string) *csv.Reader {
	t.Helper()
	program, err := exec.LookPath("readstat")
	if err != nil {
		t.Skip("the program readstat is not here")
	}
	out := filepath.Join(t.TempDir(), "out.csv")
	if message, err := exec.Command(program, path, out).CombinedOutput(); err != nil || bytes.Contains(message, []byte("Error")) {
		t.Fatalf("readstat %s: %v: %s", path, err, message)
	}
	r, err := csv.OpenFile(out, csv.Options{Encoding: csv.UTF8})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

// TestSharedAgainstReadStat compares each cell of each shared file.
func TestSharedAgainstReadStat(t *testing.T) {
	files := sharedFiles(t)
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			f, err := ReadFile(path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("format %d, %d rows of %d columns: %d cells equal", f.Format, f.Rows(), len(f.Columns), compareWithReadStat(t, f, readstat(t, path)))
		})
	}
}

// sharedFiles finds the .dta files in the shared data.
func sharedFiles(t testing.TB) (files []string) {
	t.Helper()
	root, err := filepath.EvalSymlinks(sharedData)
	if err != nil {
		t.Skip("no ../shared/data beside the project")
	}
	err = filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if strings.EqualFold(filepath.Ext(path), ".dta") {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatal(len(files), err)
	}
	return files
}

// TestOthersAgainstReadStat compares each cell of files written by R's foreign and readstata13, and by pandas.
func TestOthersAgainstReadStat(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.dta")
	if len(files) == 0 {
		t.Fatal("no testdata")
	}
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			var o Options
			if strings.Contains(path, "foreign") {
				o.Encoding = Windows1252 // they are UTF-8, which ReadStat does not see
			}
			f, err := ReadFile(path, o)
			if err != nil {
				t.Fatal(err)
			}
			compareWithReadStat(t, f, readstat(t, path))
		})
	}
}

// TestOthersLabels looks at what ReadStat's CSV does not tell of those files: labels, dates, encodings.
func TestOthersLabels(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.dta")
	for _, path := range files {
		f, err := ReadFile(path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		labels, day, s := column(t, f, "f"), column(t, f, "day"), column(t, f, "s")
		first, ok := labels.ValueLabel(0)
		if first != "lo" && (ok || f.Format >= 108) { // readstata13 drops labels before
			t.Errorf("%s: value label %q", path, first)
		}
		dates := map[string]bool{}
		for i := range f.Rows() {
			date, _ := day.Text(i)
			dates[date] = true
		}
		if day.Unit != Days {
			dates = map[string]bool{"1960-01-01": true, "1949-10-01": true, "2024-02-29": true} // foreign drops the format
		}
		if !dates["1960-01-01"] || !dates["1949-10-01"] || !dates["2024-02-29"] {
			t.Errorf("%s: days %v (%s)", path, dates, day.Format)
		}
		if text, _ := s.Text(2); text != "héllo" {
			t.Errorf("%s: %q", path, text)
		}
		if label := column(t, f, "b").Label; label != "label of b" && !strings.Contains(path, "foreign") {
			t.Errorf("%s: label %q", path, label)
		}
	}
}

// column gives a column that must be there.
func column(t *testing.T, f *Frame, name string) *Column {
	t.Helper()
	c, err := f.Column(name)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestOwnAgainstReadStat compares each cell of what the test writer writes.
func TestOwnAgainstReadStat(t *testing.T) {
	for _, format := range formats {
		for _, big := range []bool{false, true} {
			t.Run(fmt.Sprintf("%d big %v", format, big), func(t *testing.T) {
				data := everything(format, big)
				if format >= 117 {
					data.longs = []sampleLong{{8, 1, 130, []byte(strings.Repeat("long", 3000) + "\x00")}, {8, 4, 130, []byte("text\x00")}}
				}
				whole := data.write(t)
				path := filepath.Join(t.TempDir(), "own.dta")
				if err := os.WriteFile(path, whole, 0o600); err != nil {
					t.Fatal(err)
				}
				f, err := ReadFile(path, Options{})
				if err != nil {
					t.Fatal(err)
				}
				compareWithReadStat(t, f, readstat(t, path))
			})
		}
	}
}

// compareWithReadStat compares names and cells, and counts the cells.
func compareWithReadStat(t *testing.T, f *Frame, r *csv.Reader) (cells int) {
	t.Helper()
	for i, c := range f.Columns {
		if i >= len(r.Header()) || r.Header()[i] != c.Name {
			t.Fatalf("column %d is %q, in ReadStat %q", i+1, c.Name, r.Header())
		}
	}
	wrong := 0
	for r.Next() && wrong < 9 {
		row := int(r.Row()) - 1
		for i := range f.Columns {
			if f.Format == 119 && f.Columns[i].Type == LongText {
				continue
			}
			cells++
			want := string(r.Field(i))
			if got := f.Columns[i].asReadStat(row, want); got != want {
				t.Errorf("row %d, %s (%s): %q; in ReadStat %q", row+1, f.Columns[i].Name, f.Columns[i].Type, got, want)
				wrong++
			}
		}
	}
	if wrong == 0 && (r.Err() != nil || int(r.Row()) != f.Rows()) {
		t.Errorf("%d rows; in ReadStat %d, %v", f.Rows(), r.Row(), r.Err())
	}
	return cells
}

// asReadStat writes a cell as ReadStat writes CSV, IEEE numbers with as many decimals as it chose for want.
func (c *Column) asReadStat(i int, want string) string {
	v, ok := c.Float(i)
	switch {
	case c.Type.numeric() && !ok:
		return ""
	case c.Type == Float || c.Type == Double:
		_, decimals, _ := strings.Cut(want, ".")
		return strconv.FormatFloat(v, 'f', max(6, len(decimals)), 64)
	case c.Type.numeric():
		return strconv.FormatInt(int64(v), 10)
	}
	s, _ := c.Text(i)
	return strings.TrimRight(s, " ")
}
