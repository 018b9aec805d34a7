package check

import (
	"fmt"
	"strconv"

	"hegao/analyze"
)

var _ = register(&analyze.Check{
	ID:       "metric.minimum",
	Title:    "指标低于规定次数",
	Severity: analyze.Warning,
	Doc: `报告写的数字少于检查方案规定的最低数，例如规定中心组学习半年不少于3次，报告写的是2次。同一指标写了几个数的，看最大的一个。
请核实数字是否写错；确实没有达到的，说明原因和补救打算。最低数由检查方案的 minimum 规定，可以改。`,
	Bad: `〔必报指标：理论学习中心组学习不少于3次〕
上半年，局党组开展理论学习中心组学习⟦f⟧2次⟦/⟧。`,
	Good: `〔必报指标：理论学习中心组学习不少于3次〕
上半年，局党组开展理论学习中心组学习6次。`,
	Run: lowMetrics,
})

func lowMetrics(p *analyze.Pass) error {
	for _, rule := range p.Profile.Metrics {
		most := highest(stated(p.Report, rule.Key))
		if most == nil || top(most) >= rule.Minimum {
			continue
		}
		minimum := strconv.FormatFloat(rule.Minimum, 'f', -1, 64) + most.Measure
		p.Emit(analyze.Finding{
			Span:     most.Span,
			Message:  fmt.Sprintf("%s只有%s，规定不少于%s", quote(metricName(p, rule.Key)), p.Report.Doc.Text(most.Span), minimum),
			Expected: "不少于" + minimum,
			Basis:    basis(p.Profile),
			Fix:      fix("核实数字；确实没有达到的，说明原因和补救打算"),
		})
	}
	return nil
}

// highest returns the metric with the greatest number; nil: none has one.
func highest(metrics []*analyze.Metric) *analyze.Metric {
	var most *analyze.Metric
	for _, m := range metrics {
		if m.Value != nil && (most == nil || top(m) > top(most)) {
			most = m
		}
	}
	return most
}

// top returns the upper end of what m states.
func top(m *analyze.Metric) float64 {
	if m.ValueMax != nil {
		return *m.ValueMax
	}
	return *m.Value
}
