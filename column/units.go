package column

// Columns that units bring with them: what a roll call, a treaty, a group is, and what it is in the year of the row.

import "slices"

// always is what a missing value means of a column that has none.
const always = "never missing"

// ofUnits makes the columns of some units.
func ofUnits(units []string, list ...Column) []Column {
	for i := range list {
		list[i].Units, list[i].Shape = units, Systemic
	}
	return list
}

var (
	callUnits   = []string{"roll-call", "roll-call-state"}
	treatyUnits = []string{"treaty-party-year"}
	groupUnits  = []string{"group-year", "group-member-year"}
)

const (
	fromCall  = "as the source has it of the roll call"
	fromFlag  = "the source's code of the roll call"
	uncoded   = "not covered before the first and after the last year in which the source marks any roll call"
	announced = "the tally the body announced, as the source has it"
	counted   = "the votes in the source, counted"
	fromList  = "comity's list of treaties"
)

// issue is a mark of a roll call.
func issue(name, title, header string) Column {
	return Column{Name: "rollcall." + name, Title: title, Unit: "0/1", Header: header, Formula: fromFlag, Missing: uncoded}
}

// promise is an obligation of a treaty.
func promise(name, title string) Column {
	return Column{Name: "treaty." + name, Title: title, Unit: "0/1", Header: name,
		Formula: fromList + ": at least one party promised it to another, by the categories of the Alliance Treaty Obligations and Provisions project (Leeds and others 2002)", Missing: always}
}

