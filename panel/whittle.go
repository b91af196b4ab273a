package panel

// Whittling: a pair may have several disputes in a year, and a row of a panel takes one. Rules drop those that lose, one rule after
// another in the order asked for; what two disputes still share after the last is settled by the first as the source lists them.

import (
	"fmt"
	"math"
	"strings"
)

// whittled is a dispute of a directed pair in a year with what the rules look at. Figures the source does not know are as the
// rules take them: the least of all, but deaths, which are taken as between none and some.
type whittled struct {
	year     int
	row      int32 // in the table of disputes by pair and year
	whole    int32 // in the table that has the dispute as a whole
	onset    bool
	fatality float64
	hostlev  float64
	mindur   float64
	maxdur   float64
	recip    float64
	stmon    float64
}

// whittleRule drops from the disputes of a pair in a year those that lose by it; at least one is left. It writes over the list.
type whittleRule struct {
	name string
	keep func(list []whittled) []whittled
}

// whittleRules are the rules there are, by name.
var whittleRules = []whittleRule{
	{"onsets", onsetsFirst},
	{"fatality", highest(func(d *whittled) float64 { return d.fatality })},
	{"hostility", highest(func(d *whittled) float64 { return d.hostlev })},
	{"duration", highest(func(d *whittled) float64 { return d.mindur })},
	{"mindur", highest(func(d *whittled) float64 { return d.mindur })},
	{"maxdur", highest(func(d *whittled) float64 { return d.maxdur })},
	{"recip", highest(func(d *whittled) float64 { return d.recip })},
	{"stmon", highest(func(d *whittled) float64 { return -d.stmon })},
	{"jds", func(list []whittled) []whittled { return list[:1] }},
}

// usualRules are those of peacesciencer, in its order.
var usualRules = []string{"onsets", "fatality", "hostility", "duration", "recip", "stmon", "jds"}

// onsetsFirst drops disputes that go on from before where another begins.
func onsetsFirst(list []whittled) []whittled {
	out := list[:0]
	begins := false
	for _, d := range list {
		begins = begins || d.onset
	}
	for _, d := range list {
		if d.onset || !begins {
			out = append(out, d)
		}
	}
	return out
}

// highest keeps the disputes that have the highest of a figure.
func highest(figure func(d *whittled) float64) func([]whittled) []whittled {
	return func(list []whittled) []whittled {
		best := math.Inf(-1)
		for i := range list {
			best = math.Max(best, figure(&list[i]))
		}
		out := list[:0]
		for i := range list {
			if d := list[i]; figure(&d) == best {
				out = append(out, d)
			}
		}
		return out
	}
}

// rulesNamed finds rules by their names.
func rulesNamed(names []string) ([]whittleRule, error) {
	var out []whittleRule
	for _, name := range names {
		found := false
		for _, r := range whittleRules {
			if r.name == name {
				out, found = append(out, r), true
			}
		}
		if !found {
			return nil, fmt.Errorf("no rule of whittling is called %q; there are onsets, fatality, hostility, duration (or mindur), maxdur, recip, stmon, jds", name)
		}
	}
	return out, nil
}

// whittle applies rules to the disputes of one pair, which are in order of years, and leaves those the rules leave: with a last
// rule jds one a year.
func whittle(list []whittled, rules []whittleRule) []whittled {
	var out []whittled
	for lo := 0; lo < len(list); {
		hi := lo + 1
		for hi < len(list) && list[hi].year == list[lo].year {
			hi++
		}
		left := append([]whittled(nil), list[lo:hi]...)
		for _, r := range rules {
			if len(left) > 1 {
				left = r.keep(left)
			}
		}
		out = append(out, left...)
		lo = hi
	}
	return out
}

// whittleWords says the rules in words.
func whittleWords(names []string) string {
	return strings.Join(names, ", then ")
}
