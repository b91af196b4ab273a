// Package fetch is comity's only client of the network. It brings a file of known size and checksum from its address, or
// from a mirror directory, into a file on disk: what was already there is kept and the rest asked for (Range), failures that
// may pass are tried again with growing pauses, nothing larger than announced is ever written, and what does not have the
// checksum is not kept. It speaks http and https only, follows few redirects, and nowhere else. With Offline it refuses
// before it opens a connection.
package fetch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"
)

// File is what is to be brought, and where to.
type File struct {
	Address string // http or https
	Path    string // where the bytes go; a part left there by an earlier try is continued
	SHA256  string // lower-case hexadecimal
	Size    int64
	// Progress, where given, hears how many bytes are there, of how many.
	Progress func(done, total int64)
}

// Client brings files. The zero value is ready, patient and online.
type Client struct {
	Offline bool
	Tries   int                                              // how often a file is tried; default 4
	HTTP    *http.Client                                     // default: this package's own
	Pause   func(ctx context.Context, d time.Duration) error // default: wait
	Idle    time.Duration                                    // how long a connection may bring nothing; default 60 s
}

// ErrOffline says that the network was needed and was not to be used.
var ErrOffline = errors.New("offline: the network is not to be used; give a mirror directory (--mirror) or the file itself (comity add)")

// ErrScheme says that an address, or one it led to, is neither http nor https.
var ErrScheme = errors.New("only http and https addresses are fetched")

// StatusError is an answer of the server other than success.
type StatusError struct {
	Address string
	Code    int
}

func (e *StatusError) Error() string {
	return fmt.Sprintf("%s answers %d %s", e.Address, e.Code, http.StatusText(e.Code))
}

// BytesError says that the bytes that came are not those announced.
type BytesError struct {
	From      string
	Why       string
	Got, Want string
}

func (e *BytesError) Error() string {
	return fmt.Sprintf("%s: %s is %s, want %s: the file at the address is another edition or was damaged on its way", e.From, e.Why, e.Got, e.Want)
}

// maxRedirects bounds where an address may lead.
const maxRedirects = 5

// client is the default HTTP client: it follows a few redirects, to http and https only.
var client = &http.Client{CheckRedirect: func(r *http.Request, via []*http.Request) error {
	if len(via) >= maxRedirects {
		return fmt.Errorf("more than %d redirects", maxRedirects)
	}
	return scheme(r.URL)
}}

func scheme(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("%s: %w", u.Redacted(), ErrScheme)
	}
	return nil
}

