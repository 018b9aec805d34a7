package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// titlePeriod finds in the title the year before the one that the report speaks of.
func titlePeriod(p *analyze.Pass) {
	r := p.Report
	for i := range r.Sections {
		s := &r.Sections[i]
		if s.Level != 0 || factsOf(p).reportAt(s.Span.Block) > 0 {
			continue
		}
		text := r.Doc.Text(s.Span)
		list := days(text)
		if len(list) == 1 && longYear(r, text, list[0]) {
			emitPeriod(p, doc.Span{Block: s.Span.Block, Start: s.Span.Start + list[0].start, End: s.Span.Start + list[0].end}, "写在标题里")
			continue
		}
		if len(list) != 1 || list[0].year != r.Period.From.Year()-1 || !list[0].names(r.Period) || inTitle(text, list[0].start) {
			continue
		}
		emitPeriod(p, doc.Span{Block: s.Span.Block, Start: s.Span.Start + list[0].start, End: s.Span.Start + list[0].end}, "写在标题里")
	}
}

// longYear reports whether d names the whole year in the title of a paper that tells of a part of
// it, and says so in its running text.
func longYear(r *analyze.Report, title string, d day) bool {
	part := partOfYear(r.Period)
	if part == "" || !d.whole || d.year != r.Period.To.Year() || inTitle(title, d.start) || !hasSuffix(title, []string{"总结", "小结", "述职报告", "述廉报告"}) || containsAny(title, []string{"半年", "季度", "月", "中期", "阶段"}) {
		return false
	}
	return slices.ContainsFunc(r.Doc.Blocks, func(b doc.Block) bool {
		return b.Kind.Body() && strings.Contains(b.Text, part) && containsAny(b.Text, []string{"现将", part + "，", part + "工作"})
	})
}

// names reports whether d, its year left out, is the time of year that p is.
func (d day) names(p analyze.Period) bool {
	return d.month == 0 && !d.ends && d.half == halfOf(p) && d.quarter == quarterOf(p)
}

// ahead are words in a title by which a paper may well be signed before its time; telling,
// by which it is one that tells of it.
var (
	ahead   = []string{"计划", "要点", "方案", "安排", "意见", "打算", "预案", "规划", "承诺", "责任书", "思路", "预算", "通知", "元旦", "春节"}
	telling = []string{"年度", "半年", "季度", "总结", "小结", "述", "报告", "汇报"}
)

// signedPeriod finds a date under the report that lies before its time and would do a year later.
func signedPeriod(p *analyze.Pass) {
	const early, late = 45, 120 // days about the end of its time in which a report is signed
	r := p.Report
	signed := signedOn(r)
	if signed.IsZero() || !signed.Before(r.Period.From) || containsAny(r.Title, ahead) || !containsAny(r.Title, telling) {
		return
	}
	on := signed.AddDate(1, 0, 0)
	if on.Before(r.Period.To.AddDate(0, 0, -early)) || on.After(r.Period.To.AddDate(0, 0, late)) {
		return
	}
	emitPeriod(p, r.Signature.Date, "写在落款里")
}

// aims are words in a clause by which 全年 speaks of what is to come or was set.
var aims = []string{"计划", "目标", "任务", "预算", "安排", "下达", "预计", "需", "力争", "确保", "占", "的", "去年", "上年", "将", "拟", "不少于"}

// wholeYear finds in a report on less than a year what was done 全年.
func wholeYear(p *analyze.Pass) {
	r := p.Report
	if r.Period.From.Month() == 1 && r.Period.To.Month() == 12 {
		return
	}
	emit := func(s doc.Span) {
		p.Emit(analyze.Finding{
			Severity: analyze.Warning,
			Span:     s,
			Message:  fmt.Sprintf("写的是%s已经做了的，本报告说的是%s", quote(r.Doc.Text(s)), periodName(r.Period)),
			Expected: periodName(r.Period),
			Fix:      fix("核对这个数是哪一段时间的，改正时段"),
		})
	}
	for _, st := range factsOf(p).statements {
		text := r.Doc.Text(st.span)
		if !st.signs.has(scoped) || !strings.Contains(text, "全年") || inPart(r, doc.Pos{Block: st.span.Block, Off: st.span.Start}, "plan") {
			continue
		}
		if n := openedByYear(text, r.Period.To.Year()); n > 0 && certain(st.figures[0]) {
			emit(doc.Span{Block: st.span.Block, Start: st.span.Start, End: st.span.Start + n})
			continue
		}
		for _, m := range st.figures {
			head := clauseBefore(r.Doc, m.Span)
			rest, ok := strings.CutPrefix(head, "全年")
			if !ok || !certain(m) || m.Earlier || longestPrefix(rest, []string{"共", "累计", "总共", "一共", "合计"}) == "" && longestPrefix(rest, deeds) == "" || containsAny(clause(r.Doc, m.Span, 40), aims) {
				continue
			}
			start := m.Span.Start - len(head)
			emit(doc.Span{Block: m.Span.Block, Start: start, End: start + len("全年")})
		}
	}
}

