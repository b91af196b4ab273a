package xls

// Against xlrd: every cell of every .xls of the shared data and of testdata. It skips where xlrd is absent.

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"comity/format/sheet"
)

const sharedData = "../../../shared/data"

// python finds an interpreter that has xlrd.
func python(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import xlrd").Run() == nil {
			return name
		}
	}
	t.Skip("no python3 with xlrd (Debian: python3-xlrd)")
	return ""
}

// TestAgainstXlrd compares each cell: kind, and value exactly; a number must be the same float64.
func TestAgainstXlrd(t *testing.T) {
	interpreter := python(t)
	files, _ := filepath.Glob("testdata/*.xls")
	shared, _ := filepath.Glob(sharedData + "/*/*.xls")
	if len(shared) == 0 {
		t.Log("no ../shared/data beside the project: testdata alone is compared")
	}
	cells := 0
	for _, path := range append(files, shared...) {
		n := compare(t, interpreter, path)
		t.Logf("%s: %d cells equal", filepath.Base(path), n)
		cells += n
	}
	t.Logf("%d files, %d cells equal", len(files)+len(shared), cells)
}

// compare compares one file and counts its cells.
func compare(t *testing.T, interpreter, path string) int {
	cmd := exec.Command(interpreter, "testdata/oracle.py", path)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	n, wrong := 0, 0
	theirs := bufio.NewScanner(out)
	theirs.Buffer(nil, 16<<20)
	walk(t, path, func(ours string) {
		theirs.Scan()
		var cell [5]any
		if err := json.Unmarshal(theirs.Bytes(), &cell); err != nil && wrong < 5 {
			wrong++
			t.Errorf("%s: %s, xlrd nothing more: %v", path, ours, err)
			return
		}
		want := line(cell[0].(string), int(cell[1].(float64)), int(cell[2].(float64)), cell[3].(string), cell[4].(string))
		if ours == want {
			n++
		} else if wrong++; wrong <= 5 {
			t.Errorf("%s: %s, xlrd %s", path, ours, want)
		}
	})
	if theirs.Scan() {
		t.Errorf("%s: xlrd has more: %s", path, theirs.Text())
	}
	io.Copy(io.Discard, out)
	if err := cmd.Wait(); err != nil {
		t.Errorf("%s: %v", path, err)
	}
	return n
}

// walk hands every cell of every sheet to do.
func walk(t *testing.T, path string, do func(cell string)) {
	first, err := OpenFile(path, sheet.Options{NoHeader: true})
	if err != nil {
		t.Fatal(err)
	}
	first.Close()
	for _, name := range first.Sheets() {
		r, err := OpenFile(path, sheet.Options{Sheet: name, NoHeader: true})
		if err != nil {
			t.Fatal(err)
		}
		for r.Next() {
			for i := range r.Len() {
				c := r.Cell(i)
				if c.Kind == sheet.Empty {
					continue
				}
				value := c.Value() + r.Fault(i)
				if c.Kind == sheet.Number {
					value = fmt.Sprint(c.Number)
				}
				do(line(name, r.SheetRow(), i+1, c.Kind.String()[:1], value))
			}
		}
		if r.Err() != nil {
			t.Error(r.Err())
		}
		r.Close()
	}
}

// line writes a cell so that it can be compared: numbers by their bits, dates without midnight.
func line(name string, row, column int, kind, value string) string {
	switch kind {
	case "n":
		f, err := strconv.ParseFloat(value, 64)
		value = strconv.FormatFloat(f, 'x', -1, 64)
		if err != nil {
			value = err.Error()
		}
	case "d":
		value = strings.TrimSuffix(value, "T00:00:00")
	}
	return fmt.Sprintf("%s!%s %s %q", name, sheet.CellName(column-1, row-1), kind, value)
}
