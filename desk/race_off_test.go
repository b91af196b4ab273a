//go:build !race

package desk

// underRace says that the race detector watches.
const underRace = false
