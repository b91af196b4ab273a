package column

// Militarised interstate disputes of a pair, by two lists, and interstate wars.

import "strings"

// Whittle is the option of the rules by which one dispute is taken where a pair has several in a year.
var Whittle = Option{Name: "whittle", Many: true, Title: "rules by which one dispute is taken where a pair has several in a year, in order",
	Values: []string{"onsets", "fatality", "hostility", "duration", "mindur", "maxdur", "recip", "stmon", "jds"}}

// Initiates is the option of who counts as one who began a dispute.
var Initiates = Option{Name: "init", Title: "who counts as having begun it: side A and whoever joined either side, side A with those who joined it, side A from the first day",
	Values: []string{"sidea-all-joiners", "sidea-with-joiners", "sidea-orig"}}

const whittleFormula = "of several disputes in a year the one left by these rules in order, or by those asked for: onsets before those that go on, highest level of deaths (unknown between none and some), highest hostility, longest (shortest length the dates allow), both sides acted, first month, first listed"

// disputeList is a list of disputes.
type disputeList struct {
	name, title, cite string
	header            func(name string) string
}

var disputeLists = []disputeList{
	{"cow", "Correlates of War", "Palmer et al. 2022", func(name string) string { return "cow_" + name }},
	{"gml", "Gibler, Miller and Little", "Gibler, Miller and Little 2016", func(name string) string { return name }},
}

// disputeFigures are what a list says of the dispute that is left: its name there and in words; of those that end in 1 the list has
// one for the second state too.
var disputeFigures = []struct {
	name, title, unit, lists string
	values                   []Value
}{
	{"dispnum", "number of the dispute", "number", "cow gml", nil},
	{"init1", "began the dispute", "0/1", "cow gml", nil},
	{"sidea1", "is on side A", "0/1", "cow gml", nil},
	{"orig1", "was in from the first day", "0/1", "cow gml", nil},
	{"revstate1", "wants to change something: 0 no, 1 yes", "code", "gml", nil},
	{"revtype11", "what it wants changed, first", "code", "gml", revisions},
	{"revtype21", "what it wants changed, second", "code", "gml", revisions},
	{"fatality1", "level of its deaths", "0-6", "cow gml", deathLevels},
	{"fatalpre1", "its deaths, where known", "persons", "cow gml", nil},
	{"hiact1", "its highest action", "0-21", "cow gml", nil},
	{"hostlev1", "its hostility", "0-5", "cow gml", hostilities},
	{"fatality", "level of deaths of the dispute", "0-6", "cow gml", deathLevels},
	{"fatalpre", "deaths of the dispute, where known", "persons", "gml", nil},
	{"hiact", "highest action of the dispute", "0-21", "cow gml", nil},
	{"hostlev", "highest hostility of the dispute", "0-5", "cow gml", hostilities},
	{"mindur", "shortest length of the dispute the dates allow", "days", "cow gml", nil},
	{"maxdur", "longest length of the dispute the dates allow", "days", "cow gml", nil},
	{"recip", "both sides of the dispute acted", "0/1", "cow gml", nil},
	{"stmon", "month in which the dispute began", "month", "cow gml", nil},
	{"outcome", "how the dispute ended", "code", "cow gml", disputeOutcomes},
	{"settle", "how the dispute was settled", "code", "cow gml", settlements},
}

var (
	deathLevels = []Value{{0, "none"}, {1, "1 to 25"}, {2, "26 to 100"}, {3, "101 to 250"}, {4, "251 to 500"}, {5, "501 to 999"}, {6, "above 999"}}
	hostilities = []Value{{1, "no militarised action"}, {2, "threat to use force"}, {3, "display of force"}, {4, "use of force"}, {5, "war"}}
	revisions   = []Value{{0, "nothing"}, {1, "territory"}, {2, "policy"}, {3, "regime or government"}, {4, "other"}}
	settlements = []Value{{1, "negotiated"}, {2, "imposed"}, {3, "none"}, {4, "unclear"}}

	disputeOutcomes = []Value{{1, "victory for side A"}, {2, "victory for side B"}, {3, "yield by side A"}, {4, "yield by side B"}, {5, "stalemate"}, {6, "compromise"},
		{7, "released"}, {8, "unclear"}, {9, "joins an ongoing war"}}
)

// disputes are the columns of the lists.
var disputes = func() []Column {
	var out []Column
	for _, l := range disputeLists {
		out = append(out, l.flags()...)
		for _, f := range disputeFigures {
			if !strings.Contains(f.lists, l.name) {
				continue
			}
			c := Column{Name: "dispute." + l.name + "_" + f.name, Header: l.header(f.name), Title: f.title, Shape: Symmetric, Unit: f.unit, Values: f.values,
				Options: []Option{Whittle}, Formula: f.title + "; " + whittleFormula + " (" + l.cite + ")",
				Missing: ".b inside the years of the source where the pair has no dispute; .c where the source does not know; .a outside its years"}
			if f.name == "init1" {
				c.Options = []Option{Initiates, Whittle}
				c.Formula = "1 for those on side A and for those who joined either side after the first day, or as asked for; " + whittleFormula + " (" + l.cite + ")"
			}
			out = append(out, c.bothStates()...)
		}
	}
	return out
}()

// flags are the columns that a list has in any pair and year.
func (l disputeList) flags() []Column {
	missing := "0 inside the years of the source where both states are in the COW list; .a outside them"
	mid := func(name, what, formula string) Column {
		return Column{Name: "dispute." + l.name + "_" + name, Header: l.name + "mid" + name, Title: "a militarised dispute between the two " + what + ", by " + l.title, Shape: Symmetric,
			Unit: "0/1", Formula: formula + " (" + l.cite + ")", Missing: missing, Options: []Option{Whittle}}
	}
	spell := Column{Name: "dispute." + l.name + "_spell", Header: l.name + "midspell", Title: "years without a militarised dispute between the two, by " + l.title, Shape: Symmetric, Unit: "years",
		Formula: "calendar years since the year after the last year with a dispute, or since both were first states at once: 0 in that year; a year with a dispute holds the count so far (Beck, Katz and Tucker 1998; " + l.cite + ")",
		Missing: ".a outside the years of the source",
		Options: []Option{{Name: "event", Title: "what ends a spell: a dispute that goes on, or one that begins", Values: []string{"ongoing", "onset"}}}}
	return []Column{
		mid("onset", "begins", "1 where the dispute left begins in the year; "+whittleFormula),
		mid("ongoing", "goes on", "1 where the list has a dispute of the two on any day of the year"),
		spell,
	}
}

// bothStates gives the two columns of a figure of each state, whose names end in 1 and 2, or the one of a figure of the dispute.
func (c Column) bothStates() []Column {
	stem, ok := strings.CutSuffix(c.Name, "1")
	if !ok {
		return []Column{c}
	}
	header := strings.TrimSuffix(c.Header, "1")
	first, second := c, c
	first.Shape, first.Title = Directed, "the first state: "+c.Title
	second.Shape, second.Title = Directed, "the second state: "+c.Title
	second.Name, second.Header = stem+"2", header+"2"
	return []Column{first, second}
}
