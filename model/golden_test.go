package model

import (
	"testing"
)

// TestGoldenLogits: three models of R's glm, from 88,658 to 842,655 dyad-years. Estimates agree to rounding; R takes its standard
// errors from the weights of the step before the last, and its steps end where the deviance moves by less than 1e-8 of itself, so that
// those are as far off as that step is (TestAsRAtItsEnd holds them to R's where it goes on to the end).
func TestGoldenLogits(t *testing.T) {
	all := dyadYears(t)
	for _, m := range []struct {
		file string
		data Data
		keep func(i int) bool
	}{
		{"logit_A_contig_capratio_cubic.csv", all.modelA(), func(int) bool { return true }},
		{"logit_B_dangerous_dyads_all.csv", all.modelB(), func(int) bool { return true }},
		{"logit_C_dangerous_dyads_prd.csv", all.modelB(), all.relevant},
	} {
		t.Run(m.file, func(t *testing.T) {
			d, _ := complete(m.data.with(all.rows(m.keep)))
			f, err := Run(KindLogit, d, Options{})
			if err != nil {
				t.Fatal(err)
			}
			iid := f.IID().SE()
			for i, want := range answers(t, m.file) {
				near(t, f.Names[i], f.Coef[i]/iid[i], number(t, want["coef"])/iid[i], 1e-8)
				relative(t, f.Names[i]+" s.e.", iid[i], number(t, want["se"]), 5e-5)
				relative(t, "log-likelihood", f.LogLik, number(t, want["logLik"]), 1e-12)
				near(t, "rows", float64(f.N), number(t, want["n"]), 0)
				near(t, "events", float64(f.Events), number(t, want["events"]), 0)
			}
		})
	}
}

// TestGoldenClusters: errors of model A clustered by dyad, with the factor G/(G-1).
func TestGoldenClusters(t *testing.T) {
	all := dyadYears(t)
	d, rows := complete(all.modelA())
	f, err := Run(KindLogit, d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	dyads := DyadsOf(pick(all["ccode1"], rows), pick(all["ccode2"], rows))
	e, err := f.Cluster("dyad", dyads.Pair)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range answers(t, "logit_A_clustered_se.csv") {
		relative(t, f.Names[i], e.SE()[i], number(t, want["se_cluster_dyad"]), 5e-5)
		near(t, "dyads", float64(e.Groups[0]), number(t, want["clusters"]), 0)
	}
}

// TestAsRAtItsEnd: other kinds on the same table, against R 4.5.0 (lm, and glm with steps until nothing moves), whose figures were computed for this
// test.
func TestAsRAtItsEnd(t *testing.T) {
	all := dyadYears(t)
	a, _ := complete(all.modelA())
	b, _ := complete(all.modelB())
	for _, m := range []struct {
		kind   Kind
		data   Data
		coef   []float64
		se     []float64
		logLik float64
	}{
		{KindLogit, b, nil, []float64{1.92658169606e-01, 5.99714480078e-02, 4.65545397985e-02, 7.98038525392e-02, 6.24482563299e-02,
			3.89065037895e-03, 2.24320593274e-02, 4.75465548738e-03, 1.19330459037e-04, 7.52353950014e-07}, -11968.6117599179},
		{KindCLogLog, a, []float64{-5.08297755746e+00, 2.98887400315e+00, 3.90967794411e-01, -1.45426843179e-01, 2.53223060245e-03, -1.17956577496e-05},
			[]float64{3.93018379220e-02, 3.68079336046e-02, 6.26119456771e-02, 4.05538461666e-03, 1.00679684599e-04, 6.32302087577e-07}, -16296.463266369},
		{KindPPML, a, []float64{-5.10342350540e+00, 2.95094879442e+00, 3.70810240215e-01, -1.41984188261e-01, 2.46848457101e-03, -1.14738339069e-05},
			[]float64{3.94609222503e-02, 3.69283202101e-02, 6.27793640563e-02, 4.04168873194e-03, 9.99825433443e-05, 6.25627970965e-07}, -16378.83674727},
		{KindOLS, a, []float64{7.53660849852e-03, 4.29286972517e-02, 2.32351492834e-03, -5.04521012841e-04, 7.74544486431e-06, -3.17427483243e-08},
			[]float64{1.56781991138e-04, 3.19172293597e-04, 2.45615452355e-04, 1.15605407582e-05, 2.19548305397e-07, 1.05213934070e-09}, 1174780.823907},
	} {
		t.Run(string(m.kind), func(t *testing.T) {
			f, err := Run(m.kind, m.data, Options{})
			if err != nil {
				t.Fatal(err)
			}
			se := f.IID().SE()
			for i, want := range m.se {
				relative(t, f.Names[i]+" s.e.", se[i], want, 2e-8)
				if m.coef != nil {
					near(t, f.Names[i], f.Coef[i]/se[i], m.coef[i]/want, 1e-8)
				}
			}
			relative(t, "log-likelihood", f.LogLik, m.logLik, 1e-11)
			if m.kind == KindOLS {
				relative(t, "R2", f.R2, 0.0246936847254, 1e-11)
			}
		})
	}
}
