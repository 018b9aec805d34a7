package check

import (
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/calendar"
	"hegao/analyze/doc"
)

// A stretch is a time of whole months as it stands in a text; its months are counted from year 0.
type stretch struct {
	start, end int  // bytes
	from, to   int  // months, both within
	dated      bool // the text tells its year
}

// times are words of which a paragraph with a stretch has one.
var times = wordsOf("半年", "季度", "月", "全年", "学年")

// donePeriods finds in a paragraph outside plans the stretches that open a sentence, have no
// month in common with the period of the report, and of which a deed with a number is told as
// done: 2024年1月至6月，我校组织学习12次. Those at which seen holds true were found before.
func donePeriods(p *analyze.Pass, b int, seen map[int]bool) {
	text := p.Report.Doc.Blocks[b].Text
	if !times.in(text) {
		return
	}
	const farthest = 300 // bytes
	own := sync.OnceValue(func() bool { return namesOwn(text, p.Report.Period) })
	opens, inside := 0, false // where the sentence starts; whether the clause goes on with it
	for i := 0; i >= 0 && i < len(text); i, inside = afterStop(text, i) {
		if !inside {
			opens = i
		}
		t, ok := stretchAt(text, i, p.Report.Period)
		if !ok || seen[t.start] {
			continue
		}
		sentence := text[t.end:min(len(text), t.end+2*farthest)]
		if k := strings.IndexAny(sentence, "。；"); k >= 0 {
			sentence = sentence[:k]
		}
		earlier, odd := t.outside(p.Report.Period)
		span := doc.Span{Block: b, Start: t.start, End: t.end}
		if !odd || inside && !opensDeed(text[max(opens, t.start-farthest):t.start], sentence) || !tellsDone(text[max(0, t.start-farthest):t.start], sentence, earlier) || inPart(p.Report, doc.Pos{Block: b, Off: t.start}, "plan") {
			continue
		}
		switch {
		case !earlier && !containsAny(sentence, finished), earlier && own():
		case t.from == t.to && (earlier || !t.behind(signedOn(p.Report))):
		case earlier && !t.dated, inside, t.from == t.to:
			doubtPeriod(p, span, "做的事写成本期的")
		default:
			emitPeriod(p, span, "在句首")
		}
	}
}

// behind reports whether t begins behind the month of a day; of none, it does.
func (t stretch) behind(day time.Time) bool { return day.IsZero() || t.from > monthOf(day) }

// opensDeed reports whether a stretch in the middle of a sentence, with before in front and rest
// behind, is when the unit did what follows at once, and nothing before speaks of other times:
// 按照局党组安排，第二季度集中开展隐患排查4次.
func opensDeed(before, rest string) bool {
	clause, _, _ := strings.Cut(strings.TrimPrefix(rest, "，"), "，")
	return deedAhead(clause) != "" && !strings.Contains(clause, "的") && !containsAny(before, hoping) &&
		!containsAny(before, []string{"比", "较", "同期", "去年", "上年", "今年", "目前", "针对", "反馈", "年以来", "自", "于"}) && len(days(before)) == 0
}

// afterStop returns where the next clause of text behind byte i begins, and whether it goes on with
// the sentence; negative: nowhere.
func afterStop(text string, i int) (next int, inside bool) {
	k := strings.IndexAny(text[i:], "。；，")
	if k < 0 {
		return -1, false
	}
	inside = strings.HasPrefix(text[i+k:], "，")
	i += k + len("。")
	return i + len(text[i:]) - len(strings.TrimLeft(text[i:], " 　")), inside
}

// stretchAt reads the stretch that starts at byte i of text, in the last year of the period where
// it tells none.
func stretchAt(text string, i int, period analyze.Period) (stretch, bool) {
	i += len(text[i:]) - len(strings.TrimLeft(text[i:], " 　"))
	t := stretch{start: i, end: i}
	year := period.To.Year()
	if s, ok := schoolYear(text, i); ok {
		return s, true
	}
	if n, end, unit := part(text, i); unit == "年" && n >= 1900 && n <= 2100 {
		year, t.end, t.dated = n, end, true
	} else if w := longestPrefix(text[i:], []string{"今年", "本年度", "本年"}); w != "" {
		t.end = i + len(w)
	}
	m, dated, end := calendar.MonthsAt(text, t.end)
	if dated || end == t.end || m.First == m.Last && inMonth(text[end:]) {
		return t, false
	}
	t.from, t.to = 12*year+m.First-1, 12*year+m.Last-1
	t.end = end + len(longestPrefix(text[end:], []string{"底", "末"}))
	return t, true
}

// inMonth reports whether a month with rest behind it only tells when in its course something was:
// 10月底, 10月上旬.
func inMonth(rest string) bool {
	return longestPrefix(rest, []string{"底", "末", "初", "上旬", "中旬", "下旬", "中", "以来", "起", "前", "后", "、", "和"}) != ""
}

