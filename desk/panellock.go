package desk

// This file is the lock file of the panels in a folder (comity.lock): what each was asked to be, of which editions it was made,
// and the checksum of its file, so that it can be made again, byte for byte, and explained cell by cell. One lock file serves
// all panels of its folder; a panel written under the same name takes the old one's place.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
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

// panelLock is what a lock file of panels holds. Sources are those of all its panels, for record.LockFile to be read.
type panelLock struct {
	Comity  string                `json:"comity"` // the version that wrote it last
	GOARCH  string                `json:"goarch"`
	Check   string                `json:"check"`
	Sources []record.LockedSource `json:"sources"`
	Panels  []lockedPanel         `json:"panels"`
	Beside  []report.PanelFile    `json:"beside"` // codebook and bibliography
}

// lockedPanel is one panel of a lock file.
type lockedPanel struct {
	File     report.PanelFile   `json:"file"` // in the folder of the lock file
	Format   string             `json:"format"`
	Reasons  bool               `json:"reasons,omitempty"`
	Rows     int                `json:"rows"`
	Columns  int                `json:"columns"`
	Spec     panel.Spec         `json:"spec"`
	Editions []string           `json:"editions,omitempty"` // sources that were asked to answer for their families
	Sources  []lockedUse        `json:"sources"`            // what its columns were made of
	Joined   []report.PanelFile `json:"joined,omitempty"`
	Comity   string             `json:"comity"`
	GOARCH   string             `json:"goarch"`
	Own      string             `json:"own"` // checksum of comity's own tables: states, groups, treaties
}

// lockedUse is a source as one panel used it.
type lockedUse struct {
	ID      string `json:"id"`
	Edition string `json:"edition"`
	Tables  string `json:"tables"`
}

const (
	lockName  = "comity.lock"
	bookName  = "codebook.md"
	bibName   = "sources.bib"
	bookFirst = "<!-- Made by comity panel for the panels of this folder, and made anew with each: keep notes elsewhere. -->\n"
	bibFirst  = "% Made by comity panel for the panels of this folder, and made anew with each: keep entries of your own elsewhere.\n"
)

// folder is a folder panels are written to: its lock file and codebook as they stand there.
type folder struct {
	dir  string
	lock panelLock
	book string
}

// openFolder reads what stands in the folder of a file, and refuses to write over what comity did not write.
func openFolder(path string) (folder, error) {
	f := folder{dir: filepath.Dir(path)}
	advice := "move it, write the panel to another folder, or leave out what comes with it (--no-extras)"
	var err error
	if _, err = os.Lstat(f.at(lockName)); err == nil {
		if f.lock, err = readPanelLock(f.at(lockName)); err != nil {
			return f, fmt.Errorf("%w; %s", err, advice)
		}
	}
	book, err := ours(f.at(bookName), bookFirst)
	if err == nil {
		_, err = ours(f.at(bibName), bibFirst)
	}
	if err != nil {
		return f, fmt.Errorf("%w; %s", err, advice)
	}
	f.book = book
	return f, nil
}

func (f folder) at(name string) string { return filepath.Join(f.dir, name) }

// ours reads a file that comity may write over because it begins as comity's do; one that is not there is empty.
func ours(path, first string) (string, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("%s cannot be read: %w", path, bare(err))
	}
	if !strings.HasPrefix(string(data), first) {
		return "", fmt.Errorf("%s is there already, and comity did not write it", path)
	}
	return string(data), nil
}

// lockIn is the lock file at a path: of a folder, the one in it.
func lockIn(path string) string {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return filepath.Join(path, lockName)
	}
	return path
}

// maxPanelLock bounds a lock file of whatever origin.
const maxPanelLock = 16 << 20

