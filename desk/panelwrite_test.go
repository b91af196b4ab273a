package desk

// What is written with a panel, and what is not: whole files or none, nothing over what others wrote, the same bytes at any number
// of threads.

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"comity"
	"comity/format/frame"
	"comity/panel"
	"comity/record"
	"comity/report"
)

// small is a panel of what ships with comity.
func small(columns ...string) PanelSpec {
	return PanelSpec{Unit: "state-year", From: 1990, To: 1995, Columns: columns, Seed: 1}
}

func core(t testing.TB) *Desk {
	t.Helper()
	d, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func read(t testing.TB, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func names(t testing.TB, dir string) string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range list {
		out = append(out, e.Name())
	}
	return strings.Join(out, " ")
}

func TestPanelsOfAFolder(t *testing.T) {
	d, dir, ctx := core(t), t.TempDir(), context.Background()
	write := func(file string, s PanelSpec) {
		t.Helper()
		if _, err := d.WritePanel(ctx, s, PanelOutput{Home: t.TempDir(), Path: filepath.Join(dir, file)}); err != nil {
			t.Fatal(err)
		}
	}
	write("a.csv", small("worldbank.gdp"))
	write("b.csv", small("worldbank.population"))
	write("a.csv", small("worldbank.gdp", "worldbank.population"))
	if got := names(t, dir); got != "a.csv b.csv codebook.md comity.lock sources.bib" {
		t.Errorf("the folder has %s", got)
	}
	book := read(t, filepath.Join(dir, bookName))
	a, b := strings.Index(book, "# Codebook of a.csv"), strings.Index(book, "# Codebook of b.csv")
	if a < 0 || b < a || strings.Count(book, "# Codebook of") != 2 || !strings.Contains(book[a:b], "\n## population\n") {
		t.Errorf("the parts of the codebook do not stand in order, each once: %d, %d", a, b)
	}
	lock, err := readPanelLock(filepath.Join(dir, lockName))
	if err != nil || len(lock.Panels) != 2 || lock.Panels[0].Columns != 4 || len(lock.Sources) != 1 {
		t.Errorf("%+v, %v", lock, err)
	}
}

func TestPanelBytesAndThreads(t *testing.T) {
	d, ctx := core(t), context.Background()
	var first string
	for _, n := range []int{1, 2, 7} {
		old := runtime.GOMAXPROCS(n)
		dir := t.TempDir()
		_, err := d.WritePanel(ctx, small("worldbank.gdp", "group.in:NATO"), PanelOutput{Home: dir, Path: filepath.Join(dir, "a.parquet"), Reasons: true})
		runtime.GOMAXPROCS(old)
		if err != nil {
			t.Fatal(err)
		}
		if got := read(t, filepath.Join(dir, lockName)); first == "" {
			first = got
		} else if got != first {
			t.Errorf("with %d threads another lock file", n)
		}
	}
}

func TestStoppedPanelLeavesNothing(t *testing.T) {
	d, dir := core(t), t.TempDir()
	ctx, stop := context.WithCancel(context.Background())
	stop()
	_, err := d.WritePanel(ctx, small("worldbank.gdp"), PanelOutput{Home: dir, Path: filepath.Join(dir, "a.csv")})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if got := names(t, dir); got != "" {
		t.Errorf("the folder has %s", got)
	}
}

func TestPanelRefusals(t *testing.T) {
	d, ctx := core(t), context.Background()
	for _, c := range []struct{ file, text, want string }{
		{bookName, "my notes\n", "comity did not write it"},
		{bibName, "@article{mine}\n", "comity did not write it"},
		{lockName, "{}", "lock file"},
		{"a.R", "plot(1)\n", "comity did not write it"},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, c.file), []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := d.WritePanel(ctx, small("worldbank.gdp"), PanelOutput{Home: dir, Path: filepath.Join(dir, "a.csv"), Scripts: []string{"r"}})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.file, err)
		}
		if read(t, filepath.Join(dir, c.file)) != c.text || names(t, dir) != c.file {
			t.Errorf("%s was changed, or something written beside it: %s", c.file, names(t, dir))
		}
	}
}

