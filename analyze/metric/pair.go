package metric

import "hegao/analyze"

// A Pair is one metric as two reports state it: indices in Report.Metrics, -1 where a
// report does not.
type Pair struct{ A, B int }

// Pairs sets the metrics of two reports side by side, those of a first. Only what was done
// in the report's own time is compared; of a metric that a report states more than once, the
// first. A known metric is the same by its key, any other by name and measure.
func Pairs(a, b *analyze.Report) []Pair {
	inA, inB := statements(a), statements(b)
	at := map[statement]int{}
	var pairs []Pair
	for _, s := range inA {
		if _, again := at[s.statement]; !again {
			at[s.statement] = len(pairs)
			pairs = append(pairs, Pair{s.index, -1})
		}
	}
	for _, s := range inB {
		i, stated := at[s.statement]
		switch {
		case !stated:
			at[s.statement] = len(pairs)
			pairs = append(pairs, Pair{-1, s.index})
		case pairs[i].B < 0 && pairs[i].A >= 0:
			pairs[i].B = s.index
		}
	}
	return pairs
}

// A statement is what makes two metrics the same.
type statement struct{ key, name, measure string }

type stated struct {
	statement
	index int
}

// statements returns the metrics of r that are compared.
func statements(r *analyze.Report) []stated {
	var all []stated
	for i := range r.Metrics {
		m := &r.Metrics[i]
		s := statement{m.Key, m.Name, m.Measure}
		if m.Key != "" {
			s.name = ""
		}
		if m.Modality == analyze.Done && !m.Earlier && (m.Key != "" || m.Name != "") {
			all = append(all, stated{s, i})
		}
	}
	return all
}
