package render

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// levels has the severities as clerks name them.
var levels = [...]string{analyze.Info: "提示", analyze.Warning: "核实", analyze.Error: "退回"}

var unitStatuses = map[analyze.UnitStatus]string{
	analyze.Submitted:   "已报",
	analyze.Missing:     "未报",
	analyze.Late:        "迟报",
	analyze.Exempt:      "免报",
	analyze.Unreadable:  "无法读取",
	analyze.WrongPeriod: "报送期不符",
}

var partStates = map[analyze.PartState]string{
	analyze.AsHeading: "有标题",
	analyze.AsInline:  "无标题",
	analyze.Absent:    "缺",
}

// blocksOutside has the kinds of blocks that stand outside the running text.
var blocksOutside = map[doc.Kind]string{
	doc.Header:  "页眉",
	doc.Footer:  "页脚",
	doc.Note:    "脚注或尾注",
	doc.TextBox: "文本框",
}

// number returns v in digits with at most four decimals; in few digits with an
// exponent where it is beyond counting.
func number(v float64) string {
	if math.Abs(v) >= 1e15 {
		return strconv.FormatFloat(v, 'g', 6, 64)
	}
	return strconv.FormatFloat(math.Round(v*1e4)/1e4, 'f', -1, 64)
}

// join joins what is not empty.
func join(by string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), by)
}
