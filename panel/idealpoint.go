package panel

// This file gathers the ballots of the General Assembly that ideal points are estimated from, by the data rules of the published
// estimates (Bailey, Strezhnev and Voeten 2017, JCR 61:430, and their code of April 2020).

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"comity"
	"comity/measure/idealpoint"
	"comity/record"
	"comity/source"
)

// IdealSpec says which votes ideal points are of.
type IdealSpec struct {
	Votes    []string // sources of votes, none of whose roll calls the others have
	Issues   []string // only roll calls on any of these issues (me, nu, di, hr, co, ec, important); with "not-" in front, on none of them
	From, To int      // only sessions that opened in these years; 0: no bound
	Bridges  string   // published, series or title: see BridgesBy; empty: series
}

// IdealVotes is what the samplers work on, and where it is from.
type IdealVotes struct {
	*idealpoint.Data
	Sources   []string
	RollCalls int // that the sources have
}

// SilentSessions are the sessions between the first and the last that have no votes, each with the year in which it opened.
func (v *IdealVotes) SilentSessions() (out []string) {
	for i := 1; i < len(v.Units); i++ {
		for s := v.Units[i-1].Session + 1; s < v.Units[i].Session; s++ {
			out = append(out, fmt.Sprintf("%d (%d)", s, s+1945))
		}
	}
	return out
}

// Mentions says whether a text names a year that the sessions reach into: a session goes on in the year after it opened.
func (v *IdealVotes) Mentions(text string) bool {
	first, last := int(v.Units[0].Session)+1945, int(v.Units[len(v.Units)-1].Session)+1946
	return slices.ContainsFunc(fourDigits.FindAllString(text, -1), func(s string) bool {
		year, err := strconv.Atoi(s)
		return err == nil && first <= year && year <= last
	})
}

var fourDigits = regexp.MustCompile(`\b[12]\d{3}\b`)

// call is a roll call as the data rules see it.
type ballotCall struct {
	number, session int32
	year            int
	flags           record.Flag
}

// ballotBox is a source's roll calls and ballots: each ballot names its call by number.
type ballotBox struct {
	calls   []ballotCall
	ballots []idealpoint.Ballot // sessions are filled in from the calls
}

// issueCodes are the issues by their codes.
var issueCodes = map[string]record.Flag{"me": record.IssueME, "nu": record.IssueNU, "di": record.IssueDI, "hr": record.IssueHR, "co": record.IssueCO, "ec": record.IssueEC, "important": record.Important}

// anchors set which way the scale points, as the published estimates have it: the United States, Canada, the United Kingdom and Israel
// start on one side, the Soviet Union and the German Democratic Republic on the other. The estimates move where the votes are.
var anchors = idealpoint.Anchors{High: []int32{2, 20, 200, 666}, Low: []int32{365, 265}, Lead: [2]int32{2, 365}}

// IdealVotes gathers the votes.
func (e *Engine) IdealVotes(s IdealSpec) (*IdealVotes, error) {
	want, not, err := issuesWanted(s.Issues)
	if err != nil {
		return nil, err
	}
	out := &IdealVotes{Sources: slices.Clone(s.Votes)}
	var all ballotBox
	for _, id := range s.Votes {
		box, err := e.ballotBox(id)
		if err != nil {
			return nil, err
		}
		if len(s.Issues) > 0 && !slices.ContainsFunc(box.calls, func(c ballotCall) bool { return c.flags&allIssues != 0 }) {
			if err := e.markIssues(&box, id, out); err != nil {
				return nil, err
			}
		}
		all.calls, all.ballots = append(all.calls, box.calls...), append(all.ballots, box.ballots...)
	}
	out.RollCalls = len(all.calls)
	kept := keptCalls(all.calls, want, not, s.From, s.To)
	ballots := slices.DeleteFunc(all.ballots, func(b idealpoint.Ballot) bool { return !kept[b.Call] || leftOut(b) })
	pairs, err := BridgesBy(s.Bridges)
	if err != nil {
		return nil, err
	}
	out.Data, err = idealpoint.Gather(ballots, pairs, anchors)
	return out, err
}

const allIssues = record.IssueME | record.IssueNU | record.IssueDI | record.IssueHR | record.IssueCO | record.IssueEC

// issuesWanted reads codes of issues.
func issuesWanted(codes []string) (want, not record.Flag, err error) {
	for _, code := range codes {
		bare, negated := strings.CutPrefix(strings.ToLower(code), "not-")
		flag, ok := issueCodes[bare]
		if !ok {
			return 0, 0, fmt.Errorf("issue %q: the issues are me (Middle East), nu (nuclear weapons), di (arms control), hr (human rights), co (colonialism), ec (economic development) and important; not-nu leaves one out", code)
		}
		if negated {
			not |= flag
		} else {
			want |= flag
		}
	}
	return want, not, nil
}

// keptCalls applies the rules to roll calls: none on a paragraph or an amendment after 1989, none of session 19, which had one vote.
func keptCalls(calls []ballotCall, want, not record.Flag, from, to int) map[int32]bool {
	kept := make(map[int32]bool, len(calls))
	for _, c := range calls {
		parts := c.year > 1989 && c.flags&(record.Paragraph|record.Amendment) != 0
		opened := int(c.session) + 1945
		outside := from != 0 && opened < from || to != 0 && opened > to
		kept[c.number] = !parts && c.session != 19 && !outside && (want == 0 || c.flags&want != 0) && c.flags&not == 0
	}
	return kept
}

// leftOut applies the rules to ballots: Zanzibar (511) voted twice in all, South Africa (560) once in session 48.
func leftOut(b idealpoint.Ballot) bool {
	return b.Country == 511 || b.Country == 560 && b.Session == 48
}

