package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/numeral"
)

// A number is what a heading may be numbered with, at the start of a line.
type number struct {
	style   analyze.NumberStyle
	rank    int // how far in the style usually stands; less is further out
	ordinal int
	major   int  // of a dotted number: what stands before the last dot, as one value
	end     int  // byte behind the number as written
	next    int  // byte where what it numbers starts
	weak    bool // a number only among others of its style: just white space sets it off, or it is a letter
}

// The usual order of the styles, the outermost first.
const (
	rankVolume      = (iota + 1) * 100 // 第一编 第一篇
	rankPart                           // 第一部分
	rankChapter                        // 第一章
	rankSection                        // 第一节
	rankRoman                          // I.
	rankHan                            // 一、
	rankHanParen                       // （一）
	rankStem                           // （甲）
	rankLetter                         // A.
	rankArabic                         // 1.
	rankDotted                         // 1.1
	rankDotted2                        // 1.1.1
	rankDotted3                        // 1.1.1.1
	rankArabicParen                    // （1）
	rankArabicHalf                     // 1）
	rankCircled                        // ①

	styles = rankCircled/100 + 1 // more than rank/100 of any
)

// LeadingNumber reads the number at the start of t, which has no white space before it.
func leadingNumber(t string) (number, bool) {
	r, size := utf8.DecodeRuneInString(t)
	switch {
	case r == '第':
		return chapterNumber(t)
	case isOpenParen(r):
		return parenNumber(t, size)
	case isHanDigit(r):
		return hanNumber(t)
	case stem(r) > 0:
		return stemNumber(t, 0, false)
	case isDigit(r):
		return arabicNumber(t)
	case r >= 'A' && r <= 'X' || r >= 'Ⅰ' && r <= 'Ⅻ' || r >= 'Ａ' && r <= 'Ｈ':
		return letterNumber(t)
	}
	return signNumber(t, r, size)
}

// ChapterNumber reads 第一部分, 第二章, 第三节, 第一、.
func chapterNumber(t string) (number, bool) {
	value, j, ok := scanNumeral(t, skipSpace(t, len("第")))
	if !ok || value == 0 || value > 99 {
		return number{}, false
	}
	if k := skipSpace(t, j); runeAt(t, k) != '、' {
		j = k
	}
	for _, u := range [...]struct {
		word string
		rank int
	}{{"部分", rankPart}, {"章", rankChapter}, {"节", rankSection}, {"编", rankVolume}, {"篇", rankVolume}} {
		if !hasPrefixAt(t, j, u.word) {
			continue
		}
		end := j + len(u.word)
		next := skipSeparators(t, end)
		return number{style: analyze.Chapter, rank: u.rank, ordinal: value, end: end, next: next, weak: next == end}, true
	}
	if hasPrefixAt(t, j, "、") {
		end := j + len("、")
		return number{style: analyze.Han, rank: rankHan, ordinal: value, end: end, next: skipSpace(t, end)}, true
	}
	return number{}, false
}

// ParenNumber reads （一） (1) （ 一） 〔二〕 and the like; size is that of the opening bracket.
func parenNumber(t string, size int) (number, bool) {
	i := skipSpace(t, size)
	if stem(runeAt(t, i)) > 0 {
		return stemNumber(t, i, true)
	}
	han := isHanDigit(runeAt(t, i))
	value, j, ok := scanNumeral(t, i)
	if !ok || value == 0 || value > 99 {
		return number{}, false
	}
	j = skipSpace(t, j)
	r, n := utf8.DecodeRuneInString(t[j:])
	if !isCloseParen(r) {
		return number{}, false
	}
	end := j + n
	if r, n := utf8.DecodeRuneInString(t[end:]); r == '、' || r == '.' || r == '．' {
		end += n
	}
	num := number{style: analyze.ArabicParen, rank: rankArabicParen, ordinal: value, end: end, next: skipSpace(t, end)}
	if han {
		num.style, num.rank = analyze.HanParen, rankHanParen
	}
	return num, true
}

