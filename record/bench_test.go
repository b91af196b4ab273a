package record

import "testing"

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
