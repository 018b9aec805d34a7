package check

import (
	"fmt"
	"strings"

	"hegao/analyze"
	"hegao/analyze/doc"
)

var _ = register(&analyze.Check{
	ID:       "date.invalid",
	Title:    "日期不存在",
	Severity: analyze.Error,
	Doc: `写了日历上没有的日期（6月31日、13月5日、平年的2月29日），或者一段时间的结束早于开始。多半是改数字时手误，或者套用了别的月份。
请查对实际日期后改正。`,
	Bad: `一、工作开展情况
各单位于⟦f⟧6月31日⟦/⟧前完成自查，⟦f⟧2026年2月29日⟦/⟧召开部署会。
巡察组自⟦f⟧2026年5月10日至2026年3月15日⟦/⟧进驻。`,
	Good: `一、工作开展情况
各单位于6月30日前完成自查，2024年2月29日召开部署会。
巡察组自2026年3月10日至5月15日进驻，12月20日至次年1月10日整改。`,
	Run: invalidDates,
})

func invalidDates(p *analyze.Pass) error {
	for b := range p.Report.Doc.Blocks {
		block := &p.Report.Doc.Blocks[b]
		if !block.Kind.Body() {
			continue
		}
		list := factsOf(p).days()[b]
		for i, d := range list {
			if !d.exists() {
				p.Emit(analyze.Finding{
					Span:    doc.Span{Block: b, Start: d.start, End: d.end},
					Message: "日历上没有" + quote(block.Text[d.start:d.end]) + lastDay(d),
					Fix:     fix("查对实际日期后改正"),
				})
			}
			if i > 0 && backwards(block.Text, list[i-1], d) {
				span := doc.Span{Block: b, Start: list[i-1].start, End: d.end}
				p.Emit(analyze.Finding{
					Span:     span,
					Message:  quote(p.Report.Doc.Text(span)) + "的结束早于开始",
					Expected: "开始在前，结束在后",
					Fix:      fix("查对起止日期后改正"),
				})
			}
		}
	}
	return nil
}

// lastDay tells how many days the month of d has, where that helps.
func lastDay(d day) string {
	if d.month < 1 || d.month > 12 {
		return "，一年只有12个月"
	}
	for n := d.day - 1; n > 0; n-- {
		if e := (day{year: d.year, month: d.month, day: n}); e.exists() {
			return fmt.Sprintf("，%d月只有%d天", d.month, n)
		}
	}
	return ""
}

// backwards reports whether text gives a and b as the two ends of a time that would run backwards.
func backwards(text string, a, b day) bool {
	if gap := strings.TrimSpace(text[a.end:b.start]); gap != "至" && gap != "到" && gap != "—" && gap != "-" && gap != "～" {
		return false
	}
	if a.year == 0 || b.year == 0 || !a.exists() || !b.exists() {
		return false
	}
	return b.year < a.year || b.year == a.year && b.month > 0 && a.month > 0 && (b.month < a.month || b.month == a.month && b.day > 0 && b.day < a.day)
}
