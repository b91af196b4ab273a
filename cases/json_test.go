package cases

// Holds docs/JSON.md against the answers: every field of every answer is in it, with its type, and it has no other.

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"comity/internal/cli"
	"comity/report"
)

// answers are what the commands print with --json.
var answers = []any{
	report.Check{}, report.Pair{}, report.Treaties{}, report.TreatyPage{}, report.Ties{}, report.TiesOf{}, report.State{}, report.Group{}, report.GroupHistory{}, report.Groups{}, report.Belonging{}, report.Columns{}, report.Why{},
	report.Citations{}, report.Sources{}, report.Card{}, report.Code{}, report.Schemes{}, report.Coded{},
	report.Facts{}, report.Diff{}, report.Laws{}, report.Rights{}, report.Codebook{}, report.Profile{}, report.Trial{}, report.Panel{}, report.Replay{}, report.ColumnPage{}, report.Coverage{}, report.PanelDiffs{}, report.PanelPlan{}, report.Model{}, report.Network{}, report.Measurement{},
}

var (
	objectHead = regexp.MustCompile(`^### (\w+)$`)
	fieldRow   = regexp.MustCompile("^\\| `(\\w+)` \\| ([^|]+) \\|")
)

// documented gives the fields of each object of the page, with their types.
func documented(t *testing.T) map[string]map[string]string {
	t.Helper()
	page, err := os.ReadFile("../docs/JSON.md")
	if err != nil {
		t.Fatal(err)
	}
	objects, object := map[string]map[string]string{}, ""
	for _, line := range strings.Split(string(page), "\n") {
		if m := objectHead.FindStringSubmatch(line); m != nil {
			object = m[1]
			objects[object] = map[string]string{}
		} else if m := fieldRow.FindStringSubmatch(line); m != nil {
			if _, twice := objects[object][m[1]]; twice {
				t.Errorf("%s.%s stands twice on the page", object, m[1])
			}
			objects[object][m[1]] = strings.TrimSpace(m[2])
		}
	}
	return objects
}

// produced gives the fields of every object an answer may hold, with their types in the words of the page.
func produced(of reflect.Type, into map[string]map[string]string) {
	for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice || of.Kind() == reflect.Map {
		of = of.Elem()
	}
	if _, known := into[of.Name()]; known || of.Kind() != reflect.Struct {
		return
	}
	fields := map[string]string{}
	into[of.Name()] = fields
	for _, f := range reflect.VisibleFields(of) {
		tag := f.Tag.Get("json")
		if f.Anonymous || !f.IsExported() || tag == "-" {
			continue
		}
		name, option, _ := strings.Cut(tag, ",")
		fields[name] = typeWords(f.Type, option == "omitempty")
		produced(f.Type, into)
	}
}

func typeWords(of reflect.Type, optional bool) string {
	words := ""
	switch of.Kind() {
	case reflect.Pointer:
		words = typeWords(of.Elem(), false)
		if !optional {
			words += " or null"
		}
	case reflect.Slice:
		words = "list of " + typeWords(of.Elem(), false)
	case reflect.Map:
		words = "by name"
		if of.Elem().Kind() == reflect.String {
			words = "text by name"
		}
	case reflect.Struct:
		words = of.Name()
	default:
		words = map[reflect.Kind]string{reflect.String: "text", reflect.Int: "whole number", reflect.Int64: "whole number", reflect.Uint64: "whole number",
			reflect.Float64: "number", reflect.Bool: "yes or no"}[of.Kind()]
	}
	if optional {
		words += "?"
	}
	return words
}

func TestJSONPage(t *testing.T) {
	page, have := documented(t), map[string]map[string]string{}
	for _, a := range answers {
		produced(reflect.TypeOf(a), have)
	}
	for _, object := range slices.Sorted(maps.Keys(have)) {
		for _, field := range slices.Sorted(maps.Keys(have[object])) {
			if want, ok := page[object][field]; !ok {
				t.Errorf("docs/JSON.md does not say what %s.%s is (%s)", object, field, have[object][field])
			} else if want != have[object][field] {
				t.Errorf("docs/JSON.md says that %s.%s is %q; it is %q", object, field, want, have[object][field])
			}
		}
		for field := range page[object] {
			if _, ok := have[object][field]; !ok {
				t.Errorf("docs/JSON.md speaks of %s.%s, which no answer has", object, field)
			}
		}
	}
	for object := range page {
		if _, ok := have[object]; !ok && object != "Slots" {
			t.Errorf("docs/JSON.md speaks of %s, which is in no answer", object)
		}
	}
}

// TestJSONSlots looks at slots, which have no type of their own, in answers to claims of every form.
func TestJSONSlots(t *testing.T) {
	page := documented(t)
	seen := map[string]bool{}
	for _, args := range [][]string{
		{"check", "../examples/two-rivers.txt", "--date", "2024-03-01"},
		{"claim", "trade.exports(ARG,BRA) in 2016 is more than trade.exports(BRA,ARG) in 2016"},
		{"claim", "member(CHN, UNSC, permanent) in 2024"},
		{"claim", "trade.turnover(ARG,BRA) in 2012 is highest since 2000"},
		{"claim", "tie(RUS+CHN, defence) in 2020"},
	} {
		var out, errs bytes.Buffer
		if status := cli.Run(append(args, "--core", "--json"), nil, &out, &errs); status != cli.OK {
			t.Fatalf("%v: %s", args, &errs)
		}
		var answer struct {
			Claims []struct{ Slots map[string]any }
		}
		if err := json.Unmarshal(out.Bytes(), &answer); err != nil {
			t.Fatal(err)
		}
		for _, c := range answer.Claims {
			for slot := range c.Slots {
				seen[slot] = true
				if _, ok := page["Slots"][slot]; !ok {
					t.Errorf("docs/JSON.md does not say what the slot %s is", slot)
				}
			}
		}
	}
	if len(seen) < 6 {
		t.Errorf("only the slots %v were met: this test says little", slices.Sorted(maps.Keys(seen)))
	}
}
