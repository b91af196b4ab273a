package panel

// This file lays the votes of a body out for the cross-tables of every pair and window: the roll calls a choice of options
// leaves, by calendar year or session, packed without gaps, and what each two did together.

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"comity"
	"comity/groups"
	"comity/measure/similarity"
	"comity/record"
	"comity/topics"
)

// choice is which roll calls count.
type choice struct {
	body   string
	calls  []string // divided, important, final; or all
	issues []string
	topics []string
	by     string
}

// choiceOf reads the options of a column of votes.
func choiceOf(o Options) choice {
	c := choice{assembly, o["calls"], o["issue"], o["topic"], o.One("by", "session")}
	if len(c.calls) == 0 {
		c.calls = []string{"divided"}
	}
	return c
}

// councilChoice reads those of the Security Council: its votes belong to calendar years.
func councilChoice(o Options) choice {
	return choice{council, []string{o.One("calls", "all")}, nil, nil, "year"}
}

// council is the body whose votes are few and whose members change.
const council = "UNSC"

func (c choice) String() string {
	return strings.Join(slices.Concat([]string{c.body, c.by}, c.calls, c.issues, c.topics), " ")
}

// issueFlags are the issue codes of roll calls.
var issueFlags = map[string]record.Flag{"me": record.IssueME, "nu": record.IssueNU, "di": record.IssueDI, "hr": record.IssueHR, "co": record.IssueCO, "ec": record.IssueEC}

// box is the votes of one choice.
type box struct {
	votes   *record.Votes
	from    int
	windows []window     // year by year
	tallied tallied      // of each two states, the first before the second, and window: their cross-table; nothing before it is asked for
	place   stateNumbers // of a state among the votes
}

// tallied are the cross-tables of all pairs, counted where many are asked for.
type tallied struct {
	once sync.Once
	all  atomic.Pointer[[][9]uint16]
}

// window is the roll calls of one year.
type window struct {
	calls          // all of its body's; empty where there was none
	held  bool     // there was a roll call, counted or not
	words int      // of 64 roll calls that count
	cast  []uint64 // state by state three planes: yes, abstain, no
	seats []bool   // of each state: it was a member on a day of the window
	list  []int    // the roll calls that count, as the body's are numbered
}

// box gives the votes of a choice, laid out once; nil where the record has none of the body.
func (b *bench) box(c choice) *box {
	return keep(b, "votes "+c.String(), func() *box {
		v := b.e.rec.Votes(c.body)
		if v == nil || len(v.Calls) == 0 {
			return nil
		}
		return newBox(v, c, b.e.votes.last)
	})
}

func newBox(v *record.Votes, c choice, last comity.Day) *box {
	x := &box{votes: v, place: newStateNumbers()}
	for i, s := range v.States {
		x.place[s] = int16(i)
	}
	b := &ballots{votes: v}
	years := b.until(b.mark(c.by == "session"), last)
	to := 0
	for year := range years {
		if x.from == 0 || year < x.from {
			x.from = year
		}
		to = max(to, year)
	}
	counts := c.counts(v)
	x.windows = make([]window, to-x.from+1)
	each(len(x.windows), func(i int) {
		if w, ok := years[x.from+i]; ok {
			x.windows[i] = x.window(w, counts, c.body)
		}
	})
	return x
}

// counts says of each roll call whether it counts.
func (c choice) counts(v *record.Votes) []bool {
	out := make([]bool, len(v.Calls))
	var issues record.Flag
	for _, name := range c.issues {
		issues |= issueFlags[name]
	}
	var bits []similarity.Bits
	for i := range v.States {
		bits = append(bits, similarity.Bits{Low: v.Low[i], High: v.High[i]})
	}
	divided, about := similarity.Divided(bits), topicSet(c.topics)
	for i, call := range v.Calls {
		out[i] = (issues == 0 || call.Flags&issues != 0) && (about == 0 || call.Topics&about != 0)
		for _, kind := range c.calls {
			switch kind {
			case "divided":
				out[i] = out[i] && divided[i/64]>>(i%64)&1 == 1
			case "important":
				out[i] = out[i] && call.Flags&record.Important != 0
			case "final":
				out[i] = out[i] && call.Flags&(record.Amendment|record.Paragraph) == 0
			}
		}
	}
	return out
}

// topicSet is the set of topics of some names.
func topicSet(names []string) topics.Set {
	var out topics.Set
	for _, name := range names {
		if i := topics.Place(name); i >= 0 {
			out |= 1 << i
		}
	}
	return out
}

