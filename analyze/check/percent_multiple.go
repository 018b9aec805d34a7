package check

import (
	"fmt"
	"math"
	"strings"

	"hegao/analyze"
)

// multiple compares figure i, how many times a number is another, with the two numbers before
// it: 96家，而去年只有32家，翻了一番; 96家，是去年32家的2倍. As 增长2倍 is often said of what has
// doubled, it may be that too, and what has doubled may have grown a little more or less. It
// returns how it should read; empty: so.
func (st *statement) multiple(i int) string {
	m := st.figures[i]
	if i < 2 || m.Value == nil || m.ValueMax != nil || m.Qualifier != analyze.Exact || *m.Value < 1 || m.Measure != "倍" && m.Measure != "番" {
		return ""
	}
	now, then := st.figures[i-2], st.figures[i-1]
	if !then.Earlier || now.Earlier || !certain(now) || !st.comparable(then, now) || *then.Value <= 0 || !strings.HasPrefix(st.between(now, then), "，") || containsAny(st.between(now, m), []string{"；", "。", "其中", "目标", "任务", "计划"}) {
		return ""
	}
	verb := strings.TrimSuffix(clauseBefore(st.r.Doc, m.Span), "了")
	got := *now.Value / *then.Value
	rest := st.r.Doc.Blocks[m.Span.Block].Text[m.Span.End:]
	if longestPrefix(rest, []string{"多", "有余", "以上", "左右", "还", "不止"}) != "" {
		return ""
	}
	const loose = 0.4 // doublings
	switch {
	case m.Measure == "番" && strings.HasSuffix(verb, "翻"):
		if math.Abs(math.Log2(got)-*m.Value) > loose {
			return trimZeros(math.Round(got*10)/10) + "倍"
		}
	case m.Measure == "倍" && strings.HasSuffix(verb, "的") && strings.ContainsAny(verb, "是为于"): // 是去年的
		if math.Abs(got-*m.Value) > 0.5*step(st.r.Doc, m)+0.1 {
			return trimZeros(math.Round(got*10)/10) + "倍"
		}
	case m.Measure == "倍" && hasSuffix(verb, rising):
		if s := 0.5*step(st.r.Doc, m) + 0.1; math.Abs(got-1-*m.Value) > s && math.Abs(got-*m.Value) > s {
			return trimZeros(math.Round((got-1)*10)/10) + "倍"
		}
	}
	return ""
}

// emitMultiple tells that what is so many times another is not.
func emitMultiple(p *analyze.Pass, m *analyze.Metric, should string) {
	p.Emit(analyze.Finding{
		Span:     m.Span,
		Message:  fmt.Sprintf("写的是%s，按文中数字算是%s", quote(clause(p.Report.Doc, m.Span, 20)), should),
		Expected: "倍数与文中的数字一致",
		Fix:      fix("重新计算，改正倍数或者数字"),
	})
}
