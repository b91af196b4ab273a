package column

// Geography of a pair: contiguity and distances.

// contiguityValues are the kinds of contiguity of the Correlates of War.
var contiguityValues = []Value{{0, "not contiguous"}, {1, "by land"}, {2, "up to 12 miles of water"}, {3, "up to 24 miles of water"}, {4, "up to 150 miles of water"}, {5, "up to 400 miles of water"}}

const contiguityMissing = "0 inside the years of the source where both states are in the COW list; .a outside them"

var geography = []Column{
	{Name: "contiguity.type", Header: "conttype", Title: "how the two touch, directly", Shape: Symmetric, Unit: "0-5", Values: contiguityValues,
		Formula: "closest kind of direct contiguity on any day of the year, or on the day of --on: 1 by land, 2 to 5 across up to 12, 24, 150, 400 miles of water, 0 none (Stinnett et al. 2002)",
		Missing: contiguityMissing},
	{Name: "contiguity.land", Header: "land_contiguity", Title: "the two touch by land", Shape: Symmetric, Unit: "0/1",
		Formula: "1 where contiguity.type is 1 (Stinnett et al. 2002)",
		Missing: contiguityMissing},
	{Name: "distance.capital", Header: "capdist", Title: "distance between the capitals", Shape: Symmetric, Unit: "km",
		Formula: "great circle between the capitals on the first day of the year, or on the day of --on, by Vincenty's formula on a sphere of 6,378.137 km",
		Missing: ".a where the list of capitals has none of one of the two on that day or later in the year"},
	{Name: "distance.minimum", Header: "mindist", Title: "least distance between the territories", Shape: Symmetric, Unit: "km",
		Formula: "least distance between the borders of the two on the first day of the year with both; 0 is a common border (Schvitz et al. 2022)",
		Missing: ".a outside the years of the source and where a state has no shape; .c where the source has the pair without a distance"},
	{Name: "distance.minimum_day", Header: "mindist_day", Title: "least distance between the territories, by day", Shape: Symmetric, Unit: "km",
		Formula: "least distance between the borders of the two on the first day of the row's period, or on the day of --on: that of the last change of a border up to it, or the first in the period; 0 is a common border (Schvitz et al. 2022)",
		Missing: ".a outside the years of the source and where a state has no shape; .c where the source has the pair without a distance"},
}
