package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

// A fulfilment is the rates of what was set: the words for what was set, and for what was done
// of it.
type fulfilment struct{ rates, plans, deeds []string }

var fulfilments = []fulfilment{
	{[]string{"执行率", "支出率", "支付率", "使用率", "支出进度", "支付进度", "拨付进度", "执行进度"}, []string{"预算", "资金", "经费"}, []string{"支出", "执行", "支付", "使用", "列支", "拨付"}},
	{[]string{"完成率"}, []string{"任务", "计划", "目标", "指标"}, []string{"完成", "举办", "开展", "建成", "实施", "组织", "培训", "改造", "新建", "竣工"}},
	{[]string{"到位率"}, []string{"任务", "计划", "目标", "预算"}, []string{"到位"}},
}

// general are the words in front of such a rate by which it is the rate of all that was set.
var general = []string{"年度", "全年", "任务", "计划", "目标", "指标", "预算", "投资", "资金", "经费", "总体", "整体", "总"}

// fulfilmentClaim finds what was set and what was done of 年度任务完成率, where other figures may
// stand between: 年度任务480户，1至9月累计完成342户，其中第三季度完成131户，年度任务完成率71.3%.
func (st *statement) fulfilmentClaim(i int) *claim {
	f := fulfilmentOf(clauseBefore(st.r.Doc, st.figures[i].Span))
	if f == nil {
		return nil
	}
	set := none
	for j, m := range st.figures[:i] {
		if containsAny(st.words(j), f.plans) && !share(m) {
			if set != none { // of the year, and of the quarter
				return nil
			}
			set = j
		}
	}
	if set == none {
		return nil
	}
	whole := st.figures[set]
	if whole.Value == nil || whole.ValueMax != nil || whole.Qualifier != analyze.Exact || whole.Earlier || containsAny(st.words(set), []string{"其中", "年初"}) {
		return nil
	}
	done := none
	for j := set + 1; j < i; j++ {
		words := st.words(j)
		switch {
		case strings.ContainsAny(st.between(st.figures[j-1], st.figures[j]), "；："):
			return nil
		case done == none && f.tells(words) && !partial(words, st.r.Period):
			done = j
		case done == none || !strings.Contains(words, "其中") || strings.ContainsAny(st.between(st.figures[j], st.figures[j+1]), "、"):
			return nil
		}
	}
	if done == none || strings.Contains(st.between(st.figures[i-1], st.figures[i]), "；") {
		return nil
	}
	part := st.figures[done]
	if part.Measure != whole.Measure || !certain(part) || part.Earlier {
		return nil
	}
	return st.onlyRatio(i, part, whole, false)
}

// fulfilmentOf returns the fulfilment whose rate head, the clause in front of a percentage, says
// of all that was set; nil: none.
func fulfilmentOf(head string) *fulfilment {
	head = strings.TrimSuffix(strings.TrimSuffix(head, "为"), "达到")
	if set, ok := strings.CutSuffix(head, "的"); ok { // 完成年度计划的
		set, ok = strings.CutPrefix(strings.TrimPrefix(set, "已"), "完成")
		for ok && set != "" {
			w := longestPrefix(set, general)
			set, ok = set[len(w):], w != ""
		}
		if !ok {
			return nil
		}
		return &fulfilments[1]
	}
	for k := range fulfilments {
		rate := ""
		for _, w := range fulfilments[k].rates {
			if strings.HasSuffix(head, w) {
				rate = w
			}
		}
		if rate == "" {
			continue
		}
		for head = strings.TrimSuffix(head, rate); head != ""; {
			w := longestPrefix(head, general)
			if w == "" {
				return nil
			}
			head = head[len(w):]
		}
		return &fulfilments[k]
	}
	return nil
}

// words returns what stands in front of figure j in its clause, behind the figure before it.
func (st *statement) words(j int) string {
	head := clauseBefore(st.r.Doc, st.figures[j].Span)
	if j > 0 {
		head = head[max(0, len(head)-(st.figures[j].Span.Start-st.figures[j-1].Span.End)):]
	}
	return head
}

// tells reports whether words say that what follows was done: 1至9月累计完成, 完成投资.
func (f *fulfilment) tells(words string) bool {
	const noun = 3 // characters
	if containsAny(words, []string{"其中", "同期", "上年", "去年", "未", "没", "的"}) {
		return false
	}
	return slices.ContainsFunc(f.deeds, func(deed string) bool {
		i := strings.LastIndex(words, deed)
		return i >= 0 && utf8.RuneCountInString(words[i+len(deed):]) <= noun
	})
}

// partial reports whether words tell of less than the time up to now.
func partial(words string, p analyze.Period) bool {
	if containsAny(words, []string{"累计", "截至", "至", "到", "底", "末", "以来"}) {
		return false
	}
	return containsAny(words, []string{"季度", "月", "下半年", "当"}) || strings.Contains(words, "上半年") && !p.From.IsZero() && halfOf(p) != 1
}
