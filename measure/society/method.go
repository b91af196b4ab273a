// Package society measures a relation of two states as a whole: where each of its indicators stands among all pairs, what an index of
// them says and how far that depends on how it is put together, and how even what the two give each other is. The package knows no state
// and no source: columns of numbers in, estimates out.
package society

// This file says what the families of measures of a relation are.

import "comity/measure"

// Pillars is the dashboard of a relation in three pillars.
var Pillars = measure.Method{
	Name:  "pillars",
	Title: "a relation in three pillars: each indicator among all pairs and in its own history; an index only with its band",
	About: "A dashboard of a relation: some twelve indicators in three pillars (politics, economy, culture), each as a percentile among all pairs of\n" +
		"the year and among the pair's own years, with how many pairs have it. No number stands for the relation as a whole. With --index one is\n" +
		"worked out, and never alone: with the band that the choices behind it leave (how indicators are made comparable, how pillars are put\n" +
		"together, their weights, which indicator is left out, errors of measurement, what is missing), the chance of its rank among all pairs,\n" +
		"and how much of its spread each choice makes. A pillar needs two thirds of its indicators, the index every pillar; nothing is filled in\n" +
		"but in the band. Indicators are not weighted by a model of the data. The pillar of culture is thin: most of it does not change by year.",
	Formulas: []measure.Formula{
		{Name: "percentile", Text: "share of all pairs of the year that are less close by the indicator, those equal counted half", Unit: "share", Reference: "Nardo and others 2008, Handbook on Constructing Composite Indicators (OECD/JRC)"},
		{Name: "index", Text: "100 times the geometric mean of the pillars, a pillar the mean of its indicators, each the rank among all pairs between the lowest and the highest there is", Unit: "0-100", Reference: "Nardo and others 2008"},
		{Name: "band", Text: "5 to 95 percent of the index over rank, z and goalposts × arithmetic, geometric, minimum × weights from Dirichlet(1, …) × an indicator left out or none × errors of measurement × what is missing left out or drawn", Unit: "0-100", Reference: "Saisana, Saltelli and Tarantola 2005, JRSS A 168:307"},
		{Name: "first, total", Text: "share of the spread of the index that a choice makes by itself, and with all it takes part in", Unit: "share", Reference: "Saltelli and others 2010, Computer Physics Communications 181:259; Jansen 1999"},
		{Name: "alpha", Text: "k/(k-1) (1 - sum of the variances over the variance of the sum)", Unit: "to 1", Reference: "Cronbach 1951, Psychometrika 16:297"},
		{Name: "r2", Text: "squared correlation of the index with an indicator over all pairs: how much it weighs in effect", Unit: "share", Reference: "Paruolo, Saisana and Saltelli 2013, JRSS A 176:609"},
	},
}

// Principles is the tests of declared principles.
var Principles = measure.Method{
	Name:  "principles",
	Title: "declared principles held against conduct: non-alignment, non-confrontation, third parties, respect, benefit, mutuality",
	About: "What two states declare of their relation, held against what is on record of their conduct: whether they promised to fight for each\n" +
		"other and whether their alliances and memberships are alike beyond chance (non-alignment); disputes, threats, sanctions and wars between\n" +
		"them (non-confrontation); the tests of third parties (not directed against others); missions, recognition and agreement (respect); what\n" +
		"each gains of trade and how far it depends on it (benefit); how even flows in both directions are (mutuality). Every number stands beside\n" +
		"the pair's own history and all other pairs, and pairs of major powers, of the same year, with how many there are. Whether a principle is\n" +
		"kept is not said: the value in it is not measured.",
	Formulas: []measure.Formula{
		{Name: "kappa", Text: "agreement of alliance portfolios less what chance gives", Unit: "-1 to 1", Reference: "Cohen 1968; Häge 2011, Political Analysis 19:287"},
		{Name: "joint", Text: "organisations both belong to, beside the product of what each belongs to over all there are", Unit: "count", Reference: "comity"},
		{Name: "asymmetry", Text: "|x_ij - x_ji| / (x_ij + x_ji) of a flow in both directions; undefined where there is none", Unit: "0-1", Reference: "Squartini and others 2013, Scientific Reports 3:2729 (reciprocity of weighted networks)"},
		{Name: "reciprocity", Text: "correlation of x_ij with x_ji over all pairs, each entered both ways", Unit: "-1 to 1", Reference: "Kenny, Kashy and Cook 2006, Dyadic Data Analysis"},
		{Name: "dependence", Text: "trade with the other over one's own GDP; the weak link is the lesser of the two", Unit: "share", Reference: "Oneal and Russett 1997, ISQ 41:267"},
		{Name: "symmetry", Text: "1 - |share_i - share_j|, of the shares of the other in one's trade", Unit: "0-1", Reference: "Barbieri 1996, JPR 33:29"},
	},
}
