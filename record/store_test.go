package record

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"comity"
	"comity/internal/fetch"
	"comity/source"
)

const mirrorDir = "../../shared/data"

// known are the sources of which figures are known from elsewhere; all of them are built in desk's test of the whole record.
var known = []string{"atlas-g20-china", "atop-5.1", "cow-mid-5", "cow-states", "cow-trade-4.0", "gacc-2024", "gml-mid-2.2.1", "gw-states", "itpd-e", "nmc-7.0",
	"unga-votes", "unga-votes-2025", "unsc-membership", "unsc-vetoes", "unsc-votes", "worldbank"}

func TestPullBuildOpenVerify(t *testing.T) {
	mirror(t)
	if testing.Short() {
		t.Skip("builds the larger sources")
	}
	s := NewStore(t.TempDir())
	pulled, err := s.Pull(t.Context(), known, PullOptions{Mirrors: []string{mirrorDir}})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pulled {
		if p.New != p.Files || p.Err != nil {
			t.Errorf("%+v", p)
		}
	}
	reports, err := s.Build(t.Context(), nil, BuildOptions{Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	if len(reports) != len(known) {
		t.Errorf("%d sources built of %d", len(reports), len(known))
	}
	if found, err := s.Verify(t.Context()); err != nil || !Clean(found) {
		t.Errorf("%v, %v", found, err)
	}
	checkBuilt(t, s)
}

// checkBuilt asks the built record for figures known from the sources' own files and from publications.
func checkBuilt(t *testing.T, s *Store) {
	r, err := Open(s.Home())
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(r.Edition(), " +local ") || !r.Built("cow-trade-4.0") {
		t.Errorf("edition %q", r.Edition())
	}
	cases := []struct {
		source, variable string
		a, b             comity.State
		year             int
		want             float64
		missing          comity.Missing
	}{
		{"cow-trade-4.0", "flow", 255, 220, 2012, 128639e6, 0}, // R: flow2 of 255, 220
		{"cow-trade-4.0", "flow2", 365, 710, 2012, 45027e6, 0}, // the producer's name
		{"cow-trade-4.0", "flow", 365, 710, 2015, 0, comity.NotCovered},
		{"atlas-g20-china", "flow", 160, 710, 2000, 770368683, 0},
		{"gacc-2024", "trade.turnover.rmb", 365, 710, 2024, 1741002580000, 0}, // 1.7410 trn
		{"nmc-7.0", "cinc", 2, 0, 1816, .039697491, 0},
		{"nmc-7.0", "milper", 2, 0, 1816, 17000, 0},
		{"nmc-7.0", "milex", 2, 0, 1900, 0, comity.NotCovered}, // in pounds
		{"atop-5.1", "defense", 2, 20, 1942, 1, 0},
		{"atop-5.1", "nonagg", 365, 710, 2010, 1, 0},
		{"atop-5.1", "defense", 365, 710, 2010, 0, 0},
		{"cow-mid-5", "dispute.ongoing", 2, 20, 1979, 1, 0},
		{"gml-mid-2.2.1", "dispute.hostility", 2, 20, 1979, 4, 0},
		{"unsc-vetoes", "veto.count", 710, 0, 1999, 1, 0},
		{"unsc-membership", "unsc.permanent", 713, 0, 1960, 1, 0},
		{"cow-states", "cow.member", 210, 0, 1942, 0, comity.NotCovered},
		{"gw-states", "gw.member", 20, 0, 1900, 1, 0},
	}
	for _, c := range cases {
		tables := r.Source(c.source)
		run, _ := tables[0].Series(c.variable, c.a, c.b)
		if got, _ := run.At(c.year); comity.Why(got) != c.missing || c.missing == 0 && got != c.want {
			t.Errorf("%s %s of %d and %d in %d is %v (%v), want %v (%v)", c.source, c.variable, c.a, c.b, c.year, got, comity.Why(got), c.want, c.missing)
		}
	}
	checkVotesJoined(t, r)
	checkPrices(t, r)
}

// checkPrices holds ITPD-E against COW trade year by year: that its figures are in dollars of the year, and its matrices in
// the order of the years, shows in a median ratio near one throughout.
func checkPrices(t *testing.T, r *Record) {
	cow, itpd := r.Source("cow-trade-4.0")[0], r.Source("itpd-e")[0]
	for year := 2000; year <= 2014; year++ {
		var ratios []float64
		itpd.Each("flow", comity.NoState, func(run Run) {
			other, _ := cow.Series("flow", run.A, run.B)
			x, _ := run.At(year)
			y, _ := other.At(year)
			if x > 1e8 && y > 1e8 {
				ratios = append(ratios, x/y)
			}
		})
		slices.Sort(ratios)
		if m := ratios[len(ratios)/2]; m < .99 || m > 1.03 {
			t.Errorf("%d: the median of ITPD-E over COW trade is %.3f over %d pairs, want 1", year, m, len(ratios))
		}
	}
}

// checkVotesJoined asks for the votes of both tables of the General Assembly in one.
func checkVotesJoined(t *testing.T, r *Record) {
	v := r.Votes("UNGA")
	last := len(v.Calls) - 1
	if v.Ref(0).Source != "unga-votes" || v.Ref(last).Source != "unga-votes-2025" {
		t.Errorf("the first and last roll calls are of %s and %s", v.Ref(0).Source, v.Ref(last).Source)
	}
	want := map[string][3]int{ // yes, no, abstain, as the Library's pages give them
		"human rights and unilateral coercive measures": {122, 56, 0},
		"United States embargo against Cuba":            {165, 7, 12},
	}
	for i, c := range v.Calls {
		if i > 0 && c.Day < v.Calls[i-1].Day {
			t.Fatal("the roll calls are not in order of day")
		}
		tally, ok := want[c.Topic]
		if !ok || c.Day.Year() != 2025 {
			continue
		}
		delete(want, c.Topic)
		if y, n, a := v.Tally(i); tally != [3]int{y, n, a} {
			t.Errorf("%s 2025: %d-%d-%d, want %v", c.Topic, y, n, a, tally)
		}
	}
	if len(want) > 0 {
		t.Errorf("not found in 2025: %v", want)
	}
	sc := r.Votes("UNSC")
	for i, c := range sc.Calls {
		if c.Symbol == "S/RES/893(1994)" && (c.Day.String() != "1994-01-06" || sc.Cast(sc.Of(140), i) != Yes) {
			t.Errorf("resolution 893 of %s", c.Day)
		}
	}
}

func TestAStoreThatIsNotThereIsTheBareCore(t *testing.T) {
	home := filepath.Join(t.TempDir(), "nowhere")
	r, err := Open(home)
	if err != nil || strings.Contains(r.Edition(), "local") {
		t.Fatalf("%v, %v", r, err)
	}
	if _, err := os.Stat(home); !errors.Is(err, fs.ErrNotExist) {
		t.Error("opening made the directory")
	}
	status, err := NewStore(home).Status()
	if err != nil || len(status) != len(source.All()) {
		t.Fatalf("%d sources, %v", len(status), err)
	}
	i := slices.IndexFunc(status, func(s SourceStatus) bool { return s.Card.ID == "unga-votes" })
	if !status[i].Core || status[i].Pulled != 0 || status[i].Built {
		t.Errorf("%+v", status[i])
	}
}

func TestHome(t *testing.T) {
	t.Setenv("COMITY_HOME", "")
	t.Setenv("XDG_DATA_HOME", "/data")
	if h, _ := Home(); h != filepath.FromSlash("/data/comity") {
		t.Errorf("with XDG_DATA_HOME: %s", h)
	}
	t.Setenv("COMITY_HOME", "/elsewhere")
	if h, _ := Home(); !strings.HasSuffix(h, "elsewhere") {
		t.Errorf("with COMITY_HOME: %s", h)
	}
}

func TestRefusals(t *testing.T) {
	s := NewStore(t.TempDir())
	odd := filepath.Join(t.TempDir(), "odd.csv")
	os.WriteFile(odd, []byte("not it"), 0o644)
	quick := &fetch.Client{Tries: 1}
	cases := []struct {
		name string
		do   func() error
		want string
	}{
		{"unknown source", func() error { _, err := s.Pull(t.Context(), []string{"nosuch"}, PullOptions{}); return err }, `no source "nosuch"; comity sources lists them`},
		{"mistyped source", func() error { _, err := s.Pull(t.Context(), []string{"unga-vote"}, PullOptions{}); return err }, "did you mean unga-votes"},
		{"offline", func() error {
			_, err := s.Pull(t.Context(), []string{"worldbank"}, PullOptions{Offline: true, Client: quick})
			return err
		}, "offline"},
		{"no address", func() error { _, err := s.Pull(t.Context(), []string{"unsc-votes"}, PullOptions{}); return err }, "comity add FILE --as unsc-votes"},
		{"no mirror", func() error {
			_, err := s.Pull(t.Context(), nil, PullOptions{Mirrors: []string{filepath.Join(s.Home(), "none")}})
			return err
		}, "is not a directory"},
		{"an empty mirror", func() error {
			_, err := s.Pull(t.Context(), []string{"worldbank"}, PullOptions{Mirrors: []string{t.TempDir()}})
			return err
		}, "the mirror has no econ/"},
		{"not pulled", func() error {
			_, err := s.Build(t.Context(), []string{"worldbank"}, BuildOptions{Workers: 1})
			return err
		}, "run: comity pull worldbank"},
		{"another file", func() error { _, err := s.Add(t.Context(), odd, "worldbank", ""); return err }, "none of the files of source worldbank"},
		{"no file", func() error { _, err := s.Add(t.Context(), odd+"x", "worldbank", ""); return err }, "no such file"},
	}
	for _, c := range cases {
		if err := c.do(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

// full is a file on a full disk: it takes some bytes and then no more.
type full struct{ left int }

func (f *full) Write(p []byte) (int, error) {
	n := min(len(p), f.left)
	if f.left -= n; n < len(p) {
		return n, syscall.ENOSPC
	}
	return n, nil
}
func (f *full) Sync() error  { return nil }
func (f *full) Close() error { return nil }

func TestAFullDiskHarmsNothing(t *testing.T) {
	s := stocked(t)
	before := map[string]string{}
	for _, path := range filesOf(t, s) {
		data, _ := os.ReadFile(path)
		before[path] = sumOf(data)
	}
	s.create = func(string) (diskFile, error) { return &full{1000}, nil }
	_, err := s.Build(t.Context(), nil, BuildOptions{Workers: 2, Force: true})
	var e *StoreError
	if !errors.As(err, &e) || !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "the disk is full") {
		t.Fatalf("error %v", err)
	}
	for _, path := range filesOf(t, s) {
		if data, _ := os.ReadFile(path); sumOf(data) != before[path] {
			t.Errorf("%s changed", path)
		}
	}
	if found, err := s.Verify(t.Context()); err != nil || !Clean(found) {
		t.Errorf("%v, %v", found, err)
	}
}

func TestAStoreThatMayNotBeWritten(t *testing.T) {
	s := stocked(t)
	s.create = func(path string) (diskFile, error) {
		return nil, &fs.PathError{Op: "open", Path: path, Err: syscall.EROFS}
	}
	if _, err := s.Build(t.Context(), nil, BuildOptions{Workers: 1, Force: true}); err == nil || !strings.Contains(err.Error(), "set COMITY_HOME") {
		t.Errorf("read-only: %v", err)
	}
	if _, err := Open(s.Home()); err != nil {
		t.Errorf("a read-only store does not open: %v", err)
	}
	file := filepath.Join(t.TempDir(), "file")
	os.WriteFile(file, nil, 0o644)
	if _, err := NewStore(filepath.Join(file, "store")).Pull(t.Context(), []string{"worldbank"}, PullOptions{}); err == nil || !strings.Contains(err.Error(), "set COMITY_HOME") {
		t.Errorf("a store under a file: %v", err)
	}
	if os.Getuid() == 0 {
		return // root may write anywhere
	}
	bare := t.TempDir()
	os.Chmod(bare, 0o555)
	if _, err := NewStore(bare).Pull(t.Context(), []string{"worldbank"}, PullOptions{}); err == nil || !strings.Contains(err.Error(), "may not be written") {
		t.Errorf("a directory without rights: %v", err)
	}
}

func TestOneWriterAtATime(t *testing.T) {
	s := NewStore(t.TempDir())
	err := s.write(t.Context(), "build", func() error {
		_, err := NewStore(s.Home()).Pull(t.Context(), []string{"worldbank"}, PullOptions{Offline: true})
		if !errors.Is(err, ErrLocked) {
			t.Errorf("a second writer: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.write(t.Context(), "build", func() error { return nil }); err != nil {
		t.Errorf("the lock was kept: %v", err)
	}
}

func TestCancelledPullIsContinued(t *testing.T) {
	mirror(t)
	s, ids := NewStore(t.TempDir()), []string{"worldbank"}
	ctx, cancel := context.WithCancel(t.Context())
	_, err := s.Pull(ctx, ids, PullOptions{Mirrors: []string{mirrorDir}, Progress: func(Progress) { cancel() }})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v", err)
	}
	if found, err := s.Verify(t.Context()); err != nil || !Clean(found) {
		t.Errorf("%v, %v", found, err)
	}
	if _, err := s.Pull(t.Context(), ids, PullOptions{Mirrors: []string{mirrorDir}}); err != nil {
		t.Errorf("the second pull: %v", err)
	}
}

func TestAddAndStale(t *testing.T) {
	mirror(t)
	s := NewStore(t.TempDir())
	f, err := s.Add(t.Context(), mirrorDir+"/unsc/unsc_vetoes_1946_2025.csv", "unsc-vetoes", "")
	if err != nil || f.Name != unscVetoesName {
		t.Fatalf("%+v, %v", f, err)
	}
	if _, err := s.Build(t.Context(), nil, BuildOptions{Workers: 1}); err != nil {
		t.Fatal(err)
	}
	data, _ := os.ReadFile(s.tablePath("unsc-vetoes"))
	os.WriteFile(s.tablePath("worldbank"), data, 0o644)
	found, err := s.Verify(t.Context())
	if err != nil || !Clean(found) || found[len(found)-1].Kind != Stale {
		t.Errorf("%v, %v", found, err)
	}
}

const unscVetoesName = "unsc/unsc_vetoes_1946_2025.csv"

// TestKilled kills a process that pulls and builds, at several moments, and asks the store each time.
func TestKilled(t *testing.T) {
	if home := os.Getenv("COMITY_TEST_KILL"); home != "" {
		s := NewStore(home)
		for {
			s.Pull(context.Background(), []string{"atlas-g20-china", "worldbank"}, PullOptions{Mirrors: []string{mirrorDir}})
			s.Build(context.Background(), nil, BuildOptions{Workers: 2})
			os.RemoveAll(filepath.Join(home, "snapshots"))
		}
	}
	mirror(t)
	if runtime.GOOS == "windows" {
		t.Skip("no kill")
	}
	home := t.TempDir()
	for i := range 6 {
		cmd := exec.Command(os.Args[0], "-test.run", "^TestKilled$")
		cmd.Env = append(os.Environ(), "COMITY_TEST_KILL="+home)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(60+40*i) * time.Millisecond)
		cmd.Process.Kill()
		cmd.Wait()
		s := NewStore(home)
		if found, err := s.Verify(t.Context()); err != nil || !Clean(found) {
			t.Fatalf("after kill %d: %v, %v", i, found, err)
		}
		if _, err := Open(home); err != nil {
			t.Fatalf("after kill %d: %v", i, err)
		}
	}
	s := NewStore(home)
	if _, err := s.Pull(t.Context(), []string{"atlas-g20-china"}, PullOptions{Mirrors: []string{mirrorDir}}); err != nil {
		t.Errorf("the store is not to be written after the kills: %v", err)
	}
	if left, _ := os.ReadDir(s.dir("tmp")); len(left) > 0 {
		t.Errorf("%d temporary files are left", len(left))
	}
}

func TestExcerpt(t *testing.T) {
	s := stocked(t)
	if _, err := s.Pull(t.Context(), []string{"worldbank", "itpd-e", "nmc-7.0"}, PullOptions{Mirrors: []string{mirrorDir}}); err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		source, variable string
		row              int64
		column, want     string
	}{
		{"worldbank", "gdp", 1, "Value", "3521418059.923445"},
		{"worldbank", "population", 1, "Value", "54922"},
		{"atlas-g20-china", "flow", 2, "year", "2001"},
		{"nmc-7.0", "cinc", 1, "cinc", "0.039697491"},
		{"itpd-e", "flow", 72 + 66*257, "matrix 13", "1.2514386150865425e+11"}, // Germany to France, 2012, as the file has it
		{"unga-votes-2025", "", 1, "Resolution", "S/RES/2768(2025)"},
	}
	for _, c := range cases {
		e, err := s.Excerpt(c.source, c.variable, "", c.row)
		if err != nil {
			t.Errorf("%s row %d: %v", c.source, c.row, err)
			continue
		}
		i := slices.IndexFunc(e.Cells, func(x source.ExcerptCell) bool { return x.Column == c.column })
		if i < 0 || e.Cells[i].Value != c.want {
			t.Errorf("%s row %d: %s is not %s: %v", c.source, c.row, c.column, c.want, e.Cells)
		}
	}
	if _, err := s.Excerpt("worldbank", "gdp", "", 1e9); err == nil {
		t.Error("a row that is not there was given")
	}
	var none *NotPulledError
	if _, err := s.Excerpt("cow-trade-4.0", "flow", "", 1); !errors.As(err, &none) {
		t.Errorf("not pulled: %v", err)
	}
}

// shelf answers every pinned address with the file of the mirror that its card names.
type shelf struct{ asked atomic.Int32 }

func (s *shelf) RoundTrip(r *http.Request) (*http.Response, error) {
	s.asked.Add(1)
	for _, src := range source.All() {
		for _, f := range src.Card().Files {
			if f.Address == r.URL.String() {
				data, err := os.ReadFile(filepath.Join(mirrorDir, f.Name))
				return &http.Response{StatusCode: 200, ContentLength: int64(len(data)), Body: io.NopCloser(bytes.NewReader(data)), Request: r}, err
			}
		}
	}
	return nil, errors.New("no such address")
}

func TestPullFromAddresses(t *testing.T) {
	mirror(t)
	s, net := NewStore(t.TempDir()), &shelf{}
	o := PullOptions{Client: &fetch.Client{HTTP: &http.Client{Transport: net}, Tries: 1}}
	all, err := s.Pull(t.Context(), nil, o)
	if err != nil {
		t.Fatal(err)
	}
	files := 0
	for _, p := range all {
		files += p.New
	}
	want, bytes := 0, map[string]bool{}
	for _, src := range source.All() {
		if c := src.Card(); addressed(c) && pinned(c) {
			want++
			for _, f := range c.Files {
				bytes[f.SHA256] = true
			}
		}
	}
	asked := int(net.asked.Load())
	if len(all) != want || files != asked || asked != len(bytes) { // what two cards name is asked for once
		t.Errorf("%d sources of %d and %d files with %d requests for %d", len(all), want, files, asked, len(bytes))
	}
	if all, err = s.Pull(t.Context(), []string{"unga-votes"}, PullOptions{Offline: true}); err != nil || all[0].New != 0 {
		t.Errorf("what is there needs no network: %+v, %v", all, err)
	}
}
