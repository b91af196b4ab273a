package sheet

// Dates: a spreadsheet keeps a number of days and lets the format of the cell say that it is a date.
//
// Days are counted from one of two origins. In the 1900 system 1 is 1900-01-01 and 60 is 1900-02-29, a day that never
// was: Lotus 1-2-3 took 1900 for a leap year and its heirs kept it for the sake of old files (ECMA-376 part 1, 18.17.4.1).
// So from 61 on, 1900-03-01, a number is one more than the days gone by. In the 1904 system, of early Macintoshes, 0 is
// 1904-01-01.

import (
	"math"
	"strings"
	"time"
)

const (
	unixOf1900 = 25569   // 1970-01-01 in the 1900 system
	unixOf1904 = 24107   // and in the 1904 system
	lastSerial = 2958465 // 9999-12-31 in the 1900 system
	phantom    = 60      // 1900-02-29
)

// FromSerial gives the days since 1970-01-01 of a number of days in the 1900 or the 1904 system, the time of day as a
// fraction; false where there is no such day: before the origin, after the year 9999, or 1900-02-29.
func FromSerial(serial float64, from1904 bool) (float64, bool) {
	if from1904 {
		return serial - unixOf1904, serial >= 0 && serial-unixOf1904 < lastSerial+1-unixOf1900
	}
	switch {
	case serial >= phantom+1 && serial < lastSerial+1:
		return serial - unixOf1900, true
	case serial >= 1 && serial < phantom:
		return serial - unixOf1900 + 1, true
	}
	return 0, false
}

// ToSerial gives the number of a day (since 1970-01-01) in the 1900 system; false for days after the year 9999 and those before
// 1900-03-01: programs disagree about 1900-01-01 to 1900-02-28, and know no day before.
func ToSerial(day float64) (float64, bool) {
	serial := day + unixOf1900
	return serial, serial > phantom && serial < lastSerial+1
}

// DateCell gives the cell of a number under a date format. A number that is no day stays a Number.
func DateCell(serial float64, from1904 bool) Cell {
	if days, ok := FromSerial(serial, from1904); ok {
		return Cell{Kind: Date, Number: days}
	}
	return Cell{Kind: Number, Number: serial}
}

// formatDay writes days since 1970-01-01, rounded to the second as a spreadsheet shows them.
func formatDay(days float64) string {
	t := time.Unix(int64(math.Round(days*86400)), 0).UTC()
	if t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 {
		return t.Format("2006-01-02")
	}
	return t.Format("2006-01-02T15:04:05")
}

// IsDateFormat says whether a number under this format code ("yyyy\-mm\-dd") shows a day, a month or a year. A time of
// day or an elapsed time alone ("hh:mm", "[h]:mm") is no date, nor is the letter in a colour, a quoted or an escaped text.
func IsDateFormat(code string) bool {
	var clock, month bool
	first, _, _ := strings.Cut(bare(code), ";")
	for _, c := range strings.ToLower(first) {
		switch c {
		case 'y', 'd', 'e': // e is the year of an era
			return true
		case 'h', 's':
			clock = true
		case 'm':
			month = true
		}
	}
	return month && !clock
}

// bare leaves of a format code what is neither quoted, escaped, in brackets, an exponent, nor the word General.
func bare(code string) string {
	var b strings.Builder
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '"':
			i = skipTo(code, i, '"')
		case '[':
			end := skipTo(code, i, ']')
			if elapsed(code[i+1 : min(end, len(code))]) {
				b.WriteByte('h')
			}
			i = end
		case '\\', '_', '*':
			i++
		case 'e', 'E':
			if i+1 < len(code) && (code[i+1] == '+' || code[i+1] == '-') {
				continue
			}
			b.WriteByte(c)
		case 'G', 'g':
			if len(code)-i >= 7 && strings.EqualFold(code[i:i+7], "general") {
				i += 6
				continue
			}
			b.WriteByte(c)
		default:
			b.WriteByte(c)
		}
	}
	return strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(b.String()), "am/pm", "h"), "a/p", "h")
}

// skipTo gives the place of the next such byte after i, or the end.
func skipTo(s string, i int, c byte) int {
	if j := strings.IndexByte(s[i+1:], c); j >= 0 {
		return i + 1 + j
	}
	return len(s)
}

// elapsed says whether what stood in brackets is a running time: [h], [mm], [ss].
func elapsed(s string) bool {
	return s != "" && strings.Trim(strings.ToLower(s), "hms") == ""
}

// IsBuiltinDate says whether a number under a built-in format shows a day. Files give these by number only: 14 to 17 and
// 22 everywhere, 27 to 31, 36 and 50 to 58 in East Asian editions (ECMA-376 part 1, 18.8.30), where 32 to 35, 55 and 56
// are times of day.
func IsBuiltinDate(id int) bool {
	switch {
	case id >= 14 && id <= 17, id == 22, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id == 57, id == 58:
		return true
	}
	return false
}
