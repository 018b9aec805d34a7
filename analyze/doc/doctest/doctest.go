// Package doctest writes documents as files in the formats that offices send, for tests.
//
// It writes the body: paragraphs, headings and tables. What a word processor adds to a text
// (automatic numbers, tracked changes, hidden text) becomes what it looks like.
package doctest

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"

	"hegao/analyze/doc"
)

// Formats are the formats that Write knows.
var Formats = []string{"docx", "odt", "rtf", "html", "txt"}

// Write returns d in a format; nil for one that is not known.
func Write(format string, d *doc.Document) []byte {
	switch format {
	case "docx":
		return Word(d)
	case "odt":
		return OpenDocument(d)
	case "rtf":
		return RTF(d)
	case "html":
		return HTML(d)
	case "txt":
		return []byte(Text(d))
	}
	return nil
}

// A table is the blocks of one, by row and column.
type table [][][]doc.Block

// walk calls paragraph for each block of d's body outside of tables, and grid for each table.
func walk(d *doc.Document, paragraph func(doc.Block), grid func(table)) {
	for i := 0; i < len(d.Blocks); i++ {
		b := d.Blocks[i]
		switch {
		case !b.Kind.Body():
		case b.Cell == nil:
			paragraph(b)
		default:
			end := i
			for end < len(d.Blocks) && d.Blocks[end].Cell != nil && d.Blocks[end].Cell.Table == b.Cell.Table {
				end++
			}
			grid(newTable(d.Blocks[i:end]))
			i = end - 1
		}
	}
}

func newTable(blocks []doc.Block) table {
	rows, columns := 0, 0
	for _, b := range blocks {
		rows, columns = max(rows, b.Cell.Row+1), max(columns, b.Cell.Col+1)
	}
	t := make(table, rows)
	for i := range t {
		t[i] = make([][]doc.Block, columns)
	}
	for _, b := range blocks {
		cell := &t[b.Cell.Row][b.Cell.Col]
		*cell = append(*cell, b)
	}
	return t
}

// Text writes d as a text file: a paragraph a line, a row of a table a line.
func Text(d *doc.Document) string {
	var b strings.Builder
	after := false // a table
	walk(d, func(p doc.Block) {
		after = false
		b.WriteString(p.Text + "\n")
	}, func(t table) {
		if after {
			b.WriteString("\n")
		}
		after = true
		for _, row := range t {
			for i, cell := range row {
				if i > 0 {
					b.WriteString("\t")
				}
				for _, p := range cell {
					b.WriteString(p.Text)
				}
			}
			b.WriteString("\n")
		}
	})
	return b.String()
}

// Zip returns a zip file of parts: name, content, name, content, …
func Zip(parts ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err == nil {
			_, err = io.WriteString(w, parts[i+1])
		}
		if err != nil {
			panic(err) // nothing can go wrong in memory
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// xmlText writes text for XML; tab is what stands for a tab.
func xmlText(text, tab string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\t", tab).Replace(text)
}
