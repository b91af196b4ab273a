package thirdparty

// This file fits a few coefficients by least squares, with errors that allow for neighbouring years being alike (Newey and West 1987).

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
)

// Coefficient is an estimate with its error and 95 percent interval (Student's t). All are NaN where there are too few years or the
// regressors are not independent.
type Coefficient struct{ B, SE, P, Low, High float64 }

var noCoefficient = Coefficient{math.NaN(), math.NaN(), math.NaN(), math.NaN(), math.NaN()}

// regress fits y on columns and a constant, rows in order of their years; the last coefficient is the constant's. Lags is how many
// years apart two errors may still be alike; only rows so many years apart count for it.
func regress(y []float64, years []int, lags int, columns ...[]float64) []Coefficient {
	n, k := len(y), len(columns)+1
	out := make([]Coefficient, k)
	for c := range out {
		out[c] = noCoefficient
	}
	if n < k+3 {
		return out
	}
	x := mat.NewDense(n, k, nil)
	for i := range n {
		for c := range columns {
			x.Set(i, c, columns[c][i])
		}
		x.Set(i, k-1, 1)
	}
	var cross, inverse mat.Dense
	cross.Mul(x.T(), x)
	if inverse.Inverse(&cross) != nil {
		return out
	}
	var b, fitted mat.VecDense
	b.MulVec(x.T(), mat.NewVecDense(n, y))
	b.MulVec(&inverse, mat.VecDenseCopyOf(&b))
	fitted.MulVec(x, &b)
	scores := mat.NewDense(n, k, nil)
	for i := range n {
		for c := range k {
			scores.Set(i, c, x.At(i, c)*(y[i]-fitted.AtVec(i)))
		}
	}
	var v mat.Dense
	v.Product(&inverse, meat(scores, years, lags), &inverse)
	t := distuv.StudentsT{Sigma: 1, Nu: float64(n - k)}
	for c := range out {
		se := math.Sqrt(v.At(c, c) * float64(n) / float64(n-k))
		reach := t.Quantile(0.975) * se
		out[c] = Coefficient{b.AtVec(c), se, 2 * t.CDF(-math.Abs(b.AtVec(c)/se)), b.AtVec(c) - reach, b.AtVec(c) + reach}
	}
	return out
}

// meat sums the products of scores, those of rows some years apart with Bartlett's weight.
func meat(scores *mat.Dense, years []int, lags int) *mat.Dense {
	n, k := scores.Dims()
	out := mat.NewDense(k, k, nil)
	for i := range n {
		for j := i; j < n && years[j]-years[i] <= lags; j++ {
			w := 1 - float64(years[j]-years[i])/float64(lags+1)
			for p := range k {
				for q := range k {
					x := scores.At(i, p) * scores.At(j, q)
					if j > i {
						x += scores.At(j, p) * scores.At(i, q)
					}
					out.Set(p, q, out.At(p, q)+w*x)
				}
			}
		}
	}
	return out
}

// usualLags is Newey and West's rule of thumb.
func usualLags(n int) int { return int(4 * math.Pow(float64(n)/100, 2.0/9)) }

// correlation of two lists; NaN where one does not vary.
func correlation(x, y []float64) float64 {
	mx, sx := meanSD(x)
	my, sy := meanSD(y)
	if len(x) < 3 || sx < 1e-12 || sy < 1e-12 {
		return math.NaN()
	}
	sum := 0.0
	for i := range x {
		sum += (x[i] - mx) * (y[i] - my)
	}
	return sum / float64(len(x)-1) / (sx * sy)
}

// partial is the correlation of x and y once others are taken out of both by least squares; NaN where there are too few years.
func partial(x, y []float64, others ...[]float64) float64 {
	if len(x) < len(others)+4 {
		return math.NaN()
	}
	return correlation(residual(x, others), residual(y, others))
}

// residual is what is left of y after a least-squares fit on columns and a constant.
func residual(y []float64, columns [][]float64) []float64 {
	n := len(y)
	basis := [][]float64{unit(constant(n))}
	for _, c := range columns {
		c = without(c, basis)
		if norm(c) > 1e-10 {
			basis = append(basis, unit(c))
		}
	}
	return without(y, basis)
}

// without takes out of y what lies along unit vectors that are at right angles, twice over for precision.
func without(y []float64, basis [][]float64) []float64 {
	out := append([]float64(nil), y...)
	for range 2 {
		for _, b := range basis {
			dot := 0.0
			for i := range out {
				dot += out[i] * b[i]
			}
			for i := range out {
				out[i] -= dot * b[i]
			}
		}
	}
	return out
}

func constant(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = 1
	}
	return out
}

func norm(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v * v
	}
	return math.Sqrt(sum)
}

func unit(x []float64) []float64 {
	n := norm(x)
	out := make([]float64, len(x))
	for i := range x {
		out[i] = x[i] / n
	}
	return out
}
