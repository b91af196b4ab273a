//go:build !race

package network

const underRace = false
