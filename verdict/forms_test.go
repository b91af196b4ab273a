package verdict

// Each form on the made-up record (world_test.go): what holds, nearly holds, fails, is silent. GTM and HND are the first two of its
// states: flows of 3 and 4 million at first, 7 million both ways, times 1.1 a year, halved in 2009.

import (
	"strings"
	"testing"

	"comity"
)

// one is a claim with its verdict; reason is part of the sentence, where it matters.
type one struct {
	claim, on string
	want      Word
	reason    string
}

var forms = map[string][]one{
	"level": {
		{"trade.turnover(GTM,HND) in 2001 is 7.7e6 USD", "2020-01-01", Supported, "$7.70 mn in 2001"},
		{"trade.turnover(GTM,HND) in 2001 is 8e6 USD", "2020-01-01", Supported, ""},
		{"trade.turnover(GTM,HND) in 2001 is 8.2e6 USD", "2020-01-01", Depends, "Nearly"},
		{"trade.turnover(GTM,HND) in 2001 is over 9e6 USD", "2020-01-01", Not, ""},
		{"not trade.turnover(GTM,HND) in 2001 is over 9e6 USD", "2020-01-01", Supported, ""},
		{"trade.turnover(GTM,HND) in 1999 is 7e6 USD", "2020-01-01", CannotTell, "no source"},
		{"trade.turnover(GTM,HND) in 2016 is over 1e6 USD", "2016-06-30", CannotTell, "was not over"},
		{"trade.turnover(GTM,HND) in 2016 is over 1e6 USD", "2015-06-30", CannotTell, "had not come"},
		{"trade.turnover(GTM,HND) in 2012-03 is over 1e6 USD", "2020-01-01", CannotTell, ""},
		{"trade.turnover(GTM,HND) is over 1e6 USD", "2026-12-30", Supported, ""},
		{"trade.turnover(GTM,HND) is over 1e6 USD", "2027-12-31", CannotTell, ""}, // the last figure is eleven years old
		{"trade.turnover(GTM,HND) from 2001 to 2005 is over 7e6 USD", "2020-01-01", Supported, "5 years covered"},
		{"trade.turnover(GTM,HND) from 2001 to 2005 is over 9e6 USD", "2020-01-01", Not, ""},
		{"vote.agreement(GTM,HND) in 2010 is nearly all", "2020-01-01", Depends, ""},
		{"unknown(GTM) is over 1", "2020-01-01", CannotTell, "no column"},
	},
	"change": {
		{"trade.turnover(GTM,HND) in 2008 rose", "2020-01-01", Supported, ""},
		{"trade.turnover(GTM,HND) in 2009 fell", "2020-01-01", Supported, ""},
		{"trade.turnover(GTM,HND) in 2009 rose", "2020-01-01", Not, ""},
		{"trade.turnover(GTM,HND) in 2001 rose about 10 percent", "2020-01-01", Supported, ""},
		{"trade.turnover(GTM,HND) from 2000 to 2008 rose over 2 ratio", "2020-01-01", Supported, ""},
		{"trade.turnover(GTM,HND) from 2000 to 2008 rose over 3 ratio", "2020-01-01", Not, ""},
		{"trade.turnover(GTM,HND) from 1990 to 2008 rose", "2020-01-01", CannotTell, ""},
		{"population(GTM) from 2000 to 2010 unchanged", "2020-01-01", Supported, ""},
		{"gdp(GTM) rose since 1990 every \"decade\"", "2022-06-30", Supported, "3 steps"},
		{"trade.turnover(GTM,HND) rose since 2000 every \"year\"", "2017-06-30", Not, "2008 to 2009"},
		{"trade.turnover(GTM,HND) rose since 2008", "2010-06-30", Not, "2009"}, // 2010 was not over
	},
	"record": {
		{"gdp(GTM) in 2010 is highest", "2020-01-01", Supported, "since 1990"},
		{"gdp(GTM) in 2010 is highest ever", "2011-06-30", Supported, ""},
		{"gdp(GTM) in 2010 is highest ever", "2015-06-30", Not, ""}, // also the years after it, to the day
		{"gdp(GTM) in 2010 is highest since 1950", "2020-01-01", CannotTell, "covered from 1990 only"},
		{"gdp(GTM) in 1990 is lowest", "2020-01-01", CannotTell, ""}, // no other year to hold it against
		{"gdp(GTM) in 2000 is lowest", "2020-01-01", Not, ""},
		{"trade.turnover(GTM,HND) in 2009 is highest", "2020-01-01", Not, "$8.25 mn in 2009; $15.0 mn in 2008"}, // the shares, the same every year, inform and do not count
		{"trade.turnover(GTM,HND) in 2016 is highest", "2020-01-01", Supported, "$32.2 mn in 2016"},
		{"population(GTM) in 2010 is highest", "2020-01-01", Depends, ""}, // the same every year
		{"gdp(GTM) is highest", "2034-01-01", CannotTell, ""},
	},
	"rank": {
		{"gdp(PER) in 2010 ranks 1 among \"states\"", "2020-01-01", CannotTell, "have a value"}, // 12 of all states
		{"trade.turnover(GTM,PER) in 2010 ranks 1", "2020-01-01", CannotTell, "have a value"},
	},
	"comparison": {
		{"gdp(HND) in 2010 is more than gdp(GTM) in 2010", "2020-01-01", Supported, ""},
		{"gdp(GTM) is more than gdp(HND)", "2020-01-01", Not, ""},
		{"gdp(GTM) is less than gdp(HND)", "2020-01-01", Supported, ""},
		{"gdp(HND) in 2010 is more 2 ratio than gdp(GTM) in 2010", "2020-01-01", Supported, ""},
		{"gdp(HND) in 2010 is more over 5 ratio than gdp(GTM) in 2010", "2020-01-01", Not, ""},
		{"gdp(HND) in 2010 is equal than gdp(GTM) in 2010", "2020-01-01", Not, ""},
		{"population(GTM) in 2010 is equal than population(GTM) in 2000", "2020-01-01", Supported, ""},
		{"trade.exports(GTM,HND) is less than trade.exports(HND,GTM)", "2017-01-01", Supported, "Honduras to Guatemala"},
		{"gdp(GTM) in 2010 is more than population(GTM) in 2010", "2020-01-01", CannotTell, "one unit"},
		{"gdp(GTM) in 2010 is more than gdp(FRA) in 2010", "2020-01-01", CannotTell, ""},
	},
	"share": {
		{"few of \"states\" support \"nuclear disarmament\" in 2010", "2020-01-01", Depends, ""}, // 12 of 12 voters, of 192 members
		{"most of \"states\" support \"nuclear disarmament\" in 1980", "2020-01-01", CannotTell, "no roll call"},
		{"most of \"states\" support \"nuclear disarmament\" in 2023", "2023-11-30", CannotTell, "no roll call"},
		{"most of \"states\" support \"nothing voted on\"", "2020-01-01", CannotTell, "no roll call"},
		{"most of \"the merry\" support \"nuclear disarmament\" in 2010", "2020-01-01", CannotTell, "no named definition"},
		{"most of \"states\" have recognised(USA)", "2020-01-01", CannotTell, "no list"},
		{"most of \"states\" have recognised(CHN)", "2019-10-10", Supported, ""},
		{"most of \"states\" have recognised(CHN)", "2005-10-10", CannotTell, "recalled"},
		{"nearly all of \"states\" have group UN", "2020-01-01", Supported, ""},
	},
	"membership": {
		{"member(FRA, UNSC, permanent) in 2020", "2022-01-01", Supported, ""},
		{"not member(DEU, UNSC, permanent)", "2013-01-22", Supported, ""},
		{"member(DEU, UNSC, permanent)", "2013-01-22", Not, ""},
		{"member(GBR, EU) since 1973", "2013-01-22", Supported, ""},
		{"member(GBR, EU) since 1973", "2024-01-22", Not, "2020-01-31"},
		{"not member(GBR, EU) since 2015", "2024-01-22", Not, ""},
		{"member(GBR, EU) in 2020", "2024-01-22", Depends, "some day of 2020"},
		{"member(FRA+DEU, NATO) since 1955", "2013-01-22", Supported, ""},
		{"not member(USA+CHN, SCO)", "2019-10-10", Not, ""},
		{"member(FRA, UNSC, permanent)", "", CannotTell, "when"},
		{"member(FRA, UNSC, permanent) in 2030", "2024-01-01", CannotTell, "had not come"},
		{"member(FRA, \"no such group\")", "2024-01-01", CannotTell, "no group"},
	},
	"tie": {
		{"tie(USA+JPN, defence) in 2010", "2020-01-01", Supported, ""},
		{"not tie(USA+JPN, defence) in 2010", "2020-01-01", Not, ""},
		{"tie(USA+CHN, defence) in 2010", "2020-01-01", Not, ""},
		{"tie(USA+CHN, defence)", "2021-01-01", Not, "last day of the census"},
		{"tie(USA+CHN, defence) in 2020", "2021-06-01", CannotTell, "recalled"}, // since the census the list was kept from memory
		{"tie(USA+GBR+FRA, defence) in 2010", "2020-01-01", Supported, ""},
		{"tie(USA+GBR+CHN, defence) in 2010", "2020-01-01", Not, ""},
		{"tie(CHN+USA, war) from 1950 to 1953", "2020-01-01", Supported, "Korean War"},
		{"tie(CHN+USA, war) in 1951", "2020-01-01", Supported, "Korean War"},
		{"tie(CHN+USA, war) in 1955", "2020-01-01", Not, ""},
		{"tie(USA+CHN+KOR, war) in 1951", "2020-01-01", Not, "none from"}, // not every pair of them
		{"tie(FRA+DEU, war) since 1946", "2013-01-01", Not, ""},
		{"not tie(FRA+DEU, war) since 1946", "2013-01-01", Supported, ""},
		{"tie(USA+CHN, relations)", "2019-10-10", Supported, ""},
		{"tie(USA+CHN, sanction)", "2019-10-10", CannotTell, "no list"},
		{"tie(NPL+KEN, consultation) in 2010", "2019-10-10", CannotTell, "not complete"},
		{"tie(RUS+CHN, treaty \"no such treaty\") in 2010", "2019-10-10", CannotTell, "no treaty"},
	},
	"event": {
		{"event(USA+CHN, established, relations) in 1979-01-01", "2019-10-10", Supported, ""},
		{"event(USA+CHN, established, relations) in 1972", "2019-10-10", Not, "1979"},
		{"event(FRA+DEU, signed, treaty \"Elysee Treaty\") in 1963-01-22", "2013-01-22", Supported, ""},
		{"event(FRA+DEU, signed, treaty \"Elysee Treaty\") in 1965", "2013-01-22", Not, "1963"},
		{"event(FRA+DEU, signed) in 1811", "2013-01-22", CannotTell, "not complete"},
		{"event(FIN+SWE, joined, group NATO) in 2023", "2024-12-31", Not, ""},
		{"event(FIN, joined, group NATO) in 2023", "2024-12-31", Supported, ""},
		{"event(FIN, joined, group NATO) in 2023", "2022-12-31", CannotTell, "had not come"},
		{"event(GBR, left, group EU) in 2020-01-31", "2022-12-31", CannotTell, "recalled"}, // the day of the row is remembered only
		{"event(GBR, left, group EU) in 2020", "2022-12-31", Supported, ""},
		{"event(GBR, left, group EU) in 2019", "2022-12-31", Not, "2020-01-31"},
		{"event(RUS+CHN, established, contacts)", "2022-12-31", CannotTell, "do not have"},
	},
	"anniversary": {
		{"anniversary(USA+CHN, established, relations) in 2019 is 40 years", "2019-10-10", Supported, ""},
		{"anniversary(USA+CHN, established, relations) in 2019 is 50 years", "2019-10-10", Not, ""},
		{"anniversary(FRA+DEU, signed, treaty \"Elysee Treaty\") in 2013 is 50 years", "", Supported, ""},
	},
	"count": {
		{"war.count(FRA,DEU) from 1870 to 1945 counts 3", "2013-01-22", Supported, "Second World War"},
		{"war.count(FRA,DEU) from 1870 to 1945 counts 2", "2013-01-22", Not, ""},
		{"war.count(FRA,DEU) from 1946 counts 0", "2013-01-22", Supported, "2013-01-22"},
		{"war.count(FRA,DEU) from 1700 counts 9", "2013-01-22", CannotTell, "covers"},
		{"veto.count(USA) from 1970 to 1979 counts over 5", "2013-01-22", Supported, ""},
		{"veto.count(DEU) counts 0", "2013-01-22", CannotTell, ""},
		{"gdp(GTM) counts 3", "2013-01-22", CannotTell, ""},
	},
	"system": {{"system(polarity) is more since 2000", "2013-01-22", CannotTell, "comity pull nmc-7.0"}},
	"principle": {
		{"principle(RUS+CHN, independence)", "2013-01-22", CannotTell, "have not the power to decide independence"},
		{"principle(RUS+CHN, \"non-alignment+not-aimed\") in 2016", "2017-01-22", CannotTell, "to decide not-aimed"},
		{"principle(RUS+CHN, non-alignment) in 2016", "2017-01-22", Depends, "no obligation of defence or offence"},
		{"principle(USA+CAN, non-alignment) in 2010", "2011-01-22", Not, "level of alliance obligation: 3 in 2010"},
		{"principle(RUS+CHN, nonalignment) in 2016", "2017-01-22", CannotTell, "those are non-alignment"},
		{"principle(RUS+CHN, non-confrontation)", "2023-01-22", CannotTell, "within two years"},
	},
	"not checkable": {{"not checkable(judgement)", "2013-01-22", NotCheckable, "judgement"}},
}

