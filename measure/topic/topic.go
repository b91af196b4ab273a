// Package topic measures how a group votes on a topic, and how well a rule of thumb finds what is of one.
package topic

import (
	"math"

	"comity"
	"comity/measure/cohesion"
)

// Ballot is how a group stood on one roll call: its votes, and those of its members who cast none.
type Ballot struct {
	cohesion.Tally
	Absent int
}

// Shares are the parts of a group's votes on some roll calls, over members of the days: a member counts once a roll call.
type Shares struct {
	Yes, Abstain, No, Absent float64
	Members                  float64 // mean number of members
}

// Share adds up ballots; undefined without a member.
func Share(ballots []Ballot) Shares {
	var yes, abstain, no, absent int
	for _, b := range ballots {
		yes, abstain, no, absent = yes+b.Yes, abstain+b.Abstain, no+b.No, absent+b.Absent
	}
	all := float64(yes + abstain + no + absent)
	if all == 0 {
		u := comity.NaN(comity.Undefined)
		return Shares{u, u, u, u, u}
	}
	return Shares{float64(yes) / all, float64(abstain) / all, float64(no) / all, float64(absent) / all, all / float64(len(ballots))}
}

// Agreement is the mean of 1 - |x - y|/2 over all pairs of voters of a group and all roll calls (yes 1, abstain 2, no 3): the likeness
// of two of its votes drawn at random. Undefined where no two voted on one roll call.
func Agreement(ballots []Ballot) float64 {
	var alike, pairs float64
	for _, b := range ballots {
		y, a, n := float64(b.Yes), float64(b.Abstain), float64(b.No)
		alike += (y*(y-1)+a*(a-1)+n*(n-1))/2 + a*(y+n)/2
		pairs += (y + a + n) * (y + a + n - 1) / 2
	}
	if pairs == 0 {
		return comity.NaN(comity.Undefined)
	}
	return alike / pairs
}

// With counts the roll calls on which the largest side of the group was yes, abstain or no; two largest sides count as none.
func With(ballots []Ballot) (yes, abstain, no int) {
	for _, b := range ballots {
		switch {
		case b.Yes > b.No && b.Yes > b.Abstain:
			yes++
		case b.No > b.Yes && b.No > b.Abstain:
			no++
		case b.Abstain > b.Yes && b.Abstain > b.No:
			abstain++
		}
	}
	return yes, abstain, no
}

// Estimate is a share with its interval of 95 percent.
type Estimate struct {
	Share, Low, High float64
	N                int // cases seen
}

// Judgement is how well a rule finds what is of a topic: the share of what it finds that is, and of what is that it finds.
type Judgement struct{ Precision, Recall Estimate }

// Judged is a case that was read by hand: what the rule says, what the reader says, and the inverse of the chance it was drawn with.
type Judged struct {
	Found, Is bool
	Weight    float64
}

// Judge estimates precision and recall from a sample drawn with unequal chances (Hájek 1971), with the interval of Wilson (1927) on
// the effective number of cases (Kish 1965). Undefined where no case bears on it.
func Judge(cases []Judged) Judgement {
	var precision, recall shareOf
	for _, c := range cases {
		if c.Found {
			precision.add(c.Is, c.Weight)
		}
		if c.Is {
			recall.add(c.Found, c.Weight)
		}
	}
	return Judgement{precision.estimate(), recall.estimate()}
}

// shareOf adds up a weighted share.
type shareOf struct {
	yes, all, squares float64
	n                 int
}

func (s *shareOf) add(is bool, weight float64) {
	s.n++
	s.all, s.squares = s.all+weight, s.squares+weight*weight
	if is {
		s.yes += weight
	}
}

func (s *shareOf) estimate() Estimate {
	if s.all == 0 {
		u := comity.NaN(comity.Undefined)
		return Estimate{u, u, u, s.n}
	}
	p := s.yes / s.all
	low, high := Wilson(p, s.all*s.all/s.squares)
	return Estimate{p, low, high, s.n}
}

// Wilson is the interval of 95 percent of a share seen in n cases (Wilson 1927, JASA 22:209).
func Wilson(p, n float64) (low, high float64) {
	const z = 1.959963984540054
	centre := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return max(0, centre-half), min(1, centre+half)
}
