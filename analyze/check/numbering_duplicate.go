package check

import (
	"hegao/analyze"
)

var _ = register(&analyze.Check{
	ID:       "numbering.duplicate",
	Title:    "编号重复",
	Severity: analyze.Error,
	Doc: `同一组里一个编号用了两次，例如两个“二是”、两个“（三）”。
多半是插入一段后没有改后面的编号，也可能是同一段复制了两遍。请核对内容是否重复，再把编号顺下来。`,
	Bad: `一、存在的问题
一是重视不够；二是力量不足；⟦f⟧二是⟦/⟧创新不够；三是经费紧张。
二、下一步打算
继续努力。`,
	Good: `一、存在的问题
一是重视不够；二是力量不足；三是创新不够；四是经费紧张。
二、下一步打算
一是抓学习；二是抓落实。`,
	Run: duplicates,
})

func duplicates(p *analyze.Pass) error {
	for _, s := range factsOf(p).series {
		for _, f := range s.faults() {
			if len(f.missing) > 0 {
				continue
			}
			it, first := s.items[f.item], s.items[f.first]
			finding := analyze.Finding{
				Span:     it.span,
				Message:  quote(it.mark) + "重复，前面已经有一个",
				Expected: quote(like(it.mark, it.ordinal, f.previous+1)),
				Fix:      fix("核对两处内容是否重复，再从这里起把编号顺下来"),
				Related:  []analyze.Related{{Report: p.Report.ID, Span: first.span, Note: "前一个" + first.mark}},
			}
			if f.doubtful {
				finding.Severity = analyze.Warning
			}
			p.Emit(finding)
		}
	}
	return nil
}
