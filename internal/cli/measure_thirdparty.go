package cli

// This file is the command that tests the closeness of two states against third parties.

import (
	"context"

	"comity/desk"

	"github.com/spf13/cobra"
)

func (a *app) measureThirdParty() *cobra.Command {
	var s desk.ThirdPartySpec
	var years string
	cmd := &cobra.Command{
		Use:  "thirdparty STATE STATE",
		Args: wants(2, 2, "two states"),
		Example: examples("comity measure thirdparty RUS CHN --third USA",
			"comity measure thirdparty FRA DEU --third USA --third GBR --years 1991-2019 --rank 0"),
	}
	f := cmd.Flags()
	f.StringArrayVar(&s.Thirds, "third", nil, "a third `STATE`; may be given again (default: the permanent members of the Security Council not of the pair)")
	f.StringVar(&years, "years", "", "these `YEARS` of sessions and acts: 1991-2019, 1990- (default: the last thirty sessions)")
	f.IntVar(&s.Least, "least-votes", 0, "T1: only states that voted in at least so many roll calls of the session (default: half of them)")
	f.IntVar(&s.Hostility, "hostility", 2, "T6: a dispute counts from this `LEVEL` of hostility: 2 threat, 3 display, 4 use of force, 5 war")
	f.IntVar(&s.Rank, "rank", 2, "T1: dimensions of the multiplicative effects beside the additive ones; 0: none")
	f.Uint64Var(&s.Seed, "seed", 1, "the seed of what is drawn by chance")
	return a.measured(cmd, func(ctx context.Context, d *desk.Desk, args []string) (*desk.Measurement, error) {
		s.States = args
		var err error
		if s.From, s.To, err = yearRange(years); err != nil {
			return nil, err
		}
		return d.MeasureThirdParty(ctx, s)
	})
}
