package cli

// This file is the command that measures trade interdependence.

import (
	"context"
	"errors"

	"comity/desk"

	"github.com/spf13/cobra"
)

func (a *app) measureDependence() *cobra.Command {
	var s desk.DependenceSpec
	var years string
	var all bool
	cmd := &cobra.Command{
		Use:  "dependence [STATE STATE]",
		Args: wants(0, 2, "two states, or --all"),
		Example: examples("comity measure dependence RUS CHN",
			"comity measure dependence USA CHN --book itpd-e --years 2010-2016 --format csv --table records",
			"comity measure dependence --all --years 2016 -o dependence.csv"),
	}
	f := cmd.Flags()
	f.StringVar(&years, "years", "", "these `YEARS`: 1990-2016, 2016, 1990- or -1945 (default: all of the book)")
	f.BoolVar(&all, "all", false, "all pairs, each in both directions")
	f.StringVar(&s.Book, "book", "", "the book of trade measures are made of, by its `ID` (default: the one that covers the most of the years)")
	f.StringVar(&s.System, "system", "", "the list of states: `cow`, gw or un (default: cow)")
	f.StringArrayVar(&s.Scope, "scope", nil, "only pairs of these states: `WORDS` as \"both in BRICS\" (docs/UNITS.md)")
	return a.measured(cmd, func(ctx context.Context, d *desk.Desk, args []string) (*desk.Measurement, error) {
		s.States = args
		switch {
		case len(args) == 0 && !all && len(s.Scope) == 0:
			return nil, errors.New("name two states (comity measure dependence RUS CHN), or ask for --all pairs")
		case len(args) > 0 && all:
			return nil, errors.New("--all is all pairs: leave the two states out")
		}
		var err error
		if s.From, s.To, err = yearRange(years); err != nil {
			return nil, err
		}
		return d.MeasureDependence(ctx, s)
	})
}
