package report

// This file is the answers about codes: what a code is in other schemes, which schemes there are, how a column was coded.

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Code is what a code or a name is in another scheme, or in all.
type Code struct {
	Value    string   `json:"value"`
	From     string   `json:"from"`
	To       string   `json:"to"`
	On       string   `json:"on"`
	Answers  []CodeOf `json:"answers"`
	None     string   `json:"none,omitempty"`
	Nearest  []string `json:"nearest"`
	Warnings []Note   `json:"warnings"`
}

// CodeOf is one answer: a state the value names, and its code, over the days on which both hold.
type CodeOf struct {
	Scheme string `json:"scheme"`
	Code   string `json:"code"`
	ID     string `json:"id"`
	Name   string `json:"name"`
	From   string `json:"from"`
	To     string `json:"to"`
	Basis  string `json:"basis"`
}

// JSON gives the answer as data.
func (c Code) JSON() ([]byte, error) { return json.MarshalIndent(c, "", "  ") }

// Document lays the answer out.
func (c Code) Document() Document {
	to := c.To
	if to == "" {
		to = "every scheme"
	}
	d := Document{Title: fmt.Sprintf("%s of %s in %s", c.Value, c.From, to)}
	if c.On != "" {
		d.Title += " on " + c.On
	}
	if c.None != "" {
		d.Blocks = append(d.Blocks, Block{Lead: "None: " + c.None + "."})
	}
	if len(c.Nearest) > 0 {
		d.Blocks = append(d.Blocks, Block{Paragraph: "Nearest: " + strings.Join(c.Nearest, "; ") + "."})
	}
	t := &Table{Header: []string{"scheme", "code", "state", "from", "to"}}
	for _, a := range c.Answers {
		code := a.Code
		if a.Basis == "recalled" {
			code += " (unverified)"
		}
		t.Rows = append(t.Rows, []string{a.Scheme, code, a.Name + " (" + a.ID + ")", a.From, a.To})
	}
	if len(t.Rows) > 0 {
		d.Blocks = append(d.Blocks, Block{Table: t})
	}
	d.warn(c.Warnings)
	return d
}

// Schemes is the catalogue of schemes of codes.
type Schemes struct {
	List []Scheme `json:"schemes"`
}

// Scheme is a scheme of codes.
type Scheme struct {
	Name   string   `json:"name"`
	Title  string   `json:"title"`
	Codes  int      `json:"codes"`
	Days   string   `json:"days"`
	Source string   `json:"source"`
	Also   []string `json:"also"`
}

// JSON gives the catalogue as data.
func (s Schemes) JSON() ([]byte, error) { return json.MarshalIndent(s, "", "  ") }

// Document lays the catalogue out.
func (s Schemes) Document() Document {
	t := &Table{Header: []string{"scheme", "what it is", "codes", "also called"}, Right: []bool{false, false, true, false}}
	for _, x := range s.List {
		t.Rows = append(t.Rows, []string{x.Name, x.Title, strconv.Itoa(x.Codes), strings.Join(x.Also, ", ")})
	}
	return Document{Title: "Schemes of codes", Blocks: []Block{{Table: t}}, Notes: []string{
		"Besides these, --from takes name: a state as people type it. Codes hold on days; comity code VALUE --from SCHEME shows them."}}
}

// Coded is how a column of a file was coded.
type Coded struct {
	File    string    `json:"file"`
	Out     string    `json:"out"`
	Column  string    `json:"column"`
	Added   string    `json:"added"`
	From    string    `json:"from"`
	To      string    `json:"to"`
	When    string    `json:"when"`
	Rows    int       `json:"rows"`
	Coded   int       `json:"coded"`
	Uncoded []Uncoded `json:"uncoded"`
}

// Uncoded is a value that got no code for a reason, and the rows it stands in. Row 1 is the first below the header.
type Uncoded struct {
	Value   string   `json:"value"`
	Reason  string   `json:"reason"`
	Why     string   `json:"why"`
	Nearest []string `json:"nearest"`
	Count   int      `json:"count"`
	Rows    []Run    `json:"rows"`
}

// Run is a run of rows.
type Run struct {
	First int `json:"first"`
	Last  int `json:"last"`
}

// Left gives the number of rows without a code.
func (c Coded) Left() int { return c.Rows - c.Coded }

// JSON gives the report as data.
func (c Coded) JSON() ([]byte, error) { return json.MarshalIndent(c, "", "  ") }

// runsShown bounds the runs of rows shown for one value in a document; JSON has all.
const runsShown = 60

// Document lays the report out: the rows without a code first, the counts last.
func (c Coded) Document() Document {
	d := Document{Title: fmt.Sprintf("%s of %s coded from %s to %s, %s", c.Column, c.File, c.From, c.To, c.When)}
	t := &Table{Header: []string{"value", "reason", "rows", "why"}}
	by := map[string]int{}
	var reasons []string
	for _, u := range c.Uncoded {
		why := u.Why
		if len(u.Nearest) > 0 {
			why += "; nearest: " + strings.Join(u.Nearest, "; ")
		}
		t.Rows = append(t.Rows, []string{strconv.Quote(u.Value), u.Reason, runs(u), why})
		if by[u.Reason] == 0 {
			reasons = append(reasons, u.Reason)
		}
		by[u.Reason] += u.Count
	}
	if len(t.Rows) > 0 {
		d.Blocks = append(d.Blocks, Block{Table: t})
	}
	total := fmt.Sprintf("%d rows: %d coded, %d not", c.Rows, c.Coded, c.Left())
	for i, r := range reasons {
		total += map[bool]string{true: " (", false: ", "}[i == 0] + fmt.Sprintf("%d %s", by[r], r)
	}
	if len(reasons) > 0 {
		total += ")"
	}
	d.Blocks = append(d.Blocks, Block{Lead: total + ". Column " + c.Added + " added" + where(c.Out) + "."})
	return d
}

func where(out string) string {
	if out == "" {
		return ""
	}
	return " in " + out
}

// runs writes the rows of a value: "3, 7–19".
func runs(u Uncoded) string {
	var out []string
	shown := 0
	for _, r := range u.Rows[:min(len(u.Rows), runsShown)] {
		shown += r.Last - r.First + 1
		if r.First == r.Last {
			out = append(out, strconv.Itoa(r.First))
		} else {
			out = append(out, fmt.Sprintf("%d–%d", r.First, r.Last))
		}
	}
	text := strings.Join(out, ", ")
	if left := u.Count - shown; left > 0 {
		text += fmt.Sprintf(" and %d more (--json has all)", left)
	}
	return text
}
