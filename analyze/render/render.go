// Package render writes a batch in the formats that users ask for, one file each.
//
// The same batch gives the same bytes. Texts and names come from strangers: no
// format passes on what would act on a terminal or in a spreadsheet.
package render

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"

	"hegao/analyze"
)

// Options says how a batch is written.
type Options struct {
	Width   int    // columns of the terminal, for text; 0: 80
	Color   bool   // mark severities by colour, for text
	Version string // of the program
}

// A format writes a batch; it may leave errors of writing to the flush.
type format func(w *bufio.Writer, b *analyze.Batch, o Options) error

// formats has every format by name. It is filled while the package starts.
var formats = map[string]format{}

// register adds a format; its result only allows to call it in a declaration.
func register(name string, f format) bool {
	formats[name] = f
	return true
}

// Formats returns the names of the formats, sorted.
func Formats() []string { return slices.Sorted(maps.Keys(formats)) }

// Write writes b to w in the named format.
func Write(w io.Writer, name string, b *analyze.Batch, o Options) error {
	f, ok := formats[name]
	if !ok {
		return fmt.Errorf("unknown format %q", name)
	}
	buf := bufio.NewWriterSize(w, 64<<10)
	if err := f(buf, b, o); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	if err := buf.Flush(); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
