package csv

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"comity/format/frame"
	"comity/format/frametest"
)

// written writes a table.
func written(t *frame.Table, o WriteOptions) (string, error) {
	var b bytes.Buffer
	err := Write(context.Background(), &b, t, o)
	return b.String(), err
}

// differs reads what was written of a frame with reasons and says where it is not the frame.
func differs(f *frame.Frame, text string, o WriteOptions) (string, error) {
	r := NewReader(strings.NewReader(text), Options{Comma: o.Comma})
	n := 0
	for ; r.Next(); n++ {
		for i, k := 0, 0; i < len(f.Columns); i++ {
			c := f.Columns[i]
			if r.Header()[k] != c.Name {
				return "the header is " + strings.Join(r.Header(), "|"), nil
			}
			cell := frametest.Cell{Text: string(r.Field(k)), Missing: !r.Quoted(k) && string(r.Field(k)) == o.Missing}
			if k++; k < r.Len() && r.Header()[k] == c.Name+"_missing" {
				cell.Reason = string(r.Field(k))
				k++
			}
			if d := frametest.Differs(c, n, cell); d != "" {
				return d, nil
			}
		}
	}
	if r.Err() == nil && n != f.Rows {
		return "rows are lost", nil
	}
	return "", r.Err()
}

// TestWriteReadsBack: every kind of cell, with every delimiter and mark of what is missing, whole and in blocks.
func TestWriteReadsBack(t *testing.T) {
	f := frametest.Everything()
	for _, o := range []WriteOptions{{Reasons: true}, {Reasons: true, Comma: '\t'}, {Reasons: true, Comma: ';', Missing: "NA"}, {Reasons: true, Missing: "."}} {
		want, err := written(frame.One(f), o)
		if err != nil {
			t.Fatal(err)
		}
		if d, err := differs(f, want, o); d != "" || err != nil {
			t.Errorf("%+v: %s %v", o, d, err)
		}
		if len(o.Missing) == 0 {
			kitchen := frametest.Kitchen(6, 195)
			text, err := written(frame.One(kitchen), o)
			if err != nil {
				t.Fatal(err)
			}
			if d, err := differs(kitchen, text, o); d != "" || err != nil {
				t.Errorf("a panel: %s %v", d, err)
			}
		}
		for n := 1; n < f.Rows; n += 11 {
			for _, copied := range []bool{false, true} {
				if got, err := written(frametest.Blocks(f, n, copied), o); err != nil || got != want {
					t.Errorf("%+v: blocks of %d rows (copied: %v) give other bytes, or an error: %v", o, n, copied, err)
				}
			}
		}
	}
}

// TestWriteLaw: what is written of any frame reads back as it.
func TestWriteLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := frametest.Frames().Draw(t, "frame")
		o := WriteOptions{Reasons: true, Missing: rapid.SampledFrom([]string{"", "NA", "-"}).Draw(t, "missing"), Comma: rapid.SampledFrom([]byte{0, '\t', ';', '|'}).Draw(t, "comma")}
		text, err := written(frame.One(f), o)
		if err != nil {
			t.Fatal(err)
		}
		if d, err := differs(f, text, o); d != "" || err != nil {
			t.Fatalf("%s %v\n%s", d, err, text)
		}
		again, err := written(frametest.Blocks(f, rapid.IntRange(1, 31).Draw(t, "block"), rapid.Bool().Draw(t, "copied")), o)
		if err != nil || again != text {
			t.Fatalf("blocks give other bytes, or an error: %v\n%s\n%s", err, text, again)
		}
	})
}

// TestWrite is how a file looks.
func TestWrite(t *testing.T) {
	a, b := frame.IntMissing(1), frame.SmallMissing(2)
	f := &frame.Frame{Rows: 3, Columns: []*frame.Column{
		{Name: "year", Kind: frame.Whole, Ints: []int32{1816, a, 2010}},
		{Name: "ally, or not", Kind: frame.Flag, Small: []int8{0, 1, b}},
		{Name: "share", Kind: frame.Real, Reals: []float64{12, 1e-7}, Via: []int32{0, 0, 1}},
		{Name: "since", Kind: frame.Date, Ints: []int32{0, -1, 19782}},
		{Name: "who", Kind: frame.Text, Ints: []int32{0, 1, a}, Texts: []string{"", `the "P5"`}}}}
	one := &frame.Frame{Rows: 2, Columns: []*frame.Column{{Name: "x", Kind: frame.Real, Reals: []float64{math.Inf(-1), frame.NaN(1)}}}}
	for _, c := range []struct {
		f    *frame.Frame
		o    WriteOptions
		want string
	}{
		{f, WriteOptions{}, "year,\"ally, or not\",share,since,who\n1816,0,12,1970-01-01,\"\"\n,1,12,1969-12-31,\"the \"\"P5\"\"\"\n2010,,1e-07,2024-02-29,\n"},
		{f, WriteOptions{Comma: '\t', Missing: "NA"}, "year\tally, or not\tshare\tsince\twho\n1816\t0\t12\t1970-01-01\t\"\"\nNA\t1\t12\t1969-12-31\t\"the \"\"P5\"\"\"\n2010\tNA\t1e-07\t2024-02-29\tNA\n"},
		{f, WriteOptions{Reasons: true}, "year,year_missing,\"ally, or not\",\"ally, or not_missing\",share,since,who,who_missing\n1816,,0,,12,1970-01-01,\"\",\n,.a,1,,12,1969-12-31,\"the \"\"P5\"\"\",\n2010,,,.b,1e-07,2024-02-29,,.a\n"},
		{f.Select(nil), WriteOptions{}, "year,\"ally, or not\",share,since,who\n"},
		{one, WriteOptions{}, "x\n-Inf\n\"\"\n"},
		{one, WriteOptions{Missing: "NA"}, "x\n-Inf\nNA\n"},
	} {
		if got, err := written(frame.One(c.f), c.o); err != nil || got != c.want {
			t.Errorf("%+v: error %v\n%s\nwant\n%s", c.o, err, got, c.want)
		}
	}
}

