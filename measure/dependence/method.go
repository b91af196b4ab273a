package dependence

// This file says what the measures of trade interdependence are.

import "comity/measure"

// Method is the family of measures of how much two states trade, and what it is to each of them.
var Method = measure.Method{
	Name:  "dependence",
	Title: "trade of pairs: turnover, shares, dependence, interdependence, intensity, concentration, records",
	About: "What two states trade and what it is to each of them, for one pair or all, in every year. Every pair's trade has several figures\n" +
		"(either side's books, and ways of reconciling them), which differ by tens of per cent: they stand side by side, and no number is made of two of\n" +
		"them. Shares, concentration and intensity need all partners of one book; a book that has a few partners gives none. GDP and trade are both in\n" +
		"current dollars; constant dollars are made with the deflator of the GDP of the United States (2017 = 1). A flow a book does not know is missing, never nothing.",
	Formulas: []measure.Formula{
		{Name: "turnover", Text: "T_ij = X_ij + X_ji, exports both ways by one book", Unit: "USD", Reference: "—"},
		{Name: "turnover_real", Text: "T_ij over the deflator of the GDP of the United States (current over chained dollars, 2017 = 1)", Unit: "USD of 2017", Reference: "US Bureau of Economic Analysis, national accounts"},
		{Name: "share", Text: "T_ij / T_i, T_i the trade of i with all partners of the book", Unit: "share", Reference: "Barbieri 1996, Journal of Peace Research 33:29"},
		{Name: "export_share, import_share", Text: "X_ij / X_i and M_ij / M_i", Unit: "share", Reference: "—"},
		{Name: "dependence", Text: "D_i = T_ij / GDP_i, both in current dollars", Unit: "share", Reference: "Oneal and Russett 1997, International Studies Quarterly 41:267"},
		{Name: "weak_link", Text: "the smaller of D_i and D_j", Unit: "share", Reference: "Oneal and Russett 1997"},
		{Name: "salience", Text: "root of share_i times share_j", Unit: "share", Reference: "Barbieri 1996"},
		{Name: "symmetry", Text: "1 - |share_i - share_j|", Unit: "0 to 1", Reference: "Barbieri 1996"},
		{Name: "interdependence", Text: "salience times symmetry", Unit: "share", Reference: "Barbieri 1996"},
		{Name: "intensity", Text: "(X_ij / X_i) / (M_j / (M_world - M_i)): the share of j in what i exports over the share of j in what the world without i imports; 1: as large as j's weight", Unit: "ratio", Reference: "Yamazawa 1971, Hitotsubashi Journal of Economics 11(2):11; here the world is without the first"},
		{Name: "concentration, hhi_exports, hhi_imports", Text: "sum over partners of the square of their share (Herfindahl and Hirschman), of trade, exports, imports", Unit: "share", Reference: "Hirschman 1964, American Economic Review 54:761"},
		{Name: "gap", Text: "|x - y| / (x + y), two reports of one flow", Unit: "0 to 1", Reference: "—"},
	},
}
