package record

// This file holds the store to its promises: nothing that was promised is lost, and nothing damaged passes unseen, whatever is
// killed, flipped or full. A few rounds run with every test; `make reliability` runs the full numbers, and docs/RELIABILITY.md
// says what they gave.

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"comity/internal/fetch"
)

var (
	kills = flag.Int("kills", 12, "how often TestReliabilityKilled kills a process that pulls, builds and collects")
	flips = flag.Int("flips", 300, "how many bits TestReliabilityFlippedBits flips")
	luck  = flag.Uint64("luck", 1, "the seed of the random moments and bits")
)

// reliable are the sources the tests below keep: four, of one to three files.
func reliable() []madeUp {
	return []madeUp{makeUp("a", 1, 1, 4000), makeUp("b", 2, 3, 2000), makeUp("c", 3, 2, 6000), makeUp("d", 4, 1, 100)}
}

// served gives the address of a mirror of sources on this machine.
func served(t testing.TB, sources ...madeUp) string {
	t.Helper()
	s := httptest.NewServer(http.FileServer(http.Dir(shelve(t, sources...))))
	t.Cleanup(s.Close)
	return s.URL
}

// keepOnce does all the keeping there is, from a mirror, and says on a stream what is done: P, B, C; and o before every step
// on the disk.
func keepOnce(s *Store, mirror string, workers int, say func(string)) error {
	s.fault = func(string, string) error { say("o"); return nil }
	defer func() { s.fault = nil }()
	if _, err := s.Pull(context.Background(), nil, PullOptions{Mirrors: []string{mirror}, AtOnce: workers, Client: &fetch.Client{Tries: 2}}); err != nil {
		return err
	}
	say("P")
	if _, err := s.Build(context.Background(), nil, BuildOptions{Workers: workers}); err != nil {
		return err
	}
	say("B")
	if _, err := s.Collect(context.Background(), CollectOptions{Partial: true}); err != nil {
		return err
	}
	say("C")
	return nil
}

// state gives every snapshot and table of a store by its checksum.
func state(t testing.TB, s *Store) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, dir := range []string{"snapshots", "tables"} {
		files, err := s.files(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			data, err := os.ReadFile(f.Path)
			if err != nil {
				t.Fatal(err)
			}
			rel, _ := filepath.Rel(s.Home(), f.Path)
			out[rel] = sumOf(data)
		}
	}
	return out
}

// wholeState is what a store of the sources comes to when nothing goes wrong.
func wholeState(t testing.TB, sources []madeUp) map[string]string {
	t.Helper()
	return state(t, filled(t, sources...))
}

// within says that everything of a state is in another, as it was.
func within(t testing.TB, what string, had, has map[string]string) {
	t.Helper()
	for path, sum := range had {
		if has[path] != sum {
			t.Fatalf("%s: %s was promised and is lost or changed", what, path)
		}
	}
}

// unharmed says that a store verifies, opens and may be written.
func unharmed(t testing.TB, what string, s *Store) {
	t.Helper()
	found, err := s.Verify(context.Background())
	if err != nil || !Clean(found) {
		t.Fatalf("%s: %v, %v", what, found, err)
	}
	if _, err := Open(s.Home()); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	if h, held := s.Holder(); held {
		t.Fatalf("%s: the lock is still held (%v)", what, h)
	}
}

