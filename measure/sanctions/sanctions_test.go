package sanctions

import (
	"math"
	"testing"

	"comity"
)

func TestBehind(t *testing.T) {
	unknown := comity.NaN(comity.NotCovered)
	if w := Behind([]float64{2, unknown, 3}, 20); math.Abs(w.Share-.25) > 1e-15 || w.Known != 2 || w.Among != 3 {
		t.Errorf("%+v", w)
	}
	if w := Behind(nil, 20); w.Share != 0 || w.Among != 0 {
		t.Errorf("nobody: %+v", w)
	}
	if w := Behind([]float64{unknown}, 20); comity.Why(w.Share) != comity.NotCovered {
		t.Errorf("nothing known: %+v", w)
	}
	if w := Behind([]float64{1}, 0); comity.Why(w.Share) != comity.Undefined {
		t.Errorf("of nothing: %+v", w)
	}
	if w := Behind([]float64{1}, comity.NaN(comity.NotCovered)); comity.Why(w.Share) != comity.NotCovered {
		t.Errorf("of an unknown whole: %+v", w)
	}
}
