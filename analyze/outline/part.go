package outline

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/numeral"
	"hegao/analyze/segment"
)

const (
	maxLead = 24  // characters of a lead that may stand for a heading: 政治学习方面：
	maxGap  = 16  // characters that … may stand for inside a sentence
	alike   = 0.6 // floor of the likeness of a heading to a part's words
)

// A partFinder finds the parts of one report.
type partFinder struct {
	parts    []analyze.PartDef
	sections []analyze.Section
	names    []string // of each section, its years read relative to the report's own
	above    []int    // index of the section that each one stands in, or -1
	year     int      // the report's own; 0: unknown
	latter   bool     // the report is on the second half of a year
}

// FindParts gives each section its parts and returns how the report has each part.
func findParts(d *doc.Document, paras []para, end int, tokens [][]segment.Token, enums []analyze.Enumeration, sections []analyze.Section, parts []analyze.PartDef) (map[string]analyze.PartState, map[string]doc.Span) {
	states := make(map[string]analyze.PartState, len(parts))
	inline := make(map[string]doc.Span)
	if len(parts) == 0 {
		return states, inline
	}
	f := newPartFinder(paras[:end], sections, parts)
	f.byWords()
	for k := range parts {
		def := &parts[k]
		states[def.ID] = analyze.Absent
		switch {
		case f.has(def.ID):
			states[def.ID] = analyze.AsHeading
			continue
		}
		span, ok := f.inline(d, paras[:end], enums, def)
		if !ok && f.byLikeness(d, tokens, def) {
			states[def.ID] = analyze.AsHeading
			continue
		}
		if !ok {
			span, ok = attached(paras[end:], def)
		}
		if ok {
			states[def.ID], inline[def.ID] = analyze.AsInline, span
		}
	}
	return states, inline
}

func newPartFinder(paras []para, sections []analyze.Section, parts []analyze.PartDef) *partFinder {
	f := &partFinder{parts: parts, sections: sections, names: make([]string, len(sections)), above: make([]int, len(sections))}
	title := ""
	for i := range sections {
		if sections[i].Level == 0 {
			title += sections[i].Title
		}
	}
	f.year = firstYear(title)
	f.latter = strings.Contains(title, "下半年") && !strings.Contains(title, "上半年")
	for i := 0; f.year == 0 && i < len(paras); i++ {
		if paras[i].prose() {
			f.year = firstYear(paras[i].trimmed())
			break
		}
	}
	for i := range sections {
		f.names[i] = f.relative(sections[i].Title)
		f.above[i] = -1
		for j := i - 1; j >= 0; j-- {
			if l := sections[j].Level; l > 0 && l < sections[i].Level {
				f.above[i] = j
				break
			}
		}
	}
	return f
}

// ByWords gives sections the parts whose words they hold: first those that stand in no
// other part, outermost first, so that a point of the plan is never the part 存在的问题;
// then those that stand in another.
func (f *partFinder) byWords() {
	for nested := range 2 {
		missing := func(id string) bool { return true }
		if nested == 1 {
			found := map[string]bool{}
			for i := range f.sections {
				for _, id := range f.sections[i].Parts {
					found[id] = true
				}
			}
			missing = func(id string) bool { return !found[id] }
		}
		for i := range f.sections {
			if f.sections[i].Level == 0 || (nested == 1) != (len(f.outer(f.above[i])) > 0) {
				continue
			}
			for k := range f.parts {
				def := &f.parts[k]
				if def.Under == "" && missing(def.ID) && holdsAny(f.names[i], def.Headings) {
					f.sections[i].Parts = append(f.sections[i].Parts, def.ID)
				}
			}
		}
	}
	for i := range f.sections {
		for k := range f.parts {
			def := &f.parts[k]
			if def.Under != "" && f.sections[i].Level > 0 && f.mayStand(def, i) && holdsAny(f.names[i], def.Headings) {
				f.sections[i].Parts = append(f.sections[i].Parts, def.ID)
			}
		}
	}
}

// Outer returns the parts, standing in no other, of section i and those it stands in.
func (f *partFinder) outer(i int) []string {
	var out []string
	for ; i >= 0; i = f.above[i] {
		for _, id := range f.sections[i].Parts {
			if k := f.index(id); f.parts[k].Under == "" {
				out = append(out, id)
			}
		}
	}
	return out
}

func (f *partFinder) index(id string) int {
	return slices.IndexFunc(f.parts, func(d analyze.PartDef) bool { return d.ID == id })
}

