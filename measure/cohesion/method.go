package cohesion

// This file says what the measures of cohesion are.

import "comity/measure"

// Method is the family of measures of how united a group votes.
var Method = measure.Method{
	Name:  "cohesion",
	Title: "how united a group votes in the UN General Assembly: Rice, agreement index, dispersion",
	About: "How united a group of states votes in the United Nations General Assembly, roll call by roll call and as a mean by session or year: any\n" +
		"states, any group with its members of the year, or all who vote. A vote is yes, abstain or no; absence is none. Roll calls on which fewer\n" +
		"than two of the group voted are left out. Cohesion depends on what is voted on: groups and years are compared fairly on the same roll calls\n" +
		"alone. By Rice small groups look united by chance: alike does not, and n is always printed.",
	Formulas: []measure.Formula{
		{Name: "calls", Text: "roll calls on which at least two of the group voted", Unit: "count", Reference: "—"},
		{Name: "voters", Text: "mean number of votes of the group on them", Unit: "count", Reference: "—"},
		{Name: "rice", Text: "mean of |yes - no| / (yes + no); abstentions are left out", Unit: "0 to 1", Reference: "Rice 1925, Political Science Quarterly 40:60"},
		{Name: "alike", Text: "mean share of pairs of voters (yes, no) who said the same: Rice is inflated in small groups, this is not", Unit: "0 to 1", Reference: "the bias of Rice: Desposato 2005, BJPS 35:731; a pair is a group of two, whatever the size"},
		{Name: "agreement", Text: "mean of (m - (n - m)/2) / n, m the largest of yes, abstain and no, n all votes", Unit: "0 to 1", Reference: "Hix, Noury and Roland 2005, BJPS 35:209"},
		{Name: "majority", Text: "mean of m / n", Unit: "share", Reference: "—"},
		{Name: "dispersion", Text: "mean of 1 - sum of squared shares of yes, abstain and no", Unit: "0 to 2/3", Reference: "Gini 1912; Simpson 1949"},
		{Name: "contested", Text: "share of roll calls with at least a quarter of the votes outside the largest side (--minority sets another share)", Unit: "share", Reference: "—"},
	},
}
