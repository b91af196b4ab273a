package record

// This file is the core of the record: one container of what comity may ship (General Assembly votes and ideal points from them,
// World Bank GDP and population, ITPD-E totals), inside the binary and read where it lies.

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"sync"
	"unsafe"

	"comity/source"
)

// coreSources are the sources of the core, in the order of its tables. Each must be of rights "bundle".
var coreSources = []string{"unga-votes", "worldbank", "itpd-e", "ideal-points-comity-2024"}

// coreDate is the day the core's inputs were last chosen; it names the core and is changed by hand with them.
const coreDate = "2026-11-23"

// CoreLimit is the size a core may have.
const CoreLimit = 16 << 20

//go:embed core/core.comity
var coreText string

// coreBytes is the embedded core, not copied; nothing writes to it.
func coreBytes() []byte { return unsafe.Slice(unsafe.StringData(coreText), len(coreText)) }

// Core opens the core of the record. Its header is checked, its sections only by Verify.
func Core() (*Record, error) { return openCore() }

var openCore = sync.OnceValues(func() (*Record, error) {
	tables, err := Read(coreBytes())
	if err != nil {
		return nil, fmt.Errorf("the core of the record: %w", err)
	}
	return New(coreEdition(), tables, nil), nil
})

// coreEdition names the core by its date and the checksum of its header, which holds the checksums of all else.
func coreEdition() string { return editionOf(coreBytes()) }

func editionOf(container []byte) string { return "core " + coreDate + "/" + stamp(container) }

// stamp is the first twelve letters of a container's header checksum.
func stamp(container []byte) string {
	if len(container) < prelude {
		return "empty"
	}
	return hex.EncodeToString(container[len(magic)+8 : prelude])[:12]
}

// InCore says whether the core has the source's tables.
func InCore(id string) bool {
	for _, s := range coreSources {
		if s == id {
			return true
		}
	}
	return false
}

// BuildCore makes the core from a mirror directory with up to the given number of workers. The same files give the same
// bytes whatever the number.
func BuildCore(ctx context.Context, mirror fs.FS, workers int) ([]byte, []Built, error) {
	tables := make([][]Builder, len(coreSources))
	reports := make([]Built, len(coreSources))
	err := each(ctx, len(coreSources), workers, func(i int) (err error) {
		s, ok := source.Lookup(coreSources[i])
		if !ok || s.Card().Rights != source.Bundle {
			return fmt.Errorf("the core may not have source %s: it is unknown or not of rights %q", coreSources[i], source.Bundle)
		}
		tables[i], reports[i], err = build(s, fromMirror(mirror, s.Card()))
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	var all []Builder
	for _, t := range tables {
		all = append(all, t...)
	}
	var out bytes.Buffer
	if err := Write(&out, all...); err != nil {
		return nil, nil, err
	}
	if out.Len() > CoreLimit {
		return nil, nil, fmt.Errorf("the core has %d bytes, more than %d", out.Len(), CoreLimit)
	}
	return out.Bytes(), reports, nil
}

// each calls f for 0..n-1, up to workers at a time, and gives the error of the lowest number.
func each(ctx context.Context, n, workers int, f func(int) error) error {
	errs := make([]error, n)
	slots := make(chan struct{}, max(workers, 1))
	var wait sync.WaitGroup
	for i := range n {
		slots <- struct{}{}
		wait.Go(func() {
			defer func() { <-slots }()
			if errs[i] = ctx.Err(); errs[i] == nil {
				errs[i] = f(i)
			}
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
