package verdict

// The examples of docs/VERDICTS.md, run on the core record.

import (
	"os"
	"strings"
	"testing"
)

func TestDocumentedVerdicts(t *testing.T) {
	text, err := os.ReadFile("../docs/VERDICTS.md")
	if err != nil {
		t.Fatal(err)
	}
	k, in, n := coreChecker(t), false, 0
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "```") {
			in = line == "```claim"
			continue
		}
		example, want, ok := strings.Cut(line, " # ")
		if !in || !ok {
			continue
		}
		n++
		a := ask(t, k, example, "2024-01-15")
		if string(a.Verdict()) != want {
			t.Errorf("%s: %s, the page says %s\n\t%s", example, a.Verdict(), want, a.Because)
		}
		sound(t, k, a, "2024-01-15")
	}
	if n < 30 {
		t.Errorf("%d examples found", n)
	}
}
