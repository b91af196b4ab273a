package desk

// This file measures the structural balance of signed ties between states, year by year.

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"sync"

	"comity/chart"
	"comity/format/frame"
	"comity/measure/balance"
	"comity/panel"
)

// BalanceSpec is what balance is asked for.
type BalanceSpec struct {
	Positive, Negative []string // names of rules
	Window             int
	Directed           bool // count triads of ties with a direction, too
	Set                string
	From, To           int
	Deals              int // of signs; 0: 1,000
	Restarts           int // of the search for the frustration index; 0: 200
	Seed               uint64
}

// SignRules tells the rules that give ties their signs, by name and in words.
func SignRules() (names, words []string) { return panel.SignRules() }

const mostDeals, mostRestarts = 100_000, 100_000

// balanceOf is what was measured of one year.
type balanceOf struct {
	year   *panel.SignedYear
	tri    balance.Triangles
	chance balance.Chance
	walks  balance.Walks
	frus   balance.Frustration
	err    error
}

// MeasureBalance measures balance.
func (d *Desk) MeasureBalance(ctx context.Context, s BalanceSpec) (*Measurement, error) {
	s.Deals, s.Restarts = cmp.Or(s.Deals, 1000), cmp.Or(s.Restarts, 200)
	if s.Deals < 1 || s.Deals > mostDeals || s.Restarts < 1 || s.Restarts > mostRestarts {
		return nil, fmt.Errorf("--deals and --restarts are 1 to %d", mostDeals)
	}
	title := "Structural balance of ties between states"
	if s.Set != "" {
		title = "Structural balance of ties within " + insideWords(s.Set)
	}
	m := newMeasurement(balance.Method, title+yearsAfter(s.From, s.To))
	x, err := d.engine.Signed(panel.SignSpec{Positive: s.Positive, Negative: s.Negative, Window: s.Window, Scope: scopeOf(s.Set), Directed: s.Directed})
	if err != nil {
		return nil, d.absence("balance", err)
	}
	m.rests(x.Sources...)
	for i, r := range x.Rules {
		m.choose(fmt.Sprintf("rule %d", i+1), r)
	}
	m.choose("a pair with both", "is negative")
	m.choose("years a tie holds", fmt.Sprint(x.Window))
	m.choose("states", "members of the Correlates of War system of the year")
	m.choose("deals of signs, restarts, seed", fmt.Sprintf("%d, %d, %d", s.Deals, s.Restarts, s.Seed))
	m.choose("years all rules speak of", fmt.Sprintf("%d to %d", x.From, x.To))
	years, err := balanceYears(ctx, x, s)
	if err != nil {
		return nil, err
	}
	balanceTables(m, years)
	if s.Directed {
		directedTable(m, years)
	}
	m.Answer.Limits = []string{"Balance is a property of the signs the rules give; other rules give other networks, and most pairs of states have no tie at all.",
		"Many pacts make a clique of a whole region: most triangles are then three pacts of one treaty, balanced by its making.",
		"Where the frustration index is given as two bounds it lies between them; it is not known."}
	return m, nil
}

// balanceYears measures every year that has states, several at once.
func balanceYears(ctx context.Context, x *panel.Signed, s BalanceSpec) ([]balanceOf, error) {
	var out []balanceOf
	for i := range x.Years {
		if y := &x.Years[i]; len(y.States) > 0 && within(y.Year, s.From, s.To) {
			out = append(out, balanceOf{year: y})
		}
	}
	var wait sync.WaitGroup
	next := make(chan *balanceOf)
	for range 4 {
		wait.Go(func() {
			for b := range next {
				b.measure(ctx, s)
			}
		})
	}
	for i := range out {
		next <- &out[i]
	}
	close(next)
	wait.Wait()
	for _, b := range out {
		if b.err != nil {
			return nil, b.err
		}
	}
	return out, nil
}

func (b *balanceOf) measure(ctx context.Context, s BalanceSpec) {
	g := b.year.Graph
	if b.err = ctx.Err(); b.err != nil {
		return
	}
	b.tri, b.walks = g.Triangles(), g.Walks()
	seed := s.Seed + uint64(b.year.Year)
	if b.chance, b.err = g.Shuffle(ctx, s.Deals, seed); b.err != nil {
		return
	}
	b.frus, b.err = g.Frustration(ctx, s.Restarts, seed)
}

