package reader

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/wrap"
)

// A tableRow is a line of a text file that is a row of a table.
type tableRow struct {
	table, row int
	separator  byte
	rule       bool // a row of dashes under a Markdown table's head
}

// findTables finds tables set with tabs or bars: at least two lines in a row with the
// same number of separators.
func findTables(lines []textLine) {
	table := 0
	for i := 0; i < len(lines); {
		separator, n := separators(&lines[i])
		end := i + 1
		for n > 0 && end < len(lines) {
			s, m := separators(&lines[end])
			if s != separator || m != n {
				break
			}
			end++
		}
		if n > 0 && end-i >= 2 && (separator == '|' || slices.ContainsFunc(lines[i:end], hasTwoCells)) {
			table++
			row := 0
			for j := i; j < end; j++ {
				rule := separator == '|' && strings.Trim(lines[j].text, "|-: \t") == ""
				lines[j].row = &tableRow{table, row, separator, rule}
				if !rule {
					row++
				}
			}
		}
		i = end
	}
}

// hasTwoCells reports whether a line has a tab with text on both sides.
func hasTwoCells(l textLine) bool { return strings.Contains(strings.TrimSpace(l.text), "\t") }

// separators tells what separates the cells of a line that may be a row, and how many
// there are; 0 when the line is none.
func separators(l *textLine) (separator byte, n int) {
	text := strings.TrimLeft(l.text, " \t\u3000")
	if l.apart || text == "" {
		return 0, 0
	}
	if first, _, ok := strings.Cut(text, "\t"); ok {
		n := strings.Count(l.text, "\t")
		if first = strings.TrimSpace(first); n == 1 && (wrap.IsNumber(first) || utf8.RuneCountInString(first) == 1 && strings.Contains("•·●-*", first)) {
			return 0, 0 // an item whose number a tab follows
		}
		return '\t', n
	}
	return '|', strings.Count(text, "|") - strings.Count(text, `\|`)
}

// appendRow appends the cells of a row; it is line number.
func (f textFile) appendRow(blocks []doc.Block, l *textLine, number int) []doc.Block {
	r := l.row
	if r.rule {
		return blocks
	}
	text, at := l.text, l.at
	if r.separator == '|' { // bars may frame the row
		trimmed := strings.TrimRight(text, " \t\u3000")
		text = strings.TrimLeft(trimmed, " \t\u3000")
		at += len(trimmed) - len(text)
		if rest, ok := strings.CutPrefix(text, "|"); ok {
			text, at = rest, at+1
		}
		if !strings.HasSuffix(text, `\|`) {
			text = strings.TrimSuffix(text, "|")
		}
	}
	for col := 0; ; col++ {
		end := cellEnd(text, r.separator)
		cell := text[:min(end, len(text))]
		trimmed := strings.TrimSpace(cell)
		blocks = append(blocks, doc.Block{
			Kind: doc.TableCell,
			Text: trimmed,
			Cell: &doc.Cell{Table: r.table, Row: r.row, Col: col},
			Runs: []doc.Run{{Src: f.loc(l, number, at+strings.Index(cell, trimmed), len(trimmed))}},
		})
		if end >= len(text) {
			return blocks
		}
		text, at = text[end+1:], at+end+1
	}
}

// cellEnd returns where the first cell of text ends. A bar behind a backslash is text.
func cellEnd(text string, separator byte) int {
	for i := range len(text) {
		if text[i] == separator && (separator != '|' || i == 0 || text[i-1] != '\\') {
			return i
		}
	}
	return len(text)
}
