package metric

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/numeral"
)

// table reads the cells from block i on that belong to one table, and returns the block behind them.
func (w *writer) table(i int) int {
	w.written = nil
	blocks := w.report.Doc.Blocks
	number := blocks[i].Cell.Table
	end := i
	rows := map[int]string{}     // the first cell of each row
	columns := map[int]string{}  // the first cell of each column
	measures := map[int]string{} // by row: the measure that stands in a cell of its own
	for ; end < len(blocks) && blocks[end].Kind == doc.TableCell && blocks[end].Cell.Table == number; end++ {
		c, text := blocks[end].Cell, strings.TrimSpace(w.fold(blocks[end].Text))
		if _, ok := rows[c.Row]; !ok && text != "" && !serial(text) {
			rows[c.Row] = text
		}
		if _, ok := columns[c.Col]; !ok && text != "" {
			columns[c.Col] = text
		}
		if n := measureAt(text); n > 0 && n == len(text) {
			measures[c.Row] = normal(text)
		}
	}
	for ; i < end; i++ {
		c := blocks[i].Cell
		w.cell(i, rows[c.Row], columns[c.Col], measures[c.Row])
	}
	return end
}

// serial reports whether a cell holds a row's number.
func serial(text string) bool {
	_, ok := numeral.Int(strings.TrimRight(text, ".、．"))
	return ok
}

// cell reads one table cell: prose like a paragraph, a bare number by the heads of its row and column.
func (w *writer) cell(i int, row, column, measure string) {
	l, first := w.line(i)
	qs := l.quantities(nil)
	text := strings.TrimSpace(l.text)
	if len(qs) == 0 && text != "" && text != row && text != column {
		if q, ok := l.bareNumber(row, column, measure); ok {
			qs = []quantity{q}
		}
	}
	names := &namer{l: l, qs: qs}
	for k, q := range qs {
		n := names.next(k)
		if sign := strings.TrimSpace(l.text[:q.start]); k == 0 && (sign == "-" || sign == "－" || sign == "−") { // -0.3万元
			q.start, q.qualStart, q.value = strings.Index(l.text, sign), 0, -q.value
		}
		if rest := strings.TrimSpace(l.text[:q.qualStart] + l.text[q.qualEnd:]); rest == "" || len(qs) == 1 && utf8.RuneCountInString(rest) <= 1 {
			n = cellName(row, column)
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

// headMeasure returns the measure that a row's or column's head names: 讲党课（次）, 参加人数.
func headMeasure(head string) string {
	for _, b := range [][2]string{{"（", "）"}, {"(", ")"}} {
		if _, rest, ok := strings.Cut(head, b[0]); ok {
			if m, _, ok := strings.Cut(rest, b[1]); ok {
				m = strings.TrimPrefix(strings.TrimSpace(m), "单位：")
				if m != "" && measureAt(m) == len(m) {
					return normal(m)
				}
				if m == "万元" || m == "亿元" {
					return m
				}
			}
		}
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
	row = trimNumber(row)
	if column == row || plainColumn(column) {
		return name{text: lastRunes(row, 2*nameLimit)}
	}
	return name{text: lastRunes(row+column, 2*nameLimit)}
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
