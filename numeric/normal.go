// Package numeric holds the numbers under the measures and models that draw at random or work with the normal distribution: its
// distribution function, quantiles and tails, draws from its truncations, and seeded streams of random numbers. It knows no data.
//
// Functions of this file are accurate to the last digits over the whole line. Inner loops that call them a million times take the
// tabulated ones (Tabulated), which are exact to 1e-12.
package numeric

import "math"

const (
	logRootTwoPi = 0.91893853320467274178 // log sqrt(2 pi)
	farTail      = 5.0                    // where the continued fraction of the Mills ratio takes over
)

// Density is the density of the standard normal distribution at x.
func Density(x float64) float64 { return math.Exp(-x*x/2 - logRootTwoPi) }

// Phi is the probability that a standard normal number is below x, with full relative accuracy in the lower tail.
func Phi(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }

// LogPhi is the logarithm of Phi(x); it stays finite where Phi underflows (x < -38).
func LogPhi(x float64) float64 {
	switch {
	case x > farTail:
		return math.Log1p(-Phi(-x))
	case x > -farTail:
		return math.Log(Phi(x))
	}
	return math.Log(Mills(-x)) - x*x/2 - logRootTwoPi
}

// Mills is the Mills ratio (1 - Phi(x)) / Density(x). In the upper tail it is Laplace's continued fraction
// 1/(x + 1/(x + 2/(x + 3/(x + ...)))) (Abramowitz and Stegun 1964, 26.2.14).
func Mills(x float64) float64 {
	if x < farTail {
		return Phi(-x) / Density(x)
	}
	f := x
	for k := 60; k > 0; k-- {
		f = x + float64(k)/f
	}
	return 1 / f
}

// InverseMills is Density(x) / Phi(x): the mean of a standard normal number known to be below x is -InverseMills(x).
func InverseMills(x float64) float64 {
	if x < -farTail {
		return 1 / Mills(-x)
	}
	return Density(x) / Phi(x)
}

// Quantile is the x at which Phi(x) = p, by Wichura 1988, "Algorithm AS 241", Applied Statistics 37:477 (PPND16: relative error
// about 1e-16). It is -Inf at 0, +Inf at 1 and NaN outside. For p near 1 ask for -Quantile(1-p), with 1-p computed exactly.
func Quantile(p float64) float64 {
	switch {
	case !(p >= 0 && p <= 1):
		return math.NaN()
	case p == 0:
		return math.Inf(-1)
	case p == 1:
		return math.Inf(1)
	}
	q := p - 0.5
	if math.Abs(q) <= 0.425 {
		r := 0.180625 - q*q
		return q * polynomial(r, centreTop[:]) / polynomial(r, centreBottom[:])
	}
	x := tailQuantile(math.Sqrt(-math.Log(min(p, 1-p))))
	if q < 0 {
		return -x
	}
	return x
}

// tailQuantile is AS 241 for r = sqrt(-log of the tail's probability).
func tailQuantile(r float64) float64 {
	if r <= 5 {
		return polynomial(r-1.6, nearTop[:]) / polynomial(r-1.6, nearBottom[:])
	}
	return polynomial(r-5, farTop[:]) / polynomial(r-5, farBottom[:])
}

// polynomial is c[0] + c[1] x + c[2] x^2 + ...
func polynomial(x float64, c []float64) float64 {
	sum := 0.0
	for i := len(c) - 1; i >= 0; i-- {
		sum = sum*x + c[i]
	}
	return sum
}

// The coefficients of AS 241 for the centre, the near tail and the far tail.
var (
	centreTop = [8]float64{3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
		4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3}
	centreBottom = [8]float64{1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
		2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3}
	nearTop = [8]float64{1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
		1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4}
	nearBottom = [8]float64{1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
		1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9}
	farTop = [8]float64{6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
		2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7}
	farBottom = [8]float64{1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
		7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15}
)
