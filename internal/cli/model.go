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
	"github.com/spf13/pflag"
)

func (a *app) model() *cobra.Command {
	var l layout
	var n desk.NetworkSpec
	var symmetric bool
	s := &n.ModelSpec
	var out, format string
	cmd := &cobra.Command{
		Use:   "model KIND FILE",
		Short: "Fit a model to a panel or any table, with errors that know that rows share states",
		Long: "Fit a model to the rows of FILE (csv, dta, parquet, rds, xlsx …). KIND is ols, logit, cloglog (complementary log-log), ppml (Poisson\n" +
			"pseudo-maximum likelihood, as for gravity), firth (logit with Firth's penalty) or relogit (rare events, King and Zeng). Outcome and\n" +
			"regressors are columns or formulas (docs/OPERATIONS.md): t^2, log(gdp1), dratio(cinc), rcs(t, 1, 1, 4, 7). Rows with a missing cell\n" +
			"are left out and counted. Errors are dyadic-cluster-robust where the two states of a row are known; others stand beside.\n\n" +
			"Three kinds take the rows for a matrix, one row a pair (choose a year with --where): qap tests a regression of matrices by renumbering\n" +
			"states (MRQAP, double semi-partialling); srm gives the moments of the social relations model; ame fits additive and multiplicative\n" +
			"effects by Gibbs sampling, and says with --hold what all other cells lead one to expect of a cell. Each pair once, or\n" +
			"all columns the same both ways, is a symmetric matrix.",
		Args: wants(2, 2, "a kind of model and a file"),
		Example: examples(`comity model logit disputes.csv --y dispute --x "contiguous capratio t t^2 t^3" --cluster dyadic --pair ccode1,ccode2`,
			`comity model ppml flows.csv --y trade --x "log(distance) contiguous" --fe exporter,importer`,
			`comity model ols flows.csv --y "log(trade)" --x "log(distance)" --fe exporter:year,importer:year -o table.tex`,
			`comity model qap flows.csv --y "trade > 0" --x "log(distance) contiguous" --pair exporter,importer --where "year == 1990" --permutations 999`,
			`comity model ame flows.csv --y "log1p(trade)" --x "log(distance)" --pair exporter,importer --where "year == 1990" --rank 1 --hold A,B`,
			`comity model srm flows.csv --y "log1p(trade)" --pair exporter,importer --where "year == 1990"`),
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
	f.StringVar(&s.Weights, "weights", "", "a row counts by this column or `FORMULA`, as one over the probability of its being drawn (ols, logit, cloglog, ppml without --fe)")
	f.StringVar(&s.Conditional, "conditional", "", "logit: given the number of ones in each group of this `COLUMN` (a:b for both together), so that a constant of each group falls out")
	f.Float64Var(&s.Tau, "tau", 0, "relogit: the `SHARE` of events in the population, where rows were sampled on the outcome")
	f.BoolVar(&s.Weighting, "weighting", false, "relogit: correct for --tau by weights, not by the constant alone")
	f.BoolVar(&symmetric, "symmetric", false, "qap, ame, srm: take the matrix for symmetric, or with =false for directed (default: as the rows are)")
	f.StringVar(&n.Family, "family", "", "ame: `FAMILY` of the outcome, gaussian or probit; qap: ols or logit (default: the first)")
	f.IntVar(&n.Rank, "rank", 2, "ame: the number of multiplicative `DIMENSIONS`; 0 for none")
	f.IntVar(&n.Chains, "chains", 4, "ame: the number of `CHAINS`")
	f.IntVar(&n.Burn, "burn", 500, "ame: `SCANS` of each chain thrown away")
	f.IntVar(&n.Draws, "draws", 2000, "ame: `SCANS` of each chain kept")
	f.IntVar(&n.Thin, "thin", 1, "ame: keep every `N`-th of them")
	f.StringArrayVar(&n.Hold, "hold", nil, "ame: hold the cell of two `STATES` out (365,710; may be repeated) and say what the others lead one to expect")
	f.IntVar(&n.Permutations, "permutations", 2000, "qap: how many `PERMUTATIONS`")
	f.StringVar(&n.Permute, "permute", "", "qap: `WHAT` is renumbered, dsp (residuals of regressors) or y (the outcome) (default: dsp)")
	f.Uint64Var(&n.Seed, "seed", 1, "qap, ame: the `SEED` of random numbers; the same seed gives the same bytes")
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
		if err := flagsOfKind(cmd, s.Kind); err != nil {
			return err
		}
		if cmd.Flags().Changed("symmetric") {
			n.Symmetric = &symmetric
		}
		answer, err := fitModel(cmd, n)
		if err != nil {
			return whole(err)
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

// ofMatrices are the flags of models of matrices, and which kinds take them.
var ofMatrices = map[string][]string{"symmetric": {"qap", "ame", "srm"}, "family": {"qap", "ame"}, "rank": {"ame"}, "chains": {"ame"}, "burn": {"ame"},
	"draws": {"ame"}, "thin": {"ame"}, "hold": {"ame"}, "permutations": {"qap"}, "permute": {"qap"}, "seed": {"qap", "ame"}}

// flagsOfKind says which flags a kind of model does not take.
func flagsOfKind(cmd *cobra.Command, kind string) (err error) {
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if kinds, ok := ofMatrices[f.Name]; ok && err == nil && !oneOf(kind, kinds) {
			err = fmt.Errorf("--%s is of %s, not of %s", f.Name, strings.Join(kinds, ", "), kind)
		}
	})
	return err
}

// modelAnswer is an estimated model in all its forms.
type modelAnswer interface {
	report.Answer
	LaTeX() []byte
	CSV() []byte
	SVG() []byte
}

// fitModel fits a model of rows or of a matrix; that may take time, and Ctrl-C stops it.
func fitModel(cmd *cobra.Command, n desk.NetworkSpec) (modelAnswer, error) {
	if !desk.IsNetwork(n.Kind) {
		return desk.Model(n.ModelSpec)
	}
	stop := interruptibly(cmd, "stopping; no part of a file is left behind")
	defer stop()
	n.Progress = progress(cmd.ErrOrStderr())
	return desk.Network(cmd.Context(), n)
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
func modelTable(m modelAnswer, format string) ([]byte, error) {
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
