package cases

// A fact that nobody has read in a source decides nothing alone (docs/NEUTRALITY.md): every recalled treaty of the list is
// asked about, truly and falsely, and the answer must be that it cannot be told.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	"comity"
	"comity/internal/cli"
	"comity/states"
	"comity/treaties"
)

// claimed gives the verdict on a claim of the claim language.
func claimed(t *testing.T, claim string) answered {
	t.Helper()
	var out, errs bytes.Buffer
	if status := cli.Run([]string{"claim", "--core", "--json", claim}, nil, &out, &errs); status != cli.OK {
		t.Fatalf("%s: status %d: %s", claim, status, &errs)
	}
	var answer struct{ Claims []answered }
	if err := json.Unmarshal(out.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	if len(answer.Claims) != 1 {
		t.Fatalf("%s: %d claims", claim, len(answer.Claims))
	}
	return answer.Claims[0]
}

func TestRecalledDecidesNothing(t *testing.T) {
	asked := 0
	for _, tr := range treaties.All() {
		if tr.Ref.Basis != comity.Recalled || len(tr.Parties) < 2 || !tr.Signed.Known() || asked == 40 {
			continue
		}
		asked++
		on := tr.Signed.First()
		a, b := states.ID(tr.Parties[0].State, on), states.ID(tr.Parties[1].State, on)
		for _, year := range []int{tr.Signed.Year(), tr.Signed.Year() + 5} {
			claim := fmt.Sprintf("event(%s+%s, signed, treaty %q) in %d", a, b, tr.ID, year)
			if c := claimed(t, claim); c.Verdict != "cannot tell" {
				t.Errorf("%s: %s (%s), though it is only recalled", claim, c.Verdict, c.Because)
			}
		}
	}
	t.Logf("%d recalled treaties asked", asked)
}
