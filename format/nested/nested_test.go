package nested

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"comity/format/unpack"
)

// TestColumns names columns by the way to them, each once.
func TestColumns(t *testing.T) {
	c := NewColumns(Naming{Root: "value", Between: ".", Places: "keys"}, 10)
	capital, _ := c.Part(c.Root, "capital")
	lat, _ := c.Part(capital, "lat")
	again, _ := c.Part(capital, "lat")
	if lat != again {
		t.Error("the same place is two nodes")
	}
	for _, n := range []*Node{lat, c.Root, again} {
		if _, err := c.At(n); err != nil {
			t.Fatal(err)
		}
	}
	if i, err := c.Of("value"); i != 1 || err != nil {
		t.Errorf("value is column %d (%v), want 1", i, err)
	}
	if got := c.Names(); !slices.Equal(got, []string{"capital.lat", "value"}) || c.Name(0) != got[0] {
		t.Errorf("columns are %q", got)
	}
}

// TestBounds refuses names without end.
func TestBounds(t *testing.T) {
	c := NewColumns(Naming{Between: ".", Places: "keys"}, 1)
	if _, err := c.Of("a"); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Of("b"); !errors.Is(err, unpack.ErrTooBig) {
		t.Errorf("a second column: %v", err)
	}
	if n, err := c.Part(c.Root, strings.Repeat("a", longestName+1)); n == nil || !errors.Is(err, unpack.ErrTooBig) {
		t.Errorf("a long name: %v", err)
	}
	c.Part(c.Root, "b")
	if n, err := c.Part(c.Root, "c"); n == nil || !errors.Is(err, unpack.ErrTooBig) || !strings.Contains(err.Error(), "keys within rows") {
		t.Errorf("a third place: %v", err)
	}
}

// TestNumber takes decimal numbers only.
func TestNumber(t *testing.T) {
	for s, want := range map[string]bool{"1.5": true, "-2e3": true, "": false, "0x10": false, "1_000": false, "Inf": false, "NaN": false, "1e999": false, "one": false} {
		if _, ok := Number(s); ok != want {
			t.Errorf("Number(%q) is %v", s, ok)
		}
	}
}

// TestAhead stops a decoder that has given nothing for too long.
func TestAhead(t *testing.T) {
	a := &Ahead{Src: strings.NewReader(strings.Repeat("a", 1<<20)), Done: func() int64 { return 0 }, Most: 10, What: "text"}
	n, err := io.Copy(io.Discard, struct{ io.Reader }{a})
	if !errors.Is(err, unpack.ErrTooBig) || n > 2*readAhead {
		t.Errorf("%d bytes, %v", n, err)
	}
	done := &Ahead{Src: strings.NewReader(strings.Repeat("a", 1<<20)), Most: 10, What: "text"}
	done.Done = func() int64 { return done.passed }
	if n, err := io.Copy(io.Discard, struct{ io.Reader }{done}); n != 1<<20 || err != nil {
		t.Errorf("%d bytes, %v", n, err)
	}
}
