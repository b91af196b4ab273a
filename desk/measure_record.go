package desk

// This file measures records: the standing of a year in every reading of a series, and several indicators at once.

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"comity"
	"comity/chart"
	records "comity/measure/record"
	"comity/states"
)

// RecordSpec is what a record is asked for.
type RecordSpec struct {
	SeriesSpec
	Year        int      // 0: the last that any reading reaches
	Lowest      bool     // of the lowest, not the highest
	Superlative bool     // several indicators of a pair of states at once: Column is not asked for
	Indicators  []string // of a superlative: columns, each with < where lower counts as higher
	Core        []string // of these: those that must not stand in their lower half
	Draws       int
	Seed        uint64
}

// recordRow is the standing of the year in one timeline.
type recordRow struct {
	timeline
	standing               records.Standing
	rival                  int // year
	value, rivalValue      float64
	margin, probability    float64
	ten, twenty            string
	chance, walk, drifting float64
}

// MeasureRecord measures records.
func (d *Desk) MeasureRecord(ctx context.Context, s RecordSpec) (*Measurement, error) {
	if s.Draws < 1 || s.Draws > 1_000_000 {
		return nil, fmt.Errorf("--draws %d: from 1 to 1,000,000", s.Draws)
	}
	if s.Superlative {
		return d.superlative(ctx, s)
	}
	t, err := d.timelines(s.SeriesSpec)
	if err != nil {
		return nil, err
	}
	m := newMeasurement(records.Method, "Record: "+t.title)
	if s.Year == 0 {
		for _, line := range t.list {
			s.Year = max(s.Year, line.reach())
		}
	}
	word := map[bool]string{false: "highest", true: "lowest"}[s.Lowest]
	m.told(t, s.SeriesSpec)
	m.choose("year", fmt.Sprint(s.Year))
	m.choose("draws, seed", fmt.Sprintf("%d, %d", s.Draws, s.Seed))
	var rows []recordRow
	var without []timeline
	for _, line := range t.list {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if len(line.years) > mostYears {
			return nil, fmt.Errorf("%s has %d years: a record is looked for in %d at most; take fewer with --years", line.reading, len(line.years), mostYears)
		}
		row, ok := s.stand(ctx, line)
		if !ok {
			without = append(without, line)
			continue
		}
		rows = append(rows, row)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(without) > 0 {
		m.note("%s without a value of %d, not counted: %s.", readingsOf(len(without)), s.Year, reachWords(without))
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("no reading of %s has a value of %d; they reach: %s", t.title, s.Year, reachWords(without))
	}
	m.recordTable(rows)
	m.Answer.Finding = recordFinding(rows, s.Year, word)
	m.recentTable(t.list, s)
	m.seriesTable(t.list)
	m.recordChart(t)
	if t.column.Unit == "USD" {
		m.note("No exchange rates are here: the readings are in dollars, not in the currencies of the two sides.")
	}
	m.Answer.Limits = []string{
		"A record of a number says nothing of its cause, nor of relations as a whole; a series that grows is near a record in most years.",
		"Errors are taken to be independent from year to year; what a source gets wrong in the same way every year is not in the probability.",
	}
	return m, nil
}

func readingsOf(n int) string {
	if n == 1 {
		return "One reading is"
	}
	return fmt.Sprintf("%d readings are", n)
}

// reachWords says how far timelines reach, those of one reading and year together.
func reachWords(list []timeline) string {
	var parts []string
	for i := 0; i < len(list); {
		j := i
		var bases []string
		for j < len(list) && list[j].reading == list[i].reading && list[j].reach() == list[i].reach() {
			bases = append(bases, list[j].basis)
			j++
		}
		parts = append(parts, fmt.Sprintf("%s to %d (%s)", list[i].reading, list[i].reach(), strings.Join(bases, ", ")))
		i = j
	}
	return strings.Join(parts, "; ")
}

// recentTable counts, for the year and those before it, the readings in which each was a record.
func (m *Measurement) recentTable(list []timeline, s RecordSpec) {
	var year, is, of []int
	for y := s.Year; y > s.Year-20; y-- {
		k, n := 0, 0
		for _, line := range list {
			years, xs, _ := line.known()
			at, ok := slices.BinarySearch(years, y)
			if !ok || at == 0 {
				continue
			}
			n++
			before := xs[:at]
			if s.Lowest && xs[at] < slices.Min(before) || !s.Lowest && xs[at] > slices.Max(before) {
				k++
			}
		}
		if n > 0 {
			year, is, of = append(year, y), append(is, k), append(of, n)
		}
	}
	m.table("recent", "Readings in which the years to it were records", wholeColumn("year", "year", year), wholeColumn("records", "readings in which it was a record", is), wholeColumn("readings", "readings with a value", of))
}

// stand works out the standing of the year in one timeline.
func (s RecordSpec) stand(ctx context.Context, line timeline) (recordRow, bool) {
	row := recordRow{timeline: line, probability: comity.NaN(comity.NotApplicable), rivalValue: comity.NaN(comity.NotApplicable), margin: comity.NaN(comity.NotApplicable)}
	years, values, sd := line.known()
	at, ok := slices.BinarySearch(years, s.Year)
	if !ok {
		return row, false
	}
	turned := slices.Clone(values)
	logs := line.relative && line.allPositive()
	errs := sd
	if logs {
		turned, errs = logged(values, sd, true)
	}
	if s.Lowest {
		for i := range turned {
			turned[i] = -turned[i]
		}
	}
	row.standing, _ = records.Stand(turned, at)
	row.value = values[at]
	if r := row.standing.Rival; r >= 0 {
		row.rival, row.rivalValue = years[r], values[r]
		row.margin = 100 * ratioOf(values[at]-values[r], math.Abs(values[r]))
	}
	switch {
	case errs == nil:
	case line.relative && !logs: // an amount that falls below zero has no relative error
		row.probability = comity.NaN(comity.Undefined)
	default:
		row.probability = orUndefined(records.Probability(ctx, turned, errs, at, s.Draws, s.Seed))
	}
	k, n := records.Within(turned, at, 10)
	row.ten = shareOf(k, n)
	k, n = records.Within(turned, at, 20)
	row.twenty = shareOf(k, n)
	row.chance, row.walk = records.Chance(at+1), records.Walk(at)
	row.drifting = orUndefined(records.Drifting(at, records.Drift(turned[:at+1])))
	return row, true
}

func (m *Measurement) recordTable(rows []recordRow) {
	var reading, basis, unit, is, ten, twenty []string
	var from, n, rank []int
	var rival []float64
	numbers := make([][]float64, 7)
	for _, r := range rows {
		years, _, _ := r.known()
		reading, basis, unit = append(reading, r.reading), append(basis, r.basis), append(unit, r.unit)
		is, ten, twenty = append(is, map[bool]string{true: "yes", false: "no"}[r.standing.Record]), append(ten, r.ten), append(twenty, r.twenty)
		from, n, rank = append(from, years[0]), append(n, r.standing.N), append(rank, r.standing.Rank)
		when := comity.NaN(comity.NotApplicable)
		if r.standing.Rival >= 0 {
			when = float64(r.rival)
		}
		rival = append(rival, when)
		for k, x := range []float64{r.value, r.rivalValue, r.margin, r.probability, r.chance, r.walk, r.drifting} {
			numbers[k] = append(numbers[k], x)
		}
	}
	m.table("readings", "The year in every reading", textColumn("reading", "reading", reading), textColumn("basis", "basis", basis), textColumn("unit", "unit of the values", unit),
		wholeColumn("from", "first year", from), wholeColumn("n", "years known", n), realColumn("value", "value of the year", "", numbers[0]), textColumn("record", "above (or below) all before it", is),
		wholeColumn("rank", "rank among all years", rank), realColumn("rival", "year of the next value before", "", rival), realColumn("rival_value", "its value", "", numbers[1]), realColumn("margin", "per cent above it", "%", numbers[2]),
		realColumn("probability", "probability of a true record", "share", numbers[3]), textColumn("last_10", "records among the last 10 years", ten), textColumn("last_20", "records among the last 20 years", twenty),
		realColumn("chance", "of independent values", "share", numbers[4]), realColumn("walk", "of a walk without drift", "share", numbers[5]), realColumn("drifting", "of a walk with the drift of the series", "share", numbers[6]))
}

// recordFinding is the sentence.
func recordFinding(rows []recordRow, year int, word string) string {
	k := 0
	low, high := 2.0, -1.0
	var not []string
	for _, r := range rows {
		if r.standing.Record {
			k++
			if r.probability == r.probability {
				low, high = min(low, r.probability), max(high, r.probability)
			}
		} else {
			not = append(not, fmt.Sprintf("%s, %s (rank %d of %d)", r.reading, r.basis, r.standing.Rank, r.standing.N))
		}
	}
	text := fmt.Sprintf("%d is the %s so far in %d of %d readings.", year, word, k, len(rows))
	if high >= 0 {
		text += fmt.Sprintf(" Where it is, the probability that the true value is so lies between %.3f and %.3f.", low, high)
	}
	if len(not) > 0 && k > 0 {
		if len(not) > 6 {
			not = append(not[:6], fmt.Sprintf("and %d more", len(not)-6))
		}
		text += " It is not in: " + strings.Join(not, "; ") + "."
	}
	return text
}

// recordChart draws the values as given, and in constant prices beside them.
func (m *Measurement) recordChart(t *timelines) {
	for _, basis := range []string{"as given", "constant prices"} {
		c := &chart.Line{Title: upperFirst(t.title) + ", " + basis, Unit: t.column.Unit}
		for _, line := range t.list {
			if line.basis == basis && len(c.Series) < 6 {
				c.Series = append(c.Series, chart.Series{Name: line.reading, Years: line.years, Values: line.values})
			}
		}
		if len(c.Series) > 0 {
			m.Answer.Charts = append(m.Answer.Charts, c)
		}
	}
}

// indicatorsOfPairs are the indicators of a pair that are held against their past where none are named: each says that the two are closer when it
// is higher, or lower where its column says so.
var indicatorsOfPairs = []string{"trade.turnover", "trade.share", "trade.share<>", "vote.agreement", "ideal.distance", "igo.shared>", "group.joint", "alliance.obligation"}

// recordIndicator is one of several.
type recordIndicator struct {
	name   string
	title  string
	turned bool // lower counts as higher
	core   bool
	line   timeline
}

// superlative holds several indicators of a pair against all other years at once.
func (d *Desk) superlative(ctx context.Context, s RecordSpec) (*Measurement, error) {
	names := s.Indicators
	if len(names) == 0 {
		names = indicatorsOfPairs
	}
	if len(s.Who) != 2 {
		return nil, fmt.Errorf("a superlative is of two states, and %d named", len(s.Who))
	}
	who, _, err := resolve(s.Who[0], s.Who[1], comity.NoDay)
	if err != nil {
		return nil, err
	}
	pair := states.Name(who[0], LastDay) + " and " + states.Name(who[1], LastDay)
	m := newMeasurement(records.Method, "Several indicators at once: "+pair)
	var list []recordIndicator
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		one, err := d.indicator(name, s)
		if err != nil && len(s.Indicators) > 0 {
			return nil, err
		}
		if err != nil {
			m.note("%s is left out: %v", name, err)
			continue
		}
		one.core = len(s.Core) == 0 || slices.Contains(s.Core, name)
		list = append(list, one)
	}
	if len(list) < 2 {
		return nil, fmt.Errorf("of %s there are %d indicators here: a superlative wants two or more", pair, len(list))
	}
	years, values := aligned(list)
	if s.Year == 0 {
		s.Year = lastMostly(years, values)
	}
	at := slices.Index(years, s.Year)
	if at < 0 {
		return nil, fmt.Errorf("no indicator has a value of %d", s.Year)
	}
	b := records.Superlative(ctx, values, at, s.Draws, s.Seed)
	if b.M == 0 {
		return nil, fmt.Errorf("no indicator has a value of %d", s.Year)
	}
	m.choose("year", fmt.Sprint(s.Year))
	m.choose("draws, seed", fmt.Sprintf("%d, %d", s.Draws, s.Seed))
	m.superlativeTables(ctx, list, years, values, at, b, s)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.superlativeFinding(list, b, s.Year, at)
	var lines []timeline
	for _, one := range list {
		one.line.basis = one.name
		lines = append(lines, one.line)
	}
	m.seriesTable(lines)
	m.Answer.Limits = []string{
		"The indicators are those named, no more: others would answer otherwise, and no number of indicators measures a relation as a whole.",
		"Each is read under its first reading alone; comity measure record COLUMN shows the others.",
	}
	return m, nil
}

