package jsonl

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"math"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"comity/format/frame"
	"comity/format/frametest"
	"comity/format/jsontable"
)

// written writes a table.
func written(t *frame.Table, o Options) (string, error) {
	var b bytes.Buffer
	err := Write(context.Background(), &b, t, o)
	return b.String(), err
}

// differs reads what was written of a frame with reasons, with this house's reader and Go's own, and says where it is not the frame.
func differs(f *frame.Frame, text string) (string, error) {
	lines := json.NewDecoder(strings.NewReader(text))
	lines.UseNumber()
	r, err := jsontable.Open(strings.NewReader(text), int64(len(text)), jsontable.Options{Lines: true})
	if err != nil {
		return "", err
	}
	defer r.Close()
	n := 0
	for ; r.Next(); n++ {
		line := map[string]any{}
		if err := lines.Decode(&line); err != nil {
			return "", err
		}
		for _, c := range f.Columns {
			place := slices.Index(r.Columns(), c.Name)
			if place < 0 {
				return c.Name + " is not among the columns " + strings.Join(r.Columns(), ", "), nil
			}
			text, there := r.Text(place)
			cell := frametest.Cell{Text: text, Missing: !there}
			cell.Reason, _ = line[c.Name+"_missing"].(string)
			if d := frametest.Differs(c, n, cell); d != "" {
				return d, nil
			}
			if number, ok := line[c.Name].(json.Number); ok && string(number) != text || (line[c.Name] == nil) == there {
				return "Go's own decoder reads something else", nil
			}
		}
	}
	if r.Err() == nil && n != f.Rows {
		return "rows are lost", nil
	}
	return "", r.Err()
}

// TestReadsBack: every kind of cell, whole and in blocks, on any number of threads.
func TestReadsBack(t *testing.T) {
	f := frametest.Everything()
	want, err := written(frame.One(f), Options{Reasons: true})
	if err != nil {
		t.Fatal(err)
	}
	if d, err := differs(f, want); d != "" || err != nil {
		t.Errorf("%s %v", d, err)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for n := 1; n < f.Rows; n += 11 {
		runtime.GOMAXPROCS(1 + n%5)
		for _, copied := range []bool{false, true} {
			if got, err := written(frametest.Blocks(f, n, copied), Options{Reasons: true}); err != nil || got != want {
				t.Errorf("blocks of %d rows (copied: %v) give other bytes, or an error: %v", n, copied, err)
			}
		}
	}
}

// TestLaw: what is written of any frame reads back as it.
func TestLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := frametest.Frames().Draw(t, "frame")
		text, err := written(frame.One(f), Options{Reasons: true})
		if err != nil {
			t.Fatal(err)
		}
		if f.Rows == 0 {
			if text != "" {
				t.Fatalf("no rows are %q", text)
			}
			return
		}
		if d, err := differs(f, text); d != "" || err != nil {
			t.Fatalf("%s %v\n%s", d, err, text)
		}
	})
}

// TestWrite is how a file looks.
func TestWrite(t *testing.T) {
	f := &frame.Frame{Rows: 2, Columns: []*frame.Column{
		{Name: "year", Kind: frame.Whole, Ints: []int32{1816, frame.IntMissing(1)}},
		{Name: `a "name"`, Kind: frame.Text, Ints: []int32{0, 1}, Texts: []string{"", "C\u00F4te\n\x01\\"}},
		{Name: "since", Kind: frame.Date, Ints: []int32{0, 19782}},
		{Name: "share", Kind: frame.Real, Reals: []float64{0.25, math.Inf(-1)}}}}
	want := `{"year":1816,"a \"name\"":"","since":"1970-01-01","share":0.25}
{"year":null,"a \"name\"":"Côte\n\u0001\\","since":"2024-02-29","share":-1e999}
`
	if got, err := written(frame.One(f), Options{}); err != nil || got != want {
		t.Errorf("error %v\n%s\nwant\n%s", err, got, want)
	}
	want = strings.NewReplacer(`1816,`, `1816,"year_missing":null,`, `null,`, `null,"year_missing":".a",`).Replace(want)
	if got, err := written(frame.One(f), Options{Reasons: true}); err != nil || got != want {
		t.Errorf("error %v\n%s\nwant\n%s", err, got, want)
	}
}

// TestStops: a table that is none, and the end of a context.
func TestStops(t *testing.T) {
	if _, err := written(&frame.Table{}, Options{}); err == nil || !strings.Contains(err.Error(), "jsonl: the table has no columns") {
		t.Errorf("a table without columns: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Write(ctx, io.Discard, frame.One(frametest.Everything()), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that ended: %v", err)
	}
}

// TestPython: Python reads every line as the cells written, numbers to the bit.
func TestPython(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 here")
	}
	f := frametest.Everything()
	text, err := written(frame.One(f), Options{})
	if err != nil {
		t.Fatal(err)
	}
	const script = `import sys, json
for line in open(0, encoding="utf-8", newline="\n"):
    print(json.dumps([v.hex() if isinstance(v, float) else float(v).hex() if isinstance(v, int) else v for v in json.loads(line).values()]))`
	c := exec.Command(python, "-c", script)
	c.Env = append(c.Environ(), "PYTHONUTF8=1")
	c.Stdin = strings.NewReader(text)
	out, err := c.Output()
	if err != nil {
		t.Skipf("python3 does not run here: %v", err)
	}
	d := json.NewDecoder(bytes.NewReader(out))
	for row := range f.Rows {
		var cells []any
		if err := d.Decode(&cells); err != nil {
			t.Fatal(err)
		}
		for i, c := range f.Columns {
			text, _ := cells[i].(string)
			cell := frametest.Cell{Text: text, Missing: cells[i] == nil}
			if l := frame.Letter(c.At(row)); l != 0 && cell.Missing {
				cell.Reason = "." + string(rune('a'-1+l))
			}
			if d := frametest.Differs(c, row, cell); d != "" {
				t.Error(d)
			}
		}
	}
}

// counter counts what is written.
type counter int64

func (c *counter) Write(b []byte) (int, error) { *c += counter(len(b)); return len(b), nil }

// BenchmarkWriteKitchen writes a panel of 1,668,420 rows and 76 columns.
func BenchmarkWriteKitchen(b *testing.B) {
	f := frametest.Kitchen(93, 195)
	var size counter
	if err := Write(b.Context(), &size, frame.One(f), Options{}); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(b.Context(), io.Discard, frame.One(f), Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(f.Rows), "ns/row")
}
