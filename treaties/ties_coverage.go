package treaties

// This file says of the tables of ties, recognition, vetoes and wars how many facts they hold, how many of them were
// read in a source, and what their silence means.

import "comity"

// FactTable describes one table of single facts.
type FactTable struct {
	ID    string // the Ref.Source of its facts
	Title string
	Facts int
	Seen  int         // facts read in a source; the rest are recalled
	Span  comity.Span // days on which its silence means something, as Note says
	Note  string
}

// FactTables gives the tables of this package beside the treaties, in fixed order.
func FactTables() []FactTable {
	return []FactTable{
		count(FactTable{
			ID: "comity-ties", Title: "Diplomatic relations, dated events", Span: TieCoverage(),
			Note: "All pairs of the permanent five of the Security Council and nearly all of the G20 states, the United States and China with most states, neighbours, and well-known breaks. A pair that is not listed is not covered; " +
				"for a listed pair the state on a day follows from the latest event before it. Breaks of the two world wars are not listed pair by pair.",
		}, tieRefs()),
		count(FactTable{
			ID: "comity-recognition", Title: "Relations with Beijing or Taipei", Span: RecognitionCoverage(),
			Note: "Every state with relations with Taipei, or with neither, among the members of the United Nations and the Holy See: one that is not listed on a day of the span has relations with Beijing.",
		}, refsOf(recognitions(), func(r Recognition) comity.Ref { return r.Ref })),
		count(FactTable{
			ID: "comity-missions", Title: "Missions of one state in another", Span: MissionCoverage(),
			Note: "Missions of one sender only, the state whose list is open (CC0): of other senders nothing is said. A span of none is said only where the source says it.",
		}, refsOf(missions(), func(m Mission) comity.Ref { return m.Ref })),
		count(FactTable{
			ID: "comity-recognised", Title: "Recognition of entities not recognised by all", Span: recognisedSpan(),
			Note: "Who recognises an entity as a state, and who took it back; whether the list of an entity is complete stands with the entity, with the published counts it is held against.",
		}, refsOf(recognised(), func(r Recognised) comity.Ref { return r.Ref })),
		count(FactTable{
			ID: "comity-vetoes", Title: "Vetoes in the Security Council", Span: VetoCoverage(),
			Note: "Every text stopped by a veto, as the Dag Hammarskjöld Library counts them, with amendments and votes on whether a matter is procedural; ballots on the choice of a Secretary-General are not.",
		}, refsOf(vetoes(), func(v Veto) comity.Ref { return v.Ref })),
		count(FactTable{
			ID: "comity-wars", Title: "Wars between states", Span: WarCoverage(),
			Note: "Wars with at least 1,000 battle deaths between members of the Correlates of War state system to 2007, by Uppsala's count after, and three others after 2003 that are widely called wars between states. " +
				"Wars within states and against peoples outside the state system are not. Parties and years are seen, days of entry and exit mostly recalled.",
		}, refsOf(wars(), func(w War) comity.Ref { return w.Ref })),
	}
}

// recognisedSpan reaches from the first entity's beginning to the last day any is kept to.
func recognisedSpan() comity.Span {
	s := comity.Span{From: comity.Forever, To: comity.NoDay}
	for _, e := range entities() {
		s.From, s.To = min(s.From, e.Span.From), max(s.To, e.Span.To)
	}
	return s
}

// count fills in the numbers.
func count(t FactTable, refs []comity.Ref) FactTable {
	t.Facts = len(refs)
	for _, r := range refs {
		if r.Basis == comity.Seen {
			t.Seen++
		}
	}
	return t
}

func refsOf[T any](facts []T, ref func(T) comity.Ref) []comity.Ref {
	var out []comity.Ref
	for _, f := range facts {
		out = append(out, ref(f))
	}
	return out
}

func tieRefs() []comity.Ref {
	var out []comity.Ref
	for _, p := range TiePairs() {
		out = append(out, refsOf(ties()[p], func(e TieEvent) comity.Ref { return e.Ref })...)
	}
	return out
}
