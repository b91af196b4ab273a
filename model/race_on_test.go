//go:build race

package model

// underRace says that the race detector watches. It makes every step many times dearer: figures of the largest tables are held by the run
// without it.
const underRace = true
