package desk

// This file answers with panels: rows of a unit, columns of facts and measures, steps on them, written to a file of the user's
// choice with what is needed to cite and repeat it.

import (
	"context"

	"comity/panel"
	"comity/source"
)

// catalogue is the columns there are at this desk.
func (d *Desk) catalogue() *panel.Catalogue {
	var cards []source.Card
	for _, s := range d.sources() {
		cards = append(cards, s.Card())
	}
	return panel.NewCatalogue(cards)
}

// Panel makes a panel.
func (d *Desk) Panel(ctx context.Context, s panel.Spec) (*panel.Panel, error) {
	return d.engine.Build(ctx, d.catalogue(), s)
}
