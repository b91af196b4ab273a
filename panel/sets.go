package panel

// Sets of columns that are asked for by one name, as @peacesciencer.

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// sets gives the columns of a set by unit; the system may make them others.
var sets = map[string]func(s Spec) ([]string, bool){"@peacesciencer": peacesciencer}

// peacesciencer gives the columns the R package of that name offers, by unit.
func peacesciencer(s Spec) ([]string, bool) {
	var list []string
	switch s.Unit {
	case "state-year":
		list = stateSet(s)
	case "dyad-year":
		list = dyadSet(s)
	case "leader-year", "leader-dyad-year":
		list = leaderSet
	}
	return list, list != nil
}

// setOf opens a set for a panel.
func setOf(name string, s Spec) ([]string, error) {
	f, ok := sets[name]
	if !ok {
		return nil, fmt.Errorf("no set of columns is called %s; there is %s", name, strings.Join(slices.Sorted(maps.Keys(sets)), ", "))
	}
	list, ok := f(s)
	if !ok {
		return nil, fmt.Errorf("%s has no columns of %s", name, strings.TrimSpace(s.Unit+" "+s.System))
	}
	return list, nil
}
