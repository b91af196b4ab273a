package column

// Which pairs could have to do with each other at all.

var relevance = []Column{
	{Name: "pair.politically_relevant", Header: "politically_relevant", Title: "the two are politically relevant to each other", Shape: Symmetric, Unit: "0/1",
		Formula: "1 where the two are directly contiguous (contiguity.type from 1 to the kind asked for, 5 where none is) or at least one is a major power by the list asked for (Weede 1976; Lemke and Reed 2001; majors of the Correlates of War)",
		Missing: ".a where neither is so and one of the sources does not cover the year",
		Options: []Option{
			{Name: "contiguity", Title: "farthest kind of contiguity that makes two states relevant, 0 for none", Values: []string{"0", "1", "2", "3", "4", "5"}},
			{Name: "majors", Title: "list of powers that are relevant to everybody: major powers of the Correlates of War, Maoz's global powers or regional ones, or none", Values: []string{"cow", "global", "regional", "none"}},
		}},
}
