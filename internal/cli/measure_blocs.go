package cli

// This file is the commands that measure how united, polarised, parted into blocs, balanced and split states are.

import (
	"context"
	"fmt"

	"comity/desk"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// callFlags are the flags that choose roll calls.
func callFlags(f *pflag.FlagSet, c *desk.CallsSpec) {
	f.StringVar(&c.Calls, "calls", "", "which `ROLL CALLS`: divided (not all voted alike), all, important, final (default: divided)")
	f.StringVar(&c.By, "by", "", "the roll calls of a year: `session` (the one that opened in it) or year (default: session)")
	f.StringVar(&c.Issue, "issue", "", "roll calls with an issue `CODE`: me, nu, di, hr, co, ec")
	f.StringVar(&c.Topic, "topic", "", "roll calls of these `TOPICS`, with commas where several (comity measure topic lists them)")
}

const setHelp = "only states of this `SET`: a group, a region or states, as BRICS or \"DEU,FRA,POL\" (default: all)"

func (a *app) measureCohesion() *cobra.Command {
	var s desk.CohesionSpec
	var years string
	cmd := &cobra.Command{
		Use:  "cohesion [SET…]",
		Args: cobra.ArbitraryArgs,
		Example: examples("comity measure cohesion BRICS --years 2009-2019",
			"comity measure cohesion BRICS G7 EU --issue hr --years 2010-2019",
			"comity measure cohesion --years 1946-2019 -o cohesion.csv",
			"comity measure cohesion \"RUS,CHN,IND\" --years 2018 --table calls --format csv"),
	}
	f := cmd.Flags()
	f.StringVar(&years, "years", "", "these `YEARS` (of sessions: in which they opened): 1946-2015, 1990, 1990- or -1945")
	f.Float64Var(&s.Minority, "minority", .25, "a roll call is contested from this `SHARE` of votes outside the largest side")
	callFlags(f, &s.CallsSpec)
	return a.measured(cmd, func(ctx context.Context, d *desk.Desk, args []string) (*desk.Measurement, error) {
		s.Sets = args
		var err error
		if s.From, s.To, err = yearRange(years); err != nil {
			return nil, err
		}
		return d.MeasureCohesion(ctx, s)
	})
}

func (a *app) measurePolarisation() *cobra.Command {
	var s desk.PolarisationSpec
	var years string
	cmd := &cobra.Command{
		Use:  "polarisation",
		Args: wants(0, 0, "no argument, only flags"),
		Example: examples("comity measure polarisation --years 1990-2019",
			"comity measure polarisation --weights states,population --set \"in EU\"",
			"comity measure polarisation -o polarisation.csv"),
	}
	f := cmd.Flags()
	f.StringVar(&years, "years", "", "these `YEARS`: 1946-2015, 1990, 1990- or -1945")
	f.StringVar(&s.Set, "set", "", setHelp)
	f.StringSliceVar(&s.Weights, "weights", nil, "what a state counts by: `states` (each one), population, cinc or another capability; several parted by commas (default: these three, as far as they are here)")
	f.StringVar(&s.Source, "source", "", "the `EDITION` of ideal points: its id (default: the newest here)")
	f.StringVar(&s.Series, "series", "", "the `SERIES` of ideal points: all, fp (final passage), legacy … (default: all)")
	f.Float64Var(&s.Alpha, "alpha", .5, "of der: the `WEIGHT` of identification, .25 to 1")
	f.Float64Var(&s.GroupAlpha, "er-alpha", 1.3, "of er: the `WEIGHT` of identification, above 0 to 1.6")
	return a.measured(cmd, func(ctx context.Context, d *desk.Desk, _ []string) (*desk.Measurement, error) {
		var err error
		if s.From, s.To, err = yearRange(years); err != nil {
			return nil, err
		}
		return d.MeasurePolarisation(ctx, s)
	})
}

func (a *app) measureBlocs() *cobra.Command {
	var s desk.BlocsSpec
	var years string
	cmd := &cobra.Command{
		Use:  "blocs",
		Args: wants(0, 0, "no argument, only flags"),
		Example: examples("comity measure blocs --years 1985-1995",
			"comity measure blocs --ties kappa --issue nu --years 2010-2019 --rows 5",
			"comity measure blocs --of pacts --years 1950-1955",
			"comity measure blocs --of signs --positive alliance --negative mid-2 --window 9 --years 2001",
			"comity measure blocs --years 2010-2019 --table members -o members.csv"),
	}
	f := cmd.Flags()
	f.StringVar(&s.Of, "of", "votes", "blocs by `WHAT`: votes (General Assembly), pacts (defence, ATOP) or signs (positive and negative ties by rules)")
	f.StringVar(&s.Ties, "ties", "", "of votes: `TIES` are excess (agreement less expected) or kappa (default: excess)")
	f.StringVar(&s.Source, "source", "", "of pacts: the edition of ATOP, its `ID` (default: the newest here)")
	f.StringSliceVar(&s.Positive, "positive", nil, "of signs: `RULES` of positive ties (comity measure balance --help)")
	f.StringSliceVar(&s.Negative, "negative", nil, "of signs: `RULES` of negative ties")
	f.IntVar(&s.Window, "window", 0, "of signs: a tie holds for so many `YEARS`")
	f.StringVar(&years, "years", "", "these `YEARS` (of sessions: in which they opened): 1946-2015, 1990, 1990- or -1945")
	f.StringVar(&s.Set, "set", "", setHelp)
	f.IntVar(&s.Runs, "runs", 50, "how many `ORDERS` of states are tried a year")
	f.Uint64Var(&s.Seed, "seed", 1, "the seed of the orders")
	f.Float64Var(&s.Resolution, "resolution", 1, "the weight of what is expected: above 1 more and smaller blocs")
	f.Float64Var(&s.Pole, "pole", .2, "the `SHARE` of capability that makes a bloc or lone state a pole")
	callFlags(f, &s.CallsSpec)
	return a.measured(cmd, func(ctx context.Context, d *desk.Desk, _ []string) (*desk.Measurement, error) {
		var err error
		if s.From, s.To, err = yearRange(years); err != nil {
			return nil, err
		}
		return d.MeasureBlocs(ctx, s)
	})
}

func (a *app) measureBalance() *cobra.Command {
	var s desk.BalanceSpec
	var years string
	cmd := &cobra.Command{
		Use:  "balance",
		Args: wants(0, 0, "no argument, only flags"),
		Example: examples("comity measure balance --years 1900-1914",
			"comity measure balance --positive alliance --negative mid-2,rivalry --window 4 --years 1990-2010",
			"comity measure balance --set \"in Europe\" --years 1870-1914 --table states -o local.csv"),
	}
	f := cmd.Flags()
	f.StringSliceVar(&s.Positive, "positive", nil, "`RULES` of positive ties, parted by commas (default: pact)")
	f.StringSliceVar(&s.Negative, "negative", nil, "`RULES` of negative ties, which win (default: mid-3)")
	f.IntVar(&s.Window, "window", 1, "a tie holds for so many `YEARS`: 4 means the year and the three before")
	f.StringVar(&years, "years", "", "these `YEARS`: 1816-2010, 1990, 1990- or -1945 (default: all the rules speak of)")
	f.StringVar(&s.Set, "set", "", setHelp)
	f.BoolVar(&s.Directed, "directed", false, "count triads of ties with a direction too (--table triads)")
	f.IntVar(&s.Deals, "deals", 1000, "how often signs are `DEALT` at random")
	f.IntVar(&s.Restarts, "restarts", 200, "how often the search for the frustration index of large parts `BEGINS` anew")
	f.Uint64Var(&s.Seed, "seed", 1, "the seed of deals and search")
	cmd = a.measured(cmd, func(ctx context.Context, d *desk.Desk, _ []string) (*desk.Measurement, error) {
		var err error
		if s.From, s.To, err = yearRange(years); err != nil {
			return nil, err
		}
		return d.MeasureBalance(ctx, s)
	})
	cmd.Long += fmt.Sprintf("\n\nRules:\n%s", desk.RulesListed())
	return cmd
}

func (a *app) measureSplit() *cobra.Command {
	var s desk.SplitSpec
	var years string
	cmd := &cobra.Command{
		Use:  "split",
		Args: wants(0, 0, "no argument, only flags"),
		Example: examples("comity measure split --years 1990-2019",
			"comity measure split --since 2001-09-11 --years 1990-2019",
			"comity measure split --set \"in EU\" --table series -o split.csv"),
	}
	f := cmd.Flags()
	f.StringVar(&s.Since, "since", "", "hold the years after this `DATE` against those before")
	f.StringVar(&years, "years", "", "these `YEARS` (of sessions: in which they opened): 1946-2015, 1990- or -2019")
	f.StringVar(&s.Set, "set", "", setHelp)
	f.StringVar(&s.Source, "source", "", "the `EDITION` of ideal points: its id (default: the newest here)")
	f.StringVar(&s.Series, "series", "", "the `SERIES` of ideal points: all, fp (final passage), legacy … (default: all)")
	f.IntVar(&s.Runs, "runs", 50, "how many `ORDERS` of states the search for blocs tries a year")
	f.Uint64Var(&s.Seed, "seed", 1, "the seed of the orders")
	callFlags(f, &s.CallsSpec)
	return a.measured(cmd, func(ctx context.Context, d *desk.Desk, _ []string) (*desk.Measurement, error) {
		var err error
		if s.From, s.To, err = yearRange(years); err != nil {
			return nil, err
		}
		return d.MeasureSplit(ctx, s)
	})
}
