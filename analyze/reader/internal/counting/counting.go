// Package counting writes the numbers that word processors count lists and headings with.
package counting

import (
	"strconv"
	"strings"
)

// Format returns n as the numbering format of that name in Office Open XML (ST_NumberFormat)
// shows it. Formats that count in another script than Chinese or Latin fall back to digits.
func Format(n int, format string) string {
	switch format {
	case "none", "bullet":
		return ""
	case "decimalZero":
		if 0 <= n && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperLetter":
		return letters(n, 'A')
	case "lowerLetter":
		return letters(n, 'a')
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
		"taiwaneseCountingThousand", "koreanCounting":
		return han(n, "〇一二三四五六七八九", "十百千", "零")
	case "chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal":
		return han(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟", "零")
	case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital":
		return digits(n, []rune("〇一二三四五六七八九"))
	case "decimalFullWidth", "decimalFullWidth2":
		return digits(n, []rune("０１２３４５６７８９"))
	case "ideographTraditional":
		return cycle(n, "甲乙丙丁戊己庚辛壬癸")
	case "ideographZodiac":
		return cycle(n, "子丑寅卯辰巳午未申酉戌亥")
	case "ideographZodiacTraditional":
		return stem(n)
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		return enclosed(n, '①', 20)
	case "decimalEnclosedParen":
		return enclosed(n, '⑴', 20)
	case "decimalEnclosedFullstop":
		return enclosed(n, '⒈', 20)
	case "ideographEnclosedCircle":
		return enclosed(n, '㊀', 10)
	case "numberInDash":
		return "- " + strconv.Itoa(n) + " -"
	case "hex":
		return strings.ToUpper(strconv.FormatInt(int64(n), 16))
	case "ordinal":
		return ordinal(n)
	}
	return strconv.Itoa(n)
}

// han writes n as it is read: 十二, 一百零三.
func han(n int, digit, unit, zero string) string {
	if n <= 0 || n > 9999 {
		return digits(n, []rune(digit))
	}
	digitOf, unitOf := []rune(digit), []rune(unit)
	var b strings.Builder
	gap := false
	for power, p := 1000, 3; p >= 0; power, p = power/10, p-1 {
		d := n / power % 10
		if d == 0 {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteString(zero)
			gap = false
		}
		if !(d == 1 && p == 1 && b.Len() == 0 && digitOf[1] == '一') { // 十二, not 一十二
			b.WriteRune(digitOf[d])
		}
		if p > 0 {
			b.WriteRune(unitOf[p-1])
		}
	}
	return b.String()
}

// digits writes n digit by digit.
func digits(n int, digit []rune) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return digit[r-'0']
		}
		return r
	}, strconv.Itoa(n))
}

func roman(n int) string {
	if n <= 0 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, s := range []struct {
		value int
		text  string
	}{
		{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"},
		{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
	} {
		for ; n >= s.value; n -= s.value {
			b.WriteString(s.text)
		}
	}
	return b.String()
}

// letters counts A to Z, AA, BB to ZZ, AAA.
func letters(n int, first rune) string {
	if n <= 0 || n > 26*20 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(first+rune((n-1)%26)), (n-1)/26+1)
}

func cycle(n int, signs string) string {
	set := []rune(signs)
	if n <= 0 || n > len(set) {
		return strconv.Itoa(n)
	}
	return string(set[n-1])
}

// stem counts in the cycle of sixty: 甲子, 乙丑.
func stem(n int) string {
	if n <= 0 || n > 60 {
		return strconv.Itoa(n)
	}
	return cycle((n-1)%10+1, "甲乙丙丁戊己庚辛壬癸") + cycle((n-1)%12+1, "子丑寅卯辰巳午未申酉戌亥")
}

func enclosed(n int, first rune, count int) string {
	if n <= 0 || n > count {
		return strconv.Itoa(n)
	}
	return string(first + rune(n-1))
}

func ordinal(n int) string {
	suffix := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}
