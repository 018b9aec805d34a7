package check

import (
	"hegao/analyze"
)

var _ = register(&analyze.Check{
	ID:       "unit.unknown",
	Title:    "单位不在名册上",
	Severity: analyze.Warning,
	Doc: `收到的文件认不出是哪个单位的，或者认出的单位不在名册上。没有给名册的不查。
请核对：单位改了名或用了简称的，在名册的“别名”一栏补上；漏列的，补进名册；报错地方的，退回。`,
	Bad: `〔按时：市水务局〕
〔册外：⟦f⟧市气象站⟦/⟧〕`,
	Good:     `〔按时：市水务局、市气象站〕`,
	RunBatch: unknownUnits,
})

func unknownUnits(p *analyze.BatchPass) error {
	if len(p.Batch.Roster) == 0 {
		return nil
	}
	advice := fix("核对是哪个单位：改名、简称的在名册“别名”里补上，漏列的补进名册")
	for _, u := range p.Batch.Units {
		if u.OnRoster || u.Name == "" {
			continue
		}
		for _, id := range u.Reports {
			p.Emit(analyze.Finding{Report: id, Message: quote(u.Name) + "不在名册上", Fix: advice})
		}
	}
	for _, r := range p.Batch.Reports {
		if r.Unit == "" {
			p.Emit(analyze.Finding{Report: r.ID, Message: "认不出是哪个单位的报告", Expected: "文件夹名、文件名、标题或落款里有名册上的单位名称", Fix: advice})
		}
	}
	return nil
}
