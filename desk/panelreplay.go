package desk

// This file makes the panels of a lock file again: of the editions it names, as they were asked for, and holds the bytes against
// its checksums.

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"comity"
	"comity/panel"
	"comity/record"
	"comity/report"
)

// ReplayOptions say what becomes of panels made again.
type ReplayOptions struct {
	Home  string
	Dir   string // where they are put; empty: in the folder of the lock file
	Check bool   // nowhere: they are only held against the lock file
	Only  []string

	Progress Progress
}

// Replay makes the panels of a lock file again. A file is put in place only where it has the bytes the lock file names.
func (d *Desk) Replay(ctx context.Context, path string, o ReplayOptions) (report.Replay, error) {
	path = lockIn(path)
	lock, err := readPanelLock(path)
	if err != nil {
		return report.Replay{}, err
	}
	if err := lock.has(path, o.Only); err != nil {
		return report.Replay{}, err
	}
	out := report.Replay{Lock: path, Same: true, Panels: []report.Replayed{}, Notes: []string{}}
	dir := cmp.Or(o.Dir, filepath.Dir(path))
	if !o.Check {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return report.Replay{}, fmt.Errorf("%s: %w", dir, bare(err))
		}
	}
	book := bookFirst
	for _, l := range lock.Panels {
		if len(o.Only) > 0 && !slices.Contains(o.Only, l.File.Name) {
			continue
		}
		one, section, err := d.replayOne(ctx, lock, l, filepath.Dir(path), dir, o)
		if err != nil {
			return out, fmt.Errorf("%s: %w", l.File.Name, err)
		}
		out.Panels, out.Same, book = append(out.Panels, one), out.Same && one.Same, book+section
	}
	if len(o.Only) == 0 && out.Same {
		err = d.replayBeside(path, lock, book, dir, o, &out)
	}
	return out, err
}

// has says whether the panels named are in the lock file.
func (l panelLock) has(path string, names []string) error {
	var have []string
	for _, p := range l.Panels {
		have = append(have, p.File.Name)
	}
	if len(have) == 0 {
		return fmt.Errorf("lock file %s names no panels", path)
	}
	for _, n := range names {
		if !slices.Contains(have, n) {
			return fmt.Errorf("lock file %s names no panel %q; it has %s", path, n, strings.Join(have, ", "))
		}
	}
	return nil
}

// replayOne makes one panel again, and the part of the codebook that is of it.
func (d *Desk) replayOne(ctx context.Context, lock panelLock, l lockedPanel, from, dir string, o ReplayOptions) (report.Replayed, string, error) {
	out := report.Replayed{File: l.File, Differs: d.changedSince(o.Home, lock, l)}
	f, err := formatOf("", l.Format)
	if err != nil {
		return out, "", err
	}
	as, p, err := d.remake(ctx, l, from)
	if err != nil {
		return out, "", err
	}
	if err := as.mayWritePanel(o.Home, p); err != nil && !o.Check {
		return out, "", err
	}
	for i, f := range joinedTo(p) {
		if i < len(l.Joined) && l.Joined[i].SHA256 != f.SHA256 {
			out.Differs = append(out.Differs, "your own table "+f.Name+" has other bytes than the one that was joined")
		}
	}
	x, err := as.finish(ctx, p, l.File.Name, f, l.Reasons)
	if err != nil {
		return out, "", err
	}
	section, err := bookSection(l.File.Name, x.book)
	if err != nil {
		return out, "", err
	}
	write := func(w io.Writer) error { return x.write(ctx, x.watched(w, o.Progress)) }
	out.Rows = x.table.Rows
	if o.Check {
		made, err := measured(write)
		out.Same = made.SHA256 == l.File.SHA256
		return out, section, err
	}
	path := filepath.Join(dir, l.File.Name)
	_, err = writeIf(path, write, func(made report.PanelFile) error {
		if made.SHA256 != l.File.SHA256 {
			return errOtherBytes
		}
		return nil
	})
	if out.Same = err == nil; out.Same {
		out.Wrote = path
	}
	if errors.Is(err, errOtherBytes) {
		err = nil
	}
	if !out.Same && len(out.Differs) == 0 {
		out.Differs = append(out.Differs, "nothing the lock file names: the same sources, version and machine gave other bytes, which is a fault of comity's")
	}
	return out, section, err
}

// errOtherBytes says that a panel made again has not the bytes it had.
var errOtherBytes = errors.New("it has other bytes than the lock file names")

// remake makes the panel of a lock file, which lies in a folder, of the editions it names. It gives the desk they answer at.
func (d *Desk) remake(ctx context.Context, l lockedPanel, folder string) (*Desk, *panel.Panel, error) {
	if err := d.hasSources(l); err != nil {
		return nil, nil, err
	}
	as := d
	if chosen := d.chosenFor(l); len(chosen) > 0 {
		var err error
		if as, err = d.AsOf(chosen); err != nil {
			return nil, nil, err
		}
	}
	spec, moved := relocated(l, folder)
	p, err := as.Panel(ctx, spec)
	if err == nil {
		p.Spec = l.Spec
		for i := range p.Log {
			p.Log[i].What = moved.Replace(p.Log[i].What)
		}
		for i := range p.Joined {
			p.Joined[i].Path = l.Joined[i].Name
		}
	}
	return as, p, err
}

