//go:build !race

package model

// underRace says that the race detector watches.
const underRace = false
