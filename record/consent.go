package record

// This file is the gate of rights: whether a source's own figures may be written out, and the consent a user has given to the
// terms of those that may not be passed on.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"comity/source"
)

// Consent is a user's word that the terms of a source are known and kept.
type Consent struct {
	Source  string        `json:"source"`
	Edition string        `json:"edition"`
	Licence string        `json:"licence"` // the terms as they stood on the card
	Export  source.Export `json:"export"`
}

// RightsError says that a source's figures may not be written out, and what to do.
type RightsError struct {
	Source, Licence string
	Export          source.Export
}

// What says in words what the terms forbid.
func (e *RightsError) What() string {
	if e.Export == source.NonCommercial {
		return "its figures may be passed on for non-commercial use only"
	}
	return "its figures may be used and cited, not passed on"
}

func (e *RightsError) Error() string {
	return fmt.Sprintf("%s: %s (terms: %s). To write them out for your own use, say that you keep to the terms: comity rights accept %s", e.Source, e.What(), e.Licence, e.Source)
}

func (s *Store) consentPath(id string) string { return filepath.Join(s.dir("consent"), id+".json") }

// Accept records the user's consent to the terms of a source as they stand on its card.
func (s *Store) Accept(ctx context.Context, id string) (Consent, error) {
	src, err := s.Find(id)
	if err != nil {
		return Consent{}, err
	}
	c := consentOf(src.Card())
	data, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return c, err
	}
	return c, s.write(ctx, "rights accept", func() error {
		return s.put(s.consentPath(id), func(w io.Writer) error { _, err := w.Write(append(data, '\n')); return err })
	})
}

func consentOf(c source.Card) Consent { return Consent{c.ID, c.Edition, c.Licence, c.Export} }

// Accepted says whether the user consented to the terms of a card as they stand now. Other terms ask for consent anew.
func (s *Store) Accepted(c source.Card) bool {
	data, err := os.ReadFile(s.consentPath(c.ID))
	var got Consent
	return err == nil && json.Unmarshal(data, &got) == nil && got == consentOf(c)
}

// MayExport says whether the figures of a source may be written out here; the error, of type *RightsError where
// the terms forbid it, says why not and what to do.
func (s *Store) MayExport(id string) error {
	src, err := s.raw(id)
	if unknown := new(UnknownSourceError); errors.As(err, &unknown) {
		return s.orphan(id)
	}
	if err != nil { // terms that cannot be read are not taken as open
		return err
	}
	c := src.Card()
	if c.Export == source.May || s.Accepted(c) {
		return nil
	}
	return &RightsError{c.ID, strings.TrimSuffix(c.Licence, "."), c.Export}
}

// MayUse says whether the figures of a source may be written into a work of the user's own, a panel. What its producer gives to
// everybody (fetch, bundle) may: its terms forbid passing it on, not working with it, and the work says so. What is given on
// request, or to those who sign (bring), wants the user's consent, as export does.
func (s *Store) MayUse(id string) error {
	if src, err := s.raw(id); err == nil && src.Card().Rights != source.Bring {
		return nil
	}
	return s.MayExport(id)
}

// orphan refuses the figures of a table whose card is gone, whatever its terms were; what has no table is comity's own.
func (s *Store) orphan(id string) error {
	if _, err := os.Stat(s.tablePath(id)); err != nil {
		return nil
	}
	return fmt.Errorf("%s: its card is gone, and with it the terms of its figures; put the card back into %s, or take the table away (comity gc)", id, s.dir("cards"))
}
