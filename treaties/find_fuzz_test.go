package treaties

// Titles are sought in any text a reader may hand over: whatever it is, what is found lies in it, in order.

import (
	"testing"
	"unicode/utf8"

	"comity"
)

func FuzzFind(f *testing.F) {
	for _, s := range []string{"the Treaty of Rarotonga and New START", "Élysée Treaty\x00", "E\u0301lyse\u0301e Treaty", "\xff\xfeNATO the the of", "INF Treaty; Treaty of Friendship", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, m := range Find(text, []comity.State{rus, chn}) {
			if m.Start < last || m.End <= m.Start || m.End > len(text) {
				t.Fatalf("%q: mention %d to %d after %d", text, m.Start, m.End, last)
			}
			if _, err := Lookup(m.Treaty); err != nil {
				t.Fatalf("%q: mention of %q, which is no treaty", text, m.Treaty)
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[m.Start:m.End]) {
				t.Fatalf("%q: a mention cuts a letter", text)
			}
			last = m.End
		}
		if _, err := Lookup(text); err != nil && err.Error() == "" {
			t.Fatal("an error that says nothing")
		}
		if _, err := WithClause(text); err != nil && err.Error() == "" {
			t.Fatal("an error that says nothing")
		}
	})
}
