package check

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

// sectionSums compares the number of points that a report announces for several fields with those that
// it names field by field: 反馈了3个方面17个问题, and then 1.……（共6个问题）。2.……（共7个问题）.
func sectionSums(p *analyze.Pass) {
	list := factsOf(p).statements
	for k := range list {
		for _, whole := range list[k].figures {
			if fields := fieldsBefore(list[k].before(whole)); fields > 1 && certain(whole) {
				if parts := bracketedAlone(list[k+1:], whole.Measure); len(parts) == fields && nearly(whole, parts) {
					sum(p, whole, parts, analyze.Error, analyze.Error)
				}
			}
		}
	}
}

// fieldsBefore returns the number of fields that head ends in: 3 of 反馈了3个方面; 0: in none.
func fieldsBefore(head string) int {
	for _, w := range []string{"个方面", "大类", "类"} {
		if number, ok := strings.CutSuffix(head, w); ok {
			_, n := countBefore(number)
			return n
		}
	}
	return 0
}

// bracketedAlone returns the figures of a measure that stand in a bracket of their own: （共6个问题）.
func bracketedAlone(list []statement, measure string) []*analyze.Metric {
	const longest = 5 // characters behind the number
	var alone []*analyze.Metric
	for k := range list {
		for _, m := range list[k].figures {
			if m.Measure != measure || !certain(m) {
				continue
			}
			head := list[k].before(m)
			noun, _, found := strings.Cut(widened(list[k].behind(m)), "）")
			if at := strings.LastIndexAny(head, "（("); at >= 0 && found && utf8.RuneCountInString(noun) <= longest {
				switch strings.TrimLeft(head[at:], "（(") {
				case "", "共", "涉及", "计":
					alone = append(alone, m)
				}
			}
		}
	}
	return alone
}
