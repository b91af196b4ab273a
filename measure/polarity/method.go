package polarity

// This file says what the measures of polarity are.

import "comity/measure"

// Method is the family of measures of how power is spread over states.
var Method = measure.Method{
	Name:  "polarity",
	Title: "how concentrated power is, and how many poles there are by which rule",
	About: "How power is spread over a set of states, year by year: concentration (CON) in both constructions, the effective number of powers, its\n" +
		"change, and the number of poles by several rules side by side. There is no one polarity: it depends on whose power is counted (--set),\n" +
		"by what (--by) and by which rule, and read together they differ (Mansfield 1993 takes concentration and number jointly). Where the\n" +
		"rules disagree the answer says so and picks none. Lists of powers are their authors' judgements (Correlates of War; Maoz 2010); shares\n" +
		"of capability say nothing of alliances, of will or of who leads.",
	Formulas: []measure.Formula{
		{Name: "con", Text: "root of (sum of squared shares - 1/N) over (1 - 1/N), shares within the set", Unit: "0 to 1", Reference: "Ray and Singer 1973, Sociological Methods and Research 1:403"},
		{Name: "con_components", Text: "con where each component's shares are made anew within the set, then averaged (with --by cinc)", Unit: "0 to 1", Reference: "Singer, Bremer and Stuckey 1972, in Russett (ed), Peace, War, and Numbers, 19-48"},
		{Name: "hhi", Text: "sum of squared shares", Unit: "1/N to 1", Reference: "Hirschman 1964, The Paternity of an Index"},
		{Name: "effective", Text: "1 over hhi: how many equal powers would be as concentrated", Unit: "powers", Reference: "Laakso and Taagepera 1979, Comparative Political Studies 12:3"},
		{Name: "move", Text: "half the sum of absolute changes of shares since the year before; a state outside the set has none of it", Unit: "share", Reference: "Singer, Bremer and Stuckey 1972"},
		{Name: "delta_con", Text: "con less con of the year before", Unit: "difference", Reference: "Singer, Bremer and Stuckey 1972"},
		{Name: "half", Text: "states with half the leader's share or more (--part sets another part)", Unit: "poles", Reference: "rule of half the leader's share"},
		{Name: "modelski", Text: "1: the first has half; 2: the first two have half, each a quarter; 3: several", Unit: "code", Reference: "Modelski 1974, World Power Concentrations"},
		{Name: "majors", Text: "major powers of the Correlates of War", Unit: "states", Reference: "Correlates of War Project 2017"},
		{Name: "global, regional", Text: "global and regional powers of Maoz", Unit: "states", Reference: "Maoz 2010, Networks of Nations"},
	},
}
