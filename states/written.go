package states

// Names as tables write them: turned about at a comma ("Congo, Dem. Rep.", "Korea, South"), with the kind of state in brackets
// ("Korea (Rep.)"), with words cut short ("N. Korea", "Czech Rep.").

import "strings"

// short gives the words that lists of countries cut short. Points of the compass are spelled out only before another word.
var short = map[string][]string{
	"rep": {"republic"}, "dem": {"democratic"}, "fed": {"federation", "federated"}, "sts": {"states"}, "is": {"islands"},
	"n": {"north"}, "s": {"south"}, "e": {"east"}, "w": {"west"},
}

// unwritten gives what a name may be in full, folded, in the order in which it is tried; nothing where it is written out.
func unwritten(text string) (out []string) {
	if len(text) > longestName {
		return nil
	}
	head, tail, turned := strings.Cut(text, ",")
	if i := strings.LastIndexByte(text, '('); !turned && i > 0 && strings.HasSuffix(text, ")") {
		head, tail, turned = text[:i], text[i+1:len(text)-1], true
	}
	if !turned {
		for _, whole := range spelled(text) {
			if whole != fold(text) {
				out = append(out, whole)
			}
		}
		return out
	}
	for _, h := range spelled(head) {
		for _, t := range spelled(tail) {
			if h == "" || t == "" {
				continue
			}
			for _, between := range []string{" ", " of ", " of the "} {
				out = append(out, strings.TrimPrefix(t+between+h, "the "))
			}
		}
	}
	return out
}

// spelled gives a folded text with the words cut short in it written out: two, where a word may be two.
func spelled(text string) []string {
	out := []string{""}
	words := strings.Fields(fold(text))
	for i, w := range words {
		full := short[w]
		switch {
		case full == nil, len(w) == 1 && i == len(words)-1:
			full = []string{w}
		case len(out) > 2: // no name has so many
			full = full[:1]
		}
		var next []string
		for _, begun := range out {
			for _, f := range full {
				next = append(next, strings.TrimSpace(begun+" "+f))
			}
		}
		out = next
	}
	return out
}

// written finds the lines of a name that is written as tables write it, nil where there is none.
func written(text string) []*nameRow {
	for _, whole := range unwritten(text) {
		if found := spellings()[whole]; found != nil {
			return found
		}
	}
	return nil
}
