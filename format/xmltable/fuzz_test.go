package xmltable

import (
	"errors"
	"testing"
)

// FuzzOpen reads hostile files along hostile paths: an error with a place, or the same rows twice.
func FuzzOpen(f *testing.F) {
	f.Add(`<?xml version="1.0"?><t><r id="1"><a>1</a><b/></r><r><c k="2">x</c><c>y</c></r></t>`, "")
	f.Add(`<t><rs><r><n>see <i>x</i> of</n></r></rs></t>`, "t/*/r")
	f.Add(`<!DOCTYPE t [<!ENTITY x "y">]><t><r>&x;</r></t>`, "t/r")
	f.Add("<?xml version=\"1.0\" encoding=\"latin1\"?><t>\xF4<![CDATA[<x>]]></t>", "t")
	f.Add(`<a><a><a><a><a/></a></a></a></a>`, "a/a/a")
	f.Add(`<n:t xmlns:n="u"><n:r n:k="1"/></n:t>`, "/t/r")
	f.Fuzz(func(t *testing.T, in, path string) {
		r, err := open(in, Options{Path: path, MaxRow: 1 << 16, MaxColumns: 100, MaxDepth: 20})
		var e *Error
		if err != nil {
			if !errors.As(err, &e) && in[:min(2, len(in))] != "PK" {
				t.Logf("an error of the source: %v", err)
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
