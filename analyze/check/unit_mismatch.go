package check

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

var _ = register(&analyze.Check{
	ID:       "unit.mismatch",
	Title:    "写成了别的单位",
	Severity: analyze.Error,
	Doc: `写本单位自己做的工作，主语或者落款却是另一个单位：水务局的报告里写着“县林业局党组书记认真履行第一责任人职责”。多半是从别的单位的报告里抄来的，没有改全。
只写了别的单位召开、组织、开展什么工作的，或者那个单位与本单位不是一类的，可能确实是写它，提示核实；名册上的单位、同一批报送的单位，按错误算。
请改成本单位，并核对这一段的内容和数字是不是本单位的。与别的单位联合开展、会同、配合的，上级单位的，不算。`,
	Bad: `〔单位：青禾县水务局〕
一、工作开展情况
⟦f⟧县林业局⟦/⟧党组书记认真履行第一责任人职责，主持召开会议2次。
⟦f⟧县林业局⟦/⟧始终把防汛摆在突出位置。⟦f⟧县林业局⟦/⟧召开调度会8次。
⟦f⟧青禾县林业局⟦/⟧
2026年7月3日`,
	Good: `〔单位：青禾县水务局〕
一、工作开展情况
县水务局党组书记认真履行第一责任人职责，联合县林业局开展检查2次。
县林业局党组向我局移交线索1件，县纪委监委党组高度重视。县公安局高度重视，立案侦查。县林业局坚持巡林护林，与我局联合执法3次。县财政局落实维修资金200万元。县人社局组织的培训有18人参加。
青禾县水务局
2026年7月3日`,
	Run: otherUnits,
})

// bodies are the words behind a unit's name that make it the one who acts.
var bodies = []string{"党委、政府", "党委政府", "党委和政府", "党组书记", "党组成员", "党组", "党委书记", "党委班子", "党委", "党总支书记", "党总支", "党支部书记", "党支部", "党工委书记", "党工委", "纪工委", "领导班子", "班子成员", "主要负责人", "局长", "“两委”", "支部", "安委会", "领导小组", "机关纪委", "机关党委书记", "机关党委", "机关党支部", "纪委书记", "纪委", "纪检组", "团委"}

// duties are the words behind a body that tell of its own duties.
var duties = []string{
	"认真履行", "认真落实", "切实履行", "严格履行", "严格落实", "始终坚持", "坚持", "高度重视", "认真贯彻", "深入学习", "坚决扛起", "扛牢", "带头", "切实担负", "切实扛起", "自觉履行", "始终把",
	"切实担", "主动担", "坚决扛", "扛起", "全面落实", "全面贯彻", "坚决落实", "坚决贯彻", "牢牢", "牢固树立", "紧扣", "紧盯", "聚焦", "紧紧围绕", "严格执行",
}

// unitKinds are the endings of the names of units that one roster may hold.
var unitKinds = []string{"局", "镇", "乡", "街道", "中心", "医院", "学校", "中学", "小学", "馆", "办公室", "委员会", "公司", "法院", "检察院", "大队", "支队", "保健院", "学院", "大学", "幼儿园", "派出所", "卫生院", "集团", "联合会", "联社", "妇联", "供销社", "税务所", "司法所", "服务区", "林场", "党校", "务段"}

// kindNamed are the endings of units' names of which a clause with a unit has one.
var kindNamed = wordsOf(slices.Concat(unitKinds, villages)...)

// places are the endings of the names of units that govern a place: they are of one kind.
var places = []string{"镇", "乡", "街道"}

// villages are the endings of the names of the smallest units that govern a place.
var villages = []string{"村", "社区"}

// alike are the endings of the names of units that are of one kind though named otherwise.
var alike = [][]string{
	places, villages, {"法院", "检察院"},
	{"中学", "小学", "学校", "学院", "大学", "幼儿园", "高中"},
	{"医院", "保健院"},
	{"机务段", "工务段", "电务段", "车务段"},
}

// deeds are the words behind a unit's name by which it does what any unit does.
var deeds = []string{"召开", "组织", "开展", "举办", "制定", "印发", "成立", "建立健全", "落实", "深入开展", "扎实开展", "扎实推进", "持续开展", "严格执行", "严格落实"}

