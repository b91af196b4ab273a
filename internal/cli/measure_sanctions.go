package cli

// This file is the command that asks for sanctions in force.

import (
	"context"

	"comity/desk"

	"github.com/spf13/cobra"
)

func (a *app) measureSanctions() *cobra.Command {
	var s desk.SanctionsSpec
	var years string
	cmd := &cobra.Command{
		Use:  "sanctions",
		Args: wants(0, 0, "no argument"),
		Example: examples("comity measure sanctions --years 1990-2023",
			"comity measure sanctions --target ZAF --type trade --years 1960-2000",
			"comity measure sanctions --sender USA --years 2000-2023 --table targets --rows 50"),
	}
	f := cmd.Flags()
	f.StringVar(&s.Target, "target", "", "sanctions on a `STATE`, on states with commas, or on a group (default: all)")
	f.StringVar(&s.Sender, "sender", "", "sanctions of a `STATE`, of states with commas, or of a group's members (default: all)")
	f.StringVar(&s.Type, "type", "", "the `TYPE`: any, trade, arms, military, financial, travel, other (default: any)")
	f.StringVar(&years, "years", "", "these `YEARS`: 1990-2023, 2014, 2000- or -1991")
	f.StringVar(&s.Source, "source", "", "the edition of the Global Sanctions Data Base: its `ID` (default: the newest here)")
	f.StringVar(&s.Book, "book", "", "the book trade is read from: its `ID` (default: the one that covers most of the years)")
	return a.measured(cmd, func(ctx context.Context, d *desk.Desk, _ []string) (*desk.Measurement, error) {
		var err error
		if s.From, s.To, err = yearRange(years); err != nil {
			return nil, err
		}
		return d.MeasureSanctions(ctx, s)
	})
}
