package cli

// This file is the command that asks how often disputes, wars and deaths in conflict fall upon a set of states.

import (
	"context"

	"comity/desk"

	"github.com/spf13/cobra"
)

func (a *app) measureStability() *cobra.Command {
	var s desk.StabilitySpec
	var years string
	cmd := &cobra.Command{
		Use:  "stability",
		Args: wants(0, 0, "no argument"),
		Example: examples("comity measure stability --region Eurasia --years 1992-2014",
			"comity measure stability --group ASEAN --years 1970-2010 --table years -o asean.csv",
			"comity measure stability --set ARG,BRA,CHL --years 1946-2014"),
	}
	f := cmd.Flags()
	f.StringVar(&s.Region, "region", "", "a `REGION` or a word for a set of states: Eurasia, \"Sub-Saharan Africa\" (every definition is shown)")
	f.StringVar(&s.Set, "set", "", "these `STATES`, parted by commas")
	f.StringVar(&s.Group, "group", "", "the members of a `GROUP`, by year (comity groups)")
	f.StringVar(&years, "years", "", "these `YEARS`: 1992-2014, 2000- or -1991 (default: since 1946)")
	return a.measured(cmd, func(ctx context.Context, d *desk.Desk, _ []string) (*desk.Measurement, error) {
		var err error
		if s.From, s.To, err = yearRange(years); err != nil {
			return nil, err
		}
		return d.MeasureStability(ctx, s)
	})
}
