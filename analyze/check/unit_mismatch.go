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
	ID:       "unit.mismatch",
	Title:    "主语是别的单位",
	Severity: analyze.Error,
	Doc: `写本单位自己做的工作，主语却是另一个单位：水务局的报告里写着“县林业局党组书记认真履行第一责任人职责”。多半是从别的单位的报告里抄来的，没有改全。
请改成本单位，并核对这一段的内容和数字是不是本单位的。与别的单位联合开展、会同、配合的，上级单位的，不算。`,
	Bad: `〔单位：青禾县水务局〕
一、工作开展情况
⟦f⟧县林业局⟦/⟧党组书记认真履行第一责任人职责，主持召开会议2次。`,
	Good: `〔单位：青禾县水务局〕
一、工作开展情况
县水务局党组书记认真履行第一责任人职责，联合县林业局开展检查2次。
县林业局党组向我局移交线索1件，县纪委监委党组高度重视。`,
	Run: otherUnits,
})

// bodies are the words behind a unit's name that make it the one who acts.
var bodies = []string{"党组书记", "党组成员", "党组", "党委书记", "党委班子", "党委", "党总支书记", "党总支", "党支部书记", "党支部", "党工委书记", "党工委", "领导班子", "班子成员", "主要负责人", "局长"}

// duties are the words behind a body that tell of its own duties.
var duties = []string{"认真履行", "认真落实", "切实履行", "严格履行", "严格落实", "始终坚持", "坚持", "高度重视", "认真贯彻", "深入学习", "坚决扛起", "扛牢", "带头", "切实担负", "切实扛起", "自觉履行", "始终把"}

// unitKinds are the endings of the names of units that one roster may hold.
var unitKinds = []string{"局", "镇", "乡", "街道", "中心", "医院", "学校", "中学", "小学", "馆", "办公室", "委员会", "公司", "法院", "检察院"}

func otherUnits(p *analyze.Pass) error {
	own := core(p.Report.Unit)
	if own == "" || !hasSuffix(own, unitKinds) {
		return nil
	}
	for b := range p.Report.Doc.Blocks {
		if !p.Report.Doc.Blocks[b].Kind.Body() {
			continue
		}
		text := p.Report.Doc.Blocks[b].Text
		for start, end := range clauses(text) {
			name := subject(text[start:end])
			if name == "" || !otherThan(name, own, p.Report) {
				continue
			}
			p.Emit(analyze.Finding{
				Span:     doc.Span{Block: b, Start: start, End: start + len(name)},
				Message:  fmt.Sprintf("这是%s的报告，主语却是%s", quote(p.Report.Unit), quote(name)),
				Expected: "写本单位自己的工作",
				Fix:      fix("改成本单位，并核对这一段的内容和数字"),
			})
		}
	}
	return nil
}

// clauses yields where the clauses of text start and end, white space and list markers
// before them left out.
func clauses(text string) func(yield func(start, end int) bool) {
	return func(yield func(start, end int) bool) {
		start := 0
		for i, r := range text + "。" {
			if !stops(r) {
				continue
			}
			end := min(i, len(text))
			from := start
			for from < end && (text[from] == ' ' || strings.HasPrefix(text[from:end], "　")) {
				_, size := utf8.DecodeRuneInString(text[from:])
				from += size
			}
			if from < end && !yield(from, end) {
				return
			}
			start = i + utf8.RuneLen(r)
		}
	}
}

// subject returns the unit whose body acts in the clause s: 县林业局 of 县林业局党组书记认真履行….
func subject(s string) string {
	if !containsAny(s, []string{"党", "班子", "负责人", "局长"}) {
		return ""
	}
	for _, body := range bodies {
		i := strings.Index(s, body)
		if i <= 0 {
			continue
		}
		name, rest := s[:i], s[i+len(body):]
		if utf8.RuneCountInString(name) > 14 || utf8.RuneCountInString(name) < 3 || !hasSuffix(name, unitKinds) || longestPrefix(rest, duties) == "" {
			return ""
		}
		if containsAny(name, []string{"联合", "会同", "配合", "协助", "督促", "要求", "推动", "指导", "、", "和", "与", "对", "向", "各", "全", "我", "本", "该", "下属", "所属", "上级", "派驻", "全体"}) {
			return ""
		}
		return name
	}
	return ""
}

// otherThan reports whether name is a unit of the same kind as own, and not own.
func otherThan(name, own string, r *analyze.Report) bool {
	c := core(name)
	if c == "" || c == own || strings.Contains(own, c) || strings.Contains(c, own) || strings.Contains(r.Title, c) {
		return false
	}
	same := slices.ContainsFunc(unitKinds, func(k string) bool { return strings.HasSuffix(c, k) && strings.HasSuffix(own, k) })
	return same && c != "局" && utf8.RuneCountInString(c) >= 3
}

// core returns a unit's name without its place: 林业局 of 县林业局, 青禾县林业局.
func core(name string) string {
	name = strings.TrimPrefix(strings.TrimPrefix(name, "中共"), "共")
	for _, place := range []string{"自治县", "县", "市", "区", "州", "盟", "旗", "省"} {
		if i := strings.Index(name, place); i >= 0 && i+len(place) < len(name) && i <= 5*3 {
			return core(name[i+len(place):])
		}
	}
	for _, body := range bodies {
		name = strings.TrimSuffix(name, body)
	}
	return name
}
