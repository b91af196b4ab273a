package comity

import (
	"fmt"
	"math"
	"strconv"
	"time"
)

// Day is a civil day (proleptic Gregorian), counted from 1970-01-01. Days are compared and subtracted as integers.
type Day int32

// NoDay is an unknown day; Forever is the end of a span that has not ended.
const (
	NoDay   Day = math.MinInt32
	Forever Day = math.MaxInt32
)

// DayOf gives the day of a civil date; it does not check that the date exists (see ParseDate).
func DayOf(year, month, day int) Day {
	return Day(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// Civil gives the year, month and day of d. NoDay and Forever have no civil date and give zeros.
func (d Day) Civil() (year, month, day int) {
	if d == NoDay || d == Forever {
		return 0, 0, 0
	}
	t := time.Unix(int64(d)*86400, 0).UTC()
	return t.Year(), int(t.Month()), t.Day()
}

// Year gives the year of d, or 0 for NoDay and Forever.
func (d Day) Year() int {
	y, _, _ := d.Civil()
	return y
}

// String prints YYYY-MM-DD; NoDay prints "?" and Forever an empty string.
func (d Day) String() string {
	switch d {
	case NoDay:
		return "?"
	case Forever:
		return ""
	}
	y, m, n := d.Civil()
	return fmt.Sprintf("%04d-%02d-%02d", y, m, n)
}

// Grain is how finely a date is known.
type Grain uint8

// The grains.
const (
	NoGrain Grain = iota
	YearGrain
	MonthGrain
	DayGrain
)

// String names the grain as the JSON contract does.
func (g Grain) String() string {
	return [...]string{"", "year", "month", "day"}[g]
}

// Date is a day, a month or a year, as sources know it.
type Date struct {
	Day   Day // the first day of the date
	Grain Grain
}

// NoDate is an unknown date.
var NoDate = Date{NoDay, NoGrain}

// On is the date of a known day, YearDate that of a known year.
func On(d Day) Date            { return Date{d, DayGrain} }
func YearDate(year int) Date   { return Date{DayOf(year, 1, 1), YearGrain} }
func (d Date) Known() bool     { return d.Grain != NoGrain }
func (d Date) Year() int       { return d.Day.Year() }
func (d Date) Span() Span      { return Span{d.First(), d.Last()} }
func (d Date) First() Day      { return d.Day }
func (d Date) Has(on Day) bool { return d.Known() && d.First() <= on && on <= d.Last() }

// Last gives the last day of the date.
func (d Date) Last() Day {
	y, m, _ := d.Day.Civil()
	switch d.Grain {
	case YearGrain:
		return DayOf(y, 12, 31)
	case MonthGrain:
		return DayOf(y, m+1, 1) - 1
	}
	return d.Day
}

// String prints 2001, 2001-07 or 2001-07-16, and nothing where unknown.
func (d Date) String() string {
	if !d.Known() || d.Day == Forever {
		return ""
	}
	return d.Day.String()[:[...]int{0, 4, 7, 10}[d.Grain]]
}

// ParseDate reads YYYY, YYYY-MM or YYYY-MM-DD and refuses dates that do not exist (2001-02-30).
func ParseDate(s string) (Date, error) {
	bad := func(why string) (Date, error) {
		return NoDate, fmt.Errorf("date %q: %s (want YYYY, YYYY-MM or YYYY-MM-DD)", s, why)
	}
	num := func(t string) int {
		n, err := strconv.ParseUint(t, 10, 16)
		if err != nil {
			return -1
		}
		return int(n)
	}
	n := len(s)
	if n != 4 && n != 7 && n != 10 || n >= 7 && s[4] != '-' || n == 10 && s[7] != '-' {
		return bad("not a date")
	}
	y, m, d := num(s[:4]), 1, 1
	if n >= 7 {
		m = num(s[5:7])
	}
	if n == 10 {
		d = num(s[8:])
	}
	if y < 1 || m < 1 || m > 12 || d < 1 {
		return bad("not a date")
	}
	day := DayOf(y, m, d)
	if _, mm, dd := day.Civil(); mm != m || dd != d {
		return bad("no such day")
	}
	return Date{day, map[int]Grain{4: YearGrain, 7: MonthGrain, 10: DayGrain}[n]}, nil
}

// Span is a run of days, both ends within it.
type Span struct{ From, To Day }

// Always is the span of all days.
var Always = Span{NoDay + 1, Forever}

// YearSpan is the span of the days of a year.
func YearSpan(year int) Span { return Span{DayOf(year, 1, 1), DayOf(year, 12, 31)} }

// Has says whether the day lies in the span.
func (s Span) Has(d Day) bool { return s.From <= d && d <= s.To }

// Overlaps says whether the two spans share a day.
func (s Span) Overlaps(t Span) bool { return s.From <= t.To && t.From <= s.To }

// Meet gives the days in both; it is Empty where they share none.
func (s Span) Meet(t Span) Span { return Span{max(s.From, t.From), min(s.To, t.To)} }

// Empty says that the span has no day.
func (s Span) Empty() bool { return s.To < s.From }

// String prints the two ends.
func (s Span) String() string { return s.From.String() + ".." + s.To.String() }
