package record

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"testing"
)

var update = flag.Bool("update", false, "write core/core.comity anew from the mirror")

// mirror is the directory of real data beside the project, where there is one.
func mirror(t testing.TB) fs.FS {
	t.Helper()
	if _, err := os.Stat("../../shared/data"); err != nil {
		t.Skip("no ../shared/data beside the project")
	}
	return os.DirFS("../../shared/data")
}

func TestCoreIsRebuiltToTheSameBytes(t *testing.T) {
	files := mirror(t)
	one, reports, err := BuildCore(t.Context(), files, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range reports {
		t.Log(r)
		for _, l := range r.Left {
			t.Logf("  kept out: %d × %s", l.N, l.Why)
		}
	}
	t.Logf("core: %d bytes", len(one))
	if *update {
		if err := os.WriteFile("core/core.comity", one, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(one, coreBytes()) {
		t.Error("core/core.comity is not what its inputs give; run: go test ./record -run Core -update")
	}
	if testing.Short() {
		return
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, n := range []int{1, 2, 8} {
		runtime.GOMAXPROCS(n)
		again, _, err := BuildCore(t.Context(), backwards{files}, n)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(one, again) {
			t.Errorf("with %d threads and the folders listed backwards the core is another", n)
		}
	}
}

// backwards is a folder that lists its files in another order than it did.
type backwards struct{ fs.FS }

func (b backwards) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(b.FS, name)
	slices.Reverse(list)
	return list, err
}
