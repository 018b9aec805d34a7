package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

var _ = register(&analyze.Check{
	ID:       "value.conflict",
	Title:    "同一项数字前后不一",
	Severity: analyze.Error,
	Doc: `同一件事、同一时段、同一个量词，前后写了两个不同的数：前面说全年召开警示教育大会3次，后面说4次。
请核对台账，统一成一个数；如果说的是不同范围的事，把范围写清楚。
只在两处都写明了同样的时段（全年、上半年、今年以来）时才判定为错误。`,
	Bad: `一、工作开展情况
全年召开警示教育大会3次，通报典型案例16起。
二、存在的问题
虽然全年召开警示教育大会⟦f⟧4次⟦/⟧，但效果还不明显。`,
	Good: `一、工作开展情况
全年召开警示教育大会3次，其中机关2次、基层站所1次；各支部召开警示教育大会12次。
发现问题23个，整改21个。去年全年召开警示教育大会2次。
二、存在的问题
检查中发现问题5个。全年召开警示教育大会3次，次数偏少。`,
	Run: conflicts,
})

// scopes are the words by which a sentence says that it counts a whole period.
var scopes = []string{"全年", "上半年", "下半年", "今年以来", "一年来", "半年来", "年初以来", "本年度"}

func conflicts(p *analyze.Pass) error {
	type key struct{ name, measure, subject, scope string }
	first := map[key]*analyze.Metric{}
	for _, st := range statements(p.Report) {
		text := p.Report.Doc.Text(st.span)
		for _, m := range st.figures {
			if !certain(m) || m.Earlier || share(m) || utf8.RuneCountInString(m.Name) < 4 {
				continue
			}
			c := clause(p.Report.Doc, m.Span, 40)
			scope := ""
			for _, w := range scopes {
				if strings.Contains(c, w) {
					scope = w
				}
			}
			if scope == "" || containsAny(c, []string{"各", "每", "平均", "人均", "其中", "去年", "上年", "累计"}) || containsAny(text, []string{"去年全年", "上年全年"}) {
				continue
			}
			k := key{strings.Trim(m.Name, "“”\""), m.Measure, m.Subject, scope}
			old := first[k]
			switch {
			case old == nil:
				first[k] = m
			case *old.Value != *m.Value:
				p.Emit(analyze.Finding{
					Span:     m.Span,
					Message:  fmt.Sprintf("%s这里写的是%s，前面写的是%s", quote(m.Name), quote(p.Report.Doc.Text(m.Span)), quote(p.Report.Doc.Text(old.Span))),
					Expected: "同一项数字前后一致",
					Fix:      fix("核对台账，统一成一个数；说的是不同的事，把范围写清楚"),
					Related:  []analyze.Related{{Report: p.Report.ID, Span: old.Span, Note: "前面的数"}},
				})
			}
		}
	}
	return nil
}
