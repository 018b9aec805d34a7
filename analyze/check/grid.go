package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/numeral"
)

// A grid is a table by row and column. Rows and columns may be of unequal length.
type grid struct{ cells [][]gridCell }

// A gridCell is what stands in one cell; a cell of several paragraphs, or of none, has no text.
type gridCell struct {
	span    doc.Span
	text    string
	number  bool // it is one exact amount
	value   float64
	measure string // what stands behind the number; may be empty
}

// grids returns the tables of r.
func grids(r *analyze.Report) []grid {
	var list []grid
	last := 0
	for b := range r.Doc.Blocks {
		block := &r.Doc.Blocks[b]
		if block.Kind != doc.TableCell {
			continue
		}
		if block.Cell.Table != last || len(list) == 0 {
			list = append(list, grid{})
			last = block.Cell.Table
		}
		list[len(list)-1].put(block.Cell.Row, block.Cell.Col, cellAt(b, block.Text))
	}
	var parted []grid
	for _, g := range list {
		parted = append(parted, g.parted()...)
	}
	return parted
}

// parted returns the tables that g is when the next starts right under the last: at a row
// of heads below a row of numbers.
func (g *grid) parted() []grid {
	var list []grid
	start := 0
	for r := 1; r < len(g.cells); r++ {
		if g.numbers(r-1) && !g.numbers(r) && g.heads(r) {
			list = append(list, grid{g.cells[start:r]})
			start = r
		}
	}
	return append(list, grid{g.cells[start:]})
}

// numbers reports whether row r has a number behind its head.
func (g *grid) numbers(r int) bool {
	return len(g.cells[r]) > 1 && slices.ContainsFunc(g.cells[r][1:], func(c gridCell) bool { return c.number })
}

// heads reports whether every cell of row r says something.
func (g *grid) heads(r int) bool {
	return len(g.cells[r]) > 1 && !slices.ContainsFunc(g.cells[r], func(c gridCell) bool { return c.text == "" })
}

// widest is the number of columns and rows above which a table is not added up.
const widest = 1000

func (g *grid) put(row, col int, c gridCell) {
	if row >= widest || col >= widest {
		return
	}
	for len(g.cells) <= row {
		g.cells = append(g.cells, nil)
	}
	for len(g.cells[row]) <= col {
		g.cells[row] = append(g.cells[row], gridCell{})
	}
	if old := &g.cells[row][col]; old.span != (doc.Span{}) {
		*old = gridCell{span: c.span}
		return
	}
	g.cells[row][col] = c
}

func cellAt(b int, text string) gridCell {
	start := len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
	c := gridCell{text: strings.TrimSpace(text)}
	c.span = doc.Span{Block: b, Start: start, End: start + len(c.text)}
	n, ok := numeral.Scan(text, start)
	if !ok || n.Bound != numeral.Exact || n.Kind != numeral.Plain || n.Chinese {
		return c
	}
	c.measure = strings.TrimSpace(text[n.End:])
	c.value = n.Value
	c.number = utf8.RuneCountInString(c.measure) <= 4 && !containsAny(c.measure, []string{"百分", "倍", "成", "年", "月", "日", "号", "第"}) &&
		!strings.ContainsFunc(c.measure, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
	return c
}

func (g *grid) at(row, col int) *gridCell {
	if row < 0 || row >= len(g.cells) || col < 0 || col >= len(g.cells[row]) {
		return &gridCell{}
	}
	return &g.cells[row][col]
}

// columns returns the number of columns of the widest row.
func (g *grid) columns() int {
	n := 0
	for _, row := range g.cells {
		n = max(n, len(row))
	}
	return n
}
