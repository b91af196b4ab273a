package panel

// Roll calls of a body of the United Nations, and with each the states that were its members on the day. A state that is not seen to
// vote has no vote: absence is never one.

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"comity"
	"comity/format/frame"
	"comity/groups"
	"comity/record"
	"comity/states"
)

// bodies are the bodies whose roll calls are kept, the usual first; bodySources where each comes from.
var (
	bodies      = []string{assembly, council}
	bodySources = map[string]string{assembly: "unga-votes", council: "unsc-votes"}
)

// hall is the roll calls of a body within the years and days of a panel.
type hall struct {
	b     *bench
	votes *record.Votes
	body  string
	from  []string // the sources
	calls []int32  // places in votes
}

// hallOf finds the roll calls a panel is of.
func (b *bench) hallOf(s Spec, during comity.Span) (*hall, error) {
	h := &hall{b: b, body: cmp.Or(s.Of, assembly)}
	h.votes = b.e.rec.Votes(h.body)
	if h.votes == nil {
		return nil, &AbsentError{Columns: []string{"roll calls of " + h.body}, Sources: []string{bodySources[h.body]}}
	}
	for i, c := range h.votes.Calls {
		if id := h.votes.Ref(i).Source; !slices.Contains(h.from, id) {
			h.from = append(h.from, id)
		}
		if year := c.Day.Year(); during.Has(c.Day) && (s.From == 0 || year >= s.From) && (s.To == 0 || year <= s.To) {
			h.calls = append(h.calls, int32(i))
		}
	}
	return h, nil
}

func callRows(b *bench, _ kind, s Spec) (*rows, error) {
	during, err := s.during()
	if err != nil {
		return nil, err
	}
	h, err := b.hallOf(s, during)
	if err != nil {
		return nil, err
	}
	r := &rows{n: len(h.calls)}
	for _, i := range h.calls {
		year := h.votes.Calls[i].Day.Year()
		r.years, r.time = append(r.years, int16(year)), append(r.time, int32(year))
	}
	r.ids = h.ids(nil)
	h.describe(r, nil, func(row int) int { return int(h.calls[row]) })
	return r, nil
}

// ids are the columns that identify a roll call, kept once a call and reached by via.
func (h *hall) ids(via []int32) []*frame.Column {
	n := len(h.calls)
	body := textColumn(n, func(int) (string, uint8) { return h.body, 0 })
	body.Name, body.Label = "body", "body of the United Nations"
	number := eachNumber(n, "number", func(i int) float64 { return float64(h.call(i).Number) })
	number.Name, number.Label, number.Unit = "rcid", "number of the roll call in the source", ""
	day := &frame.Column{Name: "date", Label: "day of the roll call, as the source has it", Kind: frame.Date, Ints: make([]int32, n)}
	for i := range n {
		day.Ints[i] = int32(h.call(i).Day)
	}
	out := []*frame.Column{body, number, day}
	for _, c := range out {
		c.Via = via
	}
	return out
}

func (h *hall) call(i int) record.RollCall { return h.votes.Calls[h.calls[i]] }

// callFlags are the marks of roll calls.
var callFlags = []struct {
	name string
	flag record.Flag
}{
	{"rollcall.me", record.IssueME}, {"rollcall.nu", record.IssueNU}, {"rollcall.di", record.IssueDI}, {"rollcall.hr", record.IssueHR}, {"rollcall.co", record.IssueCO},
	{"rollcall.ec", record.IssueEC}, {"rollcall.important", record.Important}, {"rollcall.amendment", record.Amendment}, {"rollcall.paragraph", record.Paragraph},
}

// issues are the marks that are given together: where one of them is given in a year, all were looked for.
const issues = record.IssueME | record.IssueNU | record.IssueDI | record.IssueHR | record.IssueCO | record.IssueEC

