// Package source says what a source is and reads each one. A source is a card (who made it, which edition, under which
// licence, where it is fetched, the checksum of its exact bytes, what it covers and what its silence means, and how its
// files become rows) written as text: cards/ID.toml, one file each, described in docs/CARDS.md. A card that names a reader
// is read by Go (all.go lists those); every other by its mapping. A reader knows its own files and package states, and
// nothing of other sources, of measures or of how rows are kept.
package source

import (
	"io/fs"

	"comity"
	"comity/topics"
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
	// Row takes a row of a table; its cells are good until the call returns.
	Row(Row)
	// Call takes a roll call and gives its index, under which votes are cast.
	Call(RollCall) int
	// Cast takes one vote.
	Cast(call int, s comity.State, v Vote)
	// Leave counts a row or a vote that was kept out, by the reason.
	Leave(why string)
}

// Datum is one cell of a table of values.
type Datum struct {
	Variable string
	A, B     comity.State // B is NoState for an attribute of a state; directed values read A to B
	Year     int          // 0 for what has no year
	Value    float64      // a number, or comity.NaN of the reason
	Row      int64        // 1-based row of the snapshot, 0 where it has none
}

// Row is one row of a table: a cell for each of its columns, in their order.
type Row struct {
	Table string
	File  int   // index of the file among the card's
	Row   int64 // 1-based row of that file
	Cells []Cell
}

// Cell is one cell of a row; the kind of its column says which part of it counts. Without a value they are NoState, NoDate (a
// day Forever is an end that has not come), a missing number, and an empty text.
type Cell struct {
	State  comity.State
	Date   comity.Date
	Number float64
	Text   string
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
	Symbol  string     // official symbol ("A/RES/74/154"), empty where unknown
	Topic   string     // comity's own label, empty where none
	Topics  topics.Set // what its title is about; without topics.Read where there was no title to read
	Flags   Flag
	Row     int64 // row of the snapshot
	Tally   Tally // the official one, where the source gives it
}

// Tally is the votes on a roll call as the body announced them.
type Tally struct {
	Known            bool
	Yes, No, Abstain int
}

// carded is a source made of a card.
type carded struct{ card Card }

func (s carded) Card() Card { return s.card }

func (s carded) Read(files fs.FS, out Sink) error {
	if read := readers[s.card.Reader]; read != nil {
		return read(s.card, files, out)
	}
	return readMapped(s.card, files, out)
}