// TestJoinedTableIsSpared: no panel is written over a table that it, or another of its folder, is joined with.
func TestJoinedTableIsSpared(t *testing.T) {
	d, dir, ctx := core(t), t.TempDir(), context.Background()
	mine := filepath.Join(dir, "mine.csv")
	if err := os.WriteFile(mine, []byte("ccode,x\n2,1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	joined := small()
	joined.Steps = []panel.Step{{Kind: "join", Text: `"` + mine + `" on ccode many:1`}}
	write := func(s PanelSpec, path string, bare bool) error {
		_, err := d.WritePanel(ctx, s, PanelOutput{Home: t.TempDir(), Path: path, Bare: bare})
		return err
	}
	if err := write(joined, mine, false); err == nil || !strings.Contains(err.Error(), "under another name") {
		t.Errorf("%v", err)
	}
	if err := write(joined, filepath.Join(dir, "a.csv"), false); err != nil {
		t.Fatal(err)
	}
	for _, bare := range []bool{false, true} {
		if err := write(small(), mine, bare); err == nil || !strings.Contains(err.Error(), "under another name") {
			t.Errorf("%v", err)
		}
	}
	if got := read(t, mine); got != "ccode,x\n2,1\n" {
		t.Errorf("the table is now %q", got)
	}
	if r, err := d.Replay(ctx, dir, ReplayOptions{Home: t.TempDir(), Check: true}); err != nil || !r.Same {
		t.Errorf("of the folder of a lock file: %+v, %v", r, err)
	}
}

func TestLockNamesFilesBesideIt(t *testing.T) {
	for _, name := range []string{"../a.csv", "/etc/passwd", "", ".", "..", "x/y.csv"} {
		lock := panelLock{Comity: "0.1.0", Sources: []record.LockedSource{}, Panels: []lockedPanel{{File: report.PanelFile{Name: name}}}}
		data, err := lock.seal()
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), lockName)
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := readPanelLock(path); err == nil || !strings.Contains(err.Error(), "no name of a file beside it") {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// FuzzPanelLock reads lock files of any bytes, and makes of none of them more than an error.
func FuzzPanelLock(f *testing.F) {
	sealed, err := panelLock{Sources: []record.LockedSource{}, Panels: []lockedPanel{{File: report.PanelFile{Name: "a.csv"}, Format: "csv", Spec: small("worldbank.gdp")}}}.seal()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sealed)
	f.Add([]byte(`{"check": "0", "panels": [{"spec": {"from": 1e9}}]}`))
	d := core(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		if resealed, err := record.SealLock(data); err == nil {
			data = resealed // what is inside is looked at, too
		}
		path := filepath.Join(t.TempDir(), lockName)
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		lock, err := readPanelLock(path)
		if err != nil {
			return
		}
		for _, p := range lock.Panels {
			_ = d.changedSince(t.TempDir(), lock, p)
			_ = d.hasSources(p)
			_, _ = relocated(p, "")
			_ = askedOtherwise(&p, &p)
		}
	})
}

func TestTooLarge(t *testing.T) {
	if got := tooLarge(10, 10, report.PlanFree{}); len(got) != 0 {
		t.Errorf("where it is not known what is free: %v", got)
	}
	if got := tooLarge(10, 10, report.PlanFree{Memory: 5, Disk: 20}); len(got) != 1 || !strings.Contains(got[0], "memory") {
		t.Errorf("%v", got)
	}
	if got := tooLarge(10, 10, report.PlanFree{Memory: 50, Disk: 2}); len(got) != 1 || !strings.Contains(got[0], "disk") {
		t.Errorf("%v", got)
	}
	d := core(t)
	err := d.fits(PanelSpec{Unit: "state-day", From: 1816, To: 2016, Columns: []string{"worldbank.gdp"}}, PanelOutput{Path: "/a.xlsx"})
	if free, ok := record.FreeMemory(); ok && free > 4<<30 && err != nil {
		t.Errorf("a panel of days does not fit: %v", err)
	}
}

func TestCount(t *testing.T) {
	years := &frame.Column{Name: "year", Kind: frame.Whole, Ints: []int32{1990, 1991, 1990, 1991}}
	once := &frame.Column{Name: "x", Reals: []float64{1.5, comity.NaN(comity.InSource), -2}, Via: []int32{0, 0, 1, 2}}
	small := &frame.Column{Name: "f", Kind: frame.Flag, Small: []int8{1, frame.SmallMissing(1), 0, frame.SmallMissing(5)}}
	got, err := count(context.Background(), frame.One(&frame.Frame{Rows: 4, Columns: []*frame.Column{years, once, small}}))
	if err != nil {
		t.Fatal(err)
	}
	x, f := got.Columns[1], got.Columns[2]
	if x.N != 3 || x.Missing[comity.InSource] != 1 || x.Low != -2 || x.High != 1.5 || x.Years[1990] != 1 || x.Years[1991] != 2 {
		t.Errorf("%+v", x)
	}
	if f.N != 2 || f.Missing[comity.NotCovered] != 1 || f.Missing[comity.Withheld] != 1 || got.Years[1990] != 2 {
		t.Errorf("%+v, %v", f, got.Years)
	}
	if from, to, ok := x.span(); !ok || from != 1990 || to != 1991 {
		t.Errorf("%d to %d, %v", from, to, ok)
	}
}

func TestDiffFrames(t *testing.T) {
	of := func(keys []int32, names []string, x []float64) *frame.Frame {
		k := &frame.Column{Name: "k", Kind: frame.Whole, Ints: keys}
		n := &frame.Column{Name: "n", Kind: frame.Text, Texts: names}
		for i := range names {
			n.Ints = append(n.Ints, int32(i))
		}
		return &frame.Frame{Rows: len(keys), Columns: []*frame.Column{k, n, {Name: "x", Reals: x}}}
	}
	a := of([]int32{1, 1, 1, 2, 3}, []string{"p", "p", "q", "p", "p"}, []float64{1, 2, 3, math.NaN(), comity.NaN(comity.NotCovered)})
	b := of([]int32{1, 1, 2, 3, 4}, []string{"p", "p", "p", "p", "p"}, []float64{1, 5, math.NaN(), comity.NaN(comity.InSource), 9})
	var out report.PanelDiff
	diffFrames(a, b, []string{"k", "n"}, 0, &out)
	x := out.Columns[0]
	if out.Added != 1 || out.Removed != 1 || x.Changed != 2 || x.Equal != 2 {
		t.Errorf("%+v", out)
	}
	if len(x.First) != 2 || x.First[0].Old != "2" || x.First[0].New != "5" || x.First[1].Old != ".a" || x.First[1].New != ".c" {
		t.Errorf("%+v", x.First)
	}
}
