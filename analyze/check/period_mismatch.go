package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

var _ = register(&analyze.Check{
	ID:       "period.mismatch",
	Title:    "时段与本报告不符",
	Severity: analyze.Error,
	Doc: `报告里出现了不可能属于本期的年份或时段：开头、标题写着往年的上半年，“截至”的是去年的日子，全年报告却安排“下半年”的工作，落款的日期比报送期还早，学习贯彻的会议那时还没有召开。多半是从别的时候的报告改来的，没有改全。
请对照报送期逐处改正。党的二十大以后的报告只写学习贯彻党的十九大精神的，半年、季度报告里写“全年共开展”的，把往年的事写成本期的，提示核实。与去年同期的比较、文件名称（《》里的）、文号、上级去年反馈的问题、下一年的安排，都不算。`,
	Bad: `〔报送期：2025-01-01/2025-06-30〕
2025年上半年党风廉政建设工作情况报告
⟦f⟧2024年上半年⟦/⟧，我局坚持严的基调，一体推进各项工作。
现将⟦f⟧2025年第三季度⟦/⟧工作推进情况报告如下。
一、上半年工作开展情况
截至⟦f⟧2024年6月底⟦/⟧，开展明察暗访8次。学习贯彻⟦f⟧党的二十届四中全会⟦/⟧精神。
二、⟦f⟧2024年下半年⟦/⟧工作打算
继续推进。`,
	Good: `〔报送期：2025-01-01/2025-06-30〕
2025年上半年党风廉政建设工作情况报告
2025年上半年，我局坚持严的基调。根据《2024年工作要点》（云纪发[2024]3号），现将情况报告如下。现将2025年第二季度重点工作进展报告如下。
一、上半年工作开展情况
印发文件61份，较2024年同期的72份压减15.3%；2024年上半年同期为72份。对巡察组2024年度反馈的18条意见逐条销号。
学习贯彻党的十九届六中全会、二十届三中全会精神，迎接党的二十届四中全会。2022年以来，共改造管网3公里。截至2024年底，全县共有水库6座。
二、下半年工作打算
2026年上半年完成验收。`,
	Run: periodMismatches,
})

func periodMismatches(p *analyze.Pass) error {
	if p.Report.Period.From.IsZero() {
		return nil
	}
	heads := map[int]*analyze.Section{}
	for i := range p.Report.Sections {
		heads[p.Report.Sections[i].Span.Block] = &p.Report.Sections[i]
	}
	lead := leadBlocks(p.Report)
	first := firstText(p.Report)
	ahead := eventsAhead(p.Report)
	for b := range p.Report.Doc.Blocks {
		block := &p.Report.Doc.Blocks[b]
		if !block.Kind.Body() || block.Kind == doc.TableCell {
			continue
		}
		if s := heads[b]; s != nil && s.Level > 0 {
			headPeriod(p, s)
		}
		early(p, b, ahead)
		datedPeriods(p, b, lead[b], b == first, heads[b])
		if lead[b] {
			announcedPart(p, b)
		}
	}
	titlePeriod(p)
	headedPeriods(p)
	signedPeriod(p)
	wholeYear(p)
	oldCongress(p)
	return nil
}

// datedPeriods finds in block b the times that can't be the report's own.
func datedPeriods(p *analyze.Pass, b int, lead, first bool, head *analyze.Section) {
	r := p.Report
	text := r.Doc.Blocks[b].Text
	seen := map[int]bool{}
	for _, d := range factsOf(p).paragraphs[b].days {
		span := doc.Span{Block: b, Start: d.start, End: d.end}
		if (lead || first) && otherPart(r.Period, text, d) {
			emitPeriod(p, span, "在句首")
		} else if why := strange(r, text, d, lead, lead || first, head); why != "" {
			emitPeriod(p, span, why)
		} else if why := framed(r, b, d); why != "" {
			emitPeriod(p, span, why)
		} else if leftOver(r, text, span, d) {
			doubtPeriod(p, span, "做的事写成本期的")
		} else {
			continue
		}
		seen[d.start] = true
	}
	if head == nil || head.Level == 0 || head.Span.End < len(text) {
		donePeriods(p, b, seen)
	}
}

func emitPeriod(p *analyze.Pass, s doc.Span, why string) {
	p.Emit(analyze.Finding{
		Span:     s,
		Message:  fmt.Sprintf("%s%s，本报告说的是%s", quote(p.Report.Doc.Text(s)), why, periodName(p.Report.Period)),
		Expected: periodName(p.Report.Period),
		Fix:      fix("核对时段后改正；如果整段是往年的内容，一并更新"),
	})
}

