package thirdparty

// This file says what the tests of third parties are.

import "comity/measure"

// Method is the family of tests of how far the closeness of two states goes with their relations to others.
var Method = measure.Method{
	Name:  "thirdparty",
	Title: "whether the closeness of two states goes with third parties: six tests, each with its power",
	About: "Six tests of whether the closeness of two states goes with their relations to named third states. T1: what an additive model of all\n" +
		"pairs expects of the two without having seen them. T2: whether it moves from session to session with the agreement of either with the\n" +
		"third (changes, not levels: two series that drift always go together). T3: over all pairs, whether alike distance from the third goes\n" +
		"with agreement. T4: what is left of agreement when the roll calls on which the third took a stand are taken away. T5: what the treaties\n" +
		"of the two declare. T6: whether their disputes and sanctions aim at the same states more than chance has it. Each says what it asks, its\n" +
		"estimate with interval, how many observations stand behind it, and the least effect it would have seen with power .8; where that is\n" +
		"too much, it says inconclusive. There is no verdict over all six: none of them shows why states do what they do.",
	Formulas: []measure.Formula{
		{Name: "T1", Text: "a_ij less mu + s_i + s_j, fitted by least squares to the agreement of all pairs of a session but this one; z over the standard deviation of such residuals of all pairs", Unit: "share", Reference: "Hoff 2009, Computational and Mathematical Organization Theory 15:261 (the additive part)"},
		{Name: "T1 rank", Text: "the same with u_i' L u_j besides, of as many dimensions as asked for, by Gibbs sampling; z over the spread of agreement drawn for the pair", Unit: "share", Reference: "Hoff 2021, Statistical Science 36:34; Minhas and others 2022, PSRM 10:691"},
		{Name: "T2", Text: "correlation of the changes of a_ij and a_iU from session to session, interval from sessions drawn in blocks; beside it the partial correlation and the regression with a_jU and the mean of all pairs, errors of Newey and West", Unit: "-1 to 1", Reference: "Newey and West 1987, Econometrica 55:703; Künsch 1989, Annals of Statistics 17:1217"},
		{Name: "T3", Text: "agreement of all pairs regressed on how alike the two agree with the third, 1 - |a_iU - a_jU|, with distance of capitals, an alliance and trade beside, where they are known; p by double semi-partialling", Unit: "share", Reference: "Dekker, Krackhardt and Snijders 2007, Psychometrika 72:563"},
		{Name: "T4", Text: "a_ij over the roll calls left when those are taken away on which the third voted no (yes; against the majority), less a_ij over all; interval from roll calls drawn in blocks; placed among the same change of all pairs", Unit: "share", Reference: "comity"},
		{Name: "T5", Text: "the clauses of treaties of the two on third parties: what a text declares, held against nothing", Unit: "text", Reference: "comity treaties --clause"},
		{Name: "T6", Text: "states both act against over states either does (Jaccard), beside sets as large drawn by chance, each state as often as others act against it", Unit: "share", Reference: "Jaccard 1912, New Phytologist 11:37; Efraimidis and Spirakis 2006, Information Processing Letters 97:181"},
	},
}
