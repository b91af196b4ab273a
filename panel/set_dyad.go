package panel

// The columns of @peacesciencer in panels of dyad-years: those of its package that are of a pair or of each of two states, in the
// order of the golden tables (docs/COMPAT.md). Of the columns of wars the peer's own tables are void; here they are the wars.

import "slices"

var (
	dyadTies = []string{"atop_alliance", "atop_defense", "atop_offense", "atop_neutral", "atop_nonagg", "atop_consul", "conttype", "cowmaj1", "cowmaj2",
		"cowmidonset", "cowmidongoing", "gmlmidonset", "gmlmidongoing", "dispute.gml_init1", "dispute.gml_init2", "dispute.gml_sidea1", "dispute.gml_sidea2",
		"dispute.gml_orig1", "dispute.gml_orig2"}
	dyadCapabilities = []string{"nmc.milex", "nmc.milper", "nmc.irst", "nmc.pec", "nmc.tpop", "nmc.upop", "nmc.cinc"}
	dyadRivalries    = []string{"tssr_id", "rivalry.tss_positional", "rivalry.tss_spatial", "rivalry.tss_ideological", "rivalry.tss_interventionary", "ongoingrivalry"}
	dyadRegimes      = []string{"euds", "aeuds", "polity2", "v2x_polyarchy"}
	dyadEconomies    = []string{"mrgdppc", "sd_mrgdppc", "pwtrgdp", "sd_pwtrgdp", "pwtpop", "sd_pwtpop"}
	dyadWars         = []string{"cowinterongoing", "cowinteronset", "war.cow_initiator1", "war.cow_initiator2", "war.cow_outcome1", "war.cow_outcome2",
		"war.cow_batdeath1", "war.cow_batdeath2", "war.cow_resume"}
)

// dyadSet gives the columns of a system; nil where the peer has none.
func dyadSet(s Spec) []string {
	switch s.System {
	case "", "cow":
		return slices.Concat(dyadTies, []string{"capdist"}, ofBoth(dyadRegimes), ofBoth(dyadCapabilities), []string{"dyadigos", "mindist"}, dyadRivalries,
			ofBoth(dyadEconomies), []string{"gmlmidspell", "cowmidspell"}, dyadWars)
	case "gw":
		return slices.Concat([]string{"capdist"}, ofBoth(dyadRegimes), []string{"mindist"}, ofBoth(dyadEconomies))
	}
	return nil
}

// ofBoth names columns of states for the first state of a row, then for the second.
func ofBoth(names []string) []string {
	var out []string
	for _, slot := range []string{"1", "2"} {
		for _, name := range names {
			out = append(out, name+slot)
		}
	}
	return out
}
