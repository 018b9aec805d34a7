package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

// faulty are the words for what a rate of errors counts.
var faulty = []string{"不一致", "差错", "错误", "出错", "有误", "不符", "不合格", "不规范", "违规", "不达标"}

// partialRate is the rate i of what is told of some of those before it: 反馈的64个问题中已整改到位56个，
// 整改完成率87.5%; 支部16个，已对其中14个开展巡察，覆盖率87.5%; 60批次，不合格3批次，合格率95%; 2000条，信息
// 不一致的36条，差错率1.8%.
func (st *statement) partialRate(i int) *claim {
	const longest = 8 // characters of a noun
	if i < 2 {
		return nil
	}
	all, done := st.figures[i-2], st.figures[i-1]
	stem := strings.TrimSuffix(st.figures[i].Name, "率")
	if plainMeasure(all.Measure) != plainMeasure(done.Measure) || share(all) || !certain(done) || done.Earlier || all.Earlier || all.Value == nil || all.ValueMax != nil || all.Qualifier != analyze.Exact ||
		*done.Value > *all.Value || longestPrefix(st.figures[i].Name, inTime) != "" || strings.ContainsAny(st.between(done, st.figures[i]), "；。") || strings.Count(st.between(done, st.figures[i]), "，") > 1 {
		return nil
	}
	gap := st.between(all, done)
	if strings.ContainsAny(gap, "；。：") {
		return nil
	}
	if noun, deed, found := strings.Cut(gap, "中已"); found && utf8.RuneCountInString(noun) <= longest && slices.Contains(settling, deed) && hasSuffix(stem, settling) {
		return st.onlyRatio(i, done, all, false)
	}
	if strings.HasPrefix(gap, "，") && strings.HasSuffix(gap, "其中") && strings.HasSuffix(stem, "覆盖") {
		return st.onlyRatio(i, done, all, true)
	}
	verb, _ := st.phrase(i - 1)
	verb = strings.TrimSuffix(verb, "的")
	switch {
	case !strings.HasPrefix(gap, "，"):
		return nil
	case hasSuffix(stem, []string{"差错", "错误", "出错"}) && hasSuffix(verb, faulty):
		return st.onlyRatio(i, done, all, true)
	case strings.HasSuffix(stem, "合格") && !strings.HasSuffix(stem, "不合格") && strings.HasSuffix(verb, "不合格"):
		left := *all.Value - *done.Value
		v := left / *all.Value * 100
		c := &claim{quotient: quotient{result: interval{v, v}, value: v, a: left, b: *all.Value, sign: "÷"}, from: []*analyze.Metric{done, all}}
		if st.otherwise(i, c, done.Measure) {
			return nil
		}
		return c
	}
	return nil
}

// lineRates compares the rates of lines that are a label and a figure each with those of the two lines
// before them: 年初预算：1260万元, 实际支出：1134万元, 预算执行率：90%.
func lineRates(p *analyze.Pass) {
	list := factsOf(p).statements
	for k := 2; k < len(list); k++ {
		three := list[k-2 : k+1]
		if slices.ContainsFunc(three, func(st statement) bool { return len(st.figures) != 1 || !st.listed() }) || three[2].span.Block-three[0].span.Block != 2 {
			continue
		}
		all, done, rate := three[0].figures[0], three[1].figures[0], three[2].figures[0]
		if rate.Measure != "%" || !certain(rate) || rate.Earlier || !certain(done) || all.Value == nil || all.Qualifier != analyze.Exact || done.Measure != all.Measure || *done.Value > *all.Value {
			continue
		}
		before := func(k int) string { return three[k].before(three[k].figures[0]) }
		if !containsAny(before(2), []string{"完成率", "执行率", "到会率", "参加率", "参训率"}) || !containsAny(before(0), []string{"预算", "计划", "目标", "任务", "应"}) || !containsAny(before(1), []string{"实际", "支出", "完成", "执行", "实到", "实"}) || containsAny(before(0)+before(1), []string{"累计", "其中"}) {
			continue
		}
		if c := three[2].ratio(done, all); c != nil && !near(p.Report.Doc, rate, c.result, c.value) {
			emitPercent(p, rate, c)
		}
	}
}
