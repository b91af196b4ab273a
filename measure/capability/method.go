package capability

// This file says what the measures of capability are.

import "comity/measure"

// Method is the family of measures of national capability.
var Method = measure.Method{
	Name:  "cinc",
	Title: "national capabilities: CINC made again from its six components, and each state's share of them",
	About: "Each state's share of the world's military expenditure, military personnel, iron and steel, energy, population and urban population, and\n" +
		"their mean, the Composite Index of National Capability, made again from the components and held against the published figure.\n" +
		"A component that is missing is left out of the mean; it is not zero. Shares are of the states the source has figures of in the year\n" +
		"(the Correlates of War list), whatever rows are asked for: they change with the number of states. Money before 1914 is in pounds,\n" +
		"since then in dollars; shares of one year are the same in either. The index counts population twice and says nothing of quality, will\n" +
		"or debt: other measures are columns (capability.amount: GDP, GDP times GDP per head, surplus).",
	Formulas: []measure.Formula{
		{Name: "milex, milper, irst, pec, tpop, upop", Text: "the state's figure over the sum of the figures that are known that year", Unit: "share", Reference: "Singer, Bremer and Stuckey 1972, in Russett (ed), Peace, War, and Numbers, 19-48"},
		{Name: "cinc", Text: "mean of the shares that are known", Unit: "share", Reference: "Singer, Bremer and Stuckey 1972; Singer 1987, International Interactions 14:115"},
		{Name: "components", Text: "shares that are known, of six", Unit: "count", Reference: "—"},
		{Name: "difference", Text: "cinc less the published figure", Unit: "share", Reference: "—"},
	},
}
