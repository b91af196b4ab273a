package article

// This file holds the reader to testdata/reading.txt: articles of our own about many states, each sentence with the claims
// that are to be read in it. `go test ./article -run Reading -update` writes what is read now, to be looked at as a diff.

import (
	"flag"
	"os"
	"strings"
	"testing"

	"comity"
	"comity/claim"
)

var update = flag.Bool("update", false, "write testdata/reading.txt anew")

const readingFile = "testdata/reading.txt"

// block is an article of the file: its date and its sentences.
type block struct {
	date      comity.Date
	sentences []string
}

// articlesOf reads the articles of the file: "# date" opens one, lines that begin with a tab are the claims.
func articlesOf(t *testing.T, data string) []block {
	var out []block
	for line := range strings.Lines(data) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.HasPrefix(line, "# "):
			d, err := comity.ParseDate(line[2:])
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, block{date: d})
		case line != "" && line[0] != '\t' && len(out) > 0:
			out[len(out)-1].sentences = append(out[len(out)-1].sentences, line)
		}
	}
	return out
}

func TestReading(t *testing.T) {
	data, err := os.ReadFile(readingFile)
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(string(data), "\n# ")
	var got strings.Builder
	got.WriteString(head + "\n")
	for _, b := range articlesOf(t, string(data)) {
		a := Read(strings.Join(b.sentences, " "), Options{Date: b.date})
		got.WriteString("# " + b.date.String() + "\n")
		for i, s := range a.Sentences {
			got.WriteString(s.Text + "\n")
			for _, f := range a.Found {
				if f.Sentence == i {
					got.WriteString("\t" + f.Quote + " => " + f.Claim.String() + "\n")
					if back, err := claim.Parse(f.Claim.String()); err != nil || back.String() != f.Claim.String() {
						t.Errorf("%s does not read back: %v", f.Claim, err)
					}
				}
			}
		}
		got.WriteString("\n")
	}
	if *update {
		if err := os.WriteFile(readingFile, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, have := strings.Split(strings.TrimSpace(string(data)), "\n"), strings.Split(strings.TrimSpace(got.String()), "\n")
	for i := range max(len(want), len(have)) {
		if i >= len(want) || i >= len(have) || want[i] != have[i] {
			t.Fatalf("line %d of %s:\nwant %q\nread %q", i+1, readingFile, want[min(i, len(want)-1)], have[min(i, len(have)-1)])
		}
	}
}
