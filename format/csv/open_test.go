package csv

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	stdcsv "encoding/csv"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"comity/format/unpack"
)

// packed packs a table with gzip and with zip.
func packed(text string) map[string][]byte {
	var g, z bytes.Buffer
	gw, zw := gzip.NewWriter(&g), zip.NewWriter(&z)
	io.WriteString(gw, text)
	gw.Close()
	entry, _ := zw.Create("data/table.csv")
	io.WriteString(entry, text)
	zw.Close()
	return map[string][]byte{"plain": []byte(text), "gzip": g.Bytes(), "zip": z.Bytes()}
}

func TestOpenFile(t *testing.T) {
	for name, b := range packed("a,b\n1,2\n") {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := OpenFile(path, Options{})
		if err != nil {
			t.Error(name, err)
			continue
		}
		got, err := rows(r)
		if err != nil || len(got) != 2 || !slices.Equal(got[1], []string{"1", "2"}) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestOpenFileFails(t *testing.T) {
	if _, err := OpenFile(t.TempDir(), Options{}); err == nil || !strings.Contains(err.Error(), "is a folder") {
		t.Errorf("a folder: %v", err)
	}
	if _, err := OpenFile(filepath.Join(t.TempDir(), "none.csv"), Options{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

// TestBomb unpacks to more than allowed: as one row, as many, and said beforehand.
func TestBomb(t *testing.T) {
	for name, b := range packed("a\n" + strings.Repeat("1\n", 1<<20)) {
		o := Options{Limits: unpack.Limits{Bytes: 1 << 20}}
		r, err := Open(bytes.NewReader(b), int64(len(b)), o)
		if err == nil {
			_, err = rows(r)
		}
		if !errors.Is(err, ErrTooBig) || !strings.Contains(err.Error(), "Limits.Bytes") {
			t.Errorf("%s: %v", name, err)
		}
	}
	b := packed(strings.Repeat("x", 1<<20))["gzip"]
	if _, err := Open(bytes.NewReader(b), int64(len(b)), Options{MaxRow: 1000}); !errors.Is(err, ErrTooBig) {
		t.Errorf("one long row: %v", err)
	}
}

// TestCutGzip gives no row made of what stood before the cut.
func TestCutGzip(t *testing.T) {
	b := packed("a,b\n" + strings.Repeat("1234567,1234567\n", 5000))["gzip"]
	for _, n := range []int{len(b) / 2, len(b) - 9, len(b) - 1} {
		r, err := Open(bytes.NewReader(b[:n]), int64(n), Options{})
		for err == nil && r.Next() {
			if string(r.Field(1)) != "1234567" {
				t.Errorf("cut at %d: row %d is %q", n, r.Row(), r.Field(1))
			}
		}
		if err == nil && !errors.Is(r.Err(), io.ErrUnexpectedEOF) {
			t.Errorf("cut at %d of %d: %v", n, len(b), r.Err())
		}
	}
}

// TestSharedData reads every table of the shared data that encoding/csv reads, and compares them field by field; with -short those up to 1 MiB.
func TestSharedData(t *testing.T) {
	const shared = "../../../shared/data"
	if _, err := os.Stat(shared); err != nil {
		t.Skip("the shared data is not here: ", err)
	}
	files, rows := 0, 0
	err := filepath.WalkDir(shared, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if s, statErr := os.Stat(path); statErr != nil || testing.Short() && s.Size() > 1<<20 {
			return statErr
		}
		if strings.HasSuffix(path, ".csv") || strings.HasSuffix(path, ".csv.gz") {
			files++
			rows += compareWithStandard(t, path)
		}
		return nil
	})
	if err != nil || files == 0 {
		t.Fatal(files, err)
	}
	t.Logf("%d files, %d rows alike", files, rows)
}

// compareWithStandard compares one file and counts its rows.
func compareWithStandard(t *testing.T, path string) (n int) {
	f, err := os.Open(path)
	if err != nil {
		t.Error(err)
		return 0
	}
	defer f.Close()
	s, _ := f.Stat()
	plain, _, err := unpack.Open(f, s.Size(), "", unpack.Limits{})
	if err != nil {
		t.Error(path, err)
		return 0
	}
	o := Options{NoHeader: true, Ragged: true}
	if strings.HasPrefix(filepath.Base(path), "gdelt1_dyad_events") {
		o.Comma = '\t' // whatever the file's name says
	}
	std := stdcsv.NewReader(plain)
	std.Comma = rune(o.withDefaults().Comma)
	std.ReuseRecord, std.FieldsPerRecord, std.LazyQuotes = true, -1, true
	r, err := OpenFile(path, o)
	if err != nil {
		t.Error(err)
		return 0
	}
	defer r.Close()
	for ; ; n++ {
		want, stdErr := std.Read()
		if r.Next() != (stdErr == nil) {
			t.Errorf("%s: row %d: %v; encoding/csv %v", path, n+1, r.Err(), stdErr)
			return n
		}
		if stdErr != nil {
			return n
		}
		want[0] = strings.TrimPrefix(want[0], "\uFEFF")
		for i := range want {
			if string(bytes.ReplaceAll(r.Field(i), []byte("\r\n"), []byte("\n"))) != want[i] || r.Len() != len(want) {
				t.Errorf("%s: line %d, field %d: %q; encoding/csv %q", path, r.Line(), i+1, r.Field(i), want[i])
				return n
			}
		}
	}
}
