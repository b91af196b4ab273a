package source

// This file holds the collected files against the cards: each feeds a source, or is listed in an unread*.tsv with the reason.

import (
	"bufio"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

func TestEveryFileFeedsOrIsListed(t *testing.T) {
	f, err := os.Open("../../shared/data/README.tsv")
	if err != nil {
		t.Skip("no ../shared/data beside the project")
	}
	defer f.Close()
	read := map[string]bool{}
	for _, s := range All() {
		for _, f := range s.Card().Files {
			read[f.Name] = true
		}
	}
	patterns := unread(t)
	used := map[string]bool{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		name, _, _ := strings.Cut(lines.Text(), "\t")
		found := ""
		for _, p := range patterns {
			whole, _, _ := strings.Cut(p, "#")
			if ok, _ := path.Match(whole, name); ok {
				used[p] = true
				if whole == p {
					found = p
				}
			}
		}
		switch {
		case !read[name] && found == "" && strings.Contains(name, "/"): // the first line is the header
			t.Errorf("%s feeds no source and is not listed as unread", name)
		case read[name] && found != "":
			t.Errorf("%s feeds a source and is listed as unread (%s)", name, found)
		}
	}
	for _, p := range patterns {
		if !used[p] {
			t.Errorf("unread*.tsv: %s is no collected file", p)
		}
	}
}

// unread gives the patterns of the lists of unread files.
func unread(t *testing.T) (patterns []string) {
	names, _ := filepath.Glob("unread*.tsv")
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
				continue
			}
			pattern, why, ok := strings.Cut(line, "\t")
			if !ok || why == "" {
				t.Errorf("%s: %q: want a pattern, a tab and the reason", name, line)
			}
			patterns = append(patterns, pattern)
		}
	}
	return patterns
}
