// Package measure says what a measurement is: a method with its formulas, units and references, in the words that help pages,
// answers and docs/MEASURES.md share. The formulas themselves are worked out in the packages below it, a family each: matrices in,
// estimates out, without a word of states, sources or files.
package measure

// Method describes a family of measures that is asked for by one name (comity measure NAME).
type Method struct {
	Name     string // one word, lower case
	Title    string // what it measures, in a few words
	About    string // one or two paragraphs: what it says, what it does not say, what to mind
	Formulas []Formula
}

// Formula is one measure of a family.
type Formula struct {
	Name      string // as a column of the table is called
	Text      string // in words and symbols
	Unit      string // "-1 to 1", "share", "USD" …
	Reference string // author, year, journal: the source of the formula
}
