package check

import (
	"hegao/analyze"
)

var _ = register(&analyze.Check{
	ID:       "numbering.gap",
	Title:    "编号跳号",
	Severity: analyze.Error,
	Doc: `编号没有接着往下数：标题从“（二）”跳到“（四）”，或者正文里“一是”后面直接是“三是”。
多半是删改时整段漏了，也可能只是没有改编号。请先看是不是少了内容，少了的补上；没少的把编号顺下来。
标题各级编号和正文里的“一是、二是”都查；每一节、每一组各数各的。只有“一是”没有“二是”的，提请核实。`,
	Bad: `一、工作开展情况
一是抓部署。召开会议6次。⟦f⟧三是⟦/⟧抓落实。按月调度。
二、存在的问题
力量不足。
⟦f⟧四、下一步打算⟦/⟧
继续努力。`,
	Good: `一、工作开展情况
一是抓部署。召开会议6次。二是抓督查。检查3轮。三是抓落实。按月调度。
二、存在的问题
一是力量不足；二是经验不足。
三、下一步打算
继续努力。`,
	Run: gaps,
})

func gaps(p *analyze.Pass) error {
	for _, s := range factsOf(p).series {
		for _, f := range s.faults() {
			if len(f.missing) == 0 || s.written(p.Report.Doc, f) {
				continue
			}
			if f.item == 0 && len(s.items) == 1 { // one number alone is hardly a series
				if !s.heading || s.items[0].ordinal != 2 {
					continue
				}
				f.doubtful = true
			}
			p.Emit(gapFinding(&s, f))
		}
		if s.unanswered(p.Report.Doc) {
			p.Emit(analyze.Finding{
				Severity: analyze.Warning,
				Span:     s.items[0].span,
				Message:  "有“一是”，后面没有“二是”",
				Fix:      fix("看看是否漏了内容；只有一条的，不用编号"),
			})
		}
	}
	return nil
}

func gapFinding(s *series, f fault) analyze.Finding {
	it := s.items[f.item]
	expected := like(it.mark, it.ordinal, f.missing[0])
	finding := analyze.Finding{
		Span:     it.span,
		Message:  quote(it.mark) + "前面缺" + missingMarks(it, f.missing),
		Expected: quote(expected),
		Fix:      fix("看看是否漏了内容：漏了的补上；没有漏的，从这里起把编号顺下来"),
	}
	switch {
	case f.doubtful && f.item > 0:
		finding.Message = quote(it.mark) + "的先后不对，它前面是" + quote(like(it.mark, it.ordinal, f.previous))
		finding.Fix = fix("按先后重新编号")
	case f.item > 0:
		finding.Message = quote(like(it.mark, it.ordinal, f.previous)) + "后面直接是" + quote(it.mark) + "，缺" + missingMarks(it, f.missing)
	}
	if f.doubtful {
		finding.Severity = analyze.Warning
	}
	return finding
}

// missingMarks names the missing numbers in the style of the item after them.
func missingMarks(it numbered, missing []int) string {
	first := like(it.mark, it.ordinal, missing[0])
	if len(missing) == 1 {
		return quote(first)
	}
	return quote(first) + "至" + quote(like(it.mark, it.ordinal, missing[len(missing)-1]))
}
