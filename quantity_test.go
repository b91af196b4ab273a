package comity

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestShow(t *testing.T) {
	tests := []struct {
		x    float64
		unit string
		want string
	}{
		{240.1e9, "USD", "$240.1 bn"},
		{1.41e9, "persons", "1.41 bn persons"},
		{-3.2e6, "USD", "-$3.20 mn"},
		{999, "USD", "$999"},
		{0, "USD", "$0"},
		{999.96e6, "USD", "$1.00 bn"},
		{999_999.7, "USD", "$1.00 mn"},
		{9.995e9, "USD", "$10.0 bn"},
		{12_345.4, "USD per person", "$12,345 per person"},
		{1.741e12, "CNY", "1.74 trn CNY"},
		{2.17e15, "USD", "$2,170.0 trn"},
		{1e300, "USD", "$1e+300"},
		{.874, "share", "87.4 %"},
		{0, "share", "0.0 %"},
		{1, "share", "100.0 %"},
		{.0002, "share", "< 0.1 %"},
		{-.0002, "share", "> -0.1 %"},
		{12.5, "share", "1,250.0 %"},
		{1991, "year", "1991"},
		{1, "0/1", "yes"},
		{0, "0/1", "no"},
		{.5, "0/1", "0.5"},
		{2, "0-3", "2"},
		{12, "count", "12"},
		{12, "wars", "12 wars"},
		{.874, "index", "0.874"},
		{-.81, "index", "-0.81"},
		{.00012, "", "0.00012"},
		{216_422_446, "persons", "216.4 mn persons"},
		{math.Inf(1), "USD", "$∞"},
		{math.Inf(-1), "index", "-∞"},
		{NaN(NotCovered), "USD", "– (not covered by the source)"},
		{NaN(Withheld), "share", "– (withheld)"},
		{math.NaN(), "", "– (undefined)"},
	}
	for _, tt := range tests {
		if got := Show(tt.x, tt.unit); got != tt.want {
			t.Errorf("Show(%v, %q) = %q, want %q", tt.x, tt.unit, got, tt.want)
		}
	}
}

// What is missing never reads as a number, and what is there never as missing; minus and zero are told apart.
func TestShowLaws(t *testing.T) {
	units := []string{"USD", "USD per person", "share", "year", "index", "count", "0-3", "0/1", "persons", ""}
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64().Draw(t, "x")
		unit := rapid.SampledFrom(units).Draw(t, "unit")
		got := Show(x, unit)
		if strings.HasPrefix(got, "–") || got == "" {
			t.Fatalf("Show(%v, %q) = %q reads as missing", x, unit, got)
		}
		missing := ShowMissing(rapid.SampledFrom([]Missing{NotCovered, NotApplicable, InSource, Undefined, Withheld}).Draw(t, "why"))
		if strings.ContainsAny(missing, "0123456789") {
			t.Fatalf("%q reads as a number", missing)
		}
	})
}