// indicator reads one indicator under its usual reading. NAME<> is of the pair turned about, NAME< counts lower as higher, NAME> higher.
func (d *Desk) indicator(text string, s RecordSpec) (recordIndicator, error) {
	column := strings.TrimRight(text, "<>")
	sign := text[len(column):]
	name, _, _ := strings.Cut(column, ":")
	spec := s.SeriesSpec
	spec.Column = column
	if sign == "<>" {
		spec.Who = slices.Clone(spec.Who)
		slices.Reverse(spec.Who)
	}
	t, err := d.timelines(spec)
	if err != nil {
		return recordIndicator{}, err
	}
	out := recordIndicator{name: text, title: t.title, line: t.list[0], turned: sign == "<" || sign != ">" && t.column.Close < 0}
	if sign != "<" && sign != ">" && t.column.Close == 0 {
		return recordIndicator{}, fmt.Errorf("whether more of %s is closer is not said: write %s> where higher counts, %s< where lower does", name, name, name)
	}
	return out, nil
}

// aligned are the indicators over the years any of them knows, higher always counting.
func aligned(list []recordIndicator) (years []int, values [][]float64) {
	from, to := math.MaxInt, 0
	for _, one := range list {
		if n := len(one.line.years); n > 0 {
			from, to = min(from, one.line.years[0]), max(to, one.line.years[n-1])
		}
	}
	for y := from; y <= to; y++ {
		years = append(years, y)
	}
	for _, one := range list {
		xs := make([]float64, len(years))
		for i, y := range years {
			xs[i] = comity.NaN(comity.NotCovered)
			if k := one.line.in(y); k >= 0 {
				xs[i] = one.line.values[k]
			}
			if one.turned && xs[i] == xs[i] {
				xs[i] = -xs[i]
			}
		}
		values = append(values, xs)
	}
	return years, values
}

