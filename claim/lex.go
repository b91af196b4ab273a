package claim

// This file cuts a claim's text into words, strings and marks, each with its place for the errors.

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

type tokenKind uint8

const (
	wordToken   tokenKind = iota // trade.turnover, CHN, 240e9, 1979-01-01, non-aggression
	stringToken                  // "developing countries", unquoted in text
	markToken                    // ( ) , +
	endToken
)

type token struct {
	kind tokenKind
	text string
	at   int // byte offset
}

// Error is a fault in the text of a claim, with the byte it lies at (0-based) and what would be right there.
type Error struct {
	Text string // the claim as given
	At   int
	Why  string
}

// Error says what is wrong and where; the column is counted in characters from 1.
func (e *Error) Error() string {
	return fmt.Sprintf("claim, character %d: %s", utf8.RuneCountInString(e.Text[:e.At])+1, e.Why)
}

// lex cuts the text. It fails on a character that belongs to no token and on a string that is not closed.
func lex(text string) ([]token, error) {
	var tokens []token
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			i++
		case strings.IndexByte("(),+", c) >= 0:
			tokens = append(tokens, token{markToken, text[i : i+1], i})
			i++
		case c == '"':
			s, n := unquote(text[i:])
			if n == 0 {
				return nil, &Error{text, i, "this quotation is not closed"}
			}
			tokens = append(tokens, token{stringToken, s, i})
			i += n
		case wordByte(c):
			n := 1
			for i+n < len(text) && wordByte(text[i+n]) {
				n++
			}
			tokens = append(tokens, token{wordToken, text[i : i+n], i})
			i += n
		default:
			r, _ := utf8.DecodeRuneInString(text[i:])
			return nil, &Error{text, i, fmt.Sprintf("%q has no meaning in a claim (names with other characters stand in double quotes)", r)}
		}
	}
	return append(tokens, token{endToken, "", len(text)}), nil
}

func wordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("._:-", c) >= 0
}

// unquote reads a quoted string at the head of s; a backslash keeps the character after it. n is 0 where it never ends.
func unquote(s string) (text string, n int) {
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '"':
			return b.String(), i + 1
		case '\\':
			i++
			if i == len(s) {
				return "", 0
			}
		}
		b.WriteByte(s[i])
	}
	return "", 0
}

// quote writes a string so that unquote reads it back.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// name writes a word as it is where it is one word, else in quotes.
func name(s string) string {
	for i := 0; i < len(s); i++ {
		if !wordByte(s[i]) {
			return quote(s)
		}
	}
	if s == "" || reserved[s] {
		return quote(s)
	}
	return s
}

// reserved are the words that would be read as a part of the sentence.
var reserved = map[string]bool{"treaty": true, "group": true}
