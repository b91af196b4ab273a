package panel

// This file fills the flows of trade of the Correlates of War book, both ways.

import "comity/column"

var flowFillers = []filler{
	{column: "trade.cow_flow1", from: []string{"cow-trade-4.0"}, fill: flowFill("flow", true)},
	{column: "trade.cow_flow2", from: []string{"cow-trade-4.0"}, fill: flowFill("flow", false)},
	{column: "trade.cow_smoothflow1", from: []string{"cow-trade-4.0"}, fill: flowFill("flow.smooth", true)},
	{column: "trade.cow_smoothflow2", from: []string{"cow-trade-4.0"}, fill: flowFill("flow.smooth", false)},
}

// flowFill fills what is shipped from the first state to the second, or, flipped, from the second to the first; where the peer is
// followed in its millions.
func flowFill(name string, flip bool) func(*bench, *Grid) (made, error) {
	return func(b *bench, g *Grid) (made, error) {
		v := variable{family: "cow-trade-4.0", name: name, factor: 1e6, flip: flip, column: column.Column{Shape: column.Directed}}
		return v.filler().fill(b, g)
	}
}
