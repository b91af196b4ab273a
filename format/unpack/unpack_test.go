package unpack

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/ulikunitz/xz"
)

const text = "ccode,year\n2,1816\n365,1816\n"

// gz packs with gzip.
func gz(s string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, s)
	w.Close()
	return b.Bytes()
}

// xzed packs with xz, in blocks of so many plain bytes.
func xzed(s string, dictionary int, block int64) []byte {
	var b bytes.Buffer
	w, err := xz.WriterConfig{DictCap: dictionary, BlockSize: block}.NewWriter(&b)
	if err != nil {
		panic(err)
	}
	io.WriteString(w, s)
	w.Close()
	return b.Bytes()
}

// bzHex is text as bzip2 packs it, in hexadecimal (Go has no bzip2 writer).
const bzHex = "425a6839314159265359de5e7737000009d980001000043b402e0090202000314c000095033534324a197a0421f645c7d7666b35cf8bb9229c28486f2f3b9b80"

// bz is text packed by bzip2.
var bz = func() []byte {
	b, err := hex.DecodeString(bzHex)
	if err != nil {
		panic(err)
	}
	return b
}()

// zipped packs entries, name and content by turns.
func zipped(entries ...string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(entries); i += 2 {
		f, err := w.Create(entries[i])
		if err != nil {
			panic(err)
		}
		io.WriteString(f, entries[i+1])
	}
	w.Close()
	return b.Bytes()
}

// unpacked unpacks b.
func unpacked(b []byte, entry string, l Limits) (string, Kind, error) {
	r, kind, err := Open(bytes.NewReader(b), int64(len(b)), entry, l)
	if err != nil {
		return "", kind, err
	}
	out, err := io.ReadAll(r)
	return string(out), kind, err
}

func TestOpen(t *testing.T) {
	for _, c := range []struct {
		name  string
		in    []byte
		entry string
		kind  Kind
	}{
		{"plain", []byte(text), "", Plain},
		{"gzip", gz(text), "", Gzip},
		{"two gzips", append(gz(text[:9]), gz(text[9:])...), "", Gzip},
		{"bzip2", bz, "", Bzip2},
		{"xz", xzed(text, 1<<16, 10), "", Xz},
		{"xz with padding", append(xzed(text, 1<<16, 10), 0, 0, 0, 0), "", Xz},
		{"zip", zipped("data/", "", "data/t.csv", text, "__MACOSX/data/._t.csv", "x"), "", Zip},
		{"zip, named", zipped("a", "x", "b", text), "b", Zip},
	} {
		got, kind, err := unpacked(c.in, c.entry, Limits{Bytes: int64(len(text))})
		if got != text || kind != c.kind || err != nil {
			t.Errorf("%s: got %q, %s, %v", c.name, got, kind, err)
		}
	}
}

