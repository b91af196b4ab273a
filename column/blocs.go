package column

// This file describes how united and polarised votes are, the blocs states form, and the balance of signed ties.

import "slices"

// memberSet chooses over which states a measure of the whole is taken.
var memberSet = Option{Name: "set", Title: "over which states: all where none is named, or the words of a scope, as BRICS", Named: true}

// Options of ideal points, of networks, and of the rules that give ties their signs.
var (
	positionOptions = []Option{
		{Name: "weights", Title: "what a state counts by: states (each one), population, cinc or another capability", Values: append([]string{"states"}, capabilityNames...), Named: true},
		memberSet,
		{Name: "source", Title: "the edition of ideal points: its id", Named: true},
		{Name: "series", Title: "which series of the edition: all where none is named, fp, legacy …", Named: true},
	}
	callOptions = slices.Concat([]Option{memberSet}, voteOptions)
	tiesOption  = []Option{{Name: "ties", Title: "of votes: excess (agreement less that of two voters drawn at random) or kappa", Values: []string{"excess", "kappa"}, Named: true}}
	ofOption    = []Option{{Name: "of", Title: "the network: votes in the General Assembly, or pacts of defence (ATOP)", Values: []string{"votes", "pacts"}, Named: true}}
	netOptions  = slices.Concat(ofOption, tiesOption, voteOptions[2:])
	signOptions = []Option{
		{Name: "positive", Title: "rules of positive ties: pact where none is named", Values: []string{"pact", "alliance"}, Many: true, Named: true},
		{Name: "negative", Title: "rules of negative ties, which win: mid-3 where none is named", Values: []string{"mid-2", "mid-3", "mid-4", "mid-5", "gml-2", "gml-3", "gml-4", "gml-5", "rivalry", "sanction"}, Many: true, Named: true},
		{Name: "window", Title: "a tie holds for so many years: 1 where none is named", Values: []string{"1", "2", "3", "4", "5", "10"}, Named: true},
	}
	signSetOptions = slices.Concat(signOptions, []Option{memberSet})
)

const (
	overPoints    = "; over the ideal points of the members of the United Nations with one"
	pointsMissing = "not covered outside the years of the edition or where no state has a weight; undefined with too few states or without spread"
	overCalls     = "; divided roll calls of the session that opened in the year, unless options say otherwise; those on which fewer than two voted are left out"
	callsMissing  = "not covered where the Assembly held no roll call that counts; undefined where nobody of the set voted"
	netMissing    = "not covered in years without a network; undefined where no two states have a tie"
	overSigns     = "; ties of members of the Correlates of War system, positive where a defence pact is, negative where a dispute with display of force or more is, unless options say otherwise"
	signsMissing  = "not covered in years of which a rule does not speak; undefined without a triangle"
	searched      = "the partition of most modularity found by 50 runs with the first seed (comity measure blocs)"
)

