package desk

// This file answers what may be done with the figures of each source, and keeps the user's consent to their terms.

import (
	"context"
	"errors"
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

// Accept records that the user keeps to the terms of sources: of those named, or with all of every source whose tables were built
// here and whose terms want it.
func (d *Desk) Accept(ctx context.Context, home string, ids []string, all bool) (report.Steps, error) {
	store := record.NewStore(home)
	if all {
		var err error
		if ids, err = d.unaccepted(store); err != nil {
			return report.Steps{}, err
		}
	}
	out := report.Steps{OK: true, Lines: []string{}, Title: "Nothing that is here asks for consent that was not given."}
	for i, id := range ids {
		c, err := store.Accept(ctx, id)
		if err != nil {
			return report.Steps{}, fmt.Errorf("%w%s", err, notedBefore(ids[:i]))
		}
		if i > 0 {
			out.Lines = append(out.Lines, out.Title)
		}
		out.Title = fmt.Sprintf("Noted: you keep to the terms of %s, %s (%s). Its figures may now be written to files here.", id, c.Edition, c.Licence)
		if c.Export == source.May {
			out.Title = fmt.Sprintf("%s may be written out without consent (%s); noted all the same.", id, c.Licence)
		}
	}
	return out, nil
}

// notedBefore says which consents were noted before one failed.
func notedBefore(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return "; noted before it: " + strings.Join(ids, ", ")
}

// unaccepted gives the sources of the record whose terms want a consent that was not given.
func (d *Desk) unaccepted(store *record.Store) ([]string, error) {
	sources, err := store.Sources()
	if err != nil {
		return nil, err
	}
	var out []string
	for _, s := range sources {
		c := s.Card()
		if len(d.rec.Source(c.ID)) > 0 && c.Export != source.May && !store.Accepted(c) {
			out = append(out, c.ID)
		}
	}
	return out, nil
}

// MayExport says whether the figures of all the sources may be written out; the error names each that may not and what to do.
func MayExport(home string, ids []string) error {
	store := record.NewStore(home)
	var no refusal
	for _, id := range ids {
		no.add(id, "", store.MayExport(id))
	}
	return no.err()
}

// refusal gathers the sources whose figures may not be written out.
type refusal struct {
	lines []string
	ids   []string // of those that the user's consent would open
}

// add takes what the gate of rights said of a source; of says what was asked of it.
func (r *refusal) add(id, of string, err error) {
	if err == nil {
		return
	}
	terms := new(record.RightsError)
	if !errors.As(err, &terms) {
		r.lines = append(r.lines, err.Error())
		return
	}
	r.ids = append(r.ids, id)
	line := fmt.Sprintf("%s: %s (terms: %s)", id, terms.What(), terms.Licence)
	if of != "" {
		line += "; " + of
	}
	r.lines = append(r.lines, line)
}

// err is the refusal, nil where nothing was refused.
func (r *refusal) err() error {
	switch {
	case len(r.lines) == 0:
		return nil
	case len(r.ids) == 0:
		return fmt.Errorf("nothing was written: %s", strings.Join(r.lines, "\n"))
	}
	return fmt.Errorf("nothing was written: %s\nTo write them out for your own use, say that you keep to the terms: comity rights accept %s", strings.Join(r.lines, "\n"), strings.Join(r.ids, " "))
}
