package verdict

// Claims against the core record, with figures published elsewhere: tallies of the United Nations, Chinese customs, Voeten's agreement.

import (
	"strings"
	"testing"

	"comity/panel"
	"comity/record"
)

func coreChecker(t testing.TB) *Checker {
	t.Helper()
	rec, err := record.Core()
	if err != nil {
		t.Fatal(err)
	}
	return New(panel.New(rec))
}

func TestPublishedFigures(t *testing.T) {
	k := coreChecker(t)
	for _, c := range []one{
		// A/RES/74/154, unilateral coercive measures: 135 yes, 55 no, none abstaining
		{`most of "states" oppose "unilateral coercive measures" in 2019`, "2024-01-15", Supported, "135 of 190 voted yes on A/RES/74/154 (2019-12-18)"},
		{`all of "states" oppose "unilateral coercive measures" in 2019`, "2024-01-15", Not, "135 of 190"},
		// the embargo against Cuba: 187 to 3 with 2 abstaining in 2019 (A/RES/74/7), 185 to 2 with 2 in 2022 (A/RES/77/7)
		{`nearly all of "states" oppose "Cuba embargo" in 2019`, "2024-01-15", Supported, "187 of 192 voted yes on A/RES/74/7"},
		{`nearly all of "states" oppose "Cuba embargo" in 2022`, "2024-01-15", Supported, "185 of 189"},
		{`none of "states" oppose "Cuba embargo" in 2022`, "2024-01-15", Not, "185 of 189"},
		// General Administration of Customs of China: 240.11 bn in 2023, 190.27 bn in 2022
		{"trade.turnover(RUS,CHN) in 2023 is 240e9 USD", "2024-01-15", Supported, "$240.1 bn in 2023"},
		{"trade.turnover(RUS,CHN) in 2023 is highest", "2024-01-15", Supported, "next: $190.3 bn in 2022"},
		{"trade.turnover(RUS,CHN) in 2023 is 300e9 USD", "2024-01-15", Not, "$240.1 bn"},
		{`trade.turnover(RUS,CHN) in 2023 is 240.1e9 USD source "Chinese customs"`, "2024-01-15", Supported, "$240.1 bn"},
		{"trade.turnover(RUS,CHN) in 2023 is 240e9 USD", "2023-12-20", CannotTell, "was not over"},
		// agreement on divided roll calls: highest in session 43 (1988) with .956, .874 in session 74 (2019)
		{"vote.agreement(RUS,CHN) in 2019 is highest", "2024-01-15", Not, "87.4 % in 2019; 95.6 % in 1988"},
		{"vote.agreement(USA,CHN) in 2018 is under 0.3333 share", "2019-10-10", Supported, "21.5 %"},
		{"relation(RUS,CHN) is highest ever", "2024-01-15", Depends, ""},
	} {
		a := ask(t, k, c.claim, c.on)
		if a.Verdict() != c.want || !strings.Contains(a.Because, c.reason) {
			t.Errorf("%s (on %s)\n\t%s: %s\n\twant %s with %q", c.claim, c.on, a.Verdict(), a.Because, c.want, c.reason)
		}
		sound(t, k, a, c.on)
	}
}

// TestNothingLater: a claim knows no roll call after the day it was made, not even of a session that had opened.
func TestNothingLater(t *testing.T) {
	k := coreChecker(t)
	const text = "vote.agreement(RUS,CHN) in 2019 is over 0.5 share"
	early, late := ask(t, k, text, "2019-12-31"), ask(t, k, text, "2024-01-15")
	if early.Evidence[0].Text == late.Evidence[0].Text {
		t.Errorf("session 74 has %s at the end of 2019, and %s in 2024", early.Evidence[0].Text, late.Evidence[0].Text)
	}
}

// TestRecordOfThePast: what came after the day is no rival of "ever", and is shown beside the verdict.
func TestRecordOfThePast(t *testing.T) {
	k := coreChecker(t)
	a := ask(t, k, "trade.turnover(RUS,CHN) in 2023 is highest ever", "2024-01-15")
	if a.Verdict() != Supported || len(a.Warnings) == 0 || a.Warnings[0].Code != "later" {
		t.Errorf("%s: %s (%v)", a.Verdict(), a.Because, a.Warnings)
	}
}

func BenchmarkCheck(b *testing.B) {
	k := coreChecker(b)
	for name, text := range map[string]string{
		"level": "trade.turnover(RUS,CHN) in 2023 is 240e9 USD", "change": "trade.turnover(FRA,DEU) in 2009 fell", "record": "vote.agreement(RUS,CHN) in 2019 is highest",
		"relation": "relation(RUS,CHN) is highest ever", "rank": "trade.turnover(FRA,DEU) in 2012 ranks 1", "comparison": "vote.agreement(USA,CHN) is less than vote.agreement(CHN,RUS)",
		"share": `all of "developing countries" oppose "unilateral coercive measures" in 2019`, "membership": "member(FRA+DEU, NATO) since 1955", "tie": "not tie(USA+CHN, alliance)",
		"event": "event(USA+CHN, established, relations) in 1979", "anniversary": "anniversary(RUS+CHN, established, relations) in 2024 is 75 years", "count": "war.count(FRA,DEU) from 1870 to 1945 counts 3",
	} {
		b.Run(name, func(b *testing.B) {
			ask(b, k, text, "2024-01-15")
			for b.Loop() {
				ask(b, k, text, "2024-01-15")
			}
		})
	}
}
