package source

// This file is trade of all pairs 2000-2016 from the ITPD-E of the US International Trade Commission, summed over industries.

import (
	_ "embed"
	"fmt"
	"io/fs"
	"math"
	"strings"
	"sync"

	"comity"
	"comity/states"
)

const (
	itpdFile  = "trade/itpd_e_total_matrix_2000_2016.rds"
	itpdFirst = 2000
	itpdLast  = 2016
)

// dollar2010 is what one dollar of a year is in the dollars of 2010 of the file: the smallest cell of each matrix, of which the
// others are multiples, and the US consumer price index (CPI-U, mean of the months) of 2010 over that of the year. That the sums
// were so rebased stands in the script that made them (dennis-klein/arms-trade-networks, scripts/preprocessing_trade.R).
var dollar2010 = [...]float64{
	1.2662921022067368, 1.2314881400602413, 1.2122612925642808, 1.1853526613816536, 1.1544454248654372, 1.116563260081075, // 2000-2005
	1.0816692158240666, 1.0516685563212866, 1.0127866606286504, 1.016400434423899, 1.0, // 2006-2010
	0.9693976519577517, 0.94974424046514, 0.936032924519359, 0.9210907782714515, 0.9199994093250694, 0.9085374533954892, // 2011-2016
}

// readITPD reads 17 square matrices, exporters in rows. The diagonal is domestic trade and is left out. ITPD-E writes zero
// both where a zero was reported and where nothing is known ("u: missing, unknown, assigned zero"), and the totals do not
// say which: a zero is "missing in the source". Pairs without a positive figure in any year have no row at all.
func readITPD(_ Card, files fs.FS, out Sink) error {
	list, err := openR(files, itpdFile, "")
	if err != nil {
		return err
	}
	years := list.Items()
	if len(years) != itpdLast-itpdFirst+1 {
		return fmt.Errorf("%s: %d matrices, want one for each year %d-%d", itpdFile, len(years), itpdFirst, itpdLast)
	}
	names := years[0].DimNames(0)
	n := len(names)
	cells := make([][]float64, len(years))
	for i, m := range years {
		if cells[i] = m.Reals(); n == 0 || len(cells[i]) != n*n || strings.Join(m.DimNames(0), "|") != strings.Join(names, "|") {
			return fmt.Errorf("%s: matrix %d is not %d × %d with the names of the first", itpdFile, i+1, n, n)
		}
		if got := smallest(cells[i], n); got != dollar2010[i] {
			return fmt.Errorf("%s: the smallest cell of %d is %v, want %v: the prices are not those this reader turns back", itpdFile, itpdFirst+i, got, dollar2010[i])
		}
	}
	for a := range n {
		from, ok := itpdKey(names[a])
		if !ok {
			out.Leave("ITPD-E name of a movement, organisation or state that was not there in 2000-2016")
			continue
		}
		for b := range n {
			if to, ok := itpdKey(names[b]); ok && a != b {
				putITPD(cells, a+b*n, from, to, out)
			}
		}
	}
	return nil
}

// putITPD hands on the years of one pair.
func putITPD(cells [][]float64, at int, from, to comity.State, out Sink) {
	any := false
	for _, m := range cells {
		any = any || m[at] > 0
	}
	if !any {
		return
	}
	for i, m := range cells {
		v := comity.NaN(comity.InSource)
		if m[at] > 0 && !misfiled(from, to, itpdFirst+i) {
			v = nominal(m[at], i)
		}
		out.Datum(Datum{"flow", from, to, itpdFirst + i, v, int64(at + 1)})
	}
}

// misfiled says that a figure stands under the wrong state: it is billions where every other source has next to nothing, and
// ends from one year to the next.
func misfiled(from, to comity.State, year int) bool {
	switch (comity.Pair{A: from, B: to}) {
	case comity.Pair{A: 2, B: 731}, comity.Pair{A: 731, B: 2}:
		return year <= 2009
	case comity.Pair{A: 101, B: 713}:
		return 2005 <= year && year <= 2013
	}
	return false
}

// nominal turns dollars of 2010 back into dollars of a year; a result within the error of the division of a whole number of
// dollars is that number.
func nominal(v float64, year int) float64 {
	v /= dollar2010[year]
	if whole := math.Round(v); math.Abs(v-whole) <= 1e-15*v {
		return whole
	}
	return v
}

// smallest gives the smallest positive cell off the diagonal of an n-row matrix.
func smallest(m []float64, n int) float64 {
	least := math.Inf(1)
	for at, v := range m {
		if v > 0 && v < least && at%(n+1) != 0 {
			least = v
		}
	}
	return least
}

//go:embed itpde_names.tsv
var itpdNames string

// itpdKeys reads the table of names.
var itpdKeys = sync.OnceValue(func() map[string]comity.State {
	keys := map[string]comity.State{}
	for line := range strings.Lines(itpdNames) {
		name, code, _ := strings.Cut(strings.TrimSpace(line), "\t")
		if s, ok := states.FromID(code); ok {
			keys[name] = s
		}
	}
	return keys
})

// itpdKey gives the state or territory of a name.
func itpdKey(name string) (comity.State, bool) {
	s, ok := itpdKeys()[name]
	return s, ok
}