// openedByYear returns the length of the words for the whole year with which text opens, as a clause of
// their own, where the unit's deeds with a number follow at once: 2026年全年，我所共接待咨询214人次. 0: it does not.
func openedByYear(text string, year int) int {
	rest := strings.TrimPrefix(text, strconv.Itoa(year)+"年")
	rest, ok := strings.CutPrefix(rest, "全年，")
	if !ok {
		return 0
	}
	n := len(text) - len(rest) - len("，")
	clause, _, _ := strings.Cut(rest, "，")
	own := longestPrefix(clause, selves)
	if deed := deedAhead(clause); own+deed == "" || deed == "" && !strings.HasPrefix(clause[len(own):], "共") || containsAny(clause, hoping) || containsAny(clause, aims) {
		return 0
	}
	return n
}

// announcedPart finds the part of the year, without the year, of which the lead announces the report, that
// is not the report's: 现将第三季度工作推进情况报告如下. Of several, the first is what is reported.
func announcedPart(p *analyze.Pass, b int) {
	text := p.Report.Doc.Blocks[b].Text
	from := strings.Index(text, "现将")
	if from < 0 || !strings.Contains(text[from:], "如下") {
		return
	}
	at, word, d := len(text), "", day{}
	for i, w := range []string{"前三季度", "上半年", "下半年", "一季度", "二季度", "三季度", "四季度"} {
		k := strings.Index(text[from:], w)
		if k < 0 || from+k >= at {
			continue
		}
		at, word, d = from+k, w, day{}
		switch {
		case i > 2:
			d.quarter = i - 2
		case i > 0:
			d.half = i
		}
	}
	start := len(strings.TrimSuffix(text[:at], "第"))
	if word == "" || strings.HasSuffix(text[:start], "年") || strings.HasSuffix(text[:start], "年度") || !announced(text[:at], text[at+len(word):]) || !outside(p.Report.Period, d) {
		return
	}
	emitPeriod(p, doc.Span{Block: b, Start: start, End: at + len(word)}, "写在“现将……情况报告如下”里")
}

// leftOver reports whether d is the time of r a year before, and what the unit did then is told
// as if it were this year's: 2025年上半年开展政治轮训3期. A sentence that compares tells it rightly.
func leftOver(r *analyze.Report, text string, span doc.Span, d day) bool {
	year := r.Period.From.Year()
	if d.year >= year || d.year < year-3 || !d.names(r.Period) || d.half+d.quarter > 0 && d.year < year-1 || inTitle(text, d.start) {
		return false
	}
	before := strings.TrimRight(text[:d.start], " 　")
	rest, opens := strings.CutPrefix(text[d.end:], "，")
	if d.half+d.quarter == 0 {
		own := longestPrefix(rest, selves)
		if !opens || own == "" && !strings.HasPrefix(rest, "共") || before != "" && !strings.HasSuffix(before, "。") || slices.ContainsFunc(days(text), func(o day) bool { return o.year > 0 && o.year != d.year }) {
			return false // the paragraph goes through the years
		}
		rest = rest[len(own):]
	}
	rest = strings.TrimPrefix(rest, "共")
	if before != "" && !hasSuffix(before, []string{"，", "。", "；"}) || longestPrefix(rest, []string{"召开", "组织", "开展", "举办"}) == "" {
		return false
	}
	sentence := r.Doc.Text(sentenceAround(r.Doc, span))
	return !containsAny(sentence, compares)
}

// selves are the words by which a unit speaks of all of itself.
var selves = slices.Concat(wholes, []string{"我局", "我院", "我校", "我镇", "我乡", "我街道", "我公司", "我中心", "我单位", "我委", "我办", "我馆", "我所", "我处", "我部", "我站", "我园"})

// compares are words in a sentence by which it sets two times side by side, or tells how
// something came about.
var compares = []string{
	"比", "较", "同期", "增", "减", "升", "降", "多", "少", "今年", "去年", "上年", "本年", "以来", "目前", "至今", "现已", "已经", "后", "分别",
	"遗留", "反馈", "整改", "移交", "结转", "启动", "开工", "历史", "当时", "曾", "上半年的", "其中",
}
