package panel

import (
	"testing"

	"comity"
)

// A session counts as far as it had gone on the day; sessions before it are as they were, and later ones not there.
func TestUntil(t *testing.T) {
	e := core(t)
	r := e.Readings("vote.agreement", nil)[0]
	who := []comity.State{russia, china}
	cut := e.Until(comity.DayOf(2019, 11, 30))
	whole, part := e.Cell("vote.agreement", who, r, 2019), cut.Cell("vote.agreement", who, r, 2019)
	if part.N == 0 || part.N >= whole.N {
		t.Errorf("session of 2019: %d roll calls to the end of November, %d in all", part.N, whole.N)
	}
	if got, want := cut.Cell("vote.agreement", who, r, 2018), e.Cell("vote.agreement", who, r, 2018); got.Value != want.Value || got.N != want.N {
		t.Errorf("session of 2018: %v of %d, want %v of %d", got.Value, got.N, want.Value, want.N)
	}
	if got := cut.Cell("vote.agreement", who, r, 2020); got.Missing() != comity.NotCovered {
		t.Errorf("session of 2020 has the value %v before it opened", got.Value)
	}
	if e.Until(comity.NoDay) != e || e.Until(comity.DayOf(2100, 1, 1)) != e {
		t.Error("an engine that nothing is cut from is not the same")
	}
}
