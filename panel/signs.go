package panel

// This file gives the ties between states signs by named rules, year by year: positive where a rule of friendship holds, negative
// where one of hostility does, negative where both do.

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"comity"
	"comity/measure/balance"
	"comity/record"
	"comity/states"
)

// signRule is a rule that ties two states in some years.
type signRule struct {
	name     string
	negative bool
	words    string
	family   string
	read     func(b *bench, family string) (*ruled, error)
}

// ruled is what a rule says: the years it can speak of, and each tie with its years.
type ruled struct {
	table    *record.Table
	from, to int
	each     func(f func(a, b comity.State, from, to int))
}

// signRules are the rules there are. Those of disputes are of each level of hostility from 2 (threat) to 5 (war).
var signRules = slices.Concat([]signRule{
	{"pact", false, "either owes the other defence (ATOP)", "atop", ruledByATOP("defense")},
	{"alliance", false, "an alliance of any kind, non-aggression and consultation among them (ATOP)", "atop", ruledByATOP("defense", "offense", "neutral", "nonagg", "consul")},
	{"rivalry", true, "a strategic rivalry (Thompson, Sakuwa and Suhas)", "rivalries-tss-2022", ruledByRivalry},
	{"sanction", true, "sanctions of either on the other (GSDB)", "gsdb", ruledByFlag("sanction")},
}, disputeRules("mid", "cow-mid-disputes", "Correlates of War"), disputeRules("gml", "gml-mid-disputes", "Gibler, Miller and Little"))

func disputeRules(name, family, words string) []signRule {
	var out []signRule
	for level, what := range []string{"threat", "display of force", "use of force", "war"} {
		least := float64(level + 2)
		out = append(out, signRule{name + "-" + strconv.Itoa(level+2), true, "a militarised dispute with " + what + " or more (" + words + ")", family,
			func(b *bench, family string) (*ruled, error) { return ruledByDispute(b, family, least) }})
	}
	return out
}

// SignRules tells the rules by name and in words, the positive ones first.
func SignRules() (names, words []string) {
	for _, r := range signRules {
		names, words = append(names, r.name), append(words, r.words)
	}
	return names, words
}

// ruledByATOP ties pairs with any of the obligations, in either direction.
func ruledByATOP(variables ...string) func(b *bench, family string) (*ruled, error) {
	return func(b *bench, family string) (*ruled, error) {
		t, err := b.variable(family, variables[0])
		if err != nil {
			return nil, err
		}
		return flagged(t, variables), nil
	}
}

func ruledByFlag(variable string) func(b *bench, family string) (*ruled, error) {
	return ruledByATOP(variable)
}

// flagged ties pairs in the years in which one of the variables is 1.
func flagged(t *record.Table, variables []string) *ruled {
	return &ruled{t, t.From, t.To, func(f func(a, b comity.State, from, to int)) {
		for _, name := range variables {
			t.Each(name, comity.NoState, func(run record.Run) {
				for year := run.From; year < run.From+run.Years(); year++ {
					if x, _ := run.At(year); x == 1 {
						f(run.A, run.B, year, year)
					}
				}
			})
		}
	}}
}

// ruledByDispute ties pairs in the years of a dispute that reached a level of hostility.
func ruledByDispute(b *bench, family string, least float64) (*ruled, error) {
	d, err := b.disputes(family)
	if err != nil {
		return nil, err
	}
	pair := pairOf(d.table)
	return &ruled{d.table, d.table.From, d.table.To, func(f func(a, b comity.State, from, to int)) {
		for row := range d.table.Rows {
			if w := d.read(row); w.hostlev >= least {
				p := pair(row)
				f(p.A, p.B, w.year, w.year)
			}
		}
	}}, nil
}

// ruledByRivalry ties rivals.
func ruledByRivalry(b *bench, family string) (*ruled, error) {
	x, err := b.rivalries(family)
	if err != nil {
		return nil, err
	}
	return &ruled{x.table, x.table.From, x.table.To, func(f func(a, b comity.State, from, to int)) {
		for a := range x.pairs.number {
			for c := range x.pairs.number {
				for _, r := range x.pairs.of(comity.State(a), comity.State(c)) {
					f(comity.State(a), comity.State(c), r.from, r.to)
				}
			}
		}
	}}, nil
}

// SignSpec asks for signed ties.
type SignSpec struct {
	Positive, Negative []string // names of rules; none: pact, mid-3
	Window             int      // a tie of a year is one of the year or of so many less one before; 0: 1
	Scope              []string
	Directed           bool // lay out from whom to whom, too
}

// usual fills in what is not chosen.
func (s SignSpec) usual() SignSpec {
	if len(s.Positive) == 0 {
		s.Positive = []string{"pact"}
	}
	if len(s.Negative) == 0 {
		s.Negative = []string{"mid-3"}
	}
	s.Window = max(1, s.Window)
	return s
}

// Signed are networks with signs by year.
type Signed struct {
	From, To int      // the years all rules speak of
	Rules    []string // in words
	Sources  []string
	Refs     []comity.Ref
	Window   int
	Years    []SignedYear // from From on
	walks    func() []balance.Walks
}

