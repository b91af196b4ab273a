package verdict

// The rule, as a whole table, and what the type does not allow.

import (
	"strings"
	"testing"

	"comity"
	"comity/claim"
)

var seen = comity.Ref{Source: "x", Basis: comity.Seen}

// outcomes makes readings of letters: H holds, N nearly, F fails, S silent; small letters are the same by recalled facts.
func outcomes(letters string) findings {
	var f findings
	for _, l := range letters {
		r := Reading{Ref: seen, Text: "found"}
		if l >= 'a' {
			r.Ref.Basis = comity.Recalled
			l -= 'a' - 'A'
		}
		r.Result = map[rune]Outcome{'H': Hold, 'N': Nearly, 'F': Fail, 'S': Silent}[l]
		f.readings = append(f.readings, r)
		f.evidence = append(f.evidence, Evidence{Text: "row", Ref: r.Ref})
	}
	return f
}

func TestDecide(t *testing.T) {
	for letters, want := range map[string]Word{
		"": CannotTell, "S": CannotTell, "SS": CannotTell,
		"H": Supported, "HH": Supported, "SH": Supported, "HS": Supported,
		"F": Not, "FF": Not, "SF": Not, "FS": Not,
		"HN": Mostly, "HNN": Mostly, "HHN": Mostly, "SHN": Mostly, "HSN": Mostly,
		"N": Depends, "NN": Depends, "NH": Depends, "NHH": Depends, "SNH": Depends,
		"HF": Depends, "FH": Depends, "NF": Depends, "FN": Depends, "HNF": Depends, "HHF": Depends, "FFH": Depends,
		"h": CannotTell, "f": CannotTell, "n": CannotTell, "hf": CannotTell, "hS": CannotTell,
		"hF": Not, "fH": Supported, "Hf": Supported, "Fh": Not, "nHN": Mostly, "hNH": Depends,
	} {
		if got := decide(claim.Claim{}, outcomes(letters)); got.Verdict() != want {
			t.Errorf("%q: %s, want %s", letters, got.Verdict(), want)
		}
	}
}

// TestDecideIsSymmetric: what holds under the claim fails under its negation, and the other way round.
func TestDecideIsSymmetric(t *testing.T) {
	swap := strings.NewReplacer("H", "F", "F", "H")
	other := map[Word]Word{Supported: Not, Not: Supported, Depends: Depends, CannotTell: CannotTell}
	for _, letters := range []string{"", "S", "H", "F", "HF", "HHFF", "SHF", "FFF", "NHF", "NN"} {
		a, b := decide(claim.Claim{}, outcomes(letters)), decide(claim.Claim{}, outcomes(swap.Replace(letters)))
		if other[a.Verdict()] != b.Verdict() {
			t.Errorf("%q is %s, turned round %s", letters, a.Verdict(), b.Verdict())
		}
	}
}

// TestNoVerdictWithoutEvidence: readings without rows decide nothing, and nothing is left undecided without a reason.
func TestNoVerdictWithoutEvidence(t *testing.T) {
	for _, letters := range []string{"H", "F", "HF", "HN"} {
		f := outcomes(letters)
		f.evidence = nil
		if got := decide(claim.Claim{}, f); got.Verdict() != CannotTell {
			t.Errorf("%q without evidence is %s", letters, got.Verdict())
		}
	}
	for _, letters := range []string{"", "S", "h", "fS"} {
		if got := decide(claim.Claim{}, outcomes(letters)); len(got.Because) < len("Cannot tell: x.") {
			t.Errorf("%q: no reason in %q", letters, got.Because)
		}
	}
	for _, kind := range []claim.Kind{claim.Judgement, claim.Prediction, claim.Norm, claim.Cause, claim.Motive, claim.Definition, claim.Promise} {
		if got := uncheckable(claim.Claim{Form: claim.NotCheckable, Kind: kind}); got.Verdict() != NotCheckable || got.Because == "" {
			t.Errorf("%s: %s because %q", kind, got.Verdict(), got.Because)
		}
	}
	if got := (Answer{}).Verdict(); got != "" {
		t.Errorf("an answer nobody decided says %q", got)
	}
}

