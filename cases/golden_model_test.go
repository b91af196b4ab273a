//go:build !race

package cases

// Runs a logit of disputes on the table of 842,655 dyad-years, whose columns are made on the way, and holds it to R's. The
// table is no part of the project; where it is absent the test skips. The race detector has smaller models to watch.

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"comity/internal/cli"
	"comity/report"
)

func TestGoldenLogit(t *testing.T) {
	if testing.Short() {
		t.Skip("fitting models to whole panels takes long")
	}
	const golden = "../../shared/golden"
	table := filepath.Join(golden, "logit_input_nondirected_1816_2010.csv.gz")
	if _, err := os.Stat(table); err != nil {
		t.Skipf("the table is not at hand: %v", err)
	}
	var out, errs bytes.Buffer
	args := []string{"model", "logit", table, "--let", "anycontig = conttype > 0", "--let", "capratio = min(cinc1, cinc2) / max(cinc1, cinc2)", "--let", "t = gmlmidspell",
		"--y", "gmlmidonset", "--x", "anycontig capratio t t^2 t^3", "--cluster", "dyadic", "--pair", "ccode1,ccode2", "--json"}
	if status := cli.Run(args, nil, &out, &errs); status != cli.OK {
		t.Fatalf("status %d: %s", status, &errs)
	}
	var got report.Model
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(filepath.Join(golden, "logit_A_contig_capratio_cubic.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Terms) != len(rows)-1 || got.Errors[0].Kind != "dyadic" {
		t.Fatalf("%d terms with %s errors", len(got.Terms), got.Errors[0].Kind)
	}
	for i, row := range rows[1:] { // model, term, coef, se, z, n
		want, _ := strconv.ParseFloat(row[2], 64)
		if n, _ := strconv.Atoi(row[5]); math.Abs(got.Terms[i].Estimate-want) > 1e-8*math.Abs(want) || got.N != n {
			t.Errorf("%s: %v of %d rows, not %v of %s", row[1], got.Terms[i].Estimate, got.N, want, row[5])
		}
	}
}
