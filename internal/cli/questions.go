package cli

// This file is the commands that ask: pair, state, group, groups, treaties, treaty, ties, columns, why, cite.

import (
	"fmt"
	"io"
	"os"
	"strconv"

	"comity"
	"comity/desk"
	"comity/report"

	"github.com/spf13/cobra"
)

// asOf makes a command of a question as of a day: it adds the flags of layout and --on, opens the desk, asks and prints.
func (a *app) asOf(cmd *cobra.Command, ask func(d *desk.Desk, args []string, on comity.Day) (report.Answer, error)) *cobra.Command {
	var on string
	cmd.Flags().StringVar(&on, "on", "", "as of a `DATE` (default: 2024-12-31, the last day the record as a whole reaches)")
	return a.asking(cmd, func(d *desk.Desk, args []string) (report.Answer, error) {
		when, err := day("on", on)
		if err != nil {
			return nil, err
		}
		return ask(d, args, when)
	})
}

// asking makes a command of a question: it adds the flags of layout, opens the desk, asks and prints.
func (a *app) asking(cmd *cobra.Command, ask func(d *desk.Desk, args []string) (report.Answer, error)) *cobra.Command {
	var l layout
	l.flags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		d, err := a.desk()
		if err != nil {
			return err
		}
		answer, err := ask(d, args)
		if err != nil {
			return err
		}
		return l.print(cmd, answer)
	}
	return cmd
}

func (a *app) pair() *cobra.Command {
	return a.asOf(&cobra.Command{
		Use:   "pair STATE STATE",
		Short: "One page on a pair of states: ties, treaties, votes, trade, and what is not known",
		Long: "One page on a pair of states: who they are and were, diplomatic relations, treaties and alliances, votes, joint memberships, wars,\n" +
			"trade, declared principles tested plainly, where the pair stands among all pairs and in its own past, and what is not known. Every\n" +
			"line names its source. No adjectives of merit.",
		Args:    wants(2, 2, "two states"),
		Example: examples("comity pair RUS CHN", `comity pair "Soviet Union" china --html pair.html`, "comity pair 365 710 --json", "comity pair france germany --on 1963-01-22"),
	}, func(d *desk.Desk, args []string, on comity.Day) (report.Answer, error) {
		return d.Pair(args[0], args[1], on)
	})
}

func (a *app) state() *cobra.Command {
	var past bool
	cmd := a.asOf(&cobra.Command{
		Use:   "state NAME",
		Short: "Who a state is on a day: names, codes, membership, succession",
		Long: "Who a state is on a day: its names then, its codes under every scheme, when it was a member of the lists of states and of the United\n" +
			"Nations, what it came from and became, who counts it where not all do, and the groups it belonged to. With --history also why it\n" +
			"entered and left the lists, and its names and codes at all times. What may mean several states is asked back, never guessed.",
		Args:    wants(1, 1, "one state (put a name of several words in quotes)"),
		Example: examples(`comity state "south korea" --on 1995-07-01`, "comity state SUN --on 1980-01-01", "comity state cow:AUS", "comity state ethiopia --history"),
	}, func(d *desk.Desk, args []string, on comity.Day) (report.Answer, error) {
		return d.StateAnswer(args[0], on, past)
	})
	cmd.Flags().BoolVar(&past, "history", false, "also its entries and exits, names and codes at all times")
	return cmd
}

func (a *app) group() *cobra.Command {
	var history bool
	cmd := &cobra.Command{
		Use:   "group NAME",
		Short: "Who belongs to an organisation, bloc, treaty or class of states on a day, or who came and went",
		Long: "Who belongs to an organisation, bloc, treaty or class of states on a day, in which role, since when; with --history who came and\n" +
			"who left. Classes (developing states, the West) name their definer. Outside the days its roster covers nothing is said.",
		Args:    wants(1, 1, "one group (put a name of several words in quotes)"),
		Example: examples("comity group BRICS --on 2024-02-01", `comity group "Security Council" --on 1971-11-01`, "comity group OPEC --history", "comity group G77 --json"),
	}
	cmd.Flags().BoolVar(&history, "history", false, "who joined and left, when, in which role")
	return a.asOf(cmd, func(d *desk.Desk, args []string, on comity.Day) (report.Answer, error) {
		switch {
		case !history:
			return d.GroupAnswer(args[0], on)
		case on != comity.NoDay:
			return nil, fmt.Errorf("--history tells of all days and --on of one; ask one of them, for instance: %s", firstExample(cmd))
		}
		return d.GroupHistory(args[0])
	})
}

