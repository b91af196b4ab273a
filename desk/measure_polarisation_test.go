package desk

// Tests of what is asked of polarisation.

import (
	"math"
	"strings"
	"testing"
)

func TestPolarisationRefusesWeights(t *testing.T) {
	nan := math.NaN()
	for _, s := range []PolarisationSpec{{Alpha: nan}, {GroupAlpha: nan}, {Alpha: .2}, {Alpha: 1.1}, {GroupAlpha: -1}, {GroupAlpha: 1.7}, {GroupAlpha: math.Inf(1)}} {
		if _, err := new(Desk).MeasurePolarisation(t.Context(), s); err == nil || !strings.Contains(err.Error(), "--alpha is .25 to 1") {
			t.Errorf("%+v: %v", s, err)
		}
	}
}
