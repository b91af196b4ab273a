package column

// Columns of states' conflicts: wars and armed conflicts within and between, disputes counted by state, rivals, threat to territory.

// conflictOptions are the choices of the columns of armed conflicts.
var conflictOptions = []Option{
	{Name: "type", Title: "only conflicts of these types; II is an internationalised intrastate one", Values: []string{"intrastate", "II", "interstate", "extrasystemic"}, Many: true, Named: true},
	{Name: "issue", Title: "only conflicts over this", Values: []string{"territory", "government", "both"}, Many: true, Named: true},
	{Name: "level", Title: "only years of at least 1,000 deaths in battle", Values: []string{"any", "war"}, Named: true},
}

// civilWarOptions are those of the columns of civil wars.
var civilWarOptions = []Option{{Name: "type", Title: "only wars over this", Values: []string{"central", "local"}, Named: true}}

// disputeOptions are those of the columns of disputes by state.
var disputeOptions = []Option{{Name: "init", Title: "who begins: all on side A and all joiners, all on side A, or those on side A from the first day",
	Values: []string{"joiners", "sidea", "originators"}, Named: true}}

const (
	noWarThen       = "not applicable in years without such a war"
	conflictMissing = "zero for states of the Gleditsch-Ward list inside the coverage; not covered outside it"
)

