package desk

// This file measures change: where a series shifted, whether it did at a date named beforehand, its trend, and how it stands to another.

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"comity"
	"comity/chart"
	"comity/measure/change"
	records "comity/measure/record"
)

// ChangeSpec is what change is asked for.
type ChangeSpec struct {
	SeriesSpec
	Date    int      // a year named beforehand: the first after the change; 0: none
	Beside  bool     // the step at the date beside a trend
	Trim    float64  // the least part of a series a regime may be
	Most    int      // breaks at most
	Scale   string   // log, level, or empty: logarithms of amounts
	Level   float64  // of intervals
	Known   bool     // the errors of the values are all the noise there is: their variances are known
	Against []string // states of another series of the same column, or of a file its other column
	Draws   int      // of the simulated test
	Seed    uint64
}

// check refuses what makes no sense.
func (s ChangeSpec) check() error {
	switch {
	case !(s.Trim > 0 && s.Trim < .5):
		return fmt.Errorf("--trim %v: the least part of the series a regime may be is above 0 and below 0.5", s.Trim)
	case s.Most < 0 || s.Most > 50:
		return fmt.Errorf("--most %d: from 0 to 50 breaks", s.Most)
	case !(s.Level > 0 && s.Level < 1):
		return fmt.Errorf("--level %v: the level of intervals is a share of one, as 0.95", s.Level)
	case s.Draws < 1 || s.Draws > 100_000:
		return fmt.Errorf("--draws %d: from 1 to 100,000", s.Draws)
	case s.Scale != "" && s.Scale != "log" && s.Scale != "level":
		return fmt.Errorf("--scale %q: log or level", s.Scale)
	case s.Known && s.SDColumn == "" && s.SD == 0 && s.Error <= 0:
		return errors.New("--known takes the errors of the values for all their noise: say what they are, with --error, --sd or --sd-column")
	}
	return nil
}

// changing is one timeline as it is measured.
type changing struct {
	timeline
	years  []int
	times  []float64
	values []float64 // logarithms where log is set
	sd     []float64
	log    bool
}

// shiftsOf are the shifts found in one timeline.
type shiftsOf struct {
	sigma, rho     float64
	pelt, whitened []int // years, the first of each regime
	bic, lwz       []int
	partition      change.Partition // by BIC
	left, bound    float64          // autocorrelation left by it
	supF           change.SupF
	tested         bool
	trend          change.Trend
	hasTrend       bool
	longest        int // of the gaps between its years
}

// MeasureChange measures change.
func (d *Desk) MeasureChange(ctx context.Context, s ChangeSpec) (*Measurement, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	t, err := d.timelines(s.SeriesSpec)
	if err != nil {
		return nil, err
	}
	m := newMeasurement(change.Method, "Change: "+t.title)
	m.told(t, s.SeriesSpec)
	m.choose("trimming, breaks at most", fmt.Sprintf("%g, %d", s.Trim, s.Most))
	m.choose("draws of the simulated test, seed", fmt.Sprintf("%d, %d", s.Draws, s.Seed))
	var lines []changing
	var shifts []shiftsOf
	var short []string
	for _, line := range t.list {
		c := s.changing(line)
		if len(c.values) < change.TrendLeast {
			short = append(short, fmt.Sprintf("%s, %s (%d)", line.reading, line.basis, len(c.values)))
			continue
		}
		found, err := s.shifts(ctx, c)
		if err != nil {
			return nil, err
		}
		lines, shifts = append(lines, c), append(shifts, found)
	}
	if len(short) > 0 {
		m.note("Readings of fewer than %d values are not measured: %s.", change.TrendLeast, strings.Join(short, "; "))
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("%s has fewer than %d values in every reading: shifts and trends want more", t.title, change.TrendLeast)
	}
	m.choose("scale", map[bool]string{true: "logarithms: shifts and slopes are in per cent", false: "as the series is"}[lines[0].log])
	for _, c := range lines {
		if c.amount && s.Scale != "level" && !c.log {
			m.note("%s, %s has values at or below zero: no logarithms are taken of it, and its shifts are in its unit.", c.reading, c.basis)
		}
	}
	if s.Date != 0 {
		m.choose("date named beforehand", fmt.Sprint(s.Date))
		m.dateTable(lines, s)
	}
	m.shiftTable(lines, shifts)
	m.trendTable(lines, shifts)
	m.regimeTable(lines, shifts)
	if len(s.Against) > 0 {
		if err := d.heldAgainst(m, t, s); err != nil {
			return nil, err
		}
	}
	m.changeFinding(lines, shifts, s)
	m.seriesTable(t.list)
	m.changeChart(t, lines, shifts)
	m.Answer.Limits = []string{
		"A shift in a year says nothing of its cause: everything else of that year shifted with it.",
		"Searches find shifts in series that only drift; where the autocorrelation left is beyond its bound, or the search on the whitened series finds fewer, take the fewer.",
	}
	return m, nil
}

