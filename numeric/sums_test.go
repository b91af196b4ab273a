package numeric

import (
	"math"
	"sync/atomic"
	"testing"
)

// Dot is the sum in the order it says; every length, also those that leave a rest, is added whole.
func TestDot(t *testing.T) {
	for n := range 40 {
		a, b := make([]float64, n), make([]float64, n)
		want := 0.0
		for i := range a {
			a[i], b[i] = float64(i+1), 1/float64(i+2)
			want += a[i] * b[i]
		}
		if got := Dot(a, b); math.Abs(got-want) > 1e-12 {
			t.Errorf("%d products: %v, want %v", n, got, want)
		}
	}
}

// Every job is done once, by a worker below the number of jobs.
func TestAtOnce(t *testing.T) {
	for _, n := range []int{0, 1, 2, 100} {
		done := make([]atomic.Int32, n)
		AtOnce(n, func(job, worker int) {
			if worker >= n {
				t.Errorf("worker %d of %d jobs", worker, n)
			}
			done[job].Add(1)
		})
		for i := range done {
			if done[i].Load() != 1 {
				t.Errorf("job %d of %d was done %d times", i, n, done[i].Load())
			}
		}
	}
}
