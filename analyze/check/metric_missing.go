package check

import (
	"fmt"

	"hegao/analyze"
	"hegao/analyze/doc"
)

var _ = register(&analyze.Check{
	ID:       "metric.missing",
	Title:    "必报指标没有写",
	Severity: analyze.Error,
	Doc: `检查方案要求写明的数字，全文没有找到。打算做的、规定要做的不算：要写实际做了多少。
没有这些数字，就没法和其他单位放在一起比较。请补写；本单位没有这一项的，写明“本单位未设党支部，无支委会”之类的原因。`,
	Bad: `⟦f⟧〔整篇报告〕⟦/⟧
〔必报指标：理论学习中心组学习、支委会〕
上半年，局党组开展理论学习中心组学习6次，支委会每月不少于1次。`,
	Good: `〔必报指标：理论学习中心组学习、支委会〕
上半年，局党组开展理论学习中心组学习6次，各支部共召开支委会36次。`,
	Run: missingMetrics,
})

func missingMetrics(p *analyze.Pass) error {
	if damaged(p.Report.Doc) || len(p.Profile.Metrics) == 0 {
		return nil
	}
	var missing []string
	names := doneNames(p.Report)
	for _, rule := range p.Profile.Metrics {
		if def := p.Known[rule.Key]; len(stated(p.Report, rule.Key)) == 0 && !(def != nil && counted(names, def)) {
			missing = append(missing, metricName(p, rule.Key))
		}
	}
	if len(missing) == 0 {
		return nil
	}
	f := analyze.Finding{
		Message:  fmt.Sprintf("没有写明%d项必报指标：%s", len(missing), list(missing)),
		Expected: "写明实际做了多少",
		Basis:    basis(p.Profile) + "要求写明",
		Fix:      fix("补写数字；本单位没有这一项的，说明原因"),
	}
	if p.Report.Doc.Status == doc.Partial {
		f.Severity = analyze.Warning
		f.Message = fmt.Sprintf("读得出的文字里没有写明%d项必报指标：%s", len(missing), list(missing))
	}
	p.Emit(f)
	return nil
}