// changing takes the known values of a timeline, as logarithms where its changes are told in per cent.
func (s ChangeSpec) changing(line timeline) changing {
	c := changing{timeline: line}
	c.years, c.values, c.sd = line.known()
	c.log = s.Scale == "log" || s.Scale == "" && line.amount
	if c.log = c.log && line.allPositive(); c.log {
		c.values, c.sd = logged(c.values, c.sd, line.relative)
	} else if line.relative {
		for i := range c.sd {
			c.sd[i] *= math.Abs(c.values[i])
		}
	}
	for _, y := range c.years {
		c.times = append(c.times, float64(y))
	}
	return c
}

// variances are those of the errors, where they are all the noise there is.
func (s ChangeSpec) variances(c changing) []float64 {
	if !s.Known || c.sd == nil {
		return nil
	}
	out := make([]float64, len(c.sd))
	for i, e := range c.sd {
		if out[i] = e * e; !(out[i] > 0) {
			return nil
		}
	}
	return out
}

// shifts searches one timeline.
func (s ChangeSpec) shifts(ctx context.Context, c changing) (shiftsOf, error) {
	n := len(c.values)
	if n > mostYears {
		return shiftsOf{}, fmt.Errorf("%s has %d values: change is measured of %d at most; take fewer with --years", c.reading, n, mostYears)
	}
	v := s.variances(c)
	out := shiftsOf{sigma: change.Sigma(c.values), rho: change.Rho(c.values)}
	penalty := 2 * math.Log(float64(n))
	if out.sigma > 0 || v != nil {
		out.pelt = yearsOfBreaks(c.years, change.PELT(c.values, v, out.sigma, penalty, 2), 0)
	}
	if out.rho == out.rho && out.rho < drifts {
		white := change.Whiten(c.values, out.rho)
		if sigma := change.Sigma(white); sigma > 0 {
			out.whitened = yearsOfBreaks(c.years, change.PELT(white, nil, sigma, penalty, 2), 1)
		}
	}
	least := max(2, int(s.Trim*float64(n)))
	ps := change.Partitions(c.values, v, s.Most, least)
	m := change.Choose(ps, func(p change.Partition) float64 { return p.BIC })
	out.partition, out.bic = ps[m], yearsOfBreaks(c.years, ps[m].Breaks, 0)
	if v == nil {
		out.lwz = yearsOfBreaks(c.years, ps[change.Choose(ps, func(p change.Partition) float64 { return p.LWZ })].Breaks, 0)
	} else {
		out.lwz = out.bic
	}
	out.left, out.bound = change.Leftover(c.values, out.partition.Regimes)
	out.supF, out.tested = change.SupFTest(c.values, least, s.Draws, s.Seed)
	if t, err := change.TrendOf(c.values, c.times, s.Level); err == nil {
		out.trend, out.hasTrend = t, true
	}
	for i := 1; i < n; i++ {
		out.longest = max(out.longest, c.years[i]-c.years[i-1])
	}
	return out, ctx.Err()
}

// mostYears bounds a series: trends look at all pairs of its values.
const mostYears = 4000

// drifts is the autocorrelation from which noise is all but a random walk: it has no level that could shift.
const drifts = .95

// yearsOfBreaks gives the years that regimes begin in; the items of a whitened series stand one on.
func yearsOfBreaks(years, breaks []int, on int) []int {
	out := []int{}
	for _, b := range breaks {
		out = append(out, years[b+on])
	}
	return out
}

func listed(years []int) string {
	if years == nil {
		return "not searched"
	}
	if len(years) == 0 {
		return "none"
	}
	var parts []string
	for _, y := range years {
		parts = append(parts, strconv.Itoa(y))
	}
	return strings.Join(parts, ", ")
}

