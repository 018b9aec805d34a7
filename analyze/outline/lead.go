package outline

import (
	"strings"
	"unicode/utf8"
)

// Lead returns where the first sentence or label that starts at byte i of t ends, the
// mark that ends it (0 at the end of t) and its length in characters. Marks inside
// quotes and brackets end nothing, unless t never closes them.
func lead(t string, i int) (end int, mark rune, runes int) {
	depth, inner, innerRunes := 0, -1, 0
	for end = i; end < len(t); runes++ {
		r, n := utf8.DecodeRuneInString(t[end:])
		switch r {
		case '“', '（', '(', '《', '【', '‘':
			depth++
		case '”', '）', ')', '》', '】', '’':
			depth = max(0, depth-1)
		default:
			if !endsLead(t, end, r, n) {
				break
			}
			if depth == 0 {
				return max(i, trimSpaceRight(t, end)), r, runes
			}
			if inner < 0 {
				inner, innerRunes = end, runes
			}
		}
		end += n
	}
	if depth > 0 && inner >= 0 {
		return max(i, trimSpaceRight(t, inner)), runeAt(t, inner), innerRunes
	}
	return len(t), 0, runes
}

// EndsLead reports whether the rune r of n bytes at byte i of t ends a lead.
func endsLead(t string, i int, r rune, n int) bool {
	switch r {
	case '。', '：', '；', '！', '？', ';':
		return true
	case ':', '.':
		before, _ := utf8.DecodeLastRuneInString(t[:i])
		after := runeAt(t, i+n)
		return !(before < utf8.RuneSelf && after < utf8.RuneSelf) && !isDigit(before)
	}
	return false
}

// Clause returns the byte behind the first clause of t[i:]; when last is set, behind
// the last one that ends within maxRunIn characters, if any does.
func clause(t string, i int, last bool) int {
	cut, n := -1, 0
	for j, r := range t[i:] {
		if n++; n > maxLine || n > maxRunIn && cut >= 0 {
			break
		}
		if r == '，' || r == ',' || isSentenceEnd(r) {
			cut = i + j
			if !last {
				break
			}
		}
	}
	if cut < 0 {
		return len(t)
	}
	return max(i, trimSpaceRight(t, cut))
}

// GapAt returns the byte of the wide white space that sets a title at byte i of t off
// from the text behind it, or 0.
func gapAt(t string, i int) int {
	n := 0
	for j, r := range t[i:] {
		if isSpace(r) && han(t[i:i+j]) >= 4 && (r == '　' || strings.HasPrefix(t[i+j:], "  ")) {
			return i + j
		}
		if n++; n > maxRunIn || r == '，' || r == ',' && n > 20 {
			break
		}
	}
	return 0
}