func TestReliabilityKilled(t *testing.T) {
	sources := reliable()
	if home := os.Getenv("COMITY_TEST_KEEP"); home != "" {
		if err := keepOnce(over(home, sources...), os.Getenv("COMITY_TEST_MIRROR"), 2, func(s string) { os.Stdout.WriteString(s) }); err != nil {
			t.Fatal(err)
		}
		return
	}
	if runtime.GOOS == "windows" {
		t.Skip("no kill")
	}
	want := wholeState(t, sources)
	k := &killer{t: t, home: t.TempDir(), r: rand.New(rand.NewPCG(*luck, 1)), mirrors: []string{served(t, sources...), shelve(t, sources...)}}
	s := over(k.home, sources...)
	cut, whole := 0, 0
	for n := 0; cut < *kills && n < 3**kills; n++ {
		had := k.wreck(s)
		said, killed := k.run(k.r.IntN(100))
		what := fmt.Sprintf("kill %d, after %d steps (%s)", n, strings.Count(said, "o"), strings.ReplaceAll(said, "o", ""))
		unharmed(t, what, s)
		has := state(t, s)
		within(t, what, had, has)
		for promise, dir := range map[string]string{"P": "snapshots", "B": "tables"} {
			if strings.Contains(said, promise) {
				within(t, what, only(want, dir), has)
			}
		}
		for path, sum := range has {
			if want[path] != sum {
				t.Fatalf("%s: %s is not what it should be", what, path)
			}
		}
		if killed {
			cut++
		}
		if n%25 == 24 {
			whole++
			if said, _ := k.run(1 << 30); !strings.HasSuffix(said, "C") {
				t.Fatalf("%s: the next command does not finish: %s", what, said)
			}
			within(t, what, want, state(t, s))
		}
	}
	if said, _ := k.run(1 << 30); !strings.HasSuffix(said, "C") {
		t.Fatalf("after all kills the command does not finish: %s", said)
	}
	unharmed(t, "at the end", s)
	within(t, "at the end", want, state(t, s))
	if left, _ := os.ReadDir(s.dir("tmp")); len(left) > 0 {
		t.Errorf("%d temporary files are left", len(left))
	}
	t.Logf("%d processes killed before their end, %d others let run to the end: nothing lost, nothing damaged", cut, whole+1)
	if cut < *kills {
		t.Errorf("only %d were killed before their end, want %d", cut, *kills)
	}
}

// killer starts processes that keep a store, and kills them.
type killer struct {
	t       *testing.T
	home    string
	r       *rand.Rand
	mirrors []string
}

// run starts a process and kills it a moment after its n-th step on the disk; it gives what the process said before.
func (k *killer) run(n int) (said string, killed bool) {
	cmd := exec.Command(os.Args[0], "-test.run", "^TestReliabilityKilled$")
	cmd.Env = append(os.Environ(), "COMITY_TEST_KEEP="+k.home, "COMITY_TEST_MIRROR="+k.mirrors[k.r.IntN(len(k.mirrors))])
	out, err := cmd.StdoutPipe()
	if err != nil {
		k.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		k.t.Fatal(err)
	}
	var b strings.Builder
	lines := bufio.NewReader(out)
	for steps := 0; ; {
		c, err := lines.ReadByte()
		if err != nil {
			break
		}
		b.WriteByte(c)
		if steps++; steps == n+1 {
			time.Sleep(time.Duration(k.r.IntN(3000)) * time.Microsecond)
			killed = cmd.Process.Kill() == nil
		}
	}
	err = cmd.Wait()
	said, _, _ = strings.Cut(b.String(), "PASS")
	return strings.Trim(said, "\n"), killed && err != nil
}

// wreck takes some files out of a store, so that there is work again, cuts some parts short, and gives what is left: what is
// promised from now on.
func (k *killer) wreck(s *Store) map[string]string {
	for _, dir := range []string{"snapshots", "tables", "stamps", "partial"} {
		files, err := s.files(dir)
		if err != nil {
			k.t.Fatal(err)
		}
		for _, f := range files {
			switch k.r.IntN(4) {
			case 0, 1:
				os.Remove(f.Path)
			case 2:
				if dir == "partial" {
					os.Truncate(f.Path, k.r.Int64N(f.Bytes+1))
				}
			}
		}
	}
	return state(k.t, s)
}

// only gives the part of a state below a directory.
func only(all map[string]string, dir string) map[string]string {
	out := map[string]string{}
	for path, sum := range all {
		if strings.HasPrefix(path, dir+string(os.PathSeparator)) {
			out[path] = sum
		}
	}
	return out
}

// A flip is a kind of file whose bits are flipped: where it is, and what must come of it.
type flip struct {
	name string
	path func(r *rand.Rand) string
	mind func(t *testing.T, what string) // holds the store against its promise while the bit is flipped
}

