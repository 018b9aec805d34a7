package outline

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/segment"
)

const alike = 0.6 // floor of the likeness of a heading to a part's words

// A partFinder finds the parts of one report.
type partFinder struct {
	*Reader
	sections []analyze.Section
	clock    clock
	names    [][]naming // of each section, how its title names each part, its years read relative to the report's own
	above    []int      // index of the section that each one stands in, or -1
	spans    []doc.Span // of each part, where running text opens it
	opened   []int      // of each part, the section that it is opened in
	missing  []bool     // of each part, whether no section is it by its words
	named    []naming   // room for how a text names each part
}

// FindParts gives the sections of o their parts and says how the report has each part:
// by a heading that holds its words, by running text that opens it, by the heading
// most like its words, in an attachment.
func (o *Outline) findParts(r *Reader, d *doc.Document, paras []para, end int, tokens [][]segment.Token) {
	parts := r.parts
	o.Parts = make(map[string]analyze.PartState, len(parts))
	o.Inline = make(map[string]doc.Span)
	if len(parts) == 0 {
		return
	}
	f := r.newPartFinder(paras[:end], o.Sections)
	f.byWords()
	f.byText(d, paras[:end], o.Enumerations)
	long := f.titleWords(d, tokens)
	attached := sync.OnceValue(func() []doc.Span { return f.attached(paras[end:]) })
	for k := range parts {
		def := &parts[k]
		span := f.spans[k]
		state := analyze.Absent
		switch {
		case f.has(def.ID), span.Empty() && f.byLikeness(long, k):
			state = analyze.AsHeading
		default:
			if span.Empty() {
				span = attached()[k]
			}
			if !span.Empty() {
				state, o.Inline[def.ID] = analyze.AsInline, span
			}
		}
		o.Parts[def.ID] = state
	}
	for k := range parts {
		if def := &parts[k]; def.Main && o.Parts[def.ID] == analyze.Absent {
			o.findBody(d, paras[:end], def, parts)
		}
	}
}

// FindBody finds the part that is the body of the report by what the other parts leave, if
// there are any: an outermost section with text that is no part, or one that stands in the
// body, or, without headings, the text before the first part that is opened.
func (o *Outline) findBody(d *doc.Document, paras []para, def *analyze.PartDef, parts []analyze.PartDef) {
	if !slices.ContainsFunc(o.Sections, func(s analyze.Section) bool { return len(s.Parts) > 0 }) && len(o.Inline) == 0 {
		return
	}
	headed := false
	for i := range o.Sections {
		s := &o.Sections[i]
		headed = headed || s.Level > 0
		loose := s.Level == 1 && (len(s.Parts) == 0 || slices.ContainsFunc(parts, func(p analyze.PartDef) bool { return p.Under == def.ID && slices.Contains(s.Parts, p.ID) }))
		if inner := i+1 < len(o.Sections) && o.Sections[i+1].Level > s.Level; loose && (inner || s.RunIn || hasText(paras, s.Own)) {
			o.Parts[def.ID] = analyze.AsHeading
			return
		}
	}
	first := doc.Pos{Block: len(d.Blocks)}
	for _, span := range o.Inline {
		if at := startOf(span); at.Before(first) {
			first = at
		}
	}
	for i := 0; i < len(paras) && !headed; i++ {
		if p := &paras[i]; p.role == running && p.prose() && !isSalutation(p) && (doc.Pos{Block: p.block, Off: p.start}).Before(first) {
			o.Parts[def.ID], o.Inline[def.ID] = analyze.AsInline, spanOf(p)
			return
		}
	}
}

// HasText reports whether running text stands in r.
func hasText(paras []para, r doc.Range) bool {
	return slices.ContainsFunc(paras, func(p para) bool { return p.role <= row && r.Contains(doc.Pos{Block: p.block, Off: p.start}) })
}

func (r *Reader) newPartFinder(paras []para, sections []analyze.Section) *partFinder {
	n := len(r.parts)
	f := &partFinder{Reader: r, sections: sections, names: make([][]naming, len(sections)), above: make([]int, len(sections)),
		spans: make([]doc.Span, n), opened: make([]int, n), missing: make([]bool, n), named: make([]naming, n)}
	names := make([]naming, n*len(sections))
	f.clock = newClock(paras, sections)
	var open [1 + 2*rankCircled/100]int // index of the open section of each level, plus one
	for i := range sections {
		f.names[i] = names[n*i : n*(i+1)]
		f.words.read(f.clock.relative(sections[i].Title), f.names[i])
		f.above[i] = -1
		level := min(sections[i].Level, len(open)-1)
		if level == 0 {
			continue
		}
		for l := level - 1; l > 0 && f.above[i] < 0; l-- {
			f.above[i] = open[l] - 1
		}
		open[level] = i + 1
		clear(open[level+1:])
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
			if f.sections[i].Level == 0 || (nested == 1) != f.inOuter(f.above[i]) {
				continue
			}
			for k := range f.parts {
				def := &f.parts[k]
				if def.Under == "" && missing(def.ID) && f.names[i][k] == asName {
					f.sections[i].Parts = append(f.sections[i].Parts, def.ID)
				}
			}
		}
	}
	for i := range f.sections {
		for k := range f.parts {
			def := &f.parts[k]
			if def.Under != "" && f.sections[i].Level > 0 && f.mayStand(def, i) && f.names[i][k] == asName {
				f.sections[i].Parts = append(f.sections[i].Parts, def.ID)
			}
		}
	}
}

