package cellformat

import (
	"strconv"
	"strings"

	"hegao/analyze/reader/internal/counting"
)

// oneTen is 1 for the numbers whose ten is written 一十 where it is counted, not named.
func oneTen(n int) int {
	if 10 <= n && n < 20 {
		return 1
	}
	return 0
}

// inScript writes the digits of a number in the section's script.
func (s *section) inScript(text string) string {
	name, digits := "", ""
	switch s.script {
	case 1:
		name, digits = "chineseCountingThousand", "〇一二三四五六七八九"
	case 2:
		name, digits = "chineseLegalSimplified", "零壹贰叁肆伍陆柒捌玖"
	case 3:
		digits = "０１２３４５６７８９"
	default:
		return text
	}
	if n, err := strconv.Atoi(text); err == nil && n > 0 && n < 10000 && name != "" {
		return strings.Replace(counting.Format(n, name), "十", "一十", oneTen(n))
	}
	set := []rune(digits)
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return set[r-'0']
		}
		return r
	}, text)
}

// inDigits writes a number digit by digit in the section's script.
func (s *section) inDigits(text string) string {
	switch s.script {
	case 1:
		return strings.Map(func(r rune) rune { return []rune("〇一二三四五六七八九")[r-'0'] }, text)
	case 2, 3:
		return s.inScript(text)
	}
	return text
}
