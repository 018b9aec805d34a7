package check

import (
	"hegao/analyze"
)

var _ = register(&analyze.Check{
	ID:       "placeholder.alternative",
	Title:    "模板的选项没有选定",
	Severity: analyze.Warning,
	Doc: `模板为各种单位备好的几种说法原样留着，例如“党组（总支、支部）”“党委（党组）”，没有按本单位的情况选定。
请只留下与本单位相符的一种。《党委（党组）落实全面从严治党主体责任规定》这样的文件名不算。`,
	Bad:  `⟦f⟧党组（总支、支部）⟦/⟧始终把加强政治理论学习放在首位，上半年集体学习6次。`,
	Good: `党组始终把加强政治理论学习放在首位，认真落实《党委（党组）落实全面从严治党主体责任规定》，上半年集体学习6次。`,
	Run:  openAlternatives,
})

func openAlternatives(p *analyze.Pass) error {
	for _, h := range p.Report.Placeholders {
		if h.Kind != analyze.Alternative {
			continue
		}
		text := p.Report.Doc.Text(h.Span)
		p.Emit(analyze.Finding{
			Span:     h.Span,
			Message:  quote(text) + "是模板里的选项，没有选定",
			Expected: "只写与本单位相符的一种",
			Fix:      fix("只留下本单位实际的名称，删去其余的和括号"),
		})
	}
	return nil
}
