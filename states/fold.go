package states

// Folding: one spelling for the ways people type a name, whatever the case, accents, points and hyphens.

import (
	"strings"
	"unicode"
)

// plain gives the letters without accents that stand for the accented ones names of states use.
var plain = func() map[rune]string {
	m := map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th", '&': "and"}
	for base, marked := range map[string]string{
		"a": "àáâãäåāăąǎả", "c": "çćĉċč", "d": "ďđð", "e": "èéêëēĕėęěẽ", "g": "ĝğġģ", "h": "ĥħ", "i": "ìíîïĩīĭįı",
		"j": "ĵ", "k": "ķ", "l": "ĺļľŀł", "n": "ñńņňŉ", "o": "òóôõöøōŏőơ", "r": "ŕŗř", "s": "śŝşšș", "t": "ţťŧț",
		"u": "ùúûüũūŭůűųư", "w": "ŵ", "y": "ýÿŷ", "z": "źżž",
	} {
		for _, r := range marked {
			m[r] = base
		}
	}
	return m
}()

// fold lowers a name, drops accents, points, commas, brackets and apostrophes, turns hyphens into blanks, "&" into "and"
// and "st" into "saint", and leaves out a leading "the".
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		r = unicode.ToLower(r)
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == ':':
			b.WriteRune(r)
		case plain[r] != "":
			b.WriteString(plain[r])
		case unicode.IsSpace(r) || r == '-' || r == '_' || r == '/' || '\u2010' <= r && r <= '\u2015':
			b.WriteByte(' ')
		case r > 127 && unicode.IsLetter(r):
			b.WriteRune(r)
		}
	}
	words := strings.Fields(b.String())
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	for i, w := range words {
		if w == "st" {
			words[i] = "saint"
		}
	}
	return strings.Join(words, " ")
}