// describe adds the columns of roll calls, kept once a call and reached by via; at gives the place of the roll call of a row.
func (h *hall) describe(r *rows, via []int32, at func(row int) int) {
	n := len(h.calls)
	add := func(name string, c *frame.Column) {
		c.Via = via
		value := c.At
		if c.Kind == frame.Text {
			value = func(row int) float64 { // the place of a text means nothing; why there is none does
				if x := c.At(row); x != x {
					return x
				}
				return 0
			}
		}
		r.own = append(r.own, filled{name: name, from: h.from, made: made{c, func(row int) Cell { return h.tell(at(row), value(row), nil) }}})
	}
	text := func(name string, of func(c record.RollCall) string) {
		add(name, textColumn(n, func(i int) (string, uint8) {
			if s := of(h.call(i)); s != "" {
				return s, 0
			}
			return "", inSource
		}))
	}
	text("rollcall.session", func(c record.RollCall) string { return c.Session })
	text("rollcall.symbol", func(c record.RollCall) string { return c.Symbol })
	text("rollcall.topic", func(c record.RollCall) string { return c.Topic })
	text("rollcall.topics", func(c record.RollCall) string { return strings.Join(c.Topics.Names(), " ") })
	for _, f := range callFlags {
		add(f.name, h.marks(f.flag))
	}
	var counted [3][]float64
	for _, i := range h.calls {
		yes, no, abstain := h.votes.Tally(int(i))
		counted[0], counted[1], counted[2] = append(counted[0], float64(yes)), append(counted[1], float64(no)), append(counted[2], float64(abstain))
	}
	for i, name := range []string{"rollcall.yes", "rollcall.no", "rollcall.abstain"} {
		add(name, eachNumber(n, "count", func(row int) float64 { return counted[i][row] }))
	}
	for i, name := range []string{"rollcall.announced_yes", "rollcall.announced_no", "rollcall.announced_abstain"} {
		add(name, eachNumber(n, "count", func(row int) float64 {
			t := h.call(row).Tally
			if !t.Known {
				return comity.NaN(comity.NotCovered)
			}
			return float64([]int{t.Yes, t.No, t.Abstain}[i])
		}))
	}
}

// marks is a column of a mark: not covered before the first and after the last year in which its source marks any roll call.
func (h *hall) marks(flag record.Flag) *frame.Column {
	group := flag
	if flag&issues != 0 {
		group = issues
	}
	type years struct{ first, last int }
	known := map[string]years{}
	for i, c := range h.votes.Calls {
		if c.Flags&group == 0 {
			continue
		}
		id, year := h.votes.Ref(i).Source, c.Day.Year()
		k, ok := known[id]
		if !ok {
			k.first = year
		}
		k.first, k.last = min(k.first, year), max(k.last, year)
		known[id] = k
	}
	c := flags(len(h.calls), 0)
	for row, i := range h.calls {
		k, ok := known[h.votes.Ref(int(i)).Source]
		switch year := h.call(row).Day.Year(); {
		case !ok || year < k.first || year > k.last:
			c.Small[row] = frame.SmallMissing(notCovered)
		case h.call(row).Flags&flag != 0:
			c.Small[row] = 1
		}
	}
	return c
}

// tell explains a cell by the roll call.
func (h *hall) tell(call int, value float64, more []Input) Cell {
	c := h.votes.Calls[call]
	in := Input{Label: "roll call " + strconv.FormatInt(c.Number, 10) + " of " + c.Day.String() + " " + c.Symbol, Value: value, Ref: h.votes.Ref(call)}
	return Cell{Year: c.Day.Year(), Value: value, Ref: in.Ref, Inputs: append([]Input{in}, more...)}
}

// seats gives the days on which the numbers of the panel's list were members of the body.
func (h *hall) seats(s Spec) []life {
	var out []life
	for _, l := range h.b.lives(s) {
		seat := life{code: l.code}
		for _, held := range l.held {
			for _, in := range meetDays(h.membership(held.key), []comity.Span{held.Span}) {
				seat.held = append(seat.held, heldDays{in, held.key})
			}
		}
		if len(seat.held) > 0 {
			out = append(out, seat)
		}
	}
	return out
}

// membership gives the days on which a state was a member of the body.
func (h *hall) membership(key comity.State) []comity.Span {
	days := slices.Clone(states.Alive(comity.UN, key))
	if h.body != council {
		return tidy(days)
	}
	var seats []comity.Span
	for _, m := range groups.History("unsc", key) {
		if groups.MemberLike(m.Role) {
			seats = append(seats, m.Span)
		}
	}
	return meetDays(tidy(days), tidy(seats))
}

