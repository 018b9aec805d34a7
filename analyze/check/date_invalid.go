package check

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

var _ = register(&analyze.Check{
	ID:       "date.invalid",
	Title:    "日期不成立",
	Severity: analyze.Error,
	Doc: `写了日历上没有的日期（6月31日、13月5日、平年的2月29日），一段时间的结束早于开始，日期和星期几对不上，或者已经做了的事却在成文日期之后。多半是改数字时手误，或者套用了别的月份。
请查对实际日期后改正。没有写年份的，按报送期的年份算，星期几对不上时只提示核实。`,
	Bad: `〔报送期：2026-01-01/2026-06-30〕
一、工作开展情况
各单位于⟦f⟧6月31日⟦/⟧前完成自查，⟦f⟧2026年2月29日⟦/⟧召开部署会。⟦f⟧2月29日⟦/⟧组织演练。
巡察组自⟦f⟧2026年5月10日至2026年3月15日⟦/⟧进驻。集中整治从⟦f⟧6月20日至5月20日⟦/⟧，历时一个月。修路从今年⟦f⟧3月26日开始，到今年3月12日⟦/⟧结束。
⟦f⟧5月20日（星期五）⟦/⟧召开推进会，⟦f⟧8月12日⟦/⟧召开总结会。
青禾县水务局
2026年7月3日`,
	Good: `〔报送期：2026-01-01/2026-06-30〕
一、工作开展情况
各单位于6月30日前完成自查，2024年2月29日召开部署会。5月20日（星期三）召开推进会。
巡察组自2026年3月10日至5月15日进驻，12月20日至次年1月10日整改，4月6日起至5月12日公示。2025年12月28日至1月5日值守，8月底前完成整改，8月12日召开的大会将通报结果。
二、下一步打算
8月12日召开总结会。
青禾县水务局
2026年7月3日`,
	Run: invalidDates,
})

