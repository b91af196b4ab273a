package report

// This file is the answer to an article: every claim with its verdict, in the JSON contract (docs/JSON.md) and as a document.

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"comity"
	"comity/article"
	"comity/chart"
	"comity/claim"
	"comity/states"
	"comity/verdict"
)

// Check is the answer to an article.
type Check struct {
	Comity   string      `json:"comity"`
	Record   string      `json:"record"`
	Article  ArticleHead `json:"article"`
	Claims   []Claim     `json:"claims"`
	Warnings []Note      `json:"warnings"`
	sources  []Source
}

// ArticleHead is what was understood of the article as a whole.
type ArticleHead struct {
	Title     string   `json:"title"`
	Date      *string  `json:"date"`
	About     []string `json:"about"`
	Sentences int      `json:"sentences"`
}

// Claim is a claim and its answer, by the contract.
type Claim struct {
	Sentence   int            `json:"sentence"`
	Start      int            `json:"start"`
	End        int            `json:"end"`
	Quote      string         `json:"quote"`
	Form       string         `json:"form"`
	Kind       *string        `json:"kind"`
	Who        []string       `json:"who"`
	Column     string         `json:"column"`
	Negated    bool           `json:"negated"`
	When       *When          `json:"when"`
	Value      *Value         `json:"value"`
	Slots      map[string]any `json:"slots"`
	Attributed *string        `json:"attributed_to"`
	Rule       string         `json:"rule"`
	Text       string         `json:"claim"`
	Verdict    string         `json:"verdict"`
	Because    string         `json:"because"`
	Readings   Readings       `json:"readings"`
	Evidence   []Evidence     `json:"evidence"`
	Warnings   []Note         `json:"warnings"`
	Flips      *string        `json:"flips"`
	Nearest    *string        `json:"nearest_true"`
	Measurable []string       `json:"measurable,omitempty"`
	DataTo     *string        `json:"data_to"`
	Cite       string         `json:"cite,omitempty"`
	Exchanged  *Exchanged     `json:"exchanged,omitempty"`
	picture    *chart.Line
}

// When is the time of a claim.
type When struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Grain string `json:"grain"`
}

// Value is the value claimed.
type Value struct {
	Number float64 `json:"number"`
	Unit   string  `json:"unit"`
	How    string  `json:"how"`
}

// Readings counts and lists the readings.
type Readings struct {
	Hold   int       `json:"hold"`
	Nearly int       `json:"nearly"`
	Fail   int       `json:"fail"`
	Silent int       `json:"silent"`
	List   []Reading `json:"list"`
}

// Reading is one reading.
type Reading struct {
	Choice map[string]string `json:"choice"`
	Result string            `json:"result"`
	Value  *float64          `json:"value"`
	Unit   string            `json:"unit,omitempty"`
	Text   string            `json:"text"`
	Source Ref               `json:"source"`
}

// Evidence is one row a verdict rests on.
type Evidence struct {
	Column string   `json:"column,omitempty"`
	Who    []string `json:"who"`
	When   string   `json:"when"`
	Value  *float64 `json:"value"`
	Unit   string   `json:"unit,omitempty"`
	Text   string   `json:"text,omitempty"`
	Source Ref      `json:"source"`
}

// Ref is where a figure or a fact came from.
type Ref struct {
	ID      string `json:"id"`
	Edition string `json:"edition"`
	Row     *int64 `json:"row"`
	Note    string `json:"note,omitempty"`
	Basis   string `json:"basis,omitempty"`
}

// Note is a warning as data.
type Note struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

// Exchanged is the claim with its two states exchanged, and its own verdict.
type Exchanged struct {
	Text    string `json:"claim"`
	Verdict string `json:"verdict"`
	Because string `json:"because"`
}

// Source is a source as cited under an answer.
type Source struct {
	ID       string `json:"id"`
	Edition  string `json:"edition"`
	Citation string `json:"citation"`

	Attribution string `json:"attribution,omitempty"` // a line the terms ask to be shown with the figures
	Short       string `json:"-"`                     // author and year, for the line under a verdict
}

// NewCheck lays an article and its answers out, with the series behind each; cite gives the short citation of a source.
func NewCheck(a article.Article, answers []verdict.Answer, lines [][]verdict.Line, record string, cite func(id string) Source) Check {
	c := Check{Comity: comity.Version, Record: record, Claims: []Claim{}, Warnings: []Note{}}
	c.Article = ArticleHead{Title: a.Title, About: ids(a.About, a.Date.First()), Sentences: len(a.Sentences), Date: text(a.Date.String())}
	for _, w := range a.Warnings {
		c.Warnings = append(c.Warnings, Note(w))
	}
	for i, f := range a.Found {
		one := newClaim(f, answers[i])
		one.Cite = c.citations(answers[i], cite)
		one.picture = picture(lines[i])
		c.Claims = append(c.Claims, one)
	}
	return c
}

