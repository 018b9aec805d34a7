package check

import (
	"strings"
	"time"
	"unicode/utf8"

	"hegao/analyze/numeral"
)

// A day is a date or a part of one as it stands in a text; what it leaves out is 0.
type day struct {
	start, end       int // bytes
	year, month, day int
	half             int  // 1: 上半年, 2: 下半年
	whole            bool // 年度
	ends             bool // 底, 末
}

// days returns the dates in text: 2025年上半年, 2025年6月底, 6月31日, 二〇二五年. A bare year
// counts, a bare month doesn't.
func days(text string) []day {
	var list []day
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !numeral.Starts(r) {
			i += size
			continue
		}
		d, ok := dayAt(text, i)
		if !ok {
			for i < len(text) { // the rest of this number is no date either
				r, size := utf8.DecodeRuneInString(text[i:])
				if !numeral.Starts(r) {
					break
				}
				i += size
			}
			continue
		}
		list = append(list, d)
		i = d.end
	}
	return list
}

// dayAt reads the date that starts at byte i of text.
func dayAt(text string, i int) (day, bool) {
	d := day{start: i, end: i}
	if y, end, ok := part(text, i, "年"); ok && y >= 1900 && y <= 2100 {
		d.year, d.end = y, end
		rest := text[end:]
		switch {
		case strings.HasPrefix(rest, "上半年"):
			d.half, d.end = 1, end+len("上半年")
			return d, true
		case strings.HasPrefix(rest, "下半年"):
			d.half, d.end = 2, end+len("下半年")
			return d, true
		case strings.HasPrefix(rest, "度"):
			d.whole, d.end = true, end+len("度")
			return d, true
		case strings.HasPrefix(rest, "底"), strings.HasPrefix(rest, "末"):
			d.ends, d.end = true, end+len("底")
			return d, true
		}
	}
	m, end, ok := part(text, d.end, "月")
	if !ok {
		return d, d.year > 0
	}
	d.month, d.end = m, end
	if n, end, ok := part(text, end, "日", "号"); ok {
		d.day, d.end = n, end
		return d, true
	}
	if rest := text[end:]; strings.HasPrefix(rest, "底") || strings.HasPrefix(rest, "末") {
		d.ends, d.end = true, end+len("底")
	}
	return d, d.year > 0
}

// part reads a whole number followed by one of units at byte i.
func part(text string, i int, units ...string) (value, end int, ok bool) {
	n, ok := numeral.Scan(text, i)
	if !ok || n.Bound != numeral.Exact || n.Scaled || n.Kind != numeral.Plain {
		return 0, i, false
	}
	v, ok := numeral.Int(strings.TrimSpace(text[i:n.End]))
	if !ok {
		return 0, i, false
	}
	at := n.End
	for at < len(text) && text[at] == ' ' {
		at++
	}
	for _, u := range units {
		if strings.HasPrefix(text[at:], u) {
			end := at + len(u)
			for end < len(text) && text[end] == ' ' && numeralAt(text, end+1) {
				end++
			}
			return v, end, true
		}
	}
	return 0, i, false
}

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
	year := d.year
	if year == 0 {
		year = 2000
	}
	last := time.Date(year, time.Month(d.month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return d.day == 0 || d.day <= last
}
