package desk

// This file is what sources there are, how much of each is here, and how files are put in place.

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"comity"
	"comity/groups"
	"comity/headline"
	"comity/record"
	"comity/report"
	"comity/source"
	"comity/states"
	"comity/treaties"
)

// Open opens a desk over the core record and what was built in the store at home.
func Open(home string) (*Desk, error) {
	rec, err := record.Open(home)
	if err != nil {
		return nil, err
	}
	d := over(rec)
	d.store = record.NewStore(home)
	return d, nil
}

// Home is the user's store directory.
func Home() (string, error) { return record.Home() }

// Sources answers which sources there are and how much of each is here.
func (d *Desk) Sources(home string) (report.Sources, error) {
	status, err := record.NewStore(home).Status()
	if err != nil {
		return report.Sources{}, err
	}
	out := report.Sources{Record: d.rec.Edition(), Home: home, Own: ownFacts()}
	for _, s := range status {
		c := s.Card
		out.List = append(out.List, report.SourceRow{ID: c.ID, Title: c.Title, Edition: c.Edition, Rights: string(c.Rights), Years: fmt.Sprintf("%d-%d", c.From, c.To), Here: here(s), Files: len(c.Files), Pulled: s.Pulled})
	}
	return out, nil
}

func here(s record.SourceStatus) string {
	switch {
	case s.Built && s.BuiltEdition != "":
		return "built (" + s.BuiltEdition + ")"
	case s.Built:
		return "built"
	case s.Core:
		return "core"
	case s.Pulled > 0:
		return "pulled"
	}
	return "-"
}

// Source answers with the card of a source.
func (d *Desk) Source(home, id string) (report.Card, error) {
	store := record.NewStore(home)
	s, err := store.Find(id)
	if err != nil {
		return report.Card{}, err
	}
	c := s.Card()
	out := report.Card{ID: c.ID, Title: c.Title, Edition: c.Edition, Producer: c.Producer, Citation: c.Citation, Licence: c.Licence, Rights: string(c.Rights), Page: c.Page,
		Years: fmt.Sprintf("%d to %d", c.From, c.To), Known: c.Known, Contact: c.Contact, Attribution: c.Attribution}
	for _, f := range c.Files {
		out.Files = append(out.Files, fileLine(f))
	}
	for _, v := range c.Variables {
		out.Variables = append(out.Variables, fmt.Sprintf("%s (the producer's %s), %s; absence inside the coverage: %s", v.Name, v.Column, v.Unit, v.Absence))
	}
	for _, t := range c.Tables {
		out.Variables = append(out.Variables, fmt.Sprintf("%s.%s, a table of %d columns: %s; absence inside the coverage: %s", c.ID, t.Name, len(t.Columns), t.Title, t.Absence))
	}
	status, err := store.Status()
	if err != nil {
		return out, err
	}
	for _, st := range status {
		if st.Card.ID == id {
			out.Here = here(st)
		}
	}
	return out, nil
}

// fileLine is a file of a card in a line.
func fileLine(f source.File) string {
	switch {
	case f.Brought:
		return fmt.Sprintf("%s (%s): brought, %d bytes, SHA-256 %s, not known to the card", f.Name, f.Format, f.Size, f.SHA256)
	case f.SHA256 == "":
		return strings.TrimSpace(fmt.Sprintf("%s (%s, checksum not known: any bytes are taken, comity add FILE --as) %s", f.Name, f.Format, f.Address))
	}
	return strings.TrimSpace(fmt.Sprintf("%s (%s, %d bytes, SHA-256 %s) %s", f.Name, f.Format, f.Size, f.SHA256, f.Address))
}

// replace writes a file beside the old one, syncs it, and puts it in its place.
func replace(path string, data []byte) error {
	if err := tryReplace(path, data); err != nil {
		return fmt.Errorf("%s was not written: %w; the old file, if any, is as it was", path, bare(err))
	}
	return nil
}

func tryReplace(path string, data []byte) error {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return errors.New("it is no ordinary file; name a file")
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".comity-*")
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no directory %s", filepath.Dir(path))
	}
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close(), os.Chmod(f.Name(), 0o644)); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// bare takes the name of the temporary file, which is nobody's business, out of an error.
func bare(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// WriteFile writes an answer to a file, whole or not at all.
func WriteFile(path string, data []byte) error { return replace(path, data) }

// ownFacts counts comity's own facts by basis.
func ownFacts() []report.OwnTable {
	return append(stateTables(), []report.OwnTable{
		counted("groups: memberships", groupBasis()),
		counted("treaties", basisOf(treaties.All(), func(t treaties.Treaty) comity.Basis { return t.Ref.Basis })),
		counted("diplomatic relations: events", tieBasis()),
		counted("treaties: clauses", clauseBasis()),
		counted("treaties: successions of states", basisOf(treaties.Successions(), func(s treaties.Succession) comity.Basis { return s.Ref.Basis })),
		counted("missions", basisOf(treaties.Missions(), func(m treaties.Mission) comity.Basis { return m.Ref.Basis })),
		counted("recognition of entities not recognised by all", basisOf(treaties.AllRecognised(), func(r treaties.Recognised) comity.Basis { return r.Ref.Basis })),
		counted("recognition", basisOf(treaties.Recognitions(), func(r treaties.Recognition) comity.Basis { return r.Ref.Basis })),
		counted("vetoes", basisOf(treaties.Vetoes(), func(v treaties.Veto) comity.Basis { return v.Ref.Basis })),
		counted("wars", basisOf(treaties.Wars(), func(w treaties.War) comity.Basis { return w.Ref.Basis })),
		counted("headline figures", basisOf(headline.All(), func(f headline.Figure) comity.Basis { return f.Ref.Basis })),
	}...)
}

// stateTables counts the tables of states: lists, codes, names, successions and their reasons, contested entities.
func stateTables() []report.OwnTable {
	var out []report.OwnTable
	for _, c := range states.Counts() {
		out = append(out, report.OwnTable{Name: "states: " + c.Table, Facts: c.Seen + c.Recalled, Seen: c.Seen, Recalled: c.Recalled})
	}
	return out
}

// clauseBasis counts the clauses of all treaties.
func clauseBasis() (n [2]int) {
	for _, t := range treaties.All() {
		for _, c := range t.Clauses {
			n[c.Ref.Basis]++
		}
	}
	return n
}

func counted(name string, n [2]int) report.OwnTable {
	return report.OwnTable{Name: name, Facts: n[0] + n[1], Seen: n[comity.Seen], Recalled: n[comity.Recalled]}
}

// basisOf counts a list by basis: [Recalled, Seen].
func basisOf[T any](list []T, basis func(T) comity.Basis) (n [2]int) {
	for _, x := range list {
		n[basis(x)]++
	}
	return n
}

func tieBasis() (n [2]int) {
	for _, p := range treaties.TiePairs() {
		for _, e := range treaties.TieEvents(p.A, p.B) {
			n[e.Ref.Basis]++
		}
	}
	return n
}

func groupBasis() (n [2]int) {
	for _, g := range groups.All() {
		for _, s := range states.All() {
			for _, m := range groups.History(g.ID, s) {
				n[m.Ref.Basis]++
			}
		}
	}
	return n
}
