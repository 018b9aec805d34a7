package outline

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// Limits on headings, in characters.
const (
	maxRunIn = 40 // the lead of a paragraph that goes on
	maxLine  = 60 // a numbered line of its own
	maxBare  = 32 // a line without a number
)

// A heading is a section's beginning, before its level is known.
type heading struct {
	at         int // index of its paragraph
	block      int
	start, end int // bytes of number and title
	after      doc.Pos
	number     string // as written
	title      string
	style      analyze.NumberStyle
	rank       int // see number.rank; of a bare heading set by setLevels
	ordinal    int
	major      int // see number.major
	mark       int // the level that the file marks it with, else 0
	level      int
	runIn      bool
	closed     bool // a full stop stands behind the title
}

// FindHeadings returns the headings among paras, in reading order.
func findHeadings(paras []para, parts []analyze.PartDef) []heading {
	var found []heading
	var long []heading // numbered paragraphs whose lead is too long for a heading
	for i := range paras {
		p := &paras[i]
		if p.role != running {
			continue
		}
		num, ok := leadingNumber(p.trimmed())
		switch {
		case ok && !num.weak || ok && num.style == analyze.Chapter:
			h, fits := numbered(paras, i, num)
			if fits {
				found = append(found, h)
			} else if h.end > 0 {
				long = append(long, h)
			}
		case p.level > 0 && p.runes <= maxLine:
			found = append(found, bareHeading(p, i))
		case ok && p.runes <= maxBare && !p.closed():
			if h, fits := numbered(paras, i, num); fits && confirmed(paras, i, num) {
				found = append(found, h)
			}
		}
	}
	found = fillGaps(found, long)
	found = dropLists(paras, found)
	return addBare(paras, found, parts)
}

// Numbered reads the heading that p, which starts with num, is or opens. When its lead
// is too long, it returns a heading that ends at the last clause that would do and
// false; when p is no heading at all, a zero one.
func numbered(paras []para, at int, num number) (heading, bool) {
	p := &paras[at]
	t := p.trimmed()
	h := heading{at: at, block: p.block, start: p.start, number: t[:num.end], style: num.style, rank: num.rank,
		ordinal: num.ordinal, major: num.major, mark: p.level}
	if num.next >= len(t) {
		return numberAlone(paras, at, h)
	}
	end, mark, runes := lead(t, num.next)
	whole := end == len(t)
	rest := mark != 0 && end+utf8.RuneLen(mark) < len(t)
	h.title = fold(t[num.next:end])
	h.end, h.runIn = p.start+end, rest
	h.after = doc.Pos{Block: p.block, Off: p.start + min(len(t), end+max(0, utf8.RuneLen(mark)))}
	if mark == 0 {
		h.after.Off = h.end
	}
	switch {
	case h.title == "" || han(h.title) == 0 && num.style != analyze.Dotted && p.level == 0:
		return heading{}, false
	case whole: // a line of its own
		return h, runes <= maxLine && gaps(t[num.next:]) < 2 && !strings.ContainsAny(string(p.last), "，,、；;—")
	case mark == '；' || mark == ';':
		return heading{}, false
	case !rest: // one sentence
		h.closed = mark != '：' && mark != ':'
		if h.closed && !hasBody(paras, at, num) {
			return heading{}, false
		}
		return h, runes <= maxRunIn
	case num.style == analyze.Circled:
		return heading{}, false
	case runes > maxRunIn:
		cut := p.start + lastClause(t, num.next)
		h.title, h.end, h.after = fold(p.text[p.start+num.next:cut]), cut, doc.Pos{Block: p.block, Off: cut}
		return h, false
	}
	h.closed = true
	return h, true
}