// Get brings a file from its address. On an error the part that came is left at f.Path, to be continued, unless it is known
// to be wrong.
func (c *Client) Get(ctx context.Context, f File) error {
	u, err := url.Parse(f.Address)
	if err != nil {
		return fmt.Errorf("address %q: %w", f.Address, err)
	}
	if err := scheme(u); err != nil {
		return err
	}
	if c.Offline {
		return fmt.Errorf("%s: %w", f.Address, ErrOffline)
	}
	tries := max(c.Tries, 0)
	if tries == 0 {
		tries = 4
	}
	for n := 1; ; n++ {
		err = c.try(ctx, f)
		if err == nil || n == tries || !passing(err) || ctx.Err() != nil {
			break
		}
		if perr := c.pause(ctx, time.Second<<min(n-1, 5)); perr != nil {
			return perr
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// try makes one request and adds what comes to what is there.
func (c *Client) try(ctx context.Context, f File) error {
	part, err := openPart(f)
	if err != nil {
		return err
	}
	defer part.file.Close()
	if part.have == f.Size {
		return part.finish()
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	body, err := c.ask(ctx, f, part)
	if err != nil {
		return err
	}
	defer body.Close()
	idle := c.Idle
	if idle <= 0 {
		idle = time.Minute
	}
	watch := time.AfterFunc(idle, func() { cancel(errIdle) })
	defer watch.Stop()
	part.alive = func() { watch.Reset(idle) }
	if err := part.take(body); err != nil {
		if context.Cause(ctx) == errIdle {
			return fmt.Errorf("%s: %w", f.Address, errIdle)
		}
		return err
	}
	return part.finish()
}

// errIdle says that a connection brought nothing for too long.
var errIdle = errors.New("the connection brings nothing more")

// ask sends the request, for the rest where there is a part, and starts the part anew where the server sends the whole.
func (c *Client) ask(ctx context.Context, f File, p *part) (io.ReadCloser, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, f.Address, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", "comity (data snapshots; resumable)")
	req.Header.Set("Accept-Encoding", "identity")
	if p.have > 0 {
		req.Header.Set("Range", "bytes="+strconv.FormatInt(p.have, 10)+"-")
	}
	h := c.HTTP
	if h == nil {
		h = client
	}
	res, err := h.Do(req)
	if err != nil {
		return nil, err
	}
	switch {
	case res.StatusCode == http.StatusPartialContent && strings.HasPrefix(res.Header.Get("Content-Range"), "bytes "+strconv.FormatInt(p.have, 10)+"-"):
		return res.Body, nil
	case res.StatusCode == http.StatusOK:
		if err := p.restart(); err != nil {
			res.Body.Close()
			return nil, err
		}
		if res.ContentLength > f.Size {
			res.Body.Close()
			return nil, &BytesError{f.Address, "its length", strconv.FormatInt(res.ContentLength, 10), strconv.FormatInt(f.Size, 10)}
		}
		return res.Body, nil
	}
	res.Body.Close()
	if p.have > 0 && (res.StatusCode == http.StatusRequestedRangeNotSatisfiable || res.StatusCode == http.StatusPartialContent) {
		err := p.restart() // the part does not fit what the server has: begin again
		return nil, errors.Join(errAgain, err)
	}
	return nil, &StatusError{f.Address, res.StatusCode}
}

// errAgain asks for another try.
var errAgain = errors.New("the part did not fit; trying from the beginning")

// passing says whether a failure may pass by itself.
func passing(err error) bool {
	var status *StatusError
	var wrong *BytesError
	switch {
	case errors.As(err, &status):
		return status.Code == http.StatusTooManyRequests || status.Code == http.StatusRequestTimeout || status.Code >= 500
	case errors.As(err, &wrong), errors.Is(err, ErrScheme), errors.Is(err, errDisk):
		return false
	}
	return true
}

func (c *Client) pause(ctx context.Context, d time.Duration) error {
	if c.Pause != nil {
		return c.Pause(ctx, d)
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// errDisk marks failures of the disk, which no second try mends.
var errDisk = errors.New("writing failed")

// part is a file under way: what is there, and its checksum so far.
type part struct {
	File
	file  *os.File
	have  int64
	old   bool // begun by an earlier try
	sum   hash.Hash
	alive func()
}

// openPart opens what an earlier try left, or an empty file.
func openPart(f File) (*part, error) {
	file, err := os.OpenFile(f.Path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, errors.Join(errDisk, err)
	}
	p := &part{File: f, file: file, sum: sha256.New(), alive: func() {}}
	p.have, err = io.Copy(p.sum, file)
	p.old = p.have > 0
	if err == nil && p.have > f.Size {
		err = p.restart()
	}
	if err != nil {
		file.Close()
		return nil, errors.Join(errDisk, err)
	}
	return p, nil
}

// restart throws away what is there.
func (p *part) restart() error {
	p.have, p.old = 0, false
	p.sum.Reset()
	if err := p.file.Truncate(0); err != nil {
		return errors.Join(errDisk, err)
	}
	_, err := p.file.Seek(0, io.SeekStart)
	return err
}

// take adds what the reader gives, and not a byte more than announced.
func (p *part) take(r io.Reader) error {
	buf := make([]byte, 64<<10)
	for {
		n, err := r.Read(buf)
		if n > 0 {
			p.alive()
			if p.have+int64(n) > p.Size {
				p.restart()
				return &BytesError{p.from(), "its length", "more", strconv.FormatInt(p.Size, 10)}
			}
			if _, werr := p.file.Write(buf[:n]); werr != nil {
				return errors.Join(errDisk, werr)
			}
			p.sum.Write(buf[:n])
			p.have += int64(n)
			if p.Progress != nil {
				p.Progress(p.have, p.Size)
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// finish holds the whole against size and checksum and makes it durable. A wrong file is emptied; one that an earlier try
// began is tried again from the beginning.
func (p *part) finish() error {
	if p.have < p.Size {
		return fmt.Errorf("%s: the connection ended after %d of %d bytes", p.from(), p.have, p.Size)
	}
	if got := hex.EncodeToString(p.sum.Sum(nil)); got != p.SHA256 {
		if p.old {
			return errors.Join(errAgain, p.restart())
		}
		return errors.Join(&BytesError{p.from(), "its SHA-256", got, p.SHA256}, p.restart())
	}
	if err := p.file.Sync(); err != nil {
		return errors.Join(errDisk, err)
	}
	return nil
}

func (p *part) from() string {
	if p.Address != "" {
		return p.Address
	}
	return p.Path
}

// Copy brings a file from a path, as Get does from an address: the mirror directory. It needs no network.
func Copy(ctx context.Context, from string, f File) error {
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer src.Close()
	f.Address = from
	p, err := openPart(f)
	if err != nil {
		return err
	}
	defer p.file.Close()
	if err := p.restart(); err != nil {
		return err
	}
	if err := p.take(contextReader{ctx, src}); err != nil {
		return err
	}
	return p.finish()
}

// contextReader stops reading when its context ends.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}