// citations gathers the sources of an answer, and gives the line to cite it.
func (c *Check) citations(a verdict.Answer, cite func(string) Source) string {
	var line []string
	for _, e := range a.Evidence {
		if e.Ref.Source == "" {
			continue
		}
		s := cite(e.Ref.Source)
		if s.Edition == "" {
			s.Edition = e.Ref.Edition
		}
		if short := cmp.Or(s.Short, s.Citation); !slices.Contains(line, short) {
			line = append(line, short)
		}
		if !slices.ContainsFunc(c.sources, func(o Source) bool { return o.ID == s.ID }) {
			c.sources = append(c.sources, s)
		}
	}
	if len(line) == 0 {
		return ""
	}
	return fmt.Sprintf("comity %s, %s; %s", c.Comity, c.Record, strings.Join(line, "; "))
}

func newClaim(f article.Found, a verdict.Answer) Claim {
	c := f.Claim
	on := c.When.From.First()
	if !c.When.From.Known() {
		on = comity.NoDay
	}
	out := Claim{
		Sentence: f.Sentence, Start: f.Start, End: f.End, Quote: f.Quote, Form: string(c.Form), Kind: text(string(c.Kind)),
		Who: ids(c.Who, on), Column: c.Column, Negated: c.Negated, When: when(c.When), Value: value(c.Value), Slots: slots(c),
		Attributed: text(c.AttributedTo), Rule: c.Rule(), Text: c.String(), Verdict: string(a.Verdict()), Because: a.Because,
		Readings: listReadings(a), Evidence: []Evidence{}, Warnings: []Note{}, Flips: text(a.Flips), Nearest: text(a.NearestTrue),
		Measurable: a.Measurable, DataTo: text(a.DataTo),
	}
	for _, e := range a.Evidence {
		out.Evidence = append(out.Evidence, Evidence{e.Column, ids(e.Who, e.When.First()), e.When.String(), number(e.Value), e.Unit, e.Text, ref(e.Ref)})
	}
	for _, w := range a.Warnings {
		out.Warnings = append(out.Warnings, Note(w))
	}
	if a.Exchanged != nil {
		out.Exchanged = &Exchanged{a.Exchanged.Claim.String(), string(a.Exchanged.Verdict()), a.Exchanged.Because}
	}
	return out
}

func listReadings(a verdict.Answer) Readings {
	out := Readings{Hold: a.Count(verdict.Hold), Nearly: a.Count(verdict.Nearly), Fail: a.Count(verdict.Fail), Silent: a.Count(verdict.Silent), List: []Reading{}}
	for _, r := range a.Readings {
		choice := map[string]string{}
		for _, c := range r.Choices {
			choice[c.Key] = c.Value
		}
		out.List = append(out.List, Reading{choice, string(r.Result), number(r.Value), r.Unit, r.Text, ref(r.Ref)})
	}
	return out
}

// slots are the slots a claim has.
func slots(c claim.Claim) map[string]any {
	out := map[string]any{}
	put := func(key, s string) {
		if s != "" {
			out[key] = s
		}
	}
	put("group", c.Group)
	put("role", c.Role)
	put("treaty", c.Treaty)
	put("topic", c.Topic)
	put("quantifier", c.Quantifier)
	put("set", c.Set)
	put("direction", c.Direction)
	put("event", c.Event)
	put("obligation", c.Obligation)
	put("principle", c.Principle)
	put("source", c.Source)
	put("hedge", c.Hedge)
	put("since", c.Since.String())
	if c.K != 0 {
		out["k"] = c.K
	}
	if c.Ever {
		out["since"] = "ever"
	}
	if c.Than != nil {
		out["than"] = map[string]any{"column": c.Than.Column, "who": ids(c.Than.Who, comity.NoDay), "when": when(c.Than.When)}
	}
	return out
}

func when(w claim.When) *When {
	if !w.Known() {
		return nil
	}
	from, to := w.From, w.To
	if !from.Known() {
		from = to
	}
	if !to.Known() {
		to = from
	}
	return &When{from.First().String(), to.Last().String(), min(from.Grain, to.Grain).String()}
}

func value(q *claim.Quantity) *Value {
	if q == nil {
		return nil
	}
	return &Value{q.Number, q.Unit, string(q.How)}
}

// ids are the identities of states on a day.
func ids(list []comity.State, on comity.Day) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = states.ID(s, on)
	}
	return out
}

func ref(r comity.Ref) Ref {
	out := Ref{ID: r.Source, Edition: r.Edition, Note: r.Note, Basis: r.Basis.String()}
	if r.Row != 0 {
		out.Row = &r.Row
	}
	return out
}