func TestForms(t *testing.T) {
	k := world(t, asIs)
	for form, list := range forms {
		for _, c := range list {
			a := ask(t, k, c.claim, c.on)
			if a.Verdict() != c.want || !strings.Contains(a.Because, c.reason) {
				t.Errorf("%s: %s (on %s)\n\t%s: %s\n\twant %s with %q", form, c.claim, c.on, a.Verdict(), a.Because, c.want, c.reason)
			}
			sound(t, k, a, c.on)
		}
	}
}

// sound holds an answer to what every answer must keep.
func sound(t *testing.T, k *Checker, a Answer, on string) {
	t.Helper()
	text := a.Claim.String()
	decided := a.Verdict() != CannotTell && a.Verdict() != NotCheckable
	switch {
	case a.Because == "":
		t.Errorf("%s: no reason", text)
	case decided && len(a.Evidence) == 0:
		t.Errorf("%s: %s without evidence", text, a.Verdict())
	case decided && on != "" && a.DataTo > on:
		t.Errorf("%s: made on %s, but the data reach %s", text, on, a.DataTo)
	case decided && a.DataTo == "":
		t.Errorf("%s: data to nowhere", text)
	case a.Verdict() == Depends && a.Flips == "":
		t.Errorf("%s: depends on nothing", text)
	}
	for _, r := range a.Readings {
		if r.Result != Silent && r.Ref.Source == "" {
			t.Errorf("%s: a reading without a source: %+v", text, r)
		}
	}
	if a.NearestTrue == "" {
		return
	}
	if near := ask(t, k, a.NearestTrue, on); near.Verdict() != Supported && near.Verdict() != Mostly {
		t.Errorf("%s: the nearest statement %s is %s", text, a.NearestTrue, near.Verdict())
	}
}

