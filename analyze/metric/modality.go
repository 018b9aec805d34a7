package metric

import (
	"sort"
	"strings"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// planPart is the part that tells what comes next.
const planPart = "plan"

// A plan is a stretch of a report that speaks of the next period.
type plan struct {
	doc.Range
	measures bool // it tells what is put right (整改措施), be it done or still to be done
}

// future are words of headings by which a section speaks of what is to come.
var future = []string{"下", "今后", "明年", "来年", "未来", "打算", "计划", "安排", "目标", "思路", "方向", "规划", "展望", "年工作", "重点"}

// plans returns the stretches of r that speak of the next period.
func plans(r *analyze.Report) []plan {
	var out []plan
	for _, s := range r.Sections {
		if len(s.Parts) == 1 && s.Parts[0] == planPart {
			out = append(out, plan{s.Body, hasAny(s.Title, "措施", "对策", "整改") && !hasAny(s.Title, future...)})
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
		out = append(out, plan{Range: doc.Range{From: doc.Pos{Block: at.Block, Off: at.Start}, To: end}})
	}
	return out
}

// modality tells what quantity q says of the world; in is the plan in which it stands, nil
// for none.
func (l *line) modality(q quantity, in *plan) analyze.Modality {
	clause, sentence := l.text[q.clause:q.start], l.text[q.sentence:q.start]
	switch {
	case q.qualifier != analyze.Exact && yardsticks.prefix(l.text[q.qualEnd:]) != "" && in == nil:
		return analyze.Required
	case in != nil && in.measures && l.demands(sentence, clause, q):
		return analyze.Required
	case in != nil && !l.already(clause, q) && !(in.measures && told(sentence)):
		return analyze.Planned
	case in != nil:
		return analyze.Done
	case anyIn(l.moods.intentions, stretch{min(q.sentence, q.clause), q.start}) && intends(sentence, clause):
		return analyze.Planned
	case l.demands(sentence, clause, q):
		return analyze.Required
	}
	return analyze.Done
}

// yardsticks are words behind a bound that make it a norm: 低于0.8‰的控制指标.
var yardsticks = oneOf("的控制指标", "的控制线", "的规定", "的标准", "的要求", "的警戒线", "的红线", "的考核指标")

// told reports whether the words before a number say that it is so already: 组成了…,
// 有40位党员…, 意见较大的2位党员.
func told(sentence string) bool {
	return hasAny(sentence, "了", "已") || hasPrefixAny(sentence, []string{"有", "现有", "共有"}) != "" || strings.HasSuffix(sentence, "的")
}

// already reports whether a quantity in a plan tells what is so now: 目前的55.6%, 已建成3个.
func (l *line) already(clause string, q quantity) bool {
	if w := hasSuffixAny(clause, []string{"目前的", "目前", "现有", "现有的", "已有", "仍有", "尚有", "现在的", "由"}); w != "" { // 由82%提高到88%
		return true
	}
	if strings.HasSuffix(clause, "的") && strings.Contains(clause, "已") { // 上年已招标的2套
		return true
	}
	return present.in(clause) && !hasAny(clause, "提高到", "达到", "增加到", "力争")
}

// present are words for what is so now.
var present = oneOf("目前", "现有", "已建成", "已完成", "去年底", "截至", "存在的", "发现的", "排查出的", "反馈的", "上半年已", "由每")

// A mood is what the words of a line allow its quantities to be: where intentions and
// obligations stand in it.
type mood struct{ intentions, norms []stretch }

// anyIn reports whether one of words, ascending and none inside another, stands in s.
func anyIn(words []stretch, s stretch) bool {
	if len(words) == 0 {
		return false
	}
	k := sort.Search(len(words), func(k int) bool { return words[k].start >= s.start })
	return k < len(words) && words[k].end <= s.end
}

// intentions and obligations are the words without one of which no text states one.
var (
	intentions  = newAffixes([]string{"力争", "预计", "争取", "目标", "预期", "计划", "拟", "打算", "预测", "下半年", "下一步", "明年", "下一年", "年底前", "预算", "将于", "可达"})
	obligations = newAffixes([]string{"每", "规定", "要求", "应当", "必须", "制度明确", "须有", "村规民约"})
)

// aims are words by which a sentence states an intention, wherever they stand in it.
var aims = oneOf("力争", "预计", "争取年", "目标是", "目标为", "预期目标")

// intends reports whether the words before a number state an intention.
func intends(sentence, clause string) bool {
	if strings.HasSuffix(clause, "由") { // 将就诊率由58%提高到63%
		return false
	}
	if aims.in(sentence) || strings.HasSuffix(clause, "可达") {
		return true
	}
	trimmed := strings.TrimLeft(clause, "、 　")
	if hasPrefixAny(trimmed, []string{"计划", "拟", "将于", "打算", "争取", "下半年", "下一步", "明年", "下一年", "年底前"}) != "" {
		if strings.HasPrefix(trimmed, "下半年") && hasSuffixAny(trimmed, []string{"仅", "仅有", "只有"}) != "" { // 下半年可用的仅2个
			return false
		}
		return hasPrefixAny(trimmed, []string{"拟征", "争取到", "争取资金", "争取项目", "争取上级", "争取中央", "争取省", "争取市", "争取各", "争取专项", "争取补助"}) == "" && !(strings.HasPrefix(trimmed, "争取") && hasSuffixAny(clause, []string{"资金", "补助", "经费"}) != "") && !hasAny(clause, "已")
	}
	if intendedBefore(sentence) {
		return true
	}
	if strings.Contains(sentence, "预测") && strings.Contains(clause, "应为") {
		return true
	}
	return planning.in(clause)
}

// planning are words by which the clause of a number states an intention.
var planning = oneOf("计划开展", "计划召开", "计划举办", "计划组织", "计划实施", "计划新建", "计划再", "计划于", "计划投资", "计划对", "原计划", "预测", "预计")

// intendedBefore reports whether a clause of the sentence before the number opens with an intention
// and nothing since tells what is done: 计划投入400万元，选派20名医师.
func intendedBefore(sentence string) bool {
	if !hasAny(sentence, "计划", "拟", "打算") {
		return false
	}
	open := false
	for c := range strings.FieldsFuncSeq(sentence, func(r rune) bool { return r == '，' || r == ',' }) {
		if _, rest, ok := strings.Cut(c, "："); ok {
			c = rest
		}
		c = strings.TrimLeft(c, "、 　")
		if hasAny(c, "已", "了", "实际", "目前", "截至", "上半年", "现有", "完成", "同比", "其中") {
			open = false
		} else if hasPrefixAny(c, []string{"计划", "拟", "打算"}) != "" {
			open = true
		}
	}
	return open
}

// demands reports whether the words before a number state a standing norm: 每季度不少于1次.
func (l *line) demands(sentence, clause string, q quantity) bool {
	if !anyIn(l.moods.norms, stretch{q.sentence, q.start}) {
		return false
	}
	norm := limits.suffix(l.text[:l.trimSpace(q.start)]) != "" || hasAny(clause, "至少", "不少于", "不得少于")
	here := shared.in(clause)
	if hasSuffixAny(clause, []string{"须有", "须有至少"}) != "" { // 接待时须有2名以上工作人员在场
		return true
	}
	if here && (q.one || occasion(q.measure)) && !l.summed(q) && !hasAny(clause, "共", "已", "均", "累计", "约", "人均", "由每", "从每") { // 每半年听取一次汇报, 每日巡查2次
		return true
	}
	return norm && (everywhere.in(sentence) || rules.in(sentence)) || here && rules.in(sentence) && q.measure != "%" && !hasAny(clause, "按照", "共", "已", "均")
}

// summed reports whether the text goes on with what all that came to: 每个支部每月开展1次，全年共48次.
func (l *line) summed(q quantity) bool {
	const longest = 8 * 3 // bytes
	rest, ok := strings.CutPrefix(l.text[max(q.end, q.qualEnd):], "，")
	if !ok {
		return false
	}
	words := rest[:min(len(rest), longest)]
	if i := strings.IndexFunc(words, isDigit); i >= 0 {
		words = words[:i]
	} else {
		return false
	}
	return strings.HasSuffix(words, "共") || strings.HasSuffix(words, "共计")
}

// The words of norms.
var (
	limits     = oneOf("不少于", "不得少于", "至少", "不低于", "不得低于", "不超过", "不得超过", "最少")
	rules      = oneOf("规定", "要求", "应当", "必须", "制度明确", "村规民约")
	shared     = oneOf("每月", "每季", "每年", "每半年", "每周", "每学期", "每人", "每两", "每日", "每天", "每小时")
	everywhere = oneOf("每月", "每季", "每年", "每半年", "每周", "每学期", "每两", "每人", "每名", "每位", "每个", "每案", "每次", "每学年", "每逢", "每天", "每日", "每批", "每组", "每村", "每户", "每校", "每班", "每所", "每家", "每支", "每桌", "按月", "按季")
)
