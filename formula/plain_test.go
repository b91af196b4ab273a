package formula

// A slow plain interpreter, one row at a time and every function by its definition, is the judge of the fast one.

import (
	"math"
	"sort"
	"strings"
	"time"

	"comity/format/frame"
)

// plain is the value of a formula in one row: a number (or truth, or day), a text, or a letter of missing.
type plain struct {
	num    float64
	text   string
	letter uint8
}

func gone(letters ...uint8) plain {
	for _, want := range []byte("beac") {
		for _, l := range letters {
			if l == want-'a'+1 {
				return plain{letter: l}
			}
		}
	}
	own := uint8(0)
	for _, l := range letters {
		if l > 5 && (own == 0 || l < own) {
			own = l
		}
	}
	if own == 0 {
		own = 4
	}
	return plain{letter: own}
}

func num(x float64) plain {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return plain{letter: 4}
	}
	return plain{num: x}
}

func yes(b bool) plain {
	if b {
		return plain{num: 1}
	}
	return plain{}
}

type judge struct{ env *Env }

func (j judge) rows() int { return j.env.Frame.Rows }

func (j judge) column(name string, row int) plain {
	c := j.env.Frame.Column(name)
	if c.Kind == frame.Text {
		t, l := c.TextAt(row)
		return plain{text: t, letter: l}
	}
	x := c.At(row)
	if l := frame.Letter(x); l != 0 {
		return plain{letter: l}
	}
	return num(x)
}

// literal says what a name is, for texts that are written out beside it.
func (j judge) literal(n, beside *node) plain {
	if beside.op == opName {
		c := j.env.Frame.Column(beside.text)
		for _, v := range c.Named {
			if v.Text == n.text {
				return plain{num: float64(v.Value)}
			}
		}
		if c.Kind == frame.Date {
			t, _ := time.Parse("2006-01-02", n.text)
			return plain{num: math.Floor(t.Sub(time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)).Hours() / 24)}
		}
	}
	return plain{text: n.text}
}

func (j judge) side(n, other *node, row int) plain {
	if n.op == opText {
		return j.literal(n, other)
	}
	return j.eval(n, row)
}

func compareCells(a, b plain) int {
	if c := strings.Compare(a.text, b.text); c != 0 {
		return c
	}
	if a.num < b.num {
		return -1
	} else if a.num > b.num {
		return 1
	}
	return 0
}

func (j judge) eval(n *node, row int) plain {
	switch n.op {
	case opNumber, opTruth:
		return plain{num: n.num}
	case opText:
		return plain{text: n.text}
	case opMissing:
		return plain{letter: uint8(n.num)}
	case opName:
		return j.column(n.text, row)
	case opCall:
		return j.call(n, row)
	case opIn:
		x := j.eval(n.args[0], row)
		if x.letter != 0 {
			return x
		}
		hit := false
		for _, item := range n.list {
			lo := j.side(item.from, n.args[0], row)
			hi := lo
			if item.to != nil {
				hi = j.side(item.to, n.args[0], row)
			}
			hit = hit || compareCells(lo, x) <= 0 && compareCells(x, hi) <= 0
		}
		return yes(hit != n.not)
	case opAnd, opOr:
		return j.logic(n, row)
	}
	var x []plain
	var letters []uint8
	for i, a := range n.args {
		v := j.side(a, n.args[len(n.args)-1-i], row)
		if v.letter != 0 {
			letters = append(letters, v.letter)
		}
		x = append(x, v)
	}
	if letters != nil {
		return gone(letters...)
	}
	switch n.op {
	case opNeg:
		return num(-x[0].num)
	case opNot:
		return yes(x[0].num == 0)
	case opCompare:
		c := compareCells(x[0], x[1])
		return yes(map[string]bool{"==": c == 0, "!=": c != 0, "<": c < 0, "<=": c <= 0, ">": c > 0, ">=": c >= 0}[n.text])
	}
	a, b := x[0].num, x[1].num
	return num(map[string]float64{"+": a + b, "-": a - b, "*": a * b, "/": a / b, "^": math.Pow(a, b)}[n.text])
}

func (j judge) logic(n *node, row int) plain {
	a, b := j.eval(n.args[0], row), j.eval(n.args[1], row)
	decides := 0.0 // false decides and, true decides or
	if n.op == opOr {
		decides = 1
	}
	for _, v := range []plain{a, b} {
		if v.letter == 0 && v.num == decides {
			return v
		}
	}
	if a.letter != 0 && b.letter != 0 {
		return gone(a.letter, b.letter)
	}
	if a.letter != 0 {
		return a
	}
	if b.letter != 0 {
		return b
	}
	return plain{num: 1 - decides}
}