// lastMostly is the last year at least half of the indicators know.
func lastMostly(years []int, values [][]float64) int {
	for i := len(years) - 1; i >= 0; i-- {
		n := 0
		for _, xs := range values {
			if xs[i] == xs[i] {
				n++
			}
		}
		if 2*n >= len(values) {
			return years[i]
		}
	}
	return 0
}

// superlativeTables are the indicators, and the years that beat the one asked for.
func (m *Measurement) superlativeTables(ctx context.Context, list []recordIndicator, years []int, values [][]float64, at int, b records.Best, s RecordSpec) {
	var name, title, counts, core, extremeYears []string
	var from, to, n []int
	var rank, equal, value, extreme, probability []float64
	for i, one := range list {
		known, xs, sd := one.line.known()
		name, title, counts = append(name, one.name), append(title, one.title), append(counts, map[bool]string{false: "higher", true: "lower"}[one.turned])
		core = append(core, map[bool]string{false: "no", true: "yes"}[one.core])
		from, to, n = append(from, known[0]), append(to, known[len(known)-1]), append(n, b.N[i])
		if b.N[i] == 0 {
			n[len(n)-1] = len(known)
		}
		top := topOf(values[i])
		extremeYears, extreme = append(extremeYears, yearsAt(years, values[i], top)), append(extreme, turnedBack(top, one.turned))
		if b.Ranks[i] == 0 {
			missing := comity.NaN(comity.Why(values[i][at]))
			rank, equal, value, probability = append(rank, missing), append(equal, missing), append(value, missing), append(probability, missing)
			continue
		}
		rank, equal, value = append(rank, float64(b.Ranks[i])), append(equal, float64(b.Equal[i])), append(value, turnedBack(values[i][at], one.turned))
		probability = append(probability, one.probability(ctx, known, xs, sd, s))
	}
	m.table("indicators", "The indicators", textColumn("indicator", "indicator", name), textColumn("title", "what it is", title), textColumn("counts", "what counts", counts), textColumn("key", "key indicator", core),
		wholeColumn("from", "first year", from), wholeColumn("to", "last year", to), wholeColumn("n", "years known", n), realColumn("value", "value of the year", "", value), realColumn("rank", "rank among all years", "", rank), realColumn("equal", "other years with the same value", "", equal),
		realColumn("probability", "probability of a true record", "share", probability), realColumn("extreme", "the highest (lowest) of all years", "", extreme), textColumn("extreme_years", "its years", extremeYears))
	order := make([]int, len(b.Beaten))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(b.Beaten[y], b.Beaten[x]) })
	var rivals []int
	var share []float64
	for _, k := range order {
		if b.Beaten[k] > 0 {
			rivals, share = append(rivals, years[b.BeatenAt[k]]), append(share, b.Beaten[k])
		}
	}
	if len(rivals) > 0 {
		m.table("rivals", "Years above it, by the part of weightings under which they are", wholeColumn("year", "year", rivals), realColumn("weightings", "part of weightings", "share", share))
	}
}

