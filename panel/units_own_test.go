package panel

// Columns a unit brings with it may be given another name, as all others.

import (
	"strings"
	"testing"
)

func TestOwnColumnsRenamed(t *testing.T) {
	for _, c := range []struct{ unit, column, want string }{
		{"leader-year", "x=leader.name", "x"}, {"leader-year", "leader.name", "leader"}, {"leader-dyad-year", "x=leader.name", "x1 x2"}, {"leader-dyad-year", "x = leader.name2", "x"},
		{"leader-dyad-year", "leader.age", "leaderage1 leaderage2"},
	} {
		p := panelOf(t, Spec{Unit: c.unit, From: 2000, To: 2000, Columns: []string{c.column}})
		var got []string
		for _, m := range p.Columns {
			if !m.Key {
				got = append(got, m.Header)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s of %s is %v, want %s", c.column, c.unit, got, c.want)
		}
	}
}
