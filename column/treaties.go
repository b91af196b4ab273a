package column

// This file describes the treaties of comity's own list between two states.

// treatyOptions choose among the treaties of the list.
var treatyOptions = []Option{
	{Name: "clause", Title: "treaties with all of these clauses (comity treaties --clause lists them: not-aimed-at-third-parties, renounces-force …)", Many: true, Named: true},
	{Name: "obligation", Title: "treaties with any of these obligations", Values: []string{"defence", "offence", "neutrality", "non-aggression", "consultation"}, Many: true, Named: true},
	{Name: "kind", Title: "treaties of these kinds", Many: true, Named: true,
		Values: []string{"alliance", "non-aggression", "friendship", "peace", "armistice", "arms control", "trade", "integration", "communique", "border", "convention"}},
	{Name: "topic", Title: "treaties of any of these topics, by their titles (docs/MEASURES.md, topic)", Many: true, Named: true,
		Values: []string{"terrorism", "nuclear-weapons", "nuclear-energy", "disarmament", "chemical-biological", "conventional-arms", "outer-space", "information-security", "food", "energy", "drugs", "health",
			"climate-environment", "human-rights", "racism", "women", "children", "refugees-migration", "debt-finance", "law-of-the-sea"}},
	{Name: "parties", Title: "two: treaties of two parties alone", Values: []string{"two", "any"}, Named: true},
}

const treatiesMissing = "not covered where the list has none of the two, for it is no census, and after 2024; 0 where it lacks none: of obligations between two of the permanent five and the G20 states, 1816 to 2018"

var treatyColumns = []Column{
	{Name: "treaty.in_force", Title: "a treaty of comity's list binds the two", Shape: Symmetric, Unit: "0/1", Close: +1, Options: treatyOptions, Words: []string{"treaty in force", "bound by a treaty"},
		Formula: "1 where a treaty of the list, with the clauses, obligations or kind that options say, is in force on the last day of the year and both are parties then", Missing: treatiesMissing},
	{Name: "treaty.count", Title: "treaties of comity's list that bind the two", Shape: Symmetric, Unit: "count", Close: +1, Options: treatyOptions, Words: []string{"treaties between"},
		Formula: "treaties of the list, with the clauses, obligations or kind that options say, in force on the last day of the year between the two", Missing: treatiesMissing},
	{Name: "treaty.years", Title: "years since the oldest treaty of comity's list that binds the two was signed", Shape: Symmetric, Unit: "years", Options: treatyOptions, Words: []string{"years since the treaty"},
		Formula: "the year less that of signature of the oldest of the treaties treaty.count counts", Missing: "as treaty.in_force; not applicable where the list knows that there is none"},
}
