package report

// This file is the README of a replication folder, in the order data editors of journals ask for.

import (
	"fmt"
	"strings"

	"comity"
)

// Replication is what the README of a replication folder says.
type Replication struct {
	Title    string
	Panel    PanelFile // the analysis data
	Rows     int
	Columns  int
	Sources  []ReplicationSource
	Joined   []PanelFile // the author's own tables
	Withheld []string    // sources whose figures may not be passed on: the data are left out
	Version  string
	Machine  string
	Seed     uint64
	Chance   bool // something was drawn by chance
	Memory   int64
	Runtime  string // in the author's words; empty: not measured
	Code     []ReplicationCode
	Commands []string // that make the data again
}

// ReplicationSource is a source of the analysis data.
type ReplicationSource struct {
	PanelSource
	Page     string
	Get      string // the command that brings it
	PassedOn bool   // its figures may be passed on
}

// ReplicationCode is a file of code and what it does.
type ReplicationCode struct{ Name, Does string }

// Document lays the README out.
func (r Replication) Document() Document {
	d := Document{Title: "README: replication of " + r.Panel.Name}
	d.Blocks = append(d.Blocks, Block{Paragraph: fmt.Sprintf("This folder makes the analysis data %s again, byte for byte: %s.", r.Panel.Name, r.Title)})
	d.add("Data availability and provenance", r.availability()...)
	d.add("Dataset list", Block{Table: r.datasets()})
	d.add("Computational requirements", r.requirements()...)
	d.add("Description of programs", Block{Table: r.programs()})
	d.add("Instructions to replicators", Block{Paragraph: "Run code/make.sh in the folder code, or the commands it holds:"}, Block{Code: strings.Join(r.Commands, "\n")},
		Block{Paragraph: fmt.Sprintf("The last command says whether %s has the SHA-256 %s again. What a cell was made of is told by `comity why`, with the file, a row and a column.", r.Panel.Name, r.Panel.SHA256)})
	d.add("List of tables and programs", Block{Paragraph: "The analysis data are made by code/make.sh alone. Tables and figures of the article, and the programs that make them, are to be listed here by its authors."})
	var refs []Block
	for _, s := range r.Sources {
		refs = append(refs, Block{Paragraph: "- " + s.Citation})
	}
	d.add("References", append(refs, Block{Paragraph: "BibTeX entries: data/sources.bib."})...)
	return d
}

// availability says who may have which data, source by source.
func (r Replication) availability() []Block {
	var out []Block
	if len(r.Withheld) > 0 {
		out = append(out, Block{Paragraph: fmt.Sprintf("The analysis data are not in this folder: the terms of %s do not let their figures be passed on. Everyone can make them from the sources, which are fetched or brought as told below.", strings.Join(r.Withheld, ", "))})
	} else {
		out = append(out, Block{Paragraph: "All data may be passed on, under the terms named below, and the analysis data are in this folder."})
	}
	for _, s := range r.Sources {
		text := fmt.Sprintf("%s (%s). Terms: %s.", s.Citation, s.Edition, strings.TrimSuffix(s.Licence, "."))
		if s.Page != "" {
			text += " Page: " + s.Page + "."
		}
		if s.Get != "" {
			text += " To get it: `" + s.Get + "`."
		}
		if s.Attribution != "" {
			text += " " + s.Attribution + "."
		}
		out = append(out, Block{Paragraph: "- " + text})
	}
	for _, f := range r.Joined {
		out = append(out, Block{Paragraph: fmt.Sprintf("- %s is the authors' own table; it is in data/, with the SHA-256 %s.", f.Name, f.SHA256)})
	}
	return out
}

// datasets lists every file: the analysis data, the authors' own, and the sources'.
func (r Replication) datasets() *Table {
	t := &Table{Header: []string{"file", "of", "provided", "SHA-256"}}
	yes := map[bool]string{true: "yes", false: "no"}
	t.Rows = append(t.Rows, []string{"data/" + r.Panel.Name, "analysis data", yes[len(r.Withheld) == 0], r.Panel.SHA256})
	for _, f := range r.Joined {
		t.Rows = append(t.Rows, []string{"data/" + f.Name, "the authors", "yes", f.SHA256})
	}
	for _, s := range r.Sources {
		provided := "no: " + s.Get
		if s.Get == "" {
			provided = "no: it ships with comity"
		}
		for _, f := range s.Files {
			t.Rows = append(t.Rows, []string{f.Name, s.ID, provided, f.SHA256})
		}
	}
	return t
}

// requirements says which software, chance, memory, storage and time it takes.
func (r Replication) requirements() []Block {
	lines := []string{
		fmt.Sprintf("Software: comity %s, one program without other parts, here for %s. The bytes are the same on any system and day and at any number of threads of one architecture.", r.Version, r.Machine),
		"Randomness: nothing is drawn by chance.",
		fmt.Sprintf("Memory: about %s for the panel, and the tables of the sources, which are read in place.", comity.Show(float64(r.Memory), "bytes")),
		fmt.Sprintf("Storage: %s for the analysis data, and what the sources take in the store of comity.", comity.Show(float64(r.Panel.Bytes), "bytes")),
		"Runtime: to be told by the authors, with the machine.",
	}
	if r.Chance {
		lines[1] = fmt.Sprintf("Randomness: the sample is drawn with the seed %d, which the lock file holds.", r.Seed)
	}
	if r.Runtime != "" {
		lines[4] = "Runtime: " + r.Runtime + "."
	}
	var out []Block
	for _, l := range lines {
		out = append(out, Block{Paragraph: "- " + l})
	}
	return out
}

func (r Replication) programs() *Table {
	t := &Table{Header: []string{"file", "what it does"}}
	for _, c := range r.Code {
		t.Rows = append(t.Rows, []string{c.Name, c.Does})
	}
	return t
}
