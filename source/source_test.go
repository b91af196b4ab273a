package source

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

func TestCardsAreComplete(t *testing.T) {
	hex, seen := regexp.MustCompile(`^[0-9a-f]{64}$`), map[string]bool{}
	for _, s := range All() {
		c := s.Card()
		if seen[c.ID] {
			t.Errorf("%s stands twice", c.ID)
		}
		seen[c.ID] = true
		for name, v := range map[string]string{"id": c.ID, "title": c.Title, "edition": c.Edition, "producer": c.Producer, "citation": c.Citation,
			"short citation": c.ShortCitation, "licence": c.Licence, "page": c.Page, "contact": c.Contact} {
			if strings.TrimSpace(v) == "" {
				t.Errorf("%s: no %s", c.ID, name)
			}
		}
		if !strings.HasPrefix(c.BibTeX, "@") || strings.Count(c.BibTeX, "{") != strings.Count(c.BibTeX, "}") {
			t.Errorf("%s: its BibTeX is not one entry", c.ID)
		}
		if c.Rights != Bundle && c.Rights != Fetch && c.Rights != Bring {
			t.Errorf("%s: rights %q", c.ID, c.Rights)
		}
		if c.From < 1 || c.To < c.From || len(c.Known) == 0 || len(c.Files) == 0 || c.Body == "" && len(c.Variables) == 0 && len(c.Tables) == 0 {
			t.Errorf("%s: its coverage, defects, files or variables are not told", c.ID)
		}
		for _, f := range c.Files {
			if !c.Untried && (!hex.MatchString(f.SHA256) || f.Size <= 0) || f.Name == "" || f.Format == "" {
				t.Errorf("%s: file %+v", c.ID, f)
			}
			if f.Address != "" && !strings.HasPrefix(f.Address, "https://") {
				t.Errorf("%s: address %s", c.ID, f.Address)
			}
			if c.Rights == Fetch && f.Address == "" && c.ID != "unsc-membership" {
				t.Errorf("%s: %s is to be fetched from nowhere", c.ID, f.Name)
			}
		}
		for _, v := range c.Variables {
			if v.Name == "" || v.Column == "" || v.Unit == "" || v.Absence != Zero && v.Absence != Silent {
				t.Errorf("%s: variable %+v", c.ID, v)
			}
		}
	}
}

func TestOnlyOpenSourcesAreBundled(t *testing.T) {
	may := map[string]bool{"cow-states": true, "gw-states": true, "unga-votes": true, "worldbank": true, "itpd-e": true, "ideal-points-comity-2024": true}
	for _, s := range All() {
		if c := s.Card(); (c.Rights == Bundle) != may[c.ID] {
			t.Errorf("%s is of rights %s", c.ID, c.Rights)
		}
	}
}

// TestCardsNameTheCollectedFiles holds checksums, sizes and pinned addresses against the list of the collected files.
func TestCardsNameTheCollectedFiles(t *testing.T) {
	f, err := os.Open("../../shared/data/README.tsv")
	if err != nil {
		t.Skip("no ../shared/data beside the project")
	}
	defer f.Close()
	list := map[string][]string{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		cells := strings.Split(lines.Text(), "\t")
		list[cells[0]] = cells
	}
	for _, s := range All() {
		for _, f := range s.Card().Files {
			if s.Card().Untried {
				continue
			}
			if data, own := Own(f.Name); own {
				if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != f.SHA256 || int64(len(data)) != f.Size {
					t.Errorf("%s has %d bytes and the checksum %x; its card says otherwise", f.Name, len(data), sum)
				}
				continue
			}
			row := list[f.Name]
			if len(row) < 9 || row[8] != f.SHA256 {
				t.Errorf("%s is not in the list with this checksum", f.Name)
				continue
			}
			if f.Address != "" && !strings.Contains(row[1], "history") && !comesFrom(f, row[1]) {
				t.Errorf("%s: address %s is not its provenance %s", f.Name, f.Address, row[1])
			}
		}
	}
}

// comesFrom says that the address of a file is what the list says of where it was found: a file of a repository at a commit, or,
// where the list names many at once, one of a pattern ("data/*.xml") or of several folders ("presidents, secretaries").
func comesFrom(f File, provenance string) bool {
	repository, names, _ := strings.Cut(strings.Replace(provenance, "@", "/", 1), ":")
	inside, ok := strings.CutPrefix(f.Address, "https://raw.githubusercontent.com/"+repository+"/")
	if !ok || path.Base(f.Name) != path.Base(inside) && strings.ContainsAny(names, "*,") {
		return false
	}
	if inside, err := url.PathUnescape(inside); err == nil && inside == names {
		return true
	}
	for name := range strings.SplitSeq(names, ", ") {
		if fits, err := path.Match(name, inside); err == nil && fits || path.Dir(inside) == name {
			return true
		}
	}
	return false
}

