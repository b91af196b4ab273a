package column

// Columns of those who lead states: who, how they change, and, where the row is a leader's, what they did before office.

var leaders = []Column{
	{Name: "leader.transition", Title: "the leader changes in the year", Shape: Monadic, Unit: "0/1", Header: "leadertransition",
		Formula: "1 where another term of office stands at the end of the year than at its beginning (Goemans, Gleditsch and Chiozza 2009)",
		Missing: leadersMissing},
	{Name: "leader.irregular", Title: "the leader changes irregularly in the year", Shape: Monadic, Unit: "0/1", Header: "irregular",
		Formula: "1 where the leader changes and one who leaves in the year leaves irregularly: by coup, revolt, foreign arms",
		Missing: leadersMissing},
	{Name: "leader.count", Title: "leaders in the year", Shape: Monadic, Unit: "count", Header: "n_leaders",
		Formula: "persons in office on some day of the year", Missing: leadersMissing},
	{Name: "leader.first", Title: "leader at the beginning of the year", Shape: Monadic, Header: "jan1obsid",
		Formula: "the producers' name of the term of office that stands on the first day of the year with a leader", Missing: leadersMissing},
	{Name: "leader.last", Title: "leader at the end of the year", Shape: Monadic, Header: "dec31obsid",
		Formula: "the producers' name of the term of office that stands on the last day of the year with a leader", Missing: leadersMissing},

	{Name: "leader.name", Title: "name of the leader", Shape: Monadic, Header: "leader", Units: ofLeaders,
		Formula: "as the producers write it", Missing: "never"},
	{Name: "leader.person", Title: "the leader, whatever the term", Shape: Monadic, Header: "leadid", Units: ofLeaders,
		Formula: "the producers' identifier of the person", Missing: "never"},
	{Name: "leader.gender", Title: "gender of the leader", Shape: Monadic, Header: "gender", Units: ofLeaders,
		Formula: "M or F, by the producers", Missing: "missing in the source where it has none"},
	{Name: "leader.age", Title: "age of the leader", Shape: Monadic, Unit: "years", Header: "leaderage", Units: ofLeaders,
		Formula: "the year less the year of birth", Missing: "missing in the source where it has no year of birth"},
	{Name: "leader.tenure", Title: "year in office", Shape: Monadic, Unit: "years", Header: "yrinoffice", Units: ofLeaders,
		Formula: "the year less that of entry, plus one; the count begins with the term, also before the state is in the list", Missing: "never"},
	{Name: "leader.start", Title: "first day in office", Shape: Monadic, Header: "startdate", Units: ofLeaders, Formula: "of the term", Missing: "never"},
	{Name: "leader.end", Title: "last day in office", Shape: Monadic, Header: "enddate", Units: ofLeaders,
		Formula: "of the term; 2015-12-31 for who was in office when the list was closed", Missing: "never"},
	{Name: "leader.entry", Title: "how the leader came to office", Shape: Monadic, Header: "entry", Units: ofLeaders,
		Formula: "regularly, irregularly or imposed from abroad, by the producers", Missing: "missing in the source where it has none"},
	{Name: "leader.exit", Title: "how the leader left office", Shape: Monadic, Header: "exit", Units: ofLeaders,
		Formula: "by the producers", Missing: "missing in the source where it has none"},
	{Name: "leader.exit_code", Title: "how the leader left office, in detail", Shape: Monadic, Header: "exitcode", Units: ofLeaders,
		Formula: "by the producers", Missing: "missing in the source where it has none"},

	{Name: "leader.dispute_ongoing", Title: "militarised dispute under the leader", Shape: Monadic, Unit: "0/1", Header: "gmlmidongoing", Units: []string{"leader-year"},
		Formula: "1 where the state takes part in a militarised dispute on a day of the year on which the leader is in office (Gibler, Miller and Little 2016)", Missing: leaderDisputes},
	{Name: "leader.dispute_onset", Title: "the state enters a militarised dispute under the leader", Shape: Monadic, Unit: "0/1", Header: "gmlmidonset", Units: []string{"leader-year"},
		Formula: "1 where the first day of the state's part in a dispute is one of the leader's in the year; of a first day known to the month, the month's first", Missing: leaderDisputes},
	{Name: "leader.dispute_ongoing_init", Title: "militarised dispute the leader began", Shape: Monadic, Unit: "0/1", Header: "gmlmidongoing_init", Units: []string{"leader-year"},
		Formula: "1 where such a dispute goes on that the state began (it is on side A, or joined) under this leader", Missing: leaderDisputes},
	{Name: "leader.dispute_onset_init", Title: "the leader begins a militarised dispute", Shape: Monadic, Unit: "0/1", Header: "gmlmidonset_init", Units: []string{"leader-year"},
		Formula: "1 where the state begins one (on side A, or by joining) on a day of the leader in the year", Missing: leaderDisputes},

	lived("leveledu", "level of education", "0-3", "0 primary, 1 secondary, 2 university, 3 graduate"),
	lived("milservice", "served in the military", "0/1", "1 where the leader did before office"),
	lived("combat", "fought in combat", "0/1", "1 where the leader did before office"),
	lived("rebel", "was a rebel", "0/1", "1 where the leader took part in a rebellion before office"),
	lived("warwin", "fought on the winning side of a war", "0/1", "1 where the leader did before office"),
	lived("warloss", "fought on the losing side of a war", "0/1", "1 where the leader did before office"),
	lived("rebelwin", "was a rebel on the winning side", "0/1", "1 where the leader was before office"),
	lived("rebelloss", "was a rebel on the losing side", "0/1", "1 where the leader was before office"),
	lived("yrsexper", "years of political experience before office", "years", "by the producers"),
	lived("physhealth", "physical health problems", "0/1", "1 where the leader had some"),
	lived("mentalhealth", "mental health problems", "0/1", "1 where the leader had some"),

	willing(1, "mean", "of what concerns conflict and risk"), willing(1, "sd", "of what concerns conflict and risk"),
	willing(2, "mean", "of that, political orientation and psychology"), willing(2, "sd", "of that, political orientation and psychology"),
	willing(3, "mean", "of the first model and all that is known"), willing(3, "sd", "of the first model and all that is known"),
	willing(4, "mean", "of the second model and all that is known"), willing(4, "sd", "of the second model and all that is known"),
}

const leaderDisputes = "zero for states of the Correlates of War list from 1816 to 2010; not covered outside"

// ofLeaders are the units whose rows are of leaders.
var ofLeaders = []string{"leader-year", "leader-dyad-year", "leader-day"}

// lived describes an attribute of the leaders' lives before office.
func lived(name, title, unit, formula string) Column {
	return Column{Name: "lead." + name, Title: title, Shape: Monadic, Unit: unit, Header: name, Units: ofLeaders,
		Formula: formula + " (Ellis, Horowitz and Stam 2015)", Missing: "missing in the source where it does not know; not covered where it has no such leader"}
}

// willing describes an estimate of leaders' willingness to use force.
func willing(model int, what, of string) Column {
	name := "theta" + string(rune('0'+model)) + "_" + what
	title := "willingness to use force, model " + string(rune('0'+model))
	if what == "sd" {
		title = "standard deviation of the " + title
	}
	return Column{Name: "lwuf." + name, Title: title, Shape: Monadic, Unit: "score", Header: name, Units: ofLeaders,
		Formula: "latent trait behind the lives of leaders, " + of + " (Carter and Smith 2020; they find model 2 the best)",
		Missing: "not covered where the source has no such leader"}
}

const leadersMissing = "not covered before 1875, when the list of leaders begins, after 2015, and where it has no leader of the state in the year"
