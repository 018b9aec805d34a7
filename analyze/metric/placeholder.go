package metric

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// A hole is a placeholder in a line.
type hole struct {
	start, end  int
	kind        analyze.PlaceholderKind
	instruction bool
}

// A finder recognises one kind of placeholder at byte i of a line; r is the rune there.
// It returns the hole, or how many bytes are no hole for sure (at least the rune's).
type finder func(l *line, i int, r rune) (h hole, skip int)

// placeholders finds the holes of l, ascending and apart. marks are what the file says of
// stretches of the text.
func (l *line) placeholders(marks []doc.Mark) {
	for _, m := range marks {
		if m.Start >= m.End || m.End > len(l.text) || m.Kind != doc.Prompt && !instruction(l.text[m.Start:m.End]) {
			continue
		}
		l.addHole(hole{m.Start, m.End, analyze.Bracket, true})
	}
	marked := len(l.holes)
	next := 0 // where the next one can start
	for _, m := range l.marks {
		if m.at < next {
			continue
		}
		h, skip := finders[m.finder].find(l, m.at, m.r)
		if h.end == 0 {
			next = m.at + skip
			continue
		}
		if !overlaps(l.holes[:marked], h) {
			l.holes = append(l.holes, h)
		}
		next = h.end
	}
	l.emptyLabel()
	slices.SortFunc(l.holes, func(a, b hole) int { return a.start - b.start })
}

// addHole adds h unless it overlaps a hole that is known.
func (l *line) addHole(h hole) {
	if !overlaps(l.holes, h) {
		l.holes = append(l.holes, h)
	}
}

// overlaps reports whether h shares a byte with one of holes.
func overlaps(holes []hole, h hole) bool {
	return slices.ContainsFunc(holes, func(o hole) bool { return h.start < o.end && o.start < h.end })
}

// emptyLabel finds the label of a form that ends the line with nothing behind it: 联系人：
func (l *line) emptyLabel() {
	text := l.text[:l.trimSpace(len(l.text))]
	head, ok := strings.CutSuffix(text, "：")
	if !ok {
		if head, ok = strings.CutSuffix(text, ":"); !ok {
			return
		}
	}
	label := formLabel(head)
	if label != "" && len(l.text) > len(text)+1 {
		l.addHole(hole{len(text), len(l.text), analyze.Blank, false})
		return
	}
	if label == "" {
		return
	}
	start := len(head) - len(label)
	if r := l.before(start); r != 0 && !space(r) && !strings.ContainsRune("，；;,（(", r) {
		return
	}
	l.addHole(hole{start, len(text), analyze.Blank, false})
}

// formLabel returns the label of a form that text ends in, spaced out or not: 联 系 人.
func formLabel(text string) string {
	if w := labels().suffix(text); w != "" {
		return w
	}
	for i := len(text); i > 0 && len(text)-i < 40; {
		_, size := utf8.DecodeLastRuneInString(text[:i])
		i -= size
		if w := strings.ReplaceAll(text[i:], " ", ""); w != text[i:] && labels().suffix(w) == w && w != "" {
			return text[i:]
		}
	}
	return ""
}

// run returns the end of the run of runes in set that starts at i. A run split by single spaces is one.
func (l *line) run(i int, set string) int {
	end := i
	for i < len(l.text) {
		r, size := utf8.DecodeRuneInString(l.text[i:])
		switch {
		case strings.ContainsRune(set, r):
			i += size
			end = i
		case r == ' ' && strings.ContainsRune(set, l.at(i+1)):
			i++
		default:
			return end
		}
	}
	return end
}

// blank reads underscores, and runs of spaces that stand before a measure or between 年 月 日.
func blank(l *line, i int, r rune) (hole, int) {
	if r == '_' || r == '＿' {
		end := l.run(i, "_＿")
		if latin(l.before(i)) || latin(l.at(end)) || end-i == 1 && !han(l.before(i)) {
			return hole{}, end - i
		}
		return hole{start: i, end: end, kind: analyze.Blank}, 0
	}
	end := i
	width := 0
	for end < len(l.text) {
		r, size := utf8.DecodeRuneInString(l.text[end:])
		if !space(r) || r == '\t' || r == '\n' {
			break
		}
		width++
		if r == '\u3000' {
			width++
		}
		end += size
	}
	none := end - i
	before, after := l.before(i), l.at(end)
	switch {
	case before == '年' && after == '月' && l.dateGap(end+len("月")), before == '月' && after == '日' && strings.Contains(l.text[l.back(i):i], "年"):
	case width > 1 && han(before) && after == '月' && space(l.at(end+len("月"))) && l.dateGap(end+len("月")): // 于  月  日召开
	case strings.HasSuffix(l.text[:i], "202") && after == '年' && !isDigit(l.before(i-3)):
	case width == 1 && r == ' ' && han(before) && l.spacedMeasure(i, end):
	case width > 1 && (before == '：' || before == ':') && formLabel(l.text[:i-utf8.RuneLen(before)]) != "" && labels().prefix(l.text[end:]) != "":
	case width < 2 || i == 0 || !han(before) && before != '的' && !strings.ContainsRune("，：:》”", before) && !isDigit(before):
		return hole{}, none
	case strings.ContainsRune("年月", before) && (after == '月' || after == '日'):
	case isDigit(before): // 202  年
		if after != '年' || !strings.HasPrefix(strings.TrimLeft(l.text[max(0, i-3):i], "　 "), "20") {
			return hole{}, none
		}
	case after == '年' && strings.HasSuffix(l.text[:i], "截至"):
	default:
		n := measureAt(l.text[end:])
		if n == 0 || !l.boundary(end+n) || !han(before) {
			return hole{}, none
		}
		if rest := l.at(end + n); !ends(rest) && !space(rest) && width < 2 {
			return hole{}, none
		}
	}
	return hole{start: i, end: end, kind: analyze.Blank}, 0
}

// dateGap reports whether byte i, behind 月, goes on like a date that was left open.
func (l *line) dateGap(i int) bool {
	r := l.at(i)
	return r == 0 || space(r) || r == '日' || isDigit(r) || ends(r)
}

// spacedMeasure reports whether the one space at [i, end) is a gap before a measure: 讲党课 次，.
// A line whose characters are spaced out has none.
func (l *line) spacedMeasure(i, end int) bool {
	n := measureAt(l.text[end:])
	if n == 0 || !ends(l.at(end+n)) || guarded()[l.text[end:end+n]] {
		return false
	}
	switch l.text[end : end+n] {
	case "次", "人次", "场次", "人", "名", "件", "份", "期", "篇", "条", "户", "场":
		return strings.Count(l.text[max(0, i-24):i], " ") == 0
	}
	return false
}

func hasAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// sentence returns the sentence around byte i.
func (l *line) sentence(i int) string {
	rest := l.window(i)
	if k := strings.IndexAny(rest, "。！？；"); k >= 0 {
		rest = rest[:k]
	}
	return l.text[l.sentenceStart(i) : i+len(rest)]
}
