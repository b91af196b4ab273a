package panel

// The columns of @peacesciencer in panels of state-years: those of its package that are of a state, in the order of the golden
// tables (docs/COMPAT.md).

var stateSets = map[string][]string{
	"cow": {
		"state.cow_name",
		"leader.transition", "leader.irregular", "leader.count", "leader.first", "leader.last",
		"distance.nearest_capital", "neighbours.land", "neighbours.sea", "power.major",
		"trade.all_imports", "trade.all_exports",
		"civilwar.number", "civilwar.name", "civilwar.type", "civilwar.onset", "civilwar.ongoing", "civilwar.international",
		"civilwar.outcome", "civilwar.deaths_a", "civilwar.deaths_b", "civilwar.numbers",
		"culture.ethnic_fractionalisation", "culture.ethnic_polarisation", "culture.religious_fractionalisation", "culture.religious_polarisation",
		"democracy.uds", "democracy.uds_adjusted", "democracy.polity2", "democracy.polyarchy",
		"igo.full", "igo.associate", "igo.observer", "igo.any",
		"nmc.milex", "nmc.milper", "nmc.irst", "nmc.pec", "nmc.tpop", "nmc.upop", "nmc.cinc",
		"distance.nearest_state", "terrain.rugged", "terrain.mountains",
		"economy.gdp_per_head", "economy.gdp_per_head_sd", "economy.gdp", "economy.gdp_sd", "economy.population", "economy.population_sd",
		"rivals.ideological", "rivals.interventionary", "rivals.positional", "rivals.spatial",
		"disputes.ongoing", "disputes.onset", "disputes.ongoing_init", "disputes.onset_init",
		"state.gw_number",
	},
	"gw": {
		"state.gw_name", "state.micro",
		"conflict.ongoing", "conflict.onset", "conflict.intensity", "conflict.ids",
		"conflict.new", "conflict.onsets_1", "conflict.onsets_2", "conflict.onsets_3", "conflict.onsets_5", "conflict.onsets_10",
		"democracy.uds", "democracy.uds_adjusted", "democracy.polity2", "democracy.polyarchy",
		"economy.gdp_per_head", "economy.gdp_per_head_sd", "economy.gdp", "economy.gdp_sd", "economy.population", "economy.population_sd",
		"state.cow_number", "terrain.rugged", "terrain.mountains",
		"culture.ethnic_fractionalisation", "culture.ethnic_polarisation", "culture.religious_fractionalisation", "culture.religious_polarisation",
		"leader.transition", "leader.irregular", "leader.count", "leader.first", "leader.last",
	},
}

// stateSet gives the columns of a system.
func stateSet(s Spec) []string {
	if s.System == "" {
		return stateSets["cow"]
	}
	return stateSets[s.System]
}

// leaderSet is the columns of a leader in panels of leaders.
var leaderSet = []string{"leader.name", "leader.gender", "leader.age", "leader.tenure"}
