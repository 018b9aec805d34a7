package check

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"hegao/analyze"
)

var _ = register(&analyze.Check{
	ID:       "metric.change",
	Title:    "指标与上期相差很大",
	Severity: analyze.Info,
	Doc: `同一单位的同一指标，本期和上一期相差一倍以上，例如上期讲党课2次，本期写了12次。只比较已经做了的、写明确数的，两期的长短也要一样（半年与半年比）。
请核实是不是写错了数或者口径变了；确实如此的，不用改。上一期的报告取自档案，用 --data 指定。`,
	Bad: `〔报送期：2026-01-01/2026-06-30〕
〔上期：2025H2 下半年，局党组开展理论学习中心组学习3次。〕
上半年，局党组开展理论学习中心组学习⟦f⟧12次⟦/⟧。`,
	Good: `〔报送期：2026-01-01/2026-06-30〕
〔上期：2025H2 下半年，局党组开展理论学习中心组学习5次。〕
上半年，局党组开展理论学习中心组学习6次。`,
	Params: func() any { return &changeParams{Factor: 2, Difference: 3} },
	Run:    changedMetrics,
})

type changeParams struct {
	Factor     float64 `toml:"factor"`     // that many times as much or as little
	Difference float64 `toml:"difference"` // and by that much at least
}

func changedMetrics(p *analyze.Pass) error {
	past, params := p.Report.Past, p.Params.(*changeParams)
	if past == nil || past.Report == nil || months(past.Covers) != months(p.Report.Period) {
		return nil
	}
	var seen []string
	for i := range p.Report.Metrics {
		key := p.Report.Metrics[i].Key
		if key == "" || slices.Contains(seen, key) {
			continue
		}
		seen = append(seen, key)
		now, then := highest(stated(p.Report, key)), highest(stated(past.Report, key))
		if now == nil || then == nil || now.Qualifier != analyze.Exact || then.Qualifier != analyze.Exact || now.Measure != then.Measure {
			continue
		}
		a, b := *now.Value, *then.Value
		if math.Abs(a-b) < params.Difference || max(a, b) < params.Factor*min(a, b) {
			continue
		}
		before := strconv.FormatFloat(b, 'f', -1, 64) + then.Measure
		p.Emit(analyze.Finding{
			Span:     now.Span,
			Message:  fmt.Sprintf("%s这一期是%s，上一期（%s）是%s，相差很大", quote(metricName(p, key)), p.Report.Doc.Text(now.Span), past.Period, before),
			Expected: "与上一期的" + before + "相近",
			Basis:    "该单位上一期的报告" + quote(past.File),
			Fix:      fix("核实数字和口径；确实如此的，不用改"),
		})
	}
	return nil
}

// months returns how many months a period covers.
func months(p analyze.Period) int {
	return 12*(p.To.Year()-p.From.Year()) + int(p.To.Month()) - int(p.From.Month()) + 1
}
