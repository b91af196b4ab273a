package cli

// This file is the commands that measure records and change.

import (
	"context"
	"errors"
	"os"
	"strings"

	"comity/desk"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// seriesFlags are the flags by which a series is chosen.
type seriesFlags struct {
	spec  desk.SeriesSpec
	x     string
	where []string
	years string
}

func (s *seriesFlags) flags(f *pflag.FlagSet) {
	f.StringVar(&s.years, "years", "", "these `YEARS`: 1990-2020, 1990- or -1945")
	f.Float64Var(&s.spec.Error, "error", -1, "standard deviation of the error of each value, as a `PART` of it: .05 (default: the band of the column)")
	f.Float64Var(&s.spec.SD, "sd", 0, "the same in the `UNIT` of the series")
	f.StringVar(&s.x, "x", "", "of a file: the `COLUMN` of values")
	f.StringVar(&s.spec.Time, "time", "", "of a file: the `COLUMN` of years (default: year)")
	f.StringVar(&s.spec.SDColumn, "sd-column", "", "of a file: the `COLUMN` of standard deviations of error")
	f.StringArrayVar(&s.where, "where", nil, "of a file: keep the rows for which a `FORMULA` is true")
	f.StringVar(&s.spec.Part, "part", "", "of a file of several tables: the `NAME` of one")
}

// series reads the arguments: a column and its states, or a file.
func (s *seriesFlags) series(args []string) (desk.SeriesSpec, error) {
	out := s.spec
	var err error
	if out.From, out.To, err = yearRange(s.years); err != nil {
		return out, err
	}
	if len(args) == 0 {
		return out, errors.New("name a column and its states, as trade.turnover RUS CHN, or a file and its column, as FILE --x COLUMN")
	}
	if s.x == "" {
		if _, err := os.Stat(args[0]); err == nil && strings.Contains(args[0], ".") {
			return out, errors.New(args[0] + " is a file: name its column of values with --x, and that of its years with --time where it is not year")
		}
		if s.spec.Time != "" || s.spec.SDColumn != "" || len(s.where) > 0 || s.spec.Part != "" {
			return out, errors.New("--time, --sd-column, --where and --part are of a file: name its column of values with --x")
		}
		out.Column, out.Who = args[0], args[1:]
		return out, nil
	}
	if len(args) != 1 {
		return out, errors.New("--x is a column of a file: name the file alone")
	}
	out.Own, out.Column = args[0], s.x
	for _, text := range s.where {
		out.Steps = append(out.Steps, desk.PanelStep{Kind: "where", Text: text})
	}
	return out, nil
}

func (a *app) measureRecord() *cobra.Command {
	var s desk.RecordSpec
	var in seriesFlags
	cmd := &cobra.Command{
		Use: "record COLUMN [STATE…] | FILE --x COLUMN | --superlative STATE STATE",
		Example: examples("comity measure record trade.turnover RUS CHN",
			"comity measure record vote.agreement USA ISR --year 2015 --lowest",
			"comity measure record --superlative USA JPN --indicator vote.agreement --indicator \"capability.ratio>\"",
			"comity measure record disputes.csv --x capratio --where \"ccode1 == 100 and ccode2 == 101\""),
	}
	f := cmd.Flags()
	in.flags(f)
	f.IntVar(&s.Year, "year", 0, "the `YEAR` that may be a record (default: the last of any reading)")
	f.BoolVar(&s.Lowest, "lowest", false, "whether it is the lowest, not the highest")
	f.BoolVar(&s.Superlative, "superlative", false, "several indicators of two states at once, held against every other year")
	f.StringArrayVar(&s.Indicators, "indicator", nil, "with --superlative: a `COLUMN`; COLUMN< where lower counts, COLUMN> higher, COLUMN<> of the two turned about (default: trade, votes, groups, alliances)")
	f.StringArrayVar(&s.Core, "key", nil, "with --superlative: a `COLUMN` among the indicators that must not stand in its lower half (default: all)")
	f.IntVar(&s.Draws, "draws", 10000, "`N` draws")
	f.Uint64Var(&s.Seed, "seed", 1, "`SEED` of the draws")
	return a.measured(cmd, func(ctx context.Context, d *desk.Desk, args []string) (*desk.Measurement, error) {
		var err error
		if s.Superlative {
			if len(args) != 2 || in.x != "" {
				return nil, errors.New("--superlative is of two states, as --superlative RUS CHN")
			}
			args = append([]string{""}, args...)
		} else if len(s.Indicators)+len(s.Core) > 0 {
			return nil, errors.New("--indicator and --key go with --superlative")
		}
		if s.SeriesSpec, err = in.series(args); err != nil {
			return nil, err
		}
		return d.MeasureRecord(ctx, s)
	})
}

func (a *app) measureChange() *cobra.Command {
	var s desk.ChangeSpec
	var in seriesFlags
	var against string
	cmd := &cobra.Command{
		Use: "change COLUMN [STATE…] | FILE --x COLUMN",
		Example: examples("comity measure change vote.agreement RUS CHN",
			"comity measure change system.con --years 1945-2016 --date 1990",
			"comity measure change capability.cinc USA --against CHN"),
	}
	f := cmd.Flags()
	in.flags(f)
	f.IntVar(&s.Date, "date", 0, "a `YEAR` named beforehand: the first after the change")
	f.BoolVar(&s.Beside, "trend", false, "with --date: the step beside a trend")
	f.StringVar(&against, "against", "", "another series of the same column: `STATES` with commas between them; of a file another column")
	f.BoolVar(&s.Known, "known", false, "the errors of the values are all their noise: search with known variances")
	f.StringVar(&s.Scale, "scale", "", "`SCALE`: log or level (default: logarithms of amounts)")
	f.Float64Var(&s.Trim, "trim", .15, "the least `PART` of a series a level may last")
	f.IntVar(&s.Most, "most", 5, "`N` breaks at most")
	f.Float64Var(&s.Level, "level", .95, "the `LEVEL` of intervals")
	f.IntVar(&s.Draws, "draws", 999, "`N` draws of the simulated test")
	f.Uint64Var(&s.Seed, "seed", 1, "`SEED` of the draws")
	return a.measured(cmd, func(ctx context.Context, d *desk.Desk, args []string) (*desk.Measurement, error) {
		var err error
		if s.SeriesSpec, err = in.series(args); err != nil {
			return nil, err
		}
		if against != "" {
			s.Against = strings.Split(against, ",")
		}
		return d.MeasureChange(ctx, s)
	})
}
