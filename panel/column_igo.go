package panel

// This file fills the organisations two states share, as the Correlates of War count them.

var igoFillers = []filler{
	{column: "igo.shared", from: []string{"cow-igo"}, fill: ofPair("igo.shared", func(*bench) string { return "cow-igo" })},
}