func TestSymbols(t *testing.T) {
	cases := []struct {
		unres   string
		session int
		flags   Flag
		want    string
	}{
		{"A/RES/71/5", 71, 0, "A/RES/71/5"},
		{"A/RES/ES-10/19", 72, 0, "A/RES/ES-10/19"},
		{"R/39/99J", 39, 0, "A/RES/39/99J"},
		{"R/74/154", 74, 0, "A/RES/74/154"},
		{"R/31/208/I", 31, 0, ""},
		{"R/30/3379", 30, 0, "A/RES/3379(XXX)"},
		{"R/26/2758", 26, 0, "A/RES/2758(XXVI)"},
		{"R/26/2758", 26, Paragraph, ""},
		{"R/30/3586", 30, 0, ""}, // the session ends with 3541
		{"R/18/1881", 18, 0, "A/RES/1881(XVIII)"},
		{"R/1/66", 1, 0, ""}, // a page
		{"R/10 65", 10, 0, ""},
		{"ESS/1/34", 11, 0, ""},
		{"R/38/100", 39, 0, ""}, // of another session
		{"", 50, 0, ""},
	}
	for _, c := range cases {
		if got := symbol(c.unres, c.session, c.flags); got != c.want {
			t.Errorf("symbol(%q, %d, %d) = %q, want %q", c.unres, c.session, c.flags, got, c.want)
		}
	}
}

func TestTopics(t *testing.T) {
	cases := []struct{ title, want string }{
		{"HUMAN RIGHTS, COERCIVE MEASURES | Human rights and unilateral coercive measures", "human rights and unilateral coercive measures"},
		{"Human rights an unilateral coercive measures: resolution | ", "human rights and unilateral coercive measures"},
		{"ECONOMIC COERCION | Economic measures as a means of political and economic coercion against developing countries", "unilateral economic coercion of developing countries"},
		{" | Unilateral economic measures as a means pf political and economic coercion against developing countries", "unilateral economic coercion of developing countries"},
		{"COERCIVE MEASURES | Elimination of coercive economic measures as a means of political and economic compulsion", "extraterritorial coercive economic measures"},
		{"CUBA, UNITED STATES | Necessity of ending the economic, commercial and financial embargo imposed by the United States of America against Cuba", "United States embargo against Cuba"},
		{"NICARAGUA, EMBARGO | Regrets the unilateral trade embargo", "trade embargo against Nicaragua"},
		{"ARMED CONFLICTS PREVENTION--MEDIATION | Territorial integrity of Ukraine", "territorial integrity of Ukraine"},
		{"The occupied Syrian Golan | ", "Syrian Golan"},
		{" | The Acting President: I now put to the vote operative paragraph 2 on nuclear weapons", ""},
		{"UNRELATED | something else altogether", ""},
	}
	for _, c := range cases {
		if got := topic(c.title); got != c.want {
			t.Errorf("topic(%q) = %q, want %q", c.title, got, c.want)
		}
	}
	for _, label := range Topics() {
		if n := len(strings.Fields(label)); n == 0 || n > 8 {
			t.Errorf("label %q has %d words, want 1 to 8", label, n)
		}
	}
}

func TestAlign(t *testing.T) {
	rows := func(signs ...int) (out []gaccRow) {
		for _, n := range signs {
			out = append(out, gaccRow{signs: n})
		}
		return out
	}
	if at, err := align(rows(2, 3, 5), []int{2, 3, 4, 5}); err != nil || at[2] != 3 {
		t.Errorf("one solution: %v, %v", at, err)
	}
	if _, err := align(rows(2, 3), []int{2, 2, 3}); err == nil {
		t.Error("two solutions were taken for one")
	}
	if _, err := align(rows(2, 9), []int{2, 3}); err == nil {
		t.Error("no solution was taken for one")
	}
}

// A name means one thing: variables of one name, in whatever source, have one unit; editions of one family differ in rank.
func TestNamesMeanOneThing(t *testing.T) {
	units, ranks := map[string]string{}, map[string]string{}
	for _, s := range All() {
		c := s.Card()
		for _, v := range c.Variables {
			if u, ok := units[v.Name]; ok && u != v.Unit {
				t.Errorf("%s: variable %s is in %s, elsewhere in %s: give it a name of its own", c.ID, v.Name, v.Unit, u)
			}
			units[v.Name] = v.Unit
		}
		at := fmt.Sprintf("%s %d", c.Family, c.Rank)
		if other := ranks[at]; other != "" {
			t.Errorf("%s and %s are both edition %d of family %s", c.ID, other, c.Rank, c.Family)
		}
		ranks[at] = c.ID
	}
}
