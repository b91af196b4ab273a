package cli

// This file is the commands that measure national capabilities and how power is spread.

import (
	"context"

	"comity/desk"

	"github.com/spf13/cobra"
)

func (a *app) measureCapability() *cobra.Command {
	var s desk.CapabilitySpec
	var years string
	cmd := &cobra.Command{
		Use: "cinc [STATE…]",
		Example: examples("comity measure cinc --years 2016 --rows 5",
			"comity measure cinc CHN USA RUS --years 1990-2022",
			"comity measure cinc --years 1816-2022 -o cinc.csv"),
	}
	f := cmd.Flags()
	f.StringVar(&years, "years", "", "these `YEARS`: 1816-2022, 1990, 1990- or -1945")
	f.StringVar(&s.Source, "source", "", "the edition of National Material Capabilities: its `ID` (default: the newest here)")
	return a.measured(cmd, func(ctx context.Context, d *desk.Desk, args []string) (*desk.Measurement, error) {
		s.States = args
		var err error
		if s.From, s.To, err = yearRange(years); err != nil {
			return nil, err
		}
		return d.MeasureCapability(ctx, s)
	})
}

func (a *app) measurePolarity() *cobra.Command {
	var s desk.PolaritySpec
	var years string
	cmd := &cobra.Command{
		Use:  "polarity",
		Args: wants(0, 0, "no argument"),
		Example: examples("comity measure polarity --years 1990-2016",
			"comity measure polarity --by cinc,gdp,surplus --set majors --years 1950-2016 --table rules -o rules.csv",
			"comity measure polarity --set majors --set \"in G20\" --by gdp --years 2000-2016"),
	}
	f := cmd.Flags()
	f.StringArrayVar(&s.Sets, "set", nil, "whose power: majors, global, regional, system, or `WORDS` of a scope as \"in G20\"; may be given again (default: majors and system)")
	f.StringSliceVar(&s.By, "by", nil, "`CAPABILITIES`: cinc, milex, milper, irst, pec, tpop, upop, gdp, gdp-current, gdp-per-head, surplus, population (default: cinc)")
	f.StringVar(&s.Source, "source", "", "the edition of the capability: its `ID`")
	f.StringVar(&years, "years", "", "these `YEARS`: 1816-2016, 1990, 1990- or -1945")
	f.StringVar(&s.System, "system", "", "the list of states: `cow`, gw or un (default: cow)")
	f.Float64Var(&s.Part, "part", .5, "a pole has at least this `PART` of the leader's share")
	return a.measured(cmd, func(ctx context.Context, d *desk.Desk, _ []string) (*desk.Measurement, error) {
		var err error
		if s.From, s.To, err = yearRange(years); err != nil {
			return nil, err
		}
		return d.MeasurePolarity(ctx, s)
	})
}
