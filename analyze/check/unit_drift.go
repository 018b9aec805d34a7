package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

var _ = register(&analyze.Check{
	ID:       "unit.drift",
	Title:    "自称前后不一",
	Severity: analyze.Warning,
	Doc: `同一份报告里，本单位一会儿自称“我局”，一会儿自称“我中心”，或者自称的与单位的名称对不上：学校的报告里写着“我局”。多半是从别的单位的报告里抄来的，没有改全。
请统一成本单位的自称；确实说的是下属单位的，写出它的名称。“我单位”“本单位”谁都可以用，不算。“本局”与“我局”一样看。`,
	Bad: `一、工作开展情况
我局召开会议6次。我局开展检查3轮。⟦f⟧我中心⟦/⟧把纠治“四风”与减负结合起来。
二、下一步打算
我局将继续努力。`,
	Good: `一、工作开展情况
我局召开会议6次。我单位开展检查3轮，我县水库安全度汛。
二、下一步打算
我局将继续努力。`,
	Run: drifts,
})

// kinds are the words behind 我 and 本 by which a unit calls itself what it is.
var kinds = []string{
	"村", "社区",
	"局", "中心", "院", "校", "镇", "乡", "街道", "委", "办", "馆", "站", "所", "处", "公司", "集团", "园", "厅", "社", "支队", "大队", "法院", "医院", "学校", "学院", "部", "队", "场", "厂", "室", "行",
}

// callings are what units whose names end in a word call themselves, the longest word first.
var callings = []struct {
	ending string
	kinds  []string
}{
	{"村民委员会", []string{"村"}}, {"村委会", []string{"村"}}, {"村", []string{"村"}}, {"居民委员会", []string{"社区"}}, {"社区", []string{"社区"}},
	{"街道办事处", []string{"街道", "办", "处"}}, {"人民政府", []string{"镇", "乡"}}, {"检察院", []string{"院"}}, {"法院", []string{"院", "法院"}}, {"医院", []string{"院", "医院"}},
	{"学院", []string{"院", "校", "学院", "学校"}}, {"研究院", []string{"院", "所"}}, {"院", []string{"院"}}, {"大学", []string{"校", "学校"}}, {"中学", []string{"校", "学校"}},
	{"小学", []string{"校", "学校"}}, {"学校", []string{"校", "学校"}}, {"幼儿园", []string{"园"}}, {"公司", []string{"公司", "集团", "厂"}}, {"集团", []string{"公司", "集团"}},
	{"街道", []string{"街道", "办"}}, {"中心", []string{"中心", "院"}}, {"办公室", []string{"办", "室"}}, {"委员会", []string{"委", "办"}}, {"管理处", []string{"处"}}, {"支队", []string{"支队", "队"}},
	{"大队", []string{"大队", "队"}}, {"分局", []string{"局"}}, {"局", []string{"局"}}, {"镇", []string{"镇"}}, {"乡", []string{"乡"}}, {"馆", []string{"馆"}}, {"站", []string{"站"}},
	{"派出所", []string{"所"}}, {"所", []string{"所"}}, {"部", []string{"部"}}, {"社", []string{"社"}}, {"林场", []string{"场"}}, {"行", []string{"行", "公司"}},
}

// A selfName is one place where a unit calls itself something.
type selfName struct {
	kind string
	self string // the word before it: 我 or 本
	span doc.Span
}

func drifts(p *analyze.Pass) error {
	for report, names := range selfNames(p) {
		count := map[string]int{}
		for _, n := range names {
			count[n.kind]++
		}
		var own []string
		if report == 0 {
			own = calledBy(p.Report.Unit, count)
		}
		if own == nil {
			own = mostly(count)
		}
		for _, n := range names {
			if own == nil || slices.Contains(villages, own[0]) && slices.Contains(places, n.kind) || slices.ContainsFunc(own, func(k string) bool { return strings.HasSuffix(k, n.kind) || strings.HasSuffix(n.kind, k) }) {
				continue
			}
			message := fmt.Sprintf("别处自称%s，这里自称%s", quote("我"+own[0]), quote(n.self+n.kind))
			if count[own[0]] == 0 {
				message = fmt.Sprintf("这是%s的报告，这里却自称%s", quote(p.Report.Unit), quote(n.self+n.kind))
			}
			p.Emit(analyze.Finding{
				Span:     n.span,
				Message:  message,
				Expected: quote("我" + own[0]),
				Fix:      fix("统一自称；这一段如果是从别处抄来的，核对内容"),
			})
		}
	}
	return nil
}

