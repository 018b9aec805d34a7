package check

import (
	"hegao/analyze"
)

// stated returns the metrics of r that say what was done under key in the time
// that the report speaks of. What a rule asks for or a plan promises is not stated.
func stated(r *analyze.Report, key string) []*analyze.Metric {
	var found []*analyze.Metric
	for i := range r.Metrics {
		if m := &r.Metrics[i]; m.Key == key && m.Modality == analyze.Done && !m.Earlier {
			found = append(found, m)
		}
	}
	return found
}

// metricName returns what a required metric is called.
func metricName(p *analyze.Pass, key string) string {
	if def := p.Known[key]; def != nil {
		return def.Name
	}
	return key
}
