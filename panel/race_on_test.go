//go:build race

package panel

// underRace says that the race detector watches. It makes every step many times dearer: tests that hold cells one by one in a single
// goroutine are left to the run without it.
const underRace = true
