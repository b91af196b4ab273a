package balance

// This file says what the measures of balance are.

import "comity/measure"

// Method is the family of measures of structural balance.
var Method = measure.Method{
	Name:  "balance",
	Title: "whether friends of friends are friends: triads, walks and frustration of signed ties",
	About: "Whether the positive and negative ties among states hang together as structural balance has it. A tie is positive or negative by rules that\n" +
		"are named and printed: a defence pact or any alliance; a militarised dispute of a level of hostility, a strategic rivalry, sanctions. Where\n" +
		"both hold the tie is negative; pairs with neither have no tie. Other rules give other networks. The balanced share is held against signs\n" +
		"dealt at random over the same ties; the frustration index is exact where it could be tried out, else the two bounds are given.\n" +
		"Balance says how ties fit one another, not whether peace is kept or will last.",
	Formulas: []measure.Formula{
		{Name: "states, positive, negative", Text: "states with a tie; ties by sign", Unit: "count", Reference: "—"},
		{Name: "ppp, ppm, pmm, mmm", Text: "triangles with none, one, two, three negative ties", Unit: "count", Reference: "Heider 1946, J. Psychology 21:107"},
		{Name: "balanced", Text: "(ppp + pmm) / triangles", Unit: "share", Reference: "Cartwright and Harary 1956, Psych. Review 63:277"},
		{Name: "weak", Text: "(ppp + pmm + mmm) / triangles: two with negative ties to a third may have one to each other", Unit: "share", Reference: "Davis 1967, Human Relations 20:181"},
		{Name: "z, above", Text: "balanced less its mean over deals of the signs on the same ties, in their standard deviations; share of deals with at least as much", Unit: "sd, share", Reference: "permutation test, ties and numbers of signs fixed"},
		{Name: "walk", Text: "tr exp(A) / tr exp(|A|) over states with a tie, from eigenvalues; of a state (exp A)ii / (exp |A|)ii", Unit: "share", Reference: "Estrada and Benzi 2014, Phys. Rev. E 90:042802"},
		{Name: "frustration_low, frustration_high", Text: "bounds of the fewest ties against the camps, over all partitions into two: equal where known; low counts negative cycles without a common tie, high is the fewest that a search found", Unit: "ties", Reference: "Harary 1959, Behavioral Science 4:316; Aref and Wilson 2019, J. Complex Networks 7:163"},
		{Name: "triads (--directed)", Text: "triads of three states by the signs of their six directed ties: 138 kinds", Unit: "count", Reference: "the kinds are the orbits of the 729 ways under the orders of three nodes"},
		{Name: "line", Text: "1 - frustration_high / (ties / 2)", Unit: "0 to 1", Reference: "Aref and Wilson 2019"},
	},
}
