package cli

// This file is the command that measures similarity.

import (
	"context"
	"errors"

	"comity/desk"

	"github.com/spf13/cobra"
)

func (a *app) measureSimilarity() *cobra.Command {
	var s desk.SimilaritySpec
	var years string
	var all, valued, binary bool
	cmd := &cobra.Command{
		Use:  "similarity [STATE STATE]",
		Args: wants(0, 2, "two states, or --all"),
		Example: examples("comity measure similarity RUS CHN --of unga --years 2010-2019",
			"comity measure similarity --of unga --years 2000-2001 --all -o sim.csv",
			"comity measure similarity USA ISR --of unga --issue me --calls divided --years 2010-2019"),
	}
	f := cmd.Flags()
	f.StringVar(&s.Of, "of", "unga", "`WHAT` is held against what: unga or unsc (votes), atop (alliance portfolios)")
	f.StringVar(&years, "years", "", "these `YEARS`: 1946-2015, 1990, 1990- or -1945")
	f.BoolVar(&all, "all", false, "all pairs")
	f.BoolVar(&s.Directed, "directed", false, "each pair in both directions (the values are the same)")
	f.StringVar(&s.System, "system", "", "the list of states: `cow`, gw or un (default: cow)")
	f.IntVar(&s.ExtendTo, "extend-to", 0, "let the last members of the list go on to this `YEAR`")
	f.StringArrayVar(&s.Scope, "scope", nil, "only pairs of these states: `WORDS` as \"both in BRICS\" (docs/UNITS.md)")
	f.StringVar(&s.Calls, "calls", "", "which `ROLL CALLS`: all, divided (not all voted alike), important, final (default: all)")
	f.StringVar(&s.By, "by", "", "the roll calls of a year: `session` (the one that opened in it) or year (default: session)")
	f.StringVar(&s.Topic, "topic", "", "roll calls of these `TOPICS`, with commas where several (comity measure topic lists them)")
	f.StringVar(&s.Issue, "issue", "", "roll calls with an issue `CODE`: me, nu, di, hr, co, ec")
	f.BoolVar(&valued, "valued", false, "alliances in grades 0 to 3 (the default)")
	f.BoolVar(&binary, "binary", false, "alliances as none or any")
	f.StringVar(&s.Source, "source", "", "the edition of ATOP: its `ID`")
	f.StringVar(&s.Weights, "weights", "", "weights of states in S of alliances: none or `cinc`")
	return a.measured(cmd, func(ctx context.Context, d *desk.Desk, args []string) (*desk.Measurement, error) {
		s.States = args
		switch {
		case len(args) == 0 && !all && len(s.Scope) == 0:
			return nil, errors.New("name two states (comity measure similarity RUS CHN), or ask for --all pairs")
		case len(args) > 0 && all:
			return nil, errors.New("--all is all pairs: leave the two states out")
		case valued && binary:
			return nil, errors.New("--valued and --binary are two codings: give one of them")
		case valued:
			s.Grades = "valued"
		case binary:
			s.Grades = "binary"
		}
		var err error
		if s.From, s.To, err = yearRange(years); err != nil {
			return nil, err
		}
		return d.MeasureSimilarity(ctx, s)
	})
}
