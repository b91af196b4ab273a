package topics

import (
	"strings"
	"testing"

	"comity/treaties"
)

// TestOfTreaties reads titles of comity's list, and holds the table of names to that list.
func TestOfTreaties(t *testing.T) {
	there := map[string]bool{}
	for _, x := range treaties.All() {
		there[x.Title] = true
	}
	for _, title := range NamedTreaties() {
		if !there[title] {
			t.Errorf("treaties.tsv names %q, which is not in comity's list", title)
		}
	}
	for title, want := range map[string]string{
		"Comprehensive Nuclear-Test-Ban Treaty": "nuclear-weapons disarmament", "Paris Agreement": "climate-environment", "Covenant of the League of Nations": "",
		"Turkey-Ukraine Free Trade Agreement": "", "Convention on the Rights of the Child": "human-rights children", "International Convention for the Suppression of the Financing of Terrorism": "terrorism",
	} {
		if got := strings.Join(OfTreaty(title).Names(), " "); got != want {
			t.Errorf("%q is of %q, want %q", title, got, want)
		}
	}
	n := 0
	for title := range there {
		if OfTreaty(title).Count() > 0 {
			n++
		}
	}
	if n < 75 || n > 95 {
		t.Errorf("%d titles have a topic: read them again, and the number here", n)
	}
}
