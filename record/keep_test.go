package record

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"comity/internal/fetch"
	"comity/source"
)

func TestMirrorsAreAskedInOrder(t *testing.T) {
	m := makeUp("a", 1, 2, 50)
	good := shelve(t, m)
	wrong := shelve(t, m)
	os.WriteFile(filepath.Join(wrong, "a", "0.txt"), bytes.Repeat([]byte{'1'}, len(m.files["a/0.txt"])), 0o644)
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		http.StripPrefix("/data", http.FileServer(http.Dir(good))).ServeHTTP(w, r)
	}))
	defer server.Close()
	broken := httptest.NewServer(http.NotFoundHandler())
	defer broken.Close()
	cases := []struct {
		name    string
		mirrors []string
		offline bool
		notes   []string // what the notes must hold
		want    string   // what the error must hold; empty for success
	}{
		{"a directory", []string{good}, false, nil, ""},
		{"an address", []string{server.URL + "/data"}, false, nil, ""},
		{"a file damaged on the first", []string{wrong, good}, false, []string{"mirror " + wrong, "SHA-256"}, ""},
		{"an empty one, a broken one, a good one", []string{t.TempDir(), broken.URL, server.URL + "/data/"}, false, []string{"has no a/0.txt", "404"}, ""},
		{"none is good", []string{wrong, broken.URL}, false, nil, "none of the 2 mirrors gives a/0.txt"},
		{"an address, off-line", []string{server.URL + "/data"}, true, nil, "offline"},
		{"an address off-line, a directory", []string{server.URL + "/data", good}, true, []string{"offline"}, ""},
		{"another scheme", []string{"ftp://h/data"}, false, nil, "is not a directory"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			asked.Store(0)
			s := over(t.TempDir(), m)
			all, err := s.Pull(t.Context(), nil, PullOptions{Mirrors: c.mirrors, Offline: c.offline, Client: &fetch.Client{Tries: 1}})
			if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
				t.Fatalf("error %v, want %q", err, c.want)
			}
			if c.offline && asked.Load() > 0 {
				t.Errorf("off-line, and the network was asked %d times", asked.Load())
			}
			if err != nil {
				return
			}
			for _, part := range c.notes {
				if !strings.Contains(strings.Join(all[0].Notes, "\n"), part) {
					t.Errorf("notes %q, want %q", all[0].Notes, part)
				}
			}
			if all[0].New != 2 || len(c.notes) == 0 && len(all[0].Notes) > 0 {
				t.Errorf("%+v", all[0])
			}
		})
	}
}

func TestProgressCountsAllBytes(t *testing.T) {
	a, b := makeUp("a", 1, 3, 2000), makeUp("b", 2, 2, 2000)
	var last, total int64
	s := over(t.TempDir(), a, b)
	_, err := s.Pull(t.Context(), nil, PullOptions{Mirrors: []string{shelve(t, a, b)}, Progress: func(p Progress) {
		if p.Done < last || total != 0 && p.Total != total {
			t.Errorf("progress %+v after %d of %d", p, last, total)
		}
		last, total = p.Done, p.Total
	}})
	if err != nil || last != total || total < 100_000 {
		t.Errorf("%d of %d bytes, %v", last, total, err)
	}
}

func TestAFileOfTwoSourcesComesOnce(t *testing.T) {
	a := makeUp("a", 1, 1, 50)
	b := a
	b.card.ID = "b"
	s := over(t.TempDir(), a, b)
	all, err := s.Pull(t.Context(), nil, PullOptions{Mirrors: []string{shelve(t, a)}})
	if err != nil || all[0].New != 1 || all[1].New != 0 || s.pulled(b.card) != 1 {
		t.Errorf("%+v, %v", all, err)
	}
}

