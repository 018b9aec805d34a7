package outline

import (
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// A file may hold several reports: one that covers the others, and those of the branches,
// each with its own title, numbering and signature.

// ReportStarts returns the index of the first paragraph of each report of a file, 0 first.
// A further one starts at a line that reads like a report's title, behind the text of the
// one before: where that is signed, or where the title is built like its.
func reportStarts(paras []para) []int {
	starts := []int{0}
	prose := false // the report has text
	title := ""    // of the report
	for i := range paras {
		p := &paras[i]
		prose = prose || p.prose()
		if p.role != running || !titlesReport(p) || i > 0 && isAttachmentLine(&paras[i-1]) {
			continue
		}
		name := bareTitle(p.trimmed())
		switch {
		case !prose:
			title = name
		case p.kind == doc.Title || signedAbove(paras, i) || title != "" && endAlike(name, title):
			at := i
			for at > 0 && paras[at-1].role == running && isUnit(paras[at-1].trimmed()) && belongsAbove(&paras[at-1], p) && signedAbove(paras, at-1) {
				at--
			}
			starts, title, prose = append(starts, at), name, false
		}
	}
	return starts
}

// TitlesReport reports whether p reads like the title of a report: 2026年上半年工作报告.
func titlesReport(p *para) bool {
	const shortest, longest = 8, 50 // characters
	switch p.last {
	case '告', '结', '报', '》', '”':
	default:
		if !isCloseParen(p.last) {
			return false
		}
	}
	if p.prose() || p.runes < shortest || p.runes > longest || isFurniture(p) || isSubtitle(p) {
		return false
	}
	name := bareTitle(p.trimmed())
	if !endsWithAny(name, []string{"报告", "总结", "汇报", "小结"}) || !holdsAny(name, []string{"年", "季度", "月份", "关于"}) {
		return false
	}
	_, numbered := p.number()
	return !numbered
}

// SignedAbove reports whether a date that signs a report stands right above paras[at].
func signedAbove(paras []para, at int) bool {
	const near = 3 // lines
	for j := at - 1; j >= 0 && j >= at-near; j-- {
		if p := &paras[j]; p.role == running && p.runes <= 50 && dateAtEnd(p.trimmed()) >= 0 {
			return true
		}
	}
	return false
}

// EndAlike reports whether two titles end in the same words: only who reports differs.
func endAlike(a, b string) bool {
	const enough = 10 // characters
	for n := 0; n < enough; n++ {
		r, i := utf8.DecodeLastRuneInString(a)
		s, j := utf8.DecodeLastRuneInString(b)
		if r != s || i == 0 {
			return false
		}
		a, b = a[:len(a)-i], b[:len(b)-j]
	}
	return true
}

// Add adds to o what a further report of the same file is made of.
func (o *Outline) add(p Outline) {
	before := len(o.Sections)
	o.Sections = append(o.Sections, p.Sections...)
	for _, e := range p.Enumerations {
		e.Section += before
		o.Enumerations = append(o.Enumerations, e)
	}
	for id, state := range p.Parts {
		if o.Parts[id] == analyze.AsHeading || state == analyze.Absent {
			continue
		}
		if at, ok := p.Inline[id]; ok && o.Parts[id] == analyze.Absent {
			o.Inline[id] = at
		} else if state == analyze.AsHeading {
			delete(o.Inline, id)
		} else {
			continue
		}
		o.Parts[id] = state
	}
}
