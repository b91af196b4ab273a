package column

// What trade is to a pair and to a state, beyond the columns claims are about: interdependence, intensity, concentration, and trade
// in constant dollars. The formulas are worked out in measure/dependence; each is read from one book.

const (
	sharesMissing = "not covered where the book does not cover the year, the pair, or too many partners of either; missing in source where it does not know a flow; undefined where a state has no trade at all"
	barbieri      = " (Barbieri 1996)"
)

var exchanges = []Column{
	{Name: "trade.export_share", Title: "the second state's share in the exports of the first", Shape: Directed, Unit: "share", Options: bookOptions, Words: []string{"share of exports"},
		Formula: "exports of A to B over exports of A to all partners of the same book and year", Missing: sharesMissing},
	{Name: "trade.import_share", Title: "the second state's share in the imports of the first", Shape: Directed, Unit: "share", Options: bookOptions, Words: []string{"share of imports"},
		Formula: "imports of A from B over imports of A from all partners of the same book and year", Missing: sharesMissing},
	{Name: "trade.intensity", Title: "trade intensity of the first state's exports to the second", Shape: Directed, Unit: "ratio", Options: bookOptions, Words: []string{"trade intensity"},
		Formula: "(X_ab / X_a) / (M_b / (M_world - M_a)): B's share in A's exports over B's share in what the world without A imports (Yamazawa 1971); 1 where the flow is as large as B's weight", Missing: sharesMissing},
	{Name: "trade.weak_link", Title: "trade over GDP of the less dependent of the two", Shape: Symmetric, Unit: "share", Options: bookOptions, Words: []string{"weak link of trade dependence"},
		Formula: "the smaller of trade.dependence of the two (Oneal and Russett 1997)", Missing: "as trade.dependence of the two"},
	{Name: "trade.salience", Title: "salience of the trade of the two", Shape: Symmetric, Unit: "share", Options: bookOptions, Words: []string{"trade salience"},
		Formula: "root of the product of trade.share of the two" + barbieri, Missing: sharesMissing},
	{Name: "trade.symmetry", Title: "symmetry of the trade of the two", Shape: Symmetric, Unit: "0 to 1", Options: bookOptions, Words: []string{"trade symmetry"},
		Formula: "1 - |difference of trade.share of the two|" + barbieri, Missing: sharesMissing},
	{Name: "trade.interdependence", Title: "interdependence of the trade of the two", Shape: Symmetric, Unit: "share", Options: bookOptions, Words: []string{"trade interdependence"},
		Formula: "trade.salience times trade.symmetry" + barbieri, Missing: sharesMissing},
	{Name: "trade.asymmetry", Title: "asymmetry of the goods each of the two sends the other", Shape: Symmetric, Unit: "0 to 1", Options: bookOptions, Words: []string{"trade asymmetry", "asymmetry of trade"},
		Formula: "|exports of A to B - exports of B to A| over their sum: 0 where each sends as much, 1 where only one sends (Squartini and others 2013)", Missing: "as trade.turnover; undefined where neither sends anything"},
	{Name: "trade.turnover_real", Title: "goods trade between the two in dollars of 2017", Shape: Symmetric, Unit: "USD of 2017", Options: bookOptions, Words: []string{"real trade", "trade in constant prices"},
		Formula: "trade.turnover over the deflator of the GDP of the United States, current over chained dollars of 2017 (Bureau of Economic Analysis)",
		Missing: "as trade.turnover; not covered before 1929 and after 2023, where the deflator is not"},
	{Name: "trade.concentration", Title: "concentration of the state's trade on few partners", Shape: Monadic, Unit: "share", Options: bookOptions, Words: []string{"concentration of trade"},
		Formula: "sum over partners of the square of their share in the state's trade (Herfindahl and Hirschman): 1 with one partner, 1/n with n equal ones; where one direction of a pair is known, that one", Missing: sharesMissing},
	{Name: "trade.hhi_exports", Title: "concentration of the state's exports on few partners", Shape: Monadic, Unit: "share", Options: bookOptions, Words: []string{"concentration of exports"},
		Formula: "sum over partners of the square of their share in the state's exports (Herfindahl and Hirschman)", Missing: sharesMissing},
	{Name: "trade.hhi_imports", Title: "concentration of the state's imports on few partners", Shape: Monadic, Unit: "share", Options: bookOptions, Words: []string{"concentration of imports"},
		Formula: "sum over partners of the square of their share in the state's imports (Herfindahl and Hirschman)", Missing: sharesMissing},
}
