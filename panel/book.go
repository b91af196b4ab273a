package panel

// Which book of trade the columns of a panel are read from where none is asked for: one for the whole panel, so that no two of its
// cells are figures of different books.

import (
	"fmt"
	"slices"
	"strings"

	"comity/format/frame"
)

// bookWithout gives the book that columns of trade without an option are read from: of those that have all partners the one that
// covers most of the panel's years, of several that cover as many the first in the usual order. The book a lock file names goes
// before; false where the record has none.
func (b *bench) bookWithout() (Reading, bool) {
	list := wholeBooks(b.e, nil)
	if i := slices.IndexFunc(list, func(r Reading) bool { return r.Source == b.spec.Book }); i >= 0 {
		return list[i], true
	}
	from, to := b.years()
	best, most := Reading{}, -1
	for _, r := range list {
		f := b.e.flows[r.Source]
		if n := max(0, min(to, f.to)-max(from, f.from)+1); n > most {
			best, most = r, n
		}
	}
	return best, most >= 0
}

// years are the first and the last year a panel may have rows of.
func (b *bench) years() (from, to int) {
	from, to = lastYear, 0
	for _, l := range b.lives(b.spec) {
		from, to = min(from, l.held[0].From.Year()), max(to, l.held[len(l.held)-1].To.Year())
	}
	if b.spec.To != 0 {
		to = min(to, b.spec.To)
	}
	return max(from, b.spec.From), to
}

// chosen is the reading of a column of claims in a panel: the one its options ask for, else the usual one, of trade the panel's book.
func (b *bench) chosen(name string, o Options, from []string) (Reading, error) {
	if o["source"] == nil && feeds[name] == flow {
		if r, ok := b.bookWithout(); ok {
			b.mu.Lock()
			b.booked = r.Source
			b.mu.Unlock()
			return r, nil
		}
	}
	return b.e.chosen(name, o, from)
}

// Book gives the book of trade that columns of the panel were read from without being asked to; empty where there are none.
func (p *Panel) Book() string { return p.bench.booked }

// noteBook says in the notes of a column of trade from which book it was read, and which others there are.
func (b *bench) noteBook(c *frame.Column, name string, r Reading, asked bool) {
	words := func(r Reading) string {
		if f := b.e.flows[r.Source]; f != nil {
			return fmt.Sprintf("%s %d-%d", r.Source, f.from, f.to)
		}
		return r.Source
	}
	why := "the book that covers most of the panel's years"
	if asked {
		why = "as asked for"
	}
	c.Notes = append(c.Notes, "read from "+words(r)+", "+why)
	var others []string
	for _, o := range tradeReadings(b.e, nil) {
		if o.Source != r.Source {
			others = append(others, words(o))
		}
	}
	if len(others) > 0 {
		c.Notes = append(c.Notes, fmt.Sprintf("other books here: %s (%s:%s)", strings.Join(others, ", "), name, strings.Fields(others[0])[0]))
	}
}

// from gives the sources and families that a column asked for is made of in the panel: of trade the panel's book.
func (b *bench) from(it Item) []string {
	out := it.fill.sources(b.sys)
	if it.Options["source"] != nil || feeds[it.Column.Name] != flow {
		return out
	}
	r, ok := b.bookWithout()
	for i := range out {
		if ok && slices.ContainsFunc(books, func(k book) bool { return k.source == out[i] }) {
			out[i] = r.Source
		}
	}
	return out
}