// TestEntries lists what a zip file holds, and refuses what is none or holds too much.
func TestEntries(t *testing.T) {
	z := zipped("b.csv", "1", "folder/", "", "folder/a.csv", "2")
	got, err := Entries(bytes.NewReader(z), int64(len(z)), Limits{})
	if want := []string{"b.csv", "folder/a.csv"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
	if _, err := Entries(bytes.NewReader(z), int64(len(z)), Limits{Entries: 2}); !errors.Is(err, ErrTooBig) {
		t.Errorf("three entries where two are allowed: %v", err)
	}
	if got, err := Entries(strings.NewReader(text), int64(len(text)), Limits{}); err == nil {
		t.Errorf("entries of a text: %q", got)
	}
}

func TestShortFiles(t *testing.T) {
	for _, in := range []string{"", "a", "PK", "BZh", "\x1f"} {
		if got, kind, err := unpacked([]byte(in), "", Limits{}); got != in || kind != Plain || err != nil {
			t.Errorf("%q: got %q, %s, %v", in, got, kind, err)
		}
	}
}

func TestRefused(t *testing.T) {
	zeros := strings.Repeat("\x00", 1<<20)
	many := make([]string, 2*50)
	for i := range many {
		many[i] = fmt.Sprint("file", i)
	}
	lying := zipped("bomb", zeros)
	for _, c := range []struct {
		name   string
		in     []byte
		entry  string
		l      Limits
		tooBig bool
		want   string
	}{
		{"gzip bomb", gz(zeros), "", Limits{Bytes: 1000}, true, "unpack: gzip: it unpacks to more than Limits.Bytes = 1000 bytes"},
		{"xz bomb", xzed(zeros, 1<<16, 1<<20), "", Limits{Bytes: 1000}, true, "unpack: xz: it unpacks to more than"},
		{"plain too long", []byte(text), "", Limits{Bytes: 5}, true, "more than Limits.Bytes = 5"},
		{"zip bomb that says so", lying, "", Limits{Bytes: 1000}, true, `entry "bomb" says it unpacks to 1048576 bytes`},
		{"zip of many", zipped(many...), "file98", Limits{Entries: 49}, true, "it holds 50 entries, more than Limits.Entries = 49"},
		{"zip without a name", zipped("a", "", "b", ""), "", Limits{}, false, `it holds 2 files ("a", "b"): say which`},
		{"zip without the name", zipped("a", "", "b", ""), "c", Limits{}, false, `no entry "c"; it holds "a", "b"`},
		{"zip with the name twice", zipped("a", "", "a", ""), "a", Limits{}, false, `2 entries are named "a"`},
		{"empty zip", zipped(), "", Limits{}, false, "it holds no file"},
		{"path that climbs", zipped("../../etc/passwd", text), "", Limits{}, false, "points outside the archive"},
		{"path that climbs in the middle", zipped("a/../../b", text), "", Limits{}, false, "points outside the archive"},
		{"absolute path", zipped("/etc/passwd", text), "", Limits{}, false, "points outside the archive"},
		{"path of another system", zipped(`C:\x`, text), "", Limits{}, false, "points outside the archive"},
		{"large dictionary", xzed(text, 1<<26, 1<<20), "", Limits{Dictionary: 1 << 20}, true, "it asks for a dictionary of 67108864 bytes"},
		{"cut gzip", gz(text)[:20], "", Limits{}, false, "unpack: gzip: after "},
		{"cut bzip2", bz[:30], "", Limits{}, false, "unpack: bzip2: after "},
		{"cut zip", zipped("a", text)[:50], "", Limits{}, false, "unpack: zip: "},
		{"nothing but magic", []byte("\x1f\x8b"), "", Limits{}, false, "unpack: gzip: "},
	} {
		_, _, err := unpacked(c.in, c.entry, c.l)
		if err == nil || !strings.Contains(err.Error(), c.want) || errors.Is(err, ErrTooBig) != c.tooBig {
			t.Errorf("%s: got %v; want …%s…", c.name, err, c.want)
		}
	}
}

// TestCutXz cuts an xz file of several blocks everywhere: it never looks whole.
func TestCutXz(t *testing.T) {
	whole := xzed(text, 1<<16, 10)
	for n := MagicLen; n < len(whole); n++ {
		if got, _, err := unpacked(whole[:n], "", Limits{}); err == nil {
			t.Errorf("cut at byte %d of %d: %q without an error", n, len(whole), got)
		}
	}
}

// TestLyingZip makes an entry say it is small: the reader stops it.
func TestLyingZip(t *testing.T) {
	b := zipped("bomb", strings.Repeat("\x00", 1<<20))
	i := bytes.LastIndex(b, []byte("PK\x01\x02"))
	copy(b[i+24:], []byte{16, 0, 0, 0})
	if got, _, err := unpacked(b, "", Limits{Bytes: 1000}); err == nil || len(got) > 1000 {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}

func TestStreamRefusesZip(t *testing.T) {
	if _, kind, err := Stream(bytes.NewReader(zipped("a", text)), Limits{}); kind != Zip || err == nil {
		t.Errorf("%s, %v", kind, err)
	}
}