// MayStand reports whether part def may stand in section i: in no other part than its own.
func (f *partFinder) mayStand(def *analyze.PartDef, i int) bool {
	if def.Under == "" || i < 0 {
		return true
	}
	for _, id := range f.outer(i) {
		if id != def.Under {
			return false
		}
	}
	return true
}

func (f *partFinder) has(id string) bool {
	return slices.ContainsFunc(f.sections, func(s analyze.Section) bool { return slices.Contains(s.Parts, id) })
}

// ByLikeness gives part def to the heading of no part that is most like its words.
func (f *partFinder) byLikeness(d *doc.Document, tokens [][]segment.Token, def *analyze.PartDef) bool {
	best, at := alike, -1
	for i := range f.sections {
		s := &f.sections[i]
		if s.Level == 0 || len(s.Parts) > 0 || s.Span.Block >= len(tokens) || !f.mayStand(def, i) || def.Under == "" && len(f.outer(f.above[i])) > 0 {
			continue
		}
		for _, word := range append([]string{def.Title}, def.Headings...) {
			if l := likeness(d.Blocks[s.Span.Block].Text, s, tokens[s.Span.Block], word); l >= best {
				best, at = l, i
			}
		}
	}
	if at >= 0 {
		f.sections[at].Parts = append(f.sections[at].Parts, def.ID)
	}
	return at >= 0
}

// Likeness returns the share of characters that the title of s and phrase have in
// common in words of at least two characters, 0 to 1.
func likeness(text string, s *analyze.Section, tokens []segment.Token, phrase string) float64 {
	common := 0
	from := s.Span.Start + len(s.Number)
	for _, t := range tokens {
		if t.Start < from || t.End > s.Span.End {
			continue
		}
		word := text[t.Start:t.End]
		if n := utf8.RuneCountInString(word); n >= 2 && strings.Contains(phrase, word) {
			common += n
		}
	}
	return 2 * float64(common) / float64(utf8.RuneCountInString(s.Title)+utf8.RuneCountInString(phrase))
}

// Inline finds where running text opens part def: by a lead that would do as a heading,
// or by its words for running text.
func (f *partFinder) inline(d *doc.Document, paras []para, enums []analyze.Enumeration, def *analyze.PartDef) (doc.Span, bool) {
	section, next := -1, 0
	for i := range paras {
		p := &paras[i]
		from := p.start
		for next < len(f.sections) && f.sections[next].Span.Block <= p.block {
			section = next
			next++
			if after := f.sections[section].Own.From; after.Block == p.block {
				from = after.Off
			} else {
				from = p.end
			}
		}
		if p.role != running || from >= p.end || !f.mayStand(def, section) {
			continue
		}
		end, mark, runes := lead(p.text[:p.end], from)
		if (mark == '：' || mark == ':' || mark == '。' && def.Under != "") && runes <= maxLead && holdsAny(f.relative(p.text[from:end]), def.Headings) {
			return doc.Span{Block: p.block, Start: skipSpace(p.text, from), End: end}, true
		}
		if span, ok := opened(p, from, def.Inline); ok {
			return span, true
		}
	}
	if def.Under == "" {
		return doc.Span{}, false
	}
	for i := range enums {
		if !f.mayStand(def, enums[i].Section) {
			continue
		}
		for _, item := range enums[i].Items {
			t := d.Blocks[item.Span.Block].Text
			end, n := item.Span.End, 0
			for end < len(t) && n <= maxLead {
				r, size := utf8.DecodeRuneInString(t[end:])
				if r == '，' || r == ',' || r == '。' || r == '：' || r == '；' {
					break
				}
				end, n = end+size, n+1
			}
			if n <= maxLead && holdsAny(f.relative(t[item.Span.End:end]), def.Headings) {
				return doc.Span{Block: item.Span.Block, Start: item.Span.Start, End: end}, true
			}
		}
	}
	return doc.Span{}, false
}

// Attached finds part def among the titles of attachments.
func attached(paras []para, def *analyze.PartDef) (doc.Span, bool) {
	for i := range paras {
		p := &paras[i]
		if p.runes > 60 || p.prose() {
			continue
		}
		if isAttachmentLine(p) && holdsAny(fold(p.trimmed()), def.Headings) ||
			i > 0 && isAttachmentLine(&paras[i-1]) && holdsAny(fold(p.trimmed()), def.Headings) {
			return spanOf(p), true
		}
	}
	return doc.Span{}, false
}

