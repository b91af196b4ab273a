package source

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestWordsNeverHideATopic holds titles put together of the rules' own words, and of letters that fold into others, against
// the expressions alone: the look for words that comes first may not turn a title away that an expression takes.
func TestWordsNeverHideATopic(t *testing.T) {
	var pieces []string
	known := 0
	for _, r := range compiledTopics() {
		if len(r.words) > 0 {
			known++
		}
		pieces = append(pieces, r.words...)
	}
	pieces = append(pieces, " ", "|", "human rights", "PEACE", "K", "ſ", "the ", "of ", "Economic", "é")
	rapid.Check(t, func(t *rapid.T) {
		title := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 6).Draw(t, "pieces"), rapid.SampledFrom([]string{"", " "}).Draw(t, "between"))
		if rapid.Bool().Draw(t, "in capitals") {
			title = strings.ToUpper(title)
		}
		for _, r := range compiledTopics() {
			if r.has.MatchString(title) && !r.may(lowered(title)) {
				t.Fatalf("%q is a title of %q and was turned away: it has none of %q", title, r.label, r.words)
			}
		}
	})
	if known*10 < len(compiledTopics())*9 {
		t.Errorf("the words of only %d of %d rules are known", known, len(compiledTopics()))
	}
}
