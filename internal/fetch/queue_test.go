package fetch

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// most counts how many of a kind are under way at a time, and the most there ever were.
type most struct {
	mu        sync.Mutex
	now, peak map[string]int
}

func (m *most) enter(kinds ...string) (leave func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.now == nil {
		m.now, m.peak = map[string]int{}, map[string]int{}
	}
	for _, k := range kinds {
		m.now[k]++
		m.peak[k] = max(m.peak[k], m.now[k])
	}
	return func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		for _, k := range kinds {
			m.now[k]--
		}
	}
}

func TestRunKeepsItsLimits(t *testing.T) {
	var m most
	var jobs []Job
	var done atomic.Int32
	for i := range 40 {
		host := []string{"", "slow", "slow", "slow", "quick"}[i%5]
		jobs = append(jobs, Job{host, func(context.Context) {
			defer m.enter("all", host)()
			time.Sleep(time.Duration(1+len(host)%5) * time.Millisecond)
			done.Add(1)
		}})
	}
	Run(t.Context(), jobs, 4, 2)
	if done.Load() != 40 || m.peak["all"] > 4 || m.peak["slow"] > 2 || m.peak["quick"] > 2 {
		t.Errorf("%d jobs done, at most %v", done.Load(), m.peak)
	}
	if m.peak["all"] < 3 {
		t.Errorf("never more than %d at a time", m.peak["all"])
	}
}

func TestABusyHostDoesNotKeepOthersWaiting(t *testing.T) {
	release, other := make(chan struct{}), make(chan struct{})
	stuck := func(context.Context) { <-release }
	jobs := []Job{{"a", stuck}, {"a", stuck}, {"a", stuck}, {"a", stuck}, {"b", func(context.Context) { close(other) }}}
	over := make(chan struct{})
	go func() { Run(t.Context(), jobs, 4, 2); close(over) }()
	select {
	case <-other:
	case <-time.After(10 * time.Second):
		t.Error("the other host's file waited for the busy one's")
	}
	close(release)
	<-over
}

// TestTheClientLetsFewInAtAHost asks for many files at once through one client: the limit holds whoever calls it.
func TestTheClientLetsFewInAtAHost(t *testing.T) {
	var m most
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		defer m.enter("all")()
		time.Sleep(2 * time.Millisecond)
		whole(w, r)
	})
	c := hasty()
	var wait sync.WaitGroup
	for range 8 {
		f := file(t, url)
		wait.Go(func() {
			if err := c.Get(t.Context(), f); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if m.peak["all"] > PerHost {
		t.Errorf("%d at a time", m.peak["all"])
	}
}

func TestPauses(t *testing.T) {
	now := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		text string
		want time.Duration
	}{
		{"7", 7 * time.Second}, {"0", 0}, {"-3", 0}, {"", 0}, {"soon", 0}, {"99999999999999", 0},
		{"Wed, 01 Jan 2025 00:01:00 GMT", time.Minute}, {"Tue, 31 Dec 2024 00:00:00 GMT", 0},
	} {
		if got := retryAfter(c.text, now); got != c.want {
			t.Errorf("Retry-After %q: %v, want %v", c.text, got, c.want)
		}
	}
	for jitter, want := range map[float64][]time.Duration{
		0:  {500 * time.Millisecond, time.Second, 2 * time.Second, 16 * time.Second},
		.5: {750 * time.Millisecond, 1500 * time.Millisecond, 3 * time.Second, 24 * time.Second},
	} {
		c := &Client{Jitter: func() float64 { return jitter }}
		if got := []time.Duration{c.backOff(1, nil), c.backOff(2, nil), c.backOff(3, nil), c.backOff(100, nil)}; !slices.Equal(got, want) {
			t.Errorf("pauses with jitter %v: %v, want %v", jitter, got, want)
		}
	}
	if d := (&Client{}).backOff(1, &StatusError{After: time.Minute}); d != time.Minute {
		t.Errorf("a server that asks for a minute is left alone for %v", d)
	}
	for range 100 {
		if d := (&Client{}).backOff(3, nil); d < 2*time.Second || d >= 4*time.Second {
			t.Fatalf("pause of %v after the third try", d)
		}
	}
}

func TestRetryAfterIsKept(t *testing.T) {
	var asked atomic.Int32
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1) == 1 {
			w.Header().Set("Retry-After", "40")
			http.Error(w, "", http.StatusTooManyRequests)
			return
		}
		whole(w, r)
	})
	var paused []time.Duration
	c := &Client{Pause: func(_ context.Context, d time.Duration) error { paused = append(paused, d); return nil }}
	if err := c.Get(t.Context(), file(t, url)); err != nil || !slices.Equal(paused, []time.Duration{40 * time.Second}) {
		t.Errorf("%v after pauses of %v", err, paused)
	}
	never := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "86400")
		http.Error(w, "", http.StatusServiceUnavailable)
	})
	if err := hasty().Get(t.Context(), file(t, never)); err == nil || !strings.Contains(err.Error(), "24h0m0s") {
		t.Errorf("a server that asks for a day: %v", err)
	}
}

// TestProxies fetches from a host that is nowhere through a proxy on this machine; the environment is read once in the life
// of a process, so another one does it.
func TestProxies(t *testing.T) {
	if path := os.Getenv("FETCH_TEST_PROXY"); path != "" {
		f := File{Address: "http://files.invalid/data/x", Path: path, SHA256: sum(content), Size: int64(len(content))}
		if err := (&Client{Tries: 1}).Get(t.Context(), f); err != nil {
			t.Fatal(err)
		}
		return
	}
	var asked atomic.Value
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Store(r.URL.String())
		whole(w, r)
	}))
	defer proxy.Close()
	for _, c := range []struct {
		name string
		env  []string
		want bool
	}{
		{"HTTP_PROXY", []string{"HTTP_PROXY=" + proxy.URL}, true},
		{"http_proxy", []string{"http_proxy=" + proxy.URL}, true},
		{"NO_PROXY", []string{"HTTP_PROXY=" + proxy.URL, "NO_PROXY=files.invalid"}, false},
		{"none", nil, false},
	} {
		path := filepath.Join(t.TempDir(), "part")
		cmd := exec.Command(os.Args[0], "-test.run", "^TestProxies$")
		cmd.Env = append(slices.DeleteFunc(os.Environ(), func(e string) bool { return strings.Contains(strings.ToLower(e), "_proxy=") }), "FETCH_TEST_PROXY="+path)
		cmd.Env = append(cmd.Env, c.env...)
		asked.Store("")
		out, err := cmd.CombinedOutput()
		if (err == nil) != c.want || c.want != (asked.Load() == "http://files.invalid/data/x") {
			t.Errorf("%s: %v, the proxy was asked for %q\n%s", c.name, err, asked.Load(), out)
		}
	}
}

func TestPlaces(t *testing.T) {
	for base, want := range map[string]string{
		"http://h/data":   "http://h/data/econ/a%20b.csv",
		"https://h/data/": "https://h/data/econ/a%20b.csv",
		"http://h":        "http://h/econ/a%20b.csv",
	} {
		if got, err := Under(base, "econ/a b.csv"); got != want || err != nil || !IsAddress(base) {
			t.Errorf("%s: %q, %v", base, got, err)
		}
	}
	if IsAddress("data") || IsAddress("ftp://h") || Host("https://h:8080/x") != "h:8080" || Host("\x00") != "" {
		t.Error("a place was taken for another")
	}
}
