package gzip

import (
	"archive/zip"
	"bytes"
	stdgzip "compress/gzip"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os/exec"
	"runtime"
	"testing"

	"pgregory.net/rapid"
)

// stream is n bytes that repeat themselves, but not quite.
func stream(n int) []byte {
	rng := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	for b.Len() < n {
		fmt.Fprintf(&b, "%d,%d,%d,,,0,1,%.4f\n", 2+rng.IntN(900), 20, 1816+rng.IntN(200), rng.Float64()*1000)
	}
	return b.Bytes()[:n]
}

// packedAs packs a stream handed over in pieces.
func packedAs(t testing.TB, b []byte, piece int) []byte {
	t.Helper()
	var out bytes.Buffer
	z := NewWriter(t.Context(), &out)
	for rest := b; len(rest) > 0; {
		k := min(piece, len(rest))
		if n, err := z.Write(rest[:k]); n != k || err != nil {
			t.Fatal(n, err)
		}
		rest = rest[k:]
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestReadsBack: streams around the block's size come back, the same bytes whatever the pieces and threads.
func TestReadsBack(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, n := range []int{0, 1, block - 1, block, block + 1, 2*block + 77} {
		b := stream(n)
		var first []byte
		for _, threads := range []int{1, 7} {
			runtime.GOMAXPROCS(threads)
			for _, piece := range []int{40_000, 5 << 20} {
				got := packedAs(t, b, piece)
				if first == nil {
					first = got
				}
				if !bytes.Equal(first, got) {
					t.Errorf("%d bytes in pieces of %d on %d threads are packed otherwise", n, piece, threads)
				}
			}
		}
		r, err := stdgzip.NewReader(bytes.NewReader(first))
		if err != nil {
			t.Fatal(err)
		}
		r.Multistream(false)
		if back, err := io.ReadAll(r); err != nil || !bytes.Equal(back, b) {
			t.Errorf("%d bytes come back as %d: %v", n, len(back), err)
		}
	}
}

// TestBytes: the bytes are those of other days and machines, or whoever replays an old panel gets another file.
func TestBytes(t *testing.T) {
	if got, want := fmt.Sprintf("%x", sha256.Sum256(packedAs(t, stream(block+77), 40_000))), "036385ada1d002da8686e278613970f0857d0bdbb12d2a1d7a6fc943a5bd3832"; got != want {
		t.Errorf("checksum %s", got)
	}
}

// TestLaw: any bytes come back.
func TestLaw(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		b := bytes.Repeat(rapid.SliceOfN(rapid.Byte(), 0, 300).Draw(rt, "bytes"), rapid.IntRange(0, 1000).Draw(rt, "times"))
		r, err := stdgzip.NewReader(bytes.NewReader(packedAs(t, b, 100_000)))
		if err != nil {
			rt.Fatal(err)
		}
		if back, err := io.ReadAll(r); err != nil || !bytes.Equal(back, b) {
			rt.Fatalf("%d bytes come back as %d: %v", len(b), len(back), err)
		}
	})
}

// TestGzipReadsIt: the program gzip takes the file for whole.
func TestGzipReadsIt(t *testing.T) {
	path, err := exec.LookPath("gzip")
	if err != nil {
		t.Skip("no program gzip here")
	}
	b := stream(3*block + 77)
	c := exec.Command(path, "-dc")
	c.Stdin = bytes.NewReader(packedAs(t, b, 40_000))
	if got, err := c.Output(); err != nil || !bytes.Equal(got, b) {
		t.Errorf("gzip gives %d bytes of %d: %v", len(got), len(b), err)
	}
}

// failing fails after some bytes.
type failing struct{ left int }

var errFull = errors.New("disk full")

func (f *failing) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, errFull
	}
	return len(b), nil
}

// TestStops: an error of the file or the context ends the packing.
func TestStops(t *testing.T) {
	for _, left := range []int{0, 5000, 1 << 20} {
		z := NewWriter(t.Context(), &failing{left})
		_, err := z.Write(stream(9 * block))
		if done := z.Close(); !errors.Is(done, errFull) || err != nil && !errors.Is(err, errFull) {
			t.Errorf("a disk full after %d bytes: %v, then %v", left, err, done)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	z := NewWriter(ctx, io.Discard)
	z.Write(stream(100))
	if err := z.Close(); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that ended: %v", err)
	}
}

func BenchmarkWrite(b *testing.B) {
	all := stream(32 << 20)
	b.SetBytes(int64(len(all)))
	b.ReportAllocs()
	size := 0
	for b.Loop() {
		size = len(packedAs(b, all, 1<<20))
	}
	b.ReportMetric(float64(len(all))/float64(size), "times-smaller")
}

// TestDeflate: the stream alone, as an entry of a zip file is.
func TestDeflate(t *testing.T) {
	b := stream(block + 1000)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return NewDeflate(t.Context(), w), nil })
	w, err := z.Create("stream")
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.Write(b)
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	f, err := r.Open("stream")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(f); err != nil || !bytes.Equal(got, b) {
		t.Errorf("it reads back as %d bytes of %d, %v", len(got), len(b), err)
	}
}
