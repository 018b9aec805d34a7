package check

import (
	"hegao/analyze"
)

var _ = register(&analyze.Check{
	ID:       "unit.missing",
	Title:    "没有报送",
	Severity: analyze.Error,
	Doc: `名册上的单位这一期没有报来，或者报来的是别的时期的材料。名册上注明免报的不算。
请催报；文件已经在手的，看看文件夹名、文件名、标题、落款里的单位名称是否与名册一致，可以在名册的“别名”一栏补上。`,
	Bad: `〔按时：市水务局〕
〔未报：⟦f⟧市教育局⟦/⟧〕`,
	Good: `〔按时：市水务局、市教育局〕
〔免报：市档案馆〕`,
	RunBatch: func(p *analyze.BatchPass) error {
		for _, u := range p.Batch.Units {
			f := analyze.Finding{Report: analyze.NoReport, Unit: u.Name, Basis: "名册上有这个单位", Fix: fix("催报；已经报了的，核对文件里的单位名称与名册是否一致")}
			switch u.Status {
			case analyze.Missing:
				f.Message = quote(u.Name) + "没有报送"
			case analyze.WrongPeriod:
				f.Message = quote(u.Name) + "报来的是别的时期的材料，这一期没有报送"
				f.Fix = fix("请该单位补报这一期的材料")
			default:
				continue
			}
			p.Emit(f)
		}
		return nil
	},
})
