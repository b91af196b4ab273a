package desk

// This file names what comity's own facts were read in, so that they can be cited.

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"sync"

	"comity"
	"comity/groups"
	"comity/headline"
	"comity/record"
	"comity/report"
	"comity/source"
	"comity/states"
	"comity/topics"
	"comity/treaties"
)

// own are comity's own tables.
var own = map[string]string{
	"comity-groups":      "comity, table of groups and memberships",
	"comity_groups":      "comity, table of groups and memberships",
	"comity_states":      "comity, list of states and of the members of the United Nations",
	"comity-treaties":    "comity, list of treaties",
	"comity-wars":        "comity, list of interstate wars",
	"comity-vetoes":      "comity, list of vetoes in the Security Council",
	"comity-ties":        "comity, list of diplomatic relations",
	"comity-recognition": "comity, list of recognition",
	"comity-missions":    "comity, list of missions",
	"comity-headline":    "comity, official headline figures of trade, and deflator of the GDP of the United States",
	"comity-topics":      "comity, table of topics and their rules",
}

// readIn are the works comity's own facts were read in or held against.
var readIn = map[string]string{
	"cow_igo":          "Pevehouse and others 2020, Tracking Organizations in the World, COW IGO version 3.0 (read for comity's table of groups)",
	"manytreaties":     "Hollway, manytreaties (PANARCHIC), CC BY 4.0 (read for comity's table of groups)",
	"unsc_membership":  "Membership of the Security Council 1946-2027, Wikipedia, CC BY-SA (read for comity's table of groups)",
	"openclimatedata":  "Open Climate Data, countrygroups (read for comity's table of groups)",
	"wcg_groups":       "World Country Groups 2026 (read for comity's table of groups)",
	"atop":             "Leeds and others 2002, Alliance Treaty Obligations and Provisions, version 5.1 and members of 4.01 (held against comity's list of treaties)",
	"cow_majors":       "Correlates of War, State System Membership: major powers, version 2016 (read for comity's table of groups)",
	"country_codes":    "United Nations Statistics Division, M49 regions (read for comity's table of groups)",
	"worldbank_income": "World Bank, country classification by income, historical table FY26, CC BY 4.0",
	"owid_regions":     "Our World in Data, regions and who defines them (read for comity's table of groups)",
	"countrycode":      "Arel-Bundock and others, countrycode (read for comity's table of groups)",
	"geo_cepii":        "Mayer and Zignago 2011, GeoDist, CEPII (read for comity's table of groups)",
	"cow_wrp":          "Maoz and Henderson 2013, World Religion Project (read for comity's table of groups)",
	"maoz_powers":      "Maoz 2010, Networks of Nations: regional and global powers, in peacesciencer (read for comity's table of groups)",
	"migo":             "Roger and Rowan 2022, The New Terrain of Global Governance, in manyios (read for comity's table of groups)",
	"iigo":             "Vabulas and Snidal 2021, Informal Intergovernmental Organizations 2.0, in manyios (read for comity's table of groups)",
	"untreaties":       "United Nations Treaty Collection, status of treaties as of 2014 to March 2015 (read for comity's table of groups)",
	"document":         "a page opened for comity's own tables; its address stands with the fact",
}

// ownSum gives the checksum of comity's own tables.
var ownSum = sync.OnceValue(func() string {
	sum := sha256.Sum256([]byte(states.Sum() + groups.Sum() + treaties.Sum() + headline.Sum() + topics.Sum()))
	return hex.EncodeToString(sum[:])
})

// source finds a source: one that ships with comity, else one of the user's own.
func (d *Desk) source(id string) (source.Source, error) {
	if s, ok := source.Lookup(id); ok {
		return s, nil
	}
	if d.store == nil {
		return nil, &record.UnknownSourceError{ID: id}
	}
	return d.store.Find(id)
}

// sources are those that ship with comity and the user's own, as far as their cards are sound.
func (d *Desk) sources() []source.Source {
	if d.store == nil {
		return source.All()
	}
	all, _ := d.store.Sources() // a wrong card is told by verify
	return all
}

// cite gives a source as it is cited under an answer.
func (d *Desk) cite(id string) report.Source {
	if s, err := d.source(id); err == nil {
		c := s.Card()
		return report.Source{ID: c.ID, Edition: c.Edition, Citation: strings.Join([]string{c.ShortCitation, c.Title, c.Edition}, ", "), Short: c.ShortCitation, Attribution: c.Attribution}
	}
	if title, ok := own[id]; ok {
		return report.Source{ID: id, Edition: comity.Version, Citation: title + ", version " + comity.Version, Short: strings.TrimPrefix(title, "comity, ")}
	}
	if title, ok := readIn[id]; ok {
		short, _, _ := strings.Cut(title, ", ")
		return report.Source{ID: id, Citation: title, Short: short}
	}
	return report.Source{ID: id, Citation: id}
}
