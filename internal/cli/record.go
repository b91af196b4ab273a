package cli

// This file is the commands that look into the tables of the record: facts, diff, laws, rights.

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"

	"comity/desk"
	"comity/report"

	"github.com/spf13/cobra"
)

func (a *app) facts() *cobra.Command {
	var o desk.FactsOptions
	var out string
	var row int64
	var l layout
	cmd := &cobra.Command{
		Use:   "facts [STATE [STATE]]",
		Short: "What the tables of the record hold on a state or a pair, source by source",
		Long: "What the tables of the record hold on a state, a pair, or in one source: values by year and rows, as the sources say them, with the\n" +
			"row each stands in. With -o they are written to a CSV file, with --html as a page, where the terms of the sources allow it. With\n" +
			"--row one row is shown as the producer wrote it, from the file in the store.",
		Args:    wants(0, 2, "at most two states"),
		Example: examples("comity facts RUS CHN --name flow --from 2010", "comity facts KEN --source worldbank --limit 5", "comity facts --source unga-votes --json"),
	}
	l.flags(cmd)
	cmd.Flags().StringVar(&o.Source, "source", "", "of one source, by its `ID`")
	cmd.Flags().StringVar(&o.Name, "name", "", "of one variable or table, by its `NAME`")
	cmd.Flags().IntVar(&o.From, "from", 0, "from this `YEAR` on")
	cmd.Flags().IntVar(&o.To, "to", 0, "to this `YEAR`")
	cmd.Flags().IntVar(&o.Limit, "limit", 20, "show at most `N` rows of each variable and table (0: all)")
	cmd.Flags().Int64Var(&row, "row", 0, "with --source (and --name): row `N` of its file, as the producer wrote it")
	cmd.Flags().StringVarP(&out, "out", "o", "", "write all rows to a CSV `FILE`")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		d, err := a.desk()
		if err != nil {
			return err
		}
		if row != 0 {
			return a.printRow(cmd, d, &l, o, row)
		}
		if out != "" {
			o.Limit = 0
		}
		answer, err := d.Facts(args, o)
		if err != nil {
			return err
		}
		if out != "" {
			return a.writeFacts(cmd, answer, out)
		}
		return a.printFacts(cmd, &l, answer)
	}
	return cmd
}

// printFacts prints facts; as a page in a file only where the terms of their sources allow it.
func (a *app) printFacts(cmd *cobra.Command, l *layout, f report.Facts) error {
	if l.html != "" {
		if err := a.mayWrite(f.Sources); err != nil {
			return err
		}
	}
	return l.print(cmd, f)
}

// printRow prints one row of a source's file.
func (a *app) printRow(cmd *cobra.Command, d *desk.Desk, l *layout, o desk.FactsOptions, row int64) error {
	if o.Source == "" {
		return errors.New("--row wants --source ID, whose row it is")
	}
	home, err := a.store()
	if err != nil {
		return err
	}
	answer, err := d.Row(home, o.Source, o.Name, row)
	if err != nil {
		return err
	}
	return a.printFacts(cmd, l, answer)
}

