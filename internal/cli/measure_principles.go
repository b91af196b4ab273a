package cli

// This file is the command that holds declared principles of a relation against conduct.

import (
	"context"

	"comity/desk"

	"github.com/spf13/cobra"
)

func (a *app) measurePrinciples() *cobra.Command {
	var s desk.PrinciplesSpec
	cmd := &cobra.Command{
		Use:  "principles STATE STATE",
		Args: wants(2, 2, "two states"),
		Example: examples("comity measure principles RUS CHN",
			"comity measure principles FRA DEU --year 2010 --third USA"),
	}
	f := cmd.Flags()
	f.IntVar(&s.Year, "year", 0, "nothing after this `YEAR` (default: all the record has)")
	f.StringArrayVar(&s.Thirds, "third", nil, "a third `STATE`; may be given again (default: the permanent members of the Security Council not of the pair)")
	f.IntVar(&s.Rank, "rank", 2, "as of third parties (T1); 0: none")
	f.Uint64Var(&s.Seed, "seed", 1, "the seed of what is drawn by chance")
	return a.measured(cmd, func(ctx context.Context, d *desk.Desk, args []string) (*desk.Measurement, error) {
		s.States = args
		return d.MeasurePrinciples(ctx, s)
	})
}
