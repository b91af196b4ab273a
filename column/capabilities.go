package column

// This file describes how much power states have, how two stand against each other, and how power is spread over all.

import "slices"

var (
	// capabilityNames are those of package panel; a test holds the two against each other.
	capabilityNames  = []string{"cinc", "milex", "milper", "irst", "pec", "tpop", "upop", "gdp", "gdp-current", "gdp-per-head", "surplus", "population"}
	componentNames   = []string{"milex", "milper", "irst", "pec", "tpop", "upop"}
	capabilityOption = []Option{
		{Name: "of", Title: "which capability: cinc, one of its components, gdp (Fariss and others), gdp-current (World Bank), gdp-per-head (GDP times GDP per head, Beckley 2018), surplus (Anders and others 2020), population",
			Values: capabilityNames, Named: true},
		{Name: "source", Title: "the edition it is read from: its id", Named: true},
	}
	editionOption = []Option{{Name: "source", Title: "the edition of National Material Capabilities: its id", Named: true}}
	setOption     = Option{Name: "set", Title: "over which states: system (all of the list), majors (Correlates of War), global or regional (powers, Maoz 2010), or the words of a scope, as BRICS", Named: true}
	powerOptions  = slices.Concat([]Option{setOption}, capabilityOption)
	sharesOption  = []Option{{Name: "shares", Title: "components (of cinc): shares of each of the six are made anew within the set, then averaged (the construction of 1972)", Values: []string{"whole", "components"}, Named: true}}
	ruleOption    = []Option{{Name: "definition", Title: "half: states with half the leader's share or more; modelski: 1, 2 or 3 for one, two or several (Modelski 1974)", Values: []string{"half", "modelski"}, Named: true}}
)

const (
	amountMissing = "as in the source; not covered outside its years and states"
	againstEach   = "; undefined where one has none of it"
	powersMissing = "not covered outside the years of the source or the list; of a list of powers missing where one amount is; undefined where the set is empty"
	powersOf      = "; shares of the states of the set whose amounts are known; all members of the panel's list of states, unless an option says otherwise, after the list's last day its last members"
)

var capabilityColumns = []Column{
	{Name: "capability.amount", Title: "amount of a capability: CINC unless an option says otherwise", Shape: Monadic, Unit: "as the capability", Header: "amount", Options: capabilityOption,
		Words: []string{"power"}, Formula: "the figure of the source; gdp-per-head: GDP times GDP per head; surplus: the exponential of its logarithm", Missing: amountMissing},
	{Name: "capability.share", Title: "share of the world's military expenditure, or of another component of CINC", Shape: Monadic, Unit: "share", Header: "capability_share",
		Options: slices.Concat([]Option{{Name: "component", Title: "which: milex, milper, irst, pec, tpop, upop", Values: componentNames, Named: true}}, editionOption),
		Words:   []string{"share of world military spending"}, Formula: "the state's figure over the sum of those known that year (Singer, Bremer and Stuckey 1972)", Missing: amountMissing},
	{Name: "capability.index", Title: "mean of shares of components: CINC made again, or of some of them", Shape: Monadic, Unit: "share", Header: "capability_index",
		Options: slices.Concat([]Option{{Name: "components", Title: "which of milex, milper, irst, pec, tpop, upop; all where none is named", Values: componentNames, Many: true, Named: true}}, editionOption),
		Formula: "mean of the shares that are known; with all six it equals the published CINC", Missing: "missing where no share is known"},
	{Name: "capability.components", Title: "components of CINC that are known", Shape: Monadic, Unit: "count", Header: "capability_components", Options: editionOption,
		Formula: "of military expenditure, military personnel, iron and steel, energy, total and urban population", Missing: amountMissing},
	{Name: "capability.ratio", Title: "capability of the weaker over that of the stronger", Shape: Symmetric, Unit: "0 to 1", Header: "capratio", Options: capabilityOption,
		Words: []string{"capability ratio", "balance of power"}, Formula: "min(a, b) / max(a, b) (Bremer 1992)", Missing: "missing where either is" + againstEach},
	{Name: "capability.log_ratio", Title: "logarithm of the capability of the stronger over that of the weaker", Shape: Symmetric, Unit: "logarithm", Header: "lcaprat", Options: capabilityOption,
		Formula: "ln(max(a, b) / min(a, b)) (Oneal and Russett 1997)", Missing: "missing where either is" + againstEach},
	{Name: "capability.part", Title: "the first state's part of the capability of the two", Shape: Directed, Unit: "share", Header: "cappart", Options: capabilityOption,
		Formula: "a / (a + b)", Missing: "missing where either is; undefined where both have none"},

	{Name: "system.con", Title: "concentration of capabilities (CON)", Shape: Systemic, Unit: "0 to 1", Header: "con", Options: slices.Concat(powerOptions, sharesOption),
		Words: []string{"concentration of power"}, Formula: "root of (sum of squared shares - 1/N) over (1 - 1/N) (Ray and Singer 1973)" + powersOf, Missing: powersMissing + ", or has one state"},
	{Name: "system.delta_con", Title: "change of concentration since the year before", Shape: Systemic, Unit: "difference", Header: "delta_con", Options: slices.Concat(powerOptions, sharesOption),
		Formula: "system.con less that of the year before" + powersOf, Missing: powersMissing + ", or has one state"},
	{Name: "system.hhi", Title: "sum of squared shares of capability", Shape: Systemic, Unit: "1/N to 1", Header: "hhi", Options: powerOptions,
		Formula: "Herfindahl-Hirschman index" + powersOf, Missing: powersMissing},
	{Name: "system.powers", Title: "effective number of powers", Shape: Systemic, Unit: "powers", Header: "effective_powers", Options: powerOptions,
		Formula: "1 over the sum of squared shares (Laakso and Taagepera 1979)" + powersOf, Missing: powersMissing},
	{Name: "system.move", Title: "part of capability that changed hands since the year before (MOVE)", Shape: Systemic, Unit: "share", Header: "move", Options: powerOptions,
		Formula: "half the sum of absolute changes of shares (Singer, Bremer and Stuckey 1972); a state outside the set has none of it, one whose amount is missing in either year is left out of both" + powersOf, Missing: powersMissing},
	{Name: "system.states", Title: "states of the set: of all, of major powers, of powers", Shape: Systemic, Unit: "count", Header: "states", Options: []Option{setOption, capabilityOption[0], capabilityOption[1]},
		Words: []string{"number of great powers", "number of major powers"}, Formula: "members of the set on a day of the year" + powersOf, Missing: "not covered outside the years of the source or the list"},
	{Name: "system.poles", Title: "number of poles by a rule", Shape: Systemic, Unit: "count", Header: "poles", Options: slices.Concat(ruleOption, powerOptions),
		Words: []string{"polarity", "multipolar", "bipolar", "unipolar"}, Formula: "half: states with half the leader's share or more; modelski: 1 the first has half, 2 the first two have half and each a quarter, 3 several" + powersOf, Missing: powersMissing},
}