// ballotBox reads a source of votes: one of the votes of the Assembly the record is laid out by, or one with tables of calls and votes.
func (e *Engine) ballotBox(id string) (ballotBox, error) {
	if b := e.votes.load(); b.votes != nil {
		if box := boxOfVotes(b.votes, id); len(box.calls) > 0 {
			return box, nil
		}
	}
	var calls, votes *record.Table
	for _, t := range e.tables[id] {
		switch t.Name {
		case "call":
			calls = t
		case "vote":
			votes = t
		}
	}
	if calls == nil || votes == nil {
		return ballotBox{}, fmt.Errorf("no votes of a source %q are here: name one of %s (comity pull and comity build bring others)", id, strings.Join(e.SourcesOfBallots(), ", "))
	}
	return boxOfTables(calls, votes)
}

// SourcesOfBallots names the sources of votes that are in the record.
func (e *Engine) SourcesOfBallots() []string {
	var out []string
	if b := e.votes.load(); b.votes != nil {
		for i := range b.votes.Calls {
			if id := b.votes.Ref(i).Source; !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	for _, t := range e.rec.Tables() {
		if t.Name == "call" && slices.ContainsFunc(e.tables[t.Source], func(o *record.Table) bool { return o.Name == "vote" }) {
			out = append(out, t.Source)
		}
	}
	slices.Sort(out)
	return out
}

// boxOfVotes takes the roll calls of one source from the votes laid out. Roll calls of emergency special sessions, which no regular
// session holds, are left out.
func boxOfVotes(v *record.Votes, id string) ballotBox {
	var box ballotBox
	for i, c := range v.Calls {
		session, err := strconv.Atoi(c.Session)
		if v.Ref(i).Source != id || err != nil || session < 1 || session > maxSession || c.Number < 1 || c.Number > math.MaxInt32 {
			continue
		}
		box.calls = append(box.calls, ballotCall{int32(c.Number), int32(session), c.Day.Year(), c.Flags})
		for k, s := range v.States {
			if cast, ok := ballotOf[v.Cast(k, i)]; ok {
				box.ballots = append(box.ballots, idealpoint.Ballot{Call: int32(c.Number), Session: int32(session), Country: int32(s), Vote: cast})
			}
		}
	}
	return box
}

const maxSession = 1000

var ballotOf = map[record.Vote]uint8{record.Yes: idealpoint.Yes, record.Abstain: idealpoint.Abstain, record.No: idealpoint.No}

// boxOfTables reads tables of roll calls and of votes.
func boxOfTables(calls, votes *record.Table) (ballotBox, error) {
	c, err := namedColumns(calls, "call", "session", "date", "amendment", "paragraph", "important")
	if err != nil {
		return ballotBox{}, err
	}
	var box ballotBox
	session := map[int32]int32{}
	for i := range calls.Rows {
		number, in := c[0].Number(i), c[1].Number(i)
		if !(number >= 1 && number <= math.MaxInt32 && in >= 1 && in <= maxSession) {
			return ballotBox{}, fmt.Errorf("source %s, row %d of its roll calls: number %g of session %g is no roll call", calls.Source, i+1, number, in)
		}
		b := ballotCall{number: int32(number), session: int32(in), year: c[2].Date(i).Day.Year()}
		for k, flag := range []record.Flag{record.Amendment, record.Paragraph, record.Important} {
			if c[3+k].Number(i) == 1 {
				b.flags |= flag
			}
		}
		session[b.number] = b.session
		box.calls = append(box.calls, b)
	}
	v, err := namedColumns(votes, "call", "state", "vote")
	if err != nil {
		return ballotBox{}, err
	}
	words := map[string]uint8{"yes": idealpoint.Yes, "abstain": idealpoint.Abstain, "no": idealpoint.No}
	box.ballots = make([]idealpoint.Ballot, 0, votes.Rows)
	for i := range votes.Rows {
		cast, ok := words[v[2].Text(i)]
		number := int32(v[0].Number(i))
		if s := v[1].State(i); ok && s != comity.NoState && session[number] > 0 {
			box.ballots = append(box.ballots, idealpoint.Ballot{Call: number, Session: session[number], Country: int32(s), Vote: cast})
		}
	}
	return box, nil
}

// namedColumns finds columns of a table of rows.
func namedColumns(t *record.Table, names ...string) ([]record.Column, error) {
	out := make([]record.Column, len(names))
	for i, name := range names {
		c, ok := t.Column(name)
		if !ok {
			return nil, fmt.Errorf("source %s: table %s has no column %s", t.Source, t.Name, name)
		}
		out[i] = c
	}
	return out, nil
}

// markIssues marks the roll calls of a source that knows no issues, by the table of issues that goes with its edition.
func (e *Engine) markIssues(box *ballotBox, id string, out *IdealVotes) error {
	from := "unga-issues-" + id[strings.LastIndex(id, "-")+1:]
	i := slices.IndexFunc(e.tables[from], func(t *record.Table) bool { return t.Name == "issue" })
	if i < 0 {
		return fmt.Errorf("%s says nothing of issues, and %s, which does, is not here: comity pull %s, then comity build", id, from, from)
	}
	t := e.tables[from][i]
	c, err := namedColumns(t, "call", "issue")
	if err != nil {
		return err
	}
	of := map[int32]source.Flag{}
	for row := range t.Rows {
		of[int32(c[0].Number(row))] |= issueCodes[c[1].Text(row)]
	}
	for k := range box.calls {
		box.calls[k].flags |= of[box.calls[k].number]
	}
	out.Sources = append(out.Sources, from)
	return nil
}
