package verdict

// Neutrality as a property: who the states are must not matter. States are exchanged for one another in the record and in the claim
// together; and one claim is asked of every pair.

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"comity"
	"comity/claim"
	"comity/states"
)

var onPairs = []string{
	"trade.turnover(GTM,HND) in 2012 is over 20e6 USD", "trade.turnover(GTM,HND) in 2001 is 7.7e6 USD", "not trade.exports(GTM,HND) in 2009 is under 3e6 USD",
	"trade.turnover(GTM,HND) in 2009 fell", "trade.turnover(GTM,HND) rose over 2 ratio since 2000", "trade.turnover(GTM,HND) in 2016 is highest",
	"trade.exports(GTM,HND) is more than trade.exports(HND,GTM)", "gdp(GTM) is less than gdp(HND)", "trade.share(GTM,HND) in 2010 is over 0.1 share",
	"vote.agreement(GTM,HND) in 2010 is over 0.8 share", "vote.agreement(GTM,HND) from 2000 to 2010 is most", "vote.agreement(GTM,HND) in 2012 is lowest",
	"trade.turnover(GTM,HND) in 2012 ranks 1", "population(GTM) ranks 1", "most of \"states\" support \"nuclear disarmament\" in 2010", "trade.turnover(GTM,HND) in 2020 is 3 USD",
}

// pairClaim puts two states in the place of the two of a claim written out.
func pairClaim(t *testing.T, text string, put func(comity.State) comity.State) claim.Claim {
	t.Helper()
	c, err := claim.Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	renameAll := func(who []comity.State) (out []comity.State) {
		for _, s := range who {
			out = append(out, put(s))
		}
		return out
	}
	c.Who = renameAll(c.Who)
	if c.Than != nil {
		than := *c.Than
		than.Who = renameAll(than.Who)
		c.Than = &than
	}
	return c
}

// unnamed writes the places of the players for their names.
func unnamed(text string, place func(comity.State) int) string {
	for _, s := range players {
		text = strings.ReplaceAll(text, states.Name(s, comity.DayOf(2020, 1, 1)), fmt.Sprintf("<%d>", place(s)))
	}
	return text
}

func TestRelabelling(t *testing.T) {
	k, on := world(t, asIs), comity.DayOf(2017, 6, 1)
	r := rand.New(rand.NewPCG(7, 7))
	for range 6 {
		perm := r.Perm(len(players))
		to := func(s comity.State) comity.State { return players[perm[slices.Index(players, s)]] }
		k2 := world(t, to)
		was := func(s comity.State) int { return slices.Index(players, s) }
		is := func(s comity.State) int { return slices.Index(perm, slices.Index(players, s)) }
		for _, text := range onPairs {
			a, b := k.Check(pairClaim(t, text, asIs), on), k2.Check(pairClaim(t, text, to), on)
			if a.Verdict() != b.Verdict() || unnamed(a.Because, was) != unnamed(b.Because, is) || unnamed(a.Flips, was) != unnamed(b.Flips, is) || a.Claim.Rule() != b.Claim.Rule() {
				t.Errorf("%s\n\t%s: %s\n\tother states in their place: %s: %s", text, a.Verdict(), a.Because, b.Verdict(), b.Because)
			}
			if !reflect.DeepEqual(numbersOf(a), numbersOf(b)) {
				t.Errorf("%s: numbers %v, with other states in their place %v", text, numbersOf(a), numbersOf(b))
			}
		}
	}
}

// numbersOf gives what the readings found.
func numbersOf(a Answer) (out []string) {
	for _, r := range a.Readings {
		out = append(out, fmt.Sprintf("%s %.9g", r.Result, r.Value))
	}
	return out
}

var figures = regexp.MustCompile(`-?\$?[\d][\d.,]*( (bn|mn|trn))?( %)?`)

// TestTemplates: over all pairs, one verdict on one claim is told by one sentence.
func TestTemplates(t *testing.T) {
	k, on := world(t, asIs), comity.DayOf(2017, 6, 1)
	for _, text := range onPairs {
		told := map[string]string{}
		for i, x := range players {
			for j, y := range players {
				if i == j {
					continue
				}
				put := func(s comity.State) comity.State {
					return map[comity.State]comity.State{players[0]: x, players[1]: y}[s]
				}
				a := k.Check(pairClaim(t, text, put), on)
				// who is named beside the two, and which reading differs first, are facts; the words are not
				skeleton := figures.ReplaceAllString(unnamed(a.Because, func(comity.State) int { return 0 }), "#")
				skeleton, _, _ = strings.Cut(skeleton, "; but")
				key := fmt.Sprint(a.Verdict(), a.Readings[:min(1, len(a.Readings))], a.Count(Hold), a.Count(Nearly), a.Count(Fail))
				key = figures.ReplaceAllString(unnamed(key, func(comity.State) int { return 0 }), "#")
				if was, ok := told[key]; ok && was != skeleton {
					t.Errorf("%s: told as %q and as %q", text, was, skeleton)
				}
				told[key] = skeleton
			}
		}
	}
}