// Opened finds one of words in p from byte from on. A word must open a clause, one
// that starts with … may stand anywhere in its sentence.
func opened(p *para, from int, words []string) (doc.Span, bool) {
	t := p.text[:p.end]
	for _, word := range words {
		rest, anywhere := strings.CutPrefix(word, "…")
		head, tail, more := strings.Cut(rest, "…")
		for i := from; ; {
			k := strings.Index(t[i:], head)
			if k < 0 {
				break
			}
			start := i + k
			i = start + len(head)
			if !anywhere && !opensAt(t, from, start) {
				continue
			}
			end := i
			if more {
				if end = within(t, end, tail); end < 0 {
					continue
				}
			}
			if r := runeAt(t, end); r == '的' || r == '时' || r == '整' {
				continue
			}
			return doc.Span{Block: p.block, Start: start, End: end}, true
		}
	}
	return doc.Span{}, false
}

// OpensAt reports whether a clause starts at byte i of t, which is read from byte from on.
func opensAt(t string, from, i int) bool {
	before := trimSpaceRight(t[:i], i)
	if before <= from {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(t[:before])
	return opensClause(r)
}

// Within returns the byte behind word, whose pieces between … stand in this order in
// the sentence that goes on at byte i of t, or -1.
func within(t string, i int, word string) int {
	for {
		piece, tail, more := strings.Cut(word, "…")
		limit := i
		for n := 0; limit < len(t) && n < maxGap; n++ {
			r, size := utf8.DecodeRuneInString(t[limit:])
			if isSentenceEnd(r) {
				break
			}
			limit += size
		}
		k := strings.Index(t[i:min(len(t), limit+len(piece))], piece)
		if k < 0 {
			return -1
		}
		i += k + len(piece)
		if !more {
			return i
		}
		word = tail
	}
}

// NamesPart reports whether a bare line may well be a part's heading.
func namesPart(title string, parts []analyze.PartDef) bool {
	for k := range parts {
		if parts[k].Under == "" && holdsAny(title, parts[k].Headings) {
			return true
		}
	}
	return false
}

func holdsAny(t string, words []string) bool {
	for _, w := range words {
		if holds(t, w) {
			return true
		}
	}
	return false
}

// Holds reports whether t holds word, in which … stands for any text, ^ for the
// beginning of t and $ for its end.
func holds(t, word string) bool {
	word, atStart := strings.CutPrefix(word, "^")
	word, atEnd := strings.CutSuffix(word, "$")
	for {
		piece, tail, more := strings.Cut(word, "…")
		if !more && atEnd {
			return strings.HasSuffix(t, piece) && (!atStart || len(t) == len(piece))
		}
		i := strings.Index(t, piece)
		if i < 0 || atStart && i > 0 {
			return false
		}
		if !more {
			return true
		}
		t, word, atStart = t[i+len(piece):], tail, false
	}
}

// Relative returns t without white space, its years as seen from the report's own:
// 今年, 明年, 去年; in a report on the second half of a year 下半年 is 本期.
func (f *partFinder) relative(t string) string {
	t = fold(t)
	if f.latter {
		t = strings.ReplaceAll(t, "下半年", "本期")
	}
	for i := 0; f.year > 0; {
		year, start, end := nextYear(t, i)
		if year == 0 {
			break
		}
		word := "今年"
		switch {
		case year > f.year:
			word = "明年"
		case year < f.year:
			word = "去年"
		}
		t = t[:start] + word + t[end:]
		i = start + len(word)
	}
	return t
}

func firstYear(t string) int {
	year, _, _ := nextYear(t, 0)
	return year
}

// NextYear returns the first year of four digits in t from byte i on, and the bytes
// from its first digit to behind 年; year is 0 where there is none.
func nextYear(t string, i int) (year, start, end int) {
	for i < len(t) {
		k := strings.Index(t[i:], "年")
		if k < 0 {
			break
		}
		end = i + k
		start = end
		n := 0
		for n < 4 && start > i {
			r, size := utf8.DecodeLastRuneInString(t[:start])
			if !isDigit(r) && !strings.ContainsRune("〇○零一二三四五六七八九", r) {
				break
			}
			start, n = start-size, n+1
		}
		if n == 4 {
			if v, ok := numeral.Int(strings.ReplaceAll(t[start:end], "○", "〇")); ok && v > 1900 && v < 2100 {
				return v, start, end + len("年")
			}
		}
		i += k + len("年")
	}
	return 0, 0, 0
}
