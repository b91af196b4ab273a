package source

// This file is the General Assembly's votes of 2025, from the UN Digital Library, which may be fetched but not passed on.

import (
	"fmt"
	"io/fs"
	"strings"

	"comity"
	"comity/format/csv"
	"comity/states"
)

const unga2025File = "un_votes/un_votes_2025_processed.csv"

func readUNGA2025(_ Card, files fs.FS, out Sink) error {
	t, err := openCSV(files, unga2025File, csv.Options{}, "token", "Title", "Council", "Resolution", "Date", "TOTAL VOTES", "tags")
	if err != nil {
		return err
	}
	var codes []int
	for i, name := range t.Header() {
		if len(name) == 3 && name == strings.ToUpper(name) {
			codes = append(codes, i)
		}
	}
	keys := keysBy(states.SchemeISO3)
	votes := map[string]Vote{"YES": Yes, "NO": No, "ABSTAIN": Abstain}
	for t.Next() {
		if t.text(2) != "General Assembly" {
			out.Leave("roll call of the Security Council")
			continue
		}
		number, err := t.whole(0)
		if err != nil {
			return err
		}
		on, err := t.day(4)
		if err != nil {
			return err
		}
		symbol := t.text(3)
		call := out.Call(RollCall{Number: number, Session: sessionOf(symbol, on), Day: on, Symbol: symbol, Topic: topic(t.text(1)), Topics: topicsOf(t.text(1)), Row: t.Row()})
		for _, i := range codes {
			v, ok := votes[string(t.Field(i))]
			if !ok {
				continue
			}
			s := seat(keys.in(t.Header()[i], on.Year()), on)
			if s == comity.NoState || !sits(s, on) {
				return t.wrong(fmt.Errorf("%s voted and is no member of the United Nations", t.Header()[i]))
			}
			out.Cast(call, s, v)
		}
	}
	return t.Err()
}

// sessionOf reads the session from a symbol ("A/RES/79/278", "A/RES/ES-11/8"), else tells it by the day.
func sessionOf(symbol string, on comity.Day) string {
	if parts := strings.Split(symbol, "/"); len(parts) >= 4 && parts[1] == "RES" {
		return parts[2]
	}
	return fmt.Sprint(sessionOn(on))
}
