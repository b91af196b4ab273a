package article

import (
	"os"
	"testing"
)

func TestScratch(t *testing.T) {
	f := os.Getenv("ARTICLE")
	if f == "" {
		t.Skip()
	}
	data, _ := os.ReadFile(f)
	a := Read(string(data), Options{})
	by := map[int][]Found{}
	for _, f := range a.Found {
		by[f.Sentence] = append(by[f.Sentence], f)
	}
	for i, s := range a.Sentences {
		t.Logf("## %s", s.Text)
		for _, f := range by[i] {
			t.Logf("       %q  =>  %s", f.Quote, f.Claim)
		}
		if os.Getenv("ROWS") != "" {
			r := &reader{text: string(data), date: a.Date, about: a.About, warned: map[string]bool{}}
			t.Logf("   %s", newRow(r.values(r.columns(clauses(join(r.items(s, stateNames(s.Text))))))).text)
		}
	}
}
