package comity

import "math"

// Missing says why a cell has no value. The letter is Stata's extended missing value.
type Missing uint8

// The codes. Zero is never written for any of them.
const (
	Present       Missing = iota
	NotCovered            // .a the source is silent: outside its years, states or pairs
	NotApplicable         // .b the unit did not exist, or the question does not apply to it
	InSource              // .c the source names the cell and says unknown
	Undefined             // .d the measure has no value (no common votes, zero variance …)
	Withheld              // .e the licence forbids showing it here, or the user has not fetched the source
)

// missingBits is a quiet NaN whose payload carries the code in bits 44-47, below the quiet bit.
const missingBits uint64 = 0x7FF8_0000_0000_0000

// NaN gives the float that stands for a missing cell.
func NaN(m Missing) float64 { return math.Float64frombits(missingBits | uint64(m)<<44) }

// Why says why x is missing, or Present. A NaN made elsewhere counts as Undefined.
func Why(x float64) Missing {
	if !math.IsNaN(x) {
		return Present
	}
	m := Missing(math.Float64bits(x) >> 44 & 7)
	if m == Present || m > Withheld {
		return Undefined
	}
	return m
}

// rank orders the codes when several cells are missing: .b > .e > .a > .c > .d.
var rank = [...]uint8{Present: 0, Undefined: 1, InSource: 2, NotCovered: 3, Withheld: 4, NotApplicable: 5}

// Worst gives the code that stands for several cells together; codes are never combined by arithmetic.
func Worst(codes ...Missing) Missing {
	worst := Present
	for _, m := range codes {
		if rank[m] > rank[worst] {
			worst = m
		}
	}
	return worst
}

// Letter is Stata's extended missing value, or an empty string for a present value.
func (m Missing) Letter() string {
	return [...]string{"", ".a", ".b", ".c", ".d", ".e"}[m]
}

// String says the reason in words.
func (m Missing) String() string {
	return [...]string{"present", "not covered by the source", "not applicable", "missing in the source", "undefined", "withheld"}[m]
}
