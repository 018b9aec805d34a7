package outline

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/numeral"
)

// A clock is the time that a report speaks of.
type clock struct {
	year   int  // 0: unknown
	latter bool // the second half of it
}

// NewClock finds the time that a report speaks of: by its title, else by its first
// sentence. A report that looks back on the year before the one in its title, as those
// to a people's congress do, speaks of that one.
func newClock(paras []para, sections []analyze.Section) clock {
	title := ""
	for i := range sections {
		if sections[i].Level == 0 {
			title += sections[i].Title
		}
	}
	c := clock{year: firstYear(title), latter: strings.Contains(title, "下半年") && !strings.Contains(title, "上半年")}
	for i := 0; c.year == 0 && i < len(paras); i++ {
		if paras[i].prose() {
			c.year = firstYear(paras[i].trimmed())
			break
		}
	}
	if strings.Contains(title, "总结") || strings.Contains(title, "年度") || strings.Contains(title, "半年") || strings.Contains(title, "季度") {
		return c
	}
	for i := range sections {
		s := &sections[i]
		y := firstYear(s.Title)
		if s.Level == 0 || y == 0 || !holdsAny(s.Title, []string{"回顾", "情况", "总结", "成就", "主要工作和"}) {
			continue
		}
		if c.year == 0 || y == c.year-1 {
			c.year = y
		}
		break
	}
	return c
}

// Relative returns t without white space, its years as seen from the report's own:
// 今年, 明年, 去年; in a report on the second half of a year 下半年 is 本期.
func (c clock) relative(t string) string {
	t = fold(t)
	if c.latter {
		t = strings.ReplaceAll(t, "下半年", "本期")
	}
	for i := 0; c.year > 0; {
		year, start, end := nextYear(t, i)
		if year == 0 {
			break
		}
		word := "今年"
		switch {
		case year > c.year:
			word = "明年"
		case year < c.year:
			word = "去年"
		}
		t = t[:start] + word + t[end:]
		i = start + len(word)
	}
	return t
}

func firstYear(t string) int {
	year, _, _ := nextYear(t, 0)
	return year
}

// NextYear returns the first year of four digits in t from byte i on, and the bytes
// from its first digit to behind 年; year is 0 where there is none.
func nextYear(t string, i int) (year, start, end int) {
	for i < len(t) {
		k := strings.Index(t[i:], "年")
		if k < 0 {
			break
		}
		end = i + k
		start = end
		n := 0
		for n < 4 && start > i {
			r, size := utf8.DecodeLastRuneInString(t[:start])
			if !isDigit(r) && !strings.ContainsRune("〇○零一二三四五六七八九", r) {
				break
			}
			start, n = start-size, n+1
		}
		if n == 4 {
			if v, ok := numeral.Int(strings.ReplaceAll(t[start:end], "○", "〇")); ok && v > 1900 && v < 2100 {
				return v, start, end + len("年")
			}
		}
		i += k + len("年")
	}
	return 0, 0, 0
}
