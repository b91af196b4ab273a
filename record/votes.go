package record

// This file is the vote table: roll calls of one body, and two bits a vote. The two bits are two planes of words per state, so
// that agreement of a pair is a few popcounts per 64 roll calls.

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"comity"
	"comity/source"
	"comity/topics"
)

const kindVotes = "votes"

// The rows of votes are those of package source, under this package's roof.
type (
	Vote     = source.Vote
	Flag     = source.Flag
	RollCall = source.RollCall
)

// The votes.
const (
	Out     = source.Out
	Yes     = source.Yes
	Abstain = source.Abstain
	No      = source.No
)

// The flags of a roll call.
const (
	IssueME   = source.IssueME
	IssueNU   = source.IssueNU
	IssueDI   = source.IssueDI
	IssueHR   = source.IssueHR
	IssueCO   = source.IssueCO
	IssueEC   = source.IssueEC
	Important = source.Important
	Amendment = source.Amendment
	Paragraph = source.Paragraph
)

// callWidth is the width of a roll call: number, day, row, flags, then three (offset, length) of strings.
const callWidth = 32

// VotesBuilder gathers roll calls and votes.
type VotesBuilder struct {
	Head   Head
	calls  []RollCall
	states []comity.State
	votes  map[comity.State][]Vote
}

// Call adds a roll call and gives its index.
func (b *VotesBuilder) Call(c RollCall) int {
	b.calls = append(b.calls, c)
	return len(b.calls) - 1
}

// Cast records a vote on the roll call of an index.
func (b *VotesBuilder) Cast(call int, s comity.State, v Vote) {
	if b.votes == nil {
		b.votes = map[comity.State][]Vote{}
	}
	row := b.votes[s]
	if row == nil {
		b.states = append(b.states, s)
	}
	for len(row) <= call {
		row = append(row, Out)
	}
	row[call] = v
	b.votes[s] = row
}

func (b *VotesBuilder) blob() (*blob, error) {
	order := make([]int, len(b.calls))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		x, y := b.calls[i], b.calls[j]
		if x.Day != y.Day {
			return int(x.Day) - int(y.Day)
		}
		return int(x.Number - y.Number)
	})
	slices.Sort(b.states)
	out := &blob{head: b.Head}
	out.head.Kind = kindVotes
	calls, text, err := b.packCalls(order)
	if err != nil {
		return nil, err
	}
	out.add("calls", calls)
	out.add("text", text)
	out.add("states", b.packStates())
	out.add("planes", b.packPlanes(order))
	if slices.ContainsFunc(b.calls, func(c RollCall) bool { return c.Topics != 0 }) {
		out.add("topic_names", topicNames())
		out.add("topics", b.packTopics(order))
	}
	if slices.ContainsFunc(b.calls, func(c RollCall) bool { return c.Tally.Known }) {
		out.add("tallies", b.packTallies(order))
	}
	return out, nil
}

// topicNames are the names of the topics in the order of their bits, one a line: tables outlive the order.
func topicNames() []byte {
	var names []string
	for _, t := range topics.All() {
		names = append(names, t.Name)
	}
	return []byte(strings.Join(names, "\n"))
}

// packTopics writes the set of topics of each roll call.
func (b *VotesBuilder) packTopics(order []int) (out []byte) {
	for _, i := range order {
		out = binary.LittleEndian.AppendUint64(out, uint64(b.calls[i].Topics))
	}
	return out
}

// topicBits gives the place today of each topic a table was built with, -1 where there is none of the name any more.
func (t *Table) topicBits() []int {
	var places []int
	for name := range strings.SplitSeq(string(t.sections["topic_names"]), "\n") {
		places = append(places, topics.Place(name))
	}
	return places[:min(len(places), topics.Most)]
}

// topicsOf gives the topics of a roll call by their places today. A topic the table was built without is in no set.
func (t *Table) topicsOf(call int, places []int) topics.Set {
	written := topics.Set(binary.LittleEndian.Uint64(t.sections["topics"][call*8:]))
	out := written & topics.Read
	for bit, place := range places {
		if place >= 0 && written.Has(bit) {
			out |= 1 << place
		}
	}
	return out
}

// noTally stands for a part of a tally that is not known.
const noTally = 1<<16 - 1

// packTallies writes yes, no and abstain as the body announced them.
func (b *VotesBuilder) packTallies(order []int) (out []byte) {
	for _, i := range order {
		t := b.calls[i].Tally
		for _, n := range []int{t.Yes, t.No, t.Abstain} {
			if !t.Known {
				n = noTally
			}
			out = binary.LittleEndian.AppendUint16(out, uint16(n))
		}
	}
	return out
}

