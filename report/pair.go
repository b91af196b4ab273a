package report

// This file is the page on a pair of states: what is known, by which source, and what is not.

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"comity"
	"comity/chart"
)

// Pair is the page on a pair of states.
type Pair struct {
	Comity     string      `json:"comity"`
	Record     string      `json:"record"`
	On         string      `json:"on"`
	Title      string      `json:"title"`
	States     []StateCard `json:"states"`
	Relations  []Fact      `json:"relations"`
	Treaties   []Treaty    `json:"treaties"`
	Groups     []Fact      `json:"joint_memberships"`
	Wars       []Fact      `json:"wars"`
	Vetoes     []Fact      `json:"vetoes"`
	Measures   []Measure   `json:"measures"`
	Principles []Test      `json:"principles"`
	Unknown    []string    `json:"not_known"`
	Warnings   []Note      `json:"warnings"`
	Sources    []Source    `json:"sources"`
}

// StateCard says who a state is and was.
type StateCard struct {
	ID      string   `json:"id"`
	COW     int      `json:"cow"`
	Name    string   `json:"name"`
	Formal  string   `json:"formal"`
	Member  []string `json:"member"`  // spans of membership by system
	History []string `json:"history"` // successions
}

// Fact is a dated fact of comity's own tables.
type Fact struct {
	When   string `json:"when"`
	Text   string `json:"text"`
	Source Ref    `json:"source"`
}

// Treaty is a treaty and its life.
type Treaty struct {
	ID          string   `json:"id"`
	Title       string   `json:"title"`
	Kind        string   `json:"kind"`
	Signed      string   `json:"signed"`
	InForce     string   `json:"in_force"`
	Extended    []string `json:"extended"`
	Ended       string   `json:"ended"`
	EndedHow    string   `json:"ended_how,omitempty"`
	Stage       string   `json:"stage"` // where it stood on the day asked for
	Obligations string   `json:"obligations"`
	Parties     int      `json:"parties"` // states that were party at any time
	Clauses     []string `json:"clauses"`
	Source      Ref      `json:"source"`
}

// Measure is a column of the pair over years, under one reading.
type Measure struct {
	Pillar     string   `json:"pillar"` // politics or economy
	Column     string   `json:"column"`
	Title      string   `json:"title"`
	Reading    string   `json:"reading"`
	Formula    string   `json:"formula,omitempty"`
	Unit       string   `json:"unit"`
	Who        []string `json:"who"`
	Points     []Point  `json:"points"`
	Rank       int      `json:"rank_of_latest"` // 1 is the highest of its own years
	Percentile *float64 `json:"percentile"`     // share of all pairs of the latest year at or below it
	Pairs      int      `json:"pairs,omitempty"`
	From       int      `json:"covers_from"`
	To         int      `json:"covers_to"`
	Source     Ref      `json:"source"`
}

// Point is a year's value, or why there is none.
type Point struct {
	Year    int      `json:"year"`
	Value   *float64 `json:"value"`
	Missing string   `json:"missing,omitempty"`
	N       int      `json:"n,omitempty"`
	Basis   string   `json:"basis,omitempty"`
	raw     float64
}

// NewPoint makes the point of a year.
func NewPoint(year int, x float64, n int, basis comity.Basis) Point {
	p := Point{Year: year, Value: number(x), N: n, raw: x}
	if p.Value == nil {
		p.Missing = comity.Why(x).String()
	} else if basis == comity.Recalled {
		p.Basis = basis.String()
	}
	return p
}

// Test is a declared principle tested plainly: a question with a factual answer.
type Test struct {
	Question string `json:"question"`
	Answer   string `json:"answer"`
	Source   Ref    `json:"source"`
}

// NewRef writes a place of origin for JSON.
func NewRef(r comity.Ref) Ref { return ref(r) }

// JSON gives the page as data.
func (p Pair) JSON() ([]byte, error) { return json.MarshalIndent(p, "", "  ") }

