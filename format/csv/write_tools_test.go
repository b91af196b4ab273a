package csv

// What is written, read by the programs people read it with. Each test is skipped where its program is not.

import (
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"comity/format/frame"
	"comity/format/frametest"
)

// run gives what a program prints of a file; the test is skipped where the program does not run as check says.
func run(t *testing.T, check []string, command ...string) string {
	t.Helper()
	if err := exec.Command(check[0], check[1:]...).Run(); err != nil {
		t.Skipf("%s does not run here: %v", strings.Join(check, " "), err)
	}
	c := exec.Command(command[0], command[1:]...)
	c.Env = append(os.Environ(), "PYTHONUTF8=1")
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s: %v %s", strings.Join(command, " "), err, err.(*exec.ExitError).Stderr)
	}
	return string(out)
}

// saved writes a frame into a file.
func saved(t *testing.T, f *frame.Frame, o WriteOptions) string {
	t.Helper()
	text, err := written(frame.One(f), o)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "table.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// missing gives a cell read without its reason the one it has: these readers give no letters.
func missing(c *frame.Column, row int, cell frametest.Cell) frametest.Cell {
	if l := frame.Letter(c.At(row)); l != 0 && cell.Missing {
		cell.Reason = "." + string(rune('a'-1+l))
	}
	return cell
}

// onlyNumbers gives the columns of a frame that are numbers.
func onlyNumbers(f *frame.Frame) *frame.Frame {
	out := &frame.Frame{Rows: f.Rows}
	for _, c := range f.Columns {
		if c.Kind != frame.Text && c.Kind != frame.Date {
			out.Columns = append(out.Columns, c)
		}
	}
	return out
}

// lastBit is what base R makes of about one in ten thousand numbers of 17 digits: the number beside it.
func lastBit(c *frame.Column, row int, text string) bool {
	x := c.At(row)
	y, err := strconv.ParseFloat(text, 64)
	return err == nil && (y == math.Nextafter(x, math.Inf(1)) || y == math.Nextafter(x, math.Inf(-1)))
}

// TestNumbersElsewhere: R and pandas read every number to the bit (R nearly), and what is missing as missing.
func TestNumbersElsewhere(t *testing.T) {
	python := "python3"
	if exec.Command(python, "-c", "import pandas").Run() != nil {
		python = "/usr/bin/python3" // Debian's, beside another one
	}
	programs := map[string]struct{ check, read []string }{
		"R":      {[]string{"Rscript", "-e", "1"}, []string{"Rscript", "testdata/read.R"}},
		"pandas": {[]string{python, "-c", "import pandas"}, []string{python, "testdata/read.py"}},
	}
	for name, p := range programs {
		t.Run(name, func(t *testing.T) {
			for f, o := range map[*frame.Frame]WriteOptions{onlyNumbers(frametest.Everything()): {Comma: '\t', Missing: "NA"}, frametest.Kitchen(5, 60): {Comma: ','}} {
				out := run(t, p.check, append(p.read, saved(t, f, o), string(o.Comma), o.Missing)...)
				lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
				if len(lines) != f.Rows+1 {
					t.Fatalf("%d rows of %d", len(lines)-1, f.Rows)
				}
				cells := make([][]string, f.Rows)
				for row := range cells {
					cells[row] = strings.Split(lines[row+1], "|")
				}
				for i, c := range f.Columns {
					off := 0
					for row, line := range cells {
						text := line[i]
						if name == "R" && lastBit(c, row, text) {
							off++
							continue
						}
						if d := frametest.Differs(c, row, missing(c, row, frametest.Cell{Text: text, Missing: text == "NA"})); d != "" {
							t.Fatal(d)
						}
					}
					if off*100 > f.Rows {
						t.Errorf("R reads %d of %d numbers of column %s in another last bit", off, f.Rows, c.Name)
					}
				}
			}
		})
	}
}

// TestTextsElsewhere: Python's csv reads every text, whatever it holds.
func TestTextsElsewhere(t *testing.T) {
	f := frametest.Everything()
	const script = `import csv, json, sys
for row in csv.reader(open(sys.argv[1], encoding="utf-8", newline="")): print(json.dumps(row))`
	out := run(t, []string{"python3", "-c", script, saved(t, f, WriteOptions{})}, "python3", "-c", script, saved(t, f, WriteOptions{}))
	d := json.NewDecoder(strings.NewReader(out))
	for row := -1; row < f.Rows; row++ {
		var cells []string
		if err := d.Decode(&cells); err != nil || len(cells) != len(f.Columns) {
			t.Fatalf("row %d has %d cells: %v", row, len(cells), err)
		}
		for i, c := range f.Columns {
			if row < 0 {
				if cells[i] != c.Name {
					t.Errorf("column %q is named %q", c.Name, cells[i])
				}
				continue
			}
			empty := cells[i] == "" && (c.Kind != frame.Text || frame.Letter(c.At(row)) != 0)
			if d := frametest.Differs(c, row, missing(c, row, frametest.Cell{Text: cells[i], Missing: empty})); d != "" {
				t.Error(d)
			}
		}
	}
}