func (b *VotesBuilder) packCalls(order []int) (calls, text []byte, err error) {
	le, seen := binary.LittleEndian, map[string]uint32{}
	put := func(s string) error {
		at, ok := seen[s]
		if !ok {
			at = uint32(len(text))
			seen[s] = at
			text = append(text, s...)
		}
		if len(s) > 255 || at >= 1<<24 {
			return fmt.Errorf("source %s: text %.40q… is too long for a roll call", b.Head.Source, s)
		}
		calls = le.AppendUint32(calls, at<<8|uint32(len(s)))
		return nil
	}
	for _, i := range order {
		c := b.calls[i]
		calls = le.AppendUint64(calls, uint64(c.Number))
		calls = le.AppendUint32(calls, uint32(c.Day))
		calls = le.AppendUint32(calls, uint32(c.Row))
		calls = le.AppendUint32(calls, uint32(c.Flags))
		for _, s := range []string{c.Session, c.Symbol, c.Topic} {
			if err := put(s); err != nil {
				return nil, nil, err
			}
		}
	}
	return calls, text, nil
}

func (b *VotesBuilder) packStates() (out []byte) {
	for _, s := range b.states {
		out = binary.LittleEndian.AppendUint16(out, uint16(s))
	}
	return out
}

// packPlanes writes, state by state, the words of the low bits and then of the high bits.
func (b *VotesBuilder) packPlanes(order []int) []byte {
	words := (len(order) + 63) / 64
	out := make([]byte, 0, len(b.states)*words*16)
	for _, s := range b.states {
		low, high := make([]uint64, words), make([]uint64, words)
		row := b.votes[s]
		for at, i := range order {
			if i >= len(row) {
				continue
			}
			low[at/64] |= uint64(row[i]&1) << (at % 64)
			high[at/64] |= uint64(row[i]>>1) << (at % 64)
		}
		for _, w := range append(low, high...) {
			out = binary.LittleEndian.AppendUint64(out, w)
		}
	}
	return out
}

func (t *Table) checkVotes() error {
	calls, states, planes := len(t.sections["calls"]), len(t.sections["states"]), len(t.sections["planes"])
	words := (calls/callWidth + 63) / 64
	tallies, about := len(t.sections["tallies"]), len(t.sections["topics"])
	if about != 0 && about != calls/callWidth*8 || calls%callWidth != 0 || states%2 != 0 || tallies != 0 && tallies != calls/callWidth*6 || planes != states/2*words*16 {
		return &DamagedError{t.Source, "its sections do not fit one another"}
	}
	text := uint32(len(t.sections["text"]))
	for i := 0; i < calls; i += callWidth {
		for _, o := range []int{20, 24, 28} {
			ref := binary.LittleEndian.Uint32(t.sections["calls"][i+o:])
			if ref>>8+ref&255 > text {
				return &DamagedError{t.Source, fmt.Sprintf("roll call %d points outside the text", i/callWidth)}
			}
		}
	}
	return nil
}

// Votes is a vote table laid out for counting: the roll calls in order of day, and per state two planes of words.
// Yes is low only, abstain high only, no both, out neither.
type Votes struct {
	Table  *Table // the table that reaches furthest back; see Ref for a roll call's own
	Calls  []RollCall
	States []comity.State // sorted
	Low    [][]uint64     // by state, by word of 64 roll calls
	High   [][]uint64
	tables []*Table
	from   []uint8 // by roll call, which of the tables it is of; nil where there is one
}

// Ref is the provenance of a roll call.
func (v *Votes) Ref(call int) comity.Ref {
	t := v.Table
	if v.from != nil {
		t = v.tables[v.from[call]]
	}
	return t.Ref(v.Calls[call].Row)
}

// layOut lays out the tables of one body as one, in order of day.
func layOut(tables []*Table) *Votes {
	if len(tables) == 1 {
		return tables[0].Votes()
	}
	tables = slices.Clone(tables)
	slices.SortStableFunc(tables, func(a, b *Table) int { return a.From - b.From })
	m := &merge{parts: make([]*Votes, len(tables))}
	for i, t := range tables {
		m.parts[i] = t.Votes()
	}
	return m.votes(tables)
}

// merge puts several layouts together.
type merge struct {
	parts []*Votes
	order [][2]int // part and roll call in it
}

