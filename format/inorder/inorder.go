// Package inorder hands over in order what was made side by side: parts of a file are made on several goroutines and written
// one after another, so that the bytes are the same at any number of threads.
package inorder

import (
	"context"
	"runtime"
	"sync"
)

// Queue takes pieces of work and hands what they give to one function, in the order in which the work was added. Its methods
// are for one goroutine.
type Queue[T any] struct {
	ctx   context.Context
	order chan chan part[T]
	done  chan struct{} // closed when all was handed over

	mu  sync.Mutex
	err error // the first there was
}

// part is what a piece of work gave.
type part[T any] struct {
	value T
	err   error
}

// New gives a queue whose results go to take, one at a time. At most two pieces for each processor, and two more, are under
// way or waiting: memory is bounded. When ctx ends or any piece or take fails, nothing more is handed over.
func New[T any](ctx context.Context, take func(T) error) *Queue[T] {
	q := &Queue[T]{ctx: ctx, order: make(chan chan part[T], 2*runtime.GOMAXPROCS(0)), done: make(chan struct{})}
	go q.hand(take)
	return q
}

// hand gives the results on, in order.
func (q *Queue[T]) hand(take func(T) error) {
	defer close(q.done)
	for next := range q.order {
		p := <-next
		if q.failed() != nil {
			continue
		}
		if p.err == nil {
			p.err = take(p.value)
		}
		if p.err != nil {
			q.fail(p.err)
		}
	}
}

// failed gives the error that ends the queue, nil while there is none.
func (q *Queue[T]) failed() error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.err == nil {
		q.err = q.ctx.Err()
	}
	return q.err
}

// fail notes an error, unless there was one before.
func (q *Queue[T]) fail(err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.err == nil {
		q.err = err
	}
}

// Add begins a piece of work; it waits while there are too many. An error is that of the queue, and there the work was not begun.
func (q *Queue[T]) Add(work func() (T, error)) error {
	if err := q.failed(); err != nil {
		return err
	}
	next := make(chan part[T], 1)
	q.order <- next
	go func() {
		v, err := work()
		next <- part[T]{v, err}
	}()
	return nil
}

// Close waits until all that was added is handed over and gives the queue's error. Nothing may be added then.
func (q *Queue[T]) Close() error {
	close(q.order)
	<-q.done
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.err
}
