package column

// Alliances: what the treaties in force in a year oblige the first state of a pair to do for the second, as ATOP codes them.

const atopMissing = "0 inside the years of the source where both states are in the COW list; .a outside them"

// obligation describes an obligation of ATOP.
func obligation(name, title string) Column {
	return Column{Name: "alliance." + name, Header: name, Title: title, Shape: Directed, Unit: "0/1",
		Formula: "1 where ATOP codes the obligation of the first state to the second on any day of the year; in a panel of undirected pairs, of either to the other (Leeds et al. 2002)",
		Missing: atopMissing}
}

var alliances = []Column{
	{Name: "alliance.atop_alliance", Header: "atop_alliance", Title: "an alliance of any kind between the two", Shape: Directed, Unit: "0/1",
		Formula: "1 where ATOP has a row of the first state and the second in the year, whatever it obliges to; in a panel of undirected pairs, a row in either direction (Leeds et al. 2002)",
		Missing: atopMissing},
	obligation("atop_defense", "an obligation to defend the other"),
	obligation("atop_offense", "an obligation to join the other in attack"),
	obligation("atop_neutral", "an obligation to stay out of the other's wars"),
	obligation("atop_nonagg", "an obligation to use no force against the other"),
	obligation("atop_consul", "an obligation to consult the other in crises"),
}
