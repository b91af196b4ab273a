package states

// This file is the catalogue of schemes: every way of writing a state down that Codes and Code know, with what it is, how
// its codes look, which days they cover, and the other names people give it.

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Scheme is a way of writing states down.
type Scheme string

// The schemes.
const (
	SchemeCOW           Scheme = "cow"     // Correlates of War number
	SchemeCOWLetters    Scheme = "cowc"    // Correlates of War letters
	SchemeGW            Scheme = "gw"      // Gleditsch-Ward number
	SchemeGWLetters     Scheme = "gwc"     // Gleditsch-Ward letters
	SchemeISO2          Scheme = "iso2"    // ISO 3166-1 alpha-2, withdrawn codes included
	SchemeISO3          Scheme = "iso3"    // ISO 3166-1 alpha-3, withdrawn codes included
	SchemeISON          Scheme = "ison"    // ISO 3166-1 numeric
	SchemeISO4          Scheme = "iso4"    // ISO 3166-3, the four letters of withdrawn names
	SchemeM49           Scheme = "m49"     // United Nations M49 number
	SchemeWorldBank     Scheme = "wb"      // World Bank letters
	SchemeIMF           Scheme = "imf"     // International Monetary Fund number
	SchemeFIPS          Scheme = "fips"    // FIPS 10-4 letters
	SchemeCAMEO         Scheme = "cameo"   // CAMEO actor letters, as GDELT and ICEWS use them
	SchemeVDem          Scheme = "vdem"    // V-Dem country_id
	SchemeUCDP          Scheme = "ucdp"    // Uppsala Conflict Data Program number
	SchemePolity        Scheme = "polity"  // Polity ccode
	SchemePolityLetters Scheme = "polityc" // Polity scode
	SchemeISD           Scheme = "isd"     // International System(s) Dataset number
	SchemeISDLetters    Scheme = "isdc"    // International System(s) Dataset letters
)

// SchemeCard says what a scheme is.
type SchemeCard struct {
	Scheme  Scheme
	Title   string
	Numeric bool     // its codes are numbers
	width   int      // of numbers written with leading zeros
	Days    string   // what the days of its codes mean
	Source  string   // where its codes are read
	Also    []string // other names of the scheme, as packages and data sets have them
}

const (
	daysOfMembership = "the days of membership"
	daysOfState      = "the days of the state; the scheme gives none"
)

// cards is the catalogue, in the order in which schemes are listed.
var cards = []SchemeCard{
	{SchemeCOW, "Correlates of War number, version 2016", true, 0, daysOfMembership, "states/cow.tsv", []string{"cown", "ccode", "cownr", "cow-number"}},
	{SchemeCOWLetters, "Correlates of War letters, version 2016", false, 0, daysOfMembership, "states/cow.tsv", []string{"stateabb", "cowletters", "cowid"}},
	{SchemeGW, "Gleditsch-Ward number, with microstates", true, 0, daysOfMembership, "states/gw.tsv", []string{"gwn", "gwno", "gwcode"}},
	{SchemeGWLetters, "Gleditsch-Ward letters, with microstates", false, 0, daysOfMembership, "states/gw.tsv", []string{"gwletters", "gwabb"}},
	{SchemeISO2, "ISO 3166-1 alpha-2, withdrawn codes included", false, 0, daysOfState, "states/iso.tsv", []string{"iso2c", "alpha2", "alpha-2"}},
	{SchemeISO3, "ISO 3166-1 alpha-3, withdrawn codes included", false, 0, daysOfState, "states/iso.tsv", []string{"iso", "iso3c", "alpha3", "alpha-3", "iso3166"}},
	{SchemeISON, "ISO 3166-1 numeric", true, 3, daysOfState, "states/iso.tsv", []string{"iso3n", "numeric", "isonumeric"}},
	{SchemeISO4, "ISO 3166-3, four letters of withdrawn names (SUHH, YUCS)", false, 0, daysOfState, "states/schemes.tsv", []string{"iso3166-3", "alpha4", "alpha-4"}},
	{SchemeM49, "United Nations M49 number", true, 3, daysOfState, "states/schemes.tsv", []string{"un", "unm49", "un-m49", "unsd"}},
	{SchemeWorldBank, "World Bank letters, former ones read too (ROM, ZAR, TMP)", false, 0, daysOfState, "states/schemes.tsv", []string{"worldbank", "wb3", "wdi"}},
	{SchemeIMF, "International Monetary Fund number", true, 0, daysOfState, "states/schemes.tsv", []string{"ifs", "imfn", "imf-ifs"}},
	{SchemeFIPS, "FIPS 10-4 letters, withdrawn codes included", false, 0, daysOfState, "states/schemes.tsv", []string{"fips10", "fips10-4", "fips104"}},
	{SchemeCAMEO, "CAMEO actor letters, as GDELT and ICEWS use them", false, 0, daysOfState, "states/schemes.tsv", []string{"icews", "gdelt"}},
	{SchemeVDem, "V-Dem country_id", true, 0, "the years V-Dem codes, from 1789", "states/schemes.tsv", []string{"v-dem", "country_id", "vdemid"}},
	{SchemeUCDP, "Uppsala Conflict Data Program number", true, 0, "the days of membership of the Gleditsch-Ward list from 1946", "states/schemes.tsv", []string{"ucdpid", "gwno_a", "location"}},
	{SchemePolity, "Polity ccode, Polity IV and 5", true, 0, "the years Polity codes, from 1800", "states/schemes.tsv", []string{"p4n", "p5n", "polity5", "polity4"}},
	{SchemePolityLetters, "Polity scode, Polity IV and 5", false, 0, "the years Polity codes, from 1800", "states/schemes.tsv", []string{"p4c", "p5c", "scode"}},
	{SchemeISD, "International System(s) Dataset number, version 2.2", true, 0, "the days the data set counts it, from 1816", "states/schemes.tsv", []string{"isdn", "isd-number"}},
	{SchemeISDLetters, "International System(s) Dataset letters, version 2.2", false, 0, "the days the data set counts it, from 1816", "states/schemes.tsv", []string{"isdletters", "isdid"}},
}

