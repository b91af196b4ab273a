package cli

// This file is the command that reckons with a change of costs of trade.

import (
	"context"
	"fmt"
	"strconv"

	"comity/desk"

	"github.com/spf13/cobra"
)

func (a *app) measureCounterfactual() *cobra.Command {
	var s desk.CounterfactualSpec
	var year string
	cmd := &cobra.Command{
		Use:  "counterfactual",
		Args: wants(0, 0, "no argument: changes of costs go with --shock and --embargo"),
		Example: examples("comity measure counterfactual --shock \"USA,CHN: 1.25\" --year 2016 --output-ratio 2",
			"comity measure counterfactual --embargo \"DEU->RUS\" --embargo \"RUS->DEU\" --elasticity 4 --year 2016 --output-ratio 2 -o embargo.csv",
			"comity measure counterfactual --shock \"A->B: 1.5\" --file flows.csv --year 1990"),
	}
	f := cmd.Flags()
	f.StringArrayVar(&s.Shocks, "shock", nil, "costs of trade times a factor: `CHANGE` as \"A,B: 1.25\" (both ways) or \"A->B: 1.25\"; may be given again")
	f.StringArrayVar(&s.Embargoes, "embargo", nil, "trade that ends: `FLOW` as \"A->B\" or \"A,B\"; may be given again")
	f.Float64Var(&s.Elasticity, "elasticity", 4, "of trade to its costs; of varieties the elasticity of substitution less 1")
	f.BoolVar(&s.Scaled, "scaled", false, "deficits in proportion to output, instead of as large as before")
	f.StringVar(&year, "year", "", "the `YEAR` of the trade there is (default: the last of the book; a file's only one)")
	f.StringVar(&s.File, "file", "", "your own `FLOWS`: a table with a row an exporter and importer, domestic trade among them")
	f.StringVar(&s.Part, "part", "", "the `NAME` of the table in a file of several")
	f.StringVar(&s.From, "from", "exporter", "with --file: the `COLUMN` of the exporter")
	f.StringVar(&s.To, "to", "importer", "with --file: the `COLUMN` of the importer")
	f.StringVar(&s.Flow, "flow", "trade", "with --file: the `COLUMN` of the flow")
	f.BoolVar(&s.MissingAsNothing, "missing-as-nothing", false, "with --file: take flows that are missing as nothing")
	f.StringVar(&s.Book, "book", "", "without --file: the book of trade, by its `ID`")
	f.Float64Var(&s.OutputRatio, "output-ratio", 0, "without --file: gross output over GDP, by which domestic trade is reckoned; an assumption of yours, as 2")
	return a.measured(cmd, func(ctx context.Context, d *desk.Desk, _ []string) (*desk.Measurement, error) {
		if year != "" {
			var err error
			if s.Year, err = strconv.Atoi(year); err != nil || s.Year < 1 || s.Year > 3000 {
				return nil, fmt.Errorf("--year %q: want one year, as 2016", year)
			}
		}
		return d.MeasureCounterfactual(ctx, s)
	})
}
