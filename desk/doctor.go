package desk

// This file is the doctor: how the store does, and what to do about it.

import (
	"context"
	"fmt"
	"os"
	"slices"

	"comity/internal/fetch"
	"comity/record"
	"comity/report"
)

// lowSpace is the room on a disk below which pulling and building everything may not fit.
const lowSpace = 1 << 30

// Doctor looks after the store and says in lines how it does; what should be done comes last. It is not OK where something is
// damaged or the store may not be written.
func (k Keeper) Doctor(ctx context.Context) (report.Steps, error) {
	s := k.store()
	h := s.Health()
	out := report.Steps{OK: true, Lines: []string{}}
	var todo []string
	say := func(format string, args ...any) { out.Lines = append(out.Lines, fmt.Sprintf(format, args...)) }
	say("store: %s%s", k.Home, map[bool]string{false: " (not there yet: the first pull makes it)"}[h.Exists])
	if h.Free >= 0 {
		say("free space: %s", bytesWords(h.Free))
	}
	if h.Free >= 0 && h.Free < lowSpace {
		todo = append(todo, "make room on the disk, or set COMITY_HOME to another one; comity gc takes away what nothing names")
	}
	say("writable: %s", map[bool]string{true: "yes", false: "no"}[h.Write == nil])
	if h.Write != nil {
		out.OK = false
		todo = append(todo, h.Write.Error())
	}
	say("lock: %s", lockWords(h))
	say("pinned lock files: %d", len(h.Pins))
	if h.PinErr != nil {
		out.OK = false
		todo = append(todo, h.PinErr.Error())
	}
	sick, err := k.examine(ctx, s, say)
	if err != nil {
		return out, err
	}
	out.OK = out.OK && !slices.ContainsFunc(sick, func(f record.Finding) bool { return f.Kind == record.Damaged })
	for _, f := range sick {
		todo = append(todo, f.String())
	}
	settings := fetch.Proxies()
	if m := os.Getenv("COMITY_MIRROR"); m != "" {
		settings = append(settings, "COMITY_MIRROR="+m)
	}
	say("network settings: %s", orNone(settings))
	for _, t := range todo {
		say("to do: %s", t)
	}
	out.Title = "All is well."
	switch {
	case !out.OK:
		out.Title = "Something is wrong: see what is to do."
	case len(todo) > 0:
		out.Title = "Nothing is damaged; see what is to do."
	}
	return out, nil
}

func lockWords(h record.Health) string {
	if h.Held {
		return "held by " + h.Holder.String()
	}
	return "free"
}

func orNone(list []string) string {
	if len(list) == 0 {
		return "none"
	}
	return fmt.Sprint(list)
}

// examine reads everything, says how much of the record is here, and gives what is damaged or out of date.
func (k Keeper) examine(ctx context.Context, s *record.Store, say func(string, ...any)) (sick []record.Finding, err error) {
	findings, err := s.Verify(ctx)
	if err != nil {
		return nil, err
	}
	count := map[record.FindingKind]int{}
	for _, f := range findings {
		if f.Kind == record.Note {
			say("%s: %s", f.Where, f.Text)
			continue
		}
		count[f.Kind]++
		sick = append(sick, f)
	}
	if count[record.Damaged] > 0 { // a damaged table keeps its source from being counted
		say("sources: %d files damaged, %d tables stale", count[record.Damaged], count[record.Stale])
		return sick, nil
	}
	status, err := s.Status()
	if err != nil {
		return sick, err
	}
	built, pulled, files := 0, 0, 0
	for _, st := range status {
		if st.Built {
			built++
		}
		if st.Pulled == len(st.Card.Files) {
			pulled++
		}
		files += st.Pulled
	}
	say("sources: %d, of which %d pulled whole (%d files), %d built; tables stale: %d; damaged: 0", len(status), pulled, files, built, count[record.Stale])
	return sick, nil
}
