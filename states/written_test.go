package states

import (
	"testing"

	"comity"
)

// The names are those the World Bank, the CIA's lists and Correlates of War write, and what people make of them.
func TestNamesAsTablesWriteThem(t *testing.T) {
	for in, want := range map[string]comity.State{
		"Korea, Rep.":                            732,
		"Korea, Dem. People's Rep.":              731,
		"Egypt, Arab Rep.":                       651,
		"Iran, Islamic Rep.":                     630,
		"Yemen, Rep.":                            679,
		"Gambia, The":                            420,
		"Bahamas, The":                           31,
		"Congo, Rep.":                            484,
		"Congo, Dem. Rep.":                       490,
		"Congo, Democratic Republic of the":      490,
		"Congo, Republic of the":                 484,
		"Micronesia, Fed. Sts.":                  987,
		"Micronesia, Federated States of":        987,
		"Korea, South":                           732,
		"Korea (Rep.)":                           732,
		"Korea (North)":                          731,
		"N. Korea":                               731,
		"S Korea":                                732,
		"Russian Fed.":                           365,
		"Czech Rep.":                             316,
		"Dominican Rep.":                         42,
		"Central African Rep.":                   482,
		"Dem. Rep. of the Congo":                 490,
		"Tanzania, United Rep.":                  510,
		"Tanzania, United Republic of":           510,
		"Moldova, Rep.":                          359,
		"Solomon Is.":                            940,
		"W. Germany":                             260,
		"Germany, East":                          265,
		"S. Sudan":                               626,
		"Guinea, Equatorial":                     411,
		"China, People's Republic of":            710,
		"Vietnam, Republic of":                   817,
		"Macedonia, Former Yugoslav Republic of": 343,
	} {
		if s, _, err := Parse(in, comity.COW, comity.NoDay); err != nil || s != want {
			t.Errorf("%s: %d, %v; want %d", in, s, err, want)
		}
		if !MayRead(in) {
			t.Errorf("%s: MayRead denies it", in)
		}
	}
}

func TestWhatIsNoNameTurnedAbout(t *testing.T) {
	for _, in := range []string{"Athens, Georgia", "Paris, France", "London, Ontario", "Korea, Rep. of Atlantis", "South", "N.", "Rep.", ",", "(", "x ()", "Fed. Fed. Fed. Fed. Fed. Fed. Fed. Fed. Fed., Fed. Fed. Fed. Fed. Fed. Fed. Fed. Fed."} {
		if s, _, err := Parse(in, comity.COW, comity.NoDay); err == nil {
			t.Errorf("%s is read as %d", in, s)
		}
	}
}
