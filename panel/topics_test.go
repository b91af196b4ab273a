package panel

// The topics a column of votes may be asked for.

import (
	"slices"
	"testing"

	"comity/column"
	"comity/topics"
)

// TestTopicOption: the catalogue names the topics there are, and no others.
func TestTopicOption(t *testing.T) {
	c, _ := column.Lookup("vote.agreement")
	at := slices.IndexFunc(c.Options, func(o column.Option) bool { return o.Name == "topic" })
	if at < 0 {
		t.Fatal("vote.agreement has no option topic")
	}
	var want []string
	for _, x := range topics.All() {
		want = append(want, x.Name)
	}
	if got := c.Options[at].Values; !slices.Equal(got, want) {
		t.Errorf("the column has the topics %v, the table %v", got, want)
	}
}

// TestTopicsOfTreaties: the columns of treaties name those topics treaties may be of.
func TestTopicsOfTreaties(t *testing.T) {
	for _, c := range column.Panel() {
		if c.Name != "treaty.count" {
			continue
		}
		at := slices.IndexFunc(c.Options, func(o column.Option) bool { return o.Name == "topic" })
		if at < 0 || !slices.Equal(c.Options[at].Values, topics.OfTreaties) {
			t.Errorf("treaty.count has the topics %v, the table %v", c.Options, topics.OfTreaties)
		}
	}
}
