package layout

import (
	"math"
	"strings"
	"unicode/utf8"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/wrap"
)

// A writer makes blocks.
type writer struct {
	blocks []doc.Block
	tables int
}

// flow writes what f says.
func (w *writer) flow(f *flow) {
	j := newJoiner(f)
	var p paragraph
	end := func() {
		w.paragraph(p.lines, doc.Paragraph, nil)
		p = paragraph{}
	}
	var above *table // the table that the last item is
	first := 0       // the block that it begins with
	row := 0         // its first row, where it goes on with a table on the page before
	for i := range f.items {
		it := &f.items[i]
		if it.table != nil {
			end()
			if above != nil && it.table.goesOnWith(above) {
				row = w.goOn(it.table, first, row+above.rows)
			} else {
				w.tables++
				first, row = len(w.blocks), 0
				w.table(it.table, 0)
			}
			above = it.table
			continue
		}
		above = nil
		if len(p.lines) > 0 && (!j.continues(&p, &it.line, it.column) || p.ended() && f.alone(i)) {
			end()
		}
		if len(p.lines) == 1 {
			p.hang = (it.line.left - it.column.left) / it.line.em
		}
		p.lines = append(p.lines, it.line)
		p.column = it.column
	}
	end()
}

// paragraph writes lines as one block.
func (w *writer) paragraph(lines []line, kind doc.Kind, c *doc.Cell) {
	if len(lines) == 0 {
		return
	}
	b := doc.Block{Kind: kind, Cell: c}
	for i := range lines {
		l := &lines[i]
		text := strings.TrimSuffix(l.text, string(softHyphen))
		gap := ""
		if strings.HasSuffix(b.Text, string(softHyphen)) {
			b.Text = strings.TrimSuffix(b.Text, string(softHyphen))
		} else if i > 0 {
			b.Text, gap = wrap.Gap(b.Text, text)
		}
		start := len(b.Text)
		if i == 0 || l.page != lines[i-1].page {
			b.Runs = append(b.Runs, doc.Run{Start: start, Src: doc.Loc{
				Page: l.page, Line: len(w.blocks) + 1, Col: utf8.RuneCountInString(b.Text),
			}})
		}
		b.Text += gap + text
	}
	w.blocks = append(w.blocks, b)
}

func (w *writer) margin(lines []line, kind doc.Kind) {
	for i := range lines {
		w.paragraph(lines[i:i+1], kind, nil)
	}
}

// table writes a table whose first row is row number first.
func (w *writer) table(t *table, first int) {
	for i := range t.cells {
		c := &t.cells[i]
		w.cell(c, &doc.Cell{Table: w.tables, Row: first + c.row, Col: c.col})
	}
}

// cell writes the paragraphs of a cell.
func (w *writer) cell(c *cell, at *doc.Cell) {
	if n := len(w.blocks); len(c.lines) == 0 && n > 0 { // nothing stands in it
		src := doc.Loc{Page: w.blocks[n-1].Runs[0].Src.Page, Line: n + 1}
		w.blocks = append(w.blocks, doc.Block{Kind: doc.TableCell, Cell: at, Runs: []doc.Run{{Src: src}}})
		return
	}
	widest := 0.0
	for i := range c.lines {
		widest = max(widest, c.lines[i].width())
	}
	room := max(widest, c.right-c.left-11) // the usual distance of text from the rules
	from := 0
	for i := 1; i < len(c.lines); i++ {
		a, b := &c.lines[i-1], &c.lines[i]
		isFull := a.width()+head(b.text)*b.em > room-0.1*b.em
		if isFull && !(wrap.EndsSentence(a.text) && (wrap.OpensWithNumber(b.text) || b.left-a.left > 1.2*b.em)) {
			continue
		}
		w.paragraph(c.lines[from:i], doc.TableCell, at)
		from = i
	}
	w.paragraph(c.lines[from:], doc.TableCell, at)
}

// goesOnWith reports whether t, at the top of a page, is the rest of above.
func (t *table) goesOnWith(above *table) bool {
	if !t.ruled || !above.ruled || len(t.columns) != len(above.columns) {
		return false
	}
	for i := range t.columns {
		if math.Abs(t.columns[i]-above.columns[i]) > 2*touching {
			return false
		}
	}
	return true
}

// goOn writes the rest of the table that block first begins, and returns the number of
// the first of its rows. A head that each page repeats is left out.
func (w *writer) goOn(t *table, first, row int) int {
	from := len(w.blocks)
	w.table(t, row)
	n := 0
	for first+n < from && w.blocks[first+n].Cell.Row == 0 {
		n++
	}
	if from+n > len(w.blocks) || n == 0 {
		return row
	}
	for i := range n {
		if a, b := &w.blocks[first+i], &w.blocks[from+i]; a.Text != b.Text || a.Cell.Col != b.Cell.Col || b.Cell.Row != row {
			return row
		}
	}
	if from+n < len(w.blocks) && w.blocks[from+n].Cell.Row == row {
		return row
	}
	w.blocks = w.blocks[:from]
	for i := range t.cells {
		t.cells[i].row--
	}
	k := 0
	for k < len(t.cells) && t.cells[k].row < 0 {
		k++
	}
	t.cells, t.rows = t.cells[k:], t.rows-1
	w.table(t, row)
	return row
}
