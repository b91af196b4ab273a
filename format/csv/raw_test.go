package csv

import (
	"bytes"
	"strings"
	"testing"
)

func TestRaw(t *testing.T) {
	text := "\xEF\xBB\xBFstate,\"a \"\"name\"\"\",year\r\nRUS,\"one\ntwo, three\",1990\r\n\r\n \"x\" ,5\" disk,\nlast,,\"\""
	r := NewRaw(strings.NewReader(text), Options{})
	var all []byte
	var got []string
	for r.Next() {
		all = append(append(all, r.Row()...), r.End()...)
		for i := range r.Len() {
			got = append(got, string(r.Field(i)))
		}
		got = append(got, ";")
	}
	if r.Err() != nil || string(all) != text {
		t.Errorf("%v\n%q\n%q", r.Err(), all, text)
	}
	want := "state|a \"name\"|year|;|RUS|one\ntwo, three|1990|;||;| \"x\" |5\" disk||;|last|||;"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("got  %q\nwant %q", s, want)
	}
}

func TestRawErrors(t *testing.T) {
	for text, want := range map[string]string{
		"a,b\n\"open": "line 2: a quoted field has no closing quote", "\xFF\xFEa": "UTF-16", "a\n" + strings.Repeat("x", 200): "a row of more than 100 bytes",
		"a,b,c,d,e,f\n": "more than 4 fields",
	} {
		r := NewRaw(strings.NewReader(text), Options{Name: "t.csv", MaxRow: 100, MaxColumns: 4})
		for r.Next() {
		}
		if r.Err() == nil || !strings.Contains(r.Err().Error(), want) {
			t.Errorf("%q: %v, want %s", text, r.Err(), want)
		}
	}
}

// All rows make the file again; and Raw and Reader read the same fields.
func FuzzRaw(f *testing.F) {
	for _, s := range []string{"a,b\n1,\"x\"\"y\"\n", "a\r\n\r\n\"1\n2\"", "\"a\"b,c\n", "a,\"\"\"\"\n", "\xEF\xBB\xBF\"a\",b", "a\tb\n", "a,b\n\"\"x,\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r := NewRaw(bytes.NewReader(data), Options{})
		var all []byte
		var rows [][]string
		for r.Next() {
			all = append(append(all, r.Row()...), r.End()...)
			if r.Blank() || r.line == 1 && bytes.Equal(r.Row(), bom) {
				continue
			}
			var row []string
			for i := range r.Len() {
				row = append(row, string(r.Field(i)))
			}
			rows = append(rows, row)
		}
		if r.Err() != nil {
			return
		}
		if !bytes.Equal(all, data) {
			t.Fatalf("%q became %q", data, all)
		}
		same := NewReader(bytes.NewReader(data), Options{NoHeader: true, Ragged: true})
		for i := 0; same.Next(); i++ {
			if i >= len(rows) || same.Len() != len(rows[i]) {
				t.Fatalf("%q: row %d differs: %q", data, i, rows)
			}
			for j := range rows[i] {
				if string(same.Field(j)) != rows[i][j] {
					t.Fatalf("%q: row %d field %d: %q and %q", data, i, j, same.Field(j), rows[i][j])
				}
			}
		}
	})
}