// TestWriteRefuses: what cannot be written is told.
func TestWriteRefuses(t *testing.T) {
	x := frame.Column{Name: "x", Kind: frame.Whole, Ints: []int32{1, frame.IntMissing(1)}}
	taken := frame.Column{Name: "x_missing", Kind: frame.Whole, Ints: []int32{1, 2}}
	half := frame.Column{Name: "half", Kind: frame.Date, Reals: []float64{1, 1.5}}
	short := frame.Column{Name: "short", Kind: frame.Whole, Ints: []int32{1}}
	for _, c := range []struct {
		columns []*frame.Column
		o       WriteOptions
		want    string
	}{
		{nil, WriteOptions{}, "no columns"},
		{[]*frame.Column{&x, &x}, WriteOptions{}, `two columns are named "x"`},
		{[]*frame.Column{&x, &taken}, WriteOptions{Reasons: true}, "x_missing is there already"},
		{[]*frame.Column{&half}, WriteOptions{}, "its cell 1 is 1.5"},
		{[]*frame.Column{&short}, WriteOptions{}, "1 rows in a block of 2"},
		{[]*frame.Column{&x}, WriteOptions{Comma: '"'}, "delimiter"},
		{[]*frame.Column{&x}, WriteOptions{Missing: "a,b"}, "missing cell"},
	} {
		if _, err := written(frame.One(&frame.Frame{Rows: 2, Columns: c.columns}), c.o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want %q in it", err, c.want)
		}
	}
	wrong := frame.One(&frame.Frame{Rows: 2, Columns: []*frame.Column{&x}})
	wrong.Rows = 3
	if _, err := written(wrong, WriteOptions{}); err == nil || !strings.Contains(err.Error(), "2 rows, and 3 are announced") {
		t.Errorf("a table cut short: %v", err)
	}
	broken := errors.New("out of memory")
	wrong.Blocks = func(yield func(*frame.Frame, error) bool) { yield(nil, broken) }
	if _, err := written(wrong, WriteOptions{}); !errors.Is(err, broken) {
		t.Errorf("an error in the run of blocks: %v", err)
	}
}

// limited is a writer that fails, or ends a context, after some bytes.
type limited struct {
	left int
	end  func() error
}

func (l *limited) Write(b []byte) (int, error) {
	if l.left -= len(b); l.left < 0 {
		return 0, l.end()
	}
	return len(b), nil
}

// TestWriteStops: the end of a context, or an error of the file, ends the writing.
func TestWriteStops(t *testing.T) {
	f := frametest.Kitchen(12, 195)
	ctx, cancel := context.WithCancel(t.Context())
	if err := Write(ctx, &limited{1 << 20, func() error { cancel(); return nil }}, frame.One(f), WriteOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that ends: %v", err)
	}
	if err := Write(ctx, io.Discard, frame.One(f), WriteOptions{Reasons: true}); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that ended before: %v", err)
	}
	full := errors.New("disk full")
	if err := Write(t.Context(), &limited{1 << 20, func() error { return full }}, frame.One(f), WriteOptions{}); !errors.Is(err, full) {
		t.Errorf("a full disk: %v", err)
	}
}

// TestWriteThreads: the bytes are the same at any number of threads.
func TestWriteThreads(t *testing.T) {
	f := frametest.Kitchen(8, 195)
	var all []string
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, n := range []int{1, 2, 7} {
		runtime.GOMAXPROCS(n)
		text, err := written(frame.One(f), WriteOptions{Reasons: true})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, text)
	}
	if len(slices.Compact(all)) != 1 {
		t.Error("the bytes depend on the number of threads")
	}
}
