package column

// This file describes sanctions, ideal points, mirror reports of trade, and colonial ties.

import "slices"

var sanctionOptions = []Option{
	{Name: "type", Title: "any, or of one type (the Global Sanctions Data Base): trade, arms, military, financial, travel, other", Values: []string{"any", "trade", "arms", "military", "financial", "travel", "other"}, Named: true},
	{Name: "source", Title: "gsdb: the Global Sanctions Data Base; ties: Threat and Imposition of Economic Sanctions, by the primary sender", Values: []string{"gsdb", "ties"}, Named: true},
}

var pressures = []Column{
	{Name: "sanction.in_force", Title: "sanctions of the first state on the second", Shape: Directed, Unit: "0/1", Close: -1, Options: sanctionOptions, Words: []string{"sanctions on", "sanctions against"},
		Formula: "1 where a case of the first against the second is going on in the year; those of organisations are sanctions of each member (Felbermayr and others 2020), or, by TIES, where a case with imposed sanctions is (Morgan, Bapat and Kobayashi 2014)",
		Missing: "not covered outside the source's years; by the Global Sanctions Data Base also where no case is found, for not every sender could be told apart; by TIES 0 there"},
	{Name: "sanction.onset", Title: "sanctions of the first state on the second begin", Shape: Directed, Unit: "0/1", Close: -1, Options: sanctionOptions, Words: []string{"imposed sanctions"},
		Formula: "1 in the first of the years in a row in which sanction.in_force is 1, 0 in the others; the first year of the source has no year before it",
		Missing: "as sanction.in_force, and in the source's first year"},
	{Name: "sanction.senders", Title: "states found to have sanctions in force on the state", Shape: Monadic, Unit: "count", Options: sanctionKindOptions, Words: []string{"number of states sanctioning"},
		Formula: "senders of cases in force against the state in the year, members of organisations each (Felbermayr and others 2020); at least so many", Missing: noneFound},
	{Name: "sanction.targets", Title: "states on which the state is found to have sanctions in force", Shape: Monadic, Unit: "count", Options: sanctionKindOptions, Words: []string{"number of states sanctioned"},
		Formula: "targets of cases in force of the state in the year, those of its organisations too (Felbermayr and others 2020); at least so many", Missing: noneFound},
	{Name: "sanction.senders_gdp", Title: "share in world GDP of the states with sanctions on the state", Words: []string{"weight of those sanctioning"}, Shape: Monadic, Unit: "share", Options: sanctionKindOptions,
		Formula: "GDP of sanction.senders over that of all states whose GDP is known (World Bank, current US dollars); senders of unknown GDP count as nothing", Missing: noneFound + "; not covered where GDP is not"},
	{Name: "sanction.senders_trade", Title: "share of the state's trade that is with states that have sanctions on it", Words: []string{"trade with those sanctioning"}, Shape: Monadic, Unit: "share",
		Options: slices.Concat(sanctionKindOptions, []Option{{Name: "book", Title: "the book trade is read from: its id", Named: true}}),
		Formula: "trade with sanction.senders over trade with all partners, of one book with all of them", Missing: noneFound + "; not covered where the book is silent, or lacks too much in the year"},
	{Name: "system.sanctions", Title: "pairs of states with sanctions in force of one on the other", Shape: Systemic, Unit: "count", Options: sanctionKindOptions, Words: []string{"number of sanctions"},
		Formula: "pairs of sender and target of cases in force (Felbermayr and others 2020), as found", Missing: "not covered outside the source's years"},
	{Name: "system.sanctioned", Title: "states on which another has sanctions in force", Words: []string{"number of states under sanctions"}, Shape: Systemic, Unit: "count", Options: sanctionKindOptions,
		Formula: "targets of system.sanctions", Missing: "not covered outside the source's years"},
	{Name: "system.sanctioning", Title: "states with sanctions in force on another", Words: []string{"number of states with sanctions"}, Shape: Systemic, Unit: "count", Options: sanctionKindOptions,
		Formula: "senders of system.sanctions", Missing: "not covered outside the source's years"},
	{Name: "system.sanctioning_gdp", Title: "share in world GDP of states with sanctions in force on another", Words: []string{"world GDP behind sanctions"}, Shape: Systemic, Unit: "share", Options: sanctionKindOptions,
		Formula: "GDP of system.sanctioning over that of all states whose GDP is known (World Bank)", Missing: "not covered outside the years of the sources"},
	{Name: "system.sanctioned_gdp", Title: "share in world GDP of states on which another has sanctions in force", Words: []string{"world GDP under sanctions"}, Shape: Systemic, Unit: "share", Options: sanctionKindOptions,
		Formula: "GDP of system.sanctioned over that of all states whose GDP is known (World Bank)", Missing: "not covered outside the years of the sources"},
}

