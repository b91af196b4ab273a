package desk

// Every column the page on panels names is one of the catalogue.

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

var columnInPage = regexp.MustCompile("`([a-z][a-z-]*\\.[a-z][a-z_0-9]*)(:[A-Za-z=]+)?`")

func TestPanelsPage(t *testing.T) {
	page, err := os.ReadFile("../docs/PANELS.md")
	if err != nil {
		t.Fatal(err)
	}
	d, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	cat, found := d.catalogue(), 0
	for _, m := range columnInPage.FindAllStringSubmatch(string(page), -1) {
		if strings.HasPrefix(m[1], "family.") || IsPanel(m[1]) || strings.HasSuffix(m[1], ".md") || strings.HasSuffix(m[1], ".bib") || strings.HasSuffix(m[1], ".lock") {
			continue
		}
		if _, err := cat.Find(m[1] + m[2]); err != nil {
			t.Errorf("docs/PANELS.md: %v", err)
		}
		found++
	}
	if found < 40 {
		t.Errorf("only %d columns found on the page: it has changed its shape", found)
	}
}