// probability is that of a true record under the error of the series.
func (one recordIndicator) probability(ctx context.Context, years []int, xs, sd []float64, s RecordSpec) float64 {
	if sd == nil {
		return comity.NaN(comity.NotApplicable)
	}
	line := one.line
	row, ok := RecordSpec{SeriesSpec: s.SeriesSpec, Year: s.Year, Lowest: one.turned, Draws: s.Draws, Seed: s.Seed}.stand(ctx, line)
	if !ok {
		return comity.NaN(comity.NotCovered)
	}
	return row.probability
}

func turnedBack(x float64, turned bool) float64 {
	if turned && x == x {
		return -x
	}
	return x
}

func topOf(xs []float64) float64 {
	top := math.Inf(-1)
	for _, x := range xs {
		if x == x {
			top = max(top, x)
		}
	}
	return top
}

// yearsAt lists the years with a value, a run of them by its ends.
func yearsAt(years []int, xs []float64, value float64) string {
	var parts []string
	for i := 0; i < len(xs); i++ {
		if xs[i] != value {
			continue
		}
		j := i
		for j+1 < len(xs) && xs[j+1] == value {
			j++
		}
		part := fmt.Sprint(years[i])
		if j > i {
			part += fmt.Sprintf("-%d", years[j])
		}
		if parts = append(parts, part); len(parts) == 5 {
			return strings.Join(parts, ", ") + " …"
		}
		i = j
	}
	return strings.Join(parts, ", ")
}

