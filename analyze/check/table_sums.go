package check

import (
	"fmt"
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

// total reports whether a head names a total of all that stands in the table.
func total(head string) bool {
	head = strings.Join(strings.Fields(head), "")
	for _, w := range []string{"合计", "总计", "共计"} {
		if strings.HasSuffix(head, w) {
			return true
		}
	}
	return false
}

// apart are words in a head by which a row or column is no amount that adds up.
var apart = []string{"率", "占", "比", "增", "减", "降", "平均", "均", "累计", "上年", "去年", "同期", "目标", "计划", "预算", "排名", "序号", "年份", "单价", "其中", "小计", "号", "余额", "结转", "余"}

// tableSums compares the rows and columns of tables that are called totals with what
// they are the totals of.
func tableSums(p *analyze.Pass) {
	for _, g := range grids(p.Report) {
		if g.nested() {
			continue
		}
		for _, a := range oneSlip(append(wrongOf(g.columnTotals()), wrongOf(g.rowTotals())...)) {
			emitAddition(p, &a)
		}
	}
}

// wrongOf returns the additions that are wrong. Where none of several is right, the table
// is not what it seems.
func wrongOf(list []addition) []addition {
	wrong := slices.DeleteFunc(slices.Clone(list), func(a addition) bool { return !a.wrong() })
	if len(list) > 1 && len(wrong) == len(list) {
		return nil
	}
	return wrong
}

// oneSlip returns of the additions that are wrong because of one cell the one whose total
// that cell is, else the first.
func oneSlip(wrong []addition) []addition {
	if len(wrong) != 2 {
		return wrong
	}
	a, b := &wrong[0], &wrong[1]
	switch {
	case a.whole == b.whole || slices.Contains(b.parts, a.whole):
		return wrong[:1]
	case slices.Contains(a.parts, b.whole):
		return wrong[1:]
	case slices.ContainsFunc(a.parts, func(c *gridCell) bool { return slices.Contains(b.parts, c) }):
		return wrong[:1]
	}
	return wrong
}

// nested reports whether rows of g are parts of other rows: then nothing adds up simply.
func (g *grid) nested() bool {
	for _, row := range g.cells {
		for c, cell := range row {
			if c > 1 || cell.number {
				break
			}
			head := strings.TrimLeft(cell.text, "（( 　")
			if strings.Contains(head, "其中") || strings.Contains(head, "小计") {
				return true
			}
			if n, ok := numeral.Scan(head, 0); ok && n.End < len(head) && (strings.HasPrefix(head[n.End:], "、") || strings.HasPrefix(head[n.End:], "）") || strings.HasPrefix(head[n.End:], ".")) {
				return true
			}
		}
	}
	return false
}

// An addition is a total and what it is the total of.
type addition struct {
	whole *gridCell
	parts []*gridCell
}

// wrong reports whether the parts of a do not make its whole, whatever was rounded.
func (a *addition) wrong() bool {
	low, high := 0.0, 0.0
	for _, c := range a.parts {
		i := roundedAt(c.text, c.value)
		low += i.low
		high += i.high
	}
	w := roundedAt(a.whole.text, a.whole.value)
	const slack = 1e-6
	return low > w.high+slack || high < w.low-slack
}

// complete reports whether all of a are amounts in one measure.
func (a *addition) complete() bool {
	for _, c := range a.parts {
		if !c.number || c.measure != a.whole.measure {
			return false
		}
	}
	return a.whole.number && len(a.parts) > 1
}

// rowTotals returns the additions of a table whose last or first row of numbers is a total.
func (g *grid) rowTotals() []addition {
	var rows []int // with numbers
	totals, whole := 0, -1
	for r := range g.cells {
		if !g.numbers(r) {
			continue
		}
		rows = append(rows, r)
		if total(g.at(r, 0).text) || g.at(r, 1).text != "" && total(g.at(r, 1).text) {
			totals++
			whole = r
		}
	}
	if totals != 1 || rows[0] != whole && rows[len(rows)-1] != whole {
		return nil
	}
	var list []addition
	for c := 1; c < g.columns(); c++ {
		a := addition{whole: g.at(whole, c)}
		for _, r := range rows {
			if r != whole {
				a.parts = append(a.parts, g.at(r, c))
			}
		}
		if a.complete() && !containsAny(g.head(rows[0], c), []string{"率", "占", "比", "幅", "平均", "均", "排名", "序号", "年份", "单价", "号"}) {
			list = append(list, a)
		}
	}
	return list
}

// head returns what stands over the numbers in column c, whose first is in row.
func (g *grid) head(row, c int) string {
	head := ""
	for r := range row {
		head += g.at(r, c).text
	}
	return head
}

// columnTotals returns the additions of a table whose last or first column of numbers is a total.
func (g *grid) columnTotals() []addition {
	var columns []int // with amounts, by the head
	totals, whole := 0, -1
	for c := 1; c < g.columns(); c++ {
		head := g.at(0, c).text
		switch {
		case head == "" || g.at(0, c).number || containsAny(head, apart):
			return nil
		case total(head):
			totals++
			whole = c
		}
		columns = append(columns, c)
	}
	if totals != 1 || columns[0] != whole && columns[len(columns)-1] != whole {
		return nil
	}
	var list []addition
	for r := 1; r < len(g.cells); r++ {
		a := addition{whole: g.at(r, whole)}
		for _, c := range columns {
			if c != whole {
				a.parts = append(a.parts, g.at(r, c))
			}
		}
		if a.complete() && !containsAny(g.at(r, 0).text, apart) {
			list = append(list, a)
		}
	}
	return list
}

func emitAddition(p *analyze.Pass, a *addition) {
	added := 0.0
	var terms []string
	var related []analyze.Related
	for _, c := range a.parts {
		added += c.value
		terms = append(terms, number(c.value))
		related = append(related, analyze.Related{Report: p.Report.ID, Span: c.span})
	}
	const most = 12
	if len(terms) > most {
		terms = append(terms[:most-1], "……")
	}
	p.Emit(analyze.Finding{
		Span:     a.whole.span,
		Message:  fmt.Sprintf("合计写的是%s，各项加起来是%s（%s）", quote(a.whole.text), number(added)+a.whole.measure, strings.Join(terms, "＋")),
		Expected: "各项之和与合计一致",
		Fix:      fix("核对台账，改正合计或者各项"),
		Related:  related,
	})
}
