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
