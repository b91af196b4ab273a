package xmltable

// The XML files of the shared data, as Python's ElementTree sees them.

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const sharedData = "../../../shared/data"

// sharedFiles finds the travels and visits of leaders, in the order of their paths.
func sharedFiles(t testing.TB) (files []string) {
	t.Helper()
	root, err := filepath.EvalSymlinks(filepath.Join(sharedData, "diplomacy"))
	if err != nil {
		t.Skip("no ../shared/data beside the project")
	}
	err = filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".xml") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(files)
	return files
}

// TestShared compares each cell of each file by a checksum over "column=text" of all rows, columns sorted by name. The
// sum, and the numbers of rows and cells, were taken with Python's xml.etree.
func TestShared(t *testing.T) {
	sum, rows, cells := sha256.New(), 0, 0
	files := sharedFiles(t)
	for _, path := range files {
		r, err := OpenFile(path, Options{})
		if err != nil {
			t.Error(err)
			continue
		}
		names := r.Columns()
		sorted := make([]int, len(names))
		for i := range sorted {
			sorted[i] = i
		}
		slices.SortFunc(sorted, func(a, b int) int { return strings.Compare(names[a], names[b]) })
		for r.Next() {
			rows++
			for _, i := range sorted {
				if text, ok := r.Text(i); ok {
					cells++
					fmt.Fprintf(sum, "%s=%s\n", names[i], text)
				}
			}
		}
		if r.Err() != nil {
			t.Error(r.Err())
		}
		r.Close()
	}
	const want = "ced0539d6c0539dbea146490e8c514a9e1e86b6009587517e2f5e829bd4dd306"
	if got := hex.EncodeToString(sum.Sum(nil)); len(files) != 71 || rows != 7535 || cells != 99289 || got != want {
		t.Errorf("%d files, %d rows, %d cells, %s", len(files), rows, cells, got)
	}
}

// BenchmarkRows reads the greatest of the files, twice as Open does.
func BenchmarkRows(b *testing.B) {
	path := filepath.Join(sharedData, "diplomacy/state_dept_visits/data/2000.xml")
	info, err := os.Stat(path)
	if err != nil {
		b.Skip("no ../shared/data beside the project")
	}
	b.SetBytes(info.Size())
	b.ReportAllocs()
	for b.Loop() {
		r, err := OpenFile(path, Options{})
		if err != nil {
			b.Fatal(err)
		}
		for r.Next() {
			for i := range r.cells {
				r.Text(i)
			}
		}
		r.Close()
	}
}
