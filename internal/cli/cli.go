// Package cli is comity's face in a terminal: it reads a command line, asks desk, and writes what report laid out. It
// holds no knowledge of states, records or claims; what a question means is decided one floor below.
package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"comity"
	"comity/desk"
	"comity/report"

	"github.com/spf13/cobra"
)

// Exit statuses. A verdict never changes them: an article full of false claims still ends in OK.
const (
	OK      = 0   // answered
	Input   = 1   // the question, an argument, a file or the store was bad; what was there before is as it was
	Stopped = 130 // Ctrl-C; what was finished before it is kept
)

// Run carries out one command line (without the program's name) and gives the exit status. It reads and writes nothing
// but the three streams and the files the command names.
func Run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.Execute()
	switch {
	case err == nil:
		return OK
	case errors.Is(err, errStopped):
		fmt.Fprintln(stderr, "comity: stopped; no part of a file was left behind, and what was there before is as it was")
		return Stopped
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "comity: stopped; what was finished is kept, and the same command goes on from there")
		return Stopped
	}
	fmt.Fprintf(stderr, "comity: %s\n", strings.ReplaceAll(err.Error(), "\n", "\ncomity: "))
	return Input
}

// errStopped is the end of a command that leaves nothing half done to go on from.
var errStopped = errors.New("stopped")

// whole marks the error of such a command where it was stopped.
func whole(err error) error {
	if errors.Is(err, context.Canceled) {
		return errStopped
	}
	return err
}

// app is what every command shares.
type app struct {
	home string // the store
	core bool   // answer from the core record alone

	editions []string // sources that answer for their families
}

// newRoot builds the tree of commands anew for every run, so that no run sees the flags of another.
func newRoot() *cobra.Command {
	a := &app{}
	root := &cobra.Command{
		Use:           "comity",
		Short:         "The public record of relations between states, and what people say about it held against it",
		Version:       comity.Version,
		Long:          about,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          known,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },

		SuggestionsMinimumDistance: 2,
	}
	root.SetVersionTemplate("comity {{.Version}}\n")
	root.SetFlagErrorFunc(flagError)
	root.PersistentFlags().StringVar(&a.home, "home", "", "`DIR` of the store (default: $COMITY_HOME, else comity in the user's data directory)")
	root.PersistentFlags().BoolVar(&a.core, "core", false, "answer from the record that ships with comity alone")
	root.PersistentFlags().StringSliceVar(&a.editions, "edition", nil, "answer as of an older edition of a source, by its `ID` (comity sources lists them); may be given again")
	for _, g := range []struct {
		id, title string
		commands  []*cobra.Command
	}{
		{"ask", "Ask the record:", []*cobra.Command{a.pair(), a.facts(), a.state(), a.code(), a.group(), a.groups(), a.treaties(), a.treaty(), a.ties()}},
		{"panel", "Make research panels, measure, and fit models:", []*cobra.Command{a.panel(), a.columns(), a.column(), a.coverage(), a.replay(), a.measure(), a.model()}},
		{"check", "Check what is said, and trace what is answered:", []*cobra.Command{a.check(), a.claim(), a.why(), a.cite()}},
		{"keep", "Keep the record:", []*cobra.Command{a.sources(), a.source(), a.codebook(), a.rights(), a.pull(), a.add(), a.build(), a.verify(), a.laws(), a.diff(), a.gc(), a.doctor(), a.keygen()}},
	} {
		root.AddGroup(&cobra.Group{ID: g.id, Title: g.title})
		for _, c := range g.commands {
			c.GroupID = g.id
			root.AddCommand(c)
		}
	}
	return root
}

// about is what a newcomer reads first.
const about = `comity keeps the public record of relations between states and holds what is said about them against it.
It answers offline, with the figures, their sources, and what it does not know.

Start with:
  comity pair RUS CHN                        one page on two states
  comity check article.txt                   what an article claims, and what the record says
  comity claim 'member(CHN, UNSC) in 2024'   one claim, written out

States are written as people write them ("south korea", "Soviet Union", RUS, 365, cow:AUS). Dates are YYYY, YYYY-MM or
YYYY-MM-DD. Answers print as text; most commands also take --json, --md and --html FILE. Exit status: 0 answered (whatever
the verdicts), 1 the question or a file was bad, 130 stopped by Ctrl-C.`

// store is the directory of the store.
func (a *app) store() (string, error) {
	if a.home != "" {
		return a.home, nil
	}
	return desk.Home()
}

// desk opens the record, as of the editions asked for.
func (a *app) desk() (*desk.Desk, error) {
	d, err := a.open()
	if err != nil || len(a.editions) == 0 {
		return d, err
	}
	return d.AsOf(a.editions)
}

func (a *app) open() (*desk.Desk, error) {
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
	cmd.Flags().BoolVar(&l.json, "json", false, "print the answer as data (every field: docs/JSON.md)")
	cmd.Flags().BoolVar(&l.markdown, "md", false, "print the answer as Markdown")
	cmd.Flags().StringVar(&l.html, "html", "", "write the answer as one self-contained page to `FILE`")
	cmd.PreRunE = func(*cobra.Command, []string) error {
		if l.json && l.markdown {
			return errors.New("--json and --md are two forms of one answer: give one of them")
		}
		return nil
	}
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

// interruptible runs a long step that Ctrl-C stops between two writes, so that nothing is left half done. A second Ctrl-C
// ends it on the spot, which the store survives as well.
func interruptible(cmd *cobra.Command) (done func()) {
	return interruptibly(cmd, "stopping when the file or table under way is whole; Ctrl-C again stops at once")
}

// interruptibly is interruptible, with what is said when it is stopped.
func interruptibly(cmd *cobra.Command, words string) (done func()) {
	ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
	errs := cmd.ErrOrStderr()
	over := context.AfterFunc(ctx, func() {
		fmt.Fprintln(errs, "comity: "+words)
		stop()
	})
	cmd.SetContext(ctx)
	return func() { over(); stop() }
}
