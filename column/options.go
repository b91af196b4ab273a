package column

// This file is the options that several columns share.

// bookOptions choose the book trade is read from, sourceOptions the source or edition of any other column that has several.
var (
	bookOptions   = []Option{{Name: "source", Title: "the book: the id of a source of trade, or headline: and an office", Named: true}}
	sourceOptions = []Option{{Name: "source", Title: "the source: its id", Named: true}}
)

// topicNames are the topics of titles, as package topics has them.
var topicNames = []string{"terrorism", "nuclear-weapons", "nuclear-energy", "disarmament", "chemical-biological", "conventional-arms", "outer-space", "information-security", "food", "energy", "drugs", "health", "climate-environment", "unilateral-measures", "collective-sanctions", "self-determination", "decolonisation", "middle-east", "palestine", "human-rights", "human-rights-states", "racism", "southern-africa", "women", "children", "refugees-migration", "development", "debt-finance", "natural-resources", "law-of-the-sea", "international-law", "peacekeeping", "budget", "ukraine", "cuba-embargo", "membership", "un-reform", "information-culture", "conflicts"}

// scoringOptions say how two votes are held against each other, voteOptions which roll calls count and how they are put together.
var (
	scoringOptions = []Option{{Name: "scoring", Title: "half: an abstention against a yes or no counts half (Lijphart, Voeten); yes-no: only those count; same: only exactly the same vote; not-yes: abstention as a no",
		Values: []string{"half", "yes-no", "same", "not-yes"}, Named: true}}
	voteOptions = []Option{
		{Name: "calls", Title: "which roll calls: divided (not all voted alike), all, important (so named by the US State Department), final (no paragraphs or amendments)",
			Values: []string{"divided", "all", "important", "final"}, Many: true, Named: true},
		{Name: "by", Title: "session: those of the session that opened in the year; year: those of the calendar year", Values: []string{"session", "year"}, Named: true},
		{Name: "issue", Title: "roll calls with one of the issue codes: me Middle East, nu nuclear, di arms control, hr human rights, co colonialism, ec economic development",
			Values: []string{"me", "nu", "di", "hr", "co", "ec"}, Many: true, Named: true},
		{Name: "topic", Title: "roll calls whose title is of one of comity's topics (comity measure topic lists them with their rules)", Values: topicNames, Many: true, Named: true},
	}
)
