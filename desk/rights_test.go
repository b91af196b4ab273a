package desk

// DATA-RIGHTS.md follows the cards and the own tables: the part between its markers is written by this test with -update.

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"comity/source"
)

var update = flag.Bool("update", false, "write the generated part of DATA-RIGHTS.md anew")

const rightsFile = "../DATA-RIGHTS.md"

func TestRightsFollowTheCards(t *testing.T) {
	raw, err := os.ReadFile(rightsFile)
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "<!-- generated: begin -->\n", "<!-- generated: end -->"
	before, rest, ok := strings.Cut(string(raw), begin)
	_, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has no generated part", rightsFile)
	}
	want := before + begin + generatedRights() + end + after
	if *update {
		if err := os.WriteFile(rightsFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want != string(raw) {
		t.Errorf("%s does not follow the cards and tables: run go test ./desk -run Rights -update, and read the difference", rightsFile)
	}
}

func generatedRights() string {
	var b strings.Builder
	b.WriteString("| source | edition | terms | right | years |\n|---|---|---|---|---|\n")
	for _, s := range source.All() {
		c := s.Card()
		fmt.Fprintf(&b, "| `%s`: %s | %s | %s | %s | %d–%d |\n", c.ID, c.Title, c.Edition, strings.ReplaceAll(c.Licence, "|", "/"), c.Rights, c.From, c.To)
	}
	b.WriteString("\n| own table | facts | seen | recalled |\n|---|---:|---:|---:|\n")
	for _, o := range ownFacts() {
		fmt.Fprintf(&b, "| %s | %d | %d | %d |\n", o.Name, o.Facts, o.Seen, o.Recalled)
	}
	return b.String()
}

// A card whose terms forbid passing figures on says so where it counts too: a replication folder holds what export allows.
func TestTermsThatForbidPassingOnAreKept(t *testing.T) {
	for _, s := range source.All() {
		c := s.Card()
		for _, words := range []string{"not to be redistributed", "no redistribution"} {
			if strings.Contains(c.Licence, words) && c.Export != source.Never {
				t.Errorf("%s: its licence is %q, and export is %q: want no", c.ID, c.Licence, c.Export)
			}
		}
		if strings.Contains(c.Licence, "-NC") && c.Export == source.May {
			t.Errorf("%s: its licence is %q, and export is %q: want noncommercial or no", c.ID, c.Licence, c.Export)
		}
	}
}
