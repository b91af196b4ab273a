//go:build !race

package panel

// underRace says that the race detector watches (race_on_test.go).
const underRace = false
