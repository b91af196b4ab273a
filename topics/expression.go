package topics

// This file matches titles fast: an expression is taken apart into its alternatives, and each is asked only where the letters stand
// that every match of it holds. Most alternatives are nothing but letters, and need no expression at all.

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
)

// expression is the alternatives of an expression.
type expression []alternative

// alternative matches where one of its words stands and the expression matches; without words the expression alone decides, and
// without an expression the words do.
type alternative struct {
	words []string
	re    *regexp.Regexp
}

func (e expression) matches(title string) bool {
	for _, a := range e {
		if (len(a.words) == 0 || anyIn(title, a.words)) && (a.re == nil || a.re.MatchString(title)) {
			return true
		}
	}
	return false
}

// words are those of all alternatives; none where one of them has none.
func (e expression) words() []string {
	var out []string
	for _, a := range e {
		if len(a.words) == 0 {
			return nil
		}
		out = append(out, a.words...)
	}
	return out
}

// anyIn says whether one of the words stands in a text; without words it may.
func anyIn(text string, words []string) bool {
	return len(words) == 0 || slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// alternatives takes an expression apart; it panics where it is none, for the table is our own.
func alternatives(text string) expression {
	var out expression
	for _, part := range split(text) {
		if regexp.QuoteMeta(part) == part {
			out = append(out, alternative{words: []string{part}})
			continue
		}
		re := regexp.MustCompile("(?s)" + part)
		tree, err := syntax.Parse(part, syntax.Perl|syntax.DotNL)
		if err != nil {
			panic(err)
		}
		out = append(out, alternative{literals(tree.Simplify()), re})
	}
	return out
}

// split parts a text at the bars that stand in no bracket.
func split(text string) []string {
	if text == "" {
		return nil
	}
	var out []string
	depth, from := 0, 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case '|':
			if depth == 0 {
				out, from = append(out, text[from:i]), i+1
			}
		}
	}
	return append(out, text[from:])
}

// literals gives texts of which every match holds at least one; none where that is not known.
func literals(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		return []string{string(re.Rune)}
	case syntax.OpCapture, syntax.OpPlus:
		return literals(re.Sub[0])
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			one := literals(sub)
			if len(one) == 0 {
				return nil
			}
			all = append(all, one...)
		}
		return all
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if one := literals(sub); shortest(one) > shortest(best) {
				best = one
			}
		}
		return best
	}
	return nil
}

// shortest is the length of the shortest of some words; 0 for none.
func shortest(words []string) int {
	if len(words) == 0 {
		return 0
	}
	return len(slices.MinFunc(words, func(a, b string) int { return len(a) - len(b) }))
}
