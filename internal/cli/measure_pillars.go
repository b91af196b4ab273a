package cli

// This file is the command that lays a relation out in three pillars.

import (
	"context"

	"comity/desk"

	"github.com/spf13/cobra"
)

func (a *app) measurePillars() *cobra.Command {
	var s desk.PillarsSpec
	cmd := &cobra.Command{
		Use:  "pillars STATE STATE",
		Args: wants(2, 2, "two states"),
		Example: examples("comity measure pillars RUS CHN",
			"comity measure pillars IND BRA --year 2014 --index"),
	}
	f := cmd.Flags()
	f.IntVar(&s.Year, "year", 0, "the `YEAR` (default: the last in which two thirds of every pillar are known)")
	f.BoolVar(&s.Index, "index", false, "also an index, with the band that the choices behind it leave")
	f.Uint64Var(&s.Seed, "seed", 1, "the seed of what is drawn by chance")
	return a.measured(cmd, func(ctx context.Context, d *desk.Desk, args []string) (*desk.Measurement, error) {
		s.States = args
		return d.MeasurePillars(ctx, s)
	})
}
