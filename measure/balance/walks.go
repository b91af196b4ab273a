package balance

// This file measures balance by closed walks of any length, long ones counting less (Estrada and Benzi 2014, Phys. Rev. E 90:042802).

import (
	"math"

	"comity"

	"gonum.org/v1/gonum/mat"
)

// Walks is the balance of closed walks: the sum over them of their sign over the sum without it, each divided by the factorial of its
// length. Nodes without ties are left out.
type Walks struct {
	Whole float64   // tr exp(A) / tr exp(|A|); undefined without a tie
	Local []float64 // of each node: (exp A)ii / (exp |A|)ii; undefined of a node without ties
}

// Walks works the balance of walks out from the eigenvalues of the signed and the unsigned matrix. Exponentials are taken of the
// difference to the largest eigenvalue of the unsigned one, which none exceeds, so that nothing overflows.
func (g *Graph) Walks() Walks {
	out := Walks{comity.NaN(comity.Undefined), make([]float64, g.N)}
	var nodes []int
	for i := range g.N {
		out.Local[i] = comity.NaN(comity.Undefined)
		if p, m := g.Degree(i); p+m > 0 {
			nodes = append(nodes, i)
		}
	}
	if len(nodes) == 0 {
		return out
	}
	signed, unsigned := mat.NewSymDense(len(nodes), nil), mat.NewSymDense(len(nodes), nil)
	for a, i := range nodes {
		for b := a + 1; b < len(nodes); b++ {
			if s := float64(g.Sign(i, nodes[b])); s != 0 {
				signed.SetSym(a, b, s)
				unsigned.SetSym(a, b, 1)
			}
		}
	}
	below, top, ok := walks(unsigned, math.Inf(-1))
	above, _, ok2 := walks(signed, top)
	if !ok || !ok2 {
		return out
	}
	var x, y float64
	for a, i := range nodes {
		x, y = x+above[a], y+below[a]
		out.Local[i] = above[a] / below[a]
	}
	out.Whole = x / y
	return out
}

// walks gives the diagonal of exp(m - top), top the largest eigenvalue where it is not given.
func walks(m *mat.SymDense, top float64) (diagonal []float64, _ float64, ok bool) {
	var eigen mat.EigenSym
	if !eigen.Factorize(m, true) {
		return nil, top, false
	}
	n := m.SymmetricDim()
	values := eigen.Values(nil)
	if math.IsInf(top, -1) {
		top = values[n-1]
	}
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	diagonal = make([]float64, n)
	for k, l := range values {
		e := math.Exp(l - top)
		for i := range n {
			v := vectors.At(i, k)
			diagonal[i] += e * v * v
		}
	}
	return diagonal, top, true
}
