package balance

// This file counts the triads of ties that have a direction and a sign: the first may be for the second, the second against the first.

import "slices"

// Directed are signs from each node to each other, row by row: 1, -1 or 0.
type Directed struct {
	N     int
	Signs []int8
}

// NewDirected makes n nodes without ties.
func NewDirected(n int) *Directed { return &Directed{n, make([]int8, n*n)} }

// Set gives the tie from one node to another a sign.
func (d *Directed) Set(from, to, sign int) {
	if from != to {
		d.Signs[from*d.N+to] = int8(max(-1, min(1, sign)))
	}
}

// ways are all there are of a triad: three nodes have six ties of three kinds each, 729 ways, of which 138 differ by more than the order of the nodes.
const ways = 729

// TriadKind is a kind of triad: the lowest of its ways, as the signs of the ties 12 21 13 31 23 32.
type TriadKind struct {
	Code  int
	Signs string // "+", "-" and "0"
}

// kindOfWay gives each way the number of its kind, and the kinds in order of their codes.
func kindOfWay() (number [ways]int16, kinds []TriadKind) {
	orders := [6][3]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}
	pairs := [6][2]int{{0, 1}, {1, 0}, {0, 2}, {2, 0}, {1, 2}, {2, 1}}
	place := map[int]int16{}
	for way := range ways {
		var sign [3][3]int
		rest := way
		for k := 5; k >= 0; k-- {
			sign[pairs[k][0]][pairs[k][1]] = rest % 3
			rest /= 3
		}
		lowest := ways
		for _, o := range orders {
			code := 0
			for _, p := range pairs {
				code = code*3 + sign[o[p[0]]][o[p[1]]]
			}
			lowest = min(lowest, code)
		}
		if lowest == way { // ways come in order, so that the lowest comes first
			place[way] = int16(len(kinds))
			kinds = append(kinds, TriadKind{way, signsOf(way)})
		}
		number[way] = place[lowest]
	}
	return number, kinds
}

// signsOf writes a way: digit 0 is no tie, 1 a positive, 2 a negative one.
func signsOf(way int) string {
	out := make([]byte, 6)
	for k := 5; k >= 0; k-- {
		out[k] = "0+-"[way%3]
		way /= 3
	}
	return string(out)
}

// TriadCensus counts the triads of each kind.
func (d *Directed) TriadCensus() (kinds []TriadKind, counts []int64) {
	number, kinds := kindOfWay()
	counts = make([]int64, len(kinds))
	digit := [3]int{2, 0, 1} // of -1, 0, 1
	both := make([]int, d.N*d.N)
	for i := range d.N {
		for j := range d.N {
			both[i*d.N+j] = digit[d.Signs[i*d.N+j]+1]*3 + digit[d.Signs[j*d.N+i]+1]
		}
	}
	var tally [ways]int64
	for i := range d.N {
		for j := i + 1; j < d.N; j++ {
			first := both[i*d.N+j] * 81
			of1, of2 := both[i*d.N:(i+1)*d.N], both[j*d.N:(j+1)*d.N]
			for k := j + 1; k < d.N; k++ {
				tally[first+of1[k]*9+of2[k]]++
			}
		}
	}
	for w, n := range tally {
		counts[number[w]] += n
	}
	return slices.Clip(kinds), counts
}
