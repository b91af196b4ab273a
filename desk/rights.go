package desk

// This file answers what may be done with the figures of each source, and keeps the user's consent to their terms.

import (
	"context"
	"fmt"
	"strings"

	"comity/record"
	"comity/report"
	"comity/source"
)

// Rights answers the terms of every source: what ships, what is fetched or brought, what may be written out.
func (d *Desk) Rights(home string) (report.Rights, error) {
	store := record.NewStore(home)
	sources, err := store.Sources()
	if err != nil {
		return report.Rights{}, err
	}
	var out report.Rights
	for _, s := range sources {
		c := s.Card()
		r := report.Right{ID: c.ID, Edition: c.Edition, Licence: c.Licence, Rights: string(c.Rights), Export: string(c.Export), Attribution: c.Attribution, Accepted: store.Accepted(c)}
		out.List = append(out.List, r)
	}
	out.Own = ownFacts()
	return out, nil
}

// Accept records that the user keeps to the terms of a source.
func Accept(ctx context.Context, home, id string) (report.Steps, error) {
	c, err := record.NewStore(home).Accept(ctx, id)
	if err != nil {
		return report.Steps{}, err
	}
	if c.Export == source.May {
		return report.Steps{OK: true, Lines: []string{}, Title: fmt.Sprintf("%s may be written out without consent (%s); noted all the same.", id, c.Licence)}, nil
	}
	return report.Steps{OK: true, Lines: []string{}, Title: fmt.Sprintf("Noted: you keep to the terms of %s, %s (%s). Its figures may now be written to files here.", id, c.Edition, c.Licence)}, nil
}

// MayExport says whether the figures of all the sources may be written out; the error names each that may not and what to do.
func MayExport(home string, ids []string) error {
	store := record.NewStore(home)
	var no []string
	for _, id := range ids {
		if err := store.MayExport(id); err != nil {
			no = append(no, err.Error())
		}
	}
	if len(no) > 0 {
		return fmt.Errorf("nothing was written: %s", strings.Join(no, "\n"))
	}
	return nil
}
