package record

// This file says what the measures of records are.

import "comity/measure"

// Method is the family of measures of records.
var Method = measure.Method{
	Name:  "record",
	Title: "whether a value is a record, in which readings, how surely, and how surprising that is",
	About: "Whether the value of a year is the highest (or lowest) so far, in every defensible reading of the column: each book or scoring, and for\n" +
		"money in current dollars, in constant prices, as a share of each side's trade and per head. k of K readings agree; none is picked.\n" +
		"The probability of a record is that of the true values when each is measured with an error; an error all years share falls out.\n" +
		"A record is often no news: a series that grows is near a record almost always, so the records of the years before stand beside it.\n" +
		"With --superlative several indicators are held against all other years at once: how many are above every other year (an equal year is no lower one), and under which part of\n" +
		"all weightings the year as a whole is; no weighting is chosen. A record of a number is not a judgement of relations.",
	Formulas: []measure.Formula{
		{Name: "record", Text: "the value is above every one before it in the series of the reading", Unit: "yes or no", Reference: "—"},
		{Name: "probability", Text: "share of draws in which the true value is above all before it, errors normal (of logarithms where amounts are measured in per cent); with one rival, Phi of the difference over its standard deviation", Unit: "share", Reference: "Monte Carlo, seeded"},
		{Name: "chance", Text: "1/n: the n-th of n independent values is the highest; 1 + 1/2 + … + 1/n records are expected of n", Unit: "share", Reference: "Rényi 1962; Glick 1978, Breaking Records and Breaking Boards"},
		{Name: "walk", Text: "C(2n,n)/4^n: the last of n steps of a random walk without drift is its highest", Unit: "share", Reference: "Sparre Andersen 1953, Mathematica Scandinavica 1:263"},
		{Name: "drifting", Text: "the same with the drift of the series: n p(n) = sum over k of Phi(drift root k) p(n-k)", Unit: "share", Reference: "Sparre Andersen 1954, Mathematica Scandinavica 2:195; Spitzer 1956"},
		{Name: "weightings", Text: "part of weights, drawn evenly from all that sum to one, under which the year is the highest; indicators laid between their lowest and highest, or ranked", Unit: "share", Reference: "Lahdelma, Hokkanen and Salminen 1998, European Journal of Operational Research 106:137"},
	},
}
