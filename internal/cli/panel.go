package cli

// This file is the command that makes panels.

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"comity/desk"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// panelFlags are the flags of comity panel that say what the panel is; comity coverage has them too.
type panelFlags struct {
	spec  desk.PanelSpec
	years string
}

// add adds the flags to a command.
func (f *panelFlags) add(flags *pflag.FlagSet) {
	s := &f.spec
	flags.StringVar(&s.System, "system", "", "the list of states: `cow`, gw or un (default: cow; of roll calls un)")
	flags.BoolVar(&s.Directed, "directed", false, "each pair in both directions")
	flags.StringVar(&f.years, "years", "", "these `YEARS`: 1816-2010, 1990, 1990- or -1945 (default: all the list of states covers)")
	flags.StringVar(&s.On, "on", "", "count who was a state on this `MM-DD` of a year, not on any day of it")
	flags.IntVar(&s.ExtendTo, "extend-to", 0, "let the last members of the list go on to this `YEAR`")
	flags.IntVarP(&s.K, "k", "k", 0, "how many states a row of k-ad-year has")
	flags.StringVar(&s.Of, "of", "", "of `WHAT` the rows are, where a unit asks: cow-mid, gml-mid or dyadic-mid, own or atop, UNGA or UNSC, groups or kinds of groups")
	flags.StringArrayVar(&s.Scope, "scope", nil, "only rows of these states: `WORDS` as RUS,CHN or \"both in BRICS\" (docs/UNITS.md); may be given again")
	flags.Var(&scopeFlag{"", &s.Scope}, "states", "only rows whose states are all among these `STATES` (names, groups, regions with commas)")
	flags.Var(&scopeFlag{"with ", &s.Scope}, "with", "only rows with one of these `STATES`")
	flags.StringSliceVar(&s.Columns, "columns", nil, "the columns: `NAMES` with commas, @peacesciencer, HEADER=NAME; may be given again (comity columns)")
	flags.Var(&stepFlag{"let", &s.Steps}, "let", "make a column: `NAME = FORMULA`; steps are carried out in the order they are written")
	flags.Var(&stepFlag{"where", &s.Steps}, "where", "keep the rows for which a `FORMULA` holds")
	flags.Var(&stepFlag{"sample", &s.Steps}, "sample", "draw rows: a `SAMPLE` in words")
	flags.Var(&stepFlag{"join", &s.Steps}, "join", "add the columns of your own `TABLE`")
	flags.Var(&stepFlag{"drop", &s.Steps}, "drop", "take columns away: `NAMES` with commas, or patterns of names")
	flags.StringVar(&s.Compat, "compat", "", "give the values a `PEER` gives, faults included: peacesciencer")
	flags.StringVar(&s.Absent, "absent", "", "what to do with columns whose sources are not here: missing (.e) instead of an error")
	flags.Uint64Var(&s.Seed, "seed", 1, "the seed of what is drawn by chance")
}

// read gives what was asked for.
func (f *panelFlags) read(unit string) (desk.PanelSpec, error) {
	s := f.spec
	s.Unit = unit
	var err error
	s.From, s.To, err = yearRange(f.years)
	return s, err
}

// stepFlag is a flag whose values are steps of one kind; all such flags share one list, so that the order between them is kept.
type stepFlag struct {
	kind  string
	steps *[]desk.PanelStep
}

func (f *stepFlag) String() string { return "" }
func (f *stepFlag) Type() string   { return "string" }

// Set takes one step.
func (f *stepFlag) Set(text string) error {
	*f.steps = append(*f.steps, desk.PanelStep{Kind: f.kind, Text: text})
	return nil
}

// scopeFlag is a flag whose values are scopes that begin with some words.
type scopeFlag struct {
	words string
	scope *[]string
}

func (f *scopeFlag) String() string { return "" }
func (f *scopeFlag) Type() string   { return "string" }

// Set takes one scope.
func (f *scopeFlag) Set(text string) error {
	*f.scope = append(*f.scope, f.words+text)
	return nil
}

