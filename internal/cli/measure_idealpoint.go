package cli

// This file is the command that estimates UN ideal points.

import (
	"context"
	"fmt"

	"comity/desk"

	"github.com/spf13/cobra"
)

func (a *app) measureIdealpoint() *cobra.Command {
	var s desk.IdealpointSpec
	var years, drawsOut string
	cmd := &cobra.Command{
		Use: "idealpoint [STATE…]",
		Example: examples("comity measure idealpoint --model preview --years 2010-2013",
			"comity measure idealpoint RUS CHN --years 2005-2012 --burn 20 --draws 40",
			"comity measure idealpoint --model compat --years 2010-2012 --burn 20 --draws 40 --seed 1 -o ip.csv"),
	}
	f := cmd.Flags()
	f.StringVar(&s.Model, "model", "rw", "the `MODEL`: rw, compat or preview")
	f.StringSliceVar(&s.Votes, "votes", []string{"unga-votes"}, "the source of votes, by its `ID`; several apart by commas where none has the other's roll calls")
	f.StringSliceVar(&s.Issues, "issue", nil, "only roll calls on these issues, by `CODE`: me, nu, di, hr, co, ec, important; not-nu leaves one out")
	f.StringVar(&s.Bridges, "bridges", "", "which repeated resolutions tie sessions together, by `RULE`: published (to session 74), series (and after it those of such a series), title (and all of the same title); by default series, of compat published")
	f.StringVar(&years, "years", "", "only sessions that opened in these `YEARS`: 1991-2019, 2000-")
	f.IntVar(&s.Burn, "burn", 500, "`SWEEPS` that are thrown away")
	f.IntVar(&s.Draws, "draws", 1000, "`SWEEPS` after them")
	f.IntVar(&s.Thin, "thin", 0, "keep every `Nth` of the draws (default: so that at most 500 are kept)")
	f.IntVar(&s.Chains, "chains", 1, "`CHAINS`, each with other random numbers")
	f.Uint64Var(&s.Seed, "seed", 1, "the `SEED` of the random numbers: the same, the same bytes")
	f.StringVar(&drawsOut, "draws-out", "", "write the kept draws to `FILE` besides")
	measured := a.measured(cmd, func(ctx context.Context, d *desk.Desk, args []string) (*desk.Measurement, error) {
		s.States, s.KeepDraws, s.Progress = args, drawsOut != "", progress(cmd.ErrOrStderr())
		var err error
		if s.From, s.To, err = yearRange(years); err != nil {
			return nil, err
		}
		m, err := d.MeasureIdealpoint(ctx, s)
		if err != nil || drawsOut == "" {
			return m, err
		}
		return m, a.writeDraws(ctx, cmd, d, m, drawsOut)
	})
	return measured
}

// writeDraws writes the table of draws.
func (a *app) writeDraws(ctx context.Context, cmd *cobra.Command, d *desk.Desk, m *desk.Measurement, path string) error {
	home, err := a.store()
	if err != nil {
		return err
	}
	lines, err := d.WriteMeasurement(ctx, m, desk.MeasureOutput{Home: home, Path: path, Table: "draws", Bare: true})
	for _, l := range lines {
		fmt.Fprintln(cmd.OutOrStdout(), l)
	}
	return err
}
