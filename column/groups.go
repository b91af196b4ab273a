package column

// This file describes who belongs to which groups.

// groupOptions name the group, the role and the day.
var groupOptions = []Option{
	{Name: "group", Title: "the group: an id, name or acronym (BRICS, NATO, sco); it must be given", Named: true},
	{Name: "role", Title: "the role: member of any kind, unless another is chosen; any: any role at all",
		Values: []string{"member", "founder", "permanent", "elected", "suspended", "observer", "associate", "partner", "participant", "signatory", "invited", "any"}, Named: true},
	dayOption,
}

// dayOption says which day of a year counts.
var dayOption = Option{Name: "day", Title: "last: the last day of the year (month, day); any: any day of it; MM-DD: that day of the year"}

// oneDayOption says the same of what is asked of one day.
var oneDayOption = Option{Name: "day", Title: "last: the last day of the year (month, day); MM-DD: that day of the year"}

// kindOption chooses kinds of groups.
var kindOption = Option{Name: "kind", Title: "kinds of groups: organisation (a treaty and a secretariat), treaty (parties to a convention), bloc (a club that meets)",
	Values: []string{"organisation", "treaty", "bloc"}, Many: true, Named: true}

var memberships = []Column{
	{Name: "group.in", Title: "belongs to the group", Shape: Monadic, Unit: "0/1", Options: groupOptions, Asked: "group.in:BRICS", Words: []string{"member of", "belongs to"},
		Formula: "1 where the state holds the role in the group on the last day of the year (or as an option says), by comity's rosters",
		Missing: "not covered outside the days for which the group's roster is complete; missing in source where membership is contested; 0 inside them is no member"},
	{Name: "group.both", Title: "both belong to the group", Shape: Symmetric, Unit: "0/1", Close: +1, Options: groupOptions, Asked: "group.both:NATO", Words: []string{"both members of"},
		Formula: "1 where both hold the role in the group on one day: the last of the year, or as an option says, by comity's rosters",
		Missing: "as group.in of the two"},
	{Name: "group.count", Title: "groups the state belongs to", Shape: Monadic, Unit: "count", Options: []Option{kindOption}, Words: []string{"memberships", "organisations it belongs to"},
		Formula: "organisations of comity's table (or the kinds an option says) whose roster is complete from 1946 to 2024, of which the state is a member on the last day of the year",
		Missing: "not covered outside 1946 to 2024"},
	{Name: "group.shared", Title: "groups of chosen kinds both belong to", Shape: Symmetric, Unit: "count", Close: +1, Options: []Option{kindOption}, Words: []string{"shared groups"},
		Formula: "as group.joint, of the kinds an option says: organisations and blocs where none is chosen",
		Missing: "not covered outside 1946 to 2024"},
}
