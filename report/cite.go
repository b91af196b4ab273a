package report

// This file is how to cite, and what the sources are.

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Citations is how to cite what an answer rests on.
type Citations struct {
	List []Citation `json:"citations"`
}

// Citation is one source as cited.
type Citation struct {
	ID      string `json:"id"`
	Edition string `json:"edition,omitempty"`
	Full    string `json:"citation"`
	Short   string `json:"short,omitempty"`
	BibTeX  string `json:"bibtex,omitempty"`
	Licence string `json:"licence,omitempty"`
}

// JSON gives the citations as data.
func (c Citations) JSON() ([]byte, error) { return json.MarshalIndent(c, "", "  ") }

// Document lays the citations out.
func (c Citations) Document() Document {
	d := Document{Title: "How to cite"}
	for _, x := range c.List {
		d.Blocks = append(d.Blocks, Block{Heading: strings.TrimSpace(x.ID + " " + x.Edition)}, Block{Paragraph: x.Full})
	}
	return d
}

// BibTeX gives the entries, one after another.
func (c Citations) BibTeX() string {
	var b strings.Builder
	for _, x := range c.List {
		if x.BibTeX != "" {
			b.WriteString(strings.TrimSpace(x.BibTeX) + "\n\n")
		}
	}
	return b.String()
}

// Sources lists the sources, and comity's own facts by basis.
type Sources struct {
	Record string      `json:"record"`
	Home   string      `json:"store"`
	List   []SourceRow `json:"sources"`
	Own    []OwnTable  `json:"own_facts"`
}

// SourceRow is one source and how much of it is here.
type SourceRow struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Edition string `json:"edition"`
	Rights  string `json:"rights"`
	Years   string `json:"years"`
	Here    string `json:"here"` // core, built, pulled, nothing
	Files   int    `json:"files"`
	Pulled  int    `json:"pulled"`
}

// OwnTable counts the facts of one of comity's own tables by basis.
type OwnTable struct {
	Name     string `json:"table"`
	Facts    int    `json:"facts"`
	Seen     int    `json:"seen"`
	Recalled int    `json:"recalled"`
}

// JSON gives the list as data.
func (s Sources) JSON() ([]byte, error) { return json.MarshalIndent(s, "", "  ") }

// Document lays the list out.
func (s Sources) Document() Document {
	d := Document{Title: "Sources of the record"}
	t := &Table{Header: []string{"id", "edition", "years", "rights", "here", "title"}}
	for _, r := range s.List {
		t.Rows = append(t.Rows, []string{r.ID, r.Edition, r.Years, r.Rights, r.Here, r.Title})
	}
	d.Blocks = append(d.Blocks, Block{Table: t})
	own := &Table{Header: []string{"table", "facts", "seen", "recalled"}, Right: []bool{false, true, true, true}}
	var sum OwnTable
	for _, o := range s.Own {
		own.Rows = append(own.Rows, []string{o.Name, fmt.Sprint(o.Facts), fmt.Sprint(o.Seen), fmt.Sprint(o.Recalled)})
		sum.Facts, sum.Seen, sum.Recalled = sum.Facts+o.Facts, sum.Seen+o.Seen, sum.Recalled+o.Recalled
	}
	own.Rows = append(own.Rows, []string{"together", fmt.Sprint(sum.Facts), fmt.Sprint(sum.Seen), fmt.Sprint(sum.Recalled)})
	d.add("comity's own facts, by basis", Block{Table: own})
	d.Notes = append(d.Notes, "Rights: bundle = ships with comity; fetch = `comity pull` brings it to this machine; bring = you provide the file (`comity add`).",
		"A recalled fact is shown as unverified and never decides a verdict.", fmt.Sprintf("Record %s; store %s.", s.Record, s.Home))
	return d
}

// Card is one source's card.
type Card struct {
	ID          string   `json:"id"`
	Title       string   `json:"title"`
	Edition     string   `json:"edition"`
	Producer    string   `json:"producer"`
	Citation    string   `json:"citation"`
	Licence     string   `json:"licence"`
	Rights      string   `json:"rights"`
	Page        string   `json:"page"`
	Years       string   `json:"years"`
	Files       []string `json:"files"`
	Variables   []string `json:"variables"`
	Known       []string `json:"known_defects"`
	Contact     string   `json:"contact,omitempty"`
	Attribution string   `json:"attribution,omitempty"`
	Here        string   `json:"here"`
}

// JSON gives the card as data.
func (c Card) JSON() ([]byte, error) { return json.MarshalIndent(c, "", "  ") }

// Document lays the card out.
func (c Card) Document() Document {
	t := &Table{Header: []string{"", ""}}
	for _, r := range [][2]string{{"edition", c.Edition}, {"producer", c.Producer}, {"licence", c.Licence}, {"rights", c.Rights}, {"page", c.Page}, {"years", c.Years}, {"here", c.Here}, {"contact", c.Contact}, {"attribution", c.Attribution}} {
		if r[1] != "" {
			t.Rows = append(t.Rows, []string{r[0], r[1]})
		}
	}
	d := Document{Title: c.ID + ": " + c.Title, Blocks: []Block{{Table: t}, {Heading: "cite"}, {Paragraph: c.Citation}}}
	list := func(heading string, lines []string) {
		var blocks []Block
		for _, l := range lines {
			blocks = append(blocks, Block{Paragraph: "- " + l})
		}
		d.add(heading, blocks...)
	}
	list("files", c.Files)
	list("variables", c.Variables)
	list("known defects", c.Known)
	return d
}

// Steps is what a long command did: a line each, and a closing line.
type Steps struct {
	Title string   `json:"title"`
	Lines []string `json:"lines"`
	OK    bool     `json:"ok"`
}

// JSON gives the steps as data.
func (s Steps) JSON() ([]byte, error) { return json.MarshalIndent(s, "", "  ") }

// Document lays the steps out.
func (s Steps) Document() Document {
	d := Document{}
	for _, l := range s.Lines {
		d.Blocks = append(d.Blocks, Block{Paragraph: l})
	}
	d.Blocks = append(d.Blocks, Block{Paragraph: s.Title})
	return d
}
