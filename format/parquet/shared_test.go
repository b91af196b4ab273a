package parquet

// The one Parquet file of the shared data, as a reader of another author and language sees it.

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"math"
	"os"
	"testing"
)

const sharedEvents = "../../../shared/data/events/gdelt_worldevents.parquet"

// canonical writes a row: N where a cell is missing, s and the text of a text, the bits of anything else as a number.
func canonical(w io.Writer, r *Reader, types []Type) {
	for i, kind := range types {
		if i > 0 {
			fmt.Fprint(w, "\t")
		}
		text, ok := r.Text(i)
		v, _ := r.Float(i)
		switch {
		case !ok:
			fmt.Fprint(w, "N")
		case kind == Text:
			fmt.Fprint(w, "s", text)
		default:
			var b [8]byte
			binary.BigEndian.PutUint64(b[:], math.Float64bits(v))
			fmt.Fprint(w, hex.EncodeToString(b[:]))
		}
	}
	fmt.Fprintln(w)
}

// TestSharedEvents compares each of the 430,000 cells, by checksum. The sum was taken in the form of canonical with
// hyparquet 1.33.0, a reader in JavaScript; the file was written by Apache Arrow (parquet-cpp-arrow 23.0.1).
func TestSharedEvents(t *testing.T) {
	if _, err := os.Stat(sharedEvents); err != nil {
		t.Skip("no ../shared/data beside the project")
	}
	r, err := OpenFile(sharedEvents, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	sum, types, missing := sha256.New(), r.Types(), 0
	for r.Next() {
		canonical(sum, r, types)
		for i := range types {
			if r.IsNull(i) {
				missing++
			}
		}
	}
	const want = "38be7210bf33bdfba945182fa0c25e23ef14c51159642acf221b40e056293d68"
	if got := hex.EncodeToString(sum.Sum(nil)); r.Err() != nil || r.Row() != 10_000 || len(types) != 43 || got != want {
		t.Errorf("%d rows of %d columns, %d missing, %s, %v", r.Row(), len(types), missing, got, r.Err())
	}
}
