package topic

import (
	"math"
	"testing"

	"comity/measure/cohesion"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s %.10f, want %.10f", what, got, want)
	}
}

func ballot(yes, abstain, no, absent int) Ballot {
	return Ballot{cohesion.Tally{Yes: yes, Abstain: abstain, No: no}, absent}
}

func TestShare(t *testing.T) {
	s := Share([]Ballot{ballot(6, 1, 1, 2), ballot(10, 0, 0, 0)})
	near(t, "yes", s.Yes, .8, 1e-15)
	near(t, "all parts", s.Yes+s.Abstain+s.No+s.Absent, 1, 1e-15)
	near(t, "members", s.Members, 10, 0)
	if s := Share(nil); s.Yes == s.Yes || s.Members == s.Members {
		t.Error("a share of nobody")
	}
}

// TestAgreement holds the sum over pairs against counting them.
func TestAgreement(t *testing.T) {
	b := ballot(3, 2, 4, 5)
	var votes []float64
	for v, n := range []int{b.Yes, b.Abstain, b.No} {
		for range n {
			votes = append(votes, float64(v+1))
		}
	}
	sum, n := 0., 0.
	for i := range votes {
		for j := range i {
			sum, n = sum+1-math.Abs(votes[i]-votes[j])/2, n+1
		}
	}
	near(t, "agreement", Agreement([]Ballot{b}), sum/n, 1e-15)
	near(t, "swapped", Agreement([]Ballot{ballot(4, 2, 3, 0)}), sum/n, 1e-15)
	if x := Agreement([]Ballot{ballot(1, 0, 0, 9)}); x == x {
		t.Error("agreement of one voter")
	}
}

func TestWith(t *testing.T) {
	yes, abstain, no := With([]Ballot{ballot(3, 1, 0, 0), ballot(1, 3, 0, 0), ballot(1, 1, 0, 0), ballot(0, 1, 2, 0)})
	if yes != 1 || abstain != 1 || no != 1 {
		t.Error(yes, abstain, no)
	}
}

// TestJudge: weights of one give plain shares. Wilson's interval of 8 in 10 is .4901 to .9433 (Brown, Cai and DasGupta 2001,
// Statistical Science 16:101, formula 4; recalled, worked out by hand from it).
func TestJudge(t *testing.T) {
	var cases []Judged
	for i := range 10 {
		cases = append(cases, Judged{Found: true, Is: i < 8, Weight: 1})
	}
	j := Judge(append(cases, Judged{Found: false, Is: true, Weight: 2}))
	near(t, "precision", j.Precision.Share, .8, 1e-15)
	near(t, "low", j.Precision.Low, .4901625, 1e-6)
	near(t, "high", j.Precision.High, .9433178, 1e-6)
	near(t, "recall", j.Recall.Share, .8, 1e-15)
	if j := Judge(nil); j.Precision.Share == j.Precision.Share {
		t.Error("precision of nothing")
	}
}
