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

// A figureName is what a figure is called.
type figureName struct {
	name    string
	letters letters
}

// doneNames returns the names of what r states a number of that was done in its time.
func doneNames(r *analyze.Report) []figureName {
	list := make([]figureName, 0, len(r.Metrics))
	for i := range r.Metrics {
		if m := &r.Metrics[i]; m.Modality == analyze.Done && !m.Earlier && m.Value != nil {
			list = append(list, figureName{m.Name, lettersOf(m.Name)})
		}
	}
	return list
}

// counted reports whether one of the names is that of def, whatever its key: in
// 警示教育大会、廉政党课各2场 one number stands for two metrics.
func counted(names []figureName, def *analyze.MetricDef) bool {
	holds := func(word string) bool {
		l := lettersOf(word)
		return slices.ContainsFunc(names, func(n figureName) bool { return n.letters&l == l && strings.Contains(n.name, word) })
	}
	return holds(def.Name) || slices.ContainsFunc(def.Aliases, holds)
}

// metricName returns what a required metric is called.
func metricName(p *analyze.Pass, key string) string {
	if def := p.Known[key]; def != nil {
		return def.Name
	}
	return key
}
