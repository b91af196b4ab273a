// Package column is the catalogue of columns: every fact and measure comity can show, put in a panel or be asked about, with
// its unit, the words people use for it and what it may be read as. It holds descriptors only, never values; package panel
// attaches a calculator to each.
package column

import (
	"slices"
	"strings"
)

// Shape says what a row of the column is about.
type Shape uint8

// The shapes. A Symmetric column has one value for a pair; a Directed one reads from the first state to the second.
const (
	Monadic Shape = iota
	Symmetric
	Directed
	Systemic
)

// String names the shape as the catalogue prints it.
func (s Shape) String() string { return [...]string{"state", "pair", "directed pair", "system"}[s] }

// Column describes one column.
type Column struct {
	Name    string // family.name, lower snake case
	Title   string // what it is, in a few words
	Shape   Shape
	Unit    string   // USD, share, persons, index …
	Words   []string // words people use for it in text
	Formula string   // in words and symbols, with the reference
	Missing string   // what a missing value means
	Close   int      // +1: more is closer; -1: more is farther apart; 0: says nothing of closeness
	Band    float64  // relative error within which a reading nearly holds (mirror trade data 0.10)

	Header string   // its name in a panel file, at most 30 letters; empty: Name with _ for its dots
	Units  []string // the units it is a column of, where it belongs to those alone ("leader-year")
	Values []Value  // names of its values, where they are codes
	Asked  string   // how it is asked for, where its name alone says too little ("group.in:BRICS")

	Options []Option // the choices its name may carry (NAME:option=value), the first without its name too
}

// Option is a choice between ways to read or count a column. Without it the usual way is taken, which Title names.
type Option struct {
	Name   string
	Title  string
	Values []string // those there are; nil: any that the record knows
	Many   bool     // several values may be given, in order
	Named  bool     // the values go into the column's name in a panel
}

// Value is the name of one value of a column of codes.
type Value struct {
	Value int
	Text  string
}

// In gives the column's name in a panel file, without the suffix that says whose it is.
func (c Column) In() string {
	if c.Header != "" {
		return c.Header
	}
	return strings.ReplaceAll(c.Name, ".", "_")
}

// Directed says whether the order of the two states matters.
func (c Column) Directed() bool { return c.Shape == Directed }

// Lookup finds a column by its name.
func Lookup(name string) (Column, bool) {
	for _, c := range All() {
		if c.Name == name {
			return c, true
		}
	}
	return Column{}, false
}

// All gives the columns a claim may be about, in the order of the catalogue.
func All() []Column { return catalogue }

// Claimable finds a column a claim may be written about: one of All, or one of panels that is of a state, a pair or the whole system by
// year.
func Claimable(name string) (Column, bool) {
	if c, ok := Lookup(name); ok {
		return c, true
	}
	for _, family := range panelColumns {
		for _, c := range family {
			if c.Name == name && c.yearly() {
				return c, true
			}
		}
	}
	return Column{}, false
}

// yearly says that the column is one of states, pairs or the system by year, and not of another unit alone.
func (c Column) yearly() bool {
	for _, u := range c.Units {
		if u == "state-year" || u == "dyad-year" || u == "system-year" {
			return true
		}
	}
	return len(c.Units) == 0
}

// Panel gives the columns of panels beside them: facts of sources and measures by unit and year. The variables of sources,
// which every record has its own of, are columns too; package panel adds them.
func Panel() []Column { return slices.Concat(panelColumns...) }

// panelColumns is the plain list of the families of columns, a file each.
var panelColumns = [][]Column{
	ties,
	regimes,
	economies,
	capabilityColumns,
	alliances,
	geography,
	disputes,
	wars,
	rivalries,
	igos,
	conflicts,
	societies,
	leaders,
	flows,
	exchanges,
	relevance,
	blocColumns,
	unitColumns,
}

