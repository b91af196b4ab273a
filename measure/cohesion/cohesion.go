// Package cohesion measures how united a group votes: one roll call at a time, from how many said yes, abstained and said no.
package cohesion

import (
	"math"

	"comity"
)

// Tally is how a group voted on one roll call. Those who did not vote are no part of it.
type Tally struct{ Yes, Abstain, No int }

// Cast is the number of votes.
func (t Tally) Cast() int { return t.Yes + t.Abstain + t.No }

// most is the number of votes of the largest side.
func (t Tally) most() int { return max(t.Yes, t.Abstain, t.No) }

// Minority is the share of votes that were not with the largest side, abstentions a side of their own; undefined without a vote.
func (t Tally) Minority() float64 { return t.over(float64(t.Cast() - t.most())) }

// Majority is the share of the largest side; undefined without a vote.
func (t Tally) Majority() float64 { return t.over(float64(t.most())) }

// Rice is |yes - no| over yes and no (Rice 1925, Political Science Quarterly 40:60); undefined where nobody said either.
func (t Tally) Rice() float64 {
	if t.Yes+t.No == 0 {
		return comity.NaN(comity.Undefined)
	}
	return math.Abs(float64(t.Yes-t.No)) / float64(t.Yes+t.No)
}

// Alike is the share of pairs of voters (of yes and no) who said the same. Its mean over draws of any number of voters from one
// population is that population's chance that two say the same, so that small groups look no more united than large ones; undefined
// with fewer than two voters.
func (t Tally) Alike() float64 {
	n := float64(t.Yes + t.No)
	if n < 2 {
		return comity.NaN(comity.Undefined)
	}
	y, no := float64(t.Yes), float64(t.No)
	return (y*(y-1) + no*(no-1)) / (n * (n - 1))
}

// Agreement is the agreement index: (the largest side - half of the rest) over all votes, 1 where all vote alike, 0 where the three
// sides are equal (Hix, Noury and Roland 2005, BJPS 35:209); undefined without a vote.
func (t Tally) Agreement() float64 {
	return t.over(float64(t.most()) - float64(t.Cast()-t.most())/2)
}

// Dispersion is the chance that two votes drawn with return differ: 1 - sum of squared shares (Gini, Simpson); undefined without a vote.
func (t Tally) Dispersion() float64 {
	y, a, n, all := float64(t.Yes), float64(t.Abstain), float64(t.No), float64(t.Cast())
	return t.over(all - (y*y+a*a+n*n)/all)
}

func (t Tally) over(x float64) float64 {
	if t.Cast() == 0 {
		return comity.NaN(comity.Undefined)
	}
	return x / float64(t.Cast())
}

// Summary is the mean of a group's cohesion over roll calls. Each mean is over the roll calls on which the measure is defined.
type Summary struct {
	Calls      int     // roll calls with two votes of the group or more
	Voters     float64 // mean number of votes
	Rice       float64
	Alike      float64
	Agreement  float64
	Majority   float64
	Dispersion float64
	Contested  float64 // share of roll calls with at least the asked share of votes outside the largest side
}

// Summarise takes the mean over roll calls; those on which fewer than two of the group voted are left out, for they tell nothing of
// unity. A roll call is contested where the minority is at least the share. Without a roll call all is undefined.
func Summarise(tallies []Tally, share float64) Summary {
	var rice, alike, agreement, majority, dispersion, contested, voters mean
	calls := 0
	for _, t := range tallies {
		if t.Cast() < 2 {
			continue
		}
		calls++
		voters.add(float64(t.Cast()))
		rice.add(t.Rice())
		alike.add(t.Alike())
		agreement.add(t.Agreement())
		majority.add(t.Majority())
		dispersion.add(t.Dispersion())
		contested.add(one(t.Minority() >= share))
	}
	return Summary{calls, voters.value(), rice.value(), alike.value(), agreement.value(), majority.value(), dispersion.value(), contested.value()}
}

func one(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// mean is a mean over the numbers that are there.
type mean struct {
	sum float64
	n   int
}

func (m *mean) add(x float64) {
	if x == x {
		m.sum, m.n = m.sum+x, m.n+1
	}
}

func (m *mean) value() float64 {
	if m.n == 0 {
		return comity.NaN(comity.Undefined)
	}
	return m.sum / float64(m.n)
}
