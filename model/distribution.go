package model

// This file holds the two distributions estimates are held against: the normal and Student's t.

import "math"

// Term is one coefficient with what its errors say of it.
type Term struct {
	Name       string
	Estimate   float64
	SE         float64
	Statistic  float64 // estimate over standard error
	P          float64 // of a statistic as large, either way, were the coefficient zero
	Low, High  float64 // interval at the level asked for
	Identified bool    // false where the standard error is zero or no number: the rest is then undefined
}

// Terms lays the coefficients out with errors and intervals at a level such as 0.95.
func (f *Fit) Terms(e Errors, level float64) []Term {
	out := make([]Term, len(f.Coef))
	reach := quantile(1-(1-level)/2, e.DF)
	for i, se := range e.SE() {
		t := Term{Name: f.Names[i], Estimate: f.Coef[i], SE: se, Identified: se > 0}
		if t.Identified {
			t.Statistic = t.Estimate / se
			t.P = beyond(t.Statistic, e.DF)
			t.Low, t.High = t.Estimate-float64(reach*se), t.Estimate+float64(reach*se)
		}
		out[i] = t
	}
	return out
}

// beyond is the probability of being farther from zero than x, under Student's t with df degrees of freedom, or the normal
// distribution where they are infinite.
func beyond(x, df float64) float64 {
	if math.IsInf(df, 1) {
		return math.Erfc(math.Abs(x) / math.Sqrt2)
	}
	if df < 1 {
		return math.NaN()
	}
	return incompleteBeta(df/2, 0.5, df/(df+float64(x*x)))
}

// quantile is the x that is not exceeded with probability p, of at least one half.
func quantile(p, df float64) float64 {
	if math.IsInf(df, 1) {
		return math.Sqrt2 * math.Erfinv(2*p-1)
	}
	if df < 1 {
		return math.NaN()
	}
	low, high := 0.0, 1.0
	for beyond(high, df)/2 > 1-p && high < 1e300 {
		high *= 2
	}
	for range 200 {
		mid := (low + high) / 2
		if mid == low || mid == high {
			break
		}
		if beyond(mid, df)/2 > 1-p {
			low = mid
		} else {
			high = mid
		}
	}
	return high
}

// incompleteBeta is the regularised incomplete beta function, by Lentz's evaluation of its continued fraction (DLMF 8.17.22).
func incompleteBeta(a, b, x float64) float64 {
	switch {
	case x <= 0:
		return 0
	case x >= 1:
		return 1
	case x > (a+1)/(a+b+2):
		return 1 - incompleteBeta(b, a, 1-x)
	}
	la, _ := math.Lgamma(a)
	lb, _ := math.Lgamma(b)
	lab, _ := math.Lgamma(a + b)
	front := math.Exp(lab-la-lb+float64(a*math.Log(x))+float64(b*math.Log1p(-x))) / a
	const least = 1e-300
	value, c, d := 1.0, 1.0, 0.0
	for i := 0; i < 500; i++ {
		m := float64(i / 2)
		var numerator float64
		switch {
		case i == 0:
			numerator = 1
		case i%2 == 0:
			numerator = m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m))
		default:
			numerator = -(a + m) * (a + b + m) * x / ((a + 2*m) * (a + 2*m + 1))
		}
		d = 1 + float64(numerator*d)
		if math.Abs(d) < least {
			d = least
		}
		d = 1 / d
		c = 1 + numerator/c
		if math.Abs(c) < least {
			c = least
		}
		value *= c * d
		if math.Abs(1-float64(c*d)) < 1e-15 {
			break
		}
	}
	return front * (value - 1)
}
