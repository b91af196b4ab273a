package parquet

import (
	"fmt"
	"slices"
	"testing"

	"github.com/parquet-go/parquet-go/encoding/rle"
	"pgregory.net/rapid"
)

// TestHybrid is how numbers are packed: the example of the format's description, runs, and what is left over.
func TestHybrid(t *testing.T) {
	for _, c := range []struct {
		numbers []int32
		width   int
		want    string
	}{
		{nil, 3, ""},
		{[]int32{0, 1, 2, 3, 4, 5, 6, 7}, 3, "0388c6fa"},
		{[]int32{5, 5, 5}, 3, "0605"},
		{slices.Repeat([]int32{300}, 200), 9, "90032c01"},
		{append([]int32{1, 2}, slices.Repeat([]int32{3}, 14)...), 2, "03f9ff1003"},
		{[]int32{1, 0, 1}, 1, "0305"},
		{make([]int32, 20), 0, "28"},
	} {
		if got := fmt.Sprintf("%x", hybrid(nil, c.numbers, c.width)); got != c.want {
			t.Errorf("%v in %d bits: %s, want %s", c.numbers, c.width, got, c.want)
		}
	}
}

// TestHybridLaw: parquet-go unpacks what was packed, with nothing but zeros after it.
func TestHybridLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(1, 16).Draw(t, "width")
		var numbers []int32
		for range rapid.IntRange(0, 12).Draw(t, "runs") {
			number := rapid.Int32Range(0, 1<<width-1).Draw(t, "number")
			numbers = append(numbers, slices.Repeat([]int32{number}, rapid.IntRange(1, 20).Draw(t, "times"))...)
		}
		got, err := (&rle.Encoding{BitWidth: width}).DecodeInt32(nil, hybrid(nil, numbers, width))
		if err != nil || len(got) < len(numbers) || !slices.Equal(got[:len(numbers)], numbers) || len(got) > len(numbers)+7 {
			t.Fatalf("%v comes back as %v, %v", numbers, got, err)
		}
		if width > 8 {
			return
		}
		small := make([]uint8, len(numbers))
		for i, v := range numbers {
			small[i] = uint8(v)
		}
		if !slices.Equal(hybrid(nil, small, width), hybrid(nil, numbers, width)) {
			t.Fatalf("%v is packed otherwise as bytes", numbers)
		}
	})
}