func TestJudge(t *testing.T) {
	q := func(how claim.How, n, digits float64) claim.Quantity {
		return claim.Quantity{Number: n, How: how, Digits: digits}
	}
	for _, c := range []struct {
		x    float64
		q    claim.Quantity
		band float64
		want Outcome
	}{
		{240.1, q("", 240, 1), .1, Hold}, {239.5, q("", 240, 1), .1, Hold}, {240.5, q("", 240, 1), .1, Nearly},
		{239.4, q("", 240, 1), .1, Nearly}, {216, q("", 240, 1), .1, Nearly}, {215.9, q("", 240, 1), .1, Fail}, {264.1, q("", 240, 1), .1, Fail},
		{239.4, q("", 240, 1), 0, Fail}, {240.5, q("", 240, 1), 0, Nearly}, {3, q(claim.Exactly, 3, 0), 0, Hold}, {3.01, q(claim.Exactly, 3, 0), 0, Fail},
		{250, q(claim.About, 240, 10), .1, Hold}, {252, q(claim.About, 240, 1), .1, Hold}, {252.1, q(claim.About, 240, 1), .1, Nearly},
		{240, q(claim.Over, 240, 1), .1, Nearly}, {240.01, q(claim.Over, 240, 1), .1, Hold}, {230, q(claim.Over, 240, 1), .1, Nearly}, {200, q(claim.Over, 240, 1), .1, Fail},
		{239.5, q(claim.AtLeast, 240, 1), 0, Hold}, {239.4, q(claim.AtLeast, 240, 1), 0, Fail},
		{240, q(claim.Under, 240, 1), 0, Fail}, {0, q(claim.Over, 0, 1), 0, Fail}, {239.9, q(claim.Under, 240, 1), 0, Hold}, {240.4, q(claim.AtMost, 240, 1), 0, Hold}, {241, q(claim.AtMost, 240, 1), 0, Fail},
		{-310, q(claim.Under, -300, 1), .1, Hold}, {-290, q(claim.Under, -300, 1), .1, Nearly}, {-200, q(claim.Under, -300, 1), .1, Fail},
		{0, q(claim.Exactly, 0, 1), 0, Hold}, {1, q(claim.Exactly, 0, 1), 0, Fail},
	} {
		if got := judge(c.x, c.q, c.band); got != c.want {
			t.Errorf("%v against %+v within %v: %s, want %s", c.x, c.q, c.band, got, c.want)
		}
	}
}

func TestQuantified(t *testing.T) {
	for _, c := range []struct {
		word string
		with int // of 100
		want Outcome
	}{
		{"all", 100, Hold}, {"all", 99, Nearly}, {"all", 95, Nearly}, {"all", 94, Fail}, {"unanimous", 95, Nearly},
		{"nearly all", 90, Hold}, {"nearly all", 89, Nearly}, {"nearly all", 84, Fail},
		{"most", 51, Hold}, {"most", 50, Fail}, {"half", 50, Hold}, {"half", 45, Hold}, {"half", 44, Fail}, {"half", 56, Fail},
		{"few", 33, Hold}, {"few", 34, Fail}, {"none", 0, Hold}, {"none", 1, Fail}, {"9 of 10", 90, Hold}, {"9 of 10", 70, Fail}, {"", 50, Silent},
	} {
		if got := quantified(c.word, float64(c.with)/100, c.with, 100, question{}); got != c.want {
			t.Errorf("%d of 100 are %q: %s, want %s", c.with, c.word, got, c.want)
		}
	}
}

func TestAllOf(t *testing.T) {
	f := func(o Outcome, b comity.Basis) finding {
		return finding{o, string(o), comity.Ref{Source: "x", Basis: b}}
	}
	for _, c := range []struct {
		list []finding
		want Outcome
		by   comity.Basis
	}{
		{[]finding{f(Hold, comity.Seen), f(Hold, comity.Seen)}, Hold, comity.Seen},
		{[]finding{f(Hold, comity.Seen), f(Fail, comity.Seen)}, Fail, comity.Seen},
		{[]finding{f(Hold, comity.Recalled), f(Fail, comity.Seen)}, Fail, comity.Seen},
		{[]finding{f(Hold, comity.Seen), f(Hold, comity.Recalled)}, Hold, comity.Recalled},
		{[]finding{f(Hold, comity.Seen), f(Fail, comity.Recalled)}, Fail, comity.Recalled},
		{[]finding{f(Hold, comity.Seen), silence("why")}, Silent, comity.Recalled},
		{[]finding{silence("why"), f(Fail, comity.Seen)}, Fail, comity.Seen},
	} {
		if got := allOf(c.list); got.outcome != c.want || got.ref.Basis != c.by {
			t.Errorf("%v: %s (%s), want %s (%s)", c.list, got.outcome, got.ref.Basis, c.want, c.by)
		}
	}
}