// rowAt finds the row of the same unit at another time.
func (j judge) rowAt(row, t int) (int, bool) {
	for r := range j.rows() {
		if j.env.Unit[r] == j.env.Unit[row] && int(j.env.Time[r]) == t {
			return r, true
		}
	}
	return 0, false
}

// then is a piece of the formula in the same unit at another time.
func (j judge) then(n *node, row, t int) plain {
	if r, ok := j.rowAt(row, t); ok {
		return j.eval(n, r)
	}
	if j.env.Exists != nil && !j.env.Exists(row, int32(t)) {
		return gone(2)
	}
	return gone(1)
}

// life gives the rows of the unit in order of time.
func (j judge) life(row int) []int {
	var out []int
	for r := range j.rows() {
		if j.env.Unit[r] == j.env.Unit[row] {
			out = append(out, r)
		}
	}
	sort.Slice(out, func(a, b int) bool { return j.env.Time[out[a]] < j.env.Time[out[b]] })
	return out
}

// ofTime gives the rows of the same time.
func (j judge) ofTime(row int) []int {
	var out []int
	for r := range j.rows() {
		if j.env.Time[r] == j.env.Time[row] {
			out = append(out, r)
		}
	}
	return out
}

func (j judge) call(n *node, row int) plain {
	var args []plain
	if !n.args[0].pair {
		for _, a := range n.args {
			args = append(args, j.eval(a, row))
		}
	}
	now := int(j.env.Time[row])
	step := 1
	if len(n.args) > 1 && n.args[1].op == opNumber {
		step = int(n.args[1].num)
	}
	switch n.text {
	case "lag":
		return j.then(n.args[0], row, now-step)
	case "lead":
		return j.then(n.args[0], row, now+step)
	case "diff":
		return combine([]plain{args[0], j.then(n.args[0], row, now-step)}, func(x []float64) float64 { return x[0] - x[1] })
	case "rollmean", "rollsum", "rollmin", "rollmax", "rollsd":
		return j.window(n, row, step)
	case "cum", "spell", "peaceyears", "since", "first", "last":
		return j.running(n, row)
	case "total", "pct", "z", "zby", "rank":
		return j.across(n, row)
	case "ifelse":
		if args[0].letter != 0 {
			return args[0]
		}
		return args[2-int(args[0].num)]
	case "coalesce":
		var letters []uint8
		for _, a := range args {
			if a.letter == 0 {
				return a
			}
			letters = append(letters, a.letter)
		}
		return gone(letters...)
	case "missing":
		return yes(args[0].letter != 0 && (len(args) == 1 || args[1].letter == args[0].letter))
	case "covered":
		if args[0].letter == 2 || args[0].letter == 5 {
			return args[0]
		}
		return yes(args[0].letter != 1)
	}
	if n.args[0].pair {
		args = []plain{j.column(n.args[0].text+"1", row), j.column(n.args[0].text+"2", row)}
	}
	return combine(args, func(x []float64) float64 { return byHand(n, x) })
}

// combine gives a function of cells, all of which must be there.
func combine(cells []plain, f func([]float64) float64) plain {
	var x []float64
	var letters []uint8
	for _, c := range cells {
		if c.letter != 0 {
			letters = append(letters, c.letter)
		}
		x = append(x, c.num)
	}
	if letters != nil {
		return gone(letters...)
	}
	return num(f(x))
}

// byHand gives the functions of numbers of one row.
func byHand(n *node, x []float64) float64 {
	day := func() time.Time { return time.Date(1970, 1, 1+int(x[0]), 0, 0, 0, 0, time.UTC) }
	switch n.text {
	case "abs":
		return math.Abs(x[0])
	case "min", "weaklink", "dmin":
		sort.Float64s(x)
		return x[0]
	case "max", "dmax":
		sort.Float64s(x)
		return x[len(x)-1]
	case "sqrt":
		return math.Sqrt(x[0])
	case "exp":
		return math.Exp(x[0])
	case "log":
		return math.Log(x[0])
	case "log1p":
		return math.Log1p(x[0])
	case "asinh":
		return math.Asinh(x[0])
	case "round":
		if len(x) == 1 {
			return math.Round(x[0])
		}
		return math.Round(x[0]*math.Pow(10, x[1])) / math.Pow(10, x[1])
	case "floor":
		return math.Floor(x[0])
	case "ceil":
		return math.Ceil(x[0])
	case "year":
		return float64(day().Year())
	case "month":
		return float64(day().Month())
	case "day":
		return float64(day().Day())
	case "tpoly":
		return math.Pow(x[0]/10, x[1])
	case "rcs":
		return splineByHand(x[0], int(x[1]), x[2:])
	case "dmean":
		return (x[0] + x[1]) / 2
	case "dratio":
		sort.Float64s(x)
		if x[1] <= 0 {
			return math.NaN()
		}
		return x[0] / x[1]
	case "ddiff":
		return x[0] - x[1]
	case "dabs":
		return math.Abs(x[0] - x[1])
	}
	panic("the judge does not know " + n.text)
}

