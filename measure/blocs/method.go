package blocs

// This file says what the measures of blocs are.

import "comity/measure"

// Method is the family of measures of blocs.
var Method = measure.Method{
	Name:  "blocs",
	Title: "which blocs states form by votes or defence pacts, how sharply, and with how much power",
	About: "Which groups of states vote alike beyond what the roll calls lead to expect, or are tied by defence pacts, found by the data and not by\n" +
		"name: the partition of most modularity, over ties that may be negative. The search depends on the order in which states are tried; many\n" +
		"orders are (--runs, --seed), and stability says how far they agree: low stability means that the borders of blocs are not to be believed.\n" +
		"A bloc is a cluster in one network. It is no alliance, has no leader, and its label is a number that follows its members through the years.",
	Formulas: []measure.Formula{
		{Name: "states, positive, negative", Text: "states with a tie; positive and negative ties", Unit: "count", Reference: "—"},
		{Name: "q", Text: "sum over pairs of one bloc of (tie - expected) / sum of all ties without sign; expected from the strengths of both, positive and negative ties apart", Unit: "-1 to 1", Reference: "Gomez, Jensen and Arenas 2009, Phys. Rev. E 80:016114; without negative ties Newman 2004"},
		{Name: "blocs", Text: "communities of at least two states in the partition of most modularity (moves, refinement, merging)", Unit: "count", Reference: "Blondel and others 2008, J. Stat. Mech. P10008; Traag, Waltman and van Eck 2019, Sci. Rep. 9:5233"},
		{Name: "stability", Text: "mean normalised mutual information of every two runs", Unit: "0 to 1", Reference: "Danon and others 2005, J. Stat. Mech. P09008"},
		{Name: "reached", Text: "share of runs that found the most modularity", Unit: "share", Reference: "—"},
		{Name: "power", Text: "sum over blocs of the squared share of capability (CINC); a state without a bloc stands alone", Unit: "share", Reference: "Herfindahl over blocs"},
		{Name: "effective", Text: "1 / power: how many equal blocs would be as concentrated", Unit: "number", Reference: "Laakso and Taagepera 1979, CPS 12:3"},
		{Name: "poles", Text: "blocs or lone states with at least a fifth of capability (--pole sets another share)", Unit: "count", Reference: "a rule of this program"},
		{Name: "vote ties, excess", Text: "mean over common roll calls of agreement (1 - |x - y|/2) less that of two voters of the roll call drawn at random", Unit: "-1 to 1", Reference: "—"},
		{Name: "vote ties, kappa", Text: "kappa of the votes of the two, distance squared", Unit: "-1 to 1", Reference: "Cohen 1968; Häge 2011, Political Analysis 19:287"},
		{Name: "signed ties", Text: "1 or -1 by the rules of comity measure balance", Unit: "-1, 1", Reference: "Traag and Bruggeman 2009, Phys. Rev. E 80:036115"},
		{Name: "pact ties", Text: "1 where either owes the other defence (ATOP)", Unit: "0/1", Reference: "Leeds and others 2002, International Interactions 28:237"},
	},
}
