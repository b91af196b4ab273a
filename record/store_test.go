package record

import (
	"os"
	"testing"
)

func TestPullBuildOpenVerify(t *testing.T) {
	mirror(t)
	s := NewStore(t.TempDir())
	pulled, err := s.Pull(t.Context(), nil, PullOptions{Mirror: "../../shared/data"})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pulled {
		if p.New != p.Files || p.Err != nil {
			t.Errorf("%+v", p)
		}
	}
	reports, err := s.Build(t.Context(), nil, 2, nil)
	for _, r := range reports {
		t.Log(r, r.Bytes)
		for _, l := range r.Left {
			t.Logf("  kept out: %d × %s", l.N, l.Why)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(s.home); err != nil {
		t.Fatal(err)
	}
	found, err := s.Verify(t.Context())
	if err != nil || !Clean(found) {
		t.Errorf("%v, %v", found, err)
	}
	r, err := Open(s.Home())
	if err != nil {
		t.Fatal(err)
	}
	t.Log(r.Edition(), len(r.Tables()))
}
