package record

import (
	"fmt"
	"syscall"
	"testing"
)

// TestReliabilitySmallDisks keeps a store on real disks of every size from nothing to enough, made of memory where the system
// lets us: what does not fit is told, what was there is unharmed, and when there is room the same steps go through.
func TestReliabilitySmallDisks(t *testing.T) {
	sources := []madeUp{makeUp("a", 1, 2, 3000), makeUp("b", 2, 1, 5000)}
	mirror, want := shelve(t, sources...), wholeState(t, sources)
	failed := 0
	for kib := 16; ; kib += 24 {
		folder := t.TempDir()
		if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, fmt.Sprintf("size=%dk", kib)); err != nil {
			t.Skipf("a disk cannot be mounted here: %v", err)
		}
		t.Cleanup(func() { _ = syscall.Unmount(folder, syscall.MNT_DETACH) }) // the tables stay mapped
		s := over(folder, sources...)
		err := keepOnce(s, mirror, 2, func(string) {})
		what := fmt.Sprintf("a disk of %d KiB", kib)
		unharmed(t, what, s)
		if err != nil {
			failed++
			if !isFull(err) {
				t.Errorf("%s: %v", what, err)
			}
			had := state(t, s)
			if err := syscall.Mount("tmpfs", folder, "tmpfs", syscall.MS_REMOUNT, "size=16m"); err != nil {
				t.Fatal(err)
			}
			if err := keepOnce(s, mirror, 2, func(string) {}); err != nil {
				t.Errorf("%s, then more room: %v", what, err)
			}
			within(t, what, had, state(t, s))
		}
		within(t, what, want, state(t, s))
		if err == nil {
			break
		}
	}
	if failed < 5 {
		t.Errorf("only %d disks were too small: this says little", failed)
	}
	t.Logf("%d disks too small: each told, nothing lost, and the steps went through when there was room", failed)
}