// latest is the last year with a value.
func (m Measure) latest() (Point, bool) {
	for i := len(m.Points) - 1; i >= 0; i-- {
		if m.Points[i].Value != nil {
			return m.Points[i], true
		}
	}
	return Point{}, false
}

// highest is the year of the highest value.
func (m Measure) highest() (best Point) {
	for _, p := range m.Points {
		if p.Value != nil && (best.Value == nil || *p.Value > *best.Value) {
			best = p
		}
	}
	return best
}

func (m Measure) known() (n int) {
	for _, p := range m.Points {
		if p.Value != nil {
			n++
		}
	}
	return n
}

// Document lays the page out.
func (p Pair) Document() Document {
	d := Document{Title: p.Title}
	d.Blocks = append(d.Blocks, Block{Lead: p.lead()})
	d.warn(p.Warnings)
	d.add("Who they are and were", p.who()...)
	d.add("Diplomatic relations", facts(p.Relations, "No event of their diplomatic relations is in comity's list; that does not mean there was none.")...)
	d.add("Treaties and alliances", p.treaties()...)
	d.add("Politics", p.politics()...)
	d.add("Economy", p.pillar("economy")...)
	d.add("Culture and society", Block{Paragraph: "Nothing on culture and society is in this record: no source on students, languages, migration or opinion is built. That is a gap of the record, not a finding."})
	d.add("Declared principles, tested plainly", p.tests()...)
	d.add("The pair among all pairs, and in its own past", p.places()...)
	d.add("Coverage and sources", p.coverage()...)
	d.Notes = append(d.Notes, fmt.Sprintf("comity %s, record %s, as of %s. Missing is never zero: a gap in a line is a year the source does not cover.", p.Comity, p.Record, p.On))
	d.Notes = append(d.Notes, sourceNotes(p.Sources)...)
	return d
}

// add puts a heading and its blocks into a document.
func (d *Document) add(heading string, blocks ...Block) {
	if len(blocks) > 0 {
		d.Blocks = append(append(d.Blocks, Block{Heading: heading}), blocks...)
	}
}

// lead says the latest figures in one paragraph: relations, treaties, wars, votes, trade.
func (p Pair) lead() string {
	var say []string
	if n := len(p.Relations); n > 0 {
		last := p.Relations[n-1]
		say = append(say, fmt.Sprintf("%s: %s%s", last.When, last.Text, last.Source.doubt()))
	}
	say = append(say, fmt.Sprintf("%s and %s in comity's lists", plural(len(p.Treaties), "treaty"), plural(len(p.Wars), "interstate war")))
	seen := map[string]bool{}
	for _, m := range p.Measures {
		last, ok := m.latest()
		if !ok || seen[m.Column] || last.Basis != "" || m.Column != "vote.agreement" && m.Column != "trade.turnover" {
			continue
		}
		seen[m.Column] = true
		say = append(say, fmt.Sprintf("%s: %s in %d%s, number %d of its %s, counted from the highest", upper(m.Title), comity.Show(*last.Value, m.Unit), last.Year, m.few(last), m.Rank, plural(m.known(), "year")))
	}
	return strings.Join(say, ". ") + "."
}

// fewSteps is how many successions a page shows unfolded.
const fewSteps = 3

func (p Pair) who() []Block {
	t := &Table{Header: []string{"", "id", "COW", "formal name", "member"}}
	for _, s := range p.States {
		t.Rows = append(t.Rows, []string{s.Name, s.ID, fmt.Sprint(s.COW), s.Formal, strings.Join(s.Member, "; ")})
	}
	out := []Block{{Table: t}}
	for _, s := range p.States {
		story := Block{Paragraph: s.Name + ": " + strings.Join(s.History, "; ") + "."}
		switch n := len(s.History); {
		case n > fewSteps:
			out = append(out, Block{Fold: &Fold{fmt.Sprintf("%d successions of %s", n, s.Name), []Block{story}}})
		case n > 0:
			out = append(out, story)
		}
	}
	return out
}

