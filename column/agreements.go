package column

// This file describes agreements on trade and investment between two states.

const pactMissing = "not covered outside the source's years; missing in source where an agreement of the two is listed without the year it took effect or ended, and none is known to be in force; 0 where none is listed"

var (
	depthOption = []Option{{Name: "scale", Title: "kinds: of seven kinds of provisions how many; latent: one trait of 48 provisions", Values: []string{"kinds", "latent"}, Named: true}}
	pactOption  = []Option{{Name: "kind", Title: "bits: bilateral investment treaties; tips: other treaties with provisions on investment; all: both", Values: []string{"bits", "tips", "all"}, Named: true}}
)

var agreements = []Column{
	{Name: "pta.in_force", Title: "a preferential trade agreement in force between the two", Shape: Symmetric, Unit: "0/1", Close: +1, Words: []string{"trade agreement", "free trade agreement"},
		Formula: "1 where an agreement of DESTA, or an accession to one, is in force between the two in the year, from the year it took effect to that in which one of them left (Dür, Baccini and Elsig 2014)", Missing: pactMissing},
	{Name: "pta.count", Title: "preferential trade agreements in force between the two", Shape: Symmetric, Unit: "count", Close: +1, Words: []string{"trade agreements"},
		Formula: "agreements of DESTA in force between the two in the year, accessions counted with the agreement they are to (Dür, Baccini and Elsig 2014)", Missing: pactMissing},
	{Name: "pta.depth", Title: "depth of the deepest trade agreement in force between the two", Shape: Symmetric, Unit: "0-7", Close: +1, Options: depthOption, Words: []string{"depth of trade agreements"},
		Formula: "greatest depth of the agreements pta.count counts: how many of seven kinds of provisions an agreement has, or the latent trait (Dür, Baccini and Elsig 2014)",
		Missing: "as pta.in_force; not applicable where none is in force; missing in source where the content of none of those in force is coded"},
	{Name: "pta.years", Title: "years since the first trade agreement in force between the two took effect", Shape: Symmetric, Unit: "years", Words: []string{"years of a trade agreement"},
		Formula: "the year less that in which the oldest of the agreements pta.count counts took effect", Missing: "as pta.in_force; not applicable where none is in force"},
	{Name: "bit.in_force", Title: "an investment treaty in force between the two", Shape: Symmetric, Unit: "0/1", Close: +1, Options: pactOption, Words: []string{"investment treaty", "bilateral investment treaty"},
		Formula: "1 where a bilateral investment treaty (or the kind an option says) of UNCTAD's list is in force between the two on a day of the year", Missing: pactMissing},
	{Name: "bit.count", Title: "investment treaties in force between the two", Shape: Symmetric, Unit: "count", Close: +1, Options: pactOption, Words: []string{"investment treaties"},
		Formula: "bilateral investment treaties (or the kind an option says) of UNCTAD's list in force between the two on a day of the year", Missing: pactMissing},
	{Name: "bit.years", Title: "years since the first investment treaty in force between the two took effect", Shape: Symmetric, Unit: "years", Options: pactOption, Words: []string{"years of an investment treaty"},
		Formula: "the year less that in which the oldest of the treaties bit.count counts took effect", Missing: "as bit.in_force; not applicable where none is in force"},
}
