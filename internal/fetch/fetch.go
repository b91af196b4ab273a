// Package fetch is comity's only client of the network. It brings a file of known size and checksum from its address, or
// from a mirror directory, into a file on disk: what was already there is kept and the rest asked for (Range), failures that
// may pass are tried again with growing pauses, nothing larger than announced is ever written, and what does not have the
// checksum is not kept. Several files come at once, few of them from one host. It speaks http and https only, follows few
// redirects, and nowhere else; a proxy is used where the environment names one. With Offline it refuses before it opens a
// connection.
package fetch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"math/rand/v2"
	"net"
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
	// Fault, where given, is asked before the disk is: "open", "write", "truncate", "sync". Tests put a full disk here.
	Fault func(op string) error
}

func (f File) may(op string) error {
	if f.Fault == nil {
		return nil
	}
	return f.Fault(op)
}

// Client brings files. The zero value is ready, patient and online. It may be used by several goroutines at once.
type Client struct {
	Offline bool
	Tries   int                                              // how often a file is tried; default 4
	PerHost int                                              // how many files come from one host at a time; default PerHost
	HTTP    *http.Client                                     // default: this package's own
	Pause   func(ctx context.Context, d time.Duration) error // default: wait
	Jitter  func() float64                                   // where in [0, 1) a pause lies between half and whole; default: at random
	Idle    time.Duration                                    // how long a connection may bring nothing; default 60 s

	gates gates
}

// ErrOffline says that the network was needed and was not to be used.
var ErrOffline = errors.New("offline: the network is not to be used; give a mirror directory (--mirror) or the file itself (comity add)")

// ErrScheme says that an address, or one it led to, is neither http nor https.
var ErrScheme = errors.New("only http and https addresses are fetched")

// StatusError is an answer of the server other than success.
type StatusError struct {
	Address string
	Code    int
	After   time.Duration // how long the server asks to be left alone (Retry-After); 0 where it does not say
}

func (e *StatusError) Error() string {
	text := fmt.Sprintf("%s answers %d %s", e.Address, e.Code, http.StatusText(e.Code))
	if e.After > maxPause {
		text += fmt.Sprintf(" and asks to be left alone for %v; try again then", e.After.Round(time.Second))
	}
	return text
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
var client = &http.Client{Transport: transport(), CheckRedirect: func(r *http.Request, via []*http.Request) error {
	if len(via) >= maxRedirects {
		return fmt.Errorf("more than %d redirects", maxRedirects)
	}
	return scheme(r.URL)
}}

// transport connects through the proxy that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name, and waits for no step for ever.
func transport() *http.Transport {
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            (&net.Dialer{Timeout: 30 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		TLSHandshakeTimeout:    20 * time.Second,
		ResponseHeaderTimeout:  time.Minute,
		IdleConnTimeout:        time.Minute,
		MaxResponseHeaderBytes: 1 << 20,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true,
	}
}

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
	leave, err := c.gates.enter(ctx, u.Host, orDefault(c.PerHost, PerHost))
	if err != nil {
		return err
	}
	defer leave()
	tries := orDefault(c.Tries, 4)
	for n := 1; ; n++ {
		err = c.try(ctx, f)
		if err == nil || n == tries || !passing(err) || ctx.Err() != nil {
			break
		}
		if perr := c.pause(ctx, c.backOff(n, err)); perr != nil {
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
	idle := orDefault(c.Idle, time.Minute)
	watch := time.AfterFunc(idle, func() { cancel(errIdle) })
	defer watch.Stop()
	part.alive = func() { watch.Reset(idle) }
	err = c.receive(ctx, f, part)
	if err != nil && context.Cause(ctx) == errIdle {
		return fmt.Errorf("%s: %w", f.Address, errIdle)
	}
	return err
}

// receive asks for what is missing, takes it and holds the whole against its checksum.
func (c *Client) receive(ctx context.Context, f File, p *part) error {
	body, err := c.ask(ctx, f, p)
	if err != nil {
		return err
	}
	defer body.Close()
	if err := p.take(body); err != nil {
		return err
	}
	return p.finish()
}

// orDefault is a setting, or what stands for it where it is not set.
func orDefault[N int | time.Duration](set, otherwise N) N {
	if set > 0 {
		return set
	}
	return otherwise
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
	return nil, &StatusError{f.Address, res.StatusCode, retryAfter(res.Header.Get("Retry-After"), time.Now())}
}

// errAgain asks for another try.
var errAgain = errors.New("the part did not fit; trying from the beginning")

// passing says whether a failure may pass by itself.
func passing(err error) bool {
	var status *StatusError
	var wrong *BytesError
	switch {
	case errors.As(err, &status):
		return status.After <= maxPause && (status.Code == http.StatusTooManyRequests || status.Code == http.StatusRequestTimeout || status.Code >= 500)
	case errors.As(err, &wrong), errors.Is(err, ErrScheme), errors.Is(err, errDisk):
		return false
	}
	return true
}

// maxPause is the longest a server may ask to be left alone before the file is given up for now.
const maxPause = 5 * time.Minute

// backOff is how long to wait after the n-th try: a second, doubled with each try up to half a minute, of it between half and
// the whole so that many who failed together do not come back together, and never less than the server asked for.
func (c *Client) backOff(n int, err error) time.Duration {
	jitter := rand.Float64
	if c.Jitter != nil {
		jitter = c.Jitter
	}
	d := time.Second << min(n-1, 5)
	d = d/2 + time.Duration(jitter()*float64(d/2))
	var status *StatusError
	if errors.As(err, &status) {
		d = max(d, status.After)
	}
	return d
}

// retryAfter reads the header of that name: seconds, or a date. What cannot be read asks for nothing.
func retryAfter(text string, now time.Time) time.Duration {
	if n, err := strconv.ParseInt(text, 10, 32); err == nil {
		return max(0, time.Duration(n)*time.Second)
	}
	if t, err := http.ParseTime(text); err == nil {
		return max(0, t.Sub(now))
	}
	return 0
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
	if err := f.may("open"); err != nil {
		return nil, errors.Join(errDisk, err)
	}
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
	if err := p.may("truncate"); err != nil {
		return errors.Join(errDisk, err)
	}
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
			if err := p.write(buf[:n]); err != nil {
				return err
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

// write adds bytes to the file and to its checksum.
func (p *part) write(b []byte) error {
	if p.have+int64(len(b)) > p.Size {
		return errors.Join(&BytesError{p.from(), "its length", "more", strconv.FormatInt(p.Size, 10)}, p.restart())
	}
	if err := p.may("write"); err != nil {
		return errors.Join(errDisk, err)
	}
	if _, err := p.file.Write(b); err != nil {
		return errors.Join(errDisk, err)
	}
	p.sum.Write(b)
	p.have += int64(len(b))
	if p.Progress != nil {
		p.Progress(p.have, p.Size)
	}
	return nil
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
	if err := errors.Join(p.may("sync"), p.file.Sync()); err != nil {
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
