package states

import "comity"

// Name gives the short name of a state on a day.
func Name(s comity.State, on comity.Day) string { return "" }