func (a *app) groups() *cobra.Command {
	var of string
	cmd := &cobra.Command{
		Use:   "groups",
		Short: "The groups of the table, or those a state belongs to on a day",
		Long: "The organisations, treaties, blocs and classes of states in comity's table: kind, years, how many belonged on the last day known, and\n" +
			"how much of it was read in a source. With --of those a state belongs to on a day, in any role; what is not covered then is named.",
		Args:    nothing,
		Example: examples("comity groups", "comity groups --of IND --on 2015-12-31", "comity groups --of brazil --json"),
	}
	cmd.Flags().StringVar(&of, "of", "", "the groups a `STATE` belongs to on the day")
	return a.asOf(cmd, func(d *desk.Desk, args []string, on comity.Day) (report.Answer, error) {
		switch {
		case of != "":
			return d.GroupsOf(of, on)
		case on != comity.NoDay:
			return nil, fmt.Errorf("the list of groups is of all days; --on goes with --of STATE, for instance: comity groups --of IND --on 2015-12-31")
		}
		return d.GroupsAnswer(), nil
	})
}

func (a *app) treaties() *cobra.Command {
	var of, clause string
	cmd := &cobra.Command{
		Use:   "treaties [STATE STATE]",
		Short: "Treaties of a pair of states, of one state, or with a clause",
		Long: "Treaties of a pair of states that a general reader would expect, with their life (signed, in force, extended, ended) and their\n" +
			"obligations; with --of those that bound a state on a day, with --clause those that declare a thing (the words are in\n" +
			"docs/GLOSSARY.md; an obligation such as non-aggression will do too). The last lines say how complete the list is: a treaty that\n" +
			"is not in it is not covered, not denied.",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && (of != "" || clause != "") {
				return nil
			}
			if of != "" {
				return fmt.Errorf("--of names one state already (%s); ask of a pair as: comity treaties %s china", of, of)
			}
			return wants(2, 2, "two states (or --of STATE, or --clause NAME)")(cmd, args)
		},
		Example: examples("comity treaties russia china", "comity treaties france germany --on 1963-12-31", "comity treaties --clause not-aimed-at-third-parties", "comity treaties --of RUS --on 1992-06-01 --clause non-aggression"),
	}
	cmd.Flags().StringVar(&of, "of", "", "the treaties that bound a `STATE` on the day")
	cmd.Flags().StringVar(&clause, "clause", "", "only treaties with a clause or obligation of this `NAME`")
	return a.asOf(cmd, func(d *desk.Desk, args []string, on comity.Day) (report.Answer, error) {
		if len(args) == 2 {
			return d.TreatiesAnswer(args[0], args[1], clause, on)
		}
		return d.TreatyList(of, clause, on)
	})
}

func (a *app) treaty() *cobra.Command {
	return a.asOf(&cobra.Command{
		Use:   "treaty NAME",
		Short: "Everything the list knows of one treaty: life, parties, obligations, clauses, succession, sources",
		Long: "Everything the list knows of one treaty, by its title, an alias or its id: signed, in force, extended, suspended, ended and how,\n" +
			"what took its place; who was bound from when to when, and where that rests on the succession of states; obligations and\n" +
			"clauses, each with where it was read.",
		Args:    wants(1, 1, "one treaty (put a title of several words in quotes)"),
		Example: examples(`comity treaty "New START"`, "comity treaty chn-rus-2001", `comity treaty "INF Treaty" --on 2019-03-01`),
	}, func(d *desk.Desk, args []string, on comity.Day) (report.Answer, error) {
		return d.TreatyAnswer(args[0], on)
	})
}

func (a *app) ties() *cobra.Command {
	return a.asOf(&cobra.Command{
		Use:   "ties STATE [STATE]",
		Short: "Diplomatic relations: events, missions and recognition of a pair, or of one state with all",
		Long: "Diplomatic relations of a pair: when they were established, broken, resumed; missions by rank, where a list of them is kept;\n" +
			"recognition. Of one state: with whom it has relations on the day, and, where not all states recognise it, who does. What one\n" +
			"state recognises is data about that state.",
		Args:    wants(1, 2, "one or two states"),
		Example: examples("comity ties USA IRN", "comity ties kosovo --on 2019-01-01", "comity ties morocco algeria"),
	}, func(d *desk.Desk, args []string, on comity.Day) (report.Answer, error) {
		if len(args) == 1 {
			return d.TiesOfAnswer(args[0], on)
		}
		return d.TiesAnswer(args[0], args[1], on)
	})
}

