package batch

import (
	"strings"
	"time"
	"unicode/utf8"

	"hegao/analyze/calendar"
	"hegao/analyze/lexicon"
)

// An expression is one place in a text that names a period: text[start:end].
type expression struct {
	mention
	start, end int
}

// expressions returns the periods that a folded text names, in order. Days (3月10日) name
// none, nor do other years than the report's own (去年同期, 明年上半年) and school years.
func expressions(text string) []expression {
	var all []expression
	for i := 0; i < len(text); {
		e, end := expressionAt(text, i)
		if e != (mention{}) {
			all = append(all, expression{e, i, end})
		}
		if end == i {
			_, size := utf8.DecodeRuneInString(text[i:])
			end += size
		}
		i = end
	}
	return all
}

// starts are the Chinese characters that an expression may start with: numerals, and the first
// of each word that expressionAt and monthsAt know.
const starts = "零一二三四五六七八九十廿第去上前明来次下半全年"

// expressionAt reads the expression that starts at text[i:], and returns where to read on:
// i where nothing starts there.
func expressionAt(text string, i int) (mention, int) {
	if r, _ := utf8.DecodeRuneInString(text[i:]); lexicon.Han(r) && !strings.ContainsRune(starts, r) {
		return mention{}, i
	}
	year, j := yearAt(text, i)
	if year == 0 {
		if j = afterAny(text, i, "去年度", "上年度", "去年", "上年", "前年", "明年", "来年", "次年"); j > i {
			_, _, end := monthsAt(text, j)
			return mention{}, end
		}
		s, dated, end := monthsAt(text, i)
		if dated || end == i || s.First != 1 && s.First == s.Last {
			return mention{}, end
		}
		return mention{months: s}, end
	}
	k := afterAny(text, j, "年度", "年")
	if k > j && afterAny(text, k, "学期") > k || afterAny(text, j, "学年") > j {
		return mention{}, k
	}
	if d := afterAny(text, k, calendar.Dashes...); d > k {
		if next, end := yearAt(text, d); next != 0 {
			return mention{}, end // 2021—2025年
		}
	}
	switch s, dated, end := monthsAt(text, k); {
	case dated:
		return mention{}, end
	case end > k && s != calendar.Year:
		return mention{year: year, months: s}, end
	case k == j:
		return mention{}, j // digits that need be no year
	}
	if afterAny(text, k, "以来", "来", "初", "底") > k {
		return mention{year: year}, k
	}
	return mention{year: year, alone: true}, k
}

// monthsAt is [calendar.MonthsAt] for a folded text, with the words of titles.
func monthsAt(text string, i int) (m calendar.Months, dated bool, end int) {
	for _, w := range titleWords {
		if end := afterAny(text, i, w.word); end > i {
			return w.Months, false, end
		}
	}
	return calendar.MonthsAt(text, i)
}

// titleWords are further words for parts of a year.
var titleWords = []struct {
	word string
	calendar.Months
}{
	{"半年度", calendar.FirstHalf}, {"半年工作", calendar.FirstHalf}, {"半年总结", calendar.FirstHalf}, {"半年报告", calendar.FirstHalf},
	{"年度", calendar.Year}, {"年终", calendar.Year},
	{"h1", calendar.FirstHalf}, {"h2", calendar.SecondHalf}, {"q1", calendar.Quarter(1)}, {"q2", calendar.Quarter(2)}, {"q3", calendar.Quarter(3)}, {"q4", calendar.Quarter(4)},
}

// afterAny returns where the first of words that text[i:] starts with ends; i where it starts with none.
func afterAny(text string, i int, words ...string) int {
	for _, w := range words {
		if strings.HasPrefix(text[i:], w) {
			return i + len(w)
		}
	}
	return i
}

// yearAt reads a year of four digits, Arabic or Chinese (二〇二四, which 年 must follow), at
// text[i:], and where it ends; 0 where none stands there.
func yearAt(text string, i int) (year, end int) {
	if isDigit(text, i-1) {
		return 0, i
	}
	end = i
	for range 4 {
		r, size := utf8.DecodeRuneInString(text[end:])
		d := digitOf(r)
		if d < 0 {
			return 0, i
		}
		year = 10*year + d
		end += size
	}
	if !plausible(year) || isDigit(text, end) || end-i > 4 && !strings.HasPrefix(text[end:], "年") {
		return 0, i
	}
	return year, end
}

// digitOf returns the value of a single digit, -1 for any other rune.
func digitOf(r rune) int {
	switch r {
	case '〇', '○', '零':
		return 0
	}
	if r >= '0' && r <= '9' {
		return int(r - '0')
	}
	switch r {
	case '一':
		return 1
	case '二':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	}
	return -1
}

func isDigit(text string, i int) bool {
	return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9'
}

// dateIn returns the first whole date in s: 2026年7月5日, 二〇二六年七月五日, 2026-07-05, 2026/7/5, 2026.7.5.
func dateIn(s string) (time.Time, bool) {
	text := fold(s)
	for i := range text {
		year, j := yearAt(text, i)
		if year == 0 {
			continue
		}
		m := afterAny(text, j, "年", "-", "/", ".")
		month, k := calendar.NumberAt(text, m)
		d := afterAny(text, k, "月", "-", "/", ".")
		day, end := calendar.NumberAt(text, d)
		if m == j || k == m || d == k || end == d {
			continue
		}
		if t := date(year, month, day); t.Month() == time.Month(month) && t.Day() == day {
			return t, true
		}
	}
	return time.Time{}, false
}
