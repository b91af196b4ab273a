package panel

import (
	"math"
	"testing"

	"comity"
)

// TestCulturalDistance computes the index again from the producers' file, and the laws of a distance.
func TestCulturalDistance(t *testing.T) {
	b := newBench(built(t), comity.COW, Spec{})
	g := b.dyadGrid(Spec{})
	_, four := filledBy(t, b, g, "culture.distance")
	_, six := filledBy(t, b, g, "culture.distance:six")
	checkSymmetric(t, "culture.distance", g, four.Column)
	x := dimensionsOf(b.e.tables["hofstede-6d"][0], dimensions[:4])
	usa, japan := x.scores[2], x.scores[740]
	want := 0.0
	for d := range usa {
		want += math.Pow(usa[d]-japan[d], 2) / x.variances[d] / 4
	}
	row := g.Find(2, 740, 2000)
	if got := four.At(row); math.Abs(got-want) > 1e-12 || got < 1 || four.why(row).Value != got || len(four.why(row).Inputs) != 12 {
		t.Errorf("the United States and Japan are %v apart, want %v: %+v", got, want, four.why(row))
	}
	if near, far := four.At(g.Find(2, 20, 2000)), four.At(row); near > far/4 {
		t.Errorf("the United States are %v from Canada, %v from Japan", near, far)
	}
	if usa[0] != 40 || usa[1] != 91 || usa[2] != 62 || usa[3] != 46 {
		t.Errorf("the scores of the United States are %v", usa)
	}
	if got := six.At(g.Find(2, 40, 2000)); comity.Why(got) != comity.NotCovered {
		t.Errorf("a state without scores is %v away", show(got))
	}
}
