// Package gzip packs a stream with gzip on several goroutines, as pigz does, into bytes that depend on nothing but the stream: not
// on the number of threads, how it was handed over, or the day.
//
// The stream is cut into blocks of a fixed size, each packed on its own with the end of the block before as its dictionary. They
// are one member of a gzip file, which every program that knows gzip reads. Package unpack reads it back.
package gzip

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"io"

	"github.com/klauspost/compress/flate"

	"comity/format/inorder"
)

const (
	block  = 1 << 20 // bytes of the stream that are packed at one time
	window = 32 << 10
	level  = 3 // on tables of numbers the levels above it, up to 8, pack less well and take longer
)

// header begins the file: deflate, no name, no time, no system named.
var header = []byte{0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF}

// Writer packs what is written to it. It is for one goroutine.
type Writer struct {
	w     io.Writer
	queue *inorder.Queue[*bytes.Buffer]
	open  []byte // the block that is not full, after the dictionary
	dict  int    // bytes of the dictionary
	crc   uint32
	size  uint32 // modulo 2³², as the format wants it
	bare  bool   // nothing but the deflate stream
	err   error
}

// NewWriter gives a writer that packs into w. When ctx ends, Write and Close fail with its error. Close it, or the file is cut off.
func NewWriter(ctx context.Context, w io.Writer) *Writer {
	z := NewDeflate(ctx, w)
	z.bare = false
	_, z.err = w.Write(header)
	return z
}

// NewDeflate is NewWriter of the deflate stream alone, as it stands in zip files.
func NewDeflate(ctx context.Context, w io.Writer) *Writer {
	z := &Writer{w: w, bare: true}
	z.queue = inorder.New(ctx, func(b *bytes.Buffer) error {
		_, err := w.Write(b.Bytes())
		return err
	})
	return z
}

// Write takes bytes of the stream.
func (z *Writer) Write(b []byte) (int, error) {
	n := len(b)
	z.crc = crc32.Update(z.crc, crc32.IEEETable, b)
	z.size += uint32(n)
	for len(b) > 0 && z.err == nil {
		if z.open == nil {
			z.open = make([]byte, 0, window+block)
		}
		k := min(len(b), z.dict+block-len(z.open))
		z.open = append(z.open, b[:k]...)
		b = b[k:]
		if len(z.open) == z.dict+block {
			z.pack()
		}
	}
	return n - len(b), z.err
}

// pack sends the open block to be packed and begins another, with the end of this one as its dictionary.
func (z *Writer) pack() {
	all, dict := z.open, z.dict
	z.open = append(make([]byte, 0, window+block), all[max(0, len(all)-window):]...)
	z.dict = len(z.open)
	err := z.queue.Add(func() (*bytes.Buffer, error) { return packed(all[:dict], all[dict:]) })
	if z.err == nil {
		z.err = err
	}
}

// packed packs a block and ends it at a whole byte. A packer that is used again may pack otherwise than a new one: it is not.
func packed(dict, b []byte) (*bytes.Buffer, error) {
	out := bytes.NewBuffer(make([]byte, 0, len(b)/4))
	p, err := flate.NewWriterDict(out, level, dict)
	if err != nil {
		return nil, err
	}
	if _, err := p.Write(b); err != nil {
		return nil, err
	}
	return out, p.Flush()
}

// Close packs what is left and ends the file. It does not close what is written into.
func (z *Writer) Close() error {
	if z.err == nil && len(z.open) > z.dict {
		z.pack()
	}
	if err := z.queue.Close(); z.err == nil {
		z.err = err
	}
	if z.err != nil {
		return z.err
	}
	end := []byte{3, 0} // an empty last block
	if !z.bare {
		end = binary.LittleEndian.AppendUint32(end, z.crc)
		end = binary.LittleEndian.AppendUint32(end, z.size)
	}
	_, z.err = z.w.Write(end)
	return z.err
}
