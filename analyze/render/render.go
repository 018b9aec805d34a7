// Package render writes a batch in the formats that users ask for, one file each.
package render

import (
	"io"

	"hegao/analyze"
)

// Options says how a batch is written.
type Options struct {
	Width   int    // columns of the terminal, for text; 0: 80
	Color   bool   // mark severities by colour, for text
	Version string // of the program
}

// Formats returns the names of the formats, sorted.
func Formats() []string { return nil }

// Write writes b to w in the named format.
func Write(w io.Writer, format string, b *analyze.Batch, o Options) error { return nil }
