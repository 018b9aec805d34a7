package check

import (
	"hegao/analyze"
)

var _ = register(&analyze.Check{
	ID:       "title.missing",
	Title:    "没有标题",
	Severity: analyze.Warning,
	Doc: `全文开头没有报告的标题，例如“关于2026年上半年党风廉政建设工作情况的报告”。
没有标题，看不出是哪一类、哪一期的材料。请补上，写明时间、事由和文种。`,
	Bad: `⟦f⟧〔整篇报告〕⟦/⟧
上半年，我局紧扣年度目标，推进各项重点任务，召开专题会议2次，现将有关情况汇报如下。
一、工作开展情况
召开专题会议2次。`,
	Good: `关于2026年上半年工作情况的报告
上半年，我局紧扣年度目标，推进各项重点任务，现将有关情况汇报如下。
一、工作开展情况
召开专题会议2次。`,
	Run: func(p *analyze.Pass) error {
		if p.Report.Title == "" {
			p.Emit(analyze.Finding{
				Message:  "没有标题",
				Expected: "开头有标题，写明时间、事由和文种",
				Fix:      fix("补上标题，例如“关于2026年上半年工作情况的报告”"),
			})
		}
		return nil
	},
})
