package panel

// This file lays networks of states out year by year: of votes, who agrees more or less than the roll calls lead to expect; of
// defence pacts, who owes whom defence. Their blocs are found once a panel.

import (
	"context"
	"errors"
	"fmt"
	"math/bits"
	"slices"
	"sync"

	"comity"
	"comity/measure/blocs"
	"comity/measure/cohesion"
	"comity/measure/similarity"
	"comity/record"
	"comity/states"
)

// NetSpec asks for networks of states.
type NetSpec struct {
	Of      string // votes, pacts, signs
	Ties    string // of votes: excess, kappa; empty: excess
	Signs   SignSpec
	Options Options // of votes: calls, by, issue, topic; of pacts: source
	Scope   []string
}

func (s NetSpec) key() string {
	return fmt.Sprintf("networks of %s %s, %s; %q %q %+v", s.Of, s.Ties, choiceOf(s.Options), s.Options["source"], s.Scope, s.Signs)
}

// Net is the network of a year.
type Net struct {
	Year   int
	States []comity.State // in order of their keys
	blocs.Network
	Calls   int              // of votes: roll calls behind it
	Tallies []cohesion.Tally // of votes: how the states voted on each
	Numbers []int            // of votes: the roll calls, as record.Votes numbers them
	Days    comity.Span      // of votes: the days of the roll calls
	Ref     comity.Ref       // where it stands
	Unknown int              // of pacts: pairs whose obligation is missing in the source
	place   stateNumbers     // of a state
}

// Nets are networks by year, with the ids of their sources.
type Nets struct {
	Sources []string
	Years   []Net // those there are, in order
	at      map[int]int
}

// In gives the network of a year, nil where there is none.
func (n *Nets) In(year int) *Net {
	if i, ok := n.at[year]; ok {
		return &n.Years[i]
	}
	return nil
}

// Nets lays networks out.
func (e *Engine) Nets(s NetSpec) (*Nets, error) { return e.networks().nets(s) }

// networks is the bench on which networks and ideal points are laid out, once an engine: they are the same in all panels.
func (e *Engine) networks() *bench { return e.benchOf(comity.COW) }

// nets lays networks out.
func (b *bench) nets(s NetSpec) (*Nets, error) {
	type kept struct {
		n   *Nets
		err error
	}
	k := keep(b, s.key(), func() kept {
		n, err := b.makeNets(s)
		return kept{n, err}
	})
	return k.n, k.err
}

func (b *bench) makeNets(s NetSpec) (*Nets, error) {
	var n *Nets
	var err error
	switch s.Of {
	case "votes":
		n, err = b.voteNets(s)
	case "pacts":
		n, err = b.pactNets(s)
	case "signs":
		n, err = b.signNets(s)
	default:
		err = fmt.Errorf("networks are of votes, pacts or signs, not of %q", s.Of)
	}
	if err != nil {
		return nil, err
	}
	n.at = map[int]int{}
	for i := range n.Years {
		y := &n.Years[i]
		n.at[y.Year] = i
		y.place = newStateNumbers()
		for k, state := range y.States {
			y.place[state] = int16(k)
		}
	}
	return n, nil
}

// membersWithin gives the members of a list of states within scopes by year, in order of their keys; without a scope all of them.
func membersWithin(sys comity.System, words []string, to int) (map[int][]comity.State, error) {
	var scopes []Scope
	for _, w := range words {
		scope, err := ParseScope(w, sys)
		if err != nil {
			return nil, err
		}
		if scope.ofPair() {
			return nil, fmt.Errorf("the set %q is of pairs of states: name a set of states, as \"in BRICS\"", w)
		}
		scopes = append(scopes, scope)
	}
	r := newRoster(sys, livesOf(sys, UnitOptions{ExtendTo: max(to, states.Covered(sys).Year())}), comity.YearGrain, UnitOptions{}, scopes)
	out := map[int][]comity.State{}
	for _, run := range gridOf(r.units(r.entries(1, false))).Runs {
		for year := run.From; year < run.From+run.Len; year++ {
			out[year] = append(out[year], run.A)
		}
	}
	for year := range out {
		slices.Sort(out[year])
		out[year] = slices.Compact(out[year])
	}
	return out, nil
}

// errNoTies says that votes have no such ties.
var errNoTies = errors.New("ties of votes are excess or kappa")

// voteNets makes the networks of votes.
func (b *bench) voteNets(s NetSpec) (*Nets, error) {
	if s.Ties != "" && s.Ties != "excess" && s.Ties != "kappa" {
		return nil, errNoTies
	}
	x := b.box(choiceOf(s.Options))
	if x == nil {
		return nil, &AbsentError{Sources: []string{"unga-votes"}}
	}
	var in map[int][]comity.State
	if len(s.Scope) > 0 {
		var err error
		if in, err = membersWithin(comity.UN, s.Scope, x.from+len(x.windows)); err != nil {
			return nil, err
		}
	}
	out := &Nets{Sources: x.sources(), Years: make([]Net, len(x.windows))}
	each(len(x.windows), func(y int) {
		out.Years[y] = x.net(y, in, s.Ties == "kappa")
	})
	out.Years = slices.DeleteFunc(out.Years, func(n Net) bool { return n.Calls == 0 })
	return out, nil
}

