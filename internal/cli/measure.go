package cli

// This file is the command that measures, and what its subcommands share. Each family of measures has a file of its own
// (measure_*.go), with the flags of its options.

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"comity/desk"

	"github.com/spf13/cobra"
)

func (a *app) measure() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "measure NAME",
		Short: "Measure relations: similarity, capability, polarity, ideal points and more, for every pair and year",
		Long: "Measure relations between states. Each family of measures is a command of its own, whose --help gives formulas, references, units and\n" +
			"options. With -o FILE the whole table is written (csv, dta, parquet, rds, xlsx, sqlite …), with a page beside it that says how it was\n" +
			"made. Most measures are also columns of panels (comity columns).\n\n" + measuresListed(),
		Args: known,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },

		SuggestionsMinimumDistance: 2,
	}
	cmd.AddCommand(
		a.measureSimilarity(),
		a.measureIdealpoint(),
		a.measureCapability(),
		a.measurePolarity(),
		a.measureRecord(),
		a.measureChange(),
		a.measureThirdParty(),
		a.measurePillars(),
		a.measureTopic(),
		a.measureSanctions(),
		a.measureStability(),
		a.measurePrinciples(),
		a.measureCohesion(),
		a.measurePolarisation(),
		a.measureBlocs(),
		a.measureSplit(),
		a.measureBalance(),
		a.measureDependence(),
		a.measureOverTrade(),
		a.measureCounterfactual(),
	)
	return cmd
}

// measuresListed lists the families.
func measuresListed() string {
	var b strings.Builder
	for _, m := range desk.Methods {
		fmt.Fprintf(&b, "  %-14s %s\n", m.Name, m.Title)
	}
	return strings.TrimRight(b.String(), "\n")
}

// measuring are the flags every measure has.
type measuring struct {
	layout
	out desk.MeasureOutput
}

// measured makes the command of a family of measures: it adds the flags all have, the help its method gives, and asks.
func (a *app) measured(cmd *cobra.Command, ask func(ctx context.Context, d *desk.Desk, args []string) (*desk.Measurement, error)) *cobra.Command {
	var f measuring
	name := cmd.Name()
	m := desk.Methods[slices.IndexFunc(desk.Methods, func(m desk.Method) bool { return m.Name == name })]
	cmd.Short, cmd.Long = upperFirst(m.Title), methodHelp(m)
	f.layout.flags(cmd)
	flags := cmd.Flags()
	flags.StringVarP(&f.out.Path, "out", "o", "", "write the whole table to `FILE`; its ending says the format")
	flags.StringVar(&f.out.Format, "format", "", "the `FORMAT` of the file or the stream, where the ending does not say it")
	flags.StringVar(&f.out.Table, "table", "", "with -o or a pipe: the `NAME` of the table, where there are several (default: the first)")
	flags.BoolVar(&f.out.Bare, "no-extras", false, "write the file alone, without the page that says how it was made")
	flags.IntVar(&f.out.Rows, "rows", 20, "how many rows of each table are shown")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		d, err := a.desk()
		if err != nil {
			return err
		}
		home, err := a.store()
		if err != nil {
			return err
		}
		stop := interruptibly(cmd, "stopping; no part of a file is left behind")
		defer stop()
		m, err := ask(cmd.Context(), d, args)
		if err != nil {
			return whole(err)
		}
		return whole(f.give(cmd, d, m, home))
	}
	return cmd
}

// give shows a measurement, or writes it to a file or, with --format, to the stream.
func (f *measuring) give(cmd *cobra.Command, d *desk.Desk, m *desk.Measurement, home string) error {
	o := f.out
	switch {
	case o.Path != "":
		o.Home = home
		lines, err := d.WriteMeasurement(cmd.Context(), m, o)
		if err != nil || f.json || f.markdown || f.html != "" {
			return f.beside(cmd, d, m, lines, err)
		}
		for _, l := range lines {
			fmt.Fprintln(cmd.OutOrStdout(), l)
		}
		return nil
	case o.Format != "" && (f.json || f.markdown || f.html != ""):
		return fmt.Errorf("--format %s writes the table to the stream, and --json, --md and --html are other forms of the answer: give -o FILE for the table, or leave --format out", o.Format)
	case o.Format != "":
		o.Home = home
		return d.StreamMeasurement(cmd.Context(), m, o, cmd.OutOrStdout())
	}
	if f.html != "" {
		o.Home = home
	}
	answer, err := d.ShowMeasurement(cmd.Context(), m, o)
	if err != nil {
		return err
	}
	return f.print(cmd, answer)
}

// beside gives the answer in the layout asked for, after the table was written to a file; the lines of what was written go to the error stream,
// so that the answer can be read by a program.
func (f *measuring) beside(cmd *cobra.Command, d *desk.Desk, m *desk.Measurement, lines []string, err error) error {
	for _, l := range lines {
		fmt.Fprintln(cmd.ErrOrStderr(), l)
	}
	if err != nil {
		return err
	}
	answer, err := d.ShowMeasurement(cmd.Context(), m, desk.MeasureOutput{Rows: f.out.Rows})
	if err != nil {
		return err
	}
	return f.print(cmd, answer)
}

// methodHelp is the help of a family: what it is, and each formula with its unit and reference.
func methodHelp(m desk.Method) string {
	var b strings.Builder
	b.WriteString(m.About)
	for _, f := range m.Formulas {
		fmt.Fprintf(&b, "\n\n%s (%s): %s\n  %s", f.Name, f.Unit, f.Text, f.Reference)
	}
	return b.String()
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
