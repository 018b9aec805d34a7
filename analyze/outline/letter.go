package outline

import (
	"unicode/utf8"

	"hegao/analyze"
)

// LetterNumber reads A. B、 C） and I. II、 Ⅲ．: numbers only among others of their series.
// The letters go up to H, since I is one in Roman numerals.
func letterNumber(t string) (number, bool) {
	num := number{style: analyze.Latin, rank: rankLetter, weak: true}
	i := 0
	switch r, n := utf8.DecodeRuneInString(t); {
	case r >= 'Ⅰ' && r <= 'Ⅻ':
		num.style, num.rank, num.ordinal, i = analyze.Roman, rankRoman, int(r-'Ⅰ')+1, n
	case r >= 'A' && r <= 'H':
		num.ordinal, i = int(r-'A')+1, n
	case r >= 'Ａ' && r <= 'Ｈ':
		num.ordinal, i = int(r-'Ａ')+1, n
	default:
		num.style, num.rank = analyze.Roman, rankRoman
		if num.ordinal, i = roman(t); i == 0 {
			return number{}, false
		}
	}
	j := skipSpace(t, i)
	r, n := utf8.DecodeRuneInString(t[j:])
	switch {
	case r == '、', r == '.' || r == '．', isCloseParen(r) && j == i:
		num.end = j + n
	default:
		return number{}, false
	}
	if r == '.' && isLatin(runeAt(t, num.end)) { // A.I.
		return number{}, false
	}
	num.next = skipSpace(t, num.end)
	return num, true
}

// StemNumber reads 甲、 and, in brackets, （甲）, whose stem stands at byte i: numbers only among
// others of their series.
func stemNumber(t string, i int, brackets bool) (number, bool) {
	r, n := utf8.DecodeRuneInString(t[i:])
	num := number{style: analyze.Stem, rank: rankStem, ordinal: stem(r), weak: true}
	r, m := utf8.DecodeRuneInString(t[i+n:])
	if brackets && !isCloseParen(r) || !brackets && r != '、' && r != '.' && r != '．' || stem(runeAt(t, i+n+m)) > 0 { // 甲、乙两方
		return number{}, false
	}
	num.end = i + n + m
	num.next = skipSpace(t, num.end)
	return num, true
}

// Stem returns which of the ten stems r is, 0 for none: 甲 is 1.
func stem(r rune) int {
	switch r {
	case '甲':
		return 1
	case '乙':
		return 2
	case '丙':
		return 3
	case '丁':
		return 4
	case '戊':
		return 5
	case '己':
		return 6
	case '庚':
		return 7
	case '辛':
		return 8
	case '壬':
		return 9
	case '癸':
		return 10
	}
	return 0
}

// IsLetter reports whether num is a letter or a stem, which are numbers in a series alone.
func (num number) isLetter() bool {
	return num.style == analyze.Latin || num.style == analyze.Roman || num.style == analyze.Stem
}

// Roman reads the numeral of I, V and X, up to 39, at the start of t.
func roman(t string) (value, end int) {
	digit := func(i int) int {
		if i < len(t) {
			switch t[i] {
			case 'I':
				return 1
			case 'V':
				return 5
			case 'X':
				return 10
			}
		}
		return 0
	}
	for end < 8 && digit(end) > 0 {
		d := digit(end)
		if d < digit(end+1) {
			d = -d
		}
		value += d
		end++
	}
	if value < 1 || value > 39 {
		return 0, 0
	}
	return value, end
}
