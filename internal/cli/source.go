package cli

// This file is the commands of one source: its card, its codebook, and the way to a source of one's own (source new, source
// check).

import (
	"context"

	"comity/desk"
	"comity/report"

	"github.com/spf13/cobra"
)

func (a *app) source() *cobra.Command {
	cmd := a.asking(&cobra.Command{
		Use:   "source ID",
		Short: "The card of a source: edition, licence, files, checksums, known defects; a card for a file of your own",
		Long: "The card of a source: edition, licence, files, checksums, known defects. `comity source new FILE` drafts the card of a file nobody\n" +
			"has written one for, `comity source check CARD` says what a card would read; docs/ADD-A-SOURCE.md goes the whole way.",
		Args:    wants(1, 1, "the id of a source (comity sources lists them)"),
		Example: examples("comity source unga-votes", "comity source new trade.csv"),
	}, func(d *desk.Desk, args []string) (report.Answer, error) {
		home, err := a.store()
		if err != nil {
			return nil, err
		}
		return d.Source(home, args[0])
	})
	cmd.AddCommand(a.sourceNew(), a.sourceCheck())
	return cmd
}

func (a *app) sourceNew() *cobra.Command {
	var id, part string
	var write bool
	cmd := &cobra.Command{
		Use:   "new FILE",
		Short: "Look into a file and draft its card",
		Long: "Look into a file (csv, tsv, rda, rds, dta, xlsx, xls, parquet, json, xml; text packed or not) and say what its columns seem to hold:\n" +
			"states and in which code scheme, years, dates, numbers, missing codes, what names a row. A card is drafted of it; what only a\n" +
			"person can decide stands there as TODO. With --write the card is put among your own and the file into the store.",
		Args:    wants(1, 1, "one file"),
		Example: examples("comity source new trade.csv", "comity source new trade.csv --id trade-2024 --write"),
	}
	cmd.Flags().StringVar(&id, "id", "", "the `ID` of the source (default: made of the file's name)")
	cmd.Flags().StringVar(&part, "part", "", "the `NAME` of the table in a file of several: object, sheet, path to the rows, entry of a zip file")
	cmd.Flags().BoolVar(&write, "write", false, "put the card among your own and the file into the store; nothing is ever written over")
	return a.keepingAnswer(cmd, func(ctx context.Context, k desk.Keeper, args []string) (report.Answer, error) {
		return k.NewSource(ctx, args[0], id, part, write)
	})
}

func (a *app) sourceCheck() *cobra.Command {
	var dir string
	var write bool
	cmd := &cobra.Command{
		Use:   "check CARD",
		Short: "Say what is wrong with a card, on which line; or what it would read",
		Long: "Read a card and the files it names, from the store or from the card's folder, as the build would read them. What is wrong is told\n" +
			"with its line; else how many values and rows there are, what is kept out and why, the first rows, and what is still to decide.",
		Args:    wants(1, 1, "one card"),
		Example: examples("comity source check my-source.toml", "comity source check my-source.toml --dir downloads"),
	}
	cmd.Flags().StringVar(&dir, "dir", "", "the `DIR` of the files that are not in the store (default: the card's)")
	cmd.Flags().BoolVar(&write, "write", false, "put the card among your own and its files into the store; nothing is ever written over")
	return a.keepingAnswer(cmd, func(ctx context.Context, k desk.Keeper, args []string) (report.Answer, error) {
		return k.CheckCard(ctx, args[0], dir, write)
	})
}

// keepingAnswer makes a command of a step that may write to the store and answers with more than lines.
func (a *app) keepingAnswer(cmd *cobra.Command, step func(context.Context, desk.Keeper, []string) (report.Answer, error)) *cobra.Command {
	var l layout
	l.flags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		home, err := a.store()
		if err != nil {
			return err
		}
		stop := interruptible(cmd)
		defer stop()
		answer, err := step(cmd.Context(), desk.Keeper{Home: home}, args)
		if err != nil {
			return err
		}
		return l.print(cmd, answer)
	}
	return cmd
}

func (a *app) codebook() *cobra.Command {
	return a.asking(&cobra.Command{
		Use:   "codebook ID",
		Short: "Every variable and table column of a source: meaning, unit, coverage, missing codes, laws",
		Long: "Every variable and table column of a source, from its card: what it means, its unit, the producer's name of it, the years, what it\n" +
			"means that there is no row, which codes mean missing, which laws it is held to; known defects, terms, and how to cite.",
		Args:    wants(1, 1, "the id of a source (comity sources lists them)"),
		Example: examples("comity codebook worldbank", "comity codebook nmc-7.0 --md"),
	}, func(d *desk.Desk, args []string) (report.Answer, error) {
		home, err := a.store()
		if err != nil {
			return nil, err
		}
		return d.Codebook(home, args[0])
	})
}