// shiftTable is what each search found in each reading.
func (m *Measurement) shiftTable(lines []changing, shifts []shiftsOf) {
	var reading, basis, pelt, white, bic, lwz []string
	var from, to, n []int
	numbers := make([][]float64, 7)
	gaps := 0
	for i, c := range lines {
		x := shifts[i]
		reading, basis = append(reading, c.reading), append(basis, c.basis)
		from, to, n = append(from, c.years[0]), append(to, c.years[len(c.years)-1]), append(n, len(c.years))
		pelt, white, bic, lwz = append(pelt, listed(x.pelt)), append(white, listed(x.whitened)), append(bic, listed(x.bic)), append(lwz, listed(x.lwz))
		at, f, free, bound := comity.NaN(comity.Undefined), comity.NaN(comity.Undefined), comity.NaN(comity.Undefined), comity.NaN(comity.Undefined)
		if x.tested {
			at, f, free, bound = float64(c.years[x.supF.At]), orUndefined(x.supF.F), x.supF.PFree, x.supF.PBound
		}
		for k, v := range []float64{orUndefined(x.rho), orUndefined(x.left), x.bound, at, f, free, bound} {
			numbers[k] = append(numbers[k], v)
		}
		if x.longest > 1 {
			gaps++
		}
	}
	m.table("shifts", "First years of new levels, by each search", textColumn("reading", "reading", reading), textColumn("basis", "basis", basis), wholeColumn("from", "first year", from), wholeColumn("to", "last year", to), wholeColumn("n", "years known", n),
		textColumn("pelt", "PELT", pelt), textColumn("whitened", "PELT on the whitened series", white), textColumn("bic", "partition by BIC", bic), textColumn("lwz", "partition by LWZ", lwz),
		realColumn("rho", "autocorrelation, robust to shifts", "", numbers[0]), realColumn("left", "autocorrelation left by the partition", "", numbers[1]), realColumn("bound", "its bound", "", numbers[2]),
		realColumn("supF_year", "year of the highest F", "", numbers[3]), realColumn("supF", "highest F", "", numbers[4]), realColumn("p_free", "p where noise is independent", "", numbers[5]), realColumn("p_bound", "p where noise has its autocorrelation", "", numbers[6]))
	if gaps > 0 {
		m.note("%s years without a value: neighbours are taken as they follow each other.", map[bool]string{true: "One reading has", false: fmt.Sprintf("%d readings have", gaps)}[gaps == 1])
	}
}

// perCent turns a difference of logarithms into per cent; another difference stays.
func (c changing) perCent(x float64) float64 {
	if c.log && x == x {
		return 100 * math.Expm1(x)
	}
	return x
}

// unitOfChange is the unit of a difference.
func (c changing) unitOfChange() string {
	if c.log {
		return "per cent"
	}
	return c.unit
}

// back is a value as it was before the logarithm.
func (c changing) back(x float64) float64 {
	if c.log {
		return math.Exp(x)
	}
	return x
}

// trendTable is the trend of each reading.
func (m *Measurement) trendTable(lines []changing, shifts []shiftsOf) {
	var reading, basis, unit []string
	var n []int
	numbers := make([][]float64, 9)
	for i, c := range lines {
		t := shifts[i].trend
		if !shifts[i].hasTrend {
			continue
		}
		reading, basis, unit, n = append(reading, c.reading), append(basis, c.basis), append(unit, c.unitOfChange()+", a year"), append(n, t.N)
		for k, x := range []float64{c.perCent(t.Slope), c.perCent(t.Low), c.perCent(t.High), t.Tau, t.Z, t.P, t.NaiveZ, t.NaiveP, t.Correction} {
			numbers[k] = append(numbers[k], orUndefined(x))
		}
	}
	m.table("trend", "Trend over all years", textColumn("reading", "reading", reading), textColumn("basis", "basis", basis), textColumn("unit", "unit of the slope", unit), wholeColumn("n", "years known", n),
		realColumn("slope", "median slope", "", numbers[0]), realColumn("low", "its lower end", "", numbers[1]), realColumn("high", "its upper end", "", numbers[2]), realColumn("tau", "pairs that rise less pairs that fall, of all", "", numbers[3]),
		realColumn("z", "Mann-Kendall, autocorrelation allowed for", "", numbers[4]), realColumn("p", "its p", "", numbers[5]), realColumn("z_naive", "as if years were independent", "", numbers[6]), realColumn("p_naive", "its p", "", numbers[7]),
		realColumn("correction", "variance of S over that of independent years", "", numbers[8]))
}