func invalidDates(p *analyze.Pass) error {
	signed := signedOn(p.Report)
	for b := range p.Report.Doc.Blocks {
		block := &p.Report.Doc.Blocks[b]
		if !block.Kind.Body() {
			continue
		}
		list := factsOf(p).paragraphs[b].days
		for i, d := range list {
			span := doc.Span{Block: b, Start: d.start, End: d.end}
			if why := d.lacking(p.Report.Period); why != "" {
				p.Emit(analyze.Finding{
					Span:    span,
					Message: "日历上没有" + quote(block.Text[d.start:d.end]) + why,
					Fix:     fix("查对实际日期后改正"),
				})
				continue
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
			weekdayOf(p, span, d)
			if !signed.IsZero() && d.in(p.Report.Period).After(signed) && happened(p.Report, block.Text, span) {
				p.Emit(analyze.Finding{
					Severity: analyze.Warning,
					Span:     span,
					Message:  fmt.Sprintf("报告的日期是%s，%s的事却写成已经做了", signed.Format("2006年1月2日"), quote(block.Text[d.start:d.end])),
					Expected: "不晚于" + signed.Format("2006年1月2日"),
					Fix:      fix("查对日期；还没有做的，写到下一步打算里"),
				})
			}
		}
	}
	return nil
}

// lacking tells that d is not on the calendar and why; empty: it is. A 29 February without
// a year is judged by the year that a report speaks of and its neighbours.
func (d day) lacking(period analyze.Period) string {
	if d.month == 2 && d.day == 29 && d.year == 0 && !period.From.IsZero() {
		for year := period.From.Year() - 1; year <= period.To.Year()+1; year++ {
			if (day{year: year, month: 2, day: 29}).exists() {
				return ""
			}
		}
		return fmt.Sprintf("，%d年2月只有28天", period.To.Year())
	}
	if d.exists() {
		return ""
	}
	return lastDay(d)
}

// lastDay tells how many days the month of d has.
func lastDay(d day) string {
	if d.month < 1 || d.month > 12 {
		return "，一年只有12个月"
	}
	return fmt.Sprintf("，%d月只有%d天", d.month, lastOf(d.year, d.month))
}

// backwards reports whether text gives a and b as the two ends of a time that would run
// backwards. Where a year is left out, a time may run over the end of one.
func backwards(text string, a, b day) bool {
	gap := strings.TrimSpace(text[a.end:b.start])
	for _, begun := range []string{"开始，", "起，", "开始", "起"} {
		gap = strings.TrimPrefix(gap, begun)
	}
	switch strings.TrimSuffix(gap, "今年") {
	case "至", "到", "—", "-", "～":
	default:
		return false
	}
	if !a.exists() || !b.exists() {
		return false
	}
	earlier := b.month > 0 && a.month > 0 && (b.month < a.month || b.month == a.month && b.day > 0 && b.day < a.day)
	if a.year == 0 || b.year == 0 {
		const autumn, spring = 9, 4
		return b.year == 0 && a.day > 0 && b.day > 0 && earlier && (a.month < autumn || b.month > spring)
	}
	return b.year < a.year || b.year == a.year && earlier
}

// in returns the day that d is, in the year of the period where it tells none; zero: it
// can't be told.
func (d day) in(period analyze.Period) time.Time {
	year := d.year
	if year == 0 && !period.From.IsZero() && period.From.Year() == period.To.Year() {
		year = period.From.Year()
	}
	if year == 0 || d.month == 0 || d.day == 0 || !d.exists() {
		return time.Time{}
	}
	return time.Date(year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
}

const weekdays = "日一二三四五六"

// weekdayOf finds a day of the week behind d that d is not: 5月20日（星期五）.
func weekdayOf(p *analyze.Pass, span doc.Span, d day) {
	text := p.Report.Doc.Blocks[span.Block].Text[d.end:]
	rest := strings.TrimLeft(text, "（(, ，")
	word := longestPrefix(rest, []string{"星期", "周", "礼拜"})
	name, size := utf8.DecodeRuneInString(rest[len(word):])
	if word == "" || name == '天' {
		name = '日'
	}
	when := d.in(p.Report.Period)
	i := strings.IndexRune(weekdays, name)
	if word == "" || i < 0 || when.IsZero() || i/len("日") == int(when.Weekday()) || word == "周" && len(rest) == len(text) {
		return
	}
	span.End = d.end + len(text) - len(rest) + len(word) + size
	if strings.HasPrefix(text, "（") && strings.HasPrefix(p.Report.Doc.Blocks[span.Block].Text[span.End:], "）") {
		span.End += len("）")
	}
	right := word + string([]rune(weekdays)[when.Weekday()])
	f := analyze.Finding{
		Span:     span,
		Message:  fmt.Sprintf("%s是%s，不是%s", quote(when.Format("2006年1月2日")), quote(right), quote(word+string(name))),
		Expected: quote(right),
		Fix:      fix("查对日期和星期几，改正写错的一个"),
	}
	if d.year == 0 {
		f.Severity = analyze.Warning
	}
	p.Emit(f)
}

// signedOn returns the day that stands under r; zero: none.
func signedOn(r *analyze.Report) time.Time {
	if r.Signature.Date.Empty() {
		return time.Time{}
	}
	list := days(r.Doc.Text(r.Signature.Date))
	if len(list) == 0 || list[0].year == 0 {
		return time.Time{}
	}
	return list[0].in(analyze.Period{})
}

// happened reports whether text tells of the day at span that something was done then:
// a deed follows at once, outside a plan, and nothing in the sentence looks ahead.
func happened(r *analyze.Report, text string, span doc.Span) bool {
	if longestPrefix(text[span.End:], []string{"召开", "举办", "举行", "组织", "开展", "印发", "邀请", "赴", "，我", "，组织", "，召开", "上午", "下午"}) == "" {
		return false
	}
	sentence := r.Doc.Text(sentenceAround(r.Doc, span))
	if containsAny(sentence, []string{"将", "拟", "计划", "力争", "预计", "打算", "要", "确保", "下一步", "下半年", "定于", "前完成"}) {
		return false
	}
	return !inPart(r, doc.Pos{Block: span.Block, Off: span.Start}, "plan") && !span.Overlaps(r.Signature.Date)
}

// inPart reports whether a place of r stands in a section of that part, or behind where
// running text opens it.
func inPart(r *analyze.Report, at doc.Pos, part string) bool {
	if open, ok := r.Inline[part]; ok && !at.Before(rangeOf(open).From) {
		return true
	}
	for i := range r.Sections {
		s := &r.Sections[i]
		for _, id := range s.Parts {
			if id == part && (s.Body.Contains(at) || rangeOf(s.Span).Contains(at)) {
				return true
			}
		}
	}
	return false
}
