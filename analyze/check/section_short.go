package check

import (
	"fmt"
	"slices"
	"sort"

	"hegao/analyze"
	"hegao/analyze/doc"
)

var _ = register(&analyze.Check{
	ID:       "section.short",
	Title:    "内容过于简略",
	Severity: analyze.Warning,
	Doc: `必备的部分有标题，但下面只有三言两语，少于检查方案规定的字数（标点、空格不算）。
写得太少，看不出做了什么、问题在哪里。请核实是否写完整了。字数下限由检查方案的 min_chars 规定，可以改。`,
	Bad: `一、工作开展情况
上半年，我局紧扣年度目标，推进各项重点任务，召开调度会6次，解决难题12个，完成投资3.2亿元，在建项目全部达到序时进度；组织业务培训4期，参训180人次，办理群众来信21件，按期办结率100%。
⟦f⟧二、存在的问题⟦/⟧
部分工作进度偏慢。
三、下一步打算
继续推进在建项目，按月调度进度，倒排工期、挂图作战，确保年底前全部完工并交付使用，让群众早日受益。`,
	Good: `一、工作开展情况
上半年，我局紧扣年度目标，推进各项重点任务，召开调度会6次，解决难题12个，完成投资3.2亿元，在建项目全部达到序时进度；组织业务培训4期，参训180人次，办理群众来信21件，按期办结率100%。
二、存在的问题
一是部分项目前期手续办理偏慢，影响开工；二是资金拨付不够及时，个别标段进度滞后；三是专业技术人员不足，现场监管还有盲区。
三、下一步打算
继续推进在建项目，按月调度进度，倒排工期、挂图作战，确保年底前全部完工并交付使用，让群众早日受益。`,
	Run: shortSections,
})

func shortSections(p *analyze.Pass) error {
	for _, part := range p.Profile.Parts {
		first, n := partLength(p.Report, part)
		if first == nil || n >= part.MinChars {
			continue
		}
		if n == 0 || slices.Contains(zeroWords, bare(p.Report.Doc, content(p.Report, first))) { // section.empty speaks of it
			continue
		}
		p.Emit(analyze.Finding{
			Span:     first.Span,
			Message:  fmt.Sprintf("%s只有%d个字", quote(first.Title), n),
			Expected: fmt.Sprintf("%s不少于%d个字", quote(part.Title), part.MinChars),
			Basis:    basis(p.Profile),
			Fix:      fix("核实是否写完整，把做了什么、情况怎样写具体"),
		})
	}
	return nil
}

// partLength returns the first section that is part and how many characters all
// sections of that part have together, a template's instructions left out; it need
// not count beyond part.MinChars.
func partLength(r *analyze.Report, part analyze.PartDef) (first *analyze.Section, n int) {
	inside := -1 // a section in another of the part is counted with that
	for i := range r.Sections {
		s := &r.Sections[i]
		if !slices.Contains(s.Parts, part.ID) || inside >= 0 && r.Sections[inside].Body.Contains(s.Body.From) {
			continue
		}
		inside = i
		if first == nil {
			first = s
		}
		body, instructions := content(r, s), 0
		for _, h := range r.Placeholders[placeholdersBefore(r, body.From):placeholdersBefore(r, body.To)] {
			if h.Instruction {
				instructions += characters(r.Doc, rangeOf(h.Span), all)
			}
		}
		n += characters(r.Doc, body, part.MinChars+instructions) - instructions
	}
	return first, n
}

// placeholdersBefore returns how many placeholders of r begin before p.
func placeholdersBefore(r *analyze.Report, p doc.Pos) int {
	return sort.Search(len(r.Placeholders), func(i int) bool { return !rangeOf(r.Placeholders[i].Span).From.Before(p) })
}