// SignedYear is the network of a year.
type SignedYear struct {
	Year   int
	States []comity.State // members of the Correlates of War system, in order of their keys
	Graph  *balance.Graph
	Way    *balance.Directed // from whom to whom, where it was asked for: a pact from who owes it, sanctions from who imposes them
	Both   int               // pairs that were positive and negative by the rules
}

// Signed lays the ties out.
func (e *Engine) Signed(s SignSpec) (*Signed, error) {
	return newBench(e, comity.COW, Spec{}).signed(s)
}

// signed lays them out.
func (b *bench) signed(s SignSpec) (*Signed, error) {
	type kept struct {
		x   *Signed
		err error
	}
	s = s.usual()
	k := keep(b, fmt.Sprint("signs ", s), func() kept {
		x, err := b.makeSigned(s)
		return kept{x, err}
	})
	return k.x, k.err
}

// mostWindow is the longest window: no tie is older than the lists.
const mostWindow = 100

func (b *bench) makeSigned(s SignSpec) (*Signed, error) {
	if s.Window > mostWindow {
		return nil, fmt.Errorf("a window of %d years: at most %d", s.Window, mostWindow)
	}
	plus, err := b.rulesNamed(s.Positive, false)
	if err != nil {
		return nil, err
	}
	less, err := b.rulesNamed(s.Negative, true)
	if err != nil {
		return nil, err
	}
	out := &Signed{From: 1816, To: lastYear, Window: s.Window}
	for _, list := range [][]namedRule{plus, less} {
		for _, r := range list {
			out.From, out.To = max(out.From, r.from), min(out.To, r.to)
			out.Rules = append(out.Rules, r.words)
			if !slices.Contains(out.Sources, r.table.Source) {
				out.Sources, out.Refs = append(out.Sources, r.table.Source), append(out.Refs, r.table.Ref(0))
			}
		}
	}
	in, err := membersWithin(comity.COW, s.Scope, min(out.To, states.Covered(comity.COW).Year()+20))
	if err != nil {
		return nil, err
	}
	for year := out.From; year <= out.To; year++ {
		y := SignedYear{Year: year, States: in[year], Graph: balance.NewGraph(len(in[year]))}
		if s.Directed {
			y.Way = balance.NewDirected(len(y.States))
		}
		out.Years = append(out.Years, y)
	}
	out.sign(plus, less)
	out.walks = sync.OnceValue(func() []balance.Walks {
		w := make([]balance.Walks, len(out.Years))
		each(len(w), func(i int) { w[i] = out.Years[i].Graph.Walks() })
		return w
	})
	return out, nil
}

// namedRule is a rule with what it says.
type namedRule struct {
	*ruled
	words string
}

func (b *bench) rulesNamed(names []string, negative bool) ([]namedRule, error) {
	var out []namedRule
	for _, name := range names {
		i := slices.IndexFunc(signRules, func(r signRule) bool { return r.name == name && r.negative == negative })
		if i < 0 {
			return nil, fmt.Errorf("no rule of %s ties is called %q; there are %s", signWord(negative), name, strings.Join(ruleNames(negative), ", "))
		}
		r, err := signRules[i].read(b, signRules[i].family)
		if err != nil {
			return nil, err
		}
		out = append(out, namedRule{r, signWord(negative) + ": " + signRules[i].words})
	}
	return out, nil
}

func signWord(negative bool) string {
	if negative {
		return "negative"
	}
	return "positive"
}

func ruleNames(negative bool) []string {
	var out []string
	for _, r := range signRules {
		if r.negative == negative {
			out = append(out, r.name)
		}
	}
	return out
}

// sign gives the ties their signs: positive ones first, so that negative ones win.
func (x *Signed) sign(plus, less []namedRule) {
	place := make([]stateNumbers, len(x.Years))
	each(len(x.Years), func(i int) {
		place[i] = newStateNumbers()
		for k, s := range x.Years[i].States {
			place[i][s] = int16(k)
		}
	})
	mark := func(rules []namedRule, sign int) {
		for _, r := range rules {
			r.each(func(a, b comity.State, from, to int) {
				for year := max(from, x.From); year <= min(to+x.Window-1, x.To); year++ {
					i := year - x.From
					x.Years[i].set(place[i].of(a), place[i].of(b), sign)
				}
			})
		}
	}
	mark(plus, 1)
	mark(less, -1)
}

// set gives two states of the year a tie.
func (y *SignedYear) set(i, j, sign int) {
	if i < 0 || j < 0 || i == j {
		return
	}
	if y.Graph.Sign(i, j)*sign < 0 {
		y.Both++
	}
	y.Graph.Set(i, j, sign)
	if y.Way != nil {
		y.Way.Set(i, j, sign)
	}
}

// Walks gives the balance of walks of every year.
func (x *Signed) Walks() []balance.Walks { return x.walks() }

// In gives the network of a year, nil where the rules do not speak of it.
func (x *Signed) In(year int) *SignedYear {
	if year < x.From || year > x.To {
		return nil
	}
	return &x.Years[year-x.From]
}

// of gives the place of a state in a year, -1 where it is none of the network.
func (y *SignedYear) of(s comity.State) int {
	i, ok := slices.BinarySearch(y.States, s)
	if !ok {
		return -1
	}
	return i
}
