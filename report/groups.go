package report

// This file is the answers about groups: a roster on a day, who came and went, the list of groups, what a state belongs to.

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// GroupCard says what a group is.
type GroupCard struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Kind      string `json:"kind"`
	Definer   string `json:"definer,omitempty"`
	Founded   string `json:"founded,omitempty"`
	Dissolved string `json:"dissolved,omitempty"`
	From      string `json:"complete_from"`
	To        string `json:"complete_to"`
	Note      string `json:"note,omitempty"`
	Source    Ref    `json:"source"`
}

// lead says in a sentence what the group is and who says so.
func (g GroupCard) lead() string {
	s := upper(g.Kind)
	if g.Founded != "" {
		s += ", since " + g.Founded
	}
	if g.Dissolved != "" {
		s += ", to " + g.Dissolved
	}
	if g.Definer != "" {
		s += ". Defined by " + g.Definer
	}
	return s + "."
}

// notes say what the dates mean and how far they go.
func (g GroupCard) notes() []string {
	complete := fmt.Sprintf("The roster is complete from %s to %s; outside it nothing is said.", g.From, g.To)
	if g.Note == "" {
		return []string{complete}
	}
	return []string{"On its members: " + g.Note + ".", complete}
}

// Group says who belonged to a group on a day.
type Group struct {
	GroupCard
	On      string   `json:"on"`
	Members []Member `json:"members"`
}

// Member is a state in a group.
type Member struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Role     string `json:"role"`
	From     string `json:"from"`
	To       string `json:"to,omitempty"`
	DayBasis string `json:"day_basis"`
	Source   Ref    `json:"source"`
}

// JSON gives the answer as data.
func (g Group) JSON() ([]byte, error) { return json.MarshalIndent(g, "", "  ") }

// Document lays the answer out.
func (g Group) Document() Document {
	d := Document{Title: g.Name + " on " + g.On, Notes: g.notes()}
	roles := map[string]int{}
	var words []string
	for _, m := range g.Members {
		if roles[m.Role]++; roles[m.Role] == 1 {
			words = append(words, m.Role)
		}
	}
	for i, w := range words {
		words[i] = fmt.Sprintf("%d %s", roles[w], w)
	}
	lead := "Nobody belonged to it on that day."
	if len(words) > 0 {
		lead = upper(g.Kind) + ": " + strings.Join(words, ", ") + "."
	}
	if g.Definer != "" {
		lead += " Defined by " + g.Definer + "."
	}
	d.Blocks = append(d.Blocks, Block{Paragraph: lead})
	t := &Table{Header: []string{"id", "state", "role", "since", "source"}}
	for _, m := range g.Members {
		t.Rows = append(t.Rows, []string{m.ID, m.Name, m.Role, since(m.From, m.To, m.DayBasis), m.Source.words()})
	}
	d.Blocks = append(d.Blocks, Block{Table: t})
	return d
}

// since writes the days of a spell and marks a first day nobody has read.
func since(from, to, basis string) string {
	if to != "" {
		from += " to " + to
	}
	if basis == "recalled" {
		from += " (day unverified)"
	}
	return from
}

// GroupHistory says who came to a group and who left it.
type GroupHistory struct {
	GroupCard
	Changes []Change `json:"changes"`
}

// Change is a state's coming to a role, or its last day in it.
type Change struct {
	When     string `json:"when"`
	ID       string `json:"id"`
	Name     string `json:"name"`
	Change   string `json:"change"`
	Role     string `json:"role"`
	DayBasis string `json:"day_basis"`
	Source   Ref    `json:"source"`
}

// JSON gives the answer as data.
func (g GroupHistory) JSON() ([]byte, error) { return json.MarshalIndent(g, "", "  ") }

