package stability

// This file says what the measures of stability are.

import "comity/measure"

// Method is the family of measures of stability.
var Method = measure.Method{
	Name:  "stability",
	Title: "how often disputes, wars and deaths in conflict fall upon a region or any set of states, year by year, with trend",
	About: "How often militarised disputes, wars and deaths in organised violence fall upon a region or any set of states, per year and state or pair at risk,\n" +
		"with exact intervals and the trend of the rate. An event counts once, in the year it begins, however many take part: with any member (per state-year\n" +
		"at risk) or between two members (per pair-year). Who is meant is named and dated; where words have several definitions (Eurasia) all are shown. The\n" +
		"word stability is the asker's: the numbers are of events of known kinds that lists have recorded. They do not show tension that has not come to\n" +
		"blows, who is right, why, or whether a state is well governed. Lists end in different years (disputes in 2010 and 2014, wars in 2007): after that\n" +
		"nothing is known from them, which is not that nothing happened.",
	Formulas: []measure.Formula{
		{Name: "rate", Text: "events begun over state-years (any member) or pair-years (between members) at risk: members of the Correlates of War system in the year", Unit: "per year", Reference: "—"},
		{Name: "low, high", Text: "half the quantiles of chi-squared with 2n and 2n + 2 degrees of freedom at .025 and .975, over exposure", Unit: "per year", Reference: "Garwood 1936, Biometrika 28:437"},
		{Name: "change", Text: "exp(b) - 1 of log(mean / exposure) = a + b year, errors widened by Pearson's dispersion where that is above 1", Unit: "part a year", Reference: "McCullagh and Nelder 1989, chapter 6"},
		{Name: "slope", Text: "median of the slopes between all pairs of years (Theil and Sen), its p by Mann and Kendall with Hamed and Rao's correction", Unit: "rate a year", Reference: "Sen 1968, JASA 63:1379; Hamed and Rao 1998, Journal of Hydrology 204:182"},
		{Name: "ratio", Text: "rate of the second half of the years over that of the first, with the exact interval given their sum", Unit: "ratio", Reference: "Przyborowski and Wilenski 1940, Biometrika 31:313"},
		{Name: "deaths", Text: "deaths in organised violence on the territory of the members, central, low and high estimate of the source, per million inhabitants; they are no independent events and have no Poisson interval", Unit: "per million", Reference: "Davies and others 2025 (UCDP)"},
	},
}