// number is a figure, or null where there is none: JSON has no missing number.
func number(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// JSON gives the answer by the contract, indented.
func (c Check) JSON() ([]byte, error) { return json.MarshalIndent(c, "", "  ") }

// Document lays the answer out for a reader: sentence by sentence, the answer first.
func (c Check) Document() Document {
	d := Document{Title: "What the record says of the article"}
	if c.Article.Title != "" {
		d.Title = "What the record says of “" + c.Article.Title + "”"
	}
	d.Blocks = append(d.Blocks, Block{Lead: c.summary()})
	d.warn(c.Warnings)
	for _, one := range c.Claims {
		d.Blocks = append(d.Blocks, one.blocks()...)
	}
	d.Notes = append(d.Notes, fmt.Sprintf("comity %s, record %s. Every verdict follows one rule, whichever the states; see docs/NEUTRALITY.md.", c.Comity, c.Record))
	d.Notes = append(d.Notes, sourceNotes(c.sources)...)
	return d
}

// order is the order in which verdicts are counted.
var order = []verdict.Word{verdict.Supported, verdict.Mostly, verdict.Depends, verdict.Not, verdict.CannotTell, verdict.NotCheckable}

func (c Check) summary() string {
	n := map[string]int{}
	for _, one := range c.Claims {
		n[one.Verdict]++
	}
	var parts []string
	for _, w := range order {
		if n[string(w)] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n[string(w)], w))
		}
	}
	date := "of unknown date"
	if c.Article.Date != nil {
		date = "of " + *c.Article.Date
	}
	about := ""
	if len(c.Article.About) > 0 {
		about = ", about " + strings.Join(c.Article.About, " and ")
	}
	head := fmt.Sprintf("%s %s%s; ", plural(c.Article.Sentences, "sentence"), date, about)
	if len(parts) == 0 {
		return head + "no claim was found in it that could be checked."
	}
	return fmt.Sprintf("%s%s: %s.", head, plural(len(c.Claims), "claim"), strings.Join(parts, ", "))
}

// blocks lays one claim out: quote, verdict, then what it rests on.
func (c Claim) blocks() []Block {
	out := []Block{{Quote: strings.Join(strings.Fields(c.Quote), " ")}, {Verdict: c.Verdict + ": " + strings.TrimPrefix(c.Because, upper(c.Verdict)+": ")}}
	if c.Verdict == string(verdict.NotCheckable) {
		if len(c.Measurable) > 0 {
			out = append(out, Block{Fold: &Fold{"measurable next to it", []Block{{Paragraph: "Measurable next to it: " + strings.Join(c.Measurable, ", ") + "."}}}})
		}
		return out
	}
	if c.picture != nil {
		out = append(append(out, Block{Chart: c.picture}), sparks(c.picture)...)
	}
	var inner []Block
	say := func(label string, s *string) {
		if s != nil {
			inner = append(inner, Block{Paragraph: label + *s})
		}
	}
	say("said by: ", c.Attributed)
	inner = append(inner, Block{Paragraph: "read as: " + c.Text})
	say("what would change it: ", c.Flips)
	say("nearest statement that holds: ", c.Nearest)
	for _, w := range c.Warnings {
		inner = append(inner, Block{Paragraph: "note: " + w.Text})
	}
	if c.Exchanged != nil {
		inner = append(inner, Block{Paragraph: fmt.Sprintf("exchanged (%s): %s", c.Exchanged.Text, c.Exchanged.Verdict)})
	}
	if len(c.Readings.List) > 1 {
		inner = append(inner, Block{Table: c.readingTable()})
	}
	if len(c.Evidence) > 0 {
		inner = append(inner, Block{Table: c.evidenceTable()})
		to := ""
		if c.DataTo != nil {
			to = "data to " + *c.DataTo + "; "
		}
		inner = append(inner, Block{Paragraph: to + "cite: " + c.Cite})
	}
	return append(out, Block{Fold: &Fold{plural(len(c.Readings.List), "reading") + ", " + plural(len(c.Evidence), "row"), inner}})
}

// mostRows is how many readings or rows a document shows; JSON has them all.
const mostRows = 8

func (c Claim) readingTable() *Table {
	t := &Table{Header: []string{"reading", "result", "found"}}
	for i, r := range c.Readings.List {
		if i == mostRows {
			t.Rows = append(t.Rows, []string{fmt.Sprintf("… %d more (--json has them all)", len(c.Readings.List)-i), "", ""})
			break
		}
		var keys []string
		for k := range r.Choice {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		var words []string
		for _, k := range keys {
			words = append(words, r.Choice[k])
		}
		t.Rows = append(t.Rows, []string{strings.Join(words, "; "), r.Result, r.Text})
	}
	return t
}

func (c Claim) evidenceTable() *Table {
	t := &Table{Header: []string{"when", "who", "value", "source"}}
	for i, e := range c.Evidence {
		if i == mostRows {
			t.Rows = append(t.Rows, []string{"…", fmt.Sprintf("%d more", len(c.Evidence)-i), "", ""})
			break
		}
		v := e.Text
		if e.Value != nil {
			v = strings.TrimSpace(comity.Show(*e.Value, e.Unit) + " " + e.Text)
		}
		t.Rows = append(t.Rows, []string{e.When, strings.Join(e.Who, " "), v, e.Source.words()})
	}
	return t
}

func (r Ref) words() string {
	s := r.ID
	if r.Edition != "" {
		s += " " + r.Edition
	}
	if r.Row != nil {
		s += fmt.Sprintf(" row %d", *r.Row)
	}
	return s + r.doubt()
}

// doubt marks what nobody has read in a source.
func (r Ref) doubt() string {
	if r.Basis == comity.Recalled.String() {
		return " (unverified)"
	}
	return ""
}
