package source

// This file is the files of comity's own sources: series that comity computes from others and ships, in the form of any source, with a card that
// says how they were made. They need not be fetched.

import (
	"embed"
	"strings"
)

//go:embed own
var ownFiles embed.FS

// Own gives a file of comity's own sources by the name its card has for it.
func Own(name string) ([]byte, bool) {
	if !strings.HasPrefix(name, "own/") {
		return nil, false
	}
	data, err := ownFiles.ReadFile(name)
	return data, err == nil
}