func splineByHand(t float64, j int, k []float64) float64 {
	c := func(x float64) float64 { return float64(float64(math.Max(x, 0)*math.Max(x, 0)) * math.Max(x, 0)) }
	m := len(k)
	sum := c(t-k[j-1]) - float64(c(t-k[m-2])*((k[m-1]-k[j-1])/(k[m-1]-k[m-2])))
	sum += float64(c(t-k[m-1]) * ((k[m-2] - k[j-1]) / (k[m-1] - k[m-2])))
	return sum / float64((k[m-1]-k[0])*(k[m-1]-k[0]))
}

func (j judge) window(n *node, row, window int) plain {
	least := window
	if len(n.args) > 2 {
		least = int(n.args[2].num)
	}
	var x []float64
	var letters []uint8
	for t := int(j.env.Time[row]) - window + 1; t <= int(j.env.Time[row]); t++ {
		if v := j.then(n.args[0], row, t); v.letter != 0 {
			letters = append(letters, v.letter)
		} else {
			x = append(x, v.num)
		}
	}
	if len(x) < least {
		return gone(letters...)
	}
	sum, square := 0.0, 0.0
	for _, v := range x {
		sum += v
	}
	mean := sum / float64(len(x))
	for _, v := range x {
		square += float64((v - mean) * (v - mean))
	}
	sort.Float64s(x)
	return num(map[string]float64{"rollmean": mean, "rollsum": sum, "rollmin": x[0], "rollmax": x[len(x)-1],
		"rollsd": math.Sqrt(square / float64(len(x)-1))}[n.text])
}

func (j judge) running(n *node, row int) plain {
	life := j.life(row)
	var upTo []plain
	var rows, all []int
	for _, r := range life {
		all = append(all, r)
		if j.env.Time[r] <= j.env.Time[row] {
			rows = append(rows, r)
			upTo = append(upTo, j.eval(n.args[0], r))
		}
	}
	switch n.text {
	case "cum":
		return combine(upTo, func(x []float64) float64 {
			sum := 0.0
			for _, v := range x {
				sum += v
			}
			return sum
		})
	case "first", "last":
		var letters []uint8
		for i := range all {
			r := all[i]
			if n.text == "last" {
				r = all[len(all)-1-i]
			}
			v := j.eval(n.args[0], r)
			if v.letter == 0 {
				return v
			}
			letters = append(letters, v.letter)
		}
		return gone(letters...)
	}
	return j.sinceEvent(n.text, rows, upTo)
}

// sinceEvent looks back from the last of the rows for the event.
func (j judge) sinceEvent(how string, rows []int, x []plain) plain {
	last := len(rows) - 1
	now := int(j.env.Time[rows[last]])
	i := last
	if how != "since" {
		i-- // the row's own event ends the count only after it
	}
	var letters []uint8
	for ; i >= 0; i-- {
		if x[i].letter != 0 {
			letters = append(letters, x[i].letter)
			continue
		}
		if x[i].num == 0 {
			continue
		}
		break
	}
	switch {
	case letters != nil:
		return gone(letters...)
	case how == "since" && i < 0:
		return gone(2)
	case how == "since":
		return num(float64(now - int(j.env.Time[rows[i]])))
	case j.env.CountRows:
		return num(float64(last - i - 1))
	case i < 0:
		return num(float64(now - int(j.env.Time[rows[0]])))
	}
	return num(float64(now - int(j.env.Time[rows[i]]) - 1))
}

func (j judge) across(n *node, row int) plain {
	own := j.eval(n.args[0], row)
	rows := j.ofTime(row)
	if n.text == "z" {
		rows = rows[:0]
		for r := range j.rows() {
			rows = append(rows, r)
		}
	}
	var x []float64
	var letters []uint8
	sum := 0.0
	for _, r := range rows {
		v := j.eval(n.args[0], r)
		if v.letter == 0 {
			x = append(x, v.num)
			sum += v.num
		} else if v.letter != 2 {
			letters = append(letters, v.letter)
		}
	}
	total := num(sum)
	if letters != nil {
		total = gone(letters...)
	}
	if n.text == "total" {
		return total
	}
	if own.letter != 0 {
		return own
	}
	if n.text == "pct" {
		return combine([]plain{own, total}, func(v []float64) float64 { return 100 * v[0] / v[1] })
	}
	if n.text == "rank" {
		better := 0
		for _, v := range x {
			if v > own.num {
				better++
			}
		}
		return num(float64(better + 1))
	}
	mean, square := sum/float64(len(x)), 0.0
	for _, v := range x {
		square += float64((v - mean) * (v - mean))
	}
	return num((own.num - mean) / math.Sqrt(square/float64(len(x)-1)))
}
