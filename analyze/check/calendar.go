package check

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze/numeral"
)

// A day is a date or a part of one as it stands in a text; what it leaves out is 0.
type day struct {
	start, end       int // bytes
	year, month, day int
	half             int  // 1: 上半年, 2: 下半年
	quarter          int  // 1 to 4: 第一季度
	whole            bool // 年度
	ends             bool // 底, 末
}

// days returns the dates in text: 2025年上半年, 2025年6月底, 6月31日, 二〇二五年. A bare year
// counts, a bare month doesn't.
func days(text string) []day {
	list, _ := appendDays(nil, text, 0, len(text))
	return list
}

// appendDays appends to list the dates in text that start from byte i on and before byte
// until. It returns where the next one may start.
func appendDays(list []day, text string, i, until int) ([]day, int) {
	for i < until {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !numeral.Starts(r) {
			i += size
			continue
		}
		d, ok := dayAt(text, i)
		if ok {
			list = append(list, d)
		} else if d.end == i {
			d.end += size
		}
		for i = d.end; i < len(text); i += size { // the rest of a number is no date either
			if r, size = utf8.DecodeRuneInString(text[i:]); ok || !numeral.Starts(r) {
				break
			}
		}
	}
	return list, i
}

// dayAt reads the date that starts at byte i of text.
func dayAt(text string, i int) (day, bool) {
	d := day{start: i, end: i}
	n, end, unit := part(text, i)
	if unit == "年" && n >= 1900 && n <= 2100 {
		d.year, d.end = n, end
		rest := text[end:]
		switch {
		case strings.HasPrefix(rest, "上半年"):
			d.half, d.end = 1, end+len("上半年")
			return d, true
		case strings.HasPrefix(rest, "下半年"):
			d.half, d.end = 2, end+len("下半年")
			return d, true
		case strings.HasPrefix(rest, "春季学期"), strings.HasPrefix(rest, "秋季学期"):
			d.end = end + len("春季学期")
			return d, true
		case strings.HasPrefix(rest, "度"):
			d.whole, d.end = true, end+len("度")
			return d, true
		case strings.HasPrefix(rest, "底"), strings.HasPrefix(rest, "末"):
			d.ends, d.end = true, end+len("底")
			return d, true
		}
		if q, size := quarterAt(rest); q > 0 {
			d.quarter, d.end = q, end+size
			return d, true
		}
		if !numeralAt(text, end) {
			return d, true
		}
		n, end, unit = part(text, end)
	}
	if unit != "月" {
		return d, d.year > 0
	}
	d.month, d.end = n, end
	if rest := text[end:]; strings.HasPrefix(rest, "底") || strings.HasPrefix(rest, "末") {
		d.ends, d.end = true, end+len("底")
	} else if numeralAt(text, end) {
		if n, end, unit := part(text, end); unit == "日" || unit == "号" {
			d.day, d.end = n, end
			return d, true
		}
	}
	return d, d.year > 0
}

// quarterAt reads the quarter that text starts with: 第三季度, 三季度.
func quarterAt(text string) (quarter, size int) {
	rest := strings.TrimPrefix(text, "第")
	for i, w := range []string{"一季度", "二季度", "三季度", "四季度"} {
		if strings.HasPrefix(rest, w) {
			return i + 1, len(text) - len(rest) + len(w)
		}
	}
	return 0, 0
}

// part reads a whole number and the unit of a date behind it: 年, 月, 日, 号, or empty.
func part(text string, i int) (value, end int, unit string) {
	n, ok := numeral.Scan(text, i)
	if !ok || n.Bound != numeral.Exact || n.Scaled || n.Kind != numeral.Plain || n.Value != float64(int(n.Value)) {
		return 0, i, ""
	}
	at := n.End
	for at < len(text) && text[at] == ' ' {
		at++
	}
	unit = longestPrefix(text[at:], dateUnits)
	end = at + len(unit)
	for unit != "" && end < len(text) && text[end] == ' ' && numeralAt(text, end+1) {
		end++
	}
	return int(n.Value), end, unit
}

var dateUnits = []string{"年", "月", "日", "号"}

func numeralAt(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return numeral.Starts(r)
}

// exists reports whether the month and the day of d are on the calendar; 29 February is
// where the year isn't given.
func (d day) exists() bool {
	if d.month == 0 {
		return true
	}
	if d.month > 12 {
		return false
	}
	return d.day <= lastOf(d.year, d.month)
}

// lastOf returns the last day of a month, 1 to 12; of February in no year 29.
func lastOf(year, month int) int {
	last := [...]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[month-1]
	if leap := year%4 == 0 && (year%100 != 0 || year%400 == 0); month == 2 && !leap {
		last--
	}
	return last
}
