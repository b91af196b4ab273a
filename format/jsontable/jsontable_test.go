package jsontable

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// open opens a text.
func open(in string, o Options) (*Reader, error) {
	return Open(strings.NewReader(in), int64(len(in)), o)
}

// shown writes a table: the names, then each row, - where a cell is missing.
func shown(r *Reader) string {
	lines := []string{strings.Join(r.Columns(), "|")}
	for r.Next() {
		var cells []string
		for i := range r.Columns() {
			s, ok := r.Text(i)
			if !ok {
				s = "-"
			}
			cells = append(cells, s)
		}
		lines = append(lines, strings.Join(cells, "|"))
	}
	return strings.Join(lines, " / ")
}

// TestShapes reads each shape of a table.
func TestShapes(t *testing.T) {
	for _, c := range []struct {
		name, in string
		opt      Options
		want     string
	}{
		{"array of objects", `[{"a":1,"b":"x"},{"b":null,"c":true},{}]`, Options{}, "a|b|c / 1|x|- / -|-|true / -|-|-"},
		{"object of objects", `{"AFG":{"n":1},"ALB":{"n":2}}`, Options{}, "key|n / AFG|1 / ALB|2"},
		{"object of values", `{"AFG":1,"ALB":null}`, Options{}, "key|value / AFG|1 / ALB|-"},
		{"array of values", `[1,"x",null]`, Options{}, "value / 1 / x / -"},
		{"array of arrays", `[[1,2],[3],[]]`, Options{}, "1|2 / 1|2 / 3|- / -|-"},
		{"path", `{"meta":{"n":[9]},"data":{"items":[{"a":1},{"a":2}]},"z":0}`, Options{Path: "data.items"}, "a / 1 / 2"},
		{"path by place", `[[{"a":1}],[{"a":2}]]`, Options{Path: "2"}, "a / 2"},
		{"path with a dot", `{"a.b":[{"c":1}]}`, Options{Path: `a\.b`}, "c / 1"},
		{"every", `{"AFG":{"s":{"1":{"y":5},"2":{"y":6}}},"_meta":7,"ALB":{"s":{"1":{"y":0}}}}`, Options{Path: "*.s"},
			"key1|key2|y / AFG|1|5 / AFG|2|6 / ALB|1|0"},
		{"every, named", `{"AFG":{"1":{"y":5}}}`, Options{Path: "*", Keys: []string{"state", "session"}}, "state|session|y / AFG|1|5"},
		{"every of an array", `[{"r":[{"a":1},{"a":2}]},{"r":[{"a":3}]}]`, Options{Path: "*.r"}, "key1|a / 1|1 / 1|2 / 2|3"},
		{"nested", `[{"a":{"b":{"c":1},"d":[1,{"e":2}]}}]`, Options{}, "a.b.c|a.d.1|a.d.2.e / 1|1|2"},
		{"joined", `[{"t":["x","y"]},{"t":[]}]`, Options{Join: "; "}, "t / x; y / -"},
		{"one", `{"a":{"b":1},"c":2}`, Options{One: true}, "a.b|c / 1|2"},
		{"one in a path", `{"x":{"a":1}}`, Options{One: true, Path: "x"}, "a / 1"},
		{"one of every", `{"x":{"a":1},"y":{"a":2}}`, Options{One: true, Path: "*"}, "key1|a / x|1 / y|2"},
		{"lines", "{\"a\":1}\n{\"a\":2,\"b\":3}\n", Options{Lines: true}, "a|b / 1|- / 2|3"},
		{"numbers", `[9007199254740993,1e400,-0.10]`, Options{}, "value / 9007199254740993 / 1e400 / -0.10"},
		{"mark", "\xEF\xBB\xBF[1]", Options{}, "value / 1"},
		{"escapes", `["Côte d’Ivoire"]`, Options{}, "value / Côte d’Ivoire"},
		{"nothing", `[]`, Options{}, ""},
		{"a dotted key and a nested one", `[{"a.b":1},{"a":{"b":2}}]`, Options{}, "a.b / 1 / 2"},
	} {
		r, err := open(c.in, c.opt)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := shown(r); got != c.want || r.Err() != nil {
			t.Errorf("%s: %q, %v; want %q", c.name, got, r.Err(), c.want)
		}
	}
}

