package topic

// This file says what the measures of votes by topic are.

import "comity/measure"

// Method is the family of measures of votes by topic.
var Method = measure.Method{
	Name:  "topic",
	Title: "how a group votes on a topic in the UN General Assembly, year by year, and what the topics are",
	About: "How a group of states votes on a topic in the United Nations General Assembly, year by year: parts of yes, no, abstention and absence,\n" +
		"agreement of its members, cohesion. Members are those of the day of the vote. A roll call is of a topic where a written rule takes its title\n" +
		"(without a topic all are listed with their rules); it may be of several. Beside comity's topics stand the six issue codes of the source (me, nu,\n" +
		"di, hr, co, ec; to 2024) and the labels of single series of resolutions (\"human rights and unilateral coercive measures\"). Rules err: their\n" +
		"precision and recall were measured on titles drawn at random and read by hand, and are printed. Pages of the record without a title are of none.",
	Formulas: []measure.Formula{
		{Name: "yes", Text: "votes of yes over members of the days (each member once a roll call); so abstain, no and absent: the four add up to 1", Unit: "share", Reference: "—"},
		{Name: "agreement", Text: "mean of 1 - |x - y|/2 over pairs of voters of the group, all roll calls (yes 1, abstain 2, no 3)", Unit: "0 to 1", Reference: "Lijphart 1963, APSR 57:902; Bailey, Strezhnev and Voeten 2017"},
		{Name: "rice", Text: "mean of |yes - no| / (yes + no) over roll calls on which two of the group voted or more", Unit: "0 to 1", Reference: "Rice 1925, Political Science Quarterly 40:60"},
		{Name: "ai", Text: "mean of (m - (n - m)/2) / n, m the largest of yes, abstain and no, n all votes", Unit: "0 to 1", Reference: "Hix, Noury and Roland 2005, BJPS 35:209"},
		{Name: "precision", Text: "share of the roll calls a rule takes that are of the topic by the title, in a sample weighted by the inverse of the chance of being drawn", Unit: "share", Reference: "Hájek 1971; interval: Wilson 1927, JASA 22:209, on Kish's effective number"},
		{Name: "recall", Text: "share of the roll calls of the topic by the title that its rule takes, of the same sample", Unit: "share", Reference: "as precision"},
	},
}
