package idealpoint

// This file says what ideal points are.

import "comity/measure"

// Method is the family of ideal points.
var Method = measure.Method{
	Name:  "idealpoint",
	Title: "UN ideal points: where states stand in the General Assembly, session by session, with intervals",
	About: "The ordinal dynamic model of Bailey, Strezhnev and Voeten: every vote (yes, abstention, no; absence is no vote) is of a position on one line,\n" +
		"and resolutions voted on again in later sessions share their parameters, which ties the sessions together. A state is tied to where it\n" +
		"stood the session before, the looser the more it votes. All positions of a run have mean 0 and standard deviation 1: compare them within\n" +
		"one run only. Which end is up is a convention (docs/MEASURES.md). A session is labelled with the year\n" +
		"in which it opened. Models:\n" +
		"  rw       draws from the joint posterior of a random walk (default)\n" +
		"  compat   the sampler of the published estimates, with its ways: ties back in time alone\n" +
		"  preview  a variational approximation, in seconds: its standard deviations are about half the right size\n" +
		"With states named, the distance of each pair by session, and how probable it is that a session is the one in which they stood closest.",
	Formulas: []measure.Formula{
		{Name: "model", Text: "Z = beta theta + e, e N(0,1); yes where Z < gamma1, abstention between, no where Z > gamma2; beta N(0,1), gammas flat on [-7, 7]", Unit: "-", Reference: "Bailey, Strezhnev and Voeten 2017, JCR 61:430"},
		{Name: "prior", Text: "theta of a session N(theta of the session before, 0.5 N / (N + N before)), N the votes; rw: first N(0, 4)", Unit: "-", Reference: "Bailey, Strezhnev and Voeten 2017"},
		{Name: "mean, sd, q05, q95", Text: "of the draws of theta; all thetas of a draw have mean 0 and standard deviation 1", Unit: "scale", Reference: "Johnson and Albert 1999, Ordinal Data Modeling; Carter and Kohn 1994 (rw)"},
		{Name: "rhat, ess", Text: "split R-hat (should be near 1) and effective number of draws", Unit: "-", Reference: "Gelman et al. 2013, Bayesian Data Analysis, 11.4-11.5"},
		{Name: "distance", Text: "mean over draws of the absolute difference of two thetas", Unit: "scale", Reference: "Bailey, Strezhnev and Voeten 2017"},
		{Name: "closest", Text: "share of draws in which the session has the least distance of all the pair's sessions", Unit: "probability", Reference: "-"},
	},
}
