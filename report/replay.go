package report

// This file is the answer to whether the panels of a lock file could be made again.

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Replay is what came of making the panels of a lock file again.
type Replay struct {
	Lock   string     `json:"lock"`
	Same   bool       `json:"same"` // every file has the bytes it had
	Panels []Replayed `json:"panels"`
	Notes  []string   `json:"notes"`
}

// Replayed is one panel made again.
type Replayed struct {
	File    PanelFile `json:"file"` // as the lock file has it
	Rows    int       `json:"rows"`
	Same    bool      `json:"same"`
	Wrote   string    `json:"wrote,omitempty"` // where it was put
	Differs []string  `json:"differs"`         // what differs from the lock file
}

// JSON gives the answer as data.
func (r Replay) JSON() ([]byte, error) { return json.MarshalIndent(r, "", "  ") }

// Document lays the answer out.
func (r Replay) Document() Document {
	d := Document{Title: "Replay of " + r.Lock, Notes: r.Notes}
	for _, p := range r.Panels {
		text := fmt.Sprintf("%s: the same bytes (%d rows, SHA-256 %.12s…)", p.File.Name, p.Rows, p.File.SHA256)
		if !p.Same {
			text = p.File.Name + ": other bytes than the lock file names"
		}
		if p.Wrote != "" {
			text += ", written to " + p.Wrote
		}
		d.Blocks = append(d.Blocks, Block{Paragraph: text + "."})
		if len(p.Differs) > 0 {
			d.Blocks = append(d.Blocks, Block{Paragraph: "What differs: " + strings.Join(p.Differs, "; ") + "."})
		}
	}
	return d
}
