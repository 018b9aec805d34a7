package outline

import (
	"slices"
	"strings"

	"hegao/analyze"
	"hegao/analyze/doc"
)

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
func addBare(paras []para, found []heading, parts []analyze.PartDef) []heading {
	marked := slices.ContainsFunc(found, func(h heading) bool { return h.mark > 0 })
	var bare []heading
	sure := false
	next := 0 // index in found of the first heading at or behind the paragraph
	for i := range paras {
		for next < len(found) && found[next].at < i {
			next++
		}
		if next < len(found) && found[next].at == i || !namesWhatFollows(paras, i, found[next:]) {
			continue
		}
		h := bareHeading(&paras[i], i)
		named := namesPart(h.title, parts)
		if marked && !named {
			continue
		}
		sure = sure || named
		bare = append(bare, h)
	}
	if !sure && len(bare) < 2 {
		return found
	}
	found = append(found, bare...)
	slices.SortStableFunc(found, func(a, b heading) int { return a.at - b.at })
	return found
}

// NamesWhatFollows reports whether paras[i] has the shape and the place of a heading
// without a number; behind are the headings from i on.
func namesWhatFollows(paras []para, i int, behind []heading) bool {
	p := &paras[i]
	if p.role != running || p.kind != doc.Paragraph || p.runes > maxBare || p.runes < 4 || i+1 == len(paras) || !hasNameShape(p) {
		return false
	}
	if i > 0 {
		before := &paras[i-1]
		listed := before.last == '：' || before.last == ':'
		if before.role == running && !before.closed() && !listed && before.runes > maxBare || listed && strings.HasSuffix(strings.TrimRight(before.trimmed(), "：:"), "下") ||
			before.role == running && (before.last == '，' || before.last == '、' || before.last == ',') {
			return false
		}
	}
	after := &paras[i+1]
	if after.role != running {
		return false
	}
	if len(behind) > 0 && behind[0].at == i+1 {
		return behind[0].ordinal == 1
	}
	return after.prose() && after.runes > 2*p.runes && after.runes >= 24
}

// HasNameShape reports whether p reads like a name: no sentence, no label, no quantity,
// nobody's name.
func hasNameShape(p *para) bool {
	t := p.trimmed()
	if _, numbered := leadingNumber(t); numbered && !isDigit(runeAt(t, 0)) {
		return false
	}
	if 5*han(t) < 3*p.runes || gaps(t) > 0 || strings.ContainsAny(t, "。；：！？…;:!?|\t@→") || strings.Count(t, "，")+strings.Count(t, ",") > 2 {
		return false
	}
	switch p.last {
	case '，', ',', '、', '-', '—', '“', '（', '(', '《', '了', '吗', '呢', '的', '是', '为', '日', '号', '元':
		return false
	}
	if startsWithAny(t, "（", "(", "——", "--", "—", "附件", "附：", "附表", "附图", "附录", "图", "表", "注", "备注", "联系", "抄送", "主送", "来源", "单位", "各位", "同志",
		"尊敬的", "特此", "此致", "敬礼", "谢谢", "以上", "汇报完毕", "一是", "二是", "三是", "四是", "五是", "首先", "其次", "最后", "目录", "上一篇", "下一篇", "局长", "主任", "书记") {
		return false
	}
	return !isUnit(t) && dateAtEnd(t) < 0
}
