package rda

// Each distinct text of a file is kept once; vectors hold its number. A million country names take four bytes each.

import (
	"unicode/utf8"

	"comity/format/latin1"
)

// naText is the number of NA_character_, which is not the text "NA".
const naText = 0

// pool is the distinct texts of one file.
type pool struct {
	texts []string
	ids   map[string]uint32
}

// newPool holds only NA.
func newPool() *pool {
	return &pool{texts: []string{""}, ids: map[string]uint32{}}
}

// id gives the number of a text and whether it is new.
func (p *pool) id(b []byte) (id uint32, fresh bool) {
	if id, ok := p.ids[string(b)]; ok {
		return id, false
	}
	id = uint32(len(p.texts))
	s := string(b)
	p.texts = append(p.texts, s)
	p.ids[s] = id
	return id, true
}

// The flags R writes with a text.
const (
	flagBytes  = 1 << 1
	flagLatin1 = 1 << 2
	flagUTF8   = 1 << 3
	flagASCII  = 1 << 6
)

// encoding is what texts without a flag are in.
type encoding uint8

const (
	unnamed encoding = iota // version 2 does not say: UTF-8 if it is valid, else Latin-1
	isUTF8
	isLatin1
	other // named, but none of ours: bytes are passed on as they are
)

// encodingOf knows the names R gives.
func encodingOf(name string) encoding {
	switch name {
	case "UTF-8", "utf8", "UTF8", "ASCII", "US-ASCII", "ANSI_X3.4-1968":
		return isUTF8
	case "latin1", "ISO-8859-1", "ISO8859-1", "CP1252", "windows-1252", "cp1252":
		return isLatin1
	case "":
		return unnamed
	}
	return other
}

// toUTF8 converts a text where flags or the file's encoding ask for it; scratch is used for the result.
func toUTF8(b, scratch []byte, flags int, native encoding) []byte {
	latin := flags&flagLatin1 != 0
	if flags&(flagBytes|flagLatin1|flagUTF8|flagASCII) == 0 {
		latin = native == isLatin1 || native == unnamed && !utf8.Valid(b)
	}
	if latin {
		return latin1.Append(scratch[:0], b)
	}
	return b
}
