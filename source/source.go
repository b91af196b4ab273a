// Package source says what a source is and reads each one. A source is a card (who made it, which edition, under which
// licence, where it is fetched, the checksum of its exact bytes, what it covers and what its silence means) and a reader
// that turns its files into rows: values of states and pairs by year, roll calls and votes. One file of this package is one
// source; All lists them. A reader knows its own files and package states, and nothing of other sources, of measures or of
// how rows are kept.
package source

import (
	"io/fs"
	"slices"

	"comity"
)

// Source is one source: what it is, and how its files are read.
type Source interface {
	// Card describes the source; it reads nothing.
	Card() Card
	// Read turns the files of the card, under their card names, into rows. An error says file and row.
	Read(files fs.FS, out Sink) error
}

// Sink takes the rows of a source.
type Sink interface {
	// Datum takes one value of a state or a pair in a year.
	Datum(Datum)
	// Call takes a roll call and gives its index, under which votes are cast.
	Call(RollCall) int
	// Cast takes one vote.
	Cast(call int, s comity.State, v Vote)
	// Leave counts a row or a vote that was kept out, by the reason.
	Leave(why string)
}

// Rights says who may ship a source's figures.
type Rights string

// The rights: Bundle may be shipped with comity, Fetch is fetched by each user from its address, Bring must be handed over
// by the user, who has it under terms of his own.
const (
	Bundle Rights = "bundle"
	Fetch  Rights = "fetch"
	Bring  Rights = "bring"
)

// Absence says what it means that a source has no row inside its coverage.
type Absence string

// Zero: no row means none. Silent: no row means nothing is known.
const (
	Zero   Absence = "zero"
	Silent Absence = "silent"
)

// Card describes a source in one edition.
type Card struct {
	ID            string
	Title         string
	Edition       string
	Producer      string
	Citation      string // full
	ShortCitation string // author and year
	BibTeX        string
	Licence       string // SPDX identifier, or words
	Rights        Rights
	Page          string     // official page
	Files         []File     // row numbers count in the first, unless a variable names another
	Body          string     // of a source of votes: UNGA, UNSC
	Variables     []Variable // of a source of values
	From, To      int        // first and last covered year
	DataTo        string     // the last day, month or year with data, where it is not the end of To
	Known         []string   // known defects
	Contact       string
	Attribution   string // a line the licence or good manners ask to be shown
}

// File is one file of a source.
type File struct {
	Name    string // path under a mirror directory
	SHA256  string // of the exact bytes, lower-case hexadecimal
	Size    int64
	Format  string // csv, csv.gz, rda, rds
	Address string // pinned address of exactly these bytes; empty where the file must be brought
}

// Variable is one variable: comity's name, the producer's, its unit, and what absence means inside the coverage.
type Variable struct {
	Name    string
	Column  string // the producer's name
	Unit    string
	Absence Absence
	File    string // the file its row numbers count in; empty for the card's first
}

// Datum is one cell of a table of values.
type Datum struct {
	Variable string
	A, B     comity.State // B is NoState for an attribute of a state; directed values read A to B
	Year     int
	Value    float64 // a number, or comity.NaN of the reason
	Row      int64   // 1-based row of the snapshot, 0 where it has none
}

// Vote is what a state did on a roll call.
type Vote uint8

// The votes. Out covers absence and non-membership: a table of votes does not know who was a member, package states does.
const (
	Out Vote = iota
	Yes
	Abstain
	No
)

// String is the word for the vote.
func (v Vote) String() string { return [...]string{"absent", "yes", "abstain", "no"}[v&3] }

// Flag marks a roll call.
type Flag uint16

// The flags: the issue codes of the UN voting data (me Middle East, nu nuclear, di disarmament, hr human rights, co
// colonialism, ec economy), and its own flags of importance to the United States, amendment and separately voted paragraph.
const (
	IssueME Flag = 1 << iota
	IssueNU
	IssueDI
	IssueHR
	IssueCO
	IssueEC
	Important
	Amendment
	Paragraph
)

// RollCall is one roll call of a body.
type RollCall struct {
	Number  int64  // the source's number (rcid)
	Session string // "74", "ES-11"
	Day     comity.Day
	Symbol  string // official symbol ("A/RES/74/154"), empty where unknown
	Topic   string // comity's own label, empty where none
	Flags   Flag
	Row     int64 // row of the snapshot
}

// Lookup finds a source by its id.
func Lookup(id string) (Source, bool) {
	all := All()
	i := slices.IndexFunc(all, func(s Source) bool { return s.Card().ID == id })
	if i < 0 {
		return nil, false
	}
	return all[i], true
}

// reader is a source made of its two halves; every file of this package builds one.
type reader struct {
	card Card
	read func(c Card, files fs.FS, out Sink) error
}

func (r reader) Card() Card                       { return r.card }
func (r reader) Read(files fs.FS, out Sink) error { return r.read(r.card, files, out) }
