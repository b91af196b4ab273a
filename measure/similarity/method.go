package similarity

// This file says what the measures of similarity are.

import "comity/measure"

// Method is the family of measures of how alike two states vote and ally.
var Method = measure.Method{
	Name:  "similarity",
	Title: "how alike two states vote or ally: S, kappa, pi, tau-b, agreement",
	About: "How alike two states vote in the United Nations, or how alike their alliance portfolios are, for one pair or all, in every year.\n" +
		"S has a fixed baseline, so that two states without any tie look alike (Häge 2011): read kappa or pi beside it. Agreement depends on\n" +
		"what is voted on; over long times compare ideal points instead (Bailey, Strezhnev and Voeten 2017). Votes are yes 1, abstain 2, no 3;\n" +
		"absence is never a vote. Alliance grades (ATOP): defence or offence 3, neutrality or consultation 2, non-aggression alone 1, none 0;\n" +
		"a state's tie to itself has the highest grade, and every member of the list of states is an item.",
	Formulas: []measure.Formula{
		{Name: "n", Text: "items: roll calls in which both voted, or states in the two portfolios", Unit: "count", Reference: "—"},
		{Name: "s_sq, s_abs", Text: "S = 1 - 2 sum w d / sum w, d the distance of the two over the range of the scale, squared or absolute", Unit: "-1 to 1", Reference: "Signorino and Ritter 1999, ISQ 43:115; Häge 2011, Political Analysis 19:287 (squared)"},
		{Name: "agree", Text: "mean of 1 - d, d absolute: an abstention against a yes or no counts half", Unit: "share", Reference: "Lijphart 1963; Bailey, Strezhnev and Voeten 2017, JCR 61:430"},
		{Name: "kappa_w2, kappa", Text: "1 - observed over expected distance, expected from each state's own margin; distance squared, or nominal", Unit: "-1 to 1", Reference: "Cohen 1960, 1968; Häge 2011"},
		{Name: "pi_w2, pi", Text: "1 - observed over expected distance, expected from both margins pooled; distance squared, or nominal", Unit: "-1 to 1", Reference: "Scott 1955; Häge 2011"},
		{Name: "taub", Text: "concordant less discordant pairs of items over the root of the pairs untied in each", Unit: "-1 to 1", Reference: "Kendall 1945; Bueno de Mesquita 1975"},
	},
}
