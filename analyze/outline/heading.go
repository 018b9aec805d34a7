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
	maxOuter = 80 // one of a style that stands far out
	maxBare  = 28 // a line without a number
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
	long       bool // doubtful: its first sentence is longer than a heading
	outer      bool // a bare heading around other bare ones
	named      bool // a bare heading that names a part of reports
}

// A verdict says what a numbered paragraph is.
type verdict uint8

const (
	noHeading verdict = iota
	isHeading
	sentence // one whole sentence: a heading or a point of a list
	tooLong  // its lead is too long for a heading
)

// FindHeadings returns the headings among paras, in reading order.
func findHeadings(paras []para, words *vocabulary) []heading {
	var found []heading
	var doubtful []heading // numbered paragraphs that are headings only among others
	for i := range paras {
		p := &paras[i]
		if p.role != running || p.kind == doc.TextBox {
			continue
		}
		num, ok := p.number()
		switch {
		case ok && num.weak && num.style != analyze.Chapter && !confirmed(paras, i, num):
			ok = false
		case !ok && p.level > 0 && p.runes <= maxLine:
			if h := bareHeading(p, i); h.title != "" {
				found = append(found, h)
			}
		}
		if !ok {
			continue
		}
		switch h, v := numbered(paras, i, num); v {
		case isHeading:
			found = append(found, h)
		case sentence, tooLong:
			doubtful = append(doubtful, h)
		}
	}
	found = fillGaps(found, doubtful)
	found = dropLists(paras, dropDecimals(found))
	return addBare(paras, found, words)
}

// TellsMore reports whether rest, behind a colon, is the second half of a heading: （一）铸魂：政治建设常抓不懈.
func tellsMore(rest string) bool {
	const fewest, most = 4, 20 // characters
	n := utf8.RuneCountInString(rest)
	return n >= fewest && n <= most && han(rest) == n
}

// Numbered reads the heading that the paragraph at, which starts with num, is or opens.
// Where it is doubtful, the heading ends at a clause. A heading that goes on in the next
// paragraph takes that too.
func numbered(paras []para, at int, num number) (heading, verdict) {
	p := &paras[at]
	t := p.trimmed()
	h := heading{at: at, block: p.block, start: p.start, number: t[:num.end], style: num.style, rank: num.rank,
		ordinal: num.ordinal, major: num.major, mark: p.level}
	if num.next >= len(t) {
		return numberAlone(paras, at, h)
	}
	if hasPrefixAt(t, num.next, "**") && strings.Contains(t[num.next+2:], "**") { // 1. **抓学习。** 全年
		num.next = skipSpace(t, num.next+2)
	}
	end, mark, runes := lead(t, num.next)
	after := end
	if mark != 0 {
		after = skipSpace(t, end) + utf8.RuneLen(mark)
	}
	if (mark == '：' || mark == ':') && num.rank <= rankHanParen && tellsMore(t[after:]) && hasBody(paras, at, num) {
		end, after, mark = len(t), len(t), 0
		runes = utf8.RuneCountInString(t[num.next:])
	}
	h.endAt(p, num.next, end, after)
	h.runIn = after < len(t)
	switch {
	case han(h.title) == 0 && (num.style != analyze.Dotted && p.level == 0 || h.title == ""):
		return h, noHeading
	case mark == 0: // a line of its own
		if runes > maxOuter || runes > maxLine && num.rank > rankHanParen || gaps(t[num.next:]) >= 2 || strings.ContainsRune("，,、—", p.last) {
			return h, noHeading
		}
		v := h.wholeLine(paras, runes)
		return h, v
	case mark == '；' || mark == ';' || h.runIn && (num.style == analyze.Circled || counted(p, after, num)):
		return h, noHeading
	case runes > maxRunIn:
		if cut := gapAt(t, num.next); cut > 0 { // 一、工作情况　今年以来，…
			h.endAt(p, num.next, cut, skipSpace(t, cut))
			h.runIn = true
			return h, isHeading
		}
		cut := clause(t, num.next, true)
		h.endAt(p, num.next, cut, cut)
		h.runIn = true
		if han(h.title) == 0 {
			return h, noHeading
		}
		h.long = true
		return h, tooLong
	case h.runIn || mark == '：' || mark == ':' || hasBody(paras, at, num) && !listed(paras, at, num):
		return h, isHeading
	}
	cut := clause(t, num.next, false)
	h.endAt(p, num.next, cut, cut)
	h.runIn = true
	if han(h.title) == 0 {
		return h, noHeading
	}
	return h, sentence
}

