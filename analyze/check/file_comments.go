package check

import (
	"hegao/analyze"
	"hegao/analyze/doc"
)

var _ = register(&analyze.Check{
	ID:       "file.comments",
	Title:    "批注没有删除",
	Severity: analyze.Warning,
	Doc: `Word 文件里留着批注，多半是内部商量的话，不该报上来。
请看完批注、改好正文，再在“审阅”里删除所有批注。`,
	Bad: `⟦f⟧〔文件名：半年报告.docx〕⟦/⟧
〔附带情况：批注2处〕
上半年，局党组召开专题会议2次。`,
	Good: `〔文件名：半年报告.docx〕
上半年，局党组召开专题会议2次。`,
	Run: onNotice(doc.Comments,
		"留着%d条批注",
		"留着批注",
		"改好正文后，在“审阅”里删除所有批注"),
})
