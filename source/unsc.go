package source

// This file is the Security Council: votes on drafts since 1994, vetoes since 1946, and who sat on it.

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"comity"
	"comity/format/csv"
	"comity/states"
)

const (
	unscVotesFile   = "unsc/sc_votes_1994_2025.csv.gz"
	unscVetoesFile  = "unsc/unsc_vetoes_1946_2025.csv"
	unscMembersFile = "unsc/unsc_membership_1946_2027.csv"
)

// draftVote is one row of the table of votes.
type draftVote struct {
	id, meeting                       int64
	day, other                        comity.Day // as written, and with day and month exchanged (NoDay where that is no date)
	draft, resolution, topic, outcome string
	state, vote                       string
	row                               int64
}

// meetingNumber finds the number of a meeting in "3326" and "S/PV.9169".
var meetingNumber = regexp.MustCompile(`\d{4,5}`)

// unscNames are names of the table that could mean another state, or are misspelt.
var unscNames = map[string]string{"Congo": "Republic of the Congo", "Ethipia": "Ethiopia"}

func readUNSCVotes(_ Card, files fs.FS, out Sink) error {
	rows, err := readDraftVotes(files)
	if err != nil {
		return err
	}
	setDays(rows)
	calls, ids, cast := map[string]int{}, map[int64]string{}, map[string]bool{}
	votes := map[string]Vote{"Yes": Yes, "No": No, "Abstain": Abstain}
	for _, r := range rows {
		key := r.draft + "|" + strconv.FormatInt(r.meeting, 10)
		if r.meeting == 0 || !strings.HasPrefix(r.draft, "S/") {
			key = strconv.FormatInt(r.id, 10)
		}
		if _, ok := ids[r.id]; !ok {
			ids[r.id] = key
		}
		call, ok := calls[key]
		if !ok {
			call = out.Call(r.call())
			calls[key] = call
		}
		if voter := key + r.state; cast[voter] {
			out.Leave("vote that stands in the table twice")
			continue
		} else {
			cast[voter] = true
		}
		name := r.state
		if full, ok := unscNames[name]; ok {
			name = full
		}
		s, _, err := states.Parse(name, comity.UN, r.day)
		var absent *states.AbsentError
		if errors.As(err, &absent) {
			out.Leave("vote of a state that was no member of the United Nations")
			continue
		}
		v, known := votes[r.vote]
		if err != nil || !known {
			return fmt.Errorf("%s: row %d: vote %q of %q: %v", unscVotesFile, r.row, r.vote, r.state, err)
		}
		out.Cast(call, s, v)
	}
	return nil
}

// call is the roll call a row belongs to. Its topic is the source's own short word for the country or theme.
func (r draftVote) call() RollCall {
	symbol := r.draft
	if number, _, ok := strings.Cut(strings.TrimPrefix(r.resolution, "Resolution "), " ("); ok {
		symbol = fmt.Sprintf("S/RES/%s(%d)", number, r.day.Year())
	}
	topic := r.topic
	if len(topic) > 200 {
		topic = topic[:200]
	}
	return RollCall{Number: r.id, Session: strconv.Itoa(r.day.Year()), Day: r.day, Symbol: symbol, Topic: strings.ToValidUTF8(topic, ""), Row: r.row}
}

func readDraftVotes(files fs.FS) ([]draftVote, error) {
	t, err := openCSV(files, unscVotesFile, csv.Options{Encoding: csv.Either}, "ID", "date", "Meeting", "Draft", "Resolution", "Topic", "Outcome results", "Member State", "Vote")
	if err != nil {
		return nil, err
	}
	var out []draftVote
	for t.Next() {
		r := draftVote{draft: t.text(3), resolution: t.text(4), topic: t.text(5), outcome: t.text(6), state: t.text(7), vote: t.text(8), row: t.Row(), other: comity.NoDay}
		if r.id, err = t.whole(0); err != nil {
			return nil, err
		}
		if r.day, err = t.day(1); err != nil {
			return nil, err
		}
		r.meeting, _ = strconv.ParseInt(meetingNumber.FindString(t.text(2)), 10, 64)
		if y, m, d := r.day.Civil(); d <= 12 && d != m {
			r.other = comity.DayOf(y, d, m)
		}
		out = append(out, r)
	}
	return out, t.Err()
}

// setDays chooses, for a date that may have day and month exchanged, the reading that lies between the certain dates of the
// meetings before and after; exchanged where both or none does, or where the meeting has no number (2020).
func setDays(rows []draftVote) {
	type sitting struct {
		meeting int64
		day     comity.Day
	}
	var certain []sitting
	for _, r := range rows {
		if r.other == comity.NoDay && r.meeting > 0 {
			certain = append(certain, sitting{r.meeting, r.day})
		}
	}
	slices.SortStableFunc(certain, func(a, b sitting) int { return cmp.Compare(a.meeting, b.meeting) })
	for i := range rows {
		r := &rows[i]
		if r.other == comity.NoDay {
			continue
		}
		at, _ := slices.BinarySearchFunc(certain, r.meeting, func(s sitting, m int64) int { return cmp.Compare(s.meeting, m) })
		fits := comity.Always
		if at > 0 {
			fits.From = certain[at-1].day
		}
		if at < len(certain) {
			fits.To = certain[at].day
		}
		if r.meeting == 0 || !fits.Has(r.day) || fits.Has(r.other) {
			r.day = r.other
		}
	}
}

func readVetoes(_ Card, files fs.FS, out Sink) error {
	t, err := openCSV(files, unscVetoesFile, csv.Options{}, "date", "cast_by_iso3")
	if err != nil {
		return err
	}
	type cell struct {
		s    comity.State
		year int
	}
	counts, first, keys := map[cell]int{}, map[cell]int64{}, keysBy(states.SchemeISO3)
	var order []cell
	for t.Next() {
		on, err := t.day(0)
		if err != nil {
			return err
		}
		for code := range strings.SplitSeq(t.text(1), ";") {
			s := seat(keys.in(code, on.Year()), on)
			if s == comity.NoState {
				return t.wrong(fmt.Errorf("%q names no state in %d", code, on.Year()))
			}
			c := cell{s, on.Year()}
			if counts[c]++; counts[c] == 1 {
				order, first[c] = append(order, c), t.Row()
			}
		}
	}
	for _, c := range order {
		out.Datum(Datum{"veto.count", c.s, comity.NoState, c.year, float64(counts[c]), first[c]})
	}
	return t.Err()
}

func readMembership(_ Card, files fs.FS, out Sink) error {
	t, err := openCSV(files, unscMembersFile, csv.Options{}, "year", "iso3", "permanent")
	if err != nil {
		return err
	}
	keys, seen := keysBy(states.SchemeISO3), map[[2]int64]bool{}
	for t.Next() {
		year, err := t.whole(0)
		if err != nil {
			return err
		}
		s := keys.in(t.text(1), int(year))
		if s == comity.NoState {
			return t.wrong(fmt.Errorf("%q names no state in %d", t.text(1), year))
		}
		if k := [2]int64{year, int64(s)}; seen[k] {
			out.Leave("member that stands twice in a year")
			continue
		} else {
			seen[k] = true
		}
		out.Datum(Datum{"unsc.member", s, comity.NoState, int(year), 1, t.Row()})
		if t.text(2) == "True" {
			out.Datum(Datum{"unsc.permanent", s, comity.NoState, int(year), 1, t.Row()})
		}
	}
	return t.Err()
}
