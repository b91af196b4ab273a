package verdict

// Random claims on the made-up record: whatever is asked, an answer keeps what every answer must (sound, forms_test.go), and what is
// supported is not so negated.

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"comity"
	"comity/states"
)

func TestRandomClaims(t *testing.T) {
	k, r := world(t, asIs), rand.New(rand.NewPCG(3, 3))
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	state := func() string { return states.ID(players[r.IntN(len(players))], comity.DayOf(2020, 1, 1)) }
	decided := 0
	for range 400 {
		a, b := state(), state()
		if a == b {
			continue
		}
		column := pick("trade.turnover("+a+","+b+")", "trade.exports("+a+","+b+")", "trade.share("+a+","+b+")", "vote.agreement("+a+","+b+")", "gdp("+a+")", "population("+a+")")
		when := pick("", fmt.Sprintf(" in %d", 1988+r.IntN(40)), fmt.Sprintf(" from %d to %d", 1988+r.IntN(15), 2004+r.IntN(15)))
		what := pick(fmt.Sprintf(" is %s %.4f", pick("exactly", "about", "over", "under", "at least", "at most"), r.Float64()*pow10(r.IntN(10))),
			" is highest", " is lowest", " rose", " fell", fmt.Sprintf(" rose %s %d percent", pick("over", "about", "under"), r.IntN(90)), " is more than gdp("+b+")", " is less than population("+b+")")
		text := pick("", "not ") + column + when + what
		on := fmt.Sprintf("%d-%02d-15", 1995+r.IntN(40), 1+r.IntN(12))
		answer := ask(t, k, text, on)
		sound(t, k, answer, on)
		x := answer.Claim
		x.Negated = !x.Negated
		d, _ := comity.ParseDate(on)
		other := map[Word]Word{Supported: Not, Not: Supported, CannotTell: CannotTell}
		if want, ok := other[answer.Verdict()]; ok {
			if got := k.Check(x, d.Day).Verdict(); got != want {
				t.Errorf("%s on %s is %s, negated %s", text, on, answer.Verdict(), got)
			}
		}
		if answer.Verdict() != CannotTell {
			decided++
		}
	}
	if decided < 80 {
		t.Errorf("only %d of the claims were decided: the test asks too little", decided)
	}
}

func pow10(n int) float64 {
	x := 1.0
	for range n {
		x *= 10
	}
	return x
}
