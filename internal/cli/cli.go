// Package cli is comity's face in a terminal: it reads a command line, asks desk, and writes what report laid out. It
// holds no knowledge of states, records or claims; what a question means is decided one floor below.
package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"comity"
	"comity/desk"
	"comity/report"

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
		if !errors.Is(err, errSaid) {
			fmt.Fprintf(stderr, "comity: %v\n", err)
		}
		return Input
	}
	return OK
}

// errSaid ends a command that has already said what is wrong.
var errSaid = errors.New("")

// app is what every command shares.
type app struct {
	home string // the store
	core bool   // answer from the core record alone
}

// newRoot builds the tree of commands anew for every run, so that no run sees the flags of another.
func newRoot() *cobra.Command {
	a := &app{}
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
	root.PersistentFlags().StringVar(&a.home, "home", "", "directory of the store (default: $COMITY_HOME, else the user's data directory)")
	root.PersistentFlags().BoolVar(&a.core, "core", false, "answer from the record that ships with comity alone")
	root.AddCommand(a.pair(), a.check(), a.claim(), a.state(), a.group(), a.treaties(), a.columns(), a.why(), a.cite(),
		a.sources(), a.source(), a.pull(), a.add(), a.build(), a.verify())
	return root
}

// store is the directory of the store.
func (a *app) store() (string, error) {
	if a.home != "" {
		return a.home, nil
	}
	return desk.Home()
}

// desk opens the record.
func (a *app) desk() (*desk.Desk, error) {
	if a.core {
		return desk.Core()
	}
	home, err := a.store()
	if err != nil {
		return nil, err
	}
	return desk.Open(home)
}

// layout is how an answer is wanted.
type layout struct {
	json, markdown bool
	html           string
}

// flags adds the flags of layout to a command.
func (l *layout) flags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&l.json, "json", false, "print the answer as data")
	cmd.Flags().BoolVar(&l.markdown, "md", false, "print the answer as Markdown")
	cmd.Flags().StringVar(&l.html, "html", "", "write the answer as one self-contained page to `FILE`")
	cmd.MarkFlagsMutuallyExclusive("json", "md")
}

// print writes an answer as wanted. A page goes to its file, whole or not at all.
func (l *layout) print(cmd *cobra.Command, answer report.Answer) error {
	if l.html != "" {
		var page bytes.Buffer
		if err := report.HTML(&page, answer.Document()); err != nil {
			return err
		}
		if err := desk.WriteFile(l.html, page.Bytes()); err != nil {
			return err
		}
		if !l.json && !l.markdown {
			fmt.Fprintf(cmd.OutOrStdout(), "wrote %s (%d bytes)\n", l.html, page.Len())
			return nil
		}
	}
	switch {
	case l.json:
		data, err := answer.JSON()
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s\n", data)
		return err
	case l.markdown:
		return report.Markdown(cmd.OutOrStdout(), answer.Document())
	}
	return report.Text(cmd.OutOrStdout(), answer.Document())
}

// date reads the value of a date flag; empty is unknown.
func date(flag, text string) (comity.Date, error) {
	if text == "" {
		return comity.NoDate, nil
	}
	d, err := comity.ParseDate(text)
	if err != nil {
		return d, fmt.Errorf("--%s: %w", flag, err)
	}
	return d, nil
}

// day reads the value of a day flag: the last day of the date given.
func day(flag, text string) (comity.Day, error) {
	d, err := date(flag, text)
	if err != nil || !d.Known() {
		return comity.NoDay, err
	}
	return d.Last(), nil
}

// examples indents the examples of a help text.
func examples(lines ...string) string { return "  " + strings.Join(lines, "\n  ") }

// interruptible runs a long step that Ctrl-C stops between two writes, so that nothing is left half done.
func interruptible(cmd *cobra.Command) (stop func()) {
	ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
	cmd.SetContext(ctx)
	return stop
}