// HanNumber reads 一、 一． 一 、 一） and, weakly, 一 followed by white space.
func hanNumber(t string) (number, bool) {
	value, i, ok := scanNumeral(t, 0)
	if !ok || value == 0 || value > 99 {
		return number{}, false
	}
	j := skipSpace(t, i)
	r, n := utf8.DecodeRuneInString(t[j:])
	num := number{style: analyze.Han, rank: rankHan, ordinal: value}
	switch {
	case r == '、' || r == '.' || r == '．':
		num.end = j + n
		num.next = skipSpace(t, num.end)
		if countsOn(t, num.next, value) {
			return number{}, false
		}
	case isCloseParen(r) && j == i:
		num.style, num.rank = analyze.HanParen, rankHanParen
		num.end = j + n
		num.next = skipSpace(t, num.end)
	case j > i || r == '：' || r == ':' || r == '，' || r == ',':
		num.end, num.weak = i, true
		num.next = skipSeparators(t, i)
	default:
		return number{}, false
	}
	return num, true
}

// ArabicNumber reads 1. 1、 1． 1） 1.1 1.1.1 and, weakly, 1 followed by white space.
func arabicNumber(t string) (number, bool) {
	value, i, ok := scanNumeral(t, 0)
	if !ok || value == 0 || value > 99 {
		return number{}, false
	}
	num := number{style: analyze.Arabic, rank: rankArabic, ordinal: value}
	j := skipSpace(t, i)
	r, n := utf8.DecodeRuneInString(t[j:])
	switch {
	case r == '.' || r == '．' || r == '、':
		if r != '、' && j == i && isDigit(runeAt(t, j+n)) {
			if dotted, ok := dottedNumber(t, value, j+n); ok {
				return dotted, true
			}
			if !isDate(t, j+n) {
				return number{}, false // 1.2万人次
			}
		}
		num.end = j + n
		num.next = skipSeparators(t, num.end)
		if r == '、' && countsOn(t, num.next, value) {
			return number{}, false
		}
	case isCloseParen(r) && j == i:
		num.style, num.rank = analyze.ArabicParen, rankArabicHalf
		num.end = j + n
		num.next = skipSeparators(t, num.end)
	case j > i && r != '月' && (!isDigit(r) || isDate(t, j)) || r == '：' || r == ':' || r == '，':
		num.end, num.weak = i, true
		num.next = skipSeparators(t, i)
	default:
		return number{}, false
	}
	return num, true
}

// DottedNumber reads on behind the first dot of 1.1 or 1.1.1; i is the byte behind it.
func dottedNumber(t string, first, i int) (number, bool) {
	num := number{style: analyze.Dotted, rank: rankArabic, ordinal: first}
	for depth := 0; depth < 3; depth++ {
		value, j, ok := scanNumeral(t, i)
		if !ok || value > 99 || value == 0 {
			return number{}, false
		}
		num.major = num.major*100 + num.ordinal
		num.ordinal, num.rank, num.end = value, num.rank+100, j
		if r, n := utf8.DecodeRuneInString(t[j:]); (r == '.' || r == '．') && isDigit(runeAt(t, j+n)) {
			i = j + n
			continue
		}
		break
	}
	num.next = skipSeparators(t, num.end)
	r, _ := utf8.DecodeRuneInString(t[num.next:])
	switch r {
	case '%', '％', '‰', '万', '亿', '倍', '亩', '吨', '元', '个', '米', '年', '-', '－', '—', '~', '～', '/', '时':
		return number{}, false // 1.2万人次, 1.5个百分点: a quantity
	}
	return num, !isDigit(r) || num.next > num.end && isDate(t, num.next)
}

// IsDate reports whether digits and 年, 月 or 日 stand at byte i of t.
func isDate(t string, i int) bool {
	for i < len(t) && isDigit(runeAt(t, i)) {
		i += utf8.RuneLen(runeAt(t, i))
	}
	r := runeAt(t, skipSpace(t, i))
	return r == '年' || r == '月' || r == '日'
}

