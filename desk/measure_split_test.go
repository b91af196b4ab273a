package desk

import (
	"strings"
	"testing"
)

// A search is of two runs or more, and of no more than blocs allow: each is kept.
func TestSplitRunsAreBounded(t *testing.T) {
	for _, runs := range []int{-1, 1, mostRuns + 1, 1_000_000_000} {
		if _, err := (&Desk{}).MeasureSplit(t.Context(), SplitSpec{Runs: runs}); err == nil || !strings.Contains(err.Error(), "--runs") {
			t.Errorf("%d runs: %v", runs, err)
		}
	}
}
