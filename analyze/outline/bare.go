package outline

import (
	"slices"
	"strings"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// BareHeading makes a heading of p, which has no number; a full stop or a colon behind
// it is no part of it.
func bareHeading(p *para, at int) heading {
	end, mark, _ := lead(p.trimmed(), 0)
	if mark != '。' && mark != '：' && mark != ':' || end < p.end-p.start-len("：") {
		end = p.end - p.start
	}
	return heading{at: at, block: p.block, start: p.start, end: p.start + end, after: doc.Pos{Block: p.block, Off: p.end},
		title: fold(p.trimmed()[:end]), style: analyze.Bare, mark: p.level}
}

// AddBare adds the headings that have no number: lines of their own that name what
// follows. One such line may be anything, unless it names a part; two are a style. In
// a file that marks its headings a line that it does not mark is none.
func addBare(paras []para, found []heading, words *vocabulary) []heading {
	isNumbered := slices.ContainsFunc(found, func(h heading) bool { return h.style != analyze.Bare && h.rank <= rankArabic })
	isMarked := slices.ContainsFunc(found, func(h heading) bool { return h.mark > 0 })
	var bare, labels []heading
	sure, sureLabel := false, false
	next := 0 // index in found of the first heading at or behind the paragraph
	for i := range paras {
		for next < len(found) && found[next].at < i {
			next++
		}
		if next < len(found) && found[next].at == i || !namesWhatFollows(paras, i, found[next:]) {
			continue
		}
		h := bareHeading(&paras[i], i)
		named := words.namesPart(h.title)
		label := h.end < paras[i].end // 存在的问题： on a line of its own
		if label && strings.HasSuffix(h.title, "如下") || !named && isMarked || label && isNumbered {
			continue
		}
		h.named = named
		if label && !named {
			if !strings.Contains(h.title, "，") && !strings.Contains(h.title, "以下") && !isUnit(h.title) {
				labels = append(labels, h)
			}
			continue
		}
		sure, sureLabel = sure || named, sureLabel || label
		bare = append(bare, h)
	}
	if sureLabel { // labels that name parts make one style with the others
		bare = append(bare, labels...)
		slices.SortStableFunc(bare, func(a, b heading) int { return a.at - b.at })
	}
	if !sure && len(bare) < 2 {
		return found
	}
	setOuter(bare, words)
	found = append(found, bare...)
	slices.SortStableFunc(found, func(a, b heading) int { return a.at - b.at })
	return found
}

// SetOuter finds which of the bare headings stand around others: one directly above
// another, and with it all that name parts of a report.
func setOuter(bare []heading, words *vocabulary) {
	any := false
	for i := range bare {
		if i+1 < len(bare) && bare[i+1].at == bare[i].at+1 {
			bare[i].outer, any = true, true
		}
	}
	for i := range bare {
		bare[i].outer = bare[i].outer || any && words.namesPart(bare[i].title)
	}
}

// NamesWhatFollows reports whether paras[i] has the shape and the place of a heading
// without a number; behind are the headings from i on.
func namesWhatFollows(paras []para, i int, behind []heading) bool {
	p := &paras[i]
	if p.role != running || p.kind != doc.Paragraph || p.runes > maxBare || i+1 == len(paras) || !hasNameShape(p) {
		return false
	}
	if i > 0 && paras[i-1].role == running && leadsOn(&paras[i-1]) {
		return false
	}
	after := &paras[i+1]
	if after.role != running {
		return false
	}
	if len(behind) > 0 && behind[0].at == i+1 {
		return behind[0].ordinal == 1
	}
	if !isBody(after, p) {
		return after.runes <= maxBare && i+2 < len(paras) && hasNameShape(after) && isBody(&paras[i+2], after)
	}
	return true
}

// LeadsOn reports whether what follows p belongs to it: a table or a list that it
// announces, the other half of a sentence.
func leadsOn(p *para) bool {
	switch p.last {
	case '，', '、', ',':
		return true
	case '：', ':':
		t := strings.TrimRight(p.trimmed(), "：:")
		return strings.HasSuffix(t, "下") && !endsWithAny(t, []string{"报告如下", "汇报如下", "总结如下", "小结如下", "述职如下", "说明如下", "情况如下"})
	}
	return p.runes > maxBare && !p.closed()
}

// IsBody reports whether p is text that the line name may name.
func isBody(p, name *para) bool {
	announces := (p.last == '：' || p.last == ':') && strings.Contains(p.trimmed(), "，")
	longer := 2*p.runes > 3*name.runes || p.closed() && !name.closed() && p.runes > name.runes
	return p.role == running && longer && ((p.prose() || announces) && p.runes >= 20 || p.runes > maxBare)
}

// HasNameShape reports whether p reads like a name: no sentence, no label, no quantity,
// nobody's name.
func hasNameShape(p *para) bool {
	t := p.trimmed()
	if _, numbered := p.number(); numbered {
		return false
	}
	if p.runes < 4 {
		return t == "前言" || t == "引言" || t == "导语" || t == "摘要" || t == "概述" || t == "总述" || t == "结语" || t == "结束语"
	}
	year := 0 // characters
	if firstYear(t) > 0 {
		year = len("2025")
	}
	if 5*han(t) < 3*(p.runes-year) || gaps(t) > 0 || strings.ContainsAny(strings.TrimRight(t, "：:"), "。；：！？…;:!?|\t@→>＞»") || strings.Count(t, "，")+strings.Count(t, ",") > 2 {
		return false
	}
	switch p.last {
	case '，', ',', '、', '-', '—', '“', '（', '(', '《', '了', '吗', '呢', '的', '是', '日', '号', '元':
		return false
	case '为':
		if !endsWithAny(t, []string{"作为", "有为", "行为", "善为"}) {
			return false
		}
	}
	if startsWithAny(t, "（", "(", "——", "--", "—", "附件", "附：", "附表", "附图", "附录", "备注", "联系人", "联系电话", "抄送", "主送", "来源", "各位", "同志们",
		"尊敬的", "特此", "此致", "敬礼", "谢谢", "以上", "汇报完毕", "一是", "二是", "三是", "四是", "五是", "首先", "其次", "最后", "目录", "上一篇", "下一篇") {
		return false
	}
	if rest, ok := strings.CutPrefix(t, "图"); ok && isDigit(runeAt(fold(rest), 0)) {
		return false
	}
	if rest, ok := strings.CutPrefix(t, "表"); ok && isDigit(runeAt(fold(rest), 0)) {
		return false
	}
	return !isPerson(t) && dateAtEnd(t) < 0
}
