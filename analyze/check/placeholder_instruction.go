package check

import (
	"hegao/analyze"
)

var _ = register(&analyze.Check{
	ID:       "placeholder.instruction",
	Title:    "填写说明没有删",
	Severity: analyze.Error,
	Doc: `模板里写给填报人看的话还留在报告里，例如“【此处填写……】”“（不少于500字）”“请结合实际填写”，或者 Word 里“单击此处输入文字”的提示。
请按说明写好内容，再把说明删去。`,
	Bad:  `党委书记与19名负责人签订责任书。⟦f⟧【此处填写本单位落实主体责任的特色做法，不超过200字】⟦/⟧`,
	Good: `党委书记与19名负责人签订责任书，推行“清单＋台账＋回访”工作法，逐条对账销号。`,
	Run:  leftInstructions,
})

func leftInstructions(p *analyze.Pass) error {
	for _, h := range p.Report.Placeholders {
		if !h.Instruction || h.Kind == analyze.Alternative {
			continue
		}
		p.Emit(analyze.Finding{
			Span:     h.Span,
			Message:  "填写说明" + quote(p.Report.Doc.Text(h.Span)) + "没有删去",
			Expected: "按说明写好的内容",
			Fix:      fix("按说明写好内容，再删去说明"),
		})
	}
	return nil
}