// with are words in a sentence by which another unit may well be its subject: a partner,
// or the one that others report on.
var with = []string{
	"联合", "会同", "配合", "协助", "协同", "协作", "支持", "邀请", "共同", "牵头", "我", "本局", "本镇", "本乡", "本街道", "本单位",
	"案", "线索", "移交", "移送", "通报", "反映", "函", "批评", "表扬", "兄弟", "学习借鉴", "经验", "负责", "指导", "督导我", "要求", "下属", "所属", "派驻",
}

// partners are those of them by which even what a unit tells of itself may be told of another.
var partners = []string{
	"会同", "配合", "协助", "协同", "协作", "邀请", "共同", "我", "本局", "本镇", "本乡", "本街道", "本单位", "移交", "移送", "通报", "反映", "批评", "表扬", "兄弟", "经验",
	"下属", "所属", "包联", "帮扶", "结对", "指导", "督导", "试点", "辖区", "例如", "比如",
}

// partnered reports whether the sentence names partners of its subject; 联合会 and 联合检查
// name none.
func partnered(sentence string) bool {
	const joint = "联合"
	for _, behind := range strings.Split(sentence, joint)[1:] {
		if longestPrefix(behind, []string{"会", "社", "检查", "督查", "行动", "国"}) == "" {
			return true
		}
	}
	return containsAny(sentence, partners)
}

// A foreign is a clause whose subject is another unit.
type foreign struct {
	span     doc.Span // the unit's name
	name     string
	at       int // bytes of the clause before the name
	severity analyze.Severity
	body     bool // the name of one of its bodies follows: 党组书记
}

// supervisors are words in the names of offices that report on what other units do.
var supervisors = []string{"纪检", "纪委", "监委", "巡察", "督查", "组织部", "工委", "驻"}

