package gravity

import (
	"math"
	"testing"

	"comity/numeric"
)

// economy is made-up trade of n countries with domestic trade, in balance or not.
func economy(n int, seed uint64, balanced bool) Economy {
	r := numeric.NewStream(seed)
	e := Economy{N: n, Trade: make([]float64, n*n), Elasticity: 4}
	for i := range n {
		for j := range n {
			x := 5 + 10*r.Uniform()
			if i == j {
				x *= 20 + 10*r.Uniform()
			}
			e.Trade[i*n+j] = x
			if balanced && j < i {
				e.Trade[i*n+j] = e.Trade[j*n+i]
			}
		}
	}
	return e
}

func ones(n int) []float64 {
	tau := make([]float64, n*n)
	for i := range tau {
		tau[i] = 1
	}
	return tau
}

func solved(t testing.TB, e Economy, tau []float64) *Change {
	t.Helper()
	c, err := e.Solve(t.Context(), tau)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestNothingChanges: where costs do not change, nothing does; in either treatment of deficits.
func TestNothingChanges(t *testing.T) {
	for _, scaled := range []bool{false, true} {
		e := economy(12, 1, false)
		e.Scaled = scaled
		c := solved(t, e, ones(12))
		for i := range 12 {
			for name, x := range map[string]float64{"wage": c.Wage[i], "price": c.Price[i], "welfare": c.Welfare[i]} {
				if math.Abs(x-1) > 1e-11 {
					t.Errorf("%s of country %d: %v", name, i, x)
				}
			}
		}
	}
}

// TestScale: another unit of money changes nothing, and the order of countries neither.
func TestScale(t *testing.T) {
	e := economy(12, 2, false)
	tau := ones(12)
	tau[1*12+2], tau[2*12+1], tau[5*12+7] = 1.25, 1.25, 2
	c := solved(t, e, tau)
	big := e
	big.Trade = make([]float64, len(e.Trade))
	turned := Economy{N: 12, Trade: make([]float64, 144), Elasticity: 4}
	turnedTau := make([]float64, 144)
	to := func(i int) int { return (5*i + 3) % 12 }
	for at, x := range e.Trade {
		big.Trade[at] = 1e9 * x
		i, j := to(at/12), to(at%12)
		turned.Trade[i*12+j], turnedTau[i*12+j] = x, tau[at]
	}
	d, f := solved(t, big, tau), solved(t, turned, turnedTau)
	for i := range 12 {
		if math.Abs(c.Welfare[i]-d.Welfare[i]) > 1e-11 || math.Abs(c.Welfare[i]-f.Welfare[to(i)]) > 1e-11 {
			t.Errorf("country %d: %v, in another unit %v, in another order %v", i, c.Welfare[i], d.Welfare[i], f.Welfare[to(i)])
		}
	}
}

// TestAutarky: cut off from all, a country's real wage is its domestic share to the power 1/elasticity (Arkolakis, Costinot and
// Rodríguez-Clare 2012): with .93 and 4 it is .98202.
func TestAutarky(t *testing.T) {
	e := Economy{N: 2, Trade: []float64{93, 7, 7, 93}, Elasticity: 4}
	tau := []float64{1, math.Inf(1), math.Inf(1), 1}
	if c := solved(t, e, tau); math.Abs(c.Welfare[0]-.98202) > 5e-6 || math.Abs(c.Welfare[1]-.98202) > 5e-6 {
		t.Errorf("%v", c.Welfare)
	}
	e = economy(10, 3, true)
	tau = ones(10)
	for j := range 10 {
		if j != 4 {
			tau[4*10+j], tau[j*10+4] = math.Inf(1), math.Inf(1)
		}
	}
	c := solved(t, e, tau)
	spending := 0.0
	for i := range 10 {
		spending += e.Trade[i*10+4]
	}
	if want := math.Pow(e.Trade[4*10+4]/spending, .25); math.Abs(c.Welfare[4]-want) > 1e-11 {
		t.Errorf("%v, want %v", c.Welfare[4], want)
	}
	for i, w := range c.Welfare {
		if !(w < 1) {
			t.Errorf("country %d gains from an embargo on another: %v", i, w)
		}
	}
}

// TestMarketsClear: incomes are what is spent on each country's goods, shares sum to one, and welfare is the domestic share's.
func TestMarketsClear(t *testing.T) {
	e := economy(15, 4, false)
	tau := ones(15)
	tau[3*15+6], tau[6*15+3] = 1.5, math.Inf(1)
	c := solved(t, e, tau)
	spending := make([]float64, 15)
	for at, x := range e.Trade {
		spending[at%15] += x
	}
	for i := range 15 {
		output, demand, sum := 0.0, 0.0, 0.0
		for j := range 15 {
			output += e.Trade[i*15+j]
			demand += c.Share[i*15+j] * c.Spend[j] * spending[j]
			sum += c.Share[j*15+i]
		}
		if math.Abs(demand/(c.Wage[i]*output)-1) > 1e-11 || math.Abs(sum-1) > 1e-12 {
			t.Errorf("country %d: demand over income %v, shares sum to %v", i, demand/(c.Wage[i]*output), sum)
		}
		before := e.Trade[i*15+i] / spending[i]
		if want := math.Pow(c.Share[i*15+i]/before, -1/e.Elasticity); math.Abs(c.Welfare[i]-want) > 1e-11 {
			t.Errorf("country %d: welfare %v, by its domestic share %v", i, c.Welfare[i], want)
		}
	}
	if c.Share[6*15+3] != 0 {
		t.Error("a flow goes on that was ended")
	}
}

// TestWithoutBorders: what factory-gate prices of 69 countries do where international borders cost nothing more: Yotov, Piermartini,
// Monteiro and Larch (2016), chapter 2, application 1, full endowment effects (elasticity of substitution 7; the price index of Germany is
// the unit), as their file of results has them. Their loop stops at a hundredth, so that the gaps go to about half a point.
func TestWithoutBorders(t *testing.T) {
	flows, names := borders(t)
	p := problem(t, flows)
	f := fitted(t, p, nil, NoPair)
	n := flows.N
	e := Economy{N: n, Trade: make([]float64, n*n), Elasticity: 6, Scaled: true}
	tau := make([]float64, n*n)
	for i := range n {
		for j := range n {
			e.Trade[i*n+j] = f.Mean(i, j)
			tau[i*n+j] = math.Exp(f.Coefficients()[2] * flows.X[2][i*n+j] / 6)
		}
	}
	c := solved(t, e, tau)
	place := map[string]int{}
	for i, name := range names {
		place[name] = i
	}
	unit := c.Price[place["ZZZ"]] // Germany stands last in the file
	for name, want := range published(t, "price") {
		got := 100 * (c.Wage[place[name]]/unit - 1)
		t.Logf("%s %.2f, published %.2f", name, got, want[0])
		if math.Abs(got-want[0]) > want[1] {
			t.Errorf("%s: %.2f, published %.2f", name, got, want[0])
		}
	}
}

func TestBadEconomies(t *testing.T) {
	for name, spoil := range map[string]func(*Economy, []float64){
		"a missing flow":    func(e *Economy, _ []float64) { e.Trade[1] = math.NaN() },
		"a negative flow":   func(e *Economy, _ []float64) { e.Trade[1] = -1 },
		"no elasticity":     func(e *Economy, _ []float64) { e.Elasticity = 0 },
		"a cost of nothing": func(_ *Economy, tau []float64) { tau[3] = 0 },
		"no domestic trade": func(e *Economy, tau []float64) {
			e.Trade[0], tau[1*4], tau[2*4], tau[3*4] = 0, math.Inf(1), math.Inf(1), math.Inf(1)
		},
		"a country for none": func(e *Economy, _ []float64) { clear(e.Trade[4:8]) },
	} {
		e, tau := economy(4, 5, false), ones(4)
		spoil(&e, tau)
		if _, err := e.Solve(t.Context(), tau); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func BenchmarkHat(b *testing.B) {
	e := economy(200, 6, false)
	tau := ones(200)
	tau[1*200+2], tau[2*200+1] = math.Inf(1), math.Inf(1)
	for b.Loop() {
		if _, err := e.Solve(b.Context(), tau); err != nil {
			b.Fatal(err)
		}
	}
}
