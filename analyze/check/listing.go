package check

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A listing is what stands side by side in a text, parted by 、: A、B和C. The first item may
// have words before it that belong to none.
type listing []string

// splitListing parts text at 、, which in quotes and brackets parts nothing.
func splitListing(text string) listing {
	var l listing
	start, depth := 0, 0
	for i, r := range text {
		switch r {
		case '“', '《', '（', '(', '‘':
			depth++
		case '”', '》', '）', ')', '’':
			depth--
		case '、':
			if depth == 0 {
				l = append(l, text[start:i])
				start = i + len("、")
			}
		}
	}
	return append(l, text[start:])
}

// count returns how many items l has, want where it can be read so: 和 may part two items or
// stand inside one.
func (l listing) count(want int) int {
	n, inside := len(l), 0
	for _, item := range l[:n-1] {
		if _, _, ok := cutAnd(item); ok {
			inside++
		}
	}
	x, y, ok := cutAnd(l[n-1])
	switch {
	case !ok && want > n && want <= n+inside:
		return want
	case !ok:
		return n
	case want > n && want <= n+1+inside:
		return want
	case want == n && (inside > 0 || !l[:n-1].takes(x, y)):
		return n
	}
	return n + 1
}

// takes reports whether x and y are each of the form of the items of l, the first aside where
// there are others.
func (l listing) takes(x, y string) bool {
	items := l[min(1, len(l)-1):]
	if ends(x, 2) == ends(y, 2) {
		for _, item := range items {
			if ends(item, 2) == ends(x, 2) {
				return true
			}
		}
	}
	length := utf8.RuneCountInString(x)
	for _, item := range items {
		if utf8.RuneCountInString(item) != length {
			return false
		}
	}
	return len(l) > 1 && utf8.RuneCountInString(y) == length
}

// parallel reports whether all items of l have one form: they begin or end with the same
// character, or are of one length.
func (l listing) parallel() bool {
	for _, item := range l[1:] {
		if utf8.RuneCountInString(item) != utf8.RuneCountInString(l[0]) {
			return l.beginAlike(1) || l.endAlike(1)
		}
	}
	return true
}

// beginAlike reports whether all items of l begin with the same n characters.
func (l listing) beginAlike(n int) bool {
	for _, item := range l[1:] {
		if begins(item, n) != begins(l[0], n) {
			return false
		}
	}
	return true
}

// endAlike reports whether all items of l end with the same n characters.
func (l listing) endAlike(n int) bool {
	for _, item := range l[1:] {
		if ends(item, n) != ends(l[0], n) {
			return false
		}
	}
	return true
}

// within reports whether each item of l has from 1 to most characters.
func (l listing) within(most int) bool {
	for _, item := range l {
		if n := utf8.RuneCountInString(item); n == 0 || n > most {
			return false
		}
	}
	return true
}

// hasDigits reports whether an item of l has a figure.
func (l listing) hasDigits() bool {
	for _, item := range l {
		if strings.ContainsFunc(item, unicode.IsDigit) {
			return true
		}
	}
	return false
}

// cutAnd parts an item at the 和 that joins two of them.
func cutAnd(item string) (x, y string, ok bool) {
	for _, and := range []string{"以及", "和", "及", "与"} {
		for at := 0; ; {
			i := strings.Index(item[at:], and)
			if i < 0 {
				break
			}
			x, y = item[:at+i], item[at+i+len(and):]
			at += i + len(and)
			if x != "" && y != "" && longestPrefix(y, []string{"谐", "平", "美", "睦", "时", "格", "会"}) == "" && !hasSuffix(x, []string{"普", "涉", "参", "总", "共", "饱", "缓", "温"}) {
				return x, y, true
			}
		}
	}
	return "", "", false
}

// begins returns the first n characters of s.
func begins(s string, n int) string {
	end := 0
	for ; n > 0 && end < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[end:])
		end += size
	}
	return s[:end]
}

// ends returns the last n characters of s.
func ends(s string, n int) string {
	start := len(s)
	for ; n > 0 && start > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:start])
		start -= size
	}
	return s[start:]
}
