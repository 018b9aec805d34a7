package outline

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// A family is a way of counting inside the text: 一是…二是…, 首先…其次…, ①②.
type family struct {
	kind familyKind
	verb rune // of the kind verb: 抓 in 一抓…二抓…
}

type familyKind uint8

const (
	isKind     familyKind = iota // 一是
	mustKind                     // 一要
	verbKind                     // 一抓
	itsKind                      // 其一
	firstKind                    // 首先 其次 再次 最后
	nthKind                      // 第一，
	numberKind                   // ① （1） 1. 一、: verb is the rank of the style
)

const maxNested = 8 // series that go on at once

// Verbs that make a family with numerals: 一抓学习，二抓制度.
const verbs = "抓靠看查学促强严建帮问讲转改评推管防保树明重做找听访谈送比补治督盯增提练引联创优紧突注坚落争"

// A mark is an enumeration's marker as it stands in a paragraph.
type mark struct {
	family
	ordinal    int
	start, end int  // bytes in the block
	opens      bool // it opens the paragraph
}

// A series is an enumeration that may still go on.
type series struct {
	family
	items []analyze.EnumItem
	para  int // of its last item
	opens bool
	at    int // section
}

// Name returns the first marker of the family.
func (f family) name() string {
	switch f.kind {
	case isKind:
		return "一是"
	case mustKind:
		return "一要"
	case verbKind:
		return "一" + string(f.verb)
	case itsKind:
		return "其一"
	case firstKind:
		return "首先"
	case nthKind:
		return "第一"
	}
	switch f.verb {
	case rankHan:
		return "一、"
	case rankHanParen:
		return "（一）"
	case rankArabic:
		return "1."
	case rankArabicParen:
		return "（1）"
	case rankArabicHalf:
		return "1）"
	}
	return "①"
}

func (s *series) last() int { return s.items[len(s.items)-1].Ordinal }

// Enumerations returns the series of markers in paras, in the order of their first
// marker. A series ends with its section; its first marker starts a new one, inside
// the old or after it. Ordinals are as written, so a series may lack or repeat some.
func enumerations(paras []para, headings []heading, sections []analyze.Section) []analyze.Enumeration {
	var done []*series
	var open []*series // the innermost last
	section, next, head := -1, 0, 0
	for i := range paras {
		p := &paras[i]
		from := p.start
		for head < len(headings) && headings[head].at < i {
			head++
		}
		if head < len(headings) && headings[head].at == i {
			from = headings[head].after.Off
			if headings[head].after.Block != p.block {
				from = p.end
			}
		}
		for next < len(sections) && sections[next].Span.Block <= p.block {
			section, next, open = next, next+1, open[:0]
		}
		if p.role != running {
			continue
		}
		eachMark(p, from, func(m mark) {
			s := continued(open, m, i)
			if s < 0 {
				if m.ordinal > 1 && m.kind != isKind {
					return
				}
				done = append(done, &series{family: m.family, opens: m.opens, at: section})
				if len(open) == maxNested {
					open = append(open[:0], open[1:]...)
				}
				open = append(open, done[len(done)-1])
				s = len(open) - 1
			}
			open = open[:s+1]
			if m.kind == firstKind && m.ordinal > 1 {
				m.ordinal = open[s].last() + 1
			}
			open[s].items = append(open[s].items, analyze.EnumItem{Span: doc.Span{Block: p.block, Start: m.start, End: m.end}, Ordinal: m.ordinal})
			open[s].para = i
		})
	}
	out := make([]analyze.Enumeration, 0, len(done))
	for _, s := range done {
		if alone := s.kind == isKind || s.kind == mustKind; len(s.items) > 1 || alone && s.last() <= 3 {
			out = append(out, analyze.Enumeration{Family: s.name(), Section: s.at, Items: s.items})
		}
	}
	return out
}

// Continued returns the index in open of the series that m goes on with, or -1 where m
// starts one. In sequence is better than out of it, and a series whose markers open
// paragraphs better for a marker that does.
func continued(open []*series, m mark, para int) int {
	if m.ordinal == 1 {
		return -1
	}
	best, bestScore := -1, 0
	for k := len(open) - 1; k >= 0; k-- {
		s := open[k]
		if s.family != m.family {
			continue
		}
		score := 0
		switch {
		case s.last() == m.ordinal-1 || m.kind == firstKind:
			score = 4
		case s.para == para && !m.opens || s.opens && m.opens:
			score = 2
		default:
			continue
		}
		if s.opens == m.opens {
			score++
		}
		if score > bestScore {
			best, bestScore = k, score
		}
	}
	return best
}

