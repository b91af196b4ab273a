package cli

// This file is the command that holds trade against gravity.

import (
	"context"
	"errors"

	"comity/desk"

	"github.com/spf13/cobra"
)

func (a *app) measureOverTrade() *cobra.Command {
	var s desk.OverTradeSpec
	var years string
	var all bool
	cmd := &cobra.Command{
		Use:  "overtrade [STATE STATE]",
		Args: wants(0, 2, "two states, or --all"),
		Example: examples("comity measure overtrade RUS CHN --years 2015-2016",
			"comity measure overtrade DEU FRA --book itpd-e --years 2016 --ties distance,border --draws 50",
			"comity measure overtrade --all --years 2016 --refit none -o overtrade.csv"),
	}
	f := cmd.Flags()
	f.StringVar(&years, "years", "", "these `YEARS`: 2000-2016 or 2016 (default: of a pair the last 25 of the book, of all pairs the last)")
	f.BoolVar(&all, "all", false, "all pairs")
	f.StringVar(&s.Book, "book", "", "the book of trade, by its `ID` (default: the usual one that covers the years)")
	f.StringSliceVar(&s.Ties, "ties", nil, "what pairs are to each other: `NAMES` with commas of distance, border, language, colony, coloniser (default: all)")
	f.IntVar(&s.Draws, "draws", 100, "how many draws of countries intervals are made of; 0: no intervals")
	f.Uint64Var(&s.Seed, "seed", 1, "the seed of what is drawn by chance")
	f.Float64Var(&s.Level, "level", .95, "the `SHARE` of draws an interval holds")
	f.StringVar(&s.Refit, "refit", "hard", "with --all: which pairs are fitted anew: none, `hard` (those that pull the fit hard) or all (slow)")
	return a.measured(cmd, func(ctx context.Context, d *desk.Desk, args []string) (*desk.Measurement, error) {
		s.States = args
		switch {
		case len(args) == 0 && !all:
			return nil, errors.New("name two states (comity measure overtrade RUS CHN), or ask for --all pairs")
		case len(args) > 0 && all:
			return nil, errors.New("--all is all pairs: leave the two states out")
		}
		var err error
		if s.From, s.To, err = yearRange(years); err != nil {
			return nil, err
		}
		return d.MeasureOverTrade(ctx, s)
	})
}
