package similarity

// This file is the indices over the cross-table of any few ordered grades, as alliance portfolios have them (no obligation,
// non-aggression, neutrality or consultation, defence or offence): each is one division of whole numbers, so that it is the same
// to the last bit however the table was counted.

import (
	"math"
	"math/bits"
)

// MostGrades is the largest number of grades a Table has.
const MostGrades = 4

// Table is a cross-table: of K grades, how many items have grade p of the first state and grade q of the second, at p*K+q.
type Table struct {
	K int
	N [MostGrades * MostGrades]int32
}

// Table gives the cross-table of votes in the general form.
func (c *Cross) Table() Table {
	t := Table{K: 3}
	for p := range 3 {
		for q := range 3 {
			t.N[3*p+q] = c[p][q]
		}
	}
	return t
}

// Counts gives what the two did together, of a table of votes (yes, abstain, no).
func (t *Table) Counts() Counts {
	c := Counts{Both: t.Items(), Same: t.N[0] + t.N[4] + t.N[8], Opposite: t.N[2] + t.N[6], SameYN: t.N[0] + t.N[8]}
	return c
}

// Binary puts all grades above the lowest into one.
func (t *Table) Binary() Table {
	out := Table{K: 2}
	for p := range t.K {
		for q := range t.K {
			out.N[2*min(p, 1)+min(q, 1)] += t.N[p*t.K+q]
		}
	}
	return out
}

// Items is the number of items.
func (t *Table) Items() int32 {
	var n int32
	for _, x := range t.N[:t.K*t.K] {
		n += x
	}
	return n
}

// moments are the sums of the grades of the two and of their squares and product, over the items.
type moments struct{ n, x, y, xx, yy, xy int64 }

func (t *Table) moments() (m moments) {
	if n := &t.N; t.K == 3 { // votes: the case that must be fast
		_, r1, r2, c0, c1, c2 := t.three()
		return moments{c0 + c1 + c2, r1 + 2*r2, c1 + 2*c2, r1 + 4*r2, c1 + 4*c2, int64(n[4]) + 2*int64(n[5]+n[7]) + 4*int64(n[8])}
	}
	for p := range t.K {
		var row, sum int64
		for q := range t.K {
			n := int64(t.N[p*t.K+q])
			row, sum = row+n, sum+n*int64(q)
			m.yy += n * int64(q*q)
		}
		m.n += row
		m.x += row * int64(p)
		m.xx += row * int64(p*p)
		m.y += sum
		m.xy += sum * int64(p)
	}
	return m
}

// apart is the sum of the distances between the two over the items.
func (t *Table) apart() (linear int64) {
	if n := &t.N; t.K == 3 {
		return int64(n[1]+n[3]+n[5]+n[7]) + 2*int64(n[2]+n[6])
	}
	for p := range t.K {
		for q := range t.K {
			linear += int64(t.N[p*t.K+q]) * int64(max(p-q, q-p))
		}
	}
	return linear
}

// SLinear is Signorino and Ritter's (1999) S = 1 - 2·D with the mean distance D over the range of the grades, SQuadratic the same
// with squared distances (Häge 2011). NaN where there is no item.
func (t *Table) SLinear() float64 {
	return 1 - over(2*t.apart(), int64(t.K-1)*int64(t.Items()))
}

// SQuadratic is S with squared distances; see SLinear.
func (t *Table) SQuadratic() float64 {
	m, r := t.moments(), int64(t.K-1)
	return 1 - over(2*(m.xx+m.yy-2*m.xy), r*r*m.n)
}

// Agreement is the mean of 1 less the distance over the range: of votes Lijphart's (1963) index.
func (t *Table) Agreement() float64 {
	n := int64(t.K-1) * int64(t.Items())
	return over(n-t.apart(), n)
}

// KappaQuadratic is Cohen's (1968) kappa with squared distances, Lin's coefficient of concordance; PiQuadratic Scott's (1955) pi,
// with the pooled margin. NaN where nothing varies.
func (t *Table) KappaQuadratic() float64 {
	m := t.moments()
	return 1 - over(m.n*(m.xx+m.yy-2*m.xy), m.n*(m.xx+m.yy)-2*m.x*m.y)
}