// EachMark calls f for every marker in p from byte from on.
func eachMark(p *para, from int, f func(mark)) {
	t := p.text
	before := rune('。') // the rune before i, white space aside
	signs := p.signs
	for i := from; i < p.end; {
		if !opensClause(before) {
			if signs = signsFrom(signs, i); len(signs) == 0 {
				return
			}
			i = int(signs[0].at)
		}
		r, n := utf8.DecodeRuneInString(t[i:])
		if isSpace(r) {
			i += n
			continue
		}
		if m, ok := markAt(t[:p.end], i, r, before); ok {
			m.start, m.opens = i, i == p.start
			f(m)
			i, before = m.end, 'x'
			continue
		}
		i, before = i+n, r
	}
}

// isSign reports whether r is a number that is one sign.
func isSign(r rune) bool { return r >= '①' && r <= '⒛' || r >= '㉑' && r <= '㉟' }

// cited reports whether a sign behind text, whose last character is before, only cites an item:
// 第①、④两项.
func cited(text string, before rune) bool {
	if before != '、' {
		return before == '第'
	}
	last, _ := utf8.DecodeLastRuneInString(text[:len(text)-len("、")])
	return isSign(last)
}

// MarkAt reads the marker at byte i of t, where the rune r stands behind before.
func markAt(t string, i int, r, before rune) (mark, bool) {
	if isSign(r) {
		if cited(t[:i], before) {
			return mark{}, false
		}
		num, ok := signNumber(t[i:], r, utf8.RuneLen(r))
		return mark{family: family{numberKind, rune(num.rank)}, ordinal: num.ordinal, end: i + num.end}, ok
	}
	if !opensClause(before) {
		return mark{}, false
	}
	switch {
	case isHanDigit(r) || isDigit(r) || isOpenParen(r):
		if m, ok := countedMark(t, i, r); ok {
			return m, true
		}
		switch before {
		case '。', '：', ':', '；', ';', '.':
			return numberMark(t, i)
		}
		if isOpenParen(r) {
			return numberMark(t, i)
		}
	case r == '其':
		return itsMark(t, i)
	case r == '首', r == '再', r == '最':
		for _, w := range [...]struct {
			word    string
			ordinal int
		}{{"首先", 1}, {"再次", 3}, {"再者", 3}, {"最后", 4}} {
			if hasPrefixAt(t, i, w.word) {
				return mark{family: family{kind: firstKind}, ordinal: w.ordinal, end: i + len(w.word)}, true
			}
		}
	case r == '第':
		value, end, ok := scanNumeral(t, i+len("第"))
		if c := runeAt(t, end); ok && (c == '，' || c == ',' || c == '：') {
			return mark{family: family{kind: nthKind}, ordinal: value, end: end}, true
		}
	}
	return mark{}, false
}

// CountedMark reads 一是, 二要, 三抓.
func countedMark(t string, i int, r rune) (mark, bool) {
	if !isHanDigit(r) {
		return mark{}, false
	}
	value, j, ok := scanNumeral(t, i)
	if !ok || value > 30 {
		return mark{}, false
	}
	word, n := utf8.DecodeRuneInString(t[j:])
	m := mark{ordinal: value, end: j + n}
	after := runeAt(t, m.end)
	switch {
	case word == '是':
		m.kind = isKind
		said := after == runeAt(t, i) && opensClause(runeAt(t, m.end+utf8.RuneLen(after))) // 一是一、二是二
		return m, !said
	case word == '要':
		m.kind = mustKind
		return m, after != '素' && after != '点' && after != '件' && after != '务'
	case strings.ContainsRune(verbs, word):
		m.family = family{verbKind, word}
		return m, true
	}
	return mark{}, false
}

// ItsMark reads 其一 and 其次.
func itsMark(t string, i int) (mark, bool) {
	if hasPrefixAt(t, i, "其次") {
		return mark{family: family{kind: firstKind}, ordinal: 2, end: i + len("其次")}, true
	}
	j := i + len("其")
	if !isHanDigit(runeAt(t, j)) {
		return mark{}, false
	}
	value, end, ok := scanNumeral(t, j)
	return mark{family: family{kind: itsKind}, ordinal: value, end: end}, ok && value < 20
}

// NumberMark reads （1） 1. 一、 inside or at the start of a paragraph.
func numberMark(t string, i int) (mark, bool) {
	num, ok := leadingNumber(t[i:])
	if !ok || num.weak || num.rank < rankHan || num.rank >= rankDotted && num.rank <= rankDotted3 || i+num.next >= len(t) {
		return mark{}, false
	}
	return mark{family: family{numberKind, rune(num.rank)}, ordinal: num.ordinal, end: i + num.end}, true
}

// OpensClause reports whether a clause may start behind r.
func opensClause(r rune) bool {
	switch r {
	case '。', '；', '：', '！', '？', '，', '、', '…', '—', '）', '”', '（', '“', '.', ';', ':', '!', '?', ',', ')', '(', '"':
		return true
	}
	return false
}
