package article

// This file holds the reader against the labelled articles for development, where they are present.

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"comity"
	"comity/claim"
	"comity/states"
)

const dev = "../../shared/claims/dev/"

type label struct {
	A, Q       string
	Form       any
	Who        []string
	Truth      any
	Optional   bool
	Attributed bool
}

func many(x any) []string {
	switch x := x.(type) {
	case string:
		return []string{x}
	case []any:
		var out []string
		for _, v := range x {
			out = append(out, v.(string))
		}
		return out
	}
	return nil
}

func labels(t *testing.T) []label {
	data, err := os.ReadFile(dev + "claims.jsonl")
	if err != nil {
		t.Skip("the labelled articles are not here: ", err)
	}
	var out []label
	for line := range strings.Lines(string(data)) {
		var l label
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatal(err)
		}
		out = append(out, l)
	}
	return out
}

var articles = map[string]struct {
	file string
	date comity.Date
}{
	"seed": {"seed.txt", comity.On(comity.DayOf(2024, 1, 15))},
	"d1":   {"d1-france-germany.txt", comity.NoDate},
	"d2":   {"d2-us-china.txt", comity.NoDate},
}

// TestDev counts as score.py does what is found of the labels: the span met, the form acceptable, the states shared.
func TestDev(t *testing.T) {
	list := labels(t)
	all, found, extra, returned := 0, 0, 0, 0
	for _, key := range []string{"d1", "d2", "seed"} {
		data, err := os.ReadFile(dev + articles[key].file)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		a := Read(text, Options{Date: articles[key].date})
		runes := []rune(text)
		for _, f := range a.Found {
			if string(runes[f.Start:f.End]) != f.Quote {
				t.Errorf("%s: %q is not at [%d, %d)", key, f.Quote, f.Start, f.End)
			}
			if back, err := claim.Parse(f.Claim.String()); err != nil || back.String() != f.Claim.String() {
				t.Errorf("%s: %q does not read back: %v", key, f.Claim, err)
			}
			t.Logf("%-4s %-70q %s", key, f.Quote, f.Claim)
			if f.Claim.Form != claim.NotCheckable {
				returned++
				if !meetsAny(list, key, text, f) {
					extra++
					t.Logf("EXTRA %s: %s", key, f.Quote)
				}
			}
		}
		for _, l := range list {
			if l.A != key || l.Optional {
				continue
			}
			all++
			if hit(l, text, a.Found) {
				found++
			} else {
				t.Logf("MISSED %s: %q wants %v %v", key, l.Q, l.Form, l.Who)
			}
		}
	}
	t.Logf("found %d of %d, extra %d of %d", found, all, extra, returned)
	if float64(found) < 0.75*float64(all) || float64(extra) > 0.15*float64(returned) {
		t.Errorf("found %d of %d labels, want 0.75; %d of %d claims meet no label, at most 0.15 may", found, all, extra, returned)
	}
}

func meets(l label, text string, f Found) (over, length int) {
	at := strings.Index(text, l.Q)
	start := len([]rune(text[:at]))
	length = len([]rune(l.Q))
	return min(start+length, f.End) - max(start, f.Start), length
}

func meeting(l label, text string, f Found) bool {
	over, length := meets(l, text, f)
	return over > 0 && (2*over >= length || 10*over >= 9*(f.End-f.Start))
}

func fitting(l label, f Found) bool {
	ok := false
	for _, form := range many(l.Form) {
		ok = ok || form == string(f.Claim.Form)
	}
	if !ok || len(l.Who) == 0 || len(f.Claim.Who) == 0 {
		return ok
	}
	said := map[string]bool{}
	for _, s := range f.Claim.Who {
		said[states.ID(s, comity.NoDay)] = true
	}
	if f.Claim.Than != nil {
		for _, s := range f.Claim.Than.Who {
			said[states.ID(s, comity.NoDay)] = true
		}
	}
	shared := 0
	for _, w := range l.Who {
		if said[w] {
			shared++
		}
	}
	return shared == len(l.Who) || len(l.Who) <= 2 && shared > 0
}

func hit(l label, text string, found []Found) bool {
	nc := many(l.Truth)[0] == "nc" && len(many(l.Truth)) == 1
	ok := false
	for _, f := range found {
		over, _ := meets(l, text, f)
		if nc && f.Claim.Form != claim.NotCheckable && over > 0 && 10*over >= 6*(f.End-f.Start) {
			return false
		}
		ok = ok || meeting(l, text, f) && fitting(l, f)
	}
	return ok
}

func meetsAny(list []label, key, text string, f Found) bool {
	for _, l := range list {
		if l.A == key && meeting(l, text, f) && fitting(l, f) {
			return true
		}
	}
	return false
}