// yearRange reads 1816-2010, 1990, 1990- or -1945; an open end is 0.
func yearRange(text string) (from, to int, err error) {
	if text == "" {
		return 0, 0, nil
	}
	first, last, ranged := strings.Cut(text, "-")
	if !ranged {
		last = first
	}
	read := func(s string) (int, bool) {
		if s == "" && ranged {
			return 0, true
		}
		y, err := strconv.Atoi(s)
		return y, err == nil && y > 0 && y < 3000
	}
	from, ok := read(first)
	to, ok2 := read(last)
	if !ok || !ok2 || from == 0 && to == 0 {
		return 0, 0, fmt.Errorf("--years %q: want a year or two with a dash between them, as 1816-2010, 1990, 1990- or -1945", text)
	}
	if to != 0 && from > to {
		return 0, 0, fmt.Errorf("--years %q: the first year is after the last", text)
	}
	return from, to, nil
}

func (a *app) panel() *cobra.Command {
	var l layout
	var f panelFlags
	var o desk.PanelOutput
	var preview, plan bool
	var rows int
	cmd := &cobra.Command{
		Use:   "panel UNIT",
		Short: "Make a research panel: rows of a unit, columns of facts and measures, in a file of any format",
		Long: "Make a research panel: one row a UNIT (state-year, dyad-year …), columns from the catalogue (comity columns), steps in the order\n" +
			"they are written. With -o it goes to a file; without, a terminal shows the first rows and what is missing of each column, and a\n" +
			"pipe gets CSV.",
		Args: wants(1, 1, "a unit (state-year, dyad-year …)"),
		Example: examples("comity panel state-year --years 2000-2010 --columns worldbank.gdp,worldbank.population -o gdp.csv",
			"comity panel dyad-year --years 2010 --directed --states RUS,CHN,USA --columns itpd-e.flow,vote.agreement --preview",
			`comity panel state-year --columns worldbank.gdp --let "growth = diff(log(gdp))" --where "year > 1990" --preview`,
			"comity panel dyad-year --directed --columns nmc.cinc,vote.agreement --dry-run"),
	}
	l.flags(cmd)
	f.add(cmd.Flags())
	cmd.Flags().StringVarP(&o.Path, "out", "o", "", "write the panel to `FILE`; its ending says the format")
	cmd.Flags().StringVar(&o.Format, "format", "", "the `FORMAT` of the file or the stream, where the ending does not say it")
	cmd.Flags().BoolVar(&o.Reasons, "reasons", false, "beside each column with missing cells one that says why (NAME_missing: .a to .e)")
	cmd.Flags().StringSliceVar(&o.Scripts, "script", nil, "beside FILE a script that reads and labels it: `r, stata, python or sql`; several with commas")
	cmd.Flags().StringVar(&o.Replication.Dir, "replication", "", "with -o: also write the folder for replicators to `DIR`: README, data, code, lock file")
	cmd.Flags().StringVar(&o.Replication.Runtime, "runtime", "", "what the README of --replication says of runtime and machine, in your `WORDS`")
	cmd.Flags().BoolVar(&o.Bare, "no-extras", false, "write the file alone, without codebook.md, sources.bib and comity.lock")
	cmd.Flags().BoolVar(&plan, "dry-run", false, "only say what the panel would be: rows, columns, size, sources, and how to bring those that are not here")
	cmd.Flags().BoolVar(&o.Force, "force", false, "make it even where memory or disk seem too small")
	cmd.Flags().BoolVar(&preview, "preview", false, "show the first rows and the columns, as on a terminal")
	cmd.Flags().IntVar(&rows, "rows", 10, "how many rows are shown")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		s, err := f.read(args[0])
		if err != nil {
			return err
		}
		if o.Home, err = a.store(); err != nil {
			return err
		}
		d, err := a.desk()
		if err != nil {
			return err
		}
		stop := interruptibly(cmd, "stopping; no part of a file is left behind")
		defer stop()
		o.Progress = progress(cmd.ErrOrStderr())
		switch {
		case plan:
			answer, err := d.PlanPanel(s, o)
			if err != nil {
				return err
			}
			return l.print(cmd, answer)
		case o.Path == "" && len(o.Scripts) > 0:
			return errors.New("--script goes with -o FILE: the script reads that file")
		case o.Path == "" && o.Replication.Dir != "":
			return errors.New("--replication goes with -o FILE: the folder is that file's")
		case o.Path != "":
			answer, err := d.WritePanel(cmd.Context(), s, o)
			if err != nil {
				return whole(err)
			}
			return l.print(cmd, answer)
		case preview || l.json || l.markdown || l.html != "" || isTerminal(cmd.OutOrStdout()):
			if l.html == "" {
				o.Home = "" // nothing is written
			}
			answer, err := d.ShowPanel(cmd.Context(), s, rows, o.Home)
			if err != nil {
				return err
			}
			return l.print(cmd, answer)
		}
		return whole(d.StreamPanel(cmd.Context(), s, o, cmd.OutOrStdout()))
	}
	return cmd
}