// TestErrors asks for errors that say where and why.
func TestErrors(t *testing.T) {
	deep := strings.Repeat("[", 100)
	long := `[{"a":"` + strings.Repeat("x", 200_000) + `"}]`
	many := `[{"a":[` + strings.Repeat(`"xxxxxxxxx",`, 20_000) + `1]}]`
	for _, c := range []struct {
		name, in string
		opt      Options
		want     string
	}{
		{"empty", "", Options{}, "byte 0: not JSON: the file ends within a value"},
		{"cut", `[{"a":1},{"a":`, Options{}, "row 2: not JSON: the file ends within a value; is it cut off?"},
		{"wrong", `[{"a":1},{"a" 2}]`, Options{}, "row 2: not JSON: invalid character '2' after object key"},
		{"path", `{"items":[],"meta":1}`, Options{Path: "data"}, `not a table: nothing at the path "data"; where it ends there are "items", "meta"`},
		{"plain", `{"a":1}`, Options{Path: "a"}, "there is the plain value 1; Options.One would make it a row"},
		{"twice", `[{"a":1,"a":2}]`, Options{}, `two values for column "a" in one row`},
		{"key", `{"x":{"key":2}}`, Options{}, `two values for column "key" in one row; rename keys with Options.Keys`},
		{"deep", deep, Options{}, "nested more than Options.MaxDepth = 64 deep"},
		{"deep aside", `{"a":` + deep, Options{Path: "b"}, "nested more than Options.MaxDepth = 64 deep"},
		{"long", long, Options{MaxRow: 1000}, "Options.MaxRow = 1000 bytes"},
		{"many", many, Options{MaxRow: 100_000, Join: ","}, "Options.MaxRow = 100000"},
		{"many columns", many, Options{MaxColumns: 100}, "more than Options.MaxColumns = 100 columns"},
		{"many keys", `[{"a":{},"b":{},"c":{}}]`, Options{MaxColumns: 1}, "twice Options.MaxColumns = 1 keys"},
		{"long name", `[{"` + strings.Repeat("n", 5000) + `":1}]`, Options{}, "is longer than 4096 bytes"},
		{"behind", `[1] [2]`, Options{}, "are these JSON Lines (Options.Lines)?"},
		{"lines and path", `1`, Options{Lines: true, Path: "a"}, "Options.Lines goes with neither"},
		{"joined nested", `[{"a":[[1]]}]`, Options{Join: ","}, `an array with arrays or objects in it at "a" cannot be joined`},
	} {
		_, err := open(c.in, c.opt)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want %q", c.name, err, c.want)
		}
	}
}

// TestFloat looks at what is a number.
func TestFloat(t *testing.T) {
	r, err := open(`[1.5,"90",true,"x",null,1e400,"NaN","0x10","",-0]`, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for r.Next() {
		v, ok := r.Float(0)
		got = append(got, fmt.Sprint(v, ok))
	}
	if want := "[1.5 true 90 true 0 false 0 false 0 false +Inf false NaN false 0 false 0 false -0 true]"; fmt.Sprint(got) != want {
		t.Errorf("%v", got)
	}
}

// TestPacked reads a packed file, and OpenFile.
func TestPacked(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(`[{"a":1}]`))
	z.Close()
	path := filepath.Join(t.TempDir(), "a.json.gz")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := OpenFile(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := shown(r); got != "a / 1" {
		t.Error(got)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if _, err := OpenFile(path, Options{Path: "x"}); !errors.Is(err, ErrShape) || !strings.Contains(err.Error(), path) {
		t.Error(err)
	}
}
