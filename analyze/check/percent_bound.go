package check

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// boundedShares finds the shares that two numbers are said to exceed and do not: 应到9人，到会5人，
// 超过三分之二; 应到45人，实到40人，到会率95%以上; 12人，同意5人，超过半数.
func (st *statement) boundedShares(p *analyze.Pass) {
	for i, m := range st.figures {
		if m.Qualifier != analyze.More || m.Value == nil || m.ValueMax != nil || m.Modality != analyze.Done || m.Earlier {
			continue
		}
		least, ok := *m.Value, m.Measure == "%"
		if strings.Contains(st.r.Doc.Text(m.Span), "分之") && least < 1 {
			least, ok = 100*least, true
		}
		if ok {
			st.belowBound(p, i, least, m.Span)
		}
	}
	if !st.signs.has(halves) {
		return
	}
	text := st.r.Doc.Text(st.span)
	for _, w := range []string{"超过半数", "过半数", "超过一半", "超半数"} {
		if at := strings.Index(text, w); at >= 0 {
			start := st.span.Start + at
			i := 0
			for i < len(st.figures) && st.figures[i].Span.End <= start {
				i++
			}
			st.belowBound(p, i, 50, doc.Span{Block: st.span.Block, Start: start, End: start + len(w)})
			return
		}
	}
}

// present are the words by which those are counted who came, or who agreed.
var present = []string{"到会", "实到", "出席", "到场", "参会", "同意", "赞成", "参加", "参与", "参训", "收回", "回收"}

// belowBound reports the share at s, of more than least per cent, where the two figures before
// figure i are how many there are and how many of them came or agreed, and they are fewer.
func (st *statement) belowBound(p *analyze.Pass, i int, least float64, s doc.Span) {
	const near = 8 * 3 // bytes
	if i < 2 {
		return
	}
	all, done := st.figures[i-2], st.figures[i-1]
	verb, _ := st.phrase(i - 1)
	gap := st.r.Doc.Blocks[s.Block].Text[done.Span.End:s.Start]
	if !st.due(i-1) && longestPrefix(strings.TrimPrefix(verb, "实际"), present) == "" || !strings.HasPrefix(gap, "，") || len(gap) > near || strings.ContainsAny(gap, "；。") || !certain(done) || done.Earlier ||
		all.Value == nil || all.Qualifier != analyze.Exact || all.Measure != done.Measure || *done.Value > *all.Value || strings.ContainsAny(st.between(all, done), "；。") || containsAny(gap, []string{"满意", "其中"}) ||
		slices.ContainsFunc(st.figures[:i-2], func(f *analyze.Metric) bool { return f.Measure == done.Measure }) {
		return
	}
	const rounding = 0.5 // points
	got := *done.Value / *all.Value * 100
	if got >= least-rounding {
		return
	}
	p.Emit(analyze.Finding{
		Span:     s,
		Message:  fmt.Sprintf("写的是%s，按文中数字只有%s（%s÷%s）", quote(clause(st.r.Doc, s, 40)), percent(got), number(*done.Value), number(*all.Value)),
		Expected: "比例与文中的数字一致",
		Fix:      fix("重新计算，改正比例或者数字"),
	})
}

// entireRate is the rate i behind a clause that says of all that it was done: 36件全部办结，办结率97.2%.
func (st *statement) entireRate(i int) *claim {
	const farthest = 40 * 3 // bytes
	m := st.figures[i]
	stem := strings.TrimSuffix(m.Name, "率")
	if !st.signs.has(entire) || *m.Value >= 100 || len(stem) < 2*3 || containsAny(m.Name, manners) || containsAny(m.Name, inTime) {
		return nil
	}
	head := clauseBefore(st.r.Doc, m.Span)
	before := st.before(m)
	before, ok := strings.CutSuffix(strings.TrimSuffix(before, head), "，")
	for _, w := range []string{"达到", "达", "为", "保持在"} {
		head = strings.TrimSuffix(head, w)
	}
	if rest, cut := strings.CutSuffix(head, m.Name); !ok || !cut || rest != "" {
		return nil
	}
	before = before[max(0, len(before)-farthest):]
	if k := strings.LastIndexFunc(before, stops); k >= 0 {
		before = before[k:]
	}
	_, did, all := strings.Cut(before, "全部")
	for _, w := range []string{"到位", "完毕", "完成", "销号", "了", "书", "承诺"} {
		did = strings.TrimSuffix(did, w)
	}
	for _, w := range []string{"已", "按要求", "得到", "完成", "实现", "参加", "建成"} {
		did = strings.TrimPrefix(did, w)
	}
	if !all && stem == "覆盖" {
		all, did = strings.HasSuffix(before, "全覆盖"), stem
	}
	if !all || did != stem && did != strings.TrimSuffix(stem, "完成") && !(stem == "覆盖" && did != "" && strings.Contains(before, "全部建成")) {
		return nil
	}
	return &claim{quotient: quotient{result: interval{100, 100}, value: 100, told: "前面写的是全部" + did}}
}

// oppositeRate is the rate i of what was not where the rate of what was is told with it: 合格率98%，
// 不合格率2%.
func (st *statement) oppositeRate(i int) *claim {
	m := st.figures[i]
	name, denied := strings.CutPrefix(m.Name, longestPrefix(m.Name, []string{"不", "未"}))
	if !denied || name == m.Name || i == 0 {
		return nil
	}
	other := st.figures[i-1]
	if other.Name != name || other.Measure != "%" || !certain(other) || other.Earlier {
		return nil
	}
	value := math.Round((100-*other.Value)*1e6) / 1e6
	return &claim{quotient: quotient{result: interval{value, value}, value: value, a: 100, b: *other.Value, sign: "−"}}
}

// absent are the words for those who ought to have come and did not.
var absent = []string{"请假", "因故请假", "因事请假", "因病请假", "因公请假", "缺席", "缺勤", "未到", "未参加", "未到会", "未出席", "因故未到", "因故缺席"}

// attendance is the rate i where those are counted who did not come: 应到64名，请假4名，到会率93.8%;
// 出勤48人，缺勤2人，出勤率96%.
func (st *statement) attendance(i int) *claim {
	if i < 2 || !containsAny(st.figures[i].Name, []string{"到会率", "出席率", "出勤率", "参会率", "参加率", "到课率", "参训率"}) {
		return nil
	}
	some, away := st.figures[i-2], st.figures[i-1]
	verb, _ := st.phrase(i - 1)
	all, _ := st.phrase(i - 2)
	if !slices.Contains(absent, verb) || some.Measure != away.Measure || some.Value == nil || some.Qualifier != analyze.Exact || !certain(away) || st.figures[0] != some {
		return nil
	}
	here, whole := *some.Value, *some.Value+*away.Value
	if strings.Contains(all, "应") {
		here, whole = *some.Value-*away.Value, *some.Value
	} else if !containsAny(all, []string{strings.TrimSuffix(st.figures[i].Name, "率"), "实到"}) {
		return nil
	}
	if here <= 0 || whole <= 0 {
		return nil
	}
	v := here / whole * 100
	return &claim{quotient: quotient{result: interval{v, v}, value: v, a: here, b: whole, sign: "÷"}, from: []*analyze.Metric{some, away}}
}
