package sanctions

// This file says what the measures of sanctions are.

import "comity/measure"

// Method is the family of measures of sanctions.
var Method = measure.Method{
	Name:  "sanctions",
	Title: "sanctions in force by sender, target, type and year, and how much of world GDP and trade stands behind them",
	About: "Sanctions in force by sender, target, type and year, and how much of the world's economy stands behind them: the senders' share of world GDP, the\n" +
		"targets' share, the share of a target's trade that is with its senders. Cases are those of the Global Sanctions Data Base; sanctions of an organisation\n" +
		"count as sanctions of each of its members in the year, those of the United Nations, a duty of all, as nobody's. Threat and Imposition of Economic\n" +
		"Sanctions (TIES) and International Sanctions Termination (IST) stand beside, each with its own years and senders. A source says of a case that it is\n" +
		"there; it does not say of a pair that there is none: counts are of what was found, and a missing pair is not a zero. A case counts its whole first and\n" +
		"last year. Weights are sizes, not effects: that a large part of the world's output stands behind sanctions does not say that they bite.",
	Formulas: []measure.Formula{
		{Name: "pairs", Text: "pairs of sender and target with a case in force in the year", Unit: "count", Reference: "Felbermayr and others 2020, European Economic Review 129:103561"},
		{Name: "senders_gdp", Text: "GDP of the senders over the sum of all states whose GDP is known, current US dollars of the World Bank; senders of unknown GDP count as nothing, and are counted beside", Unit: "share", Reference: "—"},
		{Name: "targets_gdp", Text: "the same of the targets", Unit: "share", Reference: "—"},
		{Name: "pair_trade", Text: "trade between sender and target, both ways, each pair once, over the trade of all states, of one book", Unit: "share", Reference: "—"},
		{Name: "target_trade", Text: "of one target: trade with its senders over trade with all partners, of one book", Unit: "share", Reference: "—"},
	},
}
