package groups

// Every run of income.tsv is held against the cells of the World Bank's workbook, where the shared data lie beside the
// project. The workbook is read with the standard library: a zip of XML.

import (
	"archive/zip"
	"encoding/xml"
	"os"
	"strconv"
	"strings"
	"testing"
)

func TestSeenIncome(t *testing.T) {
	const path = shared + "/states/worldbank_OGHIST_FY26.xlsx"
	if _, err := os.Stat(path); err != nil {
		t.Skip("the shared data are not beside the project: ", err)
	}
	cells := sheet(t, path, "xl/worksheets/sheet3.xml")
	years := map[string]string{} // column letters to fiscal year
	for at, v := range cells {
		if fy, ok := strings.CutPrefix(v, "FY"); ok && strings.TrimLeft(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "5" {
			n, _ := strconv.Atoi(fy)
			years[strings.TrimRight(at, "0123456789")] = strconv.Itoa(1900 + n + 100*b2i(n < 50))
		}
	}
	if len(years) != 38 {
		t.Fatalf("%d fiscal years in the workbook, want 38 (1989 to 2026)", len(years))
	}
	for _, l := range lines("income.tsv", 3) {
		got := map[string]string{}
		for col, fy := range years {
			if v := strings.TrimRight(strings.TrimSpace(cells[col+l.fields[2]]), "*"); v != ".." && v != "" {
				got[fy] = v
			}
		}
		if cells["A"+l.fields[2]] != l.fields[0] {
			t.Errorf("%s: row %s is of %s", l.fields[0], l.fields[2], cells["A"+l.fields[2]])
		}
		for fy, class := range unrolled(l.fields[1]) {
			if got[fy] != class {
				t.Errorf("%s FY%s: %s here, %q in the workbook", l.fields[0], fy, class, got[fy])
			}
			delete(got, fy)
		}
		if len(got) > 0 {
			t.Errorf("%s: the workbook has more: %v", l.fields[0], got)
		}
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// unrolled gives the class of each fiscal year of a line's runs.
func unrolled(runs string) map[string]string {
	out := map[string]string{}
	for _, run := range strings.Fields(runs) {
		span, class, _ := strings.Cut(run, ":")
		first, last, ok := strings.Cut(span, "-")
		if !ok {
			last = first
		}
		from, _ := strconv.Atoi(first)
		to, _ := strconv.Atoi(last)
		for y := from; y <= to; y++ {
			out[strconv.Itoa(y)] = class
		}
	}
	return out
}

// sheet gives the cells of a worksheet by address ("AN53").
func sheet(t *testing.T, path, name string) map[string]string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var shared struct {
		Items []struct {
			Text string `xml:"t"`
			Runs []struct {
				Text string `xml:"t"`
			} `xml:"r"`
		} `xml:"si"`
	}
	decode(t, &z.Reader, "xl/sharedStrings.xml", &shared)
	var ws struct {
		Cells []struct {
			At    string `xml:"r,attr"`
			Kind  string `xml:"t,attr"`
			Value string `xml:"v"`
		} `xml:"sheetData>row>c"`
	}
	decode(t, &z.Reader, name, &ws)
	out := map[string]string{}
	for _, c := range ws.Cells {
		out[c.At] = c.Value
		if i, err := strconv.Atoi(c.Value); err == nil && c.Kind == "s" {
			out[c.At] = shared.Items[i].Text
			for _, r := range shared.Items[i].Runs {
				out[c.At] += r.Text
			}
		}
	}
	return out
}

func decode(t *testing.T, z *zip.Reader, name string, into any) {
	t.Helper()
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := xml.NewDecoder(f).Decode(into); err != nil {
		t.Fatal(err)
	}
}
