package verdict

// tie: a treaty, an obligation, diplomatic relations or a war between states exists, or does not, at a time. "Allied" alone is asked
// obligation by obligation. Said of several states, it is said of every pair of them; said of a time, of both its ends.

import (
	"errors"
	"fmt"
	"slices"

	"comity"
	"comity/panel"
	"comity/treaties"
)

// obligations are asked in this order; the words are those of readings, the variables those of ATOP.
var obligations = []struct {
	o              treaties.Obligation
	word, variable string
}{
	{treaties.Defence, "defence", "defense"}, {treaties.Offence, "offence", "offense"}, {treaties.Neutrality, "neutrality", "neutral"},
	{treaties.NonAggression, "non-aggression", "nonagg"}, {treaties.Consultation, "consultation", "consul"},
}

func tie(q question) Answer {
	if len(q.Who) < 2 {
		return cannot(Answer{Claim: q.Claim}, "the claim does not say between whom")
	}
	if q.day() == comity.NoDay {
		return cannot(Answer{Claim: q.Claim}, "neither the claim nor the article says when")
	}
	switch {
	case q.Obligation == "relations":
		var f findings
		f.each(q, []Choice{{"source", "comity's list of diplomatic relations"}}, q.related)
		return decide(q.Claim, f)
	case q.Obligation == "treaty" || q.Treaty != "":
		return q.bound()
	case q.Obligation == "war":
		return fought(q)
	}
	return q.obliged()
}

// obliged asks for the obligation named, or for every one, by our own list and by every census that is built.
func (q question) obliged() Answer {
	var f findings
	census := slices.DeleteFunc(q.engine.Readings("alliance.obligation", q.Who[:2]), func(r panel.Reading) bool { return r.Source == ownTreaties })
	asked := false
	for _, o := range obligations {
		if q.Obligation != o.word && q.Obligation != "alliance" && q.Obligation != "" {
			continue
		}
		asked = true
		own := func(f *findings, p comity.Pair, on comity.Day) finding { return f.promised(q, o.o, o.word, p, on) }
		f.each(q, []Choice{{"obligation", o.word}, {"source", "comity's list of treaties"}}, own)
		for _, r := range census {
			coded := func(f *findings, p comity.Pair, on comity.Day) finding {
				return f.coded(q, r, o.variable, o.word, p, on)
			}
			f.each(q, []Choice{{"obligation", o.word}, {"source", r.Label}}, coded)
		}
	}
	if !asked {
		return cannot(Answer{Claim: q.Claim}, fmt.Sprintf("comity has no list of what the claim calls %q", q.Obligation))
	}
	f.undefended(q)
	f.missing = fmt.Sprintf("comity's list of treaties is not complete for %s on %s; `comity pull atop-5.1` and `comity build` would add a census to 2018", q.names(q.Who), q.day())
	return decide(q.Claim, f)
}

// undefended silences the weaker obligations of a claim of an alliance where nothing is known of defence: a pact of non-aggression
// alone neither makes two states allies nor denies it.
func (f *findings) undefended(q question) {
	if q.Obligation != "alliance" && q.Obligation != "" {
		return
	}
	known := func(r Reading) bool {
		return r.Choices[0].Value == obligations[0].word && r.Result != Silent && r.Ref.Basis == comity.Seen
	}
	if slices.ContainsFunc(f.readings, known) {
		return
	}
	for i := range f.readings {
		f.readings[i].Result = Silent
	}
}

const ownTreaties = "comity-treaties"

// each adds the reading of a fact asked of every pair at every moment.
func (f *findings) each(q question, choices []Choice, ask func(f *findings, p comity.Pair, on comity.Day) finding) {
	var list []finding
	for _, p := range pairs(q.Who) {
		for _, on := range q.moments() {
			list = append(list, ask(f, p, on))
		}
	}
	f.add(allOf(list).reading(choices...))
}

// promised reads one obligation from our own list: in force by a treaty of it, or absent where the list is complete. For a claim
// about now the last day of the census speaks for at most ten years; a list kept up since from memory does not decide.
func (f *findings) promised(q question, o treaties.Obligation, word string, p comity.Pair, on comity.Day) finding {
	a, b := keyOn(p.A, on), keyOn(p.B, on)
	who := []comity.State{p.A, p.B}
	if list := treaties.InForce(a, b, on, o); len(list) > 0 {
		t := list[max(0, slices.IndexFunc(list, promises))]
		text := fmt.Sprintf("%s, signed %s, carries an obligation of %s", t.Title, t.Signed, word)
		ref := t.Ref
		if !promises(t) {
			ref.Basis = comity.Recalled
		}
		f.fact(who, t.Signed, text, ref)
		f.reach(comity.On(on))
		return finding{q.turn(Hold), text, ref}
	}
	span, ok := treaties.Complete(a, b, o)
	ref, at, text := treaties.CompleteRef(), on, fmt.Sprintf("no treaty with an obligation of %s on %s", word, on)
	switch kept, _ := treaties.Kept(a, b, o); {
	case ok && span.Has(on):
	case ok && on > span.To && !q.named() && on.Year()-span.To.Year() <= staleAfter:
		at, text = span.To, fmt.Sprintf("no treaty with an obligation of %s on %s, the last day of the census, nor in the list since", word, span.To)
	case kept.Has(on):
		ref.Basis = comity.Recalled
	default:
		return silence("the list of treaties is not complete for the two")
	}
	f.fact(who, comity.On(at), text, ref)
	f.reach(comity.On(at))
	return finding{q.turn(Fail), text, ref}
}

// promises says whether it was read in a source that the treaty's parties are bound and by what.
func promises(t treaties.Treaty) bool {
	return t.Ref.Basis == comity.Seen && t.BasisOf("obligations") == comity.Seen && t.BasisOf("parties") == comity.Seen
}

