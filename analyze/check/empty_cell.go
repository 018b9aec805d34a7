package check

import (
	"strings"

	"hegao/analyze/doc"
)

// rowHead returns the place of the head of the row in which the empty table cell at block b
// stands, its first text that is no number: a place for what is said of the cell, in which
// there is nothing to point at.
func rowHead(d *doc.Document, b int) doc.Span {
	head := doc.Span{Block: b}
	at := d.Blocks[b].Cell
	for i := b - 1; i >= 0 && d.Blocks[i].Cell != nil && d.Blocks[i].Cell.Table == at.Table && d.Blocks[i].Cell.Row == at.Row; i-- {
		if text := d.Blocks[i].Text; strings.Trim(text, "0123456789. ") != "" {
			head = doc.Span{Block: i, End: len(text)}
		}
	}
	return head
}

// columnHead returns the topmost text in the column of the empty table cell at block b.
func columnHead(d *doc.Document, b int) string {
	head := ""
	at := d.Blocks[b].Cell
	for i := b - 1; i >= 0 && d.Blocks[i].Cell != nil && d.Blocks[i].Cell.Table == at.Table; i-- {
		if d.Blocks[i].Cell.Col == at.Col && d.Blocks[i].Text != "" {
			head = d.Blocks[i].Text
		}
	}
	return head
}
