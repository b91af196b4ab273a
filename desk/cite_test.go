package desk

// What is to be cited for a column does not depend on any pair of states, and names every source it may rest on.

import (
	"slices"
	"testing"

	"comity/column"
)

func TestCitationsNameEverySource(t *testing.T) {
	d, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{
		"trade.turnover":   {"itpd-e", "comity-headline"},
		"trade.share":      {"itpd-e"},
		"trade.dependence": {"itpd-e", "comity-headline", "worldbank"},
		"vote.agreement":   {"unga-votes"},
		"war.count":        {"comity-wars"},
	}
	for name, ids := range want {
		c, err := d.Citations(name)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, one := range c.List {
			got = append(got, one.ID)
		}
		if !slices.Equal(got, ids) {
			t.Errorf("cite %s: %v, want %v", name, got, ids)
		}
	}
	for _, c := range column.All() {
		if _, err := d.Citations(c.Name); err != nil {
			t.Errorf("cite %s: %v", c.Name, err)
		}
	}
}
