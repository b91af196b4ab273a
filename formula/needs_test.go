package formula

import "testing"

func TestNeeds(t *testing.T) {
	for text, want := range map[string]Needs{
		"log1p(trade) + cinc1": OneRow, "weaklink(cinc)": OneRow, "year > 1945 and not a": OneRow, "lag(a) + 1": OneUnit, "diff(a, 2)": OneUnit, "peaceyears(a == 1)": OneUnit,
		"total(a)": AllRows, "a / pct(lag(a))": AllRows, "rank(a) <= 10": AllRows,
	} {
		e, err := Parse(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if got := e.Needs(); got != want {
			t.Errorf("%s needs %d, want %d", text, got, want)
		}
	}
}