// doubtPeriod is emitPeriod for what may be meant so.
func doubtPeriod(p *analyze.Pass, s doc.Span, why string) {
	doubted := *p
	doubted.Emit = func(f analyze.Finding) { f.Severity = analyze.Warning; p.Emit(f) }
	emitPeriod(&doubted, s, why)
}

// periodName says a period as a clerk would.
func periodName(p analyze.Period) string {
	y := strconv.Itoa(p.From.Year()) + "年"
	switch {
	case p.From.Month() == 1 && p.To.Month() == 12:
		return y
	case p.From.Month() == 1 && p.To.Month() == 6:
		return y + "上半年"
	case p.From.Month() == 7 && p.To.Month() == 12:
		return y + "下半年"
	case quarterOf(p) > 0:
		return y + "第" + hanNumber(quarterOf(p)) + "季度"
	}
	return fmt.Sprintf("%s%d月至%d月", y, p.From.Month(), p.To.Month())
}

// leadBlocks are the paragraphs in which a report says what it is about: those before
// its first heading, three at most.
func leadBlocks(r *analyze.Report) map[int]bool {
	lead := map[int]bool{}
	end := len(r.Doc.Blocks)
	title := -1
	for _, s := range r.Sections {
		if s.Level == 0 {
			title = max(title, s.Span.Block)
			continue
		}
		end = s.Span.Block
		break
	}
	for b := title + 1; b < end && len(lead) < 3; b++ {
		if text := strings.TrimSpace(r.Doc.Blocks[b].Text); utf8.RuneCountInString(text) > 20 || strings.Contains(text, "现将") || strings.Contains(text, "如下") {
			lead[b] = true
		}
	}
	return lead
}

// strange tells why a date can't belong to r's period; empty: it may. The lead tells what the report is
// about; so may what is early.
func strange(r *analyze.Report, text string, d day, lead, early bool, head *analyze.Section) string {
	year := r.Period.From.Year()
	if d.year == 0 || d.year >= year || d.year < year-3 || inTitle(text, d.start) || compared(text, d) {
		return ""
	}
	before := strings.TrimRight(text[:d.start], " 　")
	after := strings.TrimLeft(text[d.end:], " 　")
	opens := before == "" || strings.HasSuffix(before, "。") || strings.HasSuffix(before, "现将")
	switch {
	case head != nil && head.Level > 0 && head.Span.Block >= 0 && d.start < head.Span.End:
		if containsAny(head.Title, older) {
			return ""
		}
		if head.Level <= 2 && d.half+d.quarter > 0 && d.names(r.Period) && hasSuffix(head.Title, tellsWork) {
			return "在标题里"
		}
		if head.Level == 1 && (d.half > 0 || d.whole || d.month == 0 && !d.ends) && d.year == year-1 && len(head.Parts) > 0 && !(d.half == 0 && plansYear(r, year)) {
			return "在标题里"
		}
	case d.half+d.quarter > 0 && d.names(r.Period) && opensHeading(before, after):
		return "在标题里"
	case early && announced(before, after) && d.month == 0:
		return "写在“现将……情况报告如下”里"
	case opens && (d.half > 0 || d.quarter > 0) && strings.HasPrefix(after, "，"):
		return "在句首"
	case lead && before == "" && strings.HasPrefix(after, "，") && d.month == 0:
		return "在开头"
	case opens && d.whole && d.year < year-1 && !containsAny(text[d.end:min(len(text), d.end+60)], settled):
		return "在句首"
	case strings.HasSuffix(before, "截至") && d.month == int(r.Period.To.Month()) && r.Period.To.Month() < 12 && d.year == year-1 && !containsAny(sentenceBehind(text, d.end), []string{"去年", "上年", "同期"}):
		return "写在“截至”后面"
	}
	return ""
}

// plansYear reports whether a main heading of r plans the year, so that the report, given as the
// year began, looks back on the one before: 一、2025年工作回顾, 二、2026年工作安排.
func plansYear(r *analyze.Report, year int) bool {
	for i := range r.Sections {
		if s := &r.Sections[i]; s.Level == 1 && len(s.Parts) == 1 && s.Parts[0] == "plan" && strings.Contains(s.Title, strconv.Itoa(year)+"年") && !strings.Contains(s.Title, "下半年") {
			return true
		}
	}
	return false
}

// settled are words behind a year long past by which this year's work may well speak of it.
var settled = []string{"反馈", "整改", "审计", "巡察", "巡视", "检查", "遗留", "结转", "历史", "项目", "决算", "立项", "获", "评为", "启动", "开工", "签订", "确定", "部署"}