// SignNumber reads numbers that are one sign: ① ⑴ ⒈ ㈠ ㊀.
func signNumber(t string, r rune, size int) (number, bool) {
	if r < '①' || r > '㊉' {
		return number{}, false
	}
	num := number{end: size}
	for _, s := range [...]struct {
		first, last rune
		value       int
		style       analyze.NumberStyle
		rank        int
	}{
		{'①', '⑳', 1, analyze.Circled, rankCircled},
		{'⑴', '⒇', 1, analyze.ArabicParen, rankArabicParen},
		{'⒈', '⒛', 1, analyze.Arabic, rankArabic},
		{'㈠', '㈩', 1, analyze.HanParen, rankHanParen},
		{'㉑', '㉟', 21, analyze.Circled, rankCircled},
		{'㊀', '㊉', 1, analyze.Circled, rankCircled},
		{'❶', '❿', 1, analyze.Circled, rankCircled},
	} {
		if r >= s.first && r <= s.last {
			num.style, num.rank, num.ordinal = s.style, s.rank, int(r-s.first)+s.value
			num.next = skipSeparators(t, size)
			return num, true
		}
	}
	return number{}, false
}

// CountsOn reports whether 一、 at the start of a sentence is no number but goes on
// counting: 一、二季度, 1、2号楼. A line that is no sentence is a heading: 三、四季度打算.
func countsOn(t string, i, value int) bool {
	next, j, ok := scanNumeral(t, i)
	if !ok || next != value+1 || !strings.ContainsAny(t[i:], "，。；") {
		return false
	}
	if runeAt(t, j) == '、' { // 一、二、三季度
		return countsOn(t, j+len("、"), next)
	}
	switch runeAt(t, j) {
	case '季', '年', '级', '等', '把', '号', '期', '批', '类', '线', '产', '月', '日', '楼', '组', '科', '中', '小', '院', '轮', '班', '区':
		return true
	}
	return false
}

// ScanNumeral reads the run of digits or of Chinese numerals at byte i of t.
func scanNumeral(t string, i int) (value, end int, ok bool) {
	in := isDigit
	if isHanDigit(runeAt(t, i)) {
		in = isHanDigit
	}
	end = i
	for n := 0; end < len(t); n++ {
		r, size := utf8.DecodeRuneInString(t[end:])
		if !in(r) {
			break
		}
		if n == 5 {
			return 0, i, false
		}
		end += size
	}
	if end == i {
		return 0, i, false
	}
	value, ok = numeral.Int(t[i:end])
	return value, end, ok
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' || '０' <= r && r <= '９' }

func isHanDigit(r rune) bool {
	switch r {
	case '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '廿', '卅',
		'壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖', '拾':
		return true
	}
	return false
}

func isOpenParen(r rune) bool { return r == '（' || r == '(' || r == '〔' || r == '﹙' }

func isCloseParen(r rune) bool { return r == '）' || r == ')' || r == '〕' || r == '﹚' }

// IsHanLead reports whether c is the first byte of a Chinese character, one of the many that
// lie together.
func isHanLead(c byte) bool { return '\u4000'>>12|0xE0 <= c && c <= '\u9fff'>>12|0xE0 }

// IsSpace reports whether r is white space, the invisible kinds included.
func isSpace(r rune) bool {
	switch {
	case r > '　':
		return r == '\ufeff'
	case r < 0x80:
		return r <= ' '
	}
	return r == '\u200b' || r == '\u2060' || unicode.IsSpace(r)
}

// SkipSpace returns the byte behind the white space at i.
func skipSpace(t string, i int) int {
	for i < len(t) {
		r, n := utf8.DecodeRuneInString(t[i:])
		if !isSpace(r) {
			break
		}
		i += n
	}
	return i
}

// SkipSeparators returns the byte behind the white space, dots, commas and colons at i.
func skipSeparators(t string, i int) int {
	for i < len(t) {
		r, n := utf8.DecodeRuneInString(t[i:])
		if !isSpace(r) && !strings.ContainsRune(".．、：:，,", r) {
			break
		}
		i += n
	}
	return i
}

// RuneAt returns the rune at byte i, or utf8.RuneError at the end.
func runeAt(t string, i int) rune {
	r, _ := utf8.DecodeRuneInString(t[i:])
	return r
}

func hasPrefixAt(t string, i int, word string) bool {
	return len(t)-i >= len(word) && t[i:i+len(word)] == word
}
