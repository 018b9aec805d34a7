package metric

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/numeral"
)

// A table is what the cells of one table say of each other, in simplified characters.
type table struct {
	rows     map[int]string  // the head of each row: its first cell that is no row number
	columns  map[int]string  // the head of each column
	under    map[int]int     // by column: the row that its head stands in
	measures map[int]string  // by row: the measure that stands in a cell of its own
	texts    map[cell]string // what stands in each cell, none for a cell that another one covers
	height   int             // rows
	measure  string          // what the paragraph above says that all its numbers are in
}

// A cell is a place in a table.
type cell struct{ row, col int }

// table reads the cells from block i on that belong to one table, and returns the block behind them.
func (w *writer) table(i int) int {
	w.written = nil
	blocks := w.report.Doc.Blocks
	end := i
	for end < len(blocks) && blocks[end].Kind == doc.TableCell && blocks[end].Cell.Table == blocks[i].Cell.Table {
		end++
	}
	t := w.survey(blocks[i:end])
	t.measure = w.measureAbove(i)
	for ; i < end; i++ {
		if blocks[i].Text == "" {
			w.emptyCell(i, t)
		} else {
			w.cell(i, t)
		}
	}
	return end
}

// measureAbove returns the measure of all numbers in the table whose first cell is block i, as
// the paragraph above gives it: （单位：万元）.
func (w *writer) measureAbove(i int) string {
	blocks := w.report.Doc.Blocks
	for i > 0 && strings.TrimSpace(blocks[i-1].Text) == "" {
		i--
	}
	if i == 0 || blocks[i-1].Kind == doc.TableCell {
		return ""
	}
	text := strings.TrimRight(w.fold(blocks[i-1].Text), "）):： 　")
	for _, label := range []string{"单位：", "单位:"} {
		if k := strings.LastIndex(text, label); k >= 0 {
			return wholeMeasure(strings.TrimSpace(text[k+len(label):]))
		}
	}
	return ""
}

// measureOf returns the measure of a bare number in a cell of which its heads say none: what
// stands in its row, or above the table, unless the number is a share, a date or a rank.
func (t *table) measureOf(c *doc.Cell) string {
	if m := t.measures[c.Row]; m != "" || t.measure == "" {
		return m
	}
	heads := t.rows[c.Row] + t.columns[c.Col]
	if c.Col == 0 || hasAny(heads, "率", "比", "幅", "号", "年份", "年度", "日期", "时间", "电话", "名次", "位次", "得分") {
		return ""
	}
	return t.measure
}

// survey returns the table whose cells blocks are.
func (w *writer) survey(blocks []doc.Block) *table {
	t := &table{map[int]string{}, map[int]string{}, map[int]int{}, map[int]string{}, map[cell]string{}, 0, ""}
	for i := range blocks {
		at, text := cell{blocks[i].Cell.Row, blocks[i].Cell.Col}, strings.TrimSpace(w.fold(blocks[i].Text))
		t.texts[at] += text
		t.height = max(t.height, at.row+1)
		if text == "" {
			continue
		}
		if t.rows[at.row] == "" && !serial(text) {
			t.rows[at.row] = text
		}
		if t.columns[at.col] == "" {
			t.columns[at.col], t.under[at.col] = text, at.row
		}
		if n := measureAt(text); n > 0 && n == len(text) {
			t.measures[at.row] = normal(text)
		}
	}
	t.twoHeads()
	return t
}

// twoHeads reads the heads of a table in which a head covers several columns that have heads
// of their own below it: 廉政谈话 over 次数 and 人数.
func (t *table) twoHeads() {
	over := ""
	for col := range len(t.columns) {
		if text, ok := t.texts[cell{0, col}]; ok {
			over = text
		}
		under := t.texts[cell{1, col}]
		_, own := t.texts[cell{0, col}]
		_, next := t.texts[cell{0, col + 1}]
		_, below := t.texts[cell{1, col + 1}]
		if under == "" || own && (next || !below) || col == 0 || strings.ContainsFunc(under, isDigit) {
			continue
		}
		t.columns[col], t.under[col] = under, 1
		if m := headMeasure(under); plainColumn(under) || m == under {
			t.columns[col] = over
			if m != "" {
				t.columns[col] += "（" + m + "）"
			}
		}
	}
}

// serial reports whether a cell holds a row's number.
func serial(text string) bool {
	_, ok := numeral.Int(strings.TrimRight(text, ".、．"))
	return ok
}

// cell reads one table cell: prose like a paragraph, a bare number by the heads of its row and column.
func (w *writer) cell(i int, t *table) {
	l, first := w.line(i)
	qs := l.quantities(nil)
	text := strings.TrimSpace(l.text)
	c := w.report.Doc.Blocks[i].Cell
	row, column := t.rows[c.Row], t.columns[c.Col]
	if len(qs) == 0 && text != "" && text != row && text != column {
		if q, ok := l.bareNumber(row, column, t.measureOf(c)); ok {
			qs = []quantity{q}
		}
	}
	names := w.room.namer(l, qs)
	for k, q := range qs {
		n := names.next(k)
		if sign := strings.TrimSpace(l.text[:q.start]); k == 0 && (sign == "-" || sign == "－" || sign == "−") { // -0.3万元
			q.start, q.qualStart, q.value = strings.Index(l.text, sign), 0, -q.value
		}
		if rest := strings.TrimSpace(l.text[:q.qualStart] + l.text[q.qualEnd:]); rest == "" || len(qs) == 1 && utf8.RuneCountInString(rest) <= 1 {
			n = cellName(row, column)
			if what := t.columns[0]; totals(row) && bareCount(trimMeasure(column)) && !plainHead(what) { // 优抚对象 | 人数
				n.text = what
			}
			n.period = headTime(column)
			n.earlier = earlierWords().prefix(n.period) != ""
		}
		w.add(l, q, n, first)
		if m := &w.room.metrics[len(w.room.metrics)-1]; strings.Contains(column, "目标") || strings.Contains(column, "计划") {
			m.Modality = analyze.Planned
		}
	}
}

