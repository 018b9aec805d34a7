package metric

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// planPart is the part that tells what comes next.
const planPart = "plan"

// plans returns the stretches of r that speak of the next period.
func plans(r *analyze.Report) []doc.Range {
	var out []doc.Range
	for _, s := range r.Sections {
		if len(s.Parts) == 1 && s.Parts[0] == planPart {
			out = append(out, s.Body)
		}
	}
	if at, ok := r.Inline[planPart]; ok {
		end := doc.Pos{Block: len(r.Doc.Blocks)}
		for _, s := range r.Sections {
			if p := (doc.Pos{Block: s.Span.Block, Off: s.Span.Start}); (doc.Pos{Block: at.Block, Off: at.Start}).Before(p) {
				end = p
				break
			}
		}
		out = append(out, doc.Range{From: doc.Pos{Block: at.Block, Off: at.Start}, To: end})
	}
	return out
}

// modality tells what quantity q says of the world; plan tells that it stands in a plan.
func (l *line) modality(q quantity, plan bool) analyze.Modality {
	clause, sentence := l.text[q.clause:q.start], l.text[q.sentence:q.start]
	switch {
	case plan && !l.already(clause, q):
		return analyze.Planned
	case plan:
		return analyze.Done
	case l.intends(sentence, clause):
		return analyze.Planned
	case l.demands(sentence, clause, q):
		return analyze.Required
	}
	return analyze.Done
}

// sentenceStart returns where the sentence that holds byte i starts. Asked for one place behind
// the other, it reads the text once.
func (l *line) sentenceStart(i int) int {
	if i < l.readTo {
		l.lastStart, l.readTo = l.back(i), l.back(i)
	}
	for k, r := range l.text[l.readTo:i] {
		if r == '。' || r == '！' || r == '？' || r == '；' {
			l.lastStart = l.readTo + k + utf8.RuneLen(r)
		}
	}
	l.readTo = i
	return max(l.lastStart, l.back(i))
}

// already reports whether a quantity in a plan tells what is so now: 目前的55.6%, 已建成3个.
func (l *line) already(clause string, q quantity) bool {
	if w := hasSuffixAny(clause, []string{"目前的", "目前", "现有", "现有的", "已有", "仍有", "尚有", "现在的"}); w != "" {
		return true
	}
	return hasAny(clause, "目前", "现有", "已建成", "已完成", "去年底", "截至", "存在的", "发现的", "排查出的", "反馈的", "上半年已") && !hasAny(clause, "提高到", "达到", "增加到", "力争")
}

// A mood is what the words of a whole line allow its quantities to be.
type mood struct{ plan, norm bool }

// mood looks the line through once, when its first quantity asks.
func (l *line) mood() *mood {
	if l.moods == nil {
		l.moods = &mood{}
		for i, r := range l.text {
			switch r {
			case '力', '预', '争', '目', '计', '拟', '打', '下', '明', '年', '将':
				l.moods.plan = l.moods.plan || hasPrefixAny(l.text[i:], intentions) != ""
			case '每', '规', '要', '应', '必', '制':
				l.moods.norm = l.moods.norm || hasPrefixAny(l.text[i:], obligations) != ""
			}
		}
	}
	return l.moods
}

// intentions and obligations are the words without one of which no text states one. They
// start with the characters that mood looks for.
var (
	intentions  = []string{"力争", "预计", "争取", "目标", "预期", "计划", "拟", "打算", "预测", "下半年", "下一步", "明年", "下一年", "年底前", "预算", "将于"}
	obligations = []string{"每", "规定", "要求", "应当", "必须", "制度明确"}
)

// intends reports whether the words before a number state an intention.
func (l *line) intends(sentence, clause string) bool {
	if !l.mood().plan {
		return false
	}
	if hasAny(sentence, "力争", "预计", "争取年", "目标是", "目标为", "预期目标") {
		return true
	}
	trimmed := strings.TrimLeft(clause, "、 　")
	if hasPrefixAny(trimmed, []string{"计划", "拟", "将于", "打算", "争取", "下半年", "下一步", "明年", "下一年", "年底前"}) != "" {
		return hasPrefixAny(trimmed, []string{"拟征", "争取到", "争取资金", "争取项目", "争取上级", "争取中央", "争取省", "争取市", "争取各", "争取专项", "争取补助"}) == "" && !hasAny(clause, "已")
	}
	if strings.Contains(sentence, "预测") && strings.Contains(clause, "应为") {
		return true
	}
	for _, w := range []string{"计划开展", "计划召开", "计划举办", "计划组织", "计划实施", "计划新建", "计划再", "计划于", "计划投资", "计划对", "预测", "预计"} {
		if strings.Contains(clause, w) {
			return true
		}
	}
	return false
}

// demands reports whether the words before a number state a standing norm: 每季度不少于1次.
func (l *line) demands(sentence, clause string, q quantity) bool {
	if !l.mood().norm || !hasAny(sentence, obligations...) {
		return false
	}
	norm := hasSuffixAny(strings.TrimSpace(l.text[:q.start]), []string{"不少于", "不得少于", "至少", "不低于", "不得低于", "不超过", "不得超过", "最少"}) != "" ||
		slices.ContainsFunc([]string{"至少", "不少于", "不得少于"}, func(w string) bool { return strings.Contains(clause, w) })
	each := hasAny(sentence, "每月", "每季", "每年", "每半年", "每周", "每学期", "每两", "每人", "每名", "每位", "每个", "每案", "每次", "每学年", "每逢", "每天", "每日", "按月", "按季")
	rule := hasAny(sentence, "规定", "要求", "应当", "必须", "制度明确")
	here := hasAny(clause, "每月", "每季", "每年", "每半年", "每周", "每学期", "每人", "每两", "每日", "每天", "每小时")
	if here && (q.one || occasion(q.measure)) && !hasAny(clause, "共", "已", "均", "累计", "约", "人均") { // 每半年听取一次汇报, 每日巡查2次
		return true
	}
	return norm && (each || rule) || here && rule && !hasAny(clause, "按照", "共", "已", "均")
}