// coded reads one obligation from a census by year: that of the day, or for a claim about now the latest within ten years.
func (f *findings) coded(q question, r panel.Reading, variable, word string, p comity.Pair, on comity.Day) finding {
	who := []comity.State{p.A, p.B}
	oldest := on.Year()
	if !q.named() {
		oldest -= staleAfter
	}
	for year := on.Year(); year >= oldest; year-- {
		cell := q.engine.Cell("alliance.obligation", who, r, year)
		i := slices.IndexFunc(cell.Inputs, func(in panel.Input) bool { return in.Variable == variable })
		if cell.Missing() != comity.Present || i < 0 {
			continue
		}
		result, text := Fail, fmt.Sprintf("no obligation of %s in %d by %s", word, year, r.Label)
		if cell.Inputs[i].Value == 1 {
			result, text = Hold, fmt.Sprintf("an obligation of %s in %d by %s", word, year, r.Label)
		}
		f.fact(who, comity.YearDate(year), text, cell.Inputs[i].Ref)
		f.reach(comity.YearDate(year))
		return finding{q.turn(result), text, cell.Inputs[i].Ref}
	}
	return silence("the census does not cover the two at the time")
}

// keyOn is the key of a state on a day.
func keyOn(s comity.State, on comity.Day) comity.State {
	if k := panel.KeyIn(s, on.Year()); k != comity.NoState {
		return k
	}
	return s
}

// keysOf are the keys a state is found under: its own and those its ISO code stands for.
func keysOf(s comity.State) []comity.State { return panel.Keys(s) }

// related reads whether two had diplomatic relations. A day that is only remembered cannot decide inside its year.
func (q question) related(f *findings, p comity.Pair, on comity.Day) finding {
	open, known := treaties.Ties(p.A, p.B, on)
	if !known {
		return silence(fmt.Sprintf("comity's list of diplomatic relations does not cover %s on %s", q.names([]comity.State{p.A, p.B}), on))
	}
	var last treaties.TieEvent
	for _, e := range treaties.TieEvents(p.A, p.B) {
		if e.Date.First() <= on && (e.Event != "raised" && e.Event != "lowered" || last.Event == "") {
			last = e
		}
	}
	ref := last.Ref
	if last.Date.Year() == on.Year() && (last.DayBasis == comity.Recalled || last.Date.Grain < comity.DayGrain) {
		ref.Basis = comity.Recalled
	}
	text := fmt.Sprintf("diplomatic relations of %s were %s %s", q.names([]comity.State{p.A, p.B}), last.Event, onDate(last.Date))
	f.fact([]comity.State{p.A, p.B}, last.Date, text, ref)
	f.reach(comity.On(on))
	return finding{q.turn(map[bool]Outcome{true: Hold, false: Fail}[open]), text, ref}
}

// onDate writes "on 1949-10-02" or "in 1949".
func onDate(d comity.Date) string {
	if d.Grain == comity.DayGrain {
		return "on " + d.String()
	}
	return "in " + d.String()
}

// treaty finds the treaty a claim names; a title that several share is the one that the states of the claim are parties to.
func (q question) treaty() (treaties.Treaty, error) {
	t, err := treaties.Lookup(q.Treaty)
	var several *treaties.AmbiguousError
	if !errors.As(err, &several) {
		return t, err
	}
	var fits []treaties.Treaty
	for _, id := range several.IDs {
		if t, err := treaties.Lookup(id); err == nil && q.partiesOf(t) {
			fits = append(fits, t)
		}
	}
	if len(fits) == 1 {
		return fits[0], nil
	}
	return treaties.Treaty{}, err
}

// partiesOf says whether the states of the claim were all parties to a treaty at some time.
func (q question) partiesOf(t treaties.Treaty) bool {
	for _, s := range q.Who {
		if !slices.ContainsFunc(t.Parties, func(p treaties.Party) bool { return slices.Contains(keysOf(s), p.State) }) {
			return false
		}
	}
	return len(q.Who) > 0
}

// bound reads whether a treaty binds the states.
func (q question) bound() Answer {
	t, err := q.treaty()
	if err != nil {
		return cannot(Answer{Claim: q.Claim}, err.Error())
	}
	var f findings
	var list []finding
	for _, on := range q.moments() {
		list = append(list, q.binds(t, on))
		f.fact(q.Who, t.Signed, list[len(list)-1].text, list[len(list)-1].ref)
	}
	f.reach(comity.On(q.day()))
	f.add(allOf(list).reading(Choice{"treaty", t.ID}))
	return decide(q.Claim, f)
}

// binds reads whether a treaty was in force for the states on a day.
func (q question) binds(t treaties.Treaty, on comity.Day) finding {
	live, part := t.Live(on), true
	for _, s := range q.Who {
		part = part && t.PartyOn(keyOn(s, on), on)
	}
	ref := t.Ref
	for _, field := range []string{"in_force", "ended", "parties"} {
		ref.Basis = min(ref.Basis, t.BasisOf(field))
	}
	switch {
	case live && part:
		return finding{q.turn(Hold), fmt.Sprintf("%s, signed %s, was in force on %s", t.Title, t.Signed, on), ref}
	case live && !t.Bilateral() && t.Kind != "alliance":
		return silence(fmt.Sprintf("comity's list does not follow every accession to the %s", t.Title))
	case live:
		return finding{q.turn(Fail), fmt.Sprintf("not all of %s were parties to the %s on %s", q.names(q.Who), t.Title, on), ref}
	}
	return finding{q.turn(Fail), fmt.Sprintf("%s, signed %s, was not in force on %s", t.Title, t.Signed, on), ref}
}