// schoolYear reads a school year or one of its terms: 2024—2025学年第二学期.
func schoolYear(text string, i int) (stretch, bool) {
	if len(text) < i+9 || text[i] != '2' {
		return stretch{}, false
	}
	year, k := 0, i
	for k < i+4 && text[k] >= '0' && text[k] <= '9' {
		year, k = 10*year+int(text[k]-'0'), k+1
	}
	dash := longestPrefix(text[k:], []string{"—", "－", "–", "-", "～", "~", "至", "年至"})
	k += len(dash)
	if dash == "" || len(text) < k+4 || strings.Trim(text[k:k+4], "0123456789") != "" {
		return stretch{}, false
	}
	rest, ok := strings.CutPrefix(text[k+4:], "学年")
	if !ok {
		return stretch{}, false
	}
	t := stretch{start: i, end: len(text) - len(rest), from: 12*year + 8, to: 12*year + 18, dated: true}
	rest = strings.TrimPrefix(strings.TrimPrefix(rest, "度"), "第")
	switch w := longestPrefix(rest, []string{"一学期", "上学期", "二学期", "下学期"}); w {
	case "一学期", "上学期":
		t.to, t.end = 12*year+12, len(text)-len(rest)+len(w)
	case "二学期", "下学期":
		t.from, t.end = 12*year+13, len(text)-len(rest)+len(w)
	}
	return t, true
}

// outside reports whether t, at most three years back, has no month in common with the period, or
// is a whole year that the period ends before; earlier: it lies before it.
func (t stretch) outside(p analyze.Period) (earlier, odd bool) {
	from, to := monthOf(p.From), monthOf(p.To)
	if t.to < from {
		return true, t.to >= from-36
	}
	return false, t.from > to && t.to <= to+12 || t.dated && t.to-t.from == 11 && t.from%12 == 0 && t.from <= from && t.to > to
}

func monthOf(t time.Time) int { return 12*t.Year() + int(t.Month()) - 1 }

// doing are the words behind a time for what a unit does in it; finished, those by which
// it is over; coming, those by which it is not or another time is spoken of.
var (
	doing    = slices.Concat(deeds, []string{"受理", "查处", "处置", "立案", "约谈", "排查", "整改", "检查", "巡查", "学习", "讨论", "研究", "签订", "培训", "走访", "观看", "谈话", "办结", "梳理", "修订", "开了", "发现", "督办", "抓了", "完成", "接待", "办理", "调解", "审核", "慰问", "帮扶", "救助"})
	howDone  = []string{"共", "累计", "先后", "总共", "已", "一共", "重点", "集中", "主要", "陆续", "分别", "又", "还", "再次"}
	finished = []string{"共", "累计", "先后", "已", "均", "了", "发现", "受理", "查处", "约谈", "纠正", "办结", "整改到位", "问责"}
	coming   = []string{
		"将", "拟", "计划", "打算", "预计", "力争", "确保", "目标", "任务", "准备", "要", "安排", "争取", "预算", "下达", "需", "前完成", "预期", "预备", "待", "定于",
		"的基础上", "本期", "本季度", "下半年", "上半年", "本学期",
	}
	hoping  = []string{"将", "拟", "计划", "打算", "预计", "力争", "确保", "争取", "定于"}
	looking = []string{"下一步", "下步", "打算", "下半年将", "计划", "安排如下", "今后"}
)

// tellsDone reports whether the rest of a sentence behind a time that opens it tells a deed with
// a number, and nothing looks ahead or at another time; before is the paragraph up to there. What was found
// in an earlier time may be put right in this one.
func tellsDone(before, rest string, earlier bool) bool {
	others := compares
	if !earlier {
		others = []string{"比", "较", "同期", "增", "减", "去年", "上年"}
	}
	body, apart := strings.CutPrefix(rest, "，")
	deed := deedAhead(body)
	if !apart && deed == "" {
		return false
	}
	told := strings.ReplaceAll(body, "先后", "")
	if !apart && slices.Contains(deeds, deed) { // 召开整改推进会
		told = strings.ReplaceAll(told, "整改", "")
	}
	return containsAny(body, doing) && strings.ContainsAny(body, "0123456789一二三四五六七八九十") &&
		!looksAhead(body) && !containsAny(told, others) && !containsAny(before, looking) && len(days(body)) == 0
}

// deedAhead returns the verb that clause begins with, the words for who did it and how often aside;
// empty: it begins with none.
func deedAhead(clause string) string {
	clause = clause[len(longestPrefix(clause, selves)):]
	for w := longestPrefix(clause, howDone); w != ""; w = longestPrefix(clause, howDone) {
		clause = clause[len(w):]
	}
	return longestPrefix(clause, doing)
}

// looksAhead reports whether text has one of coming. A plan or a task that is counted is none:
// 审核采购计划6批次.
func looksAhead(text string) bool {
	for _, w := range coming {
		countable := slices.Contains([]string{"计划", "任务", "目标", "预算"}, w)
		for at := 0; ; {
			i := strings.Index(text[at:], w)
			if i < 0 {
				break
			}
			before, _ := utf8.DecodeLastRuneInString(text[:at+i])
			if at += i + len(w); !countable || !common(before) || !numeralAt(text, at) {
				return true
			}
		}
	}
	return false
}

// namesOwn reports whether text, a paragraph that goes through the times, speaks of the
// report's own too.
func namesOwn(text string, p analyze.Period) bool {
	list := days(text)
	if containsAny(text, []string{"今年", "本年", "目前", "同期"}) || slices.ContainsFunc(list, func(d day) bool { return d.year == p.To.Year() }) {
		return true
	}
	if part := partOfYear(p); part != "" {
		n := strings.Count(text, part)
		for _, d := range list { // 上半年 of another year
			n -= strings.Count(text[d.start:d.end], part)
		}
		if n > 0 {
			return true
		}
	}
	for i := 0; i >= 0 && i < len(text); i, _ = afterStop(text, i) {
		if t, ok := stretchAt(text, i, p); ok && t.from <= monthOf(p.To) && t.to >= monthOf(p.From) {
			return true
		}
	}
	return false
}
