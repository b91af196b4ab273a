package cases

// The same sentence over fifty pairs of states must be read alike, judged by the same rule, and answered in the words of a
// few templates, whichever the states (docs/NEUTRALITY.md).

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"comity"
	"comity/internal/cli"
	"comity/states"
)

// sayings are sentences about a pair, A and B standing for its names.
var sayings = []string{
	"In 2012 trade between A and B reached a record level.",
	"A exported more to B than to Switzerland in 2012.",
	"A and B are both members of the United Nations.",
	"A and B have fought two wars since 1950.",
	"Trade between A and B has more than doubled between 2003 and 2012.",
	"The friendship between A and B is healthy.",
}

// mostSkeletons is how many different forms of words fifty answers may take: some for each verdict.
const mostSkeletons = 14

// fiftyPairs takes UN members from all over the list, the same every time.
func fiftyPairs() [][2]string {
	day := comity.DayOf(2012, 7, 1)
	var names []string
	for _, s := range states.Members(comity.UN, day) {
		if name := states.Name(s, day); name != "Switzerland" {
			names = append(names, name)
		}
	}
	pairs := make([][2]string, 50)
	for i := range pairs {
		pairs[i] = [2]string{names[i*3%len(names)], names[(i*7+61)%len(names)]}
	}
	return pairs
}

type answered struct {
	Sentence int
	Form     string
	Kind     *string
	Rule     string
	Verdict  string
	Because  string
	Claim    string
}

// ask checks an article of one sentence a pair.
func ask(t *testing.T, saying string, pairs [][2]string) []answered {
	t.Helper()
	var text strings.Builder
	for _, p := range pairs {
		text.WriteString(strings.NewReplacer("A and B", p[0]+" and "+p[1], "A ", p[0]+" ", " B ", " "+p[1]+" ", "B.", p[1]+".").Replace(saying) + "\n\n")
	}
	var out, errs bytes.Buffer
	status := cli.Run([]string{"check", "-", "--core", "--json", "--date", "2014-01-01"}, strings.NewReader(text.String()), &out, &errs)
	if status != cli.OK {
		t.Fatalf("status %d: %s", status, &errs)
	}
	var answer struct{ Claims []answered }
	if err := json.Unmarshal(out.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	return answer.Claims
}

var (
	code    = regexp.MustCompile(`\b(?:[a-z]+:)?[A-Z]{3}\b`)
	bracket = regexp.MustCompile(`\([^()]*\)`)
	figure  = regexp.MustCompile(`[-<>]* ?\$?[\d][\d.,:-]*( (bn|mn|trn|%))*`)
	blanks  = regexp.MustCompile(`\s+`)
)

// skeleton takes names, numbers and what stands in brackets out of an answer.
func skeleton(because string, pair [2]string) string {
	for strings.Contains(because, "(") && bracket.MatchString(because) {
		because = bracket.ReplaceAllString(because, "")
	}
	for _, name := range pair {
		because = strings.ReplaceAll(because, name, "S")
	}
	return blanks.ReplaceAllString(figure.ReplaceAllString(because, "#"), " ")
}

func TestTemplates(t *testing.T) {
	pairs := fiftyPairs()
	understood := 0
	for _, saying := range sayings {
		t.Run(saying, func(t *testing.T) {
			readings, skeletons, read := map[string][]string{}, map[string]string{}, map[int]bool{}
			for _, c := range ask(t, saying, pairs) {
				if c.Sentence >= len(pairs) {
					t.Fatalf("sentence %d of %d", c.Sentence, len(pairs))
				}
				pair := pairs[c.Sentence]
				read[c.Sentence] = true
				how := fmt.Sprint(c.Form, " ", c.Rule, " ", code.ReplaceAllString(c.Claim, "S"))
				readings[how] = append(readings[how], strings.Join(pair[:], " and "))
				skeletons[c.Verdict+": "+skeleton(c.Because, pair)] = strings.Join(pair[:], " and ")
			}
			if len(read) > 0 {
				understood++
			}
			for i, p := range pairs {
				if !read[i] && len(read) > 0 {
					t.Errorf("read for other pairs, not for %s and %s", p[0], p[1])
				}
			}
			if len(readings) > 1 {
				t.Errorf("read in different ways: %v", readings)
			}
			if len(skeletons) > mostSkeletons {
				t.Errorf("%d forms of words: %v", len(skeletons), skeletons)
			}
		})
	}
	if understood*2 < len(sayings) {
		t.Errorf("only %d of %d sayings are read at all: this test says nothing", understood, len(sayings))
	}
}
