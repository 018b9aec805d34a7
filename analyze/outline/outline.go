// Package outline finds how a report is built: its title, its sections and which
// required part each of them is, its enumerations, and who signed it when.
package outline

import (
	"slices"

	"hegao/analyze"
	"hegao/analyze/doc"
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

// Read finds the outline of d. Tokens are the words of each block, parts the parts
// to look for; either may be nil. Sections and enumerations are in reading order.
// The report's own title is a section of level 0, a subtitle that names the report
// is another. The last section ends where the signature or an appendix begins:
// headings inside an appendix are none of the report's.
func Read(d *doc.Document, tokens [][]segment.Token, parts []analyze.PartDef) Outline {
	paras := survey(d)
	markContents(paras)
	title := findTitle(paras)
	signature, end := findEnd(paras, title)
	headings := findHeadings(paras[:end], parts)
	setLevels(headings)

	o := Outline{Title: title.text, Signature: signature}
	o.Sections = sections(d, paras, end, title, headings)
	o.Enumerations = enumerations(paras[:end], headings, o.Sections)
	o.findParts(d, paras, end, tokens, parts)
	return o
}

// Sections turns titles and headings into sections with their ranges.
func sections(d *doc.Document, paras []para, end int, title title, headings []heading) []analyze.Section {
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
	stop := stopOf(d, paras, end)
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

// StopOf returns where the report proper ends: before paras[end], or behind the last block.
func stopOf(d *doc.Document, paras []para, end int) doc.Pos {
	if end < len(paras) {
		return doc.Pos{Block: paras[end].block, Off: paras[end].start}
	}
	return doc.Pos{Block: len(d.Blocks)}
}
