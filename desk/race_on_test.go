//go:build race

package desk

// underRace says that the race detector watches, which makes every step many times dearer: what is run for many pairs is run for one.
const underRace = true