func TestOnlyWhatChangedIsBuilt(t *testing.T) {
	a, b := makeUp("a", 1, 1, 300), makeUp("b", 2, 1, 300)
	s := filled(t, a, b)
	built := func(s *Store, o BuildOptions) (ids []string) {
		t.Helper()
		o.Workers = 2
		all, err := s.Build(t.Context(), nil, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range all {
			if !m.UpToDate {
				ids = append(ids, m.Source)
			}
		}
		return ids
	}
	check := func(what string, got []string, want ...string) {
		t.Helper()
		if !slices.Equal(got, want) {
			t.Errorf("%s: built %v, want %v", what, got, want)
		}
	}
	before, _ := os.ReadFile(s.tablePath("a"))
	check("nothing changed", built(s, BuildOptions{}))
	check("forced", built(s, BuildOptions{Force: true}), "a", "b")
	if after, _ := os.ReadFile(s.tablePath("a")); !bytes.Equal(before, after) {
		t.Error("building again gave another table")
	}
	os.Remove(s.tablePath("b"))
	check("a table lost", built(s, BuildOptions{}), "b")
	damaged, _ := os.ReadFile(s.tablePath("a"))
	damaged[len(damaged)-9] ^= 1
	os.WriteFile(s.tablePath("a"), damaged, 0o644)
	check("a table damaged", built(s, BuildOptions{}), "a")
	os.WriteFile(s.stampPath("a"), []byte("nonsense"), 0o644)
	check("a stamp damaged", built(s, BuildOptions{}), "a")
	a.card.Title = "another card"
	changed := over(s.Home(), a, b)
	check("a card changed", built(changed, BuildOptions{}), "a")
	shipped := changed.inputs(b)
	os.MkdirAll(changed.dir("cards"), 0o755)
	os.WriteFile(changed.cardPath("b"), []byte("# a card of the user's"), 0o644)
	if changed.inputs(b) == shipped {
		t.Error("a user's own card is no part of the stamp")
	}
	os.Remove(changed.cardPath("b"))
	changed.program = func() string { return "another program" }
	check("the program changed", built(changed, BuildOptions{}), "a", "b")
	changed.program = func() string { return "" }
	check("a program that cannot be told", built(changed, BuildOptions{}), "a", "b")
}

func TestWhoHoldsTheLockIsTold(t *testing.T) {
	s := NewStore(t.TempDir())
	err := s.write(t.Context(), "build", func() error {
		holder, held := s.Holder()
		if !held || holder.PID != os.Getpid() || holder.Command != "build" || holder.Since == "" {
			t.Errorf("%+v, %v", holder, held)
		}
		_, err := NewStore(s.Home()).Build(t.Context(), nil, BuildOptions{})
		if err == nil || !strings.Contains(err.Error(), "comity build, process ") || !strings.Contains(err.Error(), "--wait") {
			t.Errorf("a second writer is told: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if holder, held := s.Holder(); held {
		t.Errorf("after the end: %+v", holder)
	}
	os.WriteFile(s.dir("lock"), []byte("99999 build\n"), 0o644) // as a kill leaves it
	if _, held := s.Holder(); held {
		t.Error("a killed process holds the lock")
	}
	for _, text := range []string{"", "x", "-1 build", "12 \x1b[31m", strings.Repeat("9", 500), "12"} {
		os.WriteFile(s.dir("lock"), []byte(text), 0o644)
		if h := readHolder(s.dir("lock")); strings.ContainsRune(h.String(), '\x1b') {
			t.Errorf("%q: %v", text, h)
		}
	}
}

func TestWaitingForTheLock(t *testing.T) {
	s := NewStore(t.TempDir())
	told := make(chan Holder, 1)
	second := make(chan error, 1)
	err := s.write(t.Context(), "pull", func() error {
		go func() {
			patient := NewStore(s.Home()).Waiting(func(h Holder) { told <- h })
			second <- patient.write(t.Context(), "build", func() error { return nil })
		}()
		if h := <-told; h.Command != "pull" {
			t.Errorf("it waits for %v", h)
		}
		return nil
	})
	if err := errors.Join(err, <-second); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	s.write(t.Context(), "pull", func() error {
		err := NewStore(s.Home()).Waiting(func(Holder) {}).write(ctx, "build", func() error { return nil })
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("waiting is not to be stopped: %v", err)
		}
		return nil
	})
}

func TestTablesOfSourcesThatAreGone(t *testing.T) {
	a, b := makeUp("a", 1, 1, 50), makeUp("b", 2, 1, 50)
	s := over(filled(t, a, b).Home(), a)
	found, err := s.Verify(t.Context())
	if err != nil || !slices.ContainsFunc(found, func(f Finding) bool { return f.Kind == Stale && strings.Contains(f.Text, "comity gc") }) {
		t.Errorf("%v, %v", found, err)
	}
	c, err := s.Collect(t.Context(), CollectOptions{})
	if err != nil || len(c.Gone) != 3 { // table, stamp, snapshot
		t.Errorf("%+v, %v", c, err)
	}
	if found, err := s.Verify(t.Context()); err != nil || slices.ContainsFunc(found, func(f Finding) bool { return f.Kind != Note }) {
		t.Errorf("%v, %v", found, err)
	}
}

func TestSources(t *testing.T) {
	s := NewStore(t.TempDir())
	if len(s.list()) != len(source.All()) || s.program() == "" {
		t.Error("a store does not know its sources, or its program")
	}
}

// TestAFullDiskIsToldWhicheverFileMeetsIt fills the disk while the last of several files comes: that the others were then not
// tried must not hide the reason.
func TestAFullDiskIsToldWhicheverFileMeetsIt(t *testing.T) {
	m := makeUp("a", 1, 6, 50)
	for i := range m.card.Files {
		s := over(t.TempDir(), m)
		s.fault = func(op, path string) error {
			if op == "write" && filepath.Base(path) == m.card.Files[i].SHA256 {
				return &os.PathError{Op: op, Path: path, Err: syscall.ENOSPC}
			}
			return nil
		}
		_, err := s.Pull(t.Context(), nil, PullOptions{Mirrors: []string{shelve(t, m)}})
		if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "the disk is full") || errors.Is(err, context.Canceled) {
			t.Errorf("file %d: %v", i, err)
		}
	}
}

// TestEveryCardCanBeStamped: a card that JSON cannot hold whole would be built again each time, or not when it changed.
func TestEveryCardCanBeStamped(t *testing.T) {
	s := NewStore(t.TempDir())
	for _, src := range source.All() {
		if s.inputs(src) == "" {
			t.Errorf("the card of %s gives no stamp", src.Card().ID)
		}
	}
}
