package column

// This file describes how alike two states vote and ally.

import "slices"

// likeOptions choose the distance between two votes or grades.
func likeOptions(usual string, values ...string) []Option {
	return []Option{{Name: "distance", Title: "distance between two grades: " + usual + " where none is chosen", Values: values, Named: true}}
}

// affinityOptions say which votes S is of.
var affinityOptions = []Option{{Name: "votes", Title: "three: yes, abstain, no (Gartzke's s3un); two: yes and no alone (s2un)", Values: []string{"three", "two"}, Named: true}}

// portfolioOptions say how alliances are graded.
var portfolioOptions = []Option{
	{Name: "values", Title: "valued: none 0, non-aggression 1, neutrality or consultation 2, defence or offence 3; binary: none or any", Values: []string{"valued", "binary"}, Named: true},
	{Name: "source", Title: "the edition of ATOP: its id", Named: true},
}

const (
	votesMissing = "not covered where the Assembly held no roll call or the list has no votes; not applicable to a pair of whom one was no member; undefined without a common vote, or where nothing varies"
	votesOf      = "; votes yes, abstain, no as 1, 2, 3, where both voted; divided roll calls of the session that opened in the year, unless options say otherwise"
	allies       = "; portfolios are what each state promised every member of the Correlates of War system that year (ATOP), itself with the highest grade"
	alliesMiss   = "not covered outside ATOP's years, and of states outside the Correlates of War system; undefined where nothing varies"
)

