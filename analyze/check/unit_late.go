package check

import (
	"hegao/analyze"
)

var _ = register(&analyze.Check{
	ID:       "unit.late",
	Title:    "迟报",
	Severity: analyze.Warning,
	Doc: `文件的时间晚于名册上规定的截止日期。落款的日期不算，它只说明哪天写成；先按时报送、后来又修改的也不算。
报送的日期以收文登记为准，请核实；同意延期的，把名册里该单位的截止日期改过来。`,
	Bad:  `〔迟报：⟦f⟧市水务局⟦/⟧〕`,
	Good: `〔按时：市水务局〕`,
	RunBatch: func(p *analyze.BatchPass) error {
		for _, u := range p.Batch.Units {
			if u.Status != analyze.Late || u.Report == analyze.NoReport {
				continue
			}
			f := analyze.Finding{Report: u.Report, Message: quote(u.Name) + "报送晚了", Basis: "名册规定的截止日期", Fix: fix("核实报送日期；同意延期的，改名册里的截止日期")}
			for _, due := range p.Batch.Roster {
				if due.Name == u.Name && !due.Due.IsZero() {
					f.Expected = due.Due.Format("2006年1月2日") + "以前报送"
				}
			}
			p.Emit(f)
		}
		return nil
	},
})
