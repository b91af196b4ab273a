package change

// This file says what the measures of change are.

import "comity/measure"

// Method is the family of measures of change in a series.
var Method = measure.Method{
	Name:  "change",
	Title: "whether and when a series changed: shifts of its mean, a date named beforehand, its trend",
	About: "Where the mean of a series shifted (searched for, by two methods), whether it changed at a date that was named before looking (--date), and\n" +
		"whether it has a trend. A search tries every date: a shift found is not a test of that date, and nothing says what caused it. Series by\n" +
		"year are autocorrelated, and noise that drifts looks like shifts (an autoregression of .6 gives false ones): the search is repeated on\n" +
		"the series with its autocorrelation taken out, a simulated test allows for it, and the answer says where they part. Amounts of money,\n" +
		"people and goods are taken as logarithms, so that shifts and trends are in per cent; indices and shares as they are.",
	Formulas: []measure.Formula{
		{Name: "partition", Text: "for each number of breaks the division with the least sum of squares, by dynamic programming; no regime shorter than --trim of the series; BIC = n ln(SSR/n) + (2m+1) ln n, LWZ = ln(SSR/(n-2m-1)) + .299 (2m+1)/n (ln n)^2.1; with known variances the sum of squares is over them", Unit: "dates", Reference: "Bai and Perron 1998, Econometrica 66:47; Yao 1988; Liu, Wu and Zidek 1997"},
		{Name: "pelt", Text: "breaks that make sum of squares / sigma² + penalty x breaks least, penalty 2 ln n, sigma from the median absolute difference of neighbours", Unit: "dates", Reference: "Killick, Fearnhead and Eckley 2012, JASA 107:1590"},
		{Name: "whitened", Text: "pelt on (y(t) - rho y(t-1)) / (1 - rho), rho = (median |y(t+2)-y(t)| / median |y(t+1)-y(t)|)² - 1", Unit: "dates", Reference: "Chakar, Lebarbier, Lévy-Leduc and Robin 2017, Bernoulli 23:1408"},
		{Name: "supF", Text: "the highest F of a shift at any date; p by simulation of noise without, and with, the autocorrelation of the series", Unit: "F", Reference: "Andrews 1993, Econometrica 61:821"},
		{Name: "step", Text: "mean from the date on less mean before, t with errors that allow for autocorrelation, 4 (n/100)^(2/9) lags", Unit: "as the series", Reference: "Newey and West 1987, Econometrica 55:703"},
		{Name: "slope", Text: "median of the slopes of all pairs of years, interval by the variance of S", Unit: "per year", Reference: "Theil 1950; Sen 1968, JASA 63:1379"},
		{Name: "S, z", Text: "pairs of years that rise less those that fall; z with the variance of S times 1 + 2/(n(n-1)(n-2)) sum (n-k)(n-k-1)(n-k-2) rho_k over significant lags", Unit: "pairs", Reference: "Mann 1945; Kendall 1975; Hamed and Rao 1998, Journal of Hydrology 204:182"},
		{Name: "higher", Text: "with --against: probability that the first series is truly the higher, Phi of the difference over its standard deviation", Unit: "share", Reference: "normal errors"},
	},
}
