package source

import (
	"errors"
	"testing"
)

func TestCivilDates(t *testing.T) {
	for text, want := range map[string]string{"1999": "1999", "1999-07": "1999-07", "1999-07-16": "1999-07-16", "0778": "0778", "1999-00": "1999", "1999-07-00": "1999-07"} {
		if got, err := civil(text); err != nil || got.String() != want {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "199", "19990", "1999-", "1999-7", "1999-07-", "1999-07-1", "1999-07-160", "1999/07/16", "x999", "1999-0x", "+999", "1999--1"} {
		if got, err := civil(text); err == nil {
			t.Errorf("%s is taken as %v", text, got)
		}
	}
	if _, err := civil("2001-02-30"); !errors.Is(err, errNoDay) {
		t.Errorf("a day that is none: %v", err)
	}
}
