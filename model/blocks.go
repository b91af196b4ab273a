package model

// This file holds the passes over rows. Rows are cut into chunks by their number alone; each chunk's sums are kept apart and added
// in order, so that the number of threads changes nothing. Within a chunk work goes on in blocks that stay in the cache, column by
// column, without an allocation.

import (
	"runtime"

	"comity/numeric"
)

// block is how many rows are worked on at a time.
const block = 512

// chunkRows gives how many rows a chunk has where its sums are m numbers: a multiple of block, so many that all sums together stay
// small.
func chunkRows(n, m int) int {
	most := min(max(4_000_000/max(m, 1), 8), 256)
	blocks := (n + block - 1) / block
	return block * max((blocks+most-1)/most, 1)
}

// inOrder cuts n rows into chunks, has each worked out by itself, m sums a chunk, and adds the sums in order. do is told the chunk's
// rows and the number of the worker, below workers().
func inOrder(n, m int, do func(lo, hi, worker int, sums []float64)) []float64 {
	rows := chunkRows(n, m)
	chunks := (n + rows - 1) / rows
	parts := make([]float64, chunks*m)
	numeric.AtOnce(chunks, func(c, worker int) {
		do(c*rows, min((c+1)*rows, n), worker, parts[c*m:(c+1)*m])
	})
	total := make([]float64, m)
	for c := range chunks {
		for i, x := range parts[c*m : (c+1)*m] {
			total[i] += x
		}
	}
	return total
}

// workers is how many may work at once.
func workers() int { return runtime.GOMAXPROCS(0) }

// The sums below are in a fixed order: four running sums, so that one need not wait for the other. Products are rounded before they
// are added, so that the result is the same on every machine.

// total is the sum of a column.
func total(x []float64) float64 {
	var s0, s1, s2, s3 float64
	for len(x) >= 4 {
		s0 += x[0]
		s1 += x[1]
		s2 += x[2]
		s3 += x[3]
		x = x[4:]
	}
	for _, v := range x {
		s0 += v
	}
	return (s0 + s1) + (s2 + s3)
}

// squares is the sum of the squares of a column about a number.
func squares(x []float64, about float64) float64 {
	var s0, s1, s2, s3 float64
	for len(x) >= 4 {
		a, b, c, d := x[0]-about, x[1]-about, x[2]-about, x[3]-about
		s0 += float64(a * a)
		s1 += float64(b * b)
		s2 += float64(c * c)
		s3 += float64(d * d)
		x = x[4:]
	}
	for _, v := range x {
		s0 += float64((v - about) * (v - about))
	}
	return (s0 + s1) + (s2 + s3)
}

// dotBy is the sum of w times the products of two columns.
func dotBy(w, a, b []float64) float64 {
	var s0, s1 float64
	a, b = a[:len(w)], b[:len(w)]
	i := 0
	for ; i+1 < len(w); i += 2 {
		s0 += float64(float64(w[i]*a[i]) * b[i])
		s1 += float64(float64(w[i+1]*a[i+1]) * b[i+1])
	}
	if i < len(w) {
		s0 += float64(float64(w[i]*a[i]) * b[i])
	}
	return s0 + s1
}

// addTimes adds f times a column to another.
func addTimes(to []float64, f float64, x []float64) {
	x = x[:len(to)]
	for i := range to {
		to[i] += float64(f * x[i])
	}
}

// times puts the products of two columns into a third.
func times(to, a, b []float64) {
	a, b = a[:len(to)], b[:len(to)]
	for i := range to {
		to[i] = a[i] * b[i]
	}
}
