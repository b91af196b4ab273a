package cli

// This file is the command that takes codes of one scheme to another: one value, or a column of a file.

import (
	"errors"
	"fmt"

	"comity"
	"comity/desk"
	"comity/report"

	"github.com/spf13/cobra"
)

// codeFlags are the flags of comity code.
type codeFlags struct {
	list, strict bool
	file, report string
	question     desk.CodeFileQuestion
}

func (a *app) code() *cobra.Command {
	var l layout
	var f codeFlags
	var on string
	cmd := &cobra.Command{
		Use:   "code VALUE | --list | --file FILE --column COLUMN",
		Short: "Take a code or name of a state to another scheme, or a whole column of a file",
		Long: "Take a code of one scheme (or a name) to another, by date: Correlates of War, Gleditsch-Ward, ISO 3166, M49, World Bank, IMF, FIPS,\n" +
			"CAMEO, V-Dem, UCDP, Polity, ISD. Every answer is shown with its days; where there is none the reason is said. Without --to, all schemes.\n\n" +
			"With --file a column is added to a CSV or TSV file; every other byte stays as it is. Each row that got no code is reported with its\n" +
			"number and the reason: empty, unknown, ambiguous, not then, no code, no date. A year is read as its last day on which the value has a code.\n" +
			"Without -o the table goes to standard output and the report to standard error.",
		Args: wants(0, 1, "one value (put a name of several words in quotes)"),
		Example: examples("comity code 364 --from polity --to iso3", "comity code DEU --from iso3 --to cow --on 1970-01-01", `comity code "Soviet Union"`,
			"comity code --list", "comity code --file trade.csv --column country --from name --to cow --year-column year -o coded.csv"),
		RunE: func(cmd *cobra.Command, args []string) error {
			when, err := day("on", on)
			if err != nil {
				return err
			}
			f.question.On = when
			return f.run(cmd, &l, args)
		},
	}
	l.flags(cmd)
	flags := cmd.Flags()
	flags.BoolVar(&f.list, "list", false, "list the schemes")
	flags.StringVar(&f.question.From, "from", desk.ByName, "`SCHEME` of the value, or name: a state as people type it")
	flags.StringVar(&f.question.To, "to", "", "`SCHEME` wanted (default: all; --file needs one)")
	flags.StringVar(&on, "on", "", "as of a `DATE` (default: at any time)")
	flags.StringVar(&f.file, "file", "", "code a column of this CSV or TSV `FILE`")
	flags.StringVar(&f.question.Column, "column", "", "the `COLUMN` to code, by its name in the header")
	flags.StringVar(&f.question.DateColumn, "date-column", "", "the `COLUMN` whose dates say when (YYYY-MM-DD, YYYY-MM, YYYY)")
	flags.StringVar(&f.question.YearColumn, "year-column", "", "the `COLUMN` whose years say when")
	flags.StringVar(&f.question.As, "as", "", "`NAME` of the column added (default: the scheme's)")
	flags.StringVarP(&f.question.Out, "out", "o", "", "write the table to `FILE`, whole or not at all")
	flags.StringVar(&f.report, "report", "", "also write every row without a code, with its reason, to `FILE` (by tabs)")
	flags.BoolVar(&f.strict, "strict", false, "exit with 1 if a row or the value got no code")
	return cmd
}

func (f *codeFlags) run(cmd *cobra.Command, l *layout, args []string) error {
	switch {
	case f.list:
		return l.print(cmd, desk.Schemes())
	case f.file != "":
		return f.codeFile(cmd, l, args)
	case len(args) == 0:
		return errors.New("code wants a value, --list or --file FILE; for instance: " + firstExample(cmd))
	}
	if f.question.Column != "" || f.question.Out != "" || f.question.YearColumn != "" || f.question.DateColumn != "" || f.report != "" || f.question.As != "" {
		return errors.New("--column, --year-column, --date-column, --as, --report and --out go with --file FILE")
	}
	answer, err := desk.Code(desk.CodeQuestion{Value: args[0], From: f.question.From, To: f.question.To, On: f.question.On})
	if err != nil {
		return err
	}
	if err := l.print(cmd, answer); err != nil {
		return err
	}
	if f.strict && len(answer.Answers) == 0 {
		return fmt.Errorf("%s got no code (--strict)", args[0])
	}
	return nil
}

// codeFile codes a column. The table goes to its file, else to standard output, and the report to the other place.
func (f *codeFlags) codeFile(cmd *cobra.Command, l *layout, args []string) error {
	if err := f.check(args); err != nil {
		return err
	}
	done := interruptible(cmd)
	defer done()
	f.question.File, f.question.Table = f.file, cmd.OutOrStdout()
	coded, err := desk.CodeFile(cmd.Context(), f.question)
	if err != nil {
		return err
	}
	if f.report != "" {
		if err := desk.WriteUncoded(f.report, coded); err != nil {
			return err
		}
	}
	if f.question.Out != "" {
		err = l.print(cmd, coded)
	} else {
		err = report.Text(cmd.ErrOrStderr(), coded.Document())
	}
	if err == nil && f.strict && coded.Left() > 0 {
		return fmt.Errorf("%d of %d rows got no code (--strict)", coded.Left(), coded.Rows)
	}
	return err
}

func (f *codeFlags) check(args []string) error {
	times := 0
	for _, set := range []bool{f.question.DateColumn != "", f.question.YearColumn != "", f.question.On != comity.NoDay} {
		if set {
			times++
		}
	}
	switch {
	case len(args) > 0:
		return fmt.Errorf("with --file the values come from the column, so %q has no place; leave it out", args[0])
	case f.question.Column == "":
		return errors.New("--file wants --column COLUMN: the column to code, by its name in the header")
	case f.question.To == "":
		return errors.New("--file wants --to SCHEME (`comity code --list` shows the schemes)")
	case times > 1:
		return errors.New("--on, --year-column and --date-column are three ways to say when: give one of them")
	}
	return nil
}
