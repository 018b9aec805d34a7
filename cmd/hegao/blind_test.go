package main_test

import "testing"

// TestBlind holds the program to what it reaches on the reports that were labelled before
// it was run on them: it may miss a few, as it would in reports that nobody has seen.
func TestBlind(t *testing.T) {
	const leastFound, leastNamed, leastFilled = 0.99, 0.96, 0.98
	for _, set := range []string{"blind", "blind2", "blind3", "blind6"} {
		t.Run(set, func(t *testing.T) {
			texts := readMarkedIn(t, "../../testdata/"+set)
			a := checkTexts(t, texts)
			var metrics, placeholders tallies
			named := 0
			for _, m := range texts {
				r := findReport(t, a, m.head["file"])
				var lines, holes []string
				for _, x := range r.Metrics {
					lines = append(lines, metricLine(x.Value, x.ValueMax, x.Measure, x.Qualifier, x.Modality))
				}
				for _, p := range r.Placeholders {
					if p.Text != "" { // an empty table cell can't be labelled
						holes = append(holes, p.Kind+" "+p.Text)
					}
				}
				placeholders.add(m.placeholders, holes)
				for _, pair := range metrics.add(m.metrics, lines) {
					if sameName(m.names[pair[0]], r.Metrics[pair[1]].Name) {
						named++
					}
				}
			}
			t.Logf("metrics %+v, %d of them called as labelled; placeholders %+v", metrics, named, placeholders)
			if metrics.f1() < leastFound || placeholders.f1() < leastFilled {
				t.Errorf("want %v of the metrics and %v of the placeholders", leastFound, leastFilled)
			}
			if float64(named) < leastNamed*float64(metrics.Right) {
				t.Errorf("want %v of the metrics called as labelled", leastNamed)
			}
		})
	}
}

// A tallies counts what was to be found, what was found, and what is both.
type tallies struct{ Wanted, Found, Right int }

func (c *tallies) f1() float64 {
	if c.Wanted+c.Found == 0 {
		return 1
	}
	return 2 * float64(c.Right) / float64(c.Wanted+c.Found)
}

// add counts two lists and returns the indices of the most elements that they have in common
// in the same order.
func (c *tallies) add(want, got []string) (pairs [][2]int) {
	most := make([][]int, len(want)+1) // of want[i:] and got[j:]
	for i := range most {
		most[i] = make([]int, len(got)+1)
	}
	for i := len(want) - 1; i >= 0; i-- {
		for j := len(got) - 1; j >= 0; j-- {
			most[i][j] = max(most[i+1][j], most[i][j+1])
			if want[i] == got[j] {
				most[i][j] = 1 + most[i+1][j+1]
			}
		}
	}
	for i, j := 0, 0; i < len(want) && j < len(got); {
		switch {
		case want[i] == got[j]:
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		case most[i+1][j] >= most[i][j+1]:
			i++
		default:
			j++
		}
	}
	c.Wanted, c.Found, c.Right = c.Wanted+len(want), c.Found+len(got), c.Right+len(pairs)
	return pairs
}
