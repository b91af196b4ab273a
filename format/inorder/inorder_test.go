package inorder

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"testing"
)

// squares runs n pieces of work of unequal length and gives what was handed over.
func squares(ctx context.Context, n int, spoil func(int) error) (got []int, err error) {
	q := New(ctx, func(v int) error { got = append(got, v); return spoil(v) })
	for i := range n {
		if q.Add(func() (int, error) {
			for range (i * 7919) % 5000 {
				runtime.Gosched()
			}
			return i * i, nil
		}) != nil {
			break
		}
	}
	err = q.Close()
	return got, err
}

func TestOrder(t *testing.T) {
	got, err := squares(t.Context(), 200, func(int) error { return nil })
	if err != nil || len(got) != 200 || !slices.IsSorted(got) {
		t.Errorf("%d results, error %v, in order: %v", len(got), err, slices.IsSorted(got))
	}
}

func TestNothing(t *testing.T) {
	if got, err := squares(t.Context(), 0, nil); err != nil || got != nil {
		t.Errorf("an empty queue gives %v, %v", got, err)
	}
}

// TestErrors: an error of take, of work or of the context ends the queue and is the one told.
func TestErrors(t *testing.T) {
	full := errors.New("disk full")
	got, err := squares(t.Context(), 100, func(v int) error {
		if v == 25 {
			return full
		}
		return nil
	})
	if !errors.Is(err, full) || !slices.Equal(got, []int{0, 1, 4, 9, 16, 25}) {
		t.Errorf("an error of take: %v after %v", err, got)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(nil)
	if got, err := squares(ctx, 100, func(int) error { return nil }); !errors.Is(err, context.Canceled) || len(got) != 0 {
		t.Errorf("a cancelled context: %v after %v", err, got)
	}
	q := New(t.Context(), func(int) error { return nil })
	q.Add(func() (int, error) { return 0, full })
	q.Add(func() (int, error) { return 0, errors.New("later") })
	if err := q.Close(); !errors.Is(err, full) {
		t.Errorf("an error of work: %v", err)
	}
}
