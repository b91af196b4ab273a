package article

// This file refuses pages nested deeper than any page written for readers: taking the main text out of one takes time that
// grows with the cube of its depth.

import (
	"errors"
	"regexp"
	"strings"
)

// deepest is how many elements of a page may stand within one another.
const deepest = 1000

var (
	htmlTag = regexp.MustCompile(`<(/?)([a-zA-Z][a-zA-Z0-9]*)`)

	errDeep = errors.New("article: the elements of the HTML page are nested more than a thousand deep; save the text of the article itself")
)

// unclosed are the elements that need no end tag, and so say nothing of depth.
const unclosed = " area base br col dd dt embed hr img input li link meta option p param rb rp rt source tbody td tfoot th thead tr track wbr "

// tooDeep says whether elements of a page stand too deep in one another.
func tooDeep(page string) bool {
	depth := 0
	for _, m := range htmlTag.FindAllStringSubmatchIndex(page, -1) {
		switch {
		case strings.Contains(unclosed, " "+strings.ToLower(page[m[4]:m[5]])+" "):
		case m[2] == m[3]:
			depth++
		case depth > 0:
			depth--
		}
		if depth > deepest {
			return true
		}
	}
	return false
}
