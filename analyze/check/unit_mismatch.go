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
只写了别的单位召开、组织、开展什么工作的，可能确实是写它，提示核实。
请改成本单位，并核对这一段的内容和数字是不是本单位的。与别的单位联合开展、会同、配合的，上级单位的，不算。`,
	Bad: `〔单位：青禾县水务局〕
一、工作开展情况
⟦f⟧县林业局⟦/⟧党组书记认真履行第一责任人职责，主持召开会议2次。
⟦f⟧县林业局⟦/⟧始终把防汛摆在突出位置。⟦f⟧县林业局⟦/⟧召开调度会8次。`,
	Good: `〔单位：青禾县水务局〕
一、工作开展情况
县水务局党组书记认真履行第一责任人职责，联合县林业局开展检查2次。
县林业局党组向我局移交线索1件，县纪委监委党组高度重视。县公安局高度重视，立案侦查。县林业局坚持巡林护林，与我局联合执法3次。`,
	Run: otherUnits,
})

// bodies are the words behind a unit's name that make it the one who acts.
var bodies = []string{"党组书记", "党组成员", "党组", "党委书记", "党委班子", "党委", "党总支书记", "党总支", "党支部书记", "党支部", "党工委书记", "党工委", "领导班子", "班子成员", "主要负责人", "局长"}

// duties are the words behind a body that tell of its own duties.
var duties = []string{"认真履行", "认真落实", "切实履行", "严格履行", "严格落实", "始终坚持", "坚持", "高度重视", "认真贯彻", "深入学习", "坚决扛起", "扛牢", "带头", "切实担负", "切实扛起", "自觉履行", "始终把"}

// unitKinds are the endings of the names of units that one roster may hold.
var unitKinds = []string{"局", "镇", "乡", "街道", "中心", "医院", "学校", "中学", "小学", "馆", "办公室", "委员会", "公司", "法院", "检察院"}

// places are the endings of the names of units that govern a place: they are of one kind.
var places = []string{"镇", "乡", "街道"}

// deeds are the words behind a unit's name by which it does what any unit does.
var deeds = []string{"召开", "组织", "开展", "举办", "制定", "印发", "成立", "建立健全", "落实", "深入开展", "扎实开展", "扎实推进", "持续开展", "严格执行"}

// with are words in a sentence by which another unit may well be its subject: a partner,
// or the one that others report on.
var with = []string{
	"联合", "会同", "配合", "协助", "协同", "协作", "支持", "邀请", "共同", "牵头", "我", "本局", "本镇", "本乡", "本街道", "本单位",
	"案", "线索", "移交", "移送", "通报", "反映", "函", "批评", "表扬", "兄弟", "学习借鉴", "经验", "负责", "指导", "督导我", "要求", "下属", "所属", "派驻",
}

// A foreign is a clause whose subject is another unit.
type foreign struct {
	span     doc.Span // the unit's name
	name     string
	severity analyze.Severity
	body     bool // the name of one of its bodies follows: 党组书记
}

func otherUnits(p *analyze.Pass) error {
	own := core(strings.TrimSuffix(strings.TrimSuffix(p.Report.Unit, "办事处"), "人民政府"))
	var found []foreign
	if own == "" || !hasSuffix(own, unitKinds) {
		return nil
	}
	for b := range p.Report.Doc.Blocks {
		if !p.Report.Doc.Blocks[b].Kind.Body() {
			continue
		}
		text := p.Report.Doc.Blocks[b].Text
		for start, end := range clauses(text) {
			s := text[start:end]
			f := foreign{name: subject(s), severity: analyze.Error, body: true}
			if f.name == "" && opensSentence(text, start) {
				f.name, f.severity = actor(s)
				f.body = false
				if f.name != "" && containsAny(p.Report.Doc.Text(sentenceAround(p.Report.Doc, doc.Span{Block: b, Start: start, End: end})), with) {
					continue
				}
			}
			if f.name != "" && otherThan(f.name, own, p.Report) {
				f.span = doc.Span{Block: b, Start: start, End: start + len(f.name)}
				found = append(found, f)
			}
		}
	}
	many := slices.ContainsFunc(found, func(f foreign) bool { return core(f.name) != core(found[0].name) })
	for _, f := range found {
		if many && !f.body { // a report on what many units do
			continue
		}
		p.Emit(analyze.Finding{
			Span:     f.span,
			Severity: f.severity,
			Message:  fmt.Sprintf("这是%s的报告，主语却是%s", quote(p.Report.Unit), quote(f.name)),
			Expected: "写本单位自己的工作",
			Fix:      fix("改成本单位，并核对这一段的内容和数字"),
		})
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

// opensSentence reports whether a sentence starts at byte i of text.
func opensSentence(text string, i int) bool {
	before := strings.TrimRight(text[:i], " 　")
	return before == "" || strings.HasSuffix(before, "。") || strings.HasSuffix(before, "；")
}

// actor returns the bureau, town or street that the clause s starts with and that does its
// own work there: certain where it does its duty, else likely.
func actor(s string) (name string, severity analyze.Severity) {
	const longest = 16 * 3 // bytes
	for _, kind := range []string{"局", "镇", "乡", "街道办事处", "街道"} {
		i := strings.Index(s[:min(len(s), longest)], kind)
		if i < 0 {
			continue
		}
		name, rest := s[:i+len(kind)], s[i+len(kind):]
		if n := utf8.RuneCountInString(name); n < 4 || strings.HasSuffix(name, "分局") || containsAny(name, []string{
			"联合", "会同", "配合", "协助", "督促", "要求", "推动", "指导", "、", "和", "与", "对", "向", "各", "全", "我", "本", "该", "下属", "所属", "上级", "派驻",
			"在", "由", "据", "经", "从", "省", "总局", "相关", "有关", "其他", "兄弟", "辖区", "试点", "部分", "个", "到", "是",
		}) {
			return "", 0
		}
		switch {
		case longestPrefix(rest, []string{"始终把", "始终坚持", "切实履行", "认真履行", "严格履行", "坚决扛起", "切实扛起"}) != "":
			return name, analyze.Error
		case longestPrefix(rest, deeds) != "":
			return name, analyze.Warning
		}
		return "", 0
	}
	return "", 0
}

// otherThan reports whether name is a unit of the same kind as own, and not own.
func otherThan(name, own string, r *analyze.Report) bool {
	c := core(strings.TrimSuffix(name, "办事处"))
	if c == "" || c == own || strings.Contains(own, c) || strings.Contains(c, own) || strings.Contains(r.Title, c) {
		return false
	}
	same := slices.ContainsFunc(unitKinds, func(k string) bool { return strings.HasSuffix(c, k) && strings.HasSuffix(own, k) }) ||
		hasSuffix(c, places) && hasSuffix(own, places)
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