// net is the network of one window. Ties of excess are the sum over common roll calls of agreement less that of two voters of the roll
// call drawn at random, over all roll calls: who voted seldom has weak ties.
func (x *box) net(y int, in map[int][]comity.State, kappa bool) Net {
	w := &x.windows[y]
	n := Net{Year: x.from + y}
	if !w.held {
		return n
	}
	n.Ref, n.Days = w.ref, w.days
	var at []int
	for i, s := range x.votes.States {
		if w.seats[i] && w.voted(i) && (in == nil || contains(in[n.Year], s)) {
			at, n.States = append(at, i), append(n.States, s)
		}
	}
	n.Tallies = w.tallies(at)
	n.Calls, n.Numbers = len(n.Tallies), w.list
	n.Network = blocs.NewNetwork(len(at))
	if n.Calls == 0 {
		return n
	}
	if kappa {
		for a, i := range at {
			for c, j := range at[:a] {
				t := similarity.CountVotes(w.of(i), w.of(j))
				n.Set(a, c, t.KappaQuadratic())
			}
		}
		return n
	}
	w.excess(&n, at)
	return n
}

func contains(sorted []comity.State, s comity.State) bool {
	_, ok := slices.BinarySearch(sorted, s)
	return ok
}

// voted says whether a state cast a vote that counts.
func (w *window) voted(s int) bool {
	return slices.ContainsFunc(w.of(s), func(x uint64) bool { return x != 0 })
}

// tallies counts how some states voted on each roll call that counts.
func (w *window) tallies(at []int) []cohesion.Tally {
	out := make([]cohesion.Tally, len(w.list))
	for _, s := range at {
		planes := w.of(s)
		for k, x := range planes {
			for ; x != 0; x &= x - 1 {
				t := &out[k%w.words*64+bits.TrailingZeros64(x)]
				switch k / w.words {
				case 0:
					t.Yes++
				case 1:
					t.Abstain++
				default:
					t.No++
				}
			}
		}
	}
	return out
}

// expected is the agreement of two of the voters of a roll call drawn at random, an abstention against a yes or no counting half; 0
// where there are not two.
func expected(t cohesion.Tally) float64 {
	n := float64(t.Cast())
	if n < 2 {
		return 0
	}
	y, a, no := float64(t.Yes), float64(t.Abstain), float64(t.No)
	return 1 - (y*no+.5*(y*a+a*no))/(n*(n-1)/2)
}

// excess ties the states of a window.
func (w *window) excess(n *Net, at []int) {
	e := make([]float64, len(n.Tallies))
	for k, t := range n.Tallies {
		e[k] = expected(t)
	}
	for a, i := range at {
		for c, j := range at[:a] {
			if agree, usual, common := w.agreement(i, j, e); common > 0 {
				n.Set(a, c, (agree-usual)/float64(n.Calls))
			}
		}
	}
}

// agreement sums over the roll calls in which two states voted how far they agreed, and how far two voters would have.
func (w *window) agreement(i, j int, e []float64) (agree, usual float64, common int) {
	p, q := w.of(i), w.of(j)
	k := w.words
	for x := range k {
		both := (p[x] | p[k+x] | p[2*k+x]) & (q[x] | q[k+x] | q[2*k+x])
		same := p[x]&q[x] | p[k+x]&q[k+x] | p[2*k+x]&q[2*k+x]
		opposite := p[x]&q[2*k+x] | p[2*k+x]&q[x]
		common += bits.OnesCount64(both)
		agree += float64(bits.OnesCount64(same)) + .5*float64(bits.OnesCount64(both&^same&^opposite))
		for ; both != 0; both &= both - 1 {
			usual += e[x*64+bits.TrailingZeros64(both)]
		}
	}
	return agree, usual, common
}

// pactNets makes the networks of defence pacts of the members of the Correlates of War system.
func (b *bench) pactNets(s NetSpec) (*Nets, error) {
	t, err := b.variable(s.Options.One("source", "atop"), "defense")
	if err != nil {
		return nil, err
	}
	in, err := membersWithin(comity.COW, s.Scope, t.To)
	if err != nil {
		return nil, err
	}
	out := &Nets{Sources: []string{t.Source}}
	for year := t.From; year <= t.To; year++ {
		if list := in[year]; len(list) > 0 {
			out.Years = append(out.Years, Net{Year: year, States: list, Network: blocs.NewNetwork(len(list)), Ref: t.Ref(0)})
		}
	}
	at := map[int]*Net{}
	for i := range out.Years {
		at[out.Years[i].Year] = &out.Years[i]
	}
	t.Each("defense", comity.NoState, func(run record.Run) {
		for year := run.From; year < run.From+run.Years(); year++ {
			n := at[year]
			if n == nil {
				continue
			}
			i, ok := slices.BinarySearch(n.States, run.A)
			j, ok2 := slices.BinarySearch(n.States, run.B)
			switch x, _ := run.At(year); {
			case !ok || !ok2:
			case x == 1:
				n.Set(i, j, 1)
			case comity.Why(x) == comity.InSource:
				n.Unknown++
			}
		}
	})
	return out, nil
}