var conflicts = []Column{
	{Name: "conflict.ongoing", Title: "armed conflict of the state", Shape: Monadic, Unit: "0/1", Header: "ucdpongoing", Options: conflictOptions,
		Words:   []string{"armed conflict"},
		Formula: "1 where the state is a primary party, on either side, of an armed conflict of at least 25 deaths in battle in the year (Gleditsch and others 2002; UCDP/PRIO)",
		Missing: conflictMissing},
	{Name: "conflict.onset", Title: "first year of an armed conflict of the state", Shape: Monadic, Unit: "0/1", Header: "ucdponset", Options: conflictOptions,
		Formula: "1 where a conflict has its first year with the state as a primary party; a new episode of an old conflict is none (for those: conflict.onsets_1 …)",
		Missing: conflictMissing},
	{Name: "conflict.intensity", Title: "highest intensity of the state's armed conflicts", Shape: Monadic, Unit: "1-2", Header: "maxintensity", Options: conflictOptions,
		Formula: "2 where one of them has at least 1,000 deaths in battle in the year, else 1",
		Missing: "not applicable in years without an armed conflict; not covered outside the coverage", Values: []Value{{1, "minor"}, {2, "war"}}},
	{Name: "conflict.ids", Title: "numbers of the state's armed conflicts", Shape: Monadic, Header: "conflict_ids", Options: conflictOptions,
		Formula: "the producers' numbers of the conflicts, in their order, parted by semicolons",
		Missing: "not applicable in years without an armed conflict; not covered outside the coverage"},
	{Name: "conflict.new", Title: "new intrastate armed conflicts", Shape: Monadic, Unit: "count", Header: "sumnewconf",
		Formula: "conflicts that begin in the year (UCDP onset data)", Missing: silentWhere},
	{Name: "conflict.onsets_1", Title: "onsets of intrastate armed conflict after more than one year", Shape: Monadic, Unit: "count", Header: "sumonset1",
		Formula: "new conflicts, and episodes more than one year after the last (UCDP onset data)", Missing: silentWhere},
	{Name: "conflict.onsets_2", Title: "onsets of intrastate armed conflict after more than two years", Shape: Monadic, Unit: "count", Header: "sumonset2",
		Formula: "new conflicts, and episodes more than two years after the last (UCDP onset data)", Missing: silentWhere},
	{Name: "conflict.onsets_3", Title: "onsets of intrastate armed conflict after more than three years", Shape: Monadic, Unit: "count", Header: "sumonset3",
		Formula: "new conflicts, and episodes more than three years after the last (UCDP onset data)", Missing: silentWhere},
	{Name: "conflict.onsets_5", Title: "onsets of intrastate armed conflict after more than five years", Shape: Monadic, Unit: "count", Header: "sumonset5",
		Formula: "new conflicts, and episodes more than five years after the last (UCDP onset data)", Missing: silentWhere},
	{Name: "conflict.onsets_10", Title: "onsets of intrastate armed conflict after more than ten years", Shape: Monadic, Unit: "count", Header: "sumonset10",
		Formula: "new conflicts, and episodes more than ten years after the last (UCDP onset data)", Missing: silentWhere},

	{Name: "civilwar.ongoing", Title: "intra-state war in the state", Shape: Monadic, Unit: "0/1", Header: "cowintraongoing", Options: civilWarOptions,
		Words:   []string{"civil war", "intra-state war"},
		Formula: "1 where an intra-state war (1,000 battle deaths) of which the state is the government goes on in the year (Sarkees and Wayman 2010; Dixon and Sarkees 2016)",
		Missing: "zero for states of the Correlates of War list inside the coverage; not covered outside it"},
	{Name: "civilwar.onset", Title: "intra-state war begins in the state", Shape: Monadic, Unit: "0/1", Header: "cowintraonset", Options: civilWarOptions,
		Formula: "1 where such a war begins in the year",
		Missing: "zero for states of the Correlates of War list inside the coverage; not covered outside it"},
	{Name: "civilwar.number", Title: "number of the intra-state war", Shape: Monadic, Unit: "number", Header: "warnum", Options: civilWarOptions,
		Formula: "of several wars in a year the one that begins, else the deadliest", Missing: noWarThen},
	{Name: "civilwar.name", Title: "name of the intra-state war", Shape: Monadic, Header: "warname", Options: civilWarOptions,
		Formula: "of the war civilwar.number names", Missing: noWarThen},
	{Name: "civilwar.type", Title: "what the intra-state war is over", Shape: Monadic, Header: "wartype", Options: civilWarOptions,
		Formula: "of the war civilwar.number names: local issues or central control", Missing: noWarThen},
	{Name: "civilwar.international", Title: "other states take part in the intra-state war", Shape: Monadic, Unit: "0/1", Header: "intnl", Options: civilWarOptions,
		Formula: "of the war civilwar.number names", Missing: noWarThen},
	{Name: "civilwar.outcome", Title: "outcome of the intra-state war", Shape: Monadic, Unit: "code", Header: "outcome", Options: civilWarOptions,
		Formula: "of the war civilwar.number names, by the producers' codes", Missing: noWarThen,
		Values: []Value{{1, "side A wins"}, {2, "side B wins"}, {3, "compromise"}, {4, "transformed into another war"}, {5, "ongoing"}, {6, "stalemate"}, {7, "continues below war level"}}},
	{Name: "civilwar.deaths_a", Title: "battle deaths of the government's side", Shape: Monadic, Unit: "persons", Header: "sideadeaths", Options: civilWarOptions,
		Formula: "of the war civilwar.number names, over the whole war", Missing: noWarThen + "; missing in the source where it does not know"},
	{Name: "civilwar.deaths_b", Title: "battle deaths of the other side", Shape: Monadic, Unit: "persons", Header: "sidebdeaths", Options: civilWarOptions,
		Formula: "of the war civilwar.number names, over the whole war", Missing: noWarThen + "; missing in the source where it does not know"},
	{Name: "civilwar.numbers", Title: "numbers of all intra-state wars of the year", Shape: Monadic, Header: "intrawarnums", Options: civilWarOptions,
		Formula: "parted by semicolons", Missing: noWarThen},

	{Name: "disputes.ongoing", Title: "militarised dispute of the state", Shape: Monadic, Unit: "0/1", Header: "gmlmidongoing",
		Formula: "1 where the state takes part in a militarised interstate dispute in the year (Gibler, Miller and Little 2016, participants)",
		Missing: "zero for states of the Correlates of War list inside the coverage; not covered outside it"},
	{Name: "disputes.onset", Title: "the state enters a militarised dispute", Shape: Monadic, Unit: "0/1", Header: "gmlmidonset",
		Formula: "1 where the year is the first of the state's part in a dispute",
		Missing: "as of disputes.ongoing"},
	{Name: "disputes.ongoing_init", Title: "militarised dispute the state began", Shape: Monadic, Unit: "0/1", Header: "gmlmidongoing_init", Options: disputeOptions,
		Formula: "1 where a dispute goes on that the state began: it is on side A, or joined later (option init)",
		Missing: "as of disputes.ongoing"},
	{Name: "disputes.onset_init", Title: "the state begins a militarised dispute", Shape: Monadic, Unit: "0/1", Header: "gmlmidonset_init", Options: disputeOptions,
		Formula: "1 where the year is the first of the state's part in a dispute it began (option init)",
		Missing: "as of disputes.ongoing"},

	{Name: "rivals.positional", Title: "strategic rivals over influence", Shape: Monadic, Unit: "count", Header: "n_positional",
		Formula: "strategic rivalries of the state in the year that are over influence or prestige (Thompson, Sakuwa and Suhas 2022)", Missing: rivalsMissing},
	{Name: "rivals.spatial", Title: "strategic rivals over territory", Shape: Monadic, Unit: "count", Header: "n_spatial",
		Formula: "strategic rivalries of the state in the year that are over territory (Thompson, Sakuwa and Suhas 2022)", Missing: rivalsMissing},
	{Name: "rivals.ideological", Title: "strategic rivals over belief systems", Shape: Monadic, Unit: "count", Header: "n_ideological",
		Formula: "strategic rivalries of the state in the year that are over ideology (Thompson, Sakuwa and Suhas 2022)", Missing: rivalsMissing},
	{Name: "rivals.interventionary", Title: "strategic rivals over interference", Shape: Monadic, Unit: "count", Header: "n_interventionary",
		Formula: "strategic rivalries of the state in the year that are over interference in internal affairs (Thompson, Sakuwa and Suhas 2022)", Missing: rivalsMissing},

	{Name: "threat.territory", Title: "latent threat to territory", Shape: Monadic, Unit: "score", Header: "lterrthreat",
		Formula: "mean of the estimates of a random item response model of external threat to territory (Miller 2022)", Missing: silentWhere},
	{Name: "threat.territory_sd", Title: "standard deviation of the latent threat to territory", Shape: Monadic, Unit: "score", Header: "lterrthreat_sd",
		Formula: "of the simulations behind threat.territory", Missing: silentWhere},
	{Name: "threat.territory_low", Title: "lower bound of the latent threat to territory", Shape: Monadic, Unit: "score", Header: "lterrthreat_lwr",
		Formula: "lower end of the interval of threat.territory", Missing: silentWhere},
	{Name: "threat.territory_high", Title: "upper bound of the latent threat to territory", Shape: Monadic, Unit: "score", Header: "lterrthreat_upr",
		Formula: "upper end of the interval of threat.territory", Missing: silentWhere},
	{Name: "threat.territory_m", Title: "latent threat to territory, second estimate", Shape: Monadic, Unit: "score", Header: "m_lterrthreat",
		Formula: "mean of the estimates of the second model (m) of Miller 2022", Missing: silentWhere},
	{Name: "threat.territory_m_sd", Title: "standard deviation of the second estimate", Shape: Monadic, Unit: "score", Header: "m_lterrthreat_sd",
		Formula: "of the simulations behind threat.territory_m", Missing: silentWhere},
	{Name: "threat.territory_m_low", Title: "lower bound of the second estimate", Shape: Monadic, Unit: "score", Header: "m_lterrthreat_lwr",
		Formula: "lower end of the interval of threat.territory_m", Missing: silentWhere},
	{Name: "threat.territory_m_high", Title: "upper bound of the second estimate", Shape: Monadic, Unit: "score", Header: "m_lterrthreat_upr",
		Formula: "upper end of the interval of threat.territory_m", Missing: silentWhere},
}

const rivalsMissing = "zero for states of the Correlates of War list inside the coverage; not covered outside it"
