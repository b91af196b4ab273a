package model

import (
	"fmt"
	"math"
	"math/bits"
	"runtime"
	"strings"
	"testing"
)

// stratified is the made-up data of TestWeightsAsR in eleven groups, one of which does not vary.
func stratified() Data {
	d, cuts, _ := sampled()
	var g []float64
	for i := range 60 {
		g = append(g, float64(i/6)+yes((i+1)%7 == 0))
	}
	d.Y, d.Weights, d.Constant = cuts, nil, false
	d.Effects = []Effect{{"g", GroupsOf(g)}}
	return d
}

// TestConditionalAsR: clogit of the R package survival 3.5-3 (R 4.2.2), method "exact".
func TestConditionalAsR(t *testing.T) {
	f := run(t, KindConditional, stratified())
	for i, want := range []float64{0.57530618429035, -0.29287388007892} {
		near(t, f.Names[i], f.Coef[i], want, 1e-9)
		relative(t, f.Names[i]+" s.e.", f.IID().SE()[i], []float64{0.249229423800135, 0.399589314112885}[i], 1e-8)
	}
	near(t, "log-likelihood", f.LogLik, -23.0866300225370, 1e-9)
	near(t, "with nothing", f.NullLogLik, -26.4882609957706, 1e-9)
	if f.N != 59 || len(f.Notes) != 1 || !strings.Contains(f.Notes[0], "1 of the 11 groups of g") {
		t.Errorf("%d rows, %q", f.N, f.Notes)
	}
}

// TestConditionalByAllSets: log-likelihood, gradient, information and scores of a group against the sum over all sets of its rows.
func TestConditionalByAllSets(t *testing.T) {
	d := stratified()
	kept, _, err := varying(d)
	if err != nil {
		t.Fatal(err)
	}
	d = d.with(kept)
	p, _, err := absorbedProblem(d, logitFamily())
	if err != nil {
		t.Fatal(err)
	}
	s, err := newStrata(p, d.Effects[0])
	if err != nil {
		t.Fatal(err)
	}
	gamma := []float64{.7, -.4}
	f := newFit(KindConditional, d, p)
	s.finish(gamma, f)
	for g, rows := range s.rows {
		m := 0
		seen := [2]float64{}
		for _, r := range rows {
			m += int(p.y[r])
			for j := range seen {
				seen[j] += p.y[r] * p.cols[j][r]
			}
		}
		all, ours := 0.0, 0.0
		var mean [2]float64
		var square [3]float64
		prob := make([]float64, len(rows))
		for set := range 1 << len(rows) {
			if bits.OnesCount(uint(set)) != m {
				continue
			}
			sum := [2]float64{}
			for i, r := range rows {
				if set>>i&1 == 1 {
					sum[0] += p.cols[0][r]
					sum[1] += p.cols[1][r]
				}
			}
			e := math.Exp(gamma[0]*sum[0] + gamma[1]*sum[1])
			all += e
			for j := range mean {
				mean[j] += e * sum[j]
			}
			square[0] += e * sum[0] * sum[0]
			square[1] += e * sum[1] * sum[0]
			square[2] += e * sum[1] * sum[1]
			for i := range rows {
				if set>>i&1 == 1 {
					prob[i] += e
				}
			}
		}
		ours = gamma[0]*seen[0] + gamma[1]*seen[1] - math.Log(all)
		got := make([]float64, 6)
		s.group(g, gamma, &chain{}, got)
		a, b := mean[0]/all, mean[1]/all
		for i, want := range []float64{ours, seen[0] - a, seen[1] - b, square[0]/all - a*a, square[1]/all - a*b, square[2]/all - b*b} {
			near(t, "figure of a group", got[i], want, 1e-11)
		}
		for i, r := range rows {
			near(t, "score", f.scores[r], p.y[r]-prob[i]/all, 1e-12)
		}
	}
}

// TestConditionalOfPairs: of groups of two rows with one event it is the logit, without a constant, of the difference.
func TestConditionalOfPairs(t *testing.T) {
	var y, x, z, g, dx, dz, one []float64
	for i := range 40 {
		a, b := math.Sin(float64(i)*2.3), math.Cos(float64(i)*1.1)
		c, e := math.Sin(float64(i)*.7), math.Cos(float64(i)*3.9)
		first := yes(math.Sin(float64(i)*5.1)+.8*(a-b) > 0)
		y, g = append(y, first, 1-first), append(g, float64(i), float64(i))
		x, z = append(x, a, b), append(z, c, e)
		dx, dz, one = append(dx, a-b), append(dz, c-e), append(one, first)
	}
	f := run(t, KindConditional, Data{YName: "y", Y: y, X: []Column{{"x", x}, {"z", z}}, Effects: []Effect{{"g", GroupsOf(g)}}})
	l := run(t, KindLogit, Data{YName: "y", Y: one, X: []Column{{"x", dx}, {"z", dz}}})
	for i := range l.Coef {
		near(t, f.Names[i], f.Coef[i], l.Coef[i], 1e-9)
		relative(t, "s.e.", f.IID().SE()[i], l.IID().SE()[i], 1e-8)
		e, err := f.Cluster("g", GroupsOf(g))
		if err != nil {
			t.Fatal(err)
		}
		relative(t, "by group", e.SE()[i], l.HC(false).SE()[i]*math.Sqrt(40.0/39), 1e-8)
	}
	near(t, "log-likelihood", f.LogLik, l.LogLik, 1e-10)
}

// TestBadConditional: what cannot be conditioned is said.
func TestBadConditional(t *testing.T) {
	for want, change := range map[string]func(d *Data){
		"varies in none":       func(d *Data) { d.Effects = []Effect{{"row", GroupsOf(numbers(60))}} },
		"does not vary within": func(d *Data) { d.X = append(d.X[:2:2], Column{"flat", floats(d.Effects[0].Of)}) },
		"no finite estimate":   func(d *Data) { d.X = append(d.X[:2:2], Column{"tells", d.Y}) },
		"one grouping":         func(d *Data) { d.Effects = nil },
		"takes no weights":     func(d *Data) { d.Weights = numbers(60); d.Weights[0] = 1 },
	} {
		d := stratified()
		change(&d)
		if _, err := Run(KindConditional, d, Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

func numbers(n int) (out []float64) {
	for i := range n {
		out = append(out, float64(i))
	}
	return out
}

func floats(x []int32) (out []float64) {
	for _, v := range x {
		out = append(out, float64(v))
	}
	return out
}

// TestConditionalThreads: the same bits at any number of threads.
func TestConditionalThreads(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	m := makeUp(5, 12, 8)
	d := m.data(KindLogit, m.effects()[:1]...)
	d.Constant = false
	var want string
	for _, threads := range []int{1, 2, 8} {
		runtime.GOMAXPROCS(threads)
		f := run(t, KindConditional, d)
		if got := fmt.Sprint(f.Coef, f.LogLik, f.scores[:50], f.IID().Cov); want == "" {
			want = got
		} else if got != want {
			t.Errorf("%d threads give other bits than one", threads)
		}
	}
}
