package topics

import (
	"slices"
	"strings"
	"testing"
)

// TestTopicsOfTitles reads titles of the record.
func TestTopicsOfTitles(t *testing.T) {
	for title, want := range map[string]string{
		"Human rights and unilateral coercive measures": "unilateral-measures human-rights",
		"CUBA, U.S. EMBARGO | Necessity of ending the economic, commercial and financial embargo imposed by the United States against Cuba": "unilateral-measures cuba-embargo",
		"Human rights and terrorism": "terrorism human-rights",
		"The right to food":          "food human-rights",
		"Developments in the field of information and telecommunications in the context of international security": "information-security",
		"Permanent sovereignty of the Palestinian people in the Occupied Palestinian Territory":                    "middle-east palestine natural-resources",
		"SOUTH AFRICA, OIL EMBARGO":    "collective-sanctions southern-africa",
		"Oil slick on Lebanese shores": "climate-environment middle-east",
		"":                             "",
		" | ":                          "",
	} {
		if got := strings.Join(Of(title).Names(), " "); got != want {
			t.Errorf("%q is of %q, want %q", title, got, want)
		}
	}
	if Of(" | ")&Read != 0 || Of("Tokelau is no title of terror")&Read == 0 {
		t.Error("a blank title was read, or another was not")
	}
}

// TestShortcutsNeverHideATopic holds the quick way of matching against the expressions as they are written.
func TestShortcutsNeverHideATopic(t *testing.T) {
	for i, rule := range table() {
		for _, a := range append(slices.Clone(rule.has), rule.not...) {
			if a.re == nil {
				continue
			}
			for _, other := range table() {
				for _, b := range other.has {
					for _, w := range b.words {
						text := "the " + w + " of south africa, 1925, " + w
						if a.re.MatchString(text) && !anyIn(text, a.words) {
							t.Errorf("topic %s: %q matches %s and has none of %q", table()[i].Name, text, a.re, a.words)
						}
					}
				}
			}
		}
	}
}

// TestTable keeps the rules in the form they are read in.
func TestTable(t *testing.T) {
	seen := map[string]bool{}
	for _, topic := range All() {
		if seen[topic.Name] || topic.Name != strings.ToLower(topic.Name) || topic.Title == "" || topic.Has == "" {
			t.Errorf("topic %+v: a name twice, not in lower case, or without title or rule", topic)
		}
		seen[topic.Name] = true
		for _, e := range []string{topic.Has, topic.Apart, topic.Not} {
			if strings.ToLower(e) != strings.NewReplacer(`\W`, `\w`, `\S`, `\s`).Replace(e) {
				t.Errorf("topic %s: titles are matched in lower case, and %q has capitals", topic.Name, e)
			}
		}
	}
	if len(Labels()) < 800 {
		t.Errorf("only %d labels", len(Labels()))
	}
}

func TestNear(t *testing.T) {
	var names []string
	for _, topic := range All() {
		names = append(names, topic.Name)
	}
	if got := Near("terorism", names); len(got) == 0 || got[0] != "terrorism" {
		t.Errorf("terorism may mean %v", got)
	}
	if got := Near("unilateral", names); len(got) == 0 || got[0] != "unilateral-measures" {
		t.Errorf("unilateral may mean %v", got)
	}
	if got := Near("xyzzy", names); got != nil {
		t.Errorf("xyzzy may mean %v", got)
	}
}

func BenchmarkOf(b *testing.B) {
	for b.Loop() {
		Of("PALESTINE, REFUGEES | Permanent sovereignty of the Palestinian people in the Occupied Palestinian Territory, including East Jerusalem, over their natural resources")
	}
}
