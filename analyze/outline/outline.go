// Package outline finds how a report is built: its title, its sections and which
// required part each of them is, its enumerations, and who signed it when.
package outline

import (
	"slices"
	"strings"
	"sync"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/lexicon"
	"hegao/analyze/segment"
)

// An Outline is how one report is built. Its fields are those of [analyze.Report].
type Outline struct {
	Title        string
	Sections     []analyze.Section
	Parts        map[string]analyze.PartState
	Inline       map[string]doc.Span
	Enumerations []analyze.Enumeration
	Signature    analyze.Signature
}

// A Reader finds the outlines of reports. It is safe for concurrent use.
type Reader struct {
	parts   []analyze.PartDef
	words   *vocabulary
	phrases []string          // of each part, what its headings may be like, a line each
	pairs   map[string]uint64 // by two neighbouring characters of phrases: a bit for each part that has them, see partBit
	openers *openers
	rooms   sync.Pool // of *room
}

// A room is memory for what is seen of one document after the other.
type room struct {
	paras []para
	signs []sign
}

// NewReader returns a reader that looks for parts, of which there may be none.
func NewReader(parts []analyze.PartDef) *Reader {
	r := &Reader{parts: parts, words: newVocabulary(parts), openers: newOpeners(parts), pairs: map[string]uint64{}}
	r.rooms.New = func() any { return new(room) }
	for k := range parts {
		phrases := parts[k].Title + "\n" + strings.Join(parts[k].Headings, "\n")
		r.phrases = append(r.phrases, phrases)
		for i := range phrases {
			r.pairs[firstPair(phrases[i:])] |= partBit(k)
		}
	}
	return r
}

// PartBit returns the bit that stands for part k in a set of 64; parts beyond share one.
func partBit(k int) uint64 { return 1 << (k % 64) }

// Read finds the outline of d. Tokens are the words of each block; they may be nil. Sections and enumerations are in reading order.
// The report's own title is a section of level 0, a subtitle that names the report
// is another. The last section ends where the signature or an appendix begins:
// headings inside an appendix are none of the report's. Of a file that holds several
// reports, title and signature are those of the first; each has its own sections, and a
// part that any of them has is there. Titles in traditional characters
// are given in simplified ones.
func (r *Reader) Read(d *doc.Document, tokens [][]segment.Token) Outline {
	d = d.Map(lexicon.Fold)
	room := r.rooms.Get().(*room)
	defer r.rooms.Put(room)
	paras := room.survey(d)
	defer clear(paras)
	markContents(paras)
	starts := append(reportStarts(paras), len(paras))
	var o Outline
	for k := range len(starts) - 1 {
		own := r.readReport(d, paras[starts[k]:starts[k+1]], stopOf(d, paras, starts[k+1]), tokens)
		if k == 0 {
			o = own
		} else {
			o.add(own)
		}
	}
	return o
}

// ReadReport finds the outline of one report, whose paragraphs end at limit.
func (r *Reader) readReport(d *doc.Document, paras []para, limit doc.Pos, tokens [][]segment.Token) Outline {
	title := findTitle(paras)
	signature, end := findEnd(paras, title)
	headings := findHeadings(paras[:end], r.words)
	setLevels(headings)

	if end < len(paras) {
		limit = stopOf(d, paras, end)
	}
	o := Outline{Title: title.text, Signature: signature}
	o.Sections = sections(title, headings, limit)
	o.Enumerations = enumerations(paras[:end], headings, o.Sections)
	o.findParts(r, d, paras, end, tokens)
	return o
}

// Sections turns the titles and the headings of one report, which ends at stop, into
// sections with their ranges.
func sections(title title, headings []heading, stop doc.Pos) []analyze.Section {
	out := make([]analyze.Section, 0, len(title.lines)+len(headings))
	for _, l := range title.lines {
		out = append(out, analyze.Section{
			Span:  l.span,
			Title: l.text,
			Own:   doc.Range{From: l.after},
		})
	}
	for i := range headings {
		h := &headings[i]
		out = append(out, analyze.Section{
			Span:    doc.Span{Block: h.block, Start: h.start, End: h.end},
			Number:  h.number,
			Title:   h.title,
			Level:   h.level,
			Style:   h.style,
			Ordinal: h.ordinal,
			RunIn:   h.runIn,
			Own:     doc.Range{From: h.after},
		})
	}
	slices.SortStableFunc(out, func(a, b analyze.Section) int {
		if a.Span.Block != b.Span.Block {
			return a.Span.Block - b.Span.Block
		}
		return a.Span.Start - b.Span.Start
	})
	for i := range out {
		s := &out[i]
		s.Own.To, s.Body.To = stop, stop
		s.Body.From = s.Own.From
		if i+1 < len(out) {
			s.Own.To = startOf(out[i+1].Span)
		}
		for j := i + 1; j < len(out); j++ {
			if out[j].Level <= s.Level && s.Level > 0 {
				s.Body.To = startOf(out[j].Span)
				break
			}
		}
		if s.Own.To.Before(s.Own.From) {
			s.Own.To = s.Own.From
		}
		if s.Body.To.Before(s.Body.From) {
			s.Body.To = s.Body.From
		}
	}
	return out
}

func startOf(s doc.Span) doc.Pos { return doc.Pos{Block: s.Block, Off: s.Start} }

// StopOf returns where paras[end] starts, or the end of the document.
func stopOf(d *doc.Document, paras []para, end int) doc.Pos {
	if end < len(paras) {
		return doc.Pos{Block: paras[end].block, Off: paras[end].start}
	}
	return doc.Pos{Block: len(d.Blocks)}
}
