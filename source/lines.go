package source

// This file finds the line of a card that a complaint is about, and the word that was perhaps meant.

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/agnivade/levenshtein"
)

// NoColumnError says that a file has no column of a name a card gives.
type NoColumnError struct {
	File, Column string
	There        []string
}

func (e *NoColumnError) Error() string {
	msg := fmt.Sprintf("%s: no column %q; there are %s", e.File, e.Column, few(e.There))
	if near := nearWord(e.Column, e.There); near != "" {
		msg += fmt.Sprintf(": did you mean %q?", near)
	}
	return msg
}

// spot is a place on a card: the nth of the blocks of a name (counted from 1), the nth of the blocks within it, the key there.
type spot struct {
	block string // file, series, table; empty: above all blocks
	n     int
	inner string // variable, column
	m     int
	key   string // the word before the equals sign; empty: the head of the block
}

// spotError is what is wrong with a card, and where.
type spotError struct {
	at  spot
	err error
}

func (e *spotError) Error() string { return e.err.Error() }
func (e *spotError) Unwrap() error { return e.err }

// at says where on a card an error stands. What an error says already stays.
func at(s spot, err error) error {
	var known *spotError
	if err == nil || errors.As(err, &known) {
		return err
	}
	return &spotError{s, err}
}

var (
	blockHead = regexp.MustCompile(`^\s*\[\[?\s*([A-Za-z0-9_.-]+)\s*\]\]?`)
	keyHead   = regexp.MustCompile(`^\s*"?([A-Za-z0-9_-]+)"?\s*=`)
)

// line gives the line of a spot, or the nearest one above it: its block's head.
func (s spot) line(text string) int {
	outer, inner, found := 0, 0, 1
	here := s.block == ""
	for i, line := range strings.Split(text, "\n") {
		if m := blockHead.FindStringSubmatch(line); m != nil {
			name := m[1]
			switch {
			case s.block == "":
				return found
			case name == s.block:
				outer, inner = outer+1, 0
				here = outer == s.n && s.inner == ""
			case name == s.block+"."+s.inner:
				inner++
				here = outer == s.n && inner == s.m
			default:
				here = false
			}
			if here || outer == s.n && name == s.block {
				found = i + 1
			}
			continue
		}
		if m := keyHead.FindStringSubmatch(line); here && m != nil && m[1] == s.key {
			return i + 1
		}
	}
	return found
}

// LineOf finds the line of a card on which a text stands between quotes; 0 where it does not.
func LineOf(card, quoted string) int {
	for i, line := range strings.Split(card, "\n") {
		line, _, _ = strings.Cut(line, " #")
		if strings.Contains(line, toTOML(quoted)) {
			return i + 1
		}
	}
	return 0
}

// lineOf finds the line on which a key that no card has stands: in a block of its path, else the first that sets its last part.
func lineOf(text string, k toml.Key) int {
	word, block := k[len(k)-1], strings.Join(k[:len(k)-1], ".")
	sets := regexp.MustCompile(`(?:^|[{,\s"'\[.])` + regexp.QuoteMeta(word) + `["']?\s*(?:=|\.|\]|$)`)
	first, now := 0, ""
	for i, line := range strings.Split(text, "\n") {
		if m := blockHead.FindStringSubmatch(line); m != nil {
			now = m[1]
		}
		plain, _, _ := strings.Cut(line, "#")
		if !sets.MatchString(plain) {
			continue
		}
		if now == block || now == strings.Join(k, ".") || strings.HasPrefix(block, now+".") && now != "" {
			return i + 1
		}
		if first == 0 {
			first = i + 1
		}
	}
	return max(first, 1)
}

// meant says which word of a card was perhaps meant by one that no card has.
func meant(k toml.Key) string {
	t := reflect.TypeFor[Card]()
	for _, part := range k[:len(k)-1] {
		next, ok := wordsOf(t)[part]
		if !ok {
			return ""
		}
		t = next
	}
	var words []string
	for w := range wordsOf(t) {
		words = append(words, w)
	}
	slices.Sort(words)
	if near := nearWord(k[len(k)-1], words); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}

// wordsOf gives the words a part of a card may have, with what stands under each.
func wordsOf(t reflect.Type) map[string]reflect.Type {
	out := map[string]reflect.Type{}
	if t.Kind() != reflect.Struct {
		return out
	}
	for _, f := range reflect.VisibleFields(t) {
		if tag := f.Tag.Get("toml"); tag != "" && tag != "-" && f.IsExported() {
			of := f.Type
			if of.Kind() == reflect.Slice {
				of = of.Elem()
			}
			out[tag] = of
		}
	}
	return out
}

// nearWord gives the word nearest to one, where one is near: two letters off at most, and not half of it.
func nearWord(word string, words []string) string {
	best, least := "", 1+min(2, len(word)/2)
	if len(word) > longText {
		return ""
	}
	for _, w := range words[:min(len(words), 2000)] {
		if d := levenshtein.ComputeDistance(strings.ToLower(w), strings.ToLower(word)); d < least {
			best, least = w, d
		}
	}
	return best
}
