package split

// This file says what the battery of measures of a split is.

import "comity/measure"

// Method is the battery of four measures of how split states are, each against its own history.
var Method = measure.Method{
	Name:  "split",
	Title: "is the General Assembly more split than it was? four measures, each against its own history",
	About: "\"A serious split\" has no one number. Four that could tell of one are set side by side: polarisation of ideal points, how sharply votes fall\n" +
		"into blocs, how many roll calls are contested, and the spread of ideal points. Each is held against its own past: where its last value\n" +
		"stands among all, its trend, and with --since DATE whether its mean changed. It says how many of the four agree; at least three are\n" +
		"wanted before anything is said. What it cannot tell is why, or whether a change at a date is a change because of it.",
	Formulas: []measure.Formula{
		{Name: "der", Text: "polarisation of ideal points, alpha .5, every state one (comity measure polarisation)", Unit: "points^(1/2)", Reference: "Duclos, Esteban and Ray 2004, Econometrica 72:1737"},
		{Name: "q", Text: "signed modularity of the agreement network of the session (comity measure blocs)", Unit: "-1 to 1", Reference: "Gomez, Jensen and Arenas 2009, Phys. Rev. E 80:016114"},
		{Name: "contested", Text: "share of divided roll calls with at least a quarter of the votes outside the largest side (comity measure cohesion)", Unit: "share", Reference: "—"},
		{Name: "sd", Text: "standard deviation of ideal points", Unit: "points", Reference: "—"},
		{Name: "percentile", Text: "share of the earlier values below the last, equal ones counting half", Unit: "share", Reference: "—"},
		{Name: "trend", Text: "slope of least squares on the year", Unit: "per year", Reference: "standard error: Newey and West 1987, Econometrica 55:703"},
		{Name: "difference", Text: "mean after the date less mean before; 95 % interval from Student's t with n - 2 degrees of freedom", Unit: "of the measure", Reference: "standard error: Newey and West 1987; lag 4 (n/100)^(2/9), 1994, Rev. Econ. Stud. 61:631"},
	},
}