// PiQuadratic is pi with squared distances; see KappaQuadratic.
func (t *Table) PiQuadratic() float64 {
	m := t.moments()
	s := m.x + m.y
	return 1 - over(2*m.n*(m.xx+m.yy-2*m.xy), 2*m.n*(m.xx+m.yy)-s*s)
}

// sums are how many items have each grade, of each of the two, and how many there are.
func (t *Table) sums() (rows, columns [MostGrades]int64, n int64) {
	for p := range t.K {
		for q := range t.K {
			x := int64(t.N[p*t.K+q])
			rows[p] += x
			columns[q] += x
			n += x
		}
	}
	return rows, columns, n
}

// three gives the sums of a table of three grades.
func (t *Table) three() (r0, r1, r2, c0, c1, c2 int64) {
	n := &t.N
	return int64(n[0] + n[1] + n[2]), int64(n[3] + n[4] + n[5]), int64(n[6] + n[7] + n[8]),
		int64(n[0] + n[3] + n[6]), int64(n[1] + n[4] + n[7]), int64(n[2] + n[5] + n[8])
}

func (t *Table) trace() (n int64) {
	for p := range t.K {
		n += int64(t.N[p*t.K+p])
	}
	return n
}

// KappaNominal is Cohen's (1960) kappa, PiNominal Scott's pi, with grades that are the same or not.
func (t *Table) KappaNominal() float64 {
	if t.K == 3 {
		r0, r1, r2, c0, c1, c2 := t.three()
		n := r0 + r1 + r2
		return 1 - over(n*(n-t.trace()), n*n-r0*c0-r1*c1-r2*c2)
	}
	rows, columns, n := t.sums()
	var chance int64
	for p := range rows {
		chance += rows[p] * columns[p]
	}
	return 1 - over(n*(n-t.trace()), n*n-chance)
}

// PiNominal is pi with grades that are the same or not; see KappaNominal.
func (t *Table) PiNominal() float64 {
	if t.K == 3 {
		r0, r1, r2, c0, c1, c2 := t.three()
		n := r0 + r1 + r2
		return 1 - over(4*n*(n-t.trace()), 4*n*n-(r0+c0)*(r0+c0)-(r1+c1)*(r1+c1)-(r2+c2)*(r2+c2))
	}
	rows, columns, n := t.sums()
	var chance int64
	for p := range rows {
		s := rows[p] + columns[p]
		chance += s * s
	}
	return 1 - over(4*n*(n-t.trace()), 4*n*n-chance)
}

// KappaLinear and PiLinear take plain distances.
func (t *Table) KappaLinear() float64 {
	rows, columns, n := t.sums()
	return 1 - over(n*t.apart(), expectedApart(rows, columns))
}

// PiLinear is pi with plain distances; see KappaLinear.
func (t *Table) PiLinear() float64 {
	rows, columns, n := t.sums()
	for p := range rows {
		rows[p] += columns[p]
	}
	return 1 - over(4*n*t.apart(), expectedApart(rows, rows))
}

// expectedApart is the sum of distances between every item's grade of the one and every item's of the other.
func expectedApart(rows, columns [MostGrades]int64) (sum int64) {
	for p := range rows {
		for q := range columns {
			sum += rows[p] * columns[q] * int64(max(p-q, q-p))
		}
	}
	return sum
}

// TauB is Kendall's tau-b (Bueno de Mesquita 1975 of alliance portfolios): concordant less discordant pairs of items over the root
// of the pairs not tied in each. NaN where the grades of one of the two do not vary.
func (t *Table) TauB() float64 {
	if t.K == 3 {
		r0, r1, r2, c0, c1, c2 := t.three()
		n := r0 + r1 + r2
		all := n * (n - 1)
		return tauB(t.net3(), all-r0*(r0-1)-r1*(r1-1)-r2*(r2-1), all-c0*(c0-1)-c1*(c1-1)-c2*(c2-1))
	}
	rows, columns, n := t.sums()
	x, y := n*(n-1), n*(n-1)
	for p := range rows {
		x -= rows[p] * (rows[p] - 1)
		y -= columns[p] * (columns[p] - 1)
	}
	return tauB(t.net(), x, y)
}

