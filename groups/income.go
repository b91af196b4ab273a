package groups

// Income groups of the World Bank, by the days on which a classification was in force.

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"comity"
	"comity/states"
)

// band is a run of the Bank's fiscal years in which a state was in one income group.
type band struct {
	state comity.State
	class string // L, LM, UM, H
	span  comity.Span
	row   int64
}

var bands = sync.OnceValue(func() []band {
	var out []band
	for _, l := range lines("income.tsv", 3) {
		s, ok := states.FromID(l.fields[0])
		if !ok {
			l.fault("no state has the id " + quote(l.fields[0]))
		}
		for _, run := range strings.Fields(l.fields[1]) {
			years, class, _ := strings.Cut(run, ":")
			first, last, ok := strings.Cut(years, "-")
			if !ok {
				last = first
			}
			out = append(out, band{s, class, comity.Span{From: l.julyBefore(first), To: l.julyBefore(last) + yearOf(last)}, l.number(l.fields[2])})
		}
	}
	return out
})

// julyBefore gives 1 July of the year before fiscal year s, the day it begins.
func (l line) julyBefore(s string) comity.Day { return comity.DayOf(int(l.number(s))-1, 7, 1) }

// yearOf gives the days from 1 July to the 30 June that ends fiscal year s.
func yearOf(s string) comity.Day {
	n, _ := strconv.Atoi(s)
	return comity.DayOf(n, 6, 30) - comity.DayOf(n-1, 7, 1)
}

// income takes the states in one of the income groups, each for the fiscal years it was; territories are left out.
func (g Group) income(classes []string) []Membership {
	spans := map[comity.State][]comity.Span{}
	rows := map[comity.State]int64{}
	for _, b := range bands() {
		if slices.Contains(classes, b.class) {
			spans[b.state] = append(spans[b.state], b.span)
			rows[b.state] = b.row
		}
	}
	var out []Membership
	for s, list := range spans {
		for _, span := range within(merge(list), existence(s)) {
			m := g.member(s, span)
			m.Ref = comity.Ref{Source: "worldbank_income", Edition: "FY26", Row: rows[s], RowEnd: rows[s], Note: "Country Analytical History", Basis: comity.Seen}
			m.DayBasis = comity.Seen
			out = append(out, m)
		}
	}
	return out
}

// within gives the days in both lists of spans.
func within(a, b []comity.Span) []comity.Span {
	var out []comity.Span
	for _, s := range a {
		for _, t := range b {
			if both := s.Meet(t); !both.Empty() {
				out = append(out, both)
			}
		}
	}
	return out
}
