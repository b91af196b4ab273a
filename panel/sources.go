package panel

// This file says which sources a column may rest on, whatever the states: what is to be cited for it.

import "slices"

// byOffices are the columns that are read from official headline figures too, where an office publishes them of the pair.
var byOffices = []string{"trade.turnover", "trade.exports", "trade.imports", "trade.balance", "trade.dependence"}

// beside are the columns a column is computed with besides its own books.
var beside = map[string][]string{"trade.dependence": {"gdp"}}

// Sources gives the ids of the sources of this record that a column may rest on for some states, each once.
func (e *Engine) Sources(name string) []string {
	var out []string
	add := func(ids ...string) {
		for _, id := range ids {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	for _, r := range e.Readings(name, nil) {
		add(r.Source)
	}
	if slices.Contains(byOffices, name) {
		add("comity-headline")
	}
	for _, other := range beside[name] {
		add(e.Sources(other)...)
	}
	return out
}
