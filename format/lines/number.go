package lines

// Numbers and days as text.

import (
	"math"
	"strconv"
	"time"
)

// Real appends a number with the fewest digits that read back as the same number. Whole numbers have no point. From 1e21 on and
// below 1e-6 there is an exponent, of at least two digits: 1e+21, 2.5e-07. A zero below zero stays one: -0.0.
func Real(to []byte, x float64) []byte {
	size := math.Abs(x)
	switch {
	case x == 0 && math.Signbit(x):
		return append(to, "-0.0"...)
	case size < 1e15 && x == math.Trunc(x):
		return Whole(to, int64(x))
	case size < 1e-6 || size >= 1e21:
		return strconv.AppendFloat(to, x, 'e', -1, 64)
	}
	return strconv.AppendFloat(to, x, 'f', -1, 64)
}

// Whole appends a whole number.
func Whole(to []byte, x int64) []byte {
	if 0 <= x && x < 10 {
		return append(to, '0'+byte(x))
	}
	return strconv.AppendInt(to, x, 10)
}

// Day appends a day, counted from 1970-01-01, as 2006-01-02.
func Day(to []byte, day int32) []byte {
	return time.Unix(int64(day)*86400, 0).UTC().AppendFormat(to, "2006-01-02")
}