// MayStand reports whether part def may stand in section i, which may be -1: in no
// other part than its own.
func (f *partFinder) mayStand(def *analyze.PartDef, i int) bool {
	if def.Under == "" {
		return true
	}
	for ; i >= 0; i = f.above[i] {
		for _, id := range f.sections[i].Parts {
			if f.isOuter(id) && id != def.Under {
				return false
			}
		}
	}
	return true
}

// InOuter reports whether section i is, or stands in, a part that stands in no other.
func (f *partFinder) inOuter(i int) bool {
	for ; i >= 0; i = f.above[i] {
		if slices.ContainsFunc(f.sections[i].Parts, f.isOuter) {
			return true
		}
	}
	return false
}

func (f *partFinder) isOuter(id string) bool {
	return slices.ContainsFunc(f.parts, func(d analyze.PartDef) bool { return d.ID == id && d.Under == "" })
}

func (f *partFinder) has(id string) bool {
	return slices.ContainsFunc(f.sections, func(s analyze.Section) bool { return slices.Contains(s.Parts, id) })
}

// ByLikeness gives part k to the heading of no part that is most like its words.
func (f *partFinder) byLikeness(long []longWords, k int) bool {
	def := &f.parts[k]
	inPhrases := func(word string) bool { return strings.Contains(f.phrases[k], word) }
	best, at := alike, -1
	for i := range f.sections {
		s := &f.sections[i]
		if long[i].parts&partBit(k) == 0 || s.Level == 0 || len(s.Parts) > 0 || !f.mayStand(def, i) || def.Under == "" && f.inOuter(f.above[i]) || !slices.ContainsFunc(long[i].words, inPhrases) {
			continue
		}
		if f.names[i][k] == asObject && !f.mayBe(def, i) {
			continue
		}
		runes := utf8.RuneCountInString(s.Title)
		if l := likeness(long[i].words, runes, def.Title); l >= best {
			best, at = l, i
		}
		for _, word := range def.Headings {
			if l := likeness(long[i].words, runes, word); l >= best {
				best, at = l, i
			}
		}
	}
	if at >= 0 {
		f.sections[at].Parts = append(f.sections[at].Parts, def.ID)
	}
	return at >= 0
}

// MayBe reports whether section i stands where part def does: of the first level, with
// one above and no more below than there are parts behind def. There 明确工作思路 is what
// comes next.
func (f *partFinder) mayBe(def *analyze.PartDef, i int) bool {
	top := func(s analyze.Section) bool { return s.Level == 1 }
	if !top(f.sections[i]) || !slices.ContainsFunc(f.sections[:i], top) {
		return false
	}
	allowed := 0
	for k := len(f.parts) - 1; k >= 0 && f.parts[k].ID != def.ID; k-- {
		if f.parts[k].Under == "" {
			allowed++
		}
	}
	for j := i + 1; j < len(f.sections) && allowed >= 0; j++ {
		if top(f.sections[j]) {
			allowed--
		}
	}
	return allowed >= 0
}

// LongWords are the words of at least two characters in a section's title.
type longWords struct {
	words []string
	parts uint64 // see Reader.pairs: in none but these can a word's beginning be found
}

// TitleWords returns the long words of each section, none for one that is a part.
func (f *partFinder) titleWords(d *doc.Document, tokens [][]segment.Token) []longWords {
	all := make([]longWords, len(f.sections))
	for i := range f.sections {
		s := &f.sections[i]
		if len(s.Parts) > 0 || s.Span.Block >= len(tokens) {
			continue
		}
		text, from := d.Blocks[s.Span.Block].Text, s.Span.Start+len(s.Number)
		for _, t := range tokens[s.Span.Block] {
			if t.End > s.Span.End {
				break
			}
			word := text[t.Start:t.End]
			if pair := firstPair(word); t.Start >= from && pair != "" {
				all[i].words = append(all[i].words, word)
				all[i].parts |= f.pairs[pair]
			}
		}
	}
	return all
}

// FirstPair returns the first two characters of t, "" where it has fewer.
func firstPair(t string) string {
	_, a := utf8.DecodeRuneInString(t)
	_, b := utf8.DecodeRuneInString(t[a:])
	if b == 0 {
		return ""
	}
	return t[:a+b]
}

// Likeness returns the share of characters, 0 to 1, that a title of so many runes and phrase
// have in common in the title's long words.
func likeness(words []string, runes int, phrase string) float64 {
	common := 0
	for _, word := range words {
		if strings.Contains(phrase, word) {
			common += utf8.RuneCountInString(word)
		}
	}
	if common == 0 {
		return 0
	}
	return 2 * float64(common) / float64(runes+utf8.RuneCountInString(phrase))
}

// Attached returns where the titles of attachments name each part.
func (f *partFinder) attached(paras []para) []doc.Span {
	spans := make([]doc.Span, len(f.parts))
	for i := range paras {
		p := &paras[i]
		if p.runes > 60 || p.prose() || !isAttachmentLine(p) && (i == 0 || !isAttachmentLine(&paras[i-1])) {
			continue
		}
		f.words.read(fold(p.trimmed()), f.named)
		for k, n := range f.named {
			if n == asName && spans[k].Empty() {
				spans[k] = spanOf(p)
			}
		}
	}
	return spans
}
