package column

// Rivalries, arms races and what they are counted of, of a pair.

const (
	tss = "Thompson, Sakuwa and Suhas 2022"
	td  = "Thompson and Dreyer 2012"
)

// rival describes a flag of a list of rivalries.
func rival(name, header, title, formula, cite string) Column {
	return Column{Name: "rivalry." + name, Header: header, Title: title, Shape: Symmetric, Unit: "0/1",
		Formula: formula + " (" + cite + ")", Missing: "0 inside the years of the source where both states are in the COW list; .a outside them"}
}

// rivalNumber describes the number of a rivalry in a list.
func rivalNumber(name, header, cite string) Column {
	return Column{Name: "rivalry." + name, Header: header, Title: "number of the strategic rivalry between the two", Shape: Symmetric, Unit: "number",
		Formula: "the producers' number of the rivalry that goes on in the year; of several the first listed (" + cite + ")",
		Missing: ".b inside the years of the source where the two are no rivals; .a outside them"}
}

// rivalKind describes a kind of rivalry in both lists.
func rivalKind(list, prefix, kind, over, cite string) Column {
	return rival(list+"_"+kind, prefix+kind, "a strategic rivalry between the two, over "+over, "1 where the list has a rivalry of the two of the kind "+kind+" in the year", cite)
}

var rivalries = []Column{
	rivalNumber("tss_id", "tssr_id", tss),
	rivalKind("tss", "", "positional", "rank", tss),
	rivalKind("tss", "", "spatial", "territory", tss),
	rivalKind("tss", "", "ideological", "ideology", tss),
	rivalKind("tss", "", "interventionary", "intervention", tss),
	rival("tss_ongoing", "ongoingrivalry", "a strategic rivalry between the two", "1 where the list has a rivalry of the two in the year", tss),
	rivalNumber("td_id", "rivalryno", td),
	rivalKind("td", "td_", "positional", "rank", td),
	rivalKind("td", "td_", "spatial", "territory", td),
	rivalKind("td", "td_", "ideological", "ideology", td),
	rivalKind("td", "td_", "interventionary", "intervention", td),
	rival("td_ongoing", "td_rivalry", "a strategic rivalry between the two", "1 where the list has a rivalry of the two in the year", td),
	{Name: "rivalry.armsrace", Header: "armsrace", Title: "an arms race between the two", Shape: Symmetric, Unit: "0/1",
		Formula: "1 where the list has an arms race of the two in the year; with others=none 0 for all other pairs of its years (Gibler, Rider and Hutchison 2005)",
		Missing: ".a for all others: only pairs that are rivals were looked at, and the list does not name those without a race",
		Options: []Option{{Name: "others", Title: "what pairs are that the list does not name: not covered, or without a race", Values: []string{"missing", "none"}}}},
}

var igos = []Column{
	{Name: "igo.shared", Header: "dyadigos", Title: "intergovernmental organisations in which both are full members", Shape: Symmetric, Unit: "count",
		Formula: "organisations of the Correlates of War list in which both are full members in the year (Pevehouse et al. 2020)",
		Missing: ".a where the source has no row of the two"},
}
