package outline

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

const maxLead = 24 // characters of a lead that may stand for a heading: 政治学习方面：

// ByText finds where running text opens the parts that no heading names: by a lead
// that would do as a heading (主体责任方面：, 三是加强作风建设，), or by a part's own
// words for running text.
func (f *partFinder) byText(d *doc.Document, paras []para, enums []analyze.Enumeration) {
	var missing, nested []int // nested: those that stand in another part
	for k := range f.parts {
		if f.missing[k] = !f.has(f.parts[k].ID); f.missing[k] {
			missing = append(missing, k)
			if f.parts[k].Under != "" {
				nested = append(nested, k)
			}
		}
	}
	if len(missing) == 0 {
		return
	}
	flat := f.flatParts(missing)
	section, next, last := -1, 0, lastText(paras)
	for i := range paras {
		p := &paras[i]
		from := p.start
		for next < len(f.sections) && f.sections[next].Span.Block <= p.block {
			section, next = next, next+1
			if from = p.end; f.sections[section].Own.From.Block == p.block {
				from = f.sections[section].Own.From.Off
			}
		}
		if p.role != running || from >= p.end {
			continue
		}
		f.byLead(p, from, section, missing)
		f.openers.each(p, from, i == last, f.missing, func(k, start, end int) {
			f.open(k, section, doc.Span{Block: p.block, Start: start, End: end})
		})
		f.byYears(p, from, section)
		if len(nested) > 0 {
			f.byFrames(p, from, section, nested)
		}
		if len(flat) > 0 {
			f.bySentences(p, from, section, flat)
		}
	}
	for _, e := range enums {
		for _, item := range e.Items {
			f.byItem(d.Blocks[item.Span.Block].Text, item.Span, e.Section, missing)
		}
	}
}

// LastText returns the index of the last paragraph of text, closing phrases aside, or -1.
func lastText(paras []para) int {
	for i := len(paras) - 1; i >= 0; i-- {
		if p := &paras[i]; p.role == running && p.closed() && !startsWithAny(p.trimmed(), "特此", "以上", "专此", "妥否", "谢谢") {
			return i
		}
	}
	return -1
}

// Open notes that running text opens part k at span in a section, unless it is open
// already or the text there is of a part that k does not stand in: 三是加强作风建设 behind
// 下一步，我们将 is the plan.
func (f *partFinder) open(k, section int, span doc.Span) {
	def := &f.parts[k]
	if !f.spans[k].Empty() || !f.mayStand(def, section) {
		return
	}
	for j := range f.parts {
		other := &f.parts[j]
		if def.Under == "" || other.Under != "" || other.ID == def.Under || f.spans[j].Empty() || f.opened[j] != section {
			continue
		}
		if at := f.spans[j]; at.Block < span.Block || at.Block == span.Block && at.Start <= span.Start {
			return
		}
	}
	f.spans[k], f.opened[k], f.missing[k] = span, section, false
}

// ByLead looks at the lead with which p starts at byte from.
func (f *partFinder) byLead(p *para, from, section int, missing []int) {
	end, mark, runes := lead(p.text[:p.end], from)
	if runes > maxLead || mark != '：' && mark != ':' && mark != '。' {
		return
	}
	f.words.read(f.clock.relative(p.text[from:end]), f.named)
	for _, k := range missing {
		if f.named[k] == asName && (mark != '。' || f.parts[k].Under != "") {
			f.open(k, section, doc.Span{Block: p.block, Start: skipSpace(p.text, from), End: end})
		}
	}
}

// ByYears looks at the clauses of p that open with a year behind the report's own, for
// the words that go on from 明年: 2026年，我局将……
func (f *partFinder) byYears(p *para, from, section int) {
	nextYears := f.openers.words['明'&0xff]
	if f.clock.year == 0 || !slices.ContainsFunc(nextYears, func(w opener) bool { return f.missing[w.part] && strings.HasPrefix(w.head, "明年") }) {
		return
	}
	t := p.text[:p.end]
	for i := from; i < len(t); {
		year, start, end := nextYear(t, i)
		if year == 0 {
			return
		}
		before, _ := utf8.DecodeLastRuneInString(t[from:start])
		if i = end; year <= f.clock.year || skipSpace(t, from) != start && !opensClause(before) {
			continue
		}
		for _, w := range nextYears {
			if !f.missing[w.part] {
				continue
			}
			if rest, ok := strings.CutPrefix(w.head, "明年"); ok && hasPrefixAt(t, end, rest) && (w.tail == "" || within(t, end+len(rest), w.tail) >= 0) {
				f.open(w.part, section, doc.Span{Block: p.block, Start: start, End: end})
			}
		}
	}
}

