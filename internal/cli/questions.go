package cli

// This file is the commands that ask: pair, state, group, treaties, columns, why, cite.

import (
	"fmt"
	"io"
	"strconv"

	"comity/desk"

	"github.com/spf13/cobra"
)

func (a *app) pair() *cobra.Command {
	var l layout
	var on string
	cmd := &cobra.Command{
		Use:   "pair STATE STATE",
		Short: "One page on a pair of states: ties, treaties, votes, trade, and what is not known",
		Long: "One page on a pair of states: who they are and were, diplomatic relations, treaties and alliances, votes, joint memberships, wars,\n" +
			"trade, declared principles tested plainly, where the pair stands among all pairs and in its own past, and what is not known. Every\n" +
			"line names its source. No adjectives of merit.",
		Args:    wants(2, 2, "two states"),
		Example: examples("comity pair RUS CHN", `comity pair "Soviet Union" china --html pair.html`, "comity pair 365 710 --json", "comity pair france germany --on 1963-01-22"),
		RunE: func(cmd *cobra.Command, args []string) error {
			when, err := day("on", on)
			if err != nil {
				return err
			}
			d, err := a.desk()
			if err != nil {
				return err
			}
			p, err := d.Pair(args[0], args[1], when)
			if err != nil {
				return err
			}
			return l.print(cmd, p)
		},
	}
	l.flags(cmd)
	cmd.Flags().StringVar(&on, "on", "", "as of a `DATE` (default: 2024-12-31, the last day the record as a whole reaches)")
	return cmd
}

func (a *app) state() *cobra.Command {
	var l layout
	var on string
	cmd := &cobra.Command{
		Use:   "state NAME",
		Short: "Who a state is on a day: names, codes, membership, succession",
		Long: "Who a state is on a day: its names then, its codes under every scheme, when it was a member of the lists of states and of the United\n" +
			"Nations, what it came from and became, and the groups it belonged to. What may mean several states is asked back, never guessed.",
		Args:    wants(1, 1, "one state (put a name of several words in quotes)"),
		Example: examples(`comity state "south korea" --on 1995-07-01`, "comity state SUN --on 1980-01-01", "comity state cow:AUS"),
		RunE: func(cmd *cobra.Command, args []string) error {
			when, err := day("on", on)
			if err != nil {
				return err
			}
			d, err := a.desk()
			if err != nil {
				return err
			}
			s, err := d.StateAnswer(args[0], when)
			if err != nil {
				return err
			}
			return l.print(cmd, s)
		},
	}
	l.flags(cmd)
	cmd.Flags().StringVar(&on, "on", "", "as of a `DATE` (default: 2024-12-31, the last day the record as a whole reaches)")
	return cmd
}

func (a *app) group() *cobra.Command {
	var l layout
	var on string
	cmd := &cobra.Command{
		Use:   "group NAME",
		Short: "Who belongs to an organisation, bloc or class of states on a day",
		Long: "Who belongs to an organisation, bloc or class of states on a day, in which role, since when. Classes (developing states, the West)\n" +
			"name their definer. Outside the days its roster covers nothing is said.",
		Args:    wants(1, 1, "one group (put a name of several words in quotes)"),
		Example: examples("comity group BRICS --on 2024-02-01", `comity group "Security Council" --on 1971-11-01`, "comity group G77 --json"),
		RunE: func(cmd *cobra.Command, args []string) error {
			when, err := day("on", on)
			if err != nil {
				return err
			}
			d, err := a.desk()
			if err != nil {
				return err
			}
			g, err := d.GroupAnswer(args[0], when)
			if err != nil {
				return err
			}
			return l.print(cmd, g)
		},
	}
	l.flags(cmd)
	cmd.Flags().StringVar(&on, "on", "", "as of a `DATE` (default: 2024-12-31, the last day the record as a whole reaches)")
	return cmd
}

func (a *app) treaties() *cobra.Command {
	var l layout
	var on string
	cmd := &cobra.Command{
		Use:   "treaties STATE STATE",
		Short: "Treaties of a pair of states, with their life and obligations",
		Long: "Treaties of a pair of states that a general reader would expect, with their life (signed, in force, extended, ended) and their\n" +
			"obligations. The last lines say how complete the list is: a treaty that is not in it is not covered, not denied.",
		Args:    wants(2, 2, "two states"),
		Example: examples("comity treaties russia china", "comity treaties france germany --on 1963-12-31"),
		RunE: func(cmd *cobra.Command, args []string) error {
			when, err := day("on", on)
			if err != nil {
				return err
			}
			d, err := a.desk()
			if err != nil {
				return err
			}
			t, err := d.TreatiesAnswer(args[0], args[1], when)
			if err != nil {
				return err
			}
			return l.print(cmd, t)
		},
	}
	l.flags(cmd)
	cmd.Flags().StringVar(&on, "on", "", "as of a `DATE` (default: 2024-12-31, the last day the record as a whole reaches)")
	return cmd
}

func (a *app) columns() *cobra.Command {
	var l layout
	cmd := &cobra.Command{
		Use: "columns", Short: "The catalogue of columns: every fact and measure one may ask for", Args: nothing,
		Example: examples("comity columns", "comity columns --json"),
		RunE:    func(cmd *cobra.Command, _ []string) error { return l.print(cmd, desk.Columns()) },
	}
	l.flags(cmd)
	return cmd
}

func (a *app) why() *cobra.Command {
	var l layout
	var all bool
	cmd := &cobra.Command{
		Use:     "why STATE [STATE] YEAR COLUMN",
		Short:   "Where a number comes from: formula, inputs, source rows",
		Args:    wants(3, 4, "one or two states, a year and a column, in this order"),
		Example: examples("comity why RUS CHN 2012 trade.turnover", "comity why RUS CHN 2019 vote.agreement", "comity why DEU 2012 gdp"),
		RunE: func(cmd *cobra.Command, args []string) error {
			n := len(args)
			year, err := strconv.Atoi(args[n-2])
			if err != nil || year < 1 || year > 9999 {
				return fmt.Errorf("%q is not a year; the order is STATE [STATE] YEAR COLUMN, for instance: %s", args[n-2], firstExample(cmd))
			}
			d, home, err := a.both()
			if err != nil {
				return err
			}
			w, err := d.Why(args[:n-2], year, args[n-1], desk.WhyOptions{Home: home, All: all})
			if err != nil {
				return err
			}
			return l.print(cmd, w)
		},
	}
	l.flags(cmd)
	cmd.Flags().BoolVar(&all, "all", false, "list every roll call behind the value")
	return cmd
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
