package batch

import (
	"path"
	"slices"

	"hegao/analyze"
)

// tableOf sets the known metrics of all units side by side. A unit's value of a metric is the
// one that its reports state as done in their own period: a filled one before one that is
// not, one in the metric's usual measure (会议 by 次) before others (影片 by 场), else the first. A report whose unit is unknown has a row of its own under the name of its file.
// Columns are the metrics that a profile of the batch requires or that anyone states.
func tableOf(b *analyze.Batch, known []*analyze.MetricDef) analyze.Table {
	var t analyze.Table
	measures := map[string][]string{} // by key
	for _, d := range known {
		measures[d.Key] = d.Measures
	}
	for _, u := range b.Units {
		if u.Status == analyze.WrongPeriod || len(u.Reports) == 0 {
			continue
		}
		row := analyze.TableRow{Unit: u.Name, Values: map[string]analyze.TableValue{}}
		for _, id := range u.Reports {
			if r := b.Reports[id]; !r.Superseded && r.Doc.Sound() {
				addValues(row.Values, r, measures)
			}
		}
		t.Rows = append(t.Rows, row)
	}
	for _, r := range b.Reports {
		if r.Unit == "" && r.Doc.Sound() {
			_, file := split(r.Doc.Name, nil)
			row := analyze.TableRow{Unit: path.Base(file), Values: map[string]analyze.TableValue{}}
			addValues(row.Values, r, measures)
			t.Rows = append(t.Rows, row)
		}
	}
	for _, d := range known {
		if m := columnOf(d, t.Rows, b); m != nil {
			t.Metrics = append(t.Metrics, *m)
		}
	}
	return t
}

// addValues adds what r states to the values of its unit.
func addValues(values map[string]analyze.TableValue, r *analyze.Report, measures map[string][]string) {
	usual := func(m *analyze.Metric) bool { return len(measures[m.Key]) > 0 && m.Measure == measures[m.Key][0] }
	taken := map[string]bool{} // keys whose value here is in the usual measure
	for i := range r.Metrics {
		m := &r.Metrics[i]
		if m.Key == "" || m.Modality != analyze.Done || m.Earlier {
			continue
		}
		v, stated := values[m.Key]
		better := v.Value == nil && m.Value != nil
		same := (v.Value == nil) == (m.Value == nil)
		if !stated || better || same && v.Report == r.ID && usual(m) && !taken[m.Key] {
			values[m.Key] = analyze.TableValue{Value: m.Value, Report: r.ID, Metric: i}
			taken[m.Key] = usual(m)
		}
	}
}

// columnOf returns the column of a known metric, nil where nobody requires or states it.
func columnOf(d *analyze.MetricDef, rows []analyze.TableRow, b *analyze.Batch) *analyze.TableMetric {
	wanted := slices.ContainsFunc(b.Profiles, func(p *analyze.Profile) bool {
		return slices.ContainsFunc(p.Metrics, func(r analyze.MetricRule) bool { return r.Key == d.Key })
	})
	var values []float64
	measures := map[string]int{}
	usual := ""
	for _, row := range rows {
		v, stated := row.Values[d.Key]
		if !stated {
			continue
		}
		wanted = true
		if m := b.Reports[v.Report].Metrics[v.Metric].Measure; m != "" {
			if measures[m]++; measures[m] > measures[usual] {
				usual = m
			}
		}
		if v.Value != nil {
			values = append(values, *v.Value)
		}
	}
	if !wanted {
		return nil
	}
	if usual == "" && len(d.Measures) > 0 {
		usual = d.Measures[0]
	}
	return &analyze.TableMetric{Key: d.Key, Name: d.Name, Measure: usual, Median: median(values)}
}

// median returns the median of values, nil of none.
func median(values []float64) *float64 {
	if len(values) == 0 {
		return nil
	}
	slices.Sort(values)
	mid := len(values) / 2
	m := values[mid]
	if len(values)%2 == 0 {
		m = (values[mid-1] + m) / 2
	}
	return &m
}
