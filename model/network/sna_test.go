package network

import (
	"context"
	_ "embed"
	"math"
	"strconv"
	"strings"
	"testing"
)

//go:embed testdata/published/sna-2.7-1.tsv
var sna string

// waves are the matrices of the comparison with sna, rows and columns numbered from 1.
func waves() Data {
	const n = 16
	d := Data{YName: "y", Y: NewMatrix(n), X: []Covariate{{"x1", NewMatrix(n)}, {"x2", NewMatrix(n)}}}
	wave := func(a, b, c, i, j float64) float64 { return math.Sin(a*i)*math.Cos(b*j) + math.Sin(c*i*j) }
	for r := range n {
		for s := range n {
			if r == s {
				continue
			}
			i, j := float64(r+1), float64(s+1)
			x1 := wave(1, 2, .7, i, j) + math.Cos(3*i) + math.Sin(5*j)
			x2 := wave(2.3, .4, 1.9, i, j) + .4*x1
			d.X[0].Set(r, s, x1)
			d.X[1].Set(r, s, x2)
			d.Y.Set(r, s, .2+.25*x1-.1*x2+math.Cos(11*i)+math.Sin(7*j)+2*wave(4.1, 3.7, 5.3, i, j))
		}
	}
	return d
}

// upper copies the half above the diagonal to that below.
func upper(m Matrix) {
	for i := range m.N {
		for j := range i {
			m.Set(i, j, m.At(j, i))
		}
	}
}

// TestAsSNA holds tests to those of the R package sna.
func TestAsSNA(t *testing.T) {
	got := map[string]float64{}
	run := func(name string, d Data, o QAPOptions) {
		o.Permutations, o.Seed = 20_000, 1
		f, err := QAP(context.Background(), d, o)
		if err != nil {
			t.Fatal(err)
		}
		for k, term := range f.Terms {
			got[name+" "+term.Name] = term.Estimate
			if k == 0 {
				continue
			}
			got[name+" t "+term.Name] = term.Statistic
			got[name+" "+string(o.Permuting)+" p "+term.Name] = term.P
			got[name+" correlation "+term.Name] = f.Correlations[k-1].Estimate
			got[name+" correlation above "+term.Name] = f.Correlations[k-1].Above
		}
	}
	run("directed", waves(), QAPOptions{Permuting: ByY})
	run("directed", waves(), QAPOptions{Permuting: DSP})
	logit := waves()
	for i, y := range logit.Y.V {
		if y == y {
			logit.Y.V[i] = float64(b2i(y > .6))
		}
	}
	run("logit", logit, QAPOptions{Permuting: DSP, Logit: true})
	symmetric := waves()
	symmetric.Symmetric = true
	upper(symmetric.Y)
	upper(symmetric.X[0].Matrix)
	upper(symmetric.X[1].Matrix)
	run("symmetric", symmetric, QAPOptions{Permuting: DSP})
	for line := range strings.Lines(sna) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(strings.TrimSpace(line), "\t")
		want, _ := strconv.ParseFloat(cells[1], 64)
		tolerance, _ := strconv.ParseFloat(cells[2], 64)
		if x, ok := got[cells[0]]; !ok || !(math.Abs(x-want) <= tolerance) {
			t.Errorf("%s: %v, not %v within %v", cells[0], x, want, tolerance)
		}
	}
}
