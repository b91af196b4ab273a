package desk

// This file writes what stands beside a panel: the codebook of the folder's panels, the bibliography of their sources, and the
// lock file. The panel itself is in place before them, the lock file comes last: what it names is there.

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"comity"
	"comity/record"
	"comity/report"
)

// besides writes codebook, bibliography and lock file of a panel that was written, and gives them.
func (d *Desk) besides(f folder, entry lockedPanel, sources []record.LockedSource, book report.PanelCodebook) ([]report.PanelFile, error) {
	lock := f.lock.with(entry, sources)
	section, err := bookSection(entry.File.Name, book)
	if err != nil {
		return nil, err
	}
	var out []report.PanelFile
	for _, file := range []struct {
		name string
		data []byte
	}{{bookName, []byte(withSection(f.book, entry.File.Name, section, lock))}, {bibName, d.bibliography(lock)}} {
		written, err := writeBytes(f.at(file.name), file.data)
		if err != nil {
			return out, err
		}
		out = append(out, written)
		written.Name = file.name
		lock.Beside = append(slices.DeleteFunc(slices.Clone(lock.Beside), func(o report.PanelFile) bool { return o.Name == file.name }), written)
	}
	data, err := lock.seal()
	if err != nil {
		return out, err
	}
	written, err := writeBytes(f.at(lockName), data)
	return append(out, written), err
}

func writeBytes(path string, data []byte) (report.PanelFile, error) {
	return writeWhole(path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// sectionMark begins the part of the codebook that is of one panel.
func sectionMark(name string) string { return "\n<!-- panel: " + name + " -->\n" }

// bookSection is the part of the codebook that is of one panel.
func bookSection(name string, book report.PanelCodebook) (string, error) {
	var b bytes.Buffer
	b.WriteString(sectionMark(name))
	err := report.Markdown(&b, book.Document())
	return b.String(), err
}

// withSection puts the part of a panel into a codebook: the parts of the lock file's panels stand in its order.
func withSection(book, name, section string, lock panelLock) string {
	parts := map[string]string{}
	for _, p := range lock.Panels {
		if _, rest, ok := strings.Cut(book, sectionMark(p.File.Name)); ok {
			part, _, _ := strings.Cut(rest, "\n<!-- panel: ")
			parts[p.File.Name] = sectionMark(p.File.Name) + part
		}
	}
	parts[name] = section
	var b strings.Builder
	b.WriteString(bookFirst)
	for _, p := range lock.Panels {
		b.WriteString(parts[p.File.Name])
	}
	return b.String()
}

// bibliography gives the BibTeX entries of all sources of a lock file, and of comity.
func (d *Desk) bibliography(lock panelLock) []byte {
	entries := []string{fmt.Sprintf("@software{comity,\n  author  = {{The comity authors}},\n  title   = {comity: the public record of relations between states, and claims held against it},\n  version = {%s},\n  note    = {MIT licence}\n}", comity.Version)}
	for _, s := range lock.Sources {
		entry := fmt.Sprintf("%% %s, %s: no BibTeX entry on its card", s.ID, s.Edition)
		if src, err := d.source(s.ID); err == nil {
			c := src.Card()
			entry = fmt.Sprintf("%% %s, %s: %s", s.ID, s.Edition, oneLine(c.Citation))
			if c.BibTeX != "" {
				entry = fmt.Sprintf("%% %s, %s\n%s", s.ID, s.Edition, strings.TrimSpace(c.BibTeX))
			}
		}
		if !slices.Contains(entries, entry) {
			entries = append(entries, entry)
		}
	}
	return []byte(bibFirst + "\n" + strings.Join(entries, "\n\n") + "\n")
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