// isTerminal says whether a stream is read by a person.
func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

func (a *app) replay() *cobra.Command {
	var l layout
	var o desk.ReplayOptions
	cmd := &cobra.Command{
		Use:   "replay LOCK [FILE…]",
		Short: "Make the panels of a lock file again, byte for byte, or say what differs",
		Long: "Make the panels a lock file names again (all, or the FILES named), of the editions it names, and hold the bytes against its checksums.\n" +
			"A file is put in place, in the folder of the lock file or in -o DIR, only where it has the bytes it had; else it is said what\n" +
			"differs (source, version, machine), and the exit status is 1.",
		Args:    wants(1, 999, "a lock file (comity panel writes comity.lock)"),
		Example: examples("comity replay comity.lock", "comity replay comity.lock --check", "comity replay comity.lock -o again"),
	}
	l.flags(cmd)
	cmd.Flags().StringVarP(&o.Dir, "out", "o", "", "put the files into this `DIR`")
	cmd.Flags().BoolVar(&o.Check, "check", false, "only hold them against the lock file, and write nothing")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		var err error
		if o.Home, err = a.store(); err != nil {
			return err
		}
		d, err := a.desk()
		if err != nil {
			return err
		}
		stop := interruptibly(cmd, "stopping; no part of a file is left behind")
		defer stop()
		o.Progress = progress(cmd.ErrOrStderr())
		o.Only = args[1:]
		answer, err := d.Replay(cmd.Context(), args[0], o)
		if err != nil {
			return whole(err)
		}
		if err := l.print(cmd, answer); err != nil {
			return err
		}
		if !answer.Same {
			return fmt.Errorf("%s: not every panel came out as it was", args[0])
		}
		return nil
	}
	return cmd
}

func (a *app) coverage() *cobra.Command {
	var l layout
	var f panelFlags
	var svg string
	cmd := &cobra.Command{
		Use:   "coverage UNIT",
		Short: "How full a panel is: which share of each column's cells is there, by years",
		Long: "How full a panel is: of each column, by steps of years, the share of cells that are there, and why the others are missing. It takes\n" +
			"what comity panel takes, and writes no figure of any source. With --svg it is drawn as a heat map.",
		Args:    wants(1, 1, "a unit (state-year, dyad-year …)"),
		Example: examples("comity coverage state-year --columns worldbank.gdp,worldbank.population", "comity coverage state-year --columns worldbank.gdp --svg gdp.svg"),
	}
	l.flags(cmd)
	f.add(cmd.Flags())
	cmd.Flags().StringVar(&svg, "svg", "", "also draw it to `FILE`")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		s, err := f.read(args[0])
		if err != nil {
			return err
		}
		d, err := a.desk()
		if err != nil {
			return err
		}
		answer, err := d.Coverage(cmd.Context(), s)
		if err != nil {
			return err
		}
		if svg != "" {
			if err := desk.WriteFile(svg, answer.SVG()); err != nil {
				return err
			}
		}
		return l.print(cmd, answer)
	}
	return cmd
}
