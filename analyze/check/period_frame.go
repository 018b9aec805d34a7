package check

import (
	"slices"
	"strings"

	"hegao/analyze"
	"hegao/analyze/calendar"
	"hegao/analyze/doc"
)

// sentenceBehind returns the rest of the sentence of text behind byte i, its first hundred
// characters.
func sentenceBehind(text string, i int) string {
	const farthest = 300 // bytes
	rest, _, _ := strings.Cut(text[i:min(len(text), i+farthest)], "。")
	rest, _, _ = strings.Cut(rest, "；")
	return rest
}

// framed tells why d in block b can't belong to the time of r where it stands in what frames a
// report: its closing line, the caption of a table, the year that ends, the day up to which it
// counts. Empty: it may.
func framed(r *analyze.Report, b int, d day) string {
	text := r.Doc.Blocks[b].Text
	const farthest = 300 // bytes
	before, rest := strings.TrimRight(text[max(0, d.start-farthest):d.start], " 　"), sentenceBehind(text, d.end)
	year := r.Period.To.Year()
	earlier := d.year > 0 && d.year < r.Period.From.Year() && d.year >= r.Period.From.Year()-3
	bare := d.month == 0 && d.half+d.quarter == 0 && !d.ends
	switch {
	case inTitle(text, d.start):
	case bare && earlier && longestPrefix(rest, []string{"即将过去", "即将结束", "就要过去", "行将过去", "即将收官"}) != "" && !plansYear(r, year):
		return "即将过去"
	case bare && (earlier || d.year == year && r.Period.To.Month() == 12) && longestPrefix(rest, []string{"即将到来", "即将来临", "就要到来"}) != "" && !plansYear(r, year):
		return "还没有到来"
	case closing(before, rest) && d.month == 0 && (earlier && d.names(r.Period) || d.year == year && outside(r.Period, d)):
		return "写在结尾"
	case earlier && captioned(r, b, d):
		return "写在表的标题里"
	case strings.HasSuffix(before, "截至") && aheadOf(r, d) && containsAny(rest, []string{"已", "共", "累计", "完成"}) && !containsAny(rest, coming):
		return "写在“截至”后面"
	}
	return ""
}

// closing reports whether before and rest are the two sides of a time in the line that closes a
// report: 以上是我局2025年上半年工作情况. What others found may well be older.
func closing(before, rest string) bool {
	before = before[strings.LastIndex(before, "。")+1:]
	return longestPrefix(strings.TrimLeft(before, " 　"), []string{"以上是", "以上就是", "以上为", "以上即", "综上是", "上述是"}) != "" &&
		!strings.ContainsAny(before, "，；") && containsAny(rest, []string{"情况", "总结", "报告", "汇报", "小结", "述职"}) &&
		!containsAny(rest, []string{"反馈", "整改", "巡察", "巡视", "审计", "考核", "考评", "通报", "督查", "遗留", "对比", "同期"})
}

// captioned reports whether block b is the caption of a table for the time of r a year or more
// before, and nothing says that it is meant so.
func captioned(r *analyze.Report, b int, d day) bool {
	text := strings.TrimSpace(r.Doc.Blocks[b].Text)
	if !d.names(r.Period) || !strings.HasSuffix(text, "表") || len(text) > 150 || len(days(text)) != 1 || b+1 >= len(r.Doc.Blocks) || r.Doc.Blocks[b+1].Kind != doc.TableCell {
		return false
	}
	if containsAny(text, []string{"对比", "比较", "同期", "对照", "反馈", "整改", "考核", "历年"}) {
		return false
	}
	for i := range r.Doc.Blocks {
		if other := r.Doc.Blocks[i].Text; i != b && r.Doc.Blocks[i].Kind.Body() && (strings.HasSuffix(strings.TrimSpace(other), "表") && len(other) <= 150 && len(days(other)) > 0 || r.Doc.Blocks[i].Kind == doc.TableCell && len(days(other)) > 0 && len(other) < 60) {
			return false // tables for several times
		}
	}
	named := r.Doc.Text(doc.Span{Block: b, Start: d.start, End: d.end})
	return b == 0 || !containsAny(r.Doc.Blocks[b-1].Text, []string{"去年", "上年", "同期", named})
}

// aheadOf reports whether d lies behind the day on which r is signed.
func aheadOf(r *analyze.Report, d day) bool {
	signed := signedOn(r)
	if signed.IsZero() || signed.Before(r.Period.From) || d.year == 0 || d.month == 0 {
		return false
	}
	if d.day > 0 {
		return d.in(r.Period).After(signed)
	}
	return 12*d.year+d.month-1 > monthOf(signed)
}

// headedPeriods finds in the heads of tables the quarter or the month that does not belong to the
// half of the year which a later column adds up: 一季度, 三季度, 上半年合计.
func headedPeriods(p *analyze.Pass) {
	given := slices.ContainsFunc(p.Report.Doc.Blocks, func(b doc.Block) bool {
		return b.Kind == doc.TableCell && halfSum(b.Text) != (calendar.Months{})
	})
	if !given {
		return
	}
	for _, g := range grids(p.Report) {
		for sum := 2; sum < min(g.columns(), 20); sum++ {
			all := halfSum(g.at(0, sum).text)
			for c := 1; c < sum && all != (calendar.Months{}); c++ {
				cell := g.at(0, c)
				m, dated, end := calendar.MonthsAt(cell.text, 0)
				if end == len(cell.text) && !dated && end > 0 && (m.Last < all.First || m.First > all.Last) {
					emitPeriod(p, cell.span, "写在半年合计的表头里")
				}
			}
		}
	}
}

// halfSum returns the half of the year that head, of a column, adds up; none: it is no such head.
func halfSum(head string) calendar.Months {
	m, _, end := calendar.MonthsAt(head, 0)
	if m != calendar.FirstHalf && m != calendar.SecondHalf || !slices.Contains([]string{"合计", "小计", "累计", "总计"}, head[end:]) {
		return calendar.Months{}
	}
	return m
}