func (a *app) columns() *cobra.Command {
	return a.asking(&cobra.Command{
		Use:   "columns [WORD…]",
		Short: "The catalogue of columns: every fact and measure one may ask for",
		Long: "The catalogue of columns, by family: comity's own, and every variable of every source, whether it is here or not. With WORDS those\n" +
			"that have all of them in name, title, unit or source.",
		Args:    wants(0, 9, "words to look for"),
		Example: examples("comity columns trade", "comity columns", "comity columns gdp head --json"),
	}, func(d *desk.Desk, args []string) (report.Answer, error) { return d.Columns(args), nil })
}

func (a *app) column() *cobra.Command {
	return a.asking(&cobra.Command{
		Use:   "column NAME",
		Short: "What a column is: meaning, unit, formula, values, coverage, sources, what missing means",
		Long: "What a column is: meaning, unit, what it is of, formula with its reference, names of values, options its name may carry, what it\n" +
			"means that a cell is missing, the sources it is made of with their years and terms, how to cite them, and a command to try.",
		Args:    wants(1, 1, "the name of a column (comity columns lists them)"),
		Example: examples("comity column vote.agreement", "comity column nmc.cinc --json"),
	}, func(d *desk.Desk, args []string) (report.Answer, error) { return d.ColumnPage(args[0]) })
}

func (a *app) why() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:   "why STATE [STATE] YEAR COLUMN | FILE ROW COLUMN",
		Short: "Where a number comes from: formula, inputs, source rows",
		Long: "Where a number comes from: formula, inputs, and the rows of the sources, shown as they stand there where the store has the files. Of a\n" +
			"panel file written by comity panel a cell is asked by its row (from 1, the header not counted) and its column; the lock file beside\n" +
			"it says how the cell was made.",
		Args:    wants(3, 4, "one or two states, a year and a column, or a panel file, a row and a column, in this order"),
		Example: examples("comity why RUS CHN 2012 trade.turnover", "comity why RUS CHN 2019 vote.agreement", "comity why DEU 2012 gdp", "comity why gdp.csv 100 gdp"),
	}
	cmd.Flags().BoolVar(&all, "all", false, "every row and roll call behind the value, not the first of them")
	return a.asking(cmd, func(d *desk.Desk, args []string) (report.Answer, error) {
		home, err := a.store()
		if err != nil {
			return nil, err
		}
		o, n := desk.WhyOptions{Home: home, All: all}, len(args)
		number, wrong := strconv.Atoi(args[n-2])
		if n == 3 && isFile(args[0]) {
			if wrong != nil {
				return nil, fmt.Errorf("%q is no row; the order is FILE ROW COLUMN, for instance: comity why %s 1 year", args[1], args[0])
			}
			return d.WhyFile(cmd.Context(), args[0], number, args[2], o)
		}
		if wrong != nil || number < 1 || number > 9999 {
			return nil, fmt.Errorf("%q is not a year; the order is STATE [STATE] YEAR COLUMN, for instance: %s", args[n-2], firstExample(cmd))
		}
		return d.Why(args[:n-2], number, args[n-1], o)
	})
}

// isFile says whether a name is a file's, or looks like one's.
func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular() || desk.IsPanel(name)
}

func (a *app) cite() *cobra.Command {
	var l layout
	var bibtex bool
	cmd := &cobra.Command{
		Use:     "cite COLUMN|SOURCE",
		Short:   "How to cite a source, or what a column rests on",
		Args:    wants(1, 1, "a column or the id of a source"),
		Example: examples("comity cite trade.turnover", "comity cite worldbank --bibtex"),
		RunE: func(cmd *cobra.Command, args []string) error {
			d, err := a.desk()
			if err != nil {
				return err
			}
			c, err := d.Citations(args[0])
			if err != nil {
				return err
			}
			if bibtex {
				_, err := io.WriteString(cmd.OutOrStdout(), c.BibTeX())
				return err
			}
			return l.print(cmd, c)
		},
	}
	l.flags(cmd)
	cmd.Flags().BoolVar(&bibtex, "bibtex", false, "print BibTeX entries")
	return cmd
}
