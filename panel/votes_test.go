package panel

// The published figures of agreement, held against the core record's votes.

import (
	"math"
	"testing"

	"comity"
	"comity/record"
)

func core(t testing.TB) *Engine {
	t.Helper()
	rec, err := record.Core()
	if err != nil {
		t.Fatal(err)
	}
	return New(rec)
}

const usa, uk, russia, china, israel comity.State = 2, 200, 365, 710, 666

// TestAgreementOfSession74 holds agreement on divided roll calls of session 74 (2019) against figures computed from Voeten's
// votes with his own script's rule (mean of 1-|x-y|/2 over non-unanimous roll calls in which both voted), with their n.
func TestAgreementOfSession74(t *testing.T) {
	e := core(t)
	r := e.Readings("vote.agreement", nil)[0]
	for _, c := range []struct {
		name string
		a, b comity.State
		want float64
		n    int
	}{
		{"USA-RUS", usa, russia, .2874, 87}, {"USA-CHN", usa, china, .2022, 89}, {"RUS-CHN", russia, china, .8736, 87},
		{"USA-UKG", usa, uk, .6538, 91}, {"USA-ISR", usa, israel, .9607, 89},
	} {
		got := e.Cell("vote.agreement", []comity.State{c.a, c.b}, r, 2019)
		if math.Abs(got.Value-c.want) > .00005 || got.N != c.n {
			t.Errorf("%s: %.4f over %d roll calls, want %.4f over %d", c.name, got.Value, got.N, c.want, c.n)
		}
	}
}

// TestHighestAgreement: over sessions 26 to 74 Russia and China agreed most in session 43 (1988, .956) and least in session 48
// (1993, .621).
func TestHighestAgreement(t *testing.T) {
	e := core(t)
	s, err := e.Series("vote.agreement", []comity.State{russia, china}, e.Readings("vote.agreement", nil)[0])
	if err != nil {
		t.Fatal(err)
	}
	high, low := Cell{Value: -1}, Cell{Value: 2}
	for _, c := range s.Known() {
		if c.Year < 1971 || c.Year > 2019 {
			continue
		}
		if c.Value > high.Value {
			high = c
		}
		if c.Value < low.Value {
			low = c
		}
	}
	if high.Year != 1988 || math.Abs(high.Value-.956) > .0005 {
		t.Errorf("highest %.4f in %d, want .956 in 1988", high.Value, high.Year)
	}
	if low.Year != 1993 || math.Abs(low.Value-.621) > .0005 {
		t.Errorf("lowest %.4f in %d, want .621 in 1993", low.Value, low.Year)
	}
}

// TestVotesOfTheMonthOfAdmission: votes of new members count that the source dates, by its running days, before their admission.
func TestVotesOfTheMonthOfAdmission(t *testing.T) {
	e := core(t)
	r := e.Readings("vote.agreement", nil)[0]
	b := newBench(e, comity.COW, Spec{})
	g := b.dyadGrid(Spec{})
	_, m := filledBy(t, b, g, "vote.common")
	for _, c := range []struct {
		state comity.State
		year  int
		n     int
	}{{230, 1955, 5}, {53, 1966, 2}, {501, 1963, 3}} {
		got := e.Cell("vote.agreement", []comity.State{usa, c.state}, r, c.year)
		if got.N != c.n || m.At(g.Find(int16(usa), int16(c.state), c.year)) != float64(c.n) {
			t.Errorf("%d in %d: %d common votes by the calculator, %v in panels, want %d", c.state, c.year, got.N, m.At(g.Find(int16(usa), int16(c.state), c.year)), c.n)
		}
	}
	if x := e.Cell("vote.agreement", []comity.State{usa, 230}, r, 1954).Value; comity.Why(x) != comity.NotApplicable {
		t.Errorf("Spain in 1954: %v", x)
	}
}

func BenchmarkAllPairsAllSessions(b *testing.B) {
	e := core(b)
	r := e.Readings("vote.agreement", nil)[0]
	e.Agreements(r, 2019)
	b.ResetTimer()
	for range b.N {
		e.AllAgreements(r)
	}
}
