package verdict

// principle: a declared principle holds in conduct. Two of them are matters of fact and are held against the record: non-alignment
// (no obligation of defence or offence, or none at all, between the two) and non-confrontation (no militarised dispute, which every
// war is, between them). The others need tests with power that yearly figures do not give; where to measure them is said.

import (
	"fmt"
	"slices"
	"strings"

	"comity"
	"comity/column"
	"comity/panel"
)

// conduct is one way to hold a principle against the record: a column of the pair, and the highest value with which the principle is
// kept, in every one of so many years.
type conduct struct {
	column string
	most   float64
	years  int
	words  string
}

// conducts are the ways of each principle that facts decide.
var conducts = map[string][]conduct{
	"non-alignment": {
		{"alliance.obligation", 2, 1, "no obligation of defence or offence"},
		{"alliance.obligation", 0, 1, "no obligation of any kind"},
	},
	"non-confrontation": {
		{"dispute.ongoing", 0, 1, "no militarised dispute"},
		{"dispute.ongoing", 0, 10, "no militarised dispute in ten years"},
	},
}

// declared are the principles a claim may name.
var declared = []string{"non-alignment", "non-confrontation", "not-aimed", "non-interference", "mutuality", "independence"}

func principle(q question) Answer {
	names := strings.Split(q.Principle, "+")
	if i := slices.IndexFunc(names, func(p string) bool { return !slices.Contains(declared, p) }); i >= 0 {
		return cannot(Answer{Claim: q.Claim}, fmt.Sprintf("%q is no principle comity knows; those are %s", names[i], strings.Join(declared, ", ")))
	}
	open := slices.DeleteFunc(slices.Clone(names), func(p string) bool { return len(conducts[p]) > 0 })
	if len(q.Who) != 2 || len(open) > 0 {
		return unpowered(q, open)
	}
	var f findings
	for _, p := range names {
		for _, c := range conducts[p] {
			f.conduct(q, c)
		}
	}
	f.missing = fmt.Sprintf("no source of this record covers what %s is held against to within two years of the time it speaks of", q.Principle)
	return decide(q.Claim, f)
}

// unpowered answers a principle no test here has the power to decide.
func unpowered(q question, open []string) Answer {
	why := "no test of a declared principle with known power is in this edition; what it touches can be asked by column"
	if len(q.Who) == 2 && len(open) > 0 {
		why = fmt.Sprintf("yearly figures have not the power to decide %s; `comity measure thirdparty` and `comity measure principles` measure what it touches, with the power of each test", strings.Join(open, " and "))
	}
	a := cannot(Answer{Claim: q.Claim}, why)
	a.Measurable = neighbours(q.Claim)
	return a
}

// conductWithin is how many years before the time a claim speaks of a record may end and still be held against it.
const conductWithin = 2

// conduct judges one way under every source.
func (f *findings) conduct(q question, c conduct) {
	d, _ := column.Claimable(c.column)
	for _, r := range q.readings(c.column, q.Who) {
		s, err := q.engine.Series(c.column, q.Who, r)
		if err != nil {
			continue
		}
		r.Label += ", " + c.words
		last, ok := q.pick(s)
		if !ok || q.year()-last.Year > conductWithin {
			f.add(silentReading(r, d, panel.Cell{Value: comity.NaN(comity.NotCovered)}))
			continue
		}
		f.kept(q, c, d, s, r, last)
	}
}

// kept judges a way over the years to the last: it fails in any year above the highest value, and is silent where one is unknown.
func (f *findings) kept(q question, c conduct, d column.Column, s panel.Series, r panel.Reading, last panel.Cell) {
	worst := last
	for year := last.Year - c.years + 1; year <= last.Year; year++ {
		cell := s.In(year)
		if cell.Missing() != comity.Present {
			f.add(silentReading(r, d, cell))
			return
		}
		if cell.Value > worst.Value {
			worst = cell
		}
	}
	result := Hold
	if worst.Value > c.most {
		result = Fail
	}
	text := fmt.Sprintf("%s: %s in %d", d.Title, comity.Show(worst.Value, d.Unit), worst.Year)
	f.add(Reading{Choices: choices(r), Result: q.turn(result), Value: worst.Value, Unit: d.Unit, Text: text, Ref: worst.Ref})
	f.show(d, q.Who, worst)
}