func facts(list []Fact, none string) []Block {
	if len(list) == 0 {
		if none == "" {
			return nil
		}
		return []Block{{Paragraph: none}}
	}
	t := &Table{Header: []string{"when", "what", "source"}}
	for _, f := range list {
		t.Rows = append(t.Rows, []string{f.When, f.Text, f.Source.words()})
	}
	return []Block{{Table: t}}
}

func (p Pair) treaties() []Block {
	if len(p.Treaties) == 0 {
		return []Block{{Paragraph: "No treaty of the two is in comity's list; that does not mean there is none."}}
	}
	var out []Block
	var wide []string
	t := &Table{Header: []string{"signed", "treaty", "life", "obligations", "source"}}
	for _, x := range p.Treaties {
		if x.Parties > 2 && x.Obligations == "none" {
			wide = append(wide, fmt.Sprintf("%s (%.4s)", x.Title, x.Signed))
			continue
		}
		t.Rows = append(t.Rows, []string{x.Signed, x.Title, orDash(x.life()), orDash(x.Obligations), x.Source.words()})
	}
	if len(t.Rows) > 0 {
		out = append(out, Block{Table: t})
	}
	if len(wide) > 0 {
		say := fmt.Sprintf("Both are, or were, party to %s of the list without alliance obligations", plural(len(wide), "wider treaty"))
		out = append(out, Block{Fold: &Fold{say, []Block{{Paragraph: say + ": " + strings.Join(wide, "; ") + "."}}}})
	}
	return out
}

