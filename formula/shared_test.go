package formula

// Holds spells against the peer's outputs. They are not part of the project; where they are absent the tests say so and skip.

import (
	"compress/gzip"
	"encoding/csv"
	"os"
	"strconv"
	"testing"

	"comity/format/frame"
)

const golden = "../../shared/golden/"

// goldenPanel reads some columns of a file of the peer's as whole numbers.
func goldenPanel(t *testing.T, name string, columns ...string) map[string][]int32 {
	t.Helper()
	f, err := os.Open(golden + name)
	if err != nil {
		t.Skipf("the files to hold against are not here: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(z).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]int32{}
	for i, head := range rows[0] {
		for _, want := range columns {
			if head != want {
				continue
			}
			for _, r := range rows[1:] {
				x, err := strconv.Atoi(r[i])
				if err != nil {
					t.Fatal(err)
				}
				out[head] = append(out[head], int32(x))
			}
		}
	}
	return out
}

// TestGoldenSpells: every row of every pair that ever had a dispute is as the peer's R gives it, counting rows; and by the
// calendar it differs only from the first gap of a pair on.
func TestGoldenSpells(t *testing.T) {
	for _, kind := range []string{"cow", "gml"} {
		event := kind + "midongoing"
		in := goldenPanel(t, "spells_"+kind+"_all_dispute_dyads_nondir.csv.gz", "ccode1", "ccode2", "year", event, "peace", "spell")
		n := len(in["year"])
		env := &Env{Frame: &frame.Frame{Rows: n}, Time: in["year"], Unit: make([]int32, n), CountRows: true}
		for i := range env.Unit {
			env.Unit[i] = in["ccode1"][i]*1000 + in["ccode2"][i]
		}
		env.Frame.Columns = []*frame.Column{{Name: event, Kind: frame.Flag, Ints: in[event]}}
		rows := evaluate(t, "spell("+event+")", env)
		env.CountRows = false
		years := evaluate(t, "peaceyears("+event+")", env)
		differ := 0
		gap := false
		for i := range n {
			if rows.At(i) != float64(in["spell"][i]) || rows.At(i) != float64(in["peace"][i]) {
				t.Fatalf("%s, pair %d in %d: %v, the peer has %d", kind, env.Unit[i], env.Time[i], rows.At(i), in["spell"][i])
			}
			if i == 0 || env.Unit[i] != env.Unit[i-1] {
				gap = false
			} else if env.Time[i] != env.Time[i-1]+1 {
				gap = true
			}
			if years.At(i) != rows.At(i) {
				differ++
				if !gap {
					t.Fatalf("%s, pair %d in %d: %v years, %v rows without a gap", kind, env.Unit[i], env.Time[i], years.At(i), rows.At(i))
				}
			}
		}
		t.Logf("%s: %d rows; in %d the years of the calendar are not the rows", kind, n, differ)
		if n < 80_000 || differ == 0 {
			t.Errorf("%s: %d rows, %d of them after gaps", kind, n, differ)
		}
	}
}
