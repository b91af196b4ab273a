package groups

// Every class of classes.tsv is held against the list it was read in, both ways, where the shared data lie beside the project.

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"comity"
	"comity/states"
)

// otherCodes are codes of the sources for states that ISO writes otherwise.
var otherCodes = map[string]string{"OWID_KOS": "XKX", "ROM": "ROU", "ZAR": "COD", "YUG": "SRB", "TMP": "TLS", "PAL": "PSE"}

// lister gives the codes a source lists under a name.
type lister func(name string) []string

func TestSeenClasses(t *testing.T) {
	if _, err := os.Stat(shared); err != nil {
		t.Skip("the shared data are not beside the project: ", err)
	}
	listers := map[string]lister{
		"owid_regions": owidLists(t),
		"countrycode": func(name string) []string {
			return matching(t, "states/countrycode_codelist.rda", "codelist", "region", name, "iso3c")
		},
		"geo_cepii":       func(name string) []string { return matching(t, "geo/geo_cepii.rda", "geo_cepii", name, "1", "iso3") },
		"openclimatedata": func(name string) []string { return cells(rowsOf(t, "groups/openclimatedata/data/"+name), "Code") },
		"cow_wrp": func(year string) []string {
			return overHalf(rowsOf(t, "culture/cow_WRP_national.csv"), year, "total muslims")
		},
	}
	for id, r := range rolls() {
		want := map[comity.State]bool{}
		for _, code := range listers[r.ref.Source](r.ref.Note) {
			if s, ok := modern(code); ok {
				want[s] = true
			}
		}
		if len(want) == 0 {
			t.Errorf("%s: %s lists nobody under %q", id, r.ref.Source, r.ref.Note)
		}
		for _, s := range r.states {
			if !want[s] {
				t.Errorf("%s: %s is not in the list of %s", id, states.ID(s, comity.NoDay), r.ref.Source)
			}
			delete(want, s)
		}
		for s := range want {
			t.Errorf("%s: the list of %s has %s too", id, r.ref.Source, states.ID(s, comity.NoDay))
		}
	}
}

// modern gives the state of a code that lived on beyond 2009; territories and states of the past are left out of classes.
func modern(code string) (comity.State, bool) {
	if other, ok := otherCodes[code]; ok {
		code = other
	}
	s, ok := states.FromID(code)
	return s, ok && slices.ContainsFunc(existence(s), func(l comity.Span) bool { return l.To > comity.DayOf(2009, 12, 31) })
}

// owidLists reads the members of the regions in owid_regions.yml: lines "- code:", "  members:", "    - CODE". A member may be a region.
func owidLists(t *testing.T) lister {
	raw, err := os.ReadFile(filepath.Join(shared, "states/owid_regions.yml"))
	if err != nil {
		t.Fatal(err)
	}
	members, code, in := map[string][]string{}, "", false
	for line := range strings.SplitSeq(string(raw), "\n") {
		if c, ok := strings.CutPrefix(line, "- code: "); ok {
			code, in = strings.Trim(c, `"`), false
		} else if m, ok := strings.CutPrefix(line, "    - "); ok && in {
			members[code] = append(members[code], strings.Trim(m, `"`))
		} else if strings.HasPrefix(line, "  ") {
			in = line == "  members:"
		}
	}
	var expand lister
	expand = func(name string) []string {
		var out []string
		for _, m := range members[name] {
			if members[m] != nil {
				out = append(out, expand(m)...)
				continue
			}
			out = append(out, m)
		}
		return out
	}
	return expand
}

// matching gives the codes of the rows of a frame in which a column has a value.
func matching(t *testing.T, path, object, name, value, code string) []string {
	frame := rFrame(t, path, object, "")
	col, codes := column(t, frame, name), column(t, frame, code)
	var out []string
	for i := range frame.Rows() {
		v, _ := col.Text(i)
		if f, ok := col.Float(i); ok && v == "" {
			v = strconv.FormatFloat(f, 'f', -1, 64)
		}
		if c, _ := codes.Text(i); v == value {
			out = append(out, c)
		}
	}
	return out
}

// cells gives a column of a table.
func cells(rows []map[string]string, name string) []string {
	var out []string
	for _, r := range rows[1:] {
		out = append(out, r[name])
	}
	return out
}

// overHalf gives the COW numbers of the states where a faith had more than half of the people in a year.
func overHalf(rows []map[string]string, year, faith string) []string {
	var out []string
	for _, r := range rows[1:] {
		all, _ := strconv.ParseFloat(r["population in independent states"], 64)
		some, _ := strconv.ParseFloat(r[faith], 64)
		if r["year"] == year && some > all/2 {
			out = append(out, "cow:"+r["state"])
		}
	}
	return out
}
