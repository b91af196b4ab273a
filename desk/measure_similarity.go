package desk

// This file measures how alike states vote and ally, for one pair or for all.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"comity"
	"comity/measure/similarity"
	"comity/states"
)

// SimilaritySpec is what similarity is asked for.
type SimilaritySpec struct {
	Of       string   // unga, unsc or atop
	States   []string // a pair; none: all pairs
	From, To int
	ExtendTo int
	System   string
	Directed bool
	Scope    []string
	// Of votes: which roll calls (divided, all …), by session or calendar year, of which issues.
	Calls, By, Issue, Topic string
	// Of alliances: the grades (valued, binary), the edition of ATOP, the weights of states in S (none, cinc).
	Grades, Source, Weights string
}

// bodiesOfSimilarity are what similarity can be of: the family of columns, and the words of it.
var bodiesOfSimilarity = map[string]struct{ family, words string }{
	"unga": {"vote", "votes in the UN General Assembly"},
	"unsc": {"council", "votes in the UN Security Council"},
	"atop": {"alliance", "alliance portfolios (ATOP)"},
}

// MeasureSimilarity measures similarity.
func (d *Desk) MeasureSimilarity(ctx context.Context, s SimilaritySpec) (*Measurement, error) {
	body, ok := bodiesOfSimilarity[s.Of]
	if !ok {
		return nil, fmt.Errorf("--of %q: similarity is of unga, unsc (votes) or atop (alliances)", s.Of)
	}
	spec := PanelSpec{Unit: "dyad-year", System: s.System, From: s.From, To: s.To, ExtendTo: s.ExtendTo, Directed: s.Directed, Scope: s.Scope}
	switch len(s.States) {
	case 0:
	case 2:
		if err := twoStates(s.States[0], s.States[1]); err != nil {
			return nil, err
		}
		spec.Scope = append(spec.Scope, strings.Join(s.States, ","))
	default:
		return nil, errors.New("name the two states of a pair, as RUS CHN; or none, with --all")
	}
	if s.Topic != "" && s.Of == "unga" {
		if err := topicsRead(d.engine.RollCalls("", comity.Always)); err != nil {
			return nil, err
		}
	}
	m := newMeasurement(similarity.Method, "Similarity of "+body.words+yearsAfter(s.From, s.To))
	var err error
	if spec.Columns, err = s.columns(body.family, m); err != nil {
		return nil, err
	}
	spec.Steps = []PanelStep{{Kind: "where", Text: "n > 0"}}
	p, err := d.Panel(ctx, spec)
	if err != nil {
		return nil, err
	}
	t := d.titled(p)
	m.Tables = append(m.Tables, NamedTable{Name: "similarity", Title: "Similarity by pair and year", Table: t})
	for _, c := range p.Columns {
		m.rests(p.Behind(c)...)
	}
	m.choose("list of states", p.Spec.System)
	for _, step := range p.Log {
		for _, n := range step.Notes {
			m.note("Of the rows: %s.", n)
		}
	}
	if t.Rows == 0 {
		m.note("No pair had an item in common in these years: no common roll call, or no alliance list.")
	}
	m.Answer.Limits = []string{"Likeness of votes or alliances is not closeness of relations: two states may vote alike for different reasons, and have no tie at all."}
	if s.Of == "atop" {
		m.Answer.Limits = append(m.Answer.Limits, "Most pairs have no obligation, so that S is high for nearly all of them; kappa and pi correct for it.")
	}
	return m, nil
}

// twoStates refuses a pair of names that mean one state. A name that means none is for the panel to say, by its own list of states.
func twoStates(a, b string) error {
	x, _, err := asked(a, comity.NoDay)
	y, _, other := asked(b, comity.NoDay)
	if err == nil && other == nil && x == y {
		return &SameStateError{states.Name(x, LastDay)}
	}
	return nil
}

func yearsAfter(from, to int) string {
	if words := yearsWords(from, to); words != "" {
		return ", " + words
	}
	return ""
}

// columns are the columns of the panel, headed as the literature's software heads them, and tells the choices.
func (s SimilaritySpec) columns(family string, m *Measurement) ([]string, error) {
	var common []string
	tell := func(option, usual, value, words string) {
		if value == "" {
			value = usual
		} else {
			common = append(common, option+"="+strings.ReplaceAll(value, ",", "+"))
		}
		m.choose(words, value)
	}
	alliances := family == "alliance"
	switch {
	case alliances && (s.Calls != "" || s.By != "" || s.Issue != "" || s.Topic != ""):
		return nil, errors.New("--calls, --by, --issue and --topic choose roll calls, and alliances have none")
	case !alliances && (s.Grades != "" || s.Source != "" || s.Weights != ""):
		return nil, errors.New("--valued, --binary, --source and --weights are of alliances (--of atop)")
	case family == "council" && (s.By != "" || s.Issue != "" || s.Topic != ""):
		return nil, errors.New("--by, --issue and --topic are of the General Assembly (--of unga)")
	}
	kept := 0
	if alliances {
		tell("source", "the newest here", s.Source, "edition of ATOP")
		kept = len(common)
		tell("values", "valued", s.Grades, "grades")
		m.choose("grades in words", map[string]string{"": valuedWords, "valued": valuedWords, "binary": "none 0, any obligation 1"}[s.Grades])
	} else {
		tell("calls", "all", cmp.Or(s.Calls, "all"), "roll calls")
		if family == "vote" {
			tell("by", "session", s.By, "roll calls of a year")
			if s.Topic != "" {
				tell("topic", "", s.Topic, "topics")
			}
			if s.Issue != "" {
				tell("issue", "", s.Issue, "issues")
			}
		}
		kept = len(common)
	}
	column := func(header, name string, options ...string) string {
		if len(options) == 0 {
			return header + "=" + family + "." + name
		}
		return header + "=" + family + "." + name + ":" + strings.Join(options, ";")
	}
	with := func(options ...string) []string { return append(options, common...) }
	sOptions := func(distance string) []string {
		out := with("distance=" + distance)
		if s.Weights != "" {
			out = append(out, "weights="+s.Weights)
		}
		return out
	}
	if alliances {
		m.choose("weights of states in S", cmp.Or(s.Weights, "none"))
		return []string{column("n", "portfolio", common[:kept]...), column("s_sq", "s", sOptions("quadratic")...), column("s_abs", "s", sOptions("linear")...), column("agree", "likeness", common...),
			column("kappa_w2", "kappa", with("distance=quadratic")...), column("pi_w2", "pi", with("distance=quadratic")...), column("kappa", "kappa", with("distance=nominal")...), column("pi", "pi", with("distance=nominal")...),
			column("taub", "tau_b", common...)}, nil
	}
	if family == "council" {
		return []string{column("n", "common", common...), column("agree", "agreement", common...)}, nil
	}
	return []string{column("n", "common", common...), column("s_sq", "s", with("distance=quadratic")...), column("s_abs", "s", with("distance=linear")...), column("agree", "agreement", common...),
		column("kappa_w2", "kappa", with("distance=quadratic")...), column("pi_w2", "pi", with("distance=quadratic")...), column("kappa", "kappa", with("distance=nominal")...), column("pi", "pi", with("distance=nominal")...),
		column("taub", "tau_b", common...)}, nil
}

const valuedWords = "defence or offence 3, neutrality or consultation 2, non-aggression alone 1, none 0; a state with itself 3"
