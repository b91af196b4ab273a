package formula

import (
	"os"
	"strings"
	"testing"
)

// row is a function as docs/OPERATIONS.md has it.
func (f *Function) row() string {
	return "| `" + f.Usage() + "` | " + f.Says + " | " + f.Missing + " | `" + f.Example + "` |\n"
}

// TestPage: the page of the language has every function in the words the program has for it.
func TestPage(t *testing.T) {
	page, err := os.ReadFile("../docs/OPERATIONS.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range Functions() {
		if !strings.Contains(string(page), f.row()) {
			t.Errorf("docs/OPERATIONS.md lacks the row\n%s", f.row())
		}
	}
}