// readPanelLock reads a lock file of panels, whose checksum must be right.
func readPanelLock(path string) (panelLock, error) {
	var l panelLock
	file, err := os.Open(path)
	if err != nil {
		return l, fmt.Errorf("lock file %s: %w", path, bare(err))
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxPanelLock+1))
	if err != nil {
		return l, fmt.Errorf("lock file %s: %w", path, bare(err))
	}
	if _, err := record.ReadLock(data); err != nil {
		return l, fmt.Errorf("lock file %s: %w", path, err)
	}
	if err := json.Unmarshal(data, &l); err != nil {
		return l, fmt.Errorf("lock file %s: %w", path, err)
	}
	for _, p := range l.Panels {
		if p.File.Name != filepath.Base(p.File.Name) || p.File.Name == "." || p.File.Name == ".." {
			return l, fmt.Errorf("lock file %s: %q is no name of a file beside it", path, p.File.Name)
		}
	}
	return l, nil
}

// seal writes a lock file with its checksum.
func (l panelLock) seal() ([]byte, error) {
	l.Check = strings.Repeat("0", 64)
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(l); err != nil {
		return nil, err
	}
	return record.SealLock(b.Bytes())
}

// with gives the lock file with a panel in it, in the place of one of the same name or last, and its sources beside the others'.
func (l panelLock) with(p lockedPanel, sources []record.LockedSource) panelLock {
	l.Comity, l.GOARCH = comity.Version, runtime.GOARCH
	l.Panels = slices.Clone(l.Panels)
	if i := slices.IndexFunc(l.Panels, func(o lockedPanel) bool { return o.File.Name == p.File.Name }); i >= 0 {
		l.Panels[i] = p
	} else {
		l.Panels = append(l.Panels, p)
	}
	var all []record.LockedSource
	for _, s := range slices.Concat(l.Sources, sources) {
		same := func(o record.LockedSource) bool { return o.ID == s.ID && o.Tables == s.Tables }
		if !slices.ContainsFunc(all, same) && l.uses(s) {
			all = append(all, s)
		}
	}
	l.Sources = all
	if l.Sources == nil {
		l.Sources = []record.LockedSource{}
	}
	return l
}

// uses says whether a panel of the lock file was made of a source.
func (l panelLock) uses(s record.LockedSource) bool {
	for _, p := range l.Panels {
		if slices.ContainsFunc(p.Sources, func(u lockedUse) bool { return u.ID == s.ID && u.Tables == s.Tables }) {
			return true
		}
	}
	return false
}

// lock makes the entry of a panel that was written, and its sources.
func (x finished) lock(home string, file report.PanelFile) (lockedPanel, []record.LockedSource, error) {
	file.Name = filepath.Base(file.Name)
	out := lockedPanel{File: file, Format: x.format.name, Reasons: x.reasons, Rows: x.table.Rows, Columns: len(x.panel.Columns), Spec: x.panel.Spec, Editions: x.desk.editions,
		Sources: []lockedUse{}, Joined: joinedTo(x.panel), Comity: comity.Version, GOARCH: runtime.GOARCH, Own: ownSum()}
	out.Spec.Book = x.panel.Book()
	var sources []record.LockedSource
	store := record.NewStore(home)
	for _, id := range x.desk.behindPanel(x.panel) {
		s, err := store.Locked(x.desk.rec, id)
		if err != nil {
			return out, nil, err
		}
		sources = append(sources, s)
		out.Sources = append(out.Sources, lockedUse{s.ID, s.Edition, s.Tables})
	}
	return out, sources, nil
}

// behindPanel gives the sources behind the columns of a panel and behind what its steps looked at, each once, in their order.
func (d *Desk) behindPanel(p *panel.Panel) (out []string) {
	add := func(ids []string) {
		for _, id := range ids {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	for _, m := range p.Columns {
		add(p.Behind(m))
	}
	for _, step := range p.Log {
		add(step.Sources)
	}
	return out
}

// joinedTo gives the user's own tables of a panel.
func joinedTo(p *panel.Panel) (out []report.PanelFile) {
	for _, f := range p.Joined {
		out = append(out, report.PanelFile{Name: f.Path, Bytes: f.Size, SHA256: f.SHA256})
	}
	return out
}
