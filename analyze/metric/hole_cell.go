package metric

import (
	"strings"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/lexicon"
)

// emptyCell adds the placeholder of an empty table cell in which something was to stand, and
// the metric that it leaves open.
func (w *writer) emptyCell(i int, t *table) {
	c := w.report.Doc.Blocks[i].Cell
	measure, ok := t.wanting(cell{c.Row, c.Col})
	if !ok {
		return
	}
	w.report.Placeholders = append(w.report.Placeholders, analyze.Placeholder{Span: doc.Span{Block: i}, Kind: analyze.Blank, Metric: -1})
	if measure != "" {
		l := newLine(i, "", nil)
		q := l.qualify(quantity{measure: measure})
		w.add(l, q, cellName(t.rows[c.Row], t.columns[c.Col]), len(w.report.Placeholders)-1)
	}
}

// wanting reports whether something is missing in the empty cell c, and what the number that
// is missing counts in, empty for a name or a time. A column asks for it by its head, and by
// being filled in elsewhere; the row by saying something in another column.
func (t *table) wanting(c cell) (measure string, ok bool) {
	head, row := t.columns[c.col], t.rows[c.row]
	if row == "" || c.row <= t.under[c.col] || totals(row) || t.label(row, c) || !t.inUse(c) {
		return "", false
	}
	filled, empty := 0, 0
	for r := t.under[c.col] + 1; r < t.height; r++ {
		text, exists := t.texts[cell{r, c.col}]
		switch {
		case !exists || t.rows[r] == "" || totals(t.rows[r]):
		case text == "":
			empty++
		default:
			filled++
			if n := measureIn(text); n != "" {
				measure = n
			}
		}
	}
	if filled < 2 || 2*empty > filled {
		return "", false
	}
	switch {
	case headMeasure(head) != "":
		return headMeasure(head), true
	case hasSuffixAny(trimMeasure(head), []string{"数量", "次数", "人次", "数"}) != "":
		if m := t.measures[c.row]; m != "" {
			measure = m
		}
		return measure, true
	}
	return "", hasSuffixAny(strings.Join(strings.Fields(head), ""), lexicon.List("columns")) != ""
}

// measureIn returns the measure of a cell that holds a number and its measure: 6次.
func measureIn(text string) string {
	l := newLine(0, text, nil)
	if qs := l.quantities(nil); len(qs) == 1 && qs[0].start == 0 && qs[0].end == len(text) {
		return qs[0].measure
	}
	return ""
}

// label reports whether a row's head announces the rows below it, or is a remark: 一、组织建设.
func (t *table) label(head string, c cell) bool {
	return trimNumber(head) != head && trimNumber(t.rows[t.height-1]) == t.rows[t.height-1] ||
		strings.HasSuffix(head, "：") || hasPrefixAny(head, []string{"注", "备注", "说明", "填表", "审核", "其中"}) != ""
}

// inUse reports whether the row of c says something beside its head, or has nothing else to
// say; a row that says that there is nothing to tell is none.
func (t *table) inUse(c cell) bool {
	other, said := 0, 0
	for col := range t.columns {
		text, exists := t.texts[cell{c.row, col}]
		if hasAny(text, "无", "不涉及", "未开展", "取消", "—", "/") {
			return false
		}
		if !exists || col == c.col || text == t.rows[c.row] || serial(text) || hasAny(t.columns[col], "备注", "说明", "序号") {
			continue
		}
		other++
		if text != "" {
			said++
		}
	}
	return other == 0 || said > 0
}