// ByFrames looks at the clauses of p that say in which respect, for the parts that stand in
// another: 在作风建设方面，我局……
func (f *partFinder) byFrames(p *para, from, section int, nested []int) {
	t := p.text[:p.end]
	signs := p.signsFrom(from)
	for _, tail := range [...]string{"方面", "上"} {
		for _, s := range signs {
			end := int(s.at)
			if tail == "上" && s.r != '，' || end-len(tail) < from || t[end-len(tail):end] != tail {
				continue
			}
			start := clauseStart(t, from, end-len(tail))
			if !isFrame(t, start, end) {
				continue
			}
			f.words.read(f.clock.relative(strings.TrimPrefix(t[start:end], "在")), f.named)
			for _, k := range nested {
				if f.named[k] == asName {
					f.open(k, section, doc.Span{Block: p.block, Start: start, End: end})
				}
			}
		}
	}
}

// ClauseStart returns the byte where the clause begins that goes on at byte i of t, not
// before from; -1 when it is longer than maxLead.
func clauseStart(t string, from, i int) int {
	for n := 0; i > from; n++ {
		r, size := utf8.DecodeLastRuneInString(t[:i])
		switch {
		case isSentenceEnd(r), r == '，', r == ',', r == '：', r == ':':
			return skipSpace(t, i)
		case n == maxLead:
			return -1
		}
		i -= size
	}
	return skipSpace(t, i)
}

// IsFrame reports whether t[start:end] is a clause 在……方面, ……方面 or 在……上.
func isFrame(t string, start, end int) bool {
	if r := runeAt(t, end); start < 0 || start >= end || r != '，' && r != ',' && r != '：' {
		return false
	}
	clause := t[start:end]
	if strings.HasSuffix(clause, "方面") {
		return !strings.HasSuffix(clause, "等方面")
	}
	return strings.HasPrefix(clause, "在") && !endsWithAny(clause, []string{"会上", "础上", "网上", "线上", "台上", "堂上", "课上", "以上"})
}

// ByItem looks at the first clause of an item of an enumeration, which is a line of its
// own for a part that stands in no other: 五是下步打算。
func (f *partFinder) byItem(t string, marker doc.Span, section int, missing []int) {
	end, n := marker.End, 0
	for end < len(t) && n <= maxLead {
		r, size := utf8.DecodeRuneInString(t[end:])
		if r == '，' || r == ',' || r == '：' || isSentenceEnd(r) {
			break
		}
		end, n = end+size, n+1
	}
	if n > maxLead {
		return
	}
	f.words.read(f.clock.relative(t[marker.End:end]), f.named)
	line := skipSpace(t, 0) == marker.Start && len(strings.TrimRight(t[end:], "。：: ")) == 0
	for _, k := range missing {
		if f.named[k] == asName && (line || f.parts[k].Under != "") {
			f.open(k, section, doc.Span{Block: marker.Block, Start: marker.Start, End: end})
		}
	}
}

// Openers are words for running text.
type openers struct {
	words    [256][]opener // by the low byte of their first character
	anywhere [256]uint64   // the same of those that need not open a clause: a bit for each part, see partBit
}

// An opener is one word for running text.
type opener struct {
	part     int    // index of the part that it opens
	anywhere bool   // it need not open a clause
	closing  bool   // it counts in the last paragraph alone
	head     string // what it starts with
	tail     string // what must follow in the same sentence; empty: nothing
}

func newOpeners(parts []analyze.PartDef) *openers {
	o := new(openers)
	for k := range parts {
		for _, word := range parts[k].Inline {
			rest, anywhere := strings.CutPrefix(word, "…")
			rest, closing := strings.CutSuffix(rest, "$")
			head, tail, _ := strings.Cut(rest, "…")
			if head == "" {
				continue
			}
			at := byte(runeAt(head, 0))
			o.words[at] = append(o.words[at], opener{k, anywhere, closing, head, tail})
			if anywhere {
				o.anywhere[at] |= partBit(k)
			}
		}
	}
	return o
}

// Each calls f for every opener of the missing parts that p has from byte from on; last
// tells that p is the last paragraph.
func (o *openers) each(p *para, from int, last bool, missing []bool, f func(part, start, end int)) {
	t := p.text[:p.end]
	wanted := uint64(0)
	for k, is := range missing {
		if is {
			wanted |= partBit(k)
		}
	}
	clause := true // a clause starts at i
	for i := from; i < len(t); {
		if !clause && isHanLead(t[i]) && o.anywhere[t[i+1]<<6|t[i+2]&0x3f]&wanted == 0 { // most characters of a text
			i += len("是")
			continue
		}
		r, n := utf8.DecodeRuneInString(t[i:])
		for _, w := range o.words[byte(r)] {
			if !missing[w.part] || !clause && !w.anywhere || w.closing && !last || !hasPrefixAt(t, i, w.head) {
				continue
			}
			end := i + len(w.head)
			if w.tail != "" {
				if end = within(t, end, w.tail); end < 0 {
					continue
				}
			}
			if r := runeAt(t, end); r != '的' && r != '时' && r != '整' { // 存在问题的单位, 存在问题整改
				f(w.part, i, end)
			}
		}
		if !isSpace(r) {
			clause = opensClause(r) || clause && r == '在' // 在下一步工作中
		}
		i += n
	}
}
