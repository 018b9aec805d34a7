package metric_test

import (
	"slices"
	"testing"

	"hegao/analyze"
	"hegao/analyze/metric"
)

func TestPairs(t *testing.T) {
	stating := func(metrics ...analyze.Metric) *analyze.Report {
		for i := range metrics {
			if metrics[i].Modality == "" {
				metrics[i].Modality = analyze.Done
			}
		}
		return &analyze.Report{Metrics: metrics}
	}
	a := stating(
		analyze.Metric{Name: "讲党课", Key: "party-lecture", Measure: "次"},
		analyze.Metric{Name: "整改问题", Measure: "个"},
		analyze.Metric{Name: "整改问题", Measure: "个"}, // again: the first counts
		analyze.Metric{Name: "走访", Measure: "户"},
		analyze.Metric{Name: "开展培训", Measure: "次", Modality: analyze.Planned},
	)
	b := stating(
		analyze.Metric{Name: "走访", Measure: "人"},
		analyze.Metric{Name: "书记讲党课", Key: "party-lecture", Measure: "次"},
		analyze.Metric{Name: "整改问题", Measure: "个", Earlier: true},
		analyze.Metric{Name: "整改问题", Measure: "个"},
	)
	got := metric.Pairs(a, b)
	want := []metric.Pair{{A: 0, B: 1}, {A: 1, B: 3}, {A: 3, B: -1}, {A: -1, B: 0}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
