package states

// Reading a state as people type it: a name in any spelling, a code, a demonym, a capital.

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"comity"
)

// Warning says what a reader should know of an answer that is not plainly what was asked. It is data, shown with the answer.
type Warning struct {
	Kind string // collision, taken, name, language, other, member, seat
	Text string

	Others []comity.State // of kind other: the states that bear the name within theirs
}

func (w Warning) String() string { return w.Text }

// Parse reads a state as people type it, as of a day (comity.NoDay: no day in particular). It takes names, former names and
// their spellings, abbreviations, demonyms, capitals, three letters (ISO alpha-3, withdrawn ones included), numbers (of the
// system) and prefixed codes ("cow:AUH", "gw:260", "iso:710", "iso:CH"), without regard to case, accents and points.
//
// The answer is a key, with warnings where the text could mislead (a code another scheme uses for another state, a name
// not yet or no longer borne, an entity the system does not count). Else the error is an *UnknownError with suggestions, an
// *AmbiguousError with the candidates, or an *AbsentError: the state is in the system, but not on the day.
func Parse(text string, sys comity.System, on comity.Day) (comity.State, []Warning, error) {
	p := parser{text: strings.TrimSpace(text), sys: sys, on: on}
	s, err := p.read()
	if err != nil {
		return comity.NoState, nil, err
	}
	return s, p.warnings, nil
}

// ParseQuick reads a state as Parse does, without warnings and suggestions: for tables of many names, where nobody would read
// them. An error says only that the text names nobody, several, or somebody not there on the day.
func ParseQuick(text string, sys comity.System, on comity.Day) (comity.State, error) {
	p := parser{text: strings.TrimSpace(text), sys: sys, on: on, quick: true}
	return p.read()
}

// parser carries one reading: what was asked, and the warnings so far.
type parser struct {
	text     string
	sys      comity.System
	on       comity.Day
	warnings []Warning
	quick    bool // nobody reads warnings and suggestions
}

// suggest gives names near a text, where somebody reads them.
func (p *parser) suggest() []Suggestion {
	if p.quick {
		return nil
	}
	return suggest(p.text)
}

func (p *parser) warn(kind, format string, args ...any) {
	p.warnings = append(p.warnings, Warning{Kind: kind, Text: fmt.Sprintf(format, args...)})
}

const longestName = 120 // bytes; a longer text is no state's name

func (p *parser) read() (comity.State, error) {
	if p.text == "" || len(p.text) > longestName {
		return 0, &UnknownError{Text: clip(p.text)}
	}
	if scheme, code, ok := strings.Cut(p.text, ":"); ok {
		return p.prefixed(strings.ToLower(scheme), strings.TrimSpace(code))
	}
	if n, err := strconv.ParseInt(p.text, 10, 16); err == nil {
		return p.bareNumber(int16(n))
	}
	if len(p.text) == 3 {
		if rows := iso().alpha3[strings.ToUpper(p.text)]; rows != nil {
			return p.bareLetters(strings.ToUpper(p.text))
		}
	}
	return p.name()
}

// MayRead says whether Parse may find a state for a text, without looking for what an unknown one is like. What it refuses Parse
// does not know.
func MayRead(text string) bool {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > longestName {
		return false
	}
	_, err := strconv.ParseInt(text, 10, 16)
	if err == nil || strings.Contains(text, ":") || len(text) == 3 && iso().alpha3[strings.ToUpper(text)] != nil {
		return true
	}
	bare, _ := strings.CutSuffix(strings.ReplaceAll(text, "’", "'"), "'s")
	for _, f := range []string{fold(text), fold(bare)} {
		if f != "" && (spellings()[f] != nil || foreign()[f] != nil) {
			return true
		}
	}
	return written(text) != nil
}

// prefixed reads scheme:code.
func (p *parser) prefixed(scheme, code string) (comity.State, error) {
	var tries []Scheme
	switch scheme {
	case "cow":
		tries = []Scheme{SchemeCOW, SchemeCOWLetters}
	case "gw":
		tries = []Scheme{SchemeGW}
		if _, err := strconv.Atoi(code); err == nil {
			break
		}
		if s, ok := FromID("gw:" + strings.ToUpper(code)); ok {
			return p.present(s)
		}
	case "iso":
		tries = []Scheme{SchemeISO3, SchemeISO2, SchemeISON}
	case "iso2", "iso3", "ison", "cowc":
		tries = []Scheme{Scheme(scheme)}
	case "key":
		if s, ok := FromID("key:" + code); ok {
			return p.present(s)
		}
	}
	for _, sc := range tries {
		for _, day := range []comity.Day{p.on, comity.NoDay} {
			if found := Codes(code, sc, day); len(found) > 0 {
				return p.pick(found)
			}
		}
	}
	return 0, &UnknownError{Text: p.text, Suggestions: p.suggest()}
}

