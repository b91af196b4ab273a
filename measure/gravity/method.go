package gravity

// This file says what the measures made with gravity are.

import "comity/measure"

// OverTrade is the measure of how far a pair's trade is from what gravity expects of it.
var OverTrade = measure.Method{
	Name:  "overtrade",
	Title: "trade of a pair against what size, distance and ties would make it: structural gravity",
	About: "What two states trade over what they would be expected to trade by the pattern of all other pairs, year by year or for all pairs of a year.\n" +
		"Expected flows come from structural gravity fitted without the pair, so that its own trade has no part in what is expected of it: an effect\n" +
		"of each exporter and each importer, which take in their size and their openness to all, and distance, a common border, language and\n" +
		"colonial past. One pair is fitted anew without it. The percentile is its place among all pairs, each without itself: of the others by one\n" +
		"step of Newton's method from the fit of all. With --all, pairs that pull the fit hard are fitted anew (--refit all: all). The interval comes from\n" +
		"drawing the other countries anew, with the two always there: it says how far the expectation hangs on who the others are, and not how far\n" +
		"flows scatter about it, which the percentile does. A flow a book does not know is left out, never taken as nothing.",
	Formulas: []measure.Formula{
		{Name: "expected", Text: "exp(z_ij'b + a_i + c_j), by Poisson pseudo-maximum likelihood over all other pairs of the year", Unit: "USD", Reference: "Santos Silva and Tenreyro 2006, Review of Economics and Statistics 88:641; Anderson and van Wincoop 2003; Fally 2015"},
		{Name: "ratio", Text: "trade over expected trade; 1: as expected", Unit: "ratio", Reference: "—"},
		{Name: "log_ratio", Text: "natural logarithm of the ratio", Unit: "log", Reference: "—"},
		{Name: "percentile", Text: "share of pairs of the year with a smaller ratio, half of those with the same, in hundredths", Unit: "0 to 100", Reference: "—"},
		{Name: "ratio_low, ratio_high", Text: "trade over the upper and the lower quantile of expected trade among draws of the other countries", Unit: "ratio", Reference: "Efron and Tibshirani 1993 (percentile bootstrap)"},
		{Name: "pull", Text: "leverage: share of the pair's own flow in what the fit of all pairs expects of it", Unit: "0 to 1", Reference: "Pregibon 1981, Annals of Statistics 9:705"},
	},
}

// Counterfactual is what follows where costs of trade change.
var Counterfactual = measure.Method{
	Name:  "counterfactual",
	Title: "what a change of costs of trade between states would make of trade and real incomes: exact hat algebra",
	About: "Comparative statics, not a forecast: two equilibria of a one-sector model side by side, the trade there is, and that after a change of the\n" +
		"costs of some flows (--shock \"A,B: 1.25\": a quarter more both ways; --shock \"A->B: 1.25\": one way; --embargo \"A->B\": the flow ends).\n" +
		"All other flows, wages and prices adjust. There is no path, no industry, no unemployment, no answer of policy, and no third state takes a\n" +
		"side. It needs the whole matrix of trade with domestic trade on its diagonal: a file of yours with columns of exporter, importer and flow\n" +
		"(--file); or the record's flows between states, with domestic trade reckoned from GDP by a ratio of gross output to GDP that you name\n" +
		"(--output-ratio), for no source here has domestic trade that can be held against flows between states.",
	Formulas: []measure.Formula{
		{Name: "share'", Text: "pi_ij (w_i t_ij)^-e / sum_k pi_kj (w_k t_kj)^-e, with pi_ij the share of i in what j spends, t the change of costs, w of wages, e the elasticity", Unit: "share", Reference: "Dekle, Eaton and Kortum 2008, IMF Staff Papers 55:511"},
		{Name: "wage", Text: "w_i Y_i = sum_j share'_ij (w_j Y_j + D_j), world output the unit; D deficits as they are, or in proportion to output (--scaled)", Unit: "percent", Reference: "Dekle, Eaton and Kortum 2008; search by Alvarez and Lucas 2007"},
		{Name: "price", Text: "(sum_k pi_kj (w_k t_kj)^-e)^(-1/e), the price index of what j buys", Unit: "percent", Reference: "Dekle, Eaton and Kortum 2008"},
		{Name: "real_income", Text: "wage over price, which is the change of the domestic share to the power -1/e", Unit: "percent", Reference: "Arkolakis, Costinot and Rodríguez-Clare 2012, American Economic Review 102:94"},
	},
}
