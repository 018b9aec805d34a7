package check

import (
	"fmt"
	"slices"
	"strings"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/numeral"
)

// total reports whether a head names a total of all that stands in the table.
func total(head string) bool {
	head = strings.Join(strings.Fields(head), "")
	if i := strings.IndexAny(head, "（("); i > 0 { // 合计（万元）
		head = head[:i]
	}
	for _, w := range []string{"合计", "总计", "共计"} {
		if strings.HasSuffix(head, w) {
			return true
		}
	}
	return false
}

// apart are words in a head by which a row or column is no amount that adds up.
var apart = []string{"率", "占", "比", "增", "减", "降", "平均", "均", "累计", "上年", "去年", "同期", "目标", "计划", "预算", "排名", "序号", "年份", "单价", "其中", "小计", "号", "余额", "结转", "余", "末", "底", "初"}

// tableSums compares the rows and columns of tables that are called totals with what
// they are the totals of.
func tableSums(p *analyze.Pass) {
	totalled := false
	for b, paragraph := range factsOf(p).paragraphs {
		totalled = totalled || paragraph.signs.has(adds|scoped) && p.Report.Doc.Blocks[b].Kind == doc.TableCell
	}
	if !totalled {
		return
	}
	for _, g := range grids(p.Report) {
		if g.nested() {
			continue
		}
		for _, a := range oneSlip(slices.Concat(wrongOf(g.columnTotals()), wrongOf(g.rowTotals()), wrongOf(g.yearTotals()))) {
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

// nested reports whether rows of g are parts of other rows: then nothing adds up simply. A
// subtotal in the last row alone is the total.
func (g *grid) nested() bool {
	subtotal := func(r int) bool { return strings.Contains(g.at(r, 0).text, "小计") }
	last := len(g.cells) - 1
	for r, row := range g.cells {
		if r == last && subtotal(r) {
			continue
		}
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
	texts, values := make([]string, len(a.parts)), make([]float64, len(a.parts))
	for k, c := range a.parts {
		texts[k], values[k] = c.text, c.value
	}
	for _, i := range finest(texts, values) {
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
	same := slices.IndexFunc(a.parts, func(c *gridCell) bool { return c.value != a.whole.value }) < 0 // 27, 27 and 27 at the end: there are as many all the time
	return a.whole.number && len(a.parts) > 1 && !(same && a.whole.value != 0)
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
		if total(g.at(r, 0).text) || strings.Contains(g.at(r, 0).text, "小计") || g.at(r, 1).text != "" && total(g.at(r, 1).text) {
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

// yearTotals returns the additions of a table whose columns are the quarters, or the halves, of a year and
// the year; what there is at a time does not add up to more over the year.
func (g *grid) yearTotals() []addition {
	const close = 0.3
	times := []string{"一季度", "二季度", "三季度", "四季度", "上半年", "下半年", "全年"}
	at := make([]int, len(times)) // the column; 0: none
	for c := 1; c < g.columns(); c++ {
		head := strings.NewReplacer("第", "", "1季度", "一季度", "2季度", "二季度", "3季度", "三季度", "4季度", "四季度").Replace(g.at(0, c).text)
		for t, time := range times {
			if strings.HasPrefix(head, time) {
				at[t] = c
			}
		}
	}
	var list []addition
	for r := 1; r < len(g.cells); r++ {
		if containsAny(g.at(r, 0).text, apart) {
			continue
		}
		for _, sum := range [][]int{{4, 0, 1}, {5, 2, 3}, {6, 0, 1, 2, 3}, {6, 4, 5}} {
			if slices.ContainsFunc(sum, func(t int) bool { return at[t] == 0 }) {
				continue
			}
			a, made := addition{whole: g.at(r, at[sum[0]])}, 0.0
			for _, t := range sum[1:] {
				part := g.at(r, at[t])
				a.parts = append(a.parts, part)
				made += part.value
			}
			if a.complete() && made >= a.whole.value*(1-close) && made <= a.whole.value*(1+close) {
				list = append(list, a)
				if sum[0] == 6 {
					break
				}
			}
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