var catalogue = []Column{
	{Name: "trade.turnover", Title: "goods trade between the two, both ways", Shape: Symmetric, Unit: "USD", Close: +1, Band: .10,
		Words:   []string{"trade turnover", "bilateral trade", "trade volume", "mutual trade", "two-way trade", "trade between", "turnover"},
		Formula: "exports of A to B plus exports of B to A, by one book (the named source's figures), current US dollars",
		Missing: "silent where the book does not cover the year or either direction is unknown",
		Options: bookOptions},
	{Name: "trade.exports", Title: "goods exports from the first to the second", Shape: Directed, Unit: "USD", Close: +1, Band: .10,
		Words:   []string{"exports to", "exports", "sells to", "sales to"},
		Formula: "goods shipped from A to B by one book, current US dollars",
		Missing: "silent where the book does not cover the year or the pair",
		Options: bookOptions},
	{Name: "trade.imports", Title: "goods imports of the first from the second", Shape: Directed, Unit: "USD", Close: +1, Band: .10,
		Words:   []string{"imports from", "imports", "buys from", "purchases from"},
		Formula: "goods shipped from B to A by one book, current US dollars",
		Missing: "silent where the book does not cover the year or the pair",
		Options: bookOptions},
	{Name: "trade.balance", Title: "exports less imports of the first with the second", Shape: Directed, Unit: "USD", Band: .10,
		Words:   []string{"trade balance", "trade surplus", "trade deficit", "surplus with", "deficit with"},
		Formula: "exports of A to B less exports of B to A, by one book, current US dollars",
		Missing: "silent where either direction is",
		Options: bookOptions},
	{Name: "trade.share", Title: "the second state's share in all trade of the first", Shape: Directed, Unit: "share", Close: +1, Band: .10,
		Words:   []string{"share of trade", "share in trade", "trading partner", "trade partner", "per cent of its trade"},
		Formula: "turnover of A with B over turnover of A with all partners of the same book and year",
		Missing: "silent where the pair is; the total counts the partners the book covers",
		Options: bookOptions},
	{Name: "trade.dependence", Title: "trade with the second state over the first's GDP", Shape: Directed, Unit: "share", Close: +1, Band: .10,
		Words:   []string{"trade dependence", "dependence on trade", "depends on trade"},
		Formula: "turnover of A with B over GDP of A, both in current US dollars (Oneal and Russett 1997)",
		Missing: "silent where turnover or GDP is",
		Options: bookOptions},
	{Name: "trade.total", Title: "goods trade of the state with all partners", Shape: Monadic, Unit: "USD", Band: .10,
		Words:   []string{"foreign trade", "total trade"},
		Formula: "exports plus imports over all partners of one book, current US dollars",
		Missing: "silent where the book has no partner of the state in the year",
		Options: bookOptions},
	{Name: "vote.agreement", Title: "agreement in the UN General Assembly", Shape: Symmetric, Unit: "share", Close: +1, Band: 0,
		Words:   []string{"vote together", "vote alike", "voted alike", "voted together", "voted the same way", "agree in the general assembly", "un voting", "votes at the un", "agreement"},
		Formula: "mean over roll calls in which both voted of 1-|x-y|/2, yes 1, abstain 2, no 3 (Bailey, Strezhnev and Voeten 2017; Lijphart 1963); readings: abstention as half, yes and no only, same vote exactly; all or non-unanimous roll calls",
		Missing: "undefined where the two share no roll call; absence is never a vote",
		Options: slices.Concat(scoringOptions, voteOptions)},
	{Name: "gdp", Title: "gross domestic product", Shape: Monadic, Unit: "USD", Band: .03,
		Words:   []string{"economy", "gdp", "gross domestic product", "national income"},
		Formula: "GDP at market prices, current US dollars (World Bank NY.GDP.MKTP.CD)",
		Missing: "silent where the World Bank gives none",
		Options: sourceOptions},
	{Name: "gdp.percapita", Title: "gross domestic product per person", Shape: Monadic, Unit: "USD per person", Band: .03,
		Words:   []string{"gdp per capita", "income per head", "richer"},
		Formula: "GDP over population, current US dollars",
		Missing: "silent where either is",
		Options: sourceOptions},
	{Name: "population", Title: "population", Shape: Monadic, Unit: "persons", Band: .03,
		Words:   []string{"population", "inhabitants", "populous"},
		Formula: "mid-year population (World Bank SP.POP.TOTL)",
		Missing: "silent where the World Bank gives none",
		Options: sourceOptions},
	{Name: "capability.cinc", Title: "share of world material capabilities (CINC)", Shape: Monadic, Unit: "share", Band: .01,
		Words:   []string{"material capabilities", "national capabilities", "cinc", "capabilities", "powerful"},
		Formula: "mean of the available shares of military spending, military personnel, iron and steel, energy, total and urban population (Singer, Bremer and Stuckey 1972)",
		Missing: "silent where NMC is not built locally or does not cover the year",
		Options: sourceOptions},
	{Name: "milex", Title: "military expenditure", Shape: Monadic, Unit: "USD", Band: .10,
		Words:   []string{"military spending", "military expenditure", "defence spending", "defense spending", "spends on its military", "military budget"},
		Formula: "military expenditure, current US dollars (NMC milex)",
		Missing: "silent where NMC is not built locally or does not cover the year",
		Options: sourceOptions},
	{Name: "veto.count", Title: "vetoes cast in the Security Council", Shape: Monadic, Unit: "count",
		Words:   []string{"vetoes", "veto"},
		Formula: "draft resolutions or parts on which the permanent member's negative vote was the veto, by year (comity's list from the UN Library's)",
		Missing: "zero within the list's span for a permanent member; not applicable to others"},
	{Name: "war.count", Title: "interstate wars between the two", Shape: Symmetric, Unit: "count", Close: -1,
		Words:   []string{"wars", "war", "fought", "war between"},
		Formula: "interstate wars (1,000 battle deaths) with the two on opposite sides, counted in the year the two first fought each other",
		Missing: "zero within the list's span where both are states"},
	{Name: "dispute.ongoing", Title: "militarised dispute between the two", Shape: Symmetric, Unit: "0/1", Close: -1,
		Words:   []string{"militarised dispute", "militarized dispute", "disputes", "clashes"},
		Formula: "1 where a militarised interstate dispute between the two was going on in the year",
		Missing: "zero inside the source's coverage; silent outside it or where it is not built locally",
		Options: sourceOptions},
	{Name: "alliance.obligation", Title: "level of alliance obligation", Shape: Symmetric, Unit: "0-3", Close: +1,
		Words:   []string{"allies", "allied", "alliance", "military alliance", "defence pact"},
		Formula: "3 defence or offence, 2 neutrality or consultation, 1 non-aggression only, 0 none (Chiba, Johnson and Leeds 2015)",
		Missing: "zero inside the coverage of the source; our own list only where it is complete",
		Options: sourceOptions},
	{Name: "group.joint", Title: "organisations both belong to", Shape: Symmetric, Unit: "count", Close: +1,
		Words:   []string{"joint memberships", "organisations both belong to"},
		Formula: "organisations of comity's table with a complete roster in which both are members on the last day of the year",
		Missing: "silent outside the span for which the rosters are complete"},
}

// Size is the number of states a row of the column is about.
func (c Column) Size() int {
	switch c.Shape {
	case Monadic:
		return 1
	case Systemic:
		return 0
	}
	return 2
}
