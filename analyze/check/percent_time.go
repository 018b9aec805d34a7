package check

import (
	"strings"

	"hegao/analyze/numeral"
)

// timeUnits are the units of time. What is measured in them is no figure of a statement.
var timeUnits = []string{"个工作日", "个月", "小时", "分钟", "天", "日", "秒"}

// A duration is a length of time as it is written: 8.0天.
type duration struct {
	interval
	value      float64
	unit       string // empty: there is none
	start, end int    // bytes
}

// timesClaim finds the two lengths of time between which the change lies that before leads
// up to, in the direction of sign: 由8.0天缩短到7.2天，同比下降15%.
func timesClaim(before string, sign float64) *claim {
	i := max(strings.LastIndex(before, "由"), strings.LastIndex(before, "从"))
	if i < 0 {
		return nil
	}
	rest := before[i+len("由"):]
	then := durationIn(rest)
	rest = rest[then.end:]
	now := durationIn(rest)
	if then.unit == "" || now.unit != then.unit || !hasSuffix(rest[:now.start], []string{"到", "至", "为"}) {
		return nil
	}
	verb := strings.TrimPrefix(strings.TrimPrefix(rest[now.end:], "，"), "同比")
	if longestPrefix(verb, rising)+longestPrefix(verb, falling) != verb {
		return nil
	}
	return changed(then.interval, now.interval, then.value, now.value, sign)
}

// durationIn returns the first number of text where it is a length of time and stands in the
// first clause, a few characters behind its start.
func durationIn(text string) duration {
	const farthest = 8 * 3 // bytes
	for i, r := range text {
		if i > farthest || stops(r) {
			break
		}
		if !numeral.Starts(r) {
			continue
		}
		n, ok := numeral.Scan(text, i)
		unit := ""
		if ok && n.Bound == numeral.Exact && n.Kind == numeral.Plain {
			unit = longestPrefix(text[n.End:], timeUnits)
		}
		if unit == "" {
			break
		}
		half := stepOf(text[i:n.End], n.Value) / 2
		return duration{interval{n.Value - half, n.Value + half}, n.Value, unit, i, n.End + len(unit)}
	}
	return duration{}
}