func TestReliabilityFlippedBits(t *testing.T) {
	sources := reliable()
	s := filled(t, sources...)
	mirror := served(t, sources...)
	lock := filepath.Join(t.TempDir(), "comity.lock")
	lockOf(t, lock, LockedFile{"a.txt", sources[0].card.Files[0].SHA256, 7})
	if err := s.Pin(t.Context(), lock); err != nil {
		t.Fatal(err)
	}
	signed := filepath.Join(t.TempDir(), "core")
	private, public, err := NewKey()
	if err != nil {
		t.Fatal(err)
	}
	signature, _, err := Sign(coreBytes(), private)
	if err != nil {
		t.Fatal(err)
	}
	for ending, data := range map[string][]byte{".comity": coreBytes(), ".sig": signature, ".pub": public} {
		if err := os.WriteFile(signed+ending, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want := state(t, s)
	found := func(t *testing.T, what string) {
		if found, err := s.Verify(t.Context()); err == nil && Clean(found) {
			t.Fatalf("%s: verify does not see it", what)
		}
	}
	kinds := []flip{
		{"snapshot", func(r *rand.Rand) string { return anyOf(t, s, "snapshots", r) }, found},
		{"table", func(r *rand.Rand) string { return anyOf(t, s, "tables", r) }, found},
		{"pin", func(r *rand.Rand) string { return anyOf(t, s, "locks", r) }, found},
		{"comity.lock", func(*rand.Rand) string { return lock }, func(t *testing.T, what string) {
			found(t, what)
			if c, err := s.Collect(t.Context(), CollectOptions{}); err == nil || len(c.Gone) > 0 {
				t.Fatalf("%s: gc goes on: %+v", what, c)
			}
		}},
		{"core", func(*rand.Rand) string { return signed + ".comity" }, func(t *testing.T, what string) {
			if coreFile(t, signed) == nil {
				t.Fatalf("%s: it passes", what)
			}
			if data, _ := os.ReadFile(signed + ".comity"); Verify(data) == nil {
				t.Fatalf("%s: its checksums pass", what)
			}
		}},
		{"signature", func(*rand.Rand) string { return signed + ".sig" }, func(t *testing.T, what string) {
			if coreFile(t, signed) == nil {
				t.Fatalf("%s: it passes", what)
			}
		}},
		{"public key", func(*rand.Rand) string { return signed + ".pub" }, func(t *testing.T, what string) {
			if coreFile(t, signed) == nil {
				t.Fatalf("%s: it passes", what)
			}
		}},
		{"stamp", func(r *rand.Rand) string { return anyOf(t, s, "stamps", r) }, func(t *testing.T, what string) {
			if _, err := s.Build(t.Context(), nil, BuildOptions{Workers: 1}); err != nil {
				t.Fatalf("%s: %v", what, err)
			}
			within(t, what+": harmless", want, state(t, s))
		}},
		{"partial", func(r *rand.Rand) string { return cutShort(t, s, sources, r) }, func(t *testing.T, what string) {
			if _, err := s.Pull(t.Context(), nil, PullOptions{Mirrors: []string{mirror}, Client: &fetch.Client{Pause: atOnce}}); err != nil {
				t.Fatalf("%s: %v", what, err)
			}
			within(t, what+": harmless", want, state(t, s))
		}},
		{"process lock", func(*rand.Rand) string { return held(t, s) }, func(t *testing.T, what string) {
			if err := s.write(t.Context(), "build", func() error { return nil }); err != nil {
				t.Fatalf("%s: %v", what, err)
			}
			within(t, what+": harmless", want, state(t, s))
		}},
	}
	r := rand.New(rand.NewPCG(*luck, 2))
	count := map[string]int{}
	for n := range *flips {
		k := kinds[n%len(kinds)]
		path := k.path(r)
		count[k.name]++
		flipIn(t, k, path, r, n)
	}
	unharmed(t, "at the end", s)
	within(t, "at the end", want, state(t, s))
	t.Logf("%d bits flipped, none passed unseen: %v", *flips, count)
}

func atOnce(context.Context, time.Duration) error { return nil }

// flipIn flips one bit of a file, minds what comes of it, and puts the file right where it is still as it was left.
func flipIn(t *testing.T, k flip, path string, r *rand.Rand, n int) {
	t.Helper()
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at, bit := r.IntN(len(good)), r.IntN(8)
	bad := bytes.Clone(good)
	bad[at] ^= 1 << bit
	if err := os.WriteFile(path, bad, 0o644); err != nil {
		t.Fatal(err)
	}
	k.mind(t, fmt.Sprintf("flip %d: bit %d of byte %d of a %s", n, bit, at, k.name))
	if now, err := os.ReadFile(path); err == nil && bytes.Equal(now, bad) {
		if err := os.WriteFile(path, good, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// anyOf gives one file below a directory of the store.
func anyOf(t *testing.T, s *Store, dir string, r *rand.Rand) string {
	t.Helper()
	files, err := s.files(dir)
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in %s: %v", dir, err)
	}
	return files[r.IntN(len(files))].Path
}

// coreFile checks a core in a file with its signature and key.
func coreFile(t *testing.T, name string) error {
	t.Helper()
	var parts [3][]byte
	for i, ending := range []string{".comity", ".sig", ".pub"} {
		var err error
		if parts[i], err = os.ReadFile(name + ending); err != nil {
			t.Fatal(err)
		}
	}
	return CheckSignature(parts[0], parts[1], parts[2])
}

// cutShort takes a snapshot away and leaves a part of it as if its download had been cut short.
func cutShort(t *testing.T, s *Store, sources []madeUp, r *rand.Rand) string {
	t.Helper()
	m := sources[r.IntN(len(sources))]
	f := m.card.Files[r.IntN(len(m.card.Files))]
	part := filepath.Join(s.dir("partial"), f.SHA256)
	if err := errors.Join(os.Remove(s.snapshotPath(f.SHA256)), os.WriteFile(part, m.files[f.Name][:1+r.Int64N(f.Size)], 0o644)); err != nil {
		t.Fatal(err)
	}
	return part
}

// held leaves the lock as a killed process does.
func held(t *testing.T, s *Store) string {
	t.Helper()
	if err := os.WriteFile(s.dir("lock"), []byte("4194303 build\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return s.dir("lock")
}

// TestReliabilityEveryWriteFails fails the first step on the disk, the second, and so on until all is done without one that
// fails: once only, and from then on; with a full disk, one that may not be written, and one that breaks.
func TestReliabilityEveryWriteFails(t *testing.T) {
	old := []madeUp{makeUp("a", 9, 1, 30), makeUp("gone", 8, 1, 30)}
	sources := []madeUp{makeUp("a", 1, 2, 40), makeUp("b", 2, 1, 40)}
	mirror, olds := shelve(t, sources...), shelve(t, old...)
	want := wholeState(t, sources)
	steps := 0
	type fault struct {
		name string
		err  error
		once bool
	}
	faults := []fault{{"full once", syscall.ENOSPC, true}, {"full", syscall.ENOSPC, false}, {"read-only", syscall.EROFS, false}, {"broken once", syscall.EIO, true}}
	if testing.Short() {
		faults = faults[1:2]
	}
	for _, c := range faults {
		for k := 1; ; k++ {
			s := over(t.TempDir(), old...)
			if err := keepOnce(s, olds, 1, func(string) {}); err != nil {
				t.Fatal(err)
			}
			had := state(t, s)
			s = over(s.Home(), sources...)
			reached, err := failAt(s, mirror, k, c.err, c.once)
			what := fmt.Sprintf("%s at step %d", c.name, k)
			if reached && !errors.Is(err, c.err) {
				t.Fatalf("%s is not told: %v", what, err)
			}
			unharmed(t, what, s)
			if reached {
				within(t, what, survivors(had, want), state(t, s))
			}
			if err := keepOnce(s, mirror, 1, func(string) {}); err != nil {
				t.Fatalf("%s: the next command fails: %v", what, err)
			}
			if has := state(t, s); len(has) != len(want) {
				t.Fatalf("%s: %d files in the end, want %d", what, len(has), len(want))
			}
			within(t, what, want, state(t, s))
			if !reached {
				break
			}
			steps++
		}
	}
	if steps < 40*len(faults) {
		t.Errorf("only %d steps failed: this says little", steps)
	}
	t.Logf("%d failing steps on the disk: each told, nothing lost, the next command went through", steps)
}

// failAt keeps a store whose n-th step on the disk fails; reached says whether there was one.
func failAt(s *Store, mirror string, n int, fail error, once bool) (reached bool, err error) {
	step := 0
	s.fault = func(op, path string) error {
		if step++; step == n || step > n && !once {
			reached = true
			return &os.PathError{Op: op, Path: path, Err: fail}
		}
		return nil
	}
	defer func() { s.fault = nil }()
	o := PullOptions{Mirrors: []string{mirror}, AtOnce: 1, Client: &fetch.Client{Tries: 1}}
	if _, err := s.Pull(context.Background(), nil, o); err != nil {
		return reached, err
	}
	if _, err := s.Build(context.Background(), nil, BuildOptions{Workers: 1}); err != nil {
		return reached, err
	}
	_, err = s.Collect(context.Background(), CollectOptions{})
	return reached, err
}

// survivors are the files of a store that nothing may take or change before the new ones are whole: snapshots and tables of
// sources that go on; what is collected or built anew is not among them.
func survivors(had, want map[string]string) map[string]string {
	out := map[string]string{}
	for path, sum := range had {
		if want[path] == sum {
			out[path] = sum
		}
	}
	return out
}