// balanceTables adds the tables: the years, and the states with a tie.
func balanceTables(m *Measurement, years []balanceOf) {
	var counts [10][]int
	var numbers [7][]float64
	var s stateBalance
	both, known := 0, 0
	for _, b := range years {
		g := b.year.Graph
		p, n := g.Edges()
		for k, x := range []int{b.year.Year, g.Tied(), p, n, int(b.tri[0]), int(b.tri[1]), int(b.tri[2]), int(b.tri[3]), b.frus.Low, b.frus.High} {
			counts[k] = append(counts[k], x)
		}
		for k, x := range []float64{b.tri.Balanced(), b.tri.Weak(), b.chance.Mean, b.chance.Z, b.chance.Above, b.walks.Whole, b.frus.Line(p + n)} {
			numbers[k] = append(numbers[k], x)
		}
		both = max(both, b.year.Both)
		if b.frus.Exact() {
			known++
		}
		s.add(b)
	}
	var columns []*frame.Column
	for k, c := range [][2]string{{"year", "year"}, {"states", "states with a tie"}, {"positive", "positive ties"}, {"negative", "negative ties"}, {"ppp", "triangles +++"}, {"ppm", "triangles ++-"}, {"pmm", "triangles +--"}, {"mmm", "triangles ---"}} {
		columns = append(columns, wholeColumn(c[0], c[1], counts[k]))
	}
	for k, c := range [][3]string{{"balanced", "share of balanced triangles", "share"}, {"weak", "share of weakly balanced triangles", "share"}, {"dealt", "mean share when signs are dealt at random", "share"},
		{"z", "balanced less dealt, in standard deviations of deals", "sd"}, {"above", "share of deals with at least as much", "share"}, {"walk", "balance of closed walks", "share"}} {
		columns = append(columns, realColumn(c[0], c[1], c[2], numbers[k]))
	}
	columns = append(columns, wholeColumn("frustration_low", "least number of frustrated ties, lower bound", counts[8]), wholeColumn("frustration_high", "upper bound", counts[9]), realColumn("line", "1 - frustration_high / (ties / 2)", "0 to 1", numbers[6]))
	m.table("years", "Year by year", columns...)
	s.table(m)
	if len(years) == 0 {
		m.note("The rules do not speak of these years, or no state of the set was there.")
		return
	}
	if known < len(years) {
		m.note("The frustration index is known in %d of %d years; in the others it lies between the bounds.", known, len(years))
	} else {
		m.note("The frustration index is known in every year.")
	}
	if both > 0 {
		m.note("Up to %d pairs a year are positive by one rule and negative by another; they count as negative.", both)
	}
	m.Answer.Charts = append(m.Answer.Charts, &chart.Line{Title: "Balanced share of triangles, and of signs dealt at random", Unit: "share",
		Series: []chart.Series{{Name: "balanced", Years: counts[0], Values: numbers[0]}, {Name: "dealt at random", Years: counts[0], Values: numbers[2]}}})
}

// directedTable adds the triads by direction and sign: those kinds that occur in a year.
func directedTable(m *Measurement, years []balanceOf) {
	var year, count []int
	var kind []string
	for _, b := range years {
		kinds, counts := b.year.Way.TriadCensus()
		for k, n := range counts {
			if n > 0 {
				year, kind, count = append(year, b.year.Year), append(kind, kinds[k].Signs), append(count, int(n))
			}
		}
	}
	m.table("triads", "Triads by direction and sign, of 138 kinds those that occur",
		wholeColumn("year", "year", year), textColumn("kind", "signs of the ties 1 to 2, 2 to 1, 1 to 3, 3 to 1, 2 to 3, 3 to 2", kind), wholeColumn("triads", "triads of the kind", count))
	m.note("Of the rules pacts and alliances go from who owes, sanctions from who imposes them; disputes and rivalries go both ways. A kind is the signs of the ties 1 to 2, 2 to 1, 1 to 3, 3 to 1, 2 to 3, 3 to 2.")
}

// stateBalance is the table of states as it grows.
type stateBalance struct {
	year, key, positive, negative []int
	state                         []string
	triangles                     []int
	share, walk                   []float64
}

func (t *stateBalance) add(b balanceOf) {
	g := b.year.Graph
	for i, s := range b.year.States {
		p, n := g.Degree(i)
		if p+n == 0 {
			continue
		}
		tri := g.TrianglesOf(i)
		t.year, t.key, t.state = append(t.year, b.year.Year), append(t.key, int(s)), append(t.state, idIn(s, b.year.Year))
		t.positive, t.negative, t.triangles = append(t.positive, p), append(t.negative, n), append(t.triangles, int(tri.All()))
		t.share, t.walk = append(t.share, tri.Balanced()), append(t.walk, b.walks.Local[i])
	}
}

func (t *stateBalance) table(m *Measurement) {
	m.table("states", "Balance around each state with a tie", wholeColumn("year", "year", t.year), wholeColumn("ccode", "comity's number of the state (that of COW)", t.key), textColumn("state", "state", t.state),
		wholeColumn("positive", "positive ties", t.positive), wholeColumn("negative", "negative ties", t.negative), wholeColumn("triangles", "triangles it is part of", t.triangles),
		realColumn("balanced", "share of them that is balanced", "share", t.share), realColumn("walk", "balance of closed walks through it", "share", t.walk))
}

// RulesListed lists the rules of signs for help.
func RulesListed() string {
	names, words := SignRules()
	var b strings.Builder
	for i := range names {
		fmt.Fprintf(&b, "  %-9s %s\n", names[i], words[i])
	}
	return strings.TrimRight(b.String(), "\n")
}
