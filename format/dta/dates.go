package dta

// Dates: numbers that count days or other units since the beginning of 1960, which only the display format tells.

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// Unit is what the numbers of a column count.
type Unit uint8

// The units, with Stata's display formats. Weeks are Stata's: the first begins on January 1, the 52nd ends the year.
// Years are years of the common era, all others count from the beginning of 1960. LeapMilliseconds count leap seconds.
// Business days (%tb) skip those of a calendar the file does not hold, so that no date can be had from them.
const (
	Plain            Unit = iota
	Days                  // %td, %d
	Milliseconds          // %tc
	LeapMilliseconds      // %tC
	Weeks                 // %tw
	Months                // %tm
	Quarters              // %tq
	HalfYears             // %th
	Years                 // %ty
	BusinessDays          // %tb
)

// String names the unit.
func (u Unit) String() string {
	return [...]string{"plain", "days", "milliseconds", "milliseconds with leap seconds", "weeks", "months", "quarters", "half-years", "years", "business days"}[u]
}

// unitOf reads the unit from a display format: a per cent sign, perhaps one for adjustment, d or t and a letter.
func unitOf(format string) Unit {
	s, ok := strings.CutPrefix(format, "%")
	s = strings.TrimLeft(s, "-~")
	if !ok || s == "" {
		return Plain
	}
	if s[0] == 'd' {
		return Days
	}
	if s[0] != 't' || len(s) < 2 {
		return Plain
	}
	if i := strings.IndexByte("dcCwmqhyb", s[1]); i >= 0 {
		return Unit(i + 1)
	}
	return Plain
}

const (
	epoch     = -3653 // 1960-01-01 in days since 1970-01-01
	dayMillis = 86_400_000
	lastYear  = 9999 // of those Stata knows
)

// dayOf counts the days from 1970-01-01 to a day of the Gregorian calendar.
func dayOf(year, month, day int) int {
	return int(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

var firstDay, lastDay = dayOf(0, 1, 1), dayOf(lastYear, 12, 31)

// Day gives the day of a cell that counts days or milliseconds, in days since 1970-01-01.
func (c *Column) Day(i int) (int, bool) {
	v, ok := c.Float(i)
	if !ok || c.Unit != Days && c.Unit != Milliseconds && c.Unit != LeapMilliseconds {
		return 0, false
	}
	return c.Unit.day(v)
}

// day is Day of a number.
func (u Unit) day(v float64) (int, bool) {
	if u != Days {
		v = u.sinceEpoch(v) / dayMillis
	}
	v = math.Floor(v) + epoch
	if !(v >= float64(firstDay) && v <= float64(lastDay)) {
		return 0, false
	}
	return int(v), true
}

// Time gives the moment of a cell that counts milliseconds, in UTC though Stata knows no time zones, or the first moment
// of one that counts days.
func (c *Column) Time(i int) (time.Time, bool) {
	v, ok := c.Float(i)
	if day, dated := c.Day(i); ok && dated {
		return c.Unit.moment(v, day), true
	}
	return time.Time{}, false
}

// moment is Time of a number and its day.
func (u Unit) moment(v float64, day int) time.Time {
	if u == Days {
		return time.Unix(int64(day)*86400, 0).UTC()
	}
	return time.UnixMilli(int64(math.Floor(u.sinceEpoch(v))) + epoch*dayMillis).UTC()
}

// leaps are the days after which a leap second came, in days since 1960: those ended on 1972-06-30 to 2016-12-31, as the
// time zone database (file leapseconds) has them.
var leaps = leapDays("1972-06-30 1972-12-31 1973-12-31 1974-12-31 1975-12-31 1976-12-31 1977-12-31 1978-12-31 1979-12-31 " +
	"1981-06-30 1982-06-30 1983-06-30 1985-06-30 1987-12-31 1989-12-31 1990-12-31 1992-06-30 1993-06-30 1994-06-30 " +
	"1995-12-31 1997-06-30 1998-12-31 2005-12-31 2008-12-31 2012-06-30 2015-06-30 2016-12-31")

// leapDays reads the list of leap seconds.
func leapDays(list string) []int64 {
	var days []int64
	for _, s := range strings.Fields(list) {
		t, _ := time.Parse("2006-01-02", s)
		days = append(days, t.Unix()/86400-epoch+1)
	}
	return days
}

// sinceEpoch takes the leap seconds out of a count of milliseconds; a moment within one becomes the last of its day.
func (u Unit) sinceEpoch(v float64) float64 {
	if u != LeapMilliseconds {
		return v
	}
	for k := len(leaps); k > 0; k-- {
		after := float64(leaps[k-1] * dayMillis)
		switch over := v - float64(k*1000) - after; {
		case over >= 0:
			return v - float64(k*1000)
		case over >= -1000:
			return after - 1
		}
	}
	return v
}

// Period gives the first and last day, in days since 1970-01-01, of what a date cell stands for: one and the same for
// days and moments.
func (c *Column) Period(i int) (first, last int, ok bool) {
	v, ok := c.Float(i)
	if !ok || c.Unit == Plain || c.Unit == BusinessDays {
		return 0, 0, false
	}
	if c.Unit < Weeks {
		first, ok = c.Unit.day(v)
		return first, first, ok
	}
	year, part, ok := c.Unit.split(v)
	if !ok {
		return 0, 0, false
	}
	if c.Unit == Weeks {
		first = dayOf(year, 1, 1+7*part)
		if part == 51 {
			return first, dayOf(year, 12, 31), true
		}
		return first, first + 6, true
	}
	months := 12 / c.Unit.perYear()
	return dayOf(year, 1+part*months, 1), dayOf(year, 1+(part+1)*months, 1) - 1, true
}

// perYear is how many of a unit a year has.
func (u Unit) perYear() int {
	switch u {
	case Weeks:
		return 52
	case Months:
		return 12
	case Quarters:
		return 4
	case HalfYears:
		return 2
	}
	return 1
}

// split divides a count of periods into the year and the place within it, from 0.
func (u Unit) split(v float64) (year, part int, ok bool) {
	n := float64(u.perYear())
	if u == Years {
		v -= 1960
	}
	v = math.Floor(v)
	y := 1960 + math.Floor(v/n)
	if !(y >= 0 && y <= lastYear) {
		return 0, 0, false
	}
	return int(y), int(v - (y-1960)*n), true
}

// dateText writes a number that is a date; false for one that is none, or out of Stata's calendar.
func (c *Column) dateText(v float64) (string, bool) {
	switch c.Unit {
	case Plain, BusinessDays:
		return "", false
	case Days, Milliseconds, LeapMilliseconds:
		day, ok := c.Unit.day(v)
		if !ok {
			return "", false
		}
		if t := c.Unit.moment(v, day); c.Unit != Days {
			return t.Format("2006-01-02T15:04:05.000Z07:00"), true
		}
		return c.Unit.moment(v, day).Format("2006-01-02"), true
	}
	year, part, ok := c.Unit.split(v)
	switch {
	case !ok:
		return "", false
	case c.Unit == Years:
		return fmt.Sprintf("%04d", year), true
	case c.Unit == Months:
		return fmt.Sprintf("%04d-%02d", year, part+1), true
	}
	return fmt.Sprintf("%04d%c%d", year, "wmqh"[c.Unit-Weeks], part+1), true
}
