package check

import (
	"sort"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// introduced counts the items of the enumeration that starts right behind the announcement,
// in the same paragraph or with the next; 0: none does.
func introduced(r *analyze.Report, b int, a announcement) int {
	at := doc.Pos{Block: b, Off: a.after}
	next := sort.Search(len(r.Enumerations), func(i int) bool { return !rangeOf(r.Enumerations[i].Items[0].Span).From.Before(at) })
	if next == len(r.Enumerations) {
		return 0
	}
	e := r.Enumerations[next]
	first, last := e.Items[0].Span, e.Items[len(e.Items)-1]
	gap := gapTo(r.Doc, at, first)
	if e.Items[0].Ordinal != 1 || e.Family == "一方面" || !a.leadsTo(gap, first.Block != b) && !a.calls(r.Doc, gap, first) && !(gap == "。" && a.exists(r.Doc.Blocks[b].Text)) {
		return 0
	}
	if strings.HasSuffix(gap, "，") && len(e.Items) < 3 { // 一是……，二是…… may be two of them
		return 0
	}
	switch {
	case len(e.Items) == 1: // no enumeration yet
		return 0
	case e.Family == "首先": // words: only 最后 tells that it was the last
		if r.Doc.Text(last.Span) != "最后" {
			return 0
		}
		return len(e.Items)
	case len(e.Items) == a.count: // what is wrong with their numbers is another fault
		return a.count
	}
	return last.Ordinal
}

// headed counts the headings that start right behind the announcement, which ends its
// paragraph: 做好以下四项工作： and （一） on the next line; 0: none does.
func headed(r *analyze.Report, b int, a announcement) int {
	at := doc.Pos{Block: b, Off: a.after}
	i := sort.Search(len(r.Sections), func(i int) bool { return at.Before(rangeOf(r.Sections[i].Span).From) })
	if i == len(r.Sections) || r.Sections[i].Ordinal != 1 || r.Sections[i].Span.Block == b {
		return 0
	}
	gap := gapTo(r.Doc, at, r.Sections[i].Span)
	if !a.leadsTo(gap, true) {
		return 0
	}
	first, n := r.Sections[i], 0
	for _, s := range r.Sections[i:] {
		if s.Level < first.Level || s.Level == first.Level && (s.Style != first.Style || s.Ordinal != n+1) {
			break
		}
		if s.Level == first.Level {
			n++
		}
	}
	if n < 2 || n < a.count && i+n == len(r.Sections) && utf8.RuneCountInString(gap) > len(":") { // the rest may be lost
		return 0
	}
	return n
}

// gapTo returns the text between a place and the start of s; a line's end is none.
func gapTo(d *doc.Document, from doc.Pos, s doc.Span) string {
	const longest = 100 // bytes
	if s.Block == from.Block {
		return d.Blocks[s.Block].Text[from.Off:min(s.Start, from.Off+longest)]
	}
	gap := d.Blocks[from.Block].Text[from.Off:]
	for b := from.Block + 1; b < s.Block && len(gap) < longest; b++ {
		gap += d.Blocks[b].Text
	}
	if len(gap) < longest {
		gap += d.Blocks[s.Block].Text[:s.Start]
	}
	return gap
}

// bodyNouns are the nouns that count bodies and places, of which one thing and another may be told.
var bodyNouns = wordsOf("部门", "科室", "支部", "乡镇", "街道", "社区", "小区", "村", "镇", "乡", "片区", "企业", "单位", "小组", "工作组", "专班")

// leadsTo reports whether gap, between a and a list, says that the list is what was announced: a
// colon, a full stop, with a few words before it. The list is apart where it starts on a line of
// its own.
func (a announcement) leadsTo(gap string, apart bool) bool {
	const few, fewer = 16, 6 // characters
	gap = strings.TrimSpace(gap)
	if bodyNouns.prefix(a.noun) != "" { // 深入三个社区走访：一是……
		return false
	}
	if gap == "：" || gap == ":" {
		return a.kind != anyNoun || a.quoted
	}
	length := utf8.RuneCountInString(gap)
	if a.kind <= task && !a.quoted || length > few || containsAny(gap, []string{"包括", "比如", "例如", "主要", "如下", "汇报", "报告"}) {
		return false
	}
	if apart {
		return length <= fewer && strings.IndexAny(gap, "：:，。；") == len(gap)-len("：") && strings.HasSuffix(gap, "：")
	}
	switch gap {
	case "。", "下功夫。", "发力。", "着手。", "入手。", "用力。", "的问题。", "的不足。", "的差距。", "的短板。", "的原因。", "的工作。":
		return true
	case "，", "发力，", "着手，", "入手，", "用力，", "下功夫，", "抓起，", "做起，", "展开，", "推进，", "同向发力，", "持续发力，", "协同发力，", "的工作，", "工作，", "开展工作，":
		return a.kind == aspect
	}
	return strings.ContainsAny(gap, "：:") && !strings.ContainsAny(gap, "。；")
}

// exists reports whether text says of what a counts that there is so much of it: 还有两点不足。一是…….
func (a announcement) exists(text string) bool {
	return a.kind == task && hasSuffix(text[:a.start], []string{"有", "存在", "存在以下", "有以下", "以下", "归结为", "总结为", "提出", "得出"}) &&
		hasSuffix(a.noun, []string{"", "不足", "差距", "问题", "原因", "做法", "经验", "特点", "体会", "启示", "教训", "建议", "意见", "要求", "亮点", "变化", "打算", "弱项", "短板", "困难"})
}

// calls reports whether the enumeration that starts at first, a little behind a, calls its points
// by the noun of a: 做到“四个到位”，一是组织到位.
func (a announcement) calls(d *doc.Document, gap string, first doc.Span) bool {
	const few, early = 16, 12 // characters
	if !a.quoted || utf8.RuneCountInString(gap) > few {
		return false
	}
	text := d.Blocks[first.Block].Text[first.End:]
	at := strings.Index(text, a.noun)
	return at >= 0 && utf8.RuneCountInString(text[:at]) <= early
}
