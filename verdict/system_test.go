package verdict

import (
	"testing"

	"comity/panel"
)

// Every measure of a property of the system is a column with the options named: one that is misspelt would only ever be silent.
func TestWaysAreColumns(t *testing.T) {
	cat := panel.NewCatalogue(nil)
	for property, list := range ways {
		for _, w := range list {
			name := w.column
			if w.options != "" {
				name += ":" + w.options
			}
			if _, err := cat.Find(name); err != nil {
				t.Errorf("%s: %v", property, err)
			}
		}
	}
}
