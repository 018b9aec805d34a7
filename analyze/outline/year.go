package outline

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze/numeral"
)

// A clock is the time that a report speaks of.
type clock struct {
	year   int  // 0: unknown
	latter bool // the second half of it
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