// Document lays the answer out.
func (g GroupHistory) Document() Document {
	d := Document{Title: g.Name + ": who came and went", Notes: g.notes(), Blocks: []Block{{Paragraph: g.lead()}}}
	t := &Table{Header: []string{"when", "id", "state", "change", "source"}}
	for _, c := range g.Changes {
		when := c.When
		if c.DayBasis == "recalled" && len(when) == len("2006-01-02") {
			when += " (day unverified)"
		}
		t.Rows = append(t.Rows, []string{when, c.ID, c.Name, changeWords(c), c.Source.words()})
	}
	d.Blocks = append(d.Blocks, Block{Table: t})
	return d
}

func changeWords(c Change) string {
	if c.Change == "to" {
		return "last as " + c.Role
	}
	return c.Role
}

// Groups is the list of groups.
type Groups struct {
	List []GroupLine `json:"groups"`
}

// GroupLine is a group in the list: how many states belonged on the last day known, and on what the spells rest.
type GroupLine struct {
	GroupCard
	On      string `json:"on"`
	Members int    `json:"members"`
	Spells  int    `json:"spells"`
	Seen    int    `json:"spells_seen"`
}

// JSON gives the list as data.
func (g Groups) JSON() ([]byte, error) { return json.MarshalIndent(g, "", "  ") }

// Document lays the list out.
func (g Groups) Document() Document {
	t := &Table{Header: []string{"id", "group", "kind", "years", "members", "on", "spells", "seen"}, Right: []bool{false, false, false, false, true, false, true, true}}
	for _, x := range g.List {
		t.Rows = append(t.Rows, []string{x.ID, x.Name, x.Kind, year(x.Founded) + "-" + year(x.Dissolved), strconv.Itoa(x.Members), x.On, strconv.Itoa(x.Spells), strconv.Itoa(x.Seen)})
	}
	return Document{Title: "Groups", Blocks: []Block{{Table: t}}, Notes: []string{
		"members: how many states belonged on the day under “on”, the last one known or the group's last. spells: memberships with their dates in the table; seen: those read in a source whose row is named."}}
}

// year is the year of a date, or nothing.
func year(date string) string {
	y, _, _ := strings.Cut(date, "-")
	return y
}

// Belonging is what a state belongs to on a day.
type Belonging struct {
	StateCard
	On       string    `json:"on"`
	List     []Belongs `json:"memberships"`
	Silent   []string  `json:"not_covered"`
	Warnings []Note    `json:"warnings"`
}

// Belongs is a group a state belongs to, and its role in it.
type Belongs struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Kind     string `json:"kind"`
	Role     string `json:"role"`
	From     string `json:"from"`
	To       string `json:"to,omitempty"`
	DayBasis string `json:"day_basis"`
	Source   Ref    `json:"source"`
}

// JSON gives the answer as data.
func (b Belonging) JSON() ([]byte, error) { return json.MarshalIndent(b, "", "  ") }

// Document lays the answer out.
func (b Belonging) Document() Document {
	d := Document{Title: b.Name + ": groups on " + b.On}
	d.warn(b.Warnings)
	if len(b.List) == 0 {
		d.Blocks = append(d.Blocks, Block{Paragraph: "No group of comity's table on that day."})
	}
	for _, kind := range []string{"organisation", "treaty", "bloc", "class"} {
		t := &Table{Header: []string{"id", "group", "role", "since", "source"}}
		for _, x := range b.List {
			if x.Kind == kind {
				t.Rows = append(t.Rows, []string{x.ID, x.Name, x.Role, since(x.From, x.To, x.DayBasis), x.Source.words()})
			}
		}
		if len(t.Rows) > 0 {
			d.Blocks = append(d.Blocks, Block{Heading: kinds(kind)}, Block{Table: t})
		}
	}
	if len(b.Silent) > 0 {
		d.Notes = append(d.Notes, "Not covered on that day, so nothing is said of: "+strings.Join(b.Silent, ", ")+".")
	}
	return d
}

// kinds heads the groups of a kind.
func kinds(kind string) string {
	return map[string]string{"organisation": "Organisations", "treaty": "Treaties it is a party to", "bloc": "Blocs and talks", "class": "Classes, each under its definer"}[kind]
}