// WholeLine adds to h, a line of that many characters without an end, the lines that it
// goes on in. It is no heading if it turns out to be a sentence.
func (h *heading) wholeLine(paras []para, runes int) verdict {
	if isBroken(paras, h.at) {
		if !h.endIn(&paras[h.at+1], runes) {
			return noHeading
		}
		return isHeading
	}
	for i := h.at; paras[i].full && goesOn(paras, i); i++ {
		h.take(&paras[i+1], paras[i+1].trimmed())
	}
	return isHeading
}

// Counted reports whether the number that follows num stands at the start of a sentence of p
// from byte i of its line on: they count its points.
func counted(p *para, i int, num number) bool {
	t := p.text[:p.end]
	next := func(i int) bool {
		i = skipSpace(t, i)
		if r := runeAt(t, i); !isDigit(r) && !isHanDigit(r) && !isOpenParen(r) {
			return false
		}
		n, ok := leadingNumber(t[i:])
		return ok && !n.weak && n.rank == num.rank && n.ordinal == num.ordinal+1
	}
	return next(p.start+i) || slices.ContainsFunc(p.signsFrom(p.start+i), func(s sign) bool { return isSentenceEnd(s.r) && next(s.behind()) })
}

// EndAt sets the bytes of the line of p where the title starts and ends, and where the
// text behind it starts.
func (h *heading) endAt(p *para, start, end, after int) {
	h.title = fold(p.text[p.start+start : p.start+end])
	h.end = p.start + end
	h.after = doc.Pos{Block: p.block, Off: p.start + after}
}

// NumberAlone reads a heading whose number stands on a line of its own.
func numberAlone(paras []para, at int, h heading) (heading, verdict) {
	if at+1 == len(paras) {
		return h, noHeading
	}
	q := &paras[at+1]
	if _, ok := q.number(); ok || q.role != running || q.block-h.block > 2 || q.runes > maxRunIn {
		return h, noHeading
	}
	t := q.trimmed()
	end, mark, _ := lead(t, 0)
	if han(t[:end]) == 0 || end < len(t) && end+utf8.RuneLen(mark) < len(t) || mark == '；' {
		return h, noHeading
	}
	h.end = paras[at].end
	h.take(q, t[:end])
	return h, isHeading
}

// GoesOn reports whether the heading in paras[at], a full line of a hard-wrapped file,
// is broken: a line without an end follows, and a short one in the end.
func goesOn(paras []para, at int) bool {
	if at+1 == len(paras) {
		return false
	}
	q := &paras[at+1]
	_, ok := q.number()
	return !ok && q.role == running && q.block == paras[at].block+1 && q.runes <= maxRunIn && !q.closed() && !isSalutation(q) && (!q.full || goesOn(paras, at+1))
}

// IsBroken reports whether paras[at] is an indented line that goes on in the next one,
// which is neither indented nor longer: a paragraph of hard-wrapped prose.
func isBroken(paras []para, at int) bool {
	if at+1 == len(paras) || !isSpace(runeAt(paras[at].text, 0)) || paras[at].runes < 20 {
		return false
	}
	p, q := &paras[at], &paras[at+1]
	_, numbered := q.number()
	return !numbered && q.role == running && q.start == 0 && q.block == p.block+1 && columns(p.text[:p.end]) >= columns(q.text[:q.end])
}

// EndIn ends h, which has that many characters so far, in the broken paragraph's next
// line q: where text runs on behind its lead, or with the line. It reports whether h is
// no sentence.
func (h *heading) endIn(q *para, runes int) bool {
	t := q.trimmed()
	end, mark, more := lead(t, 0)
	after := end + utf8.RuneLen(mark)
	switch {
	case mark == 0:
		h.take(q, t)
		return runes+more <= maxOuter
	case after >= len(t) || mark == '；' || runes+more > maxRunIn:
		return false
	}
	h.title += fold(t[:end])
	h.after = doc.Pos{Block: q.block, Off: q.start + after}
	h.runIn = true
	return true
}

// Take adds the line q, whose title part is t, to the title of h.
func (h *heading) take(q *para, t string) {
	h.title += fold(t)
	h.after = doc.Pos{Block: q.block, Off: q.end}
	q.role = front
}