// superlativeFinding holds the indicators to the rule: supported where all are above every other year; partly where half or more are and no key
// one stands in its lower half; else not.
func (m *Measurement) superlativeFinding(list []recordIndicator, b records.Best, year, at int) {
	low := 0
	var tied []string
	for i, one := range list {
		if b.Ranks[i] == 1 && b.Equal[i] > 0 {
			tied = append(tied, fmt.Sprintf("%s (equal to %s)", one.name, countWords(b.Equal[i], "other year", "other years")))
		}
		if one.core && b.LowerHalf[i] {
			low++
		}
	}
	verdict := "not supported"
	switch {
	case b.Dominant:
		verdict = "supported"
	case 2*b.K >= b.M && low == 0:
		verdict = "partly supported"
	}
	m.choose("rule", "supported where all indicators known in the year are above every other year (one equal to another year's is not); partly where half or more are and no key one stands in its lower half; else not supported")
	text := fmt.Sprintf("That %d stands above every other year is %s by these indicators: %d of the %d known that year are above every other year (dominance: %s)", year, verdict, b.K, b.M, map[bool]string{true: "yes", false: "no"}[b.Dominant])
	if len(tied) > 0 {
		text += "; at their highest but not above every other year: " + strings.Join(tied, ", ")
	}
	if low > 0 {
		text += fmt.Sprintf(", %d of the key ones in their lower half", low)
	}
	text += "."
	if b.ShareRange == b.ShareRange {
		text += fmt.Sprintf(" Over the %d years in which all %d are known it is the highest under %.1f per cent of weightings (%.1f by ranks).", b.Times, b.M, 100*b.ShareRange, 100*b.ShareRank)
	}
	m.Answer.Finding = text
	if b.M < len(list) {
		m.note("%d of %d indicators have no value of %d and do not count; the table says how far each reaches.", len(list)-b.M, len(list), year)
	}
}
