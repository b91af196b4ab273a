package cli

// This file is the command that asks how a group votes on a topic.

import (
	"context"

	"comity/desk"

	"github.com/spf13/cobra"
)

func (a *app) measureTopic() *cobra.Command {
	var s desk.TopicSpec
	var years string
	cmd := &cobra.Command{
		Use:  "topic [TOPIC]",
		Args: wants(0, 1, "one topic, or none for the list of topics"),
		Example: examples("comity measure topic",
			"comity measure topic unilateral-measures --group developing --years 1990-2019",
			"comity measure topic terrorism --group RUS,CHN,USA",
			"comity measure topic \"human rights and unilateral coercive measures\" --group G77 --table calls --format csv"),
	}
	f := cmd.Flags()
	f.StringVar(&s.Group, "group", "", "whose votes: a `GROUP` (comity groups), a class as \"developing\", or states with commas (default: all members of the United Nations)")
	f.StringVar(&years, "years", "", "these `YEARS`: 1990-2019, 2010, 2000- or -1991")
	f.StringVar(&s.By, "by", "", "put roll calls together by `year` or by session, named by the year it opened in (default: year)")
	f.StringVar(&s.Calls, "calls", "", "which `ROLL CALLS`: all, final (no amendments and paragraphs), divided (not all voted alike; default: all)")
	return a.measured(cmd, func(ctx context.Context, d *desk.Desk, args []string) (*desk.Measurement, error) {
		if len(args) == 1 {
			s.Topic = args[0]
		}
		var err error
		if s.From, s.To, err = yearRange(years); err != nil {
			return nil, err
		}
		return d.MeasureTopic(ctx, s)
	})
}