// quarterOf returns the quarter that a period is; 0: it is none.
func quarterOf(p analyze.Period) int {
	if p.From.Year() == p.To.Year() && int(p.To.Month()-p.From.Month()) == 2 && p.From.Month()%3 == 1 {
		return int(p.To.Month()) / 3
	}
	return 0
}

// halfOf returns the half of the year that a period is; 0: it is none.
func halfOf(p analyze.Period) int {
	if p.From.Year() == p.To.Year() && int(p.To.Month()-p.From.Month()) == 5 && p.From.Month()%6 == 1 {
		return int(p.To.Month()) / 6
	}
	return 0
}

// otherPart reports whether d is another half or quarter of the year than the period, and opens
// a sentence of text as a clause of its own or announces the report: 现将第二季度工作情况报告如下.
func otherPart(p analyze.Period, text string, d day) bool {
	if announced(text[:d.start], text[d.end:]) {
		return d.year == p.From.Year() && d.year == p.To.Year() && outside(p, d)
	}
	before := strings.TrimRight(text[:d.start], " 　")
	if d.year != p.From.Year() || before != "" && !strings.HasSuffix(before, "。") || !strings.HasPrefix(text[d.end:], "，") {
		return false
	}
	return d.half > 0 && halfOf(p) > 0 && d.half != halfOf(p) || d.quarter > 0 && quarterOf(p) > 0 && d.quarter != quarterOf(p)
}

// outside reports whether d is a half or a quarter of the year that has no month in common with p.
func outside(p analyze.Period, d day) bool {
	first, last := 0, 0 // months
	switch {
	case d.quarter > 0:
		first, last = 3*d.quarter-2, 3*d.quarter
	case d.half > 0:
		first, last = 6*d.half-5, 6*d.half
	}
	return last > 0 && (last < int(p.From.Month()) || first > int(p.To.Month()))
}

// firstText returns the block of the first running text under the first heading; -1: none.
func firstText(r *analyze.Report) int {
	for i := range r.Sections {
		s := &r.Sections[i]
		if s.Level == 0 || slices.Contains(s.Parts, "plan") {
			continue
		}
		for piece := range pieces(r.Doc, s.Own) {
			if strings.TrimSpace(r.Doc.Text(piece)) != "" && r.Doc.Blocks[piece.Block].Kind != doc.TableCell {
				return piece.Block
			}
		}
	}
	return -1
}

// announced reports whether a date stands where the report is announced: 现将我局2023年度工作
// 情况报告如下; 现在，我就2023年履行责任情况作如下报告. What others found in an earlier year
// may well be reported now.
func announced(before, after string) bool {
	const farthest = 300 // bytes
	before, after = before[max(0, len(before)-farthest):], after[:min(len(after), farthest)]
	before = before[strings.LastIndex(before, "。")+1:]
	if end := strings.IndexAny(after, "。；"); end >= 0 {
		after = after[:end]
	}
	if containsAny(after, []string{"反馈", "整改", "巡察", "巡视", "审计", "检查", "考核", "考评", "通报", "督查", "遗留"}) {
		return false
	}
	if i := strings.LastIndex(before, "现将"); i >= 0 && !strings.ContainsAny(before[i:], "，；《") {
		return true
	}
	i := max(strings.LastIndex(before, "我就"), strings.LastIndex(before, "现就"))
	return i >= 0 && !strings.ContainsAny(before[i:], "，；《") && strings.Contains(after, "如下") && (i == 0 || strings.HasPrefix(before, "现"))
}

// inTitle reports whether byte i stands near both ends inside 《》, brackets or quotes.
func inTitle(text string, i int) bool {
	const farthest = 400 // bytes
	before, after := text[max(0, i-farthest):i], text[i:min(len(text), i+farthest)]
	for _, pair := range [][2]string{{"《", "》"}, {"〔", "〕"}, {"（", "）"}, {"“", "”"}, {"(", ")"}} {
		open := strings.LastIndex(before, pair[0])
		if open >= 0 && !strings.Contains(before[open:], pair[1]) && strings.Contains(after, pair[1]) {
			return true
		}
	}
	return false
}

// compared reports whether d is named for comparison: 比2024年, 2024年同期, 2024年以来.
func compared(text string, d day) bool {
	for _, w := range []string{"比", "较", "与", "同", "对比", "相比", "从", "自", "由", "经", "于"} {
		if strings.HasSuffix(strings.TrimRight(text[:d.start], " 　"), w) {
			return true
		}
	}
	for _, w := range []string{"同期", "以来", "至", "到", "起", "相比", "以前", "之前", "为", "的"} {
		if strings.HasPrefix(strings.TrimLeft(text[d.end:], " 　"), w) {
			return true
		}
	}
	return false
}
