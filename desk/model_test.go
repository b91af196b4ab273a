package desk

import (
	"slices"
	"strings"
	"testing"
)

func TestSplitTerms(t *testing.T) {
	for text, want := range map[string][]string{
		"":                        nil,
		"a":                       {"a"},
		"a b  t^2":                {"a", "b", "t^2"},
		"a, b + c, rcs(t, 1, 2)":  {"a", "b + c", "rcs(t, 1, 2)"},
		"rcs(t, 1, 1, 4, 7) near": {"rcs(t, 1, 1, 4, 7)", "near"},
		"`GDP (USD)` -a":          {"`GDP (USD)`", "-a"},
		`(region == "a b") x`:     {`(region == "a b")`, "x"},
	} {
		got, err := splitTerms(text)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %q, %v; want %q", text, got, err, want)
		}
	}
	for _, text := range []string{"a + b", "a b)", "log(a", "a b* c"} {
		if got, err := splitTerms(text); err == nil {
			t.Errorf("%q was read as %q", text, got)
		}
	}
}

// FuzzSplitTerms: no text of terms does harm; what is cut is never empty, in order, and part of the text.
func FuzzSplitTerms(f *testing.F) {
	for _, s := range []string{"a b", "a, b", "log(a, b) c", "`x y` \"", "((", "é ü", "-", ",,"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		terms, _ := splitTerms(text)
		rest := text
		for _, term := range terms {
			_, after, found := strings.Cut(rest, term)
			if !found || term == "" {
				t.Fatalf("%q was cut into %q", text, terms)
			}
			rest = after
		}
	})
}
