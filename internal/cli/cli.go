// Package cli is comity's face in a terminal: it reads a command line, asks desk, and writes what report laid out. It
// holds no knowledge of states, records or claims; what a question means is decided one floor below.
package cli

import (
	"fmt"
	"io"

	"comity"

	"github.com/spf13/cobra"
)

// Exit statuses. A verdict never changes them: an article full of false claims still ends in OK.
const (
	OK    = 0 // answered
	Input = 1 // the question, an argument or a file was bad; nothing was changed
)

// Run carries out one command line (without the program's name) and gives the exit status. It reads and writes nothing
// but the three streams and the files the command names.
func Run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	if err := root.Execute(); err != nil {
		fmt.Fprintf(stderr, "comity: %v\n", err)
		return Input
	}
	return OK
}

// newRoot builds the tree of commands anew for every run, so that no run sees the flags of another.
func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:           "comity",
		Short:         "The public record of relations between states, and what people say about it held against it",
		Version:       comity.Version,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetVersionTemplate("comity {{.Version}}\n")
	return root
}