// regimeTable is the levels of the partition by BIC.
func (m *Measurement) regimeTable(lines []changing, shifts []shiftsOf) {
	var reading, basis, unit []string
	var from, to, n []int
	var level, step []float64
	for i, c := range lines {
		for k, r := range shifts[i].partition.Regimes {
			reading, basis, unit = append(reading, c.reading), append(basis, c.basis), append(unit, c.unit)
			from, to, n = append(from, c.years[r.From]), append(to, c.years[r.To-1]), append(n, r.To-r.From)
			level = append(level, c.back(r.Mean))
			if k == 0 {
				step = append(step, comity.NaN(comity.NotApplicable))
			} else {
				step = append(step, c.perCent(r.Mean-shifts[i].partition.Regimes[k-1].Mean))
			}
		}
	}
	m.table("levels", "Levels of the partition by BIC", textColumn("reading", "reading", reading), textColumn("basis", "basis", basis), textColumn("unit", "unit", unit), wholeColumn("from", "first year", from), wholeColumn("to", "last year", to), wholeColumn("n", "years known", n),
		realColumn("level", "mean (of logarithms: the geometric mean)", "", level), realColumn("step", "step from the level before (of logarithms: per cent)", "", step))
}

// dateTable tests the date that was named.
func (m *Measurement) dateTable(lines []changing, s ChangeSpec) {
	var reading, basis, unit []string
	var before, after, lags []int
	numbers := make([][]float64, 8)
	for _, c := range lines {
		at, _ := slices.BinarySearch(c.years, s.Date)
		x, ok := change.KnownDate(c.values, c.times, at, s.Beside, -1)
		if !ok {
			m.note("%s, %s: fewer than two years on one side of %d, or nothing that varies to estimate from; not tested.", c.reading, c.basis, s.Date)
			continue
		}
		reading, basis, unit = append(reading, c.reading), append(basis, c.basis), append(unit, c.unitOfChange())
		before, after, lags = append(before, x.Before), append(after, x.After), append(lags, x.Lags)
		for k, v := range []float64{c.perCent(x.Shift), x.SE, x.T, x.P, x.NaiveSE, x.NaiveT, x.NaiveP, c.perCent(x.Slope)} {
			numbers[k] = append(numbers[k], orUndefined(v))
		}
	}
	columns := "The step at the date named"
	if s.Beside {
		columns += ", beside a trend"
	}
	m.table("date", columns, textColumn("reading", "reading", reading), textColumn("basis", "basis", basis), textColumn("unit", "unit of the step", unit), wholeColumn("before", "years before", before), wholeColumn("after", "years from it on", after),
		realColumn("step", "step", "", numbers[0]), realColumn("se", "standard error (of the logarithm, where logarithms are taken)", "", numbers[1]), realColumn("t", "t", "", numbers[2]), realColumn("p", "p", "", numbers[3]),
		realColumn("se_naive", "standard error as if years were independent", "", numbers[4]), realColumn("t_naive", "its t", "", numbers[5]), realColumn("p_naive", "its p", "", numbers[6]), wholeColumn("lags", "lags allowed for", lags), realColumn("slope", "trend a year beside it", "", numbers[7]))
}

// heldAgainst holds the series against another of the same column, in the same readings.
func (d *Desk) heldAgainst(m *Measurement, t *timelines, s ChangeSpec) error {
	other := s.SeriesSpec
	if s.Own != "" {
		if len(s.Against) != 1 {
			return errors.New("--against names one other column of the file")
		}
		other.Column = s.Against[0]
	} else {
		other.Who = s.Against
	}
	u, err := d.timelines(other)
	if err != nil {
		return err
	}
	var reading, basis []string
	var year []int
	numbers := make([][]float64, 4)
	for _, x := range t.list {
		i := slices.IndexFunc(u.list, func(y timeline) bool { return y.reading == x.reading && y.basis == x.basis })
		if i < 0 {
			continue
		}
		y := u.list[i]
		for k, when := range x.years {
			j := y.in(when)
			if j < 0 {
				continue
			}
			a, b := x.values[k], y.values[j]
			reading, basis, year = append(reading, x.reading), append(basis, x.basis), append(year, when)
			for c, v := range []float64{a, b, difference(a, b), higherOf(x, y, k, j)} {
				numbers[c] = append(numbers[c], v)
			}
		}
		m.rests(y.sources...)
	}
	if len(year) == 0 {
		return fmt.Errorf("%s and %s have no reading and year in common", t.title, u.title)
	}
	m.choose("held against", u.title)
	m.note("%s", againstWords(t, u, reading, year, numbers))
	m.table("against", "Against "+u.title, textColumn("reading", "reading", reading), textColumn("basis", "basis", basis), wholeColumn("year", "year", year), realColumn("first", t.title, "", numbers[0]), realColumn("second", u.title, "", numbers[1]),
		realColumn("difference", "first less second", "", numbers[2]), realColumn("higher", "probability that the first is truly the higher", "share", numbers[3]))
	m.chartAgainst(t, u)
	return nil
}

