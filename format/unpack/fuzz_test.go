package unpack

import (
	"bytes"
	"io"
	"testing"
)

// FuzzOpen unpacks hostile files: never more than allowed, and the same twice.
func FuzzOpen(f *testing.F) {
	for _, b := range [][]byte{[]byte(text), gz(text), bz, xzed(text, 1<<16, 10), zipped("a/b.csv", text), zipped("../x", ""), zipped()} {
		f.Add(b, "")
		f.Add(b, "a/b.csv")
	}
	f.Fuzz(func(t *testing.T, in []byte, entry string) {
		l := Limits{Bytes: 4096, Entries: 5, Dictionary: 1 << 20}
		r, kind, err := Open(bytes.NewReader(in), int64(len(in)), entry, l)
		if err != nil {
			return
		}
		out, err := io.ReadAll(r)
		if len(out) > 4096 || kind == Plain && err == nil && !bytes.Equal(out, in) {
			t.Fatalf("%s: %d bytes out of %d, %v", kind, len(out), len(in), err)
		}
		if again, _, againErr := unpacked(in, entry, l); again != string(out) || (err == nil) != (againErr == nil) {
			t.Fatalf("%s: %q, %v; then %q, %v", kind, out, err, again, againErr)
		}
	})
}