var unitColumns = slices.Concat(
	ofUnits(callUnits,
		Column{Name: "rollcall.session", Title: "session of the body, or year of the Council", Header: "session", Formula: fromCall, Missing: always},
		Column{Name: "rollcall.symbol", Title: "official symbol of the resolution or draft", Header: "symbol", Formula: fromCall, Missing: "missing in the source (.c)"},
		Column{Name: "rollcall.topic", Title: "what it is about, in a few words", Header: "topic", Formula: "comity's label of the topic", Missing: "missing in the source (.c) where nothing says what it is about"},
		Column{Name: "rollcall.topics", Title: "topics its title is of", Header: "topics", Formula: "the names of comity's topics whose rules take the title (comity measure topic), parted by spaces", Missing: "missing in the source (.c) where there is no title, or it is of no topic"},
		issue("me", "on the Middle East", "me"), issue("nu", "on nuclear weapons", "nu"), issue("di", "on arms control and disarmament", "di"),
		issue("hr", "on human rights", "hr"), issue("co", "on colonialism", "co"), issue("ec", "on economic development", "ec"),
		issue("important", "named important by the US State Department", "importantvote"),
		issue("amendment", "on an amendment", "amend"), issue("paragraph", "on a paragraph voted separately", "para"),
		Column{Name: "rollcall.yes", Title: "votes of yes", Unit: "count", Header: "yes", Formula: counted, Missing: always},
		Column{Name: "rollcall.no", Title: "votes of no", Unit: "count", Header: "no", Formula: counted, Missing: always},
		Column{Name: "rollcall.abstain", Title: "abstentions", Unit: "count", Header: "abstain", Formula: counted, Missing: always},
		Column{Name: "rollcall.announced_yes", Title: "votes of yes as announced", Unit: "count", Header: "announced_yes", Formula: announced, Missing: "not covered where the source has no tally"},
		Column{Name: "rollcall.announced_no", Title: "votes of no as announced", Unit: "count", Header: "announced_no", Formula: announced, Missing: "not covered where the source has no tally"},
		Column{Name: "rollcall.announced_abstain", Title: "abstentions as announced", Unit: "count", Header: "announced_abstain", Formula: announced, Missing: "not covered where the source has no tally"},
	),
	ofUnits([]string{"roll-call-state"},
		Column{Name: "vote.cast", Title: "how the state voted", Unit: "code", Header: "vote", Formula: "the state's vote in the source",
			Missing: "missing in the source (.c) where it shows no vote of a member of the day: absent, not taking part, or not recorded; this is never taken as a vote",
			Values:  []Value{{1, "yes"}, {2, "abstain"}, {3, "no"}}},
		Column{Name: "vote.shown", Title: "the source shows a vote of the state", Unit: "0/1", Header: "voted", Formula: "1 where vote.cast has a value", Missing: always},
	),
	ofUnits(treatyUnits,
		Column{Name: "treaty.title", Title: "title of the treaty", Header: "title", Formula: fromList, Missing: always},
		Column{Name: "treaty.kind", Title: "kind of the treaty", Header: "kind", Formula: fromList, Missing: always},
		Column{Name: "treaty.signed", Title: "day of signing; of a date known to the year or month its first day", Header: "signed", Formula: fromList, Missing: "missing in the source (.c) where the list does not know it"},
		Column{Name: "treaty.binding_from", Title: "day of entry into force", Header: "in_force", Formula: fromList, Missing: "missing in the source (.c) where the list does not know it: the treaty then counts from its signing"},
		Column{Name: "treaty.ended", Title: "last day it bound", Header: "ended", Formula: fromList, Missing: "missing in the source (.c) where the list knows of no end: it binds, or nobody noted its end"},
		promise("defence", "a promise to defend"), promise("offence", "a promise to join an attack"), promise("neutrality", "a promise of neutrality"),
		promise("nonaggression", "a promise not to attack"), promise("consultation", "a promise to consult"),
		Column{Name: "treaty.days", Title: "days of the year on which it bound the party", Unit: "days", Header: "days", Formula: fromList + ": days from entry into force and the party's own to the end of either", Missing: always},
		Column{Name: "treaty.parties", Title: "states it bound on some day of the year", Unit: "count", Header: "parties", Formula: fromList, Missing: always},
		Column{Name: "treaty.begins", Title: "the first year in which it binds the party", Unit: "0/1", Header: "begins", Formula: fromList, Missing: always},
	),
	ofUnits(groupUnits,
		Column{Name: "group.name", Title: "name of the group", Header: "name", Formula: "comity's list of groups", Missing: always},
		Column{Name: "group.kind", Title: "organisation, treaty, bloc or class", Header: "kind", Formula: "comity's list of groups", Missing: always},
		Column{Name: "group.members", Title: "members on the last day of the year, or on the group's own last day in it", Unit: "count", Header: "members",
			Formula: "states with a spell as a member (founder, permanent, elected ones too) on the day, by comity's rosters", Missing: "not covered (.a) on days on which the roster is not complete"},
		Column{Name: "group.members_any", Title: "states that were members on any day of the year", Unit: "count", Header: "members_any",
			Formula: "states with a spell as a member on a day of the year, by comity's rosters; one that goes on under another key is counted once", Missing: "not covered (.a) where the roster is not complete for the whole year"},
		Column{Name: "group.joined", Title: "states that became members in the year", Unit: "count", Header: "joined",
			Formula: "states whose spell as a member begins in the year, not the day after another, of the state or of one with its ISO code before it", Missing: "not covered (.a) where the roster is not complete for the whole year; missing in the source (.c) where the year of a beginning is not known"},
		Column{Name: "group.left", Title: "states whose last day as members is in the year", Unit: "count", Header: "left",
			Formula: "states whose spell as a member ends in the year, not the day before another, of the state or of one with its ISO code after it", Missing: "not covered (.a) where the roster is not complete for the whole year"},
	),
	ofUnits([]string{"group-member-year"},
		Column{Name: "member.role", Title: "role of the member on its last day as such in the year", Header: "role", Formula: "comity's rosters", Missing: always},
		Column{Name: "member.days", Title: "days of the year on which it surely was a member", Unit: "days", Header: "days", Formula: "comity's rosters", Missing: always},
		Column{Name: "member.joined", Title: "it became a member in the year", Unit: "0/1", Header: "joined_now", Formula: "its spell begins in the year, not the day after another, of the state or of one with its ISO code before it", Missing: "missing in the source (.c) where the beginning is not known"},
		Column{Name: "member.left", Title: "its last day as a member is in the year", Unit: "0/1", Header: "left_now", Formula: "its spell ends in the year, not the day before another, of the state or of one with its ISO code after it", Missing: always},
	),
)