const noneFound = "not covered outside the source's years, and where no case is found: not every sender could be told apart"

// sanctionKindOptions choose the type and the edition of the Global Sanctions Data Base.
var sanctionKindOptions = []Option{sanctionOptions[0], {Name: "source", Title: "the edition of the Global Sanctions Data Base: its id", Named: true}}

const idealOf = "the ideal point of the source's newest edition here: by calendar year from all votes, unless an option says otherwise (Bailey, Strezhnev and Voeten 2017)"

var idealOptions = []Option{
	{Name: "series", Title: "all: from all votes; fp: final passage alone; legacy: by session, as editions before 2025 have it; other series of editions that have them",
		Values: []string{"all", "fp", "legacy", "human_rights", "important", "middle_east", "no_nuclear"}, Named: true},
	{Name: "source", Title: "the edition: its id; ideal-points-comity: comity's own estimates by session, which are in the core", Named: true},
}

var ideals = []Column{
	{Name: "ideal.point", Title: "ideal point in the UN General Assembly", Shape: Monadic, Unit: "points", Options: idealOptions, Words: []string{"ideal point"}, Formula: idealOf,
		Missing: "not covered outside the edition's years and where it has no row; not applicable to a state that was no member of the United Nations in the year"},
	{Name: "ideal.distance", Title: "distance between the ideal points of the two in the UN General Assembly", Shape: Symmetric, Unit: "points", Close: -1, Options: idealOptions, Words: []string{"ideal point distance", "distance of ideal points"},
		Formula: "|x - y| of " + idealOf, Missing: "as ideal.point of the two"},
}

var mirrorOptions = []Option{
	{Name: "source", Title: "whose reports: tradhist-2016: each state's own (pounds); comtrade-mirror: what partners report to the United Nations (dollars), the other side as its office has it", Values: []string{"tradhist-2016", "comtrade-mirror"}, Named: true},
	{Name: "as", Title: "log: ln of the importer's over the exporter's; ratio: the one over the other; difference: the one less the other; relative: the difference without its sign over the sum of the two", Values: []string{"log", "ratio", "difference", "relative"}, Named: true},
}

var mirrors = []Column{
	{Name: "trade.mirror_gap", Title: "gap between the two reports of the goods from the first to the second", Shape: Directed, Unit: "log", Options: mirrorOptions, Words: []string{"mirror gap", "mirror data"},
		Formula: "ln(imports the second reports from the first / exports the first reports to the second), of one year and one currency; freight and insurance alone make it positive",
		Missing: "not covered where one of the two reports is; undefined where a report is zero"},
	{Name: "trade.reported_exports", Title: "goods from the first to the second as the first reports them", Shape: Directed, Unit: "of the source", Options: mirrorOptions[:1], Words: []string{"reported exports"},
		Formula: "the exporter's report alone: trade.mirror_gap holds it against the importer's", Missing: "not covered where there is none"},
	{Name: "trade.reported_imports", Title: "goods from the first to the second as the second reports them", Shape: Directed, Unit: "of the source", Options: mirrorOptions[:1], Words: []string{"reported imports"},
		Formula: "the importer's report alone: trade.mirror_gap holds it against the exporter's", Missing: "not covered where there is none"},
	{Name: "trade.book_gap", Title: "gap between two books on the goods from the first to the second", Shape: Directed, Unit: "log", Words: []string{"gap between books"},
		Options: []Option{{Name: "source", Title: "the one book", Named: true}, {Name: "other", Title: "the other book", Named: true}, mirrorOptions[1]},
		Formula: "ln(the other book's figure / the one's) of trade.exports; the usual book and COW trade unless options say otherwise", Missing: "not covered where one of the two is; undefined where a figure is zero"},
}

var colonial = []Column{
	{Name: "colonial.ruled_by", Title: "the second state was the main colonial ruler of the first", Shape: Directed, Unit: "0/1", Words: []string{"colony of", "colonial ruler"},
		Formula: "1 where ICOW's colonial history names the second as the main colonial ruler of the first before independence; the same in every year",
		Missing: "not covered of states ICOW does not list"},
	{Name: "colonial.tie", Title: "one of the two was the main colonial ruler of the other", Shape: Symmetric, Unit: "0/1", Words: []string{"colonial tie"},
		Formula: "1 where colonial.ruled_by is, either way", Missing: "not covered where neither is 1 and one is not covered"},
	{Name: "colonial.common", Title: "both had the same main colonial ruler", Shape: Symmetric, Unit: "0/1", Words: []string{"common coloniser"},
		Formula: "1 where ICOW names the same main colonial ruler of both", Missing: "not covered of states ICOW does not list"},
}