func (m *merge) votes(tables []*Table) *Votes {
	for p, part := range m.parts {
		for c := range part.Calls {
			m.order = append(m.order, [2]int{p, c})
		}
	}
	slices.SortStableFunc(m.order, func(x, y [2]int) int {
		return int(m.parts[x[0]].Calls[x[1]].Day) - int(m.parts[y[0]].Calls[y[1]].Day)
	})
	v := &Votes{Table: tables[0], tables: tables, Calls: make([]RollCall, len(m.order)), from: make([]uint8, len(m.order))}
	for i, o := range m.order {
		v.Calls[i], v.from[i] = m.parts[o[0]].Calls[o[1]], uint8(o[0])
	}
	for _, part := range m.parts {
		v.States = append(v.States, part.States...)
	}
	slices.Sort(v.States)
	v.States = slices.Compact(v.States)
	for _, s := range v.States {
		low, high := m.planes(s)
		v.Low, v.High = append(v.Low, low), append(v.High, high)
	}
	return v
}

// planes gives the two planes of a state over the merged roll calls.
func (m *merge) planes(s comity.State) (low, high []uint64) {
	words := (len(m.order) + 63) / 64
	low, high = make([]uint64, words), make([]uint64, words)
	at := make([]int, len(m.parts))
	for p, part := range m.parts {
		at[p] = part.Of(s)
	}
	for i, o := range m.order {
		if at[o[0]] < 0 {
			continue
		}
		cast := m.parts[o[0]].Cast(at[o[0]], o[1])
		low[i/64] |= uint64(cast&1) << (i % 64)
		high[i/64] |= uint64(cast>>1) << (i % 64)
	}
	return low, high
}

// Votes lays a vote table out for counting.
func (t *Table) Votes() *Votes {
	v := &Votes{Table: t, Calls: make([]RollCall, len(t.sections["calls"])/callWidth)}
	text, places := string(t.sections["text"]), t.topicBits()
	for i := range v.Calls {
		v.Calls[i] = t.call(i, text)
		if len(t.sections["topics"]) > 0 {
			v.Calls[i].Topics = t.topicsOf(i, places)
		}
	}
	words := (len(v.Calls) + 63) / 64
	flat := make([]uint64, len(t.sections["planes"])/8)
	for i := range flat {
		flat[i] = binary.LittleEndian.Uint64(t.sections["planes"][i*8:])
	}
	for i := range len(t.sections["states"]) / 2 {
		v.States = append(v.States, comity.State(binary.LittleEndian.Uint16(t.sections["states"][i*2:])))
		v.Low = append(v.Low, flat[2*i*words:(2*i+1)*words])
		v.High = append(v.High, flat[(2*i+1)*words:(2*i+2)*words])
	}
	return v
}

// call reads a roll call; its strings are cut from the text of all.
func (t *Table) call(i int, all string) RollCall {
	p, le := t.sections["calls"][i*callWidth:(i+1)*callWidth], binary.LittleEndian
	text := func(o int) string {
		ref := le.Uint32(p[o:])
		return all[ref>>8 : ref>>8+ref&255]
	}
	c := RollCall{
		Number: int64(le.Uint64(p)), Day: comity.Day(int32(le.Uint32(p[8:]))), Row: int64(le.Uint32(p[12:])),
		Flags: Flag(le.Uint32(p[16:])), Session: text(20), Symbol: text(24), Topic: text(28),
	}
	if tallies := t.sections["tallies"]; len(tallies) > 0 && le.Uint16(tallies[i*6:]) != noTally {
		c.Tally = source.Tally{Known: true, Yes: int(le.Uint16(tallies[i*6:])), No: int(le.Uint16(tallies[i*6+2:])), Abstain: int(le.Uint16(tallies[i*6+4:]))}
	}
	return c
}

// Of gives the index of a state's rows, or -1.
func (v *Votes) Of(s comity.State) int {
	i, ok := slices.BinarySearch(v.States, s)
	if !ok {
		return -1
	}
	return i
}

// Cast gives the vote of the state of an index on the roll call of an index.
func (v *Votes) Cast(state, call int) Vote {
	w, b := call/64, call%64
	return Vote(v.Low[state][w]>>b&1 | v.High[state][w]>>b&1<<1)
}

// Tally counts the votes on a roll call.
func (v *Votes) Tally(call int) (yes, no, abstain int) {
	for i := range v.States {
		switch v.Cast(i, call) {
		case Yes:
			yes++
		case No:
			no++
		case Abstain:
			abstain++
		}
	}
	return
}
