package record

import (
	"fmt"
	"io"
	"os"
	"testing"

	"comity"
)

func BenchmarkOpenCore(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		tables, err := Read(coreBytes())
		if err != nil {
			b.Fatal(err)
		}
		New("", tables, nil)
	}
}

func BenchmarkSeries(b *testing.B) {
	core, err := Core()
	if err != nil {
		b.Fatal(err)
	}
	t := core.With("flow")[0]
	for b.Loop() {
		run, ok := t.Series("flow", 365, 710)
		if v, _ := run.At(2012); !ok || v == 0 {
			b.Fatal("no flow")
		}
	}
}

func BenchmarkVotes(b *testing.B) {
	core, err := Core()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	t := core.Source("unga-votes")[0]
	for b.Loop() {
		t.Votes()
	}
}

func BenchmarkVerifyCore(b *testing.B) {
	for b.Loop() {
		if err := Verify(coreBytes()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOpenManyTables opens a store of a hundred tables, 290 MB in all, with more runs in them (1.1 million) than the real
// sources have on as many bytes.
func BenchmarkOpenManyTables(b *testing.B) {
	s := NewStore(b.TempDir())
	if err := s.makeDirs(s.dir("tables")); err != nil {
		b.Fatal(err)
	}
	size, runs := int64(0), 0
	for i := range 100 {
		id := fmt.Sprintf("made-%02d", i)
		t := &SeriesBuilder{Head: Head{Source: id, Edition: "1", From: 1950, To: 2010, Variables: []Variable{{Name: "x", Unit: "1"}}}}
		states, years := 90, 30
		if i%3 == 0 {
			states, years = 130, 12
		}
		for cell := range states * states * years {
			run := cell / years
			t.Add(Datum{Variable: "x", A: comity.State(2 + run/states), B: comity.State(2 + run%states), Year: 1950 + cell%years, Value: 1, Row: 1})
		}
		if err := s.put(s.tablePath(id), func(w io.Writer) error { return Write(w, t) }); err != nil {
			b.Fatal(err)
		}
		info, err := os.Stat(s.tablePath(id))
		if err != nil {
			b.Fatal(err)
		}
		size, runs = size+info.Size(), runs+states*states
	}
	b.Logf("%d MB, %d runs", size>>20, runs)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Open(s.Home()); err != nil {
			b.Fatal(err)
		}
	}
}
