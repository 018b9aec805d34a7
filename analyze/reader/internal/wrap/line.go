package wrap

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// An ending tells what a line's last character says about the sentence.
type ending uint8

const (
	mid      ending = iota // the sentence goes on
	clause                 // ； or ：
	sentence               // 。！？ and closing quotes or brackets behind them
)

// A number is the kind of list or heading number that a line opens with.
type number uint8

const (
	none   number = iota
	arabic        // 1. 1、 （1） ①: may also be the rest of a sentence (1、2号楼)
	han           // 一、 （一） 第一部分: always a heading or an item of its own
)

// A line is what matters of one line to where paragraphs end.
type line struct {
	text    string // without the white space around it
	indent  int    // columns
	chars   int    // characters up to the end of text, the indent's counted
	columns int    // the same in columns of a terminal: most Chinese characters take two
	head    int    // characters that can't be parted at the start: a word or number
	ending  ending
	number  number
	prose   bool // has punctuation of a sentence before its end
	body    bool // has the end of a sentence before its own
	aligned bool // columns set with runs of spaces or bars
}

func newLine(raw string) line {
	text := strings.TrimSpace(raw)
	if text == "" {
		return line{}
	}
	l := line{text: text, ending: endingOf(text), number: numberOf(text)}
	for _, r := range raw[:strings.Index(raw, text)] {
		l.chars++
		l.indent += columns(r)
	}
	l.columns = l.indent
	gaps, spaces := 0, 0
	for i, r := range text {
		l.chars++
		l.columns += columns(r)
		if isSpace := unicode.IsSpace(r); isSpace {
			spaces += columns(r)
		} else {
			if spaces >= 2 {
				gaps++
			}
			spaces = 0
		}
		if n := i + utf8.RuneLen(r); n < len(text) {
			ascii := !isDigit(text[n]) && (i == 0 || !isDigit(text[i-1])) // in no number, and of no heading's
			l.body = l.body || strings.ContainsRune("。；！？", r) || ascii && strings.ContainsRune(".;!?", r)
			l.prose = l.prose || l.body || r == '，' || ascii && r == ','
		}
	}
	l.aligned = gaps >= 2 && !l.prose || strings.Count(text, "|") >= 2
	l.head = max(1, len(text)-len(strings.TrimLeftFunc(text, func(r rune) bool {
		return r < 0x80 && r > ' '
	})))
	return l
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func (l *line) blank() bool { return l.text == "" }

// columns returns how wide r is on a page set in a Chinese font of fixed width.
func columns(r rune) int {
	switch {
	case r == '\t':
		return 4
	case r < 0x80, 0xa0 <= r && r < 0x2010 && !strings.ContainsRune("·×÷±°§", r):
		return 1
	}
	return 2
}

func endingOf(text string) ending {
	closed := strings.TrimRight(text, "”’』」）)》】\"'")
	r, n := utf8.DecodeLastRuneInString(closed)
	switch {
	case strings.ContainsRune("。！？!?…", r):
		return sentence
	case closed != text:
		return mid // a closing bracket alone ends nothing
	case strings.ContainsRune("；：;:", r):
		return clause
	case r == '.':
		if before, _ := utf8.DecodeLastRuneInString(closed[:len(closed)-n]); !unicode.IsDigit(before) {
			return sentence
		}
	}
	return mid
}

const hanDigits = "一二三四五六七八九十百零〇"

// IsNumber reports whether text is nothing but the number of a heading or an item.
func IsNumber(text string) bool {
	return utf8.RuneCountInString(text) <= 6 && numberOf(text) != none
}

// numberOf tells what number text opens with.
func numberOf(text string) number {
	r, n := utf8.DecodeRuneInString(text)
	rest := text[n:]
	switch {
	case r == '（' || r == '(':
		switch in, after, ok := bracketed(rest); {
		case !ok || after == "" && in == "":
			return none
		case allOf(in, hanDigits):
			return han
		case allOf(in, "0123456789０１２３４５６７８９"):
			return arabic
		}
	case r == '第':
		digits := prefixOf(rest, hanDigits+"0123456789")
		for _, unit := range []string{"部分", "章", "节", "篇"} {
			if digits != "" && strings.HasPrefix(rest[len(digits):], unit) {
				return han
			}
		}
	case '①' <= r && r <= '⒛':
		return arabic
	case strings.ContainsRune(hanDigits, r):
		return hanNumber(text)
	case '0' <= r && r <= '9' || '０' <= r && r <= '９':
		return arabicNumber(text)
	}
	return none
}

// hanNumber recognises 一、 and 一. but not the 一、 of 一、二季度.
func hanNumber(text string) number {
	digits := prefixOf(text, hanDigits)
	rest := strings.TrimLeft(text[len(digits):], " ")
	mark, n := utf8.DecodeRuneInString(rest)
	if utf8.RuneCountInString(digits) > 4 || !strings.ContainsRune("、.．", mark) {
		return none
	}
	next := prefixOf(rest[n:], hanDigits)
	if after, _ := utf8.DecodeRuneInString(rest[n+len(next):]); next != "" && strings.ContainsRune("、季月级等类线年号", after) {
		return none
	}
	return han
}

func arabicNumber(text string) number {
	digits := prefixOf(text, "0123456789０１２３４５６７８９")
	rest := text[len(digits):]
	mark, n := utf8.DecodeRuneInString(rest)
	after, _ := utf8.DecodeRuneInString(rest[n:])
	if utf8.RuneCountInString(digits) <= 3 && strings.ContainsRune("、.．)）", mark) && !unicode.IsDigit(after) {
		return arabic
	}
	return none
}

// bracketed parts text, that stands behind an opening bracket, at the closing one.
func bracketed(text string) (in, after string, ok bool) {
	i := strings.IndexAny(text, "）)")
	if i <= 0 || i > 15 {
		return "", "", false
	}
	_, n := utf8.DecodeRuneInString(text[i:])
	return text[:i], text[i+n:], true
}

func prefixOf(text, set string) string {
	return text[:len(text)-len(strings.TrimLeft(text, set))]
}

func allOf(text, set string) bool { return text != "" && strings.Trim(text, set) == "" }

// isDate reports whether text is nothing but a date, filled in or not: 2026年7月1日, 20XX年×月×日.
func isDate(text string) bool {
	year, rest, ok := strings.Cut(text, "年")
	if !ok || utf8.RuneCountInString(text) > 18 || !dateDigits(year) {
		return false
	}
	month, rest, ok := strings.Cut(rest, "月")
	return ok && dateDigits(month) && (rest == "" || strings.HasSuffix(rest, "日") && dateDigits(rest[:len(rest)-len("日")]))
}

func dateDigits(s string) bool {
	return strings.Trim(s, hanDigits+"0123456789０１２３４５６７８９○Oo*＊XxＸ×_＿ \u00a0\u3000") == ""
}

// OpensWithNumber reports whether text begins with the number of a heading or an item.
func OpensWithNumber(text string) bool { return numberOf(text) != none }

// OpensWithHeading reports whether text begins with a number that only headings and items
// of their own have: 一、 （一） 第一部分.
func OpensWithHeading(text string) bool { return numberOf(text) == han }

// EndsSentence reports whether text ends a sentence or a clause that introduces what
// follows.
func EndsSentence(text string) bool { return endingOf(strings.TrimSpace(text)) != mid }
