package cli

// This file is the commands that hold what is said against the record: check an article, claim one sentence of the language.

import (
	"fmt"
	"io"
	"os"
	"strings"

	"comity"
	"comity/desk"

	"github.com/spf13/cobra"
)

// mostArticle bounds an article: a book is not one.
const mostArticle = 16 << 20

func (a *app) check() *cobra.Command {
	var l layout
	var on string
	var about []string
	cmd := &cobra.Command{
		Use:   "check FILE|-",
		Short: "Read an article and hold every checkable claim in it against the record",
		Long: "Read an article (plain text, Markdown, HTML or PDF text) and answer sentence by sentence: what can be checked is checked under\n" +
			"every defensible reading and shown with its rows; what cannot be checked is said so, with the reason. It judges no person and no outlet.",
		Args:    wants(1, 1, "one article: a file, or - for standard input"),
		Example: examples("comity check article.txt --date 2024-01-15", "comity check article.txt --date 2024-01-15 --json", "comity check - --html out.html < article.txt"),
		RunE: func(cmd *cobra.Command, args []string) error {
			when, err := date("date", on)
			if err != nil {
				return err
			}
			raw, err := articleBytes(cmd, args[0])
			if err != nil {
				return err
			}
			text, err := desk.Text(raw)
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			d, err := a.desk()
			if err != nil {
				return err
			}
			pair, err := aboutPair(about)
			if err != nil {
				return err
			}
			return l.print(cmd, d.Check(text, when, pair))
		},
	}
	l.flags(cmd)
	cmd.Flags().StringVar(&on, "date", "", "`DATE` of the article (default: read from its text)")
	cmd.Flags().StringSliceVar(&about, "about", nil, "the two `STATES` it is about (default: the two it names most)")
	return cmd
}

// aboutPair reads the two states an article is said to be about; none is for the reader to find.
func aboutPair(about []string) ([]comity.State, error) {
	if len(about) == 0 {
		return nil, nil
	}
	if len(about) != 2 {
		return nil, fmt.Errorf("--about wants two states with a comma between them, and %s given; for instance: --about RUS,CHN", given(about))
	}
	pair := make([]comity.State, 2)
	for i, name := range about {
		s, _, err := desk.State(name, comity.NoDay)
		if err != nil {
			return nil, fmt.Errorf("--about: %w", err)
		}
		pair[i] = s
	}
	if pair[0] == pair[1] {
		return nil, fmt.Errorf("--about: %q and %q are one state; name two, for instance: --about RUS,CHN", about[0], about[1])
	}
	return pair, nil
}

// articleBytes reads the article from a file or, for "-", from standard input, no more than one may be.
func articleBytes(cmd *cobra.Command, name string) ([]byte, error) {
	in := cmd.InOrStdin()
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("the article cannot be read: %w; give a file, or - for standard input", err)
		}
		defer f.Close()
		in = f
	}
	raw, err := io.ReadAll(io.LimitReader(in, mostArticle+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(raw) > mostArticle {
		return nil, fmt.Errorf("%s is over %d MiB: too long for an article; give the part to be checked", name, mostArticle>>20)
	}
	return raw, nil
}

func (a *app) claim() *cobra.Command {
	var l layout
	var on string
	cmd := &cobra.Command{
		Use:   "claim CLAIM",
		Short: "Check one claim written in the claim language (docs/CLAIM-LANGUAGE.md)",
		Long: "Check one claim written in the claim language: a column, who, when, and what is said of it. docs/CLAIM-LANGUAGE.md has every form;\n" +
			"comity check prints each claim it reads in this language, to be changed and asked again.",
		Args:    wants(1, 99, "a claim in quotes"),
		Example: examples("comity claim 'trade.turnover(CHN,RUS) in 2012 is highest' --date 2016-12-31", "comity claim 'member(CHN, UNSC, permanent) in 2024'"),
		RunE: func(cmd *cobra.Command, args []string) error {
			when, err := date("date", on)
			if err != nil {
				return err
			}
			d, err := a.desk()
			if err != nil {
				return err
			}
			c, err := d.Claim(strings.Join(args, " "), when)
			if err != nil {
				return err
			}
			return l.print(cmd, c)
		},
	}
	l.flags(cmd)
	cmd.Flags().StringVar(&on, "date", "", "`DATE` the claim was made (default: unknown)")
	return cmd
}