// againstWords counts, in the first reading they share, the years in which the first is the higher.
func againstWords(t, u *timelines, reading []string, year []int, numbers [][]float64) string {
	above, sure, n, last := 0, 0, 0, 0
	for i, r := range reading {
		a, b := numbers[0][i], numbers[1][i]
		if r != reading[0] || i > 0 && year[i] <= last { // the next basis begins
			break
		}
		last = year[i]
		if a != a || b != b {
			continue
		}
		n++
		if a > b {
			above++
		}
		if numbers[3][i] >= .95 {
			sure++
		}
	}
	text := fmt.Sprintf("By %s, %s is higher than %s in %d of the %d years both have", reading[0], t.title, u.title, above, n)
	if sure > 0 {
		text += fmt.Sprintf(", in %d of them with a probability of .95 or more", sure)
	}
	return text + "."
}

// higherOf is the probability that the first value is truly the higher.
func higherOf(x, y timeline, k, j int) float64 {
	a, b := x.values[k], y.values[j]
	switch {
	case a != a || b != b:
		return comity.NaN(comity.Worst(comity.Why(a), comity.Why(b)))
	case x.sd == nil || y.sd == nil:
		return comity.NaN(comity.NotApplicable)
	case x.relative && (a <= 0 || b <= 0):
		return comity.NaN(comity.Undefined)
	case x.relative:
		return records.Higher(math.Log(a), math.Log(b), x.sd[k], y.sd[j])
	}
	return records.Higher(a, b, x.sd[k], y.sd[j])
}

func (m *Measurement) chartAgainst(t, u *timelines) {
	c := &chart.Line{Title: "Against " + u.title, Unit: t.column.Unit}
	for i, x := range []*timelines{t, u} {
		c.Series = append(c.Series, chart.Series{Name: []string{t.title, u.title}[i], Years: x.list[0].years, Values: x.list[0].values})
	}
	m.Answer.Charts = append(m.Answer.Charts, c)
}

// changeFinding says what the first reading shows, and how far the others agree.
func (m *Measurement) changeFinding(lines []changing, shifts []shiftsOf, s ChangeSpec) {
	c, x := lines[0], shifts[0]
	text := fmt.Sprintf("By %s, %s, %d-%d: new levels begin in %s by the partition (BIC); PELT, where the autocorrelation is taken out: %s.", c.reading, c.basis, c.years[0], c.years[len(c.years)-1], listed(x.bic), listed(x.whitened))
	if x.tested {
		text += fmt.Sprintf(" The most telling single date is %d: noise without a shift but with the autocorrelation of the series has one as telling in %.1f per cent of draws.", c.years[x.supF.At], 100*x.supF.PBound)
	}
	if x.hasTrend && x.trend.P == x.trend.P {
		text += fmt.Sprintf(" Trend %+.3g a year (%s; %.0f%% interval %.3g to %.3g), p %.3g.", c.perCent(x.trend.Slope), c.unitOfChange(), 100*s.Level, c.perCent(x.trend.Low), c.perCent(x.trend.High), x.trend.P)
	}
	if len(lines) > 1 {
		same := 0
		for _, o := range shifts {
			if slices.Equal(o.bic, x.bic) {
				same++
			}
		}
		text += fmt.Sprintf(" %d of %d readings have the same dates.", same, len(lines))
	}
	m.Answer.Finding = text
	if x.rho >= drifts {
		m.note("%s, %s: the noise is all but a random walk (autocorrelation %.2f): it has no level that could shift, and the whitened series is not searched.", c.reading, c.basis, x.rho)
	}
	for i, o := range shifts {
		if o.left == o.left && math.Abs(o.left) > o.bound {
			m.note("%s, %s: what the partition leaves is autocorrelated (%.2f, beyond %.2f): its dates may be those of a drift.", lines[i].reading, lines[i].basis, o.left, o.bound)
			break
		}
	}
}

// changeChart draws the first reading and its levels.
func (m *Measurement) changeChart(t *timelines, lines []changing, shifts []shiftsOf) {
	c := lines[0]
	levels := make([]float64, len(c.years))
	for _, r := range shifts[0].partition.Regimes {
		for i := r.From; i < r.To; i++ {
			levels[i] = c.back(r.Mean)
		}
	}
	m.Answer.Charts = append([]*chart.Line{{Title: upperFirst(t.title) + ", " + c.reading, Unit: t.column.Unit, Series: []chart.Series{
		{Name: c.basis, Years: c.timeline.years, Values: c.timeline.values}, {Name: "levels by BIC", Years: c.years, Values: levels}}}}, m.Answer.Charts...)
}
