package panel

import (
	"slices"
	"strings"
	"testing"

	"comity/column"
)

var optioned = column.Column{Name: "dispute.onset", Header: "onset", Options: []column.Option{
	{Name: "list", Values: []string{"cow", "gml"}, Named: true}, {Name: "whittle", Many: true}}}

func TestOptions(t *testing.T) {
	o, err := parseOptions("gml;whittle=onset,fatality+hostility", optioned)
	if err != nil || o.One("list", "cow") != "gml" || !slices.Equal(o["whittle"], []string{"onset", "fatality", "hostility"}) {
		t.Fatalf("%v %v", o, err)
	}
	it := Item{Column: optioned, Options: o}
	if it.key() != "dispute.onset;list=gml;whittle=onset,fatality,hostility" || it.header(-1, -1, 2) != "onset_gml" {
		t.Errorf("%s, %s", it.key(), it.header(-1, -1, 2))
	}
	for text, want := range map[string]string{
		"lists=gml": "no option", "list=mid": "none of cow, gml", "list=cow,gml": "one value", "list=": "one value", "list=cow;list=gml": "twice", "gml;fatality": "no option",
	} {
		if _, err := parseOptions(text, optioned); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if _, err := parseOptions("x=1", column.Column{Name: "gdp"}); err == nil {
		t.Error("a column without options takes one")
	}
}

// FuzzFind: whatever is asked for is found or refused, and what is found is found again by its key.
func FuzzFind(f *testing.F) {
	for _, s := range []string{"trade.turnover", "gdp1", "x=gdp2", "vote.agreement:same;calls=all+divided", "group.in:NATO;role=observer;day=07-01", "vote.s:", ":", "a:b:c", "=:=;=+,", "group.in:\xff", "treaty.count:clause=,"} {
		f.Add(s)
	}
	cat := NewCatalogue(nil)
	f.Fuzz(func(t *testing.T, text string) {
		it, err := cat.Find(text)
		if err != nil {
			return
		}
		name, options, _ := strings.Cut(it.key(), ";")
		again := name
		if options != "" {
			again += ":" + options
		}
		other, err := cat.Find(again)
		if err != nil || other.key() != it.key() {
			t.Fatalf("%q is %s, found again as %s: %v", text, it.key(), other.key(), err)
		}
	})
}
