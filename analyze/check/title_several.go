package check

import (
	"fmt"

	"hegao/analyze"
)

var _ = register(&analyze.Check{
	ID:       "title.several",
	Title:    "一个文件里有几份报告",
	Severity: analyze.Info,
	Doc: `一个文件里有几份报告，各有各的标题和落款，例如机关党委的报告后面附着各支部的报告。
文件算作第一份报告的单位报送的；各份的编号各数各的，数字互不比较。要分别统计的，请拆成几个文件分别报送。`,
	Bad: `青禾县水务局2026年上半年工作报告
一、工作开展情况
上半年，我局紧扣年度目标，推进各项重点任务。
青禾县水务局
2026年7月3日
⟦f⟧第一党支部2026年上半年工作报告⟦/⟧
一、工作开展情况
上半年，支部召开支委会6次，推进各项重点任务。
第一党支部
2026年7月1日`,
	Good: `青禾县水务局2026年上半年工作报告
一、工作开展情况
上半年，我局紧扣年度目标，推进各项重点任务。
青禾县水务局
2026年7月3日
附件：第一党支部2026年上半年工作报告`,
	Run: severalReports,
})

func severalReports(p *analyze.Pass) error {
	titles := furtherTitles(p.Report)
	if len(titles) == 0 {
		return nil
	}
	p.Emit(analyze.Finding{
		Span:    titles[0].Span,
		Message: fmt.Sprintf("这个文件里有%d份报告，从这里起是第2份", len(titles)+1),
		Fix:     fix("要分别统计的，拆成几个文件分别报送"),
	})
	return nil
}

// furtherTitles returns the titles of the reports behind the first in the file of r: those
// with text between them and the title before, where a subtitle has none.
func furtherTitles(r *analyze.Report) []*analyze.Section {
	var list []*analyze.Section
	for i := range r.Sections {
		s := &r.Sections[i]
		if i == 0 || s.Level > 0 {
			continue
		}
		if before := &r.Sections[i-1]; before.Level > 0 || characters(r.Doc, before.Own, 1) > 0 {
			list = append(list, s)
		}
	}
	return list
}
