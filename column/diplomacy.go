package column

// This file describes diplomatic relations, missions and recognition, by comity's own tables.

// tieRanks and missionRanks name the ranks of missions, in the order of package treaties.
var (
	tieRanks = []Value{{1, "embassy"}, {2, "high commission"}, {3, "legation"}, {4, "liaison"}, {5, "nonresident ambassador"}, {6, "nonresident envoy"}, {7, "charge"}, {8, "interests"}, {9, "none"}}

	missionRanks = []Value{{1, "embassy"}, {2, "legation"}, {3, "liaison"}, {4, "nonresident ambassador"}, {5, "nonresident envoy"}, {6, "interests"}, {7, "consulate"}, {8, "nonresident consul"}, {9, "none"}}
)

var diplomacy = []Column{
	{Name: "relations.open", Title: "diplomatic relations between the two", Shape: Symmetric, Unit: "0/1", Close: +1, Options: []Option{dayOption}, Words: []string{"diplomatic relations"},
		Formula: "1 where the two have diplomatic relations on the last day of the year (or as an option says), by the latest event of comity's table before it; any: on a day of the year",
		Missing: "not covered before 1946, after 2024, before the first event listed for the two, and where none is: the table is of the great powers, the G20, neighbours and well-known breaks"},
	{Name: "relations.rank", Title: "rank of the missions between the two", Shape: Symmetric, Unit: "code", Options: []Option{oneDayOption}, Words: []string{"rank of missions"}, Values: tieRanks,
		Formula: "rank after the latest event listed before the end of the year, 1 embassy to 9 none (comity's table)", Missing: "as relations.open, and where no event says the rank"},
	{Name: "mission.rank", Title: "rank of the first state's mission in the second", Shape: Directed, Unit: "code", Options: []Option{oneDayOption}, Words: []string{"mission in"}, Values: missionRanks,
		Formula: "rank on the last day of the year, 1 embassy to 9 none, as the source says it (comity's table: missions of the United States)",
		Missing: "not covered where the table says nothing: it has one sender"},
	{Name: "recognition.of", Title: "the state recognises the entity", Shape: Monadic, Unit: "0/1", Asked: "recognition.of:XKX", Words: []string{"recognises"},
		Options: []Option{{Name: "entity", Title: "the entity: its id or name (XKX, PSE, TRNC …); it must be given", Named: true}, dayOption},
		Formula: "1 where the state recognises the entity as a state on the last day of the year (comity's table)",
		Missing: "not covered outside the entity's span, and, without a row, where the list of it is not complete or the state is no member of the United Nations; not applicable to the entity itself"},
	{Name: "recognition.recognises", Title: "the first state recognises the second, which not all recognise", Shape: Directed, Unit: "0/1", Words: []string{"recognition of"}, Options: []Option{dayOption},
		Formula: "as recognition.of, the second state being the entity", Missing: "as recognition.of; not applicable where the second state is none of the entities of the table"},
	{Name: "recognition.china", Title: "the government of China the state has relations with", Shape: Monadic, Unit: "code", Values: []Value{{0, "neither"}, {1, "Beijing"}, {2, "Taipei"}}, Options: []Option{oneDayOption},
		Words: []string{"relations with Taipei", "relations with Beijing"}, Formula: "1 Beijing, 2 Taipei, 0 neither, on the last day of the year (comity's table)",
		Missing: "not covered outside 2000 to 2024, except where a row says it, and of states that are not members of the United Nations; not applicable to the two themselves"},
}
