//go:build !race

package network

// underRace says that the race detector watches.
const underRace = false
