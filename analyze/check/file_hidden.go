package check

import (
	"hegao/analyze"
	"hegao/analyze/doc"
)

var _ = register(&analyze.Check{
	ID:       "file.hidden",
	Title:    "有隐藏文字",
	Severity: analyze.Warning,
	Doc: `Word 文件里有设成“隐藏”的文字，打印和平常阅读时看不见，检查时也不算在内。
可能是模板的说明，也可能是忘了删的旧稿。请显示隐藏文字，确认后删去或取消隐藏。`,
	Bad: `⟦f⟧〔文件名：半年报告.docx〕⟦/⟧
〔附带情况：隐藏文字1处〕
上半年，局党组召开专题会议2次。`,
	Good: `〔文件名：半年报告.docx〕
上半年，局党组召开专题会议2次。`,
	Run: onNotice(doc.Hidden,
		"有%d处隐藏文字",
		"有隐藏文字",
		"显示隐藏文字，确认后删去或取消隐藏"),
})
