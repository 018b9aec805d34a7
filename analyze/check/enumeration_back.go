package check

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// lookedBack counts what the announcement a in block b looks back on: 以上三个问题 behind 一是……，二是……，
// 三是……; 以上四项指标 under a table; A组、B组、C组，三个小组均……. 0: nothing, or it can't be told.
func lookedBack(r *analyze.Report, b int, a announcement) int {
	text := r.Doc.Blocks[b].Text
	n := 0
	switch head := text[:a.start]; {
	case a.quoted || a.noun == "":
	case hasSuffix(head, []string{"以上", "上述"}) && (a.kind != anyNoun || tasks.prefix(a.noun) != ""):
		if n = numberedAbove(r, b, a); n == 0 && strings.TrimSpace(head) == ends(head, 2) {
			n = rowsAbove(r, b, a)
		}
	case strings.HasSuffix(head, "，") && a.measure != 0 && longestPrefix(text[a.after:], []string{"均", "都", "全部", "各由", "由"}) != "":
		n = gathered(lastClause(strings.TrimSuffix(head, "，")), a)
	}
	if !mayBe(n, a.count) {
		return 0
	}
	return n
}

// numberedAbove counts the items of the enumeration that ends in front of a, in its paragraph or the
// one before.
func numberedAbove(r *analyze.Report, b int, a announcement) int {
	const farthest = 400 // bytes
	for i := len(r.Enumerations) - 1; i >= 0; i-- {
		e := r.Enumerations[i]
		last := e.Items[len(e.Items)-1]
		if !(last.Span.Block < b || last.Span.Block == b && last.Span.End <= a.start) {
			continue
		}
		at := doc.Pos{Block: last.Span.Block, Off: last.Span.End}
		if last.Span.Block < b-1 || e.Family == "首先" || e.Family == "一方面" || len(e.Items) < 2 || last.Ordinal != len(e.Items) || e.Items[0].Span.Block < last.Span.Block-1 ||
			len(gapTo(r.Doc, at, doc.Span{Block: b, Start: a.start, End: a.end})) > farthest || sectionOf(r, at) != sectionOf(r, doc.Pos{Block: b, Off: a.start}) {
			return 0
		}
		return last.Ordinal
	}
	return 0
}

// sectionOf returns the index of the innermost section that a place is in; none: in none.
func sectionOf(r *analyze.Report, at doc.Pos) int {
	found := none
	for i := range r.Sections {
		if rangeOf(r.Sections[i].Span).From.Before(at) {
			found = i
		}
	}
	return found
}

// rowsAbove counts the rows, the head and the totals aside, of the table right above block b.
func rowsAbove(r *analyze.Report, b int, a announcement) int {
	if b == 0 || r.Doc.Blocks[b-1].Kind != doc.TableCell || !strings.ContainsRune("项个类", a.measure) || longestPrefix(strings.TrimPrefix(a.noun, "主要"), []string{"指标", "事项", "项目", "内容", "工作", "数据", "活动", "经费", "费用", "支出", "任务"}) == "" {
		return 0
	}
	table := r.Doc.Blocks[b-1].Cell.Table
	for _, g := range grids(r) {
		if g.at(1, 0).span == (doc.Span{}) || r.Doc.Blocks[g.at(1, 0).span.Block].Cell.Table != table {
			continue
		}
		n := 0
		for row := 1; row < len(g.cells); row++ {
			switch head := g.at(row, 0).text; {
			case head == "" || g.at(row, 0).number:
				return 0
			case !total(head):
				n++
			}
		}
		if n == a.count || g.columns()-1 == a.count {
			return a.count
		}
		return n
	}
	return 0
}

// gathered counts the items of the listing that clause ends with, which all end in a character of the noun of a.
func gathered(clause string, a announcement) int {
	l := splitListing(clause)
	last := ends(l[0], 1)
	const longest = 12 // characters
	if len(l) < 2 || !strings.Contains(a.noun, last) || l.hasDigits() || !l[1:].within(longest) {
		return 0
	}
	for _, item := range l {
		if !strings.HasSuffix(item, last) || utf8.RuneCountInString(item) < 2 || countsPoints(item) {
			return 0
		}
	}
	return l.count(a.count)
}
