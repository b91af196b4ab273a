package desk

// This file writes large files: a stream to a temporary file beside the old one, counted and summed on the way, synced, and put in
// its place whole or not at all.

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"comity/report"
)

// writeWhole writes a file from a stream and gives its size and SHA-256. What was there before is as it was where it fails.
func writeWhole(path string, write func(io.Writer) error) (report.PanelFile, error) {
	return writeIf(path, write, func(report.PanelFile) error { return nil })
}

// writeIf writes a file that is put in its place only where may, which is told its size and SHA-256, gives no error.
func writeIf(path string, write func(io.Writer) error, may func(report.PanelFile) error) (report.PanelFile, error) {
	out := report.PanelFile{Name: path}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return out, fmt.Errorf("%s was not written: it is no ordinary file; name a file", path)
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".comity-*")
	if errors.Is(err, fs.ErrNotExist) {
		return out, fmt.Errorf("%s was not written: there is no directory %s", path, filepath.Dir(path))
	}
	if err != nil {
		return out, fmt.Errorf("%s was not written: %w", path, bare(err))
	}
	defer os.Remove(f.Name())
	sum := sha256.New()
	to := &counter{w: io.MultiWriter(f, sum)}
	buffered := bufio.NewWriterSize(to, 1<<20)
	err = write(buffered)
	if err == nil {
		err = errors.Join(buffered.Flush(), f.Sync())
	}
	out.Bytes, out.SHA256 = to.n, hex.EncodeToString(sum.Sum(nil))
	if err = errors.Join(err, f.Close()); err == nil {
		err = may(out)
	}
	if err == nil {
		err = errors.Join(os.Chmod(f.Name(), 0o644), os.Rename(f.Name(), path))
	}
	if err != nil {
		return out, fmt.Errorf("%s was not written: %w; the old file, if any, is as it was", path, bare(err))
	}
	return out, nil
}

// measured gives the size and SHA-256 of what would be written.
func measured(write func(io.Writer) error) (report.PanelFile, error) {
	sum := sha256.New()
	to := &counter{w: sum}
	err := write(to)
	return report.PanelFile{Bytes: to.n, SHA256: hex.EncodeToString(sum.Sum(nil))}, err
}

// counter counts what is written.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}
