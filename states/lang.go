package states

// This file is the names of states in the other official languages of the United Nations, by date. They are read when they
// are typed; running text is read in English only.

import (
	"slices"
	"sync"

	"comity"
)

// Languages gives the codes of the official languages of the United Nations: ar, en, es, fr, ru, zh.
func Languages() []string { return []string{"ar", "en", "es", "fr", "ru", "zh"} }

// languages are their names, for warnings.
var languages = map[string]string{"ar": "Arabic", "es": "Spanish", "fr": "French", "ru": "Russian", "zh": "Chinese"}

// language gives the language in which a text is a name of a state.
func language(s comity.State, text string) string {
	folded := fold(text)
	for _, r := range langNames()[s] {
		if fold(r.text) == folded {
			return languages[r.lang]
		}
	}
	return ""
}

// langName is a line of langnames.tsv.
type langName struct {
	nameRow
	lang string
}

// langNames is langnames.tsv by key.
var langNames = sync.OnceValue(func() map[comity.State][]*langName {
	table := rows("langnames.tsv", langNamesTable)
	all := make([]langName, len(table))
	m := make(map[comity.State][]*langName, 300)
	for i, f := range table {
		all[i] = langName{nameRow{held{comity.State(number(f[0])), span(f[4], f[5])}, f[2], f[3], true}, f[1]}
		r := &all[i]
		if r.kind == "un" {
			r.kind = "formal"
		}
		m[r.key] = append(m[r.key], r)
	}
	return m
})

// foreign is langnames.tsv by folded text, one line a state and span.
var foreign = sync.OnceValue(func() map[string][]*nameRow {
	m := map[string][]*nameRow{}
	for _, list := range langNames() {
		for _, r := range list {
			text := fold(r.text)
			if !slices.ContainsFunc(m[text], func(o *nameRow) bool { return o.key == r.key && o.span == r.span }) {
				m[text] = append(m[text], &r.nameRow)
			}
		}
	}
	for _, list := range m {
		slices.SortStableFunc(list, func(a, b *nameRow) int { return int(a.key) - int(b.key) })
	}
	return m
})

// NameIn gives the short name of a state in a language (ar, en, es, fr, ru, zh) on a day, or "" where comity knows none that
// held then. With comity.NoDay it gives the latest.
func NameIn(s comity.State, lang string, on comity.Day) string {
	if lang == "en" {
		return Name(s, on)
	}
	var best *langName
	for _, r := range langNames()[s] {
		if r.lang != lang || r.kind != "short" || !at(r.span, on) {
			continue
		}
		if best == nil || on != comity.NoDay && r.span.From > best.span.From || on == comity.NoDay && r.span.To > best.span.To {
			best = r
		}
	}
	if best == nil {
		return ""
	}
	return best.text
}
