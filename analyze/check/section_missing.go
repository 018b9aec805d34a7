package check

import (
	"iter"
	"slices"
	"strings"

	"hegao/analyze"
	"hegao/analyze/doc"
)

var _ = register(&analyze.Check{
	ID:       "section.missing",
	Title:    "缺少必备部分",
	Severity: analyze.Error,
	Doc: `检查方案要求写的部分，报告里没有：既没有这样的标题，正文里也没有引出它的话。
缺一部分，报告就不完整，也没法和其他单位放在一起比较。
请补写这一部分。如果其实写了，只是标题用了少见的说法，改成通行的标题（如“存在的问题”“下一步打算”）就能认出来。`,
	Bad: `⟦f⟧〔整篇报告〕⟦/⟧
关于2026年上半年工作情况的报告
一、上半年工作开展情况
上半年，我局紧扣年度目标，推进各项重点任务，已完成全年计划的一半。
二、下半年工作打算
继续推进在建项目，按月调度进度，确保年底前全部完工。`,
	Good: `关于2026年上半年工作情况的报告
一、上半年工作开展情况
上半年，我局紧扣年度目标，推进各项重点任务，已完成全年计划的一半。
二、存在的不足
部分项目前期手续办理偏慢，资金拨付不够及时。
三、下半年工作打算
继续推进在建项目，按月调度进度，确保年底前全部完工。`,
	Run: missingSections,
})

func missingSections(p *analyze.Pass) error {
	if damaged(p.Report.Doc) {
		return nil
	}
	attachments := attachmentsFrom(p.Report)
	for _, part := range p.Profile.Parts {
		at, inline := p.Report.Inline[part.ID]
		if p.Report.Parts[part.ID] == analyze.AsHeading || inline && at.Block < attachments || covered(p, part) {
			continue
		}
		attachment, attached := naming(p.Report.Doc, attachments, part)
		f := analyze.Finding{
			Message:  "没有" + quote(part.Title) + "部分",
			Expected: "有标题写明" + quote(part.Title) + "，或者在正文里写明",
			Basis:    basis(p.Profile) + "要求有这一部分",
			Fix:      fix("补写这一部分，标题可以用" + quote(part.Title) + "；已经写了的，把标题改成这样的说法"),
		}
		switch {
		case attached:
			f.Severity, f.Span = analyze.Warning, attachment
			f.Message = quote(part.Title) + "只在附件里有，正文里没有"
			f.Fix = fix("在正文里也概括地写一写" + quote(part.Title))
		case p.Report.Doc.Status == doc.Partial:
			f.Severity = analyze.Warning
			f.Message = "读得出的文字里没有" + quote(part.Title) + "部分"
		case !hasHeadings(p.Report): // without headings it is hard to tell
			f.Severity = analyze.Warning
			f.Message = "全文没有小标题，也看不出" + quote(part.Title) + "在哪里"
		default:
			if s, word := hint(p, part); s != nil {
				f.Severity, f.Span = analyze.Warning, s.Span
				f.Message = "没有" + quote(part.Title) + "部分，只在" + quote(s.Number+s.Title) + "里提到" + quote(word)
			}
		}
		p.Emit(f)
	}
	return nil
}

// covered reports whether a part without a heading of its own is there all the
// same: parts that stand in it are, or it is the body of the report and there are
// headings, or paragraphs of a text without headings, that belong to no part.
func covered(p *analyze.Pass, part analyze.PartDef) bool {
	for _, inner := range p.Profile.Parts {
		if inner.Under == part.ID && p.Report.Parts[inner.ID] == analyze.AsHeading {
			return true
		}
	}
	if part.Main {
		if !hasHeadings(p.Report) && len(p.Report.Inline) > 0 { // what the other parts leave
			return true
		}
		for s := range looseSections(p.Report, p.Profile.Parts, "") {
			if bare(p.Report.Doc, content(p.Report, s)) != "" {
				return true
			}
		}
	}
	return false
}

// hint returns a section of no part that speaks of part, and the word of the part
// that stands in it; nil: none.
func hint(p *analyze.Pass, part analyze.PartDef) (*analyze.Section, string) {
	const telling = 9 // bytes: a word of three characters
	tells := wordsOf(slices.DeleteFunc(slices.Clone(part.Headings), func(word string) bool { return len(word) < telling })...)
	for s := range looseSections(p.Report, p.Profile.Parts, part.Under) {
		for piece := range pieces(p.Report.Doc, doc.Range{From: rangeOf(s.Span).From, To: s.Own.To}) {
			if word := tells.firstOf(p.Report.Doc.Text(piece)); word != "" {
				return s, word
			}
		}
	}
	return nil, ""
}

// looseSections yields the sections that are none of parts and stand in none, or in under
// alone. What is a part to other profiles alone is none here.
func looseSections(r *analyze.Report, parts []analyze.PartDef, under string) iter.Seq[*analyze.Section] {
	return func(yield func(*analyze.Section) bool) {
		known := func(id string) bool {
			return slices.ContainsFunc(parts, func(def analyze.PartDef) bool { return def.ID == id })
		}
		var part *analyze.Section // the last one that is a part
		for i := range r.Sections {
			s := &r.Sections[i]
			switch {
			case s.Level == 0 || part != nil && part.Body.Contains(s.Body.From):
			case !slices.ContainsFunc(s.Parts, known):
				if !yield(s) {
					return
				}
			case under == "" || !slices.Contains(s.Parts, under):
				part = s
			}
		}
	}
}

func hasHeadings(r *analyze.Report) bool {
	return slices.ContainsFunc(r.Sections, func(s analyze.Section) bool { return s.Level > 0 })
}

// attachmentsFrom returns the first block of the attachments: the first one behind
// the last section that begins with 附件. The number of blocks: there are none, or
// there is no section to tell them from a form's own number (附件1) above the title.
func attachmentsFrom(r *analyze.Report) int {
	if !hasHeadings(r) {
		return len(r.Doc.Blocks)
	}
	i := r.Sections[len(r.Sections)-1].Span.Block + 1
	for ; i < len(r.Doc.Blocks); i++ {
		if b := &r.Doc.Blocks[i]; b.Kind.Body() && strings.HasPrefix(strings.TrimSpace(b.Text), "附件") {
			break
		}
	}
	return i
}

// naming returns the first line from block i on that names part: 附件2：廉政文化建设情况.
func naming(d *doc.Document, i int, part analyze.PartDef) (doc.Span, bool) {
	names := wordsOf(part.Headings...)
	for ; i < len(d.Blocks); i++ {
		if b := &d.Blocks[i]; b.Kind.Body() && names.in(b.Text) {
			return doc.Span{Block: i, End: len(b.Text)}, true
		}
	}
	return doc.Span{}, false
}
