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
}

const leadersMissing = "not covered before 1875, when the list of leaders begins, after 2015, and where it has no leader of the state in the year"