// selfNames returns where units call themselves something, by the report of the file.
func selfNames(p *analyze.Pass) [][]selfName {
	var all [][]selfName
	for b := range p.Report.Doc.Blocks {
		if !factsOf(p).paragraphs[b].signs.has(speaksOfSelf) {
			continue
		}
		text := p.Report.Doc.Blocks[b].Text
		for i, r := range text {
			self := selfAt(text[:i], r)
			kind := ""
			if self != "" {
				kind = longestPrefix(text[i+len(self):], kinds)
			}
			if kind == "" || inTitle(text, i) || self == "本" && kind == "部" || !wordEnds(kind, text[i+len(self)+len(kind):]) {
				continue
			}
			report := factsOf(p).reportAt(b)
			for len(all) <= report {
				all = append(all, nil)
			}
			all[report] = append(all[report], selfName{kind, self, doc.Span{Block: b, Start: i, End: i + len(self) + len(kind)}})
		}
	}
	return all
}

// selfAt returns 我 or 本 where r, behind before, is it and tells of oneself: 本校 within a
// clause is often that of each.
func selfAt(before string, r rune) string {
	last, _ := utf8.DecodeLastRuneInString(before)
	switch {
	case r == '我':
		return "我"
	case r == '本' && (before == "" || stops(last)):
		return "本"
	}
	return ""
}

// calledBy returns what a unit of that name calls itself, the usual first; nil: it can't be
// told, or the report calls itself something else throughout: then the name is hardly its own.
func calledBy(unit string, count map[string]int) []string {
	for _, body := range []string{"机关党委", "党工委", "党委", "党组", "党总支", "党支部", "委员会"} {
		if name := strings.TrimSuffix(unit, body); body != "委员会" || strings.HasPrefix(unit, "中共") {
			unit = name
		}
	}
	for _, c := range callings {
		if !strings.HasSuffix(unit, c.ending) {
			continue
		}
		own, others := 0, 0
		best := 0
		for kind, n := range count {
			if slices.ContainsFunc(c.kinds, func(k string) bool { return strings.HasSuffix(k, kind) || strings.HasSuffix(kind, k) }) {
				own += n
			} else {
				others += n
			}
		}
		for i, k := range c.kinds { // what it calls itself here stands first
			if count[k] > count[c.kinds[best]] {
				best = i
			}
		}
		const few = 2
		if others > few && others >= own {
			return nil
		}
		return append([]string{c.kinds[best]}, c.kinds...)
	}
	return nil
}

// mostly returns what a unit calls itself at least twice and twice as often as anything else.
func mostly(count map[string]int) []string {
	best, most, next := "", 0, 0
	for _, k := range kinds {
		switch n := count[k]; {
		case n > most:
			best, most, next = k, n, most
		case n > next:
			next = n
		}
	}
	if most >= 2 && most >= 2*next {
		return []string{best}
	}
	return nil
}

// goesOn has for each kind the characters that make another word of it: 局 in 局部, 校 in 校园.
var goesOn = map[string]string{
	"局": "部势面限促", "校": "正对验准", "院": "子士线", "所": "有属在以谓需做负主分联包承从作指讲能想知见说提到", "处": "于理置分罚境事方", "委": "托派任婉", "办": "理公法案事好了成",
	"站": "在点位立岗", "镇": "定压静", "社": "会区保", "中心": "组", "公司": "法", "馆": "藏", "园": "林丁", "部": "分门署", "队": "伍列", "场": "地所合", "厂": "房", "室": "内外", "行": "我动为走事使程政业", "村": "级民",
}

// wordEnds reports whether the kind that ends before rest is a word of its own.
func wordEnds(kind, rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return r == utf8.RuneError || !strings.ContainsRune(goesOn[kind], r)
}
