package panel

// The columns of @peacesciencer in panels of state-years: those of its package that are of a state, in the order of the golden
// tables (docs/COMPAT.md).

var stateSets = map[string][]string{
	"cow": {
		"cowmaj", "euds", "aeuds", "polity2", "v2x_polyarchy",
		"nmc.milex", "nmc.milper", "nmc.irst", "nmc.pec", "nmc.tpop", "nmc.upop", "nmc.cinc",
		"mrgdppc", "sd_mrgdppc", "pwtrgdp", "sd_pwtrgdp", "pwtpop", "sd_pwtpop",
	},
	"gw": {
		"euds", "aeuds", "polity2", "v2x_polyarchy",
		"mrgdppc", "sd_mrgdppc", "pwtrgdp", "sd_pwtrgdp", "pwtpop", "sd_pwtpop",
	},
}

// stateSet gives the columns of a system.
func stateSet(s Spec) []string {
	if s.System == "" {
		return stateSets["cow"]
	}
	return stateSets[s.System]
}
