package source

// This file is the votes of the UN General Assembly to June 2024 (Voeten's data), put together of three vintages: the full
// table of sessions 1-72, whose COW codes know the states of their day; the 2024 table, which knows only today's names; and
// a wide table of June 2024 for the last roll calls. For a roll call the first of them that has it counts.

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"comity"
	"comity/format/csv"
	"comity/states"
)

const (
	ungaFull  = "un_votes/UNVotes1-72full.RData"
	ungaCalls = "un_votes/unvotes2024_un_roll_calls.rda"
	ungaVotes = "un_votes/unvotes2024_un_votes.rda"
	ungaWide  = "un_votes/ungaVoting_003.csv"
)

// ungaRead holds a reading of the five files under way.
type ungaRead struct {
	files fs.FS
	out   Sink
	calls map[int]*ungaCall // by rcid
	full  *frame            // the table of sessions 1-72
	order []int             // rcids in the order of the wide table, which has them all
}

// ungaCall is one roll call and whence its votes come.
type ungaCall struct {
	RollCall
	index int
	from  string // the file its votes come from, empty while none
	title string
}

func readUNGA(_ Card, files fs.FS, out Sink) error {
	u := &ungaRead{files: files, out: out, calls: map[int]*ungaCall{}}
	for _, step := range []func() error{u.readCalls, u.readDates, u.readTallies, u.putCalls, u.voteFull, u.vote2024, u.voteWide} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// readCalls reads session, symbol and title of the roll calls to 2023.
func (u *ungaRead) readCalls() error {
	f, err := openFrame(u.files, ungaCalls, "un_roll_calls", "rcid", "session", "unres", "amend", "para", "importantvote", "short", "descr")
	if err != nil {
		return err
	}
	for i := range f.rows {
		c := &ungaCall{RollCall: RollCall{Number: int64(f.whole(0, i)), Session: strconv.Itoa(f.whole(1, i)), Row: int64(i + 1)}}
		for at, flag := range map[int]Flag{3: Amendment, 4: Paragraph, 5: Important} {
			if f.whole(at, i) == 1 {
				c.Flags |= flag
			}
		}
		c.Symbol = symbol(f.text(2, i), f.whole(1, i), c.Flags)
		c.title = f.text(6, i) + " | " + f.text(7, i)
		u.calls[f.whole(0, i)] = c
	}
	return nil
}

// readDates reads dates and issue codes from the wide table, which has every roll call.
func (u *ungaRead) readDates() error {
	t, err := openCSV(u.files, ungaWide, csv.Options{}, "rcid", "date", "me", "nu", "di", "hr", "co", "ec")
	if err != nil {
		return err
	}
	seen := map[int]bool{}
	for t.Next() {
		number, err := t.whole(0)
		if err != nil {
			return err
		}
		on, err := t.day(1)
		if err != nil {
			return err
		}
		rcid := u.rcid(int(number), seen[int(number)])
		seen[rcid] = true
		u.order = append(u.order, rcid)
		c := u.calls[rcid]
		if c == nil {
			c = &ungaCall{RollCall: RollCall{Number: int64(rcid), Session: strconv.Itoa(sessionOn(on))}}
			u.calls[rcid] = c
		}
		c.Day, c.Row = on, t.Row()
		for i := range 6 {
			if s := t.text(2 + i); s == "TRUE" || s == "1" || s == "1.0" {
				c.Flags |= IssueME << i
			}
		}
	}
	return t.Err()
}

// readTallies reads the official tallies of sessions 1-72, which stand beside every vote.
func (u *ungaRead) readTallies() error {
	f, err := openFrame(u.files, ungaFull, "Votesfull", "rcid", "ccode", "vote", "yes", "no", "abstain")
	if err != nil {
		return err
	}
	for i := range f.rows {
		if c := u.calls[f.whole(0, i)]; c != nil && !c.Tally.Known {
			c.Tally = Tally{true, f.whole(3, i), f.whole(4, i), f.whole(5, i)}
		}
	}
	u.full = f
	return nil
}

// rcid restores the numbers of the roll calls that lost a digit (411, seen before, is 9411).
func (u *ungaRead) rcid(n int, seen bool) int {
	if seen && n < 1000 {
		return 9000 + n
	}
	return n
}

// sessionOn gives the regular session that was open on a day: a new one opens in the middle of September.
func sessionOn(on comity.Day) int {
	y, m, d := on.Civil()
	if m > 9 || m == 9 && d >= 12 {
		return y - 1945
	}
	return y - 1946
}

// putCalls labels the roll calls and hands them on. One that stands twice is handed on once.
func (u *ungaRead) putCalls() error {
	for _, rcid := range u.order {
		c := u.calls[rcid]
		if rcid == 9430 && u.calls[9396] != nil {
			c.index = -1
			u.out.Leave("roll call 9430, which is 9396 again")
			continue
		}
		c.Flags |= spoken(c.title)
		if title, ok := untitled[rcid]; ok {
			c.title = title
		}
		c.Topic, c.Topics = topic(c.title), topicsOf(c.title)
		c.index = u.out.Call(c.RollCall)
	}
	return nil
}

// untitled is the title of roll calls the source gives none and whose day and votes leave no doubt (2023-11-02: against, the
// United States and Israel; abstaining, Ukraine).
var untitled = map[int]string{9427: "Necessity of ending the economic, commercial and financial embargo imposed by the United States of America against Cuba"}

// claim says whether a file's votes on a roll call count: those of the first file that has it.
func (u *ungaRead) claim(rcid int, file string) *ungaCall {
	c := u.calls[rcid]
	if c == nil || c.index < 0 {
		return nil
	}
	if c.from == "" {
		c.from = file
	}
	if c.from != file {
		return nil
	}
	return c
}

// cast hands on a vote if its state then sat in the United Nations.
func (u *ungaRead) cast(c *ungaCall, s comity.State, v Vote) {
	s = seat(s, c.Day)
	if s == comity.NoState || !sits(s, c.Day) {
		u.out.Leave("vote of a state that was no member of the United Nations in that month")
		return
	}
	u.out.Cast(c.index, s, v)
}

func (u *ungaRead) voteFull() error {
	f := u.full
	for i := range f.rows {
		v := f.whole(2, i)
		if v < 1 || v > 3 {
			continue
		}
		if c := u.claim(f.whole(0, i), ungaFull); c != nil {
			u.cast(c, comity.State(f.whole(1, i)), Vote(v))
		}
	}
	return nil
}

func (u *ungaRead) vote2024() error {
	f, err := openFrame(u.files, ungaVotes, "un_votes", "rcid", "country", "country_code", "vote")
	if err != nil {
		return err
	}
	votes := map[string]Vote{"yes": Yes, "abstain": Abstain, "no": No}
	keys := keysBy(states.SchemeISO2)
	for i := range f.rows {
		c := u.claim(f.whole(0, i), ungaVotes)
		if c == nil {
			continue
		}
		v, ok := votes[f.text(3, i)]
		if !ok {
			return fmt.Errorf("%s: row %d: vote %q, want yes, no or abstain", ungaVotes, i+1, f.text(3, i))
		}
		code := f.text(2, i)
		if f.text(1, i) == "Yugoslavia" {
			code = "RS" // today's names: Serbia
		}
		u.cast(c, keys.in(code, c.Day.Year()), v)
	}
	return nil
}

func (u *ungaRead) voteWide() error {
	t, err := openCSV(u.files, ungaWide, csv.Options{}, "rcid")
	if err != nil {
		return err
	}
	keys, header, seen := keysBy(states.SchemeISO3), t.Header(), map[int]bool{}
	for t.Next() {
		number, err := t.whole(0)
		if err != nil {
			return err
		}
		rcid := u.rcid(int(number), seen[int(number)])
		seen[rcid] = true
		c := u.claim(rcid, ungaWide)
		if c == nil {
			continue
		}
		for i := 8; i < t.Len(); i++ {
			if b := t.Field(i); len(b) > 0 && b[0] >= '1' && b[0] <= '3' {
				u.cast(c, keys.in(header[i], c.Day.Year()), Vote(b[0]-'0'))
			}
		}
	}
	return t.Err()
}

// symbol gives the official symbol of a resolution from the source's notation (R/39/99J, A/RES/71/5, R/30/3379), empty where
// it names none: a roll call of the first sessions is numbered by other papers than the resolution.
func symbol(unres string, session int, flags Flag) string {
	unres = strings.ReplaceAll(strings.TrimSpace(unres), " ", "")
	if strings.HasPrefix(unres, "A/RES/") {
		return unres
	}
	rest, ok := strings.CutPrefix(unres, "R/")
	if !ok {
		return ""
	}
	of, number, _ := strings.Cut(rest, "/")
	if n, err := strconv.Atoi(of); err != nil || n != session || number == "" || strings.Contains(number, "/") {
		return ""
	}
	if session >= 31 {
		return "A/RES/" + of + "/" + number
	}
	return oldSymbol(session, number, flags)
}

// oldSymbol writes A/RES/3379(XXX): resolutions were numbered through from the first session to the thirtieth.
func oldSymbol(session int, number string, flags Flag) string {
	digits := strings.TrimRight(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	n, err := strconv.Atoi(digits)
	first, last := numbered(session)
	if err != nil || n < first || n > last || flags&(Amendment|Paragraph) != 0 {
		return ""
	}
	return fmt.Sprintf("A/RES/%s(%s)", number, roman(session))
}

// numbered gives the range of numbers of a session's resolutions where it lies clear of the page numbers that the source
// gives other roll calls.
func numbered(session int) (first, last int) {
	ranges := [...][2]int{18: {1881, 2004}, {1, 0}, {2030, 2133}, {2137, 2240}, {2243, 2372}, {2374, 2490}, {2498, 2613}, {2621, 2751}, {2753, 2902}, {2908, 3046}, {3052, 3198}, {3204, 3362}, {3363, 3541}}
	if session < 18 || session >= len(ranges) {
		return 1, 0
	}
	return ranges[session][0], ranges[session][1]
}

// roman writes a session number below 40.
func roman(n int) string {
	return strings.Repeat("X", n/10) + [...]string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}[n%10]
}