// life is what became of a treaty after it was signed.
func (x Treaty) life() string {
	var life []string
	if x.InForce != "" {
		life = append(life, "in force "+x.InForce)
	}
	if len(x.Extended) > 0 {
		life = append(life, "extended "+strings.Join(x.Extended, ", "))
	}
	if end := strings.TrimSpace(x.EndedHow + " " + x.Ended); end != "" {
		life = append(life, end)
	}
	return strings.Join(life, "; ")
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func (p Pair) politics() []Block {
	out := p.pillar("politics")
	section := func(label string, list []Fact) {
		blocks := facts(list, label+": none.")
		if t := blocks[0].Table; t != nil {
			t.Caption = label
		}
		out = append(out, blocks...)
	}
	section("Interstate wars with the two on opposite sides, in comity's list (1816 on, 1,000 battle deaths)", p.Wars)
	if len(p.Vetoes) > 0 {
		section("Vetoes in the Security Council", p.Vetoes)
	}
	var names []string
	for _, g := range p.Groups {
		names = append(names, fmt.Sprintf("%s (%s)", g.Text, g.When))
	}
	if len(names) > 0 {
		out = append(out, Block{Paragraph: fmt.Sprintf("Both belong to %d organisations and blocs of comity's table, since the day given: %s.", len(names), strings.Join(names, ", "))})
	}
	return out
}

// pillar charts the measures of a pillar, those of one column together, and marks them in one line each.
func (p Pair) pillar(name string) []Block {
	var out []Block
	for i := 0; i < len(p.Measures); {
		j := i + 1
		for j < len(p.Measures) && p.Measures[j].Column == p.Measures[i].Column {
			j++
		}
		if p.Measures[i].Pillar == name {
			out = append(out, charted(p.Measures[i:j])...)
		}
		i = j
	}
	if len(out) == 0 {
		out = append(out, Block{Paragraph: "No source of this record covers it."})
	}
	return out
}

// sparkYears is how many years a line in the terminal shows.
const sparkYears = 32

// spark marks the last years of a measure; what is said beside the finding tells it from the others.
func (m Measure) spark(name string) *Spark {
	last, ok := m.latest()
	if !ok {
		return &Spark{Note: "not covered; " + name}
	}
	var values []float64
	for _, p := range m.Points {
		if p.Year > last.Year-sparkYears && p.Year <= last.Year {
			values = append(values, p.raw)
		}
	}
	return &Spark{Marks: chart.Spark(values), Note: m.finding() + "; " + name}
}

// finding says the latest value, and how high it stands in the measure's own years.
func (m Measure) finding() string {
	last, ok := m.latest()
	if !ok {
		return "not covered"
	}
	text := fmt.Sprintf("%s in %d", comity.Show(*last.Value, m.Unit), last.Year) + m.few(last)
	if last.Basis != "" {
		text += " " + unverified
	}
	high := m.highest()
	switch {
	case m.known() == 1:
		return text + ", the only year known"
	case *high.Value == *last.Value:
		return text + fmt.Sprintf(", the highest of %s", plural(m.known(), "year"))
	}
	return text + fmt.Sprintf(", highest %s in %d", comity.Show(*high.Value, m.Unit), high.Year) + m.few(high)
}

// fewN is below what number of observations a value is shown with it.
const fewN = 10

// few says on how few observations a value rests, where others of its measure rest on more.
func (m Measure) few(p Point) string {
	usual := slices.ContainsFunc(m.Points, func(o Point) bool { return o.N >= fewN })
	if p.N == 0 || p.N >= fewN || !usual {
		return ""
	}
	return fmt.Sprintf(" (n = %d)", p.N)
}

// charted draws the readings of one column, for each order of the two, and marks each in a line. The title of the chart
// says the finding in numbers.
func charted(list []Measure) []Block {
	c := &chart.Line{Unit: list[0].Unit}
	var titles, alts, sources []string
	for _, m := range headed(list) {
		titles = append(titles, m.Title+": "+m.finding())
		alts = append(alts, fmt.Sprintf("%s, %d to %d: %s.", upper(m.Title), m.From, m.To, m.finding()))
	}
	c.Title = upper(strings.Join(titles, "; "))
	c.Alt = fmt.Sprintf("Line chart of %s. %s", plural(len(list), "line"), strings.Join(alts, " "))
	names, shared := namesOf(list)
	c.Note = sentence(shared) + formula(list)
	out := []Block{{Chart: c}}
	for i, m := range list {
		s := chart.Series{Name: names[i]}
		if last, ok := m.latest(); ok && last.Basis != "" {
			s.Name += " " + unverified
		}
		for _, p := range m.Points {
			if comity.Why(p.raw) == comity.NotApplicable {
				continue // no gap: there was nothing to know
			}
			s.Years, s.Values = append(s.Years, p.Year), append(s.Values, p.raw)
		}
		c.Series = append(c.Series, s)
		if w := strings.TrimSpace(m.Source.ID + " " + m.Source.Edition); !slices.Contains(sources, w) {
			sources = append(sources, w)
		}
		out = append(out, Block{Spark: m.spark(names[i])})
	}
	if shared != "" {
		out = append(out, Block{Spark: &Spark{Note: "all of them: " + shared}})
	}
	c.Source = "Source: " + strings.Join(sources, "; ")
	return out
}

// headed are the measures a title speaks of: of each order of the two the first whose latest value is verified.
func headed(list []Measure) []Measure {
	var out []Measure
	for i, m := range list {
		if i > 0 && slices.Equal(m.Who, list[i-1].Who) {
			continue
		}
		for _, o := range list[i:] {
			if last, ok := o.latest(); ok && last.Basis == "" && slices.Equal(o.Who, m.Who) {
				m = o
				break
			}
		}
		out = append(out, m)
	}
	return out
}

// namesOf tells the lines of a chart apart: by what they show where that differs, and by their reading, without what all
// readings say; that is given apart.
func namesOf(list []Measure) (names []string, shared string) {
	titles, readings := map[string]bool{}, map[string]bool{}
	for _, m := range list {
		titles[m.Title], readings[m.Reading] = true, true
	}
	if len(list) > 1 {
		shared = commonEnd(list)
	}
	for _, m := range list {
		name := strings.TrimSuffix(strings.TrimSuffix(m.Reading, shared), "; ")
		switch {
		case len(titles) > 1 && name == "":
			name = m.Title
		case len(titles) > 1:
			name = m.Title + ", " + name
		}
		names = append(names, name)
	}
	return names, shared
}

// commonEnd is what stands at the end of every reading, from a semicolon on, or the reading where there is but one.
func commonEnd(list []Measure) string {
	end := list[0].Reading
	for _, m := range list[1:] {
		if m.Reading != end && !strings.HasSuffix(m.Reading, "; "+end) {
			var found bool
			if _, end, found = strings.Cut(end, "; "); !found {
				return ""
			}
		}
	}
	for _, m := range list {
		if !strings.HasSuffix(m.Reading, end) {
			return ""
		}
	}
	return end
}

// formula is how a column is computed, and which of the two is A and B where it says so.
func formula(list []Measure) string {
	first, last := list[0], list[len(list)-1]
	text := sentence(first.Formula)
	if len(first.Who) == 2 && slices.Equal(first.Who, last.Who) && strings.Contains(text, " A ") {
		text += fmt.Sprintf("A is %s, B %s. ", first.Who[0], first.Who[1])
	}
	return text
}

// sentence makes a text a sentence, with a space after it.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	return upper(strings.TrimSuffix(s, ".")) + ". "
}

