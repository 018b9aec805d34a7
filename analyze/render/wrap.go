package render

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
)

// screen measures characters as Chinese terminals show them: those of ambiguous
// width and pictures such as ⏏ count two, so that a line never runs over.
var screen = runewidth.Condition{EastAsianWidth: true}

// columns returns how many columns of a terminal s takes.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n += runeColumns(r)
	}
	return n
}

func runeColumns(r rune) int {
	switch {
	case r >= ' ' && r < 0x7f:
		return 1
	case r == spotOpen, r == spotClose:
		return 2 // shown as arrows
	case plainlyWide(r):
		return 2
	}
	return screen.RuneWidth(r)
}

// plainlyWide reports whether r is one of those that reports consist of: Chinese characters and
// signs. Others cost the process a table of megabytes, filled at the first one.
func plainlyWide(r rune) bool {
	switch r {
	case '“', '”', '…', '—', '·', '→', '←', '①', '②', '③', '④', '⑤', '△', '○', '●', '□', '×', 'Ⅰ', 'Ⅱ', 'Ⅲ':
		return true
	}
	return r >= 0x4E00 && r < 0xA000 || r >= 0x3000 && r <= 0x3029 || r > 0xFF00 && r <= 0xFF60
}

// wrap cuts s into lines of at most width columns. Lines end where [breakable]
// allows it; a line without such a place ends where it is full.
func wrap(s string, width int) []string {
	var lines []string
	start, end := 0, 0  // bytes: of the line, and of the last place where it may end
	used, atEnd := 0, 0 // columns up to here, and up to end
	for i, r := range s {
		if i > start && breakable(s, i) {
			end, atEnd = i, used
		}
		w := runeColumns(r)
		for used+w > width && r != ' ' && i > start {
			if end <= start {
				end, atEnd = i, used
			}
			lines = append(lines, strings.TrimRight(s[start:end], " "))
			start, used = end, used-atEnd
		}
		used += w
	}
	if last := strings.TrimRight(s[start:], " "); last != "" || lines == nil {
		lines = append(lines, last)
	}
	return lines
}

// A class is what a character does at the end of a line.
type class uint8

const (
	other   class = iota
	opening       // may not end a line
	closing       // may not start one
	digit         // of a number, or stands for one
	han           // of a Chinese number
	letter        // of a word that is not cut
)

func classOf(r rune) class {
	switch r {
	case '（', '【', '《', '〈', '「', '『', '〔', '｛', '［', '〖', '“', '‘', '(', '[', '{', '￥', '¥', '$', '№', '第', spotOpen:
		return opening
	case '、', '。', '，', '．', '；', '：', '！', '？', '）', '】', '》', '〉', '」', '』', '〕', '｝', '］', '〗', '”', '’',
		'…', '—', '～', '·', '%', '％', '‰', '℃', ',', '.', ';', ':', '!', '?', ')', ']', '}', spotClose:
		return closing
	case '零', '〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿', '两', '廿', '卅', '点':
		return han
	case '*', '＊':
		return digit
	}
	switch {
	case r >= '0' && r <= '9', r >= '０' && r <= '９':
		return digit
	case r == '_', r < 0x2e80 && unicode.IsLetter(r):
		return letter
	}
	return other
}

// breakable reports whether a line may end before the byte i of s, which is
// neither its start nor its end: not inside a number, nor between a number and
// what it counts, not before a closing mark or after an opening one, not inside a
// word of letters.
func breakable(s string, i int) bool {
	before, n := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i:])
	left, right := classOf(before), classOf(after)
	switch {
	case after == ' ', right == closing, left == opening, left == digit, left == han, runeColumns(after) == 0:
		return false
	case left == letter:
		return right != letter && right != digit
	case before == ' ': // the spaces of 1 260件 are part of the number
		last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s[:i], " "))
		return classOf(last) != digit || right != digit
	case before == ',', before == '.', before == ':', before == '-', before == '/': // 1,200 and 2026-06-30; but a path may be cut
		last, _ := utf8.DecodeLastRuneInString(s[:i-n])
		return !(classOf(last) == digit && right == digit) && (before == '/' || classOf(last) != letter || right != letter)
	}
	return true
}