// pick answers with the one state of several that a code has named: the one present on the day, else the latest.
func (p *parser) pick(found []comity.State) (comity.State, error) {
	for _, s := range found {
		if p.on != comity.NoDay && Is(p.sys, s, p.on) {
			return s, nil
		}
	}
	if len(found) == 1 {
		return p.present(found[0])
	}
	slices.SortFunc(found, func(a, b comity.State) int { return cmp.Compare(end(b), end(a)) })
	return p.present(found[0])
}

// end is the last day of a state in any system.
func end(s comity.State) comity.Day {
	last := comity.NoDay
	for _, sys := range []comity.System{comity.COW, comity.GW, comity.UN} {
		for _, span := range Alive(sys, s) {
			last = max(last, span.To)
		}
	}
	return last
}

// bareNumber reads a number of the current system.
func (p *parser) bareNumber(n int16) (comity.State, error) {
	s := Key(p.sys, n, p.on)
	if s == comity.NoState {
		s = Key(p.sys, n, comity.NoDay)
	}
	other := Codes(pad3(int(n)), SchemeISON, comity.NoDay)
	if s == comity.NoState {
		e := &UnknownError{Text: p.text, Number: p.sys.String()}
		for _, o := range other {
			e.Suggestions = append(e.Suggestions, suggestion(o, "iso:"+pad3(int(n))))
		}
		return 0, e
	}
	if len(other) > 0 && !slices.Contains(other, s) {
		p.warn("collision", "%d is read as the %s number of %s; as an ISO number (iso:%s) it is %s",
			n, strings.ToUpper(p.sys.String()), Name(s, p.on), pad3(int(n)), Name(other[len(other)-1], p.on))
	}
	return p.present(s)
}

// bareLetters reads an ISO alpha-3 code.
func (p *parser) bareLetters(code string) (comity.State, error) {
	s, _ := FromIDOn(code, p.on)
	for _, o := range Codes(code, SchemeCOWLetters, comity.NoDay) {
		if o != s && ID(o, comity.NoDay) != code {
			p.warn("collision", "%s is read as the ISO code of %s; as Correlates of War letters (cow:%s) it is %s",
				code, Name(s, p.on), code, Name(o, p.on))
		}
	}
	if p.on != comity.NoDay && ID(s, p.on) != code && Is(p.sys, s, p.on) {
		p.warn("name", "%s on %v is %s (%s)", code, p.on, Name(s, p.on), label(s, p.on))
	}
	return p.present(s)
}

// present checks that the state is there on the day, or says what is.
func (p *parser) present(s comity.State) (comity.State, error) {
	if p.on != comity.NoDay && Is(p.sys, s, p.on) || p.on == comity.NoDay && len(Alive(p.sys, s)) > 0 {
		return s, nil
	}
	if p.sys == comity.UN && s == 710 && Is(p.sys, 713, p.on) {
		p.warn("seat", "the seat of China in the United Nations was held by the Republic of China (COW 713) to 1971-10-24")
		return 713, nil
	}
	if t, ok := At(p.sys, s, p.on); ok && p.on != comity.NoDay && s != 713 {
		p.warn("name", "on %v %s stands for %s (%s)", p.on, Name(s, comity.NoDay), Name(t, p.on), label(t, p.on))
		return t, nil
	}
	if spans := Alive(p.sys, s); len(spans) > 0 {
		return 0, &AbsentError{State: s, System: p.sys, On: p.on, Spans: spans}
	}
	p.warn("member", "%s is not in the %s list of states", Name(s, p.on), strings.ToUpper(p.sys.String()))
	return s, nil
}

// spellings is names.tsv by folded text, and the lists' own names where they are spelled otherwise ("Iran (Persia)").
var spellings = sync.OnceValue(func() map[string][]*nameRow {
	m := make(map[string][]*nameRow, len(names().rows))
	for i := range names().rows {
		r := &names().rows[i]
		f := fold(r.text)
		m[f] = append(m[f], r)
	}
	for _, sys := range []comity.System{comity.COW, comity.GW} {
		for _, s := range Spells(sys) {
			if f := fold(s.Name); m[f] == nil {
				m[f] = []*nameRow{{held{s.State, comity.Always}, "variant", s.Name, true}}
			}
		}
	}
	return m
})

