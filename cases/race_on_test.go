//go:build race

package cases

// underRace says that the race detector watches: long numerical runs are left to the run without it.
const underRace = true