// callStateRows makes the rows of roll calls with the members of the body on the day, by roll call and state. Days of the Assembly's
// roll calls are not exact in the source before 2010: a state seen to vote in the year it joined or left counts as a member.
func callStateRows(b *bench, k kind, s Spec) (*rows, error) {
	h, err := b.hallOf(s, comity.Always)
	if err != nil {
		return nil, err
	}
	scopes, err := s.scopes(k, b.sys)
	if err != nil {
		return nil, err
	}
	days := newRoster(b.sys, h.seats(s), comity.DayGrain, s.options(), scopes)
	l := &listing{b: b}
	var call []int32
	var cast []record.Vote
	seen := 0
	of := make([][]int, len(days.members)) // the rows of votes of each member
	for i, m := range days.members {
		of[i] = h.places(m)
	}
	for c, at := range h.calls {
		day := h.votes.Calls[at].Day
		for i, m := range days.members {
			v := h.vote(of[i], int(at))
			if !m.sits(day, v != record.Out && h.body == assembly) {
				continue
			}
			if v != record.Out {
				seen++
			}
			call, cast = append(call, int32(c)), append(cast, v)
			l.a, l.year = append(l.a, m.code), append(l.year, int16(day.Year()))
		}
	}
	r := l.rows(s)
	r.unit = nil // a state votes many times a day: nothing runs over time
	if len(s.Scope) == 0 {
		r.notes = append(r.notes, h.unseated(seen)...)
	}
	r.fineOf = sync.OnceValue(func() *fine { return b.daysOfRows(h, l.a, call) })
	r.ids = append(h.ids(call), codeColumn(b.sys, "", "the state", l.a))
	at := func(row int) int { return int(h.calls[call[row]]) }
	h.describeVotes(r, cast, at)
	h.describe(r, call, at)
	return r, nil
}

// places gives the rows of votes of the keys a member bore.
func (h *hall) places(m member) []int {
	var out []int
	for _, l := range keysOf(h.b.sys)[m.code] {
		if at := h.votes.Of(l.key); at >= 0 && !slices.Contains(out, at) {
			out = append(out, at)
		}
	}
	return out
}

// vote gives the vote of one of several keys on a roll call.
func (h *hall) vote(of []int, call int) record.Vote {
	for _, at := range of {
		if v := h.votes.Cast(at, call); v != record.Out {
			return v
		}
	}
	return record.Out
}

// sits says whether a member has its seat on a day, or, seen to vote, on some day of the year.
func (m member) sits(day comity.Day, voted bool) bool {
	span := comity.Span{From: day, To: day}
	if voted {
		span = comity.YearSpan(day.Year())
	}
	return slices.ContainsFunc(m.stretches, func(s stretch) bool { return s.span.Overlaps(span) })
}

// unseated tells of votes the source gives to states that have no row.
func (h *hall) unseated(seen int) []string {
	all := 0
	for _, i := range h.calls {
		yes, no, abstain := h.votes.Tally(int(i))
		all += yes + no + abstain
	}
	if all == seen {
		return nil
	}
	return []string{fmt.Sprintf("%s of the %s votes in the source are of states that were not members of the body then, or not in the list %s: they are left out", grouped(all-seen), grouped(all), h.b.sys)}
}

// describeVotes adds how each state voted.
func (h *hall) describeVotes(r *rows, cast []record.Vote, at func(row int) int) {
	vote := &frame.Column{Kind: frame.Whole, Small: make([]int8, len(cast))}
	shown := flags(len(cast), 0)
	for row, v := range cast {
		if v == record.Out {
			vote.Small[row] = frame.SmallMissing(inSource)
			continue
		}
		vote.Small[row], shown.Small[row] = int8(v), 1
	}
	r.own = append(r.own, filled{name: "vote.cast", from: h.from, made: made{vote, func(row int) Cell { return h.tell(at(row), vote.At(row), nil) }}},
		filled{name: "vote.shown", from: h.from, made: made{shown, func(row int) Cell { return h.tell(at(row), shown.At(row), nil) }}})
}

// daysOfRows leads rows of states on the days of roll calls to a grid of those days.
func (b *bench) daysOfRows(h *hall, codes []int16, call []int32) *fine {
	u := Units{System: b.sys, Grain: comity.DayGrain}
	order := make([]int32, len(codes))
	for i := range order {
		order[i] = int32(i)
	}
	day := func(row int32) int32 { return int32(h.call(int(call[row])).Day) }
	slices.SortStableFunc(order, func(x, y int32) int {
		return cmp.Or(cmp.Compare(codes[x], codes[y]), cmp.Compare(day(x), day(y)))
	})
	index := make([]int32, len(codes))
	for n, row := range order {
		if n == 0 || codes[row] != codes[order[n-1]] || day(row) != day(order[n-1]) {
			u.A, u.Time, u.Year = append(u.A, codes[row]), append(u.Time, day(row)), append(u.Year, int16(comity.Day(day(row)).Year()))
		}
		index[row] = int32(len(u.A) - 1)
	}
	return &fine{states: gridOf(u), slot: [][]int32{index}}
}