// NumberAlone reads a heading whose number stands on a line of its own.
func numberAlone(paras []para, at int, h heading) (heading, bool) {
	if at+1 == len(paras) {
		return heading{}, false
	}
	q := &paras[at+1]
	if _, ok := leadingNumber(q.trimmed()); ok || q.role != running || q.block-h.block > 2 || q.runes > maxRunIn {
		return heading{}, false
	}
	t := q.trimmed()
	end, mark, _ := lead(t, 0)
	if end < len(t) && end+utf8.RuneLen(mark) < len(t) || mark == '；' {
		return heading{}, false
	}
	h.title = fold(t[:end])
	h.end = paras[at].end
	h.after = doc.Pos{Block: q.block, Off: q.end}
	return h, true
}

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
				return trimSpaceRight(t, end), r, runes
			}
			if inner < 0 {
				inner, innerRunes = end, runes
			}
		}
		end += n
	}
	if depth > 0 && inner >= 0 {
		return trimSpaceRight(t, inner), runeAt(t, inner), innerRunes
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

// LastClause returns the byte of the last comma of t[i:] before which at most maxRunIn
// characters stand, or the byte behind that many.
func lastClause(t string, i int) int {
	cut, n := -1, 0
	for j, r := range t[i:] {
		if r == '，' || r == ',' {
			cut = i + j
		}
		if n++; n > maxRunIn {
			if cut < 0 {
				cut = i + j
			}
			break
		}
	}
	if cut < 0 {
		return len(t)
	}
	return cut
}

// HasBody reports whether text of its own follows paras[at], a heading numbered num:
// a paragraph without a number or one with a number further in.
func hasBody(paras []para, at int, num number) bool {
	if at+1 == len(paras) || paras[at+1].role > row {
		return false
	}
	next, ok := leadingNumber(paras[at+1].trimmed())
	return !ok || next.rank > num.rank && next.ordinal == 1
}

// Confirmed reports whether a neighbour in the same style bears out a number that only
// white space sets off.
func confirmed(paras []para, at int, num number) bool {
	for _, step := range [...]int{-1, 1} {
		for i := at + step; i >= 0 && i < len(paras); i += step {
			n, ok := leadingNumber(paras[i].trimmed())
			if ok && n.style == num.style && n.ordinal == num.ordinal+step && n.weak && paras[i].runes <= maxBare && i != at+step {
				return true
			}
		}
	}
	return false
}

// FillGaps adds those long leads without which a series of headings would lack a number.
func fillGaps(found, long []heading) []heading {
	for _, h := range long {
		before, after := false, false
		for i := range found {
			f := &found[i]
			if f.style != h.style || f.major != h.major {
				continue
			}
			before = before || f.at < h.at && f.ordinal == h.ordinal-1
			after = after || f.at > h.at && f.ordinal == h.ordinal+1
		}
		if (before || h.ordinal == 1) && after {
			found = append(found, h)
		}
	}
	slices.SortStableFunc(found, func(a, b heading) int { return a.at - b.at })
	return found
}

// DropLists drops numbered lines that are a list rather than headings: at least two in
// a row, in an inner style, none of them but the last with text of its own.
func dropLists(paras []para, found []heading) []heading {
	outer := rankCircled + 1
	for i := range found {
		outer = min(outer, found[i].rank)
	}
	drop := make([]bool, len(found))
	for i := 0; i < len(found); {
		j := i
		for j+1 < len(found) && found[j+1].rank == found[i].rank && found[j+1].at == found[j].at+1 && !found[j].runIn && found[j+1].ordinal == found[j].ordinal+1 {
			j++
		}
		inner := found[i].rank >= rankArabic && found[i].rank != rankDotted && found[i].rank > outer && found[i].mark == 0
		last := &found[j]
		bodied := last.runIn || hasBody(paras, last.at, number{rank: last.rank})
		if inner && found[i].ordinal == 1 && (j-i >= 2 || j > i && !bodied) {
			for k := i; k <= j; k++ {
				drop[k] = true
			}
		}
		i = j + 1
	}
	kept := found[:0]
	for i := range found {
		if !drop[i] {
			kept = append(kept, found[i])
		}
	}
	return kept
}
