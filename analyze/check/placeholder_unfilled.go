package check

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

var _ = register(&analyze.Check{
	ID:       "placeholder.unfilled",
	Title:    "数字没有填写",
	Severity: analyze.Error,
	Doc: `该写数字的地方还是模板里的占位符：星号、X、方框、下划线、空格、空括号等。
没有数字就没法汇总和比较。请填上实际数字；确实没有开展的，写0并说明原因。`,
	Bad:  `上半年，各党支部共召开支委会⟦f⟧*⟦/⟧次、党员大会⟦f⟧XX⟦/⟧次，讲党课⟦f⟧____⟦/⟧人次。`,
	Good: `上半年，各党支部共召开支委会36次、党员大会12次，讲党课0人次（因换届，安排在下半年）。`,
	Run:  unfilledNumbers,
})

func unfilledNumbers(p *analyze.Pass) error {
	for _, h := range p.Report.Placeholders {
		if h.Metric < 0 || h.Instruction || h.Kind == analyze.Alternative {
			continue
		}
		m := &p.Report.Metrics[h.Metric]
		message := quote(clause(p.Report.Doc, h.Span, 16)) + "里的" + whatNumber(m.Measure) + "没有填写"
		if m.Name != "" {
			message = quote(m.Name) + "的" + whatNumber(m.Measure) + "没有填写"
		}
		f := analyze.Finding{
			Span:     h.Span,
			Message:  message,
			Expected: "填写实际数字",
			Fix:      fix("填上实际数字；没有开展的写0并说明原因"),
		}
		if h.Span.Empty() { // a table cell; it may be meant to stay empty
			f.Span, f.Severity = rowHead(p.Report.Doc, h.Span.Block), analyze.Warning
		}
		p.Emit(f)
	}
	return nil
}

// whatNumber says what a number with this measure word tells: 次数, 人数, 金额.
func whatNumber(measure string) string {
	switch {
	case measure == "元":
		return "金额"
	case measure == "%" || measure == "‰" || measure == "个百分点":
		return "比例"
	case measure == "名" || measure == "位":
		return "人数"
	case strings.HasSuffix(measure, "次") && measure != "次": // 人次, 场次
		return measure
	case utf8.RuneCountInString(measure) == 1 && strings.Contains("次人个份件篇期场户家起项条处张册部批轮例块面幅", measure):
		return measure + "数"
	}
	return "数量"
}
