package check

import (
	"strings"

	"hegao/analyze"
)

// A datedCount is how often something was done, where the text gives the day of each time
// and there are not as many.
type datedCount struct {
	start, end int // bytes: number and measure
	count      int // of the days
}

// datedCounts returns the counts in block b that the days listed with them do not bear out:
// 召开推进会3次，分别在3月6日、6月12日召开; 先后于3月6日、6月12日召开3次. list is the dates in the block.
func datedCounts(r *analyze.Report, b int, list []day) []datedCount {
	var found []datedCount
	text := r.Doc.Blocks[b].Text
	for i := 0; i < len(list); {
		last := i
		for last+1 < len(list) && joinDays(text[list[last].end:list[last+1].start]) && list[last+1].day > 0 {
			last++
		}
		if n := last - i + 1; n > 1 && list[i].day > 0 {
			if m := countOfDays(r, b, text, list[i].start, list[last].end); m != nil && *m.Value != float64(n) {
				found = append(found, datedCount{m.Span.Start, m.Span.End, n})
			}
		}
		i = last + 1
	}
	return found
}

// joinDays reports whether gap stands between two days of a list.
func joinDays(gap string) bool { return gap == "、" || gap == "和" || gap == "，" || gap == "及" }

// countOfDays returns the figure that tells how often something was done on the days listed
// in text[start:end]; nil: none does.
func countOfDays(r *analyze.Report, b int, text string, start, end int) *analyze.Metric {
	before, behind := text[:start], text[end:]
	if strings.HasPrefix(behind, "等") || !hasSuffix(before, []string{"分别于", "分别在", "先后于", "先后在", "（"}) {
		return nil
	}
	for i := range r.Metrics {
		m := &r.Metrics[i]
		if m.Span.Block != b || !certain(m) || m.Earlier || !strings.Contains("次 场 期 届 回 轮", m.Measure) || m.Measure == "" {
			continue
		}
		switch {
		case m.Span.End <= start:
			switch text[m.Span.End:start] {
			case "（", "，分别于", "，分别在", "，先后于", "，先后在":
				return m
			}
		case m.Span.Start >= end && hasSuffix(before, []string{"于", "在"}):
			const farthest = 8 * 3 // bytes
			gap := text[end:m.Span.Start]
			if len(gap) <= farthest && longestPrefix(gap, []string{"召开", "举办", "举行", "组织", "开展", "各"}) != "" && !strings.ContainsAny(gap, "，。；各") {
				return m
			}
		}
	}
	return nil
}
