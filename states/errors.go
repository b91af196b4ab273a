package states

// What can go wrong when a state is read, told so that the next step is plain.

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"comity"

	"github.com/agnivade/levenshtein"
)

// UnknownError says that a text names no state.
type UnknownError struct {
	Text        string
	Number      string // the system, where a bare number was read
	Suggestions []Suggestion
}

// Suggestion is a state the text may have meant, and how to write it.
type Suggestion struct {
	State comity.State
	Name  string // Russia
	Label string // RUS, COW 365
}

func (s Suggestion) String() string { return s.Name + " (" + s.Label + ")" }

func (e *UnknownError) Error() string {
	what := "unknown state"
	if e.Number != "" {
		what = "no state has the " + strings.ToUpper(e.Number) + " number"
	}
	if len(e.Suggestions) == 0 {
		return fmt.Sprintf("%s %q: write a name, an ISO alpha-3 code (RUS), a number of the system (365) or a prefixed code (cow:AUH)", what, e.Text)
	}
	return fmt.Sprintf("%s %q: did you mean %s?", what, e.Text, oneOf(e.Suggestions))
}

// AmbiguousError says that a text names several states.
type AmbiguousError struct {
	Text       string
	On         comity.Day
	Candidates []comity.State
}

func (e *AmbiguousError) Error() string {
	var list []Suggestion
	for _, s := range e.Candidates {
		list = append(list, Suggestion{s, Name(s, e.On), label(s, e.On)})
	}
	return fmt.Sprintf("%q may mean %s: say which", e.Text, oneOf(list))
}

// AbsentError says that a state was no member of the system on the day.
type AbsentError struct {
	State  comity.State
	System comity.System
	On     comity.Day
	Spans  []comity.Span
}

func (e *AbsentError) Error() string {
	var when []string
	for _, s := range e.Spans {
		if s.To == comity.Forever {
			when = append(when, "from "+s.From.String())
			continue
		}
		when = append(when, s.From.String()+" to "+s.To.String())
	}
	return fmt.Sprintf("%s (%s) is not in the %s list of states on %v; it is %s",
		Name(e.State, comity.NoDay), label(e.State, comity.NoDay), strings.ToUpper(e.System.String()), e.On, strings.Join(when, ", "))
}

// label names a state by codes: "RUS, COW 365".
func label(s comity.State, on comity.Day) string {
	id := ID(s, on)
	if c := Code(s, SchemeCOW, comity.NoDay); c != "" {
		return id + ", COW " + c
	}
	if c := Code(s, SchemeGW, comity.NoDay); c != "" {
		return id + ", GW " + c
	}
	return id
}

func suggestion(s comity.State, label string) Suggestion {
	return Suggestion{s, Name(s, comity.NoDay), label}
}

func oneOf(list []Suggestion) string {
	var out []string
	for _, s := range list {
		out = append(out, s.String())
	}
	if n := len(out); n > 1 {
		return strings.Join(out[:n-1], ", ") + " or " + out[n-1]
	}
	return strings.Join(out, "")
}

// foldedNames is names.tsv, folded.
var foldedNames = sync.OnceValue(func() []string {
	out := make([]string, len(names().rows))
	for i := range out {
		out[i] = fold(names().rows[i].text)
	}
	return out
})

// suggest gives up to three states whose names or Correlates of War letters are near a text, nearest first.
func suggest(text string) []Suggestion {
	folded := fold(text)
	if folded == "" || len(text) > longestName {
		return nil
	}
	type near struct {
		s    Suggestion
		dist int
	}
	var list []near
	for _, s := range Codes(text, SchemeCOWLetters, comity.NoDay) {
		list = append(list, near{suggestion(s, "cow:"+strings.ToUpper(text)), 0})
	}
	limit := min(3, max(1, len(folded)/3))
	for i := range names().rows {
		r, f := &names().rows[i], foldedNames()[i]
		if d := len(f) - len(folded); r.kind == "prefix" || d > limit || d < -limit {
			continue
		}
		if d := levenshtein.ComputeDistance(f, folded); d <= limit {
			list = append(list, near{suggestion(r.key, label(r.key, comity.NoDay)), d})
		}
	}
	slices.SortStableFunc(list, func(a, b near) int { return a.dist - b.dist })
	var out []Suggestion
	for _, n := range list {
		if len(out) < 3 && n.dist <= list[0].dist+1 && !slices.ContainsFunc(out, func(s Suggestion) bool { return s.State == n.s.State }) {
			out = append(out, n.s)
		}
	}
	return out
}

// Nearest gives the n states whose short names are written most like a text, however far that is, nearest first: what to show
// where a text names no state and nothing near it does either.
func Nearest(text string, n int) []Suggestion {
	out := suggest(text)
	if len(text) > longestName {
		return nil
	}
	folded := fold(text)
	far := map[comity.State]int{}
	var keys []comity.State
	for i := range names().rows {
		r := &names().rows[i]
		if r.kind != "short" {
			continue
		}
		d := levenshtein.ComputeDistance(foldedNames()[i], folded)
		if old, ok := far[r.key]; !ok {
			keys = append(keys, r.key)
			far[r.key] = d
		} else {
			far[r.key] = min(old, d)
		}
	}
	slices.SortStableFunc(keys, func(a, b comity.State) int { return far[a] - far[b] })
	for _, k := range keys {
		if len(out) < n && !slices.ContainsFunc(out, func(s Suggestion) bool { return s.State == k }) {
			out = append(out, suggestion(k, label(k, comity.NoDay)))
		}
	}
	return out[:min(n, len(out))]
}

// clip shortens a text for an error.
func clip(s string) string {
	const most = 40
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + " …"
}