// SchemeCards gives the catalogue of schemes. The slice is shared: do not change it.
func SchemeCards() []SchemeCard { return cards }

// Schemes gives every scheme Codes and Code know.
func Schemes() []Scheme {
	out := make([]Scheme, len(cards))
	for i, c := range cards {
		out[i] = c.Scheme
	}
	return out
}

// Card gives the card of a scheme, or nil for a scheme comity does not know.
func (s Scheme) Card() *SchemeCard {
	for i := range cards {
		if cards[i].Scheme == s {
			return &cards[i]
		}
	}
	return nil
}

// UnknownSchemeError says that a text names no scheme.
type UnknownSchemeError struct {
	Text    string
	Nearest []Scheme
}

func (e *UnknownSchemeError) Error() string {
	var near []string
	for _, s := range e.Nearest {
		near = append(near, string(s))
	}
	return fmt.Sprintf("no scheme of codes is called %q: did you mean %s? (`comity code --list` shows all)", e.Text, strings.Join(near, " or "))
}

// ParseScheme reads the name of a scheme as people and packages write it: "iso3", "iso3c", "alpha-3", "COWN", "un".
func ParseScheme(text string) (Scheme, error) {
	name := strings.ToLower(strings.TrimSpace(text))
	for _, c := range cards {
		if name == string(c.Scheme) || slices.Contains(c.Also, name) {
			return c.Scheme, nil
		}
	}
	return "", &UnknownSchemeError{Text: clip(text), Nearest: nearestSchemes(name)}
}

// nearestSchemes gives the two schemes whose names are nearest to a text.
func nearestSchemes(name string) []Scheme {
	if len(name) > longestName {
		name = name[:longestName]
	}
	far := make(map[Scheme]int, len(cards))
	for _, c := range cards {
		far[c.Scheme] = levenshtein.ComputeDistance(name, string(c.Scheme))
		for _, also := range c.Also {
			far[c.Scheme] = min(far[c.Scheme], levenshtein.ComputeDistance(name, also))
		}
	}
	out := Schemes()
	slices.SortStableFunc(out, func(a, b Scheme) int { return far[a] - far[b] })
	return out[:2]
}

// form gives a code as the scheme writes it: capitals, or a number without (m49, ison: with) leading zeros. Programs whose numbers all
// have a point write 365.0.
func (c *SchemeCard) form(code string) string {
	code = strings.TrimSpace(code)
	if !c.Numeric {
		return strings.ToUpper(code)
	}
	n, err := strconv.ParseUint(strings.TrimSuffix(code, ".0"), 10, 31)
	if err != nil {
		return strings.ToUpper(code)
	}
	return fmt.Sprintf("%0*d", c.width, n)
}
