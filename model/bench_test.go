package model

import "testing"

// BenchmarkLogit is model A on the 842,655 dyad-years, from columns of numbers to dyadic errors; R's glm takes 3.28 s without them.
func BenchmarkLogit(b *testing.B) {
	all := dyadYears(b)
	d, rows := complete(all.modelA())
	one, two := pick(all["ccode1"], rows), pick(all["ccode2"], rows)
	b.ReportAllocs()
	for b.Loop() {
		f, err := Run(KindLogit, d, Options{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := f.Dyadic("ccode1, ccode2", DyadsOf(one, two)); err != nil {
			b.Fatal(err)
		}
	}
}