// relocated gives the spec of a locked panel with the user's own tables where they are now: where they were, beside the lock file,
// or from its folder on. The replacer gives the old names back.
func relocated(l lockedPanel, folder string) (PanelSpec, *strings.Replacer) {
	s := l.Spec
	s.Steps = slices.Clone(s.Steps)
	var back []string
	joins := 0
	for i, step := range s.Steps {
		o, err := panel.ParseStep(step.Kind, step.Text)
		if err != nil || step.Kind != "join" || joins >= len(l.Joined) {
			continue
		}
		want := l.Joined[joins].SHA256
		joins++
		for _, at := range []string{o.Join.File, filepath.Join(folder, o.Join.File), filepath.Join(folder, filepath.Base(o.Join.File))} {
			if sum, err := sumOfFile(at); err == nil && sum == want {
				if at != o.Join.File {
					s.Steps[i].Text = movedJoin(step.Text, o.Join.File, at)
					back = append(back, s.Steps[i].Text, step.Text)
				}
				break
			}
		}
	}
	return s, strings.NewReplacer(back...)
}

// movedJoin writes a join with another path of its file.
func movedJoin(text, was, is string) string {
	text = strings.TrimSpace(text)
	if rest, ok := strings.CutPrefix(text, `"`+was+`"`); ok {
		return `"` + is + `"` + rest
	}
	return `"` + is + `"` + strings.TrimPrefix(text, was)
}

// hasSources says which sources of a locked panel are not in the record, and how to bring them.
func (d *Desk) hasSources(l lockedPanel) error {
	var absent, words []string
	for _, u := range l.Sources {
		if len(d.rec.Source(u.ID)) == 0 {
			absent, words = append(absent, u.ID), append(words, u.ID+" ("+u.Edition+")")
		}
	}
	if len(absent) == 0 {
		return nil
	}
	return fmt.Errorf("it was made of %s, not in the record here; bring and build it: comity pull %s && comity build", strings.Join(words, ", "), strings.Join(absent, " "))
}

// chosenFor gives the sources that must answer for their families, where others would.
func (d *Desk) chosenFor(l lockedPanel) []string {
	out := slices.Clone(l.Editions)
	done := map[string]bool{}
	family := func(id string) string { t := d.rec.Source(id)[0]; return cmp.Or(t.Family, t.Source) }
	for _, id := range out {
		if len(d.rec.Source(id)) > 0 {
			done[family(id)] = true
		}
	}
	for _, u := range l.Sources {
		name := family(u.ID)
		if done[name] {
			continue
		}
		done[name] = true
		for i, id := range d.rec.Editions(name) { // the one that answers first
			if slices.ContainsFunc(l.Sources, func(o lockedUse) bool { return o.ID == id }) {
				if i > 0 {
					out = append(out, id)
				}
				break
			}
		}
	}
	return out
}

// changedSince says what differs between a lock file and what is here: the program, the machine, the sources.
func (d *Desk) changedSince(home string, lock panelLock, l lockedPanel) []string {
	out := []string{}
	if l.Comity != comity.Version {
		out = append(out, fmt.Sprintf("it was made by comity %s, this is %s", l.Comity, comity.Version))
	}
	if l.GOARCH != runtime.GOARCH {
		out = append(out, fmt.Sprintf("it was made on %s, this is %s", l.GOARCH, runtime.GOARCH))
	}
	if l.Own != ownSum() {
		out = append(out, "comity's own tables of states, groups and treaties were others")
	}
	store := record.NewStore(home)
	for _, u := range l.Sources {
		now, err := store.Locked(d.rec, u.ID)
		if err != nil || now.Tables == u.Tables {
			continue
		}
		was := lock.source(u)
		if d := filesDiffer(was.Files, now.Files); d != "" {
			out = append(out, fmt.Sprintf("%s was built of other files (%s)", u.ID, d))
			continue
		}
		out = append(out, fmt.Sprintf("the tables of %s were built otherwise of the same files, by another card or version of comity", u.ID))
	}
	return out
}

// source finds a source of a panel in the lock file.
func (l panelLock) source(u lockedUse) record.LockedSource {
	for _, s := range l.Sources {
		if s.ID == u.ID && s.Tables == u.Tables {
			return s
		}
	}
	return record.LockedSource{ID: u.ID}
}

// filesDiffer says in which files two lists differ, empty where in none.
func filesDiffer(was, now []record.LockedFile) string {
	for _, f := range was {
		i := slices.IndexFunc(now, func(g record.LockedFile) bool { return g.Name == f.Name })
		switch {
		case i < 0:
			return f.Name + " is no longer one of them"
		case now[i].SHA256 != f.SHA256:
			return fmt.Sprintf("%s had the SHA-256 %.12s…, now it has %.12s…", f.Name, f.SHA256, now[i].SHA256)
		}
	}
	if len(now) > len(was) {
		return fmt.Sprintf("%d files where there were %d", len(now), len(was))
	}
	return ""
}

// replayBeside writes codebook and bibliography again where they have the bytes the lock file names, and beside them, in another
// folder, the lock file itself.
func (d *Desk) replayBeside(path string, lock panelLock, book, dir string, o ReplayOptions, out *report.Replay) error {
	for name, data := range map[string][]byte{bookName: []byte(book), bibName: d.bibliography(lock)} {
		i := slices.IndexFunc(lock.Beside, func(f report.PanelFile) bool { return f.Name == name })
		sum := sha256.Sum256(data)
		switch {
		case i < 0:
		case lock.Beside[i].SHA256 != hex.EncodeToString(sum[:]):
			out.Notes = append(out.Notes, name+" would come out otherwise, by other words of the cards or of comity; it is left as it is.")
		case !o.Check:
			if _, err := writeBytes(filepath.Join(dir, name), data); err != nil {
				return err
			}
		}
	}
	slices.Sort(out.Notes)
	if o.Check || o.Dir == "" {
		return nil
	}
	data, err := os.ReadFile(path)
	if err == nil {
		_, err = writeBytes(filepath.Join(dir, lockName), data)
	}
	return err
}