// writeFacts writes facts to a file, where the terms of their sources allow it.
func (a *app) writeFacts(cmd *cobra.Command, f report.Facts, path string) error {
	if err := a.mayWrite(f.Sources); err != nil {
		return err
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	rows := f.CSV()
	if err := w.WriteAll(rows); err != nil {
		return err
	}
	if err := desk.WriteFile(path, b.Bytes()); err != nil {
		return err
	}
	fmt.Fprintf(cmd.OutOrStdout(), "wrote %s (%d rows)\n", path, len(rows)-1)
	for _, s := range f.Sources {
		fmt.Fprintf(cmd.OutOrStdout(), "cite %s: %s\n", s.ID, s.Citation)
	}
	return nil
}

// mayWrite says whether figures of the sources may be written to a file.
func (a *app) mayWrite(sources []report.Source) error {
	home, err := a.store()
	if err != nil {
		return err
	}
	var ids []string
	for _, s := range sources {
		ids = append(ids, s.ID)
	}
	return desk.MayExport(home, ids)
}

func (a *app) diff() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:   "diff SOURCE EDITION EDITION | OLD.lock NEW.lock",
		Short: "What changed from one edition of a source, or one lock file of panels, to another",
		Long: "What changed from one edition of a source to another, by the keys of its rows. SOURCE is a family of editions (nmc), an edition its\n" +
			"id (nmc-7.0) or what follows the family's name in it (7.0). Both must be built. Of two lock files of panels: what was asked for\n" +
			"and what it was made of otherwise, the rows added and removed, and the cells that changed, column by column.",
		Args:    wants(2, 3, "a source and two of its editions, or two lock files"),
		Example: examples("comity diff nmc 6.0 7.0", "comity diff nmc nmc-6.0 nmc-7.0 --all --json", "comity diff comity.lock again/comity.lock"),
	}
	cmd.Flags().BoolVar(&all, "all", false, "list every change")
	return a.asking(cmd, func(d *desk.Desk, args []string) (report.Answer, error) {
		limit := 20
		if all {
			limit = 0
		}
		if len(args) == 2 {
			answer, err := d.DiffPanels(cmd.Context(), args[0], args[1], limit)
			return answer, a.mayShow(cmd, answer.Sources, err)
		}
		answer, err := d.Diff(args[0], args[1], args[2], limit)
		return answer, a.mayShow(cmd, answer.Sources, err)
	})
}

// mayShow says whether an answer with figures of the sources may go to the page that is asked for, if one is.
func (a *app) mayShow(cmd *cobra.Command, sources []report.Source, err error) error {
	if page, _ := cmd.Flags().GetString("html"); err == nil && page != "" {
		return a.mayWrite(sources)
	}
	return err
}

func (a *app) laws() *cobra.Command {
	var rows int
	cmd := &cobra.Command{
		Use:   "laws [SOURCE…]",
		Short: "Where the sources break the laws of the record, with row numbers, and what was kept out",
		Long: "Hold the tables that are here (of the sources named, else of all) against the laws of the record: shares add up to one, symmetric\n" +
			"facts are symmetric, nobody votes who is no member, what ends does not end before it began … Every breach is told with the rows\n" +
			"of the source in which it stands; nothing is changed. docs/RECORD-REPORT.md is this, over all sources.",
		Example: examples("comity laws unga-votes", "comity laws --json"),
	}
	cmd.Flags().IntVar(&rows, "rows", 12, "list at most `N` ranges of row numbers of a breach")
	return a.asking(cmd, func(d *desk.Desk, args []string) (report.Answer, error) { return d.Laws(args, rows) })
}

func (a *app) rights() *cobra.Command {
	cmd := a.asking(&cobra.Command{
		Use:   "rights",
		Short: "What may be done with the figures of each source, and your consent to terms",
		Long: "What may be done with the figures of each source: which ship with comity, which are fetched or brought, which may be written out.\n" +
			"Figures that may not be passed on are written to a file only after `comity rights accept SOURCE`: your word that you keep to the\n" +
			"terms, noted in the store; when the terms on the card change, it is asked for again.",
		Args:    nothing,
		Example: examples("comity rights", "comity rights accept cow-trade-4.0"),
	}, func(d *desk.Desk, _ []string) (report.Answer, error) {
		home, err := a.store()
		if err != nil {
			return nil, err
		}
		return d.Rights(home)
	})
	cmd.AddCommand(a.accept())
	return cmd
}

func (a *app) accept() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use: "accept SOURCE…", Short: "Say that you keep to the terms of sources",
		Args: func(cmd *cobra.Command, args []string) error {
			if all {
				return nothing(cmd, args)
			}
			return wants(1, 999, "the ids of sources (comity sources lists them), or --all")(cmd, args)
		},
		Example: examples("comity rights accept cow-trade-4.0", "comity rights accept nmc-7.0 atop-5.1", "comity rights accept --all"),
		RunE: func(cmd *cobra.Command, args []string) error {
			home, err := a.store()
			if err != nil {
				return err
			}
			d, err := a.desk()
			if err != nil {
				return err
			}
			steps, err := d.Accept(cmd.Context(), home, args, all)
			if err != nil {
				return err
			}
			return report.Text(cmd.OutOrStdout(), steps.Document())
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "of every source whose tables were built here; each is printed with its terms")
	return cmd
}
