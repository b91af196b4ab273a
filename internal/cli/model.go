package cli

// This file is the command that fits models.

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"comity/desk"
	"comity/report"

	"github.com/spf13/cobra"
)

func (a *app) model() *cobra.Command {
	var l layout
	var s desk.ModelSpec
	var out, format string
	cmd := &cobra.Command{
		Use:   "model KIND FILE",
		Short: "Fit a model to a panel or any table, with errors that know that rows share states",
		Long: "Fit a model to the rows of FILE (csv, dta, parquet, rds, xlsx …). KIND is ols, logit, cloglog (complementary log-log), ppml (Poisson\n" +
			"pseudo-maximum likelihood, as for gravity), firth (logit with Firth's penalty) or relogit (rare events, King and Zeng). Outcome and\n" +
			"regressors are columns or formulas (docs/OPERATIONS.md): t^2, log(gdp1), dratio(cinc), rcs(t, 1, 1, 4, 7). Rows with a missing cell\n" +
			"are left out and counted. Errors are dyadic-cluster-robust where the two states of a row are known; others stand beside.",
		Args: wants(2, 2, "a kind of model and a file"),
		Example: examples(`comity model logit disputes.csv --y dispute --x "contiguous capratio t t^2 t^3" --cluster dyadic --pair ccode1,ccode2`,
			`comity model ppml flows.csv --y trade --x "log(distance) contiguous" --fe exporter,importer`,
			`comity model ols flows.csv --y "log(trade)" --x "log(distance)" --fe exporter:year,importer:year -o table.tex`),
	}
	l.flags(cmd)
	f := cmd.Flags()
	f.StringVar(&s.Y, "y", "", "the outcome: a column or a `FORMULA`")
	f.StringVar(&s.X, "x", "", "the regressors: `TERMS` with blanks or commas between them, each a column or a formula")
	f.StringSliceVar(&s.Effects, "fe", nil, "absorb a constant for each value of these `COLUMNS` (ols, ppml); a:b for each value of both together")
	f.StringVar(&s.Cluster, "cluster", "", "the `ERRORS` chosen: dyadic, pair, iid, hc0, hc1, or one or two columns whose rows hang together")
	f.StringSliceVar(&s.Pair, "pair", nil, "the two `COLUMNS` that name the states of a row (default: ccode1,ccode2 and the like)")
	f.StringVar(&s.Time, "time", "", "the `COLUMN` of time for lags and spells (default: year)")
	f.Var(&stepFlag{"let", &s.Steps}, "let", "make a column first: `NAME = FORMULA`; steps are carried out in the order they are written")
	f.Var(&stepFlag{"where", &s.Steps}, "where", "keep the rows for which a `FORMULA` holds")
	f.Float64Var(&s.Level, "level", .95, "the `LEVEL` of intervals")
	f.BoolVar(&s.NoConstant, "no-constant", false, "fit without a constant")
	f.Float64Var(&s.Tau, "tau", 0, "relogit: the `SHARE` of events in the population, where rows were sampled on the outcome")
	f.BoolVar(&s.Weighting, "weighting", false, "relogit: correct for --tau by weights, not by the constant alone")
	f.StringVar(&s.Part, "part", "", "the `TABLE` in a file of several")
	f.StringVarP(&out, "out", "o", "", "write the table to `FILE`; its ending says how: tex, csv, json, md, html, txt; svg draws the coefficients")
	f.StringVar(&format, "format", "", "print it as `FORMAT`: latex, csv, json, md, text, svg")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if out != "" && format == "" {
			format = strings.TrimPrefix(filepath.Ext(out), ".")
		}
		if format != "" && !oneOf(format, modelFormats) {
			return fmt.Errorf("a table of a model is not written as %q: want latex (tex), csv, json, md, html, text (txt) or svg", format)
		}
		s.Kind, s.File = args[0], args[1]
		answer, err := desk.Model(s)
		if err != nil {
			return err
		}
		if format == "" {
			return l.print(cmd, answer)
		}
		table, err := modelTable(answer, format)
		if err != nil || out == "" {
			return errors.Join(err, write(cmd, table))
		}
		if err := desk.WriteFile(out, table); err != nil {
			return err
		}
		fmt.Fprintf(cmd.OutOrStdout(), "wrote %s (%d bytes)\n", out, len(table))
		return nil
	}
	return cmd
}

// modelFormats are the words for how a table of a model is written.
var modelFormats = []string{"latex", "tex", "csv", "json", "md", "html", "text", "txt", "svg"}

func oneOf(s string, words []string) bool {
	for _, w := range words {
		if s == w {
			return true
		}
	}
	return false
}

// modelTable writes a model as a format has it.
func modelTable(m report.Model, format string) ([]byte, error) {
	var b bytes.Buffer
	var err error
	switch format {
	case "latex", "tex":
		return m.LaTeX(), nil
	case "csv":
		return m.CSV(), nil
	case "svg":
		return m.SVG(), nil
	case "json":
		data, err := m.JSON()
		return append(data, '\n'), err
	case "md":
		err = report.Markdown(&b, m.Document())
	case "html":
		err = report.HTML(&b, m.Document())
	default:
		err = report.Text(&b, m.Document())
	}
	return b.Bytes(), err
}

func write(cmd *cobra.Command, data []byte) error {
	_, err := cmd.OutOrStdout().Write(data)
	return err
}