// tauB is concordant less discordant pairs over the root of the pairs not tied in each, of which x and y are twice as many.
func tauB(net, x, y int64) float64 {
	if x == 0 || y == 0 {
		return math.NaN()
	}
	return float64(2*net) / (math.Sqrt(float64(x)) * math.Sqrt(float64(y)))
}

// net is the pairs of items that are concordant less those that are discordant: of each cell the items of higher grades of the
// first state, with higher and with lower grades of the second.
func (t *Table) net() (net int64) {
	for p := range t.K {
		var right, left int64 // items of higher grades of the first, by whether the second's are higher too
		for q := t.K - 2; q >= 0; q-- {
			for r := p + 1; r < t.K; r++ {
				right += int64(t.N[r*t.K+q+1])
			}
			net += int64(t.N[p*t.K+q]) * right
		}
		for q := 1; q < t.K; q++ {
			for r := p + 1; r < t.K; r++ {
				left += int64(t.N[r*t.K+q-1])
			}
			net -= int64(t.N[p*t.K+q]) * left
		}
	}
	return net
}

// net3 is net of three grades.
func (t *Table) net3() int64 {
	n := &t.N
	concordant := int64(n[0])*int64(n[4]+n[5]+n[7]+n[8]) + int64(n[1])*int64(n[5]+n[8]) + int64(n[3])*int64(n[7]+n[8]) + int64(n[4])*int64(n[8])
	discordant := int64(n[2])*int64(n[3]+n[4]+n[6]+n[7]) + int64(n[1])*int64(n[3]+n[6]) + int64(n[5])*int64(n[6]+n[7]) + int64(n[4])*int64(n[6])
	return concordant - discordant
}

// over divides, NaN by nothing.
func over(x, y int64) float64 {
	if y == 0 {
		return math.NaN()
	}
	return float64(x) / float64(y)
}

// CountVotes is the cross-table of two states' votes, each in three planes of the same words: yes, abstain, no.
func CountVotes(a, b []uint64) (t Table) {
	words := len(a) / 3
	t.K = 3
	for i := range words {
		ay, aa, an := a[i], a[words+i], a[2*words+i]
		by, ba, bn := b[i], b[words+i], b[2*words+i]
		t.N[0] += int32(bits.OnesCount64(ay & by))
		t.N[1] += int32(bits.OnesCount64(ay & ba))
		t.N[2] += int32(bits.OnesCount64(ay & bn))
		t.N[3] += int32(bits.OnesCount64(aa & by))
		t.N[4] += int32(bits.OnesCount64(aa & ba))
		t.N[5] += int32(bits.OnesCount64(aa & bn))
		t.N[6] += int32(bits.OnesCount64(an & by))
		t.N[7] += int32(bits.OnesCount64(an & ba))
		t.N[8] += int32(bits.OnesCount64(an & bn))
	}
	return t
}

// CountGrades is the cross-table of the grades two states have on the same items: of each of the grades above the lowest, one
// after the other, the items that have it as a plane of words. Items in no plane have the lowest grade.
func CountGrades(a, b []uint64, planes int, items int32) (t Table) {
	t.K = planes + 1
	words := len(a) / planes
	var columns [MostGrades]int32
	rest := items
	for q := range planes {
		columns[q] = count(b[q*words : (q+1)*words])
	}
	for p := range planes {
		x := a[p*words : (p+1)*words]
		row := count(x)
		rest -= row
		if row > 0 {
			for q := range planes {
				n := countBoth(x, b[q*words:(q+1)*words])
				t.N[(p+1)*t.K+q+1] = n
				row -= n
				columns[q] -= n
			}
		}
		t.N[(p+1)*t.K] = row
	}
	for q := range planes {
		t.N[q+1] = columns[q]
		rest -= columns[q]
	}
	t.N[0] = rest
	return t
}

func count(x []uint64) (n int32) {
	for _, w := range x {
		n += int32(bits.OnesCount64(w))
	}
	return n
}

func countBoth(x, y []uint64) (n int32) {
	y = y[:len(x)]
	for i, w := range x {
		n += int32(bits.OnesCount64(w & y[i]))
	}
	return n
}
