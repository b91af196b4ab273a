package cases

// Runs the command that estimates ideal points on the votes of the published estimates, and holds what it writes against them: a short run
// always, the full one by `make replicate`.

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"comity/internal/cli"
)

var full = flag.Bool("full", false, "run replications in full, which takes long")

// point is an estimate: mean, standard deviation and number of votes.
type point struct{ mean, sd, votes float64 }

// seatOf is a country in a session.
type seatOf struct{ country, session string }

// points reads a table of points by the names of its columns; a column without a name is left at 0.
func points(t *testing.T, r io.Reader, mean, sd, votes string) map[seatOf]point {
	t.Helper()
	rows, err := csv.NewReader(r).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	number := func(row []string, name string) float64 {
		i := slices.Index(rows[0], name)
		if i < 0 {
			return 0
		}
		x, err := strconv.ParseFloat(row[i], 64)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	out := map[seatOf]point{}
	country, session := slices.Index(rows[0], "ccode"), slices.Index(rows[0], "session")
	for _, row := range rows[1:] {
		out[seatOf{row[country], row[session]}] = point{number(row, mean), number(row, sd), number(row, votes)}
	}
	return out
}

// opened opens a file of the shared folder, unpacked, or skips.
func opened(t *testing.T, name string) io.Reader {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("../../shared", name))
	if err != nil {
		t.Skip("the published estimates are not at hand")
	}
	if !strings.HasSuffix(name, ".gz") {
		return bytes.NewReader(b)
	}
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// likeness is the correlation and the root mean square difference of two tables of points over the rows both have.
func likeness(a, b map[seatOf]point, of func(seatOf) bool) (r, rms float64, n int) {
	var x, y, xx, yy, xy float64
	for at, p := range a {
		if q, ok := b[at]; ok && of(at) {
			n++
			x, y, xx, yy, xy = x+p.mean, y+q.mean, xx+p.mean*p.mean, yy+q.mean*q.mean, xy+p.mean*q.mean
			rms += (p.mean - q.mean) * (p.mean - q.mean)
		}
	}
	m := float64(n)
	return (xy - x*y/m) / math.Sqrt((xx-x*x/m)*(yy-y*y/m)), math.Sqrt(rms / m), n
}

func whole(seatOf) bool { return true }

// meanSD is the mean of the standard deviations.
func meanSD(of map[seatOf]point) (sum float64) {
	for _, p := range of {
		sum += p.sd / float64(len(of))
	}
	return sum
}

// estimated runs `comity measure idealpoint --votes dgrtwo-2021 -o ip.csv` with more flags, in a store of its own, and gives the file.
func estimated(t *testing.T, flags ...string) []byte {
	t.Helper()
	folder := t.TempDir()
	file := filepath.Join(folder, "ip.csv")
	t.Setenv("COMITY_HOME", filepath.Join(folder, "store"))
	measure := append([]string{"measure", "idealpoint", "--votes", "dgrtwo-2021", "--seed", "1", "-o", file}, flags...)
	for _, args := range [][]string{withFiles(t, []string{"pull", "dgrtwo-2021", "--mirror", "DIR", "--offline"}), {"build", "dgrtwo-2021"}, measure} {
		var errs bytes.Buffer
		if status := cli.Run(args, nil, io.Discard, &errs); status != cli.OK {
			t.Fatalf("comity %v: status %d: %s", args, status, &errs)
		}
	}
	about, err := os.ReadFile(filepath.Join(folder, "ip.about.md"))
	if err != nil || !*full && !strings.Contains(string(about), "have not converged") {
		t.Errorf("the page beside the file of a short run does not warn: %v", err)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// apr2020 is the published table; its standard deviations are read from the .05 and .95 quantiles of what is near a normal distribution.
func apr2020(t *testing.T) map[seatOf]point {
	t.Helper()
	low := points(t, opened(t, "data/ideal_points/IdealpointestimatesAll_Apr2020.csv"), "IdealPoint", "Q5%", "NVotes")
	high := points(t, opened(t, "data/ideal_points/IdealpointestimatesAll_Apr2020.csv"), "IdealPoint", "Q95%", "NVotes")
	for at, p := range low {
		low[at] = point{p.mean, (high[at].sd - p.sd) / (2 * 1.6448536269514722), p.votes}
	}
	return low
}

// sameVotes counts the rows with the published number of votes.
func sameVotes(a, b map[seatOf]point) (n int) {
	for at, p := range b {
		if q, ok := a[at]; ok && q.votes == p.votes {
			n++
		}
	}
	return n
}

// TestIdealpointShortRun: the run that is asked of every change. Bars: r of at least .99 with the published estimates, whose own authors' sampler
// reaches .990 in a short run (golden/idealpoints_bsv_short_run, on an older edition of the votes); the order of five states in session 74.
func TestIdealpointShortRun(t *testing.T) {
	if underRace || testing.Short() {
		t.Skip("600 sweeps over 0.8 million votes: run without the race detector")
	}
	published := apr2020(t)
	file := estimated(t, "--model", "compat", "--burn", "200", "--draws", "400")
	if head, _, _ := strings.Cut(string(file), "\n"); !strings.HasPrefix(head, "ccode,session,mean,sd,q05,q95,nvotes") {
		t.Errorf("columns %s", head)
	}
	ours := points(t, bytes.NewReader(file), "mean", "sd", "nvotes")
	r, rms, n := likeness(ours, published, whole)
	ratio := meanSD(ours) / meanSD(published)
	t.Logf("r %.4f, root mean square difference %.4f, %d rows; deviations %.3f times the published", r, rms, n, ratio)
	if r < 0.99 || n != 10469 || len(ours) != 10469 || sameVotes(ours, published) != 10469 || ratio < 0.9 || ratio > 1.1 {
		t.Errorf("r %.4f over %d rows of %d, %d of them with the published number of votes; deviations %.3f times the published", r, n, len(ours), sameVotes(ours, published), ratio)
	}
	golden := points(t, opened(t, "golden/idealpoints_bsv_short_run.csv.gz"), "x", "", "NVotes")
	if r, _, n := likeness(ours, golden, whole); r < 0.985 || n != 9696 {
		t.Errorf("r %.4f over %d rows with a short run of the authors' own sampler", r, n)
	}
	last := 10.0
	for _, country := range []string{"2", "200", "220", "365", "710"} {
		if x := ours[seatOf{country, "74"}].mean; x >= last {
			t.Errorf("in session 74 state %s stands at %.3f, not below the one before", country, x)
		} else {
			last = x
		}
	}
}

// TestIdealpointFullRun: the replication (`make replicate`). Bars: r of at least .998, every session but the first .999, root mean square
// difference at most .06, deviations within a tenth; the published figures of three states.
func TestIdealpointFullRun(t *testing.T) {
	if !*full {
		t.Skip("5,500 sweeps: asked for by -full (make replicate)")
	}
	published := apr2020(t)
	ours := points(t, bytes.NewReader(estimated(t, "--model", "compat", "--burn", "1500", "--draws", "4000", "--thin", "5")), "mean", "sd", "nvotes")
	r, rms, n := likeness(ours, published, whole)
	ratio := meanSD(ours) / meanSD(published)
	t.Logf("r %.5f, root mean square difference %.4f, %d rows; deviations %.3f times the published", r, rms, n, ratio)
	if r < 0.998 || rms > 0.06 || n != 10469 || ratio < 0.9 || ratio > 1.1 {
		t.Errorf("below the bar")
	}
	for session := 1; session <= 74; session++ {
		name := strconv.Itoa(session)
		r, _, n := likeness(ours, published, func(at seatOf) bool { return at.session == name })
		if n > 0 {
			t.Logf("session %d: r %.4f over %d states", session, r, n)
		}
		if n > 0 && session > 1 && r < 0.999 {
			t.Errorf("session %d: r %.4f, want .999", session, r)
		}
	}
	table, err := os.ReadFile("testdata/published/idealpoints-apr2020.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		c := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		want, _ := strconv.ParseFloat(c[2], 64)
		tolerance, _ := strconv.ParseFloat(c[5], 64)
		if got := ours[seatOf{c[1], c[0]}].mean; math.Abs(got-want) > tolerance {
			t.Errorf("session %s, state %s: %.3f, published %s", c[0], c[1], got, c[2])
		}
	}
}
