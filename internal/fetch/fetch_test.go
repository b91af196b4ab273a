package fetch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

var content = bytes.Repeat([]byte("relations between states\n"), 20_000)

func sum(b []byte) string {
	s := sha256.Sum256(b)
	return hex.EncodeToString(s[:])
}

// hasty is a client that does not wait between tries.
func hasty() *Client {
	return &Client{Pause: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }}
}

func file(t *testing.T, address string) File {
	return File{Address: address, Path: filepath.Join(t.TempDir(), "part"), SHA256: sum(content), Size: int64(len(content))}
}

func serve(t *testing.T, h http.HandlerFunc) string {
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

// whole serves the content, with ranges.
func whole(w http.ResponseWriter, r *http.Request) {
	http.ServeContent(w, r, "x", time.Time{}, bytes.NewReader(content))
}

func TestGet(t *testing.T) {
	var fails atomic.Int32
	cases := []struct {
		name    string
		handler http.HandlerFunc
		part    []byte // what an earlier try left
		tries   int32  // requests expected; 0 for any
		want    error  // nil for success
	}{
		{"plain", whole, nil, 1, nil},
		{"continues a part", func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Range") != "bytes=1000-" {
				http.Error(w, "no range", http.StatusTeapot)
				return
			}
			whole(w, r)
		}, content[:1000], 1, nil},
		{"a server without ranges", func(w http.ResponseWriter, r *http.Request) { w.Write(content) }, content[:1000], 1, nil},
		{"a part that is too long", whole, append(bytes.Clone(content), 'x'), 1, nil},
		{"a finished part needs no request", func(w http.ResponseWriter, r *http.Request) { http.Error(w, "", http.StatusInternalServerError) }, content, 0, nil},
		{"a wrong part is thrown away", whole, []byte("wrong"), 2, nil},
		{"failures that pass", func(w http.ResponseWriter, r *http.Request) {
			if fails.Add(1) < 3 {
				http.Error(w, "", http.StatusServiceUnavailable)
				return
			}
			whole(w, r)
		}, nil, 3, nil},
		{"not there", http.NotFound, nil, 1, &StatusError{}},
		{"always failing", func(w http.ResponseWriter, r *http.Request) { http.Error(w, "", http.StatusBadGateway) }, nil, 4, &StatusError{}},
		{"other bytes", func(w http.ResponseWriter, r *http.Request) {
			w.Write(bytes.Repeat([]byte{'y'}, len(content)))
		}, nil, 1, &BytesError{}},
		{"too many bytes, announced", func(w http.ResponseWriter, r *http.Request) { w.Write(append(bytes.Clone(content), content...)) }, nil, 1, &BytesError{}},
		{"too many bytes, endless", func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := w.Write(content); err != nil {
					return
				}
			}
		}, nil, 1, &BytesError{}},
		{"redirect to a file", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		}, nil, 1, ErrScheme},
		{"redirects in a ring", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusFound) }, nil, 0, errors.New("any")},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var asked atomic.Int32
			f := file(t, serve(t, func(w http.ResponseWriter, r *http.Request) { asked.Add(1); c.handler(w, r) }))
			if c.part != nil {
				os.WriteFile(f.Path, c.part, 0o644)
			}
			err := hasty().Get(t.Context(), f)
			if (err == nil) != (c.want == nil) {
				t.Fatalf("error %v, want %T", err, c.want)
			}
			checkKind(t, err, c.want)
			if c.tries > 0 && asked.Load() != c.tries {
				t.Errorf("%d requests, want %d", asked.Load(), c.tries)
			}
			if got, _ := os.ReadFile(f.Path); err == nil && !bytes.Equal(got, content) {
				t.Error("the file is not what was served")
			}
			if got, _ := os.Stat(f.Path); got != nil && got.Size() > f.Size {
				t.Errorf("%d bytes were written, more than %d", got.Size(), f.Size)
			}
		})
	}
}

// checkKind holds an error against the kind wanted.
func checkKind(t *testing.T, err, want error) {
	t.Helper()
	var status *StatusError
	var wrong *BytesError
	switch want.(type) {
	case *StatusError:
		if !errors.As(err, &status) {
			t.Errorf("error %v, want a StatusError", err)
		}
	case *BytesError:
		if !errors.As(err, &wrong) {
			t.Errorf("error %v, want a BytesError", err)
		}
	}
	if want == ErrScheme && !errors.Is(err, ErrScheme) {
		t.Errorf("error %v, want ErrScheme", err)
	}
}

func TestConnectionsThatBreakAreContinued(t *testing.T) {
	var asked atomic.Int32
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		var from int
		fmt.Sscanf(r.Header.Get("Range"), "bytes=%d-", &from)
		to := min(from+200_000, len(content))
		w.Header().Set("Content-Length", fmt.Sprint(len(content)-from))
		if asked.Add(1) > 1 {
			w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, len(content)-1, len(content)))
			w.WriteHeader(http.StatusPartialContent)
		}
		w.Write(content[from:to]) // and break off
	})
	f := file(t, url)
	var last int64
	f.Progress = func(done, total int64) {
		if done < last || total != f.Size {
			t.Errorf("progress %d of %d after %d", done, total, last)
		}
		last = done
	}
	if err := hasty().Get(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	if asked.Load() != 3 || last != f.Size {
		t.Errorf("%d requests, progress %d", asked.Load(), last)
	}
}

func TestOfflineAndSchemes(t *testing.T) {
	c := &Client{Offline: true}
	if err := c.Get(t.Context(), File{Address: "http://localhost/x"}); !errors.Is(err, ErrOffline) {
		t.Errorf("offline: %v", err)
	}
	for _, a := range []string{"file:///etc/passwd", "ftp://x/y", "", "//x", "http://", "\x00"} {
		if err := (&Client{}).Get(t.Context(), File{Address: a}); err == nil {
			t.Errorf("%q was fetched", a)
		}
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	f := file(t, serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Write(content[:1000])
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}))
	f.Progress = func(int64, int64) { cancel() }
	if err := hasty().Get(ctx, f); !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v, want canceled", err)
	}
	if part, _ := os.ReadFile(f.Path); len(part) == 0 || !bytes.HasPrefix(content, part) {
		t.Errorf("a part of %d bytes is left, want some to continue", len(part))
	}
}

func TestIdleConnectionIsGivenUp(t *testing.T) {
	c := hasty()
	c.Idle, c.Tries = 50*time.Millisecond, 1
	f := file(t, serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Write(content[:10])
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}))
	start := time.Now()
	if err := c.Get(t.Context(), f); !errors.Is(err, errIdle) || time.Since(start) > 10*time.Second {
		t.Errorf("error %v after %v", err, time.Since(start))
	}
}

func TestCopy(t *testing.T) {
	from := filepath.Join(t.TempDir(), "from")
	os.WriteFile(from, content, 0o644)
	f := file(t, "")
	os.WriteFile(f.Path, []byte("stale"), 0o644)
	if err := Copy(t.Context(), from, f); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(f.Path); !bytes.Equal(got, content) {
		t.Error("the copy differs")
	}
	os.WriteFile(from, content[1:], 0o644)
	if err := Copy(t.Context(), from, f); err == nil || !strings.Contains(err.Error(), from) {
		t.Errorf("a short file: %v", err)
	}
	flipped := bytes.Clone(content)
	flipped[77] ^= 4
	os.WriteFile(from, flipped, 0o644)
	var wrong *BytesError
	if err := Copy(t.Context(), from, f); !errors.As(err, &wrong) {
		t.Errorf("a flipped bit: %v", err)
	}
}