// window packs the roll calls that count.
func (x *box) window(c calls, counts []bool, body string) window {
	w := window{calls: c, held: true, seats: make([]bool, len(x.votes.States))}
	var list []int
	for i := c.From; i < c.To; i++ {
		if c.Mask[i/64]>>(i%64)&1 == 1 && counts[i] {
			list = append(list, i)
		}
	}
	w.words, w.list = (len(list)+63)/64, list
	w.cast = make([]uint64, len(x.votes.States)*3*w.words)
	for s, state := range x.votes.States {
		w.seats[s] = seatedIn(body, state, c.days)
		planes := w.of(s)
		for at, i := range list {
			if v := x.votes.Cast(s, i); v != record.Out {
				planes[int(v-1)*w.words+at/64] |= 1 << (at % 64)
			}
		}
	}
	return w
}

// of gives the planes of a state.
func (w *window) of(s int) []uint64 { return w.cast[s*3*w.words : (s+1)*3*w.words] }

// seatedIn says whether a state was a member of a body on a day of the span.
func seatedIn(body string, s comity.State, days comity.Span) bool {
	if body == assembly {
		return seated(s, days)
	}
	return slices.ContainsFunc(groups.History(body, s), func(m groups.Membership) bool { return groups.MemberLike(m.Role) && m.Span.Overlaps(days) })
}

// manyRuns is the number of runs of a grid from which on all pairs are counted at once.
const manyRuns = 1000

// count counts every pair over every window, once.
func (x *box) count() {
	x.tallied.once.Do(func() {
		n, years := len(x.votes.States), len(x.windows)
		all := make([][9]uint16, n*(n-1)/2*years)
		each(n, func(i int) {
			for j := i + 1; j < n; j++ {
				at := similarity.PairIndex(i, j, n) * years
				for y := range x.windows {
					if !x.windows[y].seat(i, j) {
						continue
					}
					t := x.windows[y].table(i, j)
					for k, c := range t.N[:9] {
						all[at+y][k] = uint16(c)
					}
				}
			}
		})
		x.tallied.all.Store(&all)
	})
}

// seat says whether two states were members on a day of a window with a roll call.
func (w *window) seat(i, j int) bool { return w.held && w.seats[i] && w.seats[j] }

// table counts what two members did together in a window.
func (w *window) table(i, j int) similarity.Table { return similarity.CountVotes(w.of(i), w.of(j)) }

// table gives the cross-table of two states in a year, or the reason why there is none.
func (x *box) table(r *Run, year int) (t similarity.Table, why comity.Missing) {
	t.K = 3
	i, j, known := x.pair(r.A, r.B)
	why = x.tableAt(&t, i, j, known, r, year)
	return t, why
}

// pair gives the places of two states among the votes; known is false where one never voted.
func (x *box) pair(a, b comity.State) (i, j int, known bool) {
	i, j = x.place.of(a), x.place.of(b)
	return i, j, i >= 0 && j >= 0 && i != j
}

// tableAt fills in the cross-table of the states of a run, whose places are i and j.
func (x *box) tableAt(t *similarity.Table, i, j int, known bool, r *Run, year int) comity.Missing {
	y := year - x.from
	switch {
	case y < 0 || y >= len(x.windows) || !x.windows[y].held:
		return comity.NotCovered
	case !known && (!x.member(r.A, y) || !x.member(r.B, y)):
		return comity.NotApplicable
	case !known:
		return comity.NotCovered
	case !x.windows[y].seats[i] || !x.windows[y].seats[j]:
		return comity.NotApplicable
	}
	x.crossed(t, i, j, y)
	return comity.Present
}

// crossed fills in the cross-table of two members in a window: counted before, or here.
func (x *box) crossed(t *similarity.Table, i, j, y int) {
	all, n := x.tallied.all.Load(), len(x.votes.States)
	switch {
	case all == nil:
		*t = x.windows[y].table(i, j)
	case i < j:
		for k, c := range &(*all)[similarity.PairIndex(i, j, n)*len(x.windows)+y] {
			t.N[k] = int32(c)
		}
	default:
		for k, c := range &(*all)[similarity.PairIndex(j, i, n)*len(x.windows)+y] {
			t.N[k%3*3+k/3] = int32(c)
		}
	}
}

// member says whether a state, with votes or without, was a member in the window of a year.
func (x *box) member(s comity.State, y int) bool {
	body := assembly
	if x.votes.Table.Body != assembly {
		body = x.votes.Table.Body
	}
	return seatedIn(body, s, x.windows[y].days)
}

// stateNumbers are the numbers of states by key, -1 where a state has none.
type stateNumbers []int16

// mostKeys is above the largest key of a state.
const mostKeys = 1 << 12

func newStateNumbers() stateNumbers {
	p := make(stateNumbers, mostKeys)
	for i := range p {
		p[i] = -1
	}
	return p
}

// of gives the number of a state.
func (p stateNumbers) of(s comity.State) int {
	if s < 0 || int(s) >= len(p) {
		return -1
	}
	return int(p[s])
}
