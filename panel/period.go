package panel

// Periods: the years, months or days of which the rows of a panel are. Each is a whole number, so that periods that follow one
// another are numbers that do: a year by itself, a month counted from the first of year 0, a day as comity counts them.

import (
	"math"

	"comity"
)

// endless is the number of the period of a day that has no end.
const endless = math.MaxInt32

// period gives the number of the period a day is in. Units without a grain are of years.
func period(g comity.Grain, d comity.Day) int {
	switch {
	case d == comity.Forever:
		return endless
	case g == comity.DayGrain:
		return int(d)
	case g == comity.MonthGrain:
		y, m, _ := d.Civil()
		return y*12 + m - 1
	}
	return d.Year()
}

// periodSpan gives the days of a period.
func periodSpan(g comity.Grain, n int) comity.Span {
	switch g {
	case comity.DayGrain:
		return comity.Span{From: comity.Day(n), To: comity.Day(n)}
	case comity.MonthGrain:
		return comity.Span{From: comity.DayOf(n/12, n%12+1, 1), To: comity.DayOf(n/12, n%12+2, 1) - 1}
	}
	return comity.YearSpan(n)
}

// periodYear gives the calendar year of a period.
func periodYear(g comity.Grain, n int) int {
	switch g {
	case comity.DayGrain:
		return comity.Day(n).Year()
	case comity.MonthGrain:
		return n / 12
	}
	return n
}

// lastPeriod gives the last period of a calendar year.
func lastPeriod(g comity.Grain, year int) int {
	switch g {
	case comity.DayGrain:
		return int(comity.DayOf(year, 12, 31))
	case comity.MonthGrain:
		return year*12 + 11
	}
	return year
}

// Span gives the days of the period of the i-th row of a run.
func (r *Run) Span(i int) comity.Span { return periodSpan(r.Grain, r.From+i) }

// Year gives the calendar year of the i-th row of a run.
func (r *Run) Year(i int) int { return periodYear(r.Grain, r.From+i) }

// Days gives the days of all periods of a run.
func (r *Run) Days() comity.Span {
	return comity.Span{From: r.Span(0).From, To: r.Span(r.Len - 1).To}
}

// years calls f with each calendar year of a run and the rows of it, from lo to before hi.
func (r *Run) years(f func(year, lo, hi int)) {
	for lo := 0; lo < r.Len; {
		year := r.Year(lo)
		hi := min(r.Len, lastPeriod(r.Grain, year)-r.From+1)
		f(year, r.Row+lo, r.Row+hi)
		lo = hi
	}
}