var blocColumns = []Column{
	{Name: "system.ideal_sd", Title: "standard deviation of ideal points", Shape: Systemic, Unit: "points", Header: "ideal_sd", Options: positionOptions,
		Words: []string{"spread of ideal points"}, Formula: "divisor n - 1, or 1 - the sum of squared weights" + overPoints, Missing: pointsMissing},
	{Name: "system.ideal_difference", Title: "mean distance of the ideal points of two states", Shape: Systemic, Unit: "points", Header: "ideal_difference", Options: positionOptions,
		Formula: "sum of p p' |y - y'| (Gini 1912)" + overPoints, Missing: pointsMissing},
	{Name: "system.ideal_bimodality", Title: "bimodality coefficient of ideal points", Shape: Systemic, Unit: "number", Header: "ideal_bimodality", Options: positionOptions,
		Formula: "(skewness^2 + 1) / (excess kurtosis + 3 (n-1)^2/((n-2)(n-3))) (Sarle); 5/9 of a uniform distribution" + overPoints, Missing: pointsMissing},
	{Name: "system.ideal_polarisation", Title: "polarisation of ideal points (Duclos, Esteban and Ray)", Shape: Systemic, Unit: "points^(1/2)", Header: "ideal_polarisation", Options: positionOptions,
		Words: []string{"polarisation of ideal points"}, Formula: "sum of p f(y)^.5 times the mean distance of y to all, f a Gaussian kernel density (Duclos, Esteban and Ray 2004)" + overPoints, Missing: pointsMissing},

	{Name: "system.vote_rice", Title: "cohesion of votes: mean Rice index", Shape: Systemic, Unit: "0 to 1", Header: "vote_rice", Options: callOptions,
		Formula: "mean of |yes - no| / (yes + no) (Rice 1925)" + overCalls, Missing: callsMissing},
	{Name: "system.vote_cohesion", Title: "cohesion of votes: mean agreement index", Shape: Systemic, Unit: "0 to 1", Header: "vote_cohesion", Options: callOptions,
		Words: []string{"cohesion of votes", "voting cohesion"}, Formula: "mean of (m - (n - m)/2) / n, m the largest of yes, abstain, no (Hix, Noury and Roland 2005)" + overCalls, Missing: callsMissing},
	{Name: "system.vote_contested", Title: "share of contested roll calls", Shape: Systemic, Unit: "share", Header: "vote_contested", Options: callOptions,
		Formula: "roll calls with at least a quarter of the votes outside the largest side" + overCalls, Missing: callsMissing},
	{Name: "system.modularity", Title: "signed modularity of the network of votes or defence pacts", Shape: Systemic, Unit: "-1 to 1", Header: "modularity", Options: slices.Concat(netOptions, []Option{memberSet}),
		Formula: "sum over pairs of one bloc of tie less expected, over all ties without sign (Gomez, Jensen and Arenas 2009); " + searched, Missing: netMissing},
	{Name: "system.blocs", Title: "number of blocs by votes or defence pacts", Shape: Systemic, Unit: "count", Header: "blocs", Options: slices.Concat(netOptions, []Option{memberSet}),
		Words: []string{"number of blocs"}, Formula: "communities of two states or more of " + searched, Missing: netMissing},
	{Name: "system.bloc_stability", Title: "how far runs of the search for blocs agree", Shape: Systemic, Unit: "0 to 1", Header: "bloc_stability", Options: slices.Concat(netOptions, []Option{memberSet}),
		Formula: "mean normalised mutual information of every two of 50 runs", Missing: netMissing},

	{Name: "system.balance", Title: "share of balanced triangles of signed ties", Shape: Systemic, Unit: "share", Header: "balance", Options: signSetOptions,
		Words: []string{"structural balance"}, Formula: "triangles with an even number of negative ties (Cartwright and Harary 1956)" + overSigns, Missing: signsMissing},
	{Name: "system.balance_weak", Title: "share of weakly balanced triangles of signed ties", Shape: Systemic, Unit: "share", Header: "balance_weak", Options: signSetOptions,
		Formula: "triangles without exactly one negative tie (Davis 1967)" + overSigns, Missing: signsMissing},
	{Name: "system.balance_walk", Title: "balance of closed walks of signed ties", Shape: Systemic, Unit: "share", Header: "balance_walk", Options: signSetOptions,
		Formula: "tr exp(A) / tr exp(|A|) over states with a tie (Estrada and Benzi 2014)" + overSigns, Missing: "not covered in years of which a rule does not speak; undefined without a tie"},

	{Name: "bloc.label", Title: "label of the bloc the state is in by votes or defence pacts", Shape: Monadic, Unit: "label", Header: "bloc", Options: netOptions,
		Formula: "a number that says nothing but which states are together, and stays with a bloc that keeps .3 of its members; blocs of " + searched, Missing: "not covered in years without a network; not applicable to states that are none of it; undefined where the state has no tie or a bloc of its own"},
	{Name: "bloc.size", Title: "states in the bloc of the state by votes or defence pacts", Shape: Monadic, Unit: "count", Header: "bloc_size", Options: netOptions,
		Formula: "members of " + searched, Missing: "as bloc.label"},
	{Name: "bloc.same", Title: "the two are in one bloc by votes or defence pacts", Shape: Symmetric, Unit: "0/1", Header: "same_bloc", Options: netOptions,
		Formula: "1 where both are in one community of " + searched, Missing: "not covered in years without a network; not applicable where one of the two is none of it; 0 where one has no bloc"},
	{Name: "balance.local", Title: "balance of closed walks through the state", Shape: Monadic, Unit: "share", Header: "balance_local", Options: signOptions,
		Formula: "(exp A)ii / (exp |A|)ii (Estrada and Benzi 2014)" + overSigns, Missing: "not covered in years of which a rule does not speak; not applicable to states outside the system; undefined of a state without a tie"},
	{Name: "balance.share", Title: "share of the state's triangles that is balanced", Shape: Monadic, Unit: "share", Header: "balance_share", Options: signOptions,
		Formula: "triangles it is part of with an even number of negative ties" + overSigns, Missing: "not covered in years of which a rule does not speak; not applicable to states outside the system; undefined where it is part of none"},
	{Name: "balance.sign", Title: "sign of the tie of the two", Shape: Symmetric, Unit: "-1, 0, 1", Header: "tie_sign", Options: signOptions,
		Formula: "1 a positive tie, -1 a negative one, 0 none" + overSigns, Missing: "not covered in years of which a rule does not speak; not applicable where one is outside the system"},
}
