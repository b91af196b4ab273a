package column

// Trade of a pair by the book of the Correlates of War, under the names of its producers.

// cowFlow describes a flow of the book.
func cowFlow(name, title string) Column {
	return Column{Name: "trade.cow_" + name, Header: name, Title: title, Shape: Directed, Unit: "USD",
		Formula: title + ", current US dollars (Barbieri, Keshk and Pollins 2009)", Missing: ".a where the book has no row of the two; .c where it does not know"}
}

var flows = []Column{
	cowFlow("flow1", "goods the first state imports from the second"),
	cowFlow("flow2", "goods the second state imports from the first"),
	cowFlow("smoothflow1", "goods the first state imports from the second, smoothed by the producers"),
	cowFlow("smoothflow2", "goods the second state imports from the first, smoothed by the producers"),
}
