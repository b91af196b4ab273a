package desk

// This file answers the smallest question: which columns are there.

import (
	"comity/column"
	"comity/report"
)

// Columns is the catalogue.
func Columns() report.Columns {
	var out report.Columns
	for _, c := range column.All() {
		out.List = append(out.List, report.Column{Name: c.Name, Title: c.Title, Shape: c.Shape.String(), Unit: c.Unit, Formula: c.Formula, Missing: c.Missing})
	}
	return out
}