func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func (p Pair) tests() []Block {
	t := &Table{Header: []string{"question", "answer", "source"}}
	for _, x := range p.Principles {
		t.Rows = append(t.Rows, []string{x.Question, x.Answer, x.Source.words()})
	}
	return []Block{{Table: t}}
}

func (p Pair) places() []Block {
	t := &Table{Header: []string{"column", "reading", "latest", "year", "rank in own years", "pairs at or below"}, Right: []bool{false, false, true, true, true, true},
		Caption: "The latest year of each column; rank 1 is the highest of the pair's own years, and the share of all pairs of that year with the same value or less."}
	for _, m := range p.Measures {
		last, ok := m.latest()
		if !ok || last.Basis != "" {
			continue
		}
		among := "–"
		if m.Percentile != nil {
			among = fmt.Sprintf("%s of %s", comity.Show(*m.Percentile, "share"), comity.Scaled(float64(m.Pairs)))
		}
		t.Rows = append(t.Rows, []string{m.Title, m.Reading, comity.Show(*last.Value, m.Unit), fmt.Sprint(last.Year), fmt.Sprintf("%d of %d", m.Rank, m.known()), among})
	}
	if len(t.Rows) == 0 {
		return []Block{{Paragraph: "No measure of the two has a value in this record."}}
	}
	return []Block{{Table: t}}
}

func (p Pair) coverage() []Block {
	t := &Table{Header: []string{"column", "of", "reading", "covers", "known", "source"}}
	for _, m := range p.Measures {
		t.Rows = append(t.Rows, []string{m.Column, strings.Join(m.Who, " "), m.Reading, fmt.Sprintf("%d to %d", m.From, m.To), plural(m.known(), "year"), m.Source.words()})
	}
	var out []Block
	if len(t.Rows) > 0 {
		out = append(out, Block{Fold: &Fold{fmt.Sprintf("What %s cover", plural(len(t.Rows), "series")), []Block{{Table: t}}}})
	}
	for _, u := range p.Unknown {
		out = append(out, Block{Paragraph: "Not known here: " + u})
	}
	return out
}

// plural counts things in words: 1 war, 2 treaties.
func plural(n int, one string) string {
	switch {
	case n == 1:
		return "1 " + one
	case strings.HasSuffix(one, "s"):
		return fmt.Sprintf("%d %s", n, one)
	case strings.HasSuffix(one, "y"):
		return fmt.Sprintf("%d %sies", n, one[:len(one)-1])
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// RankOf gives the place of the latest value among all, 1 the highest.
func RankOf(points []Point) int {
	m := Measure{Points: points}
	last, ok := m.latest()
	if !ok {
		return 0
	}
	rank := 1
	for _, p := range points {
		if p.Value != nil && *p.Value > *last.Value {
			rank++
		}
	}
	return rank
}

// PercentileOf gives the share of values at or below x.
func PercentileOf(values []float64, x float64) *float64 {
	n, below := 0, 0
	for _, v := range values {
		if math.IsNaN(v) {
			continue
		}
		n++
		if v <= x {
			below++
		}
	}
	if n == 0 {
		return nil
	}
	share := float64(below) / float64(n)
	return &share
}
