package check

import (
	"slices"
	"strings"

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

// counted reports whether r states a number for what def names, under whatever key:
// in 警示教育大会、廉政党课各2场 one number stands for two metrics.
func counted(r *analyze.Report, def *analyze.MetricDef) bool {
	for i := range r.Metrics {
		m := &r.Metrics[i]
		if m.Modality != analyze.Done || m.Earlier || m.Value == nil {
			continue
		}
		if strings.Contains(m.Name, def.Name) || slices.ContainsFunc(def.Aliases, func(a string) bool { return strings.Contains(m.Name, a) }) {
			return true
		}
	}
	return false
}

// metricName returns what a required metric is called.
func metricName(p *analyze.Pass, key string) string {
	if def := p.Known[key]; def != nil {
		return def.Name
	}
	return key
}
