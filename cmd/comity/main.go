// Command comity answers questions about relations between states from the public record, offline, with sources.
// It only wires the program's streams to the command line's face.
package main

import (
	"os"

	"comity/internal/cli"
)

func main() {
	os.Exit(cli.Run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