var similarities = []Column{
	{Name: "vote.common", Title: "roll calls of the UN General Assembly in which both voted", Shape: Symmetric, Unit: "count", Header: "vote_common", Options: voteOptions,
		Words: []string{"common votes"}, Formula: "roll calls in which each voted yes, abstained or voted no; divided ones of the session that opened in the year, unless options say otherwise",
		Missing: "not covered where the Assembly held no roll call; not applicable to a pair of whom one was no member; zero where both were and had none in common"},
	{Name: "vote.s", Title: "similarity S of votes in the UN General Assembly", Shape: Symmetric, Unit: "-1 to 1", Close: +1, Header: "vote_s", Options: slices.Concat(likeOptions("linear", "linear", "quadratic"), voteOptions, affinityOptions),
		Words: []string{"S score"}, Formula: "1 - 2 x mean distance over its range (Signorino and Ritter 1999; squared: Häge 2011)" + votesOf, Missing: votesMissing},
	{Name: "vote.kappa", Title: "chance-corrected similarity kappa of votes in the UN General Assembly", Shape: Symmetric, Unit: "-1 to 1", Close: +1, Header: "vote_kappa",
		Options: slices.Concat(likeOptions("quadratic", "quadratic", "linear", "nominal"), voteOptions),
		Words:   []string{"kappa"}, Formula: "1 - observed over expected distance, expected from each state's own votes (Cohen 1960, 1968; Häge 2011)" + votesOf, Missing: votesMissing},
	{Name: "vote.pi", Title: "chance-corrected similarity pi of votes in the UN General Assembly", Shape: Symmetric, Unit: "-1 to 1", Close: +1, Header: "vote_pi",
		Options: slices.Concat(likeOptions("quadratic", "quadratic", "linear", "nominal"), voteOptions),
		Words:   []string{"pi"}, Formula: "1 - observed over expected distance, expected from the votes of both pooled (Scott 1955; Häge 2011)" + votesOf, Missing: votesMissing},
	{Name: "vote.tau_b", Title: "rank correlation tau-b of votes in the UN General Assembly", Shape: Symmetric, Unit: "-1 to 1", Close: +1, Header: "vote_tau_b", Options: voteOptions,
		Words: []string{"tau-b"}, Formula: "concordant less discordant pairs of roll calls over the root of the pairs untied in each (Kendall)" + votesOf, Missing: votesMissing},

	{Name: "vote.profile", Title: "how alike two states agree with all others in the UN General Assembly", Shape: Symmetric, Unit: "-1 to 1", Close: +1, Header: "vote_profile", Options: slices.Concat(scoringOptions, voteOptions),
		Words: []string{"profile of votes"}, Formula: "correlation (Pearson) over all other states of the agreement of the first and of the second with each; divided roll calls of the session that opened in the year, unless options say otherwise",
		Missing: votesMissing},
	{Name: "policy.s", Title: "similarity S of votes and alliances together", Shape: Symmetric, Unit: "-1 to 1", Close: +1, Header: "policy_s",
		Options: slices.Concat(portfolioOptions[:1], voteOptions, []Option{{Name: "weights", Title: "items: every roll call and every state of a portfolio counts as one; alike: both portfolios count as much, the mean of their S", Values: []string{"items", "alike"}, Named: true}}),
		Words:   []string{"S of foreign policy"}, Formula: "1 - 2 x mean distance, each over its own range, over the items of both portfolios: roll calls of the UN General Assembly in which both voted (all of them, unless options say otherwise), and what each promised every member of the Correlates of War system (ATOP) (Signorino and Ritter 1999)",
		Missing: "as of the two portfolios: not covered outside ATOP's years or where the Assembly held no roll call; not applicable to a pair of whom one was no member of the United Nations"},

	{Name: "council.common", Title: "votes of the UN Security Council in which both voted", Shape: Symmetric, Unit: "count", Header: "council_common", Options: councilOptions,
		Words: []string{"votes in the Security Council"}, Formula: "votes on draft resolutions in the calendar year in which each voted yes, abstained or voted no",
		Missing: "not covered outside the list of votes; not applicable to a pair of whom one did not sit in the Council in the year"},
	{Name: "council.agreement", Title: "agreement in the UN Security Council", Shape: Symmetric, Unit: "share", Close: +1, Header: "council_agreement", Options: slices.Concat(scoringOptions, councilOptions),
		Words: []string{"agree in the Security Council"}, Formula: "mean over votes of the calendar year in which both voted of 1-|x-y|/2, yes 1, abstain 2, no 3; all votes, unless an option leaves those on which all agreed out",
		Missing: "not covered outside the list of votes; not applicable to a pair of whom one did not sit in the Council in the year; undefined without a common vote"},

	{Name: "alliance.s", Title: "similarity S of alliance portfolios", Shape: Symmetric, Unit: "-1 to 1", Close: +1, Header: "alliance_s",
		Options: slices.Concat(likeOptions("linear", "linear", "quadratic"), portfolioOptions, []Option{{Name: "weights", Title: "cinc: each state of the portfolio counts by its share of world capabilities (those without one are left out)", Values: []string{"none", "cinc"}, Named: true}}),
		Words:   []string{"S score of alliances"}, Formula: "1 - 2 x mean distance over its range (Signorino and Ritter 1999; squared: Häge 2011)" + allies, Missing: alliesMiss},
	{Name: "alliance.likeness", Title: "mean agreement of alliance portfolios", Shape: Symmetric, Unit: "share", Close: +1, Header: "alliance_likeness", Options: portfolioOptions,
		Words: []string{"agreement of alliances"}, Formula: "mean of 1 - distance over its range, which is (1 + S)/2" + allies, Missing: alliesMiss},
	{Name: "alliance.kappa", Title: "chance-corrected similarity kappa of alliance portfolios", Shape: Symmetric, Unit: "-1 to 1", Close: +1, Header: "alliance_kappa",
		Options: slices.Concat(likeOptions("quadratic", "quadratic", "linear", "nominal"), portfolioOptions),
		Words:   []string{"kappa of alliances"}, Formula: "1 - observed over expected distance, expected from each state's own portfolio (Cohen 1960, 1968; Häge 2011)" + allies, Missing: alliesMiss},
	{Name: "alliance.pi", Title: "chance-corrected similarity pi of alliance portfolios", Shape: Symmetric, Unit: "-1 to 1", Close: +1, Header: "alliance_pi",
		Options: slices.Concat(likeOptions("quadratic", "quadratic", "linear", "nominal"), portfolioOptions),
		Words:   []string{"pi of alliances"}, Formula: "1 - observed over expected distance, expected from both portfolios pooled (Scott 1955; Häge 2011)" + allies, Missing: alliesMiss},
	{Name: "alliance.tau_b", Title: "rank correlation tau-b of alliance portfolios", Shape: Symmetric, Unit: "-1 to 1", Close: +1, Header: "alliance_tau_b", Options: portfolioOptions,
		Words: []string{"tau-b of alliances"}, Formula: "concordant less discordant pairs of states over the root of the pairs untied in each (Bueno de Mesquita 1975)" + allies, Missing: alliesMiss},
	{Name: "alliance.portfolio", Title: "states in the two alliance portfolios", Shape: Symmetric, Unit: "count", Header: "alliance_portfolio", Options: portfolioOptions[1:],
		Words: []string{"states in the system"}, Formula: "members of the Correlates of War system on any day of the year, the two themselves among them", Missing: "not covered outside ATOP's years, and of states outside the Correlates of War system"},
}

// councilOptions choose the votes of the Security Council.
var councilOptions = []Option{{Name: "calls", Title: "which votes: all, divided (not all voted alike)", Values: []string{"all", "divided"}, Named: true}}