// signNets makes the networks of signed ties: 1 positive, -1 negative.
func (b *bench) signNets(s NetSpec) (*Nets, error) {
	s.Signs.Scope = s.Scope
	x, err := b.signed(s.Signs)
	if err != nil {
		return nil, err
	}
	out := &Nets{Sources: x.Sources}
	for _, y := range x.Years {
		if len(y.States) == 0 {
			continue
		}
		n := Net{Year: y.Year, States: y.States, Network: blocs.NewNetwork(len(y.States)), Ref: x.Refs[0]}
		for i := range y.States {
			for j := range i {
				n.Set(i, j, float64(y.Graph.Sign(i, j)))
			}
		}
		out.Years = append(out.Years, n)
	}
	return out, nil
}

// Blocs are networks with the blocs found in them, and labels that stay from year to year.
type Blocs struct {
	*Nets
	Found  []blocs.Found
	Labels [][]int // by network and state: 1, 2 …; 0: a bloc of one; -1: no tie
}

// sameLabel is the share of members two blocs must have in common to be one bloc at two times.
const sameLabel = .3

// Blocs finds the blocs of networks.
func (e *Engine) Blocs(ctx context.Context, s NetSpec, o blocs.Options) (*Blocs, error) {
	n, err := e.Nets(s)
	if err != nil {
		return nil, err
	}
	return n.search(ctx, o)
}

// blocs finds them by the usual search.
func (b *bench) blocs(s NetSpec) (*Blocs, error) {
	n, err := b.nets(s)
	if err != nil {
		return nil, err
	}
	return keep(b, "blocs of "+s.key(), func() *Blocs {
		out, _ := n.search(context.Background(), blocs.Options{Seed: 1}) // nothing can stop it
		return out
	}), nil
}

// Only keeps the networks of some years.
func (n *Nets) Only(from, to int) *Nets {
	out := &Nets{Sources: n.Sources, at: map[int]int{}}
	for _, y := range n.Years {
		if (from == 0 || y.Year >= from) && (to == 0 || y.Year <= to) {
			out.at[y.Year] = len(out.Years)
			out.Years = append(out.Years, y)
		}
	}
	return out
}

// Search finds the blocs of networks.
func (n *Nets) Search(ctx context.Context, o blocs.Options) (*Blocs, error) { return n.search(ctx, o) }

func (n *Nets) search(ctx context.Context, o blocs.Options) (*Blocs, error) {
	out := &Blocs{Nets: n, Found: make([]blocs.Found, len(n.Years))}
	var mu sync.Mutex
	var stopped error
	each(len(n.Years), func(i int) {
		f, err := blocs.Search(ctx, n.Years[i].Network, o)
		out.Found[i] = f
		if err != nil {
			mu.Lock()
			stopped = err
			mu.Unlock()
		}
	})
	if stopped != nil {
		return nil, stopped
	}
	out.label()
	return out, nil
}

// label follows the blocs through the years.
func (x *Blocs) label() {
	number := newStateNumbers()
	var all []comity.State
	for _, y := range x.Years {
		for _, s := range y.States {
			if number.of(s) < 0 {
				number[s] = int16(len(all))
				all = append(all, s)
			}
		}
	}
	parts := make([][]int, len(x.Years))
	for i, y := range x.Years {
		parts[i] = slices.Repeat([]int{-1}, len(all))
		for k, s := range y.States {
			parts[i][number[s]] = x.Found[i].Part[k]
		}
	}
	x.Labels = make([][]int, len(x.Years))
	for i, labels := range blocs.Track(parts, sameLabel) {
		for _, s := range x.Years[i].States {
			x.Labels[i] = append(x.Labels[i], labels[number[s]])
		}
	}
}

// labelOf gives the label of a state in a year, or the reason why there is none.
func (x *Blocs) labelOf(s comity.State, year int) (int, comity.Missing) {
	i, ok := x.at[year]
	if !ok {
		return 0, comity.NotCovered
	}
	k := x.Years[i].place.of(s)
	if k < 0 {
		return 0, comity.NotApplicable
	}
	if l := x.Labels[i][k]; l > 0 {
		return l, comity.Present
	}
	return 0, comity.Undefined
}