// TestNegationSwaps: where a claim is supported its negation is not, and the other way round. "Not" of several states says it of
// each, and of a span of membership of every day.
func TestNegationSwaps(t *testing.T) {
	k := world(t, asIs)
	other := map[Word]Word{Supported: Not, Not: Supported}
	for _, list := range forms {
		for _, c := range list {
			a := ask(t, k, c.claim, c.on)
			want, decided := other[a.Verdict()]
			several := len(a.Claim.Who) > 1 && (a.Claim.Group != "" || a.Claim.Form == "tie" || a.Claim.Form == "membership")
			if !decided || several || a.Claim.Form == "membership" && a.Claim.Since.Known() {
				continue
			}
			x := a.Claim
			x.Negated = !x.Negated
			day := comity.NoDay
			if d, err := comity.ParseDate(c.on); err == nil {
				day = d.Day
			}
			if got := k.Check(x, day); got.Verdict() != want {
				t.Errorf("%s is %s; negated it is %s", c.claim, a.Verdict(), got.Verdict())
			}
		}
	}
}

// TestOrderIsIrrelevant: a symmetric column reads the same from either side.
func TestOrderIsIrrelevant(t *testing.T) {
	k := world(t, asIs)
	for _, c := range [][2]string{
		{"trade.turnover(GTM,HND) in 2009 is highest", "trade.turnover(HND,GTM) in 2009 is highest"},
		{"vote.agreement(GTM,HND) in 2010 is over 0.8", "vote.agreement(HND,GTM) in 2010 is over 0.8"},
		{"tie(USA+CHN, relations) in 2010", "tie(CHN+USA, relations) in 2010"},
		{"war.count(FRA,DEU) from 1870 to 1945 counts 3", "war.count(DEU,FRA) from 1870 to 1945 counts 3"},
	} {
		a, b := ask(t, k, c[0], "2020-01-01"), ask(t, k, c[1], "2020-01-01")
		if a.Verdict() != b.Verdict() || a.Count(Hold) != b.Count(Hold) || a.Count(Fail) != b.Count(Fail) {
			t.Errorf("%s: %s; the other way round %s", c[0], a.Verdict(), b.Verdict())
		}
	}
}
