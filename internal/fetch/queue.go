package fetch

// This file is the order in which many files are brought: several at once, few of them from one host, so that a slow host
// does not keep the others waiting and no host is pressed.

import (
	"context"
	"net/url"
	"strings"
	"sync"
)

// AtOnce and PerHost are how many files are brought at a time, and how many of them from one host, where nothing else is said.
const (
	AtOnce  = 4
	PerHost = 2
)

// Job is the bringing of one file: the host it begins with (empty for a directory), and how it is done.
type Job struct {
	Host string
	Do   func(ctx context.Context)
}

// Run does the jobs, up to atOnce at a time and up to perHost of one host, in their order as far as that allows, and comes
// back when all are done. A context that ends is the jobs' to see.
func Run(ctx context.Context, jobs []Job, atOnce, perHost int) {
	q := &queue{left: jobs, busy: map[string]int{}, perHost: orDefault(perHost, PerHost)}
	q.free.L = &q.mu
	var wait sync.WaitGroup
	for range min(orDefault(atOnce, AtOnce), len(jobs)) {
		wait.Go(func() {
			for job, ok := q.next(); ok; job, ok = q.next() {
				job.Do(ctx)
				q.done(job)
			}
		})
	}
	wait.Wait()
}

// queue is the jobs not yet begun, and how many are under way of each host.
type queue struct {
	mu      sync.Mutex
	free    sync.Cond
	left    []Job
	busy    map[string]int
	perHost int
}

// next takes the first job whose host is not busy, waiting for one where there is none; false when no job is left.
func (q *queue) next() (Job, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.left) > 0 {
		for i, job := range q.left {
			if job.Host == "" || q.busy[job.Host] < q.perHost {
				q.busy[job.Host]++
				q.left = append(append([]Job(nil), q.left[:i]...), q.left[i+1:]...)
				return job, true
			}
		}
		q.free.Wait()
	}
	return Job{}, false
}

func (q *queue) done(job Job) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.busy[job.Host]--
	q.free.Broadcast()
}

// gates lets few in at a time, for each host.
type gates struct {
	mu   sync.Mutex
	open map[string]chan struct{}
}

// enter waits for a place at a host; leave gives it back.
func (g *gates) enter(ctx context.Context, host string, places int) (leave func(), err error) {
	g.mu.Lock()
	if g.open == nil {
		g.open = map[string]chan struct{}{}
	}
	gate := g.open[host]
	if gate == nil {
		gate = make(chan struct{}, places)
		g.open[host] = gate
	}
	g.mu.Unlock()
	select {
	case gate <- struct{}{}:
		return func() { <-gate }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// IsAddress says whether a place is an address of the network (http or https) and not a directory.
func IsAddress(place string) bool {
	return strings.HasPrefix(place, "http://") || strings.HasPrefix(place, "https://")
}

// Host gives the host of an address, with its port; empty where there is none.
func Host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// Under gives the address of a file below a base address; the name is a path with slashes.
func Under(base, name string) (string, error) {
	return url.JoinPath(base, strings.Split(name, "/")...)
}
