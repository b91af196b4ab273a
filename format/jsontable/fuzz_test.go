package jsontable

import (
	"errors"
	"strings"
	"testing"
)

// FuzzOpen reads hostile files along hostile paths: an error with a place, or the same rows twice.
func FuzzOpen(f *testing.F) {
	f.Add(`[{"a":1,"b":{"c":[1,2]}},{"a":null}]`, "", "", false, false)
	f.Add(`{"AFG":{"s":{"1":{"y":5}}},"_meta":7}`, "*.s", "", false, false)
	f.Add(`{"x":{"a":[1,"x"]}}`, "x", "; ", true, false)
	f.Add("{\"a\":1}\n{\"a\":2}\n", "", "", false, true)
	f.Add(`[[[[[[[[1]]]]]]]]`, "1.*", "", false, false)
	f.Add("\xEF\xBB\xBF[", "", "", false, false)
	f.Fuzz(func(t *testing.T, in, path, join string, one, lines bool) {
		r, err := open(in, Options{Path: path, Join: join, One: one, Lines: lines, MaxRow: 1 << 16, MaxColumns: 100, MaxDepth: 20})
		var e *Error
		if err != nil {
			if !errors.As(err, &e) && !strings.HasPrefix(err.Error(), "json: ") {
				t.Fatalf("an error without a place: %v", err)
			}
			return
		}
		columns := len(r.Columns())
		for r.Next() {
			for i := range columns {
				r.Text(i)
				r.Float(i)
			}
		}
		if r.Err() != nil || len(r.Columns()) != columns {
			t.Fatalf("the second reading differs: %d columns, then %d, %v", columns, len(r.Columns()), r.Err())
		}
	})
}
