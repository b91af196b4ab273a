package cases

// A full disk and a disk that may not be written, made of memory where the system lets us; elsewhere record's own tests stand
// in for them.

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// disk gives a folder on a disk of its own.
func disk(t *testing.T, flags uintptr, size string) string {
	t.Helper()
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", flags, "size="+size); err != nil {
		t.Skipf("a disk cannot be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(folder, 0); err != nil {
			t.Error(err)
		}
	})
	return folder
}

// refused runs a command that must fail and say something, and then looks whether the store is sound.
func refused(t *testing.T, home, says string, args ...string) {
	t.Helper()
	out, err := command(home, args...).CombinedOutput()
	if err == nil || !strings.Contains(string(out), says) {
		t.Errorf("comity %v: %v, without %q:\n%s", args, err, says, out)
	}
	sound(t, home)
}

func TestFullDisk(t *testing.T) {
	needMirror(t)
	folder := disk(t, 0, "1m")
	home := filepath.Join(folder, "store")
	page := filepath.Join(folder, "page.html")
	if err := os.WriteFile(page, []byte("the old page"), 0o644); err != nil {
		t.Fatal(err)
	}
	must(t, home, "pull", "cow-states")
	refused(t, home, "the disk is full", "pull")
	refused(t, home, "the disk is full", "pull", "cow-trade-4.0")
	if out, err := command(home, "build").CombinedOutput(); err == nil {
		t.Logf("what was pulled was built:\n%s", out)
	}
	sound(t, home)

	fill := make([]byte, 1<<20)
	_ = os.WriteFile(filepath.Join(folder, "fill"), fill, 0o644) // fails when the disk is full, which is the point
	refused(t, home, "page.html was not written", "pair", "RUS", "CHN", "--html", page)
	if left, err := os.ReadFile(page); err != nil || string(left) != "the old page" {
		t.Errorf("the old page is now %q, %v", left, err)
	}
	if litter, _ := filepath.Glob(filepath.Join(folder, ".comity-*")); len(litter) > 0 {
		t.Errorf("left behind: %v", litter)
	}
}

func TestReadOnlyDisk(t *testing.T) {
	needMirror(t)
	home := filepath.Join(disk(t, syscall.MS_RDONLY, "1m"), "store")
	refused(t, home, "set COMITY_HOME to a directory you may write", "pull")
	refused(t, home, "set COMITY_HOME to a directory you may write", "build")
}
