package desk

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"comity"
	"comity/format/csv"
	"comity/report"
)

// code codes the column "c" of a table and gives the table written.
func code(t *testing.T, data []byte, to string) ([]byte, report.Coded, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "in.csv")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	coded, err := CodeFile(context.Background(), CodeFileQuestion{File: path, Column: "c", From: ByName, To: to, YearColumn: "y", On: comity.NoDay, As: "new", Table: &out})
	return out.Bytes(), coded, err
}

func TestCodeFile(t *testing.T) {
	out, coded, err := code(t, []byte("y;c\r\n1990;\"East Germany\"\r\n1990.0;DDR\r\n;France\r\n1980;\"C\xf4te d'Ivoire\""), "cow")
	want := "y;c;new\r\n1990;\"East Germany\";265\r\n1990.0;DDR;265\r\n;France;\r\n1980;\"C\xf4te d'Ivoire\";437"
	if err != nil || string(out) != want || coded.Rows != 4 || coded.Coded != 3 || coded.Left() != 1 {
		t.Errorf("%v %+v\n%q", err, coded, out)
	}
	if u := coded.Uncoded; len(u) != 1 || u[0].Reason != noDate || u[0].Rows[0] != (report.Run{First: 3, Last: 3}) {
		t.Errorf("%+v", u)
	}
}

// A year in which codes change is read as its last day with a code; several codes on that day are none.
func TestCodeFileYears(t *testing.T) {
	for _, tt := range []struct{ value, year, to, want string }{
		{"Germany", "1990", "cow", "255"}, {"West Germany", "1990", "cow", "260"}, {"Yugoslavia", "2006", "iso3", "SRB"}, {"Ethiopia", "1993", "polity", "529"},
		{"Tibet", "1950", "gw", "711"}, {"Korea", "1990", "cow", ""}, {"Papal States", "1900", "cow", ""}, {"Taiwan", "1990", "m49", ""},
	} {
		out, coded, err := code(t, []byte("c,y\n"+tt.value+","+tt.year+"\n"), tt.to)
		if want := tt.value + "," + tt.year + "," + tt.want + "\n"; err != nil || !strings.HasSuffix(string(out), want) {
			t.Errorf("%+v: %v %q %+v", tt, err, out, coded.Uncoded)
		}
	}
}

// Stopped, it writes nothing and leaves what was there.
func TestCodeFileStopped(t *testing.T) {
	in, out := filepath.Join(t.TempDir(), "in.csv"), filepath.Join(t.TempDir(), "out.csv")
	rows := "c,y\n" + strings.Repeat("France,1990\n", 10000)
	for path, text := range map[string]string{in: rows, out: "old"} {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	_, err := CodeFile(ctx, CodeFileQuestion{File: in, Column: "c", From: ByName, To: "iso3", On: comity.NoDay, Out: out})
	left, _ := os.ReadFile(out)
	around, _ := os.ReadDir(filepath.Dir(out))
	if err == nil || string(left) != "old" || len(around) != 1 {
		t.Errorf("%v, %q, %v", err, left, around)
	}
}

// A column of other things is told without filling the memory.
func TestCodeFileManyUnknown(t *testing.T) {
	var b strings.Builder
	b.WriteString("c,y\n")
	for i := range mostLeft + 100 {
		b.WriteString("x" + strings.Repeat("y", i%3) + string(rune('a'+i%26)) + strings.Repeat("0", 1+i%7) + string(rune(0x4e00+i%20000)) + string(rune(0x4e00+i/20000)) + ",1990\n")
	}
	_, coded, err := code(t, []byte(b.String()), "iso3")
	if err != nil || coded.Coded != 0 || len(coded.Uncoded) > mostLeft+10 {
		t.Errorf("%v: %d coded, %d reasons", err, coded.Coded, len(coded.Uncoded))
	}
}

// Whatever the file, every byte of it comes out again, a field longer in each row.
func FuzzCodeFile(f *testing.F) {
	for _, s := range []string{"c,y\nFrance,1990\n", "c\ty\r\n\"a\"\"b\"\t1\r\n\r\n", "\xEF\xBB\xBFc;y\nKorea;1980", "y,c\n1990,\"x\ny\"\n", "c,y\n\xff,0\n", "c|y\n|\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		out, coded, err := code(t, data, "iso3")
		if err != nil {
			return
		}
		comma := byte(0)
		for _, c := range []byte(",\t;|") {
			if r := csv.NewRaw(bytes.NewReader(out), csv.Options{Comma: c}); comma == 0 && firstRow(r) && string(r.Field(r.Len()-1)) == "new" {
				comma = c
			}
		}
		in, got := csv.NewRaw(bytes.NewReader(data), csv.Options{Comma: comma}), csv.NewRaw(bytes.NewReader(out), csv.Options{Comma: comma})
		rows := -1
		for in.Next() {
			if !got.Next() || !bytes.HasPrefix(got.Row(), in.Row()) || !bytes.Equal(got.End(), in.End()) || !in.Blank() && got.Len() != in.Len()+1 {
				t.Fatalf("%q became %q", data, out)
			}
			if !in.Blank() {
				rows++
			}
		}
		if got.Next() || rows != coded.Rows {
			t.Fatalf("%q (%d rows) became %q (%d rows)", data, rows, out, coded.Rows)
		}
	})
}

func firstRow(r *csv.Raw) bool {
	for r.Next() {
		if !r.Blank() {
			return true
		}
	}
	return false
}
