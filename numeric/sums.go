package numeric

// This file is what estimators share: jobs on all threads, and sums in a fixed order, so that the number of threads changes nothing.

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// AtOnce does n jobs on all threads and comes back when all are done.
func AtOnce(n int, do func(job, worker int)) {
	many := min(n, runtime.GOMAXPROCS(0))
	if many <= 1 {
		for job := range n {
			do(job, 0)
		}
		return
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for w := range many {
		wg.Go(func() {
			for {
				job := int(next.Add(1)) - 1
				if job >= n {
					return
				}
				do(job, w)
			}
		})
	}
	wg.Wait()
}

// Dot is the sum of the products of two columns of one length, in a fixed order of four running sums, so that one need not wait for the
// other. Products are rounded before they are added, so that the result is the same on every machine.
func Dot(a, b []float64) float64 {
	var s0, s1, s2, s3 float64
	b = b[:len(a)]
	i := 0
	for ; i < len(a)-7; i += 8 {
		x, y := (*[8]float64)(a[i:]), (*[8]float64)(b[i:])
		s0 += float64(x[0] * y[0])
		s1 += float64(x[1] * y[1])
		s2 += float64(x[2] * y[2])
		s3 += float64(x[3] * y[3])
		s0 += float64(x[4] * y[4])
		s1 += float64(x[5] * y[5])
		s2 += float64(x[6] * y[6])
		s3 += float64(x[7] * y[7])
	}
	for ; i < len(a); i++ {
		s0 += float64(a[i] * b[i])
	}
	return (s0 + s1) + (s2 + s3)
}