func otherUnits(p *analyze.Pass) error {
	unit := placeOf(p.Report.Unit)
	own := core(unit)
	supervises := containsAny(unit, supervisors)
	if own == "" {
		return nil
	}
	find := func(text string, c doc.Span) foreign { return peerIn(p.Report, text, c) }
	if !supervises { // else what other units do is its subject
		kinds := kindsLike(own)
		find = func(text string, c doc.Span) foreign { return foreignIn(p.Report, own, kinds, text, c) }
	}
	var found []foreign
	for b := range p.Report.Doc.Blocks {
		if !p.Report.Doc.Blocks[b].Kind.Body() || factsOf(p).reportAt(b) > 0 {
			continue
		}
		for _, s := range factsOf(p).paragraphs[b].sentences {
			if p.Report.Directory == nil && !s.signs.has(namesUnit) && !hasSuffix(own, villages) {
				continue
			}
			for c := range clauses(p.Report.Doc, s.span) {
				if f := find(p.Report.Doc.Blocks[b].Text, c); f.name != "" {
					f.span = doc.Span{Block: b, Start: c.Start + f.at, End: c.Start + f.at + len(f.name)}
					found = append(found, f)
				}
			}
		}
	}
	if !supervises {
		signedByOther(p, own)
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

// placeOf returns the name of a unit without its body where it governs a place: 梧桐街道 of 梧桐街道党工委.
func placeOf(unit string) string {
	for _, place := range places {
		for _, body := range []string{"办事处", "人民政府", "党工委", "工作委员会", "工委", "党委", "委员会"} {
			if name, ok := strings.CutSuffix(unit, body); ok && strings.HasSuffix(name, place) {
				return name
			}
		}
	}
	return strings.TrimSuffix(strings.TrimSuffix(unit, "办事处"), "人民政府")
}

// peerIn returns the unit like r's whose office is the subject of the sentence that the clause
// at span of text opens; no name: there is none.
func peerIn(r *analyze.Report, text string, span doc.Span) foreign {
	if !opensSentence(text, span.Start) {
		return foreign{}
	}
	name := peer(text[span.Start:span.End], r.Unit)
	if name == "" || containsAny(r.Doc.Text(sentenceAround(r.Doc, span)), with) {
		return foreign{}
	}
	return foreign{name: name, severity: analyze.Warning}
}

// foreignIn returns the other unit that is the subject of the clause at span of text; no
// name: there is none. own is the core of the unit whose report it is. A unit that the batch
// knows is certainly one, and a strange name likely where it is of the same kind.
func foreignIn(r *analyze.Report, own string, kinds []string, text string, span doc.Span) foreign {
	s := text[span.Start:span.End]
	if r.Directory != nil {
		if unit, size := r.Directory.UnitAt(s); unit != "" {
			return knownActor(r, unit, s[:size], s[size:], text, span)
		}
	}
	const farthest = 40 * 3 // bytes
	if !kindNamed.in(s[:min(len(s), farthest)]) {
		return foreign{}
	}
	if rest, ok := strings.CutPrefix(s, "现将"); ok {
		f := foreign{name: presented(rest), at: len("现将"), severity: analyze.Error, body: true}
		if f.name == "" || !otherThan(f.name, own, r) {
			return foreign{}
		}
		if !sameKind(f.name, own) {
			f.severity = analyze.Warning
		}
		return f
	}
	f := foreign{name: subject(s), severity: analyze.Error, body: true}
	if f.name == "" && opensSentence(text, span.Start) {
		f.name, f.severity = actor(s)
		f.body = false
		if f.name != "" && containsAny(r.Doc.Text(sentenceAround(r.Doc, span)), with) {
			f.name = ""
		}
	}
	if f.name == "" {
		f = foreign{severity: analyze.Warning}
		f.at, f.name = itself(s, kinds)
		if f.name != "" && (!sameKind(f.name, own) || partnered(r.Doc.Text(sentenceAround(r.Doc, span)))) {
			return foreign{}
		}
	}
	switch {
	case f.name == "" || !otherThan(f.name, own, r) || f.severity < analyze.Error && below(f.name, r.Unit):
		return foreign{}
	case sameKind(f.name, own):
		return f
	case hasSuffix(own, places), hasSuffix(f.name, villages): // a bureau above it may well act there, and it in a village
		return foreign{}
	}
	rest := s[len(f.name):]
	rest = rest[len(longestPrefix(rest, bodies)):]
	if longestPrefix(rest, proud) == "" {
		return foreign{}
	}
	f.severity, f.body = analyze.Warning, false
	return f
}

// proud are the words by which a writer praises what the own unit does.
var proud = []string{"始终把", "始终坚持", "切实履行", "认真履行", "严格履行", "坚决扛起", "切实扛起", "扛牢", "带头", "扎实开展", "深入开展", "持续开展", "扎实推进"}

// inner are what a unit does within itself.
var inner = []string{"党组会", "党委会", "支委会", "党员大会", "廉政谈话", "廉政约谈", "谈心谈话", "中心组", "党课", "主题党日", "警示教育", "民主生活会", "组织生活会", "专题会", "调度会", "班子"}

// knownActor returns the other unit of the batch, named so in front of rest, where it is the
// subject of its own work.
func knownActor(r *analyze.Report, unit, name, rest, text string, span doc.Span) foreign {
	f := foreign{name: name, severity: analyze.Error}
	if unit == r.Unit || strings.Contains(r.Title, name) || containsAny(unit, supervisors) {
		return foreign{}
	}
	body := longestPrefix(rest, bodies)
	rest = rest[len(body):]
	f.body = body != "" && dutiful(rest)
	switch {
	case f.body:
		return f
	case !opensSentence(text, span.Start) || containsAny(r.Doc.Text(sentenceAround(r.Doc, span)), with):
		return foreign{}
	case longestPrefix(rest, proud) != "":
		return f
	case !does(rest):
		return foreign{}
	case !containsAny(rest[:min(len(rest), span.End-span.Start)], inner):
		f.severity = analyze.Warning
	}
	return f
}

// clauses yields the clauses of the sentence at s, the white space before them left out.
func clauses(d *doc.Document, s doc.Span) iter.Seq[doc.Span] {
	return func(yield func(doc.Span) bool) {
		for rest := d.Text(s); rest != ""; {
			clause, behind := rest, ""
			if i := strings.IndexFunc(rest, stops); i >= 0 {
				_, size := utf8.DecodeRuneInString(rest[i:])
				clause, behind = rest[:i], rest[i+size:]
			}
			start := s.End - len(rest) + len(clause) - len(strings.TrimLeft(clause, " 　"))
			end := s.End - len(rest) + len(clause)
			if start < end && !yield(doc.Span{Block: s.Block, Start: start, End: end}) {
				return
			}
			rest = behind
		}
	}
}
