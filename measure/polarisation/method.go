package polarisation

// This file says what the measures of polarisation are.

import "comity/measure"

// Method is the family of measures of how polarised the positions of states are.
var Method = measure.Method{
	Name:  "polarisation",
	Title: "how polarised positions in the UN are: spread, bimodality, Duclos-Esteban-Ray, Esteban-Ray",
	About: "How far the ideal points of states in the UN General Assembly lie apart, and how much they fall into camps, year by year. Every number is\n" +
		"given under weights that are printed with it: each state one (\"most countries\"), each by its people (\"most people\"), or each by its share\n" +
		"of capability (CINC, \"most power\"); they answer different questions and may disagree. Ideal points are scaled anew in every edition: levels\n" +
		"are compared within one edition only, and it says nothing of positions that are never voted on.",
	Formulas: []measure.Formula{
		{Name: "n", Text: "states with an ideal point, and a weight where weights are asked for", Unit: "count", Reference: "—"},
		{Name: "sd", Text: "standard deviation, of divisor n - 1 (1 - the sum of squared weights where they differ)", Unit: "points", Reference: "—"},
		{Name: "mean_difference", Text: "mean distance of two states drawn with return", Unit: "points", Reference: "Gini 1912"},
		{Name: "bimodality", Text: "(skewness^2 + 1) / (excess kurtosis + 3 (n-1)^2/((n-2)(n-3))), moments over the sd of divisor n - 1; above 5/9 two humps are likelier than one, but skewness raises it too", Unit: "number", Reference: "Sarle (SAS Institute 1990); Pfister and others 2013, Frontiers in Psychology 4:700"},
		{Name: "der", Text: "sum of p f(y)^alpha times the mean distance of y to all, f a Gaussian kernel density (Silverman's bandwidth)", Unit: "points^(1-alpha)", Reference: "Duclos, Esteban and Ray 2004, Econometrica 72:1737"},
		{Name: "er", Text: "sum over the two camps of p^(1+alpha) p' |y - y'|; the camps are those of the cut with the least squared distance to the two means", Unit: "points", Reference: "Esteban and Ray 1994, Econometrica 62:819; the cut: Fisher 1958, JASA 53:789"},
		{Name: "share_high", Text: "weight of the camp with the higher points", Unit: "share", Reference: "—"},
		{Name: "gap", Text: "distance between the means of the two camps", Unit: "points", Reference: "—"},
	},
}
