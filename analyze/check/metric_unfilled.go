package check

import (
	"fmt"

	"hegao/analyze"
)

var _ = register(&analyze.Check{
	ID:       "metric.unfilled",
	Title:    "必报指标没有数字",
	Severity: analyze.Error,
	Doc: `检查方案要求写明的数字，报告里提到了，但数字还空着，全文别处也没有写。
一份报告只报一条，列出所有空着的必报指标；每一处空白另有“数字没有填写”指出位置。请填上实际数字，确实没有开展的写0并说明原因。`,
	Bad: `⟦f⟧〔整篇报告〕⟦/⟧
〔必报指标：支委会、党员大会〕
上半年，各支部共召开支委会*次、党员大会12次。`,
	Good: `〔必报指标：支委会、党员大会〕
上半年，各支部共召开支委会36次、党员大会12次。`,
	Run: unfilledMetrics,
})

func unfilledMetrics(p *analyze.Pass) error {
	var names []string
	var related []analyze.Related
	for _, rule := range p.Profile.Metrics {
		metrics := stated(p.Report, rule.Key)
		var open []analyze.Related
		for _, m := range metrics {
			if m.Value == nil {
				open = append(open, analyze.Related{Report: p.Report.ID, Span: m.Span, Note: m.Name})
			}
		}
		if len(open) > 0 && len(open) == len(metrics) {
			names = append(names, metricName(p, rule.Key))
			related = append(related, open...)
		}
	}
	if len(names) == 0 {
		return nil
	}
	p.Emit(analyze.Finding{
		Message:  fmt.Sprintf("%d项必报指标没有填数字：%s", len(names), list(names)),
		Expected: "写明实际做了多少",
		Basis:    basis(p.Profile) + "要求写明",
		Fix:      fix("填上实际数字；没有开展的写0并说明原因"),
		Related:  related,
	})
	return nil
}
