package check

import (
	"slices"

	"hegao/analyze"
)

// orderParams are the parameters of section.order.
type orderParams struct {
	Order []string `toml:"order"` // parts in the order expected; empty: as the profile lists them
}

var _ = register(&analyze.Check{
	ID:       "section.order",
	Title:    "各部分的先后不对",
	Severity: analyze.Warning,
	Doc: `报告的几大部分没有按通行的先后写，例如“下一步打算”写在“存在的问题”前面。
先后不一，汇总时容易看漏。请把部分调到应在的位置，编号顺下来。只比较一级标题；小标题先写哪个不管。`,
	Bad: `一、工作开展情况
上半年，我局紧扣年度目标，推进各项重点任务。
⟦f⟧二、下一步打算⟦/⟧
继续推进在建项目，按月调度进度。
三、存在的问题
部分项目前期手续办理偏慢。`,
	Good: `一、工作开展情况
上半年，我局紧扣年度目标，推进各项重点任务。
二、存在的问题
部分项目前期手续办理偏慢。
三、下一步打算
继续推进在建项目，按月调度进度。`,
	Params: func() any { return &orderParams{} },
	Run:    disorderedSections,
})

func disorderedSections(p *analyze.Pass) error {
	order := p.Params.(*orderParams).Order
	if len(order) == 0 {
		for _, part := range p.Profile.Parts {
			order = append(order, part.ID)
		}
	}
	titles := map[string]string{}
	for _, part := range p.Profile.Parts {
		titles[part.ID] = part.Title
	}
	before := "" // the part that was last seen in its place
	for _, id := range order {
		first, last := topSections(p.Report, id)
		if titles[id] == "" || first < 0 {
			continue
		}
		if before != "" {
			if earlier, _ := topSections(p.Report, before); last < earlier {
				s := &p.Report.Sections[first]
				p.Emit(analyze.Finding{
					Span:     s.Span,
					Message:  quote(s.Title) + "写在了" + quote(p.Report.Sections[earlier].Title) + "前面",
					Expected: "先写" + quote(titles[before]) + "，再写" + quote(titles[id]),
					Basis:    basis(p.Profile),
					Fix:      fix("把这一部分移到" + quote(p.Report.Sections[earlier].Title) + "之后，编号顺下来"),
					Related:  []analyze.Related{{Report: p.Report.ID, Span: p.Report.Sections[earlier].Span, Note: "应当在前"}},
				})
				continue
			}
		}
		before = id
	}
	return nil
}

// topSections returns the first and the last section of the outermost level that is part; -1: none.
func topSections(r *analyze.Report, part string) (first, last int) {
	first, last = -1, -1
	for i, s := range r.Sections {
		if s.Level == 1 && slices.Contains(s.Parts, part) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}
