package record

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"comity/source"

	"pgregory.net/rapid"
)

// lockOf writes a lock file of some files.
func lockOf(t testing.TB, path string, files ...LockedFile) {
	t.Helper()
	data, err := json.Marshal(map[string]any{"comity": "0.1.0", "goarch": "any", "check": strings.Repeat("0", 64), "options": map[string]int{"seed": 1},
		"sources": []LockedSource{{ID: "locked", Edition: "1", Files: files}}})
	if err == nil {
		data, err = SealLock(data)
	}
	if err == nil {
		err = os.WriteFile(path, data, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestWhatIsNamedIsNeverCollected makes a store of random snapshots, sources and lock files and holds what is left after a
// collection against what was named, told apart here by plain sets.
func TestWhatIsNamedIsNeverCollected(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		home, err := os.MkdirTemp(t.TempDir(), "")
		if err != nil {
			t.Fatal(err)
		}
		file := func(i int) madeUp { return makeUp(fmt.Sprint("s", i), uint64(i), 1, 3) }
		some := func(label string) []int {
			return rapid.SliceOfNDistinct(rapid.IntRange(0, 11), 0, 8, rapid.ID).Draw(rt, label)
		}
		present, listed, built := some("snapshots in the store"), some("sources of the list"), some("sources built")
		var sources, all []madeUp
		for i := range 12 {
			all = append(all, file(i))
		}
		for _, i := range listed {
			sources = append(sources, all[i])
		}
		stock(t, over(home, all...), all, append(present, built...), built)
		named := map[string]bool{}
		for _, i := range listed {
			named[all[i].card.Files[0].SHA256] = true
		}
		s := over(home, sources...)
		var o CollectOptions
		for n := range rapid.IntRange(0, 3).Draw(rt, "lock files") {
			path := filepath.Join(home, fmt.Sprint(n, ".lock"))
			var files []LockedFile
			for _, i := range some("files of a lock") {
				f := all[i].card.Files[0]
				files = append(files, LockedFile{f.Name, f.SHA256, f.Size})
				named[f.SHA256] = true
			}
			lockOf(t, path, files...)
			if rapid.Bool().Draw(rt, "pinned") {
				if err := s.Pin(t.Context(), path); err != nil {
					t.Fatal(err)
				}
			} else {
				o.Keep = append(o.Keep, path)
			}
		}
		before := sums(t, s)
		dry, err := s.Collect(t.Context(), CollectOptions{DryRun: true, Keep: o.Keep})
		if err != nil {
			rt.Fatal(err)
		}
		if after := sums(t, s); len(after) != len(before) {
			rt.Fatal("a dry run removed something")
		}
		c, err := s.Collect(t.Context(), o)
		if err != nil || len(c.Gone) != len(dry.Gone) {
			rt.Fatalf("%d files went, %d were to go: %v", len(c.Gone), len(dry.Gone), err)
		}
		after := sums(t, s)
		for sum := range before {
			if named[sum] != after[sum] {
				rt.Fatalf("snapshot %.8s: named %v, still there %v", sum, named[sum], after[sum])
			}
		}
	})
}

// stock puts snapshots of some made-up sources into a store and builds some.
func stock(t testing.TB, s *Store, all []madeUp, present, built []int) {
	t.Helper()
	for _, i := range present {
		f := all[i].card.Files[0]
		path := s.snapshotPath(f.SHA256)
		if err := s.makeDirs(filepath.Dir(path)); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, all[i].files[f.Name], 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, i := range built {
		if _, err := s.Build(t.Context(), []string{all[i].card.ID}, BuildOptions{}); err != nil {
			t.Fatal(err)
		}
	}
}

// sums gives the snapshots of a store.
func sums(t testing.TB, s *Store) map[string]bool {
	t.Helper()
	files, err := s.files("snapshots")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for _, f := range files {
		out[filepath.Base(f.Path)] = true
	}
	return out
}

func TestATableKeepsItsSnapshots(t *testing.T) {
	old, next := makeUp("a", 1, 1, 50), makeUp("a", 2, 1, 50) // the card now names another edition
	s := over(filled(t, old).Home(), next)
	c, err := s.Collect(t.Context(), CollectOptions{})
	if err != nil || len(c.Gone) != 0 || c.Kept != 2 {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestALockFileThatCannotBeReadKeepsEverything(t *testing.T) {
	a := makeUp("a", 1, 1, 50)
	s := over(filled(t, a).Home())
	lock := filepath.Join(t.TempDir(), "comity.lock")
	lockOf(t, lock, LockedFile{"x", strings.Repeat("ab", 32), 1})
	if err := s.Pin(t.Context(), lock); err != nil {
		t.Fatal(err)
	}
	good, _ := os.ReadFile(lock)
	refused := func(what, want string, o CollectOptions) {
		t.Helper()
		c, err := s.Collect(t.Context(), o)
		if err == nil || !strings.Contains(err.Error(), want) || len(c.Gone) > 0 {
			t.Errorf("%s: %v, %d gone", what, err, len(c.Gone))
		}
		if len(sums(t, s)) != 1 {
			t.Fatalf("%s: the snapshot is gone", what)
		}
	}
	os.WriteFile(lock, []byte("{}"), 0o644)
	refused("a lock file of another kind", "gc --unpin "+lock, CollectOptions{})
	os.Remove(lock)
	refused("a lock file that is gone", lock, CollectOptions{})
	os.WriteFile(lock, good, 0o644)
	refused("a lock file given that is not there", "nowhere", CollectOptions{Keep: []string{"nowhere"}})
	pin := s.pinPath(lock)
	text, _ := os.ReadFile(pin)
	os.WriteFile(pin, append([]byte("/x"), text...), 0o644)
	refused("a damaged pin", "is damaged", CollectOptions{})
	if found, err := s.Verify(t.Context()); err != nil || Clean(found) {
		t.Errorf("verify does not see the damaged pin: %v, %v", found, err)
	}
	os.WriteFile(pin, text, 0o644)
	if pins, err := s.Pins(); err != nil || len(pins) != 1 || pins[0] != lock {
		t.Errorf("%v, %v", pins, err)
	}
	if err := s.Unpin(t.Context(), lock); err != nil {
		t.Fatal(err)
	}
	if err := s.Unpin(t.Context(), lock); err == nil {
		t.Error("a lock file was forgotten twice")
	}
	if c, err := s.Collect(t.Context(), CollectOptions{}); err != nil || len(c.Gone) != 3 {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestPartsAreCollectedOnlyWhenAsked(t *testing.T) {
	a := makeUp("a", 1, 2, 50)
	s := over(t.TempDir(), a)
	wanted, stray := a.card.Files[0].SHA256, strings.Repeat("ab", 32)
	s.makeDirs(s.dir("partial"))
	for _, sum := range []string{wanted, stray} {
		os.WriteFile(filepath.Join(s.dir("partial"), sum), []byte("1"), 0o644)
	}
	if c, err := s.Collect(t.Context(), CollectOptions{}); err != nil || len(c.Gone) != 0 {
		t.Errorf("%+v, %v", c, err)
	}
	c, err := s.Collect(t.Context(), CollectOptions{Partial: true})
	if err != nil || len(c.Gone) != 1 || filepath.Base(c.Gone[0].Path) != stray {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestLockFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "comity.lock")
	lockOf(t, path, LockedFile{"a.txt", strings.Repeat("0a", 32), 7})
	data, _ := os.ReadFile(path)
	l, err := ReadLock(data)
	if err != nil || l.Comity != "0.1.0" || l.Sources[0].Files[0].Size != 7 {
		t.Fatalf("%+v, %v", l, err)
	}
	for i := range data {
		for bit := range 8 {
			data[i] ^= 1 << bit
			if _, err := ReadLock(data); err == nil {
				t.Errorf("bit %d of byte %d (%q) was flipped unseen", bit, i, data[i])
			}
			data[i] ^= 1 << bit
		}
	}
	for name, text := range map[string]string{
		"empty": "", "no check": `{"comity":"1"}`, "a list": `[]`, "two checks": strings.Replace(string(data), "{", `{"check":"`+strings.Repeat("0", 64)+`",`, 1),
	} {
		if _, err := ReadLock([]byte(text)); err == nil {
			t.Errorf("%s: read", name)
		}
	}
	sealed, err := SealLock([]byte(`{"check":"` + strings.Repeat("0", 64) + `","sources":[{"id":"x","files":[{"name":"f","sha256":"../.."}]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ReadLock(sealed); err == nil || !strings.Contains(err.Error(), "no SHA-256") {
		t.Errorf("a checksum that is none: %v", err)
	}
	var e *LockFileError
	if _, err := readLockAt(path+"x", false); !errors.As(err, &e) || e.Path != path+"x" {
		t.Errorf("%v", err)
	}
}

func FuzzReadLock(f *testing.F) {
	path := filepath.Join(f.TempDir(), "comity.lock")
	lockOf(f, path, LockedFile{"a.txt", strings.Repeat("0a", 32), 7})
	data, _ := os.ReadFile(path)
	f.Add(data)
	f.Add([]byte(`{"check":"`))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := ReadLock(data)
		if sealed, serr := SealLock(data); serr == nil && err == nil && string(sealed) != string(data) {
			t.Errorf("sealing a sealed lock file changes it")
		}
		for _, s := range l.Sources {
			for _, f := range s.Files {
				if err == nil && !isSum(f.SHA256) {
					t.Errorf("%q passed for a checksum", f.SHA256)
				}
			}
		}
	})
}

// TestADamagedNoteOfWhatWasBroughtCostsNoSnapshot flips every bit of the note of a file whose checksum no card knows.
func TestADamagedNoteOfWhatWasBroughtCostsNoSnapshot(t *testing.T) {
	a := makeUp("a", 1, 1, 20)
	open := a
	open.card.Files = []source.File{{Name: "a/0.txt", Format: "txt"}}
	s := over(t.TempDir(), open)
	stock(t, over(s.Home(), a), []madeUp{a}, []int{0}, nil)
	f := a.card.Files[0]
	if err := s.write(t.Context(), "add", func() error { return s.bring("a", broughtFile{f.Name, f.SHA256, f.Size}) }); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(s.broughtPath("a"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range good {
		for bit := range 8 {
			bad := bytes.Clone(good)
			bad[i] ^= 1 << bit
			os.WriteFile(s.broughtPath("a"), bad, 0o644)
			c, _ := s.Collect(t.Context(), CollectOptions{})
			if len(c.Gone) > 0 || !sums(t, s)[f.SHA256] {
				t.Fatalf("bit %d of byte %d was flipped, and gc took %+v", bit, i, c.Gone)
			}
		}
	}
	os.WriteFile(s.broughtPath("a"), good, 0o644)
	if c, err := s.Collect(t.Context(), CollectOptions{}); err != nil || len(c.Gone) > 0 || c.Kept != 1 {
		t.Errorf("%+v, %v", c, err)
	}
}
