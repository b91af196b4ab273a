//go:build unix

package cases

// Kills the command while it writes, and looks at what it leaves: the store opens, every checksum is right, and the same
// command goes on from there. The files of the sources are those at hand (../../shared/data).

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// command is comity with a store of its own.
func command(home string, args ...string) *exec.Cmd {
	cmd := exec.Command("comity", args...)
	cmd.Env = append(os.Environ(), "COMITY_HOME="+home, "COMITY_MIRROR="+mustAbs(mirror), "NO_COLOR=1", "TERM=dumb")
	return cmd
}

func mustAbs(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		panic(err)
	}
	return abs
}

func must(t *testing.T, home string, args ...string) string {
	t.Helper()
	out, err := command(home, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("comity %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// interrupt starts a command and sends it a signal after a while; ended says whether it was done before.
func interrupt(t *testing.T, cmd *exec.Cmd, sig os.Signal, after time.Duration) (state *os.ProcessState) {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { _ = cmd.Process.Signal(sig) })
	_ = cmd.Wait() // the signal is the error
	timer.Stop()
	return cmd.ProcessState
}

func needMirror(t *testing.T) {
	t.Helper()
	if ok, _ := condition("mirror"); !ok {
		t.Skip("the files of the sources are not at hand")
	}
	if testing.Short() {
		t.Skip("takes seconds")
	}
}

// moments are when to strike: while starting, while the first bytes are written, and later.
var moments = []time.Duration{2, 6, 15, 40, 90, 200, 450, 900, 1600}

func TestKilledWhilePulling(t *testing.T) {
	needMirror(t)
	home, cut := t.TempDir(), 0
	for _, after := range moments[:6] {
		if state := interrupt(t, command(home, "pull"), syscall.SIGKILL, after*time.Millisecond); !state.Success() {
			cut++
		}
		sound(t, home)
	}
	must(t, home, "pull")
	sound(t, home)
	if left, _ := filepath.Glob(filepath.Join(home, "tmp", "*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if again := must(t, home, "pull"); !strings.Contains(again, " 0 new files") {
		t.Errorf("not all was there after going on:\n%s", again)
	}
	t.Logf("%d of %d were cut short", cut, 6)
}

// pullLarge pulls the sources that take longest to build: enough to be killed in, and no more.
var pullLarge = []string{"pull", "atop-5.1", "cow-trade-4.0", "itpd-e", "nmc-7.0", "unga-votes", "worldbank"}

func TestKilledWhileBuilding(t *testing.T) {
	needMirror(t)
	home, cut := t.TempDir(), 0
	must(t, home, pullLarge...)
	for _, after := range moments {
		if state := interrupt(t, command(home, "build"), syscall.SIGKILL, after*time.Millisecond); !state.Success() {
			cut++
		}
		sound(t, home)
	}
	must(t, home, "build")
	sound(t, home)
	if left, _ := filepath.Glob(filepath.Join(home, "tmp", "*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if cut < 3 {
		t.Errorf("only %d of %d were cut short: this test says little", cut, len(moments))
	}
	t.Logf("%d of %d were cut short", cut, len(moments))
}

// sound looks whether a store verifies and answers.
func sound(t *testing.T, home string) {
	t.Helper()
	if out := must(t, home, "verify"); strings.Contains(out, "damaged") {
		t.Fatalf("after the kill:\n%s", out)
	}
	must(t, home, "pair", "ARG", "BRA")
}

func TestInterruptedBuildSaysSo(t *testing.T) {
	needMirror(t)
	home := t.TempDir()
	must(t, home, pullLarge...)
	stopped := false
	for _, after := range []time.Duration{40, 300} {
		cmd := command(home, "build")
		var errs bytes.Buffer
		cmd.Stderr = &errs
		state := interrupt(t, cmd, os.Interrupt, after*time.Millisecond)
		if status := state.ExitCode(); status == 130 {
			stopped = true
			if !strings.Contains(errs.String(), "comity: stopped; what was finished is kept") {
				t.Errorf("on standard error: %q", &errs)
			}
		} else if status > 0 {
			t.Errorf("status %d after Ctrl-C: %s", status, &errs)
		}
		sound(t, home)
	}
	if !stopped {
		t.Error("Ctrl-C never stopped a build")
	}
}

func TestTwoAtOnce(t *testing.T) {
	needMirror(t)
	home := t.TempDir()
	must(t, home, "pull", "cow-trade-4.0")
	first := command(home, "build")
	var said bytes.Buffer
	first.Stdout, first.Stderr = &said, &said
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(50 * time.Millisecond)
	out, other := command(home, "build").CombinedOutput()
	one := first.Wait()
	if one != nil && other != nil {
		t.Error("neither of the two built") // which of them comes first is the machine's to say
	}
	for text, err := range map[string]error{said.String(): one, string(out): other} {
		if err != nil && !strings.Contains(text, "another comity is writing to the store") {
			t.Errorf("one says: %v\n%s", err, text)
		}
	}
	sound(t, home)
}

// TestInterruptedPullGoesOn stops a pull over the network in the middle of a file with Ctrl-C; the next one asks for the rest
// only.
func TestInterruptedPullGoesOn(t *testing.T) {
	needMirror(t)
	home, half := t.TempDir(), make(chan struct{})
	var asked atomic.Value
	files := http.FileServer(http.Dir(mirror))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if asked.Swap(r.Header.Get("Range")) != nil {
			files.ServeHTTP(w, r)
			return
		}
		data, _ := os.ReadFile(filepath.Join(mirror, r.URL.Path))
		w.Header().Set("Content-Length", strconv.Itoa(len(data)))
		w.Write(data[:len(data)/2])
		w.(http.Flusher).Flush()
		close(half)
		<-r.Context().Done()
	}))
	defer server.Close()
	pull := []string{"pull", "nmc-7.0", "--mirror", server.URL}
	first := command(home, pull...)
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	<-half
	time.Sleep(100 * time.Millisecond) // let it write what came
	_ = first.Process.Signal(os.Interrupt)
	_ = first.Wait()
	if status := first.ProcessState.ExitCode(); status != 130 {
		t.Errorf("status %d after Ctrl-C", status)
	}
	sound(t, home)
	if out := must(t, home, pull...); !strings.Contains(out, "1 new") {
		t.Errorf("the second pull says: %s", out)
	}
	if from, _ := asked.Load().(string); !strings.HasPrefix(from, "bytes=") || from == "bytes=0-" {
		t.Errorf("the second pull asked for %q, not for the rest", from)
	}
	sound(t, home)
}