// name reads a name, demonym or capital.
func (p *parser) name() (comity.State, error) {
	folded := fold(p.text)
	found := spellings()[folded]
	if found == nil {
		if t, ok := strings.CutSuffix(strings.ReplaceAll(p.text, "’", "'"), "'s"); ok {
			found = spellings()[fold(t)]
		}
	}
	if found == nil {
		found = written(p.text)
	}
	abroad := found == nil && folded != ""
	if abroad {
		found = foreign()[folded]
	}
	if found == nil {
		return 0, &UnknownError{Text: p.text, Suggestions: p.suggest()}
	}
	if keys := p.either(found); len(keys) > 1 {
		return 0, &AmbiguousError{Text: p.text, On: p.on, Candidates: keys}
	}
	best := p.best(found)
	if len(best) > 1 {
		return 0, &AmbiguousError{Text: p.text, On: p.on, Candidates: keysOf(best)}
	}
	s, err := p.present(best[0].key)
	if err == nil && abroad {
		p.warn("language", "%s is read as the %s name of %s (%s)", p.text, language(best[0].key, p.text), Name(s, p.on), label(s, p.on))
	} else if err == nil {
		p.explain(s, best[0])
	}
	return s, err
}

// either gives the states a name that must be told apart may mean on the day.
func (p *parser) either(found []*nameRow) []comity.State {
	var keys []comity.State
	for _, r := range found {
		dated := r.span != comity.Always
		if r.kind != "either" || dated && !(p.on != comity.NoDay && r.span.Has(p.on)) {
			continue
		}
		if p.on == comity.NoDay || Is(p.sys, r.key, p.on) {
			keys = append(keys, r.key)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// best gives the lines that fit best, one a state: present on the day before absent, bearing the name then before not, open
// before ended, names proper before what stands for them.
func (p *parser) best(found []*nameRow) []*nameRow {
	rank := func(r *nameRow) int {
		n := slices.Index([]string{"short", "formal", "abbrev", "variant", "either", "prefix", "demonym", "capital", "government"}, r.kind)
		if r.kind == "formal" || r.kind == "abbrev" || r.kind == "variant" {
			n = 1
		}
		if p.on == comity.NoDay {
			if r.span.To != comity.Forever {
				n += 20
			}
			return n
		}
		if _, ok := At(p.sys, r.key, p.on); !ok {
			n += 40
		}
		if !r.span.Has(p.on) {
			n += 20
		}
		return n
	}
	var best []*nameRow
	for _, r := range found {
		switch {
		case len(best) == 0 || rank(r) < rank(best[0]):
			best = []*nameRow{r}
		case rank(r) == rank(best[0]) && !slices.Contains(keysOf(best), r.key):
			best = append(best, r)
		}
	}
	return best
}

func keysOf(rows []*nameRow) []comity.State {
	var keys []comity.State
	for _, r := range rows {
		keys = append(keys, r.key)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// explain warns where the text is not the state's plain name on the day.
func (p *parser) explain(s comity.State, r *nameRow) {
	if p.quick {
		return
	}
	switch r.kind {
	case "capital", "government":
		p.warn("taken", "%s is taken as %s (%s)", p.text, Name(s, p.on), label(s, p.on))
	case "short", "formal", "variant", "abbrev":
		if p.on != comity.NoDay && !r.span.Has(p.on) && s == r.key {
			p.warn("name", "%s on %v is %s (%s)", r.text, p.on, Name(s, p.on), label(s, p.on))
		}
	}
	if s == 678 && r.text == "Yemen" && p.on != comity.NoDay && Is(p.sys, 680, p.on) {
		p.warn("other", "Yemen is read as the Yemen Arab Republic (COW 678); South Yemen is COW 680")
	}
	if r.kind == "short" && s == r.key {
		p.others(s, r.text)
	}
}

// others warns where further members of the system bear the whole name within theirs (Guinea: Guinea-Bissau …).
func (p *parser) others(s comity.State, text string) {
	var also []string
	var keys []comity.State
	for i := range names().rows {
		r := &names().rows[i]
		if r.kind != "short" || r.key == s || !hasWord(r.text, text) || r.text == text || !p.there(r) {
			continue
		}
		also, keys = append(also, r.text), append(keys, r.key)
	}
	if len(also) > 0 {
		p.warn("other", "%s is read as %s (%s); write %s for another", text, Formal(s, p.on), label(s, p.on), strings.Join(also, ", "))
		p.warnings[len(p.warnings)-1].Others = keys
	}
}

// there says whether a state bears the name on the day asked for, or still.
func (p *parser) there(r *nameRow) bool {
	if len(Alive(p.sys, r.key)) == 0 {
		return false
	}
	if p.on == comity.NoDay {
		return r.span.To == comity.Forever
	}
	return r.span.Has(p.on) && Is(p.sys, r.key, p.on)
}

// hasWord says whether a name holds a word, alone between blanks or hyphens.
func hasWord(name, word string) bool {
	return strings.Contains(" "+strings.ReplaceAll(name, "-", " ")+" ", " "+word+" ")
}