// bareNumber reads a cell that holds a number alone; its measure stands in a head, 讲党课（次），
// or in a cell of its own in the row.
func (l *line) bareNumber(row, column, own string) (quantity, bool) {
	measure := headMeasure(column)
	if measure == "" {
		measure = headMeasure(row)
	}
	if measure == "" {
		measure = own
	}
	if measure == "" {
		return quantity{}, false
	}
	start := l.skipSpace(0)
	end := l.trimSpace(len(l.text))
	if len(l.holes) == 1 && l.holes[0].start <= start && l.holes[0].end >= end {
		return l.qualify(quantity{start: l.holes[0].start, end: l.holes[0].end, numberEnd: end, measure: measure}), true
	}
	for _, sign := range []string{"-", "－", "−"} {
		if strings.HasPrefix(l.text[start:], sign) {
			start += len(sign)
			break
		}
	}
	n, ok := numeral.Scan(l.text, start)
	if !ok || n.End != end {
		return quantity{}, false
	}
	return l.qualify(quantity{start: start, end: end, numberEnd: end, hole: -1, value: n.Value, max: n.Max, bound: n.Bound, measure: measure}), true
}

// wholeMeasure returns s as a measure, empty where it is none: 人次, 万元.
func wholeMeasure(s string) string {
	if s == "万元" || s == "亿元" {
		return s
	}
	if s == "" || measureAt(s) != len(s) {
		return ""
	}
	return normal(s)
}

// headMeasure returns the measure that a row's or column's head names: 讲党课（次）, 参加人数.
func headMeasure(head string) string {
	for _, b := range [][2]string{{"（", "）"}, {"(", ")"}} {
		if _, rest, ok := strings.Cut(head, b[0]); ok {
			if m, _, ok := strings.Cut(rest, b[1]); ok {
				if m = wholeMeasure(strings.TrimPrefix(strings.TrimSpace(m), "单位：")); m != "" {
					return m
				}
			}
		}
	}
	if head != "" && measureAt(head) == len(head) { // 人次
		return normal(head)
	}
	for _, s := range []string{"次", "人", "件", "份", "场", "期", "户"} {
		if strings.HasSuffix(head, s+"数") {
			return s
		}
	}
	return ""
}

// cellName puts a cell's name together from the heads of its row and column.
func cellName(row, column string) name {
	row, column = trimMeasure(trimNumber(row)), trimMeasure(column)
	switch {
	case totals(row) && (!plainColumn(column) || strings.HasSuffix(column, "金额") && column != "金额"):
		return name{text: lastRunes(column, 2*nameLimit)}
	case column == row || plainColumn(column):
		return name{text: lastRunes(row, 2*nameLimit)}
	}
	return name{text: lastRunes(row+column, 2*nameLimit)}
}

// bareCount reports whether a column's head only says that it counts.
func bareCount(head string) bool {
	switch head {
	case "人数", "户数", "件数", "个数", "数量":
		return true
	}
	return false
}

// plainHead reports whether the head over the heads of rows says nothing of what they are.
func plainHead(head string) bool {
	return head == "" || hasAny(head, "项目", "事项", "类别", "分类", "类型", "单位", "名称", "序号", "地区", "区域", "指标", "内容", "部门", "时间", "季度", "月份", "去向", "来源", "情况")
}

// headTime returns a column's head that is a time: 一季度, 2025年上半年.
func headTime(head string) string {
	head = strings.TrimSpace(head)
	l := newLine(0, head, nil)
	if w := l.timeBefore(0, len(head), true); w == head {
		return w
	}
	return ""
}

// totals reports whether a row's head says that the row adds up the others.
func totals(head string) bool {
	switch strings.Join(strings.Fields(head), "") {
	case "合计", "总计", "共计", "总数", "小计":
		return true
	}
	return false
}

// trimMeasure drops the measure behind a head: 讲党课（次） -> 讲党课.
func trimMeasure(head string) string {
	if headMeasure(head) != "" {
		if i := strings.IndexAny(head, "（("); i > 0 {
			return strings.TrimSpace(head[:i])
		}
	}
	return head
}

// trimNumber drops a list number: 一、本年新收 -> 本年新收.
func trimNumber(s string) string {
	for _, cut := range []string{"、", "）", ")", ".", "．"} {
		if head, rest, ok := strings.Cut(s, cut); ok && rest != "" {
			if _, ok := numeral.Int(strings.TrimLeft(head, "（(")); ok {
				return strings.TrimSpace(rest)
			}
		}
	}
	return s
}

// plainColumn reports whether a column's head says nothing of what is counted: a time, a total, a count.
func plainColumn(head string) bool {
	head = strings.TrimSpace(head)
	return head == "" || dateLength(head) > 0 || hasAny(head, "季度", "半年", "合计", "总计", "数量", "次数", "件数", "完成情况", "数值", "金额", "小计", "全年")
}
