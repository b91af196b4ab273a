package formula

// This file cuts the text of a formula into words, numbers, texts and signs, each with its place.

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

type kind uint8

const (
	tokEnd kind = iota
	tokName
	tokNumber
	tokText
	tokMissing // .a to .z
	tokSign
)

// token is one piece: its text (a name or text without its quotes), where it begins and ends in bytes, and its number.
type token struct {
	kind   kind
	text   string
	quoted bool // a name in backquotes, which is never a word of the language
	num    float64
	at     int
	end    int
}

// signs are tried in this order, the longer ones first.
var signs = []string{"==", "!=", "<>", "<=", ">=", "&&", "||", "..", "+", "-", "*", "/", "^", "=", "<", ">", "!", "(", ")", ","}

// lex cuts a text; the last token is the end.
func lex(text string) ([]token, error) {
	if len(text) > MaxText {
		return nil, &Error{Text: text[:80], What: "the formula has " + strconv.Itoa(len(text)) + " bytes, more than " + strconv.Itoa(MaxText)}
	}
	if !utf8.ValidString(text) {
		return nil, &Error{Text: strings.ToValidUTF8(text, "?"), What: "the formula is not UTF-8 text"}
	}
	var out []token
	for at := 0; ; {
		at += len(text[at:]) - len(strings.TrimLeftFunc(text[at:], unicode.IsSpace))
		if at == len(text) {
			return append(out, token{kind: tokEnd, at: at, end: at}), nil
		}
		t, err := next(text, at)
		if err != nil {
			return nil, err
		}
		out = append(out, t)
		at = t.end
	}
}

// next reads the token that begins at a place.
func next(text string, at int) (token, error) {
	rest := text[at:]
	r, _ := utf8.DecodeRuneInString(rest)
	switch {
	case r == '"' || r == '\'' || r == '`':
		return quoted(text, at)
	case isDigit(rest, 0) || r == '.' && isDigit(rest, 1):
		return number(text, at)
	case r == '.' && len(rest) > 1 && 'a' <= rest[1] && rest[1] <= 'z' && nameLen(rest[1:]) == 1:
		return token{kind: tokMissing, text: rest[:2], num: float64(rest[1] - 'a' + 1), at: at, end: at + 2}, nil
	case r == '_' || unicode.IsLetter(r):
		n := nameLen(rest)
		return token{kind: tokName, text: rest[:n], at: at, end: at + n}, nil
	}
	for _, s := range signs {
		if strings.HasPrefix(rest, s) {
			return token{kind: tokSign, text: s, at: at, end: at + len(s)}, nil
		}
	}
	return token{}, &Error{Text: text, At: at, What: "the character " + strconv.QuoteRune(r) + " has no meaning here" + insteadOf(r)}
}

// insteadOf says what to write for signs that other languages have.
func insteadOf(r rune) string {
	switch r {
	case '&', '|':
		return ": write and, or"
	case '≤', '≥', '≠':
		return ": write <=, >= or !="
	case '[', ']', '{', '}':
		return ": use round brackets"
	case '$', '%', '@', '#':
		return ": a name with such a character stands in backquotes, `like this`"
	}
	return ""
}

func isDigit(s string, i int) bool { return i < len(s) && '0' <= s[i] && s[i] <= '9' }

// nameLen is the length of the name at the start of s: letters, digits, _ and single dots between them.
func nameLen(s string) int {
	for i, r := range s {
		if r == '.' {
			if after, _ := utf8.DecodeRuneInString(s[i+1:]); after == '_' || unicode.IsLetter(after) || unicode.IsDigit(after) {
				continue
			}
			return i
		}
		if r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			return i
		}
	}
	return len(s)
}

// number reads 12, 1.5, .5 and 1e6. Two dots after it are a range.
func number(text string, at int) (token, error) {
	i := at
	digits := func() {
		for isDigit(text, i) {
			i++
		}
	}
	digits()
	if i < len(text) && text[i] == '.' && isDigit(text, i+1) {
		i++
		digits()
	}
	if i < len(text) && (text[i] == 'e' || text[i] == 'E') {
		j := i + 1
		if j < len(text) && (text[j] == '-' || text[j] == '+') {
			j++
		}
		if isDigit(text, j) {
			i = j
			digits()
		}
	}
	if n := nameLen(text[i:]); n > 0 {
		return token{}, &Error{Text: text, At: at, What: "a name cannot begin with a digit: " + strconv.Quote(text[at:i+n]) + "; put it in backquotes, or a sign between number and name"}
	}
	x, err := strconv.ParseFloat(text[at:i], 64)
	if err != nil {
		return token{}, &Error{Text: text, At: at, What: "the number " + text[at:i] + " is too large"}
	}
	return token{kind: tokNumber, text: text[at:i], num: x, at: at, end: i}, nil
}

// quoted reads a text in " or ', or a name in backquotes. The quote is doubled to stand inside.
func quoted(text string, at int) (token, error) {
	q := text[at]
	var b strings.Builder
	for i := at + 1; i < len(text); i++ {
		if text[i] != q {
			b.WriteByte(text[i])
			continue
		}
		if i+1 < len(text) && text[i+1] == q {
			b.WriteByte(q)
			i++
			continue
		}
		t := token{kind: tokText, text: b.String(), at: at, end: i + 1}
		if q == '`' {
			t.kind, t.quoted = tokName, true
			if t.text == "" {
				return t, &Error{Text: text, At: at, What: "a name is empty"}
			}
		}
		return t, nil
	}
	return token{}, &Error{Text: text, At: at, What: "the quote " + string(q) + " is not closed"}
}
