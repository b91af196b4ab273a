package column

// This file describes how far apart two societies are in values.

var cultures = []Column{
	{Name: "culture.distance", Title: "distance in cultural dimensions", Shape: Symmetric, Unit: "index", Close: -1, Words: []string{"cultural distance"},
		Options: []Option{{Name: "dimensions", Title: "four: power distance, individualism, masculinity, uncertainty avoidance; six: long-term orientation and indulgence too", Values: []string{"four", "six"}, Named: true}},
		Formula: "mean over the dimensions of (x - y)^2 over the variance of the dimension among all states the source has (Kogut and Singh 1988; Hofstede's dimensions); the same in every year",
		Missing: "not covered where the source lacks a dimension of one of the two"},
}
