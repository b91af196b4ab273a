package column

// Columns of how states are ruled, in the estimates that are held side by side most often.

// silentWhere is what a missing value of a column means that stands as its source has it.
const silentWhere = "not covered where the source has no value of the state and year"

var regimes = []Column{
	{Name: "democracy.uds", Title: "extended unified democracy score", Shape: Monadic, Unit: "score", Header: "euds",
		Words:   []string{"unified democracy score", "democracy score"},
		Formula: "latent trait behind many measures of democracy (Pemstein, Meserve and Melton 2010; extended by Marquez 2016), of the state system of the panel",
		Missing: silentWhere},
	{Name: "democracy.uds_adjusted", Title: "extended unified democracy score, 0 between democracies and others", Shape: Monadic, Unit: "score", Header: "aeuds",
		Words:   []string{"adjusted unified democracy score"},
		Formula: "democracy.uds less the cut between democracies and others (Marquez 2016)",
		Missing: silentWhere},
	{Name: "democracy.polity2", Title: "Polity score, interruptions filled by rule", Shape: Monadic, Unit: "score from -10 to 10", Header: "polity2",
		Words:   []string{"polity", "polity score"},
		Formula: "institutional democracy less institutional autocracy (Marshall, Gurr and Jaggers), transitions filled by the producers' rule",
		Missing: silentWhere + "; Polity leaves out states of fewer than 500,000 people"},
	{Name: "democracy.polyarchy", Title: "electoral democracy index of V-Dem", Shape: Monadic, Unit: "index", Header: "v2x_polyarchy",
		Words:   []string{"polyarchy", "electoral democracy"},
		Formula: "V-Dem's index of electoral democracy, 0 to 1 (Teorell and others 2019)",
		Missing: silentWhere},
}
