package rda

// Numbers, days and times as R prints them.

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// printed gives element i of a vector of numbers or texts as as.character does; false if it is NA.
func printed(v *Value, i int) (string, bool) {
	switch data := v.data.(type) {
	case []int32:
		if data[i] == NAInt {
			return "", false
		}
		if v.kind == Logical {
			return printBool(data[i]), true
		}
		return strconv.Itoa(int(data[i])), true
	case []float64:
		if IsNA(data[i]) {
			return "", false
		}
		return printReal(data[i]), true
	case texts:
		return data.at(i)
	}
	return "", false
}

// printBool prints a logical.
func printBool(n int32) string {
	if n != 0 {
		return "TRUE"
	}
	return "FALSE"
}

// printReal prints a number with up to 15 significant digits, in fixed notation unless the scientific one is shorter.
func printReal(f float64) string {
	switch {
	case f != f:
		return "NaN"
	case math.IsInf(f, 0):
		return map[bool]string{true: "Inf", false: "-Inf"}[f > 0]
	case f == math.Trunc(f) && math.Abs(f) < 1e5: // most cells: codes and years, never shorter in the scientific notation
		return strconv.Itoa(int(f))
	}
	scientific := strconv.FormatFloat(f, 'e', 14, 64)
	mantissa, exponent, _ := strings.Cut(scientific, "e")
	mantissa = strings.TrimRight(strings.TrimRight(mantissa, "0"), ".")
	scientific = mantissa + "e" + exponent
	digits := len(mantissa) - strings.Count(mantissa, "-") - strings.Count(mantissa, ".")
	e, _ := strconv.Atoi(exponent)
	fixed := strconv.FormatFloat(f, 'f', max(0, digits-1-e), 64)
	if len(fixed) <= len(scientific) {
		return fixed
	}
	return scientific
}

// printDay prints days since 1970-01-01 as a date.
func printDay(days int64) string {
	return time.Unix(days*86400, 0).UTC().Format("2006-01-02")
}
